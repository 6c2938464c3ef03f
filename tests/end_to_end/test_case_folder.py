"""Case folders on the command line: the sample there and back, bad ones refused, papers annexed."""

import json
import re
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copy, copytree

import pypdfium2 as pdfium
import pytest
from PIL import Image

from shamay_desktop.cli.main import run
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.system.clock import SystemClock
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.cases.exporting import export_case
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.report.producing import content_of
from tests.end_to_end.homes import ReportDay, home_at, tree
from tests.reports.docx.reading import DocxFile

SAMPLE = resource("sample_case")
PAPERS = resource().parent.parent / "shared" / "samples"
WORDS = "חמישה מיליון ושבע מאות אלף שקלים חדשים"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run a command in a home of its own, on the day of the sample's report: code, out, err."""
    monkeypatch.setattr(SystemClock, "now", ReportDay.now)
    monkeypatch.setattr(SystemClock, "today", ReportDay.today)

    def perform(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--home", str(tmp_path / "home"), *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return perform


def _sample(target: Path, **changes: object) -> Path:
    """The sample's description alone, with some fields changed."""
    target.mkdir()
    described = json.loads((SAMPLE / "case.json").read_text(encoding="utf-8"))
    described["fields"] |= {name.replace("__", "."): given for name, given in changes.items()}
    described |= {"documents": {}, "photos": {}}
    (target / "case.json").write_text(json.dumps(described), encoding="utf-8")
    return target


def test_the_sample_when_run_then_nothing_blocks_it_and_the_value_is_the_issues(
    command: Command, tmp_path: Path
) -> None:
    code, out, err = command("--json", "case", "run", SAMPLE, "--out", tmp_path / "out")
    answer = json.loads(out)
    assert (code, err, answer["status"]) == (0, "", "READY")
    assert answer["value"] == {
        "final": "5700000",
        "unrounded": "5670000.00",
        "price_per_sqm": "35000",
        "equivalent_area": "162.00",
        "words": WORDS,
    }
    assert [found for found in answer["findings"] if found["severity"] == "block"] == []
    assert set(answer["steps"].values()) == {"completed"}
    for asset in answer["assets"]:
        written = (tmp_path / "out" / asset["path"]).read_bytes()
        assert sha256(written).hexdigest() == asset["sha256"]
    assert set(tree(tmp_path / "out")) == {
        "report.pdf", "report.docx", "case.json", "findings.json", "papers.json"
    }  # fmt: skip


def test_the_samples_report_when_opened_then_has_eight_pages_or_more_and_no_draft_mark(
    command: Command, tmp_path: Path
) -> None:
    command("case", "run", SAMPLE, "--out", tmp_path / "out")
    document = pdfium.PdfDocument(tmp_path / "out" / "report.pdf")
    pages = len(document)
    document.close()
    assert pages >= 8
    word = DocxFile(tmp_path / "out" / "report.docx")
    said = "\n".join(word.lines())
    assert WORDS in said
    assert "162.00 × 35,000 = 5,670,000.00" in said
    assert "5,700,000" in said
    assert "טיוטה" not in "\n".join(word.furniture())


def test_the_sample_when_carried_to_a_second_home_then_its_folder_is_the_same_to_the_byte(
    tmp_path: Path,
) -> None:
    for home, source, target in (("one", SAMPLE, "first"), ("two", tmp_path / "first", "second")):
        with home_at(tmp_path / home) as (services, actor):
            imported = import_case(services, actor, source)
            export_case(services, actor, imported.valuation_id, tmp_path / target)
    assert tree(tmp_path / "first") == tree(tmp_path / "second")
    shipped, exported = tree(SAMPLE), tree(tmp_path / "first")
    assert set(shipped) == set(exported)
    assert all(shipped[name] == exported[name] for name in shipped if name != "case.json")


def test_a_folder_when_run_twice_then_the_one_case_is_brought_up_to_date(
    command: Command, tmp_path: Path
) -> None:
    command("case", "run", _sample(tmp_path / "a"), "--out", tmp_path / "out")
    changed = _sample(tmp_path / "b", valuation__adopted_price_per_sqm="34500")
    code, out, _ = command("--json", "case", "run", changed, "--out", tmp_path / "out2")
    assert code in (0, 3)
    assert json.loads(out)["value"]["unrounded"] == "5589000.00"
    listed = json.loads(command("--json", "case", "list")[1])
    assert [(line["id"], line["value"]) for line in listed["cases"]] == [("sample-case", "5600000")]


def test_a_folder_when_something_blocks_then_it_exits_with_3_and_its_report_is_a_draft(
    command: Command, tmp_path: Path
) -> None:
    folder = _sample(tmp_path / "a", visit__date="2026-11-20")
    code, out, _ = command("--json", "case", "run", folder, "--out", tmp_path / "out")
    answer = json.loads(out)
    assert (code, answer["status"]) == (3, "IN_PROGRESS")
    assert "visit-future" in {found["rule"] for found in answer["findings"]}
    assert "טיוטה" in "\n".join(DocxFile(tmp_path / "out" / "report.docx").furniture())


def _unknown_field(root: Path) -> str:
    _describe(root, {"fields": {"unit.colour": "green"}})
    return "unit.colour"


def _wrong_type(root: Path) -> str:
    _describe(root, {"fields": {"rights.owners": "Dana"}})
    return "rights.owners"


def _wrong_number(root: Path) -> str:
    _describe(root, {"fields": {"unit.rooms": "four"}})
    return "unit.rooms"


def _missing_file(root: Path) -> str:
    _describe(root, {"documents": {"gone.pdf": {"kind": "TABU"}}})
    return "gone.pdf"


def _broken_photo(root: Path) -> str:
    _describe(root, {"fields": {"address.city": "עכו"}})
    (root / "photos").mkdir()
    Image.new("RGB", (60, 40), (9, 9, 9)).save(root / "photos" / "a.jpg")
    whole = (root / "photos" / "a.jpg").read_bytes()
    (root / "photos" / "b.jpg").write_bytes(whole[: len(whole) // 2])
    return "b.jpg"


def _broken_description(root: Path) -> str:
    root.mkdir()
    (root / "case.json").write_text('{"fields": {', encoding="utf-8")
    return "case.json"


def _describe(root: Path, description: object) -> None:
    root.mkdir()
    (root / "case.json").write_text(json.dumps(description), encoding="utf-8")


def _kept(home: Path) -> tuple[dict[str, list[tuple[object, ...]]], set[str]]:
    """Every row of every table, and every stored file."""
    with sqlite3.connect(Home(home).database) as database:
        names = [
            name
            for (name,) in database.execute(
                "select name from sqlite_master where type = 'table'"
                " and sql not like 'create virtual table%'"  # an index of words keeps no rows
            )
        ]
        rows = {name: database.execute(f'select * from "{name}"').fetchall() for name in names}
    database.close()
    return rows, set(tree(Home(home).store))


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize(
    "make",
    [_unknown_field, _wrong_type, _wrong_number, _missing_file, _broken_photo, _broken_description],
)
def test_a_bad_folder_when_run_then_what_is_wrong_is_named_and_nothing_is_changed(
    command: Command, tmp_path: Path, make: Callable[[Path], str], language: str
) -> None:
    command("case", "import", _sample(tmp_path / "good"))
    before = _kept(tmp_path / "home")
    named = make(tmp_path / "bad")
    code, out, err = command(
        "--lang", language, "--json", "case", "run", tmp_path / "bad", "--out", tmp_path / "out"
    )
    assert (code, out) == (4, "")
    assert named in err
    assert bool(re.search("[א-ת]", err)) == (language == "he")
    assert _kept(tmp_path / "home") == before
    assert not (tmp_path / "out").exists()


def test_a_folder_with_several_faults_when_imported_then_each_is_named(
    command: Command, tmp_path: Path
) -> None:
    _describe(
        tmp_path / "bad",
        {"fields": {"no.such": 1, "unit.rooms": "x", "report.date": "1.2.2026"}, "more": {}},
    )
    code, _, err = command("--lang", "en", "case", "import", tmp_path / "bad")
    assert code == 4
    assert [word for word in ("no.such", "unit.rooms", "report.date", "more") if word in err] == [
        "no.such", "unit.rooms", "report.date", "more"
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_database_of_a_newer_version_when_used_then_it_is_refused_and_not_touched(
    command: Command, tmp_path: Path, language: str
) -> None:
    command("case", "import", _sample(tmp_path / "good"))
    file = Home(tmp_path / "home").database
    with sqlite3.connect(file) as database:
        database.execute("update alembic_version set version_num = '9999_from_tomorrow'")
    database.execute("pragma wal_checkpoint(truncate)")
    database.close()
    before = sha256(file.read_bytes()).hexdigest()
    code, out, err = command("--lang", language, "--json", "case", "list")
    assert (code, out) == (4, "")
    assert "9999_from_tomorrow" in err
    assert sha256(file.read_bytes()).hexdigest() == before


@pytest.fixture
def camera_photos(tmp_path: Path) -> list[Path]:
    """Three photos of 12 MP with EXIF; the second was taken with the camera turned."""
    made = []
    for number, orientation in enumerate((1, 6, 1), start=1):
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = orientation, "Camera"
        path = tmp_path / f"IMG_000{number}.jpg"
        gradient = Image.linear_gradient("L").rotate(90 * number).resize((4032, 3024))
        Image.merge("RGB", (gradient, gradient.rotate(180), gradient)).save(path, exif=exif)
        made.append(path)
    return made


@pytest.mark.skipif(not PAPERS.is_dir(), reason="the shared samples are not here")
def test_real_papers_and_camera_photos_when_run_then_stand_as_annexes_with_their_hashes(
    command: Command, tmp_path: Path, camera_photos: list[Path]
) -> None:
    folder = _sample(tmp_path / "case")
    (folder / "photos").mkdir()
    (folder / "documents").mkdir()
    papers = sorted(PAPERS.glob("*.pdf"))
    for path in camera_photos:
        copy(path, folder / "photos")
    for path in papers:
        copy(path, folder / "documents")
    code, _, err = command("case", "run", folder, "--out", tmp_path / "out")
    assert (code in (0, 3), err) == (True, "")
    content = _content(tmp_path / "home")
    hashes = {path.name: sha256(path.read_bytes()).hexdigest() for path in papers}
    assert {annex.file_name: annex.sha256 for annex in content.annexes} == hashes
    pages = {annex.file_name: len(annex.pages) for annex in content.annexes}
    assert pages == {path.name: _pages(path) for path in papers}
    said = text_blocks(content)
    assert DocxFile(tmp_path / "out" / "report.docx").lines() == said
    for path in camera_photos:
        assert path.name in said
        assert sha256(path.read_bytes()).hexdigest() in said
    assert _pages(tmp_path / "out" / "report.pdf") > sum(pages.values())


def _pages(path: Path) -> int:
    document = pdfium.PdfDocument(path)
    count = len(document)
    document.close()
    return count


def _content(home: Path) -> ReportContent:
    with home_at(home) as (services, actor):
        case = case_now(services, actor, "sample-case")[0].case
        return content_of(services, actor, case, Language.HE)


def test_the_sample_when_it_lies_in_a_folder_that_cannot_be_written_then_it_still_runs(
    command: Command, tmp_path: Path
) -> None:
    copytree(SAMPLE, tmp_path / "sample")
    before = tree(tmp_path / "sample")
    command("case", "run", tmp_path / "sample", "--out", tmp_path / "out")
    assert tree(tmp_path / "sample") == before
