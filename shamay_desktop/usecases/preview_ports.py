"""What the use cases need for showing a report's pages before there is a file of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_places import BlockPlace


class PagesToSee(Protocol):
    """A report that is set; each page is painted by itself, when somebody looks at it.

    `names` has one a page: under the same name a page looks the same. `places` says where each
    block stands.
    """

    @property
    def names(self) -> tuple[str, ...]: ...

    @property
    def places(self) -> tuple[BlockPlace, ...]: ...

    def paint(self, page: int, target: Path) -> None:
        """Write a page (from 1) as a PDF of its own, unless it is there. Runs in any thread.

        WorldFailed: `report_picture_unreadable`, `report_not_written`.
        """
        ...

    def renewed(self, content: ReportContent, pictures: Mapping[str, PictureFile]) -> "PagesToSee":
        """The pages of another state of the report, the same as if they were set afresh."""
        ...


class PageSetter(Protocol):
    """Sets a report into pages to look at. Raises WorldFailed and Refused as its writer."""

    def __call__(
        self, content: ReportContent, pictures: Mapping[str, PictureFile]
    ) -> PagesToSee: ...
