"""Signing in the program's window: from step 5 to the band, and what asks for a new version."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.actions import Action, valid_sets
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.ui.signing.new_version_dialog import NewVersionDialog
from shamay_desktop.ui.signing.sign_dialog import SignDialog
from shamay_desktop.ui.signing.signing_place import SigningPlace
from shamay_desktop.ui.signing.verify_dialog import VerifyDialog
from shamay_desktop.ui.signing.versions_dialog import VersionsDialog
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.ui.workplace import Workplace
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from tests.ui.conftest import WindowMaker
from tests.ui.paper_bench import no_rules
from tests.ui.signing.conftest import licensed, sent


@dataclass
class Inside:
    """The window with somebody signed in, and a case that waits for its signature."""

    window: MainWindow
    workplace: Workplace
    case: str
    qtbot: QtBot

    def until(self, holds: object = None) -> None:
        """Wait until it holds and nothing is under way."""
        self.qtbot.waitUntil(
            lambda: self.window.tasks.idle and (not callable(holds) or bool(holds())),
            timeout=20_000,
        )

    @property
    def shell(self) -> WizardShell:
        """The open case's."""
        assert self.workplace.case is not None
        return self.workplace.case.shell

    def open(self) -> WizardShell:
        """Open the case."""
        self.workplace.open_case(self.case)
        self.until(lambda: self.workplace.case is not None and self.workplace.case.is_open)
        return self.shell

    @property
    def place(self) -> SigningPlace:
        """Of the open case."""
        found = self.shell.findChild(SigningPlace)
        assert isinstance(found, SigningPlace)
        return found

    def action(self, name: str) -> Action:
        """What the palette offers now by this id."""
        self.window.activateWindow()
        found = [each for one in valid_sets(self.window) for each in one if each.id == name]
        assert found, name
        return found[0]

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The dialog of a kind that is open."""
        self.until(lambda: any(isinstance(each, kind) for each in self.window.dialogs()))
        return next(each for each in self.window.dialogs() if isinstance(each, kind))

    def press(self, name: str) -> None:
        """Click a button of the window."""
        found = self.window.findChild(QPushButton, f"action:{name}")
        assert isinstance(found, QPushButton), name
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
        self.until()


@pytest.fixture
def inside(
    open_window: WindowMaker, owner: Actor, services: Services, qtbot: QtBot
) -> Iterator[Inside]:
    """The window over a case that was sent to review, in which no rule blocks."""
    window = open_window()
    workplace = window.workplace
    assert workplace is not None
    workplace.services = replace(services, rules=no_rules, known_rules=KnownRules())
    licensed(services, owner)
    case = sent(workplace.services, owner)
    workplace._on_entered(owner)
    made = Inside(window, workplace, case, qtbot)
    made.until()
    yield made
    for dialog in window.dialogs():
        dialog.close()
    made.until()


def signed(inside: Inside, key: KeyFile | None = None) -> None:
    """Signed through the window of signing, which is closed then."""
    inside.place.sign()
    dialog = inside.dialog(SignDialog)
    assert isinstance(dialog, SignDialog)
    mode = SignatureMethod.NONE if key is None else SignatureMethod.CERTIFIED
    dialog.modes.choose(mode)
    if key is not None:
        dialog.chooser.by_file.setChecked(True)
        dialog.chooser.file.setText(str(key.path))
        dialog.chooser.password.setText(key.password)
    inside.until(dialog.sign_button.isEnabled)
    dialog.sign()
    case = inside.workplace.case
    inside.until(lambda: case is not None and case.is_open and inside.shell.context.read_only)
    dialog.close()
    inside.until(lambda: inside.place.version is not None)


def test_step_five_when_the_case_is_ready_then_its_button_opens_the_window_of_signing(
    inside: Inside,
) -> None:
    shell = inside.open()
    shell.open_step(Step.EXPORT)
    inside.until()
    page = shell.pages[Step.EXPORT]
    assert isinstance(page, ExportPage)
    assert page.sending.sign.property("kind") == "primary"
    inside.press("sign-report")
    dialog = inside.dialog(SignDialog)
    assert isinstance(dialog, SignDialog)
    assert dialog.valuation_id == inside.case


def test_a_report_when_signed_then_the_case_is_looked_at_under_a_band_that_says_so(
    inside: Inside, key: KeyFile
) -> None:
    shell = inside.open()
    signed(inside, key)
    assert inside.shell is not shell
    band = strip_marks(inside.place.words.text())
    assert inside.place.band.isVisible()
    assert "גרסה 1" in band
    assert "דנה לוי (כשמאי)" in band
    assert not inside.shell.notice.isVisible()
    assert not inside.action("sign_report").enabled()
    line = inside.workplace.services
    with line.database.work(inside.workplace.context().actor) as work:
        assert work.valuations.status_of(inside.case) is Status.SIGNED


def test_typing_into_a_signed_case_when_begun_then_a_new_version_is_asked_for(
    inside: Inside,
) -> None:
    inside.open()
    signed(inside)
    inside.shell.open_step(Step.INITIAL_DATA)
    inside.until()
    editor = next(
        each
        for each in inside.shell.findChildren(QLineEdit)
        if each.isVisible() and each.objectName().startswith("field:") and each.isReadOnly()
    )
    before = editor.text()
    inside.qtbot.keyClick(editor, Qt.Key.Key_X)
    dialog = inside.dialog(NewVersionDialog)
    assert isinstance(dialog, NewVersionDialog)
    assert editor.text() == before
    dialog.reason.setPlainText("תיקון")
    dialog.begin.click()
    inside.until(
        lambda: (
            inside.workplace.case is not None
            and inside.workplace.case.is_open
            and not inside.shell.context.read_only
        )
    )
    assert inside.shell.context.session.valuation.id != inside.case
    assert not inside.place.band.isVisible()


def test_moving_in_a_signed_case_when_by_keys_then_nothing_is_asked(inside: Inside) -> None:
    inside.open()
    signed(inside)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space):
        inside.qtbot.keyClick(inside.shell, key)
    assert not any(isinstance(each, NewVersionDialog) for each in inside.window.dialogs())


def test_the_versions_when_asked_from_the_palette_then_their_window_opens(
    inside: Inside,
) -> None:
    inside.open()
    signed(inside)
    inside.action("report_versions").run()
    dialog = inside.dialog(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    inside.until(lambda: len(dialog.lines) == 1)


def test_an_obstacle_when_gone_to_then_the_wizard_stands_at_its_field(
    inside: Inside, services: Services, owner: Actor
) -> None:
    inside.case = sent(inside.workplace.services, owner, appraiser__licence_number="99")
    inside.open()
    inside.place.sign()
    dialog = inside.dialog(SignDialog)
    assert isinstance(dialog, SignDialog)
    inside.until(dialog.go_button.isVisible)
    inside.qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    inside.until(lambda: not dialog.isVisible())
    inside.until(lambda: "appraiser.licence_number" in " ".join(focused_in(inside.shell)))


def focused_in(shell: WizardShell) -> list[str]:
    """Names of what has the focus within the wizard, and of all around it."""
    names: list[str] = []
    widget: QWidget | None = shell.focusWidget()
    while widget is not None:
        names.append(widget.objectName())
        widget = widget.parentWidget()
    return names


def test_the_window_of_checking_when_asked_by_its_key_on_the_desk_then_opens(
    inside: Inside,
) -> None:
    action = inside.action("verify_file")
    assert action.keys == ("Ctrl+Shift+Y",)
    keys = {
        each.key().toString(): each
        for each in inside.window.findChildren(QShortcut)
        if each.isEnabled()
    }
    keys["Ctrl+Shift+Y"].activated.emit()
    assert isinstance(inside.dialog(VerifyDialog), VerifyDialog)


def test_the_desk_when_a_signed_case_is_chosen_then_its_look_says_version_and_state(
    inside: Inside,
) -> None:
    inside.open()
    signed(inside)
    inside.shell.leave()
    inside.until(lambda: inside.workplace.case is None)
    desk = inside.workplace.desk
    assert desk is not None
    inside.until(lambda: desk.model.line(0) is not None)
    desk.table.setCurrentIndex(desk.model.index(0, 0))
    inside.until(lambda: not desk.look.sealed.isHidden())
    told = strip_marks(desk.look.sealed.toolTip())
    assert told.startswith("גרסה 1 מתוך 1: בתוקף")
    assert desk.rows.is_signed()
    assert inside.action("case_versions").enabled()
    assert not inside.action("countersign_case").enabled()
