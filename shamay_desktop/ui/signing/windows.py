"""The windows of signing that open over whatever is open: versions, countersigning, checking."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from shamay_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from shamay_desktop.ui.open_case import OpenCase
    from shamay_desktop.ui.workplace import Workplace


class SigningWindows(QObject):
    """Opens them and takes from one to the other; they are imported when first wanted."""

    def __init__(self, window: MainWindow, workplace: "Workplace") -> None:
        super().__init__(workplace)
        self._window = window
        self._workplace = workplace

    def connect_case(self, case: "OpenCase") -> None:
        """Hear what an open case asks for."""
        case.versions_asked.connect(self.show_versions)
        case.countersign_asked.connect(self.countersign)
        case.check_asked.connect(self.show_verify)

    def show_verify(self, file: Path | None = None, name: str = "") -> None:
        """Check a file that somebody holds."""
        from shamay_desktop.ui.signing.verify_dialog import VerifyDialog

        self._open(VerifyDialog(self._workplace.context(), self._window, file=file, name=name))

    def show_versions(self, valuation_id: str) -> None:
        """The versions of a report."""
        from shamay_desktop.ui.signing.versions_dialog import VersionsDialog

        dialog = VersionsDialog(self._workplace.context(), valuation_id, self._window)
        dialog.open_asked.connect(self._workplace.open_from_anywhere)
        dialog.check_asked.connect(self.show_verify)
        dialog.countersign_asked.connect(self.countersign)
        dialog.change_asked.connect(self.begin_version)
        self._open(dialog)

    def countersign(self, valuation_id: str, title: str) -> None:
        """Add the reviewer's signature."""
        from shamay_desktop.ui.signing.countersign_dialog import CountersignDialog

        dialog = CountersignDialog(self._workplace.context(), valuation_id, title, self._window)
        dialog.check_asked.connect(self.show_verify)
        dialog.sealed.connect(lambda _sealed: self._on_countersigned(valuation_id))
        self._open(dialog)

    def begin_version(self, valuation_id: str, title: str) -> None:
        """Ask why, then begin the version that will take a signed one's place."""
        from shamay_desktop.ui.signing.new_version_dialog import NewVersionDialog

        dialog = NewVersionDialog(self._workplace.context(), valuation_id, title, self._window)
        dialog.begun.connect(self._workplace.open_from_anywhere)
        self._open(dialog)

    def _on_countersigned(self, valuation_id: str) -> None:
        case = self._workplace.case
        if case is None or not case.is_open:
            return
        if case.shell.context.session.valuation.id == valuation_id:
            case.reopen()

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
