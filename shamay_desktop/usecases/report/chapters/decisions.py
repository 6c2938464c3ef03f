"""Section 3.5: sources and experts, and what was decided where sources contradicted each other."""

from collections.abc import Sequence
from types import MappingProxyType

from shamay_desktop.domain.case import Row, State, Value
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.reading.decisions import DECISIONS, NONE, unspelled
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
    """The fact by its label; of a row's cell also the list and what the row is called there."""
    path = _text(row, "subject")
    if member is None:
        return path
    label = member.label(facts.texts.language)
    list_id, *rest = path.split("/")
    if len(rest) != 2:  # a field, or a record's cell: its label says enough
        return label
    return ", ".join(part for part in (*_row_named(facts, list_id, rest[0]), label) if part)


def _row_named(facts: Facts, list_id: str, row_id: str) -> tuple[str, str]:
    """A list's label, and the first that its row says ("" of a row that is gone)."""
    listed, row = BY_ID[list_id], facts.case.row(list_id, row_id)
    cells = {} if row is None else row.cells
    said = (facts.words(each, cells.get(each.id)) for each in listed.columns)
    return listed.label(facts.texts.language), next((words for words in said if words), "")


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
    value = unspelled(member, content) if member is not None and content else None
    if member is None or value is None:
        return content
    if not member.columns or not isinstance(value.content, tuple):
        return facts.words(member, value) or ""
    return _rows_words(facts, member, [row for row in value.content if isinstance(row, Row)])


def _rows_words(facts: Facts, member: Field, rows: Sequence[Row]) -> str:
    """A list in one line: its rows one after the other, of each all that its cells say."""
    said = []
    for row in rows:
        known = [each for each in member.columns if row.content(each.id) is not None]
        words = (facts.words(each, row.cells[each.id]) for each in known)
        said.append(", ".join(filter(None, words)))
    return "; ".join(filter(None, said)) or facts.texts("report.none")


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
