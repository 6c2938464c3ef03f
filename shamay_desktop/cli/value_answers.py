"""What `value` answers beside the value: approaches, their reconciliation, sensitivity, chains."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.choices import APPROACHES
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.shares import print_share
from shamay_desktop.domain.valuation.chain import Figure, chains_of, source_of
from shamay_desktop.domain.valuation.from_case import reconciliation_of
from shamay_desktop.domain.valuation.reconciliation import Approach, Reconciliation
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.sensitivity import SensitivityLine, sensitivity
from shamay_desktop.domain.valuation.standard_19 import (
    Stated,
    collateral_of,
    forced_sale_of,
    land_of,
    land_shares,
    reinstatement_19_of,
)
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts

_HUNDREDTH = Decimal("0.01")
_NAMES = {choice.code: choice for choice in APPROACHES}
_USES = {choice.code: choice for choice in BY_ID["valuation.approaches"].column("use").choices}


def approaches_answer(case: Case, result: ValuationResult) -> dict[str, Json]:
    """Approaches, reconciliation, further values, sensitivity and the chain of each figure."""
    reconciliation, moved = reconciliation_of(case), sensitivity(case)
    return {
        "approaches": [_approach(each) for each in reconciliation.approaches],
        "reconciliation": _reconciliation(reconciliation, result),
        "further_values": _further(case, result),
        "sensitivity": [_line(line) for line in moved.lines],
        "sensitivity_unmade": {code: why.value for code, why in moved.unmade},
        "chains": {key: _figure(case, each) for key, each in chains_of(case, result).items()},
    }


def approach_lines(case: Case, texts: Texts) -> list[str]:
    """A line for each approach that has a result or a row."""
    found = reconciliation_of(case)
    return [_said(each, texts) for each in found.approaches]


def _said(approach: Approach, texts: Texts) -> str:
    choice = _NAMES.get(approach.code)
    name = approach.code if choice is None else choice.label(texts.language.value)
    value = approach.shown
    amount = "–" if value is None else strip_marks(formats.money(plain(value), texts.language))
    use = _USES.get(approach.use)
    placed = texts("cli.approach_unplaced") if use is None else use.label(texts.language.value)
    return f"{name}: {amount} ({placed})"


def _approach(approach: Approach) -> Json:
    return {
        "approach": approach.code,
        "row": approach.row_id,
        "use": approach.use or None,
        "computed": _money(approach.computed),
        "stated": _money(approach.typed),
        "extras_added": _money(approach.moved.extras) if approach.moved.extras else None,
        "repairs_off": _money(approach.moved.repairs) if approach.moved.repairs else None,
        "value": _money(approach.value),
        "overridden": approach.overridden,
        "weight": None if approach.weight is None else plain(approach.weight),
        "reason": approach.reason or None,
    }


def _reconciliation(found: Reconciliation, result: ValuationResult) -> Json:
    return {
        "basis": result.inputs.basis,
        "main": None if found.main is None else found.main.code,
        "gap_percent": _money(found.gap),
        "weights_percent": _money(found.weight) if found.weighted else None,
        "whole": plain(result.whole, 2),
        "unrounded": plain(result.unrounded, 2),
        "final": plain(result.final),
    }


def _further(case: Case, result: ValuationResult) -> Json:
    return {
        "collateral": _stated(collateral_of(case, result)),
        "forced_sale": _money(forced_sale_of(case, result)),
        "reinstatement": _stated(reinstatement_19_of(case)),
        "land": _stated(land_of(case, result)),
        "land_shares_percent": [_money(share.percent) for share in land_shares(case, result)],
    }


def _stated(figure: Stated) -> Json:
    return {
        "value": _money(figure.value),
        "computed": _money(figure.computed),
        "stated": _money(figure.typed),
    }


def _line(line: SensitivityLine) -> Json:
    return {
        "parameter": line.parameter,
        "unit": "points" if line.in_points else "percent",
        "values": {plain(cell.change): _money(cell.value) for cell in line.cells},
    }


def _figure(case: Case, figure: Figure) -> Json:
    """A figure with all behind it; of a leaf where it came from."""
    told: dict[str, Json] = {
        "key": figure.key,
        "value": _number(figure),
        "unit": figure.unit,
        "formula": figure.formula.value,
    }
    for name, fact in (("name", figure.name), ("path", figure.path), ("row", figure.row)):
        if fact:
            told[name] = fact
    source = source_of(case, figure) if not figure.parts else None
    if source is not None:
        facts: Iterable[tuple[str, str | int | None]] = (
            ("origin", source.origin.value), ("document", source.document),
            ("page", source.page), ("text", source.text), ("note", source.note),
        )  # fmt: skip
        told["source"] = {name: fact for name, fact in facts if fact is not None}
    if figure.parts:
        told["parts"] = [_figure(case, part) for part in figure.parts]
    return told


def _number(figure: Figure) -> str:
    if figure.unit == "ratio" and isinstance(figure.value, Fraction):
        return print_share(figure.value)
    return plain(figure.shown)


def _money(amount: Decimal | Fraction | None) -> str | None:
    return None if amount is None else plain(to_places(amount, _HUNDREDTH))
