"""Approaches side by side: what each comes to, which one leads, and how far they lie apart."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.approach_inputs import BY_INPUTS, missing_of
from shamay_desktop.domain.valuation.cells import number_in, text_in
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.residual import residual_of

APPROACHES = "valuation.approaches"
COMPARISON, WEIGHTED = "comparison", "weighted"
MAIN, NOT_USED = "main", "not_used"
_SHEKEL, _NOTHING, _SHEKEL_EXACT = Decimal(1), Fraction(0), Fraction(1)
_INPUTS = MappingProxyType(
    {
        COMPARISON: "valuation.areas",
        "income": "income.cap_rate",
        "cost": "cost.components",
        "residual": "residual.sales",
    }
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What moves an approach's result before it counts, in shekels, exact.

    `extras` are fixed items that are added whatever leads, `repairs` what mending the findings
    costs where it is not in the result already.
    """

    extras: Fraction = _NOTHING
    repairs: Fraction = _NOTHING

    @property
    def net(self) -> Fraction:
        """What is added in all."""
        return self.extras - self.repairs

    def part(self, share: Fraction) -> "Moved":
        """The same of a share of the result."""
        return Moved(self.extras * share, self.repairs * share)


NOT_MOVED = Moved()


@dataclass(frozen=True, slots=True)
class Approach:
    """An approach of the case. `row_id` None: it is computed, but stands in no row yet.

    `computed` in shekels, exact, None where its inputs do not come to a value; `missing` are then
    the paths of what it lacks, once it was begun. `typed` is what the row states. `use` is main,
    supporting, not_used or "" (not said); `weight` in percent. `moved` is what is added to the
    result and taken off it before it counts. `tolerance`: how far, in shekels, a stated result may
    lie off the computed one by rounding alone.
    """

    code: str
    computed: Fraction | None
    typed: Decimal | None = None
    use: str = ""
    reason: str = ""
    weight: Decimal | None = None
    row_id: str | None = None
    missing: tuple[str, ...] = ()
    moved: Moved = NOT_MOVED
    tolerance: Fraction = _SHEKEL_EXACT

    @property
    def result(self) -> Fraction | None:
        """The approach's own result: as stated in the row, else as computed."""
        return self.computed if self.typed is None else Fraction(self.typed)

    @property
    def value(self) -> Fraction | None:
        """What counts: the result with what is added to it and taken off it."""
        return None if self.result is None else self.result + self.moved.net

    @property
    def shown(self) -> Decimal | None:
        """What counts, in whole shekels, half up."""
        return None if self.value is None else to_places(self.value, _SHEKEL)

    @property
    def overridden(self) -> bool:
        """Whether the row states another figure than was computed, beyond half a shekel."""
        if self.typed is None or self.computed is None:
            return False
        return to_places(self.typed, _SHEKEL) != to_places(self.computed, _SHEKEL)

    @property
    def stands_apart(self) -> bool:
        """Whether the row states a figure that is not its own calculation, rounded or not."""
        if self.typed is None:
            return False
        if self.computed is None:
            return True
        return abs(Fraction(self.typed) - self.computed) >= self.tolerance

    @property
    def is_used(self) -> bool:
        """Whether it takes part in the value."""
        return self.use != NOT_USED

    @property
    def lacking(self) -> tuple[str, ...]:
        """Paths without which it has no value: of its inputs, else of the result in its row."""
        if self.value is not None:
            return ()
        return self.missing or (self.cell("value"),)

    @property
    def source(self) -> str:
        """Where its result is entered: the row's own figure, else the first of its inputs."""
        if self.typed is not None or self.code not in _INPUTS:
            return self.cell("value")
        return _INPUTS[self.code]

    def cell(self, column: str) -> str:
        """The path of a cell of its row."""
        return f"{APPROACHES}/{self.row_id}/{column}"


@dataclass(frozen=True, slots=True)
class Indicated:
    """A value that another approach than comparison leads to, or several by weight; exact.

    `result` is before what was `moved`: fixed items that are added, repairs that are taken off.
    `codes` are the approaches that count, `calculated` those of them whose own calculation does:
    not a figure that was stated apart from it.
    """

    basis: str
    result: Fraction
    moved: Moved = NOT_MOVED
    codes: tuple[str, ...] = ()
    calculated: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction:
        """The whole value."""
        return self.result + self.moved.net


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The approaches in the order of their rows, then those that are computed and in none."""

    approaches: tuple[Approach, ...]

    @property
    def listed(self) -> tuple[Approach, ...]:
        """Those that have a row."""
        return tuple(each for each in self.approaches if each.row_id is not None)

    @property
    def used(self) -> tuple[Approach, ...]:
        """Those that have a row which does not say that they are not used."""
        return tuple(each for each in self.listed if each.is_used)

    def uses(self, code: str) -> bool:
        """Whether an approach has a row that does not say that it is not used."""
        return any(each.code == code for each in self.used)

    def counts(self, code: str) -> bool:
        """Whether the value rests on an approach, alone or by a weight; also before there is one.

        A weight alone makes it so, also where the weights together are not right yet.
        """
        if self.weighted:
            return any(each.code == code and (each.weight or 0) > 0 for each in self.weighted)
        return self.basis == code

    @property
    def leading(self) -> tuple[Approach, ...]:
        """Those that a row calls the main one."""
        return tuple(each for each in self.listed if each.use == MAIN and each.code)

    @property
    def main(self) -> Approach | None:
        """The one that leads; None where no row says so, two do, or it stands in two rows."""
        if len(self.leading) != 1 or self.leading[0] in self.doubled:
            return None
        return self.leading[0]

    @property
    def doubled(self) -> tuple[Approach, ...]:
        """The rows of approaches that stand in more than one."""
        counted = Counter(each.code for each in self.listed if each.code)
        return tuple(each for each in self.listed if counted[each.code] > 1)

    @property
    def weighted(self) -> tuple[Approach, ...]:
        """Those with a weight, once one has."""
        return tuple(each for each in self.used if each.weight is not None)

    @property
    def unweighted(self) -> tuple[Approach, ...]:
        """Used approaches without a weight of 0 or more, although another has one."""
        if not self.weighted:
            return ()
        return tuple(
            each
            for each in self.used
            if (each.weight is None and each.code) or (each.weight or 0) < 0
        )

    @property
    def weight(self) -> Fraction:
        """The sum of the weights in percent; 100 when it is right."""
        return sum((Fraction(each.weight or 0) for each in self.weighted), _NOTHING)

    @property
    def gap(self) -> Fraction | None:
        """How far the highest used result lies above the lowest, in percent; None below two."""
        values = [each.value for each in self.used if each.value is not None]
        if len(values) < 2 or min(values) <= 0:
            return None
        return (max(values) / min(values) - 1) * 100

    @property
    def basis(self) -> str:
        """What the value rests on: an approach, or "weighted"; "" as long as that is not clear."""
        if self._unclear:
            return ""
        if self.weighted:
            return WEIGHTED
        return COMPARISON if self.main is None else self.main.code

    @property
    def lacking(self) -> tuple[str, ...]:
        """Paths without which there is no value, what the basis is among them.

        Where comparison leads, what comparison itself lacks is not told here.
        """
        if self._unclear:
            return self._unclear
        if self.basis == COMPARISON:
            return ()
        return tuple(dict.fromkeys(path for each in self.counting for path in each.lacking))

    @property
    def counting(self) -> tuple[Approach, ...]:
        """Those that the value is made of: by weights those with more than 0, else the main one.

        None of them where comparison leads without a row that says so.
        """
        if self.basis == WEIGHTED:
            return tuple(each for each in self.weighted if each.weight)
        return self.leading

    @property
    def indicated(self) -> Indicated | None:
        """The value by another approach or by weights; None where comparison leads, or it lacks."""
        if self.basis in ("", COMPARISON) or self.lacking:
            return None
        result, moved = _NOTHING, NOT_MOVED
        for each in self.counting:
            share = Fraction(each.weight or 0) / 100 if self.basis == WEIGHTED else Fraction(1)
            part = each.moved.part(share)
            result += (each.result or 0) * share
            moved = Moved(moved.extras + part.extras, moved.repairs + part.repairs)
        codes = tuple(each.code for each in self.counting)
        calculated = tuple(each.code for each in self.counting if not each.stands_apart)
        return Indicated(self.basis, result, moved, codes, calculated)

    @property
    def _unclear(self) -> tuple[str, ...]:
        """Paths of what has to be said before anything can lead.

        An approach in two rows of which one would count; weights that are not whole; two main
        ones; none at all where comparison, the customary one, is said not to be used.
        """
        counting = self.weighted or self.leading
        twice = {each.code for each in counting} & {each.code for each in self.doubled}
        if twice:
            return tuple(each.cell("approach") for each in self.doubled if each.code in twice)
        if self.weighted:
            return self._weights_unclear
        uses = tuple(each.cell("use") for each in self.used if each.code)
        if len(self.leading) > 1:
            return tuple(each.cell("use") for each in self.leading)
        idle = [each for each in self.listed if each.code == COMPARISON and not each.is_used]
        if idle and not self.leading:
            return uses or tuple(each.cell("use") for each in idle)
        return ()

    @property
    def _weights_unclear(self) -> tuple[str, ...]:
        lacking = tuple(each.cell("weight") for each in self.unweighted)
        unnamed = tuple(each.cell("approach") for each in self.weighted if not each.code)
        off = () if self.weight == 100 else tuple(each.cell("weight") for each in self.weighted)
        return (*unnamed, *(lacking or off))


def reconciled(
    case: Case,
    comparison: Fraction | None,
    *,
    lacking: tuple[str, ...] = (),
    moved: Mapping[str, Moved] = MappingProxyType({}),
    added: Fraction = _NOTHING,
) -> Reconciliation:
    """The reconciliation of a case.

    `comparison` is what comparison comes to, exact, before repairs; `lacking` the paths of what it
    lacks. `moved` is what is added to the result of an approach and taken off it; `added` the fixed
    items that are added whatever leads, which are in `comparison` already.
    """
    computed, missing = computed_values(case, comparison), _missing(case, lacking)
    tolerance = max(Fraction(case.number("valuation.rounding_step") or 1), _SHEKEL_EXACT)
    listed = tuple(
        replace(_approach(row, computed, missing, moved), tolerance=tolerance)
        for row in case.rows(APPROACHES)
    )
    if added and Reconciliation(listed).basis == WEIGHTED:
        listed = tuple(_with_added(each, added) for each in listed)
    named = {each.code for each in listed}
    further = tuple(
        Approach(code, value, moved=moved.get(code, NOT_MOVED))
        for code, value in computed.items()
        if code not in named
    )
    return Reconciliation((*listed, *further))


def _with_added(each: Approach, added: Fraction) -> Approach:
    """Comparison's stated result, as any other's, is without what is added whatever leads."""
    if each.code != COMPARISON or each.typed is None:
        return each
    computed = None if each.computed is None else each.computed - added
    return replace(each, computed=computed, moved=replace(each.moved, extras=added))


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


def _missing(case: Case, comparison: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    return {COMPARISON: comparison, **{code: missing_of(case, code) for code in BY_INPUTS}}


def _approach(
    row: Row,
    computed: Mapping[str, Fraction],
    missing: Mapping[str, tuple[str, ...]],
    moved: Mapping[str, Moved],
) -> Approach:
    code = text_in(row, "approach")
    return Approach(
        code=code,
        computed=computed.get(code),
        typed=number_in(row, "value"),
        use=text_in(row, "use"),
        reason=text_in(row, "reason"),
        weight=number_in(row, "weight"),
        row_id=row.id,
        missing=() if code in computed else missing.get(code, ()),
        moved=moved.get(code, NOT_MOVED),
    )
