"""`template` on the command line: list, lint, import, export."""

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.word_template_file import BODY, word_template_file

REFUSED = 4


def test_a_word_file_when_it_is_looked_through_and_wrong_is_refused_with_each_remark(
    command: Command, tmp_path: Path
) -> None:
    path = word_template_file(tmp_path / "t.docx", (("", "{client.nmae}"), *BODY))
    code, out, _ = command("template", "lint", path, "--json")
    assert code == REFUSED
    answer = json.loads(out)
    assert answer["fits"] is False
    (remark,) = answer["remarks"]
    assert (remark["code"], remark["place"]) == ("field", "1")
    assert (remark["given"], remark["nearest"]) == ("client.nmae", "client.name")
    code, _, _ = command("template", "import", path)
    assert code == REFUSED
    _, out, _ = command("template", "list", "--json")
    assert {each["current"] for each in json.loads(out)["templates"]} == {0}


def test_a_word_file_when_taken_in_written_out_and_taken_in_again_is_the_same_template(
    command: Command, tmp_path: Path
) -> None:
    path = word_template_file(tmp_path / "t.dotx")
    assert command("template", "lint", path)[0] == 0
    code, out, _ = command("template", "import", path, "--kind", "court_opinion", "--json")
    assert code == 0
    assert json.loads(out)["version"] == 1
    written = tmp_path / "court.json"
    assert command("template", "export", "court_opinion", written)[0] == 0
    assert json.loads(written.read_text(encoding="utf-8"))["pictures"]
    code, out, _ = command("template", "import", written, "--json")
    assert (code, json.loads(out)["version"]) == (0, 1)  # the same as the last: no new version


def test_a_shipped_template_when_written_is_read_as_an_offices_version(
    command: Command, tmp_path: Path
) -> None:
    written = tmp_path / "short.json"
    assert command("template", "export", "bank_short", written)[0] == 0
    raw = json.loads(written.read_text(encoding="utf-8"))
    raw["looks"]["body_size"] = "11"
    written.write_text(json.dumps(raw), encoding="utf-8")
    assert command("template", "import", written)[0] == 0
    _, out, _ = command("template", "list", "--json")
    current = {each["kind"]: each["current"] for each in json.loads(out)["templates"]}
    assert current["bank_short"] == 1


def test_a_version_when_nobody_kept_it_is_refused(command: Command, tmp_path: Path) -> None:
    code, _, err = command("template", "export", "full", tmp_path / "f.json", "--version", "9")
    assert code == REFUSED
    assert "9" in err
