"""What the windows that sign share: the key, the timestamp, the work under way, its end."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.signing import Capacity, CertificateFacts
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import doing
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.practice.section import scrolled, stacked
from shamay_desktop.ui.signing.done_panel import DonePanel
from shamay_desktop.ui.signing.key_chooser import KeyChooser
from shamay_desktop.ui.signing.progress_line import ProgressLine
from shamay_desktop.ui.signing.stamp_view import StampView
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.signing_practice import SigningPractice, signing_practice
from shamay_desktop.usecases.sealing.signing import Sealed
from shamay_desktop.usecases.signing_ports import Key

SIZE = (840, 660)
_SECRETS = ("wrong_pin", "wrong_password")
_ANOTHER = ("certificate_of_another", "certificate_of_another_reviewer")
STAMPED = "signing.with_timestamp"
"""The name of this machine's choice in the settings."""


class SigningWindow(QDialog):
    """Whatever fails, the window stays with all that was typed but the secret.

    A subclass builds its choices (`make_choices`) and begins the work (`start`).
    """

    sealed = Signal(object)
    """Sealed: the report as it stands now."""

    check_asked = Signal(object)
    """Path of a copy that is to be checked."""

    settings_asked = Signal()

    def __init__(
        self,
        context: OfficeContext,
        valuation_id: str,
        title: str,
        capacity: Capacity,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.texts = context.texts
        self.valuation_id = valuation_id
        self.case_title = title
        self.capacity = capacity
        self.practice: SigningPractice | None = None
        self._work: Handle | None = None
        self._closing = False
        self._reading = False
        self._worked_in: QWidget | None = None
        self._build()
        self.show_buttons()
        self.chooser.changed.connect(self._on_key_changed)
        self.chooser.submitted.connect(self.sign)
        self.chooser.read_asked.connect(self.read_certificate)
        self._read_practice()

    # -- what a subclass does -------------------------------------------------------------

    @property
    def needs_key(self) -> bool:
        """Whether a certificate signs."""
        return True

    @property
    def language(self) -> Language:
        """The language of the report."""
        return self.texts.language

    def make_choices(self) -> list[QWidget]:
        """What stands over the key, from above."""
        return []

    def make_further_choices(self) -> list[QWidget]:
        """What stands under the key."""
        return []

    def start(self, key: Key | None, *, confirmed: bool) -> Handle:
        """Begin; `confirmed`: a certificate of another person was asked for and is meant."""
        raise NotImplementedError

    def sealed_words(self, sealed: Sealed) -> str:
        """What is said when it is done."""
        raise NotImplementedError

    # -- signing --------------------------------------------------------------------------

    @property
    def is_working(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    @property
    def timestamp_server(self) -> str:
        """The server to ask for a timestamp, "" for none."""
        server = "" if self.practice is None else self.practice.timestamp_server
        return server if self.stamped.isChecked() else ""

    def sign(self) -> None:
        """Sign with what is chosen; what lacks is said at its place."""
        self._sign(confirmed=False)

    def _sign(self, *, confirmed: bool) -> None:
        if self._work is not None or not (confirmed or self.sign_button.isEnabled()):
            return
        self._leave_question()
        self.say("")
        key = self.chooser.key() if self.needs_key else None
        if key is None and self.needs_key:
            return
        if key is not None:
            self.chooser.remember()
        self._begin_work("signing_ui.working")
        self._work = self.start(key, confirmed=confirmed)

    def read_certificate(self) -> None:
        """Whose certificate the key holds; shown under the lines, and in the stamp."""
        key = self.chooser.key()
        if key is None or self._work is not None:
            return
        self._begin_work("signing_ui.reading_certificate", stoppable=False)
        context = self.context
        self._work = context.tasks.run(
            context.services.signer.certificate, key, owner=self, lane="work",
            on_done=self._on_certificate_read, on_failed=self.on_failed,
            on_cancelled=self.on_cancelled,
        )  # fmt: skip

    def stop(self) -> None:
        """Ask what is under way to end; once the report is sealed it stays sealed."""
        if self._work is not None:
            self._work.cancel()
            self.progress.note_stopping()

    def on_done(self, sealed: Sealed) -> None:
        """It is sealed: say so, and what can be done now."""
        self._closing = False  # whoever closed the window meanwhile learns that it was too late
        self._end_work()
        self.chooser.forget_secret()
        self.done_panel.show_sealed(
            sealed.version, sealed.valuation.title or self.case_title, self.sealed_words(sealed)
        )
        self.pages.setCurrentWidget(self.done_panel)
        self.sign_button.hide()
        self.said.hide()
        self.close_button.setText(self.texts("signing_ui.close"))
        self.context.hub.changed.emit(sealed.changes)
        self.sealed.emit(sealed)

    def on_failed(self, error: ShamayError) -> None:
        """Say why; only the secret is forgotten."""
        if self._end_work():
            return
        if error.code in _ANOTHER:
            self._ask_holder(error)
            return
        self.chooser.forget_secret()
        self.say(error_words(self.texts, error))
        if error.code in _SECRETS:
            self.chooser.ask_secret()
        if error.code == "timestamp_unavailable":
            self.stamped.setFocus()

    def on_cancelled(self) -> None:
        """Stopped; nothing was sealed."""
        if self._end_work() or self._reading:
            return
        self.chooser.forget_secret()
        self.say(self.texts("signing_ui.stopped"), "muted")

    def say(self, words: str, tone: theme.Tone = "error") -> None:
        """Say something at the foot."""
        theme.set_tone(self.said, tone)
        self.said.setText(directed(words, self.texts))
        self.said.setVisible(bool(words))

    def _begin_work(self, key: str, *, stoppable: bool = True) -> None:
        self._worked_in = self.focusWidget()
        self._reading = not stoppable
        self.progress.begin(self.texts(key), stoppable=stoppable)
        self.choices.setEnabled(False)
        self.sign_button.setEnabled(False)

    def _end_work(self) -> bool:
        """What was under way is over; True when the window closes with it, as was asked."""
        self._work = None
        self.progress.hide()
        self.choices.setEnabled(True)
        self.show_buttons()
        if self._worked_in is not None and self._worked_in.isVisible():
            self._worked_in.setFocus()  # disabled meanwhile, it had lost it
        closing, self._closing = self._closing, False
        if closing:
            self.close()
        return closing

    @property
    def can_begin(self) -> bool:
        """Nothing is under way, and a certificate waits for what the office says of timestamps."""
        return self._work is None and (self.practice is not None or not self.needs_key)

    def show_buttons(self) -> None:
        """Whether it may be signed now."""
        self.sign_button.setEnabled(self.can_begin)

    def _on_certificate_read(self, facts: CertificateFacts) -> None:
        if self._end_work():
            return
        self.chooser.show_facts(facts)
        self.show_stamp()

    def _on_key_changed(self) -> None:
        self._leave_question()
        self.show_stamp()

    def show_stamp(self) -> None:
        """The stamp of the certificate that is known."""
        self.stamp.show_stamp(self.chooser.facts, self.language, self.signer_name)

    @property
    def signer_name(self) -> str:
        """Who signs, as the case or the office names them."""
        return self.context.actor.name

    # -- the holder is another ------------------------------------------------------------

    def _ask_holder(self, error: ShamayError) -> None:
        self.question_words.setText(directed(error_words(self.texts, error), self.texts))
        self.question.show()
        self.sign_button.setEnabled(False)  # the question is what is answered next
        self.sure.setFocus()

    def _leave_question(self) -> None:
        if not self.question.isHidden():
            self.question.hide()
            self.show_buttons()

    # -- timestamps -----------------------------------------------------------------------

    def _read_practice(self) -> None:
        context = self.context
        context.tasks.run(
            signing_practice, context.services, context.actor, owner=self,
            on_done=self._on_practice_read, on_failed=self._on_practice_failed,
        )  # fmt: skip

    def _on_practice_read(self, practice: SigningPractice) -> None:
        self.practice = practice
        there = bool(practice.timestamp_server)
        wanted = self.context.services.settings.get(STAMPED)
        self.stamped.setEnabled(there)
        self.stamped.setChecked(there and wanted is not False)
        self._show_stamped()
        self.show_buttons()

    def _on_practice_failed(self, error: ShamayError) -> None:
        self.say(error_words(self.texts, error))
        self.show_buttons()

    def _show_stamped(self) -> None:
        server = "" if self.practice is None else self.practice.timestamp_server
        key = "on" if self.timestamp_server else "off" if server else "none"
        words = self.texts(f"signing_ui.timestamp_{key}", server=server)
        self.stamped_words.setText(directed(words, self.texts))

    def _on_stamped_clicked(self) -> None:
        context, on = self.context, self.stamped.isChecked()
        context.tasks.run(context.services.settings.set, STAMPED, on, owner=self)
        self._show_stamped()

    # -- closing --------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is under way is asked to end first."""
        if self._work is not None:
            self._closing = True
            self.stop()
            event.ignore()
            return
        self.chooser.forget_secret()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape is closing."""
        if self.close():
            super().reject()

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.resize(*SIZE)
        self.chooser = KeyChooser(self.context)
        self.stamp = StampView(self.context, self.capacity)
        self._make_stamped()
        self.key_part = part(self.texts("signing_ui.key"), self.chooser)
        self.stamp_part = part(self.texts("signing_ui.stamp"), self.stamp)
        self.time_part = part(self.texts("signing_ui.timestamp"), self.stamped, self.stamped_words)
        above = self.make_choices()
        parts = (self.key_part, self.time_part, self.stamp_part)
        self.choices = stacked(*above, *parts, *self.make_further_choices())
        self.done_panel = DonePanel(self.context)
        self.done_panel.check_asked.connect(self.check_asked)
        self.pages = QStackedWidget()
        self.pages.addWidget(scrolled(self.choices))
        self.pages.addWidget(self.done_panel)
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("signing-said")
        theme.align_leading(self.said)
        self.said.hide()
        self.progress = ProgressLine(self.texts)
        self.progress.stop_asked.connect(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.pages, 1)
        column.addWidget(self._make_question())
        column.addWidget(self.said)
        column.addWidget(self.progress)
        column.addLayout(self._make_foot())

    def _make_stamped(self) -> None:
        self.stamped = QCheckBox(self.texts("signing_ui.with_timestamp"))
        self.stamped.setObjectName("field:with-timestamp")
        self.stamped.setEnabled(False)
        self.stamped.clicked.connect(lambda _on: self._on_stamped_clicked())
        self.stamped_words = QLabel(wordWrap=True)
        self.stamped_words.setObjectName("timestamp-words")
        theme.set_tone(self.stamped_words, "muted")
        theme.align_leading(self.stamped_words)

    def _make_question(self) -> QFrame:
        self.question = QFrame()
        self.question.setObjectName("holder-question")
        self.question.setProperty("inset", "true")
        self.question_words = QLabel(wordWrap=True)
        self.question_words.setObjectName("holder-words")
        theme.set_tone(self.question_words, "warning")
        theme.align_leading(self.question_words)
        self.sure = self._button("sign-all-the-same", "sign_all_the_same",
                                 lambda: self._sign(confirmed=True), "warning")  # fmt: skip
        other = self._button("other-certificate", "other_certificate", self._on_other_wanted)
        row = QHBoxLayout()
        row.addWidget(self.sure)
        row.addWidget(other)
        row.addStretch(1)
        column = QVBoxLayout(self.question)
        column.addWidget(self.question_words)
        column.addLayout(row)
        self.question.hide()
        return self.question

    def _on_other_wanted(self) -> None:
        self._leave_question()
        self.chooser.forget_secret()
        (self.chooser.certificates if self.chooser.way == "card" else self.chooser.file).setFocus()

    def _make_foot(self) -> QHBoxLayout:
        self.sign_button = self._button("sign-now", "sign_now", self.sign, "primary")
        self.sign_button.setToolTip(f"{self.sign_button.text()} (Ctrl+Return)")
        self.close_button = self._button("close-signing", "cancel", self.close)
        key = QShortcut(QKeySequence("Ctrl+Return"), self)
        key.activated.connect(self.sign)
        row = QHBoxLayout()
        row.addWidget(self.sign_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self._foot = row
        return row

    def add_to_foot(self, widget: QPushButton, place: int = 0) -> None:
        """A further button beside the one that signs."""
        self._foot.insertWidget(place, widget)

    def _button(
        self, name: str, key: str, do: Callable[[], object], kind: theme.ButtonKind = "plain"
    ) -> QPushButton:
        return doing(name, self.texts(f"signing_ui.{key}"), do, kind)


def part(heading: str, *content: QWidget) -> QWidget:
    """A part of a window under its heading."""
    title = QLabel(heading)
    theme.set_tone(title, "heading")
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, theme.SPACE // 2, 0, theme.SPACE // 2)
    column.setSpacing(theme.SPACE // 2)
    column.addWidget(title)
    for each in content:
        column.addWidget(each)
    return made
