"""The header of an open case: whose it is, whether it is saved, undo and redo, findings."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.titles import address_of, parcel_of
from shamay_desktop.i18n.formats import identifier
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.wizard.saving import SaveState

MOMENT_MS = 60_000


class SaveWord(QFrame):
    """Saving in a word; a failure stays, with its reason, until it was written."""

    try_again = Signal()
    """The word of a refused write was clicked."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._mark = QLabel()
        self.word = QLabel()
        self.word.setObjectName("save-word")
        self.again = QPushButton()
        self.again.setObjectName("action:save-again")
        self.again.clicked.connect(self.try_again)
        self._moment = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._moment.timeout.connect(self._on_moment_passed)
        self._at = datetime.now().astimezone()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE // 2)
        for widget in (self.word, self._mark, self.again):
            row.addWidget(widget)
        self.show_state(SaveState.SAVED)

    def show_state(self, state: SaveState, error: ShamayError | None = None) -> None:
        """Say what is true now."""
        refused = state in (SaveState.FAILED, SaveState.ASIDE)
        self.word.setVisible(not refused)
        self._mark.setVisible(state is SaveState.SAVED)
        self.again.setVisible(refused)
        self._moment.stop()
        if state is SaveState.SAVED:
            self._at = datetime.now().astimezone()
            self._mark.setPixmap(theme.pixmap("check", "ok", 16))
            self._say("shell.saved_now", "ok")
            self._moment.start()
        elif state is SaveState.SAVING:
            self._say("shell.saving", "muted")
        else:
            self._say_refused(error, aside=state is SaveState.ASIDE)

    def _say_refused(self, error: ShamayError | None, *, aside: bool) -> None:
        """Amber while the second place holds it all, red while only the window does."""
        texts = self._texts
        reason = texts("failure.kept_aside_slow") if error is None else error_words(texts, error)
        why = "failure.kept_aside_why" if aside else "shell.not_saved_why"
        self.again.setText(texts("failure.kept_aside" if aside else "shell.not_saved"))
        self.again.setIcon(theme.icon("refresh", "warning" if aside else "error"))
        theme.set_kind(self.again, "warning" if aside else "danger")
        self.again.setToolTip(texts(why, reason=reason))
        self.again.setAccessibleName(self.again.text())
        self.again.setAccessibleDescription(self.again.toolTip())

    def show_read_only(self) -> None:
        """Nothing is saved, because nothing can be changed."""
        self._moment.stop()
        self._mark.setPixmap(theme.pixmap("eye", "muted", 16))
        self._say("shell.read_only", "muted")

    def _say(self, key: str, tone: theme.Tone) -> None:
        self.word.setText(self._texts(key))
        theme.set_tone(self.word, tone)

    def _on_moment_passed(self) -> None:
        self.word.setText(self._texts("shell.saved_at", time=f"{self._at:%H:%M}"))
        theme.set_tone(self.word, "muted")


class CaseHeader(QFrame):
    """The line over the steps and the form."""

    back_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    findings_asked = Signal()
    paper_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case-header")
        self._texts = texts
        self.title = ElidedLabel()
        self.title.setObjectName("case-title")
        theme.set_tone(self.title, "heading")
        self.save_word = SaveWord(texts)
        self.back = self._tool("back", "previous", "shell.back_to_cases")
        self.undo = self._tool("undo", "undo", "shell.undo")
        self.redo = self._tool("redo", "redo", "shell.redo")
        self.paper = self._tool("paper-panel", "panel", "shell.paper_panel")
        self.back.clicked.connect(self.back_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.paper.clicked.connect(self.paper_asked)
        self.findings = QPushButton()
        self.findings.setObjectName("action:findings")
        self.findings.setToolTip(texts("shell.findings_tip"))
        theme.set_kind(self.findings, "flat")
        self.findings.clicked.connect(self.findings_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        for widget in (self.save_word, self.undo, self.redo, self.findings, self.paper):
            row.addWidget(widget)
        self._marks = self._findings_marks()

    def show_case(self, case: Case) -> None:
        """Name the case: address · parcel."""
        parcel = parcel_of(case)
        parts = [address_of(case), identifier(parcel) if parcel else ""]
        reference = case.text("report.reference") or ""
        self.title.show_text(
            " · ".join(part for part in parts if part)
            or " · ".join(part for part in (self._texts("shell.untitled"), reference) if part)
        )

    def show_counts(self, block: int, warn: int) -> None:
        """Say how many findings there are."""
        words = self._texts("shell.findings_button", block=block, warn=warn)
        self.findings.setAccessibleName(words)
        self.findings.setToolTip(f"{words}\n{self._texts('shell.findings_tip')}")
        for label, count in zip(self._marks, (block, warn), strict=True):
            label.setText(str(count))

    def _findings_marks(self) -> tuple[QLabel, QLabel]:
        """The two counts with their marks, drawn inside the button."""
        row = QHBoxLayout(self.findings)
        row.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)
        row.setSpacing(theme.SPACE // 2)
        labels: list[QLabel] = []
        for name, tone in (("block", "error"), ("warn", "warning")):
            number, mark = QLabel("0"), QLabel()
            mark.setPixmap(theme.pixmap(name, tone, 16))
            if labels:
                row.addSpacing(theme.SPACE)
            row.addWidget(number)
            row.addWidget(mark)
            labels.append(number)
        self.findings.setMinimumWidth(12 * theme.SPACE)
        return labels[0], labels[1]

    def _tool(self, name: str, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setObjectName(f"action:{name}")
        button.setToolTip(self._texts(tip))
        button.setAccessibleName(self._texts(tip))
        return button
