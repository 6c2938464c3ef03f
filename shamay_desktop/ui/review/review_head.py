"""The line above a review: whose case, how it stands, and what may be decided."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.sealing import VersionKind
from shamay_desktop.domain.standards import Severity
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.review.looking import ReviewOf


class ReviewHead(QFrame):
    """Title, state in words, and the buttons; which of them are there follows the rights."""

    def __init__(self, actor: Actor, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-head")
        self.setProperty("surface", "true")
        self._actor = actor
        self._texts = texts
        self._build()

    def may_decide(self, found: ReviewOf) -> bool:
        """Whether the person may return or approve it now."""
        valuation = found.valuation
        waits = valuation.status is Status.READY and valuation.archived_at is None
        return waits and may(self._actor, Permission.REVIEW, owner_id=valuation.created_by_id)

    def may_countersign(self, found: ReviewOf) -> bool:
        """Whether the report waits for the signature of this reviewer."""
        valuation = found.valuation
        owner = valuation.created_by_id
        signed = valuation.status is Status.SIGNED and valuation.archived_at is None
        awaits = found.version is not None and found.version.awaits_reviewer
        return signed and awaits and may(self._actor, Permission.COUNTERSIGN, owner_id=owner)

    def show_review(self, found: ReviewOf, *, busy: bool) -> None:
        """Show how it stands."""
        texts, decides = self._texts, self.may_decide(found)
        blocking = sum(each.severity is Severity.BLOCK for each in found.findings)
        self.title.show_text(directed(found.valuation.title, texts))
        self.state.setText(directed(self._state_words(found), texts))
        tone: theme.Tone = "ok" if found.approval is not None else "muted"
        theme.set_tone(self.state, tone)
        self.second.setVisible(self.may_countersign(found))
        self.give_back.setVisible(decides)
        self.approve.setVisible(decides and found.approval is None)
        self.give_back.setEnabled(not busy)
        self.approve.setEnabled(not busy and not blocking)
        tip = (
            texts("review.approve_blocked", n=blocking) if blocking else texts("review.approve_tip")
        )
        self.approve.setToolTip(tip)

    def _state_words(self, found: ReviewOf) -> str:
        texts, valuation = self._texts, found.valuation
        owner = isolate(found.people.get(valuation.created_by_id, texts("review.somebody")))
        parts = [texts("review.made_by", person=owner)]
        if found.approval is not None:
            name = found.people.get(found.approval.approved_by, texts("review.somebody"))
            when = isolate_left_to_right(day_and_time(found.approval.at))
            parts.append(texts("review.approved_by", person=isolate(name), when=when))
        else:
            parts.append(self._status_words(found))
        if found.version is not None and found.version.superseded_by_id is not None:
            parts.append(texts("signing_ui.band_superseded"))
        if found.open_comments:
            parts.append(texts("review.open_comments", n=found.open_comments))
        return " · ".join(parts)

    def _status_words(self, found: ReviewOf) -> str:
        """A report that went out without a certificate's signature is not called signed."""
        status, version = found.valuation.status, found.version
        if status is Status.SIGNED and version is not None and version.kind is VersionKind.ISSUED:
            return self._texts("signing.kind_issued")
        return self._texts(f"review.state.{status.value}")

    def _build(self) -> None:
        texts = self._texts
        self.back = self._button("review-back", "review.back", "plain")
        self.title = ElidedLabel()
        self.title.setObjectName("review-title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_tone(self.title, "title")
        self.state = QLabel(wordWrap=True)
        self.state.setObjectName("review-state")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_tone(self.state, "muted")
        self.open = self._button("review-open", "review.open_case", "plain")
        self.second = self._button("review-countersign", "signing_ui.countersign", "plain")
        self.second.setIcon(theme.icon("seal"))
        self.second.hide()
        self.give_back = self._button("review-return", "review.return", "plain")
        self.give_back.setIcon(theme.icon("undo"))
        self.give_back.setToolTip(texts("review.return_tip"))
        self.approve = self._button("review-approve", "review.approve", "primary")
        self.approve.setIcon(theme.icon("check", "on_accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        for each in (self.open, self.second, self.give_back, self.approve):
            row.addWidget(each)

    def _button(self, name: str, key: str, kind: theme.ButtonKind) -> QPushButton:
        made = QPushButton(self._texts(key))
        made.setObjectName(f"action:{name}")
        theme.set_kind(made, kind)
        return made
