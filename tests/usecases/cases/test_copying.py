"""Duplicating a case: values with their sources, papers and photos, and a life of its own."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.copying import reason_to_clear
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.evidence import DocSource, DocType, Document, Image, RoomType
from shamay_desktop.domain.fields import FIELDS, Step
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Asset, AssetType, Membership, Person, Status
from shamay_desktop.usecases.cases.copying import Copied, duplicate_case
from shamay_desktop.usecases.cases.shelving import archive, delete_for_good, throw_away
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from tests.filled_case import filled_case
from tests.usecases.wizard_steps import finish, journal, session_of, type_and_journal


def _filled(services: Services, actor: Actor) -> str:
    """A case whose every field is typed, with a paper, two photos and a report."""
    opened = create_case(services, actor)
    session, wanted = session_of(services, actor, opened), filled_case()
    for field in FIELDS:
        content = wanted.content(field.id)
        if content is not None:
            session.type(field.id, content)
    journal(services, actor, session)
    made = opened.valuation.id
    sha, now = services.store.add_bytes(b"paper").sha256, services.clock.now()
    with services.database.work(actor) as work:
        work.evidence.add_document(
            Document(new_id(), made, DocType.TABU, "נסח.pdf", sha, sha, DocSource.USER_UPLOAD, now,
                     actor.user_id, {"gush": "6109"}, 3, "נספח א", 5, 90, 4)
        )  # fmt: skip
        for order in (0, 1):
            work.evidence.add_image(
                Image(new_id(), made, f"{order}.jpg", sha, sha, now, RoomType.EXTERIOR, ("נוף",),
                      caption="חזית", front=order == 1, order=order, rotation=180, notes="לבדוק")
            )  # fmt: skip
        work.assets.add(Asset(new_id(), made, AssetType.PDF, "report.pdf", sha, sha, "slug",
                              actor.user_id, now))  # fmt: skip
        work.commit()
    for step in Step:
        finish(services, actor, session, step)
    return made


def _copy(services: Services, actor: Actor, made: str) -> Copied:
    copy = duplicate_case(services, actor, made)
    assert copy.opened.valuation.id != made
    return copy


def test_a_copy_when_made_has_every_carried_value_with_its_source_and_no_cleared_one(
    services: Services, actor: Actor
) -> None:
    made = _filled(services, actor)
    original, _ = case_now(services, actor, made)
    copy = _copy(services, actor, made)
    again = open_case(services, actor, copy.opened.valuation.id)
    assert again.record.session_id == copy.opened.record.session_id
    held = again.record.case
    for field in FIELDS:
        if reason_to_clear(field.id) is None:
            assert held.values.get(field.id) == original.case.values.get(field.id), field.id
        elif field.id in copy.cleared:
            assert field.id not in held.values
            assert original.case.content(field.id) is not None
    assert "visit.date" in copy.cleared
    assert again.valuation.case.values == held.values
    assert held.text("report.reference") not in (None, original.case.text("report.reference"))
    assert "appraiser.name" in copy.cleared  # this office's owner has no profile to take it from


def test_a_copy_when_made_is_a_draft_of_its_maker_that_names_its_original(
    services: Services, actor: Actor
) -> None:
    made = _filled(services, actor)
    person = Person(new_id(), "noa@example.org", "נועה ברק", "שמאית", "1234")
    with services.database.work(actor) as work:
        work.offices.save_person(person)
        work.offices.save_membership(
            Membership(new_id(), actor.organization_id, person.id, Role.APPRAISER)
        )
        work.commit()
    noa = Actor(person.id, person.email, person.name, actor.organization_id, Role.APPRAISER)
    copy = _copy(services, noa, made).opened.valuation
    assert (copy.status, copy.copied_from_id, copy.created_by_id) == (
        Status.DRAFT,
        made,
        noa.user_id,
    )
    assert (copy.finished, copy.final_valuation) == (frozenset(), None)
    assert copy.case.text("appraiser.licence_number") == "1234"
    with services.database.work(noa) as work:
        stored = work.valuations.get(copy.id)
        told = work.trail.lines(copy.id)
        assert work.assets.of(copy.id) == []
    assert stored is not None
    assert stored.copied_from_id == made
    assert [(line.action, line.payload["from"]) for line in told] == [("case_duplicated", made)]


def test_papers_and_photos_when_copied_are_rows_of_their_own_over_the_same_files(
    services: Services, actor: Actor
) -> None:
    made = _filled(services, actor)
    copy = _copy(services, actor, made).opened.valuation.id
    with services.database.work(actor) as work:
        old, new = read_evidence(work, made), read_evidence(work, copy)
    assert new.hashes == old.hashes
    assert new.ids.isdisjoint(old.ids)
    pairs: list[tuple[Document | Image, Document | Image]] = [
        *zip(new.documents, old.documents, strict=True),
        *zip(new.images, old.images, strict=True),
    ]
    for mine, theirs in pairs:
        told = {field.name: getattr(mine, field.name) for field in fields(mine)}
        assert (told["valuation_id"], told["uploaded_by_id"]) == (copy, actor.user_id)
        own = ("id", "valuation_id", "created_at", "uploaded_by_id")
        assert {name: one for name, one in told.items() if name not in own} == {
            field.name: getattr(theirs, field.name)
            for field in fields(theirs)
            if field.name not in own
        }


def test_a_copy_when_worked_on_leaves_its_original_alone_and_lives_longer(
    services: Services, actor: Actor
) -> None:
    made = _filled(services, actor)
    before, _ = case_now(services, actor, made)
    copy = _copy(services, actor, made)
    session = session_of(services, actor, copy.opened)
    type_and_journal(services, actor, session, client__name="מזמין אחר")
    with services.database.work(actor) as work:
        for photo in read_evidence(work, copy.opened.valuation.id).images:
            work.evidence.remove(photo.id)
        work.commit()
    after, evidence = case_now(services, actor, made)
    assert after == before
    assert len(evidence.images) == 2
    throw_away(services, actor, made)
    delete_for_good(services, actor, made)
    alone, evidence = case_now(services, actor, copy.opened.valuation.id)
    assert alone.copied_from_id is None
    assert alone.case.text("client.name") == "מזמין אחר"
    assert services.store.path(evidence.documents[0].sha256).read_bytes() == b"paper"


def test_what_was_only_typed_when_copied_is_in_the_copy(services: Services, actor: Actor) -> None:
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    type_and_journal(services, actor, session, address__city="חיפה")
    copy = duplicate_case(services, actor, opened.valuation.id)
    assert copy.opened.valuation.case.text("address.city") == "חיפה"
    assert copy.opened.valuation.title == "חיפה"
    assert copy.cleared == ()


def test_two_copies_when_made_have_references_of_their_own(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    copies = [duplicate_case(services, actor, made).opened.valuation for _ in range(2)]
    references = {copy.case.text("report.reference") for copy in copies}
    assert len(references | {"2026-0001"}) == 3


def test_a_case_when_signed_or_archived_may_be_copied_and_one_of_the_trash_may_not(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    with services.database.work(actor) as work:
        stored = work.valuations.get(made)
        assert stored is not None
        work.valuations.save(replace(stored, status=Status.SIGNED))
        work.commit()
    archive(services, actor, made)
    copy = duplicate_case(services, actor, made).opened.valuation
    assert (copy.status, copy.archived_at) == (Status.DRAFT, None)
    throw_away(services, actor, copy.id)
    viewer = replace(actor, role=Role.CLIENT_VIEWER)
    attempts: tuple[tuple[Callable[[], object], type[Refused]], ...] = (
        (lambda: duplicate_case(services, actor, copy.id), Refused),
        (lambda: duplicate_case(services, viewer, made), NotAllowed),
    )
    for attempt, error in attempts:
        with pytest.raises(error):
            attempt()
