"""The appraiser's own sections, each for the end of the chapter that was chosen for it."""

from collections.abc import Sequence

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.report_content import Block, Chapter, Paragraph, Run
from shamay_desktop.domain.report_edits.keys import line_keyed
from shamay_desktop.usecases.report.facts import Facts

ADDITIONS = "report.additions"
ADDED = "additions:"
"""Before the number of the chapter that sections were chosen for."""
_USUAL = "4"


def additions(facts: Facts) -> list[Chapter]:
    """The own sections by the chapter that they close (`additions:4`), each as one of its own;
    those without a chosen chapter close the fourth.
    """
    by_chapter: dict[str, list[Row]] = {}
    for row in facts.case.rows(ADDITIONS):
        by_chapter.setdefault(str(row.content("chapter") or _USUAL), []).append(row)
    if not by_chapter:
        return [Chapter(f"{ADDED}{_USUAL}", "", "", tuple(facts.block(ADDITIONS)))]
    return [
        Chapter(f"{ADDED}{chapter}", "", "", tuple(_sections(facts, rows)))
        for chapter, rows in sorted(by_chapter.items())
    ]


def _sections(facts: Facts, rows: Sequence[Row]) -> list[Block]:
    """A title in bold and a paragraph for each line of the text."""
    columns = field(ADDITIONS)
    blocks: list[Block] = []
    for row in rows:
        title = facts.words(columns.column("title"), row.cells.get("title"))
        if title:
            run = Run(title, field=ADDITIONS, bold=True, row=row.id)
            key = f"head:{ADDITIONS}@{row.id}"
            blocks.append(Paragraph((run,), keep_with_next=True, key=key))
        text = facts.words(columns.column("text"), row.cells.get("text")) or ""
        blocks += line_keyed(
            f"words:{ADDITIONS}@{row.id}/text",
            (
                Paragraph((Run(line.strip(), field=ADDITIONS, row=row.id),))
                for line in text.splitlines()
                if line.strip()
            ),
        )
    return blocks
