"""What the list of cases asks for, as conditions and orders that both engines read alike."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import REAL, ColumnElement, Text, and_, case, cast, func, literal, or_, tuple_

from shamay_desktop.domain.records import CaseFilter, Shelf, SortKey, Status, ValuationQuery
from shamay_desktop.storage.mapping.search import folded
from shamay_desktop.storage.tables import valuations

_CASE = valuations.c
_NEVER = literal(0)
_IN_ORDER = {status.value: place for place, status in enumerate(Status)}


def on_shelf(shelf: Shelf) -> ColumnElement[bool]:
    """Whether a row lies there; the trash wins over the archive."""
    if shelf is Shelf.TRASH:
        return _CASE.deleted_at.is_not(None)
    archived = _CASE.archived_at
    place = archived.is_(None) if shelf is Shelf.DESK else archived.is_not(None)
    return and_(_CASE.deleted_at.is_(None), place)


def fitting(query: ValuationQuery, dialect: str) -> list[ColumnElement[bool]]:
    """What a row must fulfil to be found, its status aside."""
    conditions = [on_shelf(query.shelf)]
    conditions += [_holds(word, dialect) for word in folded(query.words).split()]
    return conditions + _narrowing(query.narrowed, dialect)


def of_states(query: ValuationQuery) -> list[ColumnElement[bool]]:
    """The wanted states; none when all are."""
    wanted = sorted(status.value for status in query.statuses)
    return [_CASE.status.in_(wanted)] if wanted else []


def ordered(
    query: ValuationQuery, dialect: str, *, backwards: bool = False
) -> list[ColumnElement[Any]]:
    """The asked order: rows that say nothing stand last either way; the id breaks ties.

    Backwards it is the same order from its end.
    """
    blank, keys = _keys(query.sort, dialect)
    keys = [*keys, _CASE.id]
    sides: list[ColumnElement[Any]] = [
        key.desc() if query.descending is not backwards else key.asc() for key in keys
    ]
    if blank is None:
        return sides
    last = _last(blank)
    return [last.desc() if backwards else last.asc(), *sides]


def sort_keys(query: ValuationQuery, dialect: str) -> Sequence[ColumnElement[Any]]:
    """What `ordered` sorts by: whether the row says nothing, the keys, the id."""
    blank, keys = _keys(query.sort, dialect)
    return [_NEVER if blank is None else _last(blank), *keys, _CASE.id]


def beyond(
    query: ValuationQuery, dialect: str, values: Sequence[Any], *, backwards: bool = False
) -> ColumnElement[bool]:
    """Whether a row stands behind (backwards: before) the row whose `sort_keys` these are."""
    said, *keys = sort_keys(query, dialect)
    blank, *known = values
    own, other = tuple_(*keys), tuple_(*_bound(keys, known))
    further = own < other if query.descending is not backwards else own > other
    if said is _NEVER:
        return further
    aside = said < blank if backwards else said > blank
    return or_(aside, and_(said == blank, further))


def _bound(
    keys: Sequence[ColumnElement[Any]], values: Sequence[Any]
) -> Sequence[ColumnElement[Any]]:
    return [literal(value, key.type) for key, value in zip(keys, values, strict=True)]


def _last(blank: ColumnElement[bool]) -> ColumnElement[int]:
    return case((blank, 1), else_=0)


def _holds(word: str, dialect: str) -> ColumnElement[bool]:
    """Whether the searched text holds a word; folded on both sides, so bytes may be compared."""
    if dialect == "sqlite":
        # A quarter faster than LIKE in Hebrew, and % and _ mean themselves.
        return func.instr(_CASE.search_text, word) > 0
    return _CASE.search_text.contains(word, autoescape=True)


def _narrowing(narrowed: CaseFilter, dialect: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if narrowed.created_by_id is not None:
        found.append(_CASE.created_by_id == narrowed.created_by_id)
    if narrowed.city:
        found.append(_CASE.city == narrowed.city)
    if narrowed.purposes:
        found.append(_CASE.purpose.in_(sorted(narrowed.purposes)))
    if narrowed.kinds:
        found.append(_CASE.report_kind.in_(sorted(narrowed.kinds)))
    if narrowed.since is not None:
        found.append(_CASE.updated_at >= _begins(narrowed.since))
    if narrowed.until is not None:
        found.append(_CASE.updated_at < _begins(narrowed.until + timedelta(days=1)))
    value = _number(dialect)
    if narrowed.value_from is not None:
        found.append(value >= _given(narrowed.value_from, dialect))
    if narrowed.value_to is not None:
        found.append(value <= _given(narrowed.value_to, dialect))
    return found


def _begins(day: date) -> datetime:
    """When a local day begins, in UTC."""
    return datetime.combine(day, time.min).astimezone(UTC)


def _number(dialect: str) -> ColumnElement[Any]:
    """The value as a number: SQLite keeps exact decimals as text, which sorts by its letters."""
    value = _CASE.final_valuation
    return cast(cast(value, Text), REAL) if dialect == "sqlite" else value


def _given(value: Decimal, dialect: str) -> Any:
    """A bound in the shape of `_number`, so that equal values stay equal."""
    return float(value) if dialect == "sqlite" else value


def _keys(
    sort: SortKey, dialect: str
) -> tuple[ColumnElement[bool] | None, Sequence[ColumnElement[Any]]]:
    """When a row says nothing, and what it is sorted by."""
    match sort:
        case SortKey.UPDATED:
            return None, [_CASE.updated_at]
        case SortKey.STATUS:
            return None, [case(_IN_ORDER, value=_CASE.status), _CASE.updated_at]
        case SortKey.VALUE:
            # A row that says nothing has a number all the same: two of them stand by their ids.
            return _CASE.final_valuation.is_(None), [func.coalesce(_number(dialect), 0)]
        case SortKey.PARCEL:
            columns = (_CASE.block, _CASE.parcel, _CASE.subparcel)
            keys = [key for each in columns for key in (func.length(each), _text(each, dialect))]
            return _CASE.block == "", keys
        case _:
            column = _TEXTS[sort]
            return column == "", [func.lower(_text(column, dialect))]


_TEXTS = {
    SortKey.ADDRESS: _CASE.address_full,
    SortKey.CLIENT: _CASE.client,
    SortKey.REFERENCE: _CASE.reference,
}


def _text(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """By code points, as SQLite compares: PostgreSQL's own order is that of its locale."""
    return column.collate("C") if dialect == "postgresql" else column
