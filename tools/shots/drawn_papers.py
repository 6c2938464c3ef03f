"""Papers of one property in the registry's layout, and one of another, for the pictures."""

import json
from dataclasses import replace
from pathlib import Path

from tests.documents.extraction.permit_maker import made_permit
from tests.documents.extraction.tabu_facts import invented
from tools.papers.drawn_paper import scanned
from tools.papers.extract import drawn
from tools.papers.extract_facts import Registration
from tools.papers.order import MadeOrder, MadeUnit

SEED = 13
UNIT = 5
AREAS = ("104.60", "96.15", "88.40", "118.72", "92.32", "104.60", "96.15", "141.08")
"""Of the order's units; the extract has another area for the fifth."""

FLOORS = ("קרקע", "קרקע", "ראשונה", "ראשונה", "שנייה", "שנייה", "שלישית", "רביעית")
ADDRESS = ("הגפן", "12", "כפר סבא")


def write_drawn_case(folder: Path, licence: str = "1234") -> Path:
    """The case folder: little is typed, the papers say the rest; nobody and nothing is real."""
    papers = folder / "documents"
    papers.mkdir(parents=True)
    facts = _registration()
    drawn_extract = drawn(facts, SEED)
    (papers / "נסח.pdf").write_bytes(drawn_extract.pdf())
    order = _order(facts).drawn().saved(folder.parent / "order.pdf")
    scanned(order, papers / "צו בית משותף.pdf", SEED)
    made_permit(SEED).paper.saved(papers / "היתר.pdf")
    street, house, city = ADDRESS
    fields = {
        "report.kind": "full", "report.purpose": "market_value",
        "address.city": city, "address.street": street, "address.house_number": house,
        "parcel.gush": facts.head["gush"], "parcel.helka": facts.head["helka"],
        "parcel.tat_helka": str(UNIT), "unit.registered_area": "92.5",
        "rights.register": "condominium", "appraiser.licence_number": licence,
    }  # fmt: skip
    case = {"case": {"format": 1}, "fields": fields}
    (folder / "case.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    return folder


def _registration() -> Registration:
    facts = invented(SEED)
    street, house, city = ADDRESS
    head = facts.head | {"tat_helka": str(UNIT), "extract_date": "2026-10-12"}
    share = f"92/{sum(map(_whole, AREAS))}"
    cells = facts.unit.cells | {
        "floor": FLOORS[UNIT - 1], "unit_description": "דירה", "common_property_share": share,
    }  # fmt: skip
    unit = replace(facts.unit, number=UNIT, cells=cells, notes=facts.unit.notes[:1])
    parcel = facts.parcel | {"area": "987", "sub_parcels": str(len(AREAS)), "buildings": "1"}
    addresses = [{"address": f"{street} {house}, {city}"}]
    return replace(
        facts, head=head, unit=unit, parcel=parcel, addresses=addresses, notes=[], easements=[]
    )


def _order(facts: Registration) -> MadeOrder:
    street, house, city = ADDRESS
    whole = sum(map(_whole, AREAS))
    units = [
        MadeUnit(number, "I", area, "דירה", floor, "", "", f"{_whole(area)}/{whole}")
        for number, (area, floor) in enumerate(zip(AREAS, FLOORS, strict=True), start=1)
    ]
    own = facts.unit.attachments
    units[UNIT - 1].items = [
        (each["description"], each["mark"], each["colour"], f"{float(each['area']):.2f}")
        for each in own
    ]
    truth = {
        "file_number": "118/2016", "gush": facts.head["gush"], "helka": facts.head["helka"],
        "parcel_area": "978", "total_units": str(len(AREAS)), "date": "2016-11-06",
    }  # fmt: skip
    houses = [("I", "5", str(len(AREAS)), f"{street} {house}, {city}", "", "")]
    return MadeOrder(truth, houses, units)


def _whole(area: str) -> int:
    return int(float(area))
