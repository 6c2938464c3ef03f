"""The report as a Word file; python-docx is imported when a report is written."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.reports.docx.page import DocxFaces, faces_of
from shamay_desktop.reports.docx.story import OwnSetting

__all__ = ["DocxFaces", "write_docx", "write_paged_docx"]


def write_docx(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    *,
    created: datetime,
    faces: DocxFaces | None = None,
    ours: OwnSetting | None = None,
) -> None:
    """Write the report as a Word file; the same input gives the same bytes.

    `pictures` holds every key that the content names; `created` is the moment in the file's
    properties (a moment without a zone is taken as UTC). WorldFailed:
    `report_picture_unreadable` when a picture is gone or neither JPEG nor PNG,
    `report_not_written` when the disk refuses.
    """
    from shamay_desktop.reports.docx.writer import write_report

    faces = faces or faces_of(content.looks)
    write_report(content, pictures, target, created, faces, ours or OwnSetting())


def write_paged_docx(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    *,
    created: datetime,
) -> None:
    """`write_docx` with the pages and columns of our own setting, in the shipped faces where the
    template's are not on this machine: whoever opens the file may have them.
    """
    from shamay_desktop.reports.pdf import lay_out, parts_of
    from shamay_desktop.reports.pdf.columns import measured_columns
    from shamay_desktop.reports.pdf.faces import faces_of as faces_to_set
    from shamay_desktop.reports.pdf.faces import shipped_faces
    from shamay_desktop.reports.pdf.furniture import mark_size

    try:
        faces = faces_to_set(content.looks)
    except Refused:
        faces = shipped_faces()
    layout = lay_out(content, pictures, faces)
    ours = OwnSetting(
        parts_of(layout),
        measured_columns(content, faces),
        pages=len(layout.pages) - 1,
        mark=mark_size(layout.watermark),
    )
    write_docx(content, pictures, target, created=created, ours=ours)
