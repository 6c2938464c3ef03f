"""What holds for every test: no real screen, no real folders of a person, no real key store."""

import atexit
import getpass
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000
MEMORY_DISK = Path("/dev/shm")  # noqa: S108  # a folder of its own is made there
ROOM = 4 * 1024**3
"""Bytes that the largest run leaves room in, by far."""


def _on_memory_disk() -> None:
    """Files of tests lie in memory where there is room: each commit would wait for a real disk.

    What a killed process wrote is there all the same: nobody pulls the plug of the machine.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY_DISK, os.W_OK):
        return
    if shutil.disk_usage(MEMORY_DISK).free < ROOM:
        return
    folder = MEMORY_DISK / f"shamay-tests-of-{getpass.getuser()}"
    folder.mkdir(exist_ok=True)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None


def _fresh_surroundings() -> None:
    """Set before Qt or the program is imported; worker processes of one run share them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    for name in ("SHAMAY_HOME", "SHAMAY_DATABASE_URL"):
        os.environ.pop(name, None)
    if "SHAMAY_TEST_HOME" in os.environ:
        return
    home = Path(tempfile.mkdtemp(prefix="shamay-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["SHAMAY_TEST_HOME"] = str(home)
    for name in ("DATA_HOME", "CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[f"XDG_{name}"] = str(folder)
    if "PYTEST_DEBUG_TEMPROOT" in os.environ:
        # what killed programs leave behind goes with the run; folders of failed tests stay
        (home / "temporary").mkdir()
        os.environ["TMPDIR"] = str(home / "temporary")
        tempfile.tempdir = None


def _wait_longer() -> None:
    """Waiting for a signal or a state ends when it is there; only a failure takes this long.

    pytest-qt's five seconds are not enough for a process that shares two cores with others.
    """
    for waits in (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitCallback):
        waits.__kwdefaults__ = {**(waits.__kwdefaults__ or {}), "timeout": PATIENCE_MS}


LONG = (
    "reports/test_libreoffice.py",
    "end_to_end",
    "documents/reading/test_hostile_papers.py",
    "usecases/evidence/test_hostile_files.py",
    "ui/test_accessibility.py",
)
"""Files of few tests that take long: begun first, or one process would end with them alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; processes that share the suite take files in this order."""
    long = [Path(__file__).parent / name for name in LONG]

    def place(item: pytest.Item) -> int:
        found = (number for number, each in enumerate(long) if item.path.is_relative_to(each))
        return next(found, len(long))

    items.sort(key=place)


_on_memory_disk()
_fresh_surroundings()
_wait_longer()
# Two cores are shared by two processes, so a slow example says nothing; in CI the same
# examples run each time, elsewhere new ones are tried.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize="CI" in os.environ,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")
