"""An office's rules of rounding: what comparables, the adopted price and the value go to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.money import Exact, RoundingMode, parse_decimal, plain, round_to_step

PRACTICE = "rounding"
"""The key of an office's rules in its practice."""


@dataclass(frozen=True, slots=True)
class RoundingRules:
    """Steps in shekels: of comparables' prices per m², of the adopted one, and of the value.

    `value` None: as the office's profile says. The mode is of the value.
    """

    comparable: Decimal = Decimal(100)
    adopted: Decimal = Decimal(100)
    value: Decimal | None = None
    mode: RoundingMode = RoundingMode.NEAREST

    def adopted_price(self, figure: Exact) -> Decimal:
        """A figure of the evidence as a price that may be adopted: to the nearest step."""
        return round_to_step(figure, self.adopted)


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
        "valuation.rounding_mode": rules.mode.value,
    }
    if rules.value is not None:
        found["valuation.rounding_step"] = plain(rules.value)
    return found


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
    )


def rounding_json(rules: RoundingRules) -> dict[str, Json]:
    """Rules as JSON, steps as exact strings."""
    return {
        "comparable": plain(rules.comparable),
        "adopted": plain(rules.adopted),
        "value": None if rules.value is None else plain(rules.value),
        "mode": rules.mode.value,
    }


def checked_rounding(raw: Json, _before: Json) -> Json:
    """Rules to be kept, in their one spelling. Raises Refused(`rounding_wrong`, place)."""
    return rounding_json(read_rounding(raw))


def _step(raw: Mapping[str, object], name: str) -> Decimal | None:
    given = raw.get(name)
    if given is None:
        return None
    try:
        step = parse_decimal(str(given))
    except Refused as problem:
        raise Refused("rounding_wrong", place=name) from problem
    if step <= 0:
        raise Refused("rounding_wrong", place=name)
    return step
