"""What a person decided between sources that contradict each other: rows of `checks.decisions`.

A row names the fact (`subject`), what was taken and every content that was refused, each on a line
of its own. Contents stand in their canonical spelling, so that a row still says the same after a
change of the language, and the same two papers read again are not asked about again.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Content, Row, State, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.editing import Change, adding_row, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.fields.canonical import canonical, one_line
from shamay_desktop.domain.ids import new_row_id

DECISIONS = "checks.decisions"
NONE = "@none"
"""Stands for a source that says none."""


def spelling(value: Value) -> str:
    """The content of a claim on one line, in its canonical spelling; equal lines are one claim."""
    if value.state is not State.VALUE:
        return NONE
    if isinstance(value.content, str):
        return _line(value.content)
    return json.dumps(_bare(value.content), ensure_ascii=False)


def _bare(content: Content | None) -> Json:
    """A content without ids of rows and without sources: the same list read twice is one claim."""
    if content is None or isinstance(content, str | bool):
        return content
    if isinstance(content, Mapping):
        return {name: spelling(cell) for name, cell in content.items()}
    return [_bare(item.cells if isinstance(item, Row) else item) for item in content]


@lru_cache(maxsize=2048)
def _line(content: str) -> str:
    """The same contents are spelled at every look at a case."""
    return one_line(content)


def unspelled(member: Field, spelled: str) -> Value | None:
    """What a spelling says of a field or column: `spelling` the other way.

    Rows get their places as ids, their sources are gone. None for words that are no content of
    the member, e.g. what a person wrote there by hand.
    """
    if spelled == NONE:
        return Value(State.NONE)
    try:
        return Value.of(_content(member, spelled))
    except (Refused, ValueError, TypeError, AttributeError):
        return None


def _content(member: Field, spelled: str) -> Content:
    if member.kind is Kind.FLAG:
        return canonical(member, json.loads(spelled))
    if member.kind is Kind.CHOICES and spelled.startswith("["):
        return canonical(member, json.loads(spelled))
    if member.kind is Kind.RECORD:
        return _cells_of(member, json.loads(spelled))
    if member.kind is Kind.LIST:
        rows = enumerate(json.loads(spelled), 1)
        return tuple(Row(str(place), _cells_of(member, said)) for place, said in rows)
    return canonical(member, spelled)


def _cells_of(member: Field, said: Mapping[str, str]) -> Mapping[str, Value]:
    columns = {column.id: column for column in member.columns}
    cells = {name: unspelled(columns[name], cell) for name, cell in said.items() if name in columns}
    return MappingProxyType({name: cell for name, cell in cells.items() if cell is not None})


def decision_on(case: Case, subject: str) -> Row | None:
    """The row that decides on a fact, None while nobody has."""
    rows = case.rows(DECISIONS)
    return next((row for row in rows if row.content("subject") == subject), None)


def refused_in(row: Row) -> frozenset[str]:
    """The spellings that a decision refuses."""
    refused = row.content("refused")
    return frozenset(line.strip() for line in str(refused or "").splitlines() if line.strip())


def is_settled(case: Case, subject: str, claims: Iterable[Value]) -> bool:
    """Whether a decision covers all that the sources say: what it took, and what it refused.

    A claim that no decision knows opens the question again.
    """
    row = decision_on(case, subject)
    if row is None:
        return False
    known = {str(row.content("taken") or ""), *refused_in(row)}
    return all(spelling(claim) in known for claim in claims)


def deciding(
    case: Case,
    subject: str,
    taken: Value,
    claims: Iterable[Value],
    *,
    by: Value,
    day: Value,
    reason: Value | None = None,
) -> tuple[Change, ...]:
    """The changes that write down what was taken, and that every other claim was refused.

    `by`, `day` (ISO) and `reason` are values typed by whoever decides; the provenance of `by` is
    that of the whole row. A reason that was given before stays when there is no new one.
    """
    cells = _cells(subject, taken, claims, by)
    cells |= {"day": day, "by": by}
    if reason is not None:
        cells["reason"] = reason
    row = decision_on(case, subject)
    if row is None:
        in_order = {name: cells[name] for name in _COLUMNS if name in cells}
        return adding_row(case, DECISIONS, Row(new_row_id(), MappingProxyType(in_order)))
    columns = [name for name in _COLUMNS if name != "reason" or reason is not None]
    return tuple(
        change
        for column in columns
        for change in setting(case, f"{DECISIONS}/{row.id}/{column}", cells.get(column))
    )


def _cells(subject: str, taken: Value, claims: Iterable[Value], by: Value) -> dict[str, Value]:
    chosen, source = spelling(taken), taken.provenance
    refused = sorted({spelling(claim) for claim in claims} - {chosen})
    said = {"subject": subject, "taken": chosen}
    if refused:
        said["refused"] = "\n".join(refused)
    if source is not None and source.document is not None:
        said["document"] = source.document
    return {name: Value.of(content, by.provenance) for name, content in said.items()}


_COLUMNS = ("subject", "taken", "refused", "reason", "document", "day", "by")


def explaining_decision(case: Case, subject: str, reason: Value | None) -> tuple[Change, ...]:
    """The changes that write the reason of a decision, or take it back; none without one."""
    row = decision_on(case, subject)
    return () if row is None else setting(case, f"{DECISIONS}/{row.id}/reason", reason)
