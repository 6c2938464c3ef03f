"""Saving while one types: the journal within 300 ms, steps in one transaction, never a loss.

One write is in flight at a time, in the order of asking. What fails stays in the session, is
tried again with growing pauses and by hand, and is said in the header until it succeeds. What
the journal has not taken within a second is kept in a second place meanwhile.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.fields import Step
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.second_place import keep_aside
from shamay_desktop.usecases.wizard import keeping
from shamay_desktop.usecases.wizard.session import Snapshot

PAUSE_MS = 200
ASIDE_MS = 600
"""How long an edit waits for the journal before the second place takes it."""

NEXT_ASIDE_MS = 250
"""The same of the next ones, once the journal is known to let them wait."""

FIRST_RETRY_MS = 1000
LONGEST_RETRY_MS = 30_000


class SaveState(StrEnum):
    """What the header says of saving."""

    SAVED = "saved"
    SAVING = "saving"
    ASIDE = "aside"
    """The database did not take it; the second place did."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The use cases that keep a session; tests give others."""

    journal: Callable[..., object] = keeping.journal_edits
    leave: Callable[..., object] = keeping.leave_step
    finish: Callable[..., object] = keeping.finish_step
    close: Callable[..., object] = keeping.close_session
    aside: Callable[..., int] = keep_aside


def _not_kept(*_asked: object) -> None:
    """What is only looked at is not written; asking for it does no harm."""


NOT_KEPT = Keeping(
    journal=_not_kept, leave=_not_kept, finish=_not_kept, close=_not_kept, aside=lambda *_: 0
)


@dataclass(frozen=True, slots=True)
class _Write:
    """A write that was asked for: what runs, and who is told."""

    operation: Callable[..., Any]
    args: tuple[object, ...] = ()
    on_done: Callable[[], object] | None = None
    on_failed: Callable[[ShamayError], object] | None = None


class Aside(QObject):
    """The second place of one session: takes what the journal lets wait, gives up what it took."""

    settled = Signal()
    """Something was kept or refused: `holds_all` and `error` say what is true now."""

    def __init__(self, context: PageContext, keep: Callable[..., int], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._keep = keep
        self._last = 0
        self._in_flight = False
        self.error: ShamayError | None = None
        self._wait = QTimer(self, singleShot=True, interval=ASIDE_MS)
        self._wait.timeout.connect(self.keep_now)

    @property
    def holds_all(self) -> bool:
        """Whether every edit that the journal lacks is kept here."""
        unsaved = self._context.session.last_unsaved
        return unsaved is not None and unsaved <= self._last

    @property
    def is_taking(self) -> bool:
        """Whether it took what it was given last; while one types there is always a newer edit."""
        return self._last > 0 and self.error is None

    def watch(self) -> None:
        """There is an edit that the journal lacks; unless it is taken soon it is kept here."""
        if not self._wait.isActive():
            self._wait.start(ASIDE_MS if self._last == 0 else NEXT_ASIDE_MS)

    def keep_now(self) -> None:
        """Keep what is neither in the journal nor here."""
        self._wait.stop()
        context = self._context
        edits = context.session.unsaved_after(self._last)
        if self._in_flight or not edits:
            if not self._in_flight:
                self.settled.emit()
            return
        self._in_flight = True
        context.tasks.run(
            self._keep,
            context.services,
            context.session.session_id,
            edits,
            owner=self,
            on_done=self._on_kept,
            on_failed=self._on_refused,
            lane="aside",
        )

    def release(self, through: int) -> None:
        """The journal holds all edits up to this number."""
        self._wait.stop()
        if self._last and through >= self._last and not self._in_flight:
            self._last = 0
            context = self._context
            context.tasks.run(
                context.services.side_journal.forget,
                context.session.session_id,
                owner=self,
                on_failed=lambda _error: None,  # passed over at the next start: they are journalled
                lane="aside",
            )

    def _on_kept(self, last: int) -> None:
        self._in_flight, self.error = False, None
        self._last = max(self._last, last)
        self._settle()

    def _on_refused(self, error: ShamayError) -> None:
        self._in_flight, self.error = False, error
        self._settle()

    def _settle(self) -> None:
        session = self._context.session
        if not session.has_unsaved:
            # The journal was quicker after all.
            self.release(session.last_seq)
        elif self.error is None and session.unsaved_after(self._last):
            self.watch()
        self.settled.emit()


class Saver(QObject):
    """Keeps one wizard session on disk."""

    state_changed = Signal(object)
    """SaveState: what is true of saving now; `error` tells why it failed."""

    merged = Signal()
    """Another program's edits came into the session: what is shown is not what stands."""

    written = Signal(object)
    """Changes: a step was finished."""

    refused = Signal(object)
    """ShamayError: a write was refused; it is tried again."""

    def __init__(
        self, context: PageContext, keep: Keeping | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._keep = keep or Keeping()
        self._waiting: deque[_Write] = deque()
        self._in_flight = False
        self._retry_ms = FIRST_RETRY_MS
        self.state = SaveState.SAVED
        self.error: ShamayError | None = None
        self._said: tuple[SaveState, str | None] = (SaveState.SAVED, None)
        self.aside = Aside(context, self._keep.aside, self)
        self.aside.settled.connect(self._on_aside_settled)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._write_waiting)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._write_waiting)
        if context.session.has_unsaved:  # the screens were built anew while the database refused
            QTimer.singleShot(0, self, self.note_edits)

    @property
    def is_refused(self) -> bool:
        """Whether the database refused the last write: what was typed is not in its journal."""
        return self.error is not None or self.state in (SaveState.FAILED, SaveState.ASIDE)

    def note_edits(self) -> None:
        """The session has new edits; they are written after a short pause of at most 200 ms."""
        self.aside.watch()
        if self.state is SaveState.SAVED:
            self._become(SaveState.SAVING)
        # The pause is not started anew by each keystroke: 200 ms after the first at the latest.
        if not self._pause.isActive() and not self._retry.isActive():
            self._pause.start()

    def save_now(self) -> None:
        """Write what is not written yet at once (also "try again"), and keep it aside at once
        where the database lets it wait."""
        if self.is_refused:
            self.aside.keep_now()
        self._write_waiting()

    def keep_everywhere(self) -> None:
        """Keep what was typed as if the program ended now: in the second place without waiting."""
        self.aside.keep_now()
        self._write_waiting()

    def leave_step(self) -> None:
        """A step was left: fold the session."""
        self._ask(_Write(self._keep.leave))

    def finish_step(
        self,
        step: Step,
        on_done: Callable[[], object],
        on_failed: Callable[[ShamayError], object],
    ) -> None:
        """Write a step in one transaction."""
        self._ask(_Write(self._keep.finish, (step,), on_done, on_failed))

    def close_session(
        self, on_done: Callable[[], object], on_failed: Callable[[ShamayError], object]
    ) -> None:
        """Keep everything and end the session; a failure leaves it as it is, to be asked again."""
        self._ask(_Write(self._keep.close, (), on_done, on_failed))

    def _write_waiting(self) -> None:
        self._pause.stop()
        self._retry.stop()
        if not self._waiting and not self._in_flight:
            if self._context.session.has_unsaved:
                self._waiting.append(_Write(self._keep.journal))
            elif self.is_refused:
                # Nothing is missing from the journal; folding shows whether the disk works again.
                self._waiting.append(_Write(self._keep.leave))
            else:  # the screens before these wrote it
                self._become(SaveState.SAVED)
        self._next()

    def _ask(self, write: _Write) -> None:
        self._pause.stop()
        self._retry.stop()
        self._waiting.append(write)
        self._next()

    def _next(self) -> None:
        if self._in_flight or not self._waiting:
            return
        write = self._waiting.popleft()
        snapshot = self._context.session.snapshot()
        self._in_flight = True
        if not self.is_refused:
            self._become(SaveState.SAVING)
        context = self._context
        context.tasks.run(
            write.operation,
            context.services,
            context.actor,
            snapshot,
            *write.args,
            owner=self,
            on_done=lambda outcome: self._on_written(write, snapshot, outcome),
            on_failed=lambda error: self._on_failed(write, error),
        )

    def _on_written(self, write: _Write, snapshot: Snapshot, outcome: object) -> None:
        self._in_flight = False
        self._retry_ms = FIRST_RETRY_MS
        self.aside.release(snapshot.seq)
        session = self._context.session
        if isinstance(outcome, keeping.Finished):
            session.adopt(outcome.valuation, snapshot)
            self.written.emit(outcome.changes)
        elif isinstance(outcome, keeping.Journalled):
            # A write that began before another's answer came must not bring back an older state.
            if outcome.valuation.version >= session.valuation.version:
                session.valuation = outcome.valuation
            if outcome.others:
                session.take_in(outcome.others, snapshot)
                self.merged.emit()
        session.mark_journalled(snapshot.seq)
        if write.on_done is not None:
            write.on_done()
        self._go_on()

    def _go_on(self) -> None:
        if self._context.session.has_unsaved:
            self.aside.watch()
        if self._waiting:
            self._next()
        elif self._context.session.has_unsaved:
            self._become(SaveState.SAVING)
            self._pause.start()
        else:
            self._become(SaveState.SAVED)

    def _on_failed(self, write: _Write, error: ShamayError) -> None:
        self._in_flight = False
        # What waited behind it would fail as well, and who asked for it must hear so.
        refused = [write, *self._waiting]
        self._waiting.clear()
        if any(each.operation is self._keep.leave for each in refused):
            self._waiting.append(_Write(self._keep.leave))
        self.error = error
        if not self._context.session.has_unsaved:
            self._become(SaveState.FAILED, error)
        # Whether it is red or amber the second place decides, within moments.
        self.aside.keep_now()
        self._retry.start(self._retry_ms)
        self._retry_ms = min(2 * self._retry_ms, LONGEST_RETRY_MS)
        self.refused.emit(error)
        for each in refused:
            if each.on_failed is not None:
                each.on_failed(error)

    def _on_aside_settled(self) -> None:
        """The second place took edits, or refused them: the header says which of the two."""
        if not self._context.session.has_unsaved:
            return
        if self.aside.is_taking:
            self._become(SaveState.ASIDE, self.error)
        elif self.aside.error is not None and self.is_refused:
            self._become(SaveState.FAILED, self.error or self.aside.error)

    def _become(self, state: SaveState, error: ShamayError | None = None) -> None:
        said = (state, None if error is None else error.code)
        self.state, self.error = state, error
        if said != self._said:
            self._said = said
            self.state_changed.emit(state)
