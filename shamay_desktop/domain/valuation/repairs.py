"""What the findings of the visit would cost to mend, and whether the value counts it."""

from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import total
from shamay_desktop.domain.valuation.cells import number_in

FINDINGS, TREATMENT = "unit.findings", "valuation.repairs"


@dataclass(frozen=True, slots=True)
class RepairEstimate:
    """Shekels of all findings with a cost; `unpriced` counts those without one."""

    sum: Decimal
    priced: int
    unpriced: int
    deducted: bool


def repair_estimate(case: Case) -> RepairEstimate | None:
    """The estimate of a case; None as long as no finding has a cost."""
    costs = [number_in(row, "cost") for row in case.rows(FINDINGS)]
    known = [cost for cost in costs if cost is not None]
    if not known:
        return None
    deducted = case.text(TREATMENT) == "deducted"
    return RepairEstimate(total(known), len(known), len(costs) - len(known), deducted)
