"""What keeps the report from being sent, one line each, with the way to it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.wording import directed, finding_words

ROWS = 6

Remark = tuple[str, str]
"""Words, and the path to go to."""


class Checklist(QWidget):
    """Blocking findings first, then warnings that still lack their reason."""

    go_asked = Signal(str)
    """The path of the field to go to."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checklist")
        self._texts = texts
        self._shown: object = None
        self._findings: Sequence[Finding] = ()
        self._remarks: tuple[Remark, ...] = ()
        self.blocking = 0
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("checklist-words")
        theme.align_leading(self.words)
        self.list = QListWidget()
        self.list.setObjectName("checklist-rows")
        self.list.setAccessibleName(texts("export.checklist"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setToolTip(texts("export.checklist_tip"))
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.words)
        column.addWidget(self.list)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what stands in the way."""
        self._findings = findings
        self._show()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show what is to be looked at in the report itself: words, and the path to go to."""
        self._remarks = tuple(remarks)
        self._show()

    def _show(self) -> None:
        standing = tuple(
            sorted(
                (finding for finding in self._findings if finding.blocks_signing),
                key=lambda finding: finding.severity is not Severity.BLOCK,
            )
        )
        if (standing, self._remarks) == self._shown:
            return
        self._shown = (standing, self._remarks)
        self.blocking = sum(finding.severity is Severity.BLOCK for finding in standing)
        self._say(len(standing) - self.blocking)
        self.list.clear()
        for finding in standing:
            self._add(finding)
        for words, path in self._remarks:
            item = QListWidgetItem(theme.icon("warn", "warning"), directed(words, self._texts))
            item.setToolTip(directed(words, self._texts))
            item.setData(Qt.ItemDataRole.UserRole, path)
            self.list.addItem(item)
        rows = len(standing) + len(self._remarks)
        self.list.setVisible(rows > 0)
        height = self.list.fontMetrics().height() * 2 + theme.SPACE
        self.list.setFixedHeight(min(rows, ROWS) * height // 2 + theme.SPACE)

    def _say(self, warnings: int) -> None:
        parts = []
        if self.blocking:
            parts.append(self._texts("export.blocking", n=self.blocking))
        if warnings:
            parts.append(self._texts("export.unexplained", n=warnings))
        if self._remarks:
            parts.append(self._texts("editing.remarks", n=len(self._remarks)))
        self.words.setText(" · ".join(parts) or self._texts("export.nothing_blocks"))
        theme.set_tone(self.words, "error" if self.blocking else "warning" if parts else "ok")

    def _add(self, finding: Finding) -> None:
        blocks = finding.severity is Severity.BLOCK
        sentence = finding_words(finding, self._texts)
        mark = theme.icon("block" if blocks else "warn", "error" if blocks else "warning")
        item = QListWidgetItem(mark, directed(sentence, self._texts))
        clause = f"\n{finding.clause}" if finding.clause else ""
        item.setToolTip(directed(sentence + clause, self._texts))
        item.setData(Qt.ItemDataRole.UserRole, finding.fields[0] if finding.fields else "")
        self.list.addItem(item)

    def _on_activated(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        if path:
            self.go_asked.emit(str(path))
