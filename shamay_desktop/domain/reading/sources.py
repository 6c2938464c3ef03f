"""The papers of a case as sources: what each says, whether it is the case's own, its age."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.belonging import (
    Belongs,
    belonging,
    identity_of,
    named_by,
    read_parts,
)
from shamay_desktop.domain.reading.gathering import Unit
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.paper_facts import PaperFacts, facts_of
from shamay_desktop.domain.reading.paper_reading import Found, Reading
from shamay_desktop.domain.reading.units_of_extracts import unit_of_extract

_ORDER = (DocType.TABU, DocType.CONDO, DocType.PERMIT, DocType.PLANNING_INFO)
_DATED = MappingProxyType({DocType.TABU: "extract_date", DocType.PLANNING_INFO: "information_date"})
"""Papers of which a newer one takes the place of an older one, and the key of their day."""

_RANK = (Belongs.SUBJECT, Belongs.UNSURE, Belongs.OTHER)


@dataclass(frozen=True, slots=True)
class Source:
    """One reading of a paper (`number` in its file), and what it says.

    `superseded` when a newer paper of the same kind speaks of the same property; one whose day is
    not known for sure is not older than any.
    """

    document: Document
    number: int
    reading: Reading
    belongs: Belongs
    facts: PaperFacts
    superseded: bool = False


def sources_of(case: Case, evidence: CaseEvidence) -> tuple[Source, ...]:
    """All readings: the subject's first, by kind, the newest and the nearest first.

    Kept for the same evidence as long as the case names the same property.
    """
    return _sources.of(evidence, lambda: _sources_of(case, evidence), *identity_of(case))


def _sources_of(case: Case, evidence: CaseEvidence) -> tuple[Source, ...]:
    belongs = belonging(case, evidence)
    parts = tuple(read_parts(evidence))
    unit = _unit(case, [part[2] for part in parts if belongs[part[0].id, part[1]] is _RANK[0]])
    newest = {
        kind: max(
            (_day(reading) for document, number, reading in parts
             if reading.kind is kind and belongs[document.id, number] is Belongs.SUBJECT),
            default="",
        )
        for kind in _DATED
    }  # fmt: skip
    found = [
        Source(
            document, number, _of_unit(reading, unit), belongs[document.id, number],
            _facts(_of_unit(reading, unit), document.sha256, unit),
            reading.kind in _DATED and "" < _day(reading) < newest[reading.kind],
        )
        for document, number, reading in parts
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda source: _place(case, unit, source)))


def unfit(case: Case, evidence: CaseEvidence) -> tuple[tuple[Document, Found], ...]:
    """What was read of the subject's papers and does not fit its field (a word for a number).

    Nobody is offered it; a person reads the page and types it.
    """
    return tuple(
        (source.document, found)
        for source in sources_of(case, evidence)
        if source.belongs is not Belongs.OTHER
        for found in source.facts.unfit
    )


_sources: Kept[CaseEvidence, tuple[Source, ...]] = Kept(8)
_readings: Kept[Reading, PaperFacts] = Kept(512)
_units: Kept[Reading, Reading] = Kept(64)


def _of_unit(reading: Reading, unit: Unit) -> Reading:
    """An extract of all units of a house says of the case what it says of its unit."""
    return _units.of(reading, lambda: unit_of_extract(reading, unit.tat_helka), unit.tat_helka)


def _facts(reading: Reading, sha256: str, unit: Unit) -> PaperFacts:
    return _readings.of(reading, lambda: facts_of(reading, sha256, unit), sha256, unit)


def _unit(case: Case, own: Iterable[Reading]) -> Unit:
    """The subject's sub-parcel and building: the case's, else the newest extract's."""
    extracts = sorted(
        (reading for reading in own if reading.kind is DocType.TABU), key=_day, reverse=True
    )
    told = next(iter(extracts), None)
    sub = case.text("parcel.tat_helka") or (told and _sure(told, "tat_helka")) or ""
    building = case.text("unit.building") or (told and _sure(told, "building")) or ""
    return Unit(sub, building)


def _sure(reading: Reading, key: str) -> str:
    """What was read without doubt: by a doubtful number another unit's row would be taken."""
    found = reading.get(key)
    return "" if found is None or found.needs_review else found.content


def _day(reading: Reading) -> str:
    if reading.kind in _DATED:
        return _sure(reading, _DATED[reading.kind])
    return reading.content("issue_date") or ""


def _place(case: Case, unit: Unit, source: Source) -> tuple[object, ...]:
    """Where a source stands among all; the same whatever the order of the papers."""
    kind = source.reading.kind
    return (
        _RANK.index(source.belongs),
        _ORDER.index(kind) if kind in _ORDER else len(_ORDER),
        source.superseded,
        -_nearness(case, unit, source.reading),
        _backwards(_day(source.reading)),
        source.reading.content("number") or "",
        source.document.sha256,
        source.document.id,
        source.number,
    )


def _nearness(case: Case, unit: Unit, reading: Reading) -> int:
    """How much of a permit's place is the subject's: parcel, plot, building."""
    named = named_by(reading)
    return (
        (named.own[1] == (case.text("parcel.helka") or "").lstrip("0"))
        + bool(named.plot and named.plot == case.text("parcel.plot"))
        + bool(named.building and named.building == unit.building)
    )


def _backwards(day: str) -> tuple[int, ...]:
    """A key that puts a later day (ISO) first, none last."""
    return tuple(-int(digit) for digit in day if digit.isdigit()) or (1,)
