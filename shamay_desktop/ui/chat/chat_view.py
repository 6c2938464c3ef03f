"""Questions about the open case and what was found: asked, answered, opened, kept, removed."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.chats import ChatMessage, ChatSession
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.chat.said_words import said_html, source_at
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.ui.texts.model_state import ModelState
from shamay_desktop.ui.texts.model_wording import open_model_dialog
from shamay_desktop.ui.texts.sending_dialog import SendingDialog
from shamay_desktop.usecases.analysis.conversations import (
    Conversation,
    ask,
    conversation,
    conversations_of,
    keep_answer,
    remove_conversation,
)
from shamay_desktop.usecases.analysis.finding_facts import FoundFact
from shamay_desktop.usecases.analysis.model_questions import Prepared, Told, prepare_answer
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.services import Services


class ChatView(QFrame):
    """One conversation at a time; it never changes the case."""

    go_asked = Signal(str)
    """The path of a line's source."""

    paper_asked = Signal(object)
    """PaperAsked: the page of a line's source."""

    close_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("chat-view")
        self._context = context
        self._texts = context.texts
        self._session: ChatSession | None = None
        self._facts: tuple[FoundFact, ...] = ()
        self._asked = ""
        self.messages: tuple[ChatMessage, ...] = ()
        self._build()
        self._show()
        self.read_sessions()

    # -- asking ---------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask what is typed; the program looks it up in the case."""
        question = self.line.text()
        if not question.strip() or not self._ask.isEnabled():
            return
        self._asked = question
        self._say(self._texts("texts_analysis.chat_reading"), "muted")
        self._ask.setEnabled(False)
        context, session = self._context, self._session
        context.tasks.run(
            _asked, context.services, context.actor, context.session.case,
            context.session.valuation.id, question, self._texts,
            None if session is None else session.id,
            owner=self, on_done=self._on_answered, on_failed=self._on_failed,
        )  # fmt: skip

    def ask_model(self) -> None:
        """Show what would be sent of the last question and its found facts."""
        context = self._context
        context.tasks.run(
            _prepared, context.services, context.actor, context.session.case,
            context.session.valuation.id, self._asked, self._facts, self._texts,
            owner=self, on_done=self._on_prepared, on_failed=self._on_failed,
        )  # fmt: skip

    def begin_anew(self) -> None:
        """A new conversation; the old one stays kept."""
        self._session, self._facts, self._asked, self.messages = None, (), "", ()
        self.sessions.setCurrentIndex(0)
        self._say("", "muted")
        self._show()
        self.line.setFocus()

    def remove(self) -> None:
        """Delete the conversation, once the person says so again."""
        if self._session is None or not self._may_remove():
            return
        self._run(remove_conversation, self._session.id, on_done=self._on_removed)

    def read_sessions(self) -> None:
        """Read the conversations of the case."""
        self._run(
            conversations_of, self._context.session.valuation.id, on_done=self._on_sessions_read
        )

    def _on_answered(self, answered: Conversation) -> None:
        self._facts = answered.facts
        self.line.clear()
        self._take(answered)

    def _on_prepared(self, prepared: Prepared) -> None:
        dialog = SendingDialog(self._context, prepared, self.window(), may_take=False)
        dialog.told.connect(self._on_told)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_told(self, told: Told) -> None:
        if self._session is not None:
            self._run(keep_answer, self._session.id, told, on_done=self._take)

    def _take(self, told: Conversation) -> None:
        fresh = self._session is None or self._session.id != told.session.id
        self._session, self.messages = told.session, told.messages
        self._ask.setEnabled(True)
        self._say("", "muted")
        self._show()
        if fresh:
            self.read_sessions()

    def _on_failed(self, error: ShamayError) -> None:
        self._ask.setEnabled(True)
        if error.code == "model_off":
            self._say("", "muted")
            open_model_dialog(self._context, self)
            return
        self._say(error_words(self._texts, error), "error")

    def _on_sessions_read(self, sessions: tuple[ChatSession, ...]) -> None:
        self.sessions.blockSignals(True)  # noqa: FBT003 — Qt's own signature
        self.sessions.clear()
        self.sessions.addItem(self._texts("texts_analysis.chat_new"), None)
        for session in sessions:
            self.sessions.addItem(session.title, session.id)
        own = None if self._session is None else self._session.id
        self.sessions.setCurrentIndex(max(self.sessions.findData(own), 0))
        self.sessions.blockSignals(False)  # noqa: FBT003 — Qt's own signature
        self.sessions.setEnabled(bool(sessions))

    def _on_session_chosen(self, at: int) -> None:
        session_id = self.sessions.itemData(at)
        if session_id is None:
            self.begin_anew()
        elif self._session is None or session_id != self._session.id:
            self._facts, self._asked = (), ""
            self._run(conversation, session_id, on_done=self._take)

    def _on_removed(self, _nothing: object) -> None:
        self.begin_anew()
        self.read_sessions()
        self._say(self._texts("texts_analysis.chat_removed"), "ok")

    def _on_link_clicked(self, url: QUrl) -> None:
        source = source_at(self.messages, url.toString())
        if source is None:
            return
        if source.paper is not None:
            self.paper_asked.emit(PaperAsked(source.paper, source.page or 1, source.box))
        elif source.path is not None:
            self.go_asked.emit(source.path)

    def _may_remove(self) -> bool:
        texts = self._texts
        box = QMessageBox(self.window())
        box.setObjectName("remove-chat-question")
        box.setWindowTitle(texts("texts_analysis.chat_removed_title"))
        box.setText(texts("texts_analysis.chat_remove_question"))
        yes = box.addButton(
            texts("texts_analysis.chat_remove"), QMessageBox.ButtonRole.DestructiveRole
        )
        no = box.addButton(texts("texts_analysis.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes

    # -- showing --------------------------------------------------------------------------

    def _show(self) -> None:
        self._empty.setVisible(not self.messages)
        self.said.setVisible(bool(self.messages))
        self.said.setHtml(said_html(self.messages, self._texts))
        bar = self.said.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._remove.setEnabled(self._session is not None)
        self._model.setEnabled(bool(self._facts))

    def _say(self, words: str, tone: theme.Tone) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
        theme.set_tone(self._told, tone)

    def _run(self, do: object, *given: object, on_done: object) -> None:
        context = self._context
        context.tasks.run(
            do, context.services, context.actor, *given,  # type: ignore[arg-type]  # a use case
            owner=self, on_done=on_done, on_failed=self._on_failed,  # type: ignore[arg-type]
        )  # fmt: skip

    # -- building -------------------------------------------------------------------------

    def add_tool(self, tool: QToolButton) -> None:
        """A tool of the place, before the cross."""
        self._head.insertWidget(self._head.count() - 1, tool)

    def _build(self) -> None:
        texts = self._texts
        self.said = QTextBrowser()
        self.said.setObjectName("chat-said")
        self.said.setAccessibleName(texts("texts_analysis.chat"))
        self.said.setOpenLinks(False)
        self.said.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said.anchorClicked.connect(self._on_link_clicked)
        self._empty = QLabel(texts("texts_analysis.chat_empty"), wordWrap=True)
        self._empty.setObjectName("chat-empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        theme.set_tone(self._empty, "muted")
        self._told = QLabel(wordWrap=True)
        self._told.setObjectName("chat-told")
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addLayout(self._make_head())
        column.addLayout(self._make_sessions())
        column.addWidget(self._empty, 1)
        column.addWidget(self.said, 1)
        column.addWidget(self._told)
        column.addLayout(self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        title = QLabel(self._texts("texts_analysis.chat"))
        theme.set_tone(title, "heading")
        self._head = QHBoxLayout()
        self._head.addWidget(title, 1)
        close = _tool("close-chat", "close", f"{self._texts('texts_analysis.chat_close')} (F12)")
        close.clicked.connect(self.close_asked)
        self._head.addWidget(close)
        return self._head

    def _make_sessions(self) -> QHBoxLayout:
        texts = self._texts
        self.sessions = QComboBox()
        self.sessions.setObjectName("chat-sessions")
        self.sessions.setAccessibleName(texts("texts_analysis.chat_sessions"))
        self.sessions.setMinimumContentsLength(8)
        self.sessions.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sessions.addItem(texts("texts_analysis.chat_new"), None)
        self.sessions.setEnabled(False)
        self.sessions.activated.connect(self._on_session_chosen)
        new = _tool("new-chat", "plus", texts("texts_analysis.chat_new"))
        new.clicked.connect(self.begin_anew)
        self._remove = _tool("remove-chat", "trash", texts("texts_analysis.chat_remove"))
        self._remove.clicked.connect(self.remove)
        row = QHBoxLayout()
        row.addWidget(self.sessions, 1)
        row.addWidget(new)
        row.addWidget(self._remove)
        return row

    def _make_foot(self) -> QVBoxLayout:
        texts = self._texts
        self.line = QLineEdit()
        self.line.setObjectName("chat-question")
        example = texts("texts_analysis.chat_example")
        self.line.setPlaceholderText(texts("texts_analysis.chat_hint", example=example))
        self.line.setAccessibleName(texts("texts_analysis.chat_you"))
        self.line.setMaxLength(2000)
        self.line.returnPressed.connect(self.ask)
        self._ask = button("ask-chat", texts("texts_analysis.chat_ask"), "primary")
        self._ask.clicked.connect(self.ask)
        self._model = button("chat-model", texts("texts_analysis.chat_model"), "flat")
        self._model.clicked.connect(self.ask_model)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self._ask)
        further = QHBoxLayout()
        further.addWidget(self._model)
        further.addStretch(1)
        state = QHBoxLayout()
        state.addWidget(ModelState(self._context), 1)
        state.addStretch(0)
        foot = QVBoxLayout()
        foot.addLayout(row)
        foot.addLayout(further)
        foot.addLayout(state)
        return foot


def _tool(name: str, icon: str, words: str) -> QToolButton:
    tool = QToolButton()
    tool.setObjectName(f"action:{name}")
    tool.setIcon(theme.icon(icon))
    tool.setToolTip(words)
    tool.setAccessibleName(words)
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return tool


def _asked(
    services: Services,
    actor: Actor,
    case: Case,
    valuation_id: str,
    question: str,
    texts: Texts,
    session_id: str | None,
) -> Conversation:
    """With the case as it is worked on, and its papers as they lie there."""
    evidence = evidence_of(services, actor, valuation_id)
    return ask(services, actor, case, evidence, question, texts, session_id)


def _prepared(
    services: Services,
    actor: Actor,
    case: Case,
    valuation_id: str,
    question: str,
    facts: tuple[FoundFact, ...],
    texts: Texts,
) -> Prepared:
    evidence = evidence_of(services, actor, valuation_id)
    return prepare_answer(services, actor, case, evidence, question, facts, texts)
