"""Every fact that has a place in the report is printed there by each template, and no other is."""

from collections.abc import Iterator
from functools import cache

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.fields import FIELDS
from shamay_desktop.domain.report_content import Footnote, Heading, ReportContent, block_inlines
from shamay_desktop.domain.report_templates.choosing import template_of
from shamay_desktop.domain.report_templates.template import Kind, Order, ReportTemplate
from tests.reports.printing import Printed, every

USUAL = Printed("filled", Kind.FULL, Order.TRADITIONAL)
COVER = "cover"
_CHAPTERS = {
    "opening": "opening", "matter": "opening", "property": "1", "factors": "4",
    "value": "6", "declarations": "6", "signature": "6",
}  # fmt: skip
WITH_PLACE = {member.id: member.place for member in FIELDS if member.place is not None}
ANYWHERE = {"additions"}
"""Sections of the appraiser's own, in the chapter that each row names."""


def _stretches(content: ReportContent) -> Iterator[tuple[str, frozenset[str]]]:
    """Section -> the facts of one block in it; the cover is one too."""
    yield COVER, _facts(inline for line in content.cover.lines for inline in line)
    for chapter in content.chapters:
        place = chapter.key
        for block in chapter.blocks:
            place = block.key if isinstance(block, Heading) else place
            yield place, _facts(block_inlines(block))


def _facts(inlines: Iterator[object]) -> frozenset[str]:
    runs = (run for inline in inlines
            for run in (inline.runs if isinstance(inline, Footnote) else (inline,)))  # fmt: skip
    fields = (getattr(run, "field", None) for run in runs)
    return frozenset(field.split("/")[0] for field in fields if field)


@cache
def _printed(which: Printed) -> dict[str, set[str]]:
    """Field -> the sections that print it."""
    found: dict[str, set[str]] = {}
    for place, facts in _stretches(which.content):
        for field in facts:
            found.setdefault(field, set()).add(place)
    return found


def _template(which: Printed) -> ReportTemplate:
    chosen = {"export.template": which.kind.value, "export.order": which.order.value}
    return template_of(Case("x", {key: Value.of(code) for key, code in chosen.items()}), {})


def _of_chapter(section: str) -> set[str]:
    """The section, and the chapter of the usual order that it belongs to."""
    return {section, _CHAPTERS.get(section, section.split(".", maxsplit=1)[0])}


def test_a_fact_when_it_has_a_place_then_the_usual_template_prints_it_there() -> None:
    printed = _printed(USUAL)
    met = {
        field: {each for section in printed.get(field, ()) for each in _of_chapter(section)}
        for field in WITH_PLACE
    }
    strays = {
        field: (place, sorted(met[field]))
        for field, place in WITH_PLACE.items()
        if place not in ANYWHERE and place not in met[field]
    }
    assert strays == {}


@pytest.mark.parametrize("which", every(("filled",)), ids=str)
def test_a_template_when_printed_then_holds_the_facts_of_its_sections_and_no_others(
    which: Printed,
) -> None:
    template = _template(which)
    least = set[str]()
    for place, facts in _stretches(USUAL.content):
        if place in {COVER, *template.places()}:
            named = template.only.get(place)
            least |= facts if named is None else facts & named
    printed = set(_printed(which))
    assert least <= printed <= set(WITH_PLACE)
    if not template.only:  # a section that is cut down keeps what stands beside a fact, too
        assert printed == least
    assert len(least) > (50 if which.kind is Kind.BANK_SHORT else 400)


@pytest.mark.parametrize("which", every(("filled",)), ids=str)
def test_a_fact_when_another_template_prints_it_then_stands_in_the_section_it_always_does(
    which: Printed,
) -> None:
    usual, own = _printed(USUAL), _printed(which)
    moved = {
        field: sorted(places - usual[field])
        for field, places in own.items()
        if places - usual[field] and WITH_PLACE[field] not in ANYWHERE
    }
    assert moved == {}
