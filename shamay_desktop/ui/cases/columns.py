"""The columns of the list of cases: what each shows, how wide it begins, and what sorts by it."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.records import SortKey, ValuationLine
from shamay_desktop.i18n.formats import identifier, money
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.window_model import Column

COLUMNS: tuple[Column, ...] = (
    Column("address", SortKey.ADDRESS, 300),
    Column("parcel", SortKey.PARCEL, 120),
    Column("client", SortKey.CLIENT, 190),
    Column("status", SortKey.STATUS, 90),
    Column("updated", SortKey.UPDATED, 130, descending=True),
    Column("value", SortKey.VALUE, 120, numeric=True, descending=True),
    Column("reference", SortKey.REFERENCE, 110, shown=False),
    Column("purpose", None, 150, shown=False),
    Column("appraiser", None, 150, shown=False),
    Column("created", None, 130, shown=False),
    Column("left", None, 110, shown=False, numeric=True),
)
PLACES: Mapping[str, int] = MappingProxyType({each.key: n for n, each in enumerate(COLUMNS)})
TRASH_COLUMN = "left"
"""Stands only where the trash is shown, and always there."""


def place_of(sort: SortKey) -> int:
    """The column that shows what is sorted by; -1 when none does."""
    return next((n for n, each in enumerate(COLUMNS) if each.sort is sort), -1)


def shown(line: ValuationLine, column: str, texts: Texts, days_left: int | None) -> str:
    """The words of a line in a column; the value in whole shekels as it was rounded."""
    match column:
        case "address":
            return line.address or texts("cases.no_address", reference=line.reference)
        case "parcel":
            return identifier(line.parcel)
        case "status":
            return status_words(line, texts)
        case "value":
            value = line.final_valuation
            # Alone in its cell it needs no isolate.
            return "" if value is None else strip_marks(money(value, texts.language))
        case "left":
            return "" if days_left is None else texts("cases.days_left", n=days_left)
        case _:
            return _plain(line, column, texts)


def status_words(line: ValuationLine, texts: Texts) -> str:
    """The state; of an archived case the state that it was archived with."""
    return texts(f"cases.status.{line.status.value}")


def _plain(line: ValuationLine, column: str, texts: Texts) -> str:
    match column:
        case "client":
            return line.client
        case "reference":
            return identifier(line.reference)
        case "purpose":
            return choice_words("report.purpose", line.purpose, texts)
        case "appraiser":
            return line.created_by_name
        case "created":
            return "" if line.created_at is None else day_and_time(line.created_at)
        case _:
            return day_and_time(line.updated_at)


def choice_words(field_id: str, code: str, texts: Texts) -> str:
    """A code of a field's choices in words; one that is not known any more as it stands."""
    choices = {choice.code: choice for choice in BY_ID[field_id].choices}
    return choices[code].label(texts.language.value) if code in choices else code


def day_and_time(moment: datetime) -> str:
    """DD.MM.YYYY HH:MM in local time."""
    return f"{moment.astimezone():%d.%m.%Y %H:%M}"
