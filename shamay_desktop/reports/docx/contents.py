"""Lists of contents as Word's own field, its entries there already: it reads right unasked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.runs import (
    bookmarked,
    field_end,
    field_start,
    linked,
    number_key,
    page_of,
    run,
)
from shamay_desktop.reports.docx.story import Story

_TAB = "<w:r><w:tab/></w:r>"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of contents; one that is not `listed` has no page to lead to."""

    level: int
    number: str
    title: str
    key: str
    listed: bool = True


def contents(story: Story, instruction: str, entries: Sequence[Entry]) -> Iterator[str]:
    """The paragraphs of the field; nothing when there is nothing to list.

    No field where something has no page: Word would drop its line when it counts anew.
    """
    field = all(entry.listed for entry in entries)
    last = len(entries) - 1
    for place, entry in enumerate(entries):
        start = field_start(instruction) if field and place == 0 else ""
        end = field_end() if field and place == last else ""
        yield paragraph(story, f"TOC{entry.level}", start + _line(story, entry) + end)


def _line(story: Story, entry: Entry) -> str:
    """Number, title and page, all of them leading there."""
    number = run(entry.number, rtl=story.rtl)
    title = run(entry.title, rtl=story.rtl)
    if not entry.listed:
        number = bookmarked(story, number_key(entry.key), number)
        return bookmarked(story, entry.key, number + _TAB + title)
    said = (number + _TAB if entry.number else "") + title
    return linked(entry.key, said + _TAB + page_of(story, entry.key))
