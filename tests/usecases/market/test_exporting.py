"""CSV out and in again: nothing changes but what was edited, and that can be taken back."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow, RowStanding
from shamay_desktop.i18n.language import Language
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
