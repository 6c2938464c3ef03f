"""From an edited report to a signature that anybody can check, in the real window: edited, sent,
returned, mended, approved, signed and verified, by the people who do it.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.report_edits.arrangement import ChangeKind
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.report.editing.small_dialogs import NoteDialog
from shamay_desktop.ui.report.editing.table_dialog import TableDialog
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from shamay_desktop.usecases.sealing.versions import versions_of
from shamay_desktop.usecases.services import Services
from tests.certificate_office import PASSWORD, person
from tests.end_to_end.homes import ReportDay
from tests.end_to_end.report_hands import ReportHands
from tests.end_to_end.typist import Typist
from tests.ui.conftest import QuickPasswords
from tests.usecases.review.conftest import colleague

APPRAISER = FirstRun("tamar@example.com", "תמר אלוני", "אלוני שמאות", "90417", "a long sentence")
OWN = "הדירה משקיפה אל גן ציבורי"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Services of a fresh home, with the shipped rules, on the day of the sample's report."""
    built = build_services(Place(Home(tmp_path / "home").make()))
    built.database.upgrade()
    yield replace(built, clock=ReportDay(), passwords=QuickPasswords(), close=lambda: None)
    built.close()


At = Callable[[Actor], AbstractContextManager[Typist]]


@pytest.fixture
def at(services: Services, qtbot: QtBot, qapp: QApplication) -> Iterator[At]:
    """The program's window with a person before it."""
    collecting = UiGarbage(qapp)
    theme.apply_theme(qapp, Language.HE)

    @contextmanager
    def sitting(actor: Actor) -> Iterator[Typist]:
        window = MainWindow(lambda: services, Language.HE)
        window.resize(1366, 768)
        window.show()
        hands = Typist(qtbot, window)
        hands.until(lambda: window.workplace is not None, "the workplace")
        hands.rest()
        assert window.workplace is not None
        window.workplace._on_entered(actor)
        hands.rest()
        yield hands
        window.tasks.wait_idle()
        window.close_for_good()
        window.deleteLater()
        gc.collect()

    yield sitting
    collecting.stop()
    collecting.deleteLater()


def open_report(typist: Typist, case: str) -> ReportHands:
    """Open the case and go to its report."""
    assert typist.window.workplace is not None
    workplace = typist.window.workplace
    workplace.open_case(case)
    typist.until(lambda: workplace.case is not None and workplace.case.is_open, "the wizard")
    typist.rest()
    typist.press("step:export")
    hands = ReportHands(typist)
    hands.settle()
    return hands


def edit(typist: Typist, hands: ReportHands) -> None:
    """Other words, a page break, a footnote and a table of one's own."""
    key = hands.reword("words:environment.description", OWN)
    typist.press("action:send-to-review")  # the years of the generated words are missing
    typist.rest()
    assert "הערה אחת" in words_of(typist, "send-failure")
    hands.pick(key)
    hands.do("confirm")
    hands.settle()
    assert typist.sees("send-failure") is None
    hands.pick(key)
    hands.do("add_note")

    def note(dialog: QWidget) -> None:
        assert isinstance(dialog, NoteDialog)
        typist.keys(dialog.editor, "לפי סיור בשעות היום")
        QTest.keyClick(dialog.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    hands.dialog(NoteDialog, note)
    hands.pick(key)
    hands.do("add_table")

    def table(dialog: QWidget) -> None:
        assert isinstance(dialog, TableDialog)
        QApplication.clipboard().setText("קומה\tשימוש\nקרקע\tמסחר\nראשונה\tמגורים")
        dialog.grid.setFocus()
        dialog.grid.setCurrentCell(0, 0)
        QTest.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        typist.press("action:dialog-keep")

    hands.dialog(TableDialog, table)
    hands.pick(key)
    hands.do("add_page_break")
    hands.settle()
    kinds = {change.kind for change in hands.changes}
    assert kinds == {
        ChangeKind.WORDS, ChangeKind.NOTE, ChangeKind.OWN_TABLE, ChangeKind.PAGE_BREAK
    }  # fmt: skip


def send(typist: Typist) -> None:
    """To the reviewer."""
    typist.press("action:send-to-review")
    session = typist.shell.context.session
    typist.until(lambda: session.valuation.status is Status.READY, "ready")
    typist.rest()


def words_of(typist: Typist, name: str) -> str:
    """What a visible label says."""
    label = typist.widget(name)
    assert isinstance(label, QLabel)
    return label.text()


def status_of(services: Services, actor: Actor, case: str) -> Status | None:
    """What is stored."""
    with services.database.work(actor) as work:
        return work.valuations.status_of(case)


def open_review(typist: Typist, case: str) -> None:
    """Open the review; wait for its pages."""
    assert typist.window.workplace is not None
    typist.window.workplace.open_review(case)
    typist.widget("review-page")
    typist.rest()


def sign(typist: Typist, key: Path) -> None:
    """Certified, with a key file: a wrong password first, then the right one."""
    typist.press("action:sign-report")
    typist.key(typist.widget("field:signing-mode-certified"), Qt.Key.Key_Space)
    typist.type_over(typist.widget("field:key-file"), str(key))
    for password in ("לא זו", PASSWORD):
        typist.type_over(typist.widget("field:key-password"), password)
        typist.until(typist.widget("action:sign-now").isEnabled, "the way is free")
        typist.press("action:sign-now")
        typist.rest()
        if password != PASSWORD:
            assert "סיסמ" in words_of(typist, "signing-said")
    assert len(words_of(typist, "done-hash").replace(" ", "")) >= 64


def hand_out(typist: Typist, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy for the client, where the person says."""
    target = folder / "שומה.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    typist.press("action:hand-out")
    typist.rest()
    assert target.is_file()
    return target


def check(typist: Typist, copy: Path) -> None:
    """The copy is whole; another one, of which a bit was turned, is dropped and is not."""
    typist.press("action:check-copy")
    dialog = typist.widget("verify-dialog")
    typist.rest()
    assert "שלם" in words_of(typist, "verify-headline")
    typist.drop(dialog, [turned(copy)])
    typist.rest()
    assert "שונה" in words_of(typist, "verify-headline")


def turned(file: Path) -> Path:
    """A copy of which one bit of a page is turned."""
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    target = file.with_name("other.pdf")
    target.write_bytes(content)
    return target


def give_back(typist: Typist, reasons: str) -> None:
    """Return the case with reasons."""
    typist.press("action:review-return")
    typist.keys(typist.widget("review-reasons"), reasons)
    typist.press("action:review-return-now")
    typist.rest()


def test_a_report_when_edited_reviewed_and_signed_then_anybody_can_check_what_was_signed(
    services: Services, at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = set_up_office(services, APPRAISER).actor
    reviewer = colleague(services, owner, Role.APPRAISER, may_review=True)
    case = import_case(services, owner, resource("sample_case")).valuation_id
    with at(owner) as typist:
        edit(typist, open_report(typist, case))
        send(typist)
    assert status_of(services, owner, case) is Status.READY
    with at(reviewer) as typist:
        open_review(typist, case)
        give_back(typist, "להוסיף את כיוון הגן")
    assert status_of(services, owner, case) is Status.IN_PROGRESS
    with at(owner) as typist:
        hands = open_report(typist, case)
        hands.reword("words:environment.description", f"{OWN} ממזרח")
        send(typist)
    assert status_of(services, owner, case) is Status.READY
    with at(reviewer) as typist:
        open_review(typist, case)
        typist.until(typist.widget("action:review-approve").isEnabled, "the pages")
        typist.press("action:review-approve")
        typist.rest()
    with at(owner) as typist:
        open_report(typist, case)
        key = person("תמר אלוני").file(tmp_path)
        sign(typist, key)
        copy = hand_out(typist, tmp_path, monkeypatch)
        check(typist, copy)
    assert status_of(services, owner, case) is Status.SIGNED
    (line,) = versions_of(services, owner, case)
    assert line.version.pdf_sha256 is not None
