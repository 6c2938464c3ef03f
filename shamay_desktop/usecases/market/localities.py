"""Where a town lies: the centre of its locality, offered where nothing nearer is known.

It is the place of the locality and never of a property: who shows or uses it says so. What is
shipped and from where: docs/decisions/0016.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.market.words import key_of
from shamay_desktop.resource_files import resource


@dataclass(frozen=True, slots=True)
class Locality:
    """A town of the statistics bureau's list; `east`, `north` of its centre, metres of Israel TM.

    `code` is the bureau's, as market data tells it too. `former`: names of its parts or of before.
    """

    code: str
    name: str
    name_en: str
    east: Decimal
    north: Decimal
    former: tuple[str, ...] = ()


def locality_of(city: str) -> Locality | None:
    """The town that is meant by a name or by its code; None when it is none or one of several."""
    found = _by_name().get(_key(city))
    return found or _by_code().get(city.strip())


def centre_for(subject: Subject) -> Locality | None:
    """What may be offered as the middle of a search about a subject whose own place is unknown."""
    if subject.east is not None and subject.north is not None:
        return None
    return locality_of(subject.city)


def centre_at(east: Decimal, north: Decimal) -> Locality | None:
    """The town whose centre lies at exactly this place, None for any other place."""
    return _by_place().get((east, north))


@cache
def localities() -> Sequence[Locality]:
    """All of them, in the order of their codes."""
    with resource("localities", "localities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Locality(
                row["code"],
                row["name"],
                row["name_en"],
                Decimal(row["east"]),
                Decimal(row["north"]),
                tuple(name for name in row["former"].split("|") if name),
            )
            for row in csv.DictReader(file)
        )


@cache
def _by_code() -> Mapping[str, Locality]:
    return {each.code: each for each in localities()}


@cache
def _by_place() -> Mapping[tuple[Decimal, Decimal], Locality]:
    return {(each.east, each.north): each for each in localities()}


@cache
def _by_name() -> Mapping[str, Locality | None]:
    """Its own name goes before a part of a name, and that before a former one."""
    known: dict[str, Locality | None] = {}
    for names in (_own_names, _parts, _former_names):
        found: dict[str, Locality | None] = {}
        for each in localities():
            for key in {key for name in names(each) if (key := _key(name))}:
                found[key] = None if key in found else each
        known = {**found, **known}
    return known


def _own_names(locality: Locality) -> Sequence[str]:
    return locality.name, locality.name_en


def _parts(locality: Locality) -> Sequence[str]:
    """Without what stands in brackets, and the first of several joined names."""
    name = locality.name.partition("(")[0]
    return name, name.partition("-")[0]


def _former_names(locality: Locality) -> Sequence[str]:
    return locality.former


def _key(name: str) -> str:
    """One spelling: קרית and קריית, נוה and נווה are written either way."""
    return key_of(name).replace("יי", "י").replace("וו", "ו")
