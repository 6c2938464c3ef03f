"""Approaches side by side: what each comes to, which one leads, and how far they lie apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.cells import number_in, text_in
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.residual import residual_of

APPROACHES = "valuation.approaches"
COMPARISON, WEIGHTED = "comparison", "weighted"
MAIN, NOT_USED = "main", "not_used"
_SHEKEL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Approach:
    """An approach of the case. `row_id` None: it is computed, but stands in no row yet.

    `computed` in shekels, exact, None where its inputs do not come to a value; `typed` what the
    row states. `use` is main, supporting, not_used or "" (not said); `weight` in percent.
    """

    code: str
    computed: Fraction | None
    typed: Decimal | None = None
    use: str = ""
    reason: str = ""
    weight: Decimal | None = None
    row_id: str | None = None

    @property
    def value(self) -> Fraction | None:
        """What counts: as stated in the row, else as computed."""
        return self.computed if self.typed is None else Fraction(self.typed)

    @property
    def shown(self) -> Decimal | None:
        """The value in whole shekels, half up."""
        return None if self.value is None else to_places(self.value, _SHEKEL)

    @property
    def overridden(self) -> bool:
        """Whether the row states another figure than was computed, beyond half a shekel."""
        if self.typed is None or self.computed is None:
            return False
        return to_places(self.typed, _SHEKEL) != to_places(self.computed, _SHEKEL)

    @property
    def is_used(self) -> bool:
        """Whether it takes part in the value."""
        return self.use != NOT_USED


@dataclass(frozen=True, slots=True)
class Indicated:
    """A value that another approach than comparison leads to, or several by weight; exact."""

    basis: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The approaches in the order of their rows, then those that are computed and in none."""

    approaches: tuple[Approach, ...]

    @property
    def listed(self) -> tuple[Approach, ...]:
        """Those that have a row."""
        return tuple(each for each in self.approaches if each.row_id is not None)

    @property
    def main(self) -> Approach | None:
        """The one that leads; None where no row says so, or two do."""
        leading = [each for each in self.listed if each.use == MAIN and each.code]
        return leading[0] if len(leading) == 1 else None

    @property
    def weighted(self) -> tuple[Approach, ...]:
        """Those with a weight, once one has."""
        return tuple(each for each in self.listed if each.is_used and each.weight is not None)

    @property
    def weight(self) -> Fraction:
        """The sum of the weights in percent; 100 when it is right."""
        return sum((Fraction(each.weight or 0) for each in self.weighted), Fraction(0))

    @property
    def gap(self) -> Fraction | None:
        """How far the highest used result lies above the lowest, in percent; None below two."""
        values = [each.value for each in self.listed if each.is_used and each.value is not None]
        if len(values) < 2 or min(values) <= 0:
            return None
        return (max(values) / min(values) - 1) * 100

    @property
    def basis(self) -> str:
        """What the value rests on: an approach, or "weighted"."""
        if self.weighted and self.weight > 0:
            return WEIGHTED
        return COMPARISON if self.main is None else self.main.code

    @property
    def lacking(self) -> tuple[str, ...]:
        """Paths of results without which there is no value; none where comparison leads."""
        if self.basis == COMPARISON:
            return ()
        asked = self.weighted if self.basis == WEIGHTED else (self.main,)
        return tuple(
            f"{APPROACHES}/{each.row_id}/value"
            for each in asked
            if each is not None and each.value is None
        )

    @property
    def indicated(self) -> Indicated | None:
        """The value by another approach or by weights; None where comparison leads, or it lacks."""
        if self.basis == COMPARISON or self.lacking:
            return None
        if self.basis == WEIGHTED:
            parts = ((each.value or 0) * Fraction(each.weight or 0) for each in self.weighted)
            return Indicated(WEIGHTED, sum(parts, Fraction(0)) / self.weight)
        main = self.main
        return None if main is None or main.value is None else Indicated(main.code, main.value)


def reconciled(case: Case, comparison: Fraction | None) -> Reconciliation:
    """The reconciliation of a case; `comparison` is what comparison comes to, exact."""
    computed = computed_values(case, comparison)
    rows = case.rows(APPROACHES)
    listed = tuple(_approach(row, computed) for row in rows)
    named = {each.code for each in listed}
    further = tuple(
        Approach(code, value) for code, value in computed.items() if code not in named
    )  # fmt: skip
    return Reconciliation((*listed, *further))


def computed_values(case: Case, comparison: Fraction | None) -> Mapping[str, Fraction]:
    """Approach -> what its inputs come to in shekels, exact; only of those that have a value."""
    income, cost, residual = capitalised(case), cost_of(case), residual_of(case)
    found = {
        COMPARISON: comparison,
        "income": None if income is None else income.exact_value,
        "cost": None if cost is None else cost.exact_value,
        "residual": None if residual is None else residual.land,
    }
    return {code: value for code, value in found.items() if value is not None}


def _approach(row: Row, computed: Mapping[str, Fraction]) -> Approach:
    code = text_in(row, "approach")
    return Approach(
        code=code,
        computed=computed.get(code),
        typed=number_in(row, "value"),
        use=text_in(row, "use"),
        reason=text_in(row, "reason"),
        weight=number_in(row, "weight"),
        row_id=row.id,
    )
