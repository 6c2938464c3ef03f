"""What in an order agrees with what: shares and areas, counts and rows, marks in their run."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from shamay_desktop.documents.extraction import agreement
from shamay_desktop.documents.extraction.agreement import Agreement
from shamay_desktop.documents.extraction.hebrew_numerals import numeral_value
from shamay_desktop.domain.reading.paper_reading import Doubt


def check(values: Agreement, elsewhere: Mapping[str, Sequence[str]]) -> None:
    """Compare everything; `elsewhere` has what other places of the paper say of a path."""
    for path, contents in elsewhere.items():
        agreement.several_places(values, path, contents)
    units, houses = _rows(values, "units"), _rows(values, "buildings")
    parts = [f"buildings[{house}].units" for house in range(houses)]
    if houses == 1 and values.content("total_units") == values.content(parts[0]):
        agreement.several_places(values, "total_units", [values.content(parts[0]) or ""])
        values.confirm(parts[0], agreement.SEVERAL_PLACES)
    agreement.total(values, "total_units", parts)
    agreement.count(values, "total_units", units)
    _check_shares(values, units)
    numbers = [f"units[{unit}].number" for unit in range(units)]
    agreement.consecutive(values, [(path, _int(values.content(path))) for path in numbers])
    _doubt_disorder(values, numbers)
    _check_buildings(values, units, houses)
    for unit in range(units):
        _check_colours(values, unit)
    marks = [mark for unit in range(units) for mark in _item_paths(values, unit, "mark")]
    numerals = [(path, numeral_value(values.content(path) or "")) for path in marks]
    twins = frozenset(path for path in marks if (values.content(path) or "")[-1:] in ("ו", "ז"))
    agreement.consecutive(values, numerals, twins)


def _rows(values: Agreement, key: str) -> int:
    numbers = (re.match(rf"{key}\[(\d+)\]", path) for path in values.found)
    return max((int(match[1]) for match in numbers if match), default=-1) + 1


def _int(content: str | None) -> int | None:
    return int(content) if content is not None and content.isdecimal() else None


def _check_shares(values: Agreement, units: int) -> None:
    paths = [f"units[{unit}].share" for unit in range(units)]
    houses = _int(values.content("total_units")) if values.confirmed("total_units") else None
    denominator = agreement.shared_denominator(values, paths, houses)
    for unit, path in enumerate(paths):
        content = values.content(path)
        believed = content is not None and content.endswith(f"/{denominator}")
        agreement.share_and_area(values, path, f"units[{unit}].area", believed=believed)
    if _int(values.content("total_units")) == units and all(path in values.found for path in paths):
        agreement.shares_sum(values, paths)


def _doubt_disorder(values: Agreement, paths: Sequence[str]) -> None:
    """A number that a unit before has already, or has passed, is no sub-parcel's number."""
    seen = 0
    for path in paths:
        number = _int(values.content(path))
        if number is None:
            continue
        if number <= seen and values.found[path].page in values.scanned:
            values.doubt(path, Doubt.OUT_OF_RANGE)
        seen = max(seen, number if values.confirmed(path) else seen)


def _check_buildings(values: Agreement, units: int, houses: int) -> None:
    """Sub-parcels are numbered building by building: the counts of §1 say whose a number is."""
    if not _names_are_right(values, houses):
        return
    bounds: list[tuple[int, str | None, str]] = []
    last = 0
    own_names = {values.content(f"units[{unit}].building") for unit in range(units)} - {None}
    by_strokes = bool(own_names) and own_names <= {"I", "II", "III"}
    for house in range(houses):
        name, count = (values.content(f"buildings[{house}].{key}") for key in ("building", "units"))
        if count is None or not values.confirmed(f"buildings[{house}].units"):
            return
        last += int(count)
        name = name or ("I" * (house + 1) if by_strokes else None)
        bounds.append((last, name, f"buildings[{house}].building"))
    for unit in range(units):
        number, path = f"units[{unit}].number", f"units[{unit}].building"
        own = _int(values.content(number))
        if own is None or not values.confirmed(number) or path not in values.found:
            continue
        expected = next(((name, of) for most, name, of in bounds if own <= most), None)
        if expected is not None and expected[0] is not None:
            _check_building(values, path, expected[0], expected[1])


def _names_are_right(values: Agreement, houses: int) -> bool:
    """No two buildings of one name; of scanned strokes only those that count on: I, II, III."""
    names: list[str] = []
    for house in range(houses):
        found = values.found.get(f"buildings[{house}].building")
        if found is None:
            continue
        strokes = found.page in values.scanned and set(found.content) == {"I"}
        if strokes and len(found.content) != house + 1:
            return False
        names.append(found.content)
    return len(names) == len(set(names))


def _check_building(values: Agreement, path: str, expected: str, house: str) -> None:
    found = values.found[path]
    if found.content == expected:
        values.confirm(path, agreement.COUNT)
        if house in values.found:
            values.confirm(house, agreement.COUNT)
    elif found.page in values.scanned and set(found.content) | set(expected) == {"I"}:
        # A scan loses and adds strokes; which building it is, the numbers say: for a look.
        values.found[path] = replace(found, content=expected, doubt=Doubt.UNSURE_WORDS)


def _item_paths(values: Agreement, unit: int, key: str) -> list[str]:
    start = f"units[{unit}].attachments["
    places = {
        int(path[len(start) :].partition("]")[0]) for path in values.found if path.startswith(start)
    }
    return [f"{start}{place}].{key}" for place in sorted(places)]


def _check_colours(values: Agreement, unit: int) -> None:
    """A drawing gives a unit's attachments one colour: one that was nearly read is that one."""
    paths = [path for path in _item_paths(values, unit, "colour") if path in values.found]
    sure = {values.found[path].content for path in paths if values.found[path].doubt is None}
    for path in paths:
        found = values.found[path]
        if found.doubt is Doubt.UNSURE_WORDS and sure == {found.content}:
            values.found[path] = replace(found, doubt=None)
            values.confirm(path, agreement.SEVERAL_PLACES)
