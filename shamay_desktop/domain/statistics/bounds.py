"""How much data a figure needs before it is one, and what is said when there is less."""

from dataclasses import dataclass
from enum import StrEnum

MAD_TO_DEVIATION = 1.4826
"""The scaled median absolute deviation of a normal distribution is its standard deviation."""

MEAN_AD_TO_DEVIATION = 1.253314
"""The mean absolute deviation × √(π ÷ 2) is a normal distribution's deviation too."""

FEWEST_FOR_OUTLIERS = 5
FEWEST_PAIRS = 3
"""Two pairs that differ alike by chance are no rarity; nor are three, but their range shows it."""

HIGHEST_INFLATION = 10.0
"""A variance that others of the traits blow up tenfold: what is whose cannot be told apart."""

FREE_FOR_REGRESSION = 5
"""Observations a regression has beyond its coefficients."""


class Lacking(StrEnum):
    """Why the data give no support."""

    TOO_FEW = "too_few"
    NO_DIFFERENCE = "no_difference"
    ENTANGLED = "entangled"
    UNSURE = "unsure"
    """The interval holds 0."""
    OUTSIDE = "outside"
    """One of the two lies beyond what was observed."""
    OTHER_BASIS = "other_basis"
    """Areas on another basis than the observed ones."""
    UNTOLD = "untold"
    """One of the two does not tell the trait."""


@dataclass(frozen=True, slots=True)
class NoSupport:
    """The data do not say it: why, how many there were, and how many were needed."""

    why: Lacking
    count: int
    needed: int = 0
