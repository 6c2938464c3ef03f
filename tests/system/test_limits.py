"""Limits of a process, seen from inside one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, os, resource, signal
from shamay_desktop.system.limits import ProcessLimits

limits = ProcessLimits(address_space=1 << 30, cpu_seconds=7, file_size=1 << 20, open_files=32)
limits.enter()
limits.renew(30)
first = resource.getrlimit(resource.RLIMIT_CPU)[0]
alarm = signal.alarm(30)
limits.rest()
print(json.dumps({
    "space": resource.getrlimit(resource.RLIMIT_AS),
    "file": resource.getrlimit(resource.RLIMIT_FSIZE),
    "open": resource.getrlimit(resource.RLIMIT_NOFILE),
    "core": resource.getrlimit(resource.RLIMIT_CORE),
    "cpu": first, "alarm": alarm, "resting": signal.alarm(0),
    "leads": os.getpid() == os.getpgid(0),
}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_limits_hold_in_the_process_that_entered_them() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(run.stdout)
    assert found["space"] == [1 << 30] * 2
    assert found["file"] == [1 << 20] * 2
    assert found["open"] == [32] * 2
    assert found["core"] == [0] * 2
    assert 7 < found["cpu"] <= 10
    assert found["alarm"] > 30
    assert found["resting"] == 0
    assert found["leads"]
