"""The list at the side: cases by state, each with its number."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from shamay_desktop.domain.records import Status
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

ALWAYS = (Status.DRAFT, Status.IN_PROGRESS, Status.READY)
"""States that cases of this version can take; others are shown once there are such cases."""


class SideList(QListWidget):
    """One line chosen at a time; all cases first."""

    chosen = Signal(object)
    """frozenset of Status; empty for all."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side-list")
        self.setAccessibleName(texts("cases.side"))
        self.setFixedWidth(24 * theme.SPACE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._texts = texts
        for status in (None, *Status):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, status)
            self.addItem(item)
        self.show_counts({})
        self.setCurrentRow(0)
        self.currentRowChanged.connect(self._on_row_changed)

    @property
    def statuses(self) -> frozenset[Status]:
        """The chosen states; empty for all."""
        item = self.currentItem()
        status = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return frozenset() if status is None else frozenset({Status(status)})

    def show_counts(self, counts: Mapping[Status, int]) -> None:
        """Show how many cases each state has."""
        for row in range(self.count()):
            item = self.item(row)
            status = item.data(Qt.ItemDataRole.UserRole)
            count = sum(counts.values()) if status is None else counts.get(Status(status), 0)
            name = "cases.all" if status is None else f"cases.{Status(status).value}"
            item.setText(f"{self._texts(name)}  {count}" if counts else self._texts(name))
            item.setHidden(status is not None and status not in ALWAYS and not count)

    def _on_row_changed(self) -> None:
        self.chosen.emit(self.statuses)
