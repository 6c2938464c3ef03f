"""The parts without which no report goes out, and which of them a printed one lacks."""

from collections.abc import Iterator
from enum import StrEnum

from shamay_desktop.domain.report_content import (
    Block,
    Paragraph,
    ReportContent,
    Role,
    SignatureBlock,
)
from shamay_desktop.domain.report_edits.generated import runs_of
from shamay_desktop.domain.report_edits.keys import apart, key_of

DECLARATIONS_KEY = "list:declarations"
STATEMENT_KEY = "words:statement:"
"""Before the field by which a report says that it gives no value of its own (standards 20, 14)."""
LEVY_KEY = "line:6:report.levy"
"""What a levy comes to, where that is the answer of the report."""


MUST_BE_SAID = frozenset({
    "report.assumption", "report.assumption_requested_by", "report.assumptions",
    "report.special_assumptions", "report.limitation", "value.basis", "valuation.date",
    "visit.date", "visit.extent", "rights.kind", "rights.owners", "rights.mortgages",
    "rights.notes", "rights.registrar_notes", "rights.easements", "rights.leases",
    "licensing.deviations", "environment.contamination",
})  # fmt: skip
"""Fields that are not left out unasked: a reader who misses them is misled (standard 1.1)."""


class Part(StrEnum):
    """A mandatory part; codes of texts."""

    VALUE = "value"
    DECLARATIONS = "declarations"
    SIGNATURE = "signature"


def missing_parts(content: ReportContent) -> tuple[Part, ...]:
    """What a printed report lacks: nothing to print it of, hidden, or left out by its template.

    The value is there too where the report's answer is a rent, a reinstatement or a levy, and
    where it says of itself that it gives none. `content` has its keys.
    """
    there = {part for block in _blocks(content) for part in Part if _is(part, block, content)}
    return tuple(part for part in Part if part not in there)


def must_be_said(block: Block) -> bool:
    """Whether a block says what a report does not leave out unasked."""
    return any(run.field in MUST_BE_SAID for run in runs_of(block))


def _blocks(content: ReportContent) -> Iterator[Block]:
    for chapter in content.chapters:
        for block in chapter.blocks:
            yield from apart(block)


def _is(part: Part, block: Block, content: ReportContent) -> bool:
    key = content.names.get(key_of(block), "")
    keys = (key_of(block), key)
    match part:
        case Part.VALUE:
            answers = isinstance(block, Paragraph) and block.role is Role.VALUE
            told = any(each == LEVY_KEY or each.startswith(STATEMENT_KEY) for each in keys)
            return answers or told
        case Part.DECLARATIONS:
            return DECLARATIONS_KEY in keys
        case Part.SIGNATURE:
            return isinstance(block, SignatureBlock)
