"""The remarks on a Word file: each with its weight and its place."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from shamay_desktop.domain.report_templates.word_file import Lint, Weight
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.office.lint_words import lint_words


class Remarks(QListWidget):
    """Errors first, as they were told; a line is read whole when it is long."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.setObjectName("template-remarks")
        self.setAccessibleName(texts("templates.tab_remarks"))
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lint(self, lint: Iterable[Lint]) -> None:
        """Put the remarks of a file in the list."""
        self.clear()
        for each in lint:
            key = "remark_error" if each.weight is Weight.ERROR else "remark_note"
            words = f"{self._texts(f'templates.{key}')} · {lint_words(each, self._texts)}"
            item = QListWidgetItem(words)
            item.setToolTip(words)
            self.addItem(item)
        if not self.count():
            self.addItem(self._texts("templates.no_remarks"))
        self.setCurrentRow(0)
