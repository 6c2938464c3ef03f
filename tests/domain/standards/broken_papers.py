"""Cases that break, or just keep, the rules about papers, building and unit."""

from shamay_desktop.domain.case_json import Json

NONE: dict[str, Json] = {"state": "none"}
Changes = dict[str, Json]

AGREED: Changes = {"rights.by_laws": "agreed", "rights.by_laws_text": "החניות לשימוש הדיירים."}
LEASED: Changes = {
    "rights.kind": "lease",
    "rights.certificate": {"issuer": 'רמ"י', "date": "2026-10-01"},
    "rights.leases": [{"id": "l", "name": "נועה ברק", "share": "1/1", "end_date": "2062-01-01"}],
}


def units(*shares: str) -> Json:
    """The order's table of all units; the subject's is the first row."""
    return [
        {"id": f"u{at}", "number": str(20 + at), "share": share}
        for at, share in enumerate(shares, 1)
    ]


def attachments(*rows: tuple[str, str, str]) -> Json:
    """(description, mark, area)."""
    return [
        {"id": f"h{at}", "description": what, "mark": mark, "area": area}
        for at, (what, mark, area) in enumerate(rows, 1)
    ]


def permit(**cells: Json) -> Json:
    """One permit with the cells that every permit needs."""
    return [
        {"id": "p1", "number": "20030412", "date": "2003-04-12", "permitted_text": "בניין",
         "kind": "new_building", **cells},
    ]  # fmt: skip


MORTGAGED: Changes = {"rights.reservation": "המשכנתה הובאה בחשבון"}
PARKED: Changes = {"unit.parking": [{"id": "k", "kind": "covered", "count": "2",
                                     "holding": "attached"}]}  # fmt: skip
ATTACHED = attachments(("חניה", "כא", "12.5"), ("מחסן", "נד", "6.2"))

BROKEN: list[tuple[str, Changes, str]] = [
    ("description", {"unit.user": None}, "unit.user"),
    ("order-unit-number", {"order.unit/number": "22"}, "order.unit/number"),
    ("order-parcel", {"order.parcel": {"gush": "6109", "helka": "397"}}, "order.parcel/helka"),
    ("plan-kind", {"planning.plans/n2/kind": None}, "planning.plans/n2/kind"),
    ("permit-kind", {"licensing.permits/p1/kind": {"state": "empty"}},
     "licensing.permits/p1/kind"),
    ("order-parcel-area", {"order.parcel": {"area": "2401"}}, "order.parcel/area"),
    ("address-differs", {"rights.addresses": [{"id": "a", "address": "התמר 8, רמת גן"}]},
     "rights.addresses/a/address"),
    ("address-differs", {"order.buildings/b1/address": "הדקלים 8"},
     "order.buildings/b1/address"),
    ("order-floors", {"building.floors": "10"}, "building.floors"),
    ("extract-partial", {"rights.extract_kind": "partial"}, "rights.extract_kind"),
    ("lift-count", {"building.lift": False, "building.lifts": "2"}, "building.lifts"),
    ("lift-count", {"building.lift": True, "building.lifts": "0"}, "building.lifts"),
    ("renovated-before-built", {"unit.year_renovated": "2003"}, "unit.year_renovated"),
    ("rooms-area", {"unit.room_list": [{"id": "a", "size": "100"}, {"id": "b", "size": "51"}]},
     "unit.room_list"),
    ("parking-attached", PARKED, "unit.parking"),
    ("parking-attached", {**PARKED, "rights.attachments": ATTACHED}, "rights.attachments"),
    ("storage-attached", {"unit.storage": [{"id": "s", "area": "6", "holding": "attached"}]},
     "unit.storage"),
    ("permit-areas",
     {"licensing.permits": permit(total_area="120"),
      "licensing.areas": [{"id": "a", "kind": "מגורים", "area": "100"},
                          {"id": "b", "kind": 'ממ"ד', "area": "12"}]},
     "licensing.permits/p1/total_area"),
    ("permit-areas",
     {"licensing.permits": permit(total_area="120", main_area="90", service_area="25")},
     "licensing.permits/p1/total_area"),
    ("permit-expired",
     {"licensing.permits": permit(valid_until="2007-04-12", execution="partly")},
     "licensing.permits/p1/valid_until"),
    ("permit-expired", {"licensing.permits": permit(valid_years="3", execution="not_built")},
     "licensing.permits/p1/valid_until"),
    ("completion-early", {"licensing.completion_certificate/date": "2003-04-11"},
     "licensing.completion_certificate/date"),
    ("conformity-deviations",
     {"licensing.conformity": "conforms", "licensing.conformity_evidence": "השוואה לתכנית",
      "licensing.deviations": "סגירת מרפסת ללא היתר"}, "licensing.deviations"),
    ("mortgage-parts", {**MORTGAGED, "rights.mortgages": [{"id": "m", "rank": "1"}]},
     "rights.mortgages/m/lender"),
    ("mortgage-currency",
     {**MORTGAGED, "rights.mortgages": [{"id": "m", "lender": "בנק", "foreign_amount": "5000"}]},
     "rights.mortgages/m/currency"),
    ("note-parts", {"rights.notes": [{"id": "n", "text": "הערה"}]}, "rights.notes/n/act"),
    ("notes-repeated",
     {"rights.notes": [{"id": "n", "act": "תקנה 27"}, {"id": "o", "act": "תקנה 27"}]},
     "rights.notes/o/act"),
    ("easement-parts", {"rights.easements": [{"id": "e", "text": "זכות מעבר"}]},
     "rights.easements/e/direction"),
    ("by-laws-text", {**AGREED, "rights.by_laws_text": None}, "rights.by_laws_text"),
    ("certificate", {**LEASED, "rights.certificate": None}, "rights.certificate"),
    ("expropriation-considered",
     {"planning.expropriations": [{"id": "x", "purpose": "דרך", "area": "12"}]},
     "planning.expropriations"),
    ("lease-dates", {**LEASED, "rights.leases/l/start_date": "2062-01-01"},
     "rights.leases/l/end_date"),
    ("order-row",
     {"order.units": [{"id": "u", "number": "21", "area": "142.3", "share": "141/7960"}]},
     "order.unit/share"),
    ("order-row", {"order.units": [{"id": "u", "number": "21", "floor": "חמישית"}]},
     "order.unit/floor"),
    ("order-shares",
     {"order.total_units": "2", "order.buildings/b1/units": "2", "parcel.sub_parcels": "2",
      "order.units": units("142/7960", "7817/7960")}, "order.units"),
    ("order-total", {"order.total_units": "57"}, "order.total_units"),
    ("order-attachments",
     {"rights.attachments": ATTACHED, "order.attachments": attachments(("מחסן", "נד", "6.2"))},
     "rights.attachments/h1/description"),
    ("order-attachments",
     {"rights.attachments": ATTACHED,
      "order.attachments": attachments(("חניה", "כא", "12.5"), ("מחסן", "נד", "6.3"))},
     "rights.attachments/h2/description"),
    ("order-attachments",
     {"rights.attachments": attachments(("חניה", "כא", "12.5")), "order.attachments": ATTACHED},
     "order.attachments/h2/description"),
    ("order-other-areas",
     {"rights.additional_areas": [{"id": "x", "kind": "מרפסת", "area": "38"}]},
     "rights.additional_areas"),
    ("identity-number",
     {**MORTGAGED, "rights.mortgages": [{"id": "m", "lender": "בנק",
                                         "lender_id_number": "123456789"}]},
     "rights.mortgages/m/lender_id_number"),
    ("lessees-shares",
     {**LEASED, "rights.leases": [{"id": "l", "level": "1", "share": "1/1"},
                                  {"id": "m", "level": "2", "share": "1/3"}]},
     "rights.leases/m/share"),
]  # fmt: skip

KEPT: list[tuple[str, Changes]] = [
    ("description", {"unit.user": NONE}),
    ("order-unit-number", {"order.unit/number": "21"}),
    ("order-parcel",
     {"order.parcel": {"gush": "6100", "helka": "7"},
      "parcel.former": [{"id": "f", "gush": "6100", "helka": "7"}]}),
    ("order-parcel", {"parcel.gush": "6109-6110", "order.parcel": {"gush": "6110"}}),
    ("plan-kind", {"planning.plans/n2/kind": NONE}),
    ("order-parcel-area", {"order.parcel": {"area": "2400.0"}}),
    ("address-differs", {"rights.addresses": [{"id": "a", "address": "התמר 3"},
                                              {"id": "b", "address": "רח' הדקל 8, רמת גן"}]}),
    ("address-differs",
     {"address.street": "רחוב ה'דקל", "order.buildings/b1/address": "הדקל 8"}),
    ("order-floors",
     {"building.floors": "10", "order.buildings": [
         {"id": "b1", "building": "1", "floors": "10", "units": "28"},
         {"id": "b2", "building": "2", "floors": "9", "units": "28"}]}),
    ("extract-historical",
     {"valuation.date": "2025-12-01", "valuation.date_reason": "x",
      "rights.extract_kind": "historical"}),
    ("lift-count", {"building.lift": True, "building.lifts": "1"}),
    ("lift-count", {"building.lifts": "1"}),
    ("renovated-before-built", {"building.year_renovated": "2004"}),
    ("rooms-area", {"unit.room_list": [{"id": "a", "size": "100"}, {"id": "b", "size": "50"}]}),
    ("parking-attached",
     {**PARKED, "rights.attachments": attachments(("2 חניות", "כא", "25"))}),
    ("parking-attached", {**PARKED, "unit.parking/k/holding": "shared"}),
    ("parking-attached", {**PARKED, "rights.attachments": None}),
    ("storage-attached",
     {"unit.storage": [{"id": "s", "area": "6", "holding": "attached"}],
      "rights.attachments": ATTACHED}),
    ("permit-areas",
     {"licensing.permits": permit(total_area="120"),
      "licensing.areas": [{"id": "a", "area": "100"}, {"id": "b", "area": "19"}]}),
    ("permit-areas",
     {"licensing.permits": permit(total_area="120"),
      "licensing.areas": [{"id": "a", "area": "100"}, {"id": "b", "kind": 'ממ"ד'}]}),
    ("permit-areas",
     {"licensing.permits": permit(total_area="120"),
      "licensing.areas": [{"id": "a", "permit": "אחר", "area": "100"}]}),
    ("permit-areas", {"licensing.permits": permit(total_area="120", main_area="90")}),
    ("permit-expired", {"licensing.permits": permit(valid_until="2007-04-12")}),
    ("permit-expired",
     {"licensing.permits": permit(valid_until="2026-11-01", execution="partly")}),
    ("completion-early", {"licensing.completion_certificate/date": "2003-04-12"}),
    ("conformity-deviations",
     {"licensing.conformity": "conforms", "licensing.conformity_evidence": "השוואה לתכנית"}),
    ("mortgage-currency",
     {**MORTGAGED, "rights.mortgages": [{"id": "m", "lender": "בנק", "foreign_amount": "5000",
                                         "currency": "USD"}]}),
    ("notes-repeated",
     {"rights.notes": [{"id": "n", "act": "תקנה 27", "scope": "unit"},
                       {"id": "o", "act": "תקנה 27", "scope": "parcel"}]}),
    ("by-laws-text", AGREED),
    ("certificate", LEASED),
    ("expropriation-considered",
     {"planning.expropriations": [{"id": "x", "area": "12"}],
      "considerations.planning": "ההפקעה להרחבת הדרך הובאה בחשבון."}),
    ("lease-dates", {**LEASED, "rights.leases/l/start_date": "2013-01-01"}),
    ("lessees-shares",
     {**LEASED, "rights.leases": [{"id": "l", "level": "1", "share": "1/1"},
                                  {"id": "m", "level": "2", "share": "1/2"},
                                  {"id": "n", "level": "2", "share": "1/2"}]}),
    ("order-row", {"order.units": [{"id": "u", "number": "21", "area": "142.30",
                                    "share": "142/7960", "floor": "קומה 4"}]}),
    ("order-row", {"order.units": [{"id": "u", "number": "22", "area": "90"}]}),
    ("order-shares", {"order.units": units("142/7960", "100/7960")}),
    ("order-shares",
     {"order.total_units": "2", "order.buildings/b1/units": "2", "parcel.sub_parcels": "2",
      "order.units": units("142/7960", "7818/7960")}),
    ("order-total", {"order.total_units": "56"}),
    ("order-attachments",
     {"rights.attachments": ATTACHED,
      "order.attachments": attachments(("מחסן", "נד", "6.20"), ("חניה", "כ א", "12.5"))}),
    ("order-attachments", {"rights.attachments": ATTACHED}),
    ("order-other-areas",
     {"rights.additional_areas": [{"id": "x", "kind": "מרפסת", "area": "40.0"}]}),
]  # fmt: skip
