"""The papers of the clean case, and what on them breaks or just keeps a rule."""

from dataclasses import dataclass, replace
from typing import Any

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.paper_reading import (
    Doubt,
    Missed,
    PaperReading,
    Reading,
    Signature,
    SignatureFacts,
)
from shamay_desktop.domain.reading.reading_json import encode_reading
from tests.domain.standards.clean_case import EVIDENCE, NONE
from tests.readings import document_of, paper_of, reading_of_data

Changes = dict[str, Json]

EXTRACT: dict[str, object] = {
    "register": "condominium", "extract_number": "51422", "extract_date": "2026-10-20",
    "registration_office": "תל אביב", "gush": "6109", "helka": "396", "tat_helka": "21",
    "parcel_area": "2400", "sub_parcel_count": "56", "by_laws": "statutory",
    "addresses": [{"building": "1", "address": "הדקל 8, רמת גן"}],
    "floor": "רביעית", "building": "1", "unit_area": "142.3",
    "common_property_share": "142/7960",
    "owners": [
        {"name": "נועה ברק", "id_kind": "ID", "id_number": "123456782", "share": "1/2"},
        {"name": "אורי ברק", "id_kind": "ID", "id_number": "000000018", "share": "1/2"},
    ],
}  # fmt: skip
ORDER: dict[str, object] = {
    "file_number": "77/2004", "gush": "6109", "helka": "396", "parcel_area": "2400",
    "total_units": "56",
    "buildings": [{"building": "1", "floors": "9", "units": "56", "address": "הדקל 8"}],
    "units": [{"number": "21", "building": "1", "area": "142.3", "floor": "רביעית",
               "share": "142/7960"}],
}  # fmt: skip
PERMIT: dict[str, object] = {
    "number": "20030412", "issue_date": "2003-04-12", "gush": "6109", "helka": "396",
}  # fmt: skip
PLANNING: dict[str, object] = {
    "gush": "6109", "helka": "396",
    "plans": [{"number": "רג/340", "status": "in_force"}],
}  # fmt: skip
MORTGAGE = {"rank": "1", "lender": "בנק הדוגמה", "amount": "500000"}
INTACT = SignatureFacts(Signature.INTACT, covers_whole_file=True)


def signed(document: Document, state: Signature) -> Document:
    """The same paper with a signature in this state."""
    reading = SignatureFacts(state)
    return _with(document, reading)


def _with(document: Document, facts: SignatureFacts, *problems: Missed) -> Document:
    parts = _READINGS[document.id]
    read = replace(paper_of(*parts, name=document.file_name), signature=facts, problems=problems)
    return replace(document, extracted=encode_reading(read))


_READINGS: dict[str, tuple[Reading, ...]] = {}


def paper(reading: Reading, name: str, *problems: Missed) -> Document:
    """A paper of the clean case, signed and intact."""
    document = document_of(reading, name=name)
    _READINGS[document.id] = (reading,)
    return _with(document, INTACT, *problems)


def tabu(
    name: str = "extract.pdf",
    *problems: Missed,
    missed: tuple[Missed, ...] = (),
    doubts: dict[str, Doubt] | None = None,
    **changes: object,
) -> Document:
    """The clean case's extract, changed."""
    nones = [key for key in ("mortgages", "notes", "easements", "attachments", "leases")
             if key not in changes]  # fmt: skip
    data = {**EXTRACT, **changes}
    made = reading_of_data(DocType.TABU, data, nones=nones, doubts=doubts, missed=missed)
    return paper(made, name, *problems)


def condo(**changes: object) -> Document:
    """The clean case's order, changed."""
    return paper(reading_of_data(DocType.CONDO, {**ORDER, **changes}), "order.pdf")


def permit(**changes: object) -> Document:
    """The clean case's permit, changed."""
    return paper(reading_of_data(DocType.PERMIT, {**PERMIT, **changes}), "permit.pdf")


def planning(**changes: object) -> Document:
    """The clean case's planning information, changed."""
    return paper(reading_of_data(DocType.PLANNING_INFO, {**PLANNING, **changes}), "plans.pdf")


def with_papers(*papers: Document) -> CaseEvidence:
    """The clean case's map and photo, and these papers."""
    return replace(EVIDENCE, documents=(*EVIDENCE.documents, *papers))


@dataclass(frozen=True, slots=True)
class OnPapers:
    """A rule, what is changed in the clean case, and its papers; `field` is where it is found."""

    rule: str
    changes: Changes
    papers: tuple[Document, ...]
    field: str = ""


def _taken(text: str, *, confirmed: bool) -> Json:
    """A value as it is taken from the extract's first line that says so."""
    document = tabu(doubts={"unit_area": Doubt.NUMBER_FROM_SCAN})
    parts: PaperReading = paper_of(*_READINGS[document.id], name=document.file_name)
    found = parts.readings[0].get("unit_area")
    assert found is not None
    source: dict[str, Json] = {
        "origin": "document", "document": document.sha256, "page": found.page,
        "box": list(found.box), "text": found.text,
    }  # fmt: skip
    value: dict[str, Json] = {"value": text, "state": "value", "source": source}
    if confirmed:
        value["confirmed_by"] = "dana@example.org"
    return value


_SCANNED = tabu(doubts={"unit_area": Doubt.NUMBER_FROM_SCAN})
_OLD: dict[str, Any] = {"extract_date": "2020-01-01", "extract_number": "1"}
_OWNERS: Json = [{"id": "o1", "name": "נועה ברק", "id_number": "123456782", "share": "1/1"}]
_UNREAD = replace(tabu(), extracted=None)

BROKEN: list[OnPapers] = [
    OnPapers("papers-differ", {}, (tabu(tat_helka="12"),), "parcel.tat_helka"),
    OnPapers("papers-differ", {}, (tabu(helka="369"),), "parcel.helka"),
    OnPapers("papers-differ-values", {}, (tabu(unit_area="124.3"),), "unit.registered_area"),
    OnPapers("papers-differ-values", {}, (tabu(floor="חמישית"),), "unit.registered_floor"),
    OnPapers("papers-differ-values",
             {"unit.registered_floor": None, "order.unit/floor": None},
             (tabu(floor="חמישית"),), "unit.floor"),
    OnPapers("papers-differ-slightly", {}, (tabu(), tabu("old.pdf", **_OLD, unit_area="140")),
             "unit.registered_area"),
    OnPapers("papers-differ-slightly", {"parcel.sub_parcels": "57"},
             (tabu(sub_parcel_count="57"), condo()), "parcel.sub_parcels"),
    OnPapers("lists-differ", {}, (tabu(attachments=[{"description": "חניה", "mark": "כא"}]),),
             "rights.attachments"),
    OnPapers("lists-differ-slightly", {},
             (tabu(), tabu("old.pdf", **_OLD, owners=[{"name": "מוכר", "share": "1/1"}])),
             "rights.owners"),
    OnPapers("another-property", {}, (tabu(), permit(helka="999")), "parcel.gush"),
    OnPapers("several-properties",
             {"parcel.gush": None, "parcel.helka": None, "parcel.tat_helka": None},
             (tabu(), permit(helka="999")), "parcel.gush"),
    OnPapers("former-parcel", {},
             (tabu(former_parcels=[{"gush": "6109", "helka": "12"}]), permit(helka="12")),
             "parcel.former"),
    OnPapers("papers-unread", {}, (_UNREAD,), "sources.log"),
    OnPapers("paper-partly-read", {},
             (tabu("extract.pdf", Missed("", "page_too_slow", page=2)),), "sources.log"),
    OnPapers("paper-not-understood", {}, (replace(tabu(), extracted={"format": 99}),),
             "sources.log"),
    OnPapers("values-missed", {}, (tabu(missed=(Missed("owners[1].share", "unreadable"),)),),
             "sources.log"),
    OnPapers("values-unconfirmed", {"unit.registered_area": _taken("142.3", confirmed=False)},
             (_SCANNED,), "unit.registered_area"),
    OnPapers("signature-altered", {}, (signed(tabu(), Signature.ALTERED),),
             "rights.extract_number"),
    OnPapers("signature-missing", {}, (signed(tabu(), Signature.NONE),), "rights.extract_number"),
    OnPapers("signature-unverifiable", {}, (signed(tabu(), Signature.UNVERIFIABLE),),
             "rights.extract_number"),
    OnPapers("plan-not-listed", {}, (planning(plans=[{"number": "רג/999"}]),), "planning.plans"),
    OnPapers("permit-not-listed", {}, (permit(number="20150001", issue_date="2015-01-01"),),
             "licensing.permits"),
    OnPapers("encumbrance-carried", {}, (tabu(mortgages=[MORTGAGE]),), "rights.mortgages"),
    OnPapers("encumbrance-carried", {}, (tabu(notes=[{"act": "עיקול", "deed": "5/2020"}]),),
             "rights.notes"),
    OnPapers("owners-carried", {"rights.owners": _OWNERS}, (tabu(),), "rights.owners"),
]  # fmt: skip

KEPT: list[OnPapers] = [
    OnPapers("papers-differ", {}, (tabu(), condo(), permit(), planning())),
    OnPapers("papers-differ-values", {"unit.registered_area": "142.30"}, (tabu(), condo())),
    OnPapers("papers-differ-values", {"parcel.sub_parcels": "57"},
             (tabu(sub_parcel_count="57"), condo())),
    OnPapers("papers-differ-slightly", {}, (tabu(), tabu("old.pdf", **_OLD))),
    OnPapers("lists-differ", {}, (tabu(),)),
    OnPapers("lists-differ-slightly", {}, (tabu(), tabu("old.pdf", **_OLD))),
    OnPapers("another-property", {}, (tabu(tat_helka="12"),)),
    OnPapers("several-properties", {}, (tabu(), permit(helka="999"))),
    OnPapers("former-parcel", {"parcel.former": [{"id": "f", "gush": "6109", "helka": "12"}]},
             (permit(helka="12"),)),
    OnPapers("papers-unread", {}, (replace(_UNREAD, doc_type=DocType.OTHER),)),
    OnPapers("paper-partly-read", {}, (tabu(),)),
    OnPapers("paper-not-understood", {}, (tabu(),)),
    OnPapers("values-missed", {}, (tabu(missed=(Missed("colour", "unreadable"),)),)),
    OnPapers("values-unconfirmed", {"unit.registered_area": _taken("142.3", confirmed=True)},
             (_SCANNED,)),
    OnPapers("signature-altered", {}, (tabu(),)),
    OnPapers("signature-missing", {}, (tabu(),)),
    OnPapers("signature-unverifiable", {}, (signed(tabu(), Signature.NONE),)),
    OnPapers("plan-not-listed", {}, (planning(plans=[{"number": "רג / 340"}]),)),
    OnPapers("permit-not-listed", {}, (permit(), permit(number="5", helka="999"))),
    OnPapers("encumbrance-carried",
             {"rights.mortgages": [{"id": "m", "lender": 'בנק הדוגמה בע"מ', "rank": "1"}],
              "rights.reservation": "המשכנתה הובאה בחשבון"}, (tabu(mortgages=[MORTGAGE]),)),
    OnPapers("encumbrance-carried", {"rights.leases": NONE}, (tabu(),)),
    OnPapers("owners-carried", {}, (tabu(),)),
]  # fmt: skip

YIELDING: list[tuple[str, Changes, tuple[Document, ...]]] = [
    ("order-area", {"order.unit/area": "140"}, (tabu(unit_area="140.5"),)),
    ("order-share", {"order.unit/share": "141/7960"}, (tabu(common_property_share="1/60"),)),
    ("order-parcel-area", {"order.parcel": {"area": "2401"}}, (tabu(parcel_area="2500"),)),
    ("order-attachments",
     {"rights.attachments": [{"id": "h", "description": "חניה", "mark": "א"}],
      "order.attachments": [{"id": "k", "description": "חניה", "mark": "ב"}]}, (tabu(),)),
    ("order-other-areas",
     {"rights.additional_areas": [{"id": "x", "kind": "מרפסת", "area": "38"}]},
     (tabu(additional_areas=[{"kind": "מרפסת", "area": "39"}]),)),
    ("order-floors", {"building.floors": "10"}, (condo(),)),
    ("floor-differs", {"unit.floor": "5"}, (tabu(),)),
    ("sub-parcels-common", {"parcel.sub_parcels": "57"}, (tabu(),)),
    ("sub-parcels-differ", {"parcel.sub_parcels": "54"}, (tabu(),)),
    ("order-unit-number", {"order.unit/number": "22"}, (tabu(),)),
    ("order-parcel", {"order.parcel": {"gush": "6109", "helka": "397"}}, (tabu(),)),
    ("address-differs", {"rights.addresses": [{"id": "a", "address": "התמר 8, רמת גן"}]},
     (tabu(addresses=[{"address": "התמר 8, רמת גן"}]),)),
]  # fmt: skip
"""Rules about the case alone, which keep silent when the papers themselves say it."""
