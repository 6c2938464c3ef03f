"""The person's saved views in the window: read, saved, named, ordered, removed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import SavedView, ValuationQuery
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.view_names import ViewName
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.cases.views import (
    list_views,
    remove_view,
    rename_view,
    reorder_views,
    save_view,
)


class SavedViews(QObject):
    """Keeps what the database holds of them; every change is written and read again."""

    changed = Signal()
    failed = Signal(object)
    """ShamayError."""

    def __init__(self, context: OfficeContext, screen: QWidget) -> None:
        super().__init__(screen)
        self._context = context
        self._screen = screen
        self.all: tuple[SavedView, ...] = ()

    def read(self) -> None:
        """Read the views anew."""
        self._run(list_views, self._on_read)

    def ask_and_save(self, query: ValuationQuery) -> None:
        """Ask for a name and keep the list as it is shown now."""
        ask = ViewName(self._context.texts, [view.name for view in self.all], "", self._screen)
        ask.named.connect(lambda name: self.save(name, query))
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def save(self, name: str, query: ValuationQuery) -> None:
        """Keep a view of this name, behind the others."""
        self._write(save_view, name, replace(query, limit=200, offset=0))

    def menu(self, view: SavedView, point: QPoint) -> QMenu:
        """What may be done with a view; opens at a point of the screen."""
        texts = self._context.texts
        place = self.all.index(view) if view in self.all else -1
        menu = QMenu(self._screen)
        menu.setObjectName("view-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        entries: tuple[tuple[str, str, bool, Callable[[], None]], ...] = (
            ("cases.view_rename", "typed", True, lambda: self._ask_rename(view)),
            ("cases.view_up", "up", place > 0, lambda: self.move(view, -1)),
            ("cases.view_down", "down", place < len(self.all) - 1, lambda: self.move(view, 1)),
            ("cases.view_remove", "trash", True, lambda: self._write(remove_view, view.id)),
        )
        for key, icon, can, do in entries:
            entry = menu.addAction(theme.icon(icon), texts(key))
            entry.setEnabled(can)
            entry.triggered.connect(do)
        menu.popup(point)
        return menu

    def move(self, view: SavedView, by: int) -> None:
        """Move a view up (-1) or down (1) among the others."""
        ids = [each.id for each in self.all]
        place = ids.index(view.id)
        to = min(max(place + by, 0), len(ids) - 1)
        ids.insert(to, ids.pop(place))
        self._write(reorder_views, ids)

    def rename(self, view: SavedView, name: str) -> None:
        """Give a view another name."""
        self._write(rename_view, view.id, name)

    def remove(self, view: SavedView) -> None:
        """Forget a view; the cases stay."""
        self._write(remove_view, view.id)

    def _ask_rename(self, view: SavedView) -> None:
        taken = [each.name for each in self.all]
        ask = ViewName(self._context.texts, taken, view.name, self._screen)
        ask.named.connect(lambda name: self.rename(view, name))
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def _write(self, operation: Callable[..., object], *args: object) -> None:
        self._run(operation, lambda _: self.read(), *args)

    def _run(
        self,
        operation: Callable[..., object],
        on_done: Callable[..., object],
        *args: object,
    ) -> None:
        context = self._context
        context.tasks.run(
            operation,
            context.services,
            context.actor,
            *args,
            owner=self,
            on_done=on_done,
            on_failed=self._on_failed,
        )

    def _on_read(self, views: object) -> None:
        self.all = tuple(views)  # type: ignore[arg-type]  # what `list_views` gave
        self.changed.emit()

    def _on_failed(self, error: ShamayError) -> None:
        self.failed.emit(error)
