"""Chapter 3: plans, rights to build, permits one after the other, environment."""

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Inline,
    LabelLines,
    Paragraph,
    Run,
)
from shamay_desktop.usecases.report.chapters.decisions import sources_blocks
from shamay_desktop.usecases.report.chapters.drawings import drawn
from shamay_desktop.usecases.report.chapters.measured_plans import (
    measured_blocks,
    measured_papers,
)
from shamay_desktop.usecases.report.chapters.sections import in_brackets, numbered, plain_section
from shamay_desktop.usecases.report.facts import Facts, printed_at, together, told
from shamay_desktop.usecases.report.inputs import ReportInputs

_PERMITS = "licensing.permits"
_SETBACKS = "planning.setbacks"


def planning_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """3: plans, rights to build, licensing, environment."""
    return numbered(
        facts,
        3,
        "planning",
        (
            plain_section(facts, "3.1"),
            ("3.2", [*_rights(facts), *drawn(facts, inputs, DocType.PLANNING_INFO)]),
            ("3.3", [*_licensing(facts), *_plans(facts, inputs)]),
            plain_section(facts, "3.4"),
            ("3.5", sources_blocks(facts, inputs)),
        ),
        {"3.1": facts.texts("report.section_3_1_mixed")} if _some_not_in_force(facts) else {},
    )


def _plans(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """Plans that are pictures as they came; those that were measured by their excerpt."""
    untouched = drawn(facts, inputs, DocType.GARMUSHKA, measured_papers(facts, inputs))
    return [*untouched, *measured_blocks(facts, inputs)]


def _some_not_in_force(facts: Facts) -> bool:
    """Whether a plan is listed that is not in force: then the title must not say that all are."""
    states = {row.content("status") for row in facts.case.rows("planning.plans")}
    return bool(states - {"in_force", None})


def _rights(facts: Facts) -> list[Block]:
    """What may be built; the building lines in one line, as the trade writes them."""
    blocks: list[Block] = []
    for path in printed_at("3.2"):
        lines = _setbacks(facts) if path == _SETBACKS else []
        blocks += lines or facts.block(path)
    return together(blocks)


def _setbacks(facts: Facts) -> list[Block]:
    """ "חזית: 5 מ', אחורי: 6 מ' (הערה)"; nothing without rows."""
    columns = field(_SETBACKS).columns
    each: list[tuple[Inline, ...]] = []
    for row in facts.case.rows(_SETBACKS):
        side, distance, remark = (facts.cell(_SETBACKS, column, row) for column in columns)
        measured = facts.joined((distance, in_brackets(facts, remark)), " ")
        each.append(facts.joined((side, measured), ": "))
    said = facts.joined(each)
    return [LabelLines((told(facts.label(_SETBACKS), said, _SETBACKS),))] if said else []


def _licensing(facts: Facts) -> list[Block]:
    """Each permit under its number and date: its long text needs the width of the page."""
    rows = facts.case.rows(_PERMITS)
    blocks: list[Block] = [] if rows else facts.blocks((_PERMITS,))
    for row in rows:
        blocks += _permit(facts, row)
    return blocks + facts.blocks(path for path in printed_at("3.3") if path != _PERMITS)


def _permit(facts: Facts, row: Row) -> list[Block]:
    columns = field(_PERMITS).columns
    named = [column for column in columns if column.id in ("number", "date")]
    parts = [facts.cell(_PERMITS, column, row) for column in named]
    head: tuple[Inline, ...] = facts.joined(parts, f" {facts.texts('report.of_date')} ")
    lines = facts.cells(_PERMITS, row, [column for column in columns if column not in named])
    if not head and not lines:
        return []
    title = Run(f"{facts.texts('report.permit_number')} ", bold=True)
    key = f"words:{_PERMITS}@{row.id}"
    blocks: list[Block] = [Paragraph((title, *head), keep_with_next=bool(lines), key=key)]
    return [*blocks, LabelLines(tuple(lines))] if lines else blocks
