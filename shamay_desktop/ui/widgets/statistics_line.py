"""The comparables' statistics in one line: n, mean, median, range, variation."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import plain, round_to_step
from shamay_desktop.domain.valuation.comparison import Statistics, priced, statistics
from shamay_desktop.domain.valuation.from_case import comparables
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.computed_line import SourcesMark
from shamay_desktop.ui.widgets.wording import directed

SHEKEL = Decimal(1)


class StatisticsLine(QFrame):
    """Of the included comparables' prices per m², adjusted, in whole shekels."""

    go_asked = Signal(str)

    chain_asked = Signal(str)
    """The key of a figure that shall open down to its sources."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("card")
        self._texts = texts
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("figure:statistics")
        self.mark = SourcesMark(texts, "statistics", texts("analysis.statistics.title"), "mean")
        self.mark.chain_asked.connect(self.chain_asked)
        self.mark.go_asked.connect(self.go_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.mark)

    def show_case(self, case: Case) -> None:
        """Compute and show."""
        rows = [row for row in map(priced, comparables(case)) if row is not None]
        found = statistics(rows)
        words = self._texts("analysis.statistics.none") if found is None else self._of(found)
        self.words.setText(directed(words, self._texts))
        self.mark.show_sources(("comparables",), case)
        self.mark.setVisible(found is not None)

    def _of(self, found: Statistics) -> str:
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
        return "   ·   ".join(
            self._texts(f"analysis.statistics.{name}", figure=figure) for name, figure in parts
        )

    def _money(self, amount: Decimal) -> str:
        return formats.quantity(
            plain(round_to_step(amount, SHEKEL)), "shekel_per_sqm", self._texts.language
        )


def _whole(amount: Decimal) -> str:
    return formats.number(plain(round_to_step(amount, SHEKEL)))
