"""Contradictions inside lists of papers: a permit or a plan as it was typed, and as it was read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shamay_desktop.domain.case import Case, Row, State
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading import sameness
from shamay_desktop.domain.reading.claim import Claim, Contradiction
from shamay_desktop.domain.reading.gathering import fitted
from shamay_desktop.domain.reading.paper_reading import Found, doubted
from shamay_desktop.domain.reading.sameness import Meaning
from shamay_desktop.domain.reading.witnesses import Witness, value_of_found
from shamay_desktop.domain.severity import Severity

PERMITS, PLANS = "licensing.permits", "planning.plans"

_OF_PERMIT: tuple[tuple[str, str, Meaning], ...] = (
    ("request_number", "request_number", sameness.tight),
    ("issue_date", "date", sameness.words),
    ("dwelling_units", "dwelling_units", sameness.number),
    ("building_number", "building", sameness.building),
)
_OF_PLAN: tuple[tuple[str, str, Meaning], ...] = (
    ("status", "status", sameness.words),
    ("gazette", "gazette", sameness.tight),
    ("date", "date", sameness.words),
)
COMPARED_CELLS = frozenset(
    (
        (PERMITS, "number"), (PLANS, "number"),
        *((PERMITS, column) for _, column, _ in _OF_PERMIT),
        *((PLANS, column) for _, column, _ in _OF_PLAN),
    )
)  # fmt: skip
"""The lists and columns that are compared here."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One permit or plan as a paper has it; `prefix` begins the paths of its values."""

    witness: Witness
    prefix: str

    def get(self, key: str) -> Found | None:
        """What it says under a key; it is as doubtful as the number that tells which it is."""
        found, number = self._at(key), self._at("number")
        return found if found is None or number is None else doubted(found, number.doubt)

    def _at(self, key: str) -> Found | None:
        return self.witness.index.found.get(self.prefix + key)

    def text(self, key: str) -> str:
        found = self.get(key)
        return "" if found is None else found.content


def row_contradictions(case: Case, papers: tuple[Witness, ...]) -> Iterator[Contradiction]:
    """Permits and plans of the case that a paper has too, and states otherwise.

    They are the same by their number. A permit of another number, but with the request number or
    the only one of its date, is the same permit whose number one of the sources has wrong.
    """
    permits = [_Entry(witness, "") for witness in papers if witness.kind is DocType.PERMIT]
    for row in case.rows(PERMITS):
        same = [one for one in permits if _same_number(row, one)]
        if same:
            yield from _cells(PERMITS, row, same, _OF_PERMIT)
        else:
            yield from _number(case, row, permits)
    plans = [
        _Entry(witness, f"plans[{number}].")
        for witness in papers
        if witness.kind is DocType.PLANNING_INFO
        for number in range(witness.index.rows.get("plans", 0))
    ]
    for row in case.rows(PLANS):
        same = [one for one in plans if _same_number(row, one)]
        yield from _cells(PLANS, row, same, _OF_PLAN)


def _same_number(row: Row, entry: _Entry) -> bool:
    number, read = row.content("number"), entry.text("number")
    return isinstance(number, str) and bool(read) and sameness.tight(number) == sameness.tight(read)


def _number(case: Case, row: Row, permits: list[_Entry]) -> Iterator[Contradiction]:
    if row.content("number") is None:
        return
    others = case.rows(PERMITS)
    for entry in permits:
        if any(_same_number(each, entry) for each in others):
            continue
        if entry.get("number") is not None and _one_permit(case, row, entry):
            yield from _cells(PERMITS, row, [entry], (("number", "number", sameness.tight),))
            return


def _one_permit(case: Case, row: Row, entry: _Entry) -> bool:
    request, day = row.content("request_number"), row.content("date")
    if isinstance(request, str) and entry.text("request_number"):
        return sameness.tight(request) == sameness.tight(entry.text("request_number"))
    same_day = [each for each in case.rows(PERMITS) if each.content("date") == day]
    return isinstance(day, str) and day == entry.text("issue_date") and len(same_day) == 1


def _cells(
    list_id: str, row: Row, entries: Iterable[_Entry], columns: tuple[tuple[str, str, Meaning], ...]
) -> Iterator[Contradiction]:
    for key, column, meaning in columns:
        path = f"{list_id}/{row.id}/{column}"
        cell = row.cells.get(column)
        papers = [
            Claim(value_of_found(found, one.witness.document), one.witness.document, found)
            for one in entries
            if (read := one.get(key)) is not None and (found := fitted(path, read)) is not None
        ]
        claims = list(papers)
        if cell is not None and cell.state is not State.EMPTY:
            claims = [Claim(cell, None, None, path), *papers]
        said = [
            meaning(content) if isinstance(content := claim.value.content, str) else None
            for claim in claims
        ]
        if papers and any(one != said[0] for one in said[1:]):
            yield Contradiction(path, path, tuple(claims), Severity.WARN, settled=False)
