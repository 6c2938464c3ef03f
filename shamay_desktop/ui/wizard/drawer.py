"""The drawer of findings: by severity, each with clause, words and fields; go there, explain."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.standards import Finding, why
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.findings_model import FindingsModel, by_severity, key_of


class FindingsDrawer(QFrame):
    """The list under the form; Enter or a double click goes to the field."""

    go_asked = Signal(object)
    """Finding to go to."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings-drawer")
        self._texts = texts
        self._fresh = True
        self._latest: list[Finding] = []
        self._case: Case | None = None
        self.model = FindingsModel(texts)
        self.table = self._make_table()
        self.explanation = QLabel(wordWrap=True)
        self.explanation.setObjectName("finding-explanation")
        self.explanation.hide()
        self.go = QPushButton(texts("shell.finding.go"))
        self.go.setObjectName("action:finding-go")
        self.go.clicked.connect(self._on_go)
        self.explain = QPushButton(texts("shell.finding.explain"))
        self.explain.setObjectName("action:finding-explain")
        self.explain.clicked.connect(self._on_explain)
        self._empty = QLabel(texts("shell.no_findings"))
        theme.set_tone(self._empty, "muted")
        self._lay_out()
        self.hide()

    def show_findings(self, findings: Sequence[Finding], case: Case) -> None:
        """Keep the findings; the table is filled only while it is seen."""
        self._latest, self._case = by_severity(findings), case
        self._fresh = False
        if self.isVisible():
            self._fill()

    def setVisible(self, visible: bool) -> None:
        """Fill the table before it is seen."""
        if visible:
            self._fill()
        super().setVisible(visible)

    def select(self, finding: Finding) -> None:
        """Mark a finding as the current one."""
        row = self.model.row_of(key_of(finding))
        if row >= 0:
            # Not selectRow: in right-to-left it looks for a column that is not laid out yet.
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(
                self.model.index(row, 0), flags.ClearAndSelect | flags.Rows
            )
            self.table.scrollTo(self.model.index(row, 0))

    def current(self) -> Finding | None:
        """The finding that is marked."""
        row = self.table.currentIndex().row()
        return self.model.findings[row] if 0 <= row < len(self.model.findings) else None

    def _fill(self) -> None:
        if self._fresh or self._case is None:
            return
        current = self.current()
        self.model.show(self._latest, self._case)
        self._fresh = True
        if current is not None:
            self.select(current)
        some = bool(self._latest)
        self.table.setVisible(some)
        self._empty.setVisible(not some)
        for button in (self.go, self.explain):
            button.setEnabled(some)

    def _on_go(self) -> None:
        finding = self.current() or next(iter(self.model.findings), None)
        if finding is not None:
            self.select(finding)
            self.go_asked.emit(finding)

    def _on_explain(self) -> None:
        finding = self.current() or next(iter(self.model.findings), None)
        if finding is None:
            return
        self.select(finding)
        self.explanation.setText(why(finding, self._texts))
        self.explanation.show()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("findings-table")
        table.setAccessibleName(self._texts("shell.findings_title"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(3 * theme.SPACE + 2)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((0, 96), (1, 160), (3, 220)):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._on_go)
        table.selectionModel().currentChanged.connect(lambda *_: self.explanation.hide())
        return table

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.explanation, 99)
        buttons.addStretch(1)
        buttons.addWidget(self.explain)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE // 2)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.setFixedHeight(27 * theme.SPACE)
