"""Rows of the drawing tables' lists: cells read leniently, written minimally, several a gesture."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.case_json import encode_row
from shamay_desktop.domain.drawing.points import Ring, decode_points
from shamay_desktop.domain.editing import (
    Change,
    after,
    ordering_rows,
    setting,
)
from shamay_desktop.domain.edits import standing
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.fields.canonical import canonical


class Identified(Protocol):
    """A typed row."""

    @property
    def id(self) -> str:
        """The row's id."""
        ...


Read = TypeVar("Read")
Drawn = TypeVar("Drawn", bound=Identified)
Changes = tuple[Change, ...]
Cell = str | bool | Decimal | int | None
Cells = Mapping[str, Cell]
"""What a typed object says, by column; None and blank texts say nothing and make no cell."""

_decoded = lru_cache(maxsize=8192)(decode_points)
"""Rows are read anew after each edit, and nearly all of them are as they were."""

_said: dict[tuple[int, object], tuple[Row, object]] = {}
_KNOWN = 8192

_PLACES = 10
"""Behind the point, of a number that a case holds."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read: its list, its id, and why. It is kept, and not shown."""

    list_id: str
    row_id: str
    problem: Refused

    @property
    def path(self) -> str:
        """The row's path in the case."""
        return f"{self.list_id}/{self.row_id}"


def text_of(row: Row, column: str) -> str:
    """A cell's text, "" where it says nothing."""
    content = row.content(column)
    return content if isinstance(content, str) else ""


def number_of(row: Row, column: str) -> Decimal | None:
    """A cell's number, None where it says nothing."""
    text = text_of(row, column)
    return Decimal(text) if text else None


def flag_of(row: Row, column: str, *, otherwise: bool = False) -> bool:
    """A cell's yes or no."""
    content = row.content(column)
    return content if isinstance(content, bool) else otherwise


def points_of(row: Row, column: str, least: int, most: int | None = None) -> Ring:
    """A cell's points. Raises Refused(`points_broken`, `points_too_few`, `points_too_many`)."""
    points = _decoded(text_of(row, column))
    if len(points) < least:
        raise Refused("points_too_few", n=len(points), least=least)
    if most is not None and len(points) > most:
        raise Refused("points_too_many", n=len(points), limit=most)
    return points


def read_rows(
    case: Case, list_id: str, read: Callable[[Row], Read], broken: list[Broken]
) -> list[Read]:
    """What the rows of a list say; those that cannot be read are told in `broken`."""
    good: list[Read] = []
    for row in case.rows(list_id):
        try:
            good.append(said_by(row, read))
        except Refused as problem:
            broken.append(Broken(list_id, row.id, problem))
    return good


def said_by(row: Row, read: Callable[[Row], Read]) -> Read:
    """What a row says. Rows never change, and an edit leaves all the others: each is read once."""
    key = (id(row), read)
    known = _said.get(key)
    if known is not None and known[0] is row:
        return cast(Read, known[1])
    said = read(row)
    if len(_said) >= _KNOWN:
        _said.clear()
    _said[key] = (row, said)
    return said


def read_by(
    case: Case,
    list_id: str,
    owner: str,
    known: Container[str],
    read: Callable[[Row], Read],
    broken: list[Broken],
) -> dict[str, tuple[Read, ...]]:
    """What the rows of a list say, by the row that their column `owner` names.

    A row whose owner is not `known` is broken too: Refused(`drawn_on_nothing`).
    """

    def owned(row: Row) -> tuple[str, Read]:
        if text_of(row, owner) not in known:
            raise Refused("drawn_on_nothing", given=text_of(row, owner))
        return text_of(row, owner), said_by(row, read)

    found: dict[str, list[Read]] = {}
    for row in case.rows(list_id):
        try:
            name, said = owned(row)
        except Refused as problem:
            broken.append(Broken(list_id, row.id, problem))
        else:
            found.setdefault(name, []).append(said)
    return {name: tuple(of_one) for name, of_one in found.items()}


def row_of(list_id: str, row_id: str, cells: Cells) -> Row:
    """A row of canonical cells, in the registry's order. Raises Refused, the column in `field`."""
    columns = registry.BY_ID[list_id].columns
    said = {column.id: _value(list_id, column.id, cells.get(column.id)) for column in columns}
    return Row(row_id, MappingProxyType({name: v for name, v in said.items() if v is not None}))


def _value(list_id: str, column: str, cell: Cell) -> Value | None:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    raw = _plain(cell) if isinstance(cell, Decimal) else cell
    content = canonical(registry.BY_ID[list_id].column(column), raw)
    return Value.of(content) if isinstance(content, bool) or content else None


def _plain(number: Decimal) -> str:
    if not number.is_finite():
        return str(number)
    exponent = number.as_tuple().exponent
    long = isinstance(exponent, int) and -exponent > _PLACES
    return format(round(number, _PLACES) if long else number, "f")


def several(case: Case, steps: Iterable[Callable[[Case], Changes]]) -> Changes:
    """Steps of one gesture, each made for the case as those before it leave it."""
    changes: list[Change] = []
    for step in steps:
        made = step(case)
        case = after(case, made)
        changes += made
    return tuple(changes)


def adding(
    case: Case, list_id: str, rows: Sequence[tuple[str, Cells]], behind: str | None = None
) -> Changes:
    """Rows (id, cells) put behind a row of the list, or at its end.

    Row by row, also into a list without rows: of two laptops that begin to draw both stay.
    """
    ids = [row.id for row in case.rows(list_id)]
    first = ids.index(behind) + 1 if behind in ids else len(ids)
    made = [row_of(list_id, row_id, cells) for row_id, cells in rows]
    return tuple(
        Change(f"{list_id}/{row.id}", None, {**encode_row(row), "index": place})
        for place, row in enumerate(made, first)
    )


def changing(case: Case, list_id: str, row_id: str, before: Cells, then: Cells) -> Changes:
    """The cells that differ between what was said and what is said then, and no others.

    Nothing when the row is gone meanwhile.
    """
    other = [name for name in {**before, **then} if before.get(name) != then.get(name)]
    if not other or case.row(list_id, row_id) is None:
        return ()
    old, new = (
        row_of(list_id, row_id, {name: cells.get(name) for name in other})
        for cells in (before, then)
    )
    names = [name for name in {**old.cells, **new.cells} if old.content(name) != new.content(name)]
    return tuple(
        change
        for name in names
        for change in setting(case, f"{list_id}/{row_id}/{name}", new.cells.get(name))
    )


def changing_each(
    case: Case, list_id: str, pairs: Iterable[tuple[Drawn, Drawn]], cells: Callable[[Drawn], Cells]
) -> Changes:
    """`changing` of several rows in one gesture: what each was and what it shall be."""
    return tuple(
        change
        for before, then in pairs
        for change in changing(case, list_id, before.id, cells(before), cells(then))
    )


def removing(case: Case, list_id: str, row_ids: Iterable[str]) -> Changes:
    """Rows taken out; those that are gone already are passed over. The last ones first, so that
    each comes back to its place; what somebody else draws meanwhile stays."""
    wanted = set(row_ids)
    present = [row.id for row in case.rows(list_id) if row.id in wanted]
    paths = [f"{list_id}/{row_id}" for row_id in reversed(present)]
    return tuple(Change(path, standing(case, path), None) for path in paths)


def hanging(case: Case, list_id: str, column: str, row_id: str) -> list[str]:
    """The ids of the rows that name a row in a column, e.g. the shapes of a sheet."""
    return [row.id for row in case.rows(list_id) if row.content(column) == row_id]


def removing_with(
    case: Case, list_id: str, row_id: str, *, column: str, lists: Iterable[str]
) -> Changes:
    """A row taken out with the rows of these lists that name it in `column`: they go first, and
    so come back last, when it is there again."""

    def taken(now: Case, hanging_list: str) -> Changes:
        return removing(now, hanging_list, hanging(now, hanging_list, column, row_id))

    return several(
        case,
        (
            *(partial(taken, hanging_list=name) for name in lists),
            lambda now: removing(now, list_id, [row_id]),
        ),
    )


def ordering(case: Case, list_id: str, row_ids: Sequence[str]) -> Changes:
    """These rows in this order, in the places that they hold among the others now."""
    present = {row.id for row in case.rows(list_id)}
    wanted = {row_id: None for row_id in row_ids if row_id in present}
    left = iter(wanted)
    ids = [next(left) if row.id in wanted else row.id for row in case.rows(list_id)]
    return ordering_rows(case, list_id, ids) if ids else ()
