"""Values of the sample case as its papers print them."""

from decimal import Decimal

from shamay_desktop.domain.case import Case, Row


def text_of(case: Case, path: str) -> str:
    """The text of a path. LookupError when the case has none."""
    text = case.text(path)
    if text is None:
        raise LookupError(path)
    return text


def said(row: Row, column: str) -> str:
    """The text of a cell, "" for none."""
    content = row.content(column)
    return content if isinstance(content, str) else ""


def two_places(area: str) -> str:
    """An area with its hundredths."""
    return f"{Decimal(area):.2f}"
