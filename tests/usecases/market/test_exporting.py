"""CSV out and in again: nothing changes but what was edited, and that can be taken back."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowStanding
from shamay_desktop.domain.records import Membership, Person
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.market.accounting import account
from shamay_desktop.usecases.market.exporting import export_found, export_rows
from shamay_desktop.usecases.market.importing import Imported, import_table
from shamay_desktop.usecases.market.previewing import preview
from shamay_desktop.usecases.market.undoing import undo_import
from shamay_desktop.usecases.services import Services
from tests import market_rows

ALL = MarketQuery(limit=1000, with_twins=True, sort=MarketSort.IMPORTED, descending=False)
FORMULA = '=HYPERLINK("x")'


@pytest.fixture
def rows(services: Services, actor: Actor) -> list[MarketRow]:
    """A small market with texts that sheets would take for formulas."""
    made = list(market_rows.rows(40, "s1", odd=False))
    made[0] = replace(made[0], city="-בית", floor="+3", other={"note": FORMULA})
    made[1] = market_rows.full_row("row-b", "s1", number=900, address='רח\' "הגפן", 3\nקומה ב')
    with services.database.work(actor) as work:
        work.market.add_source(market_rows.source("s1", actor.user_id))
        work.market.add_rows(made)
        work.commit()
    return standing(services, actor)


def standing(services: Services, actor: Actor) -> list[MarketRow]:
    """What stands."""
    with services.database.work(actor) as work:
        return list(work.market.rows(ALL))


def edited(target: Path, changes: Sequence[tuple[int, str, str]]) -> None:
    """Change cells of a written table: row from 0, heading, text."""
    with target.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    for row, heading, text in changes:
        table[row + 1][table[0].index(heading)] = text
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table)


def a_member(services: Services, actor: Actor) -> Actor:
    """An appraiser of the office who imported nothing."""
    member = replace(actor, role=Role.APPRAISER, user_id=new_id())
    with services.database.work(actor) as work:
        work.offices.save_person(Person(member.user_id, "member@example.co.il", "נועה ברק"))
        work.offices.save_membership(
            Membership(new_id(), actor.organization_id, member.user_id, Role.APPRAISER)
        )
        work.commit()
    return member


def take(services: Services, actor: Actor, target: Path) -> Imported:
    """Import a table given back."""
    return import_table(services, actor, preview(services, actor, target))


@pytest.mark.parametrize("language", Language)
def test_a_table_when_given_back_as_it_was_then_changes_nothing(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path, language: Language
) -> None:
    target = export_rows(services, actor, rows, tmp_path / "a.csv", language)
    done = take(services, actor, target)
    assert (done.changed, done.source.counts.rows, done.refused) == (0, len(rows), ())
    assert standing(services, actor) == rows
    with services.database.work(actor) as work:
        assert [source.id for source in work.market.sources()] == ["s1"]


def test_a_table_when_written_then_formulas_are_guarded_for_sheets(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    target = export_found(services, actor, replace(ALL, limit=7), tmp_path / "a.csv")
    with target.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == len(rows)
    assert (table[0]["הערה"], table[0]["יישוב"]) == (f"'{FORMULA}", "'-בית")


def test_a_table_when_edited_then_only_those_cells_are_changed_and_undo_restores_them(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    target = export_rows(services, actor, rows, tmp_path / "a.csv")
    edited(target, [(3, "מחיר עסקה", "2,345,678 ₪"), (5, "רחוב", "החדש"), (5, "קומה", "קרקע")])
    done = take(services, actor, target)
    after = standing(services, actor)
    assert done.changed == 2
    assert after[3].price == Decimal(2_345_678)
    assert (after[5].street, after[5].floor_number) == ("החדש", 0)
    assert [row for at, row in enumerate(after) if at not in (3, 5)] == [
        row for at, row in enumerate(rows) if at not in (3, 5)
    ]
    undo_import(services, actor, done.source.id)
    assert standing(services, actor) == rows
    with pytest.raises(Refused, match="import_undone"):
        undo_import(services, actor, done.source.id)


def test_a_row_set_apart_when_another_cell_is_edited_then_stays_apart_by_its_sources_own_words(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    with services.database.work(actor) as work:
        source = replace(market_rows.source("s1", actor.user_id), mapping={"excluded": ["אופציה"]})
        work.market.save_source(source)
        other = {"deal_kind": "אופציה"}
        option = (Reason("option_deal", "deal_kind", {"kind": "אופציה"}),)
        apart = RowStanding.QUARANTINED
        work.market.save_row(replace(rows[4], reasons=option, standing=apart, other=other))
        work.market.save_row(replace(rows[5], other=other))
        work.commit()
    ids = [rows[4].id, rows[5].id]
    stood = list(by_id(services, actor, ids))
    edited(export_rows(services, actor, stood, tmp_path / "a.csv"),
           [(0, "חדרים", "7"), (1, "רחוב", "החדש")])  # fmt: skip
    assert take(services, actor, tmp_path / "a.csv").changed == 2
    first, second = by_id(services, actor, ids)
    assert first.rooms == Decimal(7)
    assert (first.reasons, first.standing) == (option, apart)
    assert [reason.code for reason in second.reasons] == ["option_deal"]
    target = export_rows(services, actor, [first, second], tmp_path / "b.csv")
    edited(target, [(0, "סוג העסקה", "מכר")])
    take(services, actor, target)
    assert [row.standing for row in by_id(services, actor, ids)] == [RowStanding.ACTIVE, apart]


def by_id(services: Services, actor: Actor, ids: Sequence[str]) -> tuple[MarketRow, ...]:
    """Rows by their ids, also those that are set apart."""
    with services.database.work(actor) as work:
        found = {row.id: row for row in work.market.rows_by_id(ids)}
    return tuple(found[row_id] for row_id in ids)


def test_a_table_when_a_row_cannot_be_read_then_it_is_refused_and_the_others_are_changed(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    target = export_rows(services, actor, rows, tmp_path / "a.csv")
    edited(target, [(2, "מחיר עסקה", "כמיליון"), (3, "מחיר עסקה", "1000000"),
                    (4, "מזהה במאגר", "nobody"), (6, "מזהה במאגר", rows[7].id)])  # fmt: skip
    done = take(services, actor, target)
    codes = [reason.code for row in done.refused for reason in row.reasons[:1]]
    assert codes == ["price_unreadable", "id_unknown", "id_twice"]
    # The row whose id stands in two lines is changed by the first of them.
    changed = {row.id for row, was in zip(standing(services, actor), rows, strict=True)
               if row != was}  # fmt: skip
    assert changed == {rows[3].id, rows[7].id}


def test_a_table_when_a_row_has_no_id_then_it_is_a_new_row(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    target = export_rows(services, actor, rows[:3], tmp_path / "a.csv")
    edited(
        target, [(1, "מזהה במאגר", ""), (1, "מחיר עסקה", "1500000"), (1, "יום מכירה", "2024-02-05")]
    )
    done = take(services, actor, target)
    with services.database.work(actor) as work:
        new = work.market.rows(replace(ALL, sources=frozenset({done.source.id})))
    assert [(row.price, row.standing) for row in new] == [(Decimal(1_500_000), RowStanding.ACTIVE)]
    undo_import(services, actor, done.source.id)
    assert standing(services, actor) == rows


def test_a_table_with_new_rows_when_given_back_again_then_they_come_in_once(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    target = export_rows(services, actor, rows[:3], tmp_path / "a.csv")
    alike = [(at, heading, text) for at in (1, 2) for heading, text in
             (("מזהה במאגר", ""), ("יום מכירה", "2024-02-05"))]  # fmt: skip
    edited(target, alike)
    first = take(services, actor, target)
    after = standing(services, actor)
    assert len(after) == len(rows) + 2
    again = take(services, actor, target)
    assert (again.changed, again.source.counts.duplicates) == (0, 3)
    assert standing(services, actor) == after
    # The new rows are edited by their ids, and the old table comes once more.
    new = [row for row in after if row.source_id == first.source.id]
    other = export_rows(services, actor, new, tmp_path / "b.csv")
    edited(other, [(0, "רחוב", "החדש")])
    take(services, actor, other)
    edited(target, [(0, "רחוב", "אחר")])
    assert take(services, actor, target).changed == 1
    assert len(standing(services, actor)) == len(after)


def test_rows_of_somebody_else_when_edited_then_stay_and_the_account_says_why(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    target = export_rows(services, actor, rows, tmp_path / "a.csv")
    edited(target, [(3, "מחיר עסקה", "1234567")])
    member = a_member(services, actor)
    done = take(services, member, target)
    assert (done.changed, [row.reasons[0].code for row in done.refused]) == (0, ["row_not_yours"])
    assert standing(services, actor) == rows
    (line,) = account(services, member, done.source.id)
    assert (line.outcome, line.file_row) == ("refused", 5)
    again = take(services, member, target)
    assert again.source.id == done.source.id
    with services.database.work(actor) as work:
        assert len(work.market.sources()) == 2


def test_an_edit_when_written_then_the_trail_names_the_rows(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    target = export_rows(services, actor, rows, tmp_path / "a.csv")
    edited(target, [(3, "מחיר עסקה", "1234567")])
    done = take(services, actor, target)
    undo_import(services, actor, done.source.id)
    with services.database.work(actor) as work:
        lines = {line.action: line.payload for line in work.trail.lines(done.source.id)}
    assert lines["market_edited"]["ids"] == [rows[3].id]
    assert lines["market_import_undone"]["ids"] == [rows[3].id]


def test_an_edit_when_its_row_was_changed_again_then_the_later_one_is_undone_first(
    services: Services, actor: Actor, rows: list[MarketRow], tmp_path: Path
) -> None:
    first_file = export_rows(services, actor, rows, tmp_path / "first.csv")
    edited(first_file, [(3, "מחיר עסקה", "1234567"), (4, "רחוב", "החדש")])
    first = take(services, actor, first_file)
    later_file = export_rows(services, actor, standing(services, actor), tmp_path / "later.csv")
    edited(later_file, [(3, "מחיר עסקה", "7654321")])
    later = take(services, actor, later_file)
    before = standing(services, actor)
    with pytest.raises(Refused) as refused:
        undo_import(services, actor, first.source.id)
    assert refused.value.code == "edit_changed_since"
    assert refused.value.facts["by"] == "later.csv"
    assert "#" in str(refused.value.facts["row"])
    assert standing(services, actor) == before
    undo_import(services, actor, later.source.id)
    undo_import(services, actor, first.source.id)
    assert standing(services, actor) == rows
