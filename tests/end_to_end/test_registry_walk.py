"""One filled case walks every field: typed, journalled, saved, reloaded, exported, printed."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from PIL import Image

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.fields import FIELDS, Field, Kind, Step, Unit
from shamay_desktop.domain.fields.drawing_tables import LISTS
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.report_content import (
    Heading,
    LabelLines,
    ReportContent,
    Table,
)
from shamay_desktop.domain.report_text import footnotes, plain, text_blocks
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.bidi.characters import mirrors
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.drawing import Page, Words
from shamay_desktop.resource_files import resource
from shamay_desktop.usecases.cases.exporting import export_case
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.report.pictures import prepare_pictures
from shamay_desktop.usecases.report.producing import content_of, write_report
from shamay_desktop.usecases.wizard.keeping import close_session
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from tests.end_to_end.homes import home_at, tree
from tests.filled_case import filled_case
from tests.reports.docx.reading import DocxFile
from tests.usecases.wizard_steps import finish, journal, session_of

CASE = "case-walk"
NOT_PRINTED = {
    "checks.explanations": "answers findings; it is shown beside them, not in the report",
    "export.signature_method": "says how the report is signed",
    "export.id_numbers": "says how much of an identity number is printed",
    "export.template": "says which template prints the report",
    "export.order": "says in which order chapters stand",
    "export.template_version": "says which version of the office's template prints",
    "report.changes": "is what was changed in the report, not a fact of the case",
    **dict.fromkeys(LISTS, "is drawn, and printed as a picture where its paper is in the case"),
    "export.annexes": "says which papers are annexed",
    "order.units": "evidence for the checks; the report has the unit's own row and the totals",
    "valuation.derived": "says which derived figures are printed",
    "valuation.time_index": "the index that is proposed; a time adjustment prints its own",
    "report.plots": "says which plots are printed",
    "comparables.adjustments": "printed beside the comparables that they are of; these are of none",
}
SAID_BY_A_SENTENCE = {
    "declarations.no_interest",
    "declarations.by_standards",
    "declarations.expert",
}
CELLS_NOT_PRINTED = {
    "report.additions/chapter": "decides in which chapter the section stands",
    "comparables/included": "decides in which table the row stands",
    "comparables/excluded_reason": "stands in the table of rows that were left out",
    "unit.findings/photo": "a file's hash; the photo itself stands in the annex",
    "checks.decisions/document": "the paper is named by its title where the case has it",
    "checks.decisions/day": "the program's own record; the report has the day of its signature",
    "checks.decisions/by": "the program's own record; the signer answers for every decision",
}
_ONE = {image: point for point, image in mirrors().items() if point < image}


@dataclass(frozen=True)
class Walk:
    """What stood at each station."""

    typed: Case
    journalled: frozenset[str]
    reloaded: Case
    imported: Case
    first_export: Mapping[str, bytes]
    second_export: Mapping[str, bytes]
    content: ReportContent
    evidence: CaseEvidence
    pages: tuple[Page, ...]
    files: Path


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The whole way, once."""
    root = tmp_path_factory.mktemp("walk")
    wanted = filled_case(CASE).with_value("export.annexes", Value.of("all"))
    with home_at(root / "one") as (services, actor):
        session = session_of(services, actor, create_case(services, actor, CASE))
        for member in FIELDS:
            content = wanted.content(member.id)
            assert content is not None
            session.type(member.id, content)
        journalled = {edit.path.split("/")[0] for edit in session.snapshot().unsaved}
        journal(services, actor, session)
        photo, paper = _files(root / "files")
        add_files(services, actor, CASE, [photo])
        add_files(services, actor, CASE, [paper], kind=DocType.TABU)
        for step in Step:
            finish(services, actor, session, step)
        close_session(services, actor, session.snapshot())
    with home_at(root / "one") as (services, actor):
        reloaded = open_case(services, actor, CASE).valuation.case
        export_case(services, actor, CASE, root / "export")
    with home_at(root / "two") as (services, actor):
        import_case(services, actor, root / "export")
        export_case(services, actor, CASE, root / "again")
        imported, evidence = case_now(services, actor, CASE)
        report = content_of(services, actor, imported.case, Language.HE)
        write_report(services, actor, imported.case, Language.HE, root / "out")
        pictures = prepare_pictures(services, report)
        pages = lay_out(report, pictures).pages
    return Walk(
        wanted, frozenset(journalled), reloaded, imported.case, tree(root / "export"),
        tree(root / "again"), report, evidence, pages, root / "out",
    )  # fmt: skip


def _files(folder: Path) -> tuple[Path, Path]:
    """A photo and a paper."""
    folder.mkdir()
    Image.new("RGB", (640, 420), (120, 140, 160)).save(folder / "room.jpg")
    Image.new("RGB", (420, 600), (240, 240, 236)).save(folder / "נסח.png")
    return folder / "room.jpg", folder / "נסח.png"


def _cells(case: Case) -> Iterator[tuple[str, Field, Value]]:
    """Every scalar of the case: a field, or a cell of a list or record with "field/column"."""
    for member in FIELDS:
        value = case.value(member.id)
        assert value is not None
        if member.kind is Kind.LIST:
            for row in case.rows(member.id):
                for column in member.columns:
                    yield f"{member.id}/{column.id}", column, row.cells[column.id]
        elif member.kind is Kind.RECORD:
            assert isinstance(value.content, Mapping)
            for column in member.columns:
                yield f"{member.id}/{column.id}", column, value.content[column.id]
        else:
            yield member.id, member, value


def test_every_field_when_typed_then_the_journal_has_an_edit_of_it(walk: Walk) -> None:
    assert walk.journalled == {member.id for member in FIELDS}


def test_every_field_when_saved_and_reloaded_then_it_is_what_was_typed(walk: Walk) -> None:
    for member in FIELDS:
        assert walk.reloaded.content(member.id) == walk.typed.content(member.id), member.id


def test_every_field_when_exported_and_imported_elsewhere_then_value_and_source_are_the_same(
    walk: Walk,
) -> None:
    exported = json.loads(walk.first_export["case.json"])["fields"]
    assert set(exported) == {member.id for member in FIELDS}
    for member in FIELDS:
        assert walk.imported.value(member.id) == walk.reloaded.value(member.id), member.id


def test_the_case_when_exported_from_a_second_home_then_every_byte_is_the_same(walk: Walk) -> None:
    assert walk.first_export == walk.second_export
    assert set(walk.first_export) == {"case.json", "documents/נסח.png", "photos/room.jpg"}


def test_every_field_with_a_place_when_reported_then_the_content_prints_it(walk: Walk) -> None:
    placed = {member.id for member in FIELDS if member.place is not None}
    assert {member.id for member in FIELDS} - placed == set(NOT_PRINTED)
    assert walk.content.printed_fields() == placed


def test_every_cell_when_reported_then_its_words_stand_in_the_content(walk: Walk) -> None:
    lines = [re.sub(r"\s+", "", line) for line in text_blocks(walk.content)]
    missing = []
    for path, member, value in _cells(walk.imported):
        if path.split("/")[0] in NOT_PRINTED or path in SAID_BY_A_SENTENCE | set(CELLS_NOT_PRINTED):
            continue
        assert value.content is not None
        words = re.sub(r"\s+", "", plain(shown(member, value.content, Language.HE)))
        in_table = words
        if member.is_number and member.unit is not None and isinstance(value.content, str):
            in_table = plain(formats.number(value.content))  # its unit stands in the head
        if not any(words in line or line == in_table for line in lines):
            missing.append((path, words))
    assert missing == []


def test_the_word_file_when_read_back_then_says_what_the_content_says(walk: Walk) -> None:
    assert DocxFile(walk.files / "report.docx").lines() == text_blocks(walk.content)


def test_the_pdf_when_read_back_then_has_the_characters_of_the_content_and_no_other(
    walk: Walk,
) -> None:
    said = "".join("".join(line.split()) for line in text_blocks(walk.content))
    numbers = "".join(str(at) for at in range(1, len(footnotes(walk.content)) + 1)) * 2
    expected = Counter((said + numbers).translate(_ONE))
    around = "".join(
        mark.text
        for page in walk.pages
        for placed in page.furniture
        for mark in placed.marks
        if isinstance(mark, Words)
    )
    assert walk.content.watermark is not None
    around += walk.content.watermark * len(walk.pages)
    expected += Counter("".join(around.split()).translate(_ONE))
    printed = Counter(_characters(walk.files / "report.pdf").translate(_ONE))
    bullets = sum(1 for page in walk.pages for text in page.words() if text == "•")
    assert printed - expected == Counter("•" * bullets)
    assert expected - printed == Counter()


def _characters(path: Path) -> str:
    """Every character that the file sets, as it stands."""
    document = pdfium.PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            character = chr(pdfium_c.FPDFText_GetUnicode(text, at))
            if not character.isspace() and not pdfium_c.FPDFText_IsGenerated(text, at):
                found.append(character)
    document.close()
    return "".join(found)


# What is not a fact: words of the catalogue, labels of the registry, the evidence's own names.


def test_every_run_that_is_no_fact_when_reported_then_its_words_are_the_programs_own(
    walk: Walk,
) -> None:
    own = _own_words() | {image.file_name for image in walk.evidence.images}
    own |= {image.sha256 for image in walk.evidence.images}
    strangers = [run.text for run in walk.content.runs() if run.field is None
                 if _bare(run.text) and _bare(re.sub(r"רכיב \d+", "", plain(run.text))) not in own
                 and not _bare(run.text).isdigit()]  # fmt: skip
    assert strangers == []


def test_every_label_head_and_title_when_reported_then_its_words_are_the_programs_own(
    walk: Walk,
) -> None:
    own = _own_words()
    strangers = [text for text in _labels(walk.content) if _bare(text) and _bare(text) not in own]
    assert strangers == []


def _labels(content: ReportContent) -> Iterator[str]:
    for chapter in content.chapters:
        yield chapter.title
        for block in chapter.blocks:
            match block:
                case Heading():
                    yield block.title
                case LabelLines():
                    yield from (line.label for line in block.lines)
                case Table():
                    yield block.caption or ""
                    yield from (column.head for column in block.columns)
                case _:
                    continue


def _own_words() -> set[str]:
    path = resource("locales", "he", "report.json")
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    texts |= json.loads(resource("locales", "he", "chain.json").read_text(encoding="utf-8"))
    own = {_bare(part) for text in texts.values() for part in re.split(r"\{\w+\}", text)}
    every = [column for member in FIELDS for column in (member, *member.columns)]
    own |= {_bare(column.he) for column in every}
    own |= {
        _bare(f"{column.he} ({formats.unit_name(column.unit.value, Language.HE)})")
        for column in every
        if column.unit not in (None, Unit.PERCENT)
    }
    return own | {"SHA-256"}


def _bare(text: str) -> str:
    return plain(text).strip(" ,;:.–")
