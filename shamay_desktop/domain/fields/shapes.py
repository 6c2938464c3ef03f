"""Short ways to declare fields, so that the registry's pages read as tables."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from shamay_desktop.domain.fields.definition import (
    Choice,
    Field,
    Group,
    Kind,
    Need,
    Paper,
    Range,
    Unit,
)

M, C, O = Need.MANDATORY, Need.CONDITIONAL, Need.OPTIONAL  # noqa: E741 — the field's own letters

text = partial(Field, kind=Kind.TEXT)
long_text = partial(Field, kind=Kind.LONG_TEXT)
identifier = partial(Field, kind=Kind.IDENTIFIER)
integer = partial(Field, kind=Kind.INTEGER)
decimal = partial(Field, kind=Kind.DECIMAL)
area = partial(Field, kind=Kind.DECIMAL, unit=Unit.SQM)
money = partial(Field, kind=Kind.DECIMAL, unit=Unit.SHEKEL)
date = partial(Field, kind=Kind.DATE)
date_or_part = partial(Field, kind=Kind.DATE, in_part=True)
choice = partial(Field, kind=Kind.CHOICE)
flag = partial(Field, kind=Kind.FLAG)
fraction = partial(Field, kind=Kind.FRACTION)
record = partial(Field, kind=Kind.RECORD)
rows = partial(Field, kind=Kind.LIST)


def codes(*table: tuple[str, str, str]) -> tuple[Choice, ...]:
    """Choices from (code, Hebrew, English) rows."""
    return tuple(Choice(*row) for row in table)


def between(low: str | None, high: str | None = None, *, blocks: bool = False) -> Range:
    """A range from decimal strings."""
    return Range(
        None if low is None else Decimal(low), None if high is None else Decimal(high), blocks
    )


def together(
    group: Group, fields: Sequence[Field], *, paper: Paper | None = None, place: str | None = None
) -> tuple[Field, ...]:
    """The fields as members of the group; paper and place for those that name none."""
    return tuple(
        replace(member, group=group, paper=member.paper or paper, place=member.place or place)
        for member in fields
    )
