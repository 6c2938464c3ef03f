"""What the findings of the visit would cost to mend, and whether the value counts it."""

from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import total
from shamay_desktop.domain.valuation.cells import number_in

FINDINGS, TREATMENT = "unit.findings", "valuation.repairs"
ALREADY_IN = "valuation.repairs_in"
DEDUCTED, IN_PRICE = "deducted", "in_price"


@dataclass(frozen=True, slots=True)
class RepairEstimate:
    """Shekels of all findings with a cost; `unpriced` counts those without one.

    `already_in` are the approaches whose result is said to count them; from such a result they
    are not deducted once more.
    """

    sum: Decimal
    priced: int
    unpriced: int
    deducted: bool
    already_in: tuple[str, ...] = ()

    def off(self, approach: str) -> Decimal:
        """What is taken off the result of an approach, in shekels."""
        counts = self.deducted and approach not in self.already_in
        return self.sum if counts else Decimal(0)


def repair_estimate(case: Case) -> RepairEstimate | None:
    """The estimate of a case; None as long as no finding has a cost."""
    costs = [number_in(row, "cost") for row in case.rows(FINDINGS)]
    known = [cost for cost in costs if cost is not None]
    if not known:
        return None
    deducted = case.text(TREATMENT) == DEDUCTED
    named = case.content(ALREADY_IN)
    already_in = tuple(map(str, named)) if deducted and isinstance(named, tuple) else ()
    unpriced = len(costs) - len(known)
    return RepairEstimate(total(known), len(known), unpriced, deducted, already_in)
