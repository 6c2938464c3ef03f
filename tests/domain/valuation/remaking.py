"""What the parts of a figure make by its formula: nothing but the parts is known here."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import prod
from statistics import median

from shamay_desktop.domain.money import AGORA, Exact, RoundingMode, round_to_step, to_places
from shamay_desktop.domain.valuation.figure import Figure, Formula

ONE, SHEKEL = Fraction(1), Decimal(1)
Parts = Sequence[Fraction]


def _grown(rate: Fraction, years: Fraction) -> Fraction:
    """(1 + rate) ^ years; years that are no whole number to 60 digits."""
    base = 1 + rate / 100
    if years.denominator == 1:
        return base ** int(years)
    with localcontext(prec=60):
        power = Decimal(years.numerator) / Decimal(years.denominator)
        return Fraction((Decimal(base.numerator) / Decimal(base.denominator)) ** power)


def _bought(parts: Parts) -> Fraction:
    rate, years = parts
    return (1 - 1 / _grown(rate, years)) / (rate / 100) if rate else years


def _rounded(parts: Parts, mode: RoundingMode) -> Fraction:
    amount, *steps = parts
    if not steps or not steps[0]:
        return Fraction(to_places(amount))
    step = Decimal(steps[0].numerator) / Decimal(steps[0].denominator)
    found = round_to_step(amount, step, mode)
    return Fraction(to_places(found) if step % AGORA else found)


def _deviation(parts: Parts) -> Fraction:
    mean = sum(parts, Fraction(0)) / len(parts)
    square = sum(((each - mean) ** 2 for each in parts), Fraction(0)) / (len(parts) - 1)
    # Compared to twelve digits, as a root has no end.
    return Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt())


MAKES: dict[Formula, Callable[[Parts], Fraction]] = {
    Formula.SUM: lambda parts: sum(parts, Fraction(0)),
    Formula.PRODUCT: lambda parts: prod(parts, start=ONE),
    Formula.QUOTIENT: lambda parts: parts[0] / prod(parts[1:], start=ONE),
    Formula.MEAN: lambda parts: sum(parts, Fraction(0)) / len(parts),
    Formula.MEDIAN: lambda parts: Fraction(median(parts)),
    Formula.WEIGHTED: lambda parts: sum(parts, Fraction(0)),
    Formula.LOW: min,
    Formula.HIGH: max,
    Formula.COUNT: lambda parts: Fraction(len(parts)),
    Formula.DEVIATION: _deviation,
    Formula.ROUNDED: lambda parts: _rounded(parts, RoundingMode.NEAREST),
    Formula.ROUNDED_UP: lambda parts: _rounded(parts, RoundingMode.UP),
    Formula.TO_SHEKEL: lambda parts: Fraction(to_places(parts[0], SHEKEL)),
    Formula.PERCENT_OF: lambda parts: sum(parts[:-1], Fraction(0)) * parts[-1] / 100,
    Formula.SHARE_OF: lambda parts: parts[0] / parts[1] * 100,
    Formula.ABSOLUTE: lambda parts: abs(parts[0]),
    Formula.FACTOR: lambda parts: 1 + sum(parts, Fraction(0)) / 100,
    Formula.KEPT: lambda parts: 1 - parts[0] / 100,
    Formula.YEARLY: lambda parts: parts[0] * 12,
    Formula.HALF: lambda parts: parts[0] / 2,
    Formula.WEAR: lambda parts: min(parts[0] / parts[1], ONE) * 100,
    Formula.PERPETUITY: lambda parts: 100 / parts[0],
    Formula.YEARS_PURCHASE: _bought,
    Formula.DISCOUNT: lambda parts: 1 / _grown(*parts),
    Formula.GROWTH: lambda parts: _grown(*parts),
    Formula.SIMPLE_GROWTH: lambda parts: 1 + parts[0] * parts[1] / 100,
    Formula.INTEREST: lambda parts: _grown(*parts) - 1,
    Formula.SIMPLE_INTEREST: lambda parts: parts[0] * parts[1] / 100,
    Formula.SAME: lambda parts: parts[0],
}


def remade(figure: Figure) -> Fraction | None:
    """The figure from its parts alone; None for one that was stated."""
    if figure.formula is Formula.STATED:
        return None
    return MAKES[figure.formula]([Fraction(part.value) for part in figure.parts])


def agrees(figure: Figure, made: Exact, *, taken_off: bool = False) -> bool:
    """Whether a figure is what its parts make; a part that may be taken off also negative."""
    if figure.formula is Formula.DEVIATION:
        return abs(Fraction(figure.value) - Fraction(made)) < Fraction(1, 10**12)
    return Fraction(figure.value) in ((made, -made) if taken_off else (made,))


def disagreeing(root: Figure, *, taken_off: bool = False) -> Iterator[tuple[str, Exact, Exact]]:
    """Key, value and what the parts make, of each figure that is not made of its parts.

    Only a part of a sum may be taken off: a root, a factor or a base has its own sign.
    """
    made = remade(root)
    if made is not None and not agrees(root, made, taken_off=taken_off):
        yield root.key, root.value, made
    for part in root.parts:
        yield from disagreeing(part, taken_off=root.formula is Formula.SUM)
