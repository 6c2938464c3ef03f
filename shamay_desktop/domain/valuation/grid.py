"""The adjustment grid: comparables beside the subject, head by head, with running prices per m²."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.fields.adjustments import INDEX, MODE
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.valuation.adjusting import AdjustmentMode, Step, walk
from shamay_desktop.domain.valuation.cells import date_at
from shamay_desktop.domain.valuation.comparison import Comparable, PricedComparable, priced
from shamay_desktop.domain.valuation.from_case import comparables
from shamay_desktop.domain.valuation.heads import Head, all_heads
from shamay_desktop.domain.valuation.time_adjustment import NO_INDEX, TimeProposal, time_proposal


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One comparable: its price as paid, what each head did, and where that leads.

    `number` counts the comparables from 1. `steps` by head: several where a head was stated
    twice. `price` None: no price per m² can be told. `time` is what the index says of time.
    """

    number: int
    row: Row
    comparable: Comparable
    price: PricedComparable | None
    steps: Mapping[str, tuple[Step, ...]]
    time: TimeProposal

    @property
    def included(self) -> bool:
        """Whether it counts in the statistics."""
        return self.comparable.included

    @property
    def absolute(self) -> Fraction:
        """Σ|a| as a part of 1."""
        return Fraction(0) if self.price is None else self.price.absolute

    def added(self, head: str) -> Fraction:
        """Shekels a m² that a head adds."""
        return sum((step.added for step in self.steps.get(head, ())), Fraction(0))


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a case; `index` is the one that time is proposed from, None where none is."""

    heads: tuple[Head, ...]
    mode: AdjustmentMode
    mode_stated: bool
    columns: tuple[GridColumn, ...]
    index: PriceIndex | None

    def running(self, column: GridColumn) -> tuple[Fraction | None, ...]:
        """The price per m² behind each head, in the order of the heads; the last is the adjusted.

        None all the way where there is no price.
        """
        if column.price is None:
            return (None,) * len(self.heads)
        running, found = column.price.exact, []
        for head in self.heads:
            steps = column.steps.get(head.code)
            running = steps[-1].running if steps else running
            found.append(running)
        return tuple(found)


def grid_of(
    case: Case,
    own_heads: Iterable[Head] = (),
    indexes: Mapping[str, PriceIndex] | None = None,
) -> Grid:
    """The grid of a case with an office's own heads and the price indexes by their codes.

    The index of time is the one that the case names, else the only or first one known.
    """
    found = comparables(case)
    index = chosen_index(case, indexes or {})
    heads = all_heads(own_heads, (each.head for one in found for each in one.all_adjustments))
    rows = zip(case.rows("comparables"), found, strict=True)
    day = date_at(case, "valuation.date")
    place = {head.code: at for at, head in enumerate(heads)}
    columns = tuple(
        _column(number, row, one, place, _time(index, one.sold_on, day))
        for number, (row, one) in enumerate(rows, 1)
    )
    mode = found[0].mode if found else AdjustmentMode(case.text(MODE) or AdjustmentMode.PRODUCT)
    return Grid(heads, mode, case.text(MODE) is not None, columns, index)


def chosen_index(case: Case, indexes: Mapping[str, PriceIndex]) -> PriceIndex | None:
    """The index that the case names; without a name the first known one."""
    code = case.text(INDEX)
    return indexes.get(code) if code else next(iter(indexes.values()), None)


def _time(index: PriceIndex | None, sold: date | None, day: date | None) -> TimeProposal:
    return NO_INDEX if index is None else time_proposal(index, sold, day)


def _column(
    number: int, row: Row, one: Comparable, place: Mapping[str, int], time: TimeProposal
) -> GridColumn:
    price = priced(replace(one, adjustments=(), adjustment=None))
    steps: dict[str, tuple[Step, ...]] = {}
    if price is not None and one.area is not None:
        in_order = sorted(one.all_adjustments, key=lambda each: place[each.head])
        walked = walk(price.exact, one.area, in_order, one.mode)
        for step in walked:
            head = step.adjustment.head
            steps[head] = (*steps.get(head, ()), step)
        # The order of heads alters no result, so the last running price is the adjusted one.
        price = PricedComparable(one, price.exact, walked[-1].running if walked else price.exact)
    return GridColumn(number, row, one, price, steps, time)
