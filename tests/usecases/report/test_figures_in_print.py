"""Every row of the tables of section 5.3 says the figure of the calculation that it names."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.money import Exact, plain, to_places
from shamay_desktop.domain.report_content import LabelLines, Table
from shamay_desktop.domain.valuation.cost import CostValue, ProfitOn, VatOn, cost_of
from shamay_desktop.domain.valuation.from_case import reconciliation_of, value_of
from shamay_desktop.domain.valuation.income import Capitalised, IncomeMethod, capitalised
from shamay_desktop.domain.valuation.residual import ResidualProfit, ResidualValue, residual_of
from shamay_desktop.i18n.isolates import strip_marks
from tests.usecases.report.inputs import report_of

Row = tuple[str, str]

INCOME: dict[str, Json] = {
    "income.components": [
        {"id": "p1", "name": "חנות", "area": "80", "rent_per_sqm": "150"},
        {"id": "p2", "name": "מחסן", "area": "20", "rent_per_sqm": "40"},
    ],
    "income.vacancy": "5",
    "income.costs": "6000",
    "income.costs_percent": "3",
    "income.cap_rate": "7",
    "income.capital_costs": "25000",
}
TERM: dict[str, Json] = {
    **INCOME,
    "income.method": "term_reversion",
    "income.leases": [{"id": "q1", "rent": "9000"}, {"id": "q2", "rent": "1500"}],
    "income.term_years": "2.5",
    "income.term_rate": "6.5",
}
INCOMES: dict[str, dict[str, Json]] = {
    "for ever": INCOME,
    "a stated rent": {"income.market_rent": "10000", "income.cap_rate": "6"},
    "finite": {**INCOME, "income.method": "finite", "income.remaining_years": "18"},
    "term and reversion": TERM,
    "a stated rent of the term": {**TERM, "income.leases": None, "income.passing_rent": "8000"},
}
COST: dict[str, Json] = {
    "cost.land": [{"id": "l1", "area": "300", "price_per_sqm": "9000", "coefficient": "1.1"}],
    "cost.components": [
        {"id": "k1", "name": "מרתף", "area": "30", "unit_cost": "4000"},
        {"id": "k2", "name": "בית", "area": "150", "unit_cost": "7000", "age": "20", "life": "60"},
        {"id": "k3", "name": "חניון", "area": "20", "unit_cost": "3000", "physical": "25"},
    ],
    "cost.soft_costs": "12",
    "cost.profit": "15",
    "cost.depreciation": [
        {"id": "d1", "kind": "functional", "percent": "6", "reason": "x"},
        {"id": "d2", "kind": "economic", "percent": "4", "amount": "1000", "reason": "x"},
        {"id": "d3", "kind": "economic", "amount": "500", "reason": "x"},
    ],
    "valuation.date": "2026-11-01",
}
COSTS: dict[str, dict[str, Json]] = {
    f"{profit.value}, VAT on {vat.value}, percents of {base}": {
        **COST, "cost.profit_on": profit.value, "cost.vat_on": vat.value,
        "cost.depreciation_on": base,
    }
    for profit in ProfitOn for vat in VatOn for base in ("cost_new", "remaining")
}  # fmt: skip
PROJECT: dict[str, Json] = {
    "residual.sales": [{"id": "s1", "area": "1000", "price_per_sqm": "20000"}],
    "residual.costs": [
        {"id": "t1", "area": "1200", "unit_cost": "6000"}, {"id": "t2", "amount": "800000"},
    ],
    "residual.soft_costs": "10",
    "residual.marketing": "2",
    "residual.profit": "15",
    "residual.finance_rate": "6",
    "residual.period": "3",
    "residual.acquisition": "6",
}  # fmt: skip
PROJECTS: dict[str, dict[str, Json]] = {
    f"profit on {profit.value}, {finance}": {
        **PROJECT, "residual.profit_on": profit.value, "residual.finance_method": finance,
    }
    for profit in ResidualProfit for finance in ("simple", "compound")
}  # fmt: skip


def case_of(fields: dict[str, Json]) -> Case:
    return decode_case("case", {path: said for path, said in fields.items() if said is not None})


def money(amount: Exact) -> str:
    shown = f"{int(to_places(abs(Fraction(amount)), Decimal(1))):,} ₪"
    return f"−{shown}" if amount < 0 else shown


def times(factor: Exact) -> str:
    return plain(to_places(factor, Decimal("0.0001")))


def monthly(amount: Exact) -> str:
    return f"{int(amount):,} ₪ לחודש"


def told(text: str) -> str:
    return strip_marks(text).replace("\u00a0", " ")


def table_of(fields: dict[str, Json], caption: str) -> list[Row]:
    found = [
        block
        for chapter in report_of(case_of(fields)).chapters
        for block in chapter.blocks
        if isinstance(block, Table) and block.caption == caption
    ]
    (table,) = found
    rows = [
        [told("".join(getattr(part, "text", "") for part in cell)) for cell in row.cells]
        for row in table.rows
    ]
    return [(label, amount) for label, amount in rows]


def income_rows(case: Case, income: Capitalised) -> Iterator[Row]:
    percent = income.costs_percent
    if income.method is IncomeMethod.TERM_REVERSION:
        if case.number("income.passing_rent") is None:
            yield "דמי שכירות לפי החוזים לחודש", monthly(income.passing or 0)
        yield "הכנסה בתקופת החוזה לשנה", money(income.term_gross)
        yield "הוצאות הבעלים לשנה", money(-income.costs)
        yield "הוצאות", money(-Fraction(income.term_gross) * Fraction(percent) / 100)
        yield "הכנסה נטו בתקופת החוזה לשנה", money(income.term_net)
        yield "מקדם היוון לתקופת החוזה", times(income.term_factor)
        yield "שווי תקופת החוזה", money(income.term_value)
    if case.number("income.market_rent") is None:
        yield "דמי שכירות ראויים לחודש", monthly(income.rent)
    yield "הכנסה ברוטו לשנה", money(income.gross)
    if income.vacancy:
        yield "אי-תפוסה", money(-income.lost)
    if income.costs:
        yield "הוצאות הבעלים לשנה", money(-income.costs)
        collected = Fraction(income.gross) - income.lost
        yield "הוצאות", money(-collected * Fraction(percent) / 100)
    yield "הכנסה נטו לשנה (NOI)", money(income.exact_net)
    finite = income.method is IncomeMethod.FINITE
    yield "מקדם היוון לתקופה" if finite else "מקדם היוון לצמיתות", times(income.factor)
    if income.method is IncomeMethod.TERM_REVERSION:
        yield "מקדם דחייה", times(income.deferral)
    if income.reversion_value != income.exact_value:
        yield "הכנסה ראויה מהוונת", money(income.reversion_value)
    if income.deductions:
        yield "הפחתות הוניות", money(-income.deductions)
    yield "שווי בהיוון ההכנסות", money(income.exact_value)


def cost_rows(cost: CostValue) -> Iterator[Row]:
    yield "שווי הקרקע", money(cost.land)
    yield "עלות ההקמה", money(cost.construction)
    yield "עלויות עקיפות", money(cost.soft)
    if cost.profit_new:
        yield "רווח יזמי", money(cost.profit_new)
    yield "עלות המבנה כחדש", money(cost.cost_new)
    yield "פחת פיזי: רכיב 2", money(-cost.physical_of(cost.construction_lines[1]))
    yield "פחת פיזי: רכיב 3", money(-cost.physical_of(cost.construction_lines[2]))
    yield "פחת תפקודי: רכיב 1", money(-cost.losses[0])
    yield "פחת כלכלי: רכיב 2", money(-cost.losses[1])
    yield "פחת כלכלי: רכיב 3", money(-cost.losses[2])
    yield "המבנה לאחר פחת", money(cost.depreciated)
    if cost.profit_added:
        yield "רווח יזמי", money(cost.profit_added)
    if cost.vat_on is not VatOn.NONE:
        yield 'מע"מ', money(cost.vat_added)
    yield "שווי המבנה", money(cost.building_value)
    yield "שווי בגישת העלות", money(cost.exact_value)


def residual_rows(project: ResidualValue) -> Iterator[Row]:
    yield "השווי הגמור", money(project.completed)
    yield "עלויות הפיתוח והבנייה", money(-project.construction)
    yield "עלויות עקיפות", money(-project.soft)
    yield "שיווק ומכירה", money(-project.marketed)
    yield "מימון", money(-project.finance_of_costs)
    yield "רווח יזמי", money(-project.profit_without_land)
    yield "היתרה לקרקע", money(project.residue)
    yield "מקדם היוון ועלויות רכישה", times(project.land_multiple)
    yield "שווי הקרקע בגישת החילוץ", money(project.land)


@pytest.mark.parametrize("name", INCOMES)
def test_income_when_printed_then_each_row_is_the_figure_of_the_calculation(name: str) -> None:
    case = case_of(INCOMES[name])
    income = capitalised(case)
    assert income is not None
    assert table_of(INCOMES[name], "תחשיב היוון ההכנסות") == list(income_rows(case, income))


@pytest.mark.parametrize("name", COSTS)
def test_cost_when_printed_then_each_row_is_the_figure_of_the_calculation(name: str) -> None:
    cost = cost_of(case_of(COSTS[name]))
    assert cost is not None
    assert table_of(COSTS[name], "תחשיב בגישת העלות") == list(cost_rows(cost))


@pytest.mark.parametrize("name", PROJECTS)
def test_residual_when_printed_then_each_row_is_the_figure_of_the_calculation(name: str) -> None:
    project = residual_of(case_of(PROJECTS[name]))
    assert project is not None
    assert table_of(PROJECTS[name], "תחשיב בגישת החילוץ") == list(residual_rows(project))


def lines_of(fields: dict[str, Json]) -> dict[str, str]:
    """The label lines of a report: label -> what is said."""
    return {
        told(line.label): told("".join(getattr(part, "text", "") for part in line.inlines))
        for chapter in report_of(case_of(fields)).chapters
        for block in chapter.blocks
        if isinstance(block, LabelLines)
        for line in block.lines
    }


def leading(code: str, **cells: Json) -> dict[str, Json]:
    return {
        "valuation.approaches": [
            {"id": "g1", "approach": code, "use": "main", "reason": "x", **cells},
        ]
    }  # fmt: skip


AREAS: dict[str, Json] = {
    "valuation.areas": [
        {"id": "a1", "name": "דירה", "category": "flat", "area": "100", "coefficient": "1"}
    ],
    "valuation.adopted_price_per_sqm": "30000",
    "valuation.extras": [
        {"id": "e1", "name": "חניה", "amount": "150000"},
        {"id": "e2", "name": "זכויות", "amount": "90000", "every_approach": True},
    ],
    "unit.findings": [{"id": "f1", "text": "רטיבות", "cost": "20000"}],
    "valuation.repairs": "deducted",
}


def test_value_when_another_approach_leads_then_the_chain_says_what_moved_it_and_what_did_not() -> (
    None
):
    fields = {**AREAS, **COST, **leading("cost")}
    result, said = value_of(case_of(fields)), lines_of(fields)
    cost = cost_of(case_of(fields))
    assert result is not None
    assert cost is not None
    assert said["תוצאת הגישה"] == money(cost.exact_value)
    assert said["בתוספת תוספות קבועות"] == "90,000 ₪"
    assert said["בניכוי תיקון ליקויים"] == "−20,000 ₪"
    assert said["שווי לפני עיגול"] == money(cost.exact_value + 70_000)
    assert said["תוספות קבועות שאינן בשווי"] == "150,000 ₪"
    assert result.exact_whole == cost.exact_value + 70_000


def test_approaches_when_moved_then_the_table_says_what_counts_and_the_result_behind_it() -> None:
    fields = {**AREAS, **COST, **leading("cost")}
    (each,) = reconciliation_of(case_of(fields)).listed
    tables = [
        block
        for chapter in report_of(case_of(fields)).chapters
        for block in chapter.blocks
        if isinstance(block, Table) and block.caption == "הגישות שנבחנו"
    ]
    cell = told("".join(getattr(part, "text", "") for part in tables[0].rows[0].cells[2]))
    assert each.value is not None
    assert each.result is not None
    counted, own = (money(figure).removesuffix(" ₪") for figure in (each.value, each.result))
    assert cell == f"{counted} (תוצאה {own}, לאחר תוספות ותיקונים)"


def test_depreciation_when_its_base_was_not_chosen_then_the_report_says_which_was_taken() -> None:
    label = "שיעורי הפחת הנוסף הם מתוך"
    assert lines_of(COST)[label] == "עלות המבנה כחדש"
    assert lines_of({**COST, "cost.depreciation_on": "remaining"})[label] == (
        "היתרה לאחר הפחת שלפניו"
    )
    assert label not in lines_of({**COST, "cost.depreciation": None})


def test_statistics_when_printed_then_the_variation_stands_beside_them() -> None:
    prices = ("3000000", "3300000", "3150000")
    rows: Json = [
        {"id": f"c{at}", "price": price, "area": "100"} for at, price in enumerate(prices)
    ]
    said = lines_of({**AREAS, "comparables": rows})
    found = value_of(case_of({**AREAS, "comparables": rows}))
    assert found is not None
    assert found.statistics is not None
    assert found.statistics.variation is not None
    percent = to_places(found.statistics.variation * 100, Decimal("0.1"))
    assert said["מקדם השתנות"] == f"{percent}%"


def test_statistics_when_finer_than_the_table_then_are_whole_shekels_and_say_so() -> None:
    rows: Json = [
        {"id": f"c{at}", "price": price, "area": "97"}
        for at, price in enumerate(("3000000", "3300000", "3152500"))
    ]
    said = lines_of({**AREAS, "comparables": rows})
    assert said['ממוצע למ"ר'] == "32,483 ₪, לפני עיגול"
    assert said['חציון למ"ר'] == "32,500 ₪"  # the table prints it so
    assert said['תחום למ"ר'] == "30,928–34,021, לפני עיגול"


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, ("שווי במימוש מהיר", "2,576,000 ₪")),
        ({"report.standard": "19"}, ("שווי במימוש מהיר, משווי הנכס כבטוחה", "2,576,000 ₪")),
        (
            {"report.standard": "19", "collateral.value": "3000000"},
            ("שווי במימוש מהיר, משווי הנכס כבטוחה", "2,400,000 ₪"),
        ),
    ],
)
def test_forced_sale_when_printed_then_says_what_it_is_a_part_of(
    more: dict[str, Json], line: Row
) -> None:
    assert line in lines_of({**AREAS, "valuation.quick_sale_percent": "80", **more}).items()
