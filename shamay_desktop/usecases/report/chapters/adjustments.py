"""Section 5.1: how the comparables were adjusted, head by head, each with its reason."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.fields import field
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, MODE, OVERALL
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
from shamay_desktop.domain.valuation.adjusting import Adjustment, AdjustmentUnit
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.grid import Grid, GridColumn, grid_of
from shamay_desktop.domain.valuation.heads import Head
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right, isolate_signed
from shamay_desktop.usecases.report.facts import Facts, told

MOST_BESIDE = 6
"""Comparables in one table; more stand in a further one."""

_TENTH = Decimal("0.1")


def adjustments(facts: Facts) -> list[Block]:
    """The adjustments of the included comparables; nothing where none is adjusted by head."""
    grid = grid_of(facts.case)
    columns = [
        column
        for column in grid.columns
        if column.included and column.price is not None and column.comparable.all_adjustments
    ]
    if not any(column.comparable.adjustments for column in columns):
        return []
    shown = [column for column in grid.columns if column.included and column.price is not None]
    heads = [head for head in grid.heads if any(head.code in each.steps for each in shown)]
    blocks: list[Block] = [_mode(facts, grid)]
    count = -(-len(shown) // MOST_BESIDE)
    for part in range(count):  # none much fuller than the others
        members = shown[part * len(shown) // count : (part + 1) * len(shown) // count]
        blocks.append(_table(facts, grid, heads, members))
    return [*blocks, _reasons(facts, heads, columns)]


def _mode(facts: Facts, grid: Grid) -> LabelLines:
    """How percentages are put together, with the formula."""
    words = facts.texts(f"report.adjustment_{grid.mode.value}")
    line = told(facts.label(MODE), (Run(words, field=MODE),), MODE)
    return LabelLines((line,))


def _table(facts: Facts, grid: Grid, heads: Sequence[Head], columns: Sequence[GridColumn]) -> Table:
    texts = facts.texts
    named = [Column(texts("report.adjustment_head"), ColumnKind.TEXT, 16)]
    numbered = [Column(str(column.number), ColumnKind.NUMBER, 12) for column in columns]
    running = {column.number: grid.running(column) for column in columns}
    places = {head.code: at for at, head in enumerate(grid.heads)}
    rows = [
        _row(texts("report.address"), [_address(column) for column in columns]),
        _row(texts("report.price_per_sqm"), [_price(column, adjusted=False) for column in columns]),
    ]
    for head in heads:
        cells = [
            _cell(facts, column, head, running[column.number][places[head.code]])
            for column in columns
        ]
        rows.append(_row(head.label(texts.language.value), cells))
    absolute = [formats.percent(plain(_tenths(column.absolute * 100))) for column in columns]
    rows.append(_row(texts("report.adjustment_absolute"), absolute))
    prices = [_price(column, adjusted=True) for column in columns]
    rows.append(_row(texts("report.adjusted_price"), prices, strong=True))
    key = f"table:{ADJUSTMENTS}@{columns[0].row.id}"
    return Table((*named, *numbered), tuple(rows), texts("report.adjustments"), key)


def _row(title: str, cells: Sequence[str], *, strong: bool = False) -> TableRow:
    return TableRow(((Run(title),), *map(_inline, cells)), strong)


def _inline(text: str) -> tuple[Inline, ...]:
    return (Run(text, field="comparables"),) if text else ()


def _address(column: GridColumn) -> str:
    return text_in(column.row, "address")


def _price(column: GridColumn, *, adjusted: bool) -> str:
    price = column.price
    if price is None:
        return ""
    return formats.number(price.adjusted_rounded if adjusted else price.rounded)


def _cell(facts: Facts, column: GridColumn, head: Head, running: Fraction | None) -> str:
    """The amounts of a head and the price behind them, on two lines of a cell's words."""
    steps = column.steps.get(head.code, ())
    if not steps or running is None:
        return ""
    amounts = ", ".join(amount_words(facts, step.adjustment) for step in steps)
    behind = formats.number(plain(round_to_step(running, column.comparable.step)))
    return facts.texts("report.adjustment_cell", amount=amounts, price=behind)


def amount_words(facts: Facts, adjustment: Adjustment) -> str:
    """An amount with its sign and unit."""
    amount = adjustment.amount
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    digits = formats.number(plain(abs(amount)))
    if adjustment.unit is AdjustmentUnit.PERCENT:
        return isolate_left_to_right(f"{sign}{plain(abs(amount))}%")
    number = isolate_left_to_right(f"{sign}{digits}")
    return facts.texts(f"report.adjustment_{adjustment.unit.value}", amount=number)


def _reasons(facts: Facts, heads: Sequence[Head], columns: Sequence[GridColumn]) -> Table:
    """Why each of them was adjusted so, and what supports it."""
    texts, member = facts.texts, field(ADJUSTMENTS)
    rows = [
        (column, head, step.adjustment)
        for column in columns
        for head in heads
        for step in column.steps.get(head.code, ())
        if step.adjustment.amount
    ]
    supported = any(each.support for _, _, each in rows)
    head_cells = [
        Column(texts("report.comparable_number"), ColumnKind.NUMBER, 6),
        Column(texts("report.adjustment_head"), ColumnKind.TEXT, 14),
        Column(texts("report.adjustment"), ColumnKind.NUMBER, 13),
        Column(member.column("reason").label(texts.language), ColumnKind.TEXT, 24),
    ]
    if supported:
        title = member.column("support").label(texts.language)
        head_cells.append(Column(title, ColumnKind.TEXT, 30))
    body = []
    for column, head, each in rows:
        cells = [
            str(column.number),
            head.label(texts.language.value),
            amount_words(facts, each),
            _reason(column, each),
        ]
        cells += [isolate_signed(each.support)] if supported else []
        body.append(TableRow(tuple(map(_inline, cells))))
    caption = texts("report.adjustment_reasons")
    return Table(tuple(head_cells), tuple(body), caption, f"table:{ADJUSTMENTS}/reasons")


def _reason(column: GridColumn, adjustment: Adjustment) -> str:
    if adjustment.head == OVERALL:
        return text_in(column.row, "adjustment_reason")
    return adjustment.reason


def _tenths(number: Fraction) -> Decimal:
    return to_places(number, _TENTH)
