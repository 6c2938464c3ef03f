"""A template of a report: which sections stand where, what is always said, and how it looks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.report_looks import DEFAULT_LOOKS, Looks
from shamay_desktop.i18n.language import Language

PLACES = (
    "opening", "matter", "property", "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4",
    "3.1", "3.2", "3.3", "3.4", "3.5", "factors", "5.1", "5.2", "5.3", "5.4",
    "value", "declarations", "signature", "annex_photos",
)  # fmt: skip
"""Every section that a report may have; the ids stay whatever number a template gives them."""

_OWN_PLACE = re.compile(r"own[1-9][0-9]{0,2}")

MANDATORY = ("value", "declarations", "signature")
"""Sections that no template leaves out: a report without them cannot be signed."""

UNTITLED = frozenset({"opening"})
"""Chapters that stand without a title of their own."""

ADDITIONS_OF: Mapping[str, str] = MappingProxyType(
    {"1": "property", "2": "rights", "3": "planning", "4": "factors", "5": "calculation",
     "6": "value"}
)  # fmt: skip
"""Where the appraiser's own sections go: what was chosen -> the chapter's key."""


class Kind(StrEnum):
    """The shipped templates; the ids of their files."""

    FULL = "full"
    COMPREHENSIVE = "comprehensive"
    COURT = "court_opinion"
    COLLATERAL = "collateral_19"
    MORTGAGE = "home_mortgage"
    BANK_SHORT = "bank_short"
    REVIEW = "review_14"


class Order(StrEnum):
    """The two orders of a report: the trade's usual one, and that of standard 1.1 §7."""

    TRADITIONAL = "traditional"
    STANDARD = "standard_1_1"


class Numbering(StrEnum):
    """By place: a chapter keeps its number when one before it is empty. Running: none is missed."""

    BY_PLACE = "by_place"
    RUNNING = "running"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words in both languages; one that is "" is said in neither way."""

    he: str = ""
    en: str = ""

    def of(self, language: Language) -> str:
        """The words in a language."""
        return self.he if language is Language.HE else self.en


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """A chapter: its key, the sections in their order, whether it is numbered.

    `title` "" is the usual one of the key.
    """

    key: str
    places: tuple[str, ...]
    numbered: bool = True
    title: Words = Words()


class Shape(StrEnum):
    """How a fixed paragraph is set; a page break has no words."""

    BODY = "body"
    NOTE = "note"
    BOXED = "boxed"
    BULLET = "bullet"
    NUMBERED = "numbered"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class FixedParagraph:
    """What a section always says, in the language of text templates (guides/text-templates):
    its clauses fall out when a fact is missing. It stands before or behind the section.

    `each` is a list: the paragraph is said once for each of its rows, and paragraphs of one list
    that follow one another are said together, row by row.
    """

    id: str
    place: str
    text: Words
    before: bool = False
    role: Shape = Shape.BODY
    each: str = ""


@dataclass(frozen=True, slots=True)
class OwnLetterhead:
    """The words and pictures of a template's own page, in place of the office's.

    `strip` are the lines below. Pictures are SHA-256 of the store, None for none.
    """

    name: str = ""
    slogan: str = ""
    strip: tuple[str, ...] = ()
    logo: str | None = None
    footer_logo: str | None = None


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A template. `version` is 0 of a shipped one, else the office's, from 1.

    `titles` replaces the usual title of a section by its place, and gives one to a section of
    the template's own words (`own1` …). `only` cuts a section down to blocks that print one of
    the named fields, or that are named by their keys; with `digest` the opening names what was
    left out or cut. Without `letterhead` or `strip` pages are bare there: they are printed on the
    office's own paper; `own_letterhead` stands in place of the office's.
    """

    kind: Kind
    title: Words
    chapters: tuple[ChapterPlan, ...]
    order: Order = Order.TRADITIONAL
    without: frozenset[str] = frozenset()
    fixed: tuple[FixedParagraph, ...] = ()
    looks: Looks = DEFAULT_LOOKS
    numbering: Numbering = Numbering.BY_PLACE
    letterhead: bool = True
    strip: bool = True
    titles: Mapping[str, Words] = field(default_factory=lambda: MappingProxyType({}))
    version: int = 0
    own_chapters: bool = False
    """Whether the office set the chapters itself, so that no order of the case moves them."""
    only: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    digest: bool = False
    own_letterhead: OwnLetterhead | None = None

    def places(self) -> tuple[str, ...]:
        """The sections that it prints, in order."""
        return tuple(place for plan in self.chapters for place in plan.places
                     if place not in self.without)  # fmt: skip


def is_own(place: str) -> bool:
    """Whether a section holds the template's own words alone (`own1` …)."""
    return _OWN_PLACE.fullmatch(place) is not None


def left_out(template: ReportTemplate) -> tuple[str, ...]:
    """The mandatory sections that a template does not print."""
    there = template.places()
    return tuple(place for place in MANDATORY if place not in there or place in template.only)
