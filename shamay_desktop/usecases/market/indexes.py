"""Price indexes: the shipped table, what the office fetched anew, and taking a file of points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.index_answers import IndexAnswer, read_answers, told_as
from shamay_desktop.domain.market.price_index import Month, PriceIndex, merged
from shamay_desktop.domain.market.price_index_json import (
    PRACTICE,
    all_indexes,
    index_json,
    office_indexes,
)
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.user_file import bytes_of_user_file

LARGEST = 4 * 1024 * 1024
"""Of a file of points, in bytes."""

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1255")


def indexes_of(services: Services, actor: Actor) -> Mapping[str, PriceIndex]:
    """All indexes that the actor's office knows, by code; the shipped ones first.

    Raises Refused(`index_wrong`, index), WorldFailed.
    """
    return all_indexes(services.indexes(), office_indexes(practice_of(services, actor)))


@dataclass(frozen=True, slots=True)
class IndexPreview:
    """What a file would bring to an index: new points, changed ones, points that stand already."""

    index: PriceIndex
    new: tuple[Month, ...]
    revised: tuple[Month, ...]
    same: int
    left_out: int


def preview_indexes(
    services: Services,
    actor: Actor,
    source: Path,
    *,
    code: str = "",
    name: str = "",
    retrieved: date | None = None,
) -> tuple[IndexPreview, ...]:
    """What a file of the statistics bureau (JSON) or of months and values (CSV) would bring.

    `retrieved` is the day on which it was fetched, today where it is not said. Nothing is kept.
    Raises Refused(`file_missing`, `file_unreadable`, `file_too_large`, `index_unreadable`,
    `index_empty`, `index_code_missing`, `index_day_future`), WorldFailed.
    """
    day = retrieved or services.clock.today()
    if day > services.clock.today():
        raise Refused("index_day_future")
    known = indexes_of(services, actor)
    answers = read_answers(_text_of(source), day, code=code, name=name)
    return tuple(_previewed(answer, known.get(answer.index.code), day) for answer in answers)


def _previewed(answer: IndexAnswer, known: PriceIndex | None, day: date) -> IndexPreview:
    if known is None:
        return IndexPreview(answer.index, answer.index.months, (), 0, answer.left_out)
    told = told_as(known, answer, day).index
    standing = known.points
    new = tuple(month for month in told.months if month not in standing)
    revised = tuple(
        month
        for month in told.months
        if month in standing and told.points[month].value != standing[month].value
    )
    same = len(told.points) - len(new) - len(revised)
    return IndexPreview(told, new, revised, same, answer.left_out)


def import_indexes(services: Services, actor: Actor, previews: Sequence[IndexPreview]) -> Changes:
    """Keep what was previewed with the office; what a point was before stays with the point.

    Raises NotAllowed, Refused(`index_wrong`, index), WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    own = dict(office_indexes(practice_of(services, actor)))
    known = indexes_of(services, actor)
    for preview in previews:
        told = preview.index
        base = known.get(told.code)
        kept = told if base is None else merged(base, told)
        own[told.code] = _without_shipped(services, kept)
    raw: dict[str, Json] = {code: index_json(index) for code, index in own.items()}
    return save_practice(services, actor, PRACTICE, raw)


def _without_shipped(services: Services, index: PriceIndex) -> PriceIndex:
    """Only what the shipped table does not say itself: a later program brings a later table."""
    shipped = next((each for each in services.indexes() if each.code == index.code), None)
    if shipped is None:
        return index
    points = {
        month: point for month, point in index.points.items() if shipped.points.get(month) != point
    }
    return replace(index, points=points)


def forget_index(services: Services, actor: Actor, code: str) -> Changes:
    """Drop what the office imported of an index; a shipped table stands again as it came.

    Raises NotAllowed, Refused(`index_unknown`, index), WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    own = dict(office_indexes(practice_of(services, actor)))
    if own.pop(code, None) is None:
        raise Refused("index_unknown", index=code[:20])
    raw: dict[str, Json] = {name: index_json(index) for name, index in own.items()}
    return save_practice(services, actor, PRACTICE, raw or None)


def _text_of(source: Path) -> str:
    data = bytes_of_user_file(source, LARGEST)
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("file_unreadable", file=source.name)
