"""Numbered chapters of sections; what has nothing to say vanishes with its heading."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from shamay_desktop.domain.report_content import Block, Chapter, Heading, Inline, Run
from shamay_desktop.usecases.report.facts import Facts, printed_at

Section = tuple[str, Sequence[Block]]
"""A section's place, e.g. "1.2", and what it says."""


_NO_TITLES: Mapping[str, str] = MappingProxyType({})


def numbered(
    facts: Facts,
    number: int,
    key: str,
    sections: Sequence[Section],
    titles: Mapping[str, str] = _NO_TITLES,
) -> Chapter:
    """A chapter of sections; a section with nothing to say vanishes with its heading.

    `titles` replaces the usual title of a place.
    """
    blocks: list[Block] = []
    for place, content in sections:
        if content:
            blocks += [
                Heading(place, titles.get(place) or section_title(facts, place), place),
                *content,
            ]
    return Chapter(key, str(number), facts.texts(f"report.chapter_{number}"), tuple(blocks))


def plain_section(facts: Facts, place: str) -> Section:
    """A section that prints its fields one after the other, in the registry's order."""
    return place, facts.blocks(printed_at(place), section_title(facts, place))


def section_title(facts: Facts, place: str) -> str:
    """A section's title."""
    return facts.texts(f"report.section_{place.replace('.', '_')}")


def in_brackets(facts: Facts, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """A remark in brackets behind what it is about; nothing of nothing."""
    before, _, after = facts.texts("report.in_brackets").partition("{fact}")
    return (Run(before), *inlines, Run(after)) if inlines else ()
