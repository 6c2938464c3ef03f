"""The floors of the architecture: imports go down only."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, shown

LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"

PLANTED = {
    "domain": ("shamay_desktop.usecases", "sqlite3", "PySide6.QtCore"),
    "reports": ("shamay_desktop.storage",),
    "documents": ("sqlalchemy",),
    "usecases": ("shapely", "ezdxf"),
    "ui": ("shamay_desktop.reports", "reportlab", "shapely"),
    "cli": ("sqlalchemy",),
}

WORDS_OF_THE_VERDICT = (
    "shamay_desktop.domain is not allowed to import shamay_desktop.usecases",
    "shamay_desktop.domain is not allowed to import sqlite3",
    "shamay_desktop.domain is not allowed to import PySide6",
    "shamay_desktop.reports is not allowed to import shamay_desktop.storage",
    "shamay_desktop.documents is not allowed to import sqlalchemy",
    "shamay_desktop.ui is not allowed to import shamay_desktop.reports",
    "shamay_desktop.ui is not allowed to import reportlab",
    "shamay_desktop.ui is not allowed to import shapely",
    "shamay_desktop.usecases is not allowed to import shapely",
    "shamay_desktop.usecases is not allowed to import ezdxf",
    "shamay_desktop.cli is not allowed to import sqlalchemy",
    "- shamay_desktop.unplaced",
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says about the package in a folder, by the contracts that lie there."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(folder), "COLUMNS": "400", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to break."""
    shutil.copytree(PACKAGE, tmp_path / "shamay_desktop", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_folders_when_they_hold_modules_then_are_packages_that_linter_and_packager_walk() -> None:
    holding = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [shown(each) for each in sorted(holding) if not (each / "__init__.py").is_file()] == []


def test_imports_when_the_package_is_linted_then_go_down_only() -> None:
    verdict = lint_imports(ROOT)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_contracts_when_each_floor_is_broken_on_purpose_then_name_every_breach(
    copied: Path,
) -> None:
    for floor, targets in PLANTED.items():
        lines = "".join(f"import {target}\n" for target in targets)
        (copied / "shamay_desktop" / floor / "planted.py").write_text(lines, encoding="utf-8")
    unplaced = copied / "shamay_desktop" / "unplaced"
    unplaced.mkdir()
    (unplaced / "__init__.py").touch()

    verdict = lint_imports(copied)

    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert [words for words in WORDS_OF_THE_VERDICT if words not in verdict.stdout] == []


def test_contracts_when_an_import_is_only_for_types_then_it_counts(copied: Path) -> None:
    (copied / "shamay_desktop" / "i18n" / "planted.py").write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n"
        "    import shamay_desktop.domain.errors\n",
        encoding="utf-8",
    )

    verdict = lint_imports(copied)

    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert "shamay_desktop.i18n is not allowed to import shamay_desktop.domain" in verdict.stdout
