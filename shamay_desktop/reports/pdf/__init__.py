"""The report as a PDF: `lay_out` sets the pages, `write_pdf` also writes the file.

reportlab is imported when the first page is set, not with this package.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_places import BlockPlace, PartPlace

if TYPE_CHECKING:
    from shamay_desktop.reports.pdf.drawing import Layout
    from shamay_desktop.reports.pdf.faces import Faces


def lay_out(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    faces: "Faces | None" = None,
    before: "Layout | None" = None,
) -> "Layout":
    """The report's pages, ready to paint; `faces` are those of the content's looks unless given.

    The layout is the same with or without `before`, an earlier state of the report: only what
    that one does not say is set anew.
    WorldFailed: `report_picture_unreadable` for a picture that is not among those given,
    `font_unreadable` for a face that cannot be read. Refused: `font_not_installed`,
    `font_without_hebrew`.
    """
    from shamay_desktop.reports.pdf.document import set_document
    from shamay_desktop.reports.pdf.faces import faces_of

    return set_document(content, pictures, faces or faces_of(content.looks), before)


def part_places(
    content: ReportContent, pictures: Mapping[str, PictureFile], faces: "Faces | None" = None
) -> Mapping[str, PartPlace]:
    """Where each chapter, section and annex begins, by its key. Raises as `lay_out`."""
    return parts_of(lay_out(content, pictures, faces))


def parts_of(layout: "Layout") -> Mapping[str, PartPlace]:
    """Where each chapter, section and annex of a report that is laid out begins, by its key."""
    from shamay_desktop.reports.pdf.drawing import Anchor

    found: dict[str, PartPlace] = {}
    for number, page in enumerate(layout.pages):
        for place, placed in enumerate(page.content):
            for mark in placed.marks:
                if isinstance(mark, Anchor):
                    found.setdefault(mark.key, PartPlace(number, place == 0))
    return found


def write_pdf(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    *,
    created: datetime,
    faces: "Faces | None" = None,
) -> tuple[BlockPlace, ...]:
    """Write the report to `target`, whole or not at all; the same input gives the same bytes.

    `created` is the moment that the file names as its making; it has a zone. WorldFailed as in
    `lay_out`, also for a picture that cannot be read, and `report_not_written`. The answer says
    where each block of a `keyed` content stands.
    """
    from shamay_desktop.reports.pdf.painting import paint

    layout = lay_out(content, pictures, faces)
    paint(layout, content, pictures, target, created)
    return layout.places()
