"""Rows that the limited process wrote, read back as they are asked for: none is held."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import overload

from shamay_desktop.documents.tables.cells import cells_of
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.market_ports import Cell

_LONGEST_LINE = 64 * 1024 * 1024
_STRIDE = 64
"""Every so many rows the place in the file is known."""

Row = tuple[Cell, ...]


class KeptRows(Sequence[Row]):
    """The rows of one table; any number of threads may read, each its own way through the file.

    `folder` lives as long as one of its tables does: whoever made it removes it by `holds`.
    """

    def __init__(self, file: Path, count: int, width: int, name: str, holds: object) -> None:
        """`name` is the table file's own, for errors; `holds` is kept alive, no more."""
        self._file, self._count, self._width, self._name = file, count, width, name
        self._holds = holds
        self._places: array[int] | None = None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        return self._from(0, 0)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            if step != 1:
                return [self[at] for at in range(start, stop, step)]
            return list(islice(self._starting(start), max(stop - start, 0)))
        at = index + self._count if index < 0 else index
        if not 0 <= at < self._count:
            raise IndexError(index)
        return next(self._starting(at))

    def _starting(self, at: int) -> Iterator[Row]:
        if at < _STRIDE:
            return islice(self._from(0, 0), at, None)
        if self._places is None:
            self._places = self._found_places()
        known = at // _STRIDE
        return islice(self._from(self._places[known], known * _STRIDE), at % _STRIDE, None)

    def _from(self, place: int, number: int) -> Iterator[Row]:
        width = self._width
        with self._file.open("rb") as file:
            file.seek(place)
            for _ in range(number, self._count):
                line = file.readline(_LONGEST_LINE)
                try:
                    yield cells_of(line, width)
                except (ValueError, ArithmeticError, RecursionError) as error:
                    raise Refused("file_broken", file=self._name) from error

    def _found_places(self) -> "array[int]":
        places = array("Q")
        place = 0
        with self._file.open("rb") as file:
            for number in range(self._count):
                if number % _STRIDE == 0:
                    places.append(place)
                place += len(file.readline(_LONGEST_LINE))
        return places
