"""The extractor of land-registry extracts."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from shamay_desktop.documents.extraction.tabu.bands import bands
from shamay_desktop.documents.extraction.tabu.collecting import NOT_UNDERSTOOD, Collected
from shamay_desktop.documents.extraction.tabu.columns import split_header
from shamay_desktop.documents.extraction.tabu.course import (
    Extract,
    Section,
    course_of,
    text_of,
)
from shamay_desktop.documents.extraction.tabu.declaration import FACTS
from shamay_desktop.documents.extraction.tabu.doubts import settled
from shamay_desktop.documents.extraction.tabu.identification import (
    Extent,
    Head,
    extent_of,
    head_of,
    is_concentrated,
    page_of,
    title_of,
)
from shamay_desktop.documents.extraction.tabu.labels import PARCEL, UNIT
from shamay_desktop.documents.extraction.tabu.records import collect_records
from shamay_desktop.documents.extraction.tabu.scalars import (
    collect_head,
    collect_parcel,
    collect_unit,
)
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Found, Missed, Reading
from shamay_desktop.usecases.reading_ports import ExtractorFacts

CUT = "paper_cut"
"""The paper, or its end, is not all here."""
NOT_PRINTED = "not_printed"
"""The paper, read to its end, does not print it."""
NOT_SEEN = "not_seen"
"""It was not seen on a scan, which is no proof that it is not there."""
NOT_IN_FORM = "not_in_form"
"""A partial extract does not tell."""
LEFT_TO_HAND = "left_to_hand"
"""A register that is recognised and not read."""

_MOST_STRAYS, _LONGEST = 10, 120
_LISTS = ("owners", "leases", "mortgages", "notes", "easements")
_UNIT_LISTS = ("additional_areas", "attachments")
_ALWAYS = ("extract_number", "extract_date", "registration_office", "gush", "helka")
_ALWAYS_OF_UNIT = ("tat_helka", "unit_area", "common_property_share")
_TABLE_SIGNS, _OWN_LABELS = ("מהות פעולה", "תיאור דירה", "מס' שטר"), 4
"""What no other paper heads its columns with, and how many such labels make a page an extract's."""
_SAME = ("extract_number", "gush", "helka", "tat_helka", "book", "leaf")


class TabuExtractor:
    """Reads extracts of the condominium and rights registers, page breaks and long cells over."""

    @property
    def facts(self) -> ExtractorFacts:
        """What it reads and how well."""
        return FACTS

    def knows(self, page: PageText) -> float:
        """1 for a page with a register's title, less for one that only has its tables."""
        if title_of(page) is not None:
            return 1.0
        text = page.text
        if not any(sign in text for sign in _TABLE_SIGNS):
            return 0.0
        headers = (split_header(band)[0] for band in bands(page))
        own = any(each is not None and len(each.columns) >= _OWN_LABELS for each in headers)
        return 0.6 if own else 0.1

    def continues(self, before: PageText, page: PageText) -> bool:
        """Whether a page has the same extract's head, or none and the next number."""
        one, other = head_of(before), head_of(page)
        here, there = page_of(before), page_of(page)
        if other.values:
            known = [key for key in _SAME if one.number(key) and other.number(key)]
            same = all(one.number(key) == other.number(key) for key in known)
            return same and not (there is not None and there[0] == 1) and self._as_far(one, other)
        if there is not None:
            return here is not None and there[1] == here[1] and there[0] == here[0] + 1
        return self.knows(page) > 0 and title_of(page) is None

    @staticmethod
    def _as_far(one: Head, other: Head) -> bool:
        """Whether both name a unit, or neither does."""
        return not one.values or bool(one.number("tat_helka")) == bool(other.number("tat_helka"))

    def read(self, pages: Sequence[PageText]) -> Reading:
        """The values of one extract."""
        head = next((each for each in map(head_of, pages) if each.title is not None), None)
        head = head if head is not None else head_of(pages[0])
        into = Collected()
        collect_head(into, head)
        register = head.title.register if head.title is not None else "condominium"
        form = head.title.form if head.title is not None else ""
        if register == "deeds" or form == "historical":
            return _by_hand(pages, into, "deeds" if register == "deeds" else _form(register, form))
        if register == "condominium" and is_concentrated(pages, head.title):
            form = "concentrated"
        return _read(pages, into, register, form)


def _form(register: str, form: str) -> str:
    if register == "rights":
        return f"rights_{form}" if form else "rights"
    return f"condominium_{form or 'full'}"


def _read(pages: Sequence[PageText], into: Collected, register: str, form: str) -> Reading:
    concentrated = form == "concentrated"
    scope = PARCEL if concentrated or register == "rights" else UNIT
    extract = course_of(pages, scope, concentrated=concentrated)
    collect_unit(into, extract.whole)
    collect_parcel(into, extract.whole)
    collect_records(into, extract.whole)
    if concentrated:
        _units(into, extract)
    extent = extent_of(pages, ended=extract.ended)
    wanted = _wanted(register, form, into)
    code = _why(extent, form, pages)
    nones, missed = _absent(into, extract, wanted, code)
    if concentrated:
        missed += _units_missed(into, extract, code)
    return _reading(pages, _form(register, form), settled(into, pages), missed, nones)


def _units(into: Collected, extract: Extract) -> None:
    """Each unit in `units[]`; the unit that the head names also as the extract's own."""
    own = into.content("tat_helka")
    for place, section in enumerate(extract.units):
        prefix = f"units[{place}]."
        number = _number(section)
        if section.number:
            into.put(f"{prefix}number", number, section.number)
        collect_unit(into, section, prefix)
        collect_records(into, section, prefix)
        if number == own:
            collect_unit(into, section)
            collect_records(into, section)


def _units_missed(into: Collected, extract: Extract, code: str) -> tuple[Missed, ...]:
    """That a unit's lists may be there and were not read: then nobody may say that it has none."""
    if code != NOT_PRINTED:
        return (Missed("units", code),)
    return tuple(
        Missed(f"units[{place}].{key}", NOT_UNDERSTOOD)
        for place, section in enumerate(extract.units)
        for key in sorted(section.signs)
        if not _has(into, f"units[{place}].{key}")
    )


def _number(section: Section) -> str:
    return "".join(re.findall(r"\d+", text_of(section.number)))


def _wanted(register: str, form: str, into: Collected) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The single values and the lists that the form has."""
    if register == "rights":
        return (*_ALWAYS, "parcel_area"), (*_LISTS, "former_parcels")
    if form == "concentrated" and into.content("tat_helka") is None:
        return _ALWAYS, ("former_parcels",)
    return (*_ALWAYS, *_ALWAYS_OF_UNIT), (*_LISTS, *_UNIT_LISTS, "former_parcels")


def _why(extent: Extent, form: str, pages: Sequence[PageText]) -> str:
    """Why something is not there."""
    if not extent.complete:
        return CUT
    if form == "partial":
        return NOT_IN_FORM
    scanned = any(page.method is Method.OCR or page.problem for page in pages)
    return NOT_SEEN if scanned else NOT_PRINTED


def _absent(
    into: Collected,
    extract: Extract,
    wanted: tuple[tuple[str, ...], tuple[str, ...]],
    code: str,
) -> tuple[tuple[str, ...], tuple[Missed, ...]]:
    """What the extract does not have: none of it when it was read to its end, else missed.

    A list that a heading announces and of which nothing was read is never said to be none.
    """
    told = {missed.path for missed in into.missed}
    missed = list(into.missed)
    missed += [Missed(key, code) for key in wanted[0] if key not in {*into.found, *told}]
    lists = [key for key in wanted[1] if key not in told and not _has(into, key)]
    unread = [key for key in lists if key in extract.signs or key == "owners"]
    missed += [Missed(key, NOT_UNDERSTOOD if key in extract.signs else code) for key in unread]
    rest = [key for key in lists if key not in unread]
    for stray in extract.strays[:_MOST_STRAYS]:
        facts = MappingProxyType({"text": stray.text[:_LONGEST]})
        missed.append(Missed("rows", NOT_UNDERSTOOD, facts, stray.page.page))
    if code == NOT_PRINTED:
        return tuple(rest), tuple(missed)
    return (), (*missed, *(Missed(key, code) for key in rest))


def _has(into: Collected, key: str) -> bool:
    return any(path.startswith(f"{key}[") for path in into.found)


def _by_hand(pages: Sequence[PageText], into: Collected, form: str) -> Reading:
    """A register that is recognised and left to a person: its head, and the reason for the rest."""
    lists = (*_LISTS, *_UNIT_LISTS) if form != "deeds" else _LISTS
    missed = tuple(Missed(key, LEFT_TO_HAND, MappingProxyType({}), pages[0].page) for key in lists)
    return _reading(pages, form, settled(into, pages), (*into.missed, *missed), ())


def _reading(
    pages: Sequence[PageText],
    form: str,
    found: tuple[Found, ...],
    missed: tuple[Missed, ...],
    nones: tuple[str, ...],
) -> Reading:
    return Reading(
        kind=FACTS.kind,
        form=form,
        reader=FACTS.name,
        version=FACTS.version,
        first_page=pages[0].page,
        last_page=pages[-1].page,
        found=found,
        missed=missed,
        nones=nones,
    )
