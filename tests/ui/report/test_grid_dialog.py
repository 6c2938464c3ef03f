"""The pictures of a grid of the report: captions, order and choice as changes of the case."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.report_content import (
    Chapter,
    Cover,
    Figure,
    FigureGrid,
    Letterhead,
    Metadata,
    ReportContent,
)
from shamay_desktop.domain.report_edits.arrangement import arrangement_of
from shamay_desktop.domain.report_edits.arranging import arranged
from shamay_desktop.domain.report_edits.keys import inner_blocks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.grid_dialog import GridDialog, Line, changes_of, lines_of
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession

GRID = "photos:all"
FIGURES = tuple(
    Figure(letter * 64, caption, key=f"picture:all/{letter}")
    for letter, caption in (("a", "front"), ("b", "kitchen"), ("c", "roof"))
)


def printed(case: Case) -> list[tuple[str, str]]:
    """Key and caption of the grid's pictures as the case prints them."""
    content = ReportContent(
        Language.EN,
        Metadata("", "", ""),
        Letterhead("", None, ()),
        Cover((), None),
        (Chapter("photos", "1", "photos", (FigureGrid(FIGURES, key=GRID),)),),
        "",
        (),
        "{page}",
    )
    report = arranged(content, arrangement_of(case)).content
    blocks = [block for chapter in report.chapters for block in chapter.blocks]
    return [(each.key, each.caption or "") for block in blocks for each in inner_blocks(block)]


@pytest.fixture
def dialog(qtbot: QtBot, office: OfficeContext) -> GridDialog:
    """The dialog of three pictures, open."""
    opened = create_case(office.services, office.actor)
    session = WizardSession(opened.record, opened.valuation, office.actor, office.services.clock)
    context = PageContext(office.services, office.actor, session, office.texts, office.tasks)
    made = GridDialog(context, CaseEvidence(), FIGURES, lines_of(FIGURES, FIGURES))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    return made


def test_a_caption_a_place_and_a_choice_when_changed_then_the_report_prints_them_and_back(
    dialog: GridDialog,
) -> None:
    begun = dialog.lines
    dialog.list.setCurrentRow(1)
    dialog.caption.clear()
    QTest.keyClicks(dialog.caption, "new kitchen")
    dialog.step(-1)
    item = dialog.list.item(2)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert dialog.is_other()
    known = {figure.key: figure for figure in FIGURES}
    case = Case("x")
    changed = after(case, changes_of(case, GRID, known, begun, dialog.lines))
    assert printed(changed) == [(FIGURES[1].key, "new kitchen"), (FIGURES[0].key, "front")]
    shown = tuple(Figure(known[key].picture, caption, key=key) for key, caption in printed(changed))
    now = lines_of(FIGURES, shown)
    assert now == (
        Line(FIGURES[1].key, "new kitchen"), Line(FIGURES[0].key), Line(FIGURES[2].key, "", False)
    )  # fmt: skip
    again = (Line(FIGURES[0].key), Line(FIGURES[1].key), Line(FIGURES[2].key))
    back = after(changed, changes_of(changed, GRID, known, now, again))
    assert printed(back) == printed(Case("x"))


def test_a_caption_when_emptied_then_is_the_generated_one(dialog: GridDialog) -> None:
    dialog.list.setCurrentRow(0)
    assert dialog.caption.placeholderText() == "front"
    dialog.caption.clear()
    QTest.keyClicks(dialog.caption, "x")
    QTest.keyClick(dialog.caption, Qt.Key.Key_Backspace)
    assert dialog.lines == lines_of(FIGURES, FIGURES)
    assert not dialog.is_other()


def test_what_was_changed_when_escape_is_pressed_then_is_asked_for_once(dialog: GridDialog) -> None:
    dialog.step(1)
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()
