"""`extract`, and what `check` and `case run` read: shapes, exit codes, nothing left behind."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.documents.extraction.tabu_maker import made_extract
from tests.usecases.evidence.files import broken, paper

EXTRACT = made_extract(3)
OTHER = made_extract(4)


@pytest.fixture
def tabu(tmp_path: Path) -> Path:
    """A made extract as a file."""
    target = tmp_path / "papers" / "a.pdf"
    target.parent.mkdir()
    target.write_bytes(EXTRACT.pdf)
    return target


@pytest.fixture
def folder(tmp_path: Path, tabu: Path) -> Path:
    """A case folder of that extract alone; nothing is said of it."""
    root = tmp_path / "case"
    (root / "documents").mkdir(parents=True)
    (root / "documents" / "a.pdf").write_bytes(tabu.read_bytes())
    (root / "case.json").write_text("{}", encoding="utf-8")
    return root


def described(folder: Path, **fields: object) -> None:
    """Write the fields of a case folder; `__` stands for the point."""
    named = {name.replace("__", "."): value for name, value in fields.items()}
    (folder / "case.json").write_text(json.dumps({"fields": named}), encoding="utf-8")


def _pieces(data: object, path: str = "") -> dict[str, str]:
    if isinstance(data, dict):
        return {k: v for name, part in data.items()
                for k, v in _pieces(part, f"{path}.{name}" if path else name).items()}  # fmt: skip
    if isinstance(data, list):
        return {k: v for n, part in enumerate(data)
                for k, v in _pieces(part, f"{path}[{n}]").items()}  # fmt: skip
    return {path: str(data)}


def test_extract_when_asked_for_json_then_each_file_has_its_values_and_their_places(
    command: Command, tabu: Path, home: Path
) -> None:
    code, out, err = command("--json", "extract", tabu)
    assert (code, err) == (0, "")
    (answer,) = json.loads(out)
    assert (answer["file"], answer["kind"], answer["pages"]) == ("a.pdf", "TABU", EXTRACT.pages)
    assert re.fullmatch(r"[0-9a-f]{64}", answer["sha256"])
    assert answer["signature"] == "none"
    assert _pieces(answer["data"]) == EXTRACT.truth
    assert answer["provenance"].keys() == EXTRACT.truth.keys()
    for place in answer["provenance"].values():
        assert 1 <= place["page"] <= EXTRACT.pages
        assert [type(side) for side in place["box"]] == [float] * 4
        assert isinstance(place["confidence"], float)
        assert place["needs_review"] is False
        assert place["text"]
    assert not home.exists()


def test_extract_when_nothing_of_its_own_is_asked_then_no_file_stays_anywhere(
    command: Command, tabu: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert command("extract", tabu)[0] == 0
    assert list(scratch.iterdir()) == []
    assert not home.exists()


def test_extract_when_asked_for_words_then_lines_for_a_person_in_the_language(
    command: Command, tabu: Path
) -> None:
    _, out, _ = command("--lang", "en", "extract", tabu)
    assert f"a.pdf: {EXTRACT.pages} pages" in out
    assert f"gush: {EXTRACT.truth['gush']}" in out


def test_extract_when_a_kind_or_pages_are_said_then_read_so(command: Command, tabu: Path) -> None:
    (as_permit,) = json.loads(command("--json", "extract", tabu, "--kind", "PERMIT")[1])
    assert as_permit["kind"] in ("PERMIT", "OTHER")
    assert "owners" not in as_permit["data"]
    (first,) = json.loads(command("--json", "extract", tabu, "--pages", "1")[1])
    assert {place["page"] for place in first["provenance"].values()} == {1}
    assert first["pages"] == EXTRACT.pages
    assert any(problem["code"] == "paper_cut" for problem in first["problems"])


@pytest.mark.parametrize("words", [("--pages", "2-1"), ("--pages", "0"), ("--kind", "DEED")])
def test_extract_when_arguments_are_wrong_then_two(
    command: Command, tabu: Path, words: tuple[str, str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command("extract", tabu, *words)
    assert ended.value.code == 2


def test_extract_when_one_file_is_refused_then_named_with_four_and_the_others_are_read(
    command: Command, tabu: Path, tmp_path: Path
) -> None:
    bad = broken(tmp_path / "b", "b.jpg")
    missing = tmp_path / "no.pdf"
    beyond = paper(tmp_path / "c", "c.pdf", 1)
    code, out, err = command("--json", "--lang", "en", "extract", bad, missing, tabu)
    answers = json.loads(out)
    assert code == 4
    assert [answer["file"] for answer in answers] == ["b.jpg", "no.pdf", "a.pdf"]
    assert [bool(answer["data"]) for answer in answers] == [False, False, True]
    assert answers[0]["problems"][0]["text"]
    assert "b.jpg" in err
    assert "no.pdf" in err
    code, _, err = command("--lang", "en", "extract", beyond, "--pages", "2-3")
    assert code == 4
    assert "c.pdf" in err


def test_extract_when_a_file_holds_two_papers_then_the_second_is_under_further(
    command: Command, tmp_path: Path
) -> None:
    import pikepdf

    both, second = tmp_path / "both.pdf", tmp_path / "second.pdf"
    both.write_bytes(EXTRACT.pdf)
    second.write_bytes(OTHER.pdf)
    with pikepdf.open(both, allow_overwriting_input=True) as whole, pikepdf.open(second) as more:
        whole.pages.extend(more.pages)
        whole.save(both)
    (answer,) = json.loads(command("--json", "extract", both)[1])
    (further,) = answer["further"]
    assert _pieces(answer["data"]) == EXTRACT.truth
    assert _pieces(further["data"]) == OTHER.truth
    assert further["pages"] == [EXTRACT.pages + 1, EXTRACT.pages + OTHER.pages]


def test_check_of_a_folder_when_it_has_papers_then_they_are_read_and_what_they_say_stands(
    command: Command, folder: Path, home: Path
) -> None:
    _, out, _ = command("--json", "check", folder)
    answer = json.loads(out)
    (told,) = answer["papers"]
    assert (told["file"], told["kind"], told["belongs"]) == ("a.pdf", "TABU", ["subject"])
    assert told["taken"] > 20
    missing = {field for finding in answer["findings"] if finding["rule"] == "mandatory"
               for field in finding["fields"]}  # fmt: skip
    assert "client.name" in missing
    assert "parcel.gush" not in missing
    assert not home.exists() or not any((home / "store").iterdir())


def test_check_of_a_folder_when_a_paper_is_of_another_property_then_nothing_is_taken(
    command: Command, folder: Path
) -> None:
    described(folder, parcel__gush="6109", parcel__helka="396", parcel__tat_helka="168")
    (told,) = json.loads(command("--json", "check", folder)[1])["papers"]
    assert (told["belongs"], told["taken"]) == (["other"], 0)
    assert told["waiting"]


def test_case_run_when_the_folder_has_papers_then_values_come_with_their_place_unconfirmed(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    described(folder, rights__office="משרד שהוקלד")
    out = tmp_path / "out"
    code, text, _ = command("--json", "case", "run", folder, "--out", out)
    answer = json.loads(text)
    case = json.loads((out / "case.json").read_text(encoding="utf-8"))
    assert code == 3  # what no paper says is missing
    assert {path.name for path in out.iterdir()} == {
        "report.pdf", "report.docx", "case.json", "findings.json", "papers.json",
    }  # fmt: skip
    gush = case["fields"]["parcel.gush"]
    assert gush["value"] == EXTRACT.truth["gush"]
    assert gush["source"]["document"] == answer["papers"][0]["id"] or gush["source"]["document"]
    assert "confirmed_by" not in gush
    assert case["fields"]["rights.office"]["value"] == "משרד שהוקלד"
    (told,) = answer["papers"]
    differs = [each["field"] for each in told["waiting"] if each["standing"] == "differs"]
    assert differs == ["rights.office"]
    assert json.loads((out / "papers.json").read_text(encoding="utf-8")) == answer["papers"]


def test_check_of_a_case_when_its_papers_were_not_read_then_read_for_the_answer_alone(
    command: Command, folder: Path
) -> None:
    (folder / "case.json").write_text('{"case": {"id": "k", "format": 1}}', encoding="utf-8")
    command("case", "import", folder)
    before = command("--json", "case", "show", "k")[1]
    (told,) = json.loads(command("--json", "check", "k")[1])["papers"]
    assert (told["kind"], told["belongs"], told["taken"]) == ("TABU", ["subject"], 0)
    assert len(told["waiting"]) > 20
    assert command("--json", "case", "show", "k")[1] == before


def test_case_run_when_done_twice_then_the_second_takes_nothing_more(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    (folder / "case.json").write_text('{"case": {"id": "k", "format": 1}}', encoding="utf-8")
    command("--json", "case", "run", folder, "--out", tmp_path / "1")
    command("--json", "case", "run", folder, "--out", tmp_path / "2")
    first, second = ((tmp_path / name / "case.json").read_bytes() for name in "12")
    assert first == second


def test_an_exported_case_when_imported_and_exported_again_then_the_same_bytes(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    (folder / "case.json").write_text('{"case": {"id": "k", "format": 1}}', encoding="utf-8")
    command("case", "run", folder, "--out", tmp_path / "out")
    command("case", "export", "k", "--out", tmp_path / "once")
    other = ["--home", tmp_path / "other"]
    assert command(*other, "case", "import", tmp_path / "once")[0] == 0
    assert command(*other, "case", "export", "k", "--out", tmp_path / "twice")[0] == 0
    once, twice = ((tmp_path / name / "case.json").read_bytes() for name in ("once", "twice"))
    assert once == twice
    assert json.loads(once)["documents"] == {"a.pdf": {"kind": "TABU"}}


def test_doctor_when_asked_then_says_what_reads_scans(command: Command) -> None:
    assert "reading" in json.loads(command("--json", "doctor")[1])
