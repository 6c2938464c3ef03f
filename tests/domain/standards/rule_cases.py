"""What breaks each rule and what just keeps it; every rule of the shipped sets has its examples."""

from datetime import date

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import CaseEvidence
from tests.domain.standards import approach_cases, broken_papers, drawn_cases
from tests.domain.standards.clean_case import NONE

IN_2027: dict[str, Json] = {
    "report.date": "2027-01-10",
    "visit.date": "2027-01-02",
    "valuation.date": "2027-01-02",
    "rights.extract_date": "2027-01-01",
}
LATER = date(2027, 2, 1)
STANDARD_19: dict[str, Json] = {
    "report.standard": "19",
    "valuation.quick_sale_percent": "85",
}
COMPREHENSIVE: dict[str, Json] = {"report.kind": "comprehensive"}
NO_EVIDENCE = CaseEvidence()


def mortgage(rank: str) -> Json:
    return [{"id": "m1", "rank": rank, "lender": "בנק", "amount": "500000"}]


def note(act: str) -> Json:
    return [{"id": "n1", "act": act, "beneficiary": "פלוני", "date": "2020-01-01"}]


def approaches(income: str) -> Json:
    return [
        {"id": "g1", "approach": "comparison", "use": "main", "value": "5700000", "reason": "x"},
        {"id": "g2", "approach": "income", "use": "supporting", "value": income, "reason": "x"},
    ]


def adjusted(*cells: tuple[str, str, str], reason: str = "x") -> Json:
    """Adjustments in percent: comparable, head, amount."""
    rows: list[Json] = []
    for number, (comparable, head, amount) in enumerate(cells, 1):
        row: dict[str, Json] = {"id": f"j{number}", "comparable": comparable, "head": head}
        row |= {"unit": "percent", "amount": amount}
        rows.append({**row, "reason": reason} if reason else row)
    return rows


def by_index(told: str) -> Json:
    """A time adjustment of the second comparable, taken from an index with these points."""
    row: dict[str, Json] = {"id": "j1", "comparable": "c2", "head": "time", "unit": "percent"}
    source: Json = {"origin": "computed", "by": "dana@example.com", "note": told}
    row |= {"amount": {"value": "-0.8", "state": "value", "source": source}, "reason": "x"}
    return [row]


BROKEN: list[tuple[str, dict[str, Json], str]] = [
    ("mandatory", {"client.relation": None}, "client.relation"),
    ("mandatory", {"client.relation": {"state": "empty"}}, "client.relation"),
    ("mandatory", {"visit.date": NONE, "valuation.date_reason": "x"}, "visit.date"),
    ("mandatory", {"valuation.date": "2026-10-30"}, "valuation.date_reason"),
    ("mandatory", {"rights.mortgages": None}, "rights.mortgages"),
    ("range", {"unit.rooms": "16"}, "unit.rooms"),
    ("range", {"order.unit/area": None, "comparables/c1/rooms": "20"}, "comparables/c1/rooms"),
    ("too-short", {"client.name": "א"}, "client.name"),
    ("client", {"client.relation": "unknown"}, "client.relation"),
    ("visit-future", {"visit.date": "2026-11-16", "valuation.date_reason": "x"}, "visit.date"),
    ("visit-age", {"visit.date": "2026-08-14", "valuation.date_reason": "x"}, "visit.date"),
    ("visit", {"report.kind": "expert_opinion", "visit.visitor_role": "trainee"},
     "visit.visitor_role"),
    ("visit", {"report.purpose": "court", "visit.visitor_role": "partner"}, "visit.visitor_role"),
    ("not-inspected", {"visit.not_inspected": None}, "visit.not_inspected"),
    ("valuation-date", {"valuation.date": "2026-11-16", "valuation.date_reason": "x"},
     "valuation.date"),
    ("report-date", {"report.date": "2026-11-22"}, "report.date"),
    ("extract-future", {"rights.extract_date": "2026-11-16"}, "rights.extract_date"),
    ("extract-age", {"rights.extract_date": "2026-07-31"}, "rights.extract_date"),
    ("extract-age-19", {**STANDARD_19, "rights.extract_date": "2026-09-14"},
     "rights.extract_date"),
    ("extract-historical", {"valuation.date": "2025-12-01", "valuation.date_reason": "x"},
     "valuation.date"),
    ("year-built", {"building.year_built": "2032"}, "building.year_built"),
    ("one-identity", {"unit.description": "דירה, תת חלקה 22"}, "unit.description"),
    ("one-identity", {"unit.description": "דירה, גוש 6019 חלקה 396"}, "unit.description"),
    ("one-identity", {"considerations.rights": "בעלות בחלקה: 369"}, "considerations.rights"),
    ("own-neighbour", {"parcel.boundaries/w1/text": "חלקה 396"}, "parcel.boundaries/w1/text"),
    ("parcel-twice",
     {"parcels": [{"id": "z", "gush": "6109", "helka": "396", "tat_helka": "21"}]},
     "parcels/z/helka"),
    ("permit-parcel", {"licensing.permits/p1/parcel_then": "גוש 6100 חלקה 7 מגרש 3"},
     "licensing.permits/p1/parcel_then"),
    ("address-parts", {"address.house_number": None}, "address.house_number"),
    ("transit", {"environment.transit": None}, "environment.transit"),
    ("sub-parcels-common", {"parcel.sub_parcels": "57"}, "parcel.sub_parcels"),
    ("sub-parcels-differ", {"parcel.sub_parcels": "54"}, "parcel.sub_parcels"),
    ("permit-units", {"licensing.permits/p1/dwelling_units": "50"}, "licensing.permits"),
    ("flats-over-parcel", {"parcel.sub_parcels": "4"}, "building.units"),
    ("floor-high", {"building.floors": "3"}, "unit.floor"),
    ("floor-differs", {"unit.registered_floor": "חמישית"}, "unit.floor"),
    ("planning", {"planning.plans/n1/status": None}, "planning.plans/n1/status"),
    ("planning", {"planning.plans/n2/date": {"state": "empty"}}, "planning.plans/n2/date"),
    ("plan-gazette", {"planning.plans/n1/gazette": None}, "planning.plans/n1/gazette"),
    ("plans-order", {"planning.plans/n2/gazette": "1100"}, "planning.plans/n2/gazette"),
    ("permits", {"licensing.permits/p1/number": None}, "licensing.permits/p1/number"),
    ("rights", {"rights.owners/o2/share": None}, "rights.owners/o2/share"),
    ("owners-shares", {"rights.owners/o2/share": "1/3"}, "rights.owners"),
    ("owners-shares", {"rights.owners/o2/share": NONE}, "rights.owners"),
    ("lessees-shares", {"rights.leases": [{"id": "l", "share": "1/2"}]}, "rights.leases"),
    ("identity-number", {"rights.owners/o1/id_number": "12345678"}, "rights.owners/o1/id_number"),
    ("identity-number",
     {"loan.borrowers": [{"id": "b", "name": "גל ים", "id_number": "123456789"}]},
     "loan.borrowers/b/id_number"),
    ("encumbrance-considered", {"rights.mortgages": mortgage("1")}, "considerations.rights"),
    ("encumbrance-considered", {"rights.notes": note("עיקול")}, "considerations.rights"),
    ("encumbrance-considered", {"rights.notes": note("צו הריסה")}, "considerations.rights"),
    ("mortgage-ranks",
     {"rights.mortgages": mortgage("2"), "rights.reservation": "המשכנתה הובאה בחשבון"},
     "rights.mortgages"),
    ("rights-owner", {"rights.owners/o1/name": "רשות מקרקעי ישראל"}, "rights.kind"),
    ("lease-end", {"rights.leases": [{"id": "l", "share": "1/1", "end_date": "2030-01-01"}]},
     "rights.leases/l/end_date"),
    ("common-share-area",
     {"rights.common_property_share": "120/7960", "order.unit/share": "120/7960"},
     "rights.common_property_share"),
    ("order-area", {"order.unit/area": "140"}, "unit.registered_area"),
    ("order-share", {"order.unit/share": "141/7960"}, "rights.common_property_share"),
    ("history", {"rights.history": None}, "rights.history"),
    ("history-comprehensive", {**COMPREHENSIVE, "rights.history": None}, "rights.history"),
    ("area-source", {"valuation.areas/a2/source": None}, "valuation.areas/a2/source"),
    ("area-complete", {"valuation.areas/a2/category": None}, "valuation.areas/a2/category"),
    ("graphic-measure", {"unit.calibration": "נבדקו 12.40 ו-8.15 מטר"}, "unit.calibration"),
    ("9.0", {"valuation.areas/a2/category": "covered_balcony"}, "valuation.areas/a2/category"),
    ("not-defined",
     {"valuation.adopted_reason": 'חושב לפי שטח אקוויוולנטי בהתאם לתקן 9.'},
     "valuation.adopted_reason"),
    ("area-gap", {"unit.built_area": "164"}, "unit.area_gap_reason"),
    ("area-gap-large", {"unit.built_area": "180"}, "unit.area_gap_reason"),
    ("area-used", {"valuation.area_basis": "registered", "valuation.areas/a1/area": "142"},
     "valuation.areas"),
    ("comparables-none", {"comparables": NONE}, "comparables"),
    ("comparables", {"comparables/c1/date": "2024-10-31", "comparables/c1/adjustment": "3",
                     "comparables/c1/adjustment_reason": "זמן"}, "comparables"),
    ("comparables", {"comparables/c2/date": None}, "comparables"),
    ("comparables", {"comparables/c2/evidence": "asking_price"}, "comparables"),
    ("comparables", {"comparables/c2/evidence": "valuation"}, "comparables"),
    ("evidence-unstated", {"comparables/c2/evidence": None}, "comparables/c2/evidence"),
    ("comparable-age", {"comparables/c1/date": "2024-10-31"}, "comparables/c1/date"),
    ("comparable-future", {"comparables/c1/date": "2026-11-16"}, "comparables/c1/date"),
    ("comparable-incomplete", {"comparables/c1/area": "0"}, "comparables/c1/area"),
    ("comparable-incomplete", {"comparables/c1/price": None}, "comparables/c1/price"),
    ("adjustments", {"comparables/c2/adjustment": "-36",
                     "comparables/c2/adjustment_reason": "מצב"}, "comparables/c2/adjustment"),
    ("adjustment-reason", {"comparables/c2/adjustment": "5"}, "comparables/c2/adjustment_reason"),
    ("adjustments",
     {"comparables.adjustments": adjusted(("c2", "size", "-20"), ("c2", "age", "16"))},
     "comparables.adjustments/j1/amount"),
    ("adjustment-reason",
     {"comparables.adjustments": adjusted(("c2", "size", "-5"), reason="")},
     "comparables.adjustments/j1/reason"),
    ("adjustment-twice",
     {"comparables.adjustments": adjusted(("c2", "size", "-5"), ("c2", "size", "2"))},
     "comparables.adjustments/j2/amount"),
    ("adjustment-ways",
     {"comparables.adjustments": adjusted(("c2", "size", "-5")),
      "comparables/c3/adjustment": "3", "comparables/c3/adjustment_reason": "x"},
     "comparables/c3/adjustment"),
    ("adjustment-mode",
     {"comparables.adjustments": adjusted(("c2", "size", "-5"), ("c2", "age", "2"))},
     "valuation.adjustment_mode"),
    ("time-provisional",
     {"comparables.adjustments": by_index("40010 2026-03 599.6 (1993, 2026-09-29) → "
                                         "2026-11 594.8* (1993, 2026-09-29)")},
     "comparables.adjustments/j1/amount"),
    ("time-bases",
     {"comparables.adjustments": by_index("40010 2026-03 599.6 (1993, 2026-09-29) → "
                                         "2026-11 101.2 (2024, 2026-09-29)")},
     "comparables.adjustments/j1/amount"),
    ("time-moved",
     {"comparables.adjustments": by_index("40010 2024-03 599.6 (1993, 2026-09-29) → "
                                         "2026-11 594.8 (1993, 2026-09-29)")},
     "comparables.adjustments/j1/amount"),
    ("time-moved",  # a month that does not stand for the valuation's, however near it is
     {"comparables.adjustments": by_index("40010 2026-05 599.6 (1993, 2026-09-29) → "
                                         "2026-09 594.8 (1993, 2026-09-29)")},
     "comparables.adjustments/j1/amount"),
    ("time-stand-in",
     {"comparables.adjustments": by_index("40010 2026-05 599.6 (1993, 2026-09-29) → "
                                         "2026-09 594.8 (1993, 2026-09-29) [2026-11]")},
     "comparables.adjustments/j1/amount"),
    ("time-stand-in-far",
     {"comparables.adjustments": by_index("40010 2026-05 599.6 (1993, 2026-09-29) → "
                                         "2026-08 594.8 (1993, 2026-09-29) [2026-11]")},
     "comparables.adjustments/j1/amount"),
    ("adjustment-rows",
     {"comparables.adjustments": [{"id": "j1", "comparable": "c2", "amount": "10"}]},
     "comparables.adjustments/j1/head"),
    ("adjustment-rows",
     {"comparables.adjustments": [{"id": "j1", "head": "size", "amount": "10"}]},
     "comparables.adjustments/j1/comparable"),
    ("adjustment-rows", {"comparables.adjustments": adjusted(("c9", "size", "10"))},
     "comparables.adjustments/j1/comparable"),
    ("adjustment-rows",
     {"comparables.adjustments": [{"id": "j1", "comparable": "c2", "head": "size"}]},
     "comparables.adjustments/j1/amount"),
    ("comparable-weight", {"comparables/c1/weight": "2"}, "comparables/c2/weight"),
    ("time-uneven", {"comparables.adjustments": adjusted(("c2", "time", "1"), ("c3", "time", "2"))},
     "comparables/c1/date"),
    ("comparable-quality", {"comparables/c3/evidence": "asking_price"}, "comparables/c3/evidence"),
    ("area-basis", {"comparables/c3/area_basis": "gross"}, "comparables/c3/area_basis"),
    ("area-basis-equivalent",
     {"valuation.area_basis": "registered", "comparables/c2/area_basis": "registered"},
     "comparables/c2/area_basis"),
    ("area-basis-unstated", {"comparables/c3/area_basis": None}, "comparables/c3/area_basis"),
    ("share-unstated", {"comparables/c3/share_sold": None}, "comparables/c3/share_sold"),
    ("comparable-share", {"comparables/c3/share_sold": "9/10"}, "comparables/c3/share_sold"),
    ("comparable-outlier", {"comparables/c3/price": "9000000"}, "comparables/c3/price"),
    ("comparable-twice",
     {"comparables/c2/date": "2026-02-01", "comparables/c2/price": "4830000",
      "comparables/c2/area": "140", "comparables/c2/address": "הדקל  4"},
     "comparables/c2/date"),
    ("comparable-years", {"comparables/c2/address": "הדקל 4"}, "comparables/c2/year_built"),
    ("excluded-reason", {"comparables/c3/included": False}, "comparables/c3/excluded_reason"),
    ("adopted-price", {"valuation.adopted_price_per_sqm": "39000"},
     "valuation.adopted_price_per_sqm"),
    ("calculation", {"valuation.extras": [{"id": "e", "amount": "-6000000"}]}, "valuation.areas"),
    ("vat", {"valuation.vat": "excluded"}, "valuation.vat"),
    ("vat", {"unit.description": "חנות בקומת קרקע"}, "valuation.vat"),
    ("residual", {"valuation.land_value": "900000"}, "valuation.land_value"),
    ("assumption", {"report.assumption": "הבניין הושלם"}, "report.assumption"),
    ("home-mortgage-19",
     {**STANDARD_19, "report.purpose": "home_mortgage", "loan.bank": "ב", "loan.branch": "1",
      "loan.number": "1", "loan.borrowers": NONE}, "report.purpose"),
    ("mandatory", {"report.standard": "19"}, "valuation.quick_sale_percent"),
    ("earlier-deals", {"report.purpose": "securities"}, "rights.earlier_deals"),
    ("basis-defined", {"value.basis": "other"}, "value.basis_definition"),
    ("unlicensed-19", {**STANDARD_19, "licensing.deviations": "סגירת מרפסת"},
     "licensing.deviations"),
    ("potential-19", {**STANDARD_19, "planning.potential": "תוספת שתי קומות"},
     "planning.potential"),
    ("deviation-19", {**STANDARD_19, "report.deviation_reason": "x"}, "report.deviation_reason"),
    ("declarations", {"declarations.no_interest": False}, "declarations.no_interest"),
    ("doubled-words", {"unit.finish": "ריצוף ריצוף חדש"}, "unit.finish"),
    *broken_papers.BROKEN,
    *drawn_cases.BROKEN,
    *approach_cases.BROKEN,
    ("sources-log", {"sources.log": None}, "sources.log"),
    ("sources-complete", {"sources.log/s1/source": None}, "sources.log/s1/source"),
    ("sources-spoken", {"sources.log/s1/kind": "spoken"}, "sources.log/s1/given_by"),
    ("experts", {"report.expert_list": [{"id": "x", "name": "מודד", "skill": "מדידות"}]},
     "report.expert_list/x/matter"),
    ("visit-extent", {"visit.extent": "exterior"}, "visit.not_inspected"),
    ("heirs-shares",
     {"report.purpose": "inheritance",
      "inheritance.heirs": [{"id": "h", "name": "א", "share": "1/2"}]}, "inheritance.heirs"),
    ("coowners-shares",
     {"report.purpose": "partition",
      "partition.parties": [{"id": "p", "name": "א", "share": "2/3"}]}, "partition.parties"),
    ("adopted-source",
     {"valuation.adopted_from": "mean", "valuation.adopted_price_per_sqm": "36300"},
     "valuation.adopted_from"),
    ("principles", {"valuation.approaches/g2/reason": None}, "valuation.approaches/g2/reason"),
    ("approaches-gap", {**STANDARD_19, "valuation.approaches": approaches("6840001")},
     "valuation.approaches_gap_reason"),
    ("rents", {"valuation.approaches": approaches("5700000")}, "income.rents"),
    ("rents", {"report.purpose": "rent", "income.rents": [{"id": "r", "rent": "7000"}]},
     "income.rents"),
    ("cap-rate", {"income.cap_rate": "3"}, "income.cap_rate_source"),
    ("lease-over", {"income.leases": [{"id": "l", "to": "2026-10-31"}]}, "income.leases/l/to"),
    ("rent-differs",
     {"unit.occupancy": "rented", "unit.rent": "7000",
      "income.leases": [{"id": "l", "rent": "6900"}]}, "unit.rent"),
    ("value-range",
     {"valuation.range_low": "5000000", "valuation.range_high": "5600000",
      "valuation.range_reason": "x"}, "valuation.range_low"),
    ("value-range",
     {"valuation.range_low": "6000000", "valuation.range_high": "5000000",
      "valuation.range_reason": "x"}, "valuation.range_low"),
    ("value-range-half", {"valuation.range_low": "5000000", "valuation.range_reason": "x"},
     "valuation.range_high"),
    ("share-discount", {"rights.valued_share": "1/2"}, "valuation.share_discount"),
    ("share-discount-idle", {"rights.valued_share": "1/1", "valuation.share_discount": "10"},
     "valuation.share_discount"),
    ("other-purpose", {"report.purpose": "market_value", "levy.value_after": "5700000"},
     "levy.value_after"),
    ("collateral-value", {**STANDARD_19, "collateral.value": "5700001"}, "collateral.value"),
    ("no-betterment",
     {"report.purpose": "betterment_levy", "levy.value_before": "5", "levy.value_after": "5"},
     "levy.value_after"),
    ("levy-day", {"report.purpose": "betterment_levy", "levy.plan_date": "2026-10-31"},
     "valuation.date"),
    ("reporting-day",
     {"report.purpose": "financial_statements", "accounts.reporting_date": "2026-09-30"},
     "valuation.date"),
]  # fmt: skip

KEPT: list[tuple[str, dict[str, Json]]] = [
    ("area-basis-equivalent",
     {"comparables/c2/area_basis": "registered", "valuation.areas/a2/category": "flat"}),
    ("area-used", {"valuation.area_basis": "registered"}),
    ("client", {**STANDARD_19, "client.relation": "unknown"}),
    ("mortgage-ranks",
     {"rights.mortgages": [{"id": "m1", "rank": "2"}, {"id": "m2", "rank": "1"}]}),
    ("visit-age", {"visit.date": "2026-08-15", "valuation.date_reason": "x"}),
    ("extract-age", {"rights.extract_date": "2026-08-01"}),
    ("extract-age-19", {**STANDARD_19, "rights.extract_date": "2026-09-15"}),
    ("valuation-date", {"valuation.date": "2026-11-16", "report.kind": "assumption_based"}),
    ("one-identity", {"unit.description": "דירה בגוש 6109, חלקה 396/168, תת חלקה 21"}),
    ("one-identity",
     {"unit.description": "דירה, חלקה 7", "parcel.former": [{"id": "f", "helka": "7"}]}),
    ("permit-parcel",
     {"licensing.permits/p1/parcel_then": "6100/7",
      "parcel.former": [{"id": "f", "gush": "6100", "helka": "7"}]}),
    ("address-parts", {"address.house_number": NONE}),
    ("floor-differs", {"unit.registered_floor": "דירת גג"}),
    ("floor-high", {"unit.floor": "גג", "building.floors": "1"}),
    ("area-gap", {"unit.built_area": "164", "unit.area_gap_reason": "סגירת מרפסת בהיתר"}),
    ("area-gap", {"unit.built_area": "156.53"}),
    ("comparable-age", {"comparables/c1/date": "2024-11-01"}),
    ("comparables", {"comparables/c2/evidence": None}),
    ("time-uneven", {"comparables.adjustments": adjusted(("c2", "size", "1"))}),
    ("time-uneven", {"comparables.adjustments":
                     adjusted(("c1", "time", "0"), ("c2", "time", "1"), ("c3", "time", "2"))}),
    ("evidence-unstated", {"comparables/c2/evidence": "valuation"}),
    ("adjustments", {"comparables/c2/adjustment": "35"}),
    ("adjustments",
     {"comparables.adjustments": adjusted(("c2", "size", "-20"), ("c2", "age", "15"))}),
    ("adjustment-reason", {"comparables.adjustments": adjusted(("c2", "size", "0"), reason="")}),
    ("adjustment-twice",
     {"comparables.adjustments": adjusted(("c2", "size", "-5"), ("c3", "size", "2"))}),
    ("adjustment-ways", {"comparables.adjustments": adjusted(("c2", "size", "-5"))}),
    ("adjustment-mode",
     {"comparables.adjustments": adjusted(("c2", "size", "-5"), ("c2", "age", "2")),
      "valuation.adjustment_mode": "sum"}),
    ("time-provisional",
     {"comparables.adjustments": by_index("40010 2026-03 599.6 (1993, 2026-09-29) → "
                                         "2026-11 594.8 (1993, 2026-09-29)")}),
    ("time-bases",
     {"comparables.adjustments": by_index("40010 2026-03 599.6 (1993, 2026-09-29) → "
                                         "2026-11 594.8 (1993, 2026-09-29)")}),
    ("time-moved",
     {"comparables.adjustments": by_index("40010 2026-05 599.6 (1993, 2026-09-29) → "
                                         "2026-09 594.8 (1993, 2026-09-29) [2026-11]")}),
    ("time-stand-in",
     {"comparables.adjustments": by_index("40010 2026-03 599.6 (1993, 2026-09-29) → "
                                         "2026-11 594.8 (1993, 2026-09-29)")}),
    ("time-stand-in-far",
     {"comparables.adjustments": by_index("40010 2026-05 599.6 (1993, 2026-09-29) → "
                                         "2026-09 594.8 (1993, 2026-09-29) [2026-11]")}),
    ("adjustment-rows", {"comparables.adjustments": adjusted(("c2", "size", "0"))}),
    ("adjustment-rows", {"comparables.adjustments": [{"id": "j9"}]}),
    ("adjustment-rows",
     {"comparables.adjustments": [{"id": "j1", "comparable": "c3", "head": "size"}],
      "comparables/c3/included": False, "comparables/c3/excluded_reason": "x"}),
    ("comparable-weight", {"comparables/c1/weight": "2", "comparables/c2/weight": "1",
                           "comparables/c3/weight": "0"}),
    ("vat", {"unit.description": "חנות בבית מגורים"}),
    ("unlicensed-19", {**STANDARD_19, "licensing.deviations": "לא נמצאו חריגות"}),
    ("encumbrance-considered",
     {"rights.mortgages": mortgage("1"), "considerations.rights": "הובאו משכנתאות בחשבון"}),
    ("encumbrance-considered", {"rights.notes": note("צורת החזקה")}),
    ("identity-number", {"rights.owners/o1/id_kind": "PASSPORT",
                         "rights.owners/o1/id_number": "12345678"}),
    ("doubled-words", {"unit.finish": "מצב טוב מאוד מאוד"}),
    ("not-defined", {"valuation.adopted_reason": 'שטח אקו\' לפי נוהג. נבדק לפי תקן 9.'}),
    ("planning", {"planning.plans/n1/date": NONE}),
    ("comparable-future", {"comparables/c1/date": "2026-11-15"}),
    *broken_papers.KEPT,
    *drawn_cases.KEPT,
    *approach_cases.KEPT,
    ("history", {"rights.history": None, "rights.earlier_deals": NONE}),
    ("sources-log", {"sources.log": NONE}),
    ("visit-extent", {"visit.extent": "partial", "visit.not_inspected": "המחסן"}),
    ("adopted-source", {"valuation.adopted_from": "range",
                        "valuation.adopted_price_per_sqm": "36300"}),
    ("approaches-gap", {**STANDARD_19, "valuation.approaches": approaches("6840000")}),
    ("approaches-gap", {"valuation.approaches": approaches("9000000")}),
    ("approaches-gap", {**STANDARD_19, "valuation.approaches": approaches("9000000"),
                        "valuation.approaches_gap_reason": "x"}),
    ("rents", {"valuation.approaches": approaches("5700000"), "income.rents": [
        {"id": name, "rent": "7000"} for name in ("r1", "r2", "r3")]}),
    ("lease-over", {"income.leases": [
        {"id": "l", "to": "2026-10-31", "option_to": "2026-11-01"}]}),
    ("rent-differs", {"unit.rent": "7000", "income.leases": [
        {"id": "l", "rent": "7000"}]}),
    ("value-range", {"valuation.range_low": "5700000", "valuation.range_high": "5700000"}),
    ("share-discount", {"rights.valued_share": "1/2", "valuation.share_discount": "0"}),
    ("share-discount", {"rights.valued_share": "1/1"}),
    ("share-discount-idle", {"rights.valued_share": "1/1", "valuation.share_discount": "0"}),
    ("share-discount-idle", {"rights.valued_share": "1/2", "valuation.share_discount": "10"}),
    ("other-purpose", {"report.purpose": "betterment_levy", "levy.value_after": "5700000"}),
    ("collateral-value", {**STANDARD_19, "collateral.value": "5700000"}),
    ("levy-day", {"report.purpose": "betterment_levy", "levy.plan_date": "2026-11-01"}),
    ("comparables-none", {"report.purpose": "rent", "comparables": NONE}),
]  # fmt: skip

HOME_MORTGAGE: dict[str, Json] = {
    "report.purpose": "home_mortgage", "loan.bank": "ב", "loan.branch": "1", "loan.number": "1",
    "loan.borrowers": NONE,
}  # fmt: skip
_FIRST: dict[str, Json] = {
    "id": "p1", "number": "20030412", "date": "2003-04-12", "permitted_text": "בניין",
    "kind": "new_building", "total_area": "8200",
}  # fmt: skip
_SECOND: dict[str, Json] = {
    "id": "p2", "number": "20150001", "date": "2015-01-01", "permitted_text": "תוספת",
    "kind": "addition",
}  # fmt: skip
TWO_PERMITS: Json = [_FIRST, _SECOND]


def plan(**cells: Json) -> Json:
    """One plan with the cells that every plan needs."""
    return [{"id": "n1", "number": "רג/340", "name": "מתאר", "gazette": "1234",
             "date": "2026-01-15", "kind": "outline", **cells}]  # fmt: skip


def alike(rooms: str, floor: str) -> dict[str, Json]:
    """All comparables with these rooms on this floor."""
    cells = {"rooms": rooms, "floor": floor}
    return {f"comparables/{row}/{name}": cell for row in ("c1", "c2", "c3")
            for name, cell in cells.items()}  # fmt: skip


FURTHER_BROKEN: list[tuple[str, dict[str, Json], str]] = [
    ("parcel-areas", {"parcels": [{"id": "z", "gush": "6109", "helka": "397"}]}, "parcels/z/area"),
    ("plot-plan", {"parcel.plot": "7"}, "parcel.plot_plan"),
    ("unsettled-land", {"parcel.settlement": "unsettled"}, "rights.reservation"),
    ("plan-status-date", {"planning.plans": plan(status="deposited")},
     "planning.plans/n1/status_date"),
    ("permit-area-table", {"licensing.permits": TWO_PERMITS}, "licensing.permits/p2/total_area"),
    ("conformity-claimed", {"licensing.conformity": None, "licensing.conformity_evidence": None},
     "considerations.planning"),
    ("as-of-today", {"rights.reservation": "נכון להיום אין הערות"}, "rights.reservation"),
    ("9.0-apart", {"valuation.areas/a2/category": "flat", "valuation.areas/a2/name": "מחסן"},
     "valuation.areas/a2/category"),
    ("comparable-unlike", {**alike("3", "0")}, "comparables"),
    ("no-new-facts", {"considerations.valuation": "נמצאה עסקה של 4,321,000 שקלים."},
     "considerations.valuation"),
    ("assumption-asked",
     {"report.kind": "assumption_based",
      "report.special_assumptions": [{"id": "s", "text": "הבניין הושלם"}]},
     "report.special_assumptions/s/requested_by"),
    ("plans-19", {**STANDARD_19, "planning.plans": plan(status="deposited")},
     "planning.plans/n1/status"),
    ("assumption-19", {**STANDARD_19, "report.kind": "assumption_based",
                       "report.assumption": "הבניין הושלם"}, "report.assumption"),
    ("uninspected-19", {**STANDARD_19, "visit.not_inspected": "המחסן: היה נעול"},
     "collateral.excluded"),
    ("income-19", {**STANDARD_19, "building.type": "offices"}, "valuation.approaches"),
    ("sketch-451", HOME_MORTGAGE, "export.annexes"),
    ("age-451", {**HOME_MORTGAGE, "report.date": "2026-08-20"}, "report.date"),
    ("inspection-taxes",
     {"report.kind": "inspection", "inspection.taxes": "היטל השבחה של 40,000 ₪"},
     "inspection.taxes"),
    ("dates-mixed", {"unit.finish": "שופץ ב־1.2.2020", "unit.layout": "נבדק ב־3/4/2021"},
     "unit.layout"),
    ("empty-items", {"unit.finish": "• ריצוף\n•\n• צבע"}, "unit.finish"),
    ("unbalanced", {"unit.finish": "ריצוף (גרניט פורצלן"}, "unit.finish"),
    ("unbalanced", {"unit.finish": 'מטבח "איטלקי'}, "unit.finish"),
    ("evaluative-words", {"unit.finish": "מטבח מהמם"}, "unit.finish"),
    ("two-counts", {"environment.description": "בניין ובו 18 דירות בו 56 דירות."},
     "environment.description"),
    ("two-roundings", {"unit.layout": 'דירה בשטח 142 מ"ר'}, "unit.layout"),
    ("street-spelling", {"address.street": "ז'בוטינסקי", "comparables/c1/address": "ז'בוטנסקי 4"},
     "comparables/c1/address"),
]  # fmt: skip

FURTHER_KEPT: list[tuple[str, dict[str, Json]]] = [
    ("parcel-areas", {"parcels": [{"id": "z", "gush": "6109", "helka": "397", "area": "9"}]}),
    ("plot-plan", {"parcel.plot": "7", "parcel.plot_plan": "רג/340"}),
    ("unsettled-land", {"parcel.settlement": "unsettled", "rights.reservation": "לא מוסדר"}),
    ("plan-status-date",
     {"planning.plans": plan(status="deposited", status_date="2026-01-15")}),
    ("plan-status-date", {"planning.plans": plan(status="in_force")}),
    ("permit-area-table",
     {"licensing.permits": TWO_PERMITS,
      "licensing.areas": [{"id": "a", "permit": "20150001", "area": "12"}]}),
    ("permit-area-table",
     {"licensing.permits": [_FIRST, {**_SECOND, "total_area": NONE}]}),
    ("plan-gazette", {"planning.plans/n1/gazette": NONE}),
    ("conformity-claimed", {"licensing.conformity": "differs"}),
    ("as-of-today",
     {"rights.reservation": "נכון להיום אין הערות", "rights.extract_date": "2026-11-15"}),
    ("9.0-apart", {"valuation.areas/a2/name": "מחסן"}),
    ("comparable-unlike", {**alike("3", "0"), "comparables/c2/rooms": "4",
                           "comparables/c2/floor": "7"}),
    ("comparable-unlike", {"comparables/c1/rooms": "2", "comparables/c1/floor": "0"}),
    ("no-new-facts", {"considerations.valuation": "שווי של 5,700,000 לפי 35,000 למ״ר."}),
    ("assumption-asked",
     {"report.kind": "assumption_based", "report.special_assumptions": [
         {"id": "s", "text": "הבניין הושלם", "requested_by": "המזמין"}]}),
    ("plans-19", {**STANDARD_19}),
    ("assumption-19", {**STANDARD_19, "report.assumption": NONE}),
    ("uninspected-19", {**STANDARD_19, "visit.not_inspected": "המחסן",
                        "collateral.excluded": "המחסן"}),
    ("income-19", {**STANDARD_19, "building.type": "offices",
                   "valuation.approaches": approaches("5700000")}),
    ("age-451", {**HOME_MORTGAGE, "report.date": "2026-08-21"}),
    ("inspection-taxes", {"report.kind": "inspection", "inspection.taxes": "היטל השבחה"}),
    ("dates-mixed", {"unit.finish": "שופץ ב־1.2.2020", "unit.layout": "נבדק ב־13.4.2021"}),
    ("empty-items", {"unit.finish": "• ריצוף\n• צבע\n\nא. דלת"}),
    ("unbalanced", {"unit.finish": 'מטבח "איטלקי" (חדש) 12 מ"ר, רח\' הדקל, 1) כן'}),
    ("evaluative-words", {"unit.finish": "מצב טוב; נוף פתוח"}),
    ("two-counts", {"environment.description": "בניין ובו 56 דירות. בשכן 18 דירות."}),
    ("two-counts", {"environment.description": "בניין בן 9 קומות ו־56 דירות."}),
    ("two-roundings", {"unit.layout": 'דירה בשטח 142.3 מ"ר, חדר של 12 מ"ר'}),
    ("street-spelling", {"comparables/c1/address": "רח' הדקל 6"}),
]  # fmt: skip

IN_2027_BROKEN: list[tuple[str, dict[str, Json], str]] = [
    *drawn_cases.IN_2027_BROKEN,
    ("9.1", {"valuation.areas/a2/category": "flat"}, "valuation.areas/a2/category"),
    ("registered-area", {"valuation.area_basis": "registered"}, "valuation.area_basis"),
    ("9.1-levels", {"unit.levels": "2"}, "valuation.areas/a1/level"),
]
"""Of rules that hold from 1.1.2027 on; the dates of `IN_2027` are set too."""

IN_2027_KEPT: list[tuple[str, dict[str, Json]]] = [
    *drawn_cases.IN_2027_KEPT,
    ("9.1", {}),
    ("registered-area", {"valuation.area_basis": "registered", "order.date": "2020-01-01"}),
    ("9.1-levels", {"unit.levels": "2", "valuation.areas/a1/level": "עליון"}),
]

WITHOUT_EVIDENCE: dict[str, dict[str, Json]] = {
    "front-photo": COMPREHENSIVE, "location-map": COMPREHENSIVE,
    "front-photo-full": {}, "location-map-full": {},
}  # fmt: skip
"""Rules that a case without any papers and photos breaks, with what is changed in it."""
