"""A whole case on which no rule has anything to say; invented people and parcels."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.evidence import CaseEvidence, DocSource, DocType, Document, Image

TODAY = date(2026, 11, 21)
NONE: dict[str, Json] = {"state": "none"}

FIELDS: dict[str, Json] = {
    "report.reference": "2026-117",
    "report.kind": "full",
    "report.purpose": "market_value",
    "value.basis": "market_value",
    "client.name": "נועה ברק",
    "client.kind": "person",
    "client.relation": "owner",
    "visit.date": "2026-11-01",
    "visit.visitor": "דנה לוי",
    "visit.visitor_role": "signer",
    "visit.shown_by": "נועה ברק",
    "visit.not_inspected": NONE,
    "valuation.date": "2026-11-01",
    "report.date": "2026-11-15",
    "parcel.gush": "6109",
    "parcel.helka": "396",
    "parcel.tat_helka": "21",
    "address.city": "רמת גן",
    "address.street": "הדקל",
    "address.house_number": "8",
    "unit.description": "דירת 5 חדרים בבית משותף, גוש 6109 חלקה 396 תת חלקה 21",
    "unit.rooms": "5",
    "unit.floor": "4",
    "building.year_built": "2004",
    "building.floors": "9",
    "building.units": "56",
    "unit.position": ["front"],
    "unit.occupancy": "owner",
    "unit.user": "נועה ברק",
    "rights.kind": "ownership",
    "rights.register": "condominium",
    "appraiser.name": "דנה לוי",
    "appraiser.licence_number": "1234",
    "rights.extract_number": "51422",
    "rights.extract_date": "2026-10-20",
    "rights.office": "תל אביב",
    "parcel.area": "2400",
    "parcel.sub_parcels": "56",
    "rights.by_laws": "statutory",
    "unit.registered_floor": "רביעית",
    "unit.registered_area": "142.3",
    "rights.common_property_share": "142/7960",
    "rights.attachments": NONE,
    "rights.owners": [
        {"id": "o1", "name": "נועה ברק", "id_kind": "ID", "id_number": "123456782",
         "share": "1/2"},
        {"id": "o2", "name": "אורי ברק", "id_kind": "ID", "id_number": "000000018",
         "share": "1/2"},
    ],
    "rights.mortgages": NONE,
    "rights.notes": NONE,
    "rights.easements": NONE,
    "order.file_number": "77/2004",
    "order.date": "2004-06-01",
    "order.buildings": [{"id": "b1", "building": "1", "floors": "9", "units": "56"}],
    "order.unit": {"building": "1", "floor": "רביעית", "area": "142.3", "share": "142/7960"},
    "order.other_areas": [{"id": "x1", "kind": "מרפסת פתוחה", "area": "40"}],
    "licensing.permits": [
        {"id": "p1", "number": "20030412", "date": "2003-04-12",
         "permitted_text": "בניין מגורים בן 9 קומות ו-56 יחידות דיור", "dwelling_units": "56",
         "parcel_then": "6109/396", "kind": "new_building", "total_area": "8200"},
    ],
    "licensing.completion_certificate": {"number": "88", "date": "2004-05-01"},
    "licensing.deviations": NONE,
    "licensing.conformity": "conforms",
    "licensing.conformity_evidence": "השוואת התכנית המאושרת למצב בביקור",
    "planning.plans": [
        {"id": "n1", "number": "רג/340", "name": "תכנית מתאר", "gazette": "1234",
         "date": "1970-01-15", "essence": "מתאר", "status": "in_force", "kind": "outline"},
        {"id": "n2", "number": "רג/340/ג/21", "name": "תוספת קומות", "gazette": "5120",
         "date": "2002-10-10", "essence": "תוספת", "status": "in_force", "kind": "detailed"},
    ],
    "planning.designation": "מגורים ג",
    "planning.building_percent": "180",
    "planning.potential": NONE,
    "environment.description": "רחוב מגורים שקט.",
    "environment.transit": "כ-600 מטר",
    "parcel.boundaries": [{"id": "w1", "side": "north", "text": "רחוב הדקל"}],
    "unit.built_area": "150",
    "unit.built_area_source": "graphic_measure",
    "unit.plan_scale": "1:100",
    "unit.calibration": "נבדקו 12.40, 8.15 ו-6.05 מטר",
    "unit.condition": "good",
    "unit.layout": "סלון, מטבח, ארבעה חדרי שינה.",
    "unit.finish": "ריצוף גרניט פורצלן.",
    "rights.history": NONE,
    "sources.log": [
        {"id": "s1", "fact": "הזכויות", "kind": "registry", "source": "נסח רישום 51422"},
    ],
    "valuation.approaches": [
        {"id": "g1", "approach": "comparison", "use": "main", "reason": "שוק פעיל"},
        {"id": "g2", "approach": "cost", "use": "not_used", "reason": "אינה מקובלת לדירות"},
    ],
    "comparables": [
        {"id": "c1", "date": "2026-02-01", "address": "הדקל 4", "area": "140",
         "area_basis": "equivalent", "price": "4830000", "share_sold": "1/1",
         "year_built": "2004", "evidence": "deal"},
        {"id": "c2", "date": "2026-05-11", "address": "הדקל 10", "area": "130",
         "area_basis": "equivalent", "price": "4550000", "share_sold": "1/1",
         "year_built": "2006", "evidence": "deal"},
        {"id": "c3", "date": "2025-12-24", "address": "התמר 3", "area": "150",
         "area_basis": "equivalent", "price": "5400000", "share_sold": "1/1",
         "year_built": "2001", "evidence": "deal"},
    ],
    "comparables.source": "רשות המסים, מאגר העסקאות",
    "valuation.areas": [
        {"id": "a1", "name": "דירה", "category": "flat", "area": "142.3", "coefficient": "1",
         "source": "נסח רישום"},
        {"id": "a2", "name": "מרפסת", "category": "balcony", "area": "40",
         "coefficient": "0.5", "source": "צו בית משותף"},
    ],
    "valuation.area_basis": "equivalent",
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.adopted_reason": "קרוב לממוצע ולחציון.",
    "valuation.rounding_step": "100000",
    "valuation.vat": "included",
    "considerations.environment": "מיקום טוב.",
    "considerations.rights": "זכויות בעלות בתת חלקה 21.",
    "considerations.planning": "בנוי על פי היתר.",
    "considerations.valuation": "גישת ההשוואה; גישת העלות אינה מקובלת לדירות.",
    "export.signature_method": "none",
    "export.id_numbers": "last_four",
    "export.annexes": "all",
    "declarations.no_interest": True,
    "declarations.by_standards": True,
}  # fmt: skip

EVIDENCE = CaseEvidence(
    documents=(
        Document(
            id="m", valuation_id="v", doc_type=DocType.GIS_SCREENSHOT, file_name="map.png",
            storage_key="m", sha256="m", source=DocSource.USER_UPLOAD,
            created_at=datetime(2026, 11, 2, tzinfo=UTC),
        ),
    ),
    images=(
        Image(
            id="i", valuation_id="v", file_name="front.jpg", storage_key="i", sha256="i",
            created_at=datetime(2026, 11, 2, tzinfo=UTC), front=True,
        ),
    ),
)  # fmt: skip


def clean_case(changes: Mapping[str, Json] | None = None) -> Case:
    """The clean case with changed fields; a path "list/row/column" changes one cell.

    None forgets a field or a cell.
    """
    fields: dict[str, Json] = dict(FIELDS)
    for path, content in (changes or {}).items():
        head, *rest = path.split("/")
        whole = fields.get(head)
        if len(rest) == 2 and isinstance(whole, list):
            fields[head] = [_with_cell(row, rest[0], rest[1], content) for row in whole]
        elif len(rest) == 1 and isinstance(whole, dict):
            fields[head] = {**whole, rest[0]: content}
        else:
            fields[head] = content
    return decode_case("clean", {key: entry for key, entry in fields.items() if entry is not None})


def _with_cell(row: Json, row_id: str, column: str, content: Json) -> Json:
    if not isinstance(row, dict) or row["id"] != row_id:
        return row
    changed = {**row, column: content}
    return {name: cell for name, cell in changed.items() if cell is not None}
