"""The calculation shown openly: areas × coefficients, × price, + fixed items, rounded, words."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import RoundingMode, plain
from shamay_desktop.domain.shares import print_share
from shamay_desktop.domain.valuation.from_case import missing_paths, value_of
from shamay_desktop.domain.valuation.repairs import repair_estimate
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.vat import VatStatement, VatTreatment
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.findings_model import place_words
from shamay_desktop.ui.widgets.computed_line import ComputedLine

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
FIGURES = {
    "equivalent_area": "equivalent_area",
    "areas_value": "areas_value",
    "extras": "extra",
    "repairs": "repairs",
    "share": "valued_share",
    "unrounded": "final",
    "rounding": "final",
    "final": "final",
    "words": "final",
    "vat": "vat",
}
"""Line -> the figure of the chain that it shows."""
MOST_MISSING = 4


class ValueChain(QFrame):
    """Every line is computed; what is missing is named as long as there is no value."""

    go_asked = Signal(str)

    chain_asked = Signal(str)
    """The key of a figure that shall open down to its sources."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("card")
        self._texts = texts
        self._missing = QLabel(wordWrap=True)
        self._missing.setObjectName("value-missing")
        theme.set_tone(self._missing, "muted")
        tones: dict[str, theme.Tone] = {"final": "title"}
        self.lines = {
            name: ComputedLine(texts, name, tones.get(name, "ink"), FIGURES.get(name, ""))
            for name in SOURCES
        }
        self._lay_out()

    def show_case(self, case: Case) -> None:
        """Compute and show."""
        result = value_of(case)
        figures = {} if result is None else self._figures(result)
        figures["repairs"] = self._repairs(case)
        for name, line in self.lines.items():
            line.show_figure(figures.get(name, ""), SOURCES[name], case)
        missing = missing_paths(case) if result is None else ()
        words = [place_words(case, path, self._texts) for path in missing[:MOST_MISSING]]
        self._missing.setText(
            self._texts("analysis.missing", places=", ".join(words)) if words else ""
        )
        self._missing.setVisible(bool(words))

    def _figures(self, result: ValuationResult) -> dict[str, str]:
        language, money = self._texts.language, self._money
        equivalent = formats.area(plain(result.equivalent_area), language)
        price = formats.quantity(plain(result.price_per_sqm), "shekel_per_sqm", language)
        product = f"{equivalent} × {price} = {money(result.areas_value)}"
        return {
            "equivalent_area": f"{self._sum(result)} = {equivalent}",
            "areas_value": product,
            "extras": " + ".join(money(item.amount) for item in result.inputs.extras),
            "share": self._share(result),
            "unrounded": money(result.unrounded),
            "rounding": self._rounding(result),
            "final": money(result.final),
            "words": result.words(language),
            "vat": "" if result.vat is None else self._vat(result.vat),
        }

    def _repairs(self, case: Case) -> str:
        """What mending the findings costs, and whether it is taken off; also without a value."""
        estimate = repair_estimate(case)
        if estimate is None:
            return ""
        key = "analysis.repairs.deducted" if estimate.deducted else "analysis.repairs.apart"
        shown = self._texts(key, amount=self._money(estimate.sum), n=estimate.priced)
        if not estimate.unpriced:
            return shown
        return f"{shown} · {self._texts('analysis.repairs.unpriced', n=estimate.unpriced)}"

    def _sum(self, result: ValuationResult) -> str:
        parts = [
            f"{_number(line.area)} × {_number(line.coefficient)}" for line in result.inputs.areas
        ]
        return " + ".join(parts)

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
