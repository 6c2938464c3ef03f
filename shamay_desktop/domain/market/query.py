"""What is looked for in the market database: bounds, places and words; all of them must hold."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from shamay_desktop.domain.market.rows import RowKind, RowStanding


class MarketSort(StrEnum):
    """What rows may be ordered by; the id breaks ties. `LIKENESS` only relative to a subject."""

    DATE = "date"
    PRICE = "price"
    PRICE_PER_SQM = "price_per_sqm"
    AREA = "area"
    ROOMS = "rooms"
    FLOOR = "floor"
    YEAR_BUILT = "year_built"
    STREET = "street"
    PARCEL = "parcel"
    IMPORTED = "imported"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Around:
    """A circle on the ground: metres of Israel TM, radius in metres."""

    east: Decimal
    north: Decimal
    radius: int


@dataclass(frozen=True, slots=True)
class MarketQuery:
    """What is None or empty does not narrow; bounds are inclusive; texts match as whole words.

    `words`: each must be a word (or the beginning of the last one) of address, city, neighbourhood,
    kind or note. `gush`: any of several blocks, `gush_from`…`gush_to` a range of them. `prices` in
    shekels of the whole property, `per_sqm` in shekels. Rows that tell of a sale which another row
    tells already (`twin_of`) are left out unless asked for.
    """

    words: str = ""
    kind: RowKind = RowKind.SALE
    standing: RowStanding = RowStanding.ACTIVE
    sources: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    asset_kinds: frozenset[str] = frozenset()
    around: Around | None = None
    city: str = ""
    neighborhood: str = ""
    street: str = ""
    gush: frozenset[str] = frozenset()
    gush_from: int | None = None
    gush_to: int | None = None
    helka: str = ""
    since: date | None = None
    until: date | None = None
    area_from: Decimal | None = None
    area_to: Decimal | None = None
    rooms_from: Decimal | None = None
    rooms_to: Decimal | None = None
    floor_from: int | None = None
    floor_to: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    price_from: Decimal | None = None
    price_to: Decimal | None = None
    per_sqm_from: Decimal | None = None
    per_sqm_to: Decimal | None = None
    with_twins: bool = False
    sort: MarketSort = MarketSort.DATE
    descending: bool = True
    limit: int = 200
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search by name. `relative`: bounds that follow the subject, by name, e.g. area_percent 20,
    months 24, radius 500, same_street; they are turned into a query for each case anew.

    `user_id` None: of the whole office.
    """

    id: str
    name: str
    query: MarketQuery
    relative: tuple[tuple[str, str], ...] = ()
    user_id: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class SearchRun:
    """That someone searched: what, when, for which case, and what it returned (ids, best first)."""

    id: str
    query: MarketQuery
    searched_by: str
    searched_at: datetime
    total: int
    returned: tuple[str, ...]
    valuation_id: str | None = None
    saved_search_id: str | None = None
