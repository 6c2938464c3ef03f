"""What predicates look at: the case, the day, the evidence, and the calculation made once."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Row, State, Value
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.fields import FIELDS, Kind
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.measuring.scale import MeasuredSheet, measured
from shamay_desktop.domain.reading.accepting import is_waiting
from shamay_desktop.domain.reading.belonging import (
    Belongs,
    PaperProperty,
    Place,
    belonging,
    properties,
    read_parts,
)
from shamay_desktop.domain.reading.contradictions import Contradiction, contradictions
from shamay_desktop.domain.reading.paper_reading import PaperReading, Reading
from shamay_desktop.domain.reading.proposals import proposals
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.domain.reading.witnesses import witnesses
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.valuation.cells import date_at, text_in
from shamay_desktop.domain.valuation.comparison import (
    Comparable,
    PricedComparable,
    Statistics,
    priced,
    statistics,
)
from shamay_desktop.domain.valuation.from_case import (
    comparables,
    reconciliation_of,
    value_of,
)
from shamay_desktop.domain.valuation.reconciliation import Reconciliation
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.i18n.isolates import strip_marks

_NO_PAPERS = CaseEvidence()
_LONG_FIELDS = tuple(member for member in FIELDS if member.kind is Kind.LONG_TEXT)
_LONG_COLUMNS = tuple(
    (member.id, column.id)
    for member in FIELDS
    for column in member.columns
    if member.kind is Kind.LIST
    and column.kind is Kind.LONG_TEXT
    and not member.id.startswith("checks.")
)
_measured = lru_cache(maxsize=32)(measured)
"""A sheet stays as it is while other fields are typed."""

TODAY = "today"
"""Stands for the day of the check where a parameter names the field of a date."""


@dataclass(frozen=True)
class Situation:
    """A case on a day. `evidence` is None where papers and photos are not at hand.

    Without slots: what several rules compute is computed once and kept.
    """

    case: Case
    today: date
    evidence: CaseEvidence | None = None

    def day(self, path: str) -> date | None:
        """The date of a field, or the day of the check for "today"."""
        return self.today if path == TODAY else date_at(self.case, path)

    @property
    def signing_day(self) -> date:
        """The day that decides which version of a standard applies: the report's, else today."""
        return self.day("report.date") or self.today

    def answered(self, path: str) -> bool:
        """Whether a content is known, or said to be none."""
        return self.case.state(path) in (State.VALUE, State.NONE)

    @cached_property
    def value(self) -> ValuationResult | None:
        """The calculation, None as long as something is missing."""
        return value_of(self.case)

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """The approaches with what each comes to."""
        return reconciliation_of(self.case)

    @cached_property
    def included(self) -> tuple[tuple[int, Row, Comparable], ...]:
        """The comparables that are not excluded: number in the list from 1, row, typed row."""
        rows = zip(self.case.rows("comparables"), comparables(self.case), strict=True)
        return tuple(
            (number, row, comparable)
            for number, (row, comparable) in enumerate(rows, 1)
            if comparable.included
        )

    @cached_property
    def priced(self) -> tuple[tuple[int, Row, PricedComparable], ...]:
        """The included comparables that have a price per m²."""
        rows = ((number, row, priced(one)) for number, row, one in self.included)
        return tuple((number, row, price) for number, row, price in rows if price is not None)

    @cached_property
    def statistics(self) -> Statistics | None:
        """The statistics of the included comparables, also before there is a value."""
        if self.value is not None:
            return self.value.statistics
        return statistics([price for _, _, price in self.priced])

    def numbered(self, list_id: str) -> Iterator[tuple[int, Row]]:
        """The rows of a list, counted from 1."""
        return enumerate(self.case.rows(list_id), 1)

    def label(self, path: str) -> Label:
        """A place by its labels: a list's cell with the number of its row."""
        list_id, *rest = path.split("/")
        if len(rest) < 2:
            return Label(path)
        number = next((at for at, row in self.numbered(list_id) if row.id == rest[0]), None)
        return Label(path, number)

    @cached_property
    def prose(self) -> tuple[tuple[Label, str], ...]:
        """Every free text that a person wrote, with its place; a paper's own words are not his."""
        case = self.case
        texts = [
            (Label(member.id), written)
            for member in _LONG_FIELDS
            if (written := _written(case.values.get(member.id))) is not None
        ]
        for list_id, column in _LONG_COLUMNS:
            for number, row in self.numbered(list_id):
                if (written := _written(row.cells.get(column))) is not None:
                    texts.append((Label(f"{list_id}/{row.id}/{column}", number), written))
        return tuple(texts)

    @cached_property
    def measured_sheets(self) -> tuple[MeasuredSheet, ...]:
        """What is measured on the case's plans."""
        return tuple(map(_measured, sheets_of(self.case)))

    # -- papers ------------------------------------------------------------------------------

    @property
    def papers(self) -> tuple[Document, ...]:
        """The papers of the case, none where they are not at hand."""
        return () if self.evidence is None else self.evidence.documents

    @cached_property
    def readings(self) -> tuple[tuple[Document, PaperReading], ...]:
        """The papers that were read, each with all that was read of it."""
        read = ((paper, reading_of(paper)) for paper in self.papers)
        return tuple((paper, reading) for paper, reading in read if reading is not None)

    @cached_property
    def parts(self) -> tuple[tuple[Document, Reading, Belongs], ...]:
        """Each document inside the papers, and whether it speaks of the case's property."""
        belongs = self.belonging
        return tuple(
            (paper, reading, belongs[paper.id, number])
            for paper, number, reading in read_parts(self.evidence or _NO_PAPERS)
        )

    @cached_property
    def belonging(self) -> Mapping[Place, Belongs]:
        """For each document inside the papers whether it speaks of the case's property."""
        if self.evidence is None:
            return MappingProxyType({})
        return belonging(self.case, self.evidence)

    @cached_property
    def properties(self) -> tuple[PaperProperty, ...]:
        """The properties that the papers speak of."""
        return () if self.evidence is None else properties(self.evidence)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Facts on which the sources disagree, settled ones included."""
        return () if self.evidence is None else contradictions(self.case, self.evidence)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The facts of all contradictions, settled ones included."""
        return frozenset(each.subject for each in self.contradictions)

    @cached_property
    def explained(self) -> Mapping[str, tuple[Row, ...]]:
        """What the appraiser wrote on rules: the rows of each rule's id, in their order."""
        rows: dict[str, list[Row]] = {}
        for row in self.case.rows("checks.explanations"):
            rows.setdefault(text_in(row, "rule"), []).append(row)
        return MappingProxyType({rule: tuple(listed) for rule, listed in rows.items()})

    @cached_property
    def proposed(self) -> frozenset[str]:
        """Fields and lists of the case for which a paper of the property has a value."""
        if self.evidence is None:
            return frozenset()
        heard = witnesses(self.case, self.evidence)
        return frozenset().union(*(each.paths for each in heard))

    @cached_property
    def waiting(self) -> frozenset[str]:
        """Paths of values that were taken with a doubt, and which nobody has confirmed."""
        if self.evidence is None:
            return frozenset()
        found = proposals(self.case, self.evidence)
        return frozenset(each.path for each in found if is_waiting(self.case, each))


def _written(value: Value | None) -> str | None:
    """A text that is not a paper's own, without marks of direction; None for anything else."""
    if value is None or not isinstance(value.content, str):
        return None
    source = value.provenance
    from_paper = source is not None and source.origin is Origin.DOCUMENT
    return None if from_paper else strip_marks(value.content)


def months_later(day: date, months: int) -> date:
    """The same day some months later (or earlier), the month's last day where it is shorter.

    Beyond the calendar's ends (years 1 to 9999) it is their first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
