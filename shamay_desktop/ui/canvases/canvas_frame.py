"""A canvas with its bar, minimap and magnifier, as a table puts it into its place."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.canvases.canvas_bar import CanvasBar
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.ui.canvases.loupe import Loupe
from shamay_desktop.ui.canvases.minimap import Minimap
from shamay_desktop.ui.tasks import Tasks

LONG = 2.5
"""A sheet so many times longer than wide is a strip: its minimap is shown unless it was closed."""


class CanvasFrame(QWidget):
    """The parts together; `view` is the canvas, `bar` takes a table's own tools."""

    def __init__(self, texts: Texts, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas-frame")
        self.view = CanvasView(texts, tasks)
        self.bar = CanvasBar(self.view)
        self.minimap = Minimap(self.view)
        self.loupe = Loupe(self.view)
        self._chosen: bool | None = None
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.minimap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        self.setFocusProxy(self.view)
        self.bar.loupe.setChecked(self.loupe.is_on)
        self.bar.loupe.toggled.connect(lambda on: self.loupe.set_on(on=on))
        self.bar.minimap.clicked.connect(self.show_minimap)
        self.view.sheet_shown.connect(self._on_sheet_shown)
        self._show_minimap(shown=False)
        self._declare_actions()

    def show_minimap(self, shown: bool) -> None:
        """Show the minimap or not, from now on."""
        self._chosen = shown
        self._show_minimap(shown=shown)

    def _show_minimap(self, *, shown: bool) -> None:
        self.minimap.setVisible(shown)
        self.bar.minimap.setChecked(shown)

    def _on_sheet_shown(self) -> None:
        rect = self.view.sheet.rect
        long = max(rect.width(), rect.height()) > LONG * min(rect.width(), rect.height())
        self._show_minimap(shown=long if self._chosen is None else self._chosen)

    def _declare_actions(self) -> None:
        """What the view does; the canvas takes the keys itself while it has the focus."""
        bar = self.bar
        self.actions_here = ActionSet(self)
        rows: tuple[tuple[str, Callable[[], object], tuple[str, ...], str], ...] = (
            ("canvas_closer", bar.zoom_in.click, ("+", "="), "zoom-in"),
            ("canvas_farther", bar.zoom_out.click, ("-",), "zoom-out"),
            ("canvas_fit", self.view.fit, ("0",), "fit-page"),
            ("canvas_actual", bar.actual.click, ("1",), "actual-size"),
            ("canvas_turn_right", bar.turn_right.click, ("]",), "rotate"),
            ("canvas_turn_left", bar.turn_left.click, ("[",), "rotate-left"),
            ("canvas_turn_bit", lambda: self.view.turn_by(1.0), ("Shift+]",), "rotate"),
            ("canvas_minimap", bar.minimap.click, (), "minimap"),
            ("canvas_loupe", bar.loupe.click, (), "loupe"),
        )
        self.actions_here.add(
            *(
                Action(name, run, keys, "drawing", icon, bound=False, enabled=self._has_sheet)
                for name, run, keys, icon in rows
            )
        )

    def _has_sheet(self) -> bool:
        return self.view.has_sheet
