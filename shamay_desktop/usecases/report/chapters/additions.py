"""The appraiser's own sections, each at the end of the chapter that was chosen for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.report_content import Block, Chapter, Paragraph, Run
from shamay_desktop.usecases.report.facts import Facts

ADDITIONS = "report.additions"
_USUAL = "4"


def with_additions(facts: Facts, chapters: Iterable[Chapter]) -> list[Chapter]:
    """The chapters with the own sections; one without a chosen chapter closes the fourth."""
    by_chapter: dict[str, list[Row]] = {}
    for row in facts.case.rows(ADDITIONS):
        by_chapter.setdefault(str(row.content("chapter") or _USUAL), []).append(row)
    none = [] if facts.case.rows(ADDITIONS) else facts.block(ADDITIONS)
    return [
        replace(
            chapter,
            blocks=(
                *chapter.blocks,
                *_sections(facts, by_chapter.get(chapter.number, ())),
                *(none if chapter.number == _USUAL else ()),
            ),
        )
        for chapter in chapters
    ]


def _sections(facts: Facts, rows: Sequence[Row]) -> list[Block]:
    """A title in bold and a paragraph for each line of the text."""
    columns = field(ADDITIONS)
    blocks: list[Block] = []
    for row in rows:
        title = facts.words(columns.column("title"), row.cells.get("title"))
        if title:
            run = Run(title, field=ADDITIONS, bold=True, row=row.id)
            blocks.append(Paragraph((run,), keep_with_next=True))
        text = facts.words(columns.column("text"), row.cells.get("text")) or ""
        blocks += [
            Paragraph((Run(line.strip(), field=ADDITIONS, row=row.id),))
            for line in text.splitlines()
            if line.strip()
        ]
    return blocks
