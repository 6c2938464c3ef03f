"""The papers that speak of the case's property, the strongest first, each with what it says where."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.belonging import Belongs, belonging, properties, read_parts
from shamay_desktop.domain.reading.paper_reading import Found, Reading
from shamay_desktop.domain.reading.sameness import tight

Index = Mapping[str, Found]

_STRENGTH = (DocType.TABU, DocType.CONDO, DocType.PERMIT, DocType.PLANNING_INFO)
_KEPT = 512
_indexes: OrderedDict[int, tuple[Reading, Index]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Source:
    """One reading of a paper that speaks of the subject's property.

    `found` has what was read by its path. `unit` and `building` begin the paths of the subject's
    row in an order's tables ("units[3].", "buildings[0]."), "" when there is none. `superseded`: a
    newer extract of the same property is among the papers.
    """

    document: Document
    number: int
    reading: Reading
    found: Index
    unit: str = ""
    building: str = ""
    superseded: bool = False

    @property
    def kind(self) -> DocType:
        """What the reading was recognised as."""
        return self.reading.kind

    def at(self, key: str) -> Found | None:
        """What it says under a key of `data`; "unit.area" and "building.floors" are of its rows.

        None where it says nothing, or has no such row.
        """
        head, _, rest = key.partition(".")
        if not rest or head not in ("unit", "building"):
            return self.found.get(key)
        prefix = self.unit if head == "unit" else self.building
        return self.found.get(prefix + rest) if prefix else None

    def content(self, key: str) -> str | None:
        """The content under a key."""
        found = self.at(key)
        return None if found is None else found.content


def sources(case: Case, evidence: CaseEvidence) -> tuple[Source, ...]:
    """The readings of the case's property: extracts, the newest first, order, permits, planning.

    When the papers agree on one property and the case names another, they are its sources all the
    same: then the identity itself is what they contradict. A planning paper need not name a parcel.
    """
    belongs = belonging(case, evidence)
    parts = tuple(read_parts(evidence))
    of_subject = [
        (document, number, reading)
        for document, number, reading in parts
        if belongs[document.id, number] is Belongs.SUBJECT
        or (reading.kind is DocType.PLANNING_INFO and belongs[document.id, number] is Belongs.UNSURE)
    ]
    if not any(belongs[document.id, number] is Belongs.SUBJECT for document, number, _ in parts):
        of_subject = [*_of_the_one_property(evidence), *of_subject]
    return _marked(case, sorted(map(_source, of_subject), key=_strength))


def _of_the_one_property(
    evidence: CaseEvidence,
) -> Iterator[tuple[Document, int, Reading]]:
    found = properties(evidence)
    if len(found) != 1:
        return
    places = {(document.id, number) for document, number in found[0].places}
    for document, number, reading in read_parts(evidence):
        if (document.id, number) in places:
            yield document, number, reading


def _source(part: tuple[Document, int, Reading]) -> Source:
    document, number, reading = part
    return Source(document, number, reading, index_of(reading))


def index_of(reading: Reading) -> Index:
    """What was read by its path, made once a reading: a whole order has thousands of values."""
    with _lock:
        known = _indexes.get(id(reading))
        if known is not None and known[0] is reading:  # kept, so no other object has its id
            _indexes.move_to_end(id(reading))
            return known[1]
    index = MappingProxyType({found.path: found for found in reading.found})
    with _lock:
        _indexes[id(reading)] = (reading, index)
        while len(_indexes) > _KEPT:
            _indexes.popitem(last=False)
    return index


def _strength(source: Source) -> tuple[object, ...]:
    place = _STRENGTH.index(source.kind) if source.kind in _STRENGTH else len(_STRENGTH)
    day = source.content("extract_date") or ""
    newest_first = tuple(-ord(letter) for letter in day.ljust(10))
    return place, newest_first, source.document.id, source.number


def _marked(case: Case, ordered: list[Source]) -> tuple[Source, ...]:
    """With their rows in the order's tables, and older extracts marked as such."""
    extracts = [source for source in ordered if source.kind is DocType.TABU]
    newest = next((day for each in extracts if (day := each.content("extract_date"))), None)
    own = case.text("parcel.tat_helka") or next(
        (unit for each in extracts if (unit := each.content("tat_helka"))), None
    )
    marked = []
    for source in ordered:
        day = source.content("extract_date")
        unit = _row(source, "units", "number", own)
        named = source.content(f"{unit}building") if unit else case.text("unit.building")
        marked.append(
            Source(
                source.document, source.number, source.reading, source.found, unit,
                _row(source, "buildings", "building", named, only=True),
                source.kind is DocType.TABU and None not in (day, newest) and day != newest,
            )
        )  # fmt: skip
    return tuple(marked)


def _row(source: Source, key: str, column: str, wanted: str | None, *, only: bool = False) -> str:
    """The beginning of the paths of the row whose column has the wanted content."""
    count = source.reading.rows(key) if source.kind is DocType.CONDO else 0
    if only and count == 1:
        return f"{key}[0]."
    for number in range(count):
        found = source.found.get(f"{key}[{number}].{column}")
        if wanted and found is not None and tight(found.content) == tight(wanted):
            return f"{key}[{number}]."
    return ""


# -- values ----------------------------------------------------------------------------------


def value_of_found(found: Found, document: Document) -> Value:
    """A value with the place on the page that it was read from."""
    return Value.of(
        found.content,
        Provenance(
            Origin.DOCUMENT, document=document.sha256, page=found.page, box=found.box,
            text=found.text, confidence=found.confidence,
        ),
    )  # fmt: skip


def list_of(source: Source, key: str, columns: Mapping[str, str]) -> Value | None:
    """A list that a paper has, as rows of the case; `columns` are names of `data` -> of the case.

    A value that says none where the paper was read to its end and has no such list; None where
    nothing of it was read.
    """
    prefix = _prefix(source, key)
    if prefix is None:
        return None
    rows = []
    for number in range(_count(source, prefix)):
        cells = {
            column: value_of_found(found, source.document)
            for name, column in columns.items()
            if (found := source.found.get(f"{prefix}[{number}].{name}")) is not None
        }
        if cells:
            rows.append(Row(f"{source.document.sha256[:8]}-{number}", MappingProxyType(cells)))
    if rows:
        return Value.of(tuple(rows))
    return Value(State.NONE) if prefix in source.reading.nones else None


def _prefix(source: Source, key: str) -> str | None:
    head, _, rest = key.partition(".")
    if head != "unit" or not rest:
        return key
    return f"{source.unit}{rest}" if source.unit else None


def _count(source: Source, prefix: str) -> int:
    start = f"{prefix}["
    numbers = {
        int(path[len(start) :].partition("]")[0]) for path in source.found if path.startswith(start)
    }
    return max(numbers, default=-1) + 1
