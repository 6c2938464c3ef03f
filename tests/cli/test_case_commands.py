"""`case`, `check`, `value`, `report` and `fields`: answers, exit codes, languages."""

import json
import re
from pathlib import Path

import pytest

from shamay_desktop.domain.fields import FIELDS
from shamay_desktop.resource_files import resource
from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]
STEPS = ["initial_data", "documents", "validation", "analysis", "export"]


def test_json_answers_when_asked_then_one_document_on_stdout_and_nothing_on_stderr(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    (folder / "plans").mkdir()  # a home mortgage without a sketch is a warning
    sketch = Path("plans") / "floor-plan.png"
    (folder / sketch).write_bytes(resource("sample_case", str(sketch)).read_bytes())
    asked: list[list[object]] = [
        ["case", "import", folder],
        ["case", "list"],
        ["case", "show", "sample-case"],
        ["case", "export", "sample-case", "--out", tmp_path / "export"],
        ["check", "sample-case"],
        ["check", folder],
        ["value", "sample-case"],
        ["value", folder],
        ["report", "sample-case", "--out", tmp_path / "files", "--format", "pdf,docx,json,csv"],
        ["fields"],
        ["store", "verify"],
        ["db", "upgrade"],
        ["db", "check"],
        ["db", "backup", tmp_path / "copy.db"],
        ["doctor"],
    ]
    for words in asked:
        code, out, err = command("--json", *words)
        assert (code, err) == (0, ""), words
        assert isinstance(json.loads(out), dict), words


def test_import_when_done_twice_then_says_first_created_then_not(
    command: Command, folder: Path
) -> None:
    (folder / "notes.txt").write_text("?", encoding="utf-8")
    first = json.loads(command("--json", "case", "import", folder)[1])
    code, out, err = command("--json", "--lang", "en", "case", "import", folder)
    second = json.loads(out)
    assert (first["created"], second["created"], code) == (True, False, 0)
    assert first["unread"] == ["notes.txt"]
    assert "notes.txt" in err


def test_show_when_a_case_is_known_then_has_values_papers_and_steps(
    command: Command, folder: Path
) -> None:
    command("case", "import", folder)
    shown = json.loads(command("--json", "case", "show", "sample-case")[1])
    assert shown["parcel"] == "99214/57/14"
    assert list(shown["steps"]) == STEPS
    assert shown["fields"]["unit.rooms"]["value"] == "5"
    assert [photo["file"] for photo in shown["photos"]] == ["front.jpg"]


def test_list_when_words_are_given_then_only_cases_that_hold_them(
    command: Command, folder: Path
) -> None:
    command("case", "import", folder)
    found = json.loads(command("--json", "case", "list", "השקד")[1])
    none = json.loads(command("--json", "case", "list", "חיפה")[1])
    assert (found["total"], none["total"]) == (1, 0)


@pytest.mark.parametrize(
    "words",
    [["case", "show", "no"], ["case", "export", "no", "--out", "x"], ["check", "no"],
     ["value", "no"], ["report", "no", "--out", "x"]],
)  # fmt: skip
@pytest.mark.parametrize("language", ["he", "en"])
def test_a_case_when_nobody_knows_it_then_refused_in_words_with_4(
    command: Command, words: list[str], language: str
) -> None:
    code, out, err = command("--lang", language, "--json", *words)
    assert (code, out) == (4, "")
    assert bool(re.search("[א-ת]", err)) == (language == "he")
    assert "no" in err


def test_messages_when_no_language_is_named_then_hebrew(command: Command) -> None:
    assert "אין שומות" in command("case", "list")[1]
    assert "אין שומות" not in command("--lang", "en", "case", "list")[1]


def test_check_when_something_blocks_then_exits_with_3(command: Command, folder: Path) -> None:
    described = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    del described["fields"]["client.name"]
    (folder / "case.json").write_text(json.dumps(described), encoding="utf-8")
    code, out, _ = command("--json", "check", folder)
    assert code == 3
    found = {tuple(finding["fields"]) for finding in json.loads(out)["findings"]}
    assert ("client.name",) in found


def test_check_of_a_folder_when_done_then_no_case_is_made(command: Command, folder: Path) -> None:
    command("check", folder)
    command("value", folder)
    assert json.loads(command("--json", "case", "list")[1])["total"] == 0


def test_value_when_figures_are_missing_then_refused_with_their_names(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "case.json").write_text("{}", encoding="utf-8")
    code, out, err = command("--json", "value", tmp_path / "bare")
    assert (code, out) == (4, "")
    assert "valuation.areas" in err


def test_report_when_a_format_is_unknown_then_refused_and_nothing_is_written(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    command("case", "import", folder)
    code, _, err = command("report", "sample-case", "--out", tmp_path / "o", "--format", "pdf,odt")
    assert code == 4
    assert "odt" in err
    assert not (tmp_path / "o").exists()


def test_report_when_english_is_asked_then_its_words_are_english(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    command("case", "import", folder)
    words = ("report", "sample-case", "--out", tmp_path / "o", "--format", "json")
    assert command("--lang", "en", *words)[0] == 0
    written = (tmp_path / "o" / "report.json").read_text(encoding="utf-8")
    assert "Land-registry extract" in written
    assert "נסח רישום מקרקעין" not in written


def test_export_when_its_folder_is_not_empty_then_refused_with_4(
    command: Command, folder: Path
) -> None:
    command("case", "import", folder)
    before = (folder / "case.json").read_bytes()
    assert command("case", "export", "sample-case", "--out", folder)[0] == 4
    assert (folder / "case.json").read_bytes() == before


def test_a_report_when_its_folder_cannot_be_made_then_the_world_failed_with_5(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    command("case", "import", folder)
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, out, err = command("--json", "report", "sample-case", "--out", tmp_path / "file" / "o")
    assert (code, out) == (5, "")
    assert err != ""


def test_fields_when_listed_then_as_many_as_the_registry_and_the_readme_say(
    command: Command,
) -> None:
    listed = json.loads(command("--json", "fields")[1])
    assert [field["id"] for field in listed["fields"]] == [field.id for field in FIELDS]
    assert listed["count"] == len(FIELDS)
    assert f"**{len(FIELDS)} fields**" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_fields_when_listed_then_no_home_is_needed(command: Command, home: Path) -> None:
    assert command("fields")[0] == 0
    assert not home.exists()


@pytest.mark.parametrize("words", [["case"], ["case", "run"], ["no-such"], ["db", "x"], ["--x"]])
def test_arguments_when_wrong_then_exit_with_2(command: Command, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command(*words)
    assert ended.value.code == 2


def test_our_own_mistake_when_it_happens_then_exits_with_1_and_a_word(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.delenv("SHAMAY_DEBUG", raising=False)
    monkeypatch.setattr("shamay_desktop.cli.desk_commands.list_cases", broken)
    code, out, err = command("--json", "case", "list")
    assert (code, out) == (1, "")
    assert "ZeroDivision" not in err
    assert err.strip() != ""
