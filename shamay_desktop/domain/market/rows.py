"""A row of the market database, the source that it came from, and what was decided of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.case_json import Json

Day = date
"""A field of a row is called `date`, which hides the type of that name."""


class RowKind(StrEnum):
    """What was agreed: a price for the property, or a rent for its use."""

    SALE = "sale"
    RENT = "rent"


class RowStanding(StrEnum):
    """Whether a row is evidence, or set apart because it cannot be right; never dropped."""

    ACTIVE = "active"
    QUARANTINED = "quarantined"


class SourceKind(StrEnum):
    """Where rows come from: a file, a pasted table, an old report, a case, the hand."""

    FILE = "file"
    PASTED = "pasted"
    REPORT = "report"
    CASE = "case"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is quarantined, or what was found about it: a code and facts for its words.

    `column` is the column of a comparable that it is about, "" for the whole row.
    """

    code: str
    column: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarketRow:
    """One sale, asking price, other valuation or rent, as its source tells it; None: not told.

    `number` counts the rows of its source from 1 (of a merged row: its first part). `evidence` is
    a code of `comparables.evidence` (of rents: of `income.rents.evidence`). `gush` may carry no
    leading zeros. `price` is the declared amount in shekels for `share_sold` of the property (a
    rent: shekels a month), `assessed_value` the tax authority's own amount. `area` in m² on
    `area_basis` (codes of `comparables.area_basis`, "" when the source does not say). `floor` as
    the source wrote it, `floor_number` 0 for the ground floor. `east`, `north`: metres of Israel TM
    (EPSG:2039). `other`: further canonical contents by column of `comparables` (balcony, parking,
    storage, lift …). `raw`: the cells as they stood, by their heading. `parts`: how many rows of
    the source make this one sale. `twin_of`: id of the row that tells of the same sale already.
    """

    id: str
    source_id: str
    number: int
    kind: RowKind = RowKind.SALE
    evidence: str = "deal"
    standing: RowStanding = RowStanding.ACTIVE
    reasons: tuple[Reason, ...] = ()
    date: Day | None = None
    gush: str = ""
    gush_suffix: str = ""
    helka: str = ""
    tat_helka: str = ""
    city: str = ""
    neighborhood: str = ""
    street: str = ""
    house_number: str = ""
    address: str = ""
    rooms: Decimal | None = None
    floor: str = ""
    floor_number: int | None = None
    floors: int | None = None
    area: Decimal | None = None
    area_basis: str = ""
    year_built: int | None = None
    price: Decimal | None = None
    assessed_value: Decimal | None = None
    share_sold: Fraction | None = None
    east: Decimal | None = None
    north: Decimal | None = None
    asset_kind: str = ""
    other: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    parts: int = 1
    twin_of: str | None = None

    @property
    def whole_price(self) -> Fraction | None:
        """Shekels for the whole property, exact; an unsaid share counts as the whole."""
        if self.price is None or self.share_sold == 0:
            return None
        share = Fraction(1) if self.share_sold is None else self.share_sold
        return Fraction(self.price) / share

    @property
    def price_per_sqm(self) -> Fraction | None:
        """Shekels per m² of the whole, exact; None without a price and an area above 0."""
        whole = self.whole_price
        return (
            None if whole is None or not self.area or self.area < 0 else whole / Fraction(self.area)
        )


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """What became of the rows of a source."""

    rows: int = 0
    imported: int = 0
    merged: int = 0
    duplicates: int = 0
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class MarketSource:
    """One import: the file (by name and SHA-256 in the content store) or case, and how it was read.

    `mapping` is the JSON of the mapping that was used, `lost` names what the file no longer holds
    ("hebrew"), `warnings` are codes. An import that was undone keeps this line; its rows are gone.
    """

    id: str
    kind: SourceKind
    name: str
    format: str
    imported_by: str
    imported_at: datetime
    sha256: str | None = None
    valuation_id: str | None = None
    encoding: str = ""
    date_order: str = ""
    mapping: Mapping[str, Json] = field(default_factory=dict)
    counts: SourceCounts = SourceCounts()
    lost: tuple[str, ...] = ()
    warnings: tuple[Reason, ...] = ()
    undone_at: datetime | None = None
    undone_by: str | None = None


class Verdict(StrEnum):
    """What the appraiser decided of a row for a case."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ComparableDecision:
    """Accepted or rejected for a case, by whom and why; a new decision of a row replaces its last.

    `rating` 1 (poor) to 5 (excellent) as evidence, None: not rated. `row_id` of the case's
    `comparables` list is `case_row`, None for a rejected one.
    """

    id: str
    valuation_id: str
    comparable_id: str
    verdict: Verdict
    decided_by: str
    decided_at: datetime
    reason: str = ""
    rating: int | None = None
    note: str = ""
    case_row: str | None = None
    run_id: str | None = None
