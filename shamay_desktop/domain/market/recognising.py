"""Which mapping fits a table, by its headings; and which columns are nobody's business."""

import re
from collections.abc import Mapping, Sequence

from shamay_desktop.domain.market.mapping import Fit, SourceMapping, heading_key
from shamay_desktop.domain.market.rows import RowKind

_PARTIES = re.compile(
    r"מוכר(?:ים|ת)?(?!ה)\b|\bקונ(?:ה|ים|ות)\b|רוכש|נרכש על|\bשוכר|משכיר|בעלים"
    r"|שם (?:ה)?(?:צד|לקוח|מוכר|קונה|בעל)"
    r"|\bת\W?ז\b|תעודת זהות|מספר זהות|טלפון|נייד|דוא\W?ל|\bעו\W{0,2}ד\b"
    r"|\b(?:buyer|seller|purchaser|vendor|owner|tenant|landlord|phone|mobile|e-?mail|lawyer)s?\b"
    r"|\bid[ _]?(?:number|no)\b|first[ _]?name|last[ _]?name|full[ _]?name|surname",
    re.IGNORECASE,
)
_PLAIN_SCORE, _NEEDED_SCORE, _FORMAT_SCORE, _OWN_SCORE = 10, 30, 25, 5


def names_people(heading: str) -> bool:
    """Whether a column holds parties of a sale: it is never taken, not even as it stood."""
    return _PARTIES.search(heading.replace("_", " ")) is not None


def fit(mapping: SourceMapping, headings: Sequence[str], format_: str = "") -> Fit:
    """How well one mapping fits; a target goes to the first column that an alias of it names."""
    keys = [heading_key(heading) for heading in headings]
    columns: dict[int, str] = {}
    for column in mapping.columns:
        at = _index_of(column.aliases, keys, columns)
        if at is not None and not names_people(headings[at]):
            columns[at] = column.target
    missing = _missing(mapping, set(columns.values()))
    score = _PLAIN_SCORE * len(columns) - _NEEDED_SCORE * len(missing)
    if format_ in mapping.formats:
        score += _FORMAT_SCORE
    elif mapping.formats:
        score -= _FORMAT_SCORE
    return Fit(mapping, columns, missing, score + (_OWN_SCORE if mapping.own else 0))


def recognise(
    mappings: Sequence[SourceMapping], headings: Sequence[str], format_: str = ""
) -> tuple[Fit, ...]:
    """All mappings that know a column of the table, the best first; those that lack a needed
    column stand behind those that lack none."""
    fits = [fit(mapping, headings, format_) for mapping in mappings]
    known = [each for each in fits if each.columns]
    return tuple(sorted(known, key=_rank))


def _rank(each: Fit) -> tuple[bool, bool, int]:
    """What lacks a column is first of all a table of sales: a guess at more needs that column."""
    mapping = each.mapping
    sales = mapping.evidence == "deal" and mapping.kind is RowKind.SALE
    special = not sales or "id" in mapping.needed  # our own table is known by its ids alone
    return bool(each.missing), bool(each.missing) and special, -each.score


def heading_mark(headings: Sequence[str]) -> str:
    """One text for a table's headings, by which a mapping is remembered."""
    return "|".join(heading_key(heading) for heading in headings)


def fitting(mapping: SourceMapping, columns: Mapping[int, str]) -> Fit:
    """A fit that a person or a remembered mapping set."""
    missing = _missing(mapping, set(columns.values()))
    return Fit(mapping, columns, missing, _PLAIN_SCORE * len(columns))


def _index_of(aliases: Sequence[str], keys: Sequence[str], taken: Mapping[int, str]) -> int | None:
    for alias in aliases:
        wanted = heading_key(alias)
        for index, heading in enumerate(keys):
            if heading == wanted and index not in taken:
                return index
    return None


def _missing(mapping: SourceMapping, found: set[str]) -> tuple[str, ...]:
    given = found | {column.target for column in mapping.columns if column.default}
    return tuple(each for each in mapping.needed if not set(each.split("|")) & given)
