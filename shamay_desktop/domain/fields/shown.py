"""How a field's content reads for a person: one way for form, report and command line."""

from shamay_desktop.domain.fields.definition import Field, Kind
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.language import Language

_YES_NO = {Language.HE: ("כן", "לא"), Language.EN: ("Yes", "No")}


def shown(field: Field, content: object, language: Language) -> str:
    """The content of a scalar field in words and digits; numbers are isolated for Hebrew.

    content is canonical (`Kind`). What is shown is never parsed back. Lists and records have
    no one text: ValueError.
    """
    if isinstance(content, bool):
        return _YES_NO[language][0 if content else 1]
    if isinstance(content, tuple):
        return "-".join(field.choice(str(code)).label(language) for code in content)
    if not isinstance(content, str):
        raise ValueError(field.id)
    return _shown_text(field, content, language)


def _shown_text(field: Field, content: str, language: Language) -> str:
    match field.kind:
        case Kind.CHOICE:
            return field.choice(content).label(language)
        case Kind.DATE:
            return formats.date(content)
        case Kind.FRACTION:
            return formats.fraction(content)
        case Kind.IDENTIFIER:
            return formats.identifier(content)
        case Kind.DECIMAL if field.unit is not None:
            return formats.quantity(content, field.unit.value, language)
        case Kind.DECIMAL:
            return formats.number(content)
        case Kind.INTEGER:
            # A year or a count of floors reads without separators; amounts are DECIMAL.
            return formats.identifier(content)
        case _:
            return content
