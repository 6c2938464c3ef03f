"""How much data a figure needs before it is one, and what is said when there is less."""

from dataclasses import dataclass
from enum import StrEnum

MAD_TO_DEVIATION = 1.4826
"""The scaled median absolute deviation of a normal distribution is its standard deviation."""

FEWEST_FOR_OUTLIERS = 5
FEWEST_PAIRS = 2
FREE_FOR_REGRESSION = 5
"""Observations a regression has beyond its coefficients."""


class Lacking(StrEnum):
    """Why the data give no support."""

    TOO_FEW = "too_few"
    NO_DIFFERENCE = "no_difference"
    ENTANGLED = "entangled"


@dataclass(frozen=True, slots=True)
class NoSupport:
    """The data do not say it: why, how many there were, and how many were needed."""

    why: Lacking
    count: int
    needed: int = 0
