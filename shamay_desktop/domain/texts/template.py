"""A template as it is kept, and as it reads: clauses that fall out whole when a fact is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.case_json import Json
from shamay_desktop.i18n.language import Language

LONGEST = 20_000
"""Characters of a template."""


@dataclass(frozen=True, slots=True)
class Template:
    """A named text with places for facts, for one long-text field.

    `own` says that the office wrote it over the shipped one. The syntax: guides/text-templates.
    """

    id: str
    field_id: str
    title: str
    text: str
    own: bool = False


class Test(StrEnum):
    """What a condition asks of a fact."""

    GIVEN = "given"
    MISSING = "missing"
    ONE_OF = "one_of"
    NONE_OF = "none_of"


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they stand in the template."""

    text: str


@dataclass(frozen=True, slots=True)
class FactPlace:
    """`{name}`, or `{name: one|two|many}`: the fact, or its count in words (`#` is the number).

    `none|one|two|many` has words for zero too; without them a zero is a missing fact.
    """

    name: str
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """`{name ~ masculine|feminine|…}`: the form that agrees with the fact's gender and number."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ByCode:
    """`{name = code: words | code: words | *: words}`: words for what was chosen."""

    name: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PhrasePlace:
    """`{=code}`: a phrase of the bank."""

    code: str


@dataclass(frozen=True, slots=True)
class Condition:
    """When a clause is said: `? name`, `? !name`, `? name = code|code`, `? name != code`."""

    name: str
    test: Test
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """`[…]`: said only when each fact right in it is known and its condition holds."""

    parts: tuple["Node", ...]
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """`[& one | two | three]`: those that can be said, with commas and a last "and"."""

    items: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class EachRow:
    """`[* list: … {.column} …]`: once for each row, joined as a series."""

    list_id: str
    parts: tuple["Node", ...]


Node = Words | FactPlace | Agreement | ByCode | PhrasePlace | Clause | Series | EachRow


def templates_json(templates: tuple[Template, ...], language: Language) -> dict[str, Json]:
    """The office's own templates of one language, for its practice: id -> title and text."""
    kept: dict[str, Json] = {
        each.id: {"title": each.title, "text": each.text} for each in templates if each.own
    }
    return {language.value: kept}


def with_own(
    shipped: tuple[Template, ...], kept: object, language: Language
) -> tuple[Template, ...]:
    """The shipped templates, the office's own words in their place; what is no text is passed."""
    of_language = kept.get(language.value) if isinstance(kept, Mapping) else None
    if not isinstance(of_language, Mapping):
        return shipped
    return tuple(_or_own(each, of_language.get(each.id)) for each in shipped)


def _or_own(shipped: Template, kept: object) -> Template:
    match kept:
        case {"title": str(title), "text": str(text)} if len(text) <= LONGEST:
            return Template(shipped.id, shipped.field_id, title, text, own=True)
    return shipped
