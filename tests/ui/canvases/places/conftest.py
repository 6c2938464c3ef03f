"""The table of map pictures with its panel of places, over a case with one picture."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.context import OfficeContext
from tests.ui.canvases.annotation.maps_bench import a_bench, a_context, a_map, with_picture
from tests.ui.canvases.places.places_bench import PlacesBench


@pytest.fixture
def bench(office: OfficeContext, qtbot: QtBot, tmp_path: Path) -> PlacesBench:
    """The panel is open, the picture can be pointed at."""
    context = a_context(office)
    with_picture(context, a_map(tmp_path / "map.png"))
    maps = a_bench(qtbot, context)
    maps.wait_for_sheet()
    maps.place.side.setCurrentWidget(maps.place.places)
    return PlacesBench(maps, office, qtbot)
