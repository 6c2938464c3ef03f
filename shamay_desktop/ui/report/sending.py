"""The state of the report, draft or ready, and sending it to review."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import Status, Valuation
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.report.producing import send_open_case
from shamay_desktop.usecases.wizard.session import Snapshot


class SendingBox(QWidget):
    """Says whether it is a draft, and why it cannot be sent yet."""

    before_sending = Signal()
    """What is being typed is to be kept now."""

    sent = Signal()
    """The valuation is ready."""

    sign_asked = Signal()
    """The window of signing is wanted: it says what stands in the way, if anything does."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("sending-box")
        self._context = context
        self._blocking = 0
        self._sending = False
        self._build()
        self.show_state()

    @property
    def status(self) -> Status:
        """The state; an edit that is not written yet makes a ready report a draft again."""
        session = self._context.session
        status = session.valuation.status
        return Status.IN_PROGRESS if status is Status.READY and session.has_unsaved else status

    def show_blocking(self, blocking: int) -> None:
        """How many findings block."""
        self._blocking = blocking
        self.show_state()

    def forget_failure(self) -> None:
        """What kept it back spoke of a case that is another now."""
        self.failure.hide()

    def show_state(self) -> None:
        """Show what is true now."""
        texts, ready = self._context.texts, self.status is Status.READY
        sealed = self.status in (Status.SIGNED, Status.ARCHIVED)
        words = "signing_ui.is_signed" if sealed else "export.ready" if ready else "export.draft"
        self.notice.setText(texts(words))
        mark = "seal" if sealed else "check" if ready else "note"
        self.mark.setPixmap(theme.pixmap(mark, "ok" if sealed or ready else "accent"))
        allowed = may(
            self._context.actor,
            Permission.SEND_TO_REVIEW,
            owner_id=self._context.session.valuation.created_by_id,
        )
        self.send.setVisible(allowed and not ready and not sealed)
        self._show_sign(ready=ready)
        self.send.setEnabled(not self._blocking and not self._sending)
        why = texts("export.send_blocked", n=self._blocking) if self._blocking else ""
        self.why.setText(why)
        self.why.setVisible(bool(why) and allowed and not ready and not sealed)

    def _show_sign(self, *, ready: bool) -> None:
        context = self._context
        owner = context.session.valuation.created_by_id
        allowed = may(context.actor, Permission.SIGN_CASE, owner_id=owner)
        self.sign.setVisible(allowed and not context.read_only)
        theme.set_kind(self.sign, "primary" if ready else "plain")
        self.sign.setIcon(theme.icon("seal", "on_accent" if ready else "ink"))

    def send_now(self) -> None:
        """Send the case with all that was typed."""
        self.before_sending.emit()
        context, snapshot = self._context, self._context.session.snapshot()
        self._sending = True
        self.failure.hide()
        self.show_state()
        context.tasks.run(
            send_open_case,
            context.services,
            context.actor,
            snapshot,
            owner=self,
            on_done=lambda valuation: self._on_sent(snapshot, valuation),
            on_failed=self._on_failed,
        )

    def _on_sent(self, snapshot: Snapshot, valuation: Valuation) -> None:
        self._sending = False
        session = self._context.session
        session.adopt(valuation, snapshot)
        session.mark_journalled(snapshot.seq)
        self.show_state()
        self.sent.emit()

    def _on_failed(self, error: ShamayError) -> None:
        self._sending = False
        self.failure.setText(error_words(self._context.texts, error))
        self.failure.show()
        self.show_state()

    def _build(self) -> None:
        texts = self._context.texts
        self.mark = QLabel()
        self.notice = QLabel(wordWrap=True)
        self.notice.setObjectName("draft-notice")
        self.send = QPushButton(texts("export.send"))
        self.send.setObjectName("action:send-to-review")
        self.send.setIcon(theme.icon("send"))
        self.send.setToolTip(texts("export.send_tip"))
        self.send.clicked.connect(self.send_now)
        self.sign = QPushButton(texts("signing_ui.sign_ask"))
        self.sign.setObjectName("action:sign-report")
        self.sign.setToolTip(texts("signing_ui.sign_tip"))
        self.sign.clicked.connect(self.sign_asked)
        self.why = QLabel(wordWrap=True)
        self.why.setObjectName("send-blocked")
        theme.set_tone(self.why, "muted")
        self.failure = QLabel(wordWrap=True)
        self.failure.setObjectName("send-failure")
        theme.set_tone(self.failure, "error")
        self.failure.hide()
        state = QHBoxLayout()
        state.setSpacing(theme.SPACE)
        state.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.notice, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(self.send)
        row.addWidget(self.sign)
        row.addWidget(self.why, 1)
        row.addStretch(0)  # where there is no word beside them the buttons stay as wide as theirs
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(state)
        column.addLayout(row)
        column.addWidget(self.failure)
