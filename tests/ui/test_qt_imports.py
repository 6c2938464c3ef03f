"""Loading Qt leaves Python's import as it was."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROBE = """
import builtins, linecache
from shamay_desktop.ui.qt_imports import load_qt
load_qt()
load_qt()
print("hook", builtins.__import__ is getattr(builtins, "__feature_import__", None))
from shamay_desktop.ui.main_window import MainWindow
print("read", any(name.endswith("main_window.py") for name in linecache.cache))
"""


def test_qt_when_loaded_then_sources_of_later_imports_are_not_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["hook", "False", "read", "False"], done.stderr
