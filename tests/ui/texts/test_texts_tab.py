"""The tab of texts: proposals beside the fields, taken by a gesture, opening their facts."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.texts.texts_tab import TextsTab
from tests.ui.bench import Shell, a_context

VALUES: dict[str, object] = {
    "address.city": "רמת גן",
    "unit.condition": "good",
    "rights.kind": "ownership",
    "considerations.rights": "מילים של השמאי",
}
PATH = "environment.description"


def made(
    qtbot: QtBot, language: Language = Language.HE, values: dict[str, object] | None = None
) -> tuple[TextsTab, Shell]:
    """The tab in its page, and the shell around it."""
    page = AnalysisPage(a_context(language, VALUES if values is None else values))
    qtbot.addWidget(page)
    shell = Shell(page)
    page.resize(1100, 700)
    page.show()
    page.tabs.setCurrentIndex(list(TABS).index("texts"))
    assert page.texts is not None
    return page.texts, shell


def shown(tab: TextsTab, field: str) -> None:
    """Show the proposal of a field."""
    tab.panel.show_field(field)
    assert tab.panel.proposal is not None
    assert tab.panel.proposal.field.id == field


def test_field_when_entered_then_its_proposal_is_shown(qtbot: QtBot) -> None:
    tab, _shell = made(qtbot)
    tab.form.focused.emit("unit.condition_text")
    assert tab.panel.text.toPlainText() == "המצב הפיזי של היחידה טוב."
    assert tab.panel.take.isEnabled()


def test_proposal_when_taken_then_stands_in_the_field_marked_as_computed(qtbot: QtBot) -> None:
    tab, shell = made(qtbot)
    shown(tab, PATH)
    tab.panel.take.click()
    value = shell.session.case.value(PATH)
    assert value is not None
    assert value.content == "הנכס נמצא ברמת גן."
    assert value.provenance is not None
    assert value.provenance.origin is Origin.COMPUTED
    assert not tab.panel.take.isEnabled()


def test_fact_when_it_changes_after_taking_then_the_panel_names_it(qtbot: QtBot) -> None:
    tab, shell = made(qtbot)
    shown(tab, PATH)
    tab.panel.take.click()
    shell.session.type("address.city", "חיפה")
    tab.show_case(shell.session.case)
    assert "address.city" in tab.panel._changed.text()
    assert tab.panel._changed.isVisibleTo(tab)
    tab.panel.take.click()
    assert shell.session.case.text(PATH) == "הנכס נמצא בחיפה."


def test_fact_when_clicked_then_its_field_is_asked_for(qtbot: QtBot) -> None:
    tab, _shell = made(qtbot)
    shown(tab, PATH)
    with qtbot.waitSignal(tab.go_asked) as asked:
        tab.panel.text.anchorClicked.emit(QUrl("field:address.city"))
    assert asked.args == ["address.city"]
    with qtbot.waitSignal(tab.go_asked) as asked:
        tab.panel._missing.linkActivated.emit("address.street")
    assert asked.args == ["address.street"]


@pytest.mark.parametrize("yes", [True, False])
def test_typed_words_when_replacing_then_only_after_asking(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, yes: bool
) -> None:
    tab, shell = made(qtbot)
    shown(tab, "considerations.rights")
    asked: list[str] = []

    def answered(box: QMessageBox) -> int:
        asked.append(box.text())
        box.buttons()[0 if yes else 1].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answered)
    assert not tab.panel.take.isVisibleTo(tab)
    tab.panel.replace.click()
    assert len(asked) == 1
    standing = shell.session.case.text("considerations.rights")
    assert (standing == "מילים של השמאי") is not yes


def test_typed_words_when_added_behind_then_stay_in_front(qtbot: QtBot) -> None:
    tab, shell = made(qtbot)
    shown(tab, "considerations.rights")
    tab.panel.behind.click()
    text = shell.session.case.text("considerations.rights") or ""
    assert text.startswith("מילים של השמאי\nהובאה בחשבון הזכות")


def test_all_when_taken_then_typed_words_stay_and_one_undo_takes_them_back(qtbot: QtBot) -> None:
    tab, shell = made(qtbot)
    tab.take_all()
    case = shell.session.case
    assert case.text("considerations.rights") == "מילים של השמאי"
    assert case.text(PATH) is not None
    assert case.text("unit.condition_text") is not None
    shell.session.undo()
    assert shell.session.case.text(PATH) is None


def test_case_when_it_has_no_facts_then_the_panel_says_what_to_do(qtbot: QtBot) -> None:
    tab, _shell = made(qtbot, values={})
    assert tab.panel._nothing.isVisibleTo(tab)
    assert not tab.panel.take.isEnabled()
    assert not tab.panel.take_all.isEnabled()


def test_text_when_it_holds_markup_then_it_stays_words(qtbot: QtBot) -> None:
    tab, _shell = made(qtbot, values={"address.city": "<b>רמת גן</b><img src=x>"})
    shown(tab, PATH)
    assert "<b>רמת גן</b><img src=x>" in tab.panel.text.toPlainText()
    assert isinstance(tab.panel.text.document(), QTextDocument)
    assert "<img" not in tab.panel.text.toHtml().replace("&lt;img", "")


def test_tab_when_narrow_then_the_panel_stands_above_the_form(qtbot: QtBot) -> None:
    tab, _shell = made(qtbot)
    qtbot.waitUntil(lambda: tab.panel.x() < tab.area.x())
    tab.window().resize(560, 700)
    qtbot.waitUntil(lambda: tab.panel.y() < tab.area.y())
