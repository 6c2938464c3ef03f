"""`practice`: shown, written to a file, taken from one; a wrong file changes nothing."""

import json
from pathlib import Path

from tests.cli.conftest import Command

TABLE = {
    "name": "דירות", "version": "2026.12", "valid_from": "2026-12-01", "mode": "whole",
    "tiers": {"balcony": [{"up_to": "20", "coefficient": "0.5"},
                          {"up_to": None, "coefficient": "0.3"}]},
}  # fmt: skip


def written(path: Path, practice: object) -> Path:
    """A file of a practice."""
    path.write_text(json.dumps({"format": 1, "practice": practice}), encoding="utf-8")
    return path


def test_practice_when_taken_and_written_then_the_file_says_the_same(
    command: Command, tmp_path: Path
) -> None:
    given = {"coefficients": [TABLE], "rounding": {"value": "50000"}, "similarity": {"place": "7"}}
    code, out, _ = command("--json", "practice", "import", written(tmp_path / "in.json", given))
    assert (code, json.loads(out)["keys"]) == (0, ["coefficients", "rounding", "similarity"])
    code, out, _ = command("--json", "practice", "export", tmp_path / "out.json")
    assert code == 0
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert json.loads(command("--json", "practice", "show")[1]) == told
    names = [(each["name"], each["version"]) for each in told["practice"]["coefficients"]]
    assert names == [("office", "2026.11"), ("דירות", "2026.12")]
    assert told["practice"]["rounding"]["value"] == "50000"
    assert command("practice", "import", tmp_path / "out.json")[0] == 0
    again = json.loads(command("--json", "practice", "show")[1])
    assert again == told


def test_practice_when_a_part_of_the_file_is_wrong_then_nothing_is_taken(
    command: Command, tmp_path: Path
) -> None:
    wrong = {"rounding": {"value": "50000"}, "similarity": {"place": "-1"}}
    code, _, err = command("practice", "import", written(tmp_path / "bad.json", wrong))
    assert code == 4
    assert "place" in err
    assert json.loads(command("--json", "practice", "show")[1])["practice"] == {}
    (tmp_path / "no.json").write_text("[]", encoding="utf-8")
    assert command("practice", "import", tmp_path / "no.json")[0] == 4
    assert command("practice", "import", tmp_path / "missing.json")[0] == 4


def test_practice_when_a_known_version_says_other_figures_then_it_is_refused(
    command: Command, tmp_path: Path
) -> None:
    command("practice", "import", written(tmp_path / "in.json", {"coefficients": [TABLE]}))
    other = {**TABLE, "tiers": {"balcony": [{"up_to": None, "coefficient": "0.9"}]}}
    changed = written(tmp_path / "changed.json", {"coefficients": [other]})
    code, _, err = command("practice", "import", changed)
    assert code == 4
    assert "2026.12" in err


def test_practice_when_only_a_key_is_asked_then_the_file_holds_it_alone(
    command: Command, tmp_path: Path
) -> None:
    given = {"rounding": {"value": "50000"}, "heads": [{"he": "נוף", "en": "View"}]}
    command("practice", "import", written(tmp_path / "in.json", given))
    command("practice", "export", tmp_path / "one.json", "--only", "heads")
    told = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert told["practice"] == {"heads": [{"he": "נוף", "en": "View"}]}
    lines = command("--lang", "en", "practice", "show")[1].splitlines()
    assert "heads of adjustment: the office's own" in lines
    assert "coefficient tables: as shipped" in lines
