"""The case in memory: edits in order, undo and redo, and what is not journalled yet."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Content, Origin, Provenance, State, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.edits import Edit, applied
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.purpose_defaults import following
from shamay_desktop.domain.records import Valuation, WizardSessionRecord
from shamay_desktop.usecases.ports import Clock
from shamay_desktop.usecases.wizard.opening import replayed

UNDO_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A moment of the session, to be written off the UI thread. `seq` is its last edit."""

    session_id: str
    record_id: str
    valuation: Valuation
    case: Case
    seq: int
    step: Step
    focus: str | None
    unsaved: tuple[Edit, ...]


class WizardSession:
    """The working copy of one case. Used by one thread; snapshots may go to others.

    Every change is an edit with the next number; undo and redo are edits too. Edits stay in
    `unsaved` until `mark_journalled` says that the journal holds them.
    """

    def __init__(
        self, record: WizardSessionRecord, valuation: Valuation, actor: Actor, clock: Clock
    ) -> None:
        self.session_id = record.session_id
        self._record_id = record.id
        self.valuation = valuation
        self.case = record.case
        self.step = record.step
        self.focus = record.focus
        self._actor = actor
        self._clock = clock
        self._seq = record.last_seq
        self._unsaved: deque[Edit] = deque()
        self._undo: deque[tuple[Edit, ...]] = deque(maxlen=UNDO_DEPTH)
        self._redo: list[tuple[Edit, ...]] = []

    @property
    def actor(self) -> Actor:
        """Who works on the case."""
        return self._actor

    @property
    def today(self) -> date:
        """The day of now."""
        return self._clock.today()

    def typed(self, content: Content | None, state: State = State.VALUE) -> Value:
        """A value typed by the actor now; `content` is canonical, None for empty and "none"."""
        by = Provenance(Origin.TYPED, by=self._actor.email, at=self._now())
        return Value(state, content if state is State.VALUE else None, by)

    def type(self, path: str, content: Content) -> tuple[Edit, ...]:
        """Set a field or cell to a typed canonical content."""
        return self.edit(setting(self.case, path, self.typed(content)))

    def edit(self, changes: tuple[Change, ...]) -> tuple[Edit, ...]:
        """One gesture of a person, with the defaults that follow when it chooses a purpose.

        All are one step of undo. Raises Refused.
        """
        by, at = self._actor.email, self._now()
        return self.apply((*changes, *following(self.case, changes, by, at)))

    def apply(self, changes: tuple[Change, ...]) -> tuple[Edit, ...]:
        """Changes as they are: they become edits and one step of undo. Raises Refused.

        A change that does not fit leaves the case as it was.
        """
        edits = self._stamp(changes)
        if edits:
            self._undo.append(edits)
            self._redo.clear()
        return edits

    def undo(self) -> tuple[Edit, ...]:
        """Take the last gesture back; nothing when there is none."""
        return self._turn(self._undo, self._redo)

    def redo(self) -> tuple[Edit, ...]:
        """Do the gesture again that was taken back last."""
        return self._turn(self._redo, self._undo)

    @property
    def can_undo(self) -> bool:
        """Whether a gesture of this run can be taken back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether a gesture can be done again."""
        return bool(self._redo)

    @property
    def has_unsaved(self) -> bool:
        """Whether an edit is not in the journal yet."""
        return bool(self._unsaved)

    @property
    def last_seq(self) -> int:
        """The number of the last edit."""
        return self._seq

    @property
    def last_unsaved(self) -> int | None:
        """The number of the last edit that the journal lacks, None when it lacks none."""
        return self._unsaved[-1].seq if self._unsaved else None

    def unsaved_after(self, seq: int) -> tuple[Edit, ...]:
        """The edits behind a number that the journal lacks, in order."""
        return tuple(edit for edit in self._unsaved if edit.seq > seq)

    def snapshot(self) -> Snapshot:
        """What stands now, with the edits that the journal still lacks."""
        return Snapshot(
            session_id=self.session_id,
            record_id=self._record_id,
            valuation=self.valuation,
            case=self.case,
            seq=self._seq,
            step=self.step,
            focus=self.focus,
            unsaved=tuple(self._unsaved),
        )

    def adopt(self, valuation: Valuation, written: Snapshot) -> None:
        """Take a written valuation over; what was merged into it is seen, later edits stay."""
        self.valuation = valuation
        if valuation.case.values == written.case.values:
            return
        later = [edit for edit in self._unsaved if edit.seq > written.seq]
        self.case = replayed(valuation.case, later)

    def take_in(self, others: Sequence[Edit], written: Snapshot) -> None:
        """Take over what another program journalled in this session before the snapshot's edits.

        What was typed here stands where both changed the same, as the journal has it behind
        the others'; edits that are not journalled yet are numbered behind.
        """
        self.case = replayed(self.case, (*others, *self._unsaved))
        self.mark_journalled(written.seq)
        shift = len(others)
        self._unsaved = deque(replace(edit, seq=edit.seq + shift) for edit in self._unsaved)
        self._seq += shift

    def mark_journalled(self, through: int) -> None:
        """The journal holds all edits up to this number."""
        while self._unsaved and self._unsaved[0].seq <= through:
            self._unsaved.popleft()

    def _turn(
        self, source: "deque[tuple[Edit, ...]] | list[tuple[Edit, ...]]",
        other: "deque[tuple[Edit, ...]] | list[tuple[Edit, ...]]",
    ) -> tuple[Edit, ...]:  # fmt: skip
        if not source:
            return ()
        gesture = source.pop()
        try:
            edits = self._stamp(tuple(_back(edit) for edit in reversed(gesture)))
        except Refused:  # another program took the row away: this gesture cannot be turned back
            return ()
        other.append(edits)
        return edits

    def _stamp(self, changes: tuple[Change, ...]) -> tuple[Edit, ...]:
        at, case, edits = self._now(), self.case, []
        for number, change in enumerate(changes, start=self._seq + 1):
            edit = change.stamped(number, self._actor.email, at)
            case = applied(case, edit)
            edits.append(edit)
        self.case = case
        self._seq += len(edits)
        self._unsaved.extend(edits)
        return tuple(edits)

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="milliseconds")


def _back(edit: Edit) -> Change:
    old: Json = edit.new
    return Change(edit.path, old, edit.old)
