"""The report as a Word file; python-docx is imported when a report is written."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.reports.docx.page import DocxFaces, faces_of

__all__ = ["DocxFaces", "write_docx"]


def write_docx(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    *,
    created: datetime,
    faces: DocxFaces | None = None,
) -> None:
    """Write the report as a Word file; the same input gives the same bytes.

    `pictures` holds every key that the content names; `created` is the moment in the file's
    properties (a moment without a zone is taken as UTC). WorldFailed:
    `report_picture_unreadable` when a picture is gone or neither JPEG nor PNG,
    `report_not_written` when the disk refuses.
    """
    from shamay_desktop.reports.docx.writer import write_report

    write_report(content, pictures, target, created, faces or faces_of(content.looks))
