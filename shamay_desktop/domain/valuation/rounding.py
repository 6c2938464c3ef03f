"""An office's rules of rounding: what comparables, the adopted price and the value go to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.money import Exact, RoundingMode, parse_decimal, plain, round_to_step

PRACTICE = "rounding"
"""The key of an office's rules in its practice."""

ADOPTED_STEP = "valuation.adopted_step"
"""The field of a case that says what its adopted price is rounded to."""


_MOST_SIZES = 10


@dataclass(frozen=True, slots=True)
class SizeStep:
    """The step of values up to an amount in shekels, inclusive; `up_to` None: of all above."""

    up_to: Decimal | None
    step: Decimal


@dataclass(frozen=True, slots=True)
class RoundingRules:
    """Steps in shekels: of comparables' prices per m², of the adopted one, and of the value.

    `value` None: as the office's profile says. `sizes`, in rising order, say another step of the
    value by its size; it is proposed for a value, and taken by hand. The mode is of the value.
    """

    comparable: Decimal = Decimal(100)
    adopted: Decimal = Decimal(100)
    value: Decimal | None = None
    mode: RoundingMode = RoundingMode.NEAREST
    sizes: tuple[SizeStep, ...] = ()

    def value_step(self, figure: Exact) -> Decimal | None:
        """The step of a value in shekels: by its size, else the one of all; None where unsaid."""
        by_size = (each.step for each in self.sizes if each.up_to is None or figure <= each.up_to)
        return next(by_size, self.value)

    def rounded_value(self, figure: Exact) -> Decimal | None:
        """A value in shekels as these rules round it; None where they say no step."""
        step = self.value_step(figure)
        return None if step is None else round_to_step(figure, step, self.mode)

    def adopted_price(self, figure: Exact) -> Decimal:
        """A figure of the evidence as a price that may be adopted: to the nearest step."""
        return proposed_price(figure, self.adopted)


def rounding_of(practice: Mapping[str, Json]) -> RoundingRules:
    """An office's rules; the general ones where it has none. Raises Refused(`rounding_wrong`)."""
    raw = practice.get(PRACTICE)
    return RoundingRules() if not raw else read_rounding(raw)


def case_rounding(practice: Mapping[str, Json]) -> dict[str, str]:
    """Field -> content that an office's own rules give a new case.

    Nothing where it has none, or where what is kept does not fit this program.
    """
    try:
        rules = rounding_of(practice)
    except Refused:
        return {}
    if not practice.get(PRACTICE):
        return {}
    found = {
        "valuation.comparable_step": plain(rules.comparable),
        ADOPTED_STEP: plain(rules.adopted),
        "valuation.rounding_mode": rules.mode.value,
    }
    if rules.value is not None:
        found["valuation.rounding_step"] = plain(rules.value)
    return found


def proposed_price(figure: Exact, step: Decimal) -> Decimal:
    """A figure of the evidence as a price that may be adopted: to the nearest step in shekels."""
    return round_to_step(figure, step)


def read_rounding(raw: object) -> RoundingRules:
    """Rules from JSON. Raises Refused(`rounding_wrong`, place)."""
    if not isinstance(raw, dict):
        raise Refused("rounding_wrong", place="")
    mode = raw.get("mode", RoundingMode.NEAREST.value)
    if mode not in set(RoundingMode):
        raise Refused("rounding_wrong", place="mode")
    general = RoundingRules()
    return RoundingRules(
        comparable=_step(raw, "comparable") or general.comparable,
        adopted=_step(raw, "adopted") or general.adopted,
        value=_step(raw, "value"),
        mode=RoundingMode(mode),
        sizes=_sizes(raw.get("sizes") or []),
    )


def _sizes(raw: object) -> tuple[SizeStep, ...]:
    if not isinstance(raw, list) or len(raw) > _MOST_SIZES:
        raise Refused("rounding_wrong", place="sizes")
    found = []
    for number, each in enumerate(raw, 1):
        if not isinstance(each, dict):
            raise Refused("rounding_wrong", place=f"sizes/{number}")
        step = _step(each, "step", f"sizes/{number}/step")
        if step is None:
            raise Refused("rounding_wrong", place=f"sizes/{number}/step")
        found.append(SizeStep(_step(each, "up_to", f"sizes/{number}/up_to"), step))
    for number, (one, other) in enumerate(pairwise(found), 2):
        if one.up_to is None or (other.up_to is not None and other.up_to <= one.up_to):
            raise Refused("rounding_wrong", place=f"sizes/{number}/up_to")
    return tuple(found)


def rounding_json(rules: RoundingRules) -> dict[str, Json]:
    """Rules as JSON, steps as exact strings; no sizes where there are none."""
    sizes: list[Json] = [
        {"up_to": None if each.up_to is None else plain(each.up_to), "step": plain(each.step)}
        for each in rules.sizes
    ]
    return {
        "comparable": plain(rules.comparable),
        "adopted": plain(rules.adopted),
        "value": None if rules.value is None else plain(rules.value),
        "mode": rules.mode.value,
        **({"sizes": sizes} if sizes else {}),
    }


def checked_rounding(raw: Json, _before: Json) -> Json:
    """Rules to be kept, in their one spelling. Raises Refused(`rounding_wrong`, place)."""
    return rounding_json(read_rounding(raw))


def _step(raw: Mapping[str, object], name: str, place: str = "") -> Decimal | None:
    given = raw.get(name)
    if given is None:
        return None
    try:
        step = parse_decimal(str(given))
    except Refused as problem:
        raise Refused("rounding_wrong", place=place or name) from problem
    if step <= 0:
        raise Refused("rounding_wrong", place=place or name)
    return step
