"""A damaged or lost database at the start and under an open case; crashes; what the bar says."""

import shutil
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import application
from shamay_desktop.ui.dialogs.crash import CrashDialog, CrashGuard, details_of
from shamay_desktop.ui.draft_keeper import write_draft
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.open_case import OpenCase
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.wizard.saving import SaveState
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.second_place import keep_aside
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.this_run import ThisRun
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.ui.conftest import StandingClock, WindowMaker


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages have tests of their own."""

    def make(step: Step, context: PageContext) -> Page:
        return Page(context)

    defaults = WizardShell.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "make", make)


def entered(window: MainWindow, owner: Actor, qtbot: QtBot) -> Workplace:
    """The owner signed in, and what is told at the start was told."""
    assert window.workplace is not None
    window.workplace._on_entered(owner)
    qtbot.waitUntil(lambda: window.tasks.idle)
    return window.workplace


def opened(workplace: Workplace, qtbot: QtBot) -> OpenCase:
    """A new case."""
    workplace.new_case()
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    assert workplace.case is not None
    return workplace.case


def type_street(case: OpenCase, street: str) -> None:
    """Type a street as a page would."""
    session = case.shell.context.session
    case.shell._on_page_edited(setting(session.case, "address.street", session.typed(street)))


def saved(case: OpenCase) -> bool:
    """Whether the header says so."""
    return case.shell.saver.state is SaveState.SAVED


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    """Click a button by name."""
    button = inside.findChild(QPushButton, f"action:{name}")
    assert isinstance(button, QPushButton), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def buttons(inside: QWidget) -> list[str]:
    """The names of the buttons that are offered."""
    found = [each for each in inside.findChildren(QPushButton) if each.isVisible()]
    return [each.objectName().removeprefix("action:") for each in found]


def said(inside: QWidget, name: str) -> str:
    """The words of a label."""
    label = inside.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return strip_marks(label.text())


@pytest.fixture
def sick(services: Services, owner: Actor, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window over a database that was backed up, worked on, and then damaged."""
    create_case(services, owner)
    services.database.daily_backup(services.clock.today())
    create_case(services, owner)
    services.database.reconnect()
    path = Home(services.home).database
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_valuations_organization_id_status'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\x13" * 4096)
    run = ThisRun(ended_badly=True, trouble=WorldFailed("database_broken", reason="x"))
    window = MainWindow(lambda: replace(services, run=run), Language.EN)
    window.show()
    yield window
    window.tasks.wait_idle()
    window.close_for_good()
    window.deleteLater()


def test_a_damaged_database_when_the_program_opens_then_the_backup_is_offered_and_taken(
    sick: MainWindow, owner: Actor, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "restore" in buttons(sick))
    assert buttons(sick) == ["restore", "try-again", "start-empty", "trouble-leave"]
    assert said(sick, "trouble-title") == "The database of valuations is damaged"
    words = said(sick, "trouble-words")
    assert "Pages inside the file are damaged" in words
    assert "with one valuation" in words
    assert "One valuation changed after the backup" in words
    press(qtbot, sick, "restore")
    qtbot.waitUntil(lambda: buttons(sick) == ["trouble-go-on"])
    assert "Rescued from the damaged file – valuations: 1" in said(sick, "trouble-words")
    assert ".damaged-" in said(sick, "trouble-words")
    press(qtbot, sick, "trouble-go-on")
    qtbot.waitUntil(lambda: sick.workplace is not None and sick.tasks.idle)
    workplace = entered(sick, owner, qtbot)
    assert workplace.desk is not None
    qtbot.waitUntil(lambda: workplace.desk is not None and workplace.desk.model.total == 2)


def test_an_empty_database_when_asked_for_then_is_made_only_after_a_second_yes(
    sick: MainWindow, qtbot: QtBot, services: Services
) -> None:
    qtbot.waitUntil(lambda: "start-empty" in buttons(sick))
    press(qtbot, sick, "start-empty")
    (box,) = sick.dialogs()
    assert not list(services.home.glob("*.damaged-*"))
    press(qtbot, box, "empty-confirmed")
    qtbot.waitUntil(lambda: buttons(sick) == ["trouble-go-on"])
    assert list(services.home.glob("*.damaged-*"))


def test_a_database_when_deleted_under_an_open_case_then_all_comes_back_and_typing_goes_on(
    owner: Actor, open_window: WindowMaker, services: Services, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = entered(window, owner, qtbot)
    case = opened(workplace, qtbot)
    type_street(case, "הרצל")
    qtbot.waitUntil(lambda: saved(case))
    Home(services.home).database.unlink()
    type_street(case, "ויצמן")
    qtbot.waitUntil(lambda: case.shell.saver.state is SaveState.ASIDE)
    qtbot.waitUntil(case.shell.notice.isVisible)
    assert "אינו במקומו" in said(case.shell, "notice-words")
    press(qtbot, case.shell.notice, "notice")
    (dialog,) = window.dialogs()
    qtbot.waitUntil(lambda: "put-back" in buttons(dialog))
    assert "trouble-export" in buttons(dialog)
    press(qtbot, dialog, "put-back")
    qtbot.waitUntil(lambda: "trouble-go-on" in buttons(dialog))
    press(qtbot, dialog, "trouble-go-on")
    old = case.shell
    qtbot.waitUntil(lambda: case.shell is not old and case.is_open)
    assert case.shell.context.session.case.text("address.street") == "ויצמן"
    type_street(case, "בן גוריון")
    qtbot.waitUntil(lambda: saved(case) and window.tasks.idle)
    valuation_id = case.shell.context.session.valuation.id
    assert open_case(services, owner, valuation_id).record.case.text("address.street") == (
        "בן גוריון"
    )
    assert list(services.database.check()) == []


def test_a_database_when_replaced_under_an_idle_window_then_is_noticed_by_looking(
    owner: Actor, open_window: WindowMaker, services: Services, empty_database: Path, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = entered(window, owner, qtbot)
    path = Home(services.home).database
    shutil.copy(empty_database, path.with_name("other"))
    path.with_name("other").replace(path)
    workplace.care.watch.look()
    assert workplace.desk is not None
    bar: NoticeBar = workplace.desk.notice
    qtbot.waitUntil(bar.isVisible)
    assert "קובץ אחר" in bar.words.text()
    press(qtbot, bar, "notice")
    (dialog,) = window.dialogs()
    qtbot.waitUntil(lambda: "use-standing" in buttons(dialog))
    assert buttons(dialog)[0] == "put-back"
    press(qtbot, dialog, "trouble-leave")
    qtbot.waitUntil(lambda: window.dialogs() == [])


def test_edits_when_the_disk_hangs_under_looking_and_journal_then_are_kept_aside_all_the_same(
    owner: Actor,
    open_window: WindowMaker,
    services: Services,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window()
    workplace = entered(window, owner, qtbot)
    case = opened(workplace, qtbot)
    qtbot.waitUntil(lambda: window.tasks.idle)
    answers = threading.Event()
    monkeypatch.setattr(type(services.database), "require_standing", lambda _self: answers.wait())
    workplace.care.watch.look()
    window.tasks.run(answers.wait, owner=workplace)
    type_street(case, "בן גוריון")
    try:
        qtbot.waitUntil(lambda: case.shell.saver.aside.holds_all)
    finally:
        answers.set()
    qtbot.waitUntil(lambda: saved(case) and window.tasks.idle)


def test_a_case_when_its_database_is_gone_then_can_be_saved_to_a_folder_and_imported(
    owner: Actor, open_window: WindowMaker, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    workplace = entered(window, owner, qtbot)
    case = opened(workplace, qtbot)
    type_street(case, "הרצל")
    qtbot.waitUntil(lambda: saved(case))
    workplace.care.save_to(tmp_path)
    qtbot.waitUntil(lambda: window.tasks.idle)
    (folder,) = tmp_path.glob("shamay-*")
    imported = import_case(services, owner, folder)
    assert imported.valuation_id == case.shell.context.session.valuation.id


def test_edits_when_left_in_the_second_place_then_the_desk_says_that_they_came_back(
    owner: Actor, open_window: WindowMaker, services: Services, qtbot: QtBot
) -> None:
    made = create_case(services, owner)
    session = WizardSession(made.record, made.valuation, owner, services.clock)
    session.type("address.street", "הרצל")
    keep_aside(services, session.session_id, session.unsaved_after(0))
    keep_aside(services, "gone", [Edit(1, "address.street", None, "x", "a@b", "2026-11-02")])
    workplace = entered(open_window(), owner, qtbot)
    assert workplace.desk is not None
    words = strip_marks(workplace.desk.notice.words.text())
    assert "שינוי אחד שנשמר במקום השני נכנס" in words
    assert ".unclaimed" in words


def test_a_run_when_the_last_one_ended_badly_then_says_until_when_all_is_here_and_continues(
    owner: Actor, services: Services, qtbot: QtBot, hebrew: Texts
) -> None:
    made = create_case(services, owner)
    session = WizardSession(made.record, made.valuation, owner, services.clock)
    session.type("address.street", "הרצל")
    from shamay_desktop.usecases.wizard.keeping import journal_edits

    journal_edits(services, owner, session.snapshot())
    run = ThisRun(ended_badly=True)
    window = MainWindow(lambda: replace(services, run=run), Language.HE)
    window.show()
    qtbot.waitUntil(lambda: window.workplace is not None and window.tasks.idle)
    workplace = entered(window, owner, qtbot)
    assert workplace.desk is not None
    until = services.clock.now().astimezone()
    assert f"{until:%H:%M:%S}" in workplace.desk.notice.words.text()
    press(qtbot, workplace.desk.notice, "notice")
    qtbot.waitUntil(lambda: workplace.case is not None and workplace.case.is_open)
    assert workplace.case is not None
    assert workplace.case.shell.context.session.valuation.id == made.valuation.id
    qtbot.waitUntil(lambda: window.tasks.idle)
    window.close_for_good()
    window.deleteLater()


def test_the_clock_when_turned_back_then_is_said_at_the_start_and_while_the_window_is_open(
    owner: Actor, open_window: WindowMaker, services: Services, clock: StandingClock, qtbot: QtBot
) -> None:
    create_case(services, owner)
    clock.time -= timedelta(days=400)
    workplace = entered(open_window(), owner, qtbot)
    assert workplace.desk is not None
    assert "לפני העבודה האחרונה" in workplace.desk.notice.words.text()
    workplace.desk.notice.hide()
    workplace.care.watch.look()
    assert not workplace.desk.notice.isVisible()
    clock.time -= timedelta(minutes=10)
    workplace.care.watch.look()
    assert "הוזז לאחור" in workplace.desk.notice.words.text()


def test_a_second_start_when_it_calls_then_the_first_window_comes_forward(
    owner: Actor, services: Services, qtbot: QtBot, hebrew: Texts
) -> None:
    calls = [True]
    run = ThisRun(called=lambda: bool(calls) and calls.pop())
    window = MainWindow(lambda: replace(services, run=run), Language.HE)
    window.show()
    qtbot.waitUntil(lambda: window.workplace is not None and window.tasks.idle)
    workplace = entered(window, owner, qtbot)
    window.showMinimized()
    workplace.care.watch.look()
    qtbot.waitUntil(lambda: not window.isMinimized())
    window.close_for_good()
    window.deleteLater()


# -- crashes -----------------------------------------------------------------------------------


def crash(window: MainWindow, monkeypatch: pytest.MonkeyPatch, problem: BaseException) -> None:
    """An unhandled error, as Qt's slots hand it on."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", sys.excepthook)
    application.install_crash_guard(window)
    try:
        raise problem
    except type(problem) as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


def crash_windows(window: MainWindow) -> list[CrashDialog]:
    """The crash windows that are open."""
    return [dialog for dialog in window.dialogs() if isinstance(dialog, CrashDialog)]


def test_a_crash_when_the_database_refuses_then_the_second_place_has_the_draft_before_it_is_said(
    owner: Actor,
    open_window: WindowMaker,
    services: Services,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window()
    case = opened(entered(window, owner, qtbot), qtbot)

    def refuse(*_: object) -> None:
        raise WorldFailed("database_locked")

    object.__setattr__(case.shell.saver._keep, "journal", refuse)
    type_street(case, "סוד כמוס")
    crash(window, monkeypatch, ValueError("סוד כמוס"))
    qtbot.waitUntil(lambda: bool(crash_windows(window)))
    (left,) = services.side_journal.left_behind()
    assert left.edits[-1].path == "address.street"
    (dialog,) = crash_windows(window)
    assert "במקום שני" in said(dialog, "crash-kept")
    details = dialog.details.toPlainText()
    assert "ValueError" in details
    assert "test_trouble.py" in details
    assert "סוד" not in details
    press(qtbot, dialog, "crash-copy")
    press(qtbot, dialog, "crash-go-on")
    qtbot.waitUntil(lambda: window.dialogs() == [])
    case.shell.saver._retry.stop()
    services.side_journal.forget(left.session_id)


def test_a_crash_when_both_places_refuse_then_the_draft_lies_in_a_folder_that_imports(
    owner: Actor, open_window: WindowMaker, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    case = opened(entered(window, owner, qtbot), qtbot)
    type_street(case, "הרצל")
    qtbot.waitUntil(lambda: saved(case))
    written = write_draft(
        services, case.shell.context.session.case, [tmp_path / "nowhere", tmp_path]
    )
    assert written is not None
    assert (written.stat().st_mode & 0o777) == 0o700
    imported = import_case(services, owner, written)
    assert imported.valuation_id == case.shell.context.session.valuation.id


def test_a_crash_within_the_crash_window_when_it_happens_then_opens_no_second_one(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    case = opened(entered(window, owner, qtbot), qtbot)
    type_street(case, "א")
    crash(window, monkeypatch, ValueError("1"))
    qtbot.waitUntil(lambda: bool(crash_windows(window)))
    type_street(case, "אב")
    sys.excepthook(KeyError, KeyError("2"), None)
    qtbot.waitUntil(lambda: not case.shell.context.session.has_unsaved)
    assert len(crash_windows(window)) == 1
    press(qtbot, crash_windows(window)[0], "crash-go-on")


def test_a_crash_window_when_it_cannot_be_made_then_a_bare_message_says_it(
    qtbot: QtBot,
) -> None:
    kept: list[str] = []

    def keep(told: object) -> None:
        kept.append("draft")
        assert callable(told)
        told("kept")

    def show(_kept: str, _details: str) -> CrashDialog:
        raise RuntimeError("no fonts, no styles")

    guard = CrashGuard(keep, show)
    guard._on_caught("details")
    assert kept == ["draft"]
    assert guard._dialog is not None
    assert guard._dialog.objectName() == "crash-bare"
    guard._dialog.done(0)
    assert guard._dialog is None


def test_keeping_when_it_fails_itself_then_the_window_is_shown_all_the_same(qtbot: QtBot) -> None:
    shown: list[str] = []

    def keep(_told: object) -> None:
        raise RuntimeError("broken")

    def show(kept: str, details: str) -> CrashDialog:
        from shamay_desktop.i18n.texts import load_texts

        shown.append(details)
        dialog = CrashDialog(load_texts(Language.HE), kept, details)
        qtbot.addWidget(dialog)
        return dialog

    guard = CrashGuard(keep, show)
    guard._on_caught("details")
    assert shown == ["details"]


def test_details_when_an_error_has_a_cause_then_name_kinds_places_and_codes_but_no_values() -> None:
    raised = ValueError("דנה לוי 123456782")
    raised.__cause__ = WorldFailed("disk_full", file="לקוח.pdf")
    details = details_of(raised, raised.__traceback__)
    assert "ValueError" in details
    assert "WorldFailed disk_full" in details
    assert "לקוח" not in details
    assert "123456782" not in details


def test_restart_when_chosen_then_the_window_closes_and_asks_to_be_opened_anew(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    case = opened(entered(window, owner, qtbot), qtbot)
    type_street(case, "א")
    crash(window, monkeypatch, ValueError("1"))
    qtbot.waitUntil(lambda: bool(crash_windows(window)))
    press(qtbot, crash_windows(window)[0], "crash-restart")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.restarting


def test_a_mistake_in_a_lane_when_it_happens_then_keeps_the_draft_and_is_told_of_once(
    owner: Actor, open_window: WindowMaker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    case = opened(entered(window, owner, qtbot), qtbot)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", sys.excepthook)
    application.install_crash_guard(window)
    heard: list[str] = []

    def break_down() -> None:
        raise LookupError("דנה")

    def ask() -> None:
        window.tasks.run(
            break_down, owner=window, on_failed=lambda error: heard.append(error.code), lane="work"
        )

    type_street(case, "א")
    ask()
    qtbot.waitUntil(lambda: bool(crash_windows(window)))
    assert "LookupError" in crash_windows(window)[0].details.toPlainText()
    assert not case.shell.context.session.has_unsaved or case.shell.saver.aside.holds_all
    press(qtbot, crash_windows(window)[0], "crash-go-on")
    ask()
    qtbot.waitUntil(lambda: len(heard) == 2 and window.tasks.idle)
    qtbot.wait(50)
    assert crash_windows(window) == []
    assert heard == ["unexpected_failure"] * 2
