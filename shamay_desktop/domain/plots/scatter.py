"""Scatters: the price per m² as paid against area, day and floor; and where the evidence lies."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.market.price_index import PriceIndex, month_of
from shamay_desktop.domain.market.subject import subject_of
from shamay_desktop.domain.plots.evidence import Evidence, adopted_words, price_words
from shamay_desktop.domain.plots.plot import Axis, Line, Mark, Place, Plot, PlotKind, Role
from shamay_desktop.domain.plots.ticks import day_axis, number_axis, number_label, with_room
from shamay_desktop.domain.valuation.cells import date_at
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts

ADOPTED = "valuation.adopted_price_per_sqm"
_Words = Callable[[Fraction], str]
_EDGE = Fraction(1, 20)


def area_plot(case: Case, evidence: Sequence[Evidence], texts: Texts) -> Plot:
    """Price against area."""
    places = [
        (each, Fraction(each.price.comparable.area or 0), each.price.exact) for each in evidence
    ]
    area = subject_of(case).area
    subject = None if area is None else Fraction(area)
    return _scatter(PlotKind.AREA, case, places, subject, _area_words(texts), texts, len(evidence))


def _area_words(texts: Texts) -> _Words:
    def words(at: Fraction) -> str:
        return texts("plots.unit.area", figure=number_label(at))

    return words


def floor_plot(case: Case, evidence: Sequence[Evidence], texts: Texts) -> Plot:
    """Price against the lowest floor; 0 is the ground floor."""
    places = [
        (each, Fraction(floor), each.price.exact)
        for each in evidence
        if (floor := each.floor) is not None
    ]
    number = subject_of(case).floor_number
    subject = None if number is None else Fraction(number)
    return _scatter(PlotKind.FLOOR, case, places, subject, number_label, texts, len(evidence))


def date_plot(
    case: Case, evidence: Sequence[Evidence], texts: Texts, index: PriceIndex | None = None
) -> Plot:
    """Price against the day of sale; the index runs through the adopted price where it can."""
    places = [
        (each, Fraction(day.toordinal()), each.price.exact)
        for each in evidence
        if (day := each.day) is not None
    ]
    day = date_at(case, "valuation.date")
    subject = None if day is None else Fraction(day.toordinal())
    line = _index_line(case, [each.day for each in evidence if each.day], day, index, texts)
    return _scatter(
        PlotKind.DATE, case, places, subject, _day_words, texts, len(evidence), further=line
    )


def _day_words(at: Fraction) -> str:
    return formats.date(date.fromordinal(int(at)))


def _scatter(
    kind: PlotKind,
    case: Case,
    places: Sequence[tuple[Evidence, Fraction, Fraction]],
    subject: Fraction | None,
    words: _Words,
    texts: Texts,
    known: int,
    *,
    further: Line | None = None,
) -> Plot:
    marks = [_mark(each, (x, y), words(x), texts) for each, x, y in places]
    adopted = case.number(ADOPTED)
    lines = [] if further is None else [further]
    heights = [y for _, _, y in places] + [y for line in lines for _, y in line.places]
    if subject is not None and adopted is not None:
        marks.append(_subject(subject, adopted, words(subject), texts))
        heights.append(Fraction(adopted))
    across = [mark.x for mark in marks]
    if subject is not None and adopted is None:
        across.append(subject)
    upright = number_axis(texts("plots.axis.price"), heights)
    if subject is not None and adopted is None and places:
        ends = ((subject, upright.low), (subject, upright.high))
        lines.append(Line(ends, Role.SUBJECT, texts("plots.role.subject")))
    head = texts(f"plots.axis.{kind.value}")
    return Plot(
        kind=kind,
        title=texts(f"plots.title.{kind.value}"),
        x=with_room(_across(kind, head, across), across),
        y=with_room(upright, heights),
        marks=labelled_once(marks),
        lines=tuple(lines),
        heads=(texts("plots.head.comparable"), head, texts("plots.axis.price"),
               texts("plots.head.role")),
        description=_described(kind, places, words, texts),
        note=_lacking(kind, known - len(places), texts),
        legend=legend_of(marks, lines, texts),
    )  # fmt: skip


def _across(kind: PlotKind, head: str, numbers: list[Fraction]) -> Axis:
    if kind is PlotKind.DATE:
        return day_axis(head, [date.fromordinal(int(each)) for each in numbers])
    return number_axis(head, numbers, whole=kind is PlotKind.FLOOR)


def _mark(each: Evidence, place: Place, where: str, texts: Texts) -> Mark:
    price, role = (
        price_words(each.price.exact, texts, each.step),
        texts(f"plots.role.{each.role.value}"),
    )
    cells = (each.name, where, price, role)
    told = texts("plots.told", n=each.number, name=each.name, where=where, price=price, role=role)
    return Mark(*place, each.role, told, cells, each.row.id, str(each.number))


def _subject(at: Fraction, adopted: Decimal, where: str, texts: Texts) -> Mark:
    price, role = adopted_words(adopted, texts), texts("plots.role.subject")
    told = texts("plots.told_subject", where=where, price=price)
    cells = (role, where, price, texts("plots.adopted"))
    return Mark(at, Fraction(adopted), Role.SUBJECT, told, cells)


def labelled_once(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks at one place have one label with all numbers: none is written over another."""
    found: list[Mark] = []
    numbers: dict[Place, list[str]] = {}
    for mark in marks:
        numbers.setdefault((mark.x, mark.y), []).append(mark.label)
    named: set[Place] = set()
    for mark in marks:
        place = mark.x, mark.y
        label = "" if place in named else ", ".join(filter(None, numbers[place]))
        named.add(place)
        found.append(replace(mark, label=label))
    return tuple(found)


def legend_of(
    marks: Sequence[Mark], lines: Sequence[Line], texts: Texts
) -> tuple[tuple[Role, str], ...]:
    """The roles that occur, each once, with their words."""
    found = {mark.role: texts(f"plots.role.{mark.role.value}") for mark in marks}
    found |= {line.role: line.name for line in lines}
    return tuple((role, found[role]) for role in Role if role in found)


def _described(
    kind: PlotKind,
    places: Sequence[tuple[Evidence, Fraction, Fraction]],
    words: _Words,
    texts: Texts,
) -> str:
    """What the plot says, for whoever does not see it."""
    title = texts(f"plots.title.{kind.value}")
    if not places:
        return f"{title}. {texts('plots.empty')}"
    across, heights = [x for _, x, _ in places], [y for _, _, y in places]
    step = places[0][0].step
    return texts(
        "plots.described", title=title, n=len(places),
        first=words(min(across)), last=words(max(across)),
        low=price_words(min(heights), texts, step), high=price_words(max(heights), texts, step),
    )  # fmt: skip


def _lacking(kind: PlotKind, count: int, texts: Texts) -> str:
    return texts(f"plots.lacking.{kind.value}", n=count) if count else ""


def _index_line(
    case: Case,
    days: Sequence[date],
    day: date | None,
    index: PriceIndex | None,
    texts: Texts,
) -> Line | None:
    """What the adopted price would have been month by month, by the index; None without both."""
    adopted = case.number(ADOPTED)
    if index is None or adopted is None or day is None or not days:
        return None
    months = [month for month in index.months if month <= month_of(day)]
    if not months:
        return None
    stands, first = index.points[months[-1]], month_of(min(days))
    places = []
    for month in months:
        ratio = index.ratio(stands, index.points[month]) if month >= first else None
        if ratio is not None:
            middle = Fraction(date(*month, 15).toordinal())
            places.append((middle, Fraction(adopted) * ratio))
    name = texts("plots.role.index", name=index.he if texts.language.right_to_left else index.en)
    return Line(tuple(places), Role.INDEX, name) if len(places) > 1 else None


def location_plot(case: Case, evidence: Sequence[Evidence], texts: Texts) -> Plot:
    """Where the comparables lie beside the subject, in metres from it (or from their middle)."""
    known = [(each, place) for each in evidence if (place := each.place) is not None]
    seen = subject_of(case)
    at = None
    if seen.east is not None and seen.north is not None:
        at = (Fraction(seen.east), Fraction(seen.north))
    origin = at or (known[0][1] if known else (Fraction(0), Fraction(0)))
    marks = [_located(each, _from(origin, place), texts) for each, place in known]
    if at is not None:
        role = texts("plots.role.subject")
        marks.append(Mark(Fraction(0), Fraction(0), Role.SUBJECT, role, (role, "0", "", role)))
    x, y = _map_axes([mark.x for mark in marks], [mark.y for mark in marks], texts)
    empty = texts("plots.empty_location")
    title = texts("plots.title.location")
    return Plot(
        kind=PlotKind.LOCATION,
        title=title,
        x=x,
        y=y,
        marks=labelled_once(marks),
        heads=(texts("plots.head.comparable"), texts("plots.head.distance"),
               texts("plots.axis.price"), texts("plots.head.role")),
        description=texts("plots.described_location", title=title, n=len(known))
        if known else f"{title}. {empty}",
        note=_lacking(PlotKind.LOCATION, len(evidence) - len(known), texts),
        legend=legend_of(marks, (), texts),
        even=True,
    )  # fmt: skip


def _from(origin: Place, place: Place) -> Place:
    return place[0] - origin[0], place[1] - origin[1]


def _located(each: Evidence, place: Place, texts: Texts) -> Mark:
    away = number_label(Fraction(isqrt(int(place[0] ** 2 + place[1] ** 2))))
    where = texts("plots.unit.metres", figure=away)
    return _mark(each, place, where, texts)


def _map_axes(across: list[Fraction], up: list[Fraction], texts: Texts) -> tuple[Axis, Axis]:
    """Two axes of one length, so that a metre is as long on both."""
    if not across:
        return number_axis(texts("plots.axis.east"), []), number_axis(texts("plots.axis.north"), [])
    half = max(max(across) - min(across), max(up) - min(up), Fraction(100)) * (1 + _EDGE) / 2
    ends = []
    for numbers in (across, up):
        middle = (max(numbers) + min(numbers)) / 2
        ends.append([middle - half, middle + half])
    x, y = (
        number_axis(texts(f"plots.axis.{name}"), pair)
        for name, pair in zip(("east", "north"), ends, strict=True)
    )
    length = max(x.high - x.low, y.high - y.low)
    return _stretched(x, length), _stretched(y, length)


def _stretched(axis: Axis, length: Fraction) -> Axis:
    return Axis(axis.title, axis.low, axis.low + length, axis.ticks)
