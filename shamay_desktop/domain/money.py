"""Exact decimals: one spelling, exact sums and products, and rounding to a step."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal, Inexact, localcontext
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.errors import Refused

# Fields hold at most 15 digits before and 10 behind the point (`fields.canonical`): a product
# of three of them and a sum of thousands stay below this, and the trap proves it.
_EXACT_DIGITS = 200
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)

AGORA = Decimal("0.01")
Exact = Decimal | Fraction | int


class RoundingMode(StrEnum):
    """How a value is brought to its step: half up (away from zero), or always up."""

    NEAREST = "nearest"
    UP = "up"


def parse_decimal(text: str) -> Decimal:
    """The exact number of a plain spelling such as "5670000.00".

    No exponent, no separators, ASCII digits only; raises Refused(`not_a_number`, given).
    """
    if not _NUMBER.fullmatch(text):
        raise Refused("not_a_number", field="", given=text[:80])
    return Decimal(text)


def plain(number: Decimal, places: int = 0) -> str:
    """The one spelling of a number: no exponent, no zeros behind the point beyond `places`.

    Digits are never lost: plain(Decimal("162"), 2) is "162.00", plain(Decimal("1.125"), 2)
    is "1.125".
    """
    whole, _, behind = format(number, "f").partition(".")
    behind = behind.rstrip("0").ljust(places, "0")
    if number == 0:
        whole = "0"
    return f"{whole}.{behind}" if behind else whole


@contextmanager
def exactly() -> Iterator[None]:
    """Arithmetic inside is exact: a result that would lose a digit raises decimal.Inexact."""
    with localcontext(prec=_EXACT_DIGITS) as context:
        context.traps[Inexact] = True
        yield


def product(first: Decimal, second: Decimal) -> Decimal:
    """The exact product."""
    with exactly():
        return first * second


def total(numbers: Iterable[Decimal]) -> Decimal:
    """The exact sum; 0 of nothing."""
    with exactly():
        return sum(numbers, Decimal(0))


def round_to_step(
    amount: Exact, step: Decimal | None, mode: RoundingMode = RoundingMode.NEAREST
) -> Decimal:
    """The amount brought to a multiple of the step.

    NEAREST is half up, away from zero; UP never makes it smaller. A step of None or 0 leaves
    a decimal as it is and brings a fraction that has no end to the agora. Raises ValueError
    when the step is negative.
    """
    if not step:
        return amount if isinstance(amount, Decimal) else to_places(amount)
    if step < 0:
        raise ValueError(step)
    steps = Fraction(amount) / Fraction(step)
    count = -(-steps // 1) if mode is RoundingMode.UP else _half_up(steps)
    return product(Decimal(count), step)


def _half_up(number: Fraction) -> int:
    nearest = int(abs(number) + Fraction(1, 2))
    return nearest if number >= 0 else -nearest


def to_places(number: Exact, quantum: Decimal = AGORA) -> Decimal:
    """The number half up at the quantum's places (0.01: two), written with all of them."""
    rounded = round_to_step(number, quantum)
    with exactly():
        return rounded.quantize(quantum, rounding=ROUND_HALF_UP)
