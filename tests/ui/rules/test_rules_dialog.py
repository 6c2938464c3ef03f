"""The office's rules in their window: search, sets, severity, parameters, own rules, saving."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.office_rules import UNFIT
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.named_choice import NamedChoice
from shamay_desktop.ui.rules.rules_dialog import RulesDialog
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.rules import office_rules, rules_of, save_office_rules
from tests.ui.bench import type_in
from tests.unfit_rules import keep_unfit


@pytest.fixture
def dialog(office: OfficeContext, qtbot: QtBot) -> RulesDialog:
    """The window."""
    return opened(office, qtbot)


def opened(office: OfficeContext, qtbot: QtBot) -> RulesDialog:
    """The window once the rules were read."""
    made = RulesDialog(office)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.draft.sets))
    return made


def go(dialog: RulesDialog, rule_id: str) -> None:
    """Choose a rule in the list."""
    dialog._select_id(rule_id)
    assert dialog.current == rule_id
    dialog.table.setFocus()


def saved(dialog: RulesDialog, qtbot: QtBot) -> None:
    """The button (Ctrl+S is its key), and the answer."""
    qtbot.waitUntil(dialog._save.isEnabled)
    with qtbot.waitSignal(dialog._context.hub.changed) as told:
        dialog._save.click()
    assert told.args == [Changes(office=True)]
    assert dialog.said.text() == dialog._context.texts("checks.rules.saved")
    assert not dialog.is_changed


def editor(dialog: RulesDialog, name: str) -> QLineEdit:
    """A line of the card."""
    found = dialog.card.findChild(QLineEdit, f"field:rule-{name}")
    assert isinstance(found, QLineEdit)
    return found


def test_rules_when_opened_then_all_shipped_ones_are_rows_in_words(dialog: RulesDialog) -> None:
    shipped = {rule.id for each in dialog.draft.sets for rule in each.rules}
    assert set(dialog.model.ids) == shipped
    words = [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]
    assert all(words)
    assert not any("{" in each for each in words)
    assert not dialog.is_changed


def test_search_when_typed_then_rules_with_all_the_words_are_left(dialog: RulesDialog) -> None:
    type_in(dialog.search, "7.1")
    assert 0 < dialog.model.rowCount() < 100
    assert all("7.1" in strip_marks(dialog.draft.clause(each)) or "7.1" in each or
               "7.1" in dialog.draft.sentence(each, dialog._context.texts, "why")
               for each in dialog.model.ids)  # fmt: skip
    dialog.search.setText("אין כזה כלל בעולם")
    assert dialog.model.rowCount() == 0
    assert dialog.current is None


def test_severity_when_given_by_digit_and_saved_then_it_holds_in_the_office(
    dialog: RulesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    rule = next(each for each in dialog.draft.sets[0].rules if each.severity is Severity.WARN)
    go(dialog, rule.id)
    qtbot.keyClick(dialog.table, Qt.Key.Key_1)
    assert dialog.card.severity.currentData() == "block"
    saved(dialog, qtbot)
    assert rules_of(office.services, office.actor).rule(rule.id).severity is Severity.BLOCK


def test_a_rule_when_switched_off_by_space_then_is_gone_from_the_office_and_comes_back(
    dialog: RulesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    rule_id = dialog.draft.sets[0].rules[5].id
    go(dialog, rule_id)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    saved(dialog, qtbot)
    assert rule_id not in {rule.id for rule in rules_of(office.services, office.actor).rules}
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    saved(dialog, qtbot)
    assert rule_id in {rule.id for rule in rules_of(office.services, office.actor).rules}
    assert office_rules(office.services, office.actor).changed == ()


def test_a_set_when_switched_on_then_its_rules_hold_too(
    dialog: RulesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    box = dialog.findChild(QCheckBox, "rules-set:international")
    assert isinstance(box, QCheckBox)
    assert not box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    saved(dialog, qtbot)
    names = {rule.id for rule in rules_of(office.services, office.actor).rules}
    assert {rule.id for rule in dialog.draft.sets[1].rules} <= names


def test_a_parameter_when_typed_then_it_is_the_offices_and_reset_brings_back_the_shipped_one(
    dialog: RulesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    rule = next(each for each in dialog.draft.sets[0].rules if "months" in each.parameters.values)
    go(dialog, rule.id)
    line = editor(dialog, "months")
    line.setFocus()
    line.selectAll()
    type_in(line, "17")
    saved(dialog, qtbot)
    changed = rules_of(office.services, office.actor).rule(rule.id)
    assert changed.parameters.number("months") == 17
    go(dialog, rule.id)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert editor(dialog, "months").text() == str(rule.parameters.number("months"))
    assert dialog.draft.raw is None


def test_an_own_rule_when_written_then_it_is_checked_like_any_other(
    dialog: RulesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert dialog.current == "own-1"
    type_in(editor(dialog, "text-he"), "המשרד דורש מספר הזמנה")
    type_in(editor(dialog, "text-en"), "The office wants an order number")
    type_in(editor(dialog, "clause"), "נוהל 4")
    box = dialog.card.findChild(QComboBox, "field:rule-check")
    assert isinstance(box, QComboBox)
    assert box.currentData() == "unstated"
    fields = dialog.card.findChild(QPlainTextEdit, "field:rule-fields")
    assert isinstance(fields, QPlainTextEdit)
    type_in(fields, "client.reference")
    saved(dialog, qtbot)
    rule = rules_of(office.services, office.actor).rule("own-1")
    assert rule.parameters.texts("fields") == ("client.reference",)
    assert rule.said is not None
    assert rule.said["he"] == "המשרד דורש מספר הזמנה"


def test_an_own_rule_when_it_is_wrong_then_is_named_and_nothing_is_saved(
    dialog: RulesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_in(editor(dialog, "text-he"), "כלל בלי שדה")
    fields = dialog.card.findChild(QPlainTextEdit, "field:rule-fields")
    assert isinstance(fields, QPlainTextEdit)
    type_in(fields, "no.such.field")
    dialog.save()
    qtbot.waitUntil(dialog.said.isVisible)
    assert "no.such.field" in strip_marks(dialog.said.text())
    assert "own-1" not in dialog.said.text(), "an appraiser knows no codes of rules"
    assert dialog.current == "own-1"
    assert dialog.is_changed
    assert office_rules(office.services, office.actor).added == ()


def test_reset_when_asked_for_all_then_the_office_has_the_shipped_rules_again(
    office: OfficeContext, qtbot: QtBot
) -> None:
    save_office_rules(office.services, office.actor, {"sets": {"international": True}})
    dialog = opened(office, qtbot)
    assert dialog.draft.on["international"]
    dialog._reset_all.click()
    assert not dialog._sets["international"].isChecked()
    saved(dialog, qtbot)
    assert office_rules(office.services, office.actor).sets == {}


def test_closing_when_something_is_unsaved_then_is_asked_once(
    dialog: RulesDialog, qtbot: QtBot
) -> None:
    go(dialog, dialog.draft.sets[0].rules[0].id)
    qtbot.keyClick(dialog.table, Qt.Key.Key_3)
    dialog.close()
    assert dialog.isVisible()
    assert dialog.said.text() == dialog._context.texts("checks.rules.unsaved")
    dialog.close()
    assert not dialog.isVisible()


def test_rules_that_no_longer_fit_when_opened_then_said_and_saving_goes_back_to_the_shipped(
    office: OfficeContext, qtbot: QtBot
) -> None:
    keep_unfit(office.services, office.actor)
    dialog = opened(office, qtbot)
    assert "gone-rule" in strip_marks(dialog.said.text())
    assert dialog.is_changed
    saved(dialog, qtbot)
    assert office_rules(office.services, office.actor).raw == {}
    assert UNFIT not in {rule.id for rule in rules_of(office.services, office.actor).rules}


def test_a_rule_that_names_fields_when_shown_then_they_are_called_as_in_the_forms(
    dialog: RulesDialog, qtbot: QtBot
) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert dialog.table.currentIndex().data() != "own-1"
    fields = dialog.card.findChild(QPlainTextEdit, "field:rule-fields")
    assert isinstance(fields, QPlainTextEdit)
    type_in(fields, "unit.floor")
    said = dialog.card.findChild(QLabel, "rule-places")
    assert isinstance(said, QLabel)
    assert strip_marks(said.text()) == BY_ID["unit.floor"].label(Language.HE.value)


def test_a_field_when_chosen_by_its_hebrew_name_then_its_id_stands_in_the_rule(
    dialog: RulesDialog, qtbot: QtBot
) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    fields = dialog.card.findChild(QPlainTextEdit, "field:rule-fields")
    assert isinstance(fields, QPlainTextEdit)
    type_in(fields, "client.reference")
    for words in (BY_ID["unit.rooms"].label(Language.HE.value), "unit.rooms"):
        choose_by_name(dialog, qtbot, "fields", words)
        assert fields.toPlainText().splitlines() == ["client.reference", "unit.rooms"]
    assert fields.hasFocus()
    assert dialog.draft.parameter("own-1", "fields") == "client.reference\nunit.rooms"
    assert dialog.is_changed


def test_a_column_when_chosen_then_is_one_of_the_rules_own_list(
    dialog: RulesDialog, qtbot: QtBot
) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    box = dialog.card.findChild(QComboBox, "field:rule-check")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("rows_unstated"))
    box.activated.emit(box.currentIndex())
    owners = BY_ID["rights.owners"]
    choose_by_name(dialog, qtbot, "list", owners.label(Language.HE.value))
    assert editor(dialog, "list").text() == "rights.owners"
    choice = asked(dialog, "column")
    titles = [choice.lines.item(row).text() for row in range(choice.lines.count())]
    assert titles == [column.label(Language.HE.value) for column in owners.columns]
    qtbot.keyClick(choice.words, Qt.Key.Key_Return)
    assert editor(dialog, "column").text() == owners.columns[0].id


def test_a_number_when_shown_then_no_field_is_offered_for_it(dialog: RulesDialog) -> None:
    rule = next(each for each in dialog.draft.sets[0].rules if "months" in each.parameters.values)
    go(dialog, rule.id)
    assert dialog.card.findChild(QToolButton, "action:choose-months") is None


def asked(dialog: RulesDialog, name: str) -> NamedChoice:
    """The list that the button beside a parameter opens."""
    button = dialog.card.findChild(QToolButton, f"action:choose-{name}")
    assert isinstance(button, QToolButton)
    button.click()
    return dialog.findChildren(NamedChoice)[-1]


def choose_by_name(dialog: RulesDialog, qtbot: QtBot, name: str, words: str) -> None:
    """Type into the list that opens, and take its first line."""
    choice = asked(dialog, name)
    choice.words.setText(words)
    qtbot.keyClick(choice.words, Qt.Key.Key_Return)
