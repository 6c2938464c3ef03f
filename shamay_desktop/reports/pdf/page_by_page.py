"""A report's pages one by one, to look at: all are set, each is painted when it is asked for.

What is handed out is never made here: `write_pdf` and the archive's writer make it in one run.
"""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from uuid import uuid4

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.drawing import Layout, Page, Picture
from shamay_desktop.reports.pdf.painting import paint_page


class SeenPages:
    """The port `PagesToSee`: a layout, and a name for what each of its pages looks like."""

    def __init__(
        self,
        content: ReportContent,
        pictures: Mapping[str, PictureFile],
        before: "SeenPages | None" = None,
    ) -> None:
        """Pages that look as those of `before` keep their names. Raises as `lay_out`."""
        earlier = None if before is None else before.layout
        self.layout: Layout = lay_out(content, pictures, before=earlier)
        self.places = self.layout.places()
        self._language = content.language
        self._pictures = pictures
        self._painting: Lock = Lock() if before is None else before._painting
        self.names = tuple(
            (before and self._name_before(before, page)) or uuid4().hex
            for page in range(len(self.layout.pages))
        )

    def renewed(self, content: ReportContent, pictures: Mapping[str, PictureFile]) -> "SeenPages":
        """The pages of another state of the report."""
        return SeenPages(content, pictures, self)

    def paint(self, page: int, target: Path) -> None:
        """Paint a page (from 1) unless its file is there. Callable from any thread.

        WorldFailed: `report_picture_unreadable`, `report_not_written`.
        """
        # One at a time: an older state may be asked for the same page under the same name.
        with self._painting:
            if not target.exists():
                shown = self.layout.pages[page - 1]
                paint_page(shown, self.layout.watermark, self._pictures, target, self._language)

    def _name_before(self, before: "SeenPages", page: int) -> str:
        """The name of a page (from 0) if it looks as it did, else ""."""
        if page >= len(before.names) or self._apart_from_page != before._apart_from_page:
            return ""
        shown = self.layout.pages[page]
        if shown != before.layout.pages[page]:
            return ""
        same_files = self._pictures == before._pictures or self._files(shown) == before._files(
            shown
        )
        return before.names[page] if same_files else ""

    @property
    def _apart_from_page(self) -> tuple[object, ...]:
        """What decides how every page looks."""
        return self._language, self.layout.watermark

    def _files(self, page: Page) -> list[PictureFile | None]:
        """The pictures of a page: one may be another under the same key, a turned photo."""
        placed = (*page.furniture, *page.content)
        marks = (mark for each in placed for mark in each.marks)
        return [self._pictures.get(mark.key) for mark in marks if isinstance(mark, Picture)]
