"""Chapter 5: comparables and the calculation, each figure reproducible from the ones beside it."""

from collections.abc import Sequence

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Column,
    ColumnKind,
    Inline,
    LabelLine,
    LabelLines,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.valuation.comparison import PricedComparable, Statistics
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.vat import VatStatement, VatTreatment
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.report.chapters.sections import numbered
from shamay_desktop.usecases.report.facts import Facts, printed_at
from shamay_desktop.usecases.report.inputs import ReportInputs

_MAIN = ("date", "address", "rooms", "floor", "area", "year_built", "price")
_MORE = (
    "area_basis", "balcony", "parking", "storage", "assessed_value", "share_sold", "evidence",
    "source", "adjustment_reason", "weight",
)  # fmt: skip
_TABLED = ("comparables", "valuation.areas", "valuation.extras")
_CHAINED = (
    "valuation.adopted_price_per_sqm", "valuation.rounding_step", "valuation.rounding_mode",
    "valuation.vat",
)  # fmt: skip


_REASON = "valuation.adopted_reason"


def calculation_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """5: the comparables with their statistics, then areas × coefficients × price = value."""
    return numbered(
        facts,
        5,
        "calculation",
        (("5.1", _comparables(facts, inputs.result)), ("5.2", _value(facts, inputs.result))),
    )


def _comparables(facts: Facts, result: ValuationResult | None) -> list[Block]:
    rows = facts.case.rows("comparables")
    kept = [row for row in rows if row.content("included") is not False]
    left_out = [row for row in rows if row.content("included") is False]
    blocks = facts.blocks(path for path in printed_at("5.1") if path not in _TABLED)
    if not rows:
        blocks += facts.block("comparables")
    if kept:
        priced = {} if result is None else {row.comparable.row_id: row for row in result.rows}
        blocks.append(_comparables_table(facts, kept, priced))
        blocks += _named(facts, kept, _MORE, "report.comparables_more")
    blocks += _named(
        facts, left_out, ("date", "price", "excluded_reason"), "report.comparables_left_out"
    )
    if result is not None and result.statistics is not None:
        adjusted = any(row.content("adjustment") is not None for row in kept)
        blocks.append(_statistics(facts, result.statistics, adjusted=adjusted))
    return blocks


def _comparables_table(
    facts: Facts, rows: Sequence[Row], priced: dict[str, PricedComparable]
) -> Table:
    member = field("comparables")
    used = [
        member.column(name) for name in _MAIN if any(row.content(name) is not None for row in rows)
    ]
    adjusted = any(row.content("adjustment") is not None for row in rows)
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
        percent = row.comparable.adjustment
        cells.append(() if percent is None else _computed(formats.percent(percent)))
        cells.append(_computed(formats.number(row.adjusted_rounded)))
    return cells


def _computed(text: str) -> tuple[Inline, ...]:
    return (Run(text, field="comparables"),)


def _named(facts: Facts, rows: Sequence[Row], columns: Sequence[str], title: str) -> list[Block]:
    """A second table that names each comparable by its address; none when it would say nothing."""
    member = field("comparables")
    used = [
        member.column(name)
        for name in columns
        if any(row.content(name) is not None for row in rows)
    ]
    if not used:
        return []
    columns_used = [member.column("address"), *used]
    table = Table(
        tuple(facts.column(column, rows) for column in columns_used),
        tuple(
            TableRow(tuple(facts.entry("comparables", column, row) for column in columns_used))
            for row in rows
        ),
        facts.texts(title),
    )
    return [table]


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
    return LabelLines(
        tuple(LabelLine(texts(key), (Run(text, field="comparables"),)) for key, text in figures)
    )


def _value(facts: Facts, result: ValuationResult | None) -> list[Block]:
    """The basis and the areas, why this price, then the chain; further approaches at the end."""
    first = ("valuation.area_basis", *_TABLED[1:], *_CHAINED, _REASON)
    if result is None:
        return facts.blocks([*first, *_rest(first)])
    blocks: list[Block] = [*facts.blocks(first[:1]), _areas(facts, result)]
    if result.inputs.extras:
        blocks += facts.block("valuation.extras")
    return [*blocks, *facts.block(_REASON), _chain(facts, result), *facts.blocks(_rest(first))]


def _rest(first: Sequence[str]) -> list[str]:
    return [path for path in printed_at("5.2") if path not in first]


def _areas(facts: Facts, result: ValuationResult) -> Table:
    texts, member = facts.texts, field("valuation.areas")
    names = ("name", "category", "area", "coefficient")
    listed = facts.case.rows(member.id)
    head = [facts.column(member.column(name), listed) for name in names]
    head.append(Column(texts("report.equivalent"), ColumnKind.NUMBER, 12))
    head.append(facts.column(member.column("source"), listed))
    rows = []
    for row, line in zip(listed, result.inputs.areas, strict=True):
        cells = [facts.entry(member.id, member.column(name), row) for name in names]
        cells.append((Run(formats.number(plain(line.equivalent, 2)), field=member.id),))
        cells.append(facts.cell(member.id, member.column("source"), row))
        rows.append(TableRow(tuple(cells)))
    total = Run(formats.number(plain(result.equivalent_area, 2)), field=member.id, bold=True)
    label = Run(texts("report.total"), bold=True)
    rows.append(TableRow(((label,), (), (), (), (total,), ()), strong=True))
    return Table(tuple(head), tuple(rows), texts("report.areas_caption"))


def _chain(facts: Facts, result: ValuationResult) -> LabelLines:
    """Area × price = unrounded → rounded, each with the step between."""
    texts, language = facts.texts, facts.texts.language
    chain: list[tuple[str, tuple[Run, ...]]] = [
        (texts("report.equivalent_area"),
         (Run(formats.area(plain(result.equivalent_area, 2), language),
              field="valuation.areas"),)),
        (facts.label("valuation.adopted_price_per_sqm"),
         facts.runs("valuation.adopted_price_per_sqm")),
        (texts("report.unrounded"),
         (Run(_formula(result, language), field="valuation.adopted_price_per_sqm"),)),
    ]  # fmt: skip
    chain += [
        (facts.label(path), facts.runs(path))
        for path in ("valuation.rounding_step", "valuation.rounding_mode")
    ]
    final = Run(formats.money(plain(result.final), language), "valuation.rounding_step", bold=True)
    chain.append((texts("report.final"), (final,)))
    chain.append((facts.label("valuation.vat"), facts.runs("valuation.vat")))
    return LabelLines(tuple(LabelLine(label, runs) for label, runs in chain if runs))


def _formula(result: ValuationResult, language: Language) -> str:
    """ "162.00 × 35,000 = 5,670,000.00 ₪": as it is computed, the sum of fixed items added.

    A formula reads from left to right in Hebrew too.
    """
    area, price = plain(result.equivalent_area, 2), plain(result.price_per_sqm)
    formula = f"{formats.number(area)} × {formats.number(price)}"
    extras = result.unrounded - result.areas_value
    if extras:
        formula += f" {'+' if extras > 0 else '−'} {formats.number(plain(abs(extras), 2))}"
    unrounded = plain(result.unrounded, 2)
    sum_shown = formats.money(unrounded, language)
    if language.right_to_left:
        sum_shown = f"{formats.number(unrounded)}\u00a0₪"
    return isolate_left_to_right(f"{formula} = {sum_shown}")


def rates_note(facts: Facts, result: ValuationResult) -> Paragraph | None:
    """How the value stands to VAT, with the rate of the valuation date where one is known."""
    vat = result.vat
    if vat is None:
        return None
    sentence = facts.texts(f"report.vat_{vat.treatment.value}", **_rates(facts, vat))
    if vat.treatment is not VatTreatment.EXEMPT and vat.percent is None:
        sentence = facts.texts(f"report.vat_{vat.treatment.value}_unrated")
    return Paragraph((Run(sentence, field="valuation.vat"),))


def _rates(facts: Facts, vat: VatStatement) -> dict[str, str]:
    if vat.percent is None or vat.without_vat is None or vat.with_vat is None:
        return {}
    language = facts.texts.language
    return {
        "percent": formats.percent(vat.percent),
        "without": formats.money(plain(vat.without_vat), language),
        "with_vat": formats.money(plain(vat.with_vat), language),
    }
