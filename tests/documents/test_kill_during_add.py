"""SIGKILL while files are added: a name in the store is always a whole file."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.system.durable import DurableDisk

ROOT = Path(__file__).resolve().parents[2]
KILLS = 6

ADDING = """
import sys
from pathlib import Path
from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.system.durable import DurableDisk

folder, turn = Path(sys.argv[1]), int(sys.argv[2])
store, source = FileStore(folder / "store", DurableDisk()), folder / "source"
for number in range(100_000):
    source.write_bytes(f"{turn} {number} ".encode() * 400_000)
    print(store.add(source).sha256, flush=True)
"""


def killed_run(folder: Path, turn: int, after: float) -> list[str]:
    """The hashes that the program acknowledged before it was killed."""
    command = [sys.executable, "-c", ADDING, str(folder), str(turn)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as adding:
        assert adding.stdout is not None
        first = adding.stdout.readline()
        time.sleep(after)
        adding.send_signal(signal.SIGKILL)
        return [line.strip() for line in (first, *adding.stdout.readlines()) if len(line) == 65]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_no_acknowledged_file_is_lost_and_none_is_half_when_the_program_is_killed(
    tmp_path: Path,
) -> None:
    acknowledged: list[str] = []
    for turn in range(KILLS):
        acknowledged += killed_run(tmp_path, turn, random.uniform(0, 0.15))
    store = FileStore(tmp_path / "store", DurableDisk())
    whole = store.verify(acknowledged)
    assert (whole.missing, whole.altered) == ((), ())
    unacknowledged = store.verify([*acknowledged, *whole.orphans])
    assert (unacknowledged.altered, unacknowledged.orphans) == ((), ())
    assert len(acknowledged) >= KILLS
