"""From the cells of records to values: owners, leases, mortgages, notes, easements, attachments."""

import re
from collections.abc import Callable, Mapping, Sequence

from shamay_desktop.documents.extraction.tabu import values
from shamay_desktop.documents.extraction.tabu.bands import Token, in_order
from shamay_desktop.documents.extraction.tabu.collecting import Collected, Reader
from shamay_desktop.documents.extraction.tabu.course import FURTHER, Record, Section, text_of

_TYPED: Mapping[str, Reader] = {
    "share": values.share,
    "property_share": values.share,
    "date": values.day,
    "end_date": values.day,
    "start_date": values.day,
    "area": values.number,
    "years": values.number,
    "level": values.rank,
    "rank": values.rank,
    "id_kind": values.identity_kind,
    "linkage": values.linkage,
    "direction": values.direction,
    "included": values.yes,
}
"""Cells that must be of a shape; what is not is missed, for it can be no value."""

_SHAPED: Mapping[str, Reader] = {"deed": values.deed, "id_number": values.identity_number}
"""Cells that have a shape; what has another is kept for a person to see."""

_AREA_IN_TEXT = re.compile(r"(\d[\d,]*(?:\.\d+)?) ?(?:מ\"ר|מ״ר|מטר)")
_LETTER_IN_TEXT = re.compile(r"(?:באות|באותיות|אות) +([A-Za-z]{1,2}|[א-ת]'?)(?![א-ת])")
_COLOUR_IN_TEXT = re.compile(r"(?:בצבע|צבע) +([א-ת]{2,10}(?: (?:בהיר|כהה))?)")
_DEEDS = re.compile(r"\d{1,9}/\d{2,4}(?:/\d{1,9})?")


def collect_records(into: Collected, section: Section, prefix: str = "") -> None:
    """All lists of a section; `prefix` is "units[3]." for a unit of a concentrated extract."""
    for table, write in _WRITERS.items():
        for number, record in enumerate(section.of(table)):
            write(into, f"{prefix}{table}[{number}].", record)


def _cells(into: Collected, start: str, record: Record, keys: Sequence[str]) -> None:
    for key in keys:
        _cell(into, start + key, key, record.cells.get(key))


def _cell(into: Collected, path: str, key: str, tokens: Sequence[Token] | None) -> None:
    if key in _TYPED:
        into.read(path, tokens, _TYPED[key])
    elif key in _SHAPED:
        into.strange(path, tokens, _SHAPED[key])
    elif key == "terms":
        into.strange(path, tokens, _deeds)
    else:
        into.read(path, tokens, values.words)


def _deeds(text: str) -> str | None:
    """Deeds that stand under one another."""
    found = _DEEDS.findall(text)
    return ", ".join(found) if found and not _DEEDS.sub("", text).strip(" ,") else None


def _owner(into: Collected, start: str, record: Record) -> None:
    _cells(into, start, record, ("name", "id_kind", "id_number", "share", "act", "deed", "date"))
    into.read(start + "remark", record.cells.get("text"), values.words)


def _lease(into: Collected, start: str, record: Record) -> None:
    keys = ("name", "id_kind", "id_number", "share", "property_share", "act", "deed", "date",
            "level", "start_date", "end_date", "years", "terms")  # fmt: skip
    _cells(into, start, record, keys)
    for row in record.rows.get("lessors", ())[:1]:
        into.read(start + "lessor", row.get("name"), values.words)
        into.strange(start + "lessor_id_number", row.get("id_number"), values.identity_number)


def _mortgage(into: Collected, start: str, record: Record) -> None:
    _together(into, start + "lender", record)
    into.strange(start + "lender_id_number", record.cells.get("id_number"), values.identity_number)
    into.read(start + "lender_id_kind", record.cells.get("id_kind"), values.identity_kind)
    _cells(into, start, record, ("rank", "share", "act", "deed", "date", "linkage", "terms"))
    _amount(into, start, record.cells.get("amount"))
    for number, row in enumerate(record.rows.get("borrowers", ())):
        into.read(f"{start}borrowers[{number}]", row.get("name"), values.words)
        into.read(f"{start}borrower_id_kinds[{number}]", row.get("id_kind"), values.identity_kind)
        numbers = f"{start}borrower_id_numbers[{number}]"
        into.strange(numbers, row.get("id_number"), values.identity_number)
    remark = [*record.cells.get("on_whom", ()), *record.cells.get("text", ())]
    into.read(start + "remark", remark, values.words)


def _together(into: Collected, path: str, record: Record) -> None:
    """One name, or those of all who have the right together."""
    cells = [record.cells, *record.rows.get(FURTHER, ())]
    tokens = [each.get("name", []) for each in cells]
    names = [name for each in tokens if each and (name := values.words(text_of(each)))]
    if names:
        into.put(path, ", ".join(names), [token for each in tokens for token in each])


def _amount(into: Collected, start: str, tokens: Sequence[Token] | None) -> None:
    """An amount in shekels, in foreign currency with its code, or without a limit."""
    read = values.money(text_of(tokens)) if tokens else None
    if not tokens or read is None:
        into.read(start + "amount", tokens, lambda _: None)
        return
    into.put(start + read[0], read[1], tokens)
    if values.is_linked(text_of(tokens)) and start + "linkage" not in into.found:
        into.read(start + "linkage", tokens, values.linkage)
    code = values.currency(text_of(tokens))
    if read[0] == "foreign_amount" and code:
        into.put(start + "currency", code, tokens)


def _note(into: Collected, start: str, record: Record) -> None:
    _cells(into, start, record, ("act", "deed", "date", "text", "file", "terms", "on_whom"))
    _together(into, start + "beneficiary", record)
    number = record.cells.get("id_number")
    into.strange(start + "beneficiary_id_number", number, values.identity_number)
    into.read(start + "beneficiary_id_kind", record.cells.get("id_kind"), values.identity_kind)
    _amount(into, start, record.cells.get("amount"))
    _scope(into, start, record)


def _scope(into: Collected, start: str, record: Record) -> None:
    """What a record is on is said by the section that it stands in: its act stands for it."""
    cells = record.cells
    tokens = cells.get("act") or cells.get("text") or cells.get("deed")
    if tokens and record.scope:
        into.put(start + "scope", record.scope, tokens)


def _easement(into: Collected, start: str, record: Record) -> None:
    _cells(into, start, record, ("direction", "text", "act", "deed", "date", "terms"))
    into.strange(start + "amendments", record.cells.get("amendments"), _deeds)
    _scope(into, start, record)
    text = record.cells.get("text", [])
    _within(into, start + "area", text, _AREA_IN_TEXT, values.number)
    _within(into, start + "letter", text, _LETTER_IN_TEXT, values.words)
    _within(into, start + "colour", text, _COLOUR_IN_TEXT, values.words)
    block, parcel = record.cells.get("other_block"), record.cells.get("other_parcel")
    if block and parcel:
        sub = record.cells.get("other_sub", [])
        parts = [text_of(each) for each in (block, parcel, sub) if each]
        into.put(start + "other_parcel", "/".join(parts), [*block, *parcel, *sub])
    into.read(start + "other_property", record.cells.get("other_property"), values.words)


def _within(
    into: Collected,
    path: str,
    tokens: Sequence[Token],
    pattern: re.Pattern[str],
    reader: Reader,
) -> None:
    """A value inside a longer text, with the box of its own words alone."""
    ordered = in_order(tokens)
    text = " ".join(token.word.text for token in ordered)
    match = pattern.search(text)
    if match is None:
        return
    start, end = match.span(1)
    place = 0
    own = []
    for token in ordered:
        if place < end and place + len(token.word.text) > start:
            own.append(token)
        place += len(token.word.text) + 1
    into.read(path, own, lambda _: reader(match[1]))


def _attachment(into: Collected, start: str, record: Record) -> None:
    _cells(into, start, record, ("description", "mark", "colour", "area", "shared_with"))


def _additional(into: Collected, start: str, record: Record) -> None:
    _cells(into, start, record, ("kind", "area", "included"))


def _address(into: Collected, start: str, record: Record) -> None:
    _cells(into, start, record, ("building", "wing", "entrance", "address"))


_WRITERS: Mapping[str, Callable[[Collected, str, Record], None]] = {
    "owners": _owner,
    "leases": _lease,
    "mortgages": _mortgage,
    "notes": _note,
    "easements": _easement,
    "attachments": _attachment,
    "additional_areas": _additional,
    "addresses": _address,
}
