"""One sale told by two sources: the same parcel and day, and nearly the same price."""

from collections.abc import Iterable
from fractions import Fraction

from shamay_desktop.domain.market.rows import Day, MarketRow, RowStanding

NEAR = Fraction(1, 100)
"""Of the larger price."""

Key = tuple[str, str, str, Day]


def twin_key(row: MarketRow) -> Key | None:
    """Where other rows of the same sale would stand; None when the row tells too little."""
    told = row.standing is RowStanding.ACTIVE and row.gush and row.helka and row.price is not None
    if not told or row.date is None or row.twin_of is not None:
        return None
    return row.gush, row.helka, row.tat_helka, row.date


def twin_among(row: MarketRow, others: Iterable[MarketRow]) -> MarketRow | None:
    """The row that tells of the same sale already; of several the one nearest in price.

    All are of one parcel and day. Without a sub-parcel rooms, area and floor must not differ
    either: a building's flats are often sold on one day.
    """
    alike = [
        (away, other.number, other.id, other)
        for other in others
        if other.standing is RowStanding.ACTIVE
        and (other.kind, other.evidence) == (row.kind, row.evidence)
        and (row.tat_helka or _same_flat(row, other))
        and (away := _away(row, other)) is not None
    ]
    return min(alike, key=lambda each: each[:3])[3] if alike else None


def _away(one: MarketRow, other: MarketRow) -> Fraction | None:
    """How far the prices are apart, None beyond `NEAR`.

    A source that does not tell of shares shows the price of the part that was sold, so either
    the amounts or the prices of the whole must be near.
    """
    pairs = [(one.price, other.price), (one.whole_price, other.whole_price)]
    distances = [
        abs(Fraction(first) - Fraction(second)) / max(Fraction(first), Fraction(second))
        for first, second in pairs
        if first is not None and second is not None and min(first, second) > 0
    ]
    near = [distance for distance in distances if distance <= NEAR]
    return min(near, default=None)


def _same_flat(one: MarketRow, other: MarketRow) -> bool:
    pairs = (
        (one.area, other.area),
        (one.rooms, other.rooms),
        (one.floor_number, other.floor_number),
    )
    known = [(first, second) for first, second in pairs if None not in (first, second)]
    return one.area is not None and one.area == other.area and all(a == b for a, b in known)
