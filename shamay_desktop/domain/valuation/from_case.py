"""What a case gives to the calculation: typed inputs, or the paths of what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, HEADS, MODE
from shamay_desktop.domain.fields.choices import APPROACHES
from shamay_desktop.domain.money import RoundingMode, to_places, total
from shamay_desktop.domain.shares import parse_share
from shamay_desktop.domain.valuation.adjusting import (
    Adjustment,
    AdjustmentMode,
    AdjustmentUnit,
)
from shamay_desktop.domain.valuation.begun_rows import begun
from shamay_desktop.domain.valuation.cells import (
    date_at,
    date_in,
    number_in,
    share_in,
    text_in,
)
from shamay_desktop.domain.valuation.coefficients import table_of
from shamay_desktop.domain.valuation.comparison import PRINT_STEP, Comparable
from shamay_desktop.domain.valuation.equivalent_area import (
    AreaLine,
    CoefficientTable,
    tier_parts,
)
from shamay_desktop.domain.valuation.reconciliation import (
    COMPARISON,
    Moved,
    Reconciliation,
    reconciled,
)
from shamay_desktop.domain.valuation.repairs import repair_estimate
from shamay_desktop.domain.valuation.result import (
    FixedItem,
    ValuationInputs,
    ValuationResult,
    before_repairs,
    value,
)
from shamay_desktop.domain.valuation.vat import VatTreatment

AREAS, PRICE = "valuation.areas", "valuation.adopted_price_per_sqm"
EXTRAS, EVERY_APPROACH = "valuation.extras", "every_approach"
COMPARABLE_STEP = "valuation.comparable_step"
_FOUR_PLACES = Decimal("0.0001")
_ADJUSTMENT_CELLS = ("amount", "head", "unit", "reason", "support")
_UNITS = {"": AdjustmentUnit.PERCENT, **{unit.value: unit for unit in AdjustmentUnit}}
_PLACES = {choice.code: place for place, choice in enumerate(HEADS)}


@dataclass(frozen=True, slots=True)
class Reading:
    """Inputs, or None and the paths (`field`, or `field/row/column`) that are still missing."""

    inputs: ValuationInputs | None
    missing: tuple[str, ...] = ()


def read_inputs(case: Case) -> Reading:
    """The inputs of the calculation in a case.

    Needed are the areas with their coefficients and the adopted price, or the result of the
    approach that leads instead; without a rounding step the value stays unrounded, without VAT or
    a valuation date nothing is said of VAT.
    """
    bare = _inputs(case)
    lacking = _missing_for_comparison(case)
    reconciliation = _reconciled(case, bare, lacking)
    missing = _missing(case, reconciliation, lacking)
    if missing:
        return Reading(None, missing)
    evidence = comparables(case)
    return Reading(replace(bare, comparables=evidence, indicated=reconciliation.indicated))


def reconciliation_of(case: Case) -> Reconciliation:
    """The approaches of a case with what each comes to; comparison as a whole, unrounded."""
    return _reconciled(case, _inputs(case), _missing_for_comparison(case))


def _reconciled(case: Case, bare: ValuationInputs, lacking: tuple[str, ...]) -> Reconciliation:
    comparison = None if lacking else Fraction(before_repairs(bare))
    added = _added(bare)
    moved = _moved(case, added)
    return reconciled(case, comparison, lacking=lacking, moved=moved, added=added)


def _added(bare: ValuationInputs) -> Fraction:
    """The fixed items that are added whatever leads, in shekels."""
    return Fraction(total(item.amount for item in bare.extras if item.every_approach))


def _moved(case: Case, added: Fraction) -> Mapping[str, Moved]:
    """What moves the result of each approach: comparison has its fixed items in it already."""
    estimate = repair_estimate(case)
    moved = {}
    for choice in APPROACHES:
        off = Decimal(0) if estimate is None else estimate.off(choice.code)
        extras = Fraction(0) if choice.code == COMPARISON else added
        moved[choice.code] = Moved(extras, Fraction(off))
    return moved


def _inputs(case: Case) -> ValuationInputs:
    """All that the case has but for its evidence; an area that is not complete is left out."""
    table = table_of(case)
    return ValuationInputs(
        areas=tuple(
            line for row in case.rows(AREAS) if (line := area_line(row, table)) is not None
        ),
        adopted_price_per_sqm=case.number(PRICE) or Decimal(0),
        extras=extras_of(case),
        repairs=_repairs(case),
        rounding_step=_step(case),
        rounding_mode=RoundingMode(case.text("valuation.rounding_mode") or "nearest"),
        vat=_vat(case),
        valuation_date=date_at(case, "valuation.date"),
        share=_share(case),
        share_discount=case.number("valuation.share_discount"),
    )


def extras_of(case: Case) -> tuple[FixedItem, ...]:
    """The fixed items of a case; one that was begun without an amount counts 0 and is missing."""
    return tuple(map(_extra, begun(case, EXTRAS)))


def value_of(case: Case) -> ValuationResult | None:
    """The value of a case; None as long as something is missing."""
    inputs = read_inputs(case).inputs
    return None if inputs is None else value(inputs)


def comparison_of(case: Case) -> ValuationResult | None:
    """What comparison comes to by itself, whichever approach leads; None where it lacks."""
    if _missing_for_comparison(case):
        return None
    return value(replace(_inputs(case), comparables=comparables(case)))


def missing_paths(case: Case) -> tuple[str, ...]:
    """The paths without which there is no value, in the registry's order."""
    lacking = _missing_for_comparison(case)
    return _missing(case, _reconciled(case, _inputs(case), lacking), lacking)


def _missing(
    case: Case, reconciliation: Reconciliation, lacking: tuple[str, ...]
) -> tuple[str, ...]:
    if reconciliation.basis == COMPARISON:
        return lacking
    # Of the fixed items only those count that are added whatever leads.
    paths = (*reconciliation.lacking, *_extras_missing(case, every_approach=True))
    return tuple(dict.fromkeys(paths))


def _extras_missing(case: Case, *, every_approach: bool = False) -> list[str]:
    return [
        f"{EXTRAS}/{row.id}/amount"
        for row in begun(case, EXTRAS)
        if row.content("amount") is None
        and (not every_approach or row.content(EVERY_APPROACH) is True)
    ]


def _missing_for_comparison(case: Case) -> tuple[str, ...]:
    table = table_of(case)
    missing = [] if case.rows(AREAS) else [AREAS]
    for row in case.rows(AREAS):
        if row.content("area") is None:
            missing.append(f"{AREAS}/{row.id}/area")
        if row.content("coefficient") is None and not _tabled(row, table):
            missing.append(f"{AREAS}/{row.id}/coefficient")
    if case.number(PRICE) is None:
        missing.append(PRICE)
    return (*missing, *_extras_missing(case))


def _tabled(row: Row, table: CoefficientTable | None) -> bool:
    return table is not None and bool(table.tiers.get(text_in(row, "category")))


def comparables(case: Case) -> tuple[Comparable, ...]:
    """The comparables of a case, also those without a price; included unless they say not."""
    mode, by_row = adjustment_mode(case), adjustments_by_comparable(case)
    step = printed_step(case)
    return tuple(
        replace(_comparable(row, by_row.get(row.id, ()), mode), step=step)
        for row in case.rows("comparables")
    )


def printed_step(case: Case) -> Decimal:
    """The step in shekels that prices per m² of comparables are printed to."""
    stated = case.number(COMPARABLE_STEP)
    return PRINT_STEP if stated is None or stated <= 0 else stated


def adjustment_mode(case: Case) -> AdjustmentMode:
    """How the case puts percentages together: as a product where it does not say."""
    return AdjustmentMode(case.text(MODE) or AdjustmentMode.PRODUCT)


def adjustments_by_comparable(case: Case) -> Mapping[str, tuple[Adjustment, ...]]:
    """What each comparable is adjusted for, by its row, in the order of the heads.

    A row without an amount, a head or a comparable of the case adjusts nothing yet.
    """
    found: dict[str, list[Adjustment]] = {}
    for row in case.rows(ADJUSTMENTS):
        each = adjustment_in(row)
        if each is not None:
            found.setdefault(text_in(row, "comparable"), []).append(each)
    return {row_id: tuple(sorted(listed, key=_place)) for row_id, listed in found.items()}


def adjustment_gaps(case: Case) -> tuple[str, ...]:
    """Paths of what begun rows of adjustments lack: they adjust nothing as long as it lacks.

    A comparable that the case does not have is none. Rows of an excluded comparable need nothing.
    """
    rows = {row.id: row for row in case.rows("comparables")}
    gaps = []
    for row in begun(case, ADJUSTMENTS):
        comparable = rows.get(text_in(row, "comparable"))
        if comparable is not None and comparable.content("included") is False:
            continue
        path = f"{ADJUSTMENTS}/{row.id}"
        gaps += [] if comparable is not None else [f"{path}/comparable"]
        gaps += [f"{path}/{name}" for name in ("head", "amount") if row.content(name) is None]
    return tuple(gaps)


def adjustment_in(row: Row) -> Adjustment | None:
    """The adjustment of a row of `comparables.adjustments`; None without an amount and a head."""
    # A grid reads hundreds of these rows at each key, so the cells are looked up once.
    cells = row.cells
    amount, head, unit, reason, support = (
        "" if (cell := cells.get(name)) is None or cell.content is None else cell.content
        for name in _ADJUSTMENT_CELLS
    )
    if not isinstance(amount, str) or not amount or not isinstance(head, str) or not head:
        return None
    return Adjustment(head, _UNITS[str(unit)], Decimal(amount), str(reason), str(support), row.id)


def _place(adjustment: Adjustment) -> tuple[int, str]:
    return _PLACES.get(adjustment.head, len(_PLACES)), adjustment.head


def _share(case: Case) -> Fraction | None:
    """The part of the rights that is valued; None where it is not stated or is the whole."""
    stated = case.text("rights.valued_share")
    share = None if stated is None else parse_share(stated)
    return None if share == 1 else share


def _step(case: Case) -> Decimal | None:
    """The rounding step; a negative one (a slip that the range shows) rounds nothing."""
    step = case.number("valuation.rounding_step")
    return None if step is not None and step < 0 else step


def area_line(row: Row, table: CoefficientTable | None) -> AreaLine | None:
    """A row of the areas: its own coefficient, else that of the case's table.

    None without an area, or without any coefficient.
    """
    area, coefficient = number_in(row, "area"), number_in(row, "coefficient")
    category = text_in(row, "category") or "other"
    if area is None or (coefficient is None and not _tabled(row, table)):
        return None
    parts: tuple[tuple[Decimal, Decimal], ...] = ()
    if coefficient is None and table is not None:
        parts = tier_parts(area, table.tiers[category], table.mode)
        if len(parts) == 1:
            coefficient, parts = parts[0][1], ()
    return AreaLine(
        name=text_in(row, "name"),
        category=category,
        area=area,
        coefficient=_mean_coefficient(area, parts) if coefficient is None else coefficient,
        source=text_in(row, "source"),
        parts=parts,
        row_id=row.id,
    )


def _mean_coefficient(area: Decimal, parts: tuple[tuple[Decimal, Decimal], ...]) -> Decimal:
    whole = sum((Fraction(part) * Fraction(by) for part, by in parts), Fraction(0))
    return to_places(whole / Fraction(area), _FOUR_PLACES) if area > 0 else parts[0][1]


def _extra(row: Row) -> FixedItem:
    always = row.content(EVERY_APPROACH) is True
    amount = number_in(row, "amount") or Decimal(0)
    return FixedItem(text_in(row, "name"), amount, row.id, always)


def _repairs(case: Case) -> Decimal | None:
    estimate = repair_estimate(case)
    off = None if estimate is None else estimate.off(COMPARISON)
    return off or None


def _vat(case: Case) -> VatTreatment | None:
    treatment = case.text("valuation.vat")
    return None if treatment is None else VatTreatment(treatment)


def _comparable(row: Row, adjustments: tuple[Adjustment, ...], mode: AdjustmentMode) -> Comparable:
    return Comparable(
        row_id=row.id,
        price=number_in(row, "price"),
        area=number_in(row, "area"),
        share_sold=share_in(row, "share_sold"),
        adjustment=number_in(row, "adjustment"),
        weight=number_in(row, "weight"),
        included=row.content("included") is not False,
        sold_on=date_in(row, "date"),
        rooms=number_in(row, "rooms"),
        adjustments=adjustments,
        mode=mode,
    )
