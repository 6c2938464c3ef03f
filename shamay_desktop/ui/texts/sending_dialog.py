"""What will be sent to a language model, letter by letter, before it is sent; then the answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.analysis.addresses import server_address
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.texts.tidying import Run
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.ui.texts.linked_text import LinkedText
from shamay_desktop.ui.texts.masked_view import MaskedView
from shamay_desktop.usecases.analysis.model_questions import Prepared, Told, hiding, send
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services


class SendingDialog(QDialog):
    """Nothing leaves before its button is pressed; stopping and closing take the question back."""

    told = Signal(object)
    """Told: an answer came; nothing was done with it."""

    taken = Signal(object)
    """Told: the person wants its words."""

    def __init__(
        self, context: PageContext, prepared: Prepared, parent: QWidget, *, may_take: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sending-dialog")
        self._context = context
        self._texts = context.texts
        self._prepared = prepared
        self._may_take = may_take
        self._answer: Told | None = None
        self._handle: Handle | None = None
        server = prepared.server
        place = server_address(server.address, server.named_host)
        self._host, self._open_on_the_way = place.host, place.open_on_the_way
        self.setWindowTitle(self._texts("texts_analysis.sending_title"))
        self.resize(96 * theme.SPACE, 72 * theme.SPACE)
        self._build()
        self.finished.connect(lambda _result: self._stop())

    # -- sending --------------------------------------------------------------------------

    def _on_send_clicked(self) -> None:
        self._show_waiting(waiting=True)
        self._say(self._texts("texts_analysis.sending"), "muted")
        context = self._context
        self._handle = context.tasks.run(
            _sent, context.services, context.actor, self._prepared,
            owner=self, on_done=self._on_told, on_failed=self._on_failed,
            on_cancelled=self._on_cancelled, lane="work", progress=True,
        )  # fmt: skip

    def _stop(self) -> None:
        if self._handle is not None and not self._handle.done:
            self._handle.cancel()

    def _on_told(self, told: Told) -> None:
        self._show_waiting(waiting=False)
        self._answer = told
        self._send.hide()
        self._stack.setCurrentIndex(1)
        self.answer.show_runs((Run(told.text),), right_to_left=self._texts.language.right_to_left)
        self._say(self._texts("texts_analysis.answer_marked", model=told.model), "muted")
        unsupported = told.unsupported
        words = (
            self._texts("texts_analysis.unsupported", values="; ".join(unsupported))
            if unsupported
            else self._texts("texts_analysis.all_supported")
        )
        self._support.setText(words)
        theme.set_tone(self._support, "error" if unsupported else "ok")
        self._take.setVisible(self._may_take)
        self.told.emit(told)

    def _on_failed(self, error: ShamayError) -> None:
        self._show_waiting(waiting=False)
        self._say(error_words(self._texts, error), "error")

    def _on_cancelled(self) -> None:
        self._show_waiting(waiting=False)
        self._say(self._texts("texts_analysis.stopped"), "muted")

    def _on_take_clicked(self) -> None:
        if self._answer is not None:
            self.taken.emit(self._answer)
            self.accept()

    def _show_waiting(self, *, waiting: bool) -> None:
        self._send.setEnabled(not waiting)
        self._halt.setVisible(waiting)

    def _say(self, words: str, tone: theme.Tone) -> None:
        self._said.setText(words)
        theme.set_tone(self._said, tone)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        self.answer = LinkedText("model-answer", texts("texts_analysis.proposals"))
        self._support = QLabel(wordWrap=True)
        self._support.setObjectName("model-support")
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("sending-said")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_question())
        self._stack.addWidget(self._make_answer())
        self._send = button("send-question", texts("texts_analysis.send"), "primary")
        self._halt = button("stop-question", texts("texts_analysis.stop"))
        self._take = button("take-answer", texts("texts_analysis.take_answer"), "primary")
        close = button("close-sending", texts("texts_analysis.close"))
        self._send.clicked.connect(self._on_send_clicked)
        self._halt.clicked.connect(self._stop)
        self._take.clicked.connect(self._on_take_clicked)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        # Enter masks the typed words: it must neither send nor close.
        close.setAutoDefault(False)
        for each in (self._send, self._halt, self._take):
            each.setAutoDefault(False)
            row.addWidget(each)
        self._halt.hide()
        self._take.hide()
        row.addWidget(self._said, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._stack, 1)
        column.addLayout(row)

    def _make_question(self) -> QWidget:
        texts = self._texts
        page, column = _page()
        about = QLabel(texts("texts_analysis.sending_about", host=self._host), wordWrap=True)
        column.addWidget(about)
        if self._open_on_the_way:
            warning = QLabel(texts("texts_analysis.sending_open", host=self._host), wordWrap=True)
            warning.setObjectName("sending-open")
            theme.set_tone(warning, "warning")
            column.addWidget(warning)
        self.view = MaskedView(texts)
        self.view.hide_asked.connect(self._on_hide_asked)
        self.view.show_prepared(self._prepared)
        column.addWidget(self.view, 1)
        return page

    def _on_hide_asked(self, words: str) -> None:
        if self._handle is not None and not self._handle.done:
            return
        try:
            self._prepared = hiding(self._prepared, words)
        except Refused as problem:
            self._say(error_words(self._texts, problem), "error")
            return
        self.view.show_prepared(self._prepared)
        self._say(self._texts("texts_analysis.hidden"), "ok")

    def _make_answer(self) -> QWidget:
        page, column = _page()
        column.addWidget(self.answer, 1)
        column.addWidget(self._support)
        return page


def _sent(
    services: Services,
    actor: Actor,
    prepared: Prepared,
    *,
    on_progress: Progress,  # noqa: ARG001 — every task's keyword
    cancelled: Cancelled,
) -> Told:
    """As a task that can be cancelled; one answer has no progress."""
    return send(services, actor, prepared, cancelled)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE)
    return page, column
