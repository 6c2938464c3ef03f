"""Section 5.3 to chapter 6: approaches as tables, reconciliation, sensitivity, standard 19."""

import pytest

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.report_content import Table
from shamay_desktop.i18n.isolates import strip_marks
from tests.usecases.report.inputs import lines_of, report_of

AREAS: dict[str, Json] = {
    "valuation.areas": [
        {"id": "a1", "name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"id": "a2", "name": "גינה", "category": "garden", "area": "80"},
    ],
    "valuation.coefficient_table": "מקדמי המשרד",
    "valuation.coefficient_version": "2026.11",
    "valuation.coefficients": [
        {"id": "t1", "category": "garden", "up_to": "50", "coefficient": "0.4"},
        {"id": "t2", "category": "garden", "coefficient": "0.25"},
    ],
    "valuation.adopted_price_per_sqm": "10000",
}
RENT: dict[str, Json] = {"income.market_rent": "10000", "income.cap_rate": "6"}
BUILDING: dict[str, Json] = {
    "cost.land": [{"id": "l1", "area": "100", "price_per_sqm": "5000"}],
    "cost.components": [{"id": "k1", "area": "100", "unit_cost": "8000", "physical": "25"}],
}


def approaches(*rows: dict[str, Json]) -> dict[str, Json]:
    return {
        "valuation.approaches": [
            {"id": f"g{number}", "reason": "נימוק", **row} for number, row in enumerate(rows, 1)
        ]
    }


def printed(fields: dict[str, Json]) -> str:
    return _plain("\n".join(lines_of(fields)))


def _plain(text: str) -> str:
    return strip_marks(text).replace("\u00a0", " ")


def table_of(fields: dict[str, Json], caption: str) -> list[list[str]]:
    found = [
        block
        for chapter in report_of(fields).chapters
        for block in chapter.blocks
        if isinstance(block, Table) and block.caption == caption
    ]
    (table,) = found
    return [
        [_plain("".join(getattr(part, "text", "") for part in cell)) for cell in row.cells]
        for row in table.rows
    ]


def test_cost_when_computed_then_its_table_ends_in_the_value() -> None:
    rows = table_of(BUILDING, "תחשיב בגישת העלות")
    assert rows == [
        ["שווי הקרקע", "500,000 ₪"],
        ["עלות ההקמה", "800,000 ₪"],
        ["עלות המבנה כחדש", "800,000 ₪"],
        ["פחת פיזי: רכיב 1", "−200,000 ₪"],
        ["המבנה לאחר פחת", "600,000 ₪"],
        ["שווי המבנה", "600,000 ₪"],
        ["שווי בגישת העלות", "1,100,000 ₪"],
    ]


def test_approaches_when_listed_then_computed_results_stand_without_being_typed() -> None:
    fields = {**AREAS, **RENT, **BUILDING, **approaches(
        {"approach": "comparison", "use": "main"},
        {"approach": "income", "use": "supporting", "value": "1900000"},
        {"approach": "cost", "use": "not_used"})}  # fmt: skip
    rows = table_of(fields, "הגישות שנבחנו")
    assert [row[2] for row in rows] == [
        "1,695,000", "1,900,000 (לפי התחשיב 2,000,000)", "1,100,000",
    ]  # fmt: skip
    assert "הפער בין תוצאות הגישות שיושמו 12.1%" in printed(fields)


def test_value_when_income_leads_then_the_chain_says_what_it_rests_on() -> None:
    said = printed({**RENT, **approaches({"approach": "income", "use": "main"})})
    assert "השווי נשען על גישת היוון ההכנסות" in said
    assert "2,000,000 ₪" in said
    assert "שני מיליון שקלים חדשים" in said


def test_areas_when_a_table_gives_tiers_then_each_is_printed_with_the_tables_name() -> None:
    said = printed(AREAS)
    assert "50×0.4 + 30×0.25" in said
    assert "טבלת המקדמים מקדמי המשרד" in said
    assert "גרסת הטבלה 2026.11" in said


def test_sensitivity_when_asked_for_then_is_a_table_of_unrounded_values() -> None:
    fields: dict[str, Json] = {
        **AREAS,
        "valuation.rounding_step": "100000",
        "sensitivity.of": ["price"],
    }
    (row,) = table_of(fields, 'ניתוח רגישות: השווי לפני עיגול, בש"ח')
    assert row == ['המחיר למ"ר', "1,525,500", "1,610,250", "1,695,000", "1,779,750", "1,864,500"]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"valuation.quick_sale_percent": "80"}, "שווי במימוש מהיר 1,356,000 ₪"),
        ({"report.standard": "19"}, "שווי הנכס כבטוחה 1,695,000 ₪"),
        ({"report.standard": "19", **BUILDING}, "ערך כינון 800,000 ₪"),
        ({"valuation.derived": ["land"], **BUILDING}, "שווי הקרקע 1,095,000 ₪"),
    ],
)
def test_further_values_when_they_can_be_computed_then_are_printed(
    more: dict[str, Json], line: str
) -> None:
    assert line in printed({**AREAS, **more})


def test_further_values_when_nobody_asks_then_are_not_printed() -> None:
    said = printed({**AREAS, **BUILDING})
    assert "כבטוחה" not in said
    assert "ערך כינון" not in said


def test_a_stated_collateral_value_when_printed_then_stands_alone() -> None:
    said = printed({**AREAS, "report.standard": "19", "collateral.value": "1600000"})
    assert "שווי הנכס כבטוחה 1,600,000 ₪" in said
    assert "שווי הנכס כבטוחה 1,695,000 ₪" not in said


def test_certainty_when_asked_for_then_is_printed_with_its_seed_and_count() -> None:
    prices = ("3400000", "3500000", "3550000", "3480000", "3600000", "9900000")
    rows: Json = [{"id": f"c{n}", "price": price, "area": "100"} for n, price in enumerate(prices)]
    fields: dict[str, Json] = {**AREAS, "comparables": rows,
              "valuation.derived": ["band", "leave_one_out", "outliers"]}  # fmt: skip
    said = printed(fields)
    assert "דגימות חוזרות מתוך 6 נתונים (גרעין 20240501)" in said
    assert "לפי התפלגות t ו-6 נתונים" in said
    assert "כל נתון נאמד בידי חציון האחרים" in said
    assert "1 מחוץ לתחום" in said
    assert "תחום החציון" not in printed({**AREAS, "comparables": rows})
