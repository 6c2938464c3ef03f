"""What holds for every test: no real screen, no real folders of a person, no real key store."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000


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


def _wait_longer() -> None:
    """Waiting for a signal or a state ends when it is there; only a failure takes this long.

    pytest-qt's five seconds are not enough for a process that shares two cores with others.
    """
    for waits in (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitCallback):
        waits.__kwdefaults__ = {**(waits.__kwdefaults__ or {}), "timeout": PATIENCE_MS}


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
