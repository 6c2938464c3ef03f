"""The ratio statistics of a case's comparables in words: how even the adopted price is to them."""

from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.statistics.ratio import RatioStudy
from shamay_desktop.domain.valuation.ratios import FEWEST, Ratios, case_ratios
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts


def ratio_words(case: Case, texts: Texts) -> str:
    """A line for the adopted price, one for the official amounts; "" where neither is told.

    Too few pairs are said once there is something to compare.
    """
    found = case_ratios(case)
    told = (("adopted", found.adopted), ("official", found.official))
    lines = [_line(name, each, texts) for name, each in told if name == "adopted" or each.count]
    return "\n".join(line for line in lines if line)


def _line(name: str, ratios: Ratios, texts: Texts) -> str:
    if not ratios.asked:
        return ""
    title = texts(f"analysis.ratios.{name}")
    study = ratios.study
    if study is None:
        why = texts("analysis.ratios.too_few", n=ratios.count, needed=FEWEST)
        return f"{title}: {why}"
    words = texts(
        "analysis.ratios.figures",
        n=ratios.count,
        median=_figure(study.median, "0.001"),
        cod=isolate_left_to_right(f"COD {_plain(study.cod, '0.1')}%"),
        prd=isolate_left_to_right(f"PRD {_plain(study.prd, '0.01')}"),
        prb=_bias(study, texts),
    )
    return f"{title}: {words}"


def _bias(study: RatioStudy, texts: Texts) -> str:
    """With its interval: of a few comparables it says little, and shows it."""
    if study.prb is None or study.prb_low is None or study.prb_high is None:
        return texts("analysis.ratios.unsaid")
    low, high = (_figure(each, "0.01") for each in (study.prb_low, study.prb_high))
    named = isolate_left_to_right(f"PRB {_plain(study.prb, '0.01')}")
    return texts("analysis.ratios.bias", prb=named, low=low, high=high)


def _figure(number: Fraction | float, places: str) -> str:
    return isolate_left_to_right(_plain(number, places))


def _plain(number: Fraction | float, places: str) -> str:
    return plain(to_places(Fraction(number), Decimal(places))).replace("-", "−")
