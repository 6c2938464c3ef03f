"""The calculation as a whole: typed inputs in, the value with every figure it rests on out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.money import (
    AGORA,
    RoundingMode,
    exactly,
    plain,
    product,
    round_to_step,
    to_places,
    total,
)
from shamay_desktop.domain.valuation.comparison import (
    Comparable,
    PricedComparable,
    Statistics,
    priced,
    statistics,
)
from shamay_desktop.domain.valuation.equivalent_area import AreaLine, equivalent_area
from shamay_desktop.domain.valuation.reconciliation import COMPARISON, Indicated
from shamay_desktop.domain.valuation.vat import VatStatement, VatTreatment, vat_statement
from shamay_desktop.domain.valuation.words import LARGEST, amount_in_words
from shamay_desktop.i18n.language import Language


@dataclass(frozen=True, slots=True)
class FixedItem:
    """A sum in shekels added to the value (a parking space), or taken from it when negative.

    It belongs to the comparison's calculation; `every_approach`: it is added whatever leads.
    """

    name: str
    amount: Decimal
    row_id: str = ""
    every_approach: bool = False


@dataclass(frozen=True, slots=True)
class ValuationInputs:
    """What a value is computed from; areas in m², money in shekels.

    `share` is the part of the rights that is valued (None: the whole), `share_discount` the
    percent taken off for undivided ownership; it counts only where a part is valued. `repairs` is
    what mending the findings of the visit costs, taken off what comparison comes to (None: not
    counted there).
    `rounding_step` None or 0 leaves the value unrounded; `valuation_date` decides the rate of
    VAT, and without it or without `vat` there is no statement on VAT.
    `indicated` is the whole value where another approach than comparison leads to it, or several
    by weight, with the repairs and fixed items that move it; areas, price, the other fixed items
    and `repairs` are then for information.
    """

    areas: tuple[AreaLine, ...]
    adopted_price_per_sqm: Decimal
    extras: tuple[FixedItem, ...] = ()
    rounding_step: Decimal | None = None
    rounding_mode: RoundingMode = RoundingMode.NEAREST
    vat: VatTreatment | None = None
    valuation_date: date | None = None
    comparables: tuple[Comparable, ...] = ()
    share: Fraction | None = None
    share_discount: Decimal | None = None
    repairs: Decimal | None = None
    indicated: Indicated | None = None

    @property
    def basis(self) -> str:
        """What the value rests on: an approach, or "weighted"."""
        return COMPARISON if self.indicated is None else self.indicated.basis

    @property
    def uncounted(self) -> tuple[FixedItem, ...]:
        """The fixed items that are not in the value, as comparison, to which they belong, is not.

        Where comparison counts by its weight, so do they, in its result; unless that is a figure
        which was stated apart from its calculation.
        """
        if self.indicated is None or COMPARISON in self.indicated.calculated:
            return ()
        return tuple(item for item in self.extras if not item.every_approach)


@dataclass(frozen=True, slots=True)
class ValuationResult:
    """The value and what it rests on; `final` is a multiple of the step.

    `areas_value` = equivalent area × adopted price; `whole` adds the fixed items and takes
    off the repairs; both exact. Where another approach leads, `whole` is its value to the agora.
    `unrounded` is the valued share of the whole, less its discount: exact where the whole is
    valued, else to the agora (`final` is rounded from the exact part, not from this).
    """

    inputs: ValuationInputs
    equivalent_area: Decimal
    areas_value: Decimal
    whole: Decimal
    unrounded: Decimal
    final: Decimal
    rows: tuple[PricedComparable, ...]
    statistics: Statistics | None
    vat: VatStatement | None

    @property
    def exact_whole(self) -> Fraction:
        """The whole value in shekels before anything is rounded."""
        indicated = self.inputs.indicated
        return Fraction(whole_by_comparison(self.inputs) if indicated is None else indicated.value)

    @property
    def price_per_sqm(self) -> Decimal:
        """The adopted price per equivalent m²; where another approach leads, what it comes to."""
        if self.inputs.indicated is None:
            return self.inputs.adopted_price_per_sqm
        area = Fraction(self.equivalent_area)
        return to_places(self.inputs.indicated.value / area) if area > 0 else Decimal(0)

    @property
    def rounding_step(self) -> Decimal | None:
        """The step that the value was rounded to, None for none."""
        return self.inputs.rounding_step

    def words(self, language: Language) -> str:
        """The final value in words, empty beyond what can be said."""
        return amount_in_words(self.final, language) if abs(self.final) <= LARGEST else ""


def value(inputs: ValuationInputs) -> ValuationResult:
    """The value: round((Σ area × coefficient × price + fixed − repairs) × share).

    Where another approach leads, its value stands in the place of the inner bracket.
    """
    area = equivalent_area(inputs.areas)
    areas_value = product(area, inputs.adopted_price_per_sqm)
    whole: Decimal | Fraction = whole_by_comparison(inputs)
    if inputs.indicated is not None:
        whole = inputs.indicated.value
    part = whole if inputs.share is None else Fraction(whole) * valued_part(inputs)
    final = round_to_step(part, inputs.rounding_step, inputs.rounding_mode)
    if not inputs.rounding_step or inputs.rounding_step % AGORA:
        final = to_places(final)  # a value has no fractions of an agora
    rows = tuple(row for row in map(priced, inputs.comparables) if row is not None)
    return ValuationResult(
        inputs=inputs,
        equivalent_area=area,
        areas_value=areas_value,
        whole=whole if isinstance(whole, Decimal) else to_places(whole),
        unrounded=part if isinstance(part, Decimal) else to_places(part),
        final=final,
        rows=rows,
        statistics=statistics(rows),
        vat=_vat(final, inputs),
    )


def whole_by_comparison(inputs: ValuationInputs) -> Decimal:
    """Σ area × coefficient × price + fixed items − repairs, exact."""
    with exactly():
        return before_repairs(inputs) - (inputs.repairs or Decimal(0))


def before_repairs(inputs: ValuationInputs) -> Decimal:
    """Σ area × coefficient × price + fixed items, exact."""
    areas_value = product(equivalent_area(inputs.areas), inputs.adopted_price_per_sqm)
    with exactly():
        return areas_value + total(item.amount for item in inputs.extras)


def valued_part(inputs: ValuationInputs) -> Fraction:
    """What part of the whole value the valued rights are worth: share × (1 − discount)."""
    if inputs.share is None:
        return Fraction(1)
    return inputs.share * (1 - Fraction(inputs.share_discount or 0) / 100)


def _vat(final: Decimal, inputs: ValuationInputs) -> VatStatement | None:
    if inputs.vat is None or inputs.valuation_date is None:
        return None
    return vat_statement(final, inputs.vat, inputs.valuation_date)


def value_json(result: ValuationResult, language: Language) -> dict[str, str]:
    """The five facts of `value` in the answer of `case run`: exact strings, and the words."""
    return {
        "final": plain(result.final),
        "unrounded": plain(result.unrounded, 2),
        "price_per_sqm": plain(result.price_per_sqm),
        "equivalent_area": plain(result.equivalent_area, 2),
        "words": result.words(language),
    }
