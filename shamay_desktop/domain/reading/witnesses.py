"""The papers that speak of the case's property, the strongest first, and what each says where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.belonging import Belongs, identity_of, properties
from shamay_desktop.domain.reading.claim import DoubtfulCell
from shamay_desktop.domain.reading.gathering import fitted
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.paper_reading import (
    Doubt,
    Found,
    Index,
    Reading,
    doubted,
    index_of,
)
from shamay_desktop.domain.reading.sameness import building as building_mark
from shamay_desktop.domain.reading.sources import Source, sources_of

_witnesses: "Kept[CaseEvidence, tuple[Witness, ...]]" = Kept(8)


@dataclass(frozen=True, slots=True)
class Witness:
    """One reading of a paper that speaks of the subject's property.

    `index` has what was read by its path. `unit` and `building` begin the paths of the subject's
    row in an order's tables ("units[3].", "buildings[0]."), "" when there is none; `doubts` are why
    a person must look whether that row is the subject's, by such a beginning. `superseded`: a newer
    extract of the same property is among the papers. `paths` are the fields and lists of the
    case for which it has a value. `flats`: how many of the building's sub-parcels are flats, where
    an order tells it; its own count is of all of them, shops and stores too.
    """

    document: Document
    reading: Reading
    index: Index
    unit: str = ""
    building: str = ""
    superseded: bool = False
    paths: frozenset[str] = frozenset()
    flats: Found | None = None
    doubts: Mapping[str, Doubt] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def kind(self) -> DocType:
        """What the reading was recognised as."""
        return self.reading.kind

    def at(self, key: str) -> Found | None:
        """What it says under a key of `data`; "unit.area" and "building.floors" are of its rows.

        None where it says nothing, or has no such row.
        """
        if key == "building.units":
            return self.flats if self.flats is None else self.doubted(self.building, self.flats)
        head, _, rest = key.partition(".")
        if not rest or head not in ("unit", "building"):
            return self.index.found.get(key)
        prefix = self.unit if head == "unit" else self.building
        found = self.index.found.get(prefix + rest) if prefix else None
        return None if found is None else self.doubted(prefix, found)

    def doubted(self, prefix: str, found: Found) -> Found:
        """A value of a row; it is as doubtful as that the row is the subject's."""
        return doubted(found, self.doubts.get(prefix))

    def content(self, key: str) -> str | None:
        """The content under a key."""
        found = self.at(key)
        return None if found is None else found.content


def witnesses(case: Case, evidence: CaseEvidence) -> tuple[Witness, ...]:
    """The readings of the case's property: extracts, the newest first, order, permits, planning.

    When the papers agree on one property and the case names another, or another unit in it, they
    are heard all the same: then the identity itself is what they contradict. A planning paper need
    not name a parcel.
    Kept for the same evidence as long as the case names the same property.
    """
    return _witnesses.of(evidence, lambda: _heard(case, evidence), *identity_of(case))


def _heard(case: Case, evidence: CaseEvidence) -> tuple[Witness, ...]:
    sources = sources_of(case, evidence)
    subject = [source for source in sources if source.belongs is Belongs.SUBJECT]
    has_extract = any(source.reading.kind is DocType.TABU for source in subject)
    if not has_extract and len(found := properties(evidence)) == 1:
        places = {(document.id, number) for document, number in found[0].places}
        subject = [source for source in sources if (source.document.id, source.number) in places]
    planning = [
        source
        for source in sources
        if source.belongs is Belongs.UNSURE and source.reading.kind is DocType.PLANNING_INFO
    ]
    return _placed(case, [*subject, *planning])


def _placed(case: Case, heard: list[Source]) -> tuple[Witness, ...]:
    """Each with the subject's rows in its tables.

    Which row that is, only a number that was read without doubt (or stands in the case) decides.
    """
    indexed = [(source, index_of(source.reading)) for source in heard]
    stated = (
        found.content
        for source, index in indexed
        if source.reading.kind is DocType.TABU
        and (found := index.found.get("tat_helka")) is not None
        and not found.needs_review
    )
    own = case.text("parcel.tat_helka") or next(stated, None)
    return tuple(_witness(case, source, index, own) for source, index in indexed)


def _witness(case: Case, source: Source, index: Index, own: str | None) -> Witness:
    is_order = source.reading.kind is DocType.CONDO
    unit = _row(index, "units", "number", own) if is_order else ""
    number, mark = (index.found.get(f"{unit}{key}") if unit else None for key in _KEYS_OF_UNIT)
    house = mark.content if mark is not None else case.text("unit.building")
    building = _row(index, "buildings", "building", house, only=True) if is_order else ""
    of_unit = None if number is None else number.doubt
    named = index.found.get(f"{building}building") if building else None
    told_by = () if index.rows.get("buildings", 0) == 1 else (mark, named)
    of_house = (found.doubt for found in told_by if found is not None)
    of_building = next((doubt for doubt in (of_unit, *of_house) if doubt is not None), None)
    doubts = ((unit, of_unit), (building, of_building if told_by else None))
    return Witness(
        source.document, source.reading, index, unit, building,
        source.superseded and source.reading.kind is DocType.TABU, _paths(source),
        _flats(source, index.found.get(f"{building}units") if building else None),
        MappingProxyType({row: doubt for row, doubt in doubts if row and doubt is not None}),
    )  # fmt: skip


_KEYS_OF_UNIT = ("number", "building")


def _flats(source: Source, counted: Found | None) -> Found | None:
    told = source.facts.fields.get("building.units")
    return None if told is None or counted is None else replace(counted, content=told.content)


def _paths(source: Source) -> frozenset[str]:
    lists = {row.list_id for row in source.facts.rows}
    return frozenset({*source.facts.fields, *source.facts.nones, *lists})


def _row(index: Index, key: str, column: str, wanted: str | None, *, only: bool = False) -> str:
    """The beginning of the paths of the row whose column has the wanted content.

    "" where no row has it, or several: nobody can say then which of them it is. With `only` the
    one row of a table is the one, whatever stands in it.
    """
    count = index.rows.get(key, 0)
    if only and count == 1:
        return f"{key}[0]."
    if not wanted:
        return ""
    fitting = [
        f"{key}[{number}]."
        for number in range(count)
        if (found := index.found.get(f"{key}[{number}].{column}")) is not None
        and building_mark(found.content) == building_mark(wanted)
    ]
    return fitting[0] if len(fitting) == 1 else ""


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


@dataclass(frozen=True, slots=True)
class PaperRows:
    """A list that a paper has, as rows of the case, and its cells that need a person's look."""

    value: Value
    doubtful: tuple[DoubtfulCell, ...] = ()


def list_of(
    witness: Witness, key: str, list_id: str, columns: Mapping[str, str]
) -> PaperRows | None:
    """A list that a paper has, as the case's `list_id`; `columns` are names of `data` -> of it.

    What cannot stand in its cell is left out. A value that says none where the paper was read to
    its end and has no such list; None where nothing of it was read.
    """
    prefix = _prefix(witness, key)
    if prefix is None:
        return None
    made = (prefix, list_id, witness.document.sha256, witness.doubts.get(witness.unit))
    return _lists.of(witness.index, lambda: _list(witness, prefix, list_id, columns), *made)


_lists: "Kept[Index, PaperRows | None]" = Kept(1024)


def _list(
    witness: Witness, prefix: str, list_id: str, columns: Mapping[str, str]
) -> PaperRows | None:
    rows, doubtful = [], list[DoubtfulCell]()
    for number in range(witness.index.rows.get(prefix, 0)):
        read = {
            column: _of_row(witness, prefix, fit)
            for name, column in columns.items()
            if (found := witness.index.found.get(f"{prefix}[{number}].{name}")) is not None
            and (fit := fitted(f"{list_id}/row/{column}", found)) is not None
        }
        if read:
            cells = {name: value_of_found(each, witness.document) for name, each in read.items()}
            rows.append(Row(f"{witness.document.sha256[:8]}-{number}", MappingProxyType(cells)))
            doubtful += (
                DoubtfulCell(len(rows), column, found.doubt)
                for column, found in read.items()
                if found.doubt is not None
            )
    if rows:
        return PaperRows(Value.of(tuple(rows)), tuple(doubtful))
    return PaperRows(Value(State.NONE)) if prefix in witness.reading.nones else None


def _of_row(witness: Witness, prefix: str, found: Found) -> Found:
    """A list of the subject's row is as doubtful as the row."""
    of_unit = bool(witness.unit) and prefix.startswith(witness.unit)
    return witness.doubted(witness.unit, found) if of_unit else found


def _prefix(witness: Witness, key: str) -> str | None:
    head, _, rest = key.partition(".")
    if head != "unit" or not rest:
        return key
    return f"{witness.unit}{rest}" if witness.unit else None
