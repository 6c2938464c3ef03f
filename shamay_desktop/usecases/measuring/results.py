"""What was measured as data: numbers as exact strings, each with its error."""

from collections.abc import Callable
from decimal import Decimal

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind
from shamay_desktop.domain.measuring.scale import MeasuredSheet, Residual, Scale
from shamay_desktop.domain.measuring.totals import Total
from shamay_desktop.domain.money import plain
from shamay_desktop.usecases.measuring.measuring import MeasuredFile

Words = Callable[[Refused], str]

_DIGITS, _ERROR_DIGITS = 12, 4
_UNNAMED = "none"


def results_of(found: MeasuredFile, words: Words) -> dict[str, Json]:
    """What the command answers and an export holds; `words` says a problem to a person."""
    sheet, own = found.sheet, found.measured.scales.get("")
    return {
        "plan": found.plan,
        "page": sheet.page,
        "dpi": sheet.dpi,
        **_scale_json(own),
        "references": [_reference_json(each, found.measured) for each in sheet.references],
        "regions": [
            {"id": each.id, "name": each.name, **_scale_json(found.measured.scales.get(each.id))}
            for each in sheet.regions
        ],
        "shapes": [_shape_json(each, found.measured, words) for each in sheet.shapes],
        "totals": _by_category(found.totals),
        "totals_by_floor": [_total_json(each) for each in found.totals],
        "problems": [
            {"in": place, "code": problem.code, "text": words(problem)}
            for place, problem in found.problems
        ],
        "doubts": [
            {"in": place, "code": doubt.code, "text": words(doubt)} for place, doubt in found.doubts
        ],
    }


def _scale_json(scale: Scale | None) -> dict[str, Json]:
    if scale is None:
        return {"metres_per_pixel": None, "rms_residual_m": None, "verified": "not"}
    return {
        "metres_per_pixel": plain(scale.metres_per_pixel),
        "rms_residual_m": None if scale.rms is None else exact_text(scale.rms, _DIGITS),
        "plus_minus_percent": exact_text(100 * scale.plus_minus, _ERROR_DIGITS),
        "correction": scale.correction.value,
        "source": "references" if scale.from_references else "stated",
        "stated_off_percent": (
            None if scale.stated_off is None else exact_text(100 * scale.stated_off, _ERROR_DIGITS)
        ),
        "skew_assumed": scale.skew_assumed,
        "verified": scale.verified.value,
        "verified_by": list(scale.verified_by),
        "why_not": scale.why_not or None,
    }


def _reference_json(reference: Reference, measured: MeasuredSheet) -> dict[str, Json]:
    residual = _residual(reference, measured)
    return {
        "id": reference.id,
        "region": reference.region,
        "metres": None if reference.metres is None else format(reference.metres, "f"),
        "measured_m": None if residual is None else exact_text(residual.measured, _DIGITS),
        "residual_m": None if residual is None else exact_text(residual.residual, _DIGITS),
        "used": residual is not None and residual.used,
        "outlier": residual is not None and residual.outlier,
    }


def _residual(reference: Reference, measured: MeasuredSheet) -> Residual | None:
    listed = measured.residuals.get(reference.region, ())
    return next((each for each in listed if each.reference == reference), None)


def _shape_json(shape: Shape, measured: MeasuredSheet, words: Words) -> dict[str, Json]:
    found = measured.shapes[shape.id]
    head: dict[str, Json] = {
        "id": shape.id,
        "name": shape.name,
        "category": shape.category,
        "floor": shape.floor,
        "kind": shape.kind.value,
        "region": measured.regions.get(shape.id),
    }
    if isinstance(found, Refused):
        nothing: dict[str, Json] = dict.fromkeys(_names(shape))
        return {**head, **nothing, "problem": {"code": found.code, "text": words(found)}}
    value, error = exact_text(found.value, _DIGITS), exact_text(found.plus_minus, _ERROR_DIGITS)
    parts: dict[str, Json] = {
        "from_scale": exact_text(found.from_scale, _ERROR_DIGITS),
        "from_drawing": exact_text(found.from_drawing, _ERROR_DIGITS),
    }
    if shape.kind is ShapeKind.LENGTH:
        return {**head, "length_m": value, "plus_minus_m": error, **parts}
    around = measured.perimeters[shape.id]
    return {
        **head,
        "area_m2": value,
        "perimeter_m": exact_text(around.value, _DIGITS),
        "plus_minus_m2": error,
        "perimeter_plus_minus_m": exact_text(around.plus_minus, _ERROR_DIGITS),
        **parts,
    }


def _names(shape: Shape) -> tuple[str, ...]:
    if shape.kind is ShapeKind.LENGTH:
        return "length_m", "plus_minus_m"
    return "area_m2", "perimeter_m", "plus_minus_m2"


def _by_category(totals: tuple[Total, ...]) -> dict[str, Json]:
    """Areas alone, all floors together; what has no category is "none"."""
    sums: dict[str, float] = {}
    for total in totals:
        if total.kind is ShapeKind.AREA:
            category = total.category or _UNNAMED
            sums[category] = sums.get(category, 0.0) + total.measured.value
    return {category: exact_text(value, _DIGITS) for category, value in sums.items()}


def _total_json(total: Total) -> dict[str, Json]:
    unit = "m2" if total.kind is ShapeKind.AREA else "m"
    return {
        "category": total.category or _UNNAMED,
        "floor": total.floor,
        "kind": total.kind.value,
        ("area_m2" if unit == "m2" else "length_m"): exact_text(total.measured.value, _DIGITS),
        f"plus_minus_{unit}": exact_text(total.measured.plus_minus, _ERROR_DIGITS),
        "shapes": list(total.shapes),
    }


def exact_text(value: float, digits: int) -> str:
    """So many digits that count, without exponent."""
    return plain(Decimal(f"{value:.{digits}g}"))
