"""Invented sales for the files of `market_files`: what happened, and how a source tells it.

Streets, blocks and amounts are made up; cities are real names only so that a locality is found.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

CITIES = ("רמת גן", "גבעתיים", "חולון", "בת ים", "פתח תקווה")
STREETS = (
    "האירוסים",
    "נחל הבשור",
    "דרך השקד",
    "סמטת הרימון",
    "שדרות הברוש",
    "המעפילים",
    "ברק בן אבינעם",
)
NEIGHBORHOODS = ("גבעת השקד", "נווה רימון", "קריית הברוש", "")
FLOORS = (
    ("מרתף", -1), ("קרקע", 0), ("ראשונה", 1), ("שניה", 2), ("שלישית", 3), ("רביעית", 4),
    ("חמישית", 5), ("שישית", 6), ("שביעית", 7), ("שמינית", 8), ("תשיעית", 9), ("עשירית", 10),
    ("אחת עשרה", 11), ("שתים עשרה", 12),
)  # fmt: skip
KINDS = ("דירה בבית קומות", "דירת גג", "דירת גן", "חנות", "משרד")
PARTS = ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 4), Fraction(3, 4)))
FAR_FUTURE = date(2048, 1, 1)


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale of one property; `declared` and `assessed` in shekels for the whole of it."""

    gush: int
    helka: int
    tat: int
    day: date
    city: str
    neighborhood: str
    street: str
    house: int
    rooms: str
    floor: str
    floor_number: int
    floors: int
    year: int
    area: int
    declared: int
    assessed: int
    kind: str
    east: int
    north: int

    @property
    def key(self) -> str:
        """Block, parcel and sub-parcel as the Tax Authority writes them."""
        return f"{self.gush:06d}-{self.helka:04d}-{self.tat:03d}-00"

    @property
    def short_key(self) -> str:
        """As appraisers write them."""
        return f"{self.gush}/{self.helka}/{self.tat}"

    @property
    def address(self) -> str:
        """Street and number."""
        return f"{self.street} {self.house}"


@dataclass(frozen=True, slots=True)
class Told:
    """A row of a source: a sale, or a part of it, and what is wrong with how it is told.

    `trouble` is "", "part" (one of several rows of one sale), "repeated" (the same row again),
    "far_future", "no_area" or "no_price". Amounts are those of the part.
    """

    sale: Sale
    share: Fraction
    declared: int
    assessed: int
    day: date
    area: int
    trouble: str = ""


def sales(count: int, seed: int = 1) -> list[Sale]:
    """So many different properties, each sold once."""
    chance = random.Random(seed)
    return [_sale(chance, number) for number in range(count)]


def told(happened: Sequence[Sale], seed: int = 1, *, flawless: bool = False) -> list[Told]:
    """Rows of a source that tells these sales, some in parts, twice, or as cannot be."""
    chance = random.Random(seed)
    rows: list[Told] = []
    for sale in happened:
        plain = Told(sale, Fraction(1), sale.declared, sale.assessed, sale.day, sale.area)
        rows += [plain] if flawless else _as_told(chance, plain)
    return rows


def told_elsewhere(happened: Sequence[Sale], seed: int = 2) -> list[Told]:
    """The same sales by another source, whose amounts differ by less than one percent."""
    chance = random.Random(seed)
    rows = []
    for row in told(happened, flawless=True):
        amount = round(row.declared * (1 + chance.uniform(-0.009, 0.009)))
        rows.append(replace(row, declared=amount, assessed=amount))
    return rows


def _sale(chance: random.Random, number: int) -> Sale:
    floor, floor_number = chance.choice(FLOORS)
    area = chance.randint(38, 190)
    declared = area * chance.randint(180, 420) * 100
    street = chance.randrange(len(STREETS))
    return Sale(
        gush=6100 + number // 400,
        helka=1 + number // 20 % 20,
        tat=1 + number % 20,
        day=date(2019, 1, 1) + timedelta(days=chance.randrange(2700)),
        city=CITIES[number // 400 % len(CITIES)],
        neighborhood=chance.choice(NEIGHBORHOODS),
        street=STREETS[street],
        house=1 + number // 20 % 20,
        rooms=chance.choice(("2", "2.5", "3", "3.5", "4", "5", "")),
        floor=floor,
        floor_number=floor_number,
        floors=max(floor_number, 1) + chance.randint(0, 6),
        year=chance.randint(1935, 2024),
        area=area,
        declared=declared,
        assessed=round(declared * chance.choice((1, 1, 1, 1.04))),
        kind=chance.choices(KINDS, (20, 2, 2, 1, 1))[0],
        east=178_000 + street * 300 + chance.randrange(250),
        north=662_000 + number // 400 % 50 * 400 + chance.randrange(300),
    )


def _as_told(chance: random.Random, plain: Told) -> list[Told]:
    fate = chance.random()
    if fate < 0.06:
        return _in_parts(plain, chance.choice(PARTS))
    if fate < 0.09:
        return [plain, replace(plain, trouble="repeated")]
    if fate < 0.11:
        return [replace(plain, day=FAR_FUTURE, trouble="far_future")]
    if fate < 0.13:
        return [replace(plain, area=0, trouble="no_area")]
    if fate < 0.14:
        return [replace(plain, declared=0, assessed=0, trouble="no_price")]
    return [plain]


def _in_parts(plain: Told, shares: Sequence[Fraction]) -> list[Told]:
    """Amounts of the parts come to the whole's to the shekel."""
    rows, declared, assessed = [], plain.declared, plain.assessed
    for share in shares[:-1]:
        own, worth = int(plain.declared * share), int(plain.assessed * share)
        rows.append(replace(plain, share=share, declared=own, assessed=worth, trouble="part"))
        declared, assessed = declared - own, assessed - worth
    last = replace(plain, share=shares[-1], declared=declared, assessed=assessed, trouble="part")
    return [*rows, last]
