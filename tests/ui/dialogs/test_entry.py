"""First run, signing in, a forgotten password, the lock: in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.dialogs.recovery_sheet import RecoverySheet
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.office.passwords import sign_in
from shamay_desktop.usecases.services import Services
from tests.ui.conftest import OWNER, PASSWORD, StandingClock, WindowMaker


def line(window: QWidget, name: str) -> QLineEdit:
    """The visible line of a name."""
    found = [each for each in window.findChildren(QLineEdit, f"field:{name}") if each.isVisible()]
    assert len(found) == 1, name
    return found[0]


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    """Click the visible button of a name."""
    found = [each for each in window.findChildren(QWidget, f"action:{name}") if each.isVisible()]
    assert len(found) == 1, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def fill(window: QWidget, **texts: str) -> None:
    """Type into lines by name."""
    for name, text in texts.items():
        line(window, name).setText(text)


def said(window: QWidget, name: str) -> str:
    """The visible text of a label."""
    labels = [each for each in window.findChildren(QLabel, name) if each.isVisible()]
    return labels[0].text() if labels else ""


def enter(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> None:
    """Sign in as the owner."""
    fill(window, email=OWNER.email, password=password)
    press(qtbot, window, "sign-in")
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_first_run_when_filled_then_shows_the_code_and_goes_on_once_it_is_kept(
    open_window: WindowMaker, services: Services, qtbot: QtBot
) -> None:
    window = open_window()
    fill(window, name=OWNER.name, licence_number="1234", office=OWNER.office, email=OWNER.email)
    fill(window, password=PASSWORD, password_again=PASSWORD)
    press(qtbot, window, "begin")
    qtbot.waitUntil(lambda: said(window, "recovery-code") == "ABCD-EFGH-JKLM")
    go_on = window.findChild(QPushButton, "action:code-go-on")
    assert isinstance(go_on, QPushButton)
    assert not go_on.isEnabled()
    press(qtbot, window, "code-copy")
    assert QGuiApplication.clipboard().text() == "ABCD-EFGH-JKLM"
    qtbot.keyClick(window.findChild(QWidget, "action:code-kept"), Qt.Key.Key_Space)
    qtbot.keyClick(go_on, Qt.Key.Key_Return)  # the focus is on it: Enter presses it
    qtbot.waitUntil(lambda: window.workplace is not None and window.workplace.desk is not None)
    assert sign_in(services, OWNER.email, PASSWORD).name == OWNER.name


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"password": "short", "password_again": "short"}, "password"),
        ({"password": PASSWORD, "password_again": "another sentence"}, "password_again"),
        ({"licence_number": "אבג"}, "licence_number"),
        ({"email": "nobody"}, "email"),
        ({"office": " "}, "office"),
    ],
)
def test_first_run_when_a_line_is_wrong_then_it_says_so_under_the_line(
    open_window: WindowMaker, qtbot: QtBot, typed: dict[str, str], problem: str
) -> None:
    window = open_window()
    fill(window, name=OWNER.name, licence_number="1234", office=OWNER.office, email=OWNER.email)
    fill(window, password=PASSWORD, password_again=PASSWORD)
    fill(window, **typed)
    press(qtbot, window, "begin")
    qtbot.waitUntil(lambda: said(window, f"problem:{problem}") != "")
    assert line(window, problem).property("problem") == "error"


def test_sheet_when_saved_then_the_file_holds_name_and_code(
    hebrew: Texts, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = RecoverySheet(tasks, hebrew)
    qtbot.addWidget(sheet)
    sheet.show_code("ABCD-EFGH", OWNER.name, OWNER.email)
    sheet.save_to(tmp_path / "code.txt")
    assert tasks.wait_idle()
    text = (tmp_path / "code.txt").read_text(encoding="utf-8")
    assert OWNER.name in text
    assert "ABCD-EFGH" in text
    sheet.save_to(tmp_path / "missing" / "code.txt")
    assert tasks.wait_idle()
    assert "code.txt" in sheet.problem.text()


def test_sign_in_when_the_password_is_right_then_the_desk_opens_and_the_email_is_remembered(
    owner: Actor, open_window: WindowMaker, services: Services, qtbot: QtBot
) -> None:
    window = open_window()
    enter(qtbot, window)
    assert window.workplace is not None
    assert window.workplace.actor == owner
    assert services.settings.get("window.last_email") == OWNER.email


def test_sign_in_when_it_fails_again_then_the_wait_is_counted_down(
    owner: Actor, open_window: WindowMaker, clock: StandingClock, qtbot: QtBot
) -> None:
    window = open_window()
    for _ in range(4):
        enter(qtbot, window, "a wrong sentence")
        if "שנ" in said(window, "card-problem"):
            break
        assert said(window, "card-problem")
    button = window.findChild(QPushButton, "action:sign-in")
    assert isinstance(button, QPushButton)
    assert not button.isEnabled()
    qtbot.waitUntil(button.isEnabled, timeout=20_000)
    clock.passes(seconds=300)
    enter(qtbot, window)
    assert window.workplace is not None
    assert window.workplace.actor is not None


def test_forgotten_password_when_the_code_is_right_then_a_new_one_leads_to_the_desk(
    owner: Actor, open_window: WindowMaker, services: Services, qtbot: QtBot
) -> None:
    window = open_window()
    fill(window, email=OWNER.email)
    press(qtbot, window, "forgot")
    fill(window, recovery_code="WRONG", password="new sentence", password_again="new sentence")
    press(qtbot, window, "reset")
    qtbot.waitUntil(lambda: said(window, "card-problem") != "")
    fill(window, recovery_code="ABCD-EFGH-JKLM")
    press(qtbot, window, "reset")
    qtbot.waitUntil(lambda: said(window, "recovery-code") != "")
    qtbot.keyClick(window.findChild(QWidget, "action:code-kept"), Qt.Key.Key_Space)
    press(qtbot, window, "code-go-on")
    qtbot.waitUntil(lambda: window.workplace is not None and window.workplace.actor is not None)
    assert sign_in(services, OWNER.email, "new sentence").user_id == owner.user_id


def test_lock_when_idle_then_asks_the_password_and_shows_the_same_screen_again(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot
) -> None:
    window = open_window()
    enter(qtbot, window)
    workplace = window.workplace
    assert workplace is not None
    assert workplace.desk is not None
    workplace.desk.search.setText("רמת גן")
    workplace.show_settings()
    qtbot.waitUntil(lambda: window.tasks.idle)
    dialog = window.dialogs()[0]
    workplace._on_idle(15)
    assert window.stack.currentWidget() is workplace.entry
    assert not dialog.isVisible()
    assert line(window, "email").isReadOnly()
    fill(window, password="a wrong sentence")
    press(qtbot, window, "sign-in")
    qtbot.waitUntil(lambda: said(window, "card-problem") != "")
    fill(window, password=PASSWORD)
    press(qtbot, window, "sign-in")
    qtbot.waitUntil(lambda: window.stack.currentWidget() is workplace.desk)
    assert workplace.desk.search.text() == "רמת גן"
    assert dialog.isVisible()
    dialog.close()


def test_opening_when_the_home_is_in_use_then_says_so_and_offers_to_try_again(
    services: Services, hebrew: Texts, qtbot: QtBot
) -> None:
    answers: list[bool] = []

    def prepare() -> Services:
        if not answers:
            answers.append(False)
            raise WorldFailed("home_in_use", pid=1, since="08:00")
        return services

    window = MainWindow(prepare, Language.HE)
    window.show()
    qtbot.waitUntil(lambda: "08:00" in said(window, "opening-words"))
    press(qtbot, window, "open-again")
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=20_000)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
    window.close_for_good()
    window.deleteLater()
