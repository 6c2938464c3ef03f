"""The set-up script: what it says when something is missing, and that it rests when it is done."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("ldconfig", path="/usr/sbin:/sbin:/usr/bin") is None,
    reason="system libraries are looked for on Linux only",
)

TOOLS = ("bash", "dirname", "grep", "cat", "sed", "cut", "tr", "uname", "ldconfig", "sha256sum")


def program(path: Path, *lines: str) -> None:
    """A small shell program."""
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout with the script and the locks, and in `bin` the only programs that are found."""
    (tmp_path / "tools").mkdir()
    for name in ("tools/setup.sh", "tools/uv.lock.txt", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tools" / "system_needs.txt").write_text("# nothing\n", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for name in TOOLS:
        found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
        assert found is not None, name
        (tmp_path / "bin" / name).symlink_to(found)
    program(tmp_path / "bin" / "id", "echo 1000")
    program(tmp_path / "bin" / "apt-get", "echo apt-get was called >&2; exit 1")
    return tmp_path


def set_up(machine: Path, goal: str) -> subprocess.CompletedProcess[str]:
    """One run of the script on the machine, as a person without root."""
    script = (machine / "tools" / "setup.sh").read_text(encoding="utf-8")
    # the real machine's own programs are not part of this one
    script = script.replace('PATH="$PATH:/usr/sbin:/sbin"', 'PATH="$PATH"')
    (machine / "tools" / "setup.sh").write_text(script, encoding="utf-8")
    return subprocess.run(
        [str(machine / "bin" / "bash"), str(machine / "tools" / "setup.sh"), goal],
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def finished_environment(machine: Path) -> None:
    """An environment that was made for these locks; its python must not be needed again."""
    locks = (machine / "requirements.lock", machine / "tools" / "uv.lock.txt")
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    (machine / ".venv" / "bin").mkdir(parents=True)
    program(machine / ".venv" / "bin" / "python", "echo python was started >&2; exit 99")
    (machine / ".venv" / "made-for").write_text(f"{wanted}\n", encoding="utf-8")


def test_set_up_when_everything_is_there_then_does_nothing_and_says_nothing(machine: Path) -> None:
    finished_environment(machine)
    run = set_up(machine, "test")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_set_up_when_things_are_missing_and_not_root_then_prints_one_command(
    machine: Path,
) -> None:
    finished_environment(machine)
    (machine / "tools" / "system_needs.txt").write_text(
        "qt library libnobody.so.9 libnobody9\n"
        "tests file /nowhere/at/all nowhere-data\n"
        "tests server 999 newest-server\n"
        "bundle program never-looked-for unasked\n",
        encoding="utf-8",
    )
    run = set_up(machine, "test")
    assert run.returncode == 1
    commands = [line for line in run.stderr.splitlines() if line.startswith("sudo ")]
    assert len(commands) == 1
    assert commands[0].endswith("libnobody9 nowhere-data newest-server'")
    assert "library libnobody.so.9, file /nowhere/at/all, server 999" in run.stderr
    assert "unasked" not in run.stderr
    assert "apt-get was called" not in run.stderr


def test_set_up_when_only_the_program_is_run_then_asks_for_no_database(machine: Path) -> None:
    finished_environment(machine)
    (machine / "tools" / "system_needs.txt").write_text(
        "tests server 999 newest-server\n", encoding="utf-8"
    )
    assert set_up(machine, "run").returncode == 0


@pytest.mark.parametrize(("content", "found"), [("the model", True), ("another model", False)])
def test_set_up_when_a_model_is_looked_for_then_only_the_measured_file_will_do(
    machine: Path, content: str, found: bool
) -> None:
    finished_environment(machine)
    folder = machine / "models" / "5" / "tessdata"
    folder.mkdir(parents=True)
    (folder / "small.traineddata").write_text(content, encoding="utf-8")
    wanted = hashlib.sha256(b"the model").hexdigest()
    (machine / "tools" / "system_needs.txt").write_text(
        f"reading model small.traineddata={wanted} small-model\n", encoding="utf-8"
    )
    script = machine / "tools" / "setup.sh"
    script.write_text(
        script.read_text(encoding="utf-8").replace(
            "/usr/share/tesseract-ocr}", f"{machine / 'models'}}}"
        ),
        encoding="utf-8",
    )
    run = set_up(machine, "run")
    assert (run.returncode == 0) is found
    assert ("model small.traineddata" in run.stderr) is not found
    assert ("small-model'" in run.stderr) is not found


def test_set_up_when_there_is_no_python_then_says_which_were_looked_for(machine: Path) -> None:
    run = set_up(machine, "run")
    assert run.returncode == 1
    assert "no Python 3.11 or newer was found" in run.stderr
    assert "python3.11" in run.stderr


def test_set_up_when_the_goal_is_unknown_then_shows_how_to_call_it(machine: Path) -> None:
    run = set_up(machine, "everything")
    assert run.returncode == 2
    assert "usage:" in run.stderr
