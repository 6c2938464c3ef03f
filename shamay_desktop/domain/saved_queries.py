"""Between a query of the list and its JSON, for saved views and the desk; no window is kept."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.records import CaseFilter, Shelf, SortKey, Status, ValuationQuery


def query_json(query: ValuationQuery) -> dict[str, Json]:
    """The query as JSON; what does not narrow is left out."""
    narrowed = query.narrowed
    kept: dict[str, Json | None] = {
        "words": query.words,
        "statuses": list[Json](sorted(status.value for status in query.statuses)),
        "shelf": query.shelf.value,
        "sort": query.sort.value,
        "descending": query.descending,
        "created_by_id": narrowed.created_by_id,
        "city": narrowed.city,
        "purposes": list[Json](sorted(narrowed.purposes)),
        "kinds": list[Json](sorted(narrowed.kinds)),
        "since": _text(narrowed.since),
        "until": _text(narrowed.until),
        "value_from": _text(narrowed.value_from),
        "value_to": _text(narrowed.value_to),
    }
    return {
        name: value for name, value in kept.items() if value is not None and value not in ("", [])
    }


def query_of(kept: Mapping[str, Json]) -> ValuationQuery:
    """The query of a saved view; codes that this version does not know are passed over."""
    narrowed = CaseFilter(
        created_by_id=_word(kept.get("created_by_id")) or None,
        city=_word(kept.get("city")),
        purposes=frozenset(_words(kept.get("purposes"))),
        kinds=frozenset(_words(kept.get("kinds"))),
        since=_day(kept.get("since")),
        until=_day(kept.get("until")),
        value_from=_number(kept.get("value_from")),
        value_to=_number(kept.get("value_to")),
    )
    wanted = frozenset(_words(kept.get("statuses")))
    return ValuationQuery(
        words=_word(kept.get("words")),
        statuses=frozenset(status for status in Status if status.value in wanted),
        shelf=next((shelf for shelf in Shelf if shelf == kept.get("shelf")), Shelf.DESK),
        narrowed=narrowed,
        sort=next((key for key in SortKey if key == kept.get("sort")), SortKey.UPDATED),
        descending=bool(kept.get("descending", True)),
    )


def _text(value: date | Decimal | None) -> str | None:
    return None if value is None else str(value)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(value: object) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return number if number is None or number.is_finite() else None
