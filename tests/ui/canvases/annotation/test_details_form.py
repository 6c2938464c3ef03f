"""What is said of a picture: offered as it was said last, dates in part, the caption's corner."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.drawing.json_parts import LONGEST_TEXT, MOST_ITEMS
from shamay_desktop.domain.maps.annotations_json import picture_from_json, picture_to_json
from shamay_desktop.domain.maps.gestures import adding_annotations
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, Corner, Slot
from shamay_desktop.ui.context import OfficeContext
from tests.ui.canvases.annotation.maps_bench import (
    MapsBench,
    a_bench,
    a_context,
    a_map,
    with_picture,
)


def say(bench: MapsBench, **words: str) -> None:
    """Type into the form's lines."""
    for name, text in words.items():
        bench.place.details.lines[name].retype(text)


def test_source_and_credit_when_said_once_then_the_next_case_has_them_by_one_press(
    bench: MapsBench, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not bench.place.details.as_last.isVisible()
    say(bench, source="GovMap", credit="המרכז למיפוי ישראל")
    qtbot.waitUntil(lambda: bench.place.context.tasks.idle, timeout=20_000)
    again = a_context(office)
    with_picture(again, a_map(tmp_path / "again.png", tint="#ccddee"), Slot.AREA_MAP)
    with_picture(again, a_map(tmp_path / "aerial.png", tint="#ddccee"), Slot.AERIAL)
    other = a_bench(qtbot, again)
    other.wait_for_sheet()
    form = other.place.details
    assert form.as_last.isVisible()
    assert "GovMap" in form.as_last.toolTip()
    assert not other.pictures[0].source
    QTest.mouseClick(form.as_last, Qt.MouseButton.LeftButton)
    assert (other.pictures[0].source, other.pictures[0].credit) == ("GovMap", "המרכז למיפוי ישראל")
    assert len(other.gestures) == 1
    assert not form.as_last.isVisible()
    other.place.strip.setCurrentRow(2)
    assert other.place.picture is not None
    assert other.place.picture.slot is Slot.AERIAL
    assert not form.as_last.isVisible()


def test_a_date_when_only_its_month_is_known_then_it_is_kept_and_nothing_is_missing(
    bench: MapsBench,
) -> None:
    form = bench.place.details
    assert form.problems["date"].isVisible()
    say(bench, date="מאי 2023")
    assert bench.pictures[0].date == "2023-05"
    assert not form.problems["date"].isVisible()
    say(bench, date="13.2023")
    assert bench.pictures[0].date == "2023-05"
    assert form.problems["date"].isVisible()


def test_a_corner_when_chosen_then_the_picture_says_it(bench: MapsBench) -> None:
    form = bench.place.details
    form.corner.setCurrentIndex(form.corner.findData(Corner.TOP_LEFT))
    form.corner.activated.emit(form.corner.currentIndex())
    assert bench.pictures[0].corner is Corner.TOP_LEFT
    bench.undo()
    assert bench.pictures[0].corner is Corner.BOTTOM_RIGHT
    assert form.corner.currentData() == Corner.BOTTOM_RIGHT


def test_white_corners_when_the_picture_leans_then_they_can_be_left_out(bench: MapsBench) -> None:
    form = bench.place.details
    assert not form.flags["trimmed"].isVisible()
    bench.annotating.change_picture(turn=Decimal(8))
    assert form.flags["trimmed"].isVisible()
    form.flags["trimmed"].click()
    assert bench.pictures[0].trimmed
    bench.annotating.change_picture(turn=Decimal(90))
    assert not form.flags["trimmed"].isVisible()


def test_words_when_they_reach_the_limit_of_the_files_then_the_form_says_so(
    bench: MapsBench,
) -> None:
    line = bench.place.details.lines["title"]
    line.setFocus()
    line.setText("א" * LONGEST_TEXT)
    QTest.keyClicks(line, "a")
    assert len(line.text()) == LONGEST_TEXT
    assert bench.place.details.problems["title"].isVisible()
    assert str(LONGEST_TEXT) in bench.place.details.problems["title"].text().replace(",", "")


def test_annotations_when_they_reach_the_limit_of_the_files_then_no_more_are_drawn(
    bench: MapsBench,
) -> None:
    picture = bench.place.picture
    assert picture is not None
    many = tuple(
        Annotation(f"m{n}", AnnotationKind.MARKER, ((n % 700 + 10.0, n // 700 * 9 + 20.0),))
        for n in range(MOST_ITEMS)
    )
    bench.apply(adding_annotations(bench.case, picture.id, many[:-1]))
    bench.tool("marker")
    bench.click((400, 300))
    assert len(bench.annotations) == MOST_ITEMS
    bench.click((420, 320))
    assert len(bench.annotations) == MOST_ITEMS
    assert bench.place.notice.isVisible()
    picture_from_json(picture_to_json(bench.pictures[0], "a.png"))


def test_details_when_the_picture_is_removed_then_the_empty_slot_keeps_none_of_its_words(
    bench: MapsBench,
) -> None:
    form = bench.place.details
    assert form.problems["source"].isVisible()
    assert form.file.isVisible()
    bench.place.remove_picture()
    bench.qtbot.waitUntil(lambda: not bench.pictures)
    assert not form.problems["source"].isVisible()
    assert not form.file.isVisible()
    assert not form.slot.isVisible()
    bench.undo()
    bench.place.strip.setCurrentRow(0)
    bench.qtbot.waitUntil(form.file.isVisible, timeout=20_000)
    assert form.problems["source"].isVisible()
