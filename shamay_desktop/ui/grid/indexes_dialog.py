"""The price indexes that the office knows, with their dates; a file with newer points is taken."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.money import plain
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.grid.words import month_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.market.indexes import (
    IndexPreview,
    import_indexes,
    indexes_of,
    preview_indexes,
)

_COLUMNS = ("name", "code", "months", "last", "retrieved", "missing")


class IndexesDialog(QDialog):
    """Importing shows first what would come: new points, revised ones, what was left out."""

    changed = Signal()

    def __init__(self, context: PageContext | OfficeContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._previews: Sequence[IndexPreview] = ()
        texts = context.texts
        self.setWindowTitle(texts("grid.indexes.title"))
        self.setObjectName("indexes")
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setObjectName("indexes:table")
        self.table.setAccessibleName(texts("grid.indexes.title"))
        self.table.setHorizontalHeaderLabels([texts(f"grid.indexes.{name}") for name in _COLUMNS])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.words = QLabel(texts("grid.indexes.lead"), wordWrap=True)
        self.words.setObjectName("indexes:words")
        self.file = QPushButton(texts("grid.indexes.file"))
        self.file.setObjectName("indexes:file")
        self.file.clicked.connect(self._on_file_pressed)
        self.take = QPushButton(texts("grid.indexes.take"))
        self.take.setObjectName("indexes:take")
        theme.set_kind(self.take, "primary")
        self.take.clicked.connect(self._on_take_pressed)
        self.take.hide()
        box = QDialogButtonBox()
        box.addButton(self.file, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.take, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        column.addWidget(box)
        self.resize(760, 340)
        self.read()

    def read(self) -> None:
        """Show what the office knows."""
        self._context.tasks.run(
            indexes_of,
            self._context.services,
            self._context.actor,
            owner=self,
            on_done=self._show_indexes,
            on_failed=self._say_problem,
        )

    def preview(self, source: Path) -> None:
        """Read a file and say what it would bring; nothing is kept yet."""
        self._context.tasks.run(
            preview_indexes,
            self._context.services,
            self._context.actor,
            source,
            owner=self,
            on_done=self._show_previews,
            on_failed=self._say_problem,
        )

    def _show_indexes(self, indexes: Mapping[str, PriceIndex]) -> None:
        self.table.setRowCount(len(indexes))
        for row, index in enumerate(indexes.values()):
            for column, words in enumerate(self._line(index)):
                item = QTableWidgetItem(directed(words, self._context.texts))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()

    def _line(self, index: PriceIndex) -> tuple[str, ...]:
        last, months, day = index.last, index.months, index.retrieved
        if last is None or day is None:
            return index.name(self._context.texts.language.value), index.code, "", "", "", ""
        span = f"{month_words(months[0])} – {month_words(months[-1])}"
        value = formats.number(plain(last.value))
        return (
            index.name(self._context.texts.language.value),
            index.code,
            span,
            f"{value} ({last.base})",
            formats.date(day),
            str(len(index.gaps())) if index.gaps() else "",
        )

    def _show_previews(self, previews: Sequence[IndexPreview]) -> None:
        self._previews = previews
        texts = self._context.texts
        lines = [
            texts(
                "grid.indexes.preview",
                index=preview.index.name(texts.language.value),
                new=len(preview.new),
                revised=len(preview.revised),
                same=preview.same,
                left_out=preview.left_out,
            )
            for preview in previews
        ]
        self._say("\n".join(lines), "accent")
        self.take.setVisible(any(each.new or each.revised for each in previews))

    def _on_file_pressed(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self._context.texts("grid.indexes.file"), "", "JSON, CSV (*.json *.csv *.txt)"
        )
        if path:
            self.preview(Path(path))

    def _on_take_pressed(self) -> None:
        self._context.tasks.run(
            import_indexes,
            self._context.services,
            self._context.actor,
            self._previews,
            owner=self,
            on_done=lambda _changes: self._on_taken(),
            on_failed=self._say_problem,
        )

    def _on_taken(self) -> None:
        self.take.hide()
        self._say(self._context.texts("grid.indexes.taken"), "ok")
        self.read()
        self.changed.emit()

    def _say_problem(self, problem: ShamayError) -> None:
        self.take.hide()
        self._say(error_words(self._context.texts, problem), "error")

    def _say(self, words: str, tone: theme.Tone) -> None:
        self.words.setText(directed(words, self._context.texts))
        theme.set_tone(self.words, tone)
