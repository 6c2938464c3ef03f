"""An open case: facts of its building from earlier cases, newer copies of it, and fresh copies."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import BY_ID, Step
from shamay_desktop.domain.records import SortKey, ValuationQuery
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.cases.fact_words import age_words
from shamay_desktop.ui.cases.newer_copy import NewerCopyBar
from shamay_desktop.ui.cases.reuse_dialog import EARLIER, FACT, PRESENT, ReuseDialog
from shamay_desktop.ui.cases.reuse_offer import ReuseOffer
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.open_case import OpenCase
from shamay_desktop.ui.widgets.source_mark import (
    EARLIER_CASE,
    source_icon,
    source_key,
    source_words,
)
from shamay_desktop.ui.widgets.wording import origin_note
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.cases.copying import duplicate_case
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from tests.ui.cases.desk_cases import make_case
from tests.ui.conftest import StandingClock, WindowMaker
from tests.usecases.evidence.files import paper

HERE = {"address__house_number": "7"}


@pytest.fixture
def workplace(open_window: WindowMaker, owner: Actor, qtbot: QtBot) -> Workplace:
    """The window with the owner signed in."""
    window = open_window()
    assert window.workplace is not None
    window.workplace._on_entered(owner)
    qtbot.waitUntil(lambda: window.tasks.idle)
    return window.workplace


def opened(workplace: Workplace, valuation_id: str, qtbot: QtBot) -> OpenCase:
    """A case that is open and at rest."""
    workplace.open_case(valuation_id)
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    assert workplace.case is not None
    idle(workplace, qtbot)
    return workplace.case


def idle(workplace: Workplace, qtbot: QtBot) -> None:
    """Wait until checks and saving have begun and nothing is under way."""
    qtbot.wait(250)
    qtbot.waitUntil(lambda: workplace._window.tasks.idle)


def offer_of(case: OpenCase) -> ReuseOffer:
    """The offer of an open case."""
    offer = case.shell.findChild(ReuseOffer)
    assert isinstance(offer, ReuseOffer)
    return offer


def dialog_of(case: OpenCase, qtbot: QtBot) -> ReuseDialog:
    """The dialog that the offer opens."""
    offer_of(case).show()
    qtbot.waitUntil(lambda: case.shell.findChild(ReuseDialog) is not None)
    dialog = case.shell.findChild(ReuseDialog)
    assert isinstance(dialog, ReuseDialog)
    return dialog


def items(dialog: ReuseDialog) -> dict[str, QTreeWidgetItem]:
    """The facts of the tree by their names."""
    return {item.text(FACT): item for item in dialog._items()}


def test_line_when_the_building_is_known_from_an_earlier_case_then_stands_over_step_one(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot
) -> None:
    make_case(office, "הרצל", "חולון", **HERE, planning__designation="מגורים ב'")
    make_case(office, "הרצל", "חולון", **HERE, building__floors="8")
    present = make_case(office, "ויצמן", "חולון", **HERE)
    case = opened(workplace, present, qtbot)
    line = offer_of(case).line
    assert not line.isVisible()
    session = case.shell.context.session
    session.type("address.street", "הרצל")
    case.shell._after_edits(None)
    qtbot.waitUntil(line.isVisible)
    assert line.words.text() == office.texts("cases.reuse_offer", n=2)
    assert case.shell.pages[Step.INITIAL_DATA].isAncestorOf(line)
    session.type("address.street", "אלנבי")
    case.shell._after_edits(None)
    qtbot.waitUntil(lambda: not line.isVisible())
    case.leave()
    qtbot.waitUntil(lambda: workplace.case is None)


def test_facts_when_taken_then_stand_in_the_form_with_their_case_and_one_undo_takes_them_back(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot
) -> None:
    make_case(
        office, "הרצל", "חולון", **HERE,
        planning__designation="מגורים ב'", building__floors="8", report__date="2026-03-02",
    )  # fmt: skip
    present = make_case(office, "הרצל", "חולון", **HERE, building__floors="9")
    case = opened(workplace, present, qtbot)
    dialog = dialog_of(case, qtbot)
    facts = items(dialog)
    floors = facts["קומות בבניין"]
    assert floors.checkState(FACT) is Qt.CheckState.Unchecked
    assert strip_marks(floors.text(EARLIER)) == "8"
    assert strip_marks(floors.text(PRESENT)) == "9"
    assert office.texts("cases.reuse_differs") in floors.toolTip(PRESENT)
    # Half a year and more: the planning facts are shown, with a warning, and not marked.
    assert not dialog.warning.isHidden()
    assert "02.03.2026" in dialog.warning.text()
    assert not dialog.take.isEnabled()
    dialog.mark("planning.designation")
    dialog.mark("building.floors")
    assert strip_marks(dialog.take.text()) == "העברת מה שסומן (2)"
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    session = case.shell.context.session
    assert session.case.text("building.floors") == "8"
    value = session.case.values["planning.designation"]
    assert value.provenance is not None
    assert value.provenance.origin is Origin.IMPORTED
    words = strip_marks(origin_note(value.provenance.note, office.texts))
    assert words == "משומה 2026-0001 מיום 02.03.2026"
    assert source_key(value, asked=True) == EARLIER_CASE
    assert source_icon(EARLIER_CASE) == ("history", "muted")
    told = source_words(BY_ID["planning.designation"], EARLIER_CASE, office.texts)
    assert told == "משומה קודמת של הבניין"
    assert not offer_of(case).line.isVisible()
    case.shell.undo()
    assert session.case.text("building.floors") == "9"
    assert session.case.value("planning.designation") is None
    idle(workplace, qtbot)
    case.leave()
    qtbot.waitUntil(lambda: workplace.case is None)


def test_marks_when_set_for_all_that_is_missing_then_leave_what_stands_here_alone(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot
) -> None:
    make_case(office, "הרצל", "חולון", **HERE, planning__floors="4", building__floors="8")
    present = make_case(office, "הרצל", "חולון", **HERE, building__floors="9")
    case = opened(workplace, present, qtbot)
    dialog = dialog_of(case, qtbot)
    assert [offer.path for offer in dialog.marked()] == ["planning.floors"]
    dialog.unmark_all()
    assert dialog.marked() == []
    dialog.mark_missing()
    assert [offer.path for offer in dialog.marked()] == ["planning.floors"]
    dialog.reject()
    case.leave()
    qtbot.waitUntil(lambda: workplace.case is None)


def test_papers_when_chosen_then_come_along_as_the_cases_own(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    services, actor = office.services, office.actor
    earlier = make_case(office, "הרצל", "חולון", **HERE)
    add_files(services, actor, earlier, [paper(tmp_path, "a.pdf")], kind=DocType.PERMIT)
    present = make_case(office, "הרצל", "חולון", **HERE)
    case = opened(workplace, present, qtbot)
    dialog = dialog_of(case, qtbot)
    (item,) = dialog._items()
    assert item.text(FACT) == "היתר בנייה"
    item.setCheckState(FACT, Qt.CheckState.Checked)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    idle(workplace, qtbot)
    (copied,) = evidence_of(services, actor, present).documents
    assert copied.file_name == "a.pdf"
    assert case.shell.notice.words.text() == office.texts("cases.reuse_papers_taken", n=1)
    case.leave()
    qtbot.waitUntil(lambda: workplace.case is None)


@pytest.mark.parametrize(
    ("city", "house", "key"),
    [("", "7", "reuse_no_place"), ("אילת", "7", "reuse_nothing"), ("חולון", "7", "reuse_same")],
)
def test_facts_when_there_are_none_to_offer_then_the_reason_is_said(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot, city: str, house: str, key: str
) -> None:
    make_case(office, "הרצל", "חולון", address__house_number="7")
    present = make_case(office, "הרצל", city or "חולון", address__house_number=house)
    case = opened(workplace, present, qtbot)
    if not city:
        session = case.shell.context.session
        session.apply(setting(session.case, "address.city", None))
    offer_of(case).show()
    qtbot.waitUntil(case.shell.notice.isVisible)
    assert case.shell.notice.words.text() == office.texts(f"cases.{key}")
    idle(workplace, qtbot)
    case.leave()
    qtbot.waitUntil(lambda: workplace.case is None)


def test_older_copy_when_opened_then_warns_and_opens_the_newer_one_instead(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot, clock: StandingClock
) -> None:
    services, actor = office.services, office.actor
    original = make_case(office, "הרצל", "חולון", **HERE)
    clock.passes(hours=1)
    copy = duplicate_case(services, actor, original).opened.valuation.id
    clock.passes(hours=1)
    newer = opened(workplace, copy, qtbot)
    newer.shell.context.session.type("client.name", "חברת הדוגמה")
    newer.shell._after_edits(None)
    idle(workplace, qtbot)
    newer.shell.finish_step()
    idle(workplace, qtbot)
    newer.leave()
    qtbot.waitUntil(lambda: workplace.case is None)
    desk = workplace.desk
    assert desk is not None
    row = desk.model.row_of(original)
    assert row is not None
    desk.table.choose_row(row)
    qtbot.waitUntil(desk.look.newer.isVisible)
    case = opened(workplace, original, qtbot)
    warning = case.shell.findChild(NewerCopyBar)
    assert isinstance(warning, NewerCopyBar)
    qtbot.waitUntil(warning.bar.isVisible)
    assert "דנה לוי" in warning.bar.words.text()
    qtbot.mouseClick(warning.bar.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: workplace.case is not None and workplace.case is not case and workplace.case.is_open
    )
    assert workplace.case is not None
    assert workplace.case.shell.context.session.valuation.id == copy
    idle(workplace, qtbot)
    workplace.case.leave()
    qtbot.waitUntil(lambda: workplace.case is None)


def test_copy_when_made_on_the_desk_then_opens_and_says_what_was_cleared(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot
) -> None:
    make_case(office, "הרצל", "חולון", **HERE, visit__date="2026-10-01")
    desk = workplace.desk
    assert desk is not None
    desk.refresh()
    idle(workplace, qtbot)
    desk.rows.duplicate()
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    assert workplace.case is not None
    words = strip_marks(workplace.case.shell.notice.words.text())
    assert "מועד הביקור בנכס" in words
    idle(workplace, qtbot)
    workplace.case.leave()
    qtbot.waitUntil(lambda: workplace.case is None)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 3), "תאריך עתידי"), (date(2026, 11, 2), "היום"),
        (date(2026, 11, 1), "אתמול"), (date(2026, 10, 13), "לפני 20 ימים"),
        (date(2026, 8, 1), "לפני 3 חודשים"), (date(2023, 11, 1), "לפני 3 שנים"),
    ],
)  # fmt: skip
def test_age_when_told_then_is_in_days_months_or_years(
    office: OfficeContext, day: date, words: str
) -> None:
    assert strip_marks(age_words(day, date(2026, 11, 2), office.texts)) == words


def test_language_when_switched_on_the_desk_then_lists_the_same_cases(
    workplace: Workplace, office: OfficeContext, qtbot: QtBot
) -> None:
    make_case(office, "הרצל", "חולון")
    assert workplace.desk is not None
    workplace.desk.show_query(ValuationQuery("הרצל", sort=SortKey.CLIENT))
    idle(workplace, qtbot)
    before = workplace.desk
    workplace.choose_language(Language.EN)
    idle(workplace, qtbot)
    desk = workplace.desk
    assert desk is not before
    assert (desk.model.query.words, desk.model.query.sort) == ("הרצל", SortKey.CLIENT)
    assert desk.search.text() == "הרצל"
    assert desk.side.item(1).text() == "In work"
    workplace.choose_language(Language.HE)
    idle(workplace, qtbot)
