"""Section 5.1: the comparables, what more is known of them, and their statistics."""

from collections.abc import Sequence
from decimal import Decimal

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields import Field, field
from shamay_desktop.domain.fields import comparables as registry
from shamay_desktop.domain.fields.adjustments import MODE
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    Inline,
    LabelLine,
    LabelLines,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.valuation.comparison import PricedComparable, Statistics
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.chapters.adjustments import adjustments
from shamay_desktop.usecases.report.facts import Facts, printed_at
from shamay_desktop.usecases.report.tables import parted

DERIVED = "valuation.derived"
_TENTH = Decimal("0.1")
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
        blocks.append(_statistics(facts, result.statistics, adjusted=moved))
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
    return [Table(tuple(head), tuple(body), facts.texts("report.price_per_room"))]


def _comparables_table(
    facts: Facts, rows: Sequence[Row], priced: dict[str, PricedComparable]
) -> Table:
    member = field("comparables")
    used = [
        member.column(name) for name in _MAIN if any(row.content(name) is not None for row in rows)
    ]
    adjusted = _any_adjusted([priced[row.id] for row in rows if row.id in priced])
    place = 2 if used[:2] and used[0].id == "date" else 0
    head = [facts.column(column, rows) for column in used]
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
    return Table(tuple(head), tuple(body), member.label(facts.texts.language))


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
    return [_part(facts, rows, [address, *(used[at] for at in part)], title) for part in parts]


def _part(facts: Facts, rows: Sequence[Row], columns: Sequence[Field], title: str) -> Table:
    return Table(
        tuple(facts.column(column, rows) for column in columns),
        tuple(
            TableRow(tuple(facts.entry("comparables", column, row) for column in columns))
            for row in rows
        ),
        facts.texts(title),
    )


def _statistics(facts: Facts, found: Statistics, *, adjusted: bool) -> LabelLines:
    texts, language = facts.texts, facts.texts.language
    kind = "_adjusted" if adjusted else ""
    low, high = (formats.number(plain(side)) for side in (found.low, found.high))
    figures = [
        ("report.count", formats.number(str(found.count))),
        (f"report.mean{kind}", formats.money(plain(found.mean), language)),
        (f"report.median{kind}", formats.money(plain(found.median), language)),
        (f"report.spread{kind}", formats.between(low, high)),
    ]
    if found.weighted is not None:
        figures.append(("report.weighted", formats.money(plain(found.weighted), language)))
    if found.deviation is not None and derives(facts, "deviation"):
        figures.append(("report.deviation", formats.money(plain(found.deviation), language)))
    if found.variation is not None:
        percent = to_places(found.variation * 100, _TENTH)
        figures.append(("report.variation", formats.percent(plain(percent))))
    return LabelLines(
        tuple(LabelLine(texts(key), (Run(text, field="comparables"),)) for key, text in figures)
    )
