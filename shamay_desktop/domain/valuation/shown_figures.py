"""What opens behind each thing that a page shows: the chains of a line, a card's row, a cell.

Made when somebody asks, so that what is closed costs nothing.
"""

from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.valuation.chain import chains_of, reconciliation_chains, unrounded_of
from shamay_desktop.domain.valuation.chain_of_comparison import (
    absolute_figure,
    area_figure,
    areas_value_figure,
    extra_figures,
    line_figure,
    paid_figure,
    per_room_figure,
    repairs_figure,
    running_figure,
    statistics_figures,
)
from shamay_desktop.domain.valuation.coefficients import table_of
from shamay_desktop.domain.valuation.comparison import priced
from shamay_desktop.domain.valuation.figure import Figure, known
from shamay_desktop.domain.valuation.from_case import (
    area_line,
    comparables,
    extras_of,
    value_of,
)
from shamay_desktop.domain.valuation.grid import Grid, GridColumn
from shamay_desktop.domain.valuation.repairs import repair_estimate

GAP = "gap"
PAID, ADJUSTED, ABSOLUTE, PER_ROOM = "paid", "adjusted", "absolute", "per_room"


def line_figures(case: Case, line: str) -> tuple[Figure, ...]:
    """The figures of a line of the calculation as step 4 shows it; () where it has none."""
    if line in _STATED:
        return _STATED[line](case)
    result = value_of(case)
    if result is None:
        return ()
    if line == "equivalent_area":
        return (area_figure(case, result),)
    if line == "areas_value":
        return (areas_value_figure(case, result),)
    if line in ("share", "unrounded"):
        return known(unrounded_of(case, result))
    chains = chains_of(case, result)
    return known(*map(chains.get, _CHAINS.get(line, ("final",))))


def _repairs(case: Case) -> tuple[Figure, ...]:
    estimate = repair_estimate(case)
    return () if estimate is None else (repairs_figure(case, estimate.sum).less(),)


def _extras(case: Case) -> tuple[Figure, ...]:
    return extra_figures(extras_of(case))


_CHAINS = MappingProxyType({"vat": ("with_vat", "without_vat", "vat")})
_STATED = MappingProxyType({"repairs": _repairs, "extras": _extras})
"""Lines that are there without a value too."""


def approach_figures(case: Case, key: str) -> tuple[Figure, ...]:
    """What counts of an approach by its row id, or by its code in no row; or the `gap`."""
    chains = reconciliation_chains(case)
    return known(chains.get(key if key == GAP else f"result:{key}"))


def statistics_of(case: Case) -> tuple[Figure, ...]:
    """All that is said of the comparables of a case."""
    rows = [row for row in map(priced, comparables(case)) if row is not None]
    return statistics_figures(case, rows)


def comparable_figures(case: Case, row_id: str, what: str) -> tuple[Figure, ...]:
    """A computed figure of one comparable: paid, adjusted, absolute, per_room.

    Where nothing is adjusted, the price as paid is all that there is behind the sizes.
    """
    rows = (row for row in map(priced, comparables(case)) if row is not None)
    found = next((row for row in rows if row.comparable.row_id == row_id), None)
    if found is None:
        return ()
    if what == ADJUSTED:
        return (running_figure(case, found, found.comparable.all_adjustments),)
    if what == PER_ROOM:
        return known(per_room_figure(case, found))
    size = absolute_figure(case, found) if what == ABSOLUTE else None
    return (paid_figure(case, found) if size is None else size,)


def area_line_figures(case: Case, row: Row) -> tuple[Figure, ...]:
    """The equivalent area of a row of the areas."""
    line = area_line(row, table_of(case))
    return () if line is None else (line_figure(case, line),)


def head_figures(case: Case, grid: Grid, column: GridColumn, head: str) -> tuple[Figure, ...]:
    """A cell of the grid: the price behind its head, from the price as paid; () without one."""
    price = column.price
    if price is None or head not in column.steps:
        return ()
    codes = [each.code for each in grid.heads]
    until = codes[: codes.index(head) + 1]
    taken = [step.adjustment for code in until for step in column.steps.get(code, ())]
    return (running_figure(case, price, taken),)
