"""One recogniser for all tests of this folder: its processes are started once."""

from collections.abc import Iterator

import pytest

from shamay_desktop.documents.ocr.models import model_folders
from shamay_desktop.documents.ocr.recogniser import Recogniser
from shamay_desktop.system.limits import page_limits


@pytest.fixture(scope="session")
def recogniser() -> Iterator[Recogniser]:
    made = Recogniser(page_limits(), model_folders())
    yield made
    made.close()
