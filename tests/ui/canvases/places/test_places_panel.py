"""Places in a window: coordinates, control points, parcels, neighbours, distances, map files."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from shamay_desktop.domain.case import Origin, Row, Value
from shamay_desktop.domain.editing import adding_row
from shamay_desktop.domain.maps import gestures
from shamay_desktop.domain.maps.pictures import AnnotationKind, ControlPoint
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.places.borders_dialog import BordersDialog
from shamay_desktop.ui.canvases.places.control_dialog import ControlDialog
from shamay_desktop.ui.canvases.places.place_marks import PlaceMark
from tests.gis.test_tiles_file import a_map as a_map_file
from tests.layer_files import EAST, NORTH, geojson, ring
from tests.ui.canvases.places.places_bench import PlacesBench, place_of_pixel, words_of
from tests.usecases.conftest import StandingClock


def test_place_when_typed_then_stands_in_the_case_in_both_systems(bench: PlacesBench) -> None:
    bench.write(bench.panel.place.typed, "178690, 658902")
    bench.settle(lambda: bench.panel.place.place is not None)
    case = bench.case
    assert case.number("location.itm_east") == 178690
    assert case.number("location.latitude") == pytest.approx(
        Decimal("32.0226"), abs=Decimal("0.001")
    )
    assert case.text("location.source")
    assert "178690.00, 658902.00" in strip_marks(bench.panel.place.grid.text())
    assert "Israel 1993 to WGS 84 (1)" in strip_marks(bench.panel.place.how.text())


def test_place_when_read_after_midnight_then_has_the_day_where_the_machine_stands(
    bench: PlacesBench, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: clock.time.date() + timedelta(days=1))
    bench.write(bench.panel.place.typed, "178690, 658902")
    bench.settle(lambda: bench.panel.place.place is not None)
    assert bench.case.text("location.date") == "2026-11-03"


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("https://www.govmap.gov.il/?c=3870903,3766273&z=10", "Israel 1993 to WGS 84 (2)"),
        ("658902 178690", "צפון לפני מזרח"), ("128690/158902", "EPSG:28193"),
        ("32°01'21.4\"N 34°46'22.8\"E", "Israel 1993 to WGS 84 (1)"),
    ],
)  # fmt: skip
def test_place_when_in_another_system_then_it_is_brought_over_and_said(
    bench: PlacesBench, text: str, system: str
) -> None:
    bench.write(bench.panel.place.typed, text)
    bench.settle(lambda: bench.panel.place.place is not None)
    bench.settle()
    east = bench.case.number("location.itm_east")
    assert east is not None
    assert abs(east - 178690) < 30
    assert system in strip_marks(bench.panel.place.how.text())
    assert bench.case.text("location.source")


def test_place_when_it_cannot_be_read_then_is_marked_and_nothing_is_edited(
    bench: PlacesBench,
) -> None:
    before = bench.case
    for text in ("חולון", "6144/23", "https://www.govmap.gov.il/?z=3"):
        bench.write(bench.panel.place.typed, text)
        bench.settle(lambda: bool(bench.panel.place.problem.text()))
        assert bench.panel.place.typed.text() == text
    assert bench.case == before


def test_link_and_copies_when_asked_for_then_are_of_the_place(bench: PlacesBench) -> None:
    opened: list[str] = []
    bench.panel.place._open_link = opened.append
    bench.write(bench.panel.place.typed, "178690, 658902")
    bench.settle(lambda: bench.panel.place.place is not None)
    assert opened == []
    bench.panel.place.link.click()
    assert opened == ["https://www.govmap.gov.il/?c=178690.00,658902.00&z=10"]
    bench.panel.place.copy_grid.click()
    assert QGuiApplication.clipboard().text() == "178690.00, 658902.00"
    bench.panel.place.copy_degrees.click()
    assert QGuiApplication.clipboard().text().startswith("32.0")


def test_control_points_when_pressed_and_typed_then_lay_the_picture_on_the_earth(
    bench: PlacesBench,
) -> None:
    start = bench.case
    bench.control_point((60, 70))
    assert bench.panel.georeference is None
    assert len(bench.points) == 1
    bench.control_point((740, 90))
    fit = bench.panel.georeference
    assert fit is not None
    assert not fit.proven
    bench.control_point((400, 550))
    fit = bench.panel.georeference
    assert fit is not None
    assert fit.proven
    assert fit.rms < 0.05
    assert fit.metres_per_pixel == pytest.approx(0.25, abs=0.001)
    assert fit.to_itm(300, 300) == pytest.approx(place_of_pixel(300, 300), abs=0.1)
    end = bench.case
    for _ in range(3):
        bench.maps.undo()
    assert bench.case == start
    assert bench.panel.georeference is None
    for _ in range(3):
        bench.maps.redo()
    assert bench.case == end
    assert bench.panel.georeference is not None


def test_control_point_when_only_keys_are_used_then_stands(bench: PlacesBench) -> None:
    QTest.keyClick(bench.panel.control.add, Qt.Key.Key_Space)
    assert bench.maps.canvas.tool is bench.panel.tool
    bench.maps.cross_to((200, 150))
    bench.maps.key(Qt.Key.Key_Return)
    bench.give("178000, 659000")
    assert [(each.x, each.y) for each in bench.points] == [(200, 150)]
    bench.maps.key(Qt.Key.Key_Escape)
    assert bench.maps.canvas.tool is not bench.panel.tool


def test_control_point_when_given_up_then_nothing_is_edited(bench: PlacesBench) -> None:
    before = bench.case
    bench.panel.begin_control_point()
    bench.maps.click((100, 100))
    QTest.keyClick(bench.dialog(ControlDialog), Qt.Key.Key_Escape)
    assert bench.case == before


def test_control_points_when_chosen_then_change_and_go_by_key(bench: PlacesBench) -> None:
    bench.georeferenced()
    table = bench.panel.control.table
    assert [row[2] for row in words_of(table)] == ["0.00 מ'"] * 3
    table.setCurrentCell(1, 0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = bench.dialog(ControlDialog)
    dialog.note.setText("פינת הגדר")
    bench.give(dialog.typed.text())
    assert bench.points[1].note == "פינת הגדר"
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert len(bench.points) == 2


def test_cursor_when_over_a_georeferenced_picture_then_reads_coordinates(
    bench: PlacesBench,
) -> None:
    bench.georeferenced()
    bench.maps.canvas.hovered.emit(bench.maps.canvas.point_at(QPointF(bench.maps.at((400, 300)))))
    east, north = place_of_pixel(400, 300)
    said = strip_marks(bench.panel.control.pointer.text())
    assert f"{east:.0f}"[:5] in said
    assert f"{north:.0f}"[:5] in said


def test_parcel_when_found_then_its_areas_are_compared_and_its_outline_is_drawn(
    bench: PlacesBench, tmp_path: Path
) -> None:
    bench.georeferenced()
    bench.add_layer(geojson(tmp_path / "parcels.geojson"))
    bench.find("6144", "5")
    said = strip_marks(bench.panel.parcel.area.text())
    assert "612" in said
    assert "600" in said
    assert "-12.0" in said
    assert "-2.0%" in said
    assert "parcels.geojson" in strip_marks(bench.panel.parcel.about.text())
    bench.panel.parcel.draw.click()
    (made,) = bench.maps.annotations
    assert made.kind is AnnotationKind.PARCEL
    fit = bench.panel.georeference
    assert fit is not None
    drawn = sorted(fit.ring_to_itm(made.points))
    for point, corner in zip(drawn, sorted(ring(1, 1)[:4]), strict=True):
        assert point == pytest.approx(corner, abs=0.02)
    assert fit.area(made.points) == pytest.approx(600, abs=0.5)
    bench.maps.annotating.choose([made.id])
    measured = strip_marks(bench.panel.control.measures.text())
    assert "600" in measured
    assert "100.0" in measured
    bench.maps.undo()
    assert bench.maps.annotations == ()
    assert bench.panel.control.measures.text() == ""


def test_parcel_when_it_is_not_on_the_picture_then_nothing_is_drawn(
    bench: PlacesBench, tmp_path: Path
) -> None:
    bench.georeferenced()
    far = [(x + 5000, y) for x, y in ring(1, 1)]
    bench.add_layer(geojson(tmp_path / "far.geojson", [({"gush": 6144, "helka": 5}, far)]))
    bench.find("6144", "5")
    bench.panel.parcel.draw.click()
    assert bench.maps.annotations == ()
    assert bench.panel.parcel.said.text()


def test_section_when_its_heading_is_pressed_then_folds_and_unfolds(bench: PlacesBench) -> None:
    for section in bench.panel.sections:
        was = section.body.isHidden()
        section.heading.setFocus()
        QTest.keyClick(section.heading, Qt.Key.Key_Space)
        assert section.body.isHidden() != was


def test_neighbours_when_taken_then_stand_in_the_boundaries_with_their_source(
    bench: PlacesBench, tmp_path: Path
) -> None:
    bench.add_layer(geojson(tmp_path / "parcels.geojson"))
    bench.find("6144", "5")
    bench.panel.parcel.borders.click()
    dialog = bench.dialog(BordersDialog)
    rows = words_of(dialog.table)
    assert [row[0] for row in rows] == ["צפון", "מזרח", "דרום", "מערב"]
    assert [row[2] for row in rows] == ["30.0 מ'", "20.0 מ'", "30.0 מ'", "20.0 מ'"]
    assert rows[0][1] == "דרך, חלקה 8 בגוש 6144"
    assert rows[1][1] == "חלקה 6 בגוש 6144"
    item = dialog.table.item(3, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    dialog.take.click()
    taken = bench.case.rows("parcel.boundaries")
    assert [row.content("side") for row in taken] == ["north", "east", "south"]
    assert strip_marks(str(taken[1].content("text"))) == "חלקה 6 בגוש 6144"
    assert taken[0].content("length") == "30"
    told = taken[0].cells["text"].provenance
    assert told is not None
    assert told.origin is Origin.IMPORTED
    assert str(told.note).startswith("parcels.geojson 20")


def test_corner_of_a_parcel_when_chosen_then_is_the_control_point(
    bench: PlacesBench, tmp_path: Path
) -> None:
    bench.add_layer(geojson(tmp_path / "parcels.geojson"))
    bench.find("6144", "1")
    bench.panel.begin_control_point()
    bench.maps.click((250, 300))
    dialog = bench.dialog(ControlDialog)
    assert dialog.corners.count() == 5
    dialog.corners.setCurrentIndex(1)
    bench.settle(dialog.keep.isEnabled)
    dialog.keep.click()
    assert (bench.points[0].east, bench.points[0].north) == (
        Decimal(str(EAST)),
        Decimal(str(NORTH)),
    )
    assert "חלקה 1" in strip_marks(bench.points[0].note)


def test_layer_when_missing_or_broken_then_is_said_and_stays_in_the_list(
    bench: PlacesBench, tmp_path: Path
) -> None:
    bench.add_layer(tmp_path / "gone.shp")
    bad = tmp_path / "bad.geojson"
    bad.write_text("{}", encoding="utf-8")
    bench.add_layer(bad)
    said = [row[0] for row in words_of(bench.panel.layers.table)]
    assert "gone.shp" in said[0]
    assert "bad.geojson" in said[1]
    bench.find("6144", "5")
    assert bench.panel.parcel.said.text()
    assert bench.panel.parcel.found == ()
    bench.panel.layers.table.setCurrentCell(0, 0)
    bench.panel.layers.remove.click()
    kept = bench.office.services.settings.get("places.layers")
    assert kept == [str(bad)]


def test_distances_when_comparables_have_places_then_are_told_and_marked(
    bench: PlacesBench,
) -> None:
    bench.georeferenced()
    bench.write(bench.panel.place.typed, f"{EAST}, {NORTH}")
    bench.settle(lambda: bench.panel.place.place is not None)
    for number, cells in enumerate(
        ({"itm": "178300/659400", "address": "הרצל 3"}, {"itm": "178030/659040"}, {"address": "x"})
    ):
        row = Row(f"c{number}", {name: Value.of(text) for name, text in cells.items()})
        bench.maps.apply(adding_row(bench.case, "comparables", row))
    table = bench.panel.distances.table
    assert [row[1] for row in words_of(table)] == ["50 מ'", "500 מ'"]
    assert bench.panel.distances.said.text()
    bench.panel.distances.open()
    bench.panel.distances.marks.click()
    marks = [e for e in bench.panel.marks.layer.childItems() if isinstance(e, PlaceMark)]
    assert len(marks) == 3 + 2 + 1
    bench.panel.distances.marks.click()
    assert len(bench.panel.marks.layer.childItems()) == 3


def test_map_file_when_a_picture_is_made_then_it_lies_on_the_earth_at_once(
    bench: PlacesBench, tmp_path: Path
) -> None:
    bench.write(bench.panel.place.typed, "178690, 658902")
    bench.settle(lambda: bench.panel.place.place is not None)
    path = a_map_file(tmp_path, attribution="© מפות", timestamp="2025-03-01")
    bench.panel.offline.take(path)
    bench.settle(lambda: bench.panel.offline.facts is not None)
    assert bench.panel.offline.draw.isEnabled()
    bench.panel.offline.draw.click()
    bench.settle(lambda: len(bench.maps.pictures) == 2)
    made = bench.maps.pictures[1]
    assert (made.source, made.date, made.credit) == ("מפת רקע", "2025-03-01", "© מפות")
    assert len(made.control_points) == 5
    bench.settle(lambda: bench.panel.georeference is not None)
    fit = bench.panel.georeference
    assert fit is not None
    assert fit.to_itm(1200, 900) == pytest.approx((178_690, 658_902), abs=2)


def test_numbers_of_a_parcel_when_they_stand_there_then_each_is_under_its_name(
    bench: PlacesBench,
) -> None:
    section = bench.panel.parcel
    names = {label.buddy(): label.text() for label in section.findChildren(QLabel) if label.buddy()}
    assert [names[section.numbers[each]] for each in ("gush", "helka", "suffix")] == [
        bench.office.texts(f"places.{each}") for each in ("gush", "helka", "suffix")
    ]


def test_a_north_arrow_when_control_points_say_otherwise_then_its_true_turn_is_offered(
    bench: PlacesBench,
) -> None:
    """Half a turn: the picture's upper edge lies in the south."""
    place, notice = bench.maps.place, bench.maps.place.notice
    bench.maps.annotating.add(AnnotationKind.NORTH, ((100.0, 100.0),), turn=Decimal(12))
    points = tuple(
        ControlPoint(name, x, y, Decimal(str(EAST - x / 4)), Decimal(str(NORTH + y / 4)))
        for name, x, y in (("one", 50.0, 60.0), ("two", 700.0, 500.0))
    )
    assert place.picture is not None
    bench.maps.apply(gestures.adding_control_points(bench.case, place.picture.id, points))
    bench.settle(lambda: place.places.georeference is not None)
    assert notice.isVisible()
    assert "168" in strip_marks(notice.words.text())
    QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    assert bench.maps.annotations[0].turn == 180
    bench.maps.undo()
    assert bench.maps.annotations[0].turn == 12
