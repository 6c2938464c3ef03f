"""The example's pictures, and the Hebrew report written once for all tests that only read it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.reports.docx import write_docx
from tests.reports.docx.example import draw_pictures, hebrew
from tests.reports.docx.reading import DocxFile

CREATED = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


class Desk:
    """Writes reports into a folder of the test and reads them back."""

    def __init__(self, folder: Path, pictures: Mapping[str, PictureFile]) -> None:
        self.folder = folder
        self.pictures = pictures

    def write(self, content: ReportContent, name: str = "report.docx") -> DocxFile:
        """The report as written and read back."""
        write_docx(content, self.pictures, self.folder / name, created=CREATED)
        return DocxFile(self.folder / name)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PictureFile]:
    """The example's pictures."""
    return draw_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture
def desk(tmp_path: Path, pictures: dict[str, PictureFile]) -> Desk:
    """A place to write reports."""
    return Desk(tmp_path, pictures)


@pytest.fixture(scope="session")
def hebrew_path(tmp_path_factory: pytest.TempPathFactory, pictures: dict[str, PictureFile]) -> Path:
    """The Hebrew example, written."""
    target = tmp_path_factory.mktemp("hebrew") / "report.docx"
    write_docx(hebrew(), pictures, target, created=CREATED)
    return target


@pytest.fixture(scope="session")
def hebrew_file(hebrew_path: Path) -> DocxFile:
    """The Hebrew example, read back; tests do not change it."""
    return DocxFile(hebrew_path)
