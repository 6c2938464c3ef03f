"""Short ways to arrange a small report: a case that gestures were made on, and what it prints."""

from collections.abc import Callable, Collection
from typing import Any

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.editing import Change, adding_row, after
from shamay_desktop.domain.report_content import Block, ReportContent
from shamay_desktop.domain.report_edits.arrangement import CHANGES, arrangement_of
from shamay_desktop.domain.report_edits.arranging import Arranged, Trouble, arranged
from shamay_desktop.domain.report_edits.keys import generated_block, keyed
from shamay_desktop.domain.report_text import text_blocks
from tests.domain.report_edits.reports import report

NO_CASE = Case("c1")
Step = Callable[[Case], tuple[Change, ...]]


def changed(*steps: Step, case: Case = NO_CASE) -> Case:
    """The case after gestures, one after the other."""
    for step in steps:
        case = after(case, step(case))
    return case


def row(row_id: str, **cells: str) -> Step:
    """A row of changes as another device, or an earlier program, made it."""
    kept = {name: Value.of(content) for name, content in cells.items()}
    return lambda case: adding_row(case, CHANGES, Row(row_id, kept))


def shown(
    case: Case,
    content: ReportContent | None = None,
    pictures: Collection[str] | None = None,
    **facts: Any,
) -> Arranged:
    """The report of a case."""
    return arranged(content or report(**facts), arrangement_of(case), pictures)


def lines(case: Case, content: ReportContent | None = None, **facts: Any) -> list[str]:
    """What the report says, line by line."""
    return text_blocks(shown(case, content, **facts).content)


def made(key: str, content: ReportContent | None = None, **facts: Any) -> Block:
    """What was generated at a key."""
    block = generated_block(keyed(content or report(**facts)), key)
    assert block is not None
    return block


def troubles(case: Case, content: ReportContent | None = None, **facts: Any) -> list[Trouble]:
    """What there is to look at."""
    return [each.trouble for each in shown(case, content, **facts).remarks]
