"""What the papers propose for the case: each value with its place, and what stands there now.

Nothing is taken by itself here, and nothing that was typed is replaced without a person. A value
of another property, a doubtful one and one that something else contradicts are shown, and are
never clean.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from types import MappingProxyType

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.fields import Kind, registry
from shamay_desktop.domain.reading.belonging import Belongs
from shamay_desktop.domain.reading.gathering import PaperRow, PaperValue, field_at
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.paper_facts import rows_by_list
from shamay_desktop.domain.reading.paper_reading import Doubt
from shamay_desktop.domain.reading.row_matching import (
    Cells,
    first_columns,
    id_of,
    identity,
    matched,
    same,
)
from shamay_desktop.domain.reading.sources import Source, sources_of


class Standing(StrEnum):
    """What stands in the case where a paper proposes a value."""

    ABSENT = "absent"
    SAME = "same"
    DIFFERS = "differs"


class Hindrance(StrEnum):
    """Why a value that was read without doubt is still not taken without a person."""

    OTHER_PAPER = "other_paper"
    """Another paper of the property says otherwise."""
    OLDER = "older"
    """A newer extract (or planning information) of the property is among the papers."""
    ROWS_DIFFER = "rows_differ"
    """The case's list has rows that the paper does not have."""
    ROW_UNSURE = "row_unsure"
    """What tells which row it is needs a person's look."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value that a paper proposes.

    `path` is a field, a cell of a record, or a cell of a row (`list/row/column`); the row may
    not stand in the case yet, and cells of one new row share its id. `value` has its document,
    page, box and text in its provenance, and nobody's name yet; a list's `State.NONE` is "the
    paper says there are none". `reading` is the number of the document in its file.
    """

    path: str
    value: Value
    document: Document
    reading: int
    standing: Standing
    doubt: Doubt | None
    belongs: Belongs
    hindrance: Hindrance | None = None

    @property
    def is_clean(self) -> bool:
        """Whether it may be taken without a look: nothing stands there, and nothing is in doubt."""
        return (
            self.standing is Standing.ABSENT
            and self.belongs is Belongs.SUBJECT
            and self.doubt is None
            and self.hindrance is None
        )

    @property
    def list_id(self) -> str:
        """The list whose row it belongs to, "" for a field or a record's cell."""
        parts = self.path.split("/")
        return parts[0] if len(parts) == 3 else ""


_WHOLE_LISTS = frozenset(
    {
        "rights.owners", "rights.leases", "rights.mortgages", "rights.notes", "rights.easements",
        "rights.attachments", "rights.additional_areas", "rights.addresses", "parcel.former",
        "order.buildings", "order.units", "order.attachments", "order.other_areas",
    }
)  # fmt: skip
"""Lists that one paper has in full; others grow with each paper."""

_made: Kept[Case, tuple[CaseEvidence, tuple[Proposal, ...]]] = Kept(4)


def proposals(case: Case, evidence: CaseEvidence) -> tuple[Proposal, ...]:
    """All that the papers propose, the subject's own first; of permits the subject's house first.

    The order in which papers were added has no part in it. Pure; the answer for the same case
    and evidence is kept.
    """
    return _made.of(case, lambda: (evidence, _proposals(case, evidence)), id(evidence))[1]


def _proposals(case: Case, evidence: CaseEvidence) -> tuple[Proposal, ...]:
    sources = sources_of(case, evidence)
    fields = _with_rivals([[*_of_fields(case, source)] for source in sources])
    grouped = [rows_by_list(source.facts) for source in sources]
    lists = {
        list_id: _of_list(case, evidence, list_id, sources)
        for list_id in dict.fromkeys(each for lists in grouped for each in lists)
    }
    found: list[Proposal] = []
    for number, own in enumerate(grouped):
        found += fields[number]
        for list_id in own:
            found += lists[list_id][number]
    return tuple(found)


def _of_fields(case: Case, source: Source) -> Iterable[Proposal]:
    for path, value in source.facts.fields.items():
        yield _proposal(source, path, value, _standing(case, path, value.value))
    for list_id, none in source.facts.nones.items():
        yield _proposal(source, list_id, none, _standing(case, list_id, none.value))


def _proposal(
    source: Source,
    path: str,
    value: PaperValue,
    standing: Standing,
    hindrance: Hindrance | None = None,
) -> Proposal:
    older = Hindrance.OLDER if source.superseded else None
    return Proposal(
        path, value.value, source.document, source.number, standing, value.doubt, source.belongs,
        older or hindrance,
    )  # fmt: skip


def _standing(case: Case, path: str, value: Value) -> Standing:
    head = case.value(path.partition("/")[0])
    refused = head is not None and head.state is State.NONE
    return _compared(path, case.value(path), value, refused=refused)


def _compared(path: str, known: Value | None, value: Value, *, refused: bool) -> Standing:
    """`refused`: that the whole list or record was said not to be there."""
    if known is None or known.state is State.EMPTY:
        return Standing.DIFFERS if refused else Standing.ABSENT
    alike = known.state is value.state and _say_same(path, known, value)
    return Standing.SAME if alike else Standing.DIFFERS


def _say_same(path: str, one: Value, other: Value) -> bool:
    if one.content == other.content:
        return True
    field = field_at(path)
    return field is not None and same(field, one.content, other.content)


# -- rows ----------------------------------------------------------------------------------

_Group = tuple[Proposal, ...]
"""What one source proposes."""

_lists: Mapping[str, Kept[CaseEvidence, tuple[object, tuple[_Group, ...]]]] = MappingProxyType(
    {member.id: Kept(3) for member in registry.FIELDS if member.kind is Kind.LIST}
)
"""They follow from the list's own rows and the papers alone, so a key in another field leaves them
as they are. What they were made from is held with them: its id is nobody else's."""


def _of_list(
    case: Case, evidence: CaseEvidence, list_id: str, sources: tuple[Source, ...]
) -> tuple[_Group, ...]:
    """The proposals of each source for a list."""
    value = case.values.get(list_id)

    def made() -> tuple[object, tuple[_Group, ...]]:
        rows = _Rows(case, list_id)
        return (value, sources), _with_rivals([[*rows.of(source)] for source in sources])

    marks = (_mark(source, list_id) for source in sources)
    return _lists[list_id].of(evidence, made, id(value), *marks)[1]


def _mark(source: Source, list_id: str) -> Hashable:
    """All of a source that its proposals for a list depend on."""
    rows = rows_by_list(source.facts).get(list_id, ())
    return id(source.document), source.number, source.belongs, source.superseded, *map(id, rows)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A paper's row with what tells it from others; `unsure`: a person must look at that."""

    row: PaperRow
    contents: Cells
    identity: tuple[str, ...] | None
    marks: tuple[str, ...]
    unsure: bool


_listed: Kept[tuple[PaperRow, ...], tuple[_Listed, ...]] = Kept(128)


def _rows_of(source: Source, list_id: str) -> tuple[_Listed, ...]:
    rows = rows_by_list(source.facts).get(list_id, ())
    return _listed.of(rows, lambda: tuple(map(_of_paper, rows))) if rows else ()


def _of_paper(row: PaperRow) -> _Listed:
    contents = {name: cell.value.content for name, cell in row.cells.items()}
    marks = first_columns(row.list_id, contents)
    unsure = any(row.cells[name].doubt is not None for name in marks)
    return _Listed(row, contents, identity(row.list_id, contents), marks, unsure)


class _Rows:
    """The rows of a list in the case, and those that papers add to it, each known once."""

    def __init__(self, case: Case, list_id: str) -> None:
        self._list_id = list_id
        self._standing = {row.id: row for row in case.rows(list_id)}
        self._refused = case.state(list_id) is State.NONE
        self._known: dict[str, Cells] = {
            row.id: {name: cell.content for name, cell in row.cells.items()}
            for row in self._standing.values()
        }

    def of(self, source: Source) -> Iterable[Proposal]:
        """The proposals of a paper's rows; another property's rows are none of the case's."""
        rows = _rows_of(source, self._list_id)
        apart = source.belongs is Belongs.OTHER
        ids = self._ids(source, rows, {} if apart else self._known)
        more = self._list_id in _WHOLE_LISTS and bool(self._standing.keys() - set(ids))
        for row_id, row in zip(ids, rows, strict=True):
            if not apart:
                self._known.setdefault(row_id, row.contents)
            standing = self._standing.get(row_id)
            hindrance = Hindrance.ROWS_DIFFER if more and standing is None else None
            known = {} if standing is None else standing.cells
            yield from _of_row(source, row, _Stands(row_id, known, hindrance, self._refused))

    def _ids(
        self, source: Source, rows: tuple[_Listed, ...], known: Mapping[str, Cells]
    ) -> list[str]:
        """The id of each row; a new one follows from what identifies it, for every reading."""
        found = matched(self._list_id, [row.contents for row in rows], list(known.items()))
        taken = {row_id for row_id in found if row_id is not None}
        ids: list[str] = []
        for number, (row_id, row) in enumerate(zip(found, rows, strict=True)):
            where = (source.document.sha256, str(source.number), str(number))
            marks = row.identity or (self._list_id, *where)
            own = (*marks, *where) if source.belongs is Belongs.OTHER else marks
            ids.append(row_id or id_of(own, taken))
            taken.add(ids[-1])
        return ids


@dataclass(frozen=True, slots=True)
class _Stands:
    """The row of the case that a paper's row is, by its id; without cells when it is new."""

    row_id: str
    cells: Mapping[str, Value]
    hindrance: Hindrance | None
    refused: bool


def _of_row(source: Source, listed: _Listed, stands: _Stands) -> Iterable[Proposal]:
    row = listed.row
    for name, cell in row.cells.items():
        path = f"{row.list_id}/{stands.row_id}/{name}"
        unsure = listed.unsure and name not in listed.marks
        mine = Hindrance.ROW_UNSURE if unsure else stands.hindrance
        known = stands.cells.get(name)
        standing = _compared(path, known, cell.value, refused=stands.refused)
        yield _proposal(source, path, cell, standing, mine)


def _with_rivals(groups: Iterable[Iterable[Proposal]]) -> tuple[tuple[Proposal, ...], ...]:
    """Marks values that papers of the property state differently for one place."""
    found = [tuple(group) for group in groups]
    said: dict[str, list[Proposal]] = {}
    for proposal in chain(*found):
        if proposal.belongs is Belongs.SUBJECT and proposal.hindrance is not Hindrance.OLDER:
            said.setdefault(proposal.path, []).append(proposal)
    return tuple(
        tuple(_beside(proposal, said.get(proposal.path, ())) for proposal in group)
        for group in found
    )


def _beside(proposal: Proposal, rivals: Iterable[Proposal]) -> Proposal:
    if proposal.hindrance is None:
        for rival in rivals:
            if rival is not proposal and _denies(rival, proposal):
                return replace(proposal, hindrance=Hindrance.OTHER_PAPER)
    return proposal


def _denies(rival: Proposal, proposal: Proposal) -> bool:
    """A doubtful value takes nothing from one that was read without doubt."""
    if rival.doubt is not None and proposal.doubt is None:
        return False
    states_apart = rival.value.state is not proposal.value.state
    return states_apart or not _say_same(proposal.path, rival.value, proposal.value)
