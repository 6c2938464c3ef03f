"""Bounds that follow the subject: 500 m around it, ±20 % of its area, 24 months back."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.chip_flow import ChipFlow
from shamay_desktop.ui.market.saved_searches import Relative
from shamay_desktop.ui.market.typed_bounds import amount_of, show_problem

AMOUNTS = (
    "radius", "months", "area_percent", "rooms_away", "floors_away", "years_away", "blocks_away",
)  # fmt: skip
SAME = ("same_block", "same_street", "same_neighborhood", "same_city")
USUAL: Relative = (("radius", "500"), ("months", "24"), ("area_percent", "20"))
"""What a first search for a case begins with; each is seen, and taken away with one key."""


class RelativeBounds(QFrame):
    """A number narrows, an empty editor does not; what the subject does not tell is said."""

    changed = Signal(object)
    """Relative: the bounds as they are set now."""

    turned = Signal()
    """The radius is to be drawn about the town's centre, or no longer."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("relative-bounds")
        self.setAccessibleName(texts("market.relative"))
        self._texts = texts
        self._shown: Relative = ()
        self.amounts = {name: self._line(name) for name in AMOUNTS}
        self.same = {name: self._check(name) for name in SAME}
        self.unmet = QLabel(wordWrap=True)
        self.unmet.setObjectName("relative-unmet")
        theme.align_leading(self.unmet)
        theme.set_tone(self.unmet, "warning")
        self.about = QLabel(wordWrap=True)
        self.about.setObjectName("relative-about")
        theme.align_leading(self.about)
        self.turn = QPushButton()
        self.turn.setObjectName("action:turn-about")
        theme.set_kind(self.turn, "flat")
        self.turn.clicked.connect(self.turned)
        self._lay_out()

    def show_about(self, words: str, offer: str) -> None:
        """Say about what the radius is drawn where the subject has no place, and offer another."""
        self.about.setText(words)
        self.turn.setText(offer)
        self._about_line.setVisible(bool(words))
        self.turn.setVisible(bool(offer))

    def show_bounds(self, relative: Relative, unmet: tuple[str, ...] = ()) -> None:
        """Show the bounds, and which of them the subject tells nothing for."""
        self._shown = relative
        held: Mapping[str, str] = dict(relative)
        for name, line in self.amounts.items():
            if not line.hasFocus() or not line.isModified():
                line.setText(held.get(name, ""))
                show_problem(line, None, self._texts)
        for name, check in self.same.items():
            check.setChecked(name in held)
        names = ", ".join(self._texts(f"market.relative.{name}") for name in unmet)
        self.unmet.setText(self._texts("market.relative_unmet", names=names) if unmet else "")
        self.unmet.setVisible(bool(unmet))

    def _on_edited(self) -> None:
        bounds: list[tuple[str, str]] = []
        for name, line in self.amounts.items():
            try:
                amount = amount_of(line.text())
            except Refused as problem:
                show_problem(line, problem, self._texts)
                return
            show_problem(line, None, self._texts)
            line.setModified(False)
            if amount is not None:
                bounds.append((name, f"{amount:f}"))
        bounds += [(name, "1") for name, check in self.same.items() if check.isChecked()]
        if tuple(bounds) != self._shown:
            self._shown = tuple(bounds)
            self.changed.emit(self._shown)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"relative:{name}")
        line.setAccessibleName(self._texts(f"market.relative.{name}"))
        line.setFixedWidth(7 * theme.SPACE)
        line.editingFinished.connect(self._on_edited)
        return line

    def _check(self, name: str) -> QCheckBox:
        check = QCheckBox(self._texts(f"market.relative.{name}"))
        check.setObjectName(f"relative:{name}")
        check.clicked.connect(self._on_edited)
        return check

    def _lay_out(self) -> None:
        flow = ChipFlow()
        for name, line in self.amounts.items():
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.SPACE // 2)
            label = QLabel(self._texts(f"market.relative.{name}"))
            theme.set_tone(label, "muted")
            label.setBuddy(line)
            row.addWidget(label)
            row.addWidget(line)
            flow.flow.addWidget(pair)
        for check in self.same.values():
            flow.flow.addWidget(check)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, theme.SPACE // 2)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(flow)
        self._about_line = QWidget()
        beside = QHBoxLayout(self._about_line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.SPACE)
        beside.addWidget(self.about, 1)
        beside.addWidget(self.turn)
        column.addWidget(self._about_line)
        column.addWidget(self.unmet)
