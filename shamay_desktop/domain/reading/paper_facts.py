"""What a reading says, as values of the registry's fields: scalars, cells of records, rows."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.fields.typed_input import typed_parcel
from shamay_desktop.domain.reading.consequences import add_consequences
from shamay_desktop.domain.reading.facts_of_papers import (
    FIELDS_OF,
    LISTS_OF,
    PERMIT_COLUMNS,
    UNIT_OF_ORDER,
    PaperList,
)
from shamay_desktop.domain.reading.gathering import (
    Gathering,
    PaperRow,
    PaperValue,
    Unit,
    together,
    with_content,
)
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.paper_reading import Doubt, Found, Reading, doubted
from shamay_desktop.domain.reading.units_of_extracts import unit_of_extract

PERMITS, PERMIT_AREAS, UNITS = "licensing.permits", "licensing.areas", "order.units"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a reading says. `fields`: path (a field, or record/cell) -> value.

    `nones` are lists of which the paper, read to its end, says that there are none. `unfit` is
    what was read and cannot stand in its field.
    """

    fields: Mapping[str, PaperValue]
    rows: tuple[PaperRow, ...]
    nones: Mapping[str, PaperValue]
    unfit: tuple[Found, ...]


def facts_of(reading: Reading, sha256: str, unit: Unit) -> PaperFacts:
    """What a reading of the paper `sha256` says of the fields of the unit's case."""
    reading = unit_of_extract(reading, unit.tat_helka)
    stated = _stated.of(reading, lambda: _stated_by(reading, sha256), sha256)
    said = Gathering(reading, sha256)
    said.fields.update(stated.fields)
    said.rows += stated.rows
    said.unfit += stated.unfit
    if reading.kind is DocType.CONDO:
        _add_unit(said, stated.units, unit)
    add_consequences(said, unit)
    return PaperFacts(
        MappingProxyType(said.fields), tuple(said.rows), _nones(said), tuple(said.unfit)
    )


Item = Mapping[str, Sequence[Found]]
"""A row of `data`: key below the row ("name", "borrowers[0]", "" for a bare text) -> the value."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a reading says whichever unit is the subject; `units` are the rows of an order."""

    fields: Mapping[str, PaperValue]
    rows: tuple[PaperRow, ...]
    unfit: tuple[Found, ...]
    units: Sequence[Item]


_stated: Kept[Reading, _Stated] = Kept(512)
"""By the reading: hundreds of rows are not made anew while the number of the unit is typed."""


def _stated_by(reading: Reading, sha256: str) -> _Stated:
    said = Gathering(reading, sha256)
    for key, path in FIELDS_OF.get(reading.kind, {}).items():
        found = reading.get(key)
        if found is not None:
            said.put(path, found)
    items = _items(reading)
    for key, target in LISTS_OF.get(reading.kind, {}).items():
        for item in items.get(key, ()):
            if reading.kind is DocType.PERMIT:
                _add_area(said, item)
            else:
                said.row(target.list_id, _cells(target, item), "; ")
    if reading.kind is DocType.PERMIT:
        _add_permit(said)
    units = items.get("units", ()) if reading.kind is DocType.CONDO else ()
    return _Stated(said.fields, tuple(said.rows), tuple(said.unfit), units)


def rows_by_list(facts: PaperFacts) -> Mapping[str, tuple[PaperRow, ...]]:
    """The rows of each list that a paper has rows of; in the paper's order, parted once."""
    return _parted.of(facts, lambda: _rows_by_list(facts))


_parted: Kept[PaperFacts, Mapping[str, tuple[PaperRow, ...]]] = Kept(512)


def _rows_by_list(facts: PaperFacts) -> Mapping[str, tuple[PaperRow, ...]]:
    lists: dict[str, list[PaperRow]] = {}
    for row in facts.rows:
        lists.setdefault(row.list_id, []).append(row)
    return MappingProxyType({list_id: tuple(rows) for list_id, rows in lists.items()})


_ITEM = re.compile(r"([a-z_]+)\[(\d+)\]\.?(.*)", re.ASCII)


def _items(reading: Reading) -> Mapping[str, Sequence[Item]]:
    """The rows of every list of a reading, in order; a row that nothing was read of is left out."""
    lists: dict[str, dict[int, dict[str, list[Found]]]] = defaultdict(dict)
    for found in reading.found:
        if match := _ITEM.fullmatch(found.path):
            row = lists[match[1]].setdefault(int(match[2]), {})
            row.setdefault(match[3], []).append(found)
    return {key: [rows[number] for number in sorted(rows)] for key, rows in lists.items()}


def _cells(target: PaperList, item: Item) -> dict[str, list[Found]]:
    """The cells of a row; parts of a list inside it stand in one cell, a part by a part."""
    known = {column.id for column in registry.BY_ID[target.list_id].columns}
    cells: dict[str, list[Found]] = defaultdict(list)
    parts: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for key, found in _apart(target, item).items():
        name, bracket, rest = key.partition("[")
        if bracket and name in target.joined:
            number, _, cell = rest.partition("]")
            column = _joined_column(target, name, cell.lstrip("."), known)
            parts[column][f"{int(number):04}"] += found
            continue
        column = target.whole if key == "" else target.columns.get(key, key)
        if column in known:
            cells[column] += found
    for column, rows in parts.items():
        cells[column] += [together(rows[number]) for number in sorted(rows)]
    return cells


def _apart(target: PaperList, item: Item) -> Item:
    """A parcel that is written as one text ("7245/12") as its numbers; any other row as it is."""
    whole = item.get("")
    if target.list_id != "parcel.former" or not whole:
        return item
    numbers = typed_parcel(whole[0].content) or {}
    return {name: [with_content(whole[0], number)] for name, number in numbers.items()}


def _joined_column(target: PaperList, name: str, cell: str, known: set[str]) -> str:
    """ "borrowers[0].id_number" has a column of its own; any other part is a word of the cell."""
    column = target.joined[name]
    own = f"{column}_{cell}"
    return own if cell and own in known else column


# -- permits -------------------------------------------------------------------------------


def _add_permit(said: Gathering) -> None:
    """A permit is one row, its parcels and plans in one cell each."""
    reading = said.reading
    cells: dict[str, list[Found]] = {}
    for key, column in PERMIT_COLUMNS.items():
        found = reading.get(key)
        if found is not None:
            cells[column] = [found]
    parcel = [found for key in ("gush", "helka", "plot") if (found := reading.get(key)) is not None]
    if [found.path for found in parcel[:2]] == ["gush", "helka"]:
        whole = with_content(together(parcel), "/".join(found.content for found in parcel))
        cells["parcel_then"] = [whole]
    plans = _texts(reading, "plans")
    if plans:
        cells["plan"], cells["further_plans"] = plans[:1], plans[1:]
    cells["further_parcels"] = _texts(reading, "additional_parcels")
    said.row(PERMITS, cells)


def _add_area(said: Gathering, item: Item) -> None:
    number = said.reading.get("number")
    cells = {key: list(found) for key, found in item.items()}
    if number is not None:
        cells["permit"] = [number]
    said.row(PERMIT_AREAS, cells)


def _texts(reading: Reading, key: str) -> list[Found]:
    """The parts of a list of bare texts; a part with cells is taken by its number."""
    found = (
        reading.get(f"{key}[{number}]") or reading.get(f"{key}[{number}].number")
        for number in range(reading.rows(key))
    )
    return [each for each in found if each is not None]


# -- the order -----------------------------------------------------------------------------


def _add_unit(said: Gathering, units: Sequence[Item], unit: Unit) -> None:
    """The subject's own row of an order, by its sub-parcel: a record and two lists."""
    own = [item for item in units if unit.tat_helka and _content(item, "number") == unit.tat_helka]
    if len(own) != 1:
        return  # none, or a number that was read in two rows: nobody can say which it is
    item = _doubted(own[0], own[0]["number"][0].doubt)
    for column in registry.BY_ID["order.unit"].columns:
        found = item.get(column.id)
        if found:
            said.put(f"order.unit/{column.id}", *found)
    for key, list_id in UNIT_OF_ORDER.items():
        for part in _parts(item, key):
            said.row(list_id, part)


def _doubted(item: Item, doubt: Doubt | None) -> Item:
    """A row whose number is doubtful may be another unit's: so is all that stands in it."""
    if doubt is None:
        return item
    return {key: [doubted(each, doubt) for each in found] for key, found in item.items()}


def _parts(item: Item, key: str) -> list[Item]:
    rows: dict[int, dict[str, Sequence[Found]]] = defaultdict(dict)
    for path, found in item.items():
        if (match := _ITEM.fullmatch(path)) and match[1] == key:
            rows[int(match[2])][match[3]] = found
    return [rows[number] for number in sorted(rows)]


def _content(item: Item, key: str) -> str:
    return item[key][0].content if item.get(key) else ""


# -- nones ---------------------------------------------------------------------------------


def _nones(said: Gathering) -> Mapping[str, PaperValue]:
    lists = LISTS_OF.get(said.reading.kind, {})
    read = {row.list_id for row in said.rows}
    found = {lists[key].list_id for key in said.reading.nones if key in lists}
    return MappingProxyType({list_id: said.none(None) for list_id in sorted(found - read)})
