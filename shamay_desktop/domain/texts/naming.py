"""How a template names facts: by ids, or by the labels of a language, which people read."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Kind
from shamay_desktop.domain.phrases import placeholder_field
from shamay_desktop.domain.texts.facts import ALIASES, DERIVED
from shamay_desktop.i18n.language import Language

_SAFE = re.compile(r"[^\s:~=|{}\[\]\\!?*&#.][^:~=|{}\[\]\\!?]*")
_SAFE_CODE = re.compile(r"\w[\w\s.-]*")

DERIVED_LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "address": ("הכתובת המלאה", "whole address"),
        "street": ("רחוב ומספר", "street and number"),
        "parcel": ("גוש וחלקה", "block and parcel"),
        "addressee": ("הנמען", "addressee"),
        "comparables.number": ("מספר נתוני ההשוואה", "number of comparables"),
        "comparables.low": ("המחיר הנמוך בהשוואה", "lowest comparable price"),
        "comparables.high": ("המחיר הגבוה בהשוואה", "highest comparable price"),
        "comparables.mean": ("ממוצע ההשוואה", "mean of comparables"),
        "comparables.median": ("חציון ההשוואה", "median of comparables"),
        "comparables.first_sale": ("העסקה הראשונה", "first sale"),
        "comparables.last_sale": ("העסקה האחרונה", "last sale"),
        "value.equivalent_area": ("השטח האקוויוולנטי", "equivalent area"),
    }
)
_ANSWERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"yes": ("כן", "Yes"), "no": ("לא", "No"), "none": ("אין", "None")}
)


def id_of(name: str, column_of: str = "") -> str | None:
    """The id that a name means: a field, `.column` of the list `column_of`, `#list` or a derived
    fact, by its id or its label in either language; None when it names nothing.
    """
    if name.startswith("."):
        column = _column(column_of, name[1:].strip())
        return None if column is None else f".{column.id}"
    if name.startswith("#"):
        list_id = list_of(name[1:].strip())
        return None if list_id is None else f"#{list_id}"
    derived = ALIASES.get(name, name)
    if derived in DERIVED:
        return derived
    if name in BY_ID:
        return name
    if name in _derived_by_label():
        return _derived_by_label()[name]
    field = placeholder_field(name)
    return None if field is None else field.id


def list_of(name: str) -> str | None:
    """The id of a list by its id or label."""
    field = BY_ID.get(name)
    if field is not None:
        return field.id if field.kind is Kind.LIST else None
    return _list_by_label().get(name)


def code_of(name: str, code: str, column_of: str = "") -> str:
    """The code that a choice's label means; a code as it is."""
    field = _field(name, column_of)
    for each in () if field is None else field.choices:
        if code in (each.code, each.he, each.en):
            return each.code
    known = (answer for answer, labels in _ANSWERS.items() if code in (answer, *labels))
    return next(known, code)


def label_of(name: str, language: Language, column_of: str = "") -> str:
    """An id as people read it, or the id itself where no label names it alone."""
    mark = name[0] if name[0] in ".#" else ""
    if name in DERIVED_LABELS:
        label = DERIVED_LABELS[name][0 if language.right_to_left else 1]
    else:
        field = _field(name, column_of)
        label = "" if field is None else field.label(language)
    known = _SAFE.fullmatch(label) is not None and id_of(f"{mark}{label}", column_of) == name
    return f"{mark}{label}" if known else name


def code_label(name: str, code: str, language: Language, column_of: str = "") -> str:
    """A code as people read it, or the code itself where its label cannot stand there."""
    field = _field(name, column_of)
    labels = {each.code: each.label(language) for each in (() if field is None else field.choices)}
    answers = {key: pair[0 if language.right_to_left else 1] for key, pair in _ANSWERS.items()}
    label = labels.get(code, answers.get(code, code))
    back = _SAFE_CODE.fullmatch(label) is not None and code_of(name, label, column_of) == code
    return label if back else code


def _field(name: str, column_of: str) -> Field | None:
    if name.startswith("."):
        return _column(column_of, name[1:])
    return BY_ID.get(name.removeprefix("#"))


def _column(list_id: str, name: str) -> Field | None:
    field = BY_ID.get(list_id)
    found = [
        each
        for each in (() if field is None else field.columns)
        if name in (each.id, each.he, each.en)
    ]
    by_id = [each for each in found if each.id == name]
    return (by_id or found)[0] if len(by_id or found) == 1 else None


@cache
def _list_by_label() -> Mapping[str, str]:
    """Lists by their labels, those that one list alone has."""
    known: dict[str, list[str]] = {}
    for field in FIELDS:
        if field.kind is Kind.LIST:
            for label in {field.he, field.en}:
                known.setdefault(label, []).append(field.id)
    return {label: ids[0] for label, ids in known.items() if len(ids) == 1}


@cache
def _derived_by_label() -> Mapping[str, str]:
    return {label: name for name, labels in DERIVED_LABELS.items() for label in labels}
