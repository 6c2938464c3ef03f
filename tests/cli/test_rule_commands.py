"""`rules`: listed, shown, taken from a file, written to one; `check` goes by them."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def written(path: Path, **parts: object) -> Path:
    """A file of an office's rules."""
    path.write_text(json.dumps(parts), encoding="utf-8")
    return path


def test_rules_when_set_from_a_file_then_are_listed_shown_and_written(
    command: Command, tmp_path: Path
) -> None:
    source = written(
        tmp_path / "in.json",
        sets={"international": True},
        rules=[{"id": "transit", "off": True}, {"id": "visit-age", "severity": "note"}],
    )
    code, out, _ = command("--json", "rules", "set", source)
    answer = json.loads(out)
    assert (code, answer["changed"]) == (0, ["transit", "visit-age"])
    listed = json.loads(command("--json", "rules", "list")[1])
    assert listed["sets"] == {"israel": True, "international": True}
    by_id = {rule["id"]: rule for rule in listed["rules"]}
    assert "transit" not in by_id
    assert "intl-users" in by_id
    assert (by_id["visit-age"]["severity"], by_id["visit-age"]["office"]) == ("note", "changed")
    shown = json.loads(command("--json", "rules", "show", "visit-age")[1])
    assert (shown["check"], shown["parameters"]["months"]) == ("older_than", "3")
    assert command("rules", "export", tmp_path / "out.json")[0] == 0
    given = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert given["rules"] == json.loads(source.read_text(encoding="utf-8"))["rules"]


def test_rules_when_listed_for_a_person_then_each_has_a_line_with_its_clause(
    command: Command,
) -> None:
    lines = command("--lang", "en", "rules", "list")[1].splitlines()
    assert any(line.startswith("visit-age") and "[1.1 §6.4]" in line for line in lines)


def test_rules_when_a_file_is_wrong_then_the_rule_and_the_problem_are_named(
    command: Command, tmp_path: Path
) -> None:
    bad = written(tmp_path / "bad.json", rules=[{"id": "visit-age", "severity": "grave"}])
    code, _, err = command("rules", "set", bad)
    assert code == 4
    assert "visit-age" in err
    assert "severity" in err


def test_rule_when_there_is_none_of_that_id_then_it_is_refused(command: Command) -> None:
    code, _, err = command("rules", "show", "no-such-rule")
    assert code == 4
    assert "no-such-rule" in err


def test_check_of_a_folder_when_the_office_switched_a_rule_off_then_it_is_silent(
    command: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.json").write_text('{"fields": {}}', encoding="utf-8")

    def found() -> set[str]:
        findings = json.loads(command("--json", "check", folder)[1])["findings"]
        return {finding["rule"] for finding in findings}

    assert "transit" in found()
    command("rules", "set", written(tmp_path / "r.json", rules=[{"id": "transit", "off": True}]))
    assert "transit" not in found()
