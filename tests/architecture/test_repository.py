"""What lies in the repository: its top level, and nothing of the machine that it was made on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

TOP_LEVEL = {
    "shamay_desktop", "resources", "migrations", "tests", "docs", "tools",
    "pyproject.toml", "build.spec", "README.md", "Makefile", "requirements.lock",
    "LICENSE", "THIRD_PARTY.md", "CHANGELOG.md",
}  # fmt: skip
MADE = {"build", "dist", "shots"}  # made by make, kept out by .gitignore
BINARY = {".ttf", ".png", ".jpg", ".jpeg", ".pdf", ".docx", ".zip", ".gz", ".pyc", ".qm", ".ico"}

# put together from pieces, so that this file is not its own first finding
INDEX_OPTION = re.compile("(?<!no-emit-)(?:extra-)?" + "index-" + r"url\b|--find-" + "links")
INDEX_ADDRESS = re.compile(r"https?://\S*(?:/simple\b|py" + r"pi\.org)|file:///" + r"\w")


def project_files() -> Iterator[Path]:
    """The text files of the project: no environment, no caches, nothing made."""
    for top in sorted(ROOT.iterdir()):
        if top.name in MADE or top.name.endswith(".egg-info"):
            continue
        if top.is_file():
            yield top
        elif not top.name.startswith(".") or top.name == ".ci":
            yield from (path for path in sorted(top.rglob("*")) if path.is_file())


def places() -> Iterator[tuple[str, str]]:
    """Each line with its place."""
    for path in project_files():
        if path.suffix.lower() in BINARY or "__pycache__" in path.parts:
            continue
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        yield from ((f"{path.relative_to(ROOT)}:{n}", line) for n, line in enumerate(lines, 1))


def test_top_level_when_listed_then_holds_only_what_the_architecture_names() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    strangers = {name for name in found - TOP_LEVEL - MADE if not name.endswith(".egg-info")}
    assert strangers == set()
    assert TOP_LEVEL - found == set()


def test_files_when_read_then_name_no_package_index() -> None:
    named = [
        place for place, line in places() if INDEX_OPTION.search(line) or INDEX_ADDRESS.search(line)
    ]
    assert named == []


def test_files_when_read_then_name_no_folder_of_a_machine() -> None:
    folders = {"/ro" + "ot/", "/wo" + "rk/", f"{ROOT.as_posix()}/"}
    home = Path.home().as_posix()
    if len(home) > len("/home/"):
        folders.add(f"{home}/")
    # at the beginning of a path only: "a/root/b" is somebody's relative path
    absolute = re.compile(r"(?<![\w.)}])(?:" + "|".join(map(re.escape, sorted(folders))) + ")")
    named = [place for place, line in places() if absolute.search(line)]
    assert named == []


@pytest.mark.parametrize("name", [".ci/run", "tools/setup.sh"])
def test_scripts_when_checked_out_then_can_be_started(name: str) -> None:
    assert (ROOT / name).stat().st_mode & 0o100
