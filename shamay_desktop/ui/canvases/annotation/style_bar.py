"""How annotations look: colour, width, fill, opacity, size of words; kept for the next ones."""

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QWidget,
)

from shamay_desktop.domain.maps.pictures import Style
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.annotation.annotating import Annotating
from shamay_desktop.ui.widgets.flow_layout import FlowLayout

PALETTE: dict[str, str] = {
    "red": "#d7263d", "orange": "#c2570c", "yellow": "#ffd23f", "green": "#1b7f3b",
    "blue": "#1257c9", "purple": "#7a2fb5", "black": "#1f2430", "white": "#ffffff",
}  # fmt: skip
"""Each is seen on maps and on aerial photos: marks have a halo of the other brightness."""

WIDTHS, SIZES, OPACITIES = (0, 40), (6, 120), (5, 100)
SWATCH, MARGIN = 16, 6
SETTLE_MS = 400
"""A number that is being typed or spun is one gesture."""


class StyleBar(QWidget):
    """Shows the style of what is chosen, or of what will be drawn, and changes it."""

    def __init__(self, annotating: Annotating, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("style-bar")
        self._annotating = annotating
        self._texts = texts
        self._pending: dict[str, Decimal] = {}
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.settle)
        self.colours = QButtonGroup(self)
        self.swatches = {name: self._make_swatch(name) for name in PALETTE}
        self.own = self._make_own()
        self.width_box = self._make_number("width", WIDTHS, "")
        self.fill = self._make_fill()
        self.opacity = self._make_number("opacity", OPACITIES, "%")
        self.size_box = self._make_number("size", SIZES, "")
        self._lay_out()
        annotating.style_changed.connect(self.show_style)
        self.show_style()

    def show_style(self) -> None:
        """Show the style of now, without changing anything by it."""
        style = self._annotating.style
        self._show_colour(style.colour)
        for box, number in (
            (self.width_box, style.width),
            (self.size_box, style.size),
            (self.opacity, style.opacity * 100),
        ):
            if not (box.hasFocus() and self._pending):
                box.blockSignals(True)  # noqa: FBT003 — Qt's own
                box.setValue(round(number))
                box.blockSignals(False)  # noqa: FBT003 — likewise
        self._show_fill(style)

    def settle(self) -> None:
        """What was typed or spun stands."""
        self._settling.stop()
        pending, self._pending = self._pending, {}
        if pending:
            self._annotating.restyle(**pending)

    # -- inside ---------------------------------------------------------------------------

    def _show_colour(self, colour: str) -> None:
        self.colours.setExclusive(False)
        for name, swatch in self.swatches.items():
            swatch.setChecked(PALETTE[name] == colour)
        self.colours.setExclusive(True)
        is_own = colour not in PALETTE.values()
        self.own.setIcon(_swatch(colour if is_own else "", self.devicePixelRatioF()))
        self.own.setProperty("chosen", is_own)

    def _show_fill(self, style: Style) -> None:
        kind = "none" if not style.fill else "line" if style.fill == style.colour else "white"
        if style.fill and kind == "white" and style.fill != PALETTE["white"]:
            kind = "other"
        other = self.fill.findData("other")
        if (other >= 0) != (kind == "other"):
            if other >= 0:
                self.fill.removeItem(other)
            else:
                self.fill.addItem(self._texts("maps.fill.other"), "other")
        self.fill.setCurrentIndex(self.fill.findData(kind))
        self.opacity.setEnabled(bool(style.fill) or kind != "none")

    def _on_colour(self, colour: str) -> None:
        """A fill in the line's colour goes along."""
        style = self._annotating.style
        follows = style.fill and style.fill == style.colour
        if follows:
            self._annotating.restyle(colour=colour, fill=colour)
        else:
            self._annotating.restyle(colour=colour)

    def _on_own(self) -> None:
        dialog = QColorDialog(QColor(self._annotating.style.colour), self)
        dialog.setWindowTitle(self._texts("maps.colour_own"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self._on_colour(colour.name()))
        dialog.open()

    def _on_fill(self) -> None:
        fills = {"none": "", "line": self._annotating.style.colour, "white": PALETTE["white"]}
        chosen = self.fill.currentData()
        if chosen in fills:
            self._annotating.restyle(fill=fills[chosen])

    def _on_number(self, name: str, number: Decimal) -> None:
        self._pending[name] = number
        self._settling.start()

    # -- building -------------------------------------------------------------------------

    def _make_swatch(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"colour:{name}")
        button.setCheckable(True)
        button.setIconSize(QSize(SWATCH, SWATCH))
        button.setFixedSize(SWATCH + MARGIN, SWATCH + MARGIN)
        button.setIcon(_swatch(PALETTE[name], self.devicePixelRatioF()))
        words = self._texts(f"maps.colour.{name}")
        button.setToolTip(words)
        button.setAccessibleName(self._texts("maps.colour_named", colour=words))
        button.clicked.connect(lambda: self._on_colour(PALETTE[name]))
        self.colours.addButton(button)
        return button

    def _make_own(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("colour:own")
        button.setIconSize(QSize(SWATCH, SWATCH))
        button.setFixedSize(SWATCH + MARGIN, SWATCH + MARGIN)
        button.setToolTip(self._texts("maps.colour_own"))
        button.setAccessibleName(self._texts("maps.colour_own"))
        button.clicked.connect(self._on_own)
        return button

    def _make_number(self, name: str, bounds: tuple[int, int], suffix: str) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(f"style:{name}")
        box.setRange(*bounds)
        box.setSuffix(suffix)
        box.setAccessibleName(self._texts(f"maps.style.{name}"))
        box.setToolTip(self._texts(f"maps.style.{name}_tip"))
        box.setFixedWidth((7 if suffix else 6) * theme.SPACE)
        share = 100 if name == "opacity" else 1
        box.valueChanged.connect(lambda number: self._on_number(name, Decimal(number) / share))
        box.editingFinished.connect(self.settle)
        return box

    def _make_fill(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("style:fill")
        box.setAccessibleName(self._texts("maps.style.fill"))
        box.setToolTip(self._texts("maps.style.fill"))
        box.setMaximumWidth(11 * theme.SPACE)
        for kind in ("none", "line", "white"):
            box.addItem(self._texts(f"maps.fill.{kind}"), kind)
        box.activated.connect(lambda _place: self._on_fill())
        return box

    def _lay_out(self) -> None:
        flow = FlowLayout(self, theme.SPACE // 4)
        for swatch in self.swatches.values():
            flow.addWidget(swatch)
        flow.addWidget(self.own)
        named: tuple[tuple[str, QWidget], ...] = (
            ("width", self.width_box), ("fill", self.fill), ("opacity", self.opacity),
            ("size", self.size_box),
        )  # fmt: skip
        for name, editor in named:
            label = QLabel(self._texts(f"maps.style.{name}"))
            label.setBuddy(editor)
            theme.set_tone(label, "muted")
            flow.addWidget(_together(label, editor))


def _together(label: QLabel, editor: QWidget) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(theme.SPACE // 2, 0, 0, 0)
    row.setSpacing(theme.SPACE // 2)
    row.addWidget(label)
    row.addWidget(editor)
    return pair


def _swatch(colour: str, ratio: float) -> QIcon:
    """A colour with an edge; "" draws the sign for one's own."""
    picture = QPixmap(round(SWATCH * ratio), round(SWATCH * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("edge"))
    if colour:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(1, 1, SWATCH - 3, SWATCH - 3, 3, 3)
    else:
        painter.drawRoundedRect(1, 1, SWATCH - 3, SWATCH - 3, 3, 3)
        painter.setPen(theme.colour("ink"))
        middle, arm = (SWATCH - 2) // 2, SWATCH // 4
        painter.drawLine(middle - arm, middle, middle + arm, middle)
        painter.drawLine(middle, middle - arm, middle, middle + arm)
    painter.end()
    return QIcon(picture)
