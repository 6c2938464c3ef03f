"""Rows of one source that tell of one sale: parts are joined, what is told twice is linked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.market.rows import MarketRow, Reason, RowStanding
from shamay_desktop.domain.money import plain, total
from shamay_desktop.domain.shares import print_share, sum_of_shares

ROUNDING = Fraction(1, 1000)
"""By how much a share of decimals may be off."""

MOST_PARTS = 200
PARTS_JOINED = "parts_joined"
"""The reason that tells of the parts, and what each of them told."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What stands of some rows: `rows`, and those that went into another as its parts."""

    rows: tuple[MarketRow, ...]
    parts: tuple[MarketRow, ...] = ()


def joined(rows: Sequence[MarketRow]) -> Joined:
    """Rows of one source under one parcel and day, in their order, as sales.

    Rows of one flat whose shares are below 1 and come to no more than the whole are parts of one
    sale: prices, assessed values and shares are summed, exactly (shares that are off the whole by
    their rounding come to the whole), and what each part told stays in the reason. Which flat it
    is tells the sub-parcel, or else area, rooms, floor and house number together; where they leave
    a doubt the rows stay apart and say so. The same row told again is linked to the first
    (`twin_of`). What is neither stays as it is, and says that another row has its parcel and day.
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
        distinct = [_beside_others(row, distinct) for row in distinct]
    return Joined((*distinct, *twins, *apart))


def is_repeated(row: MarketRow, other: MarketRow) -> bool:
    """Whether two rows of one source, parcel and day are one: told twice, or a part of the whole
    that its parts were joined to.
    """
    if not row.tat_helka:
        return False
    return _told(row) == _told(other) or (other.parts > 1 and row.parts == 1)


def _are_parts(rows: Sequence[MarketRow]) -> bool:
    """Whether the rows are surely shares of one flat."""
    return _come_to_a_whole(rows) and _is_one_flat(rows)


def _come_to_a_whole(rows: Sequence[MarketRow]) -> bool:
    """Whether the rows are shares that may be of one property by their sizes."""
    shares = [row.share_sold for row in rows if row.share_sold is not None]
    if len(rows) < 2 or len(shares) < len(rows) or any(share >= 1 for share in shares):
        return False
    return sum_of_shares(shares) <= 1 + len(rows) * ROUNDING


def _is_one_flat(rows: Sequence[MarketRow]) -> bool:
    """Whether nothing that rows tell of their flat differs, and enough of it is told.

    A sub-parcel names the flat (the rows have one in common), and its area must be told; without
    one the area, the rooms, the floor and the house must be known of every row: two flats of a
    building may be alike in all but one of them.
    """
    if _surely_differ(rows):
        return False
    facts = list(zip(*map(_of_flat, rows), strict=True))
    surely = facts[:1] if rows[0].tat_helka else facts[:4]
    return all(each not in (None, "") for fact in surely for each in fact)


def _of_flat(row: MarketRow) -> tuple[object, ...]:
    """What tells a flat from another; the first four tell it without a sub-parcel."""
    return (
        row.area, row.rooms, row.floor if row.floor_number is None else row.floor_number,
        row.house_number, row.kind, row.evidence, row.asset_kind,
        row.year_built, row.city, row.street, row.other.get("apartment"),
        row.other.get("entrance"),
    )  # fmt: skip


def _sum(rows: Sequence[MarketRow]) -> MarketRow:
    """One row of the parts, the first of them by number."""
    first = rows[0]
    assessed = [row.assessed_value for row in rows]
    reasons = [reason for row in rows for reason in row.reasons]
    numbers = ", ".join(str(row.number) for row in rows)
    facts = {"n": str(len(rows)), "rows": numbers, **_told_by_parts(rows)}
    reasons.append(Reason(PARTS_JOINED, facts=facts))
    if len({_told(row) for row in rows}) < len(rows):
        reasons.append(Reason("parts_alike", facts={"rows": numbers}))
    return replace(
        first,
        price=total(row.price for row in rows if row.price is not None),
        assessed_value=total(filter(None, assessed)) if all(assessed) else None,
        share_sold=_sold([row.share_sold for row in rows if row.share_sold is not None]),
        reasons=_once(reasons),
        raw=_cells(rows),
        parts=sum(row.parts for row in rows),
    )


def _told_by_parts(rows: Sequence[MarketRow]) -> dict[str, str]:
    """Each part's own amounts and share, in the order of the rows; "-" where it tells none."""
    shares = (row.share_sold for row in rows)
    return {
        "prices": _listed(row.price for row in rows),
        "assessed": _listed(row.assessed_value for row in rows),
        "shares": " ".join("-" if each is None else print_share(each) for each in shares),
    }


def _listed(amounts: Iterable[Decimal | None]) -> str:
    return " ".join("-" if each is None else plain(each) for each in amounts)


def part_amounts(row: MarketRow) -> tuple[Decimal, ...]:
    """The declared and assessed amounts of the parts that a row was joined of; () of another."""
    told = next((each.facts for each in row.reasons if each.code == PARTS_JOINED), {})
    listed = f"{told.get('prices', '')} {told.get('assessed', '')}".split()
    return tuple(Decimal(each) for each in listed if each != "-")


def _sold(shares: Sequence[Fraction]) -> Fraction:
    """The sum; the whole where decimals were only rounded, and never more than it."""
    sold = sum_of_shares(shares)
    in_decimals = all(10**15 % share.denominator == 0 for share in shares)
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


def _beside_others(row: MarketRow, rows: Sequence[MarketRow]) -> MarketRow:
    """Says that others have its parcel and day; that they may be shares of one flat, where their
    shares are such and nothing that they tell says otherwise."""
    facts = {"n": str(len(rows))}
    reason = Reason("same_parcel_and_day", facts=facts)
    if _come_to_a_whole(rows) and not _surely_differ(rows):
        numbers = ", ".join(str(each.number) for each in rows)
        reason = Reason("parts_unsure", facts={**facts, "rows": numbers})
    return replace(row, reasons=(*row.reasons, reason))


def _surely_differ(rows: Sequence[MarketRow]) -> bool:
    facts = zip(*map(_of_flat, rows), strict=True)
    return any(len(set(fact) - {None, ""}) > 1 for fact in facts)


def _once(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    seen = {(reason.code, reason.column): reason for reason in reasons}
    return tuple(seen.values())
