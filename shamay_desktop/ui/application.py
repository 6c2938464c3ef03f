"""Starts the window: frame first, then everything else."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QApplication

from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from shamay_desktop.usecases.services import Services


SWITCH_SECONDS = 0.0002
"""How long a thread of Python may keep the others waiting.

A report is written, and papers are read, in lanes by Python alone; with Python's own 5 ms each
call from Qt into a page, and each return from Qt, waits that long for its turn, and showing a page
has thousands of them.
"""


RESTART = 75
"""The exit code of a window that asks to be opened anew."""


def run_window(
    prepare: "Callable[[], Services]", language: Language, scheme: str = "system"
) -> int:
    """Show the window and run until it is closed; returns the exit code, or `RESTART`.

    `prepare` builds the services; it is called off the UI thread after the first paint. What it
    raises (Refused `home_in_use`, `database_newer`, WorldFailed …) is shown in the window.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    # Keep Qt's own scaling exact on screens of 125 % and 150 %.
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
    app = QApplication([*sys.argv[:1], *theme.STYLE])
    app.setApplicationName("shamay-desktop")
    app.setQuitOnLastWindowClosed(True)
    theme.choose_scheme(scheme)
    theme.apply_theme(app, language)
    window = MainWindow(prepare, language)
    garbage = UiGarbage(app)
    window.painted.connect(lambda: app.setWindowIcon(theme.icon("shamay", "accent")))
    window.painted.connect(lambda: install_crash_guard(window))
    window.show()
    if (handle := window.windowHandle()) is not None:
        garbage.watch(handle)
    code = app.exec()
    garbage.stop()
    code = RESTART if window.restarting else code
    # Destroyed here and in Qt's order, not in whatever order the interpreter ends.
    shiboken6.delete(window)
    return code


def install_crash_guard(window: MainWindow) -> None:
    """From now on a mistake of the program keeps the draft and says so in a plain window."""
    from shamay_desktop.ui.dialogs.crash import CrashDialog, CrashGuard

    def keep(told: Callable[[str], object]) -> None:
        if window.workplace is not None:
            window.workplace.keep_draft(told)
        else:
            told("")

    def show(kept: str, details: str) -> CrashDialog:
        dialog = CrashDialog(load_texts(window.language), kept, details, window)
        dialog.quit_asked.connect(window.close)
        dialog.restart_asked.connect(window.restart)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    guard = CrashGuard(keep, show, window)
    guard.install()
    window.tasks.broke.connect(guard.take_of_task)
