"""Rows of one source that tell of one sale: parts are joined, what is told twice is linked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.market.rows import MarketRow, Reason, RowStanding
from shamay_desktop.domain.money import total
from shamay_desktop.domain.shares import sum_of_shares

ROUNDING = Fraction(1, 1000)
"""By how much a share of decimals may be off."""

MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Joined:
    """What stands of some rows: `rows`, and those that went into another as its parts."""

    rows: tuple[MarketRow, ...]
    parts: tuple[MarketRow, ...] = ()


def joined(rows: Sequence[MarketRow]) -> Joined:
    """Rows of one source under one parcel and day, in their order, as sales.

    Rows whose shares are below 1 and come to no more than the whole are parts of one sale: prices,
    assessed values and shares are summed, exactly (shares that are off the whole by their rounding
    come to the whole). The same row told again is linked to the first (`twin_of`). What is neither
    stays as it is, and says that another row has its parcel and day.
    """
    apart = [row for row in rows if row.standing is not RowStanding.ACTIVE]
    sales = [row for row in rows if row.standing is RowStanding.ACTIVE]
    if len(sales) < 2 or len(sales) > MOST_PARTS:
        return Joined(tuple(rows))
    if _are_parts(sales):
        return Joined((_sum(sales), *apart), tuple(sales[1:]))
    distinct, again = _distinct(sales)
    if again and _are_parts(distinct):
        whole = _sum(distinct)
        twins = (replace(row, twin_of=whole.id) for row, _ in again)
        return Joined((whole, *twins, *apart), tuple(distinct[1:]))
    twins = (replace(row, twin_of=first.id) for row, first in again)
    distinct = [_told_again(row, again) for row in distinct]
    if len(distinct) > 1:
        distinct = [_beside_others(row, len(distinct)) for row in distinct]
    return Joined((*distinct, *twins, *apart))


def _are_parts(rows: Sequence[MarketRow]) -> bool:
    shares = [row.share_sold for row in rows if row.share_sold is not None]
    if len(rows) < 2 or len(shares) < len(rows) or any(share >= 1 for share in shares):
        return False
    same = {(row.kind, row.evidence, row.area, row.house_number) for row in rows}
    sold = sum_of_shares(shares)
    return len(same) == 1 and rows[0].area is not None and sold <= 1 + len(rows) * ROUNDING


def _sum(rows: Sequence[MarketRow]) -> MarketRow:
    """One row of the parts, the first of them by number."""
    first = rows[0]
    assessed = [row.assessed_value for row in rows]
    reasons = [reason for row in rows for reason in row.reasons]
    numbers = ", ".join(str(row.number) for row in rows)
    reasons.append(Reason("parts_joined", facts={"n": str(len(rows)), "rows": numbers}))
    if len({_told(row) for row in rows}) < len(rows):
        reasons.append(Reason("parts_alike", facts={"rows": numbers}))
    return replace(
        first,
        price=total(row.price for row in rows if row.price is not None),
        assessed_value=total(map(Decimal, filter(None, assessed))) if all(assessed) else None,
        share_sold=_sold([row.share_sold for row in rows if row.share_sold is not None]),
        reasons=_once(reasons),
        raw=_cells(rows),
        parts=sum(row.parts for row in rows),
    )


def _sold(shares: Sequence[Fraction]) -> Fraction:
    """The sum; the whole where decimals were only rounded, and never more than it."""
    sold = sum_of_shares(shares)
    in_decimals = all(1000 % share.denominator == 0 for share in shares)
    near = abs(sold - 1) <= len(shares) * ROUNDING
    return Fraction(1) if sold > 1 or (near and in_decimals and sold != 1) else sold


def _cells(rows: Sequence[MarketRow]) -> dict[str, str]:
    """The first part's cells; where another differs, its own under the heading and its number."""
    first = dict(rows[0].raw)
    for row in rows[1:]:
        for heading, text in row.raw.items():
            if rows[0].raw.get(heading) != text:
                first[f"{heading} #{row.number}"] = text
    return first


def _distinct(
    rows: Sequence[MarketRow],
) -> tuple[list[MarketRow], list[tuple[MarketRow, MarketRow]]]:
    """Rows that differ, and those that repeat one of them, each with that one.

    Without a sub-parcel two alike rows may be two flats of one building: they stay.
    """
    firsts: dict[object, MarketRow] = {}
    again: list[tuple[MarketRow, MarketRow]] = []
    for row in rows:
        told = _told(row) if row.tat_helka else row.id
        if told in firsts:
            again.append((row, firsts[told]))
        else:
            firsts[told] = row
    return list(firsts.values()), again


def _told_again(row: MarketRow, again: Sequence[tuple[MarketRow, MarketRow]]) -> MarketRow:
    """Says so where the source does not mark shares: the rows may be halves of one sale."""
    numbers = [str(other.number) for other, first in again if first is row]
    if not numbers or row.share_sold is not None:
        return row
    reason = Reason("told_again", facts={"rows": ", ".join((str(row.number), *numbers))})
    return replace(row, reasons=(*row.reasons, reason))


def _told(row: MarketRow) -> tuple[object, ...]:
    return (
        row.kind, row.evidence, row.price, row.assessed_value, row.share_sold, row.area, row.rooms,
        row.floor, row.house_number, row.asset_kind,
    )  # fmt: skip


def _beside_others(row: MarketRow, count: int) -> MarketRow:
    reason = Reason("same_parcel_and_day", facts={"n": str(count)})
    return replace(row, reasons=(*row.reasons, reason))


def _once(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    seen = {(reason.code, reason.column): reason for reason in reasons}
    return tuple(seen.values())
