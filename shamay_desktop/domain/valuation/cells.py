"""Typed contents of a case's fields and cells; what is unknown is None (text: "")."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Content, Row
from shamay_desktop.domain.shares import parse_share


def text_in(row: Row, column: str) -> str:
    """A cell's text."""
    content = row.content(column)
    return content if isinstance(content, str) else ""


def number_in(row: Row, column: str) -> Decimal | None:
    """A cell's exact number."""
    text = text_in(row, column)
    return Decimal(text) if text else None


def share_in(row: Row, column: str) -> Fraction | None:
    """A cell's share, above 0 and at most 1."""
    text = text_in(row, column)
    return parse_share(text) if text else None


def date_in(row: Row, column: str) -> date | None:
    """A cell's date."""
    return _date(row.content(column))


def date_at(case: Case, path: str) -> date | None:
    """The date of a field."""
    return _date(case.content(path))


def _date(content: Content | None) -> date | None:
    return date.fromisoformat(content) if isinstance(content, str) else None
