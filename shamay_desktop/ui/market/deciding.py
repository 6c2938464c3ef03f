"""Accepting and rejecting rows for a case, with rating, reason and note; by keyboard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case, Origin, Provenance, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.market.rows import (
    ComparableDecision,
    MarketRow,
    MarketSource,
    RowKind,
    Verdict,
)
from shamay_desktop.domain.market.taking import COMPARABLES, is_taken, taking
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.market.means import Means
from shamay_desktop.usecases.market.deciding import LONGEST_REASON, decide, decisions_of

REASONS = ("far", "old", "area", "kind", "condition", "related", "share", "rights", "price")
"""Usual reasons of a rejection, offered by their words."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says of a row."""

    verdict: Verdict
    reason: str = ""
    rating: int | None = None
    note: str = ""


@dataclass
class Marks:
    """Ratings and notes that were given before there was a decision."""

    ratings: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class Deciding(QObject):
    """Writes decisions; what an accepted row means for the case is emitted as a gesture."""

    edited = Signal(object)
    """tuple[Change, ...]."""

    changed = Signal()
    """`decisions` are other than before."""

    failed = Signal(object)
    """ShamayError."""

    def __init__(self, means: Means, valuation_id: str, case: Callable[[], Case]) -> None:
        super().__init__()
        self._means = means
        self._valuation_id = valuation_id
        self._case = case
        self.marks = Marks()
        self.decisions: Mapping[str, ComparableDecision] = {}

    def read(self) -> None:
        """Read what stands decided."""
        self._means.run(
            decisions_of,
            self._valuation_id,
            owner=self,
            on_done=self._on_read,
            on_failed=self.failed.emit,
        )

    def decide(self, row: MarketRow, source: MarketSource, wish: Wish, run_id: str | None) -> None:
        """Write the decision, then put an accepted row into the case."""
        services = self._means.services

        def write(*_who: object) -> object:
            return decide(
                services,
                self._means.actor,
                self._valuation_id,
                row.id,
                wish.verdict,
                reason=wish.reason,
                rating=wish.rating or self.marks.ratings.get(row.id),
                note=wish.note or self.marks.notes.get(row.id, ""),
                run_id=run_id,
            )

        self._means.run(
            write,
            owner=self,
            on_done=lambda _changes: self._on_decided(row, source, wish),
            on_failed=self.failed.emit,
        )

    def _on_decided(self, row: MarketRow, source: MarketSource, wish: Wish) -> None:
        self.marks.ratings.pop(row.id, None)
        self.marks.notes.pop(row.id, None)
        changes = self._meant(row, source, wish)
        if changes:
            self.edited.emit(changes)
        self.read()

    def _meant(self, row: MarketRow, source: MarketSource, wish: Wish) -> tuple[Change, ...]:
        """An accepted row stands in the case and counts; a rejected one that stands there not."""
        case, actor = self._case(), self._means.actor
        at = self._means.services.clock.now().isoformat(timespec="milliseconds")
        accepted = wish.verdict is Verdict.ACCEPTED
        if not is_taken(case, row.id):
            return taking(case, row, source, by=actor.email, at=at) if accepted else ()
        if row.kind is RowKind.RENT or case.row(COMPARABLES, row.id) is None:
            return ()
        typed = Provenance(Origin.TYPED, by=actor.email, at=at)
        path = f"{COMPARABLES}/{row.id}"
        reason = Value.of(wish.reason, typed) if wish.reason and not accepted else None
        return (
            *setting(case, f"{path}/included", Value.of(accepted, typed)),
            *setting(case, f"{path}/excluded_reason", reason),
        )

    def _on_read(self, found: object) -> None:
        self.decisions = {
            each.comparable_id: each
            for each in found  # type: ignore[attr-defined]  # what `decisions_of` gave
        }
        self.changed.emit()


class ReasonDialog(QDialog):
    """Asks why a row is rejected: one of the usual reasons, or words of one's own."""

    given = Signal(str)

    def __init__(self, texts: Texts, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reject-reason")
        self.setWindowTitle(texts("market.reject_title"))
        label = QLabel(texts("market.reject_why", row=name), wordWrap=True)
        theme.align_leading(label)
        self.reason = QComboBox()
        self.reason.setObjectName("field:reject-reason")
        self.reason.setEditable(True)
        self.reason.setMinimumWidth(44 * theme.SPACE)
        self.reason.setAccessibleName(texts("market.reject_reason"))
        for code in REASONS:
            self.reason.addItem(texts(f"market.reject.{code}"))
        self.reason.setCurrentText("")
        line = self.reason.lineEdit()
        if line is not None:
            line.setPlaceholderText(texts("market.reject_reason"))
            line.setMaxLength(LONGEST_REASON)
        label.setBuddy(self.reason)
        self.keep = button("keep-rejection", texts("market.reject_do"), "primary")
        cancel = button("cancel-reject", texts("shell.cancel"))
        self.keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self.reject)
        self.reason.editTextChanged.connect(self._on_text_changed)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        column.addWidget(label)
        column.addWidget(self.reason)
        column.addLayout(row)
        self.keep.setDefault(True)
        self._on_text_changed("")
        self.reason.setFocus()

    def _on_text_changed(self, words: str) -> None:
        self.keep.setEnabled(bool(words.strip()))

    def _on_keep(self) -> None:
        words = self.reason.currentText().strip()
        if words:
            self.accept()
            self.given.emit(words)


class NoteDialog(QDialog):
    """Words of one's own about a row, for the case's file."""

    given = Signal(str)

    def __init__(self, texts: Texts, name: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row-note")
        self.setWindowTitle(texts("market.note_title"))
        label = QLabel(texts("market.note_of", row=name), wordWrap=True)
        theme.align_leading(label)
        self.note = QPlainTextEdit(note)
        self.note.setObjectName("field:row-note")
        self.note.setAccessibleName(texts("market.note_title"))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumSize(50 * theme.SPACE, 12 * theme.SPACE)
        label.setBuddy(self.note)
        keep = button("keep-note", texts("market.search_keep"), "primary")
        cancel = button("cancel-note", texts("shell.cancel"))
        keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        column.addWidget(label)
        column.addWidget(self.note)
        column.addLayout(row)
        self.note.setFocus()

    def _on_keep(self) -> None:
        self.accept()
        self.given.emit(self.note.toPlainText().strip()[:LONGEST_REASON])
