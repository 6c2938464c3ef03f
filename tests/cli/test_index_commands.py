"""`indexes`: shown, taken from a file, refused by name."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_indexes_when_shown_and_taken_then_the_points_stand_with_their_days(
    command: Command, tmp_path: Path
) -> None:
    shown = json.loads(command("--json", "indexes", "show")[1])
    (index,) = shown["indexes"]
    assert (index["code"], index["last"], index["value"]) == ("40010", "2026-06", "594.8")
    assert (index["first"], index["missing"], index["base"]) == ("2009-01", [], "1993")
    source = tmp_path / "points.csv"
    source.write_text("month,value\n2026-05,593.7\n", encoding="utf-8")
    words = ("indexes", "import", source, "--code", "40010", "--retrieved", "2026-10-01")
    code, out, _ = command("--json", *words)
    assert code == 0
    assert json.loads(out)["indexes"][0]["revised"] == ["2026-05"]
    whole = json.loads(command("--json", "indexes", "show", "40010")[1])
    point = next(each for each in whole["points"] if each["month"] == "2026-05")
    assert (point["value"], point["earlier"]) == ("593.7", [["593.6", "2026-09-29"]])
    assert command("indexes", "show", "40010")[1].splitlines()[-1].startswith("2026-06 594.8*")


def test_indexes_when_the_file_or_the_code_is_wrong_then_are_refused_with_code_4(
    command: Command, tmp_path: Path
) -> None:
    source = tmp_path / "points.csv"
    source.write_text("month,value\n2026-05,593.7\n", encoding="utf-8")
    assert command("indexes", "import", source)[0] == 4
    assert command("indexes", "import", tmp_path / "none.csv", "--code", "1")[0] == 4
    assert command("indexes", "import", source, "--code", "1", "--retrieved", "x")[0] == 4
    assert command("indexes", "show", "77")[0] == 4
