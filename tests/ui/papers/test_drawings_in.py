"""Drawings dropped on the documents page: one gesture of the open case, a line for each file."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.drawings_in import ArrivedDrawing, Became, Told
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.maps.annotations_json import picture_to_json
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.measure_json import sheet_to_json
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.papers.drawings_in import DrawingsIn
from shamay_desktop.usecases.evidence.adding import AddedFiles
from tests.drawn_case import drawn_case
from tests.ui.documents_bench import settle
from tests.ui.paper_bench import PaperBench, files


def drawings(folder: Path) -> list[Path]:
    """A measured page and a marked map, by the names of their papers."""
    sheet, picture = sheets_of(drawn_case())[1], pictures_of(drawn_case())[0]
    told = {
        "plan.measure.json": sheet_to_json(sheet, "plan.pdf"),
        "site.annotations.json": picture_to_json(picture, "site.png"),
    }
    for name, one in told.items():
        (folder / name).write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    return [folder / name for name in told]


def lines(page: DocumentsPage) -> list[str]:
    """What the tray says of single files."""
    found = page.findChild(QListWidget, "adding-results")
    assert isinstance(found, QListWidget)
    return [strip_marks(found.item(row).text()) for row in range(found.count())]


def applied(page: DocumentsPage) -> list[tuple[Change, ...]]:
    """Each gesture that the page says, as the shell applies it."""
    gestures: list[tuple[Change, ...]] = []

    def apply(changes: tuple[Change, ...]) -> None:
        gestures.append(changes)
        page.context.session.apply(changes)

    page.edited.connect(apply)
    return gestures


def test_drawings_when_dropped_with_their_papers_then_one_gesture_brings_them_and_undo_takes_them(
    qtbot: QtBot, bench: PaperBench, page: DocumentsPage, tmp_path: Path
) -> None:
    session, gestures = bench.context.session, applied(page)
    page.add([*drawings(tmp_path), *files(tmp_path, "plan.pdf", "site.png")])
    settle(qtbot, page)
    assert len(gestures) == 1
    assert [len(each.shapes) for each in sheets_of(session.case)] == [3]
    assert [len(each.annotations) for each in pictures_of(session.case)] == [3]
    assert lines(page) == [
        "השרטוט של plan.pdf נקלט: 3 צורות", "השרטוט של site.png נקלט: 3 סימונים",
    ]  # fmt: skip
    assert [each.file_name for each in page.files.evidence.documents] == ["plan.pdf", "site.png"]
    session.undo()
    assert (sheets_of(session.case), pictures_of(session.case)) == ((), ())


def test_drawings_when_dropped_again_then_nothing_is_doubled_and_each_is_told(
    qtbot: QtBot, bench: PaperBench, page: DocumentsPage, tmp_path: Path
) -> None:
    gestures = applied(page)
    page.add([*drawings(tmp_path), *files(tmp_path, "plan.pdf", "site.png")])
    settle(qtbot, page)
    case = bench.context.session.case
    page.add(drawings(tmp_path))
    settle(qtbot, page)
    assert (len(gestures), bench.context.session.case) == (1, case)
    assert strip_marks(page.tray.words.text()) == "2 כבר היו בשומה"
    assert [line.partition(":")[0] for line in lines(page)] == [
        "השרטוט הזה של plan.pdf כבר נמצא בשומה ולא נוסף שוב",
        "השרטוט הזה של site.png כבר נמצא בשומה ולא נוסף שוב",
    ]


def test_a_drawing_when_its_paper_is_missing_then_the_tray_names_it_and_nothing_is_edited(
    qtbot: QtBot, page: DocumentsPage, tmp_path: Path
) -> None:
    gestures = applied(page)
    page.add(drawings(tmp_path)[:1])
    settle(qtbot, page)
    (line,) = lines(page)
    assert "plan.pdf" in line
    assert "plan.measure.json" in line
    assert gestures == []


def test_a_drawing_when_it_is_full_of_faults_then_the_first_are_told_and_the_tray_stays_low(
    qtbot: QtBot, page: DocumentsPage, tmp_path: Path
) -> None:
    faults = {"plan": "plan.pdf", "shapes": [{"points": 3}] * 40}
    (tmp_path / "plan.measure.json").write_text(json.dumps(faults), encoding="utf-8")
    page.add([tmp_path / "plan.measure.json", *files(tmp_path, "plan.pdf")])
    settle(qtbot, page)
    (line,) = lines(page)
    assert "plan.measure.json: shapes[0].points" in line
    assert len(line.splitlines()) == 8
    assert page.tray.height() < page.height() / 2


def test_a_case_when_it_is_edited_while_drawings_are_worked_out_then_they_fit_what_stands_then(
    qtbot: QtBot, bench: PaperBench
) -> None:
    context = bench.context
    sheet = replace(sheets_of(drawn_case())[1], paper="")
    added = AddedFiles(drawings=(ArrivedDrawing("a.json", "f" * 64, "a.pdf", sheet),) * 2)
    edits: list[tuple[Change, ...]] = []
    ended: list[tuple[Told, ...]] = []
    bringing = DrawingsIn(context, context.tasks)
    bringing.edited.connect(edits.append)
    bringing.edited.connect(context.session.apply)
    bringing.done.connect(lambda _added, told: ended.append(told))
    bringing.take(added)
    context.session.apply(setting(context.session.case, "appraiser.name", Value.of("רות")))
    qtbot.waitUntil(lambda: bool(ended))
    assert len(edits) == 1
    assert [each.became for each in ended[0]] == [Became.CAME, Became.LINKED]
    assert len(sheets_of(context.session.case)) == 1
    assert context.session.case.content("appraiser.name") == "רות"
