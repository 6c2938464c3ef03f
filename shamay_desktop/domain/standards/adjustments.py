"""Adjustments of the comparables: small enough, each with a reason, said once, and in one way."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, HEADS, MODE, OVERALL
from shamay_desktop.domain.market.price_index import month_from, month_of, months_between
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.standards.comparables import LIST
from shamay_desktop.domain.standards.finding import Chosen, Fact, Percent
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.adjusting import Adjustment, AdjustmentUnit
from shamay_desktop.domain.valuation.comparison import Comparable
from shamay_desktop.domain.valuation.time_adjustment import (
    TIME,
    ToldPoints,
    told_points,
)

_COMMON = {choice.code for choice in HEADS}
_TENTH = Decimal("0.1")


def large_adjustment(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Comparables whose absolute adjustments sum up to more than a limit in percent."""
    limit = parameters.number("percent")
    for number, row, price in situation.priced:
        whole = price.absolute * 100
        if whole > limit:
            yield hit(
                *_paths(row, price.comparable.all_adjustments),
                row=number,
                percent=Percent(to_places(whole, _TENTH)),
                limit=Percent(limit),
            )


def _paths(row: Row, adjustments: Sequence[Adjustment]) -> tuple[str, ...]:
    """The cells of the adjustments, the largest first."""
    largest = sorted(adjustments, key=lambda each: -abs(each.amount))
    return tuple(_path(row, each, "amount") for each in largest if each.amount)


def _path(row: Row, adjustment: Adjustment, cell: str) -> str:
    if adjustment.row_id:
        return f"{ADJUSTMENTS}/{adjustment.row_id}/{cell}"
    return f"{LIST}/{row.id}/adjustment{'_reason' if cell == 'reason' else ''}"


def adjustment_unexplained(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Adjustments without a reason."""
    for number, row, comparable in situation.included:
        overall_reason = row.content("adjustment_reason")
        for each in comparable.all_adjustments:
            said = overall_reason if each.head == OVERALL else each.reason
            if each.amount and not said:
                path = _path(row, each, "reason")
                yield hit(path, row=number, head=_head(each.head), amount=_amount(each))


def _head(code: str) -> Fact:
    """The head in words; an office's own head is its own name."""
    return Chosen(f"{ADJUSTMENTS}/head", code) if code in _COMMON else code


def _amount(adjustment: Adjustment) -> Fact:
    if adjustment.unit is AdjustmentUnit.PERCENT:
        return Percent(adjustment.amount)
    sign = " ₪/m²" if adjustment.unit is AdjustmentUnit.PER_SQM else " ₪"
    return f"{plain(adjustment.amount)}{sign}"


def stated_twice(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A comparable that is adjusted twice under one head: both count."""
    for number, row, comparable in situation.included:
        seen: set[str] = set()
        for each in comparable.adjustments:
            if each.head in seen:
                yield hit(_path(row, each, "amount"), row=number, head=_head(each.head))
            seen.add(each.head)


def overall_beside_heads(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Some comparables adjusted as a whole and others head by head, or one in both ways."""
    included = [(row, one) for _, row, one in situation.included if one.is_adjusted]
    whole = [row for row, one in included if one.adjustment]
    by_head = [one for _, one in included if any(each.amount for each in one.adjustments)]
    if whole and by_head:
        yield hit(*(f"{LIST}/{row.id}/adjustment" for row in whole), n=len(whole))


def mode_unstated(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Several percentages on one comparable, and not said whether they multiply or add up."""
    several = any(_percentages(one) > 1 for _, _, one in situation.included)
    if several and not situation.answered(MODE):
        yield hit(MODE)


def _percentages(comparable: Comparable) -> int:
    return sum(1 for each in comparable.all_adjustments if each.rate)


def time_provisional(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Time adjustments that rest on a point of the index which may still be revised."""
    for number, path, told, _ in _by_index(situation):
        points = (told.first, told.second)
        months = [point.month for point in points if point.provisional]
        if months:
            yield hit(path, row=number, month=", ".join(dict.fromkeys(months)))


def time_bases(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Time adjustments whose two points are on different bases."""
    for number, path, told, _ in _by_index(situation):
        bases = told.first.base, told.second.base
        if bases[0] != bases[1]:
            yield hit(path, row=number, base=bases[0], other=bases[1])


def time_moved(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Time adjustments that the index gave for other days than the case has now."""
    day = situation.day("valuation.date")
    for number, path, told, sold in _by_index(situation):
        months = told.first.stands_for, told.second.stands_for
        if _off(months[0], sold) or _off(months[1], day):
            yield hit(path, row=number, first=months[0], second=months[1])


def time_stand_in(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Time adjustments up to a month of which the index had no point: an earlier one stood in.

    One finding for all rows of a month; earlier by more than `months`, up to `upto` (0: any).
    """
    over, upto = parameters.count("months"), parameters.count("upto")
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, path, told, _ in _by_index(situation):
        found.setdefault((told.second.month, told.second.stands_for), []).append((number, path))
    for (month, other), rows in found.items():
        months = months_between(month_from(month), month_from(other))
        if over < months and (not upto or months <= upto):
            told_rows = ", ".join(str(number) for number, _ in rows)
            paths = (path for _, path in rows)
            yield hit(*paths, rows=told_rows, month=month, other=other, months=months)


def time_uneven(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Some comparables are brought to the valuation date and others of another month are not.

    So it is with a sale of a month that the index has no point of: its price then stands as if
    nothing had changed since.
    """
    day = situation.day("valuation.date")
    if day is None:
        return
    brought = [one for _, _, one in situation.included if _heads_of(one) & {TIME}]
    left = [
        (number, f"{LIST}/{row.id}/date")
        for number, row, one in situation.included
        if not _heads_of(one) & {TIME, OVERALL}
        and one.sold_on is not None
        and month_of(one.sold_on) != month_of(day)
    ]
    if brought and left:
        rows = ", ".join(str(number) for number, _ in left)
        yield hit(*(path for _, path in left), rows=rows, n=len(left))


def _heads_of(comparable: Comparable) -> set[str]:
    """The heads that it is adjusted under, also by nothing where that is stated."""
    return {each.head for each in comparable.all_adjustments}


def _off(told: str, day: date | None) -> bool:
    """Whether a day is not of the month that was told."""
    return day is not None and month_from(told) != month_of(day)


def _by_index(situation: Situation) -> Iterator[tuple[int, str, ToldPoints, date | None]]:
    """The included comparables' time adjustments that were taken from an index."""
    rows = {row.id: row for row in situation.case.rows(ADJUSTMENTS)}
    for number, row, comparable in situation.included:
        for each in comparable.adjustments:
            cell = rows[each.row_id].cells.get("amount") if each.head == TIME else None
            source = None if cell is None else cell.provenance
            told = None if source is None else told_points(source.note or "")
            if told is not None:
                yield number, _path(row, each, "amount"), told, comparable.sold_on


PREDICATES = {
    "large_adjustment": predicate(large_adjustment, percent=NUMBER),
    "adjustment_unexplained": predicate(adjustment_unexplained),
    "adjustment_twice": predicate(stated_twice),
    "overall_beside_heads": predicate(overall_beside_heads),
    "mode_unstated": predicate(mode_unstated),
    "time_uneven": predicate(time_uneven),
    "time_provisional": predicate(time_provisional),
    "time_bases": predicate(time_bases),
    "time_moved": predicate(time_moved),
    "time_stand_in": predicate(time_stand_in, months=NUMBER, upto=NUMBER),
}
