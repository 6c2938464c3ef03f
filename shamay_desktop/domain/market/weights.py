"""An office's own weights of likeness: read strictly where they are kept, leniently in a search."""

from decimal import Decimal

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.scoring import DEFAULT, weights_json
from shamay_desktop.domain.market.similarity import Weights
from shamay_desktop.domain.money import parse_decimal

HEAVIEST = 1000


def read_weights(raw: object) -> Weights:
    """Weights from JSON, by part; a part that is not named or weighs 0 does not count.

    Raises Refused(`weights_wrong`, place): the part whose weight is no number of 0 to `HEAVIEST`,
    "" where none would count.
    """
    if not isinstance(raw, dict):
        raise Refused("weights_wrong", place="")
    unknown = next((str(name)[:40] for name in raw if name not in DEFAULT), None)
    if unknown is not None:
        raise Refused("weights_wrong", place=unknown)
    found = {name: _weight(raw[name], name) for name in DEFAULT if name in raw}
    counted = {name: weight for name, weight in found.items() if weight > 0}
    if not counted:
        raise Refused("weights_wrong", place="")
    return counted


def checked_weights(raw: Json, _before: Json) -> Json:
    """Weights to be kept, in their one spelling. Raises Refused(`weights_wrong`, place)."""
    return weights_json(read_weights(raw))


def _weight(given: object, name: str) -> Decimal:
    try:
        weight = parse_decimal(str(given))
    except Refused as problem:
        raise Refused("weights_wrong", place=name) from problem
    if not 0 <= weight <= HEAVIEST or weight != round(weight, 4):
        raise Refused("weights_wrong", place=name)
    return weight
