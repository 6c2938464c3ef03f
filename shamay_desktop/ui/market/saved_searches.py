"""Searches by name: a person's own and the office's; opened, kept and forgotten in one menu."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.market.query import MarketQuery, SavedSearch
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.market.means import Means
from shamay_desktop.usecases.market.searching import (
    LONGEST_NAME,
    remove_search,
    save_search,
    saved_searches,
)

Relative = tuple[tuple[str, str], ...]


class SavedSearches(QObject):
    """Keeps what the database holds of them; every change is written and read again."""

    changed = Signal()
    opened = Signal(object)
    """SavedSearch."""

    failed = Signal(object)
    """ShamayError."""

    def __init__(self, means: Means, screen: QWidget) -> None:
        super().__init__(screen)
        self._means = means
        self._screen = screen
        self.all: tuple[SavedSearch, ...] = ()

    def read(self) -> None:
        """Read them anew."""
        self._means.run(
            saved_searches, owner=self, on_done=self._on_read, on_failed=self.failed.emit
        )

    def ask_and_save(self, query: MarketQuery, relative: Relative = ()) -> None:
        """Ask for a name and whose it is, and keep the search as it is shown now."""
        office = may(self._means.actor, Permission.MANAGE_OFFICE)
        ask = SearchName(self._means.texts, office=office, parent=self._screen)
        ask.named.connect(lambda name, whole: self.save(name, query, relative, office=whole))
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def save(
        self, name: str, query: MarketQuery, relative: Relative = (), *, office: bool = False
    ) -> None:
        """Keep a search of this name; one's own of the same name is replaced."""
        owner = None if office else self._means.actor.user_id
        search = SavedSearch("", name, query, relative, owner)
        self._means.run(
            save_search, search, owner=self, on_done=self._on_written, on_failed=self.failed.emit
        )

    def remove(self, search: SavedSearch) -> None:
        """Forget a search; what it found stays on record."""
        self._means.run(
            remove_search,
            search.id,
            owner=self,
            on_done=self._on_written,
            on_failed=self.failed.emit,
        )

    def menu(self, point: QPoint, save: Callable[[], object], *, can_save: bool) -> QMenu:
        """All searches by name, keeping the present one, and forgetting; opens at a point."""
        texts = self._means.texts
        menu = QMenu(self._screen)
        menu.setObjectName("searches-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for search in self.all:
            entry = menu.addAction(theme.icon("star"), label_of(search, texts))
            entry.triggered.connect(partial(self.opened.emit, search))
        if self.all:
            menu.addSeparator()
        keep = menu.addAction(theme.icon("plus"), texts("market.search_save"))
        keep.setEnabled(can_save)
        keep.triggered.connect(lambda _checked=False: save())
        mine = self._removable()
        if mine:
            forget = menu.addMenu(theme.icon("trash"), texts("market.search_remove"))
            for search in mine:
                entry = forget.addAction(label_of(search, texts))
                entry.triggered.connect(partial(self.remove, search))
        menu.popup(point)
        if (actions := menu.actions()) and actions[0].isEnabled():
            menu.setActiveAction(actions[0])
        return menu

    def _removable(self) -> Sequence[SavedSearch]:
        office = may(self._means.actor, Permission.MANAGE_OFFICE)
        return [each for each in self.all if each.user_id is not None or office]

    def _on_read(self, found: object) -> None:
        self.all = tuple(found)  # type: ignore[arg-type]  # what `saved_searches` gave
        self.changed.emit()

    def _on_written(self, _done: object) -> None:
        self.read()


def label_of(search: SavedSearch, texts: Texts) -> str:
    """The name, and whose it is where it is not one's own alone."""
    words = search.name
    if search.user_id is None:
        words = texts("market.search_office", name=words)
    return texts("market.search_relative", name=words) if search.relative else words


class SearchName(QDialog):
    """Asks for the name of a search, and whether it is the whole office's."""

    named = Signal(str, bool)

    def __init__(self, texts: Texts, *, office: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search-name")
        self.setWindowTitle(texts("market.search_save"))
        self.name = QLineEdit()
        self.name.setObjectName("field:search-name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumWidth(40 * theme.SPACE)
        label = QLabel(texts("market.search_name"))
        label.setBuddy(self.name)
        self.name.setAccessibleName(label.text())
        self.office = QCheckBox(texts("market.search_for_office"))
        self.office.setObjectName("field:search-office")
        self.office.setVisible(office)
        self.save = button("save-search-name", texts("market.search_keep"), "primary")
        cancel = button("cancel-search-name", texts("shell.cancel"))
        self.save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._on_text_changed)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        for widget in (label, self.name, self.office):
            column.addWidget(widget)
        column.addLayout(row)
        self.save.setDefault(True)
        self._on_text_changed()
        self.name.setFocus()

    def _on_text_changed(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))

    def _on_save(self) -> None:
        self.accept()
        self.named.emit(self.name.text().strip(), self.office.isChecked())
