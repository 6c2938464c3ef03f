"""Worked examples as they were published, to the printed digit; each says what was read."""

from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.money import round_to_step, to_places
from shamay_desktop.domain.valuation.annuity import discount, years_purchase
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.residual import residual_of
from tests.domain.valuation.approach_inputs import case_of, told


def test_sales_comparison_when_of_a_published_report_then_gives_its_figures() -> None:
    """Nagell Appraisal Incorporated, appraisal report in the agenda of the City Council of Ramsey,
    Minnesota, 9 April 2019 (weblink.cityoframsey.com, document 337514, page 205): 7,596 square
    feet at $90 = $683,640, printed $685,000; less $50,000 for the public sewer: $635,000. Read as
    the city's text of that page; the grid with the single adjustments is on another page, which
    could not be read."""
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


def test_income_when_of_a_published_report_then_gives_its_figures_line_by_line() -> None:
    """City of Santa Ana, California, City Council agenda packet on the widening of Bristol Street,
    Summary of the Basis for Just Compensation, Income Capitalization Approach
    (publicdocs.santa-ana.org, WebLink document 94665, page 30): 1,300 square feet at $4.00 =
    $5,200 a month, $62,400 a year; vacancy and credit loss 3 %: $1,872; effective $60,528;
    expenses $1,820 + $450 + $1,500 = $3,770; net $56,758, capitalised at 5.00 %: $1,135,160,
    adjusted $1,135,000. Read as the city's text of that page."""
    found = capitalised(
        case_of(
            income__components=[{"area": "1300", "rent_per_sqm": "4"}],
            income__vacancy="3",
            income__costs=str(1820 + 450 + 1500),
            income__cap_rate="5",
        )
    )
    assert found is not None
    assert told(found.rent, found.gross, found.net) == (5_200, 62_400, 56_758)
    assert Fraction(found.gross) * Fraction(97, 100) == 60_528
    assert found.value == 1_135_160
    assert round_to_step(Decimal(found.value), Decimal(5000)) == 1_135_000


def test_net_income_when_of_another_published_report_then_capitalises_to_its_values() -> None:
    """The report of the sales comparison above, pages 222 and 223: net operating income $49,540,
    at 8.20 % $605,000 rounded, at 8.00 % $620,000 rounded; less $50,000: $570,000."""
    # The rent stands for the year's total: 60,000 less 10,460 leaves the printed net income.
    net: dict[str, Json] = {"income__market_rent": "5000", "income__costs": "10460"}
    for rate, printed in (("8.20", 605_000), ("8.00", 620_000)):
        found = capitalised(case_of(**net, income__cap_rate=rate))
        assert found is not None
        assert round_to_step(Decimal(found.value), Decimal(5000)) == printed
    lessened = capitalised(case_of(**net, income__cap_rate="8", income__capital_costs="50000"))
    assert lessened is not None
    assert round_to_step(Decimal(lessened.value), Decimal(5000)) == 570_000


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


def test_cost_approach_when_of_a_published_manual_then_gives_its_figures() -> None:
    """Cabarrus County, North Carolina, 2012 Appraisal Manual, steps 3 to 6 of the sample parcel
    (agenda of the Board of Commissioners, 17 October 2011; docs.cabarruscounty.us, WebLink
    document 1617310, page 258; the same in the minutes, as yumpu.com shows them): $64.00 × 1.07 =
    $68.48; × 4,125 = $282,480; 13 % worn: $245,758, rounded to $245,760; other improvements
    $22,240, already depreciated; land $300,000; total $568,000. We do not round on the way: the
    sum is $567,998."""
    assert Decimal("64.00") * Decimal("1.07") == Decimal("68.48")
    found = cost_of(
        case_of(
            cost__components=[
                {"name": "house", "area": "4125", "unit_cost": "68.48", "physical": "13"},
                {"name": "OB/XF", "area": "1", "unit_cost": "22240"},
            ],
            cost__land=[{"area": "1", "price_per_sqm": "300000"}],
        )
    )
    assert found is not None
    assert Fraction(4125) * Fraction("68.48") == 282_480
    assert to_places(Fraction(282_480) * Fraction(87, 100), Decimal(1)) == 245_758
    assert found.value == 567_998
    assert round_to_step(Decimal(found.value), Decimal(10)) == 568_000


def test_cost_approach_when_a_published_report_rounds_its_depreciation_then_is_near_it() -> None:
    """An appraisal of 1,170 square feet in the public records of the City of Orono, Minnesota
    (publicinfo.ci.orono.mn.us, WebLink document 114545, page 12): at $51 $59,670; garage $4,000;
    new $63,670; physical 20 %, printed $12,700 (exact: $12,734); site improvements $1,000; site
    $15,000; printed $66,970: by as much more as the depreciation is printed less."""
    found = cost_of(
        case_of(
            cost__components=[
                {"area": "1170", "unit_cost": "51", "physical": "20"},
                {"area": "1", "unit_cost": "4000", "physical": "20"},
                {"area": "1", "unit_cost": "1000"},
            ],
            cost__land=[{"area": "1", "price_per_sqm": "15000"}],
        )
    )
    assert found is not None
    assert found.value == 66_970 - (12_734 - 12_700)


def test_residual_when_simple_then_is_what_the_definition_says() -> None:
    """RICS draft guidance note, Valuation of development land, 1st edition, §6.1.1
    (consultations.rics.org, read there): gross development value − total development costs
    (including profit) = residual land value. The definition is theirs, the figures are ours: no
    published residual with all its figures could be read."""
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
