"""Reuse of a building's facts: which cases offer them, taking them over, undo, and their papers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.building_facts import case_of_note
from shamay_desktop.domain.case import Content, Origin
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import Step
from shamay_desktop.usecases.cases.reuse import (
    MOST_CASES,
    cases_in_building,
    copy_papers,
    reusable,
    reusing,
)
from shamay_desktop.usecases.cases.shelving import throw_away
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from shamay_desktop.usecases.evidence.describing import order_documents
from shamay_desktop.usecases.report.papers import annexed
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.usecases.conftest import StandingClock
from tests.usecases.evidence.files import paper as made_paper
from tests.usecases.wizard_steps import finish, journal, session_of

HERE = {"address.city": "חולון", "address.street": "הרצל", "address.house_number": "7"}
Maker = Callable[..., WizardSession]


@pytest.fixture
def case_with(services: Services, actor: Actor) -> Maker:
    """Makes a case with these fields, its steps finished, and gives its session."""

    def make(fields: dict[str, Content], *more: dict[str, Content]) -> WizardSession:
        session = session_of(services, actor, create_case(services, actor))
        for given in (fields, *more):
            for path, content in given.items():
                session.type(path, content)
        for step in (Step.INITIAL_DATA, Step.DOCUMENTS):
            finish(services, actor, session, step)
        return session

    return make


def test_cases_when_at_the_same_address_or_parcel_then_offer_their_facts_latest_first(
    services: Services, actor: Actor, clock: StandingClock, case_with: Maker
) -> None:
    by_address = case_with(HERE, {"planning.designation": "מגורים ב'"})
    clock.passes(days=1)
    parcel: dict[str, Content] = {"parcel.gush": "6109", "parcel.helka": "396"}
    by_parcel = case_with(parcel, {"building.floors": "8", "report.date": "2026-01-20"})
    case_with({"address.city": "חולון", "planning.floors": "3"})
    present = case_with(HERE, parcel)
    found = reusable(services, actor, present.valuation.id)
    assert [case.id for case in found] == [by_parcel.valuation.id, by_address.valuation.id]
    assert [offer.path for offer in found[0].offers] == ["building.floors"]
    assert found[0].day == date(2026, 1, 20)
    assert found[1].agreeing == len(HERE)
    lines = cases_in_building(services, actor, present.valuation.id)
    assert [line.id for line in lines] == [case.id for case in found]


def test_case_when_its_address_is_only_typed_then_is_found_by_what_the_wizard_holds(
    services: Services, actor: Actor, case_with: Maker
) -> None:
    case_with(HERE, {"planning.designation": "מגורים"})
    present = session_of(services, actor, create_case(services, actor))
    assert reusable(services, actor, present.valuation.id) == ()
    for path, content in HERE.items():
        present.type(path, content)
    assert len(reusable(services, actor, present.valuation.id, present.case)) == 1
    journal(services, actor, present)
    assert len(reusable(services, actor, present.valuation.id)) == 1


def test_cases_when_thrown_away_or_without_facts_then_are_not_offered(
    services: Services, actor: Actor, case_with: Maker
) -> None:
    thrown = case_with(HERE, {"planning.designation": "מגורים"})
    throw_away(services, actor, thrown.valuation.id)
    case_with(HERE)
    present = case_with(HERE)
    assert reusable(services, actor, present.valuation.id) == ()
    assert len(cases_in_building(services, actor, present.valuation.id)) == 1


def test_tower_when_it_has_many_cases_then_the_latest_are_read(
    services: Services, actor: Actor, clock: StandingClock, case_with: Maker
) -> None:
    for number in range(MOST_CASES + 2):
        case_with(HERE, {"planning.floors": str(number)})
        clock.passes(minutes=1)
    present = case_with(HERE)
    found = reusable(services, actor, present.valuation.id)
    assert len(found) == MOST_CASES
    assert found[0].offers[0].earlier.content == str(MOST_CASES + 1)


def test_facts_when_taken_then_name_their_case_are_one_undo_and_are_kept(
    services: Services, actor: Actor, case_with: Maker
) -> None:
    earlier = case_with(
        HERE,
        {"planning.designation": "מגורים", "building.floors": "8", "report.date": "2026-03-02"},
    )
    present = case_with(HERE, {"building.floors": "9"})
    (offered,) = reusable(services, actor, present.valuation.id)
    by_path = {offer.path: offer for offer in offered.offers}
    assert by_path["building.floors"].differs
    assert not by_path["planning.designation"].differs
    changes = reusing(services, actor, present, list(by_path.values()))
    edits = present.apply(changes)
    assert {edit.path for edit in edits} == {"planning.designation", "building.floors"}
    value = present.case.values["building.floors"]
    assert (value.content, value.provenance and value.provenance.origin) == ("8", Origin.IMPORTED)
    assert value.provenance is not None
    assert case_of_note(value.provenance.note) == (
        earlier.case.text("report.reference"), date(2026, 3, 2),
    )  # fmt: skip
    present.undo()
    assert present.case.text("building.floors") == "9"
    assert present.case.value("planning.designation") is None
    present.redo()
    finish(services, actor, present, Step.INITIAL_DATA)
    finish(services, actor, present, Step.DOCUMENTS)
    with services.database.work(actor) as work:
        kept = work.valuations.get(present.valuation.id)
    assert kept is not None
    assert kept.case.values["building.floors"] == value
    assert reusable(services, actor, present.valuation.id) == ()


def test_facts_when_none_is_chosen_then_nothing_changes(
    services: Services, actor: Actor, case_with: Maker
) -> None:
    case_with(HERE, {"planning.designation": "מגורים"})
    present = case_with(HERE)
    assert reusing(services, actor, present, ()) == ()


def test_papers_when_copied_then_are_rows_of_the_case_on_the_same_files(
    services: Services, actor: Actor, case_with: Maker, tmp_path: Path
) -> None:
    earlier, present = case_with(HERE), case_with(HERE)
    kinds = {"info.pdf": DocType.PLANNING_INFO, "tabu.pdf": DocType.TABU}
    for pages, (name, kind) in enumerate(kinds.items(), start=1):
        path = made_paper(tmp_path, name, pages)
        add_files(services, actor, earlier.valuation.id, [path], kind=kind)
    (offered,) = reusable(services, actor, present.valuation.id)
    (paper,) = offered.papers
    assert paper.doc_type is DocType.PLANNING_INFO
    changes = copy_papers(services, actor, present.valuation.id, earlier.valuation.id, [paper.id])
    assert changes.evidence
    (copied,) = evidence_of(services, actor, present.valuation.id).documents
    assert (copied.sha256, copied.doc_type, copied.file_name) == (
        paper.sha256, DocType.PLANNING_INFO, "info.pdf",
    )  # fmt: skip
    assert copied.id != paper.id
    assert copied.valuation_id == present.valuation.id
    copy_papers(services, actor, present.valuation.id, earlier.valuation.id, [paper.id])
    assert len(evidence_of(services, actor, present.valuation.id).documents) == 1
    assert reusable(services, actor, present.valuation.id) == ()


def test_papers_when_copied_then_their_places_come_along_unless_the_case_stands_by_kind(
    services: Services, actor: Actor, case_with: Maker, tmp_path: Path
) -> None:
    earlier, bare, by_kind, ordered = (case_with(HERE).valuation.id for _ in range(4))
    kinds = {"info.pdf": DocType.PLANNING_INFO, "permit.pdf": DocType.PERMIT}
    for pages, (name, kind) in enumerate(kinds.items(), start=1):
        add_files(services, actor, earlier, [made_paper(tmp_path, name, pages)], kind=kind)
    info, plan = (each.id for each in evidence_of(services, actor, earlier).documents)
    order_documents(services, actor, earlier, [plan, info])
    tabu = made_paper(tmp_path, "tabu.pdf", 3)
    for case in (by_kind, ordered):
        (own,) = add_files(services, actor, case, [tabu], kind=DocType.TABU).documents
    order_documents(services, actor, ordered, [own.id])
    for case, expected in (
        (bare, [("permit.pdf", 0), ("info.pdf", 1)]),
        (by_kind, [("tabu.pdf", None), ("permit.pdf", None), ("info.pdf", None)]),
        (ordered, [("tabu.pdf", 0), ("permit.pdf", 0), ("info.pdf", 1)]),
    ):
        copy_papers(services, actor, case, earlier, [info, plan])
        papers = annexed(evidence_of(services, actor, case))
        assert [(each.file_name, each.order) for each in papers] == expected


def test_paper_when_it_is_no_buildings_paper_of_that_case_then_is_refused(
    services: Services, actor: Actor, case_with: Maker, tmp_path: Path
) -> None:
    earlier, present = case_with(HERE), case_with(HERE)
    path = made_paper(tmp_path, "tabu.pdf")
    added = add_files(services, actor, earlier.valuation.id, [path], kind=DocType.TABU)
    with pytest.raises(Refused) as refused:
        copy_papers(
            services, actor, present.valuation.id, earlier.valuation.id, [added.documents[0].id]
        )
    assert refused.value.code == "evidence_unknown"
    assert evidence_of(services, actor, present.valuation.id).documents == ()


def test_reuse_when_the_case_is_unknown_or_the_person_may_not_then_is_refused(
    services: Services, actor: Actor, case_with: Maker
) -> None:
    present = case_with(HERE)
    with pytest.raises(Refused) as refused:
        reusable(services, actor, "no-such-case")
    assert refused.value.code == "case_unknown"
    viewer = Actor(
        actor.user_id, actor.email, actor.name, actor.organization_id, Role.CLIENT_VIEWER
    )
    with pytest.raises(NotAllowed):
        reusable(services, viewer, present.valuation.id)
    with pytest.raises(NotAllowed):
        cases_in_building(services, viewer, present.valuation.id)
