"""Cases on which a rule of an office is tried before it is believed: nothing in them, and all."""

from functools import cache
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Content, Row, Value
from shamay_desktop.domain.fields import FIELDS, Field, Kind


@cache
def trial_cases() -> tuple[Case, ...]:
    """A case without any value, and one with a content of its kind in every field and cell."""
    values = {member.id: Value.of(_content(member)) for member in FIELDS}
    return Case("empty"), Case("full", MappingProxyType(values))


def _content(member: Field) -> Content:
    if member.kind is Kind.LIST:
        return (Row("1", MappingProxyType(_cells(member))),)
    if member.kind is Kind.RECORD:
        return MappingProxyType(_cells(member))
    if member.kind is Kind.FLAG:
        return True
    if member.kind is Kind.CHOICES:
        return tuple(choice.code for choice in member.choices[:2])
    if member.kind is Kind.CHOICE:
        return member.choices[0].code
    return _TEXTS.get(member.kind, "טקסט")


def _cells(member: Field) -> dict[str, Value]:
    return {column.id: Value.of(_content(column)) for column in member.columns}


_TEXTS = MappingProxyType(
    {
        Kind.INTEGER: "7",
        Kind.DECIMAL: "2.5",
        Kind.DATE: "2026-05-04",
        Kind.FRACTION: "1/2",
        Kind.IDENTIFIER: "1234",
    }
)
