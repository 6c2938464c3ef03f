"""A price index out of a file: the statistics bureau's JSON answer, or a CSV of months and values.

Figures are taken as they stand; what cannot be read as a month and a value above 0 is counted as
left out. Points of an answer that reaches to the present are provisional as the index says.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.price_index import (
    BaseLink,
    IndexPoint,
    Month,
    PriceIndex,
    month_of,
    months_between,
    with_provisional,
)
from shamay_desktop.domain.money import parse_decimal, to_places

MOST_POINTS = 5_000
PRESENT_MONTHS = 6
"""An answer whose last point is no older than this reaches to the present."""

_LINK_PLACES = Decimal("0.0000000001")
_YEAR = re.compile(r"(1[89]|20)\d\d")
_AVERAGE = re.compile(r"ממוצע|בסיס|average|base|=|100(\.0+)?", re.IGNORECASE)
_CODE = re.compile(r"\d{1,8}")
_MONTHS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.]\d{1,2})?"),
    re.compile(r"(?:\d{1,2}[-/.])?(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)
_HEADINGS = {
    "month": ("month", "date", "period", "חודש", "תאריך"),
    "year": ("year", "שנה"),
    "value": ("value", "index", "ערך", "מדד"),
    "base": ("base", "basedesc", "בסיס"),
}


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    """An index as a file tells it, and how many of its lines told no month and value."""

    index: PriceIndex
    left_out: int = 0


def read_answers(
    text: str, retrieved: date, *, code: str = "", name: str = "", provisional: int = 0
) -> tuple[IndexAnswer, ...]:
    """The indexes of a file's text, JSON or CSV.

    A CSV tells one index and does not name it: `code` and `name` do. `provisional`: how many last
    points may still be revised, where the index is not known already.
    Raises Refused(`index_unreadable`), Refused(`index_empty`), Refused(`index_code_missing`).
    """
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped[:1] in ("{", "["):
        answers = tuple(_of_json(stripped, retrieved, name, provisional))
    else:
        answers = (_of_csv(stripped, retrieved, code, name, provisional),)
    if not any(answer.index.points for answer in answers):
        raise Refused("index_empty")
    return tuple(answer for answer in answers if answer.index.points)


def _of_json(text: str, retrieved: date, name: str, provisional: int) -> Iterator[IndexAnswer]:
    try:
        raw = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as problem:
        raise Refused("index_unreadable") from problem
    listed = raw.get("month") if isinstance(raw, dict) else None
    for series in listed if isinstance(listed, list) else ():
        if isinstance(series, dict):
            yield _series(series, retrieved, name, provisional)


def _series(raw: Mapping[str, Json], retrieved: date, name: str, provisional: int) -> IndexAnswer:
    code = str(raw.get("code") or "")
    if not _CODE.fullmatch(code):
        raise Refused("index_code_missing")
    said = " ".join(str(raw.get("name") or name or code).split())[:80]
    listed = raw.get("date")
    lines = listed if isinstance(listed, list) else []
    cells = (_cells(line) for line in lines if isinstance(line, dict))
    links = _links(line for line in lines if isinstance(line, dict))
    return _answer(code, said, cells, len(lines), retrieved, provisional, links)


def _cells(line: Mapping[str, Json]) -> tuple[str, str, str]:
    current = line.get("currBase")
    on_base = current if isinstance(current, dict) else {}
    month = f"{line.get('year')}-{line.get('month')}"
    return month, str(on_base.get("value")), str(on_base.get("baseDesc") or "")


def _links(lines: Iterable[Mapping[str, Json]]) -> tuple[BaseLink, ...]:
    """Where a month is told on two bases, one point of the newer is so many of the older."""
    found: dict[tuple[str, str], BaseLink] = {}
    for line in lines:
        newer, older = (_on_base(line.get(name)) for name in ("currBase", "prevBase"))
        if newer is not None and older is not None and newer[0] != older[0]:
            factor = to_places(older[1] / newer[1], _LINK_PLACES)
            found.setdefault((older[0], newer[0]), BaseLink(older[0], newer[0], factor))
    return tuple(found.values())


def _on_base(raw: Json) -> tuple[str, Decimal] | None:
    if not isinstance(raw, dict):
        return None
    value = _value(str(raw.get("value")))
    return None if value is None else (base_of(str(raw.get("baseDesc") or "")), value)


def _of_csv(text: str, retrieved: date, code: str, name: str, provisional: int) -> IndexAnswer:
    if not _CODE.fullmatch(code):
        raise Refused("index_code_missing")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter))[: MOST_POINTS + 1]
    except csv.Error as problem:
        raise Refused("index_unreadable") from problem
    places = _places(rows[0] if rows else [])
    if "value" not in places or not ({"month"} & places.keys()):
        raise Refused("index_unreadable")
    cells = [_row_cells(row, places) for row in rows[1:] if any(row)]
    return _answer(code, name or code, cells, len(cells), retrieved, provisional, ())


def _places(headings: list[str]) -> dict[str, int]:
    clean = [" ".join(heading.split()).casefold() for heading in headings]
    return {
        wanted: clean.index(alias)
        for wanted, aliases in _HEADINGS.items()
        for alias in aliases
        if alias in clean
    }


def _row_cells(row: list[str], places: Mapping[str, int]) -> tuple[str, str, str]:
    def cell(name: str) -> str:
        place = places.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""

    month, year = cell("month"), cell("year")
    return (f"{year}-{month}" if year else month), cell("value"), cell("base")


def _answer(
    code: str,
    name: str,
    cells: Iterable[tuple[str, str, str]],
    count: int,
    retrieved: date,
    provisional: int,
    links: tuple[BaseLink, ...],
) -> IndexAnswer:
    points: dict[Month, IndexPoint] = {}
    for month_said, value_said, base in cells:
        month, value = _month(month_said), _value(value_said)
        if month is not None and value is not None and len(points) < MOST_POINTS:
            points[month] = IndexPoint(month, value, base_of(base), retrieved)
    at_present = bool(points) and (
        months_between(max(points), month_of(retrieved)) <= PRESENT_MONTHS
    )
    index = PriceIndex(
        code=code,
        he=name,
        en=name,
        last_provisional=provisional,
        points=with_provisional(points, provisional if at_present else 0),
        links=links,
    )
    return IndexAnswer(index, count - len(points))


def told_as(known: PriceIndex, answer: IndexAnswer, retrieved: date) -> IndexAnswer:
    """The answer as the known index continues: its count of provisional points, and its last base
    where the answer names none."""
    index, last = answer.index, known.last_provisional or answer.index.last_provisional
    base = "" if known.last is None else known.last.base
    points = {
        month: point if point.base else replace(point, base=base)
        for month, point in index.points.items()
    }
    at_present = months_between(max(points), month_of(retrieved)) <= PRESENT_MONTHS
    marked = with_provisional(points, last if at_present else 0)
    return IndexAnswer(replace(index, last_provisional=last, points=marked), answer.left_out)


def base_of(said: str) -> str:
    """One spelling of a base: its year where it is a year's average, else its words."""
    words = " ".join(said.split())
    year = _YEAR.search(words)
    if year is None:
        return words
    rest = _AVERAGE.sub("", words.replace(year.group(), "", 1))
    return words if rest.strip(" :,.-()") else year.group()


def _month(said: str) -> Month | None:
    for pattern in _MONTHS:
        found = pattern.fullmatch(said.strip())
        if found is not None:
            month = int(found["year"]), int(found["month"])
            return month if 1 <= month[1] <= 12 and 1800 <= month[0] <= 2200 else None
    return None


def _value(said: str) -> Decimal | None:
    try:
        value = parse_decimal(said.replace(",", "").strip())
    except Refused:
        return None
    return value if value > 0 else None
