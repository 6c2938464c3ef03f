"""The band: the adjusted prices, their mean and median with how sure they are, what was adopted."""

from collections.abc import Sequence
from fractions import Fraction

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.plots.evidence import Evidence, adopted_words, price_words
from shamay_desktop.domain.plots.plot import Box, Mark, Plot, PlotKind, Role
from shamay_desktop.domain.plots.scatter import ADOPTED, labelled_once, legend_of
from shamay_desktop.domain.plots.ticks import named_axis, number_axis, with_room
from shamay_desktop.domain.statistics.bands import Band, BandMethod, bootstrap_band, t_band
from shamay_desktop.domain.statistics.describe import describe
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts

_HALF = Fraction(1, 5)
_ADOPTED, _MEDIAN, _MEAN, _PRICES = range(4)
"""Lanes from below."""


def band_plot(case: Case, evidence: Sequence[Evidence], texts: Texts) -> Plot:
    """Lanes over one axis of prices after adjustment; drawn anew, the bands are the same."""
    prices = [each.price.adjusted for each in evidence if each.price.comparable.included]
    found = describe(prices)
    marks = [_price(each, texts) for each in evidence]
    boxes: list[Box] = []
    if found is not None:
        for band, role, lane in (
            (t_band(prices), Role.MEAN, _MEAN), (bootstrap_band(prices), Role.MEDIAN, _MEDIAN),
        ):  # fmt: skip
            if band is not None:
                boxes.append(_band(band, role, lane, texts))
        marks += [
            _middle(found.mean, Role.MEAN, _MEAN, texts),
            _middle(found.median, Role.MEDIAN, _MEDIAN, texts),
        ]
    adopted = case.number(ADOPTED)
    if adopted is not None:
        words = adopted_words(adopted, texts)
        marks.append(_middle(Fraction(adopted), Role.SUBJECT, _ADOPTED, texts, words))
    across = [mark.x for mark in marks] + [end for box in boxes for end in _ends(box)]
    lanes = [texts(f"plots.lane.{name}") for name in ("adopted", "median", "mean", "prices")]
    title = texts("plots.title.band")
    return Plot(
        kind=PlotKind.BAND,
        title=title,
        x=with_room(number_axis(texts("plots.axis.adjusted"), across), across),
        y=named_axis("", lanes),
        marks=labelled_once(marks),
        boxes=tuple(boxes),
        heads=(texts("plots.head.figure"), texts("plots.axis.adjusted"), texts("plots.head.role")),
        description=_described(title, marks, boxes, texts),
        legend=legend_of([mark for mark in marks if mark.row], (), texts),
    )


def _ends(box: Box) -> tuple[Fraction, Fraction]:
    return box.first[0], box.second[0]


def _price(each: Evidence, texts: Texts) -> Mark:
    price, role = (
        price_words(each.price.adjusted, texts, each.step),
        texts(f"plots.role.{each.role.value}"),
    )
    told = texts("plots.told_price", n=each.number, name=each.name, price=price, role=role)
    cells, label = (each.name, price, role), str(each.number)
    return Mark(each.price.adjusted, Fraction(_PRICES), each.role, told, cells, each.row.id, label)


def _middle(price: Fraction, role: Role, lane: int, texts: Texts, words: str = "") -> Mark:
    name = texts(f"plots.middle.{role.value}")
    words = words or price_words(price, texts)
    told = texts("plots.told_total", name=name, price=words)
    return Mark(price, Fraction(lane), role, told, (name, words, ""))


def _band(band: Band, role: Role, lane: int, texts: Texts) -> Box:
    key = "t" if band.method is BandMethod.T else "bootstrap"
    name = texts(f"plots.band.{key}", level=formats.percent(band.level), n=band.count)
    low, high = price_words(Fraction(band.low), texts), price_words(Fraction(band.high), texts)
    words = texts("plots.from_to", low=low, high=high)
    told = texts("plots.told_total", name=name, price=words)
    return Box(
        (Fraction(band.low), lane - _HALF), (Fraction(band.high), lane + _HALF),
        role, told, (name, words, ""),
    )  # fmt: skip


def _described(title: str, marks: Sequence[Mark], boxes: Sequence[Box], texts: Texts) -> str:
    told = [box.told for box in boxes] + [mark.told for mark in marks if not mark.row]
    return ". ".join((title, *told)) if told else f"{title}. {texts('plots.empty')}"
