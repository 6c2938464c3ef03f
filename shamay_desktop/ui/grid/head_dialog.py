"""One more head of adjustment: its names, and whether the whole office shall have it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.valuation.heads import Head, heads_json, read_heads
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.office.heads import save_heads


class HeadDialog(QDialog):
    """It says what was added, once the office keeps it where it shall."""

    added = Signal(object)

    def __init__(self, context: PageContext, heads: tuple[Head, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._heads = context, heads
        texts = context.texts
        self.setWindowTitle(texts("grid.head.title"))
        self.setObjectName("grid-head")
        self.he, self.en = QLineEdit(), QLineEdit()
        self.he.setObjectName("grid-head:he")
        self.en.setObjectName("grid-head:en")
        self.for_office = QCheckBox(texts("grid.head.for_office"))
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("grid-head:problem")
        theme.set_tone(self.problem, "error")
        self.problem.hide()
        form = QFormLayout()
        form.addRow(texts("grid.head.he"), self.he)
        form.addRow(texts("grid.head.en"), self.en)
        box = QDialogButtonBox()
        add = box.addButton(texts("grid.head.add"), QDialogButtonBox.ButtonRole.AcceptRole)
        theme.set_kind(add, "primary")
        box.addButton(QDialogButtonBox.StandardButton.Cancel)
        box.accepted.connect(self._on_add_pressed)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.for_office)
        column.addWidget(self.problem)
        column.addWidget(box)

    def _on_add_pressed(self) -> None:
        try:
            heads = read_heads(
                [*_listed(self._heads), {"he": self.he.text(), "en": self.en.text()}]
            )
        except Refused as problem:
            self._say(problem)
            return
        if not self.for_office.isChecked():
            self._end(heads[-1])
            return
        self._context.tasks.run(
            save_heads,
            self._context.services,
            self._context.actor,
            heads,
            owner=self,
            on_done=lambda _changes: self._end(heads[-1]),
            on_failed=self._say,
        )

    def _end(self, head: Head) -> None:
        self.added.emit(head)
        self.accept()

    def _say(self, problem: ShamayError) -> None:
        self.problem.setText(error_words(self._context.texts, problem))
        self.problem.show()


def _listed(heads: tuple[Head, ...]) -> list[Json]:
    raw = heads_json(heads)
    return list(raw) if isinstance(raw, list) else []
