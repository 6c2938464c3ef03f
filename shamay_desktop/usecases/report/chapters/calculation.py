"""Chapter 5: comparables and the calculation, each figure reproducible from the ones beside it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.fields import field
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Column,
    ColumnKind,
    LabelLine,
    LabelLines,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.valuation.equivalent_area import AreaLine
from shamay_desktop.domain.valuation.reconciliation import Indicated
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.vat import VatStatement, VatTreatment
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.report.chapters.charts import charts_section
from shamay_desktop.usecases.report.chapters.comparables import comparables_section, derives
from shamay_desktop.usecases.report.chapters.other_calculations import (
    approaches_section,
    purpose_section,
)
from shamay_desktop.usecases.report.chapters.sections import numbered
from shamay_desktop.usecases.report.chapters.sensitivity import certainty_lines
from shamay_desktop.usecases.report.facts import Facts, printed_at, together, told
from shamay_desktop.usecases.report.inputs import ReportInputs

_TABLED = ("valuation.areas", "valuation.extras")
_CHAINED = (
    "valuation.adopted_price_per_sqm", "valuation.rounding_step", "valuation.rounding_mode",
    "valuation.vat", "valuation.share_discount",
)  # fmt: skip
_SHARE, _DISCOUNT = "rights.valued_share", "valuation.share_discount"
_SHEKEL = Decimal(1)
_PRICE = "valuation.adopted_price_per_sqm"


_REASON = "valuation.adopted_reason"
_APPROACHES = "valuation.approaches"
_FROM = "valuation.adopted_from"


def calculation_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """5: comparables and statistics; areas × coefficients × price = value; other approaches;
    what the purpose asks to be computed.
    """
    return numbered(
        facts,
        5,
        "calculation",
        (
            ("5.1", [*_evidence(facts, inputs.result), *charts_section(facts, inputs)]),
            ("5.2", _value(facts, inputs.result)),
            ("5.3", approaches_section(facts)),
            ("5.4", purpose_section(facts)),
        ),
    )


def _evidence(facts: Facts, result: ValuationResult | None) -> list[Block]:
    """The comparables, and how sure they are where that is asked for."""
    return together([*comparables_section(facts, result), *certainty_lines(facts, result)])


def _value(facts: Facts, result: ValuationResult | None) -> list[Block]:
    """The basis and the areas, why this price, then the chain; further approaches at the end."""
    first = ("valuation.area_basis", *_TABLED, *_CHAINED, _FROM, _REASON)
    if result is None:
        return facts.blocks([*first, *_rest(first)])
    blocks: list[Block] = [*facts.blocks(first[:1])]
    blocks += [_areas(facts, result)] if facts.case.rows("valuation.areas") else []
    if result.inputs.extras:
        blocks += facts.block("valuation.extras")
    blocks += facts.blocks((_FROM, _REASON))
    return together([*blocks, _chain(facts, result), *facts.blocks(_rest(first))])


def _rest(first: Sequence[str]) -> list[str]:
    return [path for path in printed_at("5.2") if path not in first]


def _areas(facts: Facts, result: ValuationResult) -> Table:
    """Each area with its coefficient and what it comes to, and their sum; levels if there are."""
    texts, member = facts.texts, field("valuation.areas")
    listed = facts.case.rows(member.id)
    levels = ["level"] if any(row.content("level") is not None for row in listed) else []
    before = ["name", "category", *levels, "area", "coefficient"]
    head = [facts.column(member.column(name), listed) for name in before]
    head.append(Column(texts("report.equivalent"), ColumnKind.NUMBER, 12))
    head.append(facts.column(member.column("source"), listed))
    rows = []
    lines = {line.row_id: line for line in result.inputs.areas}
    for row in listed:
        line = lines.get(row.id)
        cells = [facts.entry(member.id, member.column(name), row) for name in before]
        if not cells[-1] and line is not None:
            cells[-1] = (Run(_coefficients(line), field=member.id),)
        equivalent = "" if line is None else formats.number(plain(line.equivalent, 2))
        cells.append((Run(equivalent, field=member.id),) if equivalent else ())
        cells.append(facts.cell(member.id, member.column("source"), row))
        rows.append(TableRow(tuple(cells)))
    total = Run(formats.number(plain(result.equivalent_area, 2)), field=member.id, bold=True)
    label = Run(texts("report.total"), bold=True)
    blank = ((),) * (len(before) - 1)
    rows.append(TableRow(((label,), *blank, (total,), ()), strong=True))
    return Table(tuple(head), tuple(rows), texts("report.areas_caption"), f"table:{member.id}")


def _coefficients(line: AreaLine) -> str:
    """What the table gives an area: its coefficient, or each tier with its m²."""
    if not line.parts:
        return formats.number(plain(line.coefficient))
    tiers = (f"{plain(part)}×{plain(by)}" for part, by in line.parts)
    return isolate_left_to_right(" + ".join(tiers))


def _chain(facts: Facts, result: ValuationResult) -> LabelLines:
    """Area × price = whole → its valued share → rounded, each with the step between."""
    texts, language = facts.texts, facts.texts.language
    chain = [*_whole(facts, result), *_shared(facts, result)]
    chain += [_fact(facts, path) for path in ("valuation.rounding_step", "valuation.rounding_mode")]
    path = rests_on(result, "valuation.rounding_step")
    final = Run(formats.money(plain(result.final), language), path, bold=True)
    whole = result.inputs.share is None
    label = texts("report.final" if whole else "report.final_part")
    chain.append(_step(label, (final,), "final"))
    chain += _per(facts, result)
    chain.append(_fact(facts, "valuation.vat"))
    return LabelLines(tuple(line for line in chain if line.inlines))


def _step(label: str, runs: Sequence[Run], about: str) -> LabelLine:
    """A line of the chain, known by what it computes."""
    return told(label, runs, f"5.2:{about}")


def _fact(facts: Facts, path: str) -> LabelLine:
    """A fact in the chain; the share stands in the property's details too."""
    about = f"5.2:{path}" if path == _SHARE else path
    return told(facts.label(path), facts.runs(path), about)


def rests_on(result: ValuationResult, otherwise: str) -> str:
    """The field that the value is a fact of: the approaches where another one leads."""
    return otherwise if result.inputs.indicated is None else "valuation.approaches"


def _whole(facts: Facts, result: ValuationResult) -> list[LabelLine]:
    """Area × price = whole; or the whole by the approach that leads, or by several."""
    texts, language = facts.texts, facts.texts.language
    label = texts("report.unrounded" if result.inputs.share is None else "report.whole")
    area = formats.area(plain(result.equivalent_area, 2), language)
    areas = (Run(area, field="valuation.areas"),)
    chain = [_step(texts("report.equivalent_area"), areas, "area"), _fact(facts, _PRICE)]
    if result.inputs.indicated is None:
        formula = Run(_formula(result, language), field=_PRICE)
        return [*chain, _step(label, (formula,), "whole")]
    basis = facts.texts(f"report.basis_{result.inputs.basis}")
    known = chain if result.inputs.areas else chain[1:]
    indicated = result.inputs.indicated
    return [
        *known,
        _step(texts("report.by_approach"), (Run(basis, field=_APPROACHES),), "approach"),
        *_moved(facts, indicated),
        _step(label, _amount(facts, indicated.value), "whole"),
        *_uncounted(facts, result),
    ]


def _moved(facts: Facts, indicated: Indicated) -> list[LabelLine]:
    """The result with fixed items that are added whatever leads, and repairs taken off."""
    moved = indicated.moved
    if not moved.extras and not moved.repairs:
        return []
    lines = [("report.result", indicated.result)]
    lines += [("report.extras_added", moved.extras)] if moved.extras else []
    lines += [("report.repairs_off", -moved.repairs)] if moved.repairs else []
    return [_step(facts.texts(key), _amount(facts, amount), key) for key, amount in lines]


def _uncounted(facts: Facts, result: ValuationResult) -> list[LabelLine]:
    """The fixed items that are not in the value, as they belong to comparison."""
    left_out = result.inputs.uncounted
    if not left_out:
        return []
    amount = sum((Fraction(item.amount) for item in left_out), Fraction(0))
    label = facts.texts("report.extras_uncounted")
    return [_step(label, _amount(facts, amount, "valuation.extras"), "uncounted")]


def _amount(facts: Facts, amount: Fraction, path: str = _APPROACHES) -> tuple[Run, ...]:
    shown = formats.money(plain(to_places(amount, _SHEKEL)), facts.texts.language)
    return (Run(shown, field=path),)


def _shared(facts: Facts, result: ValuationResult) -> list[LabelLine]:
    """From the whole to the valued share: the share, the discount, and what they come to."""
    if result.inputs.share is None:
        return [_fact(facts, _DISCOUNT)]
    part = formats.money(plain(result.unrounded, 2), facts.texts.language)
    return [
        _fact(facts, _SHARE),
        _fact(facts, _DISCOUNT),
        _step(facts.texts("report.part"), (Run(part, field=_SHARE),), "part"),
    ]


def _per(facts: Facts, result: ValuationResult) -> list[LabelLine]:
    """The value per room and per built m², of the whole, where they are asked for."""
    whole = result.final if result.inputs.share is None else result.whole
    lines: list[LabelLine] = []
    for figure, path in (("per_room", "unit.rooms"), ("per_built_sqm", "unit.built_area")):
        count = facts.case.number(path)
        if count is not None and count > 0 and derives(facts, figure):
            each = to_places(Fraction(whole) / Fraction(count), _SHEKEL)
            shown = formats.money(plain(each), facts.texts.language)
            label = facts.texts(f"report.{figure}")
            lines.append(_step(label, (Run(shown, field=path),), figure))
    return lines


def _formula(result: ValuationResult, language: Language) -> str:
    """ "162.00 × 35,000 = 5,670,000.00 ₪": as computed, fixed items added, repairs taken off.

    A formula reads from left to right in Hebrew too.
    """
    area, price = plain(result.equivalent_area, 2), plain(result.price_per_sqm)
    formula = f"{formats.number(area)} × {formats.number(price)}"
    repairs = result.inputs.repairs or Decimal(0)
    extras = result.whole - result.areas_value + repairs
    for part in (extras, -repairs):
        if part:
            formula += f" {'+' if part > 0 else '−'} {formats.number(plain(abs(part), 2))}"
    unrounded = plain(result.whole, 2)
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
    return Paragraph((Run(sentence, field="valuation.vat"),), key="words:valuation.vat")


def _rates(facts: Facts, vat: VatStatement) -> dict[str, str]:
    if vat.percent is None or vat.without_vat is None or vat.with_vat is None:
        return {}
    language = facts.texts.language
    return {
        "percent": formats.percent(vat.percent),
        "without": formats.money(plain(vat.without_vat), language),
        "with_vat": formats.money(plain(vat.with_vat), language),
    }
