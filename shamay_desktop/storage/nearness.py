"""Which rows lie in a reach of likeness: a statement whose parts indexes answer with few rows.

Written as the driver's own text: a search asks this a dozen times, and building expressions would
cost it more than the answers do. All values are parameters. Rows whose area is known, not known
and none (0) are asked for apart: each of the three is a range of an index, and what an unknown
area loses leaves a smaller reach. About a place each cell of the ground has its own range of
areas: the farther it lies, the less else may differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from math import isqrt

from shamay_desktop.domain.market.traits import (
    METRES_A_POINT,
    UNIT,
    UNKNOWN_LOSS,
    Fall,
    Near,
    Reach,
    Traits,
)
from shamay_desktop.storage.mapping.market import CELL, cell_number

_ALL = 1000
_SIDE = CELL * UNIT
_LARGEST = 2**62
_NAMED = {
    Near.STREET: ("city_key", "street_key"),
    Near.HOUSE: ("city_key", "street_key", "house_number"),
    Near.NEIGHBORHOOD: ("city_key", "neighborhood_key"),
    Near.CITY: ("city_key",),
    Near.BLOCK: ("block",),
    Near.PARCEL: ("block", "helka"),
}
_INDEXES = {
    Near.STREET: "street",
    Near.HOUSE: "street",
    Near.NEIGHBORHOOD: "city",
    Near.CITY: "city",
    Near.BLOCK: "parcel",
    Near.PARCEL: "parcel",
}
_DATED = frozenset({Near.NEIGHBORHOOD, Near.CITY, Near.BLOCK, Near.PARCEL})
"""Their indexes end with area and day."""
_OF_SUBJECT = {"city_key": "city", "street_key": "street", "neighborhood_key": "neighborhood"}
_CELLS = (
    "(SELECT json_extract(value, '$[0]') AS cell, json_extract(value, '$[1]') AS least,"
    " json_extract(value, '$[2]') AS most FROM json_each({cells})) AS near_cell"
)
_AT_CELL = "comparables.cell = near_cell.cell"
_CELL_AREA = "comparables.area BETWEEN near_cell.least AND near_cell.most"


class Area(Enum):
    """Of which rows an arm of a statement asks."""

    ANY = "TRUE"
    KNOWN = "comparables.area > 0"
    UNKNOWN = "comparables.area IS NULL"
    NONE = "comparables.area <= 0"


@dataclass(frozen=True, slots=True)
class Ask:
    """A statement: its arms, each of what tables with what conditions, and the values.

    A row that lies in no reach may be among the answers, one that does never lacks.
    """

    arms: tuple[tuple[str, str], ...]
    given: dict[str, object]
    is_near: bool
    """Whether an index of the reach leaves few rows; else the question's own may leave fewer."""


def ask(
    reach: Reach, dialect: str, *, wider: Reach | None = None, by_area: bool = False
) -> Ask | None:
    """The statement for a reach, None when no row can lie in it.

    `wider`: the street of the house that the reach is of, asked for at once. `by_area`: the index
    of areas leaves fewer rows than that of places.
    """
    if _is_empty(reach):
        return None
    known = next((fall for fall in reach.falls if fall.trait == "area"), None)
    if known is None:
        arms = [_Arm(0, reach, reach.left, reach.falls, Area.ANY, dialect, wider)]
    else:
        arms = [_Arm(0, reach, reach.left, reach.falls, Area.KNOWN, dialect, wider)]
        left = reach.left - known.weight * UNKNOWN_LOSS
        rest = tuple(fall for fall in reach.falls if fall is not known)
        for number, area in enumerate((Area.UNKNOWN, Area.NONE) if left >= 0 else (), 1):
            arms.append(_Arm(number, reach, left, rest, area, dialect, wider))
    told = tuple((arm.tables(by_area=by_area), arm.where()) for arm in arms)
    given = {name: value for arm in arms for name, value in arm.given.items()}
    return Ask(told, given, by_area or reach.near is not None or reach.distance is not None)


def area_of(reach: Reach) -> tuple[int, int] | None:
    """How large a row of the reach with a known area is (ten-thousandths); None for any."""
    return next((_span(fall, reach.left) for fall in reach.falls if fall.trait == "area"), None)


def _is_empty(reach: Reach) -> bool:
    """The subject does not tell what the reach asks for."""
    if reach.near is None:
        return False
    named = _NAMED[reach.near]
    return any(_told(reach.subject, name) in ("", None) for name in named)


def _told(subject: Traits, column: str) -> object:
    return getattr(subject, _OF_SUBJECT.get(column, column))


def _span(fall: Fall, left: int) -> tuple[int, int] | None:
    """From where to where a trait loses at most so much; None where it may lose all."""
    points = left // fall.weight
    if points >= _ALL:
        return None
    away = (fall.each * (points + 1) - 1) // fall.points
    return fall.mine - away, fall.mine + away


def _sides(middle: int, far: int) -> list[tuple[int, int]]:
    """Columns or lines of cells, each with how far its nearer side is."""
    return [
        (number, max(number * _SIDE - middle, 0, middle - (number + 1) * _SIDE))
        for number in range(max(0, (middle - far) // _SIDE), (middle + far) // _SIDE + 1)
    ]


@dataclass(slots=True)
class _Arm:
    """One part of a statement."""

    number: int
    reach: Reach
    left: int
    falls: tuple[Fall, ...]
    area: Area
    dialect: str
    wider: Reach | None
    given: dict[str, object] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """Before the names of values, which the question's own conditions have none like."""
        return f"arm{self.number}_"

    def tables(self, *, by_area: bool) -> str:
        """The rows, and before them the cells of a disc's ground.

        SQLite knows nothing of how many rows an index leaves: it is told which to take.
        """
        rows = "comparables"
        index = "area" if by_area else self._index()
        if index and self.dialect == "sqlite":
            rows += f" INDEXED BY ix_comparables_{index}"
        return rows if self.reach.distance is None else f"{self._ground()} CROSS JOIN {rows}"

    def _index(self) -> str:
        reach, mine = self.reach, self.reach.subject
        if reach.distance is not None:
            return "cell"
        if reach.near is not None:
            return _INDEXES[reach.near]
        if reach.untold and (mine.city or mine.block is not None):
            return "city" if mine.city else "parcel"
        return ""

    def _ground(self) -> str:
        """The cells of a disc, each with its range of areas."""
        cells = list(self._cells(self.reach.subject, self.reach.place_weight))
        names = ("cell", "least", "most")
        if self.dialect == "sqlite":
            told = ",".join([f"[{cell},{least},{most}]" for cell, least, most in cells])
            return _CELLS.format(cells=self._mark("cells", f"[{told}]"))
        columns = zip(names, zip(*cells, strict=True) if cells else ((), (), ()), strict=True)
        lists = ", ".join(f"{self._mark(name, list(each))}::bigint[]" for name, each in columns)
        return f"unnest({lists}) AS near_cell(cell, least, most)"

    def where(self) -> str:
        """What rows fulfil."""
        conditions = [*self._place(), *self._spans(), *self._partly(), self._loss()]
        return " AND ".join(conditions)

    # -- places

    def _place(self) -> Iterator[str]:
        reach, mine = self.reach, self.reach.subject
        placed = mine.east is not None and mine.north is not None
        if reach.distance is not None:
            yield from self._disc(mine)
        elif reach.near is not None:
            for name in _NAMED[(self.wider or reach).near or reach.near]:
                yield f"comparables.{name} = {self._text(name, _told(mine, name))}"
            if placed:
                yield "comparables.cell IS NULL"
        elif reach.untold:
            if placed:
                yield "comparables.cell IS NULL"
            if mine.block is not None:
                yield "comparables.block IS NULL"
            if mine.city:
                yield "comparables.city_key = ''"

    def _disc(self, mine: Traits) -> Iterator[str]:
        far = self._distance()
        yield _AT_CELL
        for name, middle in (("east", mine.east or 0), ("north", mine.north or 0)):
            least = self._whole(f"{name}_least", middle - far)
            most = self._whole(f"{name}_most", middle + far)
            yield f"comparables.{name} BETWEEN {least} AND {most}"

    def _distance(self) -> int:
        points = min(_ALL - 1, self.left // self.reach.place_weight)
        return METRES_A_POINT * UNIT * (points + 1) - 1

    def _cells(self, mine: Traits, weight: int) -> Iterator[tuple[int, int, int]]:
        """Cells of the disc, each with the areas that lose no more than the way to it leaves."""
        far, point = self._distance(), METRES_A_POINT * UNIT
        fall = next((fall for fall in self.falls if fall.trait == "area"), None)
        columns, lines = _sides(mine.east or 0, far), _sides(mine.north or 0, far)
        for line, up in lines:
            for column, aside in columns:
                left = self.left - weight * (isqrt(up * up + aside * aside) // point)
                if left < 0:
                    continue
                least, most = (fall and _span(fall, left)) or (1, _LARGEST)
                yield cell_number(column, line), max(1, least), most

    # -- the other traits

    def _spans(self) -> Iterator[str]:
        if self.area in (Area.UNKNOWN, Area.NONE):
            yield self.area.value
        for fall in self.falls:
            column, span = f"comparables.{fall.trait}", _span(fall, self.left)
            if fall.trait == "area":
                yield from self._areas(span)
            elif span is not None:
                least = self._whole(f"{fall.trait}_least", span[0])
                inside = (
                    f"{column} BETWEEN {least} AND {self._whole(f'{fall.trait}_most', span[1])}"
                )
                unknown = self.left // fall.weight >= UNKNOWN_LOSS
                yield f"({inside} OR {column} IS NULL)" if unknown else inside

    def _areas(self, span: tuple[int, int] | None) -> Iterator[str]:
        if self.reach.distance is not None:
            yield _CELL_AREA
        elif span is None:
            yield Area.KNOWN.value
        else:
            least = self._whole("area_least", max(1, span[0]))
            yield f"comparables.area BETWEEN {least} AND {self._whole('area_most', span[1])}"

    def _partly(self) -> Iterator[str]:
        """What the index itself tells of the loss: rows that lose more need not be read."""
        told = [fall for fall in self.falls if fall.trait in ("area", "day")]
        if self.reach.near in _DATED and len(told) == 2:
            least = "min" if self.dialect == "sqlite" else "least"
            lost = " + ".join(self._fall(fall, least) for fall in told)
            yield f"{lost} <= {self._whole('left', self.left)}"

    def _loss(self) -> str:
        """All that falls evenly loses no more than is left: few rows are then read to be scored.

        Whole numbers in SQL as in `scoring`, so that no row is missed by a rounding.
        """
        least = "min" if self.dialect == "sqlite" else "least"
        lost = ["0", *(self._fall(fall, least) for fall in self.falls)]
        reach = self.reach
        if reach.distance is not None:
            lost.append(self._way(reach.subject, least))
        if self.wider is not None:
            house = self._text("house", reach.subject.house_number)
            far = self._whole("street", reach.left - self.wider.left)
            lost.append(f"CASE WHEN comparables.house_number = {house} THEN 0 ELSE {far} END")
        return f"{' + '.join(lost)} <= {self._whole('left', self.left)}"

    def _fall(self, fall: Fall, least: str) -> str:
        column = f"comparables.{fall.trait}"
        away = f"abs({column} - {self._whole(f'{fall.trait}_mine', fall.mine)})"
        if self.dialect != "sqlite":
            # What is absurdly far away must not overflow, which fails there.
            farthest = fall.each * _ALL // fall.points + 1
            away = f"{least}({away}, {self._whole(f'{fall.trait}_far', farthest)})"
        each = self._whole(f"{fall.trait}_each", fall.each)
        lost = f"{least}({_ALL}, {away} * {fall.points} / {each})"
        if fall.trait != "area":
            # PostgreSQL's `least` passes over what is not known: that must be asked before.
            lost = f"CASE WHEN {column} IS NULL THEN {UNKNOWN_LOSS} ELSE {lost} END"
        return f"{fall.weight} * {lost}"

    def _way(self, mine: Traits, least: str) -> str:
        """A place is never nearer than the longer side of the way to it."""
        most = "max" if self.dialect == "sqlite" else "greatest"
        east = self._whole("east_mine", mine.east or 0)
        north = self._whole("north_mine", mine.north or 0)
        away = f"{most}(abs(comparables.east - {east}), abs(comparables.north - {north}))"
        return f"{self.reach.place_weight} * {least}({_ALL}, {away} / {METRES_A_POINT * UNIT})"

    # -- values

    def _text(self, name: str, value: object) -> str:
        return self._whole(name, value) if isinstance(value, int) else self._mark(name, value)

    def _whole(self, name: str, value: object) -> str:
        """PostgreSQL would count in small numbers, which are too small for what is multiplied."""
        return self._mark(name, value) + ("" if self.dialect == "sqlite" else "::bigint")

    def _mark(self, name: str, value: object) -> str:
        name = f"{self.prefix}{name}"
        self.given[name] = value
        return f":{name}" if self.dialect == "sqlite" else f"%({name})s"
