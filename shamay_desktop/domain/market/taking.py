"""A row of the market database becomes a row of the case, each cell with where it came from."""

from collections.abc import Iterator, Mapping

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, Value
from shamay_desktop.domain.editing import Change, adding_row
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, registry
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.market.mapping import heading_key
from shamay_desktop.domain.market.rows import MarketRow, MarketSource, RowKind
from shamay_desktop.domain.market.scoring import distance
from shamay_desktop.domain.market.subject import subject_of
from shamay_desktop.domain.market.traits import UNIT, traits_of, traits_of_subject

COMPARABLES, RENTS = "comparables", "income.rents"

_SAME = (
    "date", "gush", "gush_suffix", "helka", "tat_helka", "city", "neighborhood", "street",
    "house_number", "rooms", "floor", "floors", "area", "area_basis", "year_built", "price",
    "assessed_value", "share_sold", "evidence", "asset_kind",
)  # fmt: skip
_PARTS: Mapping[str, tuple[str, ...]] = {
    "key": ("gush", "gush_suffix", "helka", "tat_helka"),
    "share_numerator": ("share_sold",),
    "share_denominator": ("share_sold",),
}
"""One cell of a source may give several columns."""
_RENT_COLUMNS = {"price": "rent", "asset_kind": "use"}
_RENT_EVIDENCE = {"deal": "signed", "asking_price": "asked"}


def taking(
    case: Case, row: MarketRow, source: MarketSource, *, by: str, at: str
) -> tuple[Change, ...]:
    """Put the row into the case's comparables (a rent: into its rents); nothing when it is there.

    The case's row has the market row's id. A cell that its column cannot hold stays out: the
    market row keeps it. `by` is an e-mail, `at` an ISO time in UTC.
    """
    list_id = RENTS if row.kind is RowKind.RENT else COMPARABLES
    if case.row(list_id, row.id) is not None:
        return ()
    member, told = registry.BY_ID[list_id], _told(case, row, source)
    cells = {}
    for column in member.columns:
        if column.id not in told:
            continue
        content, text = told[column.id]
        value = _value(column, content, _provenance(column.id, text, row, source, by, at))
        if value is not None:
            cells[column.id] = value
    return adding_row(case, list_id, Row(row.id, cells))


def is_taken(case: Case, row_id: str) -> bool:
    """Whether a row of the market database stands in the case."""
    return any(case.row(list_id, row_id) is not None for list_id in (COMPARABLES, RENTS))


def _told(case: Case, row: MarketRow, source: MarketSource) -> dict[str, tuple[object, str | None]]:
    """Column -> what the row tells, and the cell of the source that says so."""
    facts: dict[str, object] = {name: getattr(row, name) for name in _SAME}
    facts |= {**row.other, "address": row.address or _address(row)}
    facts |= {"source": source_words(source, row), "distance": _distance(case, row)}
    if row.kind is RowKind.SALE:
        facts |= {"included": True, "itm": _place(row)}
    else:
        facts["evidence"] = _RENT_EVIDENCE.get(row.evidence, row.evidence)
        facts = {_RENT_COLUMNS.get(name, name): fact for name, fact in facts.items()}
    cells = _cells_by_column(row.raw, source)
    return {
        name: (fact if isinstance(fact, bool) else str(fact), cells.get(name))
        for name, fact in facts.items()
        if fact is not None and fact != ""
    }


def cells_of(row: MarketRow, source: MarketSource) -> Mapping[str, str]:
    """Column -> the text of the source's cell that gave it."""
    return _cells_by_column(row.raw, source)


def source_words(source: MarketSource, row: MarketRow) -> str:
    """The source of a row in the words of a note: its name and the number of the row."""
    return f"{source.name} #{row.number}"


def _address(row: MarketRow) -> str:
    street = " ".join(part for part in (row.street, row.house_number) if part)
    return ", ".join(part for part in (street, row.city) if part)


def _place(row: MarketRow) -> str:
    """East and north in whole metres of Israel TM, "" where the row tells no place."""
    if row.east is None or row.north is None:
        return ""
    return f"{round(row.east)}/{round(row.north)}"


def _distance(case: Case, row: MarketRow) -> int | None:
    away = distance(traits_of_subject(subject_of(case)), traits_of(row))
    return None if away is None else (away + UNIT // 2) // UNIT


def _cells_by_column(raw: Mapping[str, str], source: MarketSource) -> dict[str, str]:
    """Column -> the text of the cell that gave it, by the mapping that was used."""
    headings = {heading_key(heading): text for heading, text in raw.items()}
    told: dict[str, str] = {}
    for target, aliases in _mapped(source):
        for alias in aliases:
            text = headings.get(heading_key(alias))
            if text is not None:
                for column in _PARTS.get(target, (target,)):
                    told.setdefault(column, text)
    return told


def _mapped(source: MarketSource) -> Iterator[tuple[str, list[str]]]:
    columns = source.mapping.get("columns")
    for column in columns if isinstance(columns, list) else ():
        if isinstance(column, dict):
            target, aliases = column.get("target"), column.get("aliases")
            if isinstance(target, str) and isinstance(aliases, list):
                yield target, [str(alias) for alias in aliases]


def _provenance(
    column: str, text: str | None, row: MarketRow, source: MarketSource, by: str, at: str
) -> Provenance:
    note = source_words(source, row)
    origin = Origin.COMPUTED if column == "distance" else Origin.IMPORTED
    return Provenance(origin, by=by, at=at, document=source.sha256, text=text, note=note)


def _value(column: Field, content: object, provenance: Provenance) -> Value | None:
    try:
        return Value.of(canonical(column, content), provenance)
    except Refused:
        return None
