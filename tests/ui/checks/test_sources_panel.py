"""Step 3's table of sources: walked, taken, typed over and explained by keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.paper_reading import Doubt
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.checks.lines import Kind, Line
from shamay_desktop.ui.checks.sources_panel import SourcesPanel
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.ui.widgets.wording import MOST_READ
from shamay_desktop.usecases.checks.live import Checked, check_case
from tests.readings import (
    EXTRACT,
    document_of,
    extract,
    order,
    papers_of_one_property,
    papers_of_three_properties,
    reading_of_data,
    subject_case,
)
from tests.ui.bench import Shell, a_context, type_in

FLOOR = "unit.registered_floor"
AREA = "unit.registered_area"


class Desk:
    """The page with papers, as the wizard keeps it: each edit is looked at, and shown."""

    def __init__(self, page: ValidationPage, papers: CaseEvidence) -> None:
        self.page, self.papers = page, papers
        self.shell = Shell(page)
        page.edited.connect(lambda _changes: self.look())
        self.look()

    def look(self) -> Checked:
        """Look at the case and its papers."""
        context = self.page.context
        checked = check_case(context.services, context.session.case, self.papers)
        self.page.show_checked(checked)
        return checked

    @property
    def sources(self) -> SourcesPanel:
        """The panel."""
        return self.page.sources

    def lines(self, kind: Kind, path: str = "") -> list[int]:
        """Rows of a kind, of one fact when a path is given."""
        return [
            row
            for row, line in enumerate(self.sources.model.lines)
            if line.kind is kind and path in ("", line.path)
        ]

    def go(self, row: int) -> Line:
        """Make a row the current one."""
        self.sources.table.setFocus()
        self.sources.table.select(row)
        line = self.sources.table.line
        assert line is not None
        return line

    def claim(self, path: str, said: object) -> int:
        """The row of the claim of a fact that says this."""
        return next(
            row
            for row in self.lines(Kind.CLAIM, path)
            if (value := self.sources.model.lines[row].value) is not None and value.content == said
        )


def desk(
    qtbot: QtBot, papers: tuple[Document, ...], language: Language = Language.HE, **fields: object
) -> Desk:
    """A page in a window over a case of the papers' property."""
    case = subject_case(**fields)
    page = ValidationPage(a_context(language, encode_values(case.values)))
    qtbot.addWidget(page)
    page.resize(820, 760)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return Desk(page, CaseEvidence(papers))


@pytest.fixture(params=list(Language))
def two(request: pytest.FixtureRequest, qtbot: QtBot) -> Desk:
    """An extract and an order that differ on the floor, and a case that says the order's."""
    papers = (
        document_of(extract(floor="שלישית"), name="נסח.pdf"),
        document_of(order(), name="צו.pdf"),
    )
    return desk(qtbot, papers, request.param, unit__registered_floor="רביעית")


def test_facts_when_sources_differ_then_each_is_a_row_with_what_every_source_says(
    two: Desk,
) -> None:
    (fact,) = two.lines(Kind.FACT, FLOOR)
    claims = [two.sources.model.lines[row] for row in two.lines(Kind.CLAIM, FLOOR)]
    assert [line.document.file_name if line.document else None for line in claims] == [
        None, "נסח.pdf", "צו.pdf",
    ]  # fmt: skip
    assert [line.taken for line in claims] == [True, False, True]
    head = two.sources.model.lines[max(row for row in two.lines(Kind.HEAD) if row < fact)]
    assert head.document is not None
    assert head.document.doc_type is DocType.TABU
    page = strip_marks(two.sources.model.words_at(two.claim(FLOOR, "שלישית"), 1))
    assert page.startswith("נסח, ")
    assert page.endswith("1")


def test_arrows_when_they_walk_then_the_box_on_the_page_follows(two: Desk, qtbot: QtBot) -> None:
    followed: list[PaperAsked] = []
    two.page.paper_followed.connect(followed.append)
    two.go(two.lines(Kind.FACT, FLOOR)[0] + 1)
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(followed) > 0)
    line = two.sources.table.line
    assert line is not None
    assert line.document is not None
    assert followed[-1].sha256 == line.document.sha256
    assert line.source is not None
    assert followed[-1].box == line.source.box is not None


def test_enter_when_on_a_claim_then_it_stands_in_the_case_and_the_fact_is_gone(
    two: Desk, qtbot: QtBot
) -> None:
    line = two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Return)
    value = two.shell.session.case.value(FLOOR)
    assert value is not None
    assert value.content == "שלישית"
    assert value.provenance is not None
    assert value.provenance.origin is Origin.DOCUMENT
    assert value.provenance.confirmed_by == "dana@example.com"
    assert line.document is not None
    assert value.provenance.document == line.document.sha256
    assert two.lines(Kind.FACT, FLOOR) == []
    (row,) = two.shell.session.case.rows("checks.decisions")
    assert row.content("subject") == FLOOR
    assert row.content("taken") == "שלישית"
    assert row.content("refused") == "רביעית"
    assert row.content("day") == "2026-03-20"
    assert len(two.shell.gestures) == 1


def test_undo_when_a_claim_was_taken_then_one_step_brings_fact_and_value_back(
    two: Desk, qtbot: QtBot
) -> None:
    two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Return)
    two.shell.undo()
    two.look()
    assert two.shell.content(FLOOR) == "רביעית"
    assert two.shell.session.case.rows("checks.decisions") == ()
    assert len(two.lines(Kind.FACT, FLOOR)) == 1


def test_enter_when_on_a_fact_then_goes_to_what_is_proposed_and_takes_nothing(
    two: Desk, qtbot: QtBot
) -> None:
    two.go(two.lines(Kind.FACT, FLOOR)[0])
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Return)
    line = two.sources.table.line
    assert line is not None
    assert line.contradiction is not None
    assert line.claim is line.contradiction.proposed
    assert two.shell.gestures == []


def test_letters_when_typed_on_a_fact_then_another_value_is_taken_with_enter_alone(
    two: Desk, qtbot: QtBot
) -> None:
    two.go(two.claim(FLOOR, "שלישית"))
    type_in(two.sources.table, "ח")
    editor = two.sources.panel.editor
    assert isinstance(editor, QLineEdit)
    assert editor.hasFocus()
    type_in(editor, "מישית")
    qtbot.wait(500)  # a pause of typing alone decides nothing
    assert two.shell.gestures == []
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert two.shell.content(FLOOR) == "חמישית"
    (row,) = two.shell.session.case.rows("checks.decisions")
    assert row.content("refused") == "רביעית\nשלישית"
    assert two.lines(Kind.FACT, FLOOR) == []
    assert two.sources.table.hasFocus()


def test_escape_when_another_value_is_begun_then_nothing_is_taken(two: Desk, qtbot: QtBot) -> None:
    two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_F2)
    editor = two.sources.panel.editor
    assert isinstance(editor, QLineEdit)
    type_in(editor, "חמישית")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert two.shell.gestures == []
    assert editor.text() == ""
    assert two.sources.table.hasFocus()


def test_reason_when_written_before_then_it_is_kept_with_the_decision(
    two: Desk, qtbot: QtBot
) -> None:
    two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    reason = two.sources.panel.reason
    qtbot.waitUntil(reason.hasFocus)
    type_in(reason, "הנסח מאוחר לצו")
    qtbot.keyClick(reason, Qt.Key.Key_Escape)
    two.go(two.lines(Kind.CLAIM, FLOOR)[0])
    assert reason.toPlainText() == "הנסח מאוחר לצו"
    two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Return)
    (row,) = two.shell.session.case.rows("checks.decisions")
    assert row.content("reason") == "הנסח מאוחר לצו"


def test_reason_when_begun_for_one_fact_and_another_is_looked_at_then_it_waits(
    qtbot: QtBot,
) -> None:
    papers = (document_of(extract(floor="שלישית", unit_area="90"), name="נסח.pdf"),)
    two = desk(qtbot, papers, unit__registered_floor="רביעית", unit__registered_area="97.6")
    two.go(two.lines(Kind.FACT, FLOOR)[0])
    type_in(two.sources.panel.reason, "כי כך")
    two.go(two.lines(Kind.FACT, AREA)[0])
    assert two.sources.panel.reason.toPlainText() == ""
    two.go(two.lines(Kind.FACT, FLOOR)[0])
    assert two.sources.panel.reason.toPlainText() == "כי כך"


def test_decision_when_shown_again_then_its_reason_can_be_given_later(
    two: Desk, qtbot: QtBot
) -> None:
    two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Return)
    assert not two.sources.settled_chip.isHidden()
    qtbot.mouseClick(two.sources.settled_chip, Qt.MouseButton.LeftButton)
    (settled,) = two.lines(Kind.SETTLED)
    two.go(settled + 1)
    type_in(two.sources.panel.reason, "נבדק")
    two.page.commit_typing()
    (row,) = two.shell.session.case.rows("checks.decisions")
    assert row.content("reason") == "נבדק"


def test_a_new_paper_when_it_says_something_else_then_the_fact_is_open_again(
    two: Desk, qtbot: QtBot
) -> None:
    two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Return)
    assert two.lines(Kind.FACT, FLOOR) == []
    newer = document_of(extract(floor="שנייה", extract_date="2026-10-30"), name="נסח חדש.pdf")
    two.papers = CaseEvidence((*two.papers.documents, newer))
    two.look()
    assert len(two.lines(Kind.FACT, FLOOR)) == 1


def test_a_missing_field_when_a_paper_says_it_then_enter_takes_it_in_place(qtbot: QtBot) -> None:
    one = desk(qtbot, papers_of_one_property())
    (row,) = one.lines(Kind.MISSING, "rights.extract_number")
    one.go(row)
    qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
    value = one.shell.session.case.value("rights.extract_number")
    assert value is not None
    assert value.content == "51422"
    assert value.provenance is not None
    assert value.provenance.confirmed_by == "dana@example.com"
    assert one.lines(Kind.MISSING, "rights.extract_number") == []


def test_a_doubtful_claim_when_shown_then_says_why_and_is_marked(qtbot: QtBot) -> None:
    scan = reading_of_data(
        DocType.TABU, {"gush": "7245", "helka": "113", "unit_area": "96.7"},
        doubts={"unit_area": Doubt.NUMBER_FROM_SCAN},
    )  # fmt: skip
    one = desk(qtbot, (document_of(scan, name="נסח.pdf"),), unit__registered_area="97.6")
    row = one.claim(AREA, "96.7")
    one.go(row)
    texts = one.page.context.texts
    assert texts("checks.state.doubtful") in one.sources.model.words_at(row, 2)
    said = one.page.findChild(QLabel, "claim-said")
    assert isinstance(said, QLabel)
    assert texts("checks.doubt.number_from_scan") in said.text()


def test_papers_of_three_properties_when_nobody_says_which_then_each_is_told_of(
    qtbot: QtBot,
) -> None:
    page = ValidationPage(a_context(Language.HE))
    qtbot.addWidget(page)
    page.show()
    Desk(page, CaseEvidence(papers_of_three_properties()))
    shown = {each.document.file_name for each in page.sources.foreign.shown}
    assert shown == {"נסח.pdf", "היתר.pdf", "צו.pdf"}
    assert page.sources.foreign.isVisible()
    assert (
        len({each.found.gush + "/" + each.found.helka for each in page.sources.foreign.shown}) == 3
    )
    title = page.sources.foreign.findChild(QLabel, "foreign-title")
    assert isinstance(title, QLabel)
    assert title.text() == page.context.texts("checks.foreign.question")


def test_a_very_long_text_when_chosen_then_only_its_beginning_is_laid_out(qtbot: QtBot) -> None:
    long = ("הערה ארוכה מאוד של הרשם " * 400).strip()
    papers = (document_of(extract(registration_office=long), name="נסח.pdf"),)
    one = desk(qtbot, papers, rights__office="חדרה")
    line = one.go(one.lines(Kind.CLAIM, "rights.office")[-1])
    assert line.value is not None
    said = one.page.findChild(QLabel, "claim-said")
    assert isinstance(said, QLabel)
    assert "…" in said.text()
    assert len(said.text()) < 3 * MOST_READ
    qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
    assert one.shell.content("rights.office") == line.value.content, "all of it is taken"


def test_foreign_papers_when_one_is_the_right_property_then_the_case_takes_its_identity(
    qtbot: QtBot,
) -> None:
    one = desk(qtbot, papers_of_three_properties())
    foreign = one.sources.foreign
    assert {each.document.file_name for each in foreign.shown} == {"היתר.pdf", "צו.pdf"}
    order_paper = next(each for each in foreign.shown if each.document.file_name == "צו.pdf")
    name = f"action:foreign-correct:{order_paper.document.id}:{order_paper.number}"
    button = foreign.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert one.shell.content("parcel.gush") == "9905"
    assert one.shell.content("parcel.helka") == "88"
    assert "צו.pdf" not in {each.document.file_name for each in one.sources.foreign.shown}


def test_nothing_when_sources_agree_then_the_panel_says_that_it_is_clean(qtbot: QtBot) -> None:
    one = desk(qtbot, (document_of(extract(), name="נסח.pdf"),))
    for _ in range(60):
        if not one.lines(Kind.MISSING):
            break
        one.go(one.lines(Kind.MISSING)[0])
        qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
    title = one.page.findChild(QLabel, "sources-title")
    assert isinstance(title, QLabel)
    assert title.text() == one.page.context.texts("checks.clean")
    assert not one.sources.table.isVisible()
    assert not one.sources.panel.isVisible()


def test_nothing_when_no_paper_was_read_then_the_panel_says_what_to_do(qtbot: QtBot) -> None:
    one = desk(qtbot, (document_of(name="נסח.pdf"),))
    title = one.page.findChild(QLabel, "sources-title")
    assert isinstance(title, QLabel)
    assert title.text() == one.page.context.texts("checks.no_papers")


def test_ctrl_enter_and_space_when_pressed_then_field_and_page_are_asked_for(
    two: Desk, qtbot: QtBot
) -> None:
    fields: list[str] = []
    pages: list[PaperAsked] = []
    two.page.go_asked.connect(fields.append)
    two.page.paper_asked.connect(pages.append)
    two.go(two.claim(FLOOR, "שלישית"))
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(two.sources.table, Qt.Key.Key_Space)
    assert fields == [FLOOR]
    assert [each.page for each in pages] == [1]


def test_a_decision_when_all_sources_agree_since_then_it_is_still_there_to_be_explained(
    qtbot: QtBot,
) -> None:
    one = desk(qtbot, (document_of(extract(), name="נסח.pdf"),), unit__registered_area="55")
    one.go(one.claim(AREA, "97.6"))
    qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
    assert one.lines(Kind.FACT, AREA) == []
    one.sources.settled_chip.click()
    (row,) = one.lines(Kind.DECISION)
    one.go(row)
    words = strip_marks(one.sources.model.words_at(row, 0) + one.sources.model.words_at(row, 1))
    assert "97.6" in words
    assert "55" in words
    type_in(one.sources.panel.reason, "טעות הקלדה")
    one.page.commit_typing()
    (decision,) = one.shell.session.case.rows("checks.decisions")
    assert decision.content("reason") == "טעות הקלדה"


def test_another_long_text_when_typed_then_enter_breaks_the_line_and_with_ctrl_it_is_taken(
    two: Desk, qtbot: QtBot
) -> None:
    fact = two.sources.model.lines[two.lines(Kind.FACT, FLOOR)[0]].contradiction
    assert fact is not None
    path = "unit.layout"
    apart = replace(fact, subject=path, path=path, settled=False)
    two.page.show_checked(replace(two.look(), contradictions=(apart,)))
    two.go(two.lines(Kind.FACT, path)[0])
    qtbot.keyClick(two.sources.table, Qt.Key.Key_F2)
    editor = two.sources.panel.editor
    assert isinstance(editor, QPlainTextEdit)
    type_in(editor, "סלון")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    type_in(editor, "מטבח")
    assert two.shell.gestures == []
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert two.shell.content(path) == "סלון\nמטבח"


def scanned_owners() -> Document:
    """The extract as a scan, in which the share of one owner and the name of the other are so."""
    doubts = {"owners[1].share": Doubt.NUMBER_FROM_SCAN, "owners[0].name": Doubt.UNSURE_WORDS}
    return document_of(reading_of_data(DocType.TABU, EXTRACT, doubts=doubts), name="נסח.pdf")


@pytest.mark.parametrize("language", list(Language))
def test_a_list_from_a_scan_when_taken_then_each_doubtful_cell_is_a_row_until_enter_confirms_it(
    qtbot: QtBot, language: Language
) -> None:
    owners = [{"id": "o1", "name": "אחר", "id_number": "000000034", "share": "1/1"}]
    one = desk(qtbot, (scanned_owners(),), language, rights__owners=owners)
    texts, model = one.page.context.texts, one.sources.model
    (row,) = [at for at in one.lines(Kind.CLAIM, "rights.owners") if model.lines[at].document]
    one.go(row)
    assert texts("checks.state.doubtful") in model.words_at(row, 2)
    said = one.page.findChild(QLabel, "claim-said")
    assert isinstance(said, QLabel)
    assert texts("checks.doubt.unsure_words") in said.text()
    told = strip_marks(texts("checks.doubtful_cells", n=2, cells="")).split(":")[0]
    assert told in strip_marks(said.text())
    qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
    assert one.lines(Kind.FACT, "rights.owners") == []
    waiting = one.lines(Kind.WAITING)
    assert len(waiting) == 2
    words = strip_marks(model.words_at(waiting[1], 0))
    assert " 2, " in words, "the row's number"
    assert words.endswith("1/2")
    assert one.sources.panel.take.text() == texts("checks.confirm")
    assert one.sources.table.currentIndex().row() == waiting[0], "Enter goes on with what waits"
    asked: list[PaperAsked] = []
    one.page.paper_asked.connect(asked.append)
    qtbot.keyClick(one.sources.table, Qt.Key.Key_Space)
    assert asked[-1].box is not None
    for left in (1, 0):
        qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
        assert len(one.lines(Kind.WAITING)) == left
    rows = one.shell.session.case.rows("rights.owners")
    confirmed = {cell.provenance.confirmed_by for row in rows for cell in row.cells.values()
                 if cell.provenance is not None}  # fmt: skip
    assert confirmed == {"dana@example.com"}


def test_a_missing_list_when_a_scan_has_it_then_it_is_marked_and_its_doubtful_cells_wait(
    qtbot: QtBot,
) -> None:
    one = desk(qtbot, (scanned_owners(),), rights__owners=None)
    (row,) = one.lines(Kind.MISSING, "rights.owners")
    texts = one.page.context.texts
    assert texts("checks.state.doubtful") in one.sources.model.words_at(row, 2)
    one.go(row)
    qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
    assert len(one.shell.session.case.rows("rights.owners")) == 2
    assert len(one.lines(Kind.WAITING)) == 2


def test_a_fact_when_its_last_claim_is_taken_then_the_very_next_fact_is_the_current_one(
    qtbot: QtBot,
) -> None:
    papers = (document_of(extract(), name="נסח.pdf"),)
    one = desk(qtbot, papers, unit__registered_area="55", parcel__area="1", parcel__buildings="9")
    facts = [one.sources.model.lines[row].path for row in one.lines(Kind.FACT)]
    assert len(facts) >= 3
    first = one.lines(Kind.CLAIM, facts[0])[-1]
    one.go(first)
    qtbot.keyClick(one.sources.table, Qt.Key.Key_Return)
    line = one.sources.table.line
    assert line is not None
    assert (line.kind, line.path) == (Kind.FACT, facts[1])
