"""The waterfall of a comparable: from its price per m² over each head to the adjusted one."""

from dataclasses import replace
from fractions import Fraction

from shamay_desktop.domain.money import Exact, round_to_step
from shamay_desktop.domain.plots.evidence import price_words
from shamay_desktop.domain.plots.plot import Axis, Box, Plot, PlotKind, Role
from shamay_desktop.domain.plots.ticks import named_axis, number_axis
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.grid import Grid, GridColumn
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts

_HALF = Fraction(7, 20)


def waterfall_plots(grid: Grid, texts: Texts) -> tuple[Plot, ...]:
    """One plot for each comparable that has a price and is adjusted at all."""
    return tuple(
        waterfall_plot(grid, column, texts)
        for column in grid.columns
        if column.price is not None and column.comparable.is_adjusted
    )


def waterfall_plot(grid: Grid, column: GridColumn, texts: Texts) -> Plot:
    """The steps in the reading order; the axis of prices begins near the lowest of them."""
    price = column.price
    if price is None:
        return _empty(column, texts)
    boxes = [_total(0, price.exact, texts("plots.as_paid"), column, texts)]
    names = [texts("plots.as_paid")]
    running = price.exact
    for head in grid.heads:
        if head.code not in column.steps:
            continue
        before, running = running, running + column.added(head.code)
        names.append(head.label(texts.language.value))
        boxes.append(_step(len(boxes), before, running, names[-1], column, texts))
    names.append(texts("plots.adjusted"))
    boxes.append(_total(len(boxes), price.adjusted, names[-1], column, texts))
    heights = [box.second[1] for box in boxes] + [box.first[1] for box in boxes[1:-1]]
    upright = _with_room_above(number_axis(texts("plots.axis.running"), _with_room(heights)))
    floored = tuple(_down_to(box, upright.low) if box.role is Role.TOTAL else box for box in boxes)
    title = texts("plots.title.adjustments", name=_name(column, texts))
    first, last = (
        price_words(each, texts, column.comparable.step) for each in (price.exact, price.adjusted)
    )
    return Plot(
        kind=PlotKind.ADJUSTMENTS,
        title=title,
        x=named_axis("", names, turned=texts.language.right_to_left),
        y=upright,
        boxes=floored,
        heads=(texts("plots.head.step"), texts("plots.head.added"), texts("plots.head.running")),
        description=texts("plots.described_adjustments", title=title, first=first, last=last,
                          n=len(boxes) - 2),
        note=texts("plots.axis_cut") if upright.low > 0 else "",
        row=column.row.id,
    )  # fmt: skip


def _empty(column: GridColumn, texts: Texts) -> Plot:
    title = texts("plots.title.adjustments", name=_name(column, texts))
    none: list[Fraction] = []
    axis = number_axis(texts("plots.axis.running"), none)
    return Plot(PlotKind.ADJUSTMENTS, title, named_axis("", []), axis, description=title)


def _with_room(heights: list[Fraction]) -> list[Fraction]:
    """Room below the lowest price, so that a total has a body."""
    spread = max(heights) - min(heights)
    return [*heights, max(min(heights) - max(spread / 2, min(heights) / 50), Fraction(0))]


def _with_room_above(axis: Axis) -> Axis:
    """Room for the amount that stands on the highest box."""
    return replace(axis, high=axis.high + (axis.high - axis.low) / 10)


def _total(place: int, price: Fraction, name: str, column: GridColumn, texts: Texts) -> Box:
    words = price_words(price, texts, column.comparable.step)
    return Box(
        (place - _HALF, Fraction(0)), (place + _HALF, price), Role.TOTAL,
        texts("plots.told_total", name=name, price=words), (name, "", words),
        column.row.id, _short(round_to_step(price, column.comparable.step)),
    )  # fmt: skip


def _step(
    place: int, before: Fraction, after: Fraction, name: str, column: GridColumn, texts: Texts
) -> Box:
    added, words = after - before, price_words(after, texts, column.comparable.step)
    signed = _short(added, signed=True)
    return Box(
        (place - _HALF, before), (place + _HALF, after), Role.FALL if added < 0 else Role.RISE,
        texts("plots.told_step", name=name, added=signed, price=words), (name, signed, words),
        column.row.id, signed,
    )  # fmt: skip


def _down_to(box: Box, low: Fraction) -> Box:
    return Box((box.first[0], low), box.second, box.role, box.told, box.cells, box.row, box.label)


def _short(price: Exact, *, signed: bool = False) -> str:
    """A whole number of shekels; with its sign where it is a change."""
    whole = int(abs(Fraction(price)) + Fraction(1, 2))
    shown = f"{whole:,}"
    if signed:
        sign = "\u2212" if price < 0 else "+"
        return formats.identifier(f"{sign}{shown}")
    return shown


def _name(column: GridColumn, texts: Texts) -> str:
    address = text_in(column.row, "address")
    return isolate(address) if address else texts("plots.comparable", n=column.number)
