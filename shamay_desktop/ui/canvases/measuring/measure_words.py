"""Measures in words: m² and m with their ±, or feet on demand, safe inside a Hebrew sentence."""

from decimal import Decimal

from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.measuring.typed_lengths import length_typed
from shamay_desktop.domain.measuring.units import Units
from shamay_desktop.domain.money import to_places
from shamay_desktop.i18n.formats import unit_name
from shamay_desktop.i18n.isolates import POP, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts

_RIGHT_TO_LEFT = "\u2067"
_NO_BREAK = "\u00a0"
_SHOWN, _TYPED = Decimal("0.001"), Decimal("0.0001")

_MOST_KEPT = 4096
"""Worded measures: labels, list and totals say the same ones anew after each edit."""


class MeasureWords:
    """Numbers of a plan as a person reads them; the case keeps metres."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.units = Units.METRIC
        self._kept: dict[tuple[Measured, ShapeKind, bool, Units], str] = {}

    def area(self, measured: Measured | None, *, with_error: bool = True) -> str:
        """ "23.45 ± 0.31 m²"; a dash where nothing is measured."""
        return self._said(measured, ShapeKind.AREA, with_error=with_error)

    def length(self, measured: Measured | None, *, with_error: bool = True) -> str:
        """ "3.20 ± 0.02 m"; a dash where nothing is measured."""
        return self._said(measured, ShapeKind.LENGTH, with_error=with_error)

    def metres(self, value: float | Decimal, places: int = 2, *, signed: bool = False) -> str:
        """A length without ±, e.g. a residual."""
        exact = value if isinstance(value, Decimal) else Decimal(repr(value))
        number = to_places(exact / self.units.metres, Decimal(1).scaleb(-places))
        sign = "+" if signed and number > 0 else ""
        shown = sign + f"{number or abs(number):,f}".replace("-", "\u2212")
        return self._directed(isolate_left_to_right(shown), self._unit(ShapeKind.LENGTH))

    def editable(self, metres: Decimal | None) -> str:
        """A written length as it is typed anew: in the units of the window, without a unit."""
        if metres is None:
            return ""
        if self.units is Units.METRIC:
            return f"{metres:f}"
        return f"{to_places(metres / self.units.metres, _SHOWN).normalize():f}"

    def typed(self, text: str) -> Decimal | None:
        """Metres of a length as it was typed, with its unit or in that of the window; None where
        it cannot be read as a length."""
        metres = length_typed(text, self.units.metres)
        if metres is None or self.units is Units.METRIC:
            return metres
        return to_places(metres, _TYPED)

    def _said(self, measured: Measured | None, kind: ShapeKind, *, with_error: bool) -> str:
        if measured is None:
            return "—"
        asked = measured, kind, with_error, self.units
        if asked not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[asked] = self._worded(measured, kind, with_error=with_error)
        return self._kept[asked]

    def _worded(self, measured: Measured, kind: ShapeKind, *, with_error: bool) -> str:
        shown = f"{self.units.of(measured.value, kind):,f}"
        if with_error:
            shown += f"{_NO_BREAK}±{_NO_BREAK}{self.units.of_error(measured.plus_minus, kind):,f}"
        # One formula, read from the left in Hebrew too, as the report and the files have it.
        return self._directed(isolate_left_to_right(shown), self._unit(kind))

    def _unit(self, kind: ShapeKind) -> str:
        return unit_name(self.units.unit(kind), self.texts.language)

    def _directed(self, shown: str, unit: str) -> str:
        whole = f"{shown}{_NO_BREAK}{unit}"
        if self.texts.language.right_to_left:
            return f"{_RIGHT_TO_LEFT}{whole}{POP}"
        return isolate_left_to_right(whole)
