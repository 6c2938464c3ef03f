"""Marks as files: with their picture, on a picture that is there, out and in again."""

import json
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.editing import after
from shamay_desktop.domain.maps.annotations_json import picture_to_json
from shamay_desktop.domain.maps.gestures import adding_annotations
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture, Slot
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from tests.ui.canvases.annotation.maps_bench import MapsBench, a_bench, a_context, a_map

MARK = Annotation("m", AnnotationKind.MARKER, ((40.0, 30.0),), "הנכס")


def marks(folder: Path, name: str, slot: Slot = Slot.AERIAL) -> Path:
    """A file of one marker on the picture of a name."""
    picture = MapPicture("p", "", slot=slot, source="מפ״י", annotations=(MARK,))
    path = folder / f"{Path(name).stem}.annotations.json"
    path.write_text(json.dumps(picture_to_json(picture, name)), encoding="utf-8")
    return path


def idle(bench: MapsBench) -> None:
    """Wait until nothing is under way."""
    tray = bench.place.adding.tray
    bench.qtbot.waitUntil(lambda: bench.place.context.tasks.idle and not tray.busy, timeout=20_000)


def test_marks_when_dropped_with_their_picture_then_it_stands_once_in_its_slot_and_is_open(
    qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    bench = a_bench(qtbot, a_context(office))
    bench.place.adding.drops.dropped.emit([a_map(tmp_path / "air.png"), marks(tmp_path, "air.png")])
    idle(bench)
    (picture,) = bench.pictures
    assert (picture.slot, picture.source) == (Slot.AERIAL, "מפ״י")
    assert [each.text for each in picture.annotations] == ["הנכס"]
    assert bench.place.picture == picture
    assert len(bench.gestures) == 1
    bench.undo()
    assert bench.pictures == ()


def test_marks_when_opened_for_a_bare_picture_then_they_stand_on_it(
    bench: MapsBench, tmp_path: Path
) -> None:
    bench.place.adding.open_drawing()
    (dialog,) = bench.place.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(marks(tmp_path, "map.png"))])
    dialog.close()
    idle(bench)
    (picture,) = bench.pictures
    assert (picture.slot, len(picture.annotations)) == (Slot.AREA_MAP, 1)


def test_other_marks_when_the_picture_has_its_own_then_both_the_case_and_the_file_stay(
    bench: MapsBench, tmp_path: Path
) -> None:
    own = Annotation("own", AnnotationKind.MARKER, ((9.0, 9.0),))
    bench.apply(adding_annotations(bench.case, bench.pictures[0].id, [own]))
    bench.place.adding.add([marks(tmp_path, "map.png")])
    idle(bench)
    assert [each.id for each in bench.annotations] == ["own"]
    words = strip_marks(bench.place.adding.tray.results.item(0).text())
    assert words.startswith("map.annotations.json לא נקלט")


def test_marks_when_saved_and_opened_in_another_case_then_they_are_the_same(
    bench: MapsBench, qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    bench.apply(adding_annotations(bench.case, bench.pictures[0].id, [MARK]))
    qtbot.waitUntil(lambda: bench.place.context.tasks.idle)
    bench.place.save_drawing.click()
    (dialog,) = bench.place.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.json"))
    dialog.close()
    idle(bench)
    written = tmp_path / "out.annotations.json"
    other = a_bench(qtbot, a_context(office))
    other.place.adding.add([tmp_path / "map.png", written])
    idle(other)
    ((one,), (same,)) = bench.pictures, other.pictures
    assert [(each.kind, each.points, each.text, each.style) for each in same.annotations] == [
        (each.kind, each.points, each.text, each.style) for each in one.annotations
    ]
    assert (same.slot, same.paper) == (one.slot, one.paper)
    assert pictures_of(after(other.case, ())) == (same,)
