"""A paper's whole list in place of the case's: what was typed beside its words stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.reading.claim import Claim
from shamay_desktop.domain.reading.proposals import Proposal
from shamay_desktop.domain.reading.row_matching import Cells, matched

Place = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of a paper's list, and the places on its pages that were read with a doubt."""

    rows: tuple[Row, ...]
    doubted: frozenset[Place] = frozenset()

    def is_doubted(self, cell: Value) -> bool:
        """Whether a person must look at the cell's own place before it is believed."""
        return place_of(cell) in self.doubted


def rows_of_claim(path: str, claim: Claim, proposals: Iterable[Proposal]) -> Taken:
    """The rows of a list as the claim's paper has them, with all the columns that were read.

    A claim compares some columns alone; what the paper proposes for the list has them all. Where
    it proposes nothing, the claim's own rows.
    """
    own = _rows_in(claim)
    if claim.document is None:
        return Taken(own)
    of_paper = [
        each for each in proposals if each.list_id == path and each.document.id == claim.document.id
    ]
    places = {place_of(cell) for row in own for cell in row.cells.values()}
    readings = {each.reading for each in of_paper if place_of(each.value) in places}
    rows: dict[str, dict[str, Value]] = {}
    for each in of_paper:
        if each.reading in readings:
            _, row_id, column = each.path.split("/")
            rows.setdefault(row_id, {}).setdefault(column, each.value)
    made = tuple(Row(row_id, MappingProxyType(cells)) for row_id, cells in rows.items())
    doubted = {place_of(own[each.row - 1].cells[each.column]) for each in claim.cells}
    doubted |= {place_of(each.value) for each in of_paper if each.doubt is not None}
    return Taken(made if len(made) == len(own) else own, frozenset(doubted))


def _rows_in(claim: Claim) -> tuple[Row, ...]:
    content = claim.value.content
    if not isinstance(content, tuple):
        return ()
    return tuple(row for row in content if isinstance(row, Row))


def put_over(case: Case, path: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """These rows as the case's list.

    A row that the case has keeps its id and the cells of which the paper says nothing; rows that
    the paper does not have are gone, for that is what taking its list means.
    """
    taken, standing = tuple(rows), {row.id: row for row in case.rows(path)}
    left = [(row_id, _contents(row)) for row_id, row in standing.items()]
    ids = matched(path, [_contents(row) for row in taken], left)
    return tuple(
        _over(row, standing.get(row.id if row_id is None else row_id))
        for row_id, row in zip(ids, taken, strict=True)
    )


def _over(row: Row, known: Row | None) -> Row:
    if known is None:
        return row
    cells: Mapping[str, Value] = {**known.cells, **row.cells}
    return Row(known.id, MappingProxyType(dict(cells)))


def _contents(row: Row) -> Cells:
    return {name: cell.content for name, cell in row.cells.items()}


def place_of(value: Value) -> Place:
    """Page and box of a value that was read, () for any other."""
    source = value.provenance
    return () if source is None or source.box is None else (source.page, source.box)
