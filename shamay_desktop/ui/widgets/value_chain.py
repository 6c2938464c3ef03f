"""The calculation shown openly: areas × coefficients, × price, + fixed items, rounded, words."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import Exact, RoundingMode, plain, to_places
from shamay_desktop.domain.shares import print_share
from shamay_desktop.domain.valuation.from_case import missing_paths, value_of
from shamay_desktop.domain.valuation.reconciliation import APPROACHES
from shamay_desktop.domain.valuation.repairs import repair_estimate
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.vat import VatStatement, VatTreatment
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.computed_line import ComputedLine
from shamay_desktop.ui.widgets.missing_line import MissingLine

AREAS, EXTRAS = "valuation.areas", "valuation.extras"
FINDINGS = "unit.findings"
PRICE, REPAIRS = "valuation.adopted_price_per_sqm", "valuation.repairs"
SHARE, DISCOUNT = "rights.valued_share", "valuation.share_discount"
STEP, MODE = "valuation.rounding_step", "valuation.rounding_mode"
SOURCES: dict[str, tuple[str, ...]] = {
    "equivalent_area": (AREAS,),
    "areas_value": (AREAS, PRICE),
    "extras": (EXTRAS,),
    "repairs": (FINDINGS, REPAIRS),
    "share": (SHARE, DISCOUNT),
    "unrounded": (AREAS, PRICE, EXTRAS, FINDINGS, REPAIRS, SHARE, DISCOUNT),
    "rounding": (STEP, MODE),
    "final": (AREAS, PRICE, EXTRAS, FINDINGS, REPAIRS, SHARE, DISCOUNT, STEP, MODE),
    "words": (AREAS, PRICE, EXTRAS, FINDINGS, REPAIRS, SHARE, DISCOUNT, STEP, MODE),
    "vat": ("valuation.vat", "valuation.date"),
}
OF_APPROACHES = ("areas_value", "extras", "repairs", "unrounded", "final", "words")
"""Lines that rest on the approaches too, where another one than comparison leads."""


class ValueChain(QFrame):
    """Every line is computed; what is missing is named as long as there is no value."""

    go_asked = Signal(str)

    chain_asked = Signal(str)
    """The name of a line whose figures shall open down to their sources."""

    def __init__(
        self, texts: Texts, value: Callable[[Case], ValuationResult | None] = value_of
    ) -> None:
        """`value` gives the value of a case, which others may know already."""
        super().__init__()
        self._value = value
        self.setObjectName("card")
        self._texts = texts
        self._missing = MissingLine(texts, "value-missing", "analysis.missing")
        self._missing.go_asked.connect(self.go_asked)
        tones: dict[str, theme.Tone] = {"final": "title"}
        self.lines = {
            name: ComputedLine(texts, name, tones.get(name, "ink"), name) for name in SOURCES
        }
        self._lay_out()

    def show_case(self, case: Case) -> None:
        """Compute and show."""
        result = self._value(case)
        figures = {} if result is None else self._figures(result)
        figures["repairs"] = self._repairs(case, result)
        by_approach = result is not None and result.inputs.indicated is not None
        for name, line in self.lines.items():
            rests_on = (APPROACHES,) if by_approach and name in OF_APPROACHES else ()
            line.show_figure(figures.get(name, ""), (*rests_on, *SOURCES[name]), case)
        self._missing.show_missing(missing_paths(case) if result is None else (), case)

    def _figures(self, result: ValuationResult) -> dict[str, str]:
        language, money = self._texts.language, self._money
        equivalent = formats.area(plain(result.equivalent_area), language)
        return {
            "equivalent_area": f"{self._sum(result)} = {equivalent}" if result.inputs.areas else "",
            "areas_value": self._product(result, equivalent),
            "extras": self._extras(result),
            "share": self._share(result),
            "unrounded": money(result.unrounded),
            "rounding": self._rounding(result),
            "final": money(result.final),
            "words": result.words(language),
            "vat": "" if result.vat is None else self._vat(result.vat),
        }

    def _product(self, result: ValuationResult, equivalent: str) -> str:
        """Area × adopted price; said to be for information where the value is another one."""
        adopted = result.inputs.adopted_price_per_sqm
        if not result.inputs.areas or not adopted:
            return ""
        price = formats.quantity(plain(adopted), "shekel_per_sqm", self._texts.language)
        product = f"{equivalent} × {price} = {self._money(result.areas_value)}"
        if result.inputs.indicated is None:
            return product
        basis = self._texts(f"report.basis_{result.inputs.basis}")
        # Not as a fact of the sentence: in an isolate the terms would stand the other way about.
        return f"{product} · {self._texts('analysis.for_information', basis=basis)}"

    def _extras(self, result: ValuationResult) -> str:
        """The fixed items, and which of them are in no figure of the value."""
        left_out = result.inputs.uncounted
        counted = [item for item in result.inputs.extras if item not in left_out]
        shown = isolate(" + ".join(self._money(item.amount) for item in counted)) if counted else ""
        if not left_out:
            return shown
        amounts = isolate(" + ".join(self._money(item.amount) for item in left_out))
        basis = self._texts(f"report.basis_{result.inputs.basis}")
        apart = self._texts("analysis.extras.uncounted", amounts=amounts, basis=basis)
        return f"{shown} · {apart}" if shown else apart

    def _repairs(self, case: Case, result: ValuationResult | None) -> str:
        """What mending the findings costs, and whether it is taken off; also without a value."""
        estimate = repair_estimate(case)
        if estimate is None:
            return ""
        off: Exact = estimate.sum if estimate.deducted else Decimal(0)
        if result is not None:
            indicated = result.inputs.indicated
            by_comparison = result.inputs.repairs or Decimal(0)
            off = by_comparison if indicated is None else indicated.moved.repairs
        key = "deducted" if off else "already" if estimate.deducted else "apart"
        amount = to_places(off) if off else estimate.sum
        shown = self._texts(
            f"analysis.repairs.{key}", amount=self._money(amount), n=estimate.priced
        )
        if not estimate.unpriced:
            return shown
        return f"{shown} · {self._texts('analysis.repairs.unpriced', n=estimate.unpriced)}"

    def _sum(self, result: ValuationResult) -> str:
        """Each area × its coefficient; one that crosses tiers, tier by tier."""
        return " + ".join(
            f"{_number(metres)} × {_number(by)}"
            for line in result.inputs.areas
            for metres, by in line.parts or ((line.area, line.coefficient),)
        )

    def _share(self, result: ValuationResult) -> str:
        """The whole, and the part of it that is valued; nothing where the whole is."""
        share, discount = result.inputs.share, result.inputs.share_discount
        if share is None:
            return ""
        part = f"{self._money(result.whole)} × {formats.fraction(print_share(share))}"
        if discount:
            part = self._texts(
                "analysis.share.less", part=part, percent=formats.percent(plain(discount))
            )
        return part

    def _rounding(self, result: ValuationResult) -> str:
        step = result.rounding_step
        if not step:
            return self._texts("analysis.rounding.none")
        up = result.inputs.rounding_mode is RoundingMode.UP
        key = "analysis.rounding.up" if up else "analysis.rounding.nearest"
        return self._texts(key, step=self._money(step))

    def _vat(self, vat: VatStatement) -> str:
        key = f"analysis.vat.{vat.treatment.value}"
        if vat.treatment is VatTreatment.EXEMPT:
            return self._texts(key)
        if vat.percent is None or vat.with_vat is None or vat.without_vat is None:
            return self._texts("analysis.vat.unknown_rate")
        return self._texts(
            key,
            percent=formats.percent(plain(vat.percent)),
            without=self._money(vat.without_vat),
            including=self._money(vat.with_vat),
        )

    def _money(self, amount: Decimal) -> str:
        return formats.money(plain(amount), self._texts.language)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        heading = QLabel(self._texts("analysis.chain"))
        theme.set_tone(heading, "heading")
        column.addWidget(heading)
        column.addWidget(self._missing)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        grid.setColumnStretch(1, 1)
        for line in self.lines.values():
            line.add_to(grid)
            line.mark.go_asked.connect(self.go_asked)
            line.mark.chain_asked.connect(self.chain_asked)
        column.addLayout(grid)


def _number(number: Decimal) -> str:
    return f"{number:,f}"
