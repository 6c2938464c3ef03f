"""The frame of a table whose columns are known beforehand: how many rows, which columns, names."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shamay_desktop.i18n.texts import Texts

Index = QModelIndex | QPersistentModelIndex


class ColumnsModel(QAbstractTableModel):
    """A model says what its rows are and what stands in a cell; its columns are named here."""

    def __init__(self, texts: Texts, columns: Sequence[str], area: str) -> None:
        """`columns` by name, in their order; their headings are the texts `<area>.<name>`."""
        super().__init__()
        self._texts = texts
        self._columns = columns
        self._area = area

    def row_total(self) -> int:
        """How many rows there are now."""
        raise NotImplementedError

    def title_of(self, column: str) -> str:
        """The heading of a column."""
        return self._texts(f"{self._area}.{column}")

    def note_rows(self, first: int = 0, last: int | None = None) -> None:
        """Rows say something else than before; all of them when none are named."""
        last = self.row_total() - 1 if last is None else last
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """Rows have nothing under them."""
        return 0 if parent.isValid() else self.row_total()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """As many as were named."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' headings; rows have none."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return self.title_of(self._columns[section])
