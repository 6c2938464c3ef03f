"""What the grid says of proposals: the index with its two points, the data, or why none is."""

from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.fields.comparables import AREA_BASES
from shamay_desktop.domain.market.price_index import IndexPoint, Month
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.valuation.adjusting import AdjustmentUnit
from shamay_desktop.domain.valuation.support import HeadSupport, Offer
from shamay_desktop.domain.valuation.time_adjustment import TimeProposal
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.grid.amounts import shown_amount

_HUNDREDTH = Decimal("0.01")
"""An effect of a month is small: a tenth of a percent would hide it."""


def month_words(month: Month) -> str:
    """ "06/2026" in reading order."""
    return isolate_left_to_right(f"{month[1]:02d}/{month[0]}")


def percent_words(percent: Decimal, texts: Texts) -> str:
    """A percentage with its sign."""
    return shown_amount(percent, AdjustmentUnit.PERCENT, texts.language)


def time_words(time: TimeProposal, texts: Texts) -> str:
    """The index, its two points and what they make; or why nothing is proposed."""
    if time.percent is None or time.index is None or time.first is None or time.second is None:
        return no_time_words(time, texts)
    words = texts(
        "grid.time.proposal",
        index=time.index.name(texts.language.value),
        first=_point(time.first, texts),
        second=_point(time.second, texts),
        percent=percent_words(time.percent, texts),
    )
    if time.stands_for is not None:
        month, taken = month_words(time.stands_for), month_words(time.second.month)
        words += " " + texts("grid.time.stands_for", month=month, taken=taken)
    return words


def no_time_words(time: TimeProposal, texts: Texts) -> str:
    """Why the index proposes nothing."""
    if time.month is not None:
        return texts("grid.time.no_month", month=month_words(time.month))
    return texts(f"grid.time.no_{'index' if time.lacking is None else time.lacking.value}")


def _point(point: IndexPoint, texts: Texts) -> str:
    value = formats.number(plain(point.value))
    key = "grid.time.provisional" if point.provisional else "grid.time.point"
    return texts(key, month=month_words(point.month), value=value)


def support_words(support: HeadSupport | None, texts: Texts) -> str:
    """What the data say of a head: how, how much, how surely, from whose rows; or no support."""
    if support is None:
        return ""
    if support.percent is None or support.low is None or support.high is None:
        return _no_support(support, texts)
    key = "" if support.method is None else support.method.value
    words = texts(
        f"grid.support.{key}",
        percent=_effect_words(support.percent, texts),
        unit=texts(f"grid.support.unit_{support.trait}"),
        low=_effect_words(support.low, texts),
        high=_effect_words(support.high, texts),
        n=support.count,
        sales=support.sales,
        explained="" if support.explained is None else formats.percent(plain(support.explained)),
    )
    lacking = "" if support.is_sure else _no_support(support, texts)
    return " ".join(part for part in (words, lacking, _whose_words(support, texts)) if part)


def left_out_words(support: HeadSupport, texts: Texts) -> str:
    """How many rows were not asked, by their reason; "" when all were."""
    told = [
        texts(f"grid.support.out_{why.value}", n=count) for why, count in support.left_out.items()
    ]
    return texts("grid.support.left_out", rows=", ".join(told)) if told else ""


def offer_words(support: HeadSupport, offer: Offer, texts: Texts) -> str:
    """What is offered for one comparable, or why nothing although the data say something."""
    if offer.percent is not None:
        here = texts("grid.support.here", percent=percent_words(offer.percent, texts))
        return f"{here} {beyond_words(offer, texts)}".rstrip()
    if offer.lacking is None or support.range is None:
        return ""
    least, most = (_trait_words(support.trait, end) for end in support.range)
    return texts(f"grid.support.no_{offer.lacking.value}", low=least, high=most)


def beyond_words(offer: Offer, texts: Texts) -> str:
    """That the trend of time was carried on beyond the deals; "" where it was not."""
    return texts("grid.support.beyond", n=offer.beyond) if offer.beyond else ""


def _no_support(support: HeadSupport, texts: Texts) -> str:
    why = "" if support.lacking is None else support.lacking.value
    return texts(f"grid.support.no_{why}", n=support.count, needed=support.needed)


def _whose_words(support: HeadSupport, texts: Texts) -> str:
    """The basis and kind of the rows that spoke, and what was held alike."""
    basis = next((each for each in AREA_BASES if each.code == support.basis), None)
    unsaid = texts("grid.support.unsaid")
    words = texts(
        "grid.support.whose",
        basis=unsaid if basis is None else basis.label(texts.language.value),
        kind=support.kind or unsaid,
    )
    if not support.beside:
        return f"{words} {texts('grid.support.nothing_beside')}"
    named = ", ".join(texts(f"grid.support.trait_{trait}") for trait in support.beside)
    return f"{words} {texts('grid.support.beside', traits=named)}"


def _effect_words(percent: Fraction, texts: Texts) -> str:
    return percent_words(to_places(percent, _HUNDREDTH), texts)


def _trait_words(trait: str, number: Decimal) -> str:
    if trait == "month":
        return month_words((int(number - 1) // 12, int(number - 1) % 12 + 1))
    digits = plain(number)
    return isolate_left_to_right(digits if trait == "year_built" else formats.number(digits))
