"""What the marks and lines of a plot stand for: shapes with their words, in the reading order."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from shamay_desktop.domain.plots.plot import SHAPES, Plot, Role, Shape
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.flow_layout import FlowLayout

_NAMES: dict[Role, str] = {
    Role.EVIDENCE: "accent",
    Role.LEFT_OUT: "muted",
    Role.OUTLIER: "warning",
    Role.SUBJECT: "ink",
    Role.INDEX: "muted",
    Role.MEAN: "accent",
    Role.MEDIAN: "ok",
}


class _Sign(QWidget):
    """One mark or dash."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(QSize(2 * theme.SPACE, 2 * theme.SPACE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape in the theme's colour of now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(_NAMES.get(self._role, "ink"))
        middle, radius = QPointF(self.width() / 2, self.height() / 2), 4.5
        painter.setPen(QPen(colour, 1.6))
        shape = SHAPES.get(self._role)
        if shape is None:
            painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, middle.y()), QPointF(self.width(), middle.y()))
            return
        if shape is not Shape.RING:
            painter.setBrush(colour)
        x, y = middle.x(), middle.y()
        if shape is Shape.DIAMOND:
            corners = ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        elif shape is Shape.TRIANGLE:
            corners3 = ((x, y - 5), (x + 5, y + 4), (x - 5, y + 4))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners3]))
        else:
            painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


class PlotLegend(QWidget):
    """It flows into as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Role, str], ...] = ()
        self._flow = FlowLayout(self, 2 * theme.SPACE)

    def show_plot(self, plot: Plot) -> None:
        """The legend of a plot."""
        if plot.legend == self._shown:
            return
        self._shown = plot.legend
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for role, name in plot.legend:
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.SPACE // 2)
            words = QLabel(name)
            theme.set_tone(words, "muted")
            row.addWidget(_Sign(role))
            row.addWidget(words)
            self._flow.addWidget(entry)
