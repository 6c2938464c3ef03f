"""The program's own mistakes: the draft is kept first, then one window says what happened."""

import logging
import platform
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import shamay_desktop
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button

_log = logging.getLogger(__name__)
_DETAILS_HEIGHT = 18 * theme.SPACE
SAME_SECONDS = 60.0
"""For how long the very same mistake is not told of again."""


class CrashDialog(QDialog):
    """What became of the draft, the details to copy; go on, restart or quit."""

    quit_asked = Signal()
    restart_asked = Signal()

    def __init__(
        self, texts: Texts, kept: str, details: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(texts("failure.crash_title"))
        title = QLabel(texts("failure.crash_title"))
        theme.set_tone(title, "title")
        words = QLabel(kept, wordWrap=True)
        words.setObjectName("crash-kept")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setMinimumWidth(64 * theme.SPACE)
        words.setVisible(bool(kept))
        label = QLabel(texts("failure.crash_details"))
        theme.set_tone(label, "muted")
        self.details = QPlainTextEdit(details, readOnly=True, tabChangesFocus=True)
        self.details.setObjectName("crash-details")
        self.details.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.details.setFixedHeight(_DETAILS_HEIGHT)
        label.setBuddy(self.details)
        self.details.setAccessibleName(texts("failure.crash_details"))
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        for widget in (title, words, label, self.details):
            column.addWidget(widget)
        column.addLayout(self._buttons(texts))

    def _buttons(self, texts: Texts) -> QHBoxLayout:
        go_on = button("crash-go-on", texts("shell.crash_go_on"), "primary")
        again = button("crash-restart", texts("failure.crash_restart"))
        leave = button("crash-quit", texts("shell.quit"))
        copy = button("crash-copy", texts("failure.crash_copy"), "flat")
        go_on.clicked.connect(self.accept)
        again.clicked.connect(self._on_restart)
        leave.clicked.connect(self._on_quit)
        copy.clicked.connect(self._on_copy)
        row = QHBoxLayout()
        row.addWidget(go_on)
        row.addWidget(again)
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(copy)
        go_on.setFocus()
        return row

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    def _on_restart(self) -> None:
        self.accept()
        self.restart_asked.emit()

    def _on_quit(self) -> None:
        self.accept()
        self.quit_asked.emit()


Keep = Callable[[Callable[[str], object]], object]
"""Keeps the draft and then calls with the sentence that says where it is."""

Show = Callable[[str, str], QDialog]
"""Shows the window with that sentence and the details."""


class CrashGuard(QObject):
    """Takes unhandled exceptions of every thread; the draft is kept before anything is shown.

    A mistake while the window stands, or within it, keeps the draft again and opens no second
    one; when the window itself cannot be made a bare message takes its place.
    """

    _caught = Signal(str)

    def __init__(self, keep: Keep, show: Show, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._show = show
        self._dialog: QDialog | None = None
        self._keeping = False
        self._said = ("", 0.0)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread

    def take(
        self,
        kind: type[BaseException],
        problem: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """One exception. Of it log and window give kind and places, not the message."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        _log.critical("unhandled error", exc_info=(kind, problem, trace))
        self._caught.emit(details_of(problem, trace))

    def take_of_task(self, problem: Exception) -> None:
        """A mistake in a lane, which was logged there."""
        self._caught.emit(details_of(problem, problem.__traceback__))

    def _take_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_caught(self, details: str) -> None:
        if self._keeping:  # the mistake is in the keeping itself, which goes on by other ways
            return
        self._keeping = True
        try:
            self._keep(lambda kept: self._on_kept(kept, details))
        except Exception as problem:
            _log.critical("the draft was not kept", exc_info=problem)
            self._on_kept("", details)

    def _on_kept(self, kept: str, details: str) -> None:
        self._keeping = False
        if self._dialog is not None or self._was_just_said(details):
            return
        self._said = (details, time.monotonic())
        try:
            self._dialog = self._show(kept, details)
        except Exception as problem:
            _log.critical("the crash window was not shown", exc_info=problem)
            self._dialog = _bare_message(kept, details)
        self._dialog.finished.connect(self._on_closed)

    def _was_just_said(self, details: str) -> bool:
        """What goes wrong at each painting or each retry must not open window after window."""
        said, at = self._said
        return details == said and time.monotonic() - at < SAME_SECONDS

    def _on_closed(self) -> None:
        self._dialog = None
        self._said = (self._said[0], time.monotonic())


def _bare_message(kept: str, details: str) -> QDialog:
    """Without styles, texts of its own or a parent: nothing of ours that may be broken."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Shamay", f"{kept}\n\n{details}".strip())
    box.setObjectName("crash-bare")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def details_of(problem: BaseException, trace: TracebackType | None) -> str:
    """Kinds, places and versions: what a developer needs and nothing of a case."""
    program = f"Shamay Desktop {shamay_desktop.__version__}"
    machine = f"Qt {qVersion()}, {platform.system()} {platform.release()}"
    lines = [f"{program}, Python {platform.python_version()}, {machine}"]
    raised: BaseException | None = problem
    while raised is not None and len(lines) < 60:
        code = f" {raised.code}" if isinstance(raised, ShamayError) else ""
        lines.append(f"{type(raised).__qualname__}{code}")
        frames = extract_tb(trace if raised is problem and trace else raised.__traceback__)
        lines += [f"  {Path(each.filename).name}:{each.lineno} {each.name}" for each in frames]
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    return "\n".join(lines)
