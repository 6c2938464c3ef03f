"""The single values of an extract: its head, the unit, the common property, the land."""

import re
from collections.abc import Mapping, Sequence

from shamay_desktop.documents.extraction.tabu import values
from shamay_desktop.documents.extraction.tabu.bands import Token
from shamay_desktop.documents.extraction.tabu.collecting import Collected, Reader
from shamay_desktop.documents.extraction.tabu.course import Section
from shamay_desktop.documents.extraction.tabu.identification import Head
from shamay_desktop.documents.extraction.tabu.labels import ORIGIN_KEYS, PARCEL, UNIT

_HEAD: Mapping[str, Reader] = {
    "extract_number": values.only_digits,
    "extract_date": values.day,
    "extract_time": values.clock,
    "registration_office": values.words,
    "gush": values.only_digits,
    "helka": values.only_digits,
    "tat_helka": values.only_digits,
}
_UNIT: Mapping[str, Reader] = {
    "unit_description": values.words,
    "floor": values.words,
    "unit_area": values.number,
    "common_property_share": values.share,
    "building": values.words,
    "wing": values.words,
    "entrance": values.words,
}
_PARCEL: tuple[tuple[str, str, str, Reader], ...] = (
    ("parcel", "area", "parcel_area", values.number),
    ("parcel", "authority", "common_property.authority", values.words),
    ("parcel", "kind", "land.kind", values.words),
    ("parcel", "designation", "land.designation", values.words),
    ("parcel", "objects", "land.objects", values.whole),
    ("by_laws", "sub_parcels", "sub_parcel_count", values.whole),
    ("by_laws", "buildings", "building_count", values.whole),
    ("created", "deed", "common_property.deed", values.deed),
    ("created", "file", "common_property.file", values.words),
    ("created", "condominium_file", "common_property.condominium_file", values.words),
    ("drawing", "drawing_kind", "common_property.drawing_kind", values.words),
)
_DIGITS = re.compile(r"\d{1,9}/\d{2,4}(?:/\d{1,9})?")
_FORMER = re.compile(r"\d{1,6}(?:-\d{1,3})?/\d{1,5}")


def collect_head(into: Collected, head: Head) -> None:
    """What stands above the body of the first page."""
    if head.title is not None:
        into.put("register", head.title.register, head.title.words)
        if head.title.form_words:
            into.put("extract_kind", head.title.form, head.title.form_words)
    for key, reader in _HEAD.items():
        into.read(key, head.values.get(key), reader)


def collect_unit(into: Collected, section: Section, prefix: str = "") -> None:
    """What the register says of the unit itself."""
    for record in (*section.of("unit"), *section.of("place")):
        if record.scope == UNIT:
            for key, reader in _UNIT.items():
                if prefix + key not in into.found:
                    into.read(prefix + key, record.cells.get(key), reader)


def collect_parcel(into: Collected, section: Section) -> None:
    """What it says of the parcel and its common property."""
    for table, key, path, reader in _PARCEL:
        for record in section.of(table)[:1]:
            into.read(path, record.cells.get(key), reader)
    for record in section.of("by_laws")[:1]:
        _by_laws(into, record.cells.get("by_laws"), record.cells.get("deed"))
    _origin(into, section)
    _former(into, _all_of(section, "former_parcels", "numbers"))
    remarks = [*_all_of(section, "registrar", "text"), *section.loose.get("registrar_notes", ())]
    into.read("registrar_notes", remarks, values.words)


def _all_of(section: Section, table: str, key: str) -> list[Token]:
    return [token for each in section.of(table) for token in each.cells.get(key, ())]


def _by_laws(into: Collected, tokens: Sequence[Token] | None, deed: Sequence[Token] | None) -> None:
    into.read("by_laws", tokens, values.by_laws)
    own = [each for each in tokens or () if _DIGITS.fullmatch(each.word.text)]
    into.strange("by_laws_deed", deed or own, values.deed)


def _origin(into: Collected, section: Section) -> None:
    """By what the property came about: the unit where it is said, else the parcel."""
    readers = (values.deed, values.day, values.words)
    for path, reader in zip(ORIGIN_KEYS, readers, strict=True):
        tokens = section.loose.get(f"{UNIT}.{path}") or section.loose.get(f"{PARCEL}.{path}")
        into.read(path, tokens, reader)


def _former(into: Collected, tokens: Sequence[Token]) -> None:
    """Numbers that the parcel had before, each a value of its own."""
    number = 0
    for token in tokens:
        for match in _FORMER.findall(token.word.text):
            into.put(f"former_parcels[{number}]", match, [token])
            number += 1
    if tokens and not number:
        into.read("former_parcels", tokens, lambda _: None)
