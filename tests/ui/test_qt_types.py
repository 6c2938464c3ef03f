"""Threads that import screens find every class of Qt made."""

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shamay_desktop.ui import qt_types

ROOT = Path(__file__).resolve().parents[2]
WAITING = """
from importlib import import_module
from shamay_desktop.ui.qt_types import NAMED, make_named_types

def waiting():
    held = {module: vars(import_module("PySide6." + module)) for module in NAMED}
    return sum(name not in held[module] for module in NAMED for name in NAMED[module].split())

before = waiting()
make_named_types()
print(before > 50, waiting())
"""
"""How many classes wait to be made: a class that is made stands in its module's names."""


def imported_names() -> dict[str, set[str]]:
    """The names that the program imports from Qt, by module."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "shamay_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found[str(node.module).removeprefix("PySide6.")] |= {
                    each.name for each in node.names
                }
    return found


def test_names_when_the_program_imports_them_then_they_are_made_ahead() -> None:
    named = {module: set(names.split()) for module, names in qt_types.NAMED.items()}
    assert named == imported_names()


def test_named_classes_when_made_then_none_is_left_for_a_thread_to_make() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WAITING], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout.strip()) == (0, "True 0"), done.stderr[-2000:]


def test_all_types_when_asked_for_then_they_are_made_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qt_types, "_all_made", [])
    owner = QObject()
    called: list[int] = []
    qt_types.with_all_types(lambda: called.append(1), owner)
    assert called == []  # not in the turn that asked
    qtbot.waitUntil(lambda: called == [1])
    qt_types.with_all_types(lambda: called.append(2), owner)
    assert called == [1, 2]
