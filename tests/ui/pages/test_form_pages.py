"""Steps 1 and 2's forms as a whole: every field is there, goes anywhere, and nothing is cut."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as QtBotTimeoutError
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.fields import BY_ID, Step, fields_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.analysis import AnalysisPage
from shamay_desktop.ui.pages.facts_form import FactsForm
from shamay_desktop.ui.pages.form_page import FormPage
from shamay_desktop.ui.pages.initial_data import InitialDataPage
from shamay_desktop.ui.pages.page import Page
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.ui.widgets.choice_editor import ChoiceEditor
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.wording import none_choice, none_words
from tests.ui.bench import Shell, a_context, type_in

NARROW, WIDE = 690, 1160
VALUES: dict[str, object] = {
    "report.kind": "assumption_based",
    "report.purpose": "collateral",
    "rights.register": "condominium",
    "rights.kind": "contractual",
    "unit.occupancy": "rented",
    "unit.built_area": "142",
    "unit.built_area_source": "graphic_measure",
    "visit.date": "2026-03-10",
    "valuation.date": "2026-03-11",
    "unit.rooms": "25",
    "rights.owners": [{"name": "רות", "share": "1/2"}],
}
FORMS = ((InitialDataPage, Step.INITIAL_DATA), (FactsForm, Step.DOCUMENTS))


def shown(qtbot: QtBot, page: Page, width: int = NARROW) -> Shell:
    """The page in a window of a width, with its findings."""
    qtbot.addWidget(page)
    shell = Shell(page)
    page.resize(width, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    if isinstance(page, FormPage):
        page.form.build_all()
    shell.check()
    return shell


def cut_texts(page: QWidget) -> Iterator[str]:
    """Texts that have less room than they need."""
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            needed = label.heightForWidth(label.width())
            widest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()))
            if label.height() < needed or label.width() < widest:
                yield f"label {label.text()}: {label.size()} for {needed}"
        elif label.width() < label.fontMetrics().horizontalAdvance(label.text()):
            yield f"label {label.text()}: {label.width()}"
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width():
            yield f"button {button.text()}: {button.width()} for {button.sizeHint().width()}"
    for combo in page.findChildren(QComboBox):
        widest = max(
            combo.fontMetrics().horizontalAdvance(combo.itemText(at)) for at in range(combo.count())
        )
        line = combo.lineEdit()
        if combo.isVisible() and line is not None and line.width() < widest + 4:
            yield f"choice {combo.objectName()}: {line.width()} for {widest}"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("page_class", "step"), FORMS)
def test_form_when_opened_then_every_field_of_the_step_can_be_gone_to(
    qtbot: QtBot, page_class: type[InitialDataPage | FactsForm], step: Step, language: Language
) -> None:
    page = page_class(a_context(language, VALUES))
    shell = shown(qtbot, page)
    case = shell.session.case
    fields = [field for field in fields_of(step) if field.group and field.group.applies(case)]
    assert set(page.form.rows) == {field.id for field in fields}
    for field in fields:
        row = page.form.rows[field.id]
        assert page.focus_field(field.id) is row.isVisibleTo(page.form)
        assert row.field.label(language.value)
    assert not page.focus_field("comparables")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("page_class", [InitialDataPage, FactsForm, ValidationPage, AnalysisPage])
def test_page_when_narrow_or_wide_then_no_text_is_cut(
    qtbot: QtBot, page_class: type[Page], width: int, language: Language
) -> None:
    page = page_class(a_context(language, VALUES))
    shown(qtbot, page, width)
    with suppress(QtBotTimeoutError):  # the layout settles in several steps
        qtbot.waitUntil(lambda: not list(cut_texts(page)), timeout=10_000)
    assert list(cut_texts(page)) == []


def test_path_when_gone_to_then_its_editor_is_in_view_with_the_focus(qtbot: QtBot) -> None:
    page = InitialDataPage(a_context(values=VALUES))
    shown(qtbot, page)
    told: list[str] = []
    page.focused.connect(told.append)
    assert page.focus_field("appraiser.licence_number")
    editor = page.findChild(QLineEdit, "field:appraiser.licence_number")
    assert isinstance(editor, QLineEdit)
    qtbot.waitUntil(lambda: not editor.visibleRegion().isEmpty())
    assert editor.hasFocus()
    assert told == ["appraiser.licence_number"]


def test_cell_when_gone_to_then_the_table_stands_on_it(qtbot: QtBot) -> None:
    page = FactsForm(a_context(values=VALUES))
    shell = shown(qtbot, page)
    row = shell.session.case.rows("rights.owners")[0]
    told: list[str] = []
    page.focused.connect(told.append)
    assert page.focus_field(f"rights.owners/{row.id}/share")
    assert told[-1] == f"rights.owners/{row.id}/share"


def test_typing_when_the_page_is_left_then_it_is_kept(qtbot: QtBot) -> None:
    page = InitialDataPage(a_context())
    shell = shown(qtbot, page)
    editor = page.findChild(QLineEdit, "field:client.name")
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    type_in(editor, "בנק")
    page.commit_typing()
    assert shell.content("client.name") == "בנק"


def test_finding_when_it_names_a_field_then_its_sentence_stands_under_it(qtbot: QtBot) -> None:
    values = {**VALUES, "visit.date": "2026-03-25", "report.date": "2026-03-19"}
    page = InitialDataPage(a_context(values=values))
    shell = shown(qtbot, page)
    row = page.form.rows["visit.date"]
    assert "25.03.2026" in row.problem
    assert page.form.rows["client.name"].problem == ""
    shell.session.type("visit.date", "2026-03-10")
    page.show_case(shell.session.case)
    shell.check()
    assert row.problem == ""


def test_page_when_built_lazily_then_a_late_group_shows_the_case(qtbot: QtBot) -> None:
    page = InitialDataPage(a_context(values={"appraiser.name": "דנה לוי"}))
    qtbot.addWidget(page)
    Shell(page)
    assert "appraiser.name" not in page.form.rows
    qtbot.waitUntil(lambda: "appraiser.name" in page.form.rows)
    editor = page.findChild(QLineEdit, "field:appraiser.name")
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "דנה לוי"


def test_controls_when_the_form_stands_then_each_has_an_accessible_name(qtbot: QtBot) -> None:
    page = InitialDataPage(a_context(Language.EN, VALUES))
    shown(qtbot, page)
    for kind in (QLineEdit, ChoiceEditor, QPushButton):
        for control in page.findChildren(kind):
            assert isinstance(control, QWidget)
            name = control.accessibleName() or getattr(control, "text", str)()
            assert name, control.objectName()


def has_its_height(row: QWidget) -> bool:
    """Whether a row is as high as its parts need."""
    return row.height() >= row.heightForWidth(row.width())


def test_row_when_its_typing_is_refused_then_it_grows_for_the_sentence(qtbot: QtBot) -> None:
    page = InitialDataPage(a_context())
    shown(qtbot, page, WIDE)
    for path, text in (("parcel.gush_suffix", "x1"), ("visit.date", "31.2.2026")):
        row = page.form.rows[path]
        assert isinstance(row, FieldRow)
        row.focus_editor()
        type_in(row.editor, text)
        row.commit()
        assert row.problem
        qtbot.waitUntil(partial(has_its_height, row))
        assert row.editor.height() >= row.editor.minimumSizeHint().height()


@pytest.mark.parametrize("language", Language)
def test_choices_when_the_window_is_wide_then_a_long_one_shares_its_line(
    qtbot: QtBot, language: Language
) -> None:
    page = InitialDataPage(a_context(language=language))
    shown(qtbot, page, WIDE)
    kind = page.form.rows["report.kind"]
    section = page.form.sections[kind.field.group.key]  # type: ignore[union-attr]  # it has one
    beside = [row for row in section.rows if row is not kind and row.isVisible()]
    qtbot.waitUntil(lambda: any(row.y() == kind.y() for row in beside))
    page.resize(NARROW, 700)
    qtbot.waitUntil(lambda: page.form.rows["report.kind"].width() > NARROW // 3)


def test_page_when_it_is_opened_then_typing_goes_to_its_first_field(qtbot: QtBot) -> None:
    page = InitialDataPage(a_context())
    shown(qtbot, page)
    page.setFocus()
    assert page.focusWidget().objectName() == "field:report.reference"


def test_none_when_no_document_is_asked_then_it_does_not_speak_of_one(qtbot: QtBot) -> None:
    texts = a_context().texts
    by_paper, by_person = BY_ID["rights.mortgages"], BY_ID["visit.not_inspected"]
    assert none_words(by_paper, texts) == texts("forms.says_none")
    assert none_words(by_person, texts) == texts("forms.answered_none")
    assert none_choice(by_paper, texts) != none_choice(by_person, texts)


def test_text_when_it_was_refused_then_the_page_names_its_field(qtbot: QtBot) -> None:
    page = InitialDataPage(a_context(Language.HE))
    shown(qtbot, page)
    assert page.refused_path() is None
    editor = page.findChild(QLineEdit, "field:visit.date")
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    type_in(editor, "31.2.2026")
    page.commit_typing()
    qtbot.waitUntil(lambda: page.refused_path() == "visit.date")
