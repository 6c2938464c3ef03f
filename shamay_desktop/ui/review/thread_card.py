"""One comment with its answers, and what can be done with it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.review import Comment, Thread
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.review.comment_words import about_words, settled_words, who_words
from shamay_desktop.ui.review.drafts import ReviewDrafts
from shamay_desktop.ui.review.say_box import SayBox
from shamay_desktop.ui.widgets.wording import directed


class ThreadCard(QFrame):
    """The words of a thread; buttons to go there, to answer, and to settle it."""

    go_asked = Signal(object)
    """Comment: show what it is about."""

    answer_asked = Signal(str, str)
    """Id of the comment, the answer."""

    resolve_asked = Signal(str, bool)
    """Id of the comment, whether it is settled from now on."""

    def __init__(
        self,
        thread: Thread,
        people: Mapping[str, str],
        texts: Texts,
        drafts: ReviewDrafts,
        parent: QWidget | None = None,
        *,
        may_say: bool,
        may_settle: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("review-thread")
        self.setProperty("surface", "true")
        self.told = thread
        self.given = (thread, dict(people), may_say, may_settle)
        self._texts = texts
        self._people = people
        said = thread.comment
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE // 2)
        self._add_said(column, said, about=True)
        for each in thread.answers:
            inner = QVBoxLayout()
            inner.setSpacing(0)
            self._add_said(inner, each, about=False)
            indented = QHBoxLayout()  # margins do not follow the language, a row does
            indented.addSpacing(3 * theme.SPACE)
            indented.addLayout(inner, 1)
            column.addLayout(indented)
        if not said.is_open:
            column.addWidget(self._line(settled_words(said, people, texts), "ok"))
        hint, send = texts("review.answer_hint"), texts("review.answer_send")
        self.say = SayBox(hint, send, texts, drafts, said.id)
        self.say.setObjectName("review-answer")
        self.say.sent.connect(lambda text: self.answer_asked.emit(said.id, text))
        column.addLayout(self._buttons(may_say=may_say, may_settle=may_settle))
        column.addWidget(self.say)
        self.say.setVisible(bool(self.say.text))

    def take_over(self, old: "ThreadCard") -> None:
        """It says more than the card before it; whoever was writing or walking there still is."""
        self.say.setVisible(old.say.isVisibleTo(old) or bool(self.say.text))
        self.say.take_over(old.say)
        last = old.focusWidget()
        if last is not None and last.hasFocus():
            same = self.findChild(QWidget, last.objectName())
            if isinstance(same, QWidget):
                same.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_said(self, text: str) -> None:
        """An answer is stored."""
        had_focus = self.say.has_focus
        if self.say.on_said(text):
            self.say.hide()
            if had_focus:
                self.reply.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_said(self, column: QVBoxLayout, said: Comment, *, about: bool) -> None:
        column.addWidget(self._line(who_words(said, self._people, self._texts), "muted"))
        if about:
            column.addWidget(self._line(about_words(said, self._texts), "accent"))
        words = self._line(said.text, "ink")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)

    def _line(self, words: str, tone: theme.Tone) -> QLabel:
        line = QLabel(directed(words, self._texts), wordWrap=True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        theme.align_leading(line)
        theme.set_tone(line, tone)
        return line

    def _buttons(self, *, may_say: bool, may_settle: bool) -> QHBoxLayout:
        texts, said = self._texts, self.told.comment
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        self.go = self._button("review-go", "review.go", "next")
        self.go.setVisible(said.block is not None or said.path is not None)
        self.go.clicked.connect(lambda: self.go_asked.emit(said))
        self.reply = self._button("review-reply", "review.answer", "typed")
        self.reply.setVisible(may_say)
        self.reply.clicked.connect(self._on_reply)
        settled = not said.is_open
        self.settle = self._button(
            "review-settle", "review.reopen" if settled else "review.settle", "check"
        )
        self.settle.setVisible(may_settle)
        self.settle.clicked.connect(lambda: self.resolve_asked.emit(said.id, not settled))
        name = texts("review.of_comment", words=said.text[:60])
        for button in (self.go, self.reply, self.settle):
            button.setAccessibleDescription(name)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, name: str, key: str, icon: str) -> QPushButton:
        # Without a parent it would be a window of its own as soon as it is made visible.
        made = QPushButton(theme.icon(icon), self._texts(key), self)
        made.setObjectName(f"action:{name}")
        theme.set_kind(made, "flat")
        return made

    def _on_reply(self) -> None:
        self.say.show()
        self.say.editor.setFocus(Qt.FocusReason.OtherFocusReason)
