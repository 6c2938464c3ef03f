"""What is marked on a page becomes a field's value with its place, or says why it cannot."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.field_choice import FieldChoice, target_title
from shamay_desktop.ui.canvases.paper_view import PaperView
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from shamay_desktop.usecases.reading.papers import read_paper
from shamay_desktop.usecases.wizard.looking import LookingSession
from tests.readings import extract
from tests.ui.page_bench import a_page, drag, place_of, spot
from tests.ui.paper_bench import PaperBench, a_bench, files
from tests.ui.reading_bench import with_reader
from tests.ui.remembered_reader import RememberedReader

AREA = "unit.registered_area"
PAGE = a_page(1, "שטח דירה 97.60", "גוש 7245 חלקה 113", "הערות ארוכות", "ועוד שורה")


@pytest.fixture
def reader() -> RememberedReader:
    """What the papers say."""
    return RememberedReader()


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path, reader: RememberedReader) -> PaperBench:
    """An open case, typed in last at the registered area."""
    made = with_reader(a_bench(office, tmp_path), reader)
    made.context.session.focus = AREA
    return made


@pytest.fixture
def sha256(bench: PaperBench, tmp_path: Path, reader: RememberedReader) -> str:
    """A paper of the case whose first page was read."""
    context = bench.context
    paths = files(tmp_path / "in", "a.pdf")
    add_files(context.services, context.actor, context.session.valuation.id, paths)
    known = reader.tell(paths[0], extract())
    reader.pages[known, 1] = PAGE
    return known


@pytest.fixture
def view(qtbot: QtBot, bench: PaperBench, sha256: str) -> PaperView:
    """The paper on the screen."""
    made = PaperView(bench.context)
    qtbot.addWidget(made)
    made.resize(640, 760)
    made.show()
    with qtbot.waitSignal(made.viewer.words_shown):
        made.show_paper(PaperAsked(sha256))
    made.activateWindow()
    made.viewer.canvas.setFocus()
    qtbot.waitUntil(made.viewer.canvas.hasFocus)
    return made


@pytest.fixture
def gestures(view: PaperView, bench: PaperBench) -> list[tuple[Change, ...]]:
    """What was taken, applied as the wizard does."""
    made: list[tuple[Change, ...]] = []
    view.edited.connect(made.append)
    view.edited.connect(bench.context.session.edit)
    return made


def mark(qtbot: QtBot, view: PaperView, word: int, line: int) -> None:
    """Click a word twice."""
    place = spot(view.viewer, place_of(word, line))
    qtbot.mouseDClick(view.viewer.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(view.viewer.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_word_when_marked_then_enter_puts_it_into_the_field_typed_in_last_with_its_place(
    qtbot: QtBot, view: PaperView, bench: PaperBench, sha256: str,
    gestures: list[tuple[Change, ...]],
) -> None:  # fmt: skip
    mark(qtbot, view, 2, 0)
    bar = view.taking.bar
    assert bar.isVisible()
    assert BY_ID[AREA].label("he") in bar.target.accessibleName()
    assert bar.value.text() == "97.60"
    qtbot.keyClick(view.viewer.canvas, Qt.Key.Key_Return)
    assert len(gestures) == 1
    value = bench.context.session.case.value(AREA)
    assert value is not None
    assert value.content == "97.6"
    source = value.provenance
    assert source is not None
    assert (source.origin, source.document, source.page) == (Origin.DOCUMENT, sha256, 1)
    assert source.box == ("380.0", "60.0", "430.0", "72.0")
    assert source.text == "97.60"
    assert source.by == source.confirmed_by == bench.context.actor.email
    assert not bar.isVisible()
    assert view.said.isVisible()
    bench.context.session.undo()
    assert bench.context.session.case.value(AREA) is None


def test_a_text_when_it_does_not_fit_the_field_then_says_why_and_mended_it_is_taken(
    qtbot: QtBot, view: PaperView, bench: PaperBench, gestures: list[tuple[Change, ...]]
) -> None:
    drag(qtbot, view.viewer, place_of(0, 0), place_of(1, 0))
    bar = view.taking.bar
    assert bar.value.text() == "שטח דירה"
    assert bar.words.text()
    assert not bar.take.isEnabled()
    qtbot.keyClick(view.viewer.canvas, Qt.Key.Key_Return)
    assert gestures == []
    bar.value.setFocus()
    bar.value.selectAll()
    qtbot.keyClicks(bar.value, "97.61")
    assert bar.take.isEnabled()
    qtbot.keyClick(bar.value, Qt.Key.Key_Return)
    value = bench.context.session.case.value(AREA)
    assert value is not None
    assert value.content == "97.61"
    assert value.provenance is not None
    assert value.provenance.text == "שטח דירה"


def test_a_line_when_it_holds_one_number_among_words_then_says_which_and_takes_it(
    qtbot: QtBot, view: PaperView, bench: PaperBench, gestures: list[tuple[Change, ...]]
) -> None:
    drag(qtbot, view.viewer, place_of(0, 0), place_of(2, 0))
    assert "97.6" in view.taking.bar.words.text()
    qtbot.keyClick(view.viewer.canvas, Qt.Key.Key_Return)
    assert bench.context.session.case.content(AREA) == "97.6"
    assert len(gestures) == 1


def test_another_field_when_chosen_by_its_name_then_takes_the_value(
    qtbot: QtBot, view: PaperView, bench: PaperBench, gestures: list[tuple[Change, ...]]
) -> None:
    mark(qtbot, view, 1, 1)
    qtbot.keyClick(view.viewer.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    choice = view.window().findChild(QDialog, "field-choice")
    assert isinstance(choice, FieldChoice)
    choice.words.setText("גוש")  # the robot types Latin letters only
    titles = [choice.lines.item(row).text() for row in range(choice.lines.count())]
    gush = BY_ID["parcel.gush"].label("he")
    choice.lines.setCurrentRow(titles.index(gush))
    qtbot.keyClick(choice.words, Qt.Key.Key_Return)
    assert view.taking.path == "parcel.gush"
    assert gush in view.taking.bar.target.accessibleName()
    qtbot.keyClick(view.taking.bar.value, Qt.Key.Key_Return)
    assert bench.context.session.case.content("parcel.gush") == "7245"
    assert len(gestures) == 1


def test_a_mark_when_no_field_was_typed_in_then_asks_for_one(
    qtbot: QtBot, view: PaperView, bench: PaperBench
) -> None:
    bench.context.session.focus = None
    mark(qtbot, view, 2, 0)
    bar = view.taking.bar
    assert not bar.take.isEnabled()
    assert bench.context.texts("viewer.take_no_field") in bar.target.text()


def test_a_box_when_drawn_by_keys_then_the_first_enter_offers_it_and_a_typed_value_is_taken(
    qtbot: QtBot, view: PaperView, bench: PaperBench, sha256: str,
    gestures: list[tuple[Change, ...]],
) -> None:  # fmt: skip
    canvas = view.viewer.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_B)
    for _ in range(4):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    edge = canvas.picking.edge
    assert edge is not None
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    bar = view.taking.bar
    assert bar.isVisible()
    assert bar.value.text() == ""
    assert bar.words.text() == bench.context.texts("viewer.no_text")
    assert not bar.take.isEnabled()
    qtbot.waitUntil(bar.value.hasFocus)
    qtbot.keyClicks(bar.value, "88")
    qtbot.keyClick(bar.value, Qt.Key.Key_Return)
    value = bench.context.session.case.value(AREA)
    assert value is not None
    assert value.content == "88"
    assert value.provenance is not None
    assert value.provenance.document == sha256
    assert value.provenance.text is None
    assert value.provenance.box is not None
    assert float(value.provenance.box[1]) == pytest.approx(edge.top(), abs=0.06)
    assert len(gestures) == 1


def test_the_standing_value_when_it_differs_is_said_and_the_same_one_too(
    qtbot: QtBot, view: PaperView, bench: PaperBench
) -> None:
    session, texts = bench.context.session, bench.context.texts
    session.type(AREA, "95")
    mark(qtbot, view, 2, 0)
    assert "95" in view.taking.bar.words.text()
    session.type(AREA, "97.6")
    mark(qtbot, view, 2, 0)
    assert view.taking.bar.words.text() == texts("viewer.same")


def test_the_bar_when_the_page_is_scrolled_then_stays_inside_beside_its_words(
    qtbot: QtBot, view: PaperView
) -> None:
    mark(qtbot, view, 2, 0)
    canvas, bar = view.viewer.canvas, view.taking.bar
    canvas.zoom_by(3)
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum())
    room = canvas.viewport().geometry()
    assert room.contains(bar.geometry())
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_who_only_looks_when_marking_then_may_copy_and_is_offered_no_field(
    qtbot: QtBot, bench: PaperBench, sha256: str
) -> None:
    from dataclasses import replace

    context = bench.context
    session = context.session
    looking = LookingSession.__new__(LookingSession)
    looking.__dict__.update(session.__dict__)
    view = PaperView(replace(context, session=looking))
    qtbot.addWidget(view)
    view.resize(640, 760)
    view.show()
    with qtbot.waitSignal(view.viewer.words_shown):
        view.show_paper(PaperAsked(sha256))
    mark(qtbot, view, 2, 0)
    assert not view.taking.bar.isVisible()
    view.viewer.copy()
    assert QApplication.clipboard().text() == "97.60"


def test_a_word_that_something_was_read_from_when_hovered_then_its_field_is_told(
    qtbot: QtBot, view: PaperView, bench: PaperBench, sha256: str
) -> None:
    context = bench.context
    case_id = context.session.valuation.id
    paper = evidence_of(context.services, context.actor, case_id).documents[0]
    read_paper(context.services, context.actor, case_id, paper.id)
    view.refresh()
    qtbot.waitUntil(lambda: context.tasks.idle)
    canvas = view.viewer.canvas
    told = canvas.told_at(QPointF(100, 57))
    assert told is not None
    assert strip_marks(told[0]) == f"{BY_ID['rights.extract_number'].label('he')}: 51422"
    place = spot(view.viewer, QPointF(100, 57))
    event = QHelpEvent(QEvent.Type.ToolTip, place, canvas.viewport().mapToGlobal(place))
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.told_at(QPointF(10, 10)) is None


def test_several_boxes_of_one_value_when_asked_for_then_all_are_lit_and_the_paper_stays(
    qtbot: QtBot, view: PaperView, sha256: str
) -> None:
    view.viewer.canvas.zoom_by(2)
    scale, source = view.viewer.canvas.scale_now, view.viewer.source
    first, other = ("60", "700", "160", "712"), ("200", "700", "260", "712")
    view.show_paper(PaperAsked(sha256, 1, first, (other,)))
    canvas = view.viewer.canvas
    assert len(canvas.marks.boxes) == 2
    assert view.viewer.source is source
    assert canvas.scale_now == scale
    assert canvas.seen().contains(canvas.marks.boxes[0])


def test_targets_when_named_then_cells_tell_their_list_and_what_is_no_value_is_none(
    bench: PaperBench,
) -> None:
    case, texts = bench.context.session.case, bench.context.texts
    assert target_title(case, AREA, texts) == BY_ID[AREA].label("he")
    assert target_title(case, "rights.owners", texts) == ""
    assert target_title(case, "rights.owners/gone/share", texts) == ""
    assert target_title(case, "order.unit/area", texts).startswith(BY_ID["order.unit"].label("he"))
