"""The map of rows: the subject, a ring, a scale bar, and a choice by keys."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.plots.scatter_map import MapPoint, ScatterMap

POINTS = (
    MapPoint("north", 179_000, 663_300),
    MapPoint("east", 179_400, 663_000, "accepted"),
    MapPoint("far-east", 180_400, 663_010),
    MapPoint("west", 178_700, 662_990, "rejected"),
)


def opened(qtbot: QtBot) -> ScatterMap:
    """A map about a subject."""
    made = ScatterMap("מפה", lambda metres: f"{metres} m")
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    made.show_rows(POINTS, (179_000, 663_000), 500, words="4 rows")
    return made


def test_map_when_rows_are_shown_then_all_of_them_and_the_ring_are_in_view(qtbot: QtBot) -> None:
    shown = opened(qtbot)
    (west, east), (south, north) = shown.plot.getViewBox().viewRange()
    assert west < 178_500
    assert east > 180_400
    assert south < 662_500
    assert north > 663_500
    assert (west + east) / 2 == 179_000


def test_arrows_when_pressed_then_go_to_the_nearest_row_that_way(qtbot: QtBot) -> None:
    shown = opened(qtbot)
    for key, row_id in (
        (Qt.Key.Key_Right, "east"),
        (Qt.Key.Key_Right, "far-east"),
        (Qt.Key.Key_Left, "east"),
    ):
        with qtbot.waitSignal(shown.chosen) as told:
            qtbot.keyClick(shown, key)
        assert told.args == [row_id]
        assert shown.current == row_id


def test_scale_bar_when_the_scale_is_known_then_is_a_round_length(qtbot: QtBot) -> None:
    shown = opened(qtbot)
    for metres_a_pixel, length in ((1.0, 100), (7.0, 1000), (0.3, 20), (25.0, 2000)):
        shown.bar.show_scale(metres_a_pixel)
        assert shown.bar.length == length


def test_row_when_chosen_elsewhere_then_is_marked_and_nothing_is_told(qtbot: QtBot) -> None:
    shown = opened(qtbot)
    with qtbot.assertNotEmitted(shown.chosen):
        shown.choose("west")
    assert shown.current == "west"
    shown.choose("unknown")
    assert shown.current is None
