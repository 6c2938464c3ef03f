"""The desk: new case and search above, states at the side, the list, and a quick look under it."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.case_model import COLUMNS, CaseModel
from shamay_desktop.ui.cases.quick_look import QuickLookPanel
from shamay_desktop.ui.cases.side_list import SideList
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.usecases.changes import Changes

SEARCH_PAUSE_MS = 150
WIDTHS = "window.case_columns"
DEFAULT_WIDTHS = (300, 120, 190, 90, 130, 120)


class CasesDesk(QWidget):
    """Says what is asked; the main window does it."""

    new_asked = Signal()
    open_asked = Signal(str)
    """Id of the valuation to open."""
    settings_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        context: OfficeContext,
        *,
        model: CaseModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._context = context
        self.model = model or CaseModel(context)
        self.model.setParent(self)
        self._chosen_id: str | None = None
        self.notice = NoticeBar(context.texts)
        self.search = QLineEdit()
        self.side = SideList(context.texts)
        self.table = QTableView()
        self.look = QuickLookPanel(context)
        self._stack = QStackedWidget()
        self._empty_words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty_button = QPushButton()
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.model.refresh()

    def refresh(self) -> None:
        """Show what the database holds now."""
        self.model.refresh()

    def show_error(self, error: ShamayError) -> None:
        """Say what failed, over the list."""
        self.notice.say(error_words(self._context.texts, error), "error")

    # -- slots ----------------------------------------------------------------------------

    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.cases or changes.evidence:
            self.model.refresh()

    def _on_search_changed(self) -> None:
        self.model.search(self.search.text().strip(), self.side.statuses)

    def _on_model_loaded(self) -> None:
        self.side.show_counts(self.model.counts)
        self._show_list_or_empty()
        self._choose_again()

    def _on_model_failed(self, error: ShamayError) -> None:
        texts = self._context.texts
        self.notice.say(
            error_words(texts, error),
            "error",
            action=texts("shell.try_again"),
            do=self.model.refresh,
        )

    def _on_row_chosen(self) -> None:
        line = self.model.line(self.table.currentIndex().row()) if self._has_row() else None
        self._chosen_id = line.id if line is not None else self._chosen_id
        self.look.show_line(line)

    def _on_open(self) -> None:
        line = self.model.line(self.table.currentIndex().row()) if self._has_row() else None
        if line is not None:
            self.open_asked.emit(line.id)

    def _on_empty_button(self) -> None:
        if self._narrowed():
            self.search.clear()
            self.side.setCurrentRow(0)
        else:
            self.new_asked.emit()

    def _on_widths_changed(self) -> None:
        widths = [self.table.columnWidth(column) for column in range(len(COLUMNS))]
        settings, tasks = self._context.services.settings, self._context.tasks
        tasks.run(settings.set, WIDTHS, widths, owner=self)

    # -- inside ---------------------------------------------------------------------------

    def _has_row(self) -> bool:
        return 0 <= self.table.currentIndex().row() < self.model.total

    def _narrowed(self) -> bool:
        return bool(self.search.text().strip() or self.side.statuses)

    def _show_list_or_empty(self) -> None:
        texts = self._context.texts
        self._stack.setCurrentIndex(0 if self.model.total else 1)
        if not self.model.total:
            narrowed = self._narrowed()
            self._empty_words.setText(texts("cases.empty_search" if narrowed else "cases.empty"))
            self._empty_button.setText(texts("cases.clear_search" if narrowed else "cases.new"))
            theme.set_kind(self._empty_button, "plain" if narrowed else "primary")
            self.look.show_line(None)
        self.look.setVisible(bool(self.model.total))

    def _choose_again(self) -> None:
        """After a refresh the chosen case stays chosen, when it is in the first window."""
        rows = range(min(self.model.total, 200))
        row = next((row for row in rows if self._id_of(row) == self._chosen_id), 0)
        if self.model.total:
            index = self.model.index(row, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self._on_row_chosen()

    def _id_of(self, row: int) -> str | None:
        line = self.model.line(row)
        return None if line is None else line.id

    def _set_up_table(self) -> None:
        table = self.table
        table.setObjectName("case-table")
        table.setAccessibleName(self._context.texts("cases.list"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(4 * theme.SPACE)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(8 * theme.SPACE)
        known = self._context.services.settings.get(WIDTHS)
        widths = known if isinstance(known, list) and len(known) == len(COLUMNS) else DEFAULT_WIDTHS
        for column, width in enumerate(widths):
            table.setColumnWidth(column, int(width))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_search_changed)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self.table.setFocus)
        self.side.chosen.connect(self._on_search_changed)
        self.model.loaded.connect(self._on_model_loaded)
        self.model.failed.connect(self._on_model_failed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self.table.activated.connect(self._on_open)
        self._empty_button.clicked.connect(self._on_empty_button)
        self._context.hub.changed.connect(self._on_hub_changed)
        self._widths_pause = QTimer(self, singleShot=True, interval=500)
        self._widths_pause.timeout.connect(self._on_widths_changed)
        self.table.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def _on_section_resized(self, section: int) -> None:
        # The first column takes what is left, so only the others are the person's own choice.
        if section > 0 and self.isVisible():
            self._widths_pause.start()

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+N", self.new_asked.emit),
            ("Ctrl+F", self._on_find),
            ("Ctrl+,", self.settings_asked.emit),
            ("Ctrl+L", self.lock_asked.emit),
            ("F5", self.refresh),
        ]
        for sequence, do in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _lay_out(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty())
        right.addWidget(self._stack)
        right.addWidget(self.look)
        right.setStretchFactor(0, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_bar())
        column.addWidget(self.notice)
        column.addLayout(middle, 1)

    def _top_bar(self) -> QFrame:
        texts = self._context.texts
        bar = QFrame()
        bar.setObjectName("top-bar")
        name = QLabel(texts("shell.program"))
        theme.set_tone(name, "heading")
        new = QPushButton(theme.icon("plus", "on_accent"), texts("cases.new"))
        new.setObjectName("action:new-case")
        new.setToolTip(texts("cases.new_tip"))
        theme.set_kind(new, "primary")
        new.clicked.connect(self.new_asked)
        self.search.setObjectName("field:search")
        self.search.setPlaceholderText(texts("cases.search"))
        self.search.setAccessibleName(texts("cases.search"))
        self.search.setToolTip(texts("cases.search_tip"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(60 * theme.SPACE)
        self.search.addAction(
            theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(name)
        row.addWidget(new)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        for key, icon, tip, signal in (
            ("lock", "lock", "cases.lock_tip", self.lock_asked),
            ("settings", "settings", "cases.settings_tip", self.settings_asked),
        ):
            tool = QToolButton()
            tool.setIcon(theme.icon(icon))
            tool.setObjectName(f"action:{key}")
            tool.setToolTip(texts(tip))
            tool.setAccessibleName(texts(tip))
            tool.clicked.connect(signal)
            row.addWidget(tool)
        return bar

    def _empty(self) -> QWidget:
        empty = QWidget()
        empty.setObjectName("surface")
        theme.set_tone(self._empty_words, "muted")
        self._empty_button.setObjectName("action:empty-list")
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(self._empty_words)
        column.addSpacing(theme.SPACE)
        column.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        return empty
