"""A case with one map picture in its slot, open on the table."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PageContext
from tests.ui.canvases.annotation.maps_bench import (
    MapsBench,
    a_bench,
    a_context,
    a_map,
    with_picture,
)


@pytest.fixture
def context(office: OfficeContext) -> PageContext:
    """A new case."""
    return a_context(office)


@pytest.fixture
def bench(context: PageContext, qtbot: QtBot, tmp_path: Path) -> MapsBench:
    """The table with an area map that can be drawn on."""
    with_picture(context, a_map(tmp_path / "map.png"))
    made = a_bench(qtbot, context)
    made.wait_for_sheet()
    return made
