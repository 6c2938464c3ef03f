"""`texts propose`: what the templates say of a folder or a case, and nothing is written."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_texts_when_proposed_for_a_folder_then_each_names_its_field_and_facts(
    command: Command, folder: Path
) -> None:
    before = (folder / "case.json").read_bytes()
    code, out, _err = command("--json", "texts", "propose", folder)
    told = {each["field"]: each for each in json.loads(out)["texts"]}
    assert code == 0
    rights = told["considerations.rights"]
    assert rights["standing"] == "typed"
    assert "rights.kind" in [fact["path"] for fact in rights["facts"]]
    assert all(each["text"] and "None" not in each["text"] for each in told.values())
    assert (folder / "case.json").read_bytes() == before


def test_texts_when_proposed_for_a_person_then_stand_under_their_titles(
    command: Command, folder: Path
) -> None:
    code, out, _err = command("--lang", "en", "texts", "propose", folder)
    assert code == 0
    assert "Considerations: rights (Rights):" in out
    assert "the field: The field holds a typed text." in out


def test_texts_when_proposed_for_a_case_of_the_office_then_are_the_same(
    command: Command, folder: Path
) -> None:
    imported = json.loads(command("--json", "case", "import", folder)[1])
    listed = json.loads(command("--json", "texts", "propose", imported["valuation_id"])[1])
    of_folder = json.loads(command("--json", "texts", "propose", folder)[1])
    assert [each["text"] for each in listed["texts"]] == [
        each["text"] for each in of_folder["texts"]
    ]
    code, _out, err = command("texts", "propose", "no-such-case")
    assert code == 4
    assert "no-such-case" in err
