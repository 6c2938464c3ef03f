"""The columns of the market data, and a row's words in each."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.definition import label_of
from shamay_desktop.domain.market.query import MarketSort
from shamay_desktop.domain.market.reason_words import words_of_reason
from shamay_desktop.domain.market.rows import MarketRow, MarketSource, Reason, RowKind
from shamay_desktop.domain.money import plain
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.window_model import Column

SCORE, VERDICT = "score", "verdict"
OF_A_CASE = (SCORE, VERDICT)
"""Columns that stand only where rows are looked at for a case."""

COLUMNS: tuple[Column, ...] = (
    Column(SCORE, MarketSort.LIKENESS, 92, descending=True),
    Column(VERDICT, None, 120),
    Column("date", MarketSort.DATE, 100, descending=True),
    Column("address", MarketSort.STREET, 200),
    Column("price", MarketSort.PRICE, 96, numeric=True, descending=True),
    Column("area", MarketSort.AREA, 70, numeric=True),
    Column("per_sqm", MarketSort.PRICE_PER_SQM, 84, numeric=True, descending=True),
    Column("rooms", MarketSort.ROOMS, 72, numeric=True),
    Column("floor", MarketSort.FLOOR, 84),
    Column("year_built", MarketSort.YEAR_BUILT, 90, numeric=True, descending=True),
    Column("parcel", MarketSort.PARCEL, 116),
    Column("asset_kind", None, 130),
    Column("area_basis", None, 90, shown=False),
    Column("assessed_value", None, 110, shown=False, numeric=True),
    Column("share_sold", None, 76, shown=False, numeric=True),
    Column("evidence", None, 110, shown=False),
    Column("neighborhood", None, 120, shown=False),
    Column("city", None, 120, shown=False),
    Column("parts", None, 70, shown=False, numeric=True),
    Column("place", None, 130, shown=False, numeric=True),
    Column("reasons", None, 220, shown=False),
    Column("source", MarketSort.IMPORTED, 160),
)


def shown(row: MarketRow, column: str, texts: Texts, sources: Mapping[str, MarketSource]) -> str:
    """The words of a row in a column; amounts in whole shekels, half up."""
    if (make := _PLAIN.get(column)) is not None:
        return make(row)
    match column:
        case "area_basis" | "evidence":
            return choice_words(row, column, texts)
        case "reasons":
            return "; ".join(reason_words(row, texts))
        case "source":
            source = sources.get(row.source_id)
            return "" if source is None else source.name
        case _:
            return str(getattr(row, column) or "")


def amount(number: Decimal | None) -> str:
    """A number as it is told, "" for none; alone in its cell it needs no isolate."""
    return "" if number is None else strip_marks(formats.number(plain(number)))


def whole(number: Fraction | None) -> str:
    """A number in whole units, half up."""
    return "" if number is None else f"{(number + Fraction(1, 2)).__floor__():,}"


def parcel_of(row: MarketRow) -> str:
    """Block, parcel and sub-parcel in their own order."""
    block = f"{row.gush}-{row.gush_suffix}" if row.gush_suffix else row.gush
    parts = [part for part in (block, row.helka, row.tat_helka) if part]
    return formats.identifier("/".join(parts)) if parts else ""


_PLAIN: Mapping[str, Callable[[MarketRow], str]] = {
    "address": lambda row: row.address or address_of(row),
    "parcel": parcel_of,
    "share_sold": lambda row: (
        "" if row.share_sold is None else formats.fraction(str(row.share_sold))
    ),
    "date": lambda row: "" if row.date is None else formats.date(row.date),
    "rooms": lambda row: amount(row.rooms),
    "area": lambda row: amount(row.area),
    "year_built": lambda row: "" if row.year_built is None else str(row.year_built),
    "price": lambda row: amount(row.price),
    "assessed_value": lambda row: amount(row.assessed_value),
    "per_sqm": lambda row: whole(row.price_per_sqm),
    "parts": lambda row: str(row.parts) if row.parts > 1 else "",
    "place": lambda row: (
        ""
        if row.east is None or row.north is None
        else formats.identifier(f"{row.east:.0f}, {row.north:.0f}")
    ),
}


def address_of(row: MarketRow) -> str:
    """Street, number and town."""
    street = " ".join(part for part in (row.street, row.house_number) if part)
    return ", ".join(part for part in (street, row.city) if part)


def choice_words(row: MarketRow, column: str, texts: Texts) -> str:
    """A code of the row in words; one that is not known any more as it stands."""
    code = str(getattr(row, column))
    list_id = "income.rents" if row.kind is RowKind.RENT else "comparables"
    for member in BY_ID[list_id].columns:
        if member.id == column:
            return label_of(member.choices, code, texts.language)
    return code


def reason_words(row: MarketRow, texts: Texts) -> tuple[str, ...]:
    """What was found about the row, in sentences."""
    return tuple(told_words(reason, texts) for reason in row.reasons)


def told_words(reason: Reason, texts: Texts) -> str:
    """A reason in words; one that another version of the program gave is named by its code."""
    try:
        return words_of_reason(reason, texts)
    except KeyError:
        return texts("market.reason_other", code=reason.code)
