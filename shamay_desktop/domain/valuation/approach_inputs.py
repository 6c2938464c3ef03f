"""What income, cost and the residual method still lack, once their own fields say something."""

from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.valuation.begun_rows import begun
from shamay_desktop.domain.valuation.cost import cost_missing, cost_row_gaps
from shamay_desktop.domain.valuation.income import income_missing, income_row_gaps
from shamay_desktop.domain.valuation.residual import residual_missing, residual_row_gaps

_GROUPS = MappingProxyType({"income": "income.", "cost": "cost.", "residual": "residual."})
_EVIDENCE = ("income.leases", "income.rents")
"""Facts of the property and of the market that begin no approach by themselves."""
BY_INPUTS = tuple(_GROUPS)
"""The approaches that are computed from inputs of their own; comparison has its areas."""


def missing_of(case: Case, code: str) -> tuple[str, ...]:
    """What income, cost or the residual method lacks, once it was begun; () where it has a value.

    Begun is one of whose own fields any says something; leases and rents compared begin none.
    """
    if not _begun(case, code):
        return ()
    asked = {"income": income_missing, "cost": cost_missing, "residual": residual_missing}
    return asked[code](case)


def row_gaps(case: Case, code: str) -> tuple[str, ...]:
    """Paths of the cells that begun rows of income, cost or the residual method lack."""
    asked = {"income": income_row_gaps, "cost": cost_row_gaps, "residual": residual_row_gaps}
    return asked[code](case)


def _begun(case: Case, code: str) -> bool:
    paths = (
        path for path in case.values if path.startswith(_GROUPS[code]) and path not in _EVIDENCE
    )
    return any(case.content(path) and _says_something(case, path) for path in paths)


def _says_something(case: Case, path: str) -> bool:
    return not case.rows(path) or any(begun(case, path))
