"""`phrases`: the bank out of a file, into another, and what is refused."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def written(path: Path, *phrases: dict[str, object]) -> Path:
    """A file of phrases."""
    path.write_text(json.dumps({"format": 1, "phrases": phrases}), encoding="utf-8")
    return path


def test_phrases_when_imported_and_exported_then_they_are_listed_and_written(
    command: Command, tmp_path: Path
) -> None:
    source = written(
        tmp_path / "in.json",
        {"code": "גמר", "title": "גמר רגיל", "text": "ריצוף", "field": "unit.finish"},
        {"code": "סביבה", "text": "סביבה שקטה"},
    )
    code, out, _ = command("--json", "phrases", "import", source)
    assert (code, json.loads(out)) == (0, {"added": 2, "refused": []})
    listed = json.loads(command("--json", "phrases", "list")[1])["phrases"]
    assert [(each["code"], each["field"], each["office"]) for each in listed] == [
        ("גמר", "unit.finish", False),
        ("סביבה", None, False),
    ]
    assert "גמר רגיל" in command("phrases", "list")[1]
    assert command("phrases", "export", tmp_path / "out.csv")[0] == 0
    assert "סביבה שקטה" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_phrases_when_a_code_is_taken_then_it_is_named_and_nothing_added_is_4(
    command: Command, tmp_path: Path
) -> None:
    command(
        "phrases", "import", "--office", written(tmp_path / "a.json", {"code": "a", "text": "1"})
    )
    again = written(tmp_path / "b.json", {"code": "A", "text": "2"})
    code, out, err = command("--json", "phrases", "import", again)
    assert (code, json.loads(out)) == (4, {"added": 0, "refused": ["phrase_code_taken"]})
    assert "A" in err
    broken = tmp_path / "c.json"
    broken.write_text("{", encoding="utf-8")
    assert command("phrases", "import", broken)[0] == 4
