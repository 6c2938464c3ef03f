"""The tools of the view itself: zoom, fit, turning, minimap, magnifier; a table adds its own."""

from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from shamay_desktop.i18n.formats import percent
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.canvas_view import ZOOM_STEP, CanvasView

QUARTER = 90.0
FOLLOW_MS = 40


class CanvasBar(QFrame):
    """Buttons over a canvas. `add` puts a table's own widgets before them."""

    def __init__(self, view: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas-bar")
        self._view = view
        texts = view.texts
        self.zoom_out = self._button("zoom-out", "canvas.zoom_out")
        self.zoom_in = self._button("zoom-in", "canvas.zoom_in")
        self.fit = self._button("fit-page", "canvas.fit")
        self.actual = self._button("actual-size", "canvas.actual")
        self.turn_left = self._button("rotate-left", "canvas.turn_left")
        self.turn_right = self._button("rotate", "canvas.turn_right")
        self.minimap = self._button("minimap", "canvas.minimap_shown")
        self.loupe = self._button("loupe", "canvas.loupe_shown")
        for button in (self.fit, self.minimap, self.loupe):
            button.setCheckable(True)
        self.zoom = QLabel()
        self.zoom.setObjectName("canvas-zoom")
        self.zoom.setMinimumWidth(6 * theme.SPACE)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setToolTip(texts("canvas.zoom_tip"))
        self.angle = QDoubleSpinBox()
        self.angle.setObjectName("field:canvas-turn")
        self.angle.setAccessibleName(texts("canvas.turn"))
        self.angle.setToolTip(texts("canvas.turn_tip"))
        self.angle.setRange(-0.1, 360.0)
        self.angle.setDecimals(1)
        self.angle.setSingleStep(0.1)
        self.angle.setSuffix("°")
        self.angle.setKeyboardTracking(False)
        self._lay_out()
        self._connect()
        self._show_view()

    def add(self, *widgets: QWidget) -> None:
        """A table's own tools, before those of the view."""
        for widget in widgets:
            self._own.addWidget(widget)

    def _button(self, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setObjectName(f"action:canvas-{icon}")
        button.setToolTip(self._view.texts(key))
        button.setAccessibleName(self._view.texts(key))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE // 2, 2, theme.SPACE // 2, 2)
        row.setSpacing(2)
        self._own = QHBoxLayout()
        self._own.setSpacing(2)
        row.addLayout(self._own)
        row.addStretch(1)
        for widget in (
            self.zoom_out, self.zoom, self.zoom_in, self.fit, self.actual,
            self.turn_left, self.angle, self.turn_right, self.minimap, self.loupe,
        ):  # fmt: skip
            row.addWidget(widget)

    def _connect(self) -> None:
        view = self._view
        self.zoom_in.clicked.connect(lambda: view.zoom_by(ZOOM_STEP))
        self.zoom_out.clicked.connect(lambda: view.zoom_by(1 / ZOOM_STEP))
        self.fit.clicked.connect(view.fit)
        self.actual.clicked.connect(view.actual_size)
        self.turn_left.clicked.connect(lambda: view.turn_by(-QUARTER))
        self.turn_right.clicked.connect(lambda: view.turn_by(QUARTER))
        self.angle.valueChanged.connect(view.set_turn)
        view.turned.connect(self._show_turn)
        # Not with each frame of a move.
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._show_view)
        view.view_changed.connect(self._on_view_changed)

    def _show_turn(self, degrees: float) -> None:
        with QSignalBlocker(self.angle):
            self.angle.setValue(degrees)

    def _on_view_changed(self) -> None:
        if not self._follow.isActive():
            self._follow.start()

    def _show_view(self) -> None:
        view = self._view
        for widget in (
            self.zoom_out, self.zoom_in, self.fit, self.actual,
            self.turn_left, self.angle, self.turn_right,
        ):  # fmt: skip
            if widget.isEnabled() != view.has_sheet:
                widget.setEnabled(view.has_sheet)
        self.fit.setChecked(view.has_sheet and view.is_fitted)
        share = Decimal(view.scale_now * view.devicePixelRatioF() * 100)
        shown = percent(share.quantize(Decimal(1) if share >= 10 else Decimal("0.1")))
        words = shown if view.has_sheet else ""
        if words != self.zoom.text():
            self.zoom.setText(words)
