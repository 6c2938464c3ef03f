"""Which property each paper speaks of, and whether it is the case's own.

A page of another property is flagged and never merged: nothing here guesses. The order in which
papers were added has no part in the answer.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.paper_reading import Reading
from shamay_desktop.domain.reading.reading_json import reading_of

Parcel = tuple[str, str]
"""Block and parcel, as numbers without leading zeros; a block may have a suffix ("7245-1")."""

Place = tuple[str, int]
"""A document's id and the number of the reading in its file, from 0."""


class Belongs(StrEnum):
    """Whether a reading speaks of the case's property."""

    SUBJECT = "subject"
    OTHER = "other"
    UNSURE = "unsure"
    """It names no parcel, or nothing says yet which property the case is about."""


@dataclass(frozen=True, slots=True)
class PaperProperty:
    """A property that papers speak of; `tat_helka` is "" for a whole parcel.

    `places` are the readings that speak of it: the paper, and the reading's number in its file.
    """

    gush: str
    helka: str
    tat_helka: str
    places: tuple[tuple[Document, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a reading says of its property: its own parcel, those with it, those before it."""

    own: Parcel = ("", "")
    further: frozenset[Parcel] = frozenset()
    tat_helka: str = ""
    former: frozenset[Parcel] = frozenset()
    plot: str = ""
    building: str = ""
    is_extract: bool = False

    @property
    def parcels(self) -> frozenset[Parcel]:
        """Its own parcel and those with it; none when it names no property."""
        return self.further | {self.own} if self.own != ("", "") else self.further

    @property
    def all(self) -> frozenset[Parcel]:
        """Its parcels with those that they were before."""
        return self.parcels | self.former


def read_parts(evidence: CaseEvidence) -> Iterator[tuple[Document, int, Reading]]:
    """Every reading of every paper that was read, with its paper and its number in the file."""
    for document in evidence.documents:
        read = reading_of(document)
        if read is not None:
            for number, reading in enumerate(read.readings):
                yield document, number, reading


def belonging(case: Case, evidence: CaseEvidence) -> Mapping[Place, Belongs]:
    """For each reading of the case's papers whether it speaks of the case's property.

    The case's own identity says which that is; in a case without one an extract does, when all
    papers that name a property agree with it. Former parcels count as the same property. Kept for
    the same evidence as long as the case names the same property.
    """
    return _answers.of(evidence, lambda: _told(case, evidence), *identity_of(case))


_answers: "Kept[CaseEvidence, Mapping[Place, Belongs]]" = Kept(8)
_SINGLE = (
    "parcel.gush", "parcel.gush_suffix", "parcel.helka", "parcel.tat_helka", "parcel.plot",
    "unit.building",
)  # fmt: skip


def identity_of(case: Case) -> Iterator[Hashable]:
    """All of a case by which papers are told to be its own; equal for equal answers."""
    yield from (case.text(path) for path in _SINGLE)
    for list_id in ("parcels", "parcel.former"):
        for row in case.rows(list_id):
            columns = ("gush", "gush_suffix", "helka", "tat_helka")
            yield list_id, *(_text(row, name) for name in columns)


def _told(case: Case, evidence: CaseEvidence) -> Mapping[Place, Belongs]:
    named = {
        (document.id, number): named_by(reading)
        for document, number, reading in read_parts(evidence)
    }
    subject = _subject(case, tuple(named.values()))
    if subject is None:
        return MappingProxyType(dict.fromkeys(named, Belongs.UNSURE))
    return MappingProxyType({place: _belongs(each, subject) for place, each in named.items()})


def properties(evidence: CaseEvidence) -> tuple[PaperProperty, ...]:
    """The properties that the papers speak of, each once, by their numbers.

    Papers that share a parcel, by its present or a former number, speak of one property; two
    extracts of different sub-parcels speak of two. Kept for the same evidence.
    """
    return _known_properties.of(evidence, lambda: _properties(evidence))


_known_properties: "Kept[CaseEvidence, tuple[PaperProperty, ...]]" = Kept(8)


def _properties(evidence: CaseEvidence) -> tuple[PaperProperty, ...]:
    known = [
        (named_by(reading), document, number) for document, number, reading in read_parts(evidence)
    ]
    found = [
        each
        for land in _lands(each[0] for each in known)
        for each in _of_land([one for one in known if one[0].all & land])
    ]
    return tuple(sorted(found, key=_by_numbers))


def named_by(reading: Reading) -> Named:
    """What a reading says of its property, empty when it names none; told once a reading."""
    return _named.of(reading, lambda: _named_by(reading))


_named: Kept[Reading, Named] = Kept(512)


def _named_by(reading: Reading) -> Named:
    gush, helka = reading.content("gush"), reading.content("helka")
    if gush is None or helka is None:
        return Named(is_extract=reading.kind is DocType.TABU)
    own = parcel(gush, helka, reading.content("gush_suffix"))
    return Named(
        own,
        frozenset(_listed(reading, "additional_parcels", own[0])),
        _bare(reading.content("tat_helka")),
        frozenset(_listed(reading, "former_parcels", own[0])),
        _bare(reading.content("plot")),
        _bare(reading.content("building_number")),
        reading.kind is DocType.TABU,
    )


def parcel(gush: str, helka: str, suffix: str | None = None) -> Parcel:
    """A block and parcel in one spelling."""
    block = "-".join(_bare(part) for part in (*gush.split("-"), suffix or "") if _bare(part))
    return block, _bare(helka)


def _bare(number: str | None) -> str:
    return (number or "").strip().lstrip("0")


def _listed(reading: Reading, key: str, gush: str) -> Iterator[Parcel]:
    """Parcels of a list: "32" (of the same block), "7245/12", or rows with gush and helka."""
    for number in range(reading.rows(key)):
        whole = reading.content(f"{key}[{number}]")
        block = reading.content(f"{key}[{number}].gush")
        helka = reading.content(f"{key}[{number}].helka")
        if helka is not None:
            yield parcel(block or gush, helka)
        elif whole is not None:
            found = re.findall(r"\d+(?:-\d+)?", whole, re.ASCII)
            if len(found) >= 2:
                yield parcel(found[0], found[1])
            elif found:
                yield parcel(gush, found[0])


# -- the case's property -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Subject:
    """The case's property. `units` are sub-parcels of further parcels, `land` what is linked."""

    named: Named
    units: frozenset[tuple[Parcel, str]] = frozenset()
    land: frozenset[Parcel] = frozenset()


def _subject(case: Case, named: tuple[Named, ...]) -> _Subject | None:
    own = _parcel_of(case.parcels()[0]) if case.parcels() else None
    if own is not None:
        return _linked(_of_case(case, own), named)
    stated = [each for each in named if each.parcels]
    extract = min((each for each in stated if each.is_extract), key=_order, default=None)
    if extract is None or not _fits_case(case, extract):
        return None
    subject = _linked(_Subject(extract), named)
    agreed = all(_belongs(each, subject) is Belongs.SUBJECT for each in stated)
    return subject if agreed else None


def _order(named: Named) -> tuple[Parcel, str, list[Parcel]]:
    return named.own, named.tat_helka, sorted(named.all)


def _of_case(case: Case, own: Parcel) -> _Subject:
    further = [
        (found, _bare(_text(row, "tat_helka")))
        for row in case.parcels()[1:]
        if (found := _parcel_of(row)) is not None
    ]
    former = (_parcel_of(row) for row in case.rows("parcel.former"))
    named = Named(
        own,
        frozenset(found for found, _ in further),
        _bare(case.text("parcel.tat_helka")),
        frozenset(found for found in former if found is not None),
        _bare(case.text("parcel.plot")),
        _bare(case.text("unit.building")),
    )
    return _Subject(named, frozenset(further))


def _fits_case(case: Case, extract: Named) -> bool:
    """Whether an extract denies nothing of what a case says in part (a block alone, …)."""
    gush, helka = _bare(case.text("parcel.gush")), _bare(case.text("parcel.helka"))
    sub = _bare(case.text("parcel.tat_helka"))
    own = extract.own
    return gush in ("", own[0]) and helka in ("", own[1]) and sub in ("", extract.tat_helka)


def _linked(subject: _Subject, named: Iterable[Named]) -> _Subject:
    """With the numbers that its parcels had before, as its extracts say, and all that is linked."""
    named = tuple(named)
    former = set(subject.named.former)
    for each in named:
        if each.is_extract and each.own in subject.named.parcels:
            former |= each.former
    told = replace(subject.named, former=frozenset(former))
    lands = (land for land in _lands((told, *named)) if land & told.all)
    return replace(subject, named=told, land=frozenset().union(*lands))


def _belongs(named: Named, subject: _Subject) -> Belongs:
    if not named.parcels:
        return Belongs.UNSURE
    own = subject.named
    if not named.parcels & own.all and not named.former & own.parcels:
        linked = not named.is_extract and named.all & subject.land
        return Belongs.UNSURE if linked else Belongs.OTHER
    if named.tat_helka and own.tat_helka and named.tat_helka != own.tat_helka:
        listed = (named.own, named.tat_helka) in subject.units
        return Belongs.SUBJECT if listed else Belongs.OTHER
    if _otherwise(named.plot, own.plot) or _otherwise(named.building, own.building):
        return Belongs.UNSURE  # the same parcel by its number, perhaps another house on it
    return Belongs.SUBJECT


def _otherwise(one: str, other: str) -> bool:
    """Whether both are known as numbers, and differ; I, א and 1 are the same building."""
    first, second = mark_number(one), mark_number(other)
    return first is not None and second is not None and first != second


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_HEBREW = "אבגדהוזחטי"


def mark_number(mark: str) -> int | None:
    """The number of a building's mark: I, א and 1 are the first; None for any other mark."""
    bare = re.sub(r"""["'׳״.]""", "", mark).strip().upper()
    if bare.isascii() and bare.isdigit():
        return int(bare)
    if bare in _ROMAN:
        return _ROMAN.index(bare) + 1
    return _HEBREW.index(bare) + 1 if len(bare) == 1 and bare in _HEBREW else None


def _parcel_of(row: Row) -> Parcel | None:
    gush, helka = _text(row, "gush"), _text(row, "helka")
    return parcel(gush, helka, _text(row, "gush_suffix")) if gush and helka else None


def _text(row: Row, column: str) -> str:
    content = row.content(column)
    return content if isinstance(content, str) else ""


# -- all properties ------------------------------------------------------------------------

_Known = tuple[Named, Document, int]


def _lands(named: Iterable[Named]) -> list[frozenset[Parcel]]:
    """Parcels that papers name together, present and former: each set is one piece of land."""
    lands: list[frozenset[Parcel]] = []
    for each in named:
        apart = [land for land in lands if not land & each.all]
        joined = each.all.union(*(land for land in lands if land & each.all))
        lands = [*apart, joined] if joined else apart
    return lands


def _of_land(known: list[_Known]) -> Iterator[PaperProperty]:
    """The properties of one piece of land: each that extracts name, else one alone."""
    extracts = [each for each, _, _ in known if each.is_extract]
    present = {
        (each.own, each.tat_helka)
        for each in extracts
        if not any(_was(each, other) for other in extracts)
    }
    named = {own for own, sub in present if sub}
    whole = {(own, sub) for own, sub in present if sub or own not in named}
    identities = whole or {(min(each.own for each, _, _ in known), "")}
    numbers = {own: _numbers(own, extracts) for own, _ in identities}
    for own, sub in identities:
        others = frozenset().union(*(numbers[each] for each in numbers if each != own))
        group = [each for each in known if _speaks_of(each[0], numbers[own], others, sub)]
        ordered = sorted(group, key=lambda one: (one[1].id, one[2]))
        places = tuple((document, number) for _, document, number in ordered)
        yield PaperProperty(*own, sub, places)


def _numbers(own: Parcel, extracts: Iterable[Named]) -> frozenset[Parcel]:
    """A parcel's number with those that it had before."""
    return frozenset({own}).union(*(each.former for each in extracts if each.own == own))


def _was(each: Named, other: Named) -> bool:
    """Whether an extract is of what another's parcel was before: the older number of the same."""
    return each.own != other.own and each.own in other.former and each.own not in each.former


def _speaks_of(
    named: Named, numbers: frozenset[Parcel], others: frozenset[Parcel], sub: str
) -> bool:
    """Whether a reading of the land speaks of a property: by its number, or of none more nearly."""
    if named.tat_helka not in ("", sub):
        return False
    if named.is_extract:
        return named.own in numbers
    return bool(named.parcels & numbers) or not named.parcels & others


def _by_numbers(found: PaperProperty) -> tuple[tuple[int, str], ...]:
    return tuple(_as_number(part) for part in (found.gush, found.helka, found.tat_helka))


def _as_number(part: str) -> tuple[int, str]:
    digits = re.match(r"\d+", part, re.ASCII)
    return (int(digits[0]) if digits else 0, part)
