"""Versions of reports, comments, approvals: kept as told, of one office, gone with their case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Conflict
from shamay_desktop.domain.records import Status, Valuation
from shamay_desktop.domain.sealing import ReportVersion, VersionKind
from shamay_desktop.storage.database import SqlDatabase
from tests.storage import samples
from tests.storage.samples import NOON, found_office


def begun(database: SqlDatabase, actor: Actor, **given: object) -> Valuation:
    """A valuation of the office."""
    made = replace(samples.valuation(actor), **given)  # type: ignore[arg-type]
    with database.work(actor) as work:
        work.valuations.add(made)
        work.commit()
    return made


def as_draft(version: ReportVersion) -> ReportVersion:
    """The same version, begun and not sealed."""
    return replace(
        version, kind=VersionKind.DRAFT, pdf_sha256=None, content_sha256=None,
        case_json_sha256=None, signers=(),
    )  # fmt: skip


@pytest.fixture
def dana(database: SqlDatabase) -> Actor:
    return found_office(database, "משרד", "dana@example.org")


def test_a_version_when_read_back_is_what_was_kept(database: SqlDatabase, dana: Actor) -> None:
    case = begun(database, dana)
    told = samples.version(dana, case.id)
    with database.work(dana) as work:
        work.versions.add(told)
        work.commit()
    with database.work(dana) as work:
        assert work.versions.get(told.id) == told
        assert work.versions.of(case.id) == told
        assert work.versions.of("no-such-case") is None


def test_a_valuation_when_it_has_a_version_takes_no_second(
    database: SqlDatabase, dana: Actor
) -> None:
    case = begun(database, dana)
    with database.work(dana) as work:
        work.versions.add(samples.version(dana, case.id))
        work.commit()
    with database.work(dana) as work, pytest.raises(Conflict):
        work.versions.add(samples.version(dana, case.id, 2))


def test_versions_when_they_replace_each_other_stand_in_line(
    database: SqlDatabase, dana: Actor
) -> None:
    cases = [begun(database, dana) for _ in range(3)]
    first = samples.version(dana, cases[0].id)
    second = samples.version(dana, cases[1].id, 2, replaces_id=first.id)
    draft = as_draft(samples.version(dana, cases[2].id, 3, replaces_id=second.id))
    with database.work(dana) as work:
        for each in (first, second, draft):
            work.versions.add(each)
        work.versions.supersede(first.id, second.id)
        work.commit()
    with database.work(dana) as work:
        assert [each.number for each in work.versions.line_of(draft)] == [1, 2, 3]
        assert [each.id for each in work.versions.drafts_for(second.id)] == [draft.id]
        assert work.versions.drafts_for(first.id) == []
        work.valuations.throw_away(cases[2].id)
        assert work.versions.drafts_for(second.id) == []


def test_a_file_when_of_an_earlier_state_of_a_version_is_still_known(
    database: SqlDatabase, dana: Actor
) -> None:
    case = begun(database, dana)
    told = samples.version(dana, case.id)
    early = replace(samples.asset(dana, case.id), sha256="77" * 32, slug="sealed-1")
    draft = replace(samples.asset(dana, case.id), sha256="88" * 32)
    with database.work(dana) as work:
        work.versions.add(told)
        work.assets.add(early)
        work.assets.add(draft)
        work.commit()
    with database.work(dana) as work:
        assert work.versions.issued_as(told.pdf_sha256 or "") == told
        assert work.versions.issued_as("77" * 32) == told
        assert work.versions.issued_as("88" * 32) is None
        assert work.versions.issued_as("99" * 32) is None


def test_references_when_sealed_are_those_of_sealed_cases_alone(
    database: SqlDatabase, dana: Actor
) -> None:
    begun(database, dana)
    signed = begun(database, dana, status=Status.SIGNED)
    with database.work(dana) as work:
        assert work.versions.sealed_references("2026-0007") == [signed.id]
        assert work.versions.sealed_references("2026-0008") == []


def test_a_version_when_unknown_is_not_sealed(database: SqlDatabase, dana: Actor) -> None:
    case = begun(database, dana)
    with pytest.raises(Conflict), database.work(dana) as work:
        work.versions.seal(samples.version(dana, case.id))


def test_comments_when_read_back_stand_in_their_order(database: SqlDatabase, dana: Actor) -> None:
    case = begun(database, dana)
    first = samples.comment(dana, case.id)
    answer = replace(
        samples.comment(dana, case.id, "מהנסח", block=None, page=None, words=""),
        answer_to_id=first.id, at=NOON + timedelta(minutes=1),
    )  # fmt: skip
    with database.work(dana) as work:
        work.reviews.add(first)
        work.reviews.add(answer)
        work.commit()
    with database.work(dana) as work:
        assert list(work.reviews.of(case.id)) == [first, answer]
        assert work.reviews.get(answer.id) == answer


def test_a_comment_when_two_resolve_it_is_resolved_by_the_first(
    database: SqlDatabase, dana: Actor
) -> None:
    case = begun(database, dana)
    comment = samples.comment(dana, case.id)
    with database.work(dana) as work:
        work.reviews.add(comment)
        work.commit()
    with database.work(dana) as work:
        assert work.reviews.resolve(comment.id, dana.user_id, NOON)
        assert not work.reviews.resolve(comment.id, dana.user_id, NOON + timedelta(1))
        assert not work.reviews.resolve("no-such-comment", dana.user_id, NOON)
        work.commit()
    with database.work(dana) as work:
        (kept,) = work.reviews.of(case.id)
        assert (kept.resolved_by, kept.resolved_at) == (dana.user_id, NOON)
        assert work.reviews.resolve(comment.id, None, None)
        assert work.reviews.of(case.id)[0].resolved_at is None


def test_an_approval_when_voided_stands_no_more_and_stays_told(
    database: SqlDatabase, dana: Actor
) -> None:
    case = begun(database, dana)
    approval = samples.approval(dana, case.id)
    with database.work(dana) as work:
        work.reviews.add_approval(approval)
        assert work.reviews.standing(case.id) == approval
        assert work.reviews.void(case.id, NOON) == 1
        assert work.reviews.void(case.id, NOON) == 0
        work.commit()
    with database.work(dana) as work:
        assert work.reviews.standing(case.id) is None
        assert [each.voided_at for each in work.reviews.approvals(case.id)] == [NOON]


def test_what_is_sealed_when_of_another_office_is_not_found(
    database: SqlDatabase, dana: Actor
) -> None:
    noa = found_office(database, "משרד אחר", "noa@example.org")
    case = begun(database, dana)
    version, comment = samples.version(dana, case.id), samples.comment(dana, case.id)
    with database.work(dana) as work:
        work.versions.add(version)
        work.reviews.add(comment)
        work.reviews.add_approval(samples.approval(dana, case.id))
        work.commit()
    with database.work(noa) as work:
        assert work.versions.get(version.id) is None
        assert work.versions.of(case.id) is None
        assert work.versions.issued_as(version.pdf_sha256 or "") is None
        assert list(work.reviews.of(case.id)) == []
        assert not work.reviews.resolve(comment.id, noa.user_id, NOON)
        assert work.reviews.void(case.id, NOON) == 0
        assert work.reviews.standing(case.id) is None


def test_a_case_when_removed_for_good_takes_its_review_along(
    database: SqlDatabase, dana: Actor
) -> None:
    case = begun(database, dana)
    comment = samples.comment(dana, case.id)
    with database.work(dana) as work:
        work.versions.add(as_draft(samples.version(dana, case.id)))
        work.reviews.add(comment)
        work.reviews.add(replace(samples.comment(dana, case.id), answer_to_id=comment.id))
        work.reviews.add_approval(samples.approval(dana, case.id))
        work.valuations.throw_away(case.id)
        work.valuations.remove_for_good(case.id)
        work.commit()
    with database.work(dana) as work:
        assert work.versions.of(case.id) is None
        assert list(work.reviews.of(case.id)) == []
        assert list(work.reviews.approvals(case.id)) == []
