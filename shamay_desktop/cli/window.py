"""Opening the window: the frame first, the services behind it in a thread."""

import argparse
import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shamay_desktop.domain.errors import ShamayError, WorldFailed
from shamay_desktop.i18n.language import Language
from shamay_desktop.system.folders import Home, find_home
from shamay_desktop.usecases.this_run import TROUBLES, ThisRun

if TYPE_CHECKING:
    from shamay_desktop.bootstrap import Place
    from shamay_desktop.system.instance_lock import InstanceLock
    from shamay_desktop.usecases.services import Services

_LOOK_SECONDS = 3600


def open_window(asked: argparse.Namespace) -> int:
    """Show the window until it is closed; returns the exit code."""
    from shamay_desktop.ui.qt_imports import load_qt

    load_qt()
    from shamay_desktop.ui.application import RESTART, run_window

    home = find_home(getattr(asked, "home", None), os.environ)
    language, scheme = _choices(asked, home)
    code = run_window(lambda: _prepare_asked(asked), language, scheme)
    if code == RESTART:  # everything was closed: this process becomes the next window
        program = [] if getattr(sys, "frozen", False) else ["-m", "shamay_desktop"]
        os.execv(sys.executable, [sys.executable, *program, *sys.argv[1:]])  # noqa: S606
    return code


def _prepare_asked(asked: argparse.Namespace) -> "Services":
    """Runs after the first painting, off the UI thread: only here the core is loaded."""
    from shamay_desktop.cli.context import place_of

    return prepare(place_of(asked))


def prepare(place: "Place", *, daily: bool = True) -> "Services":
    """The services of a window, which holds its home's lock until they are closed.

    A database that is damaged or gone is no error here: the window leads out of it
    (`services.run.trouble`). Raises WorldFailed(`home_in_use`, `home_unwritable`, …),
    Refused(`database_newer`).
    """
    from shamay_desktop.bootstrap import build_services
    from shamay_desktop.system.hard_crash import watch_hard_crashes
    from shamay_desktop.system.logging import start_logging

    with ExitStack() as undo:
        home = place.home.make()
        lock = _held(home)
        undo.callback(lock.release)
        undo.callback(start_logging(home.logs))
        undo.callback(watch_hard_crashes(home.hard_crash_log))
        services = build_services(place)
        undo.callback(services.close)
        worries: deque[ShamayError] = deque(maxlen=1)
        run = ThisRun(
            ended_badly=lock.left is not None,
            trouble=_trouble_of(services, ended_badly=lock.left is not None),
            called=lock.was_called,
            worry=lambda: worries.pop() if worries else None,
        )
        closed = threading.Event()
        undo.callback(closed.set)
        closing = undo.pop_all()
    if daily:
        care = partial(care_until, closed, services, worried=worries.append)
        threading.Thread(target=care, name="daily", daemon=True).start()
    return replace(services, close=closing.close, run=run)


def _held(home: Home) -> "InstanceLock":
    """The home's lock; who is refused calls the window that holds it to the front."""
    from shamay_desktop.system.instance_lock import InstanceLock

    lock = InstanceLock(home.window_lock)
    try:
        lock.acquire()
    except WorldFailed as refused:
        if refused.code == "home_in_use":
            lock.call()
        raise
    lock.was_called()  # a call that was meant for a window that is gone
    return lock


def _trouble_of(services: "Services", *, ended_badly: bool) -> ShamayError | None:
    """Make the database ready; the damage that the window can lead out of, None without.

    Its pages are looked over after a run that did not end by itself.
    """
    try:
        if ended_badly:
            services.database.note_bad_end()
            services.database.require_sound()
        services.database.upgrade()
    except WorldFailed as error:
        if error.code not in TROUBLES:
            raise
        return error
    with suppress(WorldFailed):
        services.side_journal.make_ready()
    return None


def care_until(
    closed: threading.Event,
    services: "Services",
    every: float = _LOOK_SECONDS,
    worried: Callable[[ShamayError], object] = lambda _error: None,
) -> None:
    """The daily care, beside the window, also of one that stays open for days.

    A failure is logged, handed to `worried`, and tried again the next time.
    """
    from shamay_desktop.usecases.care import keep_daily

    while True:
        try:
            keep_daily(services)
        except ShamayError as error:
            log = logging.getLogger("shamay_desktop")
            log.warning("daily care failed", extra={"facts": {"code": error.code}})
            worried(error)
        except Exception:
            # A mistake of ours must not end the care of the days that the window stays open.
            logging.getLogger("shamay_desktop").exception("daily care broke")
        if closed.wait(every):
            return


def _choices(asked: argparse.Namespace, home: Home) -> tuple[Language, str]:
    """Language and light or dark, as chosen in the window last; the argument's language first."""
    chosen, scheme = getattr(asked, "lang", None), "system"
    if home.settings.exists():
        from shamay_desktop.system.settings import SettingsFile

        settings = SettingsFile(home.settings)
        chosen = chosen or settings.get("language")
        scheme = str(settings.get("window.scheme", scheme))
    return (Language(chosen) if chosen in tuple(Language) else Language.HE), scheme
