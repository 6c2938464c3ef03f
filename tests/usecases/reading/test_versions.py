"""Versions of what was read: each stays, one can be taken up again, copies carry them along."""

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import DocType, Document
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.usecases.cases.copying import duplicate_case
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.evidence.describing import remove_evidence, set_document_kind
from shamay_desktop.usecases.evidence.moving import put_back
from shamay_desktop.usecases.reading.papers import read_paper, unread
from shamay_desktop.usecases.reading.versions import restore_version, versions_of
from shamay_desktop.usecases.services import Services
from tests.readings import extract, permit
from tests.usecases.reading.fake_reader import FakeReader


@pytest.fixture
def twice(services: Services, actor: Actor, case: str, reader: FakeReader) -> Document:
    """The case's paper, read twice and otherwise each time."""
    for area in ("97.6", "98"):
        reader.readings = (extract(unit_area=area),)
        (document,) = evidence_of(services, actor, case).documents
        read_paper(services, actor, case, document.id)
    return evidence_of(services, actor, case).documents[0]


def area(document: Document) -> str | None:
    """The unit's area as it stands in what was read."""
    found = reading_of(document)
    return None if found is None else found.readings[0].content("unit_area")


def test_a_paper_when_it_is_read_otherwise_then_both_versions_stand(
    services: Services, actor: Actor, case: str, twice: Document
) -> None:
    versions = versions_of(services, actor, case, twice.id)
    assert [(each.number, each.restored_from) for each in versions] == [(1, None), (2, None)]
    assert area(twice) == "98"


def test_an_earlier_version_when_taken_up_then_it_stands_as_a_third_and_none_waits(
    services: Services, actor: Actor, case: str, twice: Document
) -> None:
    set_document_kind(services, actor, case, twice.id, DocType.TABU)
    assert restore_version(services, actor, case, twice.id, 1).evidence
    (document,) = evidence_of(services, actor, case).documents
    assert area(document) == "97.6"
    assert unread(evidence_of(services, actor, case)) == ()
    versions = versions_of(services, actor, case, twice.id)
    assert [(each.number, each.restored_from) for each in versions][2:] == [(3, 1)]
    with services.database.work(actor) as work:
        assert [line.action for line in work.trail.lines(twice.id)][-1] == "reading_restored"


def test_a_version_when_there_is_none_of_that_number_then_refused(
    services: Services, actor: Actor, case: str, twice: Document
) -> None:
    with pytest.raises(Refused, match="version_unknown"):
        restore_version(services, actor, case, twice.id, 3)
    with pytest.raises(Refused, match="evidence_unknown"):
        versions_of(services, actor, case, "no")
    assert len(versions_of(services, actor, case, twice.id)) == 2


def test_a_case_when_duplicated_then_its_papers_have_all_that_was_read(
    services: Services, actor: Actor, case: str, twice: Document
) -> None:
    copy = duplicate_case(services, actor, case).opened.valuation.id
    (document,) = evidence_of(services, actor, copy).documents
    assert document.id != twice.id
    assert area(document) == "98"
    assert [each.number for each in versions_of(services, actor, copy, document.id)] == [1, 2]
    restore_version(services, actor, copy, document.id, 1)
    assert area(evidence_of(services, actor, copy).documents[0]) == "97.6"
    assert area(evidence_of(services, actor, case).documents[0]) == "98"


def test_a_paper_when_removed_and_put_back_then_it_has_all_that_was_read(
    services: Services, actor: Actor, case: str, twice: Document
) -> None:
    remove_evidence(services, actor, case, twice.id)
    with pytest.raises(Refused, match="evidence_unknown"):
        versions_of(services, actor, case, twice.id)
    put_back(services, actor, case, [twice])
    (document,) = evidence_of(services, actor, case).documents
    assert area(document) == "98"
    assert len(versions_of(services, actor, case, document.id)) == 2


def test_a_version_of_another_kind_when_taken_up_then_the_paper_is_of_that_kind_again(
    services: Services, actor: Actor, case: str, twice: Document, reader: FakeReader
) -> None:
    reader.readings = (permit(),)
    read_paper(services, actor, case, twice.id)
    assert evidence_of(services, actor, case).documents[0].doc_type is DocType.PERMIT
    restore_version(services, actor, case, twice.id, 1)
    assert evidence_of(services, actor, case).documents[0].doc_type is DocType.TABU
