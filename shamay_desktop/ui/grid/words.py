"""What the grid says of proposals: the index with its two points, the data, or why none is."""

from decimal import Decimal

from shamay_desktop.domain.market.price_index import IndexPoint, Month
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.valuation.adjusting import AdjustmentUnit
from shamay_desktop.domain.valuation.support import HeadSupport
from shamay_desktop.domain.valuation.time_adjustment import TimeProposal
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.grid.amounts import shown_amount


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
        month = month_words(time.stands_for)
        words += " " + texts("grid.time.stands_for", month=month)
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
    """What the data say of a head: how, how much, how surely, from how many; or no support."""
    if support is None:
        return ""
    if support.percent is None or support.low is None or support.high is None:
        why = "" if support.lacking is None else support.lacking.value
        return texts(f"grid.support.no_{why}", n=support.count, needed=support.needed)
    key = "" if support.method is None else support.method.value
    words = texts(
        f"grid.support.{key}",
        percent=percent_words(support.percent, texts),
        unit=texts(f"grid.support.unit_{support.trait}"),
        low=percent_words(support.low, texts),
        high=percent_words(support.high, texts),
        n=support.count,
    )
    return words if support.is_sure else f"{words} {texts('grid.support.unsure')}"
