"""One property, one identity: block, parcel, unit and address agree wherever they stand."""

import re
from collections.abc import Iterator

from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.predicate import (
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.i18n.isolates import strip_marks

# "גוש 6109", "חלקה: 396", "תת-חלקה 21"; a number with a slash or a dash behind is another thing.
_NUMBER = r"[\s:־-]*(?:מס['׳]?\s*)?(\d{1,6})(?![\d/])"
_MENTIONS = (
    ("parcel.gush", re.compile(r"(?<!תת )(?<!תת-)(?<!תת־)גוש" + _NUMBER)),
    ("parcel.tat_helka", re.compile(r"תת[\s־-]*חלקה" + _NUMBER)),
    ("parcel.helka", re.compile(r"(?<!תת )(?<!תת-)(?<!תת־)חלקה" + _NUMBER)),
)
_STREET_WORDS = frozenset({"רחוב", "רח", "שד", "שדרות", "סמטת", "street", "st"})
_KNOWN_COLUMNS = {"parcel.gush": "gush", "parcel.helka": "helka", "parcel.tat_helka": "tat_helka"}


def other_identity(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Texts about the subject that name a block, parcel or unit which the case does not have."""
    for path in parameters.texts("fields"):
        text = strip_marks(situation.case.text(path) or "")
        for field_id, mention in _MENTIONS:
            known = known_numbers(situation, field_id)
            for found in mention.findall(text):
                if known and found not in known:
                    yield hit(path, field_id, field=Label(path), part=Label(field_id), found=found)


def known_numbers(situation: Situation, field_id: str) -> set[str]:
    """The subject's number and those of its further, former and physical parcels.

    `field_id` is parcel.gush, parcel.helka or parcel.tat_helka; nothing as long as the subject
    has none.
    """
    case = situation.case
    if case.text(field_id) is None:
        return set()
    rows = (*case.parcels(), *case.rows("parcel.former"))
    numbers = {text_in(row, _KNOWN_COLUMNS[field_id]) for row in rows}
    if field_id == "parcel.helka":
        numbers.add(case.text("parcel.physical_helka") or "")
    # A joint block is written "6158-6159"; either half names it.
    return {half for number in numbers for half in (number, *number.split("-")) if half}


def own_neighbour(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A boundary text by which the parcel bounds on itself."""
    helka = situation.case.text("parcel.helka")
    for number, row in situation.numbered("parcel.boundaries"):
        if helka and helka in _MENTIONS[2][1].findall(strip_marks(text_in(row, "text"))):
            path = f"parcel.boundaries/{row.id}/text"
            yield hit(path, "parcel.helka", field=Label(path, number), helka=helka)


def parcel_twice(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A further parcel that is the subject again, or stands in the list twice."""
    columns = ("gush", "gush_suffix", "helka", "tat_helka")
    first, seen = situation.case.parcels(), set[tuple[str, ...]]()
    for row in first:
        key = tuple(text_in(row, column) for column in columns)
        if key in seen and key[0] and key[2]:
            number = next(n for n, same in situation.numbered("parcels") if same.id == row.id)
            yield hit(f"parcels/{row.id}/helka", gush=key[0], helka=key[2], row=number)
        seen.add(key)


def permit_parcel(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A permit for another block or parcel than today's that no former parcel explains."""
    known = known_numbers(situation, "parcel.helka") | known_numbers(situation, "parcel.gush")
    for number, row in situation.numbered("licensing.permits"):
        written = strip_marks(text_in(row, "parcel_then"))
        numbers = re.findall(r"\d+", written)[:2]  # the block and the parcel; then comes the plot
        if known and numbers and not known.issuperset(numbers):
            path = f"licensing.permits/{row.id}/parcel_then"
            yield hit(path, "parcel.former", field=Label(path, number), found=written)


def half_address(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A street without a number, or a number without a street."""
    street, house = "address.street", "address.house_number"
    given = [path for path in (street, house) if situation.case.content(path) is not None]
    if len(given) == 1:
        lacking = house if given == [street] else street
        if not situation.answered(lacking):
            yield hit(lacking, given[0], field=Label(lacking), given=Label(given[0]))


def other_address(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Papers that name addresses, none of them on the subject's street.

    Words before a name (רחוב, רח', שד') and the spelling of dashes and quotes do not count.
    """
    street = _street(situation.case.text("address.street") or "")
    for path in parameters.texts("cells"):
        list_id, column = path.split("/")
        named = [
            (number, row.id, written)
            for number, row in situation.numbered(list_id)
            if (written := text_in(row, column))
        ]
        if street and named and not any(street in _street(written) for _, _, written in named):
            number, row_id, written = named[0]
            where = f"{list_id}/{row_id}/{column}"
            yield hit("address.street", where, other=Label(where, number), found=written,
                      street=situation.case.text("address.street") or "")  # fmt: skip


def _street(text: str) -> str:
    """A street's name alone, each word between spaces."""
    words = re.sub(r"[^\w\s]", " ", re.sub(r"[\"'׳״]", "", strip_marks(text))).split()
    return f" {' '.join(word for word in words if word not in _STREET_WORDS)} " if words else ""


def same_number(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Two fields that hold one number of the papers and differ."""
    first, second = parameters.text("field"), parameters.text("other")
    one, two = situation.case.number(first), situation.case.number(second)
    if one is not None and two is not None and one != two:
        yield hit(
            first, second, field=Label(first), other=Label(second), value=one, other_value=two
        )


PREDICATES = {
    "other_identity": predicate(other_identity, fields=TEXTS),
    "own_neighbour": predicate(own_neighbour),
    "parcel_twice": predicate(parcel_twice),
    "permit_parcel": predicate(permit_parcel),
    "half_address": predicate(half_address),
    "other_address": predicate(other_address, cells=TEXTS),
    "same_number": predicate(same_number, field=TEXT, other=TEXT),
}
