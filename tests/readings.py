"""Readings and papers of one property, and of others, as the readers would make them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.evidence import DocSource, DocType, Document
from shamay_desktop.domain.reading.paper_reading import (
    Doubt,
    Found,
    Missed,
    PaperReading,
    Reading,
)
from shamay_desktop.domain.reading.reading_json import encode_reading

Data = Mapping[str, object]
NOON = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
GUSH, HELKA, TAT_HELKA = "7245", "113", "21"

EXTRACT: Data = {
    "register": "condominium",
    "extract_number": "51422",
    "extract_date": "2026-10-17",
    "registration_office": "חדרה",
    "gush": GUSH,
    "helka": HELKA,
    "tat_helka": TAT_HELKA,
    "parcel_area": "4318",
    "sub_parcel_count": "48",
    "building_count": "2",
    "by_laws": "agreed",
    "addresses": [
        {"building": "1", "address": "האלה 12, כפר הדוגמה"},
        {"building": "2", "address": "האלה 14, כפר הדוגמה"},
    ],
    "unit_description": "דירה",
    "floor": "רביעית",
    "building": "1",
    "unit_area": "97.6",
    "common_property_share": "97/6128",
    "additional_areas": [{"kind": "מרפסת פתוחה", "area": "12.4"}],
    "attachments": [{"description": "חניה", "mark": "כא", "colour": "ירוק", "area": "12.4"}],
    "owners": [
        {"name": "אלמוג רבקה", "id_kind": "ID", "id_number": "000000018", "share": "1/2",
         "act": "מכר", "deed": "1234/2015/1", "date": "2015-03-04"},
        {"name": "אלמוג נתן", "id_kind": "ID", "id_number": "000000026", "share": "1/2",
         "act": "מכר", "deed": "1234/2015/1", "date": "2015-03-04"},
    ],
    "mortgages": [
        {"rank": "1", "lender": "בנק הדוגמה בעמ", "borrowers": ["אלמוג רבקה", "אלמוג נתן"],
         "amount": "940000", "share": "1/1", "deed": "1234/2015/2", "date": "2015-03-04"},
    ],
    "notes": [
        {"act": "הערת אזהרה סעיף 126", "beneficiary": "בנק הדוגמה בעמ", "deed": "77/2019/1",
         "date": "2019-01-02", "scope": "unit"},
    ],
    "easements": [
        {"direction": "burdens", "text": "זכות מעבר", "deed": "9/1999/1", "date": "1999-05-06",
         "area": "40", "other_parcel": "7245/112"},
    ],
    "former_parcels": [{"gush": GUSH, "helka": "12"}],
}  # fmt: skip
"""A full extract of a flat of the condominium register, without leases."""

ORDER: Data = {
    "file_number": "88832374",
    "gush": GUSH,
    "helka": HELKA,
    "parcel_area": "4318",
    "buildings": [
        {"building": "1", "floors": "6", "units": "2", "address": "האלה 12, כפר הדוגמה"},
        {"building": "2", "floors": "7", "units": "1", "address": "האלה 14, כפר הדוגמה"},
    ],
    "total_units": "3",
    "units": [
        {"number": "20", "building": "1", "area": "88.1", "description": "דירה",
         "floor": "שלישית", "share": "88/6128"},
        {"number": TAT_HELKA, "building": "1", "area": "97.6", "description": "דירה",
         "floor": "רביעית", "share": "97/6128",
         "attachments": [{"description": "חניה", "mark": "כא", "colour": "ירוק", "area": "12.4"}],
         "other_areas": [{"kind": "מרפסת פתוחה", "area": "12.4"}]},
        {"number": "22", "building": "2", "area": "101", "description": "דירה",
         "floor": "קרקע", "share": "101/6128"},
    ],
}  # fmt: skip

PERMIT: Data = {
    "number": "20110140",
    "request_number": "20080204",
    "issue_date": "2011-01-08",
    "committee": "השומרון",
    "plans": ["ש/36/750", "ש/120"],
    "gush": GUSH,
    "helka": "12",
    "plot": "7",
    "additional_parcels": ["14"],
    "building_file": "112",
    "permitted_text": "בניין מגורים בן 6 קומות, 24 יחידות דיור",
    "building_number": "1",
    "floors": "6",
    "dwelling_units": "24",
    "areas": [{"kind": "מגורים", "area": "2210.4"}, {"kind": "מרפסות", "area": "310"}],
}
"""A permit that was given before the parcel got its present number."""

PLANNING: Data = {
    "authority": "השומרון",
    "information_date": "2026-09-01",
    "gush": GUSH,
    "helka": HELKA,
    "designation": "מגורים ג",
    "plans": [
        {"number": "ש/36/750", "name": "מרכז", "status": "in_force", "gazette": "4123",
         "date": "1995-04-05"},
        {"number": "353-0123456", "name": "התחדשות", "status": "deposited"},
    ],
}  # fmt: skip

_FORMS = {
    DocType.TABU: "condominium_full",
    DocType.CONDO: "order",
    DocType.PERMIT: "permit_form_3",
    DocType.PLANNING_INFO: "plans_table",
}


def found(
    path: str, content: str, line: int = 0, *, doubt: Doubt | None = None, page: int = 1
) -> Found:
    """A value on a line of its own."""
    top = 40 + 12 * line
    box = ("60.00", f"{top}.00", "180.50", f"{top + 10}.00")
    return Found(path, content, page, box, content, "0.99", doubt)


def reading_of_data(
    kind: DocType,
    data: Data,
    *,
    nones: Sequence[str] = (),
    doubts: Mapping[str, Doubt] | None = None,
    missed: Sequence[Missed] = (),
    form: str | None = None,
    pages: tuple[int, int] = (1, 1),
) -> Reading:
    """A reading whose `data` is what is given; `doubts` by path."""
    known = doubts or {}
    values = tuple(
        found(path, content, line, doubt=known.get(path), page=pages[0])
        for line, (path, content) in enumerate(_flat(data, ""))
    )
    name = form or _FORMS.get(kind, "other")
    return Reading(kind, name, "test", 1, *pages, values, tuple(missed), tuple(nones))


def _flat(data: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        for key, member in data.items():
            yield from _flat(member, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list | tuple):
        for number, member in enumerate(data):
            yield from _flat(member, f"{path}[{number}]")
    else:
        yield path, str(data)


def extract(**changes: object) -> Reading:
    """The subject's extract; a key given as None is not on it. It says that there are no leases."""
    return reading_of_data(DocType.TABU, _changed(EXTRACT, changes), nones=("leases",))


def order(**changes: object) -> Reading:
    """The house's condominium order."""
    return reading_of_data(DocType.CONDO, _changed(ORDER, changes))


def permit(**changes: object) -> Reading:
    """A permit of the house, by the parcel's former number."""
    return reading_of_data(DocType.PERMIT, _changed(PERMIT, changes))


def planning(**changes: object) -> Reading:
    """Planning information on the parcel."""
    return reading_of_data(DocType.PLANNING_INFO, _changed(PLANNING, changes))


def _changed(data: Data, changes: Mapping[str, object]) -> Data:
    return {key: member for key, member in {**data, **changes}.items() if member is not None}


def paper_of(*readings: Reading, name: str = "paper") -> PaperReading:
    """A file with these documents in it; its hash follows from its name."""
    pages = max((reading.last_page for reading in readings), default=1)
    return PaperReading(sha256(name.encode()).hexdigest(), pages, readings)


def document_of(
    *readings: Reading, name: str = "paper.pdf", valuation_id: str = "case", doc_id: str = ""
) -> Document:
    """A paper of a case that was read so; without readings one that was never read."""
    read = paper_of(*readings, name=name)
    return Document(
        id=doc_id or f"doc-{name}",
        valuation_id=valuation_id,
        doc_type=read.kind,
        file_name=name,
        storage_key=read.sha256,
        sha256=read.sha256,
        source=DocSource.USER_UPLOAD,
        created_at=NOON,
        extracted=encode_reading(read) if readings else None,
        pages=read.pages,
    )


def papers_of_one_property() -> tuple[Document, ...]:
    """Extract, order, permit and planning information of the subject's property."""
    return (
        document_of(extract(), name="נסח.pdf"),
        document_of(order(), name="צו.pdf"),
        document_of(permit(), name="היתר.pdf"),
        document_of(planning(), name="מידע.pdf"),
    )


def papers_of_three_properties() -> tuple[Document, ...]:
    """As the three samples: an extract, a permit and an order of three different properties."""
    return (
        document_of(extract(), name="נסח.pdf"),
        document_of(
            permit(gush="9905", helka="30", plot="1", additional_parcels=["32"]), name="היתר.pdf"
        ),
        document_of(order(gush="9905", helka="88"), name="צו.pdf"),
    )


def case_of(**fields: object) -> Case:
    """A case with these fields; `__` in a name stands for the point."""
    return decode_case("case", {name.replace("__", "."): raw for name, raw in fields.items()})


def subject_case(**fields: object) -> Case:
    """A case whose property is the subject of the papers, and nothing else is known."""
    identity = {"parcel__gush": GUSH, "parcel__helka": HELKA, "parcel__tat_helka": TAT_HELKA}
    return case_of(**{**identity, **fields})


def turned_kind(document: Document, kind: DocType) -> Document:
    """The same paper under another kind."""
    return replace(document, doc_type=kind)
