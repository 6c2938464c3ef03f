"""Invented sales and rents: towns with streets and blocks, most rows with a place."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shamay_desktop.domain.market.rows import (
    MarketRow,
    MarketSource,
    Reason,
    RowKind,
    RowStanding,
    SourceCounts,
    SourceKind,
)
from shamay_desktop.domain.market.similarity import Subject

TOWNS = (
    ("אלון הגליל", 205, 760), ("בית הדר", 178, 659), ("גבעת הזית", 184, 664),
    ("חוף השקד", 201, 746), ("כפר הדקל", 170, 600), ("נווה תמר", 181, 673),
    ("עין הרימון", 220, 632), ("רמת הערבה", 130, 572), ("שדות ארז", 188, 677),
    ("תל שיטה", 187, 690),
)  # fmt: skip
STREETS = (
    "הגפן", "הדס", "הזית", "החרוב", "הכלנית", "הנרקיס", "העצמאות", "השקמה", "הרצל", "ויצמן",
    "יפה נוף", "מצדה", "סיגלית", "שדרות האלון", "שדרות הים",
)  # fmt: skip
KINDS = ("דירה בבית קומות", "דירת גן", "דירת גג", "קוטג' דו משפחתי", "דירה")
NOON = datetime(2026, 11, 2, 10, tzinfo=UTC)
LAST_DAY = date(2026, 10, 31)


def source(source_id: str, user_id: str, **facts: Any) -> MarketSource:
    """An import of a file."""
    made = MarketSource(
        id=source_id,
        kind=SourceKind.FILE,
        name="גוש 6631.xls",
        format="tax_authority_html",
        imported_by=user_id,
        imported_at=NOON,
        sha256=hashlib.sha256(source_id.encode()).hexdigest(),
        encoding="utf-8",
        date_order="DMY",
        mapping={"id": "tax_authority", "columns": [{"target": "price", "aliases": ["תמורה"]}]},
        counts=SourceCounts(13, 11, 1, 0, 1),
        lost=("hebrew",),
        warnings=(Reason("last_deals_only", facts={"rows": "13"}),),
    )
    return replace(made, **facts)


def full_row(row_id: str, source_id: str, **facts: Any) -> MarketRow:
    """A row that tells everything."""
    made = MarketRow(
        id=row_id,
        source_id=source_id,
        number=7,
        reasons=(Reason("area_differs", "area", {"other": "82"}),),
        date=date(2026, 3, 9),
        gush="6631",
        gush_suffix="2",
        helka="15",
        tat_helka="13",
        city="גבעת הזית",
        neighborhood="הגבעה הירוקה",
        street="שד' האלון",
        house_number="12א",
        address="שד' האלון 12א, גבעת הזית",
        rooms=Decimal("3.5"),
        floor="שלישית",
        floor_number=3,
        floors=8,
        area=Decimal("82.25"),
        area_basis="gross",
        year_built=1994,
        price=Decimal("1250000.5"),
        assessed_value=Decimal(1300000),
        share_sold=Fraction(1, 2),
        east=Decimal("184120.25"),
        north=Decimal("664310.5"),
        asset_kind="דירה בבית קומות",
        other={"parking": "1", "note": "כולל מחסן"},
        raw={"תמורה": '1,250,000.5 ש"ח', "ישוב": "גבעת הזית"},
        parts=2,
    )
    return replace(made, **facts)


def rows(
    number: int, source_id: str, seed: int = 5, *, placed: int = 80, odd: bool = True
) -> Iterator[MarketRow]:
    """So many rows, the same for the same seed. `placed` of a hundred have a place.

    With `odd` some are rents, quarantined, or lack facts.
    """
    dice = random.Random(seed)
    for n in range(1, number + 1):
        yield _row(dice, n, source_id, seed, placed=placed, odd=odd)


def _row(
    dice: random.Random, n: int, source_id: str, seed: int, *, placed: int, odd: bool
) -> MarketRow:
    town, east, north = TOWNS[min(int(dice.expovariate(0.4)), len(TOWNS) - 1)]
    x, y = int(dice.gauss(east * 1000, 1500)), int(dice.gauss(north * 1000, 1500))
    street = STREETS[(x // 300 + y // 300) % len(STREETS)]
    area = dice.randrange(350, 1800)
    per_sqm = dice.randrange(9000, 42000)
    here = dice.randrange(100) < placed
    known = [not odd or dice.randrange(100) >= 6 for _ in range(5)]
    house, tat = str(dice.randrange(1, 60)), str(dice.randrange(1, 40))
    kind = RowKind.RENT if odd and dice.randrange(100) < 4 else RowKind.SALE
    apart = odd and dice.randrange(100) < 2
    day = LAST_DAY - timedelta(days=dice.randrange(3650))
    gush = str(6000 + (x // 700) % 97 * 10 + (y // 700) % 10)
    return MarketRow(
        id=f"{seed:08d}-0000-7000-8000-{n:012d}",
        source_id=source_id,
        number=n,
        kind=kind,
        standing=RowStanding.QUARANTINED if apart else RowStanding.ACTIVE,
        reasons=(Reason("date_in_future", "date"),) if apart else (),
        date=day if known[0] else None,
        gush=gush,
        helka=str((x // 60 + y // 60) % 90 + 1),
        tat_helka=tat,
        city=town,
        neighborhood=f"רובע {(x // 1200) % 6}",
        street=street,
        house_number=house,
        address=f"{street} {house}, {town}",
        rooms=Decimal(dice.randrange(3, 13)) / 2 if known[1] else None,
        floor=str(floor := dice.randrange(0, 12)),
        floor_number=floor if known[2] else None,
        floors=12,
        area=Decimal(area) / 10 if known[3] else None,
        area_basis="gross",
        year_built=dice.randrange(1950, 2026) if known[4] else None,
        price=Decimal(area * per_sqm // 10 // 1000 * 1000),
        assessed_value=Decimal(area * per_sqm // 10),
        share_sold=Fraction(1, 2) if odd and dice.randrange(100) < 3 else Fraction(1),
        east=Decimal(x) if here else None,
        north=Decimal(y) if here else None,
        asset_kind=KINDS[dice.randrange(len(KINDS))],
        other={"parking": "1"} if dice.randrange(4) == 0 else {},
        raw={
            "גוש חלקה": f"00{gush}-0015-0{tat}-00",
            "יום מכירה": day.strftime("%d/%m/%Y"),
            "תמורה מוצהרת בש״ח": f"{area * per_sqm // 10:,}",
            "שווי מכירה בש״ח": f"{area * per_sqm // 10:,}",
            "ישוב": town,
            "שטח": str(area / 10),
        },
    )


def subject_near(row: MarketRow, *, placed: bool = True) -> Subject:
    """A subject much like a row, a little aside."""
    return Subject(
        day=LAST_DAY,
        gush=row.gush,
        helka=row.helka,
        city=row.city,
        neighborhood=row.neighborhood,
        street=row.street,
        house_number=row.house_number,
        area=(row.area or Decimal(80)) + 3,
        rooms=row.rooms,
        floor_number=row.floor_number,
        year_built=row.year_built,
        east=row.east + 40 if placed and row.east is not None else None,
        north=row.north - 25 if placed and row.north is not None else None,
        asset_kind=row.asset_kind,
    )
