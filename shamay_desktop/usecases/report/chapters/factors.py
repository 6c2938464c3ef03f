"""Chapter 4: factors and considerations, a bullet for each line, in their groups."""

from shamay_desktop.domain.report_content import Block, Bullets, Chapter, Inline, Paragraph, Run
from shamay_desktop.usecases.report.facts import Facts, printed_at


def factors_chapter(facts: Facts) -> Chapter:
    """4: the appraiser's considerations, then experts and deviations."""
    paths = printed_at("4")
    groups = [path for path in paths if path.startswith("considerations.")]
    blocks: list[Block] = []
    for path in (*groups, *(path for path in paths if path not in groups)):
        items: list[tuple[Inline, ...]] = [
            (Run(line, field=path),) for line in facts.lines_of(path)
        ]
        if items:
            head = Paragraph((Run(facts.label(path), bold=True),), keep_with_next=True)
            blocks += [head, Bullets(tuple(items))]
    return Chapter("factors", "4", facts.texts("report.chapter_4"), tuple(blocks))
