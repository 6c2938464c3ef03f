"""Section 3.5: sources and experts, and what was decided where sources contradicted each other."""

from types import MappingProxyType

from shamay_desktop.domain.case import Row, State, Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.reading.decisions import DECISIONS, NONE
from shamay_desktop.domain.report_content import Block
from shamay_desktop.usecases.report.facts import Facts, printed_at, together
from shamay_desktop.usecases.report.inputs import ReportInputs
from shamay_desktop.usecases.report.papers import paper_title


def sources_blocks(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """The section's fields in the registry's order; of the decisions those with a reason."""
    blocks: list[Block] = []
    for path in printed_at("3.5"):
        blocks += _decisions(facts, inputs) if path == DECISIONS else facts.block(path)
    return together(blocks)


def _decisions(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """Which source was preferred and why; a choice without a reason is no statement."""
    rows = facts.case.rows(DECISIONS)
    said = [row for row in rows if str(row.content("reason") or "").strip()]
    if not rows:
        return facts.block(DECISIONS)
    return [*facts.tables(DECISIONS, [_worded(facts, inputs, row) for row in said])] if said else []


def _worded(facts: Facts, inputs: ReportInputs, row: Row) -> Row:
    """A decision as it is read: labels for paths, contents as the report writes them."""
    member = _declared(str(row.content("subject") or ""))
    texts = {
        "subject": _subject(facts, row, member),
        "taken": _taken(facts, inputs, row, member),
        "refused": "\n".join(
            _words(facts, member, line) for line in _text(row, "refused").splitlines()
        ),
        "reason": _text(row, "reason"),
    }
    return Row(row.id, MappingProxyType({k: Value.of(text) for k, text in texts.items() if text}))


def _subject(facts: Facts, row: Row, member: Field | None) -> str:
    return _text(row, "subject") if member is None else member.label(facts.texts.language)


def _taken(facts: Facts, inputs: ReportInputs, row: Row, member: Field | None) -> str:
    """What was taken, and the paper that says so where the case still has it."""
    words = _words(facts, member, _text(row, "taken"))
    sha256 = row.content("document")
    paper = next((each for each in inputs.evidence.documents if each.sha256 == sha256), None)
    if not words or paper is None:
        return words
    return f"{words} ({paper_title(facts.texts, inputs.evidence, paper)})"


def _words(facts: Facts, member: Field | None, content: str) -> str:
    """A canonical content as the report writes it (identity numbers as the export wants them)."""
    if content == NONE:
        return facts.texts("report.none")
    if member is None or not content:
        return content
    try:
        value = Value.of(canonical(member, content))
    except Refused:
        return content
    return facts.words(member, value) or ""


def _text(row: Row, column: str) -> str:
    cell = row.cells.get(column)
    if cell is None or cell.state is not State.VALUE:
        return ""
    return str(cell.content)


def _declared(path: str) -> Field | None:
    """The field or the column that a path names, None for what is no path."""
    head, *rest = path.split("/")
    member = BY_ID.get(head)
    if member is None or not rest:
        return member
    return next((column for column in member.columns if column.id == rest[-1]), None)
