"""Asked when somebody would change a signed report: a new version, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.review import LONGEST
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.widgets.long_text_editor import align_text
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.sealing.versions import new_version
from shamay_desktop.usecases.wizard.opening import Opened


class NewVersionDialog(QDialog):
    """The signed one stays as it is; the new one begins with all that it says."""

    begun = Signal(str)
    """Id of the case that is the new version."""

    def __init__(
        self,
        context: OfficeContext,
        valuation_id: str,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("new-version")
        self._context = context
        self._valuation_id = valuation_id
        self._under_way = False
        texts = context.texts
        self.setWindowTitle(texts("signing_ui.new_version_title"))
        self._build(title)

    def _build(self, title: str) -> None:
        texts = self._context.texts
        words = QLabel(directed(texts("signing_ui.new_version_ask", case=title), texts))
        words.setWordWrap(True)
        words.setMinimumWidth(56 * theme.SPACE)
        theme.align_leading(words)
        self._make_reason()
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("new-version-said")
        theme.set_tone(self.said, "error")
        self.said.hide()
        self.begin = button("begin-version", texts("signing_ui.begin_version"), "primary")
        self.begin.setEnabled(False)
        stay = self.stay = button("leave-signed", texts("shell.cancel"))
        self.begin.clicked.connect(self._on_begin)
        stay.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addWidget(stay)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(words)
        column.addWidget(self.reason, 1)
        column.addWidget(self.said)
        column.addLayout(row)
        self.reason.setFocus()

    def _make_reason(self) -> None:
        texts = self._context.texts
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("version-reason")
        self.reason.setAccessibleName(texts("signing_ui.version_reason"))
        self.reason.setPlaceholderText(texts("signing_ui.version_reason"))
        self.reason.setTabChangesFocus(True)
        align_text(self.reason, texts)
        self.reason.setMinimumHeight(12 * theme.SPACE)
        self.reason.textChanged.connect(self._on_reason_changed)

    def _on_reason_changed(self) -> None:
        written = self.reason.toPlainText().strip()
        self.begin.setEnabled(0 < len(written) <= LONGEST)

    def reject(self) -> None:
        """Not while the version is being made: it would stand there, and nobody would be told."""
        if not self._under_way:
            super().reject()

    def _show_work(self, *, under_way: bool) -> None:
        self._under_way = under_way
        self.reason.setReadOnly(under_way)
        self.begin.setEnabled(not under_way)
        self.stay.setEnabled(not under_way)

    def _on_begin(self) -> None:
        context = self._context
        self._show_work(under_way=True)
        context.tasks.run(
            new_version, context.services, context.actor, self._valuation_id,
            self.reason.toPlainText().strip(),
            owner=self, on_done=self._on_begun, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_begun(self, opened: Opened) -> None:
        self._show_work(under_way=False)
        self._context.hub.changed.emit(Changes(cases=True))
        self.accept()
        self.begun.emit(opened.valuation.id)

    def _on_failed(self, error: ShamayError) -> None:
        self._show_work(under_way=False)
        self.said.setText(error_words(self._context.texts, error))
        self.said.show()
