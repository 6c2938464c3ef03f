"""Section 5.1: the comparables, what more is known of them, and their statistics."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields import Field, field
from shamay_desktop.domain.fields import comparables as registry
from shamay_desktop.domain.fields.adjustments import MODE
from shamay_desktop.domain.money import plain, round_to_step, to_places
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    Inline,
    LabelLines,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.valuation.comparison import PricedComparable, Statistics
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.chapters.adjustments import adjustments
from shamay_desktop.usecases.report.facts import Facts, printed_at, told
from shamay_desktop.usecases.report.tables import parted

DERIVED = "valuation.derived"
_TENTH, _SHEKEL = Decimal("0.1"), Decimal(1)
_FLOOR = re.compile(r"[-\u2212]?\d{1,3}")
_LONGEST_ADDRESS = 26
_MAIN = ("date", "address", "rooms", "floor", "area", "year_built", "price")
_MORE = (
    "area_basis", "balcony", "parking", "storage", "assessed_value", "share_sold", "evidence",
    "source", "adjustment_reason", "weight",
)  # fmt: skip
_BY_THEME = (
    ("report.comparables_place", registry.PLACE_COLUMNS),
    ("report.comparables_areas", registry.AREA_COLUMNS),
    ("report.comparables_building", registry.BUILDING_COLUMNS),
    ("report.comparables_deal", registry.DEAL_COLUMNS),
)


def derives(facts: Facts, figure: str) -> bool:
    """Whether the appraiser asked for a derived figure to be printed."""
    asked = facts.case.content(DERIVED)
    return isinstance(asked, tuple) and figure in asked


def comparables_section(facts: Facts, result: ValuationResult | None) -> list[Block]:
    """5.1: the evidence in tables, what was left out, and the statistics."""
    rows = facts.case.rows("comparables")
    kept = [row for row in rows if row.content("included") is not False]
    left_out = [row for row in rows if row.content("included") is False]
    adjusted = adjustments(facts)
    own_way = {"comparables", MODE} if adjusted else {"comparables"}
    blocks = facts.blocks(path for path in printed_at("5.1") if path not in own_way)
    if not rows:
        blocks += facts.block("comparables")
    if kept:
        priced = {} if result is None else {row.comparable.row_id: row for row in result.rows}
        blocks.append(_comparables_table(facts, kept, priced))
        blocks += adjusted
        blocks += _details(facts, kept, priced)
    blocks += _named(
        facts, left_out, ("date", "price", "excluded_reason"), "report.comparables_left_out"
    )
    if result is not None and result.statistics is not None:
        moved = _any_adjusted(result.rows)
        step = result.rows[0].comparable.step
        blocks.append(_statistics(facts, result.statistics, step, adjusted=moved))
    return blocks


def _details(facts: Facts, rows: Sequence[Row], priced: dict[str, PricedComparable]) -> list[Block]:
    """What more is known of the comparables: one table a theme, so that each can be read."""
    blocks = _named(facts, rows, _MORE, "report.comparables_more")
    for title, columns in _BY_THEME:
        blocks += _named(facts, rows, [column.id for column in columns], title)
    return [*blocks, *_per_room(facts, rows, priced)]


def _per_room(
    facts: Facts, rows: Sequence[Row], priced: dict[str, PricedComparable]
) -> list[Block]:
    if not derives(facts, "per_room"):
        return []
    found = [(row, price.per_room) for row in rows if (price := priced.get(row.id)) is not None]
    said = [(row, price) for row, price in found if price is not None]
    if not said:
        return []
    member = field("comparables")
    columns = [member.column("address"), member.column("rooms")]
    body = [
        TableRow(
            (
                *(facts.entry("comparables", column, row) for column in columns),
                _computed(formats.number(price)),
            )
        )
        for row, price in said
    ]
    shown = [row for row, _ in said]
    head = [facts.column(column, shown) for column in columns]
    head.append(Column(facts.texts("report.price_per_room"), ColumnKind.NUMBER, 12))
    caption = facts.texts("report.price_per_room")
    return [Table(tuple(head), tuple(body), caption, "table:comparables/per_room")]


def _comparables_table(
    facts: Facts, rows: Sequence[Row], priced: dict[str, PricedComparable]
) -> Table:
    member = field("comparables")
    used = [
        member.column(name) for name in _MAIN if any(row.content(name) is not None for row in rows)
    ]
    adjusted = _any_adjusted([priced[row.id] for row in rows if row.id in priced])
    place = 2 if used[:2] and used[0].id == "date" else 0
    head = [_head(facts, column, rows) for column in used]
    head.insert(place, Column(facts.texts("report.parcel_short"), ColumnKind.NUMBER, 13))
    head.append(Column(facts.texts("report.price_per_sqm"), ColumnKind.NUMBER, 10))
    if adjusted:
        head.append(Column(facts.texts("report.adjustment"), ColumnKind.NUMBER, 8))
        head.append(Column(facts.texts("report.adjusted_price"), ColumnKind.NUMBER, 10))
    body = []
    for row in rows:
        cells = [facts.entry("comparables", column, row) for column in used]
        cells.insert(place, _parcel(row))
        cells += _prices(priced.get(row.id), adjusted=adjusted)
        body.append(TableRow(tuple(cells)))
    caption = member.label(facts.texts.language)
    return Table(tuple(head), tuple(body), caption, f"table:{member.id}")


def _head(facts: Facts, column: Field, rows: Sequence[Row]) -> Column:
    """A floor is a number where every row has one, and an address as wide as its longest."""
    head = facts.column(column, rows)
    said = [str(row.content(column.id) or "").strip() for row in rows]
    if column.id == "floor" and all(_FLOOR.fullmatch(each) for each in said if each):
        return replace(head, kind=ColumnKind.NUMBER)
    if column.id == "address":
        return replace(head, weight=min(max(map(len, said)), _LONGEST_ADDRESS) + 2)
    return head


def _parcel(row: Row) -> tuple[Inline, ...]:
    parts = [str(part) for name in ("gush", "helka", "tat_helka") if (part := row.content(name))]
    return (Run(formats.identifier("/".join(parts)), field="comparables"),) if parts else ()


def _prices(row: PricedComparable | None, *, adjusted: bool) -> list[tuple[Inline, ...]]:
    if row is None:
        return [()] * (3 if adjusted else 1)
    cells: list[tuple[Inline, ...]] = [_computed(formats.number(row.rounded))]
    if adjusted:
        cells.append(_adjustment(row))
        cells.append(_computed(formats.number(row.adjusted_rounded)))
    return cells


def _any_adjusted(rows: Sequence[PricedComparable]) -> bool:
    return any(row.comparable.included and row.comparable.all_adjustments for row in rows)


def _adjustment(row: PricedComparable) -> tuple[Inline, ...]:
    """The overall adjustment as it was stated; with heads, what all of them come to."""
    comparable = row.comparable
    if not comparable.all_adjustments:
        return ()
    if not comparable.adjustments and comparable.adjustment is not None:
        return _computed(formats.percent(comparable.adjustment))
    if not row.exact:
        return ()
    net = to_places((row.adjusted / row.exact - 1) * 100, _TENTH)
    return _computed(formats.percent(plain(net)))


def _computed(text: str) -> tuple[Inline, ...]:
    return (Run(text, field="comparables"),)


def _named(facts: Facts, rows: Sequence[Row], columns: Sequence[str], title: str) -> list[Block]:
    """Tables that name each comparable by its address; none when they would say nothing."""
    member = field("comparables")
    used = [
        member.column(name)
        for name in columns
        if any(row.content(name) is not None for row in rows)
    ]
    if not used:
        return []
    address = member.column("address")
    parts = parted(used, [facts.column(each, rows) for each in used])
    keys = [f"table:{title}", *(f"table:{title}/{used[part[0]].id}" for part in parts[1:])]
    return [
        replace(_part(facts, rows, [address, *(used[at] for at in part)], title), key=key)
        for part, key in zip(parts, keys, strict=True)
    ]


def _part(facts: Facts, rows: Sequence[Row], columns: Sequence[Field], title: str) -> Table:
    return Table(
        tuple(facts.column(column, rows) for column in columns),
        tuple(
            TableRow(tuple(facts.entry("comparables", column, row) for column in columns))
            for row in rows
        ),
        facts.texts(title),
    )


def _statistics(facts: Facts, found: Statistics, step: Decimal, *, adjusted: bool) -> LabelLines:
    """In whole shekels, as everywhere in words; the table above rounds its prices to `step`."""
    texts, language = facts.texts, facts.texts.language
    kind = "_adjusted" if adjusted else ""

    def whole(*amounts: Decimal) -> str:
        rounded = [to_places(amount, _SHEKEL) for amount in amounts]
        if len(rounded) == 1:
            said = formats.money(plain(rounded[0]), language)
        else:
            said = formats.between(*(formats.number(plain(each)) for each in rounded))
        finer = any(each != round_to_step(each, step) for each in rounded)
        return texts("report.before_rounding", figure=said) if finer else said

    figures = [
        ("report.count", formats.number(str(found.count))),
        (f"report.mean{kind}", whole(found.mean)),
        (f"report.median{kind}", whole(found.median)),
        (f"report.spread{kind}", whole(found.low, found.high)),
    ]
    if found.weighted is not None:
        figures.append(("report.weighted", whole(found.weighted)))
    if found.deviation is not None and derives(facts, "deviation"):
        deviation = to_places(found.deviation, _SHEKEL)
        figures.append(("report.deviation", formats.money(plain(deviation), language)))
    if found.variation is not None:
        percent = to_places(found.variation * 100, _TENTH)
        figures.append(("report.variation", formats.percent(plain(percent))))
    return LabelLines(
        tuple(
            told(texts(key), (Run(text, field="comparables"),), f"5.1:{key.removesuffix(kind)}")
            for key, text in figures
        )
    )
