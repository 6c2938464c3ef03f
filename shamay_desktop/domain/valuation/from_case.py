"""What a case gives to the calculation: typed inputs, or the paths of what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, HEADS, MODE
from shamay_desktop.domain.money import RoundingMode
from shamay_desktop.domain.shares import parse_share
from shamay_desktop.domain.valuation.adjusting import (
    Adjustment,
    AdjustmentMode,
    AdjustmentUnit,
)
from shamay_desktop.domain.valuation.cells import (
    date_at,
    date_in,
    number_in,
    share_in,
    text_in,
)
from shamay_desktop.domain.valuation.comparison import Comparable
from shamay_desktop.domain.valuation.equivalent_area import AreaLine
from shamay_desktop.domain.valuation.repairs import repair_estimate
from shamay_desktop.domain.valuation.result import (
    FixedItem,
    ValuationInputs,
    ValuationResult,
    value,
)
from shamay_desktop.domain.valuation.vat import VatTreatment

AREAS, PRICE = "valuation.areas", "valuation.adopted_price_per_sqm"
_PLACES = {choice.code: place for place, choice in enumerate(HEADS)}


@dataclass(frozen=True, slots=True)
class Reading:
    """Inputs, or None and the paths (`field`, or `field/row/column`) that are still missing."""

    inputs: ValuationInputs | None
    missing: tuple[str, ...] = ()


def read_inputs(case: Case) -> Reading:
    """The inputs of the calculation in a case.

    Needed are the areas with their coefficients and the adopted price; without a rounding step
    the value stays unrounded, without VAT or a valuation date nothing is said of VAT.
    """
    missing = missing_paths(case)
    price = case.number(PRICE)
    if missing or price is None:
        return Reading(None, missing)
    return Reading(
        ValuationInputs(
            areas=tuple(map(_area, case.rows(AREAS))),
            adopted_price_per_sqm=price,
            extras=tuple(map(_extra, case.rows("valuation.extras"))),
            repairs=_repairs(case),
            rounding_step=_step(case),
            rounding_mode=RoundingMode(case.text("valuation.rounding_mode") or "nearest"),
            vat=_vat(case),
            valuation_date=date_at(case, "valuation.date"),
            comparables=comparables(case),
            share=_share(case),
            share_discount=case.number("valuation.share_discount"),
        )
    )


def value_of(case: Case) -> ValuationResult | None:
    """The value of a case; None as long as something is missing."""
    inputs = read_inputs(case).inputs
    return None if inputs is None else value(inputs)


def missing_paths(case: Case) -> tuple[str, ...]:
    """The paths without which there is no value, in the registry's order."""
    missing = [] if case.rows(AREAS) else [AREAS]
    missing += [
        f"{AREAS}/{row.id}/{column}"
        for row in case.rows(AREAS)
        for column in ("area", "coefficient")
        if row.content(column) is None
    ]
    if case.number(PRICE) is None:
        missing.append(PRICE)
    missing += [
        f"valuation.extras/{row.id}/amount"
        for row in case.rows("valuation.extras")
        if row.content("amount") is None
    ]
    return tuple(missing)


def comparables(case: Case) -> tuple[Comparable, ...]:
    """The comparables of a case, also those without a price; included unless they say not."""
    mode, by_row = adjustment_mode(case), adjustments_by_comparable(case)
    return tuple(_comparable(row, by_row.get(row.id, ()), mode) for row in case.rows("comparables"))


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


def adjustment_in(row: Row) -> Adjustment | None:
    """The adjustment of a row of `comparables.adjustments`; None without an amount and a head."""
    amount, head = number_in(row, "amount"), text_in(row, "head")
    if amount is None or not head:
        return None
    unit = AdjustmentUnit(text_in(row, "unit") or AdjustmentUnit.PERCENT)
    reason, support = text_in(row, "reason"), text_in(row, "support")
    return Adjustment(head, unit, amount, reason, support, row.id)


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


def _area(row: Row) -> AreaLine:
    return AreaLine(
        name=text_in(row, "name"),
        category=text_in(row, "category") or "other",
        area=number_in(row, "area") or Decimal(0),
        coefficient=number_in(row, "coefficient") or Decimal(0),
        source=text_in(row, "source"),
    )


def _extra(row: Row) -> FixedItem:
    return FixedItem(text_in(row, "name"), number_in(row, "amount") or Decimal(0))


def _repairs(case: Case) -> Decimal | None:
    estimate = repair_estimate(case)
    return estimate.sum if estimate is not None and estimate.deducted else None


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
