"""Worked examples as they were published, to the printed digit."""

from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.annuity import discount, years_purchase
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.residual import residual_of
from tests.domain.valuation.approach_inputs import case_of, told


def test_sales_comparison_when_of_a_published_report_then_gives_its_figures() -> None:
    """City of Ramsey, Minnesota, appraisal in the city's public records (WebLink document 337514,
    page 205): 7,596 square feet at $90 = $683,640, printed $685,000; less $50,000 for the public
    sewer: $635,000."""
    fields: dict[str, Json] = {
        "valuation__areas": [{"name": "GBA", "category": "flat", "area": "7596",
                              "coefficient": "1"}],
        "valuation__adopted_price_per_sqm": "90",
        "valuation__rounding_step": "5000",
    }  # fmt: skip
    found = value_of(case_of(**fields))
    assert found is not None
    assert told(found.unrounded, found.final) == (683_640, 685_000)
    sewer = value_of(case_of(**fields, valuation__extras=[{"name": "sewer", "amount": "-50000"}]))
    assert sewer is not None
    assert sewer.final == 635_000


def test_direct_capitalisation_when_published_then_gives_its_figure() -> None:
    """EstatePass, appraiser questions, "Valuation principles": gross $120,000, expenses $45,000,
    8 %: net $75,000, value $937,500."""
    found = capitalised(
        case_of(income__market_rent="10000", income__costs="45000", income__cap_rate="8")
    )
    assert found is not None
    assert told(found.gross, found.net, found.value) == (120_000, 75_000, 937_500)


def test_perpetuity_and_reversion_when_of_1843_then_give_pounds_shillings_and_pence() -> None:
    """D. Jones, On the Value of Annuities and Reversionary Payments (1843), vol. 1, §§100–101:
    £90 a year for ever at 4 % is £2,250; £300 a year for ever, after 10 years, at 5 % is
    £3,683 9s 7d.
    """
    assert 90 * years_purchase(Decimal(4), None) == 2_250
    reversion = 300 * years_purchase(Decimal(5), None) * discount(Decimal(5), Decimal(10))
    pounds = int(reversion)
    shillings = int((reversion - pounds) * 20)
    pence = to_places((reversion - pounds - Fraction(shillings, 20)) * 240, Decimal(1))
    assert told(pounds, shillings, pence) == (3683, 9, 7)


def test_term_and_reversion_when_the_term_pays_nothing_then_is_the_published_reversion() -> None:
    """The same estate of 1843 as a case: nothing for 10 years, then £25 a month for ever, 5 %."""
    found = capitalised(
        case_of(income__market_rent="25", income__cap_rate="5", income__method="term_reversion",
                income__passing_rent="0", income__term_years="10")
    )  # fmt: skip
    assert found is not None
    assert f"{float(found.exact_value):.2f}" == "3683.48"


def test_cost_approach_when_published_then_gives_its_figures() -> None:
    """Licensing School for Appraisal, lesson 12 (Course Hero, file 6061901): a house of $125,000,
    20 % worn, on a lot of $35,000: $135,000; a warehouse of $350,000, 25 % worn, land $110,000:
    $372,500."""
    for cost, worn, land, expected in (
        ("125000", "20", "35000", 135_000),
        ("350000", "25", "110000", 372_500),
    ):
        found = cost_of(
            case_of(
                cost__components=[{"area": "1", "unit_cost": cost, "physical": worn}],
                cost__land=[{"area": "1", "price_per_sqm": land}],
            )
        )
        assert found is not None
        assert found.value == expected


def test_residual_when_simple_then_is_what_the_definition_says() -> None:
    """RICS, Valuation of development land, §6.1.1: completed value less all costs and the profit
    is the land; without finance it is one subtraction."""
    found = residual_of(
        case_of(
            residual__sales=[{"area": "1000", "price_per_sqm": "20000"}],
            residual__costs=[{"area": "1200", "unit_cost": "6000"}, {"amount": "800000"}],
            residual__soft_costs="10",
            residual__marketing="2",
            residual__profit="15",
        )
    )
    assert found is not None
    assert found.value == 20_000_000 - 8_000_000 - 800_000 - 400_000 - 3_000_000
