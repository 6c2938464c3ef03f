"""Every record comes back as it went in, on both engines."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.evidence import KindBy
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened, Membership, Person, SessionStatus, Status
from shamay_desktop.storage.database import SqlDatabase
from tests.storage import samples
from tests.storage.samples import NOON, found_office, office_with_case


def test_an_office_and_its_person_when_saved_come_back_with_every_detail(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "Dana@Example.org")
    with database.work(actor) as work:
        office = replace(
            work.offices.office(actor.organization_id), address="הזית 1", phone="03-5550101",
            email="office@example.org", strip="שמאות", logo_sha256="aa" * 32,
            rounding_step="5000",
        )  # fmt: skip
        person = replace(
            work.offices.person(actor.user_id), title="שמאית מקרקעין", licence_number="01234",
            image_sha256="bb" * 32, signature_sha256="cc" * 32, password_hash="x",
            recovery_hash="y", failed_count=3, failed_at=NOON,
        )  # fmt: skip
        work.offices.save_office(office)
        work.offices.save_person(person)
        work.commit()
    with database.work() as work:
        assert work.offices.office(office.id) == office
        assert work.offices.first_office() == office
        assert work.offices.person(person.id) == person
        assert work.offices.people() == [person]
        (membership,) = work.offices.memberships_of(person.id)
        assert (membership.role, membership.may_review) == (Role.OWNER, True)


def test_a_person_when_asked_by_email_is_found_whatever_its_case(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "Dana@Example.org")
    with database.work() as work:
        found = work.offices.person_by_email(" dANA@example.ORG")
        assert found is not None
        assert found.id == actor.user_id
        assert work.offices.person_by_email("other@example.org") is None


def test_an_email_when_taken_in_another_case_is_refused(database: SqlDatabase) -> None:
    found_office(database, "משרד", "dana@example.org")
    with database.work() as work, pytest.raises(Refused, match="email_taken"):
        work.offices.save_person(Person(new_id(), "DANA@example.org", "אחרת"))


def test_an_empty_database_when_asked_has_nobody(database: SqlDatabase) -> None:
    with database.work() as work:
        assert not work.offices.any_person()
        assert work.offices.first_office() is None
        assert work.offices.people() == []
        with pytest.raises(Refused, match="office_unknown"):
            work.offices.office("nowhere")
        with pytest.raises(Refused, match="person_unknown"):
            work.offices.person("nobody")


def test_a_valuation_when_added_comes_back_with_case_states_and_exact_decimals(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    with database.work(actor) as work:
        back = work.valuations.get(made.id)
    assert back is not None
    assert dict(back.case.values) == dict(made.case.values)
    assert str(back.final_valuation) == "5700000.00"
    assert str(back.price_per_sqm) == "35000.10"
    assert back == replace(
        made, case=back.case, result=back.result, updated_at=back.updated_at,
        updated_by=actor.user_id,
    )  # fmt: skip
    assert back.result == dict(made.result or {})


def test_a_saved_valuation_when_saved_again_by_an_older_reader_is_a_conflict(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    with database.work(actor) as work:
        newer = work.valuations.save(replace(made, status=Status.READY))
        work.commit()
    assert newer.version == made.version + 1
    with database.work(actor) as work, pytest.raises(Conflict, match="valuation_changed"):
        work.valuations.save(replace(made, title="אחר"))
    with database.work(actor) as work:
        standing = work.valuations.get(made.id)
        assert standing is not None
        assert (standing.version, standing.title) == (newer.version, made.title)
        assert standing.updated_by == actor.user_id


def test_a_step_when_saved_leaves_the_other_steps_as_they_were(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    changed = replace(
        made, case=samples.case(made.id, client__name="אחר", unit__registered_area="90",
                                comparables="")
    )  # fmt: skip
    with database.work(actor) as work:
        work.valuations.add(made)
        work.valuations.save_step(changed, Step.ANALYSIS)
        work.commit()
    with database.work(actor) as work:
        back = work.valuations.get(made.id)
    assert back is not None
    assert back.case.text("client.name") == "רבקה אלמוג"
    assert back.case.rows("comparables") == ()
    assert back.case.state("comparables") == "empty"


def test_an_id_when_taken_is_a_conflict(database: SqlDatabase) -> None:
    actor, made = office_with_case(database)
    with database.work(actor) as work, pytest.raises(Conflict, match="row_exists"):
        work.valuations.add(made)


def test_evidence_when_added_changed_and_removed_is_what_is_read_back(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    paper = samples.document(actor, made.id)
    photos = [samples.image(actor, made.id, order) for order in (2, 0, 1)]
    with database.work(actor) as work:
        work.valuations.add(made)
        work.evidence.add_document(paper)
        for photo in photos:
            work.evidence.add_image(photo)
        work.commit()
    with database.work(actor) as work:
        assert work.evidence.documents(made.id) == [paper]
        assert [photo.order for photo in work.evidence.images(made.id)] == [0, 1, 2]
        assert work.evidence.images(made.id)[2] == photos[0]
        changed = replace(photos[0], caption="", finish_level=None, order=9)
        work.evidence.save_image(changed)
        work.evidence.save_document(replace(paper, extracted=None, order=None))
        work.evidence.remove(photos[1].id)
        work.commit()
    with database.work(actor) as work:
        assert work.evidence.images(made.id) == [photos[2], changed]
        assert work.evidence.documents(made.id) == [replace(paper, extracted=None, order=None)]
        # A removed photo keeps its row, so its file is still known to the store.
        assert set(work.evidence.hashes()) == {paper.sha256, *(photo.sha256 for photo in photos)}
        with pytest.raises(Refused, match="evidence_unknown"):
            work.evidence.remove(photos[1].id)
        with pytest.raises(Refused, match="evidence_unknown"):
            work.evidence.save_image(photos[1])


def test_versions_of_a_reading_when_added_come_back_in_order_and_each_number_once(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    paper, other = samples.document(actor, made.id), samples.document(actor, made.id)
    versions = [samples.extraction(actor, paper, number) for number in (1, 2, 3)]
    with database.work(actor) as work:
        work.valuations.add(made)
        work.evidence.add_document(paper)
        work.evidence.add_document(other)
        for version in (versions[2], versions[0], versions[1]):
            work.evidence.add_extraction(version)
        work.evidence.add_extraction(samples.extraction(actor, other))
        work.commit()
    with database.work(actor) as work:
        assert list(work.evidence.extractions(paper.id)) == versions
        assert [each.restored_from for each in versions] == [None, 1, 2]
    with database.work(actor) as work, pytest.raises(Conflict, match="row_exists"):
        work.evidence.add_extraction(samples.extraction(actor, paper, 3))
    with database.work(actor) as work:
        assert len(work.evidence.extractions(paper.id)) == 3
        work.evidence.remove(paper.id)
        work.commit()
    with database.work(actor) as work:
        assert len(work.evidence.extractions(paper.id)) == 3  # it can be put back


def test_what_was_read_when_it_holds_a_float_is_refused_and_nothing_is_written(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    paper = samples.document(actor, made.id)
    odd = replace(samples.extraction(actor, paper), content={"box": [1.5]})  # type: ignore[list-item]  # on purpose
    with database.work(actor) as work:
        work.valuations.add(made)
        work.evidence.add_document(paper)
        with pytest.raises(Exception, match="float"):
            work.evidence.add_extraction(odd)


def test_who_named_a_kind_when_saved_comes_back(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    papers = [replace(samples.document(actor, made.id), kind_by=by) for by in KindBy]
    with database.work(actor) as work:
        work.valuations.add(made)
        for paper in papers:
            work.evidence.add_document(paper)
        work.commit()
    with database.work(actor) as work:
        assert {paper.kind_by for paper in work.evidence.documents(made.id)} == set(KindBy)


def test_known_hashes_when_asked_include_logo_signature_and_reports(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    with database.work(actor) as work:
        office, person = work.offices.office(actor.organization_id), work.offices.people()[0]
        pictures = replace(office, logo_sha256="11" * 32, footer_logo_sha256="33" * 32)
        work.offices.save_office(pictures)
        work.offices.save_person(replace(person, signature_sha256="22" * 32))
        work.assets.add(samples.asset(actor, None))
        work.commit()
    with database.work(actor) as work:
        known = {"11" * 32, "22" * 32, "33" * 32, "ef" * 32}
        assert set(work.evidence.hashes()) == known


def test_assets_when_added_come_back_in_order(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    first = samples.asset(actor, made.id)
    second = replace(samples.asset(actor, made.id), created_at=NOON + timedelta(seconds=1))
    with database.work(actor) as work:
        work.valuations.add(made)
        work.assets.add(second)
        work.assets.add(first)
        work.commit()
    with database.work(actor) as work:
        assert work.assets.of(made.id) == [first, second]


def test_a_session_when_saved_comes_back_with_step_focus_and_values(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    started = samples.session(actor, made)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.sessions.add(started)
        work.sessions.add(samples.session(actor, None))
        work.commit()
    later = replace(
        started, step=Step.ANALYSIS, focus="comparables/r1/area", last_seq=4, folded_seq=4,
        case=samples.case(made.id, client__name="אחר"), updated_at=NOON + timedelta(minutes=5),
    )  # fmt: skip
    with database.work(actor) as work:
        work.sessions.save(later)
        work.commit()
    with database.work(actor) as work:
        back = work.sessions.get(started.session_id)
        assert back is not None
        assert dict(back.case.values) == dict(later.case.values)
        assert replace(back, case=later.case) == later
        latest = work.sessions.active_of(made.id)
        assert latest is not None
        assert latest.id == later.id
        assert len(work.sessions.active(actor.user_id)) == 2
        work.sessions.save(replace(later, status=SessionStatus.COMPLETED))
        assert work.sessions.active_of(made.id) is None
        assert work.sessions.get("unknown") is None
        with pytest.raises(Refused, match="session_unknown"):
            work.sessions.save(replace(later, id="unknown"))


def test_a_session_when_saved_from_an_older_moment_keeps_its_numbers(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    started = samples.session(actor, made)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.sessions.add(started)
        work.sessions.journal(started.session_id, [samples.edit(1), samples.edit(2)], "x")
        work.sessions.save(replace(started, last_seq=1, folded_seq=1))
        work.commit()
    with database.work(actor) as work:
        back = work.sessions.get(started.session_id)
    assert back is not None
    assert (back.last_seq, back.folded_seq) == (2, 1)


def test_steps_and_values_when_a_step_is_finished_stand_in_the_missions_columns(
    database: SqlDatabase,
) -> None:
    office_with_case(database)
    with database._engine.connect() as connection:
        row = connection.execute(
            text("SELECT block, parcel, subparcel, address_full, client, reference FROM valuations")
        ).one()
    assert tuple(row) == (
        "6109", "123", "4", "הזית 12, כפר הדוגמה", "רבקה אלמוג", "2026-0007",
    )  # fmt: skip


decimals = st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**15),
                       max_value=10**15)  # fmt: skip
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=decimals, content=json_values)
def test_any_decimal_and_any_json_when_stored_come_back_exactly(
    database: SqlDatabase, value: Decimal, content: object
) -> None:
    email = f"{new_id()}@example.org"
    actor = found_office(database, "משרד", email)
    made = replace(
        samples.valuation(actor),
        final_valuation=value,
        result={"any": content},  # type: ignore[dict-item]  # any JSON
    )
    with database.work(actor) as work:
        work.valuations.add(made)
        work.commit()
    with database.work(actor) as work:
        back = work.valuations.get(made.id)
    assert back is not None
    assert back.final_valuation is not None
    assert format(back.final_valuation, "f") == format(value if value else abs(value), "f")
    assert back.result == {"any": content}


@pytest.mark.parametrize("where", ["result", "payload", "journal"])
def test_a_float_when_it_hides_in_json_raises_and_nothing_is_written(
    database: SqlDatabase, where: str
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    started = samples.session(actor, made)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.sessions.add(started)
        work.commit()
    deep = {"rows": [{"share": 0.5}]}
    with database.work(actor) as work, pytest.raises(TypeError, match="float"):  # noqa: PT012
        if where == "result":
            work.valuations.save(replace(made, result=deep))  # type: ignore[arg-type]  # the point
        elif where == "payload":
            work.trail.write(Happened("x", "valuation", made.id, deep))  # type: ignore[arg-type]
        else:
            wrong = Edit(1, "a", None, deep, "x", "y")  # type: ignore[arg-type]
            work.sessions.journal(started.session_id, [wrong], None)
        work.commit()
    with database.work(actor) as work:
        back = work.valuations.get(made.id)
        assert back is not None
        assert back.version == 0
        assert len(work.trail.lines()) == 1


def test_a_binary_float_when_given_as_an_amount_raises(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    wrong = replace(samples.valuation(actor), final_valuation=0.1)  # type: ignore[arg-type]
    with database.work(actor) as work, pytest.raises(TypeError, match="exact decimal"):
        work.valuations.add(wrong)


def test_a_second_membership_when_the_person_is_a_member_already_is_a_conflict(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    again = Membership(new_id(), actor.organization_id, actor.user_id, Role.APPRAISER)
    with database.work(actor) as work, pytest.raises(Conflict, match="row_exists"):
        work.offices.save_membership(again)


def test_what_was_read_of_a_paper_when_read_twice_then_is_decoded_once(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    paper = samples.document(actor, made.id)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.evidence.add_document(paper)
        work.commit()
    with database.work(actor) as work:
        (first,), (again,) = work.evidence.documents(made.id), work.evidence.documents(made.id)
        assert first == again == paper
        if database._engine.dialect.name == "sqlite":  # PostgreSQL's driver decodes by itself
            assert first.extracted is again.extracted
        changed = replace(paper, extracted={**(paper.extracted or {}), "pages": 4})
        work.evidence.save_document(changed)
        assert list(work.evidence.documents(made.id)) == [changed]
