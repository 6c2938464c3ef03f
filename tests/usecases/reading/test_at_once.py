"""Several papers: a case's read and what is clean taken; in memory; files of no case."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.evidence import DocType, KindBy
from shamay_desktop.domain.reading.paper_reading import Doubt
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.usecases.cases.folder_case import read_evidence_of_folder
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.running import run_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from shamay_desktop.usecases.reading.at_once import read_file, read_papers, with_readings
from shamay_desktop.usecases.reading.papers import unread
from shamay_desktop.usecases.reading.taking import clean_changes
from shamay_desktop.usecases.services import Services
from tests.readings import extract, reading_of_data, subject_case
from tests.usecases.evidence.files import broken, paper
from tests.usecases.reading.fake_reader import FakeReader, broken_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder of one paper."""
    root = tmp_path / "folder"
    paper(root / "documents", "x.pdf", 3)
    (root / "case.json").write_text(
        '{"case": {"id": "k"}, "fields": {"rights.office": "משרד שהוקלד"}}', encoding="utf-8"
    )
    return root


def test_papers_of_a_case_when_read_at_once_then_each_is_told_page_by_page_and_none_waits(
    services: Services, actor: Actor, case: str, reader: FakeReader, tmp_path: Path
) -> None:
    add_files(services, actor, case, [paper(tmp_path, "y.pdf", 2)])
    reader.readings = (extract(),)
    told: list[tuple[str, int, int]] = []
    evidence = read_papers(
        services, actor, case, lambda name, done, total: told.append((name, done, total))
    )
    assert told == [(name, n, 3) for name in ("x.pdf", "y.pdf") for n in (1, 2, 3)]
    assert unread(evidence) == ()
    assert read_papers(services, actor, case) == evidence
    assert len(told) == 6


def test_papers_when_read_in_memory_then_the_case_is_as_it_was(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.readings = (extract(),)
    valuation, evidence = case_now(services, actor, case)
    (document,) = with_readings(services, evidence).documents
    assert (document.doc_type, document.kind_by) == (DocType.TABU, KindBy.CONTENT)
    assert reading_of(document) is not None
    assert case_now(services, actor, case) == (valuation, evidence)
    with services.database.work(actor) as work:
        assert list(work.evidence.extractions(document.id)) == []
    (again,) = with_readings(services, replace(evidence, documents=(document,))).documents
    assert again is document


def test_a_folder_when_run_then_what_is_clean_stands_unconfirmed_and_what_was_said_stays(
    services: Services, actor: Actor, reader: FakeReader, folder: Path, tmp_path: Path
) -> None:
    doubts = {"unit_area": Doubt.NUMBER_FROM_SCAN}
    data = {"gush": "7245", "helka": "113", "tat_helka": "21", "unit_area": "97.6",
            "registration_office": "חדרה"}  # fmt: skip
    reader.readings = (reading_of_data(DocType.TABU, data, doubts=doubts),)
    ran = run_case(services, actor, folder, tmp_path / "out")
    standing = ran.valuation.case
    assert standing.text("parcel.gush") == "7245"
    assert standing.text("rights.office") == "משרד שהוקלד"
    assert standing.value("unit.registered_area") is None
    gush = standing.value("parcel.gush")
    assert gush is not None
    assert gush.provenance is not None
    assert (gush.provenance.by, gush.provenance.confirmed_by) == (actor.email, None)
    assert gush.provenance.document == ran.evidence.documents[0].sha256


def test_what_is_clean_when_taken_then_a_second_time_gives_nothing(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.readings = (extract(),)
    evidence = read_papers(services, actor, case)
    start = subject_case()
    now = services.clock.now()
    assert clean_changes(start, evidence, actor.email, now)
    assert clean_changes(start, replace(evidence, documents=()), actor.email, now) == ()


def test_a_file_of_no_case_when_read_then_as_its_words_or_the_kind_that_is_said(
    services: Services, reader: FakeReader, tmp_path: Path
) -> None:
    reader.readings = (extract(),)
    target = paper(tmp_path, "היתר.pdf", 3)
    assert read_file(services, target).read.kind is DocType.TABU
    assert read_file(services, target, DocType.PERMIT).read.kind is DocType.OTHER
    assert reader.kinds == [None, DocType.PERMIT]


def test_a_file_when_some_pages_are_asked_then_those_and_none_that_it_lacks(
    services: Services, reader: FakeReader, tmp_path: Path
) -> None:
    target = paper(tmp_path, "x.pdf", 3)
    read = read_file(services, target, only=range(2, 4)).read
    assert ([page for _, page, _ in reader.asked], read.pages) == ([2, 3], 3)
    with pytest.raises(Refused) as told:
        read_file(services, target, only=range(3, 5))
    assert (told.value.code, told.value.facts["page"]) == ("file_page_missing", 4)
    with pytest.raises(Refused) as told:
        read_file(services, broken(tmp_path, "b.jpg"))
    assert told.value.facts["file"] == "b.jpg"
    reader.fails = broken_file()
    assert read_file(services, target).read.problems[0].path == "file"


def test_a_folder_when_a_file_of_it_is_broken_then_refused_by_name(
    services: Services, folder: Path
) -> None:
    (folder / "documents" / "b.pdf").write_bytes(b"%PDF-1.4 cut")
    with pytest.raises(RefusedMany) as told:
        read_evidence_of_folder(services, folder)
    assert [problem.facts["file"] for problem in told.value.problems] == ["b.pdf"]


@pytest.mark.parametrize(
    ("said", "kind", "by"),
    [({}, DocType.TABU, KindBy.CONTENT),
     ({"x.pdf": {"kind": "PERMIT"}}, DocType.PERMIT, KindBy.PERSON),
     ({"x.pdf": {"kind": "OTHER"}}, DocType.TABU, KindBy.CONTENT)],
)  # fmt: skip
def test_a_folder_when_imported_again_then_only_what_it_says_of_a_kind_counts(
    services: Services, actor: Actor, reader: FakeReader, folder: Path,
    said: dict[str, dict[str, str]], kind: DocType, by: KindBy,
) -> None:  # fmt: skip
    import json

    reader.readings = (extract(),)
    described = json.dumps({"case": {"id": "k"}, "documents": said})
    (folder / "case.json").write_text(described, encoding="utf-8")
    import_case(services, actor, folder)
    read_papers(services, actor, "k")
    (document,) = evidence_of(services, actor, "k").documents
    assert (document.doc_type, document.kind_by) == (kind, by)
    (folder / "case.json").write_text('{"case": {"id": "k"}}', encoding="utf-8")
    import_case(services, actor, folder)
    assert evidence_of(services, actor, "k").documents == (document,)


def test_a_plan_when_it_lies_in_its_folder_then_a_person_said_so(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = tmp_path / "folder"
    paper(root / "plans", "p.pdf")
    paper(root / "documents", "תכנית היתר.pdf", 2)
    (root / "case.json").write_text('{"case": {"id": "k"}}', encoding="utf-8")
    import_case(services, actor, root)
    papers = {each.file_name: each for each in evidence_of(services, actor, "k").documents}
    assert papers["p.pdf"].kind_by is KindBy.PERSON
    assert papers["תכנית היתר.pdf"].kind_by is KindBy.NAME
    assert {each.doc_type for each in papers.values()} == {DocType.GARMUSHKA}
