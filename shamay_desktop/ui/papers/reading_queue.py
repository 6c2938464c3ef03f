"""The papers of the open case that wait to be read, one after the other, in a lane of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.reading.papers import read_paper, unread

if TYPE_CHECKING:
    from shamay_desktop.ui.pages.page import PageContext
    from shamay_desktop.usecases.changes import Changes


class Stage(StrEnum):
    """How far the reading of a paper is."""

    WAITING = "waiting"
    READING = "reading"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Work:
    """The reading of one paper: `done` of `total` pages (0 while unknown), or why it failed."""

    stage: Stage
    done: int = 0
    total: int = 0
    error: ShamayError | None = None


class ReadingQueue(QObject):
    """Reads what was never read, and what a person asks for; goes on over every step.

    A paper whose reading failed or was cancelled is not read again until somebody asks.
    """

    changed = Signal()
    """The stage of a paper is another."""

    progressed = Signal(str)
    """Id of a paper of which a page was read."""

    read = Signal(object)
    """Changes: a paper was read, or as far as it could be."""

    ended = Signal()
    """Nothing waits any more; `outcome` says how it went."""

    def __init__(self) -> None:
        super().__init__()
        self._context: PageContext | None = None
        self._papers: dict[str, Document] = {}
        self._left: dict[str, tuple[object, ...]] = {}
        self._works: dict[str, Work] = {}
        self._waiting: list[str] = []
        self._current: str | None = None
        self._handle: Handle | None = None
        self._run_open = False
        self.outcome: dict[str, bool] = {}
        """Papers of this run: whether each was read."""

    def begin(self, context: "PageContext") -> None:
        """Read in this case what was never read; who only looks reads nothing."""
        self._context = context
        if not context.read_only:
            context.read_evidence(self, self.note, lambda _error: None)

    def note(self, evidence: CaseEvidence) -> None:
        """The papers as they stand: those never read are read, those that went are let go."""
        self._papers = {paper.id: paper for paper in evidence.documents}
        for gone in [each for each in self._works if each not in self._papers]:
            del self._works[gone]
        self._waiting = [each for each in self._waiting if each in self._papers]
        self._add(
            paper.id for paper in unread(evidence) if self._left.get(paper.id) != _said(paper)
        )

    def ask(self, document_ids: Iterable[str]) -> None:
        """Read papers anew, whatever is known of them."""
        asked = tuple(document_ids)
        for each in asked:
            self._left.pop(each, None)
        self._add(asked)

    def cancel(self) -> None:
        """Stop: what is being read is left as it stood, and nothing waits."""
        for each in self._waiting:
            self._leave(each, Work(Stage.CANCELLED))
        self._waiting.clear()
        if self._handle is not None:
            self._handle.cancel()
        self.changed.emit()

    def stop(self) -> None:
        """The case is left: nobody is told any more."""
        self._waiting.clear()
        if self._handle is not None:
            self._handle.cancel()
        self._context = None

    def work_of(self, document_id: str) -> Work | None:
        """The reading of a paper in this run; None when it is done, or nobody asked."""
        return self._works.get(document_id)

    @property
    def busy(self) -> bool:
        """Whether a paper is being read."""
        return self._current is not None

    @property
    def current(self) -> tuple[str, Work] | None:
        """File name and reading of the paper that is being read."""
        if self._current is None:
            return None
        paper = self._papers.get(self._current)
        return "" if paper is None else paper.file_name, self._works[self._current]

    @property
    def waiting(self) -> int:
        """How many papers wait behind it."""
        return len(self._waiting)

    # -- inside ---------------------------------------------------------------------------

    def _add(self, document_ids: Iterable[str]) -> None:
        if self._context is None or self._context.read_only:
            return
        for each in document_ids:
            if each == self._current or each in self._waiting or each not in self._papers:
                continue
            self._works[each] = Work(Stage.WAITING)
            self._waiting.append(each)
        self._start_next()
        self.changed.emit()

    def _start_next(self) -> None:
        context = self._context
        if context is None or self.busy or not self._waiting:
            return
        if not self._run_open:
            self._run_open, self.outcome = True, {}
        document_id = self._waiting.pop(0)
        self._current = document_id
        self._works[document_id] = Work(Stage.READING)
        self._handle = context.tasks.run(
            read_paper,
            context.services,
            context.actor,
            context.session.valuation.id,
            document_id,
            owner=self,
            on_done=partial(self._on_done, document_id),
            on_failed=partial(self._on_failed, document_id),
            on_cancelled=partial(self._on_cancelled, document_id),
            on_progress=partial(self._on_progress, document_id),
            lane="reading",
        )

    def _on_progress(self, document_id: str, done: int, total: int) -> None:
        if document_id == self._current:
            self._works[document_id] = Work(Stage.READING, done, total)
            self.changed.emit()
            self.progressed.emit(document_id)

    def _on_done(self, document_id: str, changes: "Changes") -> None:
        self._works.pop(document_id, None)
        paper = self._papers.get(document_id)
        if paper is not None:
            self._left[document_id] = _said(paper)
        self.outcome[document_id] = True
        self.read.emit(changes)
        self._go_on()

    def _on_failed(self, document_id: str, error: ShamayError) -> None:
        self._leave(document_id, Work(Stage.FAILED, error=error))
        self.outcome[document_id] = False
        self._go_on()

    def _on_cancelled(self, document_id: str) -> None:
        self._leave(document_id, Work(Stage.CANCELLED))
        self._go_on()

    def _leave(self, document_id: str, work: Work) -> None:
        """It is not read by itself again while it is said to be the same."""
        self._works[document_id] = work
        paper = self._papers.get(document_id)
        if paper is not None:
            self._left[document_id] = _said(paper)

    def _go_on(self) -> None:
        self._current = self._handle = None
        self._start_next()
        self.changed.emit()
        if not self.busy:
            self._run_open = False
            self.ended.emit()


def _said(paper: Document) -> tuple[object, ...]:
    """What a person may say of a paper that changes how it is read."""
    return paper.doc_type, paper.kind_by, paper.rotation
