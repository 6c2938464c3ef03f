"""The one small picture that reports of templates are printed with, and what was made of them."""

import os
from pathlib import Path

import pytest

from tests.reports.printing import AnyPicture
from tests.reports.spreading import Prints


@pytest.fixture(scope="session")
def any_picture(tmp_path_factory: pytest.TempPathFactory) -> AnyPicture:
    """One small picture under whatever key is asked for."""
    return AnyPicture(tmp_path_factory.mktemp("any"))


@pytest.fixture(scope="session")
def prints(any_picture: AnyPicture) -> Prints:
    """Reports of templates, made when they are first asked for."""
    return Prints(Path(os.environ["SHAMAY_TEST_HOME"]) / "reports", any_picture)
