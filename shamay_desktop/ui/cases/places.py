"""Where the list looks: the places of the side list, and the chips of what narrows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shamay_desktop.domain.records import CaseFilter, Shelf, Status, ValuationQuery
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.cases.columns import choice_words

NOTHING = CaseFilter()


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the side list: a shelf and the states on it; none means all."""

    key: str
    shelf: Shelf
    statuses: frozenset[Status] = frozenset()
    icon: str = ""


PLACES: tuple[Place, ...] = (
    Place("in_work", Shelf.DESK, frozenset({Status.DRAFT, Status.IN_PROGRESS}), "typed"),
    Place("review", Shelf.DESK, frozenset({Status.READY}), "eye"),
    Place("signed", Shelf.DESK, frozenset({Status.SIGNED}), "check"),
    Place("all", Shelf.DESK, icon="list"),
    Place("archive", Shelf.ARCHIVE, icon="archive"),
    Place("trash", Shelf.TRASH, icon="trash"),
)
ALL = PLACES[3]
QUEUE = PLACES[1]
"""The reviewer's queue."""


def place_of(query: ValuationQuery) -> Place | None:
    """The place that shows a query's shelf and states, None when no place does."""
    return next(
        (each for each in PLACES if (each.shelf, each.statuses) == (query.shelf, query.statuses)),
        None,
    )


def nearest_place(query: ValuationQuery) -> Place:
    """The place of a query; states that no place has stand under the whole shelf."""
    whole = next(each for each in PLACES if each.shelf is query.shelf and not each.statuses)
    return place_of(query) or whole


def is_narrowed(query: ValuationQuery) -> bool:
    """Whether words, a filter or states beyond its place's narrow a query."""
    return bool(query.words) or query.narrowed != NOTHING or place_of(query) is None


def widened(query: ValuationQuery) -> ValuationQuery:
    """The whole place: without words and filter, in the same order."""
    place = nearest_place(query)
    return replace(query, words="", narrowed=NOTHING, statuses=place.statuses)


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows a list, in words, and the list's query without it."""

    key: str
    words: str
    without: object


def chips(query: ValuationQuery, people: Mapping[str, str], texts: Texts) -> tuple[Chip, ...]:
    """What narrows a query; its words are not among them, for they stand in the search field.

    people: the names of the appraisers by id.
    """
    found = list(_state_chips(query, texts))
    for name, words in _filter_words(query.narrowed, people, texts):
        wider = replace(query.narrowed, **{name: getattr(NOTHING, name)})
        found.append(Chip(name, words, replace(query, narrowed=wider)))
    return tuple(found)


def _state_chips(query: ValuationQuery, texts: Texts) -> Iterator[Chip]:
    if place_of(query) is None:
        words = ", ".join(
            texts(f"cases.status.{status.value}") for status in Status if status in query.statuses
        )
        yield Chip("statuses", words, replace(query, statuses=frozenset()))


def _filter_words(
    narrowed: CaseFilter, people: Mapping[str, str], texts: Texts
) -> Iterator[tuple[str, str]]:
    """Of each part of a filter that narrows: its name, and its words."""
    if narrowed.created_by_id is not None:
        name = people.get(narrowed.created_by_id, "?")
        yield "created_by_id", texts("cases.chip.appraiser", name=name)
    if narrowed.city:
        yield "city", texts("cases.chip.city", city=narrowed.city)
    for name, field_id in (("purposes", "report.purpose"), ("kinds", "report.kind")):
        codes: frozenset[str] = getattr(narrowed, name)
        if codes:
            words = sorted(choice_words(field_id, code, texts) for code in codes)
            yield name, texts(f"cases.chip.{name}", words=", ".join(words))
    for name in ("since", "until"):
        if (day := getattr(narrowed, name)) is not None:
            yield name, texts(f"cases.chip.{name}", day=formats.date(day))
    for name in ("value_from", "value_to"):
        if (value := getattr(narrowed, name)) is not None:
            amount = formats.money(value, texts.language)
            yield name, texts(f"cases.chip.{name}", amount=amount)
