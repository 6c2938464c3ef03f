"""Equivalent area: each area weighed by its coefficient, and the office's coefficient table.

No standard knows a table of coefficients; ours is office practice, named and versioned, so that
the report can say which one was used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.money import exactly, product, total


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area of the subject in m² with its coefficient; `source` names the paper or measure.

    With `parts` (m² and coefficient each) it crosses tiers of a table; `coefficient` is then what
    it comes to, to four places. `row_id` is of the case.
    """

    name: str
    category: str
    area: Decimal
    coefficient: Decimal
    source: str = ""
    parts: tuple[tuple[Decimal, Decimal], ...] = ()
    row_id: str = ""

    @property
    def equivalent(self) -> Decimal:
        """area × coefficient in m², exact; with parts their sum."""
        if not self.parts:
            return product(self.area, self.coefficient)
        return total(product(area, coefficient) for area, coefficient in self.parts)


def equivalent_area(lines: Iterable[AreaLine]) -> Decimal:
    """Σ area × coefficient in m², exact."""
    return total(line.equivalent for line in lines)


class TierMode(StrEnum):
    """Whether a tier's coefficient weighs only the metres inside it, or the whole area."""

    MARGINAL = "marginal"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Tier:
    """A coefficient up to an area in m², inclusive; `up_to` None is the last, open tier."""

    up_to: Decimal | None
    coefficient: Decimal


@dataclass(frozen=True, slots=True)
class CoefficientTable:
    """An office's coefficients by category of area; tiers in rising order.

    A version holds for valuation dates from `valid_from` on, None from ever. `by` is the e-mail of
    who made it, `at` an ISO time in UTC.
    """

    name: str
    version: str
    tiers: Mapping[str, tuple[Tier, ...]]
    mode: TierMode = TierMode.MARGINAL
    valid_from: date | None = None
    note: str = ""
    by: str = ""
    at: str = ""

    def proposed(self, category: str) -> Decimal | None:
        """The coefficient to propose for a category; None where the appraiser has to say."""
        tiers = self.tiers.get(category, ())
        return tiers[0].coefficient if tiers else None

    def equivalent(self, category: str, area: Decimal) -> Decimal | None:
        """The equivalent of an area in m² under the table's tiers; None without a proposal."""
        tiers = self.tiers.get(category)
        return None if not tiers else tiered(area, tiers, self.mode)


def tiered(area: Decimal, tiers: Iterable[Tier], mode: TierMode) -> Decimal:
    """The equivalent of an area in m²; metres beyond the last tier count as in the last."""
    return total(product(part, by) for part, by in tier_parts(area, tiers, mode))


def tier_parts(
    area: Decimal, tiers: Iterable[Tier], mode: TierMode
) -> tuple[tuple[Decimal, Decimal], ...]:
    """The m² inside each tier with its coefficient; whole tiers give the whole area one."""
    below, coefficient = Decimal(0), Decimal(0)
    parts: list[tuple[Decimal, Decimal]] = []
    with exactly():
        for tier in tiers:
            coefficient = tier.coefficient
            if tier.up_to is None or area <= tier.up_to:
                break
            parts.append((tier.up_to - below, coefficient))
            below = tier.up_to
        if mode is TierMode.WHOLE:
            return ((area, coefficient),)
        # What lies beyond the last tier counts as in it, and joins it.
        if parts and parts[-1][1] == coefficient:
            return (*parts[:-1], (parts[-1][0] + area - below, coefficient))
        return (*parts, (area - below, coefficient))


def _flat_rate(coefficient: str) -> tuple[Tier, ...]:
    return (Tier(None, Decimal(coefficient)),)


DEFAULT_COEFFICIENTS = CoefficientTable(
    name="office",
    version="2026.11",
    tiers=MappingProxyType(
        {
            "flat": _flat_rate("1"),
            "balcony": _flat_rate("0.5"),
            "covered_balcony": _flat_rate("0.5"),
            "garden": _flat_rate("0.4"),
            "roof": _flat_rate("0.3"),
            "gallery": _flat_rate("0.6"),
            "basement": _flat_rate("0.4"),
            "storage": _flat_rate("0.4"),
        }
    ),
)
"""What is proposed until the office says otherwise; parking and "other" have no proposal."""
