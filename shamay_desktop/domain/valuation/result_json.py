"""The whole calculation as JSON with exact strings, for storage and for other programs."""

from decimal import Decimal

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.shares import print_share
from shamay_desktop.domain.valuation.comparison import PricedComparable, Statistics
from shamay_desktop.domain.valuation.equivalent_area import AreaLine
from shamay_desktop.domain.valuation.result import ValuationInputs, ValuationResult, value_json
from shamay_desktop.domain.valuation.vat import VatStatement
from shamay_desktop.i18n.language import Language


def details_json(result: ValuationResult, language: Language) -> dict[str, Json]:
    """`value_json` and every figure behind it; unknown figures are null."""
    inputs = result.inputs
    return {
        **value_json(result, language),
        "basis": inputs.basis,
        "areas_value": plain(result.areas_value, 2),
        "whole": plain(result.whole, 2),
        "valued_share": None if inputs.share is None else print_share(inputs.share),
        "share_discount": _text(inputs.share_discount),
        "rounding_step": _text(inputs.rounding_step),
        "rounding_mode": inputs.rounding_mode.value,
        "areas": [_area(line) for line in inputs.areas],
        "extras": [
            {
                "name": item.name,
                "amount": plain(item.amount),
                "counted": item not in inputs.uncounted,
            }
            for item in inputs.extras
        ],
        "repairs": _repairs(inputs),
        "comparables": [_comparable(row) for row in result.rows],
        "statistics": None if result.statistics is None else _statistics(result.statistics),
        "vat": None if result.vat is None else _vat(result.vat),
    }


def _repairs(inputs: ValuationInputs) -> str | None:
    """What is taken off the value for repairs, whichever approach leads; null where nothing is."""
    if inputs.indicated is None:
        return _text(inputs.repairs)
    off = inputs.indicated.moved.repairs
    return plain(to_places(off)) if off else None


def _text(number: Decimal | None, places: int = 0) -> str | None:
    return None if number is None else plain(number, places)


def _area(line: AreaLine) -> Json:
    return {
        "name": line.name,
        "category": line.category,
        "area": plain(line.area),
        "coefficient": plain(line.coefficient),
        "equivalent": plain(line.equivalent, 2),
        "source": line.source,
        "tiers": [{"area": plain(area), "coefficient": plain(by)} for area, by in line.parts],
    }


def _comparable(row: PricedComparable) -> Json:
    return {
        "id": row.comparable.row_id,
        "included": row.comparable.included,
        "price_per_sqm": plain(row.raw, 2),
        "price_per_sqm_rounded": plain(row.rounded),
        "price_per_room": _text(row.per_room),
        "adjusted_price_per_sqm_rounded": plain(row.adjusted_rounded),
    }


def _statistics(found: Statistics) -> Json:
    return {
        "count": found.count,
        "mean": plain(found.mean, 2),
        "median": plain(found.median, 2),
        "min": plain(found.low, 2),
        "max": plain(found.high, 2),
        "weighted_mean": _text(found.weighted, 2),
        "standard_deviation": _text(found.deviation, 2),
        "coefficient_of_variation": _text(found.variation, 4),
    }


def _vat(statement: VatStatement) -> Json:
    return {
        "treatment": statement.treatment.value,
        "percent": _text(statement.percent),
        "without_vat": _text(statement.without_vat),
        "vat": _text(statement.vat),
        "with_vat": _text(statement.with_vat),
    }
