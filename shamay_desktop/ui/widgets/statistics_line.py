"""The comparables' statistics in one line: n, mean, median, range, variation."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import plain, round_to_step
from shamay_desktop.domain.statistics.bounds import FEWEST_FOR_OUTLIERS
from shamay_desktop.domain.statistics.outliers import Spread
from shamay_desktop.domain.valuation.comparison import (
    PricedComparable,
    Statistics,
    outliers_of,
    priced,
    statistics,
)
from shamay_desktop.domain.valuation.from_case import comparables
from shamay_desktop.domain.valuation.rounding import ADOPTED_STEP, proposed_price
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.computed_line import SourcesMark
from shamay_desktop.ui.widgets.ratio_words import ratio_words
from shamay_desktop.ui.widgets.wording import directed

SHEKEL = Decimal(1)


class StatisticsLine(QFrame):
    """Of the included comparables' prices per m², adjusted, in whole shekels."""

    go_asked = Signal(str)

    chain_asked = Signal(str)
    """Somebody wants to see the figures open down to their sources."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("card")
        self._texts = texts
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("figure:statistics")
        self.mark = SourcesMark(
            texts, "statistics", texts("analysis.statistics.title"), "statistics"
        )
        self.mark.chain_asked.connect(self.chain_asked)
        self.mark.go_asked.connect(self.go_asked)
        self.ratios = QLabel(wordWrap=True)
        self.ratios.setObjectName("figure:ratios")
        theme.set_tone(self.ratios, "muted")
        told = QVBoxLayout()
        told.setSpacing(theme.SPACE // 4)
        told.addWidget(self.words)
        told.addWidget(self.ratios)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.addLayout(told, 1)
        row.addWidget(self.mark)

    def show_case(self, case: Case) -> None:
        """Compute and show."""
        rows = [row for row in map(priced, comparables(case)) if row is not None]
        found = statistics(rows)
        words = self._texts("analysis.statistics.none") if found is None else self._of(found, rows)
        if found is not None:
            words += self._proposed(found, case.number(ADOPTED_STEP))
        self.words.setText(directed(words, self._texts))
        ratios = ratio_words(case, self._texts)
        self.ratios.setText(directed(ratios, self._texts) if ratios else "")
        self.ratios.setVisible(bool(ratios))
        self.mark.show_sources(("comparables",), case)
        self.mark.setVisible(found is not None)

    def _of(self, found: Statistics, rows: Sequence[PricedComparable]) -> str:
        parts = [
            ("count", str(found.count)),
            ("mean", self._money(found.mean)),
            ("median", self._money(found.median)),
            ("range", formats.between(_whole(found.low), _whole(found.high))),
        ]
        if found.weighted is not None:
            parts.append(("weighted", self._money(found.weighted)))
        if found.variation is not None:
            percent = round_to_step(found.variation * 100, Decimal("0.1"))
            parts.append(("variation", formats.percent(plain(percent))))
        parts.append(self._outliers(rows))
        return "   ·   ".join(
            self._texts(f"analysis.statistics.{name}", figure=figure) for name, figure in parts
        )

    def _outliers(self, rows: Sequence[PricedComparable]) -> tuple[str, str]:
        """How many are far from the rest, and by what; or that there are too few to judge."""
        found = outliers_of(rows)
        if found is None:
            return "outliers_too_few", str(FEWEST_FOR_OUTLIERS)
        key = "outliers_by_mean" if found.spread is Spread.MEAN else "outliers"
        return key, str(len(found.distances))

    def _proposed(self, found: Statistics, step: Decimal | None) -> str:
        """What the mean and the median are as prices are adopted in this case."""
        if step is None or step <= 0:
            return ""
        mean, median = (
            formats.number(plain(proposed_price(each, step))) for each in (found.mean, found.median)
        )
        words = self._texts(
            "analysis.statistics.proposed", step=formats.number(plain(step)), mean=mean,
            median=median,
        )  # fmt: skip
        return f"   ·   {words}"

    def _money(self, amount: Decimal) -> str:
        return formats.quantity(
            plain(round_to_step(amount, SHEKEL)), "shekel_per_sqm", self._texts.language
        )


def _whole(amount: Decimal) -> str:
    return formats.number(plain(round_to_step(amount, SHEKEL)))
