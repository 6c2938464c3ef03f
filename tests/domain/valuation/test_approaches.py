"""Approaches of a case: what each reads, which one leads, tables of coefficients, sensitivity."""

from decimal import Decimal
from fractions import Fraction

import pytest

from shamay_desktop.domain.case import Case, Origin
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.money import RoundingMode
from shamay_desktop.domain.valuation.coefficients import (
    checked_tables,
    label_of,
    putting,
    read_tables,
    table_of,
    tables_json,
    tables_of,
    with_office_table,
)
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.equivalent_area import DEFAULT_COEFFICIENTS
from shamay_desktop.domain.valuation.from_case import (
    comparables,
    missing_paths,
    reconciliation_of,
    value_of,
)
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.residual import residual_of
from shamay_desktop.domain.valuation.rounding import (
    RoundingRules,
    case_rounding,
    checked_rounding,
    rounding_json,
    rounding_of,
)
from shamay_desktop.domain.valuation.sensitivity import sensitivity_of
from shamay_desktop.domain.valuation.standard_19 import (
    collateral_of,
    forced_sale_of,
    land_of,
    land_shares,
    reinstatement_19_of,
)
from tests.domain.valuation.approach_inputs import case_of, told

AREAS: dict[str, Json] = {
    "valuation__areas": [
        {"name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5"},
    ],
    "valuation__adopted_price_per_sqm": "35000",
    "valuation__rounding_step": "100000",
}
RENT: dict[str, Json] = {"income__market_rent": "15000", "income__cap_rate": "4"}
BUILDING: dict[str, Json] = {
    "cost__components": [{"area": "100", "unit_cost": "8000", "age": "15", "life": "60"}],
    "cost__land": [{"area": "200", "price_per_sqm": "10000"}],
}
TIERS: Json = [
    {"name": "משרד", "version": "1", "mode": "marginal",
     "tiers": {"garden": [{"up_to": "50", "coefficient": "0.4"},
                          {"up_to": None, "coefficient": "0.25"}],
               "balcony": [{"up_to": None, "coefficient": "0.5"}]}},
]  # fmt: skip


def approaches(*rows: dict[str, Json]) -> dict[str, Json]:
    return {"valuation__approaches": [{"reason": "x", **row} for row in rows]}


# -- income ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        (RENT, "4500000"),
        ({**RENT, "income__vacancy": "10", "income__costs": "2000"}, "4000000"),
        ({**RENT, "income__costs_percent": "10"}, "4050000"),
        ({**RENT, "income__capital_costs": "100000"}, "4400000"),
        ({**RENT, "income__method": "finite", "income__remaining_years": "10"}, "1459961"),
        ({**RENT, "income__method": "term_reversion", "income__passing_rent": "15000",
          "income__term_years": "7"}, "4500000"),
    ],
)  # fmt: skip
def test_income_when_capitalised_then_gives_the_value(fields: dict[str, Json], value: str) -> None:
    found = capitalised(case_of(**fields))
    assert found is not None
    assert found.value == Decimal(value)


def test_rent_when_not_stated_then_is_the_sum_of_the_components() -> None:
    parts: Json = [{"area": "80", "rent_per_sqm": "150"}, {"area": "20", "rent_per_sqm": "40"}]
    found = capitalised(case_of(income__components=parts, income__cap_rate="6"))
    stated = capitalised(case_of(**{**RENT, "income__components": parts}))
    assert found is not None
    assert stated is not None
    assert found.rent == 12_800
    assert told(stated.rent, stated.components) == (15_000, ())


def test_passing_rent_when_a_lease_has_none_then_is_not_known() -> None:
    method: dict[str, Json] = {**RENT, "income__method": "term_reversion",
                               "income__term_years": "2"}  # fmt: skip
    leases: list[Json] = [{"rent": "7000"}, {"rent": "3000"}]
    found = capitalised(case_of(**method, income__leases=leases))
    assert found is not None
    assert found.passing == 10_000
    assert capitalised(case_of(**method, income__leases=[*leases, {"use": "x"}])) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"income__market_rent": "15000"},
        {**RENT, "income__cap_rate": "0"},
        {**RENT, "income__method": "finite"},
        {**RENT, "income__method": "finite", "income__remaining_years": "9999999999"},
        {**RENT, "income__method": "term_reversion", "income__term_years": "3"},
    ],
)
def test_income_when_something_lacks_or_cannot_be_then_there_is_none(
    fields: dict[str, Json],
) -> None:
    assert capitalised(case_of(**fields)) is None


# -- cost and residual -------------------------------------------------------------------------


def test_cost_when_aged_then_is_worn_straight_on_and_never_below_nothing() -> None:
    found = cost_of(case_of(**BUILDING))
    assert found is not None
    assert told(found.physical, found.value) == (200_000, 2_600_000)
    old: Json = [{"area": "100", "unit_cost": "8000", "age": "90", "life": "60"}]
    ruin = cost_of(case_of(**{**BUILDING, "cost__components": old}))
    assert ruin is not None
    assert ruin.depreciated == 0


def test_cost_when_percent_is_stated_then_it_stands_before_the_age() -> None:
    row: Json = [{"area": "100", "unit_cost": "8000", "age": "15", "life": "60", "physical": "0"}]
    found = cost_of(case_of(**{**BUILDING, "cost__components": row}))
    assert found is not None
    assert found.physical == 0


def test_cost_when_vat_has_no_known_rate_then_there_is_no_value() -> None:
    fields: dict[str, Json] = {**BUILDING, "cost__vat_on": "all"}
    assert cost_of(case_of(**fields)) is None
    found = cost_of(case_of(**fields, valuation__date="2026-11-01"))
    assert found is not None
    assert found.vat_added == Fraction(2_600_000) * 18 / 100


def test_residual_when_its_rates_cannot_be_then_there_is_none() -> None:
    fields: dict[str, Json] = {
        "residual__sales": [{"amount": "10"}], "residual__costs": [{"amount": "4"}],
    }  # fmt: skip
    found = residual_of(case_of(**fields))
    assert found is not None
    assert found.value == 6
    for path, content in (
        ("residual__finance_rate", "99999999"),
        ("residual__period", "99999"),
        ("residual__acquisition", "-100"),
        ("residual__profit", "-100"),
    ):
        assert residual_of(case_of(**fields, **{path: content})) is None  # fmt: skip


# -- reconciliation ----------------------------------------------------------------------------


def test_value_when_income_leads_then_is_that_of_income_without_being_typed() -> None:
    case = case_of(**AREAS, **RENT, **approaches({"approach": "income", "use": "main"}))
    found = value_of(case)
    assert found is not None
    assert told(found.inputs.basis, found.unrounded, found.final) == (
        "income",
        4_500_000,
        4_500_000,
    )


def test_value_when_income_leads_and_there_is_no_area_then_there_is_one_all_the_same() -> None:
    found = value_of(case_of(**RENT, **approaches({"approach": "income", "use": "main"})))
    assert found is not None
    assert told(found.final, found.price_per_sqm, found.equivalent_area) == (4_500_000, 0, 0)


def test_value_when_the_leading_approach_has_none_then_its_place_is_missing() -> None:
    case = case_of(**AREAS, **approaches({"approach": "income", "use": "main"}))
    assert value_of(case) is None
    assert missing_paths(case) == ("valuation.approaches/r1/value",)


def test_approach_when_stated_otherwise_then_is_marked_and_counts() -> None:
    case = case_of(
        **AREAS, **RENT, **approaches({"approach": "income", "use": "main", "value": "4400000"})
    )
    found = reconciliation_of(case).listed[0]
    assert told(found.computed, found.value, found.overridden) == (4_500_000, 4_400_000, True)
    result = value_of(case)
    assert result is not None
    assert result.final == 4_400_000


def test_weights_when_given_then_the_value_is_between() -> None:
    case = case_of(**AREAS, **BUILDING, **approaches(
        {"approach": "comparison", "use": "main", "weight": "75"},
        {"approach": "cost", "use": "supporting", "weight": "25"}))  # fmt: skip
    found = value_of(case)
    assert found is not None
    assert found.unrounded == (5_670_000 * 3 + 2_600_000) / Decimal(4)


def test_gap_when_an_approach_is_not_used_then_it_does_not_count() -> None:
    rows: list[dict[str, Json]] = [
        {"approach": "comparison", "use": "main"}, {"approach": "cost", "use": "supporting"},
    ]  # fmt: skip
    used = reconciliation_of(case_of(**AREAS, **BUILDING, **approaches(*rows)))
    assert used.gap == (Fraction(5_670_000, 2_600_000) - 1) * 100
    rows[1]["use"] = "not_used"
    assert reconciliation_of(case_of(**AREAS, **BUILDING, **approaches(*rows))).gap is None


def test_approach_when_computed_and_in_no_row_then_is_told_all_the_same() -> None:
    found = reconciliation_of(case_of(**AREAS, **BUILDING))
    assert [(each.code, each.row_id) for each in found.approaches] == [
        ("comparison", None), ("cost", None),
    ]  # fmt: skip
    assert found.basis == "comparison"


# -- standard 19 and land ----------------------------------------------------------------------


def test_collateral_when_an_area_is_outside_then_is_computed_without_it() -> None:
    rows = AREAS["valuation__areas"]
    assert isinstance(rows, list)
    assert isinstance(rows[1], dict)
    outside = [rows[0], {**rows[1], "not_collateral": True}]
    case = case_of(**{**AREAS, "valuation__areas": outside})
    found = collateral_of(case, value_of(case))
    assert told(found.computed, found.value, found.overridden) == (5_000_000, 5_000_000, False)
    plain = case_of(**AREAS)
    assert collateral_of(plain, value_of(plain)).value == 5_700_000


def test_forced_sale_when_a_percentage_is_stated_then_is_of_the_value() -> None:
    case = case_of(**AREAS, valuation__quick_sale_percent="85")
    assert forced_sale_of(case, value_of(case)) == 4_845_000
    assert forced_sale_of(case_of(**AREAS), value_of(case)) is None


def test_reinstatement_when_stated_then_stands_over_the_computed_one() -> None:
    fields: dict[str, Json] = {**BUILDING, "cost__soft_costs": "12", "cost__profit": "15"}
    assert reinstatement_19_of(case_of(**fields)).value == 896_000
    stated = reinstatement_19_of(case_of(**fields, valuation__reinstatement_value="900000"))
    assert told(stated.value, stated.computed, stated.overridden) == (900_000, 896_000, True)


def test_land_when_extracted_then_is_the_value_less_the_building() -> None:
    case = case_of(**AREAS, **BUILDING)
    assert land_of(case, value_of(case)).value == 5_670_000 - 600_000
    (share,) = land_shares(case, value_of(case))
    assert share.percent == Fraction(5_070_000, 56_700)


# -- coefficients and rounding -----------------------------------------------------------------


def test_table_when_put_into_a_case_then_its_tiers_count_and_are_named() -> None:
    (table,) = read_tables(TIERS)
    areas: Json = [
        {"name": "גינה", "category": "garden", "area": "80"},
        {"name": "מרפסת", "category": "balcony", "area": "10"},
        {"name": "מרפסת", "category": "balcony", "area": "10", "coefficient": "0.7"},
    ]
    case = case_of(valuation__areas=areas, valuation__adopted_price_per_sqm="1000")
    with_table = after(case, putting(case, table, by="a@b", at="2026-11-01T00:00:00Z"))
    found = value_of(with_table)
    assert found is not None
    assert found.equivalent_area == Decimal("27.5") + 5 + 7
    assert told(*found.inputs.areas[0].parts) == ((50, Decimal("0.4")), (30, Decimal("0.25")))
    kept = table_of(with_table)
    assert kept is not None
    assert told(label_of(kept), kept.tiers) == ("משרד 1", table.tiers)
    proposed = with_table.value("valuation.areas/r2/coefficient")
    assert proposed is not None
    assert proposed.provenance is not None
    assert told(proposed.content, proposed.provenance.origin) == ("0.5", Origin.DEFAULT)
    assert proposed.provenance.note == "משרד 1"


def test_table_when_another_takes_its_place_then_proposals_follow_and_typed_ones_stay() -> None:
    (table,) = read_tables(TIERS)
    areas: Json = [
        {"category": "balcony", "area": "10"},
        {"category": "balcony", "area": "10", "coefficient": "0.7"},
    ]
    case = with_office_table(
        case_of(valuation__areas=areas), {"coefficients": tables_json([DEFAULT_COEFFICIENTS])},
        by="a@b", at="2026-11-01T00:00:00Z",
    )  # fmt: skip
    changed = after(case, putting(case, table, by="a@b", at="2026-11-01T00:00:00Z"))
    assert [row.content("coefficient") for row in changed.rows("valuation.areas")] == ["0.5", "0.7"]
    assert changed.text("valuation.coefficient_table") == "משרד"


def test_tables_when_written_and_read_then_are_the_same() -> None:
    tables = (*read_tables(TIERS), DEFAULT_COEFFICIENTS)
    assert tables_of({"coefficients": tables_json(tables)}) == tables
    assert tables_of({}) == (DEFAULT_COEFFICIENTS,)


def test_version_when_its_figures_change_then_is_refused() -> None:
    changed: Json = [{"name": "משרד", "version": "1", "tiers": {
        "garden": [{"up_to": None, "coefficient": "0.3"}]}}]  # fmt: skip
    with pytest.raises(Refused) as refused:
        checked_tables(changed, TIERS)
    assert refused.value.facts["problem"] == "version_changed"
    assert checked_tables(TIERS, TIERS) == tables_json(read_tables(TIERS))


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ([], "no_tables"),
        ([{"name": "a", "version": "", "tiers": {}}], "unnamed"),
        ([{"name": "a", "version": "1", "tiers": {"pool": [{"coefficient": "1"}]}}], "category"),
        ([{"name": "a", "version": "1", "tiers": {"roof": [{"coefficient": "x"}]}}], "number"),
        ([{"name": "a", "version": "1", "tiers": {"roof": [{"coefficient": "-1"}]}}], "order"),
        ([{"name": "a", "version": "1", "mode": "both", "tiers": {"roof": []}}], "mode"),
        (
            [
                {
                    "name": "a",
                    "version": "1",
                    "tiers": {
                        "roof": [
                            {"up_to": "9", "coefficient": "1"},
                            {"up_to": "5", "coefficient": "1"},
                        ]
                    },
                }
            ],
            "order",
        ),
    ],
)
def test_tables_when_wrong_then_are_refused_by_name(raw: Json, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        read_tables(raw)
    assert told(refused.value.code, refused.value.facts["problem"]) == (
        "coefficients_wrong",
        problem,
    )


def test_rounding_when_an_office_has_rules_then_new_cases_take_them() -> None:
    rules = RoundingRules(Decimal(50), Decimal(500), Decimal(10_000), RoundingMode.UP)
    practice = {"rounding": checked_rounding(rounding_json(rules), None)}
    assert rounding_of(practice) == rules
    assert rules.adopted_price(Fraction(35_249)) == 35_000
    assert case_rounding(practice) == {
        "valuation.comparable_step": "50", "valuation.adopted_step": "500",
        "valuation.rounding_mode": "up", "valuation.rounding_step": "10000",
    }  # fmt: skip
    assert case_rounding({}) == {}
    assert case_rounding({"rounding": {"comparable": "-1"}}) == {}


def test_comparable_step_when_stated_then_prices_are_printed_to_it() -> None:
    rows: Json = [{"price": "3512345", "area": "100"}]
    case = case_of(**AREAS, comparables=rows, valuation__comparable_step="500")
    found = value_of(case)
    assert found is not None
    assert comparables(case)[0].step == 500
    assert found.rows[0].rounded == 35_000


# -- sensitivity -------------------------------------------------------------------------------


def lines_of(case: Case) -> dict[str, list[Decimal | None]]:
    return {line.parameter: [cell.value for cell in line.cells] for line in sensitivity_of(case)}


def test_sensitivity_when_asked_for_then_each_figure_is_a_whole_calculation() -> None:
    case = case_of(**AREAS, sensitivity__of=["price", "coefficients"], sensitivity__step="10")
    assert lines_of(case) == {
        "price": [4_536_000, 5_103_000, 5_670_000, 6_237_000, 6_804_000],
        "coefficients": [5_530_000, 5_600_000, 5_670_000, 5_740_000, 5_810_000],
    }


def test_sensitivity_when_the_rate_would_be_nothing_then_that_cell_is_empty() -> None:
    case = case_of(**RENT, **approaches({"approach": "income", "use": "main"}),
                   sensitivity__of=["cap_rate"], sensitivity__rate_step="2")  # fmt: skip
    assert lines_of(case) == {"cap_rate": [None, 9_000_000, 4_500_000, 3_000_000, 2_250_000]}


def test_sensitivity_when_the_value_does_not_hang_on_it_then_is_left_out() -> None:
    case = case_of(**AREAS, **RENT, sensitivity__of=["cap_rate", "rent", "price"])
    assert list(lines_of(case)) == ["price"]


def test_main_row_when_it_names_no_approach_then_comparison_leads() -> None:
    case = case_of(**AREAS, **approaches({"use": "main", "value": "140"}))
    assert reconciliation_of(case).basis == "comparison"
    found = value_of(case)
    assert found is not None
    assert found.final == 5_700_000
