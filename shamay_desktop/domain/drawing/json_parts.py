"""What files of drawings share: their JSON read leniently of order, strictly of what it says.

Everything that is wrong is told at once, each by its place in the document, e.g. shapes[2].points.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar, cast

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing.points import FARTHEST, MOST_POINTS, Point, Ring
from shamay_desktop.domain.errors import Refused, RefusedMany

MOST_ITEMS = 2_000
"""References, regions, shapes, holes of a shape, annotations: of one list."""

LONGEST_TEXT = 4_000
_DIGITS = 30
_WRITTEN = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART_OF_DATE = re.compile(r"\d{4}(-\d{2})?", re.ASCII)

Made = TypeVar("Made")
Code = TypeVar("Code", bound=StrEnum)


def said(**parts: Json) -> dict[str, Json]:
    """What is to be said: without what is empty, none or false."""
    return {name: part for name, part in parts.items() if part not in (None, "", [], False)}


def exact(number: Decimal | None) -> Json:
    """An exact number as its text, without an exponent."""
    return None if number is None else format(number, "f")


def code_of(code: StrEnum | None, otherwise: StrEnum | None = None) -> Json:
    """A code's name; nothing for the usual one (`otherwise`), which a reader assumes."""
    return None if code is None or code is otherwise else code.value


def points_json(points: Iterable[Point]) -> Json:
    """[[x, y], …], in the order given."""
    return [[coordinate(x), coordinate(y)] for x, y in points]


def coordinate(number: float) -> Json:
    """A number of JSON: whole ones without a point."""
    return int(number) if number.is_integer() else cast(Json, number)


@dataclass(slots=True)
class Reading:
    """What was refused so far; the reading goes on, so that all of it is told at once."""

    problems: list[Refused] = field(default_factory=list)

    def refuse(self) -> None:
        """Raises the one problem, or RefusedMany with all of them; nothing when there is none."""
        if len(self.problems) == 1:
            raise self.problems[0]
        if self.problems:
            raise RefusedMany(self.problems)

    def wrong(self, place: str, given: object) -> None:
        """Note what stands at a place and cannot be what is asked there."""
        self.problems.append(
            Refused("measure_part_wrong", field=place or "{}", given=str(given)[:60])
        )


class Part:
    """An object of the document with its place; each thing asked of it is there or is refused."""

    def __init__(self, raw: object, place: str, reading: Reading) -> None:
        self.reading = reading
        self.place = place
        self.raw: Mapping[str, object] = {}
        if isinstance(raw, Mapping):
            self.raw = raw
        else:
            reading.wrong(place, raw)

    def at(self, name: str) -> str:
        """Where a part of this one stands in the document, e.g. shapes[2].points."""
        return ".".join(filter(None, (self.place, name)))

    def knows(self, names: frozenset[str]) -> None:
        """Refuse what stands here under any other name."""
        self.reading.problems += [
            Refused("measure_part_unknown", field=self.at(str(name)[:60]))
            for name in self.raw
            if name not in names
        ]

    def missing(self, name: str) -> None:
        """Note that a part that must be there is not."""
        self.reading.problems.append(Refused("measure_part_missing", field=self.at(name)))

    def text(self, name: str) -> str:
        """A text of at most `LONGEST_TEXT` characters, empty where there is none."""
        given = self.raw.get(name)
        if given is None:
            return ""
        if isinstance(given, str) and len(given) <= LONGEST_TEXT:
            return given
        self.reading.wrong(self.at(name), given)
        return ""

    def whole(self, name: str, otherwise: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`; `otherwise` where none or refused."""
        number = self.number(name)
        if number is None:
            return otherwise
        if number == number.to_integral_value() and least <= number <= most:
            return int(number)
        self.reading.wrong(self.at(name), number)
        return otherwise

    def number(self, name: str) -> Decimal | None:
        """An exact number, from JSON's number or its text."""
        given = self.raw.get(name)
        number = _decimal(given)
        if given is not None and number is None:
            self.reading.wrong(self.at(name), given)
        return number

    def flag(self, name: str) -> bool:
        """True or false, false where it is not there."""
        given = self.raw.get(name, False)
        if not isinstance(given, bool):
            self.reading.wrong(self.at(name), given)
        return given is True

    def code(self, name: str, codes: type[Code], otherwise: Code) -> Code:
        """One of an enumeration's codes, `otherwise` where there is none or it is refused."""
        given = self.text(name)
        if not given:
            return otherwise
        if given in [code.value for code in codes]:
            return codes(given)
        self.reading.wrong(self.at(name), given)
        return otherwise

    def one_of(self, name: str, choices: tuple[str, ...], otherwise: str) -> str:
        """One of some words, `otherwise` where there is none or it is refused."""
        given = self.text(name)
        if given and given not in choices:
            self.reading.wrong(self.at(name), given)
            return otherwise
        return given or otherwise

    def day(self, name: str) -> str:
        """A whole ISO date, empty where there is none or it is refused."""
        given = self.text(name)
        if given and _DAY.fullmatch(given) is None:
            self.reading.wrong(self.at(name), given)
            return ""
        try:
            return date.fromisoformat(given).isoformat() if given else ""
        except ValueError:
            self.reading.wrong(self.at(name), given)
            return ""

    def day_or_part(self, name: str) -> str:
        """An ISO date, or as much of it as is known: "2023-05", "2023"."""
        given = self.text(name)
        if not _PART_OF_DATE.fullmatch(given):
            return self.day(name)
        try:
            date.fromisoformat(f"{given}-01-01"[: len("2023-05-01")])
        except ValueError:
            self.reading.wrong(self.at(name), given)
            return ""
        return given

    def items(self, name: str, most: int = MOST_ITEMS) -> list[tuple[object, str]]:
        """The things of a list with their places."""
        given = self.raw.get(name)
        if given is None:
            return []
        if not isinstance(given, list | tuple):
            self.reading.wrong(self.at(name), given)
            return []
        if len(given) > most:
            self.reading.problems.append(
                Refused("measure_too_many", field=self.at(name), n=len(given), limit=most)
            )
            return []
        return [(each, f"{self.at(name)}[{number}]") for number, each in enumerate(given)]

    def point(self, name: str) -> Ring:
        """One point, or none where it is refused."""
        if name not in self.raw:
            self.missing(name)
            return ()
        return _point(self.raw[name], self.at(name), self.reading)

    def points(self, name: str) -> Ring:
        """A list of points; those that are none are refused, each by its place."""
        return ring_of(self.items(name, MOST_POINTS), self.reading)


def listed(part: Part, name: str, made: Callable[[Part], Made]) -> tuple[Made, ...]:
    """The list, each id once."""
    parts = [Part(raw, place, part.reading) for raw, place in part.items(name)]
    seen: set[str] = set()
    for each in parts:
        identity = each.raw.get("id")
        if isinstance(identity, str) and identity:
            if identity in seen:
                part.reading.problems.append(
                    Refused("measure_part_twice", field=each.at("id"), given=identity[:60])
                )
            seen.add(identity)
    return tuple(made(each) for each in parts)


def ring_of(items: Iterable[tuple[object, str]], reading: Reading) -> Ring:
    """The points of [x, y] pairs with their places; what is no point is refused and left out."""
    return tuple(point for raw, place in items for point in _point(raw, place, reading))


def _point(raw: object, place: str, reading: Reading) -> Ring:
    numbers = [_decimal(each) for each in raw] if isinstance(raw, list | tuple) else []
    near = [float(each) for each in numbers if each is not None and abs(each) <= FARTHEST]
    if len(numbers) != 2 or len(near) != 2:
        reading.wrong(place, raw)
        return ()
    return ((near[0] + 0.0, near[1] + 0.0),)


def _decimal(raw: object) -> Decimal | None:
    """Of a whole number, a float, an exact number or its text; None of anything else.

    A text is read by our own rule, not by Python's: "1_0", "1e3" and "+3" are no numbers.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        return None
    if isinstance(raw, str) and _WRITTEN.fullmatch(raw.strip()) is None:
        return None
    number = Decimal(str(raw).strip())
    return number if _is_plain(number) else None


def _is_plain(number: Decimal) -> bool:
    """Finite, and of a size that can be written out."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DIGITS and number.adjusted() <= _DIGITS
