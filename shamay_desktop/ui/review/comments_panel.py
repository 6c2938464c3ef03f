"""What was said of a report, the open first, and a box to say more."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.review import Thread
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.review.comment_words import about_words
from shamay_desktop.ui.review.drafts import NEW, ReviewDrafts, Said
from shamay_desktop.ui.review.say_box import SayBox
from shamay_desktop.ui.review.thread_card import ThreadCard
from shamay_desktop.usecases.review.commenting import WHOLE, Pin, may_resolve
from shamay_desktop.usecases.review.looking import ReviewOf

SEALED = (Status.SIGNED, Status.ARCHIVED)


class CommentsPanel(QWidget):
    """Shows the threads of a review; it changes nothing, it asks."""

    go_asked = Signal(object)
    """Comment: show what it is about."""

    say_asked = Signal(str, object)
    """The words, and the Pin of what they are about."""

    answer_asked = Signal(str, str)
    resolve_asked = Signal(str, bool)

    def __init__(
        self,
        actor: Actor,
        texts: Texts,
        drafts: ReviewDrafts,
        parent: QWidget | None = None,
        *,
        scrolls: bool = True,
    ) -> None:
        """Where it does not scroll by itself, it is as tall as what was said."""
        super().__init__(parent)
        self.setObjectName("review-comments")
        self._scrolls = scrolls
        self._actor = actor
        self._texts = texts
        self.drafts = drafts
        self.cards: list[ThreadCard] = []
        self._build()

    @property
    def pin(self) -> Pin:
        """What the next comment is about."""
        return self.drafts.pin

    def show_review(self, found: ReviewOf) -> None:
        """Show the threads; what is being written stays where it is."""
        before = {card.told.comment.id: card for card in self.cards}
        for card in self.cards:
            self._list.removeWidget(card)
        self.cards = [self._card_of(thread, found, before) for thread in found.threads]
        for place, card in enumerate(self.cards):
            self._list.insertWidget(place, card)
            card.show()
        for key, card in before.items():
            if card not in self.cards:
                self._drop(card, key)
        self.empty.setVisible(not self.cards)
        self.say.show_draft()
        may_say = self._may_say(found) or bool(self.say.text)
        self.say.setVisible(may_say)
        self.about.setVisible(may_say)
        self.show_pin(self.pin)

    def _card_of(
        self, thread: Thread, found: ReviewOf, before: Mapping[str, ThreadCard]
    ) -> ThreadCard:
        """The card that is there when it says the same, for somebody may be writing in it."""
        may_say = self._may_say(found)
        may_settle = may_say and may_resolve(
            self._actor, thread.comment, found.valuation.created_by_id
        )
        old = before.get(thread.comment.id)
        if old is not None and old.given == (thread, dict(found.people), may_say, may_settle):
            return old
        card = ThreadCard(
            thread, found.people, self._texts, self.drafts, may_say=may_say, may_settle=may_settle
        )
        card.go_asked.connect(self.go_asked)
        card.answer_asked.connect(self.answer_asked)
        card.resolve_asked.connect(self.resolve_asked)
        return card

    def _drop(self, old: ThreadCard, comment_id: str) -> None:
        for card in self.cards:
            if card.told.comment.id == comment_id:
                card.take_over(old)
        old.hide()
        old.deleteLater()

    def show_pin(self, pin: Pin) -> None:
        """What the next comment is about."""
        self.drafts.pin = pin
        self.about.setText(about_words(pin, self._texts))
        self.whole.setVisible(pin != WHOLE and self.say.isVisibleTo(self))

    def begin_saying(self) -> None:
        """Go to the box."""
        self.say.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_said(self, said: Said) -> None:
        """What was sent is stored: its box is empty again, unless more was written in it since."""
        if said.box == NEW:
            self.say.on_said(said.text)
            self.show_pin(self.pin)
        for card in self.cards:
            if card.told.comment.id == said.box:
                card.on_said(said.text)

    def show_thread(self, comment_id: str) -> None:
        """Bring a comment into view."""
        for card in self.cards:
            if card.told.comment.id == comment_id:
                self.scrolled.ensureWidgetVisible(card)

    def _may_say(self, found: ReviewOf) -> bool:
        owner = found.valuation.created_by_id
        allowed = may(self._actor, Permission.COMMENT, owner_id=owner)
        return allowed and found.valuation.status not in SEALED

    def _build(self) -> None:
        texts = self._texts
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(*(theme.SPACE,) * 4)
        self._list.setSpacing(theme.SPACE)
        self.empty = QLabel(texts("review.no_comments"), wordWrap=True)
        self.empty.setObjectName("review-no-comments")
        theme.align_leading(self.empty)
        theme.set_tone(self.empty, "muted")
        self._list.addWidget(self.empty)
        if self._scrolls:
            self._list.addStretch(1)
        else:
            self._list.setContentsMargins(0, 0, 0, 0)
        self.scrolled = QScrollArea(self)
        self.scrolled.setVisible(self._scrolls)
        if self._scrolls:
            self.scrolled.setWidget(inside)
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build_box()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.scrolled if self._scrolls else inside, 1)
        below = QVBoxLayout()
        edge = theme.SPACE if self._scrolls else 0
        below.setContentsMargins(edge, 0, edge, edge)
        below.addWidget(self.about)
        below.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeading)
        below.addWidget(self.say)
        column.addLayout(below)
        self.show_pin(self.pin if self.say.text else WHOLE)

    def _build_box(self) -> None:
        """Where the next comment is written, under what it is about."""
        texts = self._texts
        self.about = QLabel(wordWrap=True)
        self.about.setObjectName("review-about")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        theme.align_leading(self.about)
        theme.set_tone(self.about, "accent")
        self.whole = QPushButton(texts("review.about_whole_instead"))
        self.whole.setObjectName("action:review-whole")
        theme.set_kind(self.whole, "flat")
        self.whole.clicked.connect(lambda: self.show_pin(WHOLE))
        self.say = SayBox(texts("review.say_hint"), texts("review.say"), texts, self.drafts, NEW)
        self.say.sent.connect(lambda text: self.say_asked.emit(text, self.pin))
