"""How the columns of a foreign table become columns of the market database: data, not code."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from shamay_desktop.domain.market.rows import RowKind, SourceKind
from shamay_desktop.domain.market.words import key_of


class CellType(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    AMOUNT = "amount"
    SHARE = "share"
    SHARE_TURNED = "share_turned"
    DATE = "date"
    KEY = "key"
    FLOOR = "floor"
    YEAR = "year"
    FLAG = "flag"
    HOUSE = "house"
    TOWN = "town"
    CODE = "code"
    PLACE = "place"
    SHAPE = "shape"
    CHOICE = "choice"


TYPES: Mapping[str, CellType] = {
    "id": CellType.CODE,
    "key": CellType.KEY,
    "gush": CellType.KEY,
    "gush_suffix": CellType.CODE,
    "helka": CellType.CODE,
    "tat_helka": CellType.CODE,
    "date": CellType.DATE,
    "city": CellType.TOWN,
    "neighborhood": CellType.TEXT,
    "street": CellType.TEXT,
    "house_number": CellType.HOUSE,
    "address": CellType.TEXT,
    "rooms": CellType.NUMBER,
    "floor": CellType.FLOOR,
    "floor_number": CellType.WHOLE,
    "floors": CellType.WHOLE,
    "area": CellType.NUMBER,
    "area_basis": CellType.CHOICE,
    "year_built": CellType.YEAR,
    "price": CellType.AMOUNT,
    "assessed_value": CellType.AMOUNT,
    "share_sold": CellType.SHARE,
    "share_numerator": CellType.WHOLE,
    "share_denominator": CellType.WHOLE,
    "x": CellType.PLACE,
    "y": CellType.PLACE,
    "shape": CellType.SHAPE,
    "asset_kind": CellType.TEXT,
    "evidence": CellType.CHOICE,
    "kind": CellType.CHOICE,
    "gross_area": CellType.NUMBER,
    "registered_area": CellType.NUMBER,
    "garden": CellType.NUMBER,
    "roof": CellType.NUMBER,
    "gallery": CellType.NUMBER,
    "balcony": CellType.NUMBER,
    "storage": CellType.NUMBER,
    "parking": CellType.WHOLE,
    "units": CellType.WHOLE,
    "lift": CellType.FLAG,
    "parcel_records": CellType.WHOLE,
    "price_usd": CellType.AMOUNT,
    "assessed_usd": CellType.AMOUNT,
    "estimated_price": CellType.AMOUNT,
    "plot": CellType.CODE,
    "record": CellType.CODE,
    "entrance": CellType.TEXT,
    "apartment": CellType.HOUSE,
    "region": CellType.TEXT,
    "building_use": CellType.TEXT,
    "unit_use": CellType.TEXT,
    "finish": CellType.TEXT,
    "zoning_plan": CellType.TEXT,
    "deal_kind": CellType.TEXT,
    "rights": CellType.TEXT,
    "note": CellType.TEXT,
}
"""What a column may be mapped to, and how its cells are read unless the mapping says otherwise."""

OTHER = (
    "balcony", "parking", "storage", "entrance", "apartment", "region", "plot", "gross_area",
    "registered_area", "garden", "roof", "gallery", "units", "lift", "building_use", "unit_use",
    "finish", "zoning_plan", "deal_kind", "rights", "price_usd", "assessed_usd",
    "estimated_price", "parcel_records", "record", "note",
)  # fmt: skip
"""Targets that stand in a row's `other`, by the column of a comparable."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column: what it becomes, the headings that it goes by, how it is read.

    `default` is what every row has where the cell is empty, or where no column goes by the
    aliases: "" for nothing. `basis` (of an area): a code of `comparables.area_basis`.
    """

    target: str
    aliases: tuple[str, ...] = ()
    type: CellType = CellType.TEXT
    default: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """A source of rows: what its table is called, its columns, and what is known of its facts.

    `formats` are those of `RawTable` that it occurs in, empty for any. `needed`: alternatives
    divided by "|", one of each must be there. `date_order` "" when the columns must tell. Of the
    targets in `stands_in` the first that a row tells takes the place of a missing one (an area
    brings its basis). `excluded`: words of a kind of deal that is no sale. `warnings` are codes
    of what a reader of such rows must know. `own`: the office made or corrected it.
    """

    id: str
    he: str
    en: str
    columns: tuple[MappedColumn, ...]
    formats: tuple[str, ...] = ()
    needed: tuple[str, ...] = ("date", "price|assessed_value")
    kind: RowKind = RowKind.SALE
    evidence: str = "deal"
    area_basis: str = ""
    date_order: str = ""
    source_kind: SourceKind = SourceKind.FILE
    stands_in: tuple[tuple[str, tuple[str, ...]], ...] = ()
    excluded: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    own: bool = False

    def column(self, target: str) -> MappedColumn | None:
        """The column that becomes this target."""
        return next((each for each in self.columns if each.target == target), None)


@dataclass(frozen=True)
class Fit:
    """How well a mapping fits a table: the target of each column by its index from 0.

    `missing` are needed targets that no column gives; `score` grows with what is recognised.
    """

    mapping: SourceMapping
    columns: Mapping[int, str]
    missing: tuple[str, ...]
    score: int

    @cached_property
    def complete(self) -> bool:
        """Whether all that is needed is there."""
        return not self.missing


@lru_cache(maxsize=8192)
def heading_key(heading: str) -> str:
    """One spelling of a heading, as one word: `deal_amount` and `dealAmount` are the same."""
    return key_of(heading).replace(" ", "")


def corrected(
    mapping: SourceMapping, headings: tuple[str, ...], columns: Mapping[int, str], name: str = ""
) -> SourceMapping:
    """The mapping as a person set it for a table: each heading goes to its target and no other.

    `columns` are targets by index, without those that are not taken. What the mapping knew of a
    column's type, default and basis stays; its other aliases go where a heading took their place.
    """
    chosen: dict[str, list[str]] = {}
    for index, target in sorted(columns.items()):
        chosen.setdefault(target, []).append(headings[index])
    kept = []
    for column in mapping.columns:
        if column.target in chosen:
            kept.append(replace(column, aliases=tuple(chosen.pop(column.target))))
        elif column.default:
            kept.append(replace(column, aliases=()))
    kept += [
        MappedColumn(target, tuple(aliases), TYPES.get(target, CellType.TEXT))
        for target, aliases in chosen.items()
    ]
    he, en = name or mapping.he, name or mapping.en
    return replace(mapping, columns=tuple(kept), own=True, he=he, en=en)
