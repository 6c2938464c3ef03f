"""A table before it is imported: what it is, where each heading goes, how its rows would stand."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.market.dates import ORDERS
from shamay_desktop.domain.market.mapping import SourceMapping, corrected
from shamay_desktop.domain.market.reason_words import words_of_target
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.market.columns import told_words
from shamay_desktop.ui.market.heading_table import HeadingTable
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.market.preview_rows import PreviewRows
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.market.previewing import UNSURE, ImportPreview, preview

SIZE = (144 * theme.SPACE, 82 * theme.SPACE)
CHANGE_MS = 150


class ImportDialog(QDialog):
    """Every choice shows at once what it makes of the first rows; nothing is written here."""

    wanted = Signal(object)
    """ImportPreview: import it as it is shown."""

    def __init__(self, means: Means, looked: ImportPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-dialog")
        self._means = means
        self._texts = means.texts
        self.looked = looked
        self._mapping: SourceMapping | None = None
        self._order: str | None = None
        self._table: int | None = None
        self._looking: Handle | None = None
        self._change = QTimer(self, singleShot=True, interval=CHANGE_MS)
        self._change.timeout.connect(self._look_again)
        self.setWindowTitle(self._texts("market.import_title", file=looked.name))
        self._build()
        self._show(looked)
        screen = self.screen().availableSize()
        self.resize(min(SIZE[0], screen.width() - 48), min(SIZE[1], screen.height() - 80))

    # -- choices ------------------------------------------------------------------------------

    def choose_mapping(self, mapping_id: str) -> None:
        """Read the table as another source."""
        self._mapping = self.looked.known.named(mapping_id)
        self._change.start()

    def choose_order(self, order: str) -> None:
        """Say which part of the dates is the day."""
        self._order = order
        self._change.start()

    def choose_table(self, place: int | None) -> None:
        """Take one table of the file alone; None: all that are of one kind."""
        self._table, self._mapping = place, None
        self._change.start()

    def choose_targets(self, targets: Mapping[int, str]) -> None:
        """Each heading goes where the person says."""
        looked = self.looked
        self._mapping = corrected(looked.mapping, looked.table.headings, targets)
        self._change.start()

    # -- slots --------------------------------------------------------------------------------

    def _look_again(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        mapping, order, table, before = self._mapping, self._order, self._table, self.looked
        means = self._means

        def look() -> ImportPreview:
            return preview(
                means.services, means.actor, before.source, mapping, order,
                before=before, table=table,
            )  # fmt: skip

        self.keep.setEnabled(False)
        self._looking = means.tasks.run(
            look, owner=self, on_done=self._on_looked, on_failed=self._on_failed, lane="work"
        )

    def _on_looked(self, looked: ImportPreview) -> None:
        if not self._change.isActive():
            self._show(looked)

    def _on_failed(self, error: ShamayError) -> None:
        self.problem.setText(error_words(self._texts, error))
        self.problem.show()

    def _on_keep(self) -> None:
        self.accept()
        self.wanted.emit(self.looked)

    # -- showing ------------------------------------------------------------------------------

    def _show(self, looked: ImportPreview) -> None:
        self.looked = looked
        table = looked.table
        facts = [self._texts("market.import_rows", n=looked.total)]
        facts += [self._texts(f"market.format.{table.format}")]
        facts += [table.encoding] if table.encoding else []
        self.found.setText(" · ".join(facts))
        self._show_tables(looked)
        self._show_mappings(looked)
        self._show_orders(looked)
        self.headings.show_table(looked.table, looked.fit.columns)
        self.rows.show_rows(looked.rows)
        counts = looked.counts
        self.counts.setText(
            self._texts(
                "market.import_counts", counted=f"{looked.counted:,}",
                imported=f"{counts.imported:,}", merged=f"{counts.merged:,}",
                twins=f"{counts.duplicates:,}", quarantined=f"{counts.quarantined:,}",
            )
        )  # fmt: skip
        self._show_problems(looked)
        self.keep.setEnabled(not looked.missing and not looked.must_ask and looked.total > 0)

    def _show_tables(self, looked: ImportPreview) -> None:
        many = len(looked.tables) > 1
        self.table.setVisible(many)
        self.table_label.setVisible(many)
        if self.table.count():
            return
        self.table.addItem(self._texts("market.import_tables_all", n=len(looked.chosen)), None)
        for place, each in enumerate(looked.tables):
            name = each.title or self._texts("market.import_table_number", number=place + 1)
            self.table.addItem(f"{name} ({len(each.rows):,})", place)

    def _show_mappings(self, looked: ImportPreview) -> None:
        language = self._texts.language.value
        self.mapping.clear()
        scores = {each.mapping.id: each for each in looked.fits}
        for each in looked.known.all:
            name = each.he if language == "he" else each.en
            known = scores.get(each.id)
            words = (
                self._texts("market.mapping_fits", name=name, n=len(known.columns))
                if known is not None and known.complete
                else name
            )
            self.mapping.addItem(words, each.id)
        self.mapping.setCurrentIndex(max(self.mapping.findData(looked.mapping.id), 0))

    def _show_orders(self, looked: ImportPreview) -> None:
        self.order.clear()
        if looked.must_ask:
            self.order.addItem(self._texts("market.order_ask"), "")
        for code in (*ORDERS, UNSURE):
            self.order.addItem(self._texts(f"market.order.{code}"), code)
        self.order.setCurrentIndex(max(self.order.findData(looked.date_order), 0))
        theme.set_problem(self.order, "error" if looked.must_ask else "")

    def _show_problems(self, looked: ImportPreview) -> None:
        texts = self._texts
        words = [texts("market.import_missing", what=words_of_target(each, texts))
                 for each in looked.missing]  # fmt: skip
        if looked.must_ask:
            words.append(texts("market.import_order_ask"))
        self.problem.setText("\n".join(words))
        self.problem.setVisible(bool(words))
        told = [texts(f"market.lost.{each}") for each in looked.lost]
        told += [told_words(each, texts) for each in looked.warnings]
        self.warnings.setText("\n".join(told))
        self.warnings.setVisible(bool(told))

    # -- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        self.found = QLabel()
        self.found.setObjectName("import-found")
        theme.set_tone(self.found, "muted")
        self.problem = self._said("import-problem", "error")
        self.warnings = self._said("import-warnings", "warning")
        self.headings = HeadingTable(texts)
        self.headings.changed.connect(self.choose_targets)
        self.rows = PreviewRows(texts)
        self.counts = QLabel(wordWrap=True)
        self.counts.setObjectName("import-counts")
        theme.align_leading(self.counts)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for title, part in (("headings", self.headings), ("preview", self.rows)):
            split.addWidget(_titled(texts(f"market.import_{title}"), part))
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.found)
        column.addLayout(self._choices())
        for label in (self.problem, self.warnings):
            column.addWidget(label)
        column.addWidget(split, 1)
        column.addWidget(self.counts)
        column.addLayout(self._buttons())

    def _choices(self) -> QGridLayout:
        """What kind of source it is, the order of its dates, and which table of the file."""
        self.table, self.table_label = self._combo("table")
        self.mapping, mapping_label = self._combo("mapping")
        self.order, order_label = self._combo("order")
        self.table.activated.connect(lambda _row: self.choose_table(self.table.currentData()))
        self.mapping.activated.connect(
            lambda _row: self.choose_mapping(str(self.mapping.currentData()))
        )
        self.order.activated.connect(lambda _row: self.choose_order(str(self.order.currentData())))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE)
        labels = (mapping_label, order_label, self.table_label)
        combos = (self.mapping, self.order, self.table)
        for place, (label, combo) in enumerate(zip(labels, combos, strict=True)):
            grid.addWidget(label, 0, place)
            grid.addWidget(combo, 1, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        self.keep = button("import-table", self._texts("market.import_do"), "primary")
        self.keep.setDefault(True)
        cancel = button("cancel-import", self._texts("shell.cancel"))
        self.keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(cancel)
        row.addStretch(1)
        return row

    def _combo(self, name: str) -> tuple[QComboBox, QLabel]:
        combo = QComboBox()
        combo.setObjectName(f"import:{name}")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(16)
        label = QLabel(self._texts(f"market.import_{name}"))
        theme.set_tone(label, "muted")
        label.setBuddy(combo)
        combo.setAccessibleName(label.text())
        return combo, label

    def _said(self, name: str, tone: theme.Tone) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setObjectName(name)
        theme.align_leading(label)
        theme.set_tone(label, tone)
        return label


def _titled(title: str, part: QWidget) -> QWidget:
    whole = QWidget()
    label = QLabel(title)
    theme.set_tone(label, "heading")
    label.setBuddy(part)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE // 2)
    column.addWidget(label)
    column.addWidget(part, 1)
    return whole
