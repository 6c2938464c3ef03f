"""Where cases lie: archive and trash, back from there, and forgotten with all that is theirs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import Happened, Shelf, Valuation, ValuationQuery
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.verification import counts, problems
from tests.storage import samples
from tests.storage.samples import NOON, found_office


def _three(database: SqlDatabase) -> tuple[Actor, list[Valuation]]:
    actor = found_office(database, "משרד", "dana@example.org")
    made = [samples.valuation(actor) for _ in range(3)]
    with database.work(actor) as work:
        for one in made:
            work.valuations.add(one)
        work.commit()
    return actor, made


def _ids(database: SqlDatabase, actor: Actor, shelf: Shelf) -> set[str]:
    with database.work(actor) as work:
        lines = work.valuations.lines(ValuationQuery(shelf=shelf))
        counted = work.valuations.shelves()[shelf]
        assert (
            counted
            == len(lines)
            == sum(work.valuations.counts(ValuationQuery(shelf=shelf)).values())
        )
        return {line.id for line in lines}


def test_a_case_when_moved_lies_on_one_shelf_and_keeps_its_time_of_change(
    database: SqlDatabase,
) -> None:
    actor, (one, two, three) = _three(database)
    with database.work(actor) as work:
        before = {line.id: line.updated_at for line in work.valuations.lines(ValuationQuery())}
        work.valuations.put_away(two.id, NOON)
        work.valuations.put_away(three.id, NOON)
        work.valuations.throw_away(three.id)
        work.commit()
    assert _ids(database, actor, Shelf.DESK) == {one.id}
    assert _ids(database, actor, Shelf.ARCHIVE) == {two.id}
    assert _ids(database, actor, Shelf.TRASH) == {three.id}
    with database.work(actor) as work:
        assert work.valuations.get(three.id) is None
        thrown = work.valuations.thrown_away(three.id)
        assert thrown is not None
        assert (thrown.case, thrown.archived_at) == (three.case, NOON)
        work.valuations.take_back(three.id)
        work.valuations.put_away(two.id, None)
        work.commit()
    assert _ids(database, actor, Shelf.DESK) == {one.id, two.id}
    assert _ids(database, actor, Shelf.ARCHIVE) == {three.id}
    with database.work(actor) as work:
        for shelf in Shelf:
            for line in work.valuations.lines(ValuationQuery(shelf=shelf)):
                assert line.updated_at == before[line.id]
        back = work.valuations.get(three.id)
        assert back is not None
        assert back.version > 0


def test_a_move_when_the_case_lies_elsewhere_is_refused(database: SqlDatabase) -> None:
    actor, (one, two, _) = _three(database)
    with database.work(actor) as work:
        work.valuations.throw_away(two.id)
        work.commit()
    attempts: list[Callable[[], object]] = []
    with database.work(actor) as work:
        attempts += [
            lambda: work.valuations.throw_away(two.id),
            lambda: work.valuations.put_away(two.id, NOON),
            lambda: work.valuations.take_back(one.id),
            lambda: work.valuations.remove_for_good(one.id),
            lambda: work.valuations.take_back("no-such-case"),
        ]
        for attempt in attempts:
            with pytest.raises(Refused, match="case_unknown"):
                attempt()
        assert work.valuations.thrown_away(one.id) is None


def test_the_trash_when_asked_by_age_names_only_what_is_older(database: SqlDatabase) -> None:
    actor, (one, two, _) = _three(database)
    with database.work(actor) as work:
        work.valuations.throw_away(one.id)
        work.valuations.throw_away(two.id)
        moment = work.valuations.thrown_away(two.id)
        assert moment is not None
        assert moment.deleted_at is not None
        assert work.valuations.trash_before(moment.deleted_at) == [one.id]
        assert work.valuations.trash_before(NOON - timedelta(days=1)) == []


def test_a_case_when_removed_for_good_leaves_its_audit_lines_and_nothing_else(
    database: SqlDatabase,
) -> None:
    actor, (one, two, _) = _three(database)
    started = samples.session(actor, one)
    with database._engine.connect() as connection:
        before = counts(connection)
    with database.work(actor) as work:
        work.sessions.add(started)
        work.sessions.journal(started.session_id, [samples.edit(1), samples.edit(2)], None)
        papers = [samples.document(actor, one.id), samples.document(actor, one.id)]
        for paper in papers:
            work.evidence.add_document(paper)
            work.evidence.add_extraction(samples.extraction(actor, paper))
        work.evidence.remove(papers[1].id)
        work.evidence.add_image(samples.image(actor, one.id))
        removed = samples.image(actor, one.id, 2)
        work.evidence.add_image(removed)
        work.evidence.remove(removed.id)
        work.assets.add(samples.asset(actor, one.id))
        copy = work.valuations.save(replace(two, copied_from_id=one.id))
        work.trail.write(Happened("case_created", "valuation", one.id))
        work.valuations.throw_away(one.id)
        work.commit()
    with database.work(actor) as work:
        work.valuations.remove_for_good(one.id)
        work.commit()
    with database._engine.connect() as connection:
        after = counts(connection)
        assert problems(connection) == []
    kept = ("activity_logs", "outbox")
    assert {name: n for name, n in after.items() if name not in kept} == {
        **{name: n for name, n in before.items() if name not in kept}, "valuations": 2,
    }  # fmt: skip
    with database.work(actor) as work:
        assert [line.action for line in work.trail.lines(one.id)] == ["case_created"]
        standing = work.valuations.get(two.id)
        assert standing is not None
        assert (standing.copied_from_id, standing.updated_at) == (None, copy.updated_at)


def test_another_office_when_it_guesses_the_id_moves_and_removes_nothing(
    database: SqlDatabase,
) -> None:
    actor, (one, two, _) = _three(database)
    other = found_office(database, "אחר", "b@example.org")
    with database.work(actor) as work:
        work.valuations.throw_away(two.id)
        work.commit()
    with database.work(other) as work:
        attempts: list[Callable[[], object]] = [
            lambda: work.valuations.throw_away(one.id),
            lambda: work.valuations.put_away(one.id, NOON),
            lambda: work.valuations.take_back(two.id),
            lambda: work.valuations.remove_for_good(two.id),
        ]
        for attempt in attempts:
            with pytest.raises(Refused, match="case_unknown"):
                attempt()
        assert work.valuations.trash_before(NOON + timedelta(days=9)) == []
        assert work.valuations.thrown_away(two.id) is None
        assert list(work.valuations.in_building(one)) == []
        assert list(work.valuations.copies_of(one)) == []
        assert list(work.valuations.cities()) == []
        assert set(work.valuations.shelves().values()) == {0}
    assert _ids(database, actor, Shelf.TRASH) == {two.id}


def test_kin_of_a_case_when_asked_for_are_those_of_its_building_and_its_copies(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    plain = {"client__name": "אחר", "report__reference": "2026-1"}
    base = samples.valuation(actor, report__reference="2026-9")
    kin = {
        "duplicate": replace(samples.valuation(actor, **plain, parcel__gush="1001"),
                             copied_from_id=base.id),
        "reference": samples.valuation(actor, client__name="אחר", report__reference="2026-9",
                                       address__city="Haifa", parcel__helka="9"),
        "same unit": samples.valuation(actor, report__reference="2026-2"),
        "building": samples.valuation(actor, **plain, parcel__gush="", parcel__helka=""),
        "parcel": samples.valuation(actor, **plain, address__city="Haifa", parcel__tat_helka="7"),
        "stranger": samples.valuation(actor, **plain, address__city="Haifa", parcel__gush="1008"),
        "thrown away": samples.valuation(actor),
    }  # fmt: skip
    sibling = replace(samples.valuation(actor, **plain, address__city="Yafo", parcel__gush="1002"),
                      copied_from_id=base.id)  # fmt: skip
    with database.work(actor) as work:
        for one in (base, *kin.values(), sibling):
            work.valuations.add(one)
        work.valuations.throw_away(kin["thrown away"].id)
        named = {one.id: name for name, one in kin.items()} | {
            sibling.id: "sibling",
            base.id: "base",
        }
        building = {named[line.id] for line in work.valuations.in_building(base)}
        copies = {named[line.id] for line in work.valuations.copies_of(base)}
        of_sibling = {named[line.id] for line in work.valuations.copies_of(sibling)}
        unknown = replace(base, case=replace(base.case, values={}))
        assert list(work.valuations.in_building(unknown)) == []
    assert building == {"duplicate", "same unit", "building", "parcel"}
    assert copies == {"duplicate", "sibling", "reference", "same unit"}
    assert {"base", "duplicate"} <= of_sibling
