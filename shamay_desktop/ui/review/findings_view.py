"""The findings of a case as a reviewer sees them: all of them, with the appraiser's reasons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.wording import directed, finding_words

_MARKS = {
    Severity.BLOCK: ("block", "error"),
    Severity.WARN: ("warn", "warning"),
    Severity.NOTE: ("note", "muted"),
}


class FindingsView(QWidget):
    """A line each; Enter or a click goes to where the report prints it."""

    go_asked = Signal(str)
    comment_asked = Signal(object)
    """Finding: something is to be said of its field."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-findings")
        self._texts = texts
        self._shown: tuple[Finding, ...] | None = None
        self.empty = QLabel(texts("review.no_findings"), wordWrap=True)
        self.empty.setObjectName("review-no-findings")
        theme.align_leading(self.empty)
        theme.set_tone(self.empty, "ok")
        self.list = QListWidget()
        self.list.setObjectName("review-findings-rows")
        self.list.setAccessibleName(texts("review.findings"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.comment = QPushButton(theme.icon("note"), texts("review.comment_finding"))
        self.comment.setObjectName("action:review-comment-finding")
        self.comment.setEnabled(False)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.comment.clicked.connect(self._on_comment)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.comment, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show them, the gravest first."""
        shown = tuple(findings)
        if shown == self._shown:
            return
        self._shown = shown
        self.list.clear()
        for finding in shown:
            icon, tone = _MARKS[finding.severity]
            words = directed(self.words_of(finding), self._texts)
            item = QListWidgetItem(theme.icon(icon, tone), words)
            item.setToolTip(directed(finding.clause or "", self._texts))
            self.list.addItem(item)
        self.list.setVisible(bool(shown))
        self.comment.setVisible(bool(shown))
        self.empty.setVisible(not shown)

    def words_of(self, finding: Finding) -> str:
        """The sentence, with the appraiser's reason when one was given."""
        words = finding_words(finding, self._texts)
        if not finding.reason:
            return words
        return f"{words} {self._texts('review.reason', reason=isolate(finding.reason))}"

    @property
    def current(self) -> Finding | None:
        """The chosen one."""
        row = self.list.currentRow()
        shown = self._shown or ()
        return shown[row] if 0 <= row < len(shown) else None

    def _on_row_changed(self, _row: int) -> None:
        self.comment.setEnabled(self.current is not None and bool(self.current.fields))

    def _on_activated(self, _item: QListWidgetItem) -> None:
        if self.current is not None and self.current.fields:
            self.go_asked.emit(self.current.fields[0])

    def _on_comment(self) -> None:
        if self.current is not None and self.current.fields:
            self.comment_asked.emit(self.current)
