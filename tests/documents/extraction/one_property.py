"""The papers of one property: an extract, and an order and a permit that were scanned.

The extract is right. The order has another area and floor of the unit and another area of the
parcel, so that papers that are read one by one contradict each other where they were meant to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tests.documents.extraction.tabu_facts import invented
from tests.documents.extraction.tabu_truth import truth_of
from tools.papers.drawn_paper import DrawnPaper, scanned
from tools.papers.extract import drawn
from tools.papers.extract_facts import Registration
from tools.papers.order import MadeOrder, MadeUnit
from tools.papers.permit import draw_form_3

UNIT = 3
AREAS = ("96.40", "104.25", "88.70", "121.30")
FLOORS = ("ראשונה", "שנייה", "שלישית", "רביעית")
ADDRESS = ("הגפן", "12", "כפר סבא")
REGISTERED_AREA, REGISTERED_FLOOR, PARCEL_AREA = "86.55", "שנייה", "1284"
"""As the extract has them; the order says 88.70, the third floor and 1,248."""

ORDERED_PARCEL_AREA = "1248"
PERMIT_NUMBER = "140731"


@dataclass(frozen=True, slots=True)
class PapersOfOneProperty:
    """The extract's file and truth by path; the order and the permit as they left the printer."""

    extract: bytes
    truth: Mapping[str, str]
    order: DrawnPaper
    permit: DrawnPaper
    seed: int

    def written(self, folder: Path) -> list[Path]:
        """The three files: the extract with its words, the others as pictures of pages."""
        folder.mkdir()
        extract = folder / "נסח.pdf"
        extract.write_bytes(self.extract)
        found = [extract]
        for name, paper in (("צו.pdf", self.order), ("היתר.pdf", self.permit)):
            printed = paper.saved(folder.parent / f"printed-{name}")
            found.append(scanned(printed, folder / name, self.seed))
        return found


def papers_of_one_property(seed: int) -> PapersOfOneProperty:
    """The papers of a seed: numbers, people and rights are invented, the property is one."""
    facts = _registration(seed)
    extract = drawn(facts, seed).pdf()
    return PapersOfOneProperty(extract, truth_of(facts), _order(facts), _permit(facts), seed)


def _registration(seed: int) -> Registration:
    facts = invented(seed)
    street, house, city = ADDRESS
    share = f"{_whole(AREAS[UNIT - 1])}/{sum(map(_whole, AREAS))}"
    cells = {
        "unit_description": "דירה", "floor": REGISTERED_FLOOR, "unit_area": REGISTERED_AREA,
        "common_property_share": share, "building": "I",
    }  # fmt: skip
    unit = replace(facts.unit, number=UNIT, cells=cells, attachments=[], additional=[])
    parcel = {"area": PARCEL_AREA, "sub_parcels": str(len(AREAS)), "buildings": "1"}
    return replace(
        facts, unit=unit, parcel=facts.parcel | parcel,
        head=facts.head | {"tat_helka": str(UNIT)},
        addresses=[{"building": "I", "address": f"{street} {house}, {city}"}],
    )  # fmt: skip


def _order(facts: Registration) -> DrawnPaper:
    street, house, city = ADDRESS
    whole = sum(map(_whole, AREAS))
    units = [
        MadeUnit(number, "I", area, "דירה", floor, "", "", f"{_whole(area)}/{whole}")
        for number, (area, floor) in enumerate(zip(AREAS, FLOORS, strict=True), start=1)
    ]
    said = {
        "file_number": "31180216", "gush": facts.head["gush"], "helka": facts.head["helka"],
        "parcel_area": ORDERED_PARCEL_AREA, "total_units": str(len(AREAS)), "date": "2016-11-06",
    }  # fmt: skip
    houses = [("I", "5", str(len(AREAS)), f"{street} {house}, {city}", "", "")]
    return MadeOrder(said, houses, units).drawn()


def _permit(facts: Registration) -> DrawnPaper:
    street, house, city = ADDRESS
    paper = DrawnPaper()
    said = {
        "number": PERMIT_NUMBER, "request_number": "20130212", "issue_date": "2014-07-31",
        "gush": facts.head["gush"], "helka": facts.head["helka"], "plot": "7",
        "building_file": "8312", "committee": city, "authority": city,
        "neighbourhood": "מרכז העיר", "address": f"{street} {house}", "plans[0]": "כס/340/21",
        "session": "14", "session_date": "2014-05-19", "valid_years": "3",
    }  # fmt: skip
    lines = (
        f'הקמת בית מגורים משותף (בניין מס\' 2) בן 5 קומות סה"כ {len(AREAS)} יח"ד',
        "המכיל :",
        'מגורים 412.35 מ"ר;',
        'מרפסות פתוחות 48.60 מ"ר;',
        "אנטנה, מערכת סולרית, גדרות ופתוח; הכל בהתאם לתכנית.",
    )
    draw_form_3(paper, said, lines)
    return paper


def _whole(area: str) -> int:
    return int(Decimal(area).quantize(Decimal(1)))
