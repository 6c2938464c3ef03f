"""A fact of the case as a template says it: its words, its field, and what the words rest on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.fields import BY_ID, Field, Kind
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.phrases import placeholder_field
from shamay_desktop.domain.titles import address_of, parcel_of
from shamay_desktop.domain.valuation.comparison import Statistics, priced, statistics
from shamay_desktop.domain.valuation.from_case import comparables, value_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language

_DIRECTIONS = frozenset({"north", "south", "east", "west"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A known fact: `words` for the text, `code` for conditions, the `path` that it opens.

    `items` are the words of a field of several choices, which a text joins as a series.
    """

    path: str
    words: str
    code: str
    items: tuple[str, ...] = ()


Derived = Callable[[Case, Language], tuple[str, str] | None]
"""Gives (words, code), None where the case does not hold enough."""


def fact_of(
    case: Case, name: str, language: Language, row: tuple[str, Row] | None = None
) -> Fact | None:
    """The fact of a name: a field (id or label), a column of the row (`.column`), the number of
    a list's rows (`#list`) or what is derived from several (`DERIVED`); None while unknown.

    "None" as a document's answer is the code "none" without words.
    """
    name = ALIASES.get(name, name)
    if name.startswith("."):
        return None if row is None else _cell(row[0], row[1], name[1:], language)
    if name.startswith("#"):
        return _count(case, name[1:])
    if name in DERIVED:
        path, made = DERIVED[name]
        told = made(case, language)
        return None if told is None else Fact(path, strip_marks(told[0]), told[1])
    field = BY_ID.get(name) or placeholder_field(name)
    if field is None:
        return None
    return _of_value(field, field.id, case.value(field.id), language)


def _cell(list_id: str, row: Row, column_id: str, language: Language) -> Fact | None:
    column = BY_ID[list_id].column(column_id)
    return _of_value(column, f"{list_id}/{row.id}/{column_id}", row.cells.get(column_id), language)


def _of_value(field: Field, path: str, value: Value | None, language: Language) -> Fact | None:
    if value is None or value.state is State.EMPTY:
        return None
    if value.state is State.NONE:
        return Fact(path, "", "none")
    content = value.content
    if isinstance(content, bool):
        return Fact(path, _words(field, content, language), "yes" if content else "no")
    if isinstance(content, str):
        words = " ".join(_words(field, content, language).split())
        return Fact(path, words, content) if words else None
    if field.kind is Kind.CHOICES and isinstance(content, tuple) and content:
        return _several(field, path, tuple(map(str, content)), language)
    return Fact(path, "", str(len(content))) if content else None


def _several(field: Field, path: str, codes: tuple[str, ...], language: Language) -> Fact:
    words = _words(field, codes, language)
    if set(codes) <= _DIRECTIONS:  # "צפון-מערב" is one word
        return Fact(path, words.lower(), "|".join(codes))
    items = tuple(_inside(field.choice(code).label(language), language) for code in codes)
    return Fact(path, words, "|".join(codes), items)


def _words(field: Field, content: object, language: Language) -> str:
    words = strip_marks(shown(field, content, language)).replace("\u00a0", " ")
    return _inside(words, language) if field.choices else words


def _inside(label: str, language: Language) -> str:
    """A choice's English label inside a sentence: "Paved road" is "paved road", "VRF" stays."""
    if language.right_to_left or not label[1:2].islower():
        return label
    return label[0].lower() + label[1:]


def _count(case: Case, list_id: str) -> Fact | None:
    """How many rows a list has; a document that says none says zero."""
    state = case.state(list_id)
    if state is None or state is State.EMPTY:
        return None
    number = str(len(case.rows(list_id)))
    return Fact(list_id, number, number)


# -- what is derived from several facts ----------------------------------------------------


def _evidence(case: Case) -> Statistics | None:
    rows = [each for each in map(priced, comparables(case)) if each is not None]
    return statistics(rows)


def _per_sqm(pick: Callable[[Statistics], Decimal]) -> Derived:
    def made(case: Case, language: Language) -> tuple[str, str] | None:
        of_rows = _evidence(case)
        if of_rows is None:
            return None
        amount = plain(to_places(pick(of_rows), Decimal(1)))
        return formats.money(amount, language).replace("\u00a0", " "), amount

    return made


def _number_of_comparables(case: Case, _language: Language) -> tuple[str, str] | None:
    of_rows = _evidence(case)
    return None if of_rows is None else (str(of_rows.count), str(of_rows.count))


def _sale(pick: Callable[[list[str]], str]) -> Derived:
    def made(case: Case, _language: Language) -> tuple[str, str] | None:
        included = [row for row in comparables(case) if row.included and row.sold_on is not None]
        days = [row.sold_on.isoformat() for row in included if row.sold_on is not None]
        if not days:
            return None
        return formats.date(pick(days)), pick(days)

    return made


def _equivalent_area(case: Case, language: Language) -> tuple[str, str] | None:
    found = value_of(case)
    if found is None or not case.rows("valuation.areas"):
        return None
    area = str(plain(found.equivalent_area))
    return formats.area(area, language).replace("\u00a0", " "), area


def _whole(made: Callable[[Case], str]) -> Derived:
    def words(case: Case, _language: Language) -> tuple[str, str] | None:
        text = made(case)
        return (text, text) if text else None

    return words


def _place(case: Case, _language: Language) -> tuple[str, str] | None:
    street, number = case.text("address.street"), case.text("address.house_number")
    text = f"{street} {number}" if street and number else street
    return (text, text) if text else None


_MEN = frozenset({"מר", "אדון", "האדון", "mr", "mr.", "sir"})
_WOMEN = frozenset(
    {"גב'", "גב׳", "גברת", "הגברת", "הגב'", "הגב׳", "mrs", "mrs.", "ms", "ms.", "madam"}
)
_ADDRESSEES = {"man": "האדון", "woman": "הגברת", "person": "המזמין"}


def _addressee(case: Case, language: Language) -> tuple[str, str] | None:
    """To whom the report speaks: the client's kind, of a person man or woman by the typed title.

    Nobody's sex is guessed from a name: without a title it is "person".
    """
    kind = case.text("client.kind")
    if kind is None:
        return None
    if kind == "person":
        title = (case.text("client.title") or "").strip().casefold()
        kind = "man" if title in _MEN else "woman" if title in _WOMEN else "person"
    label = BY_ID["client.kind"].choice("person" if kind in _ADDRESSEES else kind)
    hebrew = language.right_to_left and kind in _ADDRESSEES
    return (_ADDRESSEES[kind] if hebrew else label.label(language)), kind


DERIVED: Mapping[str, tuple[str, Derived]] = MappingProxyType(
    {
        "address": ("address.street", _whole(address_of)),
        "street": ("address.street", _place),
        "parcel": ("parcel.gush", _whole(parcel_of)),
        "addressee": ("client.kind", _addressee),
        "comparables.number": ("comparables", _number_of_comparables),
        "comparables.low": ("comparables", _per_sqm(lambda of: of.low)),
        "comparables.high": ("comparables", _per_sqm(lambda of: of.high)),
        "comparables.mean": ("comparables", _per_sqm(lambda of: of.mean)),
        "comparables.median": ("comparables", _per_sqm(lambda of: of.median)),
        "comparables.first_sale": ("comparables", _sale(min)),
        "comparables.last_sale": ("comparables", _sale(max)),
        "value.equivalent_area": ("valuation.areas", _equivalent_area),
    }
)
"""Facts that no single field holds: name -> the field that it opens, and how it is made."""

ALIASES: Mapping[str, str] = MappingProxyType({"כתובת": "address", 'גו"ח': "parcel"})
"""The Hebrew names that phrases use for what is more than one field."""
