"""A home of its own and the sample's description in it, driven by command lines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from shamay_desktop.cli.main import run
from shamay_desktop.resource_files import resource
from tests.ready_schema import ready_schema
from tests.warm_workers import warm_workers

__all__ = ["Answer", "Command", "command", "folder", "home", "ready_schema", "warm_workers"]

Answer = tuple[int, str, str]
"""Exit code, stdout, stderr."""

Command = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of the test's commands."""
    return tmp_path / "home"


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command line."""

    def perform(*words: object) -> Answer:
        capsys.readouterr()
        code = run(["--home", str(home), *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return perform


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder of the sample's values and its front photo."""
    sample = resource("sample_case")
    described = json.loads((sample / "case.json").read_text(encoding="utf-8"))
    described["documents"] = {}
    described["photos"] = {"front.jpg": described["photos"]["front.jpg"]}
    root = tmp_path / "folder"
    (root / "photos").mkdir(parents=True)
    (root / "case.json").write_text(json.dumps(described), encoding="utf-8")
    (root / "photos" / "front.jpg").write_bytes((sample / "photos" / "front.jpg").read_bytes())
    return root
