"""Rows that were begun: what one of them lacks is told by its path, so that no half is dropped."""

from collections.abc import Iterator, Sequence

from shamay_desktop.domain.case import Case, Row


def is_begun(row: Row) -> bool:
    """Whether any cell of a row says something; a row without any counts as nothing."""
    return any(row.content(name) not in (None, "", False) for name in row.cells)


def begun(case: Case, list_id: str) -> Iterator[Row]:
    """The rows of a list of the case that say something."""
    return (row for row in case.rows(list_id) if is_begun(row))


def lacking_cells(case: Case, list_id: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Paths of the cells that begun rows of a list lack of these columns."""
    return tuple(
        f"{list_id}/{row.id}/{column}"
        for row in begun(case, list_id)
        for column in columns
        if row.content(column) is None
    )
