"""Nothing happens at import time, and what is heavy waits until it is used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, dotted, source_files

HEAVY = frozenset(
    {
        "reportlab", "docx", "PIL", "pypdfium2", "pypdfium2_raw", "alembic", "numpy", "tesserocr",
        "pyhanko", "rapidfuzz", "pyqtgraph", "shapely", "shapefile", "ezdxf",
    }
)  # fmt: skip

# Adapters over a heavy library that are themselves imported only inside functions. A module
# belongs here when it imports its library at the top; everything else must stay light.
LAZY = (
    "shamay_desktop.ui.plots.canvas",
    "shamay_desktop.ui.plots.scatter_map",
    "shamay_desktop.reports.pdf",
    "shamay_desktop.reports.docx",
    "shamay_desktop.documents.imaging",
    "shamay_desktop.documents.worker",
    "shamay_desktop.documents.extraction",
    "shamay_desktop.documents.reading.characters",
    "shamay_desktop.documents.reading.drawings",
    "shamay_desktop.documents.reading.raw_text",
    "shamay_desktop.documents.reading.reading_order",
    "shamay_desktop.documents.reading.signatures",
    "shamay_desktop.documents.reading.text_layer",
    "shamay_desktop.documents.reading.visual_lines",
    *(
        f"shamay_desktop.signing.{name}"
        for name in (
            "cards", "certificates", "chains", "clocks", "containers", "revocation", "signers",
            "signing_files", "trusting", "verifying",
        )
    ),
    *(
        f"shamay_desktop.documents.ocr.{name}"
        for name in (
            "band_reading", "cleaning", "components", "engine", "figures", "fragments", "placing",
            "recognising", "rulings", "sheets", "skew", "worker_tasks",
        )
    ),
)  # fmt: skip

PROBE = """
import importlib, json, sys, threading

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ImportError(f"{name} is refused here")

REFUSED, WATCHED, MODULES = json.loads(sys.argv[1])
sys.meta_path.insert(0, Refusing())
found = {}
for name in MODULES:
    importlib.import_module(name)
    new = sorted({each.partition(".")[0] for each in sys.modules} & set(WATCHED))
    if new:
        found[name] = new
        WATCHED = [each for each in WATCHED if each not in new]
print(json.dumps({"found": found, "threads": threading.active_count()}))
"""


def imported(
    home: Path, *modules: str, refused: tuple[str, ...] = (), watched: frozenset[str] = HEAVY
) -> dict[str, list[str]]:
    """Which module brought which watched library, in a new process with an empty home."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps([refused, sorted(watched), modules])],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert answer["threads"] == 1, "a thread was started by an import"
    assert list(home.iterdir()) == [], "a file was made by an import"
    found: dict[str, list[str]] = answer["found"]
    return found


def light_modules() -> list[str]:
    """Every module that must stay light, the window's own apart (it imports Qt)."""
    names = (dotted(path) for path in source_files("shamay_desktop"))
    outside = (*LAZY, "shamay_desktop.ui")
    return [name for name in names if not name.startswith(outside)]


def test_bootstrap_when_qt_is_refused_then_imports_all_the_same(tmp_path: Path) -> None:
    found = imported(tmp_path, "shamay_desktop.bootstrap", refused=("PySide6", "shiboken6"))
    assert found == {}


@pytest.mark.parametrize("entry", ["shamay_desktop.__main__", "shamay_desktop.cli"])
def test_entry_when_imported_then_brings_neither_qt_nor_a_heavy_library(
    tmp_path: Path, entry: str
) -> None:
    watched = HEAVY | {"PySide6", "sqlalchemy"}
    assert imported(tmp_path, entry, watched=watched) == {}


def test_modules_when_all_that_must_be_light_are_imported_then_bring_nothing_heavy(
    tmp_path: Path,
) -> None:
    assert imported(tmp_path, *light_modules(), watched=HEAVY | {"PySide6"}) == {}


def test_window_when_imported_then_brings_no_database_and_no_writer(tmp_path: Path) -> None:
    names = (dotted(path) for path in source_files("shamay_desktop/ui"))
    window = [name for name in names if not name.startswith(LAZY)]
    assert imported(tmp_path, *window, watched=HEAVY | {"sqlalchemy"}) == {}


def test_lazy_adapters_when_listed_then_exist() -> None:
    places = {name: PACKAGE.parent / name.replace(".", "/") for name in LAZY}
    missing = [
        name
        for name, place in places.items()
        if not (place.exists() or place.with_suffix(".py").exists())
    ]
    assert missing == []
