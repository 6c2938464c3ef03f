"""Areas: what belongs to the flat, gaps between sources, and the area that the value uses."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.standards.finding import Chosen, Label, Percent
from shamay_desktop.domain.standards.naming import says_any
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import number_in, text_in

REGISTERED, BUILT = "unit.registered_area", "unit.built_area"
_TENTH = Decimal("0.1")


def category_apart(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Areas that stand apart although the standard counts them in the flat."""
    for number, row in situation.numbered("valuation.areas"):
        if text_in(row, "category") in parameters.texts("categories"):
            path = f"valuation.areas/{row.id}/category"
            yield hit(path, field=Label(path, number), name=text_in(row, "name"))


def named_in_flat(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Areas in the flat whose names say that the standard leaves them outside it."""
    for number, row in situation.numbered("valuation.areas"):
        name = text_in(row, "name")
        if text_in(row, "category") == "flat" and says_any(name, parameters.texts("words")):
            path = f"valuation.areas/{row.id}/category"
            yield hit(path, field=Label(path, number), name=name)


def registered_before(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """The registered area used although the condominium was registered before a day."""
    if situation.case.text("valuation.area_basis") != "registered":
        return
    registered = situation.day("order.date")
    first_day = parameters.text("registered_from")
    if registered is None or registered.isoformat() < first_day:
        yield hit("valuation.area_basis", "order.date", limit=first_day)


def area_gap(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Registered and built area further apart than some percent, with no word on it."""
    gap = gap_percent(situation)
    limit = parameters.number("percent")
    upto = parameters.number("upto") or None
    if gap is None or gap <= Fraction(limit) or (upto is not None and gap > Fraction(upto)):
        return
    if not situation.answered("unit.area_gap_reason"):
        yield hit(
            "unit.area_gap_reason",
            BUILT,
            REGISTERED,
            percent=Percent(to_places(gap, _TENTH)),
            registered=situation.case.number(REGISTERED) or Decimal(0),
            built=situation.case.number(BUILT) or Decimal(0),
        )


def gap_percent(situation: Situation) -> Fraction | None:
    """|built − registered| ÷ registered in percent, exact; None when one is unknown."""
    registered, built = situation.case.number(REGISTERED), situation.case.number(BUILT)
    if not registered or built is None:
        return None
    return abs(Fraction(built) - Fraction(registered)) / Fraction(registered) * 100


def area_used_differs(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The flat's area in the calculation is not the area that its basis names."""
    basis = situation.case.text("valuation.area_basis")
    path = {"registered": REGISTERED, "built": BUILT}.get(basis or "")
    named = None if path is None else situation.case.number(path)
    flats = [
        area
        for row in situation.case.rows("valuation.areas")
        if text_in(row, "category") == "flat" and (area := number_in(row, "area")) is not None
    ]
    if path is not None and named is not None and flats and sum(flats) != named:
        basis_shown = Chosen("valuation.area_basis", basis or "")
        used = sum(flats, Decimal(0))
        yield hit("valuation.areas", path, basis=basis_shown, used=used, named=named)


PREDICATES = {
    "category_apart": predicate(category_apart, categories=TEXTS),
    "named_in_flat": predicate(named_in_flat, words=TEXTS),
    "registered_before": predicate(registered_before, registered_from=TEXT),
    "area_gap": predicate(area_gap, percent=NUMBER, upto=NUMBER),
    "area_used_differs": predicate(area_used_differs),
}
