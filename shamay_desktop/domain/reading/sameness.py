"""When two contents say the same: numbers by value, shares exactly, floors in words or figures.

Each function turns a content into what it means; equal meanings are no contradiction. What cannot
be read keeps its words, folded, so that it is compared and never lost.
"""

import re
from collections.abc import Callable, Hashable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.reading.belonging import mark_number
from shamay_desktop.domain.shares import parse_share
from shamay_desktop.i18n.isolates import strip_marks

Meaning = Callable[[str], Hashable]


@lru_cache(maxsize=4096)
def words(content: str) -> Hashable:
    """A text without blanks, quotes and dashes that differ only in how they are typed."""
    bare = re.sub(r"[\"'׳״`]", "", strip_marks(content))
    return " ".join(re.sub(r"[\s־–-]+", " ", bare).split()).casefold()


@lru_cache(maxsize=4096)
def number(content: str) -> Hashable:
    """An exact number by its value: 97.6 and 97.60 are one."""
    try:
        return Decimal(content).normalize()
    except InvalidOperation:
        return words(content)


@lru_cache(maxsize=2048)
def share(content: str) -> Hashable:
    """A share by its value: 2/4 and 1/2 are one."""
    try:
        return parse_share(content)
    except Refused:
        return words(content)


@lru_cache(maxsize=2048)
def floors(content: str) -> Hashable:
    """Floors by their numbers, whether they stand in words or figures."""
    read = parse_floors(content)
    return tuple(sorted(read.numbers)) if read.understood else words(content)


@lru_cache(maxsize=2048)
def blocks(content: str) -> Hashable:
    """The halves of a joint block: "6158-6159" is both."""
    return frozenset(part for part in re.split(r"[^\d]+", content) if part) or words(content)


@lru_cache(maxsize=2048)
def tight(content: str) -> Hashable:
    """An identifier without any blanks or quotes: plan and deed numbers, marks on a drawing."""
    return re.sub(r"[\s\"'׳״]+", "", strip_marks(content)).casefold()


@lru_cache(maxsize=512)
def building(content: str) -> Hashable:
    """A building's or entrance's mark: I, א and 1 are one."""
    number_of = mark_number(content)
    return tight(content) if number_of is None else number_of


@lru_cache(maxsize=512)
def office(content: str) -> Hashable:
    """A registration office by its town, with or without the words of its title."""
    town = str(words(content))
    for title in ("לשכת רישום המקרקעין", "לשכת רישום מקרקעין", "לשכת הרישום", "לשכת"):
        town = town.removeprefix(title).strip().removeprefix("ב ")
    return town


def agree(one: Hashable, other: Hashable) -> bool:
    """Whether two meanings are the same; a joint block agrees with either half."""
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return not one.isdisjoint(other)
    return one == other
