"""The conversation of a case in the window: asked, opened, kept, removed, and asked of a model."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.chat.chat_view import ChatView
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.texts.masked_view import MaskedView
from shamay_desktop.ui.texts.model_state import ModelState
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.analysis.server import save_server
from shamay_desktop.usecases.model_ports import ModelServer
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.model_server import FakeModel, answer, fake_model, saying


@pytest.fixture
def case(office: OfficeContext) -> PageContext:
    """A new case of the office with an area."""
    opened = create_case(office.services, office.actor)
    session = WizardSession(opened.record, opened.valuation, office.actor, office.services.clock)
    session.type("unit.registered_area", "120.5")
    return PageContext(office.services, office.actor, session, office.texts, office.tasks)


@pytest.fixture
def view(case: PageContext, qtbot: QtBot) -> ChatView:
    """The conversation in a window."""
    made = ChatView(case)
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    qtbot.waitUntil(lambda: case.tasks.idle)
    return made


@pytest.fixture
def model() -> Iterator[FakeModel]:
    """A server on this machine."""
    with fake_model(saying(answer("השטח 120.5, והקומה 7", ("120.5", "S1")))) as running:
        yield running


def asked(view: ChatView, qtbot: QtBot, question: str) -> None:
    """Ask, and wait for the answer."""
    before = len(view.messages)
    view.line.setText(question)
    view.ask()
    qtbot.waitUntil(lambda: len(view.messages) == before + 2)


def dialog_of(view: ChatView, name: str, qtbot: QtBot) -> QDialog:
    """The dialog that opens."""
    qtbot.waitUntil(lambda: view.window().findChild(QDialog, name) is not None)
    found = view.window().findChild(QDialog, name)
    assert isinstance(found, QDialog)
    return found


def test_question_when_asked_then_its_line_opens_the_field(view: ChatView, qtbot: QtBot) -> None:
    assert view._empty.isVisibleTo(view)
    asked(view, qtbot, "מה השטח הרשום?")
    assert not view._empty.isVisibleTo(view)
    assert "120.5" in view.said.toPlainText()
    with qtbot.waitSignal(view.go_asked) as signal:
        view.said.anchorClicked.emit(QUrl("said:1.0"))
    assert signal.args == ["unit.registered_area"]


def test_conversation_when_opened_again_then_is_as_it_was(
    view: ChatView, case: PageContext, qtbot: QtBot
) -> None:
    asked(view, qtbot, "מה השטח הרשום?")
    again = ChatView(case)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.sessions.count() == 2)
    again.sessions.setCurrentIndex(1)
    again.sessions.activated.emit(1)
    qtbot.waitUntil(lambda: again.messages == view.messages)


def test_conversation_when_removed_then_is_asked_for_once_more_and_gone(
    view: ChatView, case: PageContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(view, qtbot, "מה השטח הרשום?")
    answers = iter((1, 0))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.buttons()[next(answers)].click() or 0)
    view.remove()
    assert view.messages
    view.remove()
    qtbot.waitUntil(lambda: not view.messages and case.tasks.idle)
    qtbot.waitUntil(lambda: view.sessions.count() == 1)


def test_words_when_they_look_like_markup_then_stay_words(view: ChatView, qtbot: QtBot) -> None:
    asked(view, qtbot, "<img src='http://x'> <b>שטח</b> רשום")
    assert "<b>שטח</b>" in view.said.toPlainText()


def test_model_when_off_then_the_server_is_asked_for_and_nothing_is_sent(
    view: ChatView, qtbot: QtBot
) -> None:
    asked(view, qtbot, "מה השטח הרשום?")
    view.ask_model()
    dialog_of(view, "model-dialog", qtbot).close()


def test_model_when_asked_then_everything_is_shown_before_and_the_answer_is_marked(
    view: ChatView, case: PageContext, qtbot: QtBot, model: FakeModel
) -> None:
    save_server(case.services, case.actor, ModelServer(model.address, "tiny"))
    asked(view, qtbot, "מה השטח הרשום?")
    view.ask_model()
    dialog = dialog_of(view, "sending-dialog", qtbot)
    body = dialog.findChild(QPlainTextEdit, "sent-body")
    send = dialog.findChild(QPushButton, "action:send-question")
    assert isinstance(body, QPlainTextEdit)
    assert isinstance(send, QPushButton)
    assert "120.5" in body.toPlainText()
    assert model.bodies == []
    send.click()
    qtbot.waitUntil(lambda: len(view.messages) == 3)
    assert len(model.bodies) == 1
    told = view.said.toPlainText()
    assert "השטח 120.5, והקומה 7" in told
    assert "לא נמצא במקורות" in told
    assert case.session.case.text("unit.floor") is None
    dialog.close()


def test_words_when_selected_in_what_will_be_sent_then_are_masked_everywhere(
    view: ChatView, case: PageContext, qtbot: QtBot, model: FakeModel
) -> None:
    save_server(case.services, case.actor, ModelServer(model.address, "tiny"))
    asked(view, qtbot, "מה השטח הרשום?")
    view.ask_model()
    dialog = dialog_of(view, "sending-dialog", qtbot)
    shown = dialog.findChild(MaskedView)
    assert isinstance(shown, MaskedView)
    assert "120.5" in shown.told.toPlainText()
    assert shown.body.toPlainText().count('"model": "tiny"') == 3
    cursor = shown.told.document().find("שטח דירה")
    shown.told.setTextCursor(cursor)
    assert shown.line.text() == "שטח דירה"
    qtbot.keyClick(shown.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "[HIDDEN_1]" in shown.told.toPlainText()
    assert "שטח דירה" not in shown.body.toPlainText()
    assert shown.masked.toPlainText() == "[HIDDEN_1]  שטח דירה"
    shown.line.setText("תנין")
    shown.hiding.click()
    said = dialog.findChild(QLabel, "sending-said")
    assert isinstance(said, QLabel)
    assert "תנין" in said.text()
    send = dialog.findChild(QPushButton, "action:send-question")
    assert isinstance(send, QPushButton)
    send.click()
    qtbot.waitUntil(lambda: len(view.messages) == 3)
    assert "שטח דירה" not in model.raw[0].decode()
    dialog.close()


def test_state_of_the_model_when_shown_then_says_off_or_which_and_opens_the_dialog(
    view: ChatView, case: PageContext, qtbot: QtBot, model: FakeModel
) -> None:
    state = view.findChild(ModelState)
    assert isinstance(state, ModelState)
    assert state.text() == case.texts("texts_analysis.model_state_off")
    state.click()
    dialog = dialog_of(view, "model-dialog", qtbot)
    save_server(case.services, case.actor, ModelServer(model.address, "tiny"))
    dialog.close()
    qtbot.waitUntil(lambda: "tiny" in state.text())
    assert "127.0.0.1" in state.text()


def test_chat_when_its_key_is_pressed_then_stands_beside_the_form_and_goes_again(
    case: PageContext, qtbot: QtBot
) -> None:
    shell = WizardShell(case, ChangeHub())
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.begin()
    keys = {each.id: each.keys for each in shell.action_set}
    assert (keys["chat_panel"], keys["undock_chat"]) == (("F12",), ("Ctrl+F12",))
    shell.chat.toggle()
    assert shell.chat.is_open
    with qtbot.waitSignal(shell.chat.view.line.returnPressed):
        shell.chat.view.line.setText("מה השטח הרשום?")
        shell.chat.view.line.returnPressed.emit()
    qtbot.waitUntil(lambda: len(shell.chat.view.messages) == 2)
    shell.chat.undock()
    assert shell.chat.place.is_out
    shell.chat.toggle_place()
    assert not shell.chat.place.is_out
    shell.chat.toggle()
    assert not shell.chat.is_open
    qtbot.waitUntil(lambda: case.tasks.idle)


def test_server_when_wrong_then_is_refused_in_words_and_when_right_saved(
    view: ChatView, case: PageContext, qtbot: QtBot, model: FakeModel
) -> None:
    from shamay_desktop.ui.texts.model_dialog import ModelDialog

    dialog = ModelDialog(case)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog._said.text()))
    dialog.form.set_text("address", "https://models.example.org/v1")
    dialog.form.set_text("model", "tiny")
    save = dialog.findChild(QPushButton, "action:save-model")
    assert isinstance(save, QPushButton)
    save.click()
    assert "models.example.org" in dialog._said.text()
    dialog.form.set_text("address", model.address)
    dialog._try.click()
    qtbot.waitUntil(lambda: "tiny" in dialog._said.text() and dialog._try.isEnabled())
    save.click()
    qtbot.waitUntil(dialog._off.isEnabled)
    assert model.bodies == []
    off = replace(dialog.typed, seconds=120)
    assert off.address == model.address
    dialog._off.click()
    qtbot.waitUntil(lambda: not dialog._off.isEnabled())
    assert case.services.settings.get("model.server") is None
