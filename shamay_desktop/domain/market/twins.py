"""One sale told by two sources: the same parcel and day, and nearly the same price."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

from shamay_desktop.domain.market.merging import part_amounts
from shamay_desktop.domain.market.rows import Day, MarketRow, RowStanding

NEAR = Fraction(1, 100)
"""Of the larger price."""

Key = tuple[str, str, str, Day]

ANY = "*"
"""In the place of a key's sub-parcel: whichever."""


def twin_key(row: MarketRow) -> Key | None:
    """Where other rows of the same sale would stand; None when the row tells too little."""
    told = row.standing is RowStanding.ACTIVE and row.gush and row.helka and row.price is not None
    if not told or row.date is None or row.twin_of is not None:
        return None
    return row.gush, row.helka, row.tat_helka, row.date


def twin_keys(row: MarketRow) -> tuple[Key, ...]:
    """Where the rows that may tell of its sale stand; none when the row tells too little.

    A row with a sub-parcel may stand beside one that does not name it, a row without beside any.
    """
    key = twin_key(row)
    if key is None:
        return ()
    gush, helka, tat, day = key
    return (key, (gush, helka, "", day)) if tat else ((gush, helka, ANY, day),)


def told_under(told: Mapping[Key, Sequence[MarketRow]], keys: Iterable[Key]) -> list[MarketRow]:
    """The rows under these keys, each once."""
    return list({row.id: row for key in keys for row in told.get(key, ())}.values())


def twin_among(row: MarketRow, others: Iterable[MarketRow]) -> MarketRow | None:
    """The row that tells of the same sale already; of several the one nearest in price.

    All are of one parcel and day. Sub-parcels that both tell are the same; where one tells none,
    rooms, area and floor must not differ: a building's flats are often sold on one day.
    """
    alike = [
        (away, other.number, other.id, other)
        for other in others
        if other.standing is RowStanding.ACTIVE
        and (other.kind, other.evidence) == (row.kind, row.evidence)
        and _same_unit(row, other)
        and (away := _away(row, other)) is not None
    ]
    return min(alike, key=lambda each: each[:3])[3] if alike else None


def _same_unit(row: MarketRow, other: MarketRow) -> bool:
    if row.tat_helka and other.tat_helka:
        return row.tat_helka == other.tat_helka
    return _same_flat(row, other)


def _away(one: MarketRow, other: MarketRow) -> Fraction | None:
    """How far the prices are apart, None beyond `NEAR`.

    A source that does not tell of shares shows the price of the part that was sold, and one that
    shows a single amount may show the assessed one. So of one sub-parcel any of the amounts that
    a row tells (of each part, of what was sold, of the whole) may be the one that the other tells;
    without it only prices are compared.
    """
    sure = bool(one.tat_helka and other.tat_helka)
    distances = [
        abs(first - second) / max(first, second)
        for first, second in product(_amounts(one, sure), _amounts(other, sure))
    ]
    near = [distance for distance in distances if distance <= NEAR]
    return min(near, default=None)


def _amounts(row: MarketRow, sure: bool) -> frozenset[Fraction]:
    told = [row.price, row.whole_price]
    if sure:
        told += [row.assessed_value, *part_amounts(row)]
    return frozenset(Fraction(each) for each in told if each is not None and each > 0)


def _same_flat(one: MarketRow, other: MarketRow) -> bool:
    pairs = (
        (one.rooms, other.rooms),
        (one.floor_number, other.floor_number),
        (one.house_number or None, other.house_number or None),
    )
    known = [(first, second) for first, second in pairs if None not in (first, second)]
    return one.area is not None and one.area == other.area and all(a == b for a, b in known)
