"""How a field's content reads for a person: one way for form, report and command line."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from shamay_desktop.domain.fields.definition import Field, Kind
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.language import Language

_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_YES_NO = {Language.HE: ("כן", "לא"), Language.EN: ("Yes", "No")}


def shown(field: Field, content: object, language: Language) -> str:
    """The content of a scalar field in words and digits; numbers are isolated for Hebrew.

    content is canonical (`Kind`). What is shown is never parsed back. Lists and records have
    no one text: TypeError.
    """
    if isinstance(content, bool):
        return _YES_NO[language][0 if content else 1]
    if isinstance(content, tuple):
        labels = [field.choice(str(code)).label(language) for code in content]
        return _between(field).join(labels)
    if not isinstance(content, str):
        raise TypeError(field.id)
    return _shown_text(field, content, language)


def _between(field: Field) -> str:
    """Air directions are written "צפון-מערב"; whatever else is chosen is a list of words."""
    return "-" if {choice.code for choice in field.choices} <= _DIRECTIONS else ", "


def _shown_text(field: Field, content: str, language: Language) -> str:
    if field.kind is Kind.CHOICE:
        return field.choice(content).label(language)
    if field.kind is Kind.DATE and field.in_part:
        return formats.date_or_part(content, language)
    if field.kind is Kind.DECIMAL and field.unit is not None:
        return formats.quantity(content, field.unit.value, language)
    return _FORMATS.get(field.kind, str)(content)


_FORMATS: Mapping[Kind, Callable[[str], str]] = MappingProxyType(
    {
        Kind.DATE: formats.date,
        Kind.FRACTION: formats.fraction,
        Kind.IDENTIFIER: formats.identifier,
        Kind.DECIMAL: formats.number,
        # A year or a count of floors reads without separators; amounts are DECIMAL.
        Kind.INTEGER: formats.identifier,
    }
)
