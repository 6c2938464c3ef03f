"""What the command line prints is UTF-8 whatever the machine's own encoding."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_answers_when_the_machine_speaks_another_encoding_then_they_are_utf_8(
    tmp_path: Path,
) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "SHAMAY_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "shamay_desktop", "--json", "fields"]
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    labels = [field["he"] for field in json.loads(ran.stdout.decode("utf-8"))["fields"]]
    assert all("א" <= label[0] <= "ת" for label in labels)
