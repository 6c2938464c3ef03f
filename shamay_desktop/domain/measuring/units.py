"""Metres and square metres, or feet on demand: what is shown, never what a case keeps."""

from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.money import to_places
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.language import Language

FOOT = Decimal("0.3048")
"""Metres, exactly (the international foot of 1959)."""

_HUNDREDTH = Decimal("0.01")


class Units(StrEnum):
    """In which lengths and areas are shown."""

    METRIC = "metric"
    FEET = "feet"

    @property
    def metres(self) -> Decimal:
        """Of one unit of length: what is typed times this is metres."""
        return FOOT if self is Units.FEET else Decimal(1)

    def unit(self, kind: ShapeKind) -> str:
        """The unit's code for `i18n.formats`."""
        if self is Units.FEET:
            return "square_foot" if kind is ShapeKind.AREA else "foot"
        return "sqm" if kind is ShapeKind.AREA else "metre"

    def of(self, value: float | Decimal, kind: ShapeKind) -> Decimal:
        """Metres or square metres in these units, half up to a hundredth."""
        return rounded(_exact(value) / self._one(kind))

    def of_error(self, value: float | Decimal, kind: ShapeKind) -> Decimal:
        """An error in these units, up to the next hundredth: never told smaller than it is."""
        return rounded_error(_exact(value) / self._one(kind))

    def metric(self, given: Decimal, kind: ShapeKind) -> Decimal:
        """What was given in these units, in metres or square metres, exactly."""
        return given * self._one(kind)

    def _one(self, kind: ShapeKind) -> Decimal:
        return self.metres**2 if kind is ShapeKind.AREA else self.metres


def rounded(value: float | Decimal) -> Decimal:
    """A measure as every place tells it (window, case, report, files): half up to a hundredth."""
    return to_places(_exact(value), _HUNDREDTH)


def rounded_error(value: float | Decimal) -> Decimal:
    """Its error as every place tells it: up to the next hundredth."""
    return _exact(value).quantize(_HUNDREDTH, ROUND_CEILING)


def _exact(value: float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def plain_measured(measured: Measured, kind: ShapeKind, units: Units) -> str:
    """For files of other programs, which know no marks of direction: "12.34 ± 0.21 m²"."""
    value, error = units.of(measured.value, kind), units.of_error(measured.plus_minus, kind)
    return f"{value} ± {error} {formats.unit_name(units.unit(kind), Language.EN)}"
