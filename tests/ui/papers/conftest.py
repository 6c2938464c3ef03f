"""Step 2 on the screen, over a case in a real home."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.documents import DocumentsPage
from tests.ui.documents_bench import opened_page
from tests.ui.paper_bench import PaperBench, a_bench


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path) -> PaperBench:
    """An open case."""
    return a_bench(office, tmp_path)


@pytest.fixture
def page(qtbot: QtBot, bench: PaperBench) -> Iterator[DocumentsPage]:
    """The page on the screen."""
    yield from opened_page(qtbot, bench)
