"""Chapter 4: factors and considerations, a bullet for each line, in their groups."""

from shamay_desktop.domain.report_content import Block, Bullets, Chapter, Inline, Run
from shamay_desktop.usecases.report.facts import Facts, heading_line, printed_at
from shamay_desktop.usecases.report.inputs import ReportInputs

_EXPLANATIONS = "checks.explanations"


def factors_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """4: the appraiser's considerations, then deviations from standards with their reasons."""
    paths = printed_at("4")
    groups = [path for path in paths if path.startswith("considerations.")]
    blocks: list[Block] = []
    for path in (*groups, *(path for path in paths if path not in groups)):
        items: list[tuple[Inline, ...]] = [
            (Run(line, field=path),) for line in facts.lines_of(path)
        ]
        if items:
            blocks += [facts.head(path), Bullets(tuple(items), key=f"list:{path}")]
    blocks += _explained(facts, inputs)
    return Chapter("factors", "4", facts.texts("report.chapter_4"), tuple(blocks))


def _explained(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """Why a clause of a standard was not kept; explanations of the program's own care stay inside.

    An explanation whose finding is gone is still the appraiser's word: it is for him to take out.
    """
    items: list[tuple[Inline, ...]] = []
    for row in facts.case.rows(_EXPLANATIONS):
        reason, rule = row.content("reason"), str(row.content("rule") or "")
        if rule in inputs.clauses and isinstance(reason, str) and reason.strip():
            said = facts.texts(
                "report.explained", clause=inputs.clauses[rule], reason=" ".join(reason.split())
            )
            items.append((Run(said, field=f"{_EXPLANATIONS}/{row.id}/reason"),))
    if not items:
        return []
    head = heading_line(facts.texts("report.explanations"), _EXPLANATIONS)
    return [head, Bullets(tuple(items), key=f"list:{_EXPLANATIONS}")]
