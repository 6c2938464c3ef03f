"""The shipped rule set: each rule is broken once, and a whole case breaks none."""

import json
from datetime import date

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding, check, rule_set_of_text, why, words
from shamay_desktop.domain.standards.catalogue import PREDICATES
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.resource_files import resource
from tests.domain.standards import broken_papers
from tests.domain.standards.clean_case import EVIDENCE, FIELDS, NONE, TODAY, clean_case

TEXT = resource("rules", "israel.json").read_text(encoding="utf-8")
RULES = rule_set_of_text(TEXT)
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


def found(
    changes: dict[str, Json], today: date = TODAY, evidence: CaseEvidence | None = EVIDENCE
) -> tuple[Finding, ...]:
    return check(clean_case(changes), RULES, today=today, evidence=evidence)


def mortgage(rank: str) -> Json:
    return [{"id": "m1", "rank": rank, "lender": "בנק", "amount": "500000"}]


def note(act: str) -> Json:
    return [{"id": "n1", "act": act, "beneficiary": "פלוני", "date": "2020-01-01"}]


def approaches(income: str) -> Json:
    return [
        {"id": "g1", "approach": "comparison", "use": "main", "value": "5700000", "reason": "x"},
        {"id": "g2", "approach": "income", "use": "supporting", "value": income, "reason": "x"},
    ]


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
    ("floor-high", {"building.floors": "3"}, "unit.floor"),
    ("floor-differs", {"unit.registered_floor": "חמישית"}, "unit.floor"),
    ("planning", {"planning.plans/n1/status": None}, "planning.plans/n1/status"),
    ("planning", {"planning.plans/n2/date": {"state": "empty"}}, "planning.plans/n2/date"),
    ("plan-gazette", {"planning.plans/n1/gazette": None}, "planning.plans/n1/gazette"),
    ("plans-order", {"planning.plans/n2/gazette": "1100"}, "planning.plans/n2/gazette"),
    ("permits", {"licensing.permits/p1/number": None}, "licensing.permits/p1/number"),
    ("rights", {"rights.owners/o2/share": None}, "rights.owners/o2/share"),
    ("owners-shares", {"rights.owners/o2/share": "1/3"}, "rights.owners"),
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
    ("comparable-age", {"comparables/c1/date": "2024-10-31"}, "comparables/c1/date"),
    ("comparable-future", {"comparables/c1/date": "2026-11-16"}, "comparables/c1/date"),
    ("comparable-incomplete", {"comparables/c1/area": "0"}, "comparables/c1/area"),
    ("comparable-incomplete", {"comparables/c1/price": None}, "comparables/c1/price"),
    ("adjustments", {"comparables/c2/adjustment": "-36",
                     "comparables/c2/adjustment_reason": "מצב"}, "comparables/c2/adjustment"),
    ("adjustment-reason", {"comparables/c2/adjustment": "5"}, "comparables/c2/adjustment_reason"),
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
NOT_IN_TABLE = {
    "9.1", "registered-area", "front-photo", "front-photo-full", "location-map",
    "location-map-full",
}  # fmt: skip


def test_case_when_whole_then_no_rule_speaks() -> None:
    assert found({}) == ()


@pytest.mark.parametrize(("rule", "changes", "field"), BROKEN)
def test_rule_when_broken_then_is_found_at_its_field(
    rule: str, changes: dict[str, Json], field: str
) -> None:
    hits = [finding for finding in found(changes) if finding.rule == rule]
    assert hits
    assert field in hits[0].fields
    assert hits[0].severity is RULES.rule(rule).severity


def test_rules_when_shipped_then_each_has_a_case_that_breaks_it() -> None:
    assert {rule for rule, _, _ in BROKEN} | NOT_IN_TABLE == {rule.id for rule in RULES.rules}


def test_predicates_when_registered_then_each_is_used() -> None:
    named = {rule["check"] for rule in json.loads(TEXT)["rules"]}
    assert named == set(PREDICATES)


@pytest.mark.parametrize(
    ("evidence", "changes", "rules"),
    [
        (EVIDENCE, COMPREHENSIVE, set()),
        (NO_EVIDENCE, COMPREHENSIVE, {"front-photo", "location-map"}),
        (NO_EVIDENCE, {}, {"front-photo-full", "location-map-full"}),
        (None, COMPREHENSIVE, set()),
    ],
)
def test_pictures_when_missing_then_the_class_decides_how_grave_it_is(
    evidence: CaseEvidence | None, changes: dict[str, Json], rules: set[str]
) -> None:
    assert {finding.rule for finding in found(changes, evidence=evidence)} == rules


def test_standard_9_when_signed_in_2027_then_version_9_1_applies() -> None:
    covered: dict[str, Json] = {"valuation.areas/a2/category": "covered_balcony"}
    in_flat: dict[str, Json] = {"valuation.areas/a2/category": "flat"}
    assert "9.0" not in {f.rule for f in found({**IN_2027, **covered}, LATER)}
    assert "9.1" in {f.rule for f in found({**IN_2027, **in_flat}, LATER)}
    assert "9.1" not in {f.rule for f in found(in_flat)}


def test_registered_area_when_condominium_is_old_then_only_9_1_objects() -> None:
    by_register: dict[str, Json] = {**IN_2027, "valuation.area_basis": "registered"}
    assert "registered-area" in {f.rule for f in found(by_register, LATER)}
    recent: dict[str, Json] = {**by_register, "order.date": "2020-01-01"}
    assert "registered-area" not in {f.rule for f in found(recent, LATER)}


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
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
        ("adjustments", {"comparables/c2/adjustment": "35"}),
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
    ],
)  # fmt: skip
def test_rule_when_just_kept_then_keeps_silent(rule: str, changes: dict[str, Json]) -> None:
    assert rule not in {finding.rule for finding in found(changes)}


@pytest.mark.parametrize("language", Language)
def test_findings_when_put_into_words_then_every_rule_has_a_sentence_and_a_why(
    language: Language,
) -> None:
    texts = load_texts(language)
    cases = [changes for _, changes, _ in BROKEN]
    findings = [finding for changes in cases for finding in found(changes)]
    findings += found(COMPREHENSIVE, evidence=NO_EVIDENCE) + found({}, evidence=NO_EVIDENCE)
    findings += found({**IN_2027, "valuation.areas/a2/category": "flat"}, LATER)
    findings += found({**IN_2027, "valuation.area_basis": "registered"}, LATER)
    assert {finding.rule for finding in findings} == {rule.id for rule in RULES.rules}
    for finding in findings:
        said = strip_marks(words(finding, texts))
        assert "{" not in said
        assert "None" not in said
        assert why(finding, texts)


def test_catalogue_when_read_then_holds_no_sentence_of_a_rule_that_is_gone() -> None:
    keys = json.loads(resource("locales", "he", "rules.json").read_text(encoding="utf-8"))
    ids = {rule.id for rule in RULES.rules}
    for key in keys:
        name = key.removeprefix("rules.").removesuffix(".why").removesuffix(".one")
        assert name in ids or name in {"at-row", "at-cell", "at-least", "at-most"}


def test_findings_when_about_people_then_repeat_no_identity_number() -> None:
    findings = found({"rights.owners/o1/id_number": "987654321"})
    for language in Language:
        for finding in findings:
            assert "987654321" not in words(finding, load_texts(language))


def test_case_when_nothing_was_entered_then_every_mandatory_field_is_named_once() -> None:
    findings = check(Case("new"), RULES, today=TODAY)
    missing = [f.fields for f in findings if f.rule == "mandatory"]
    assert len(missing) == len(set(missing)) > 50
    expected = {"mandatory", "not-inspected", "history", "sources-log", "transit", "description"}
    assert {f.rule for f in findings} == expected


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_case_when_any_one_field_is_forgotten_empty_or_none_then_the_check_still_answers(
    field: str,
) -> None:
    empty: dict[str, Json] = {"state": "empty"}
    for content in (None, empty, NONE):
        for finding in found({field: content}):
            assert words(finding, load_texts(Language.HE))
