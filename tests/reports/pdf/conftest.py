"""Pictures for reports, made once."""

import pytest

from shamay_desktop.domain.report_content import PictureFile
from tests.reports.pdf.sample_report import picture_files


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PictureFile]:
    return picture_files(tmp_path_factory.mktemp("pictures"))
