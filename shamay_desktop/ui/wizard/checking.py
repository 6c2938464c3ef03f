"""Keeps the findings of the open case true: after every edit, and when its papers change."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.checks.live import Checked, check_case
from shamay_desktop.usecases.services import Services

Check = Callable[[Services, Case, CaseEvidence, Actor], Checked]


class Checking(QObject):
    """Looks at the case in memory off the UI thread: one look at a time, the latest case wins.

    Nothing is waited for before a look: the next edit meanwhile is looked at as soon as the one
    before has answered, and what stood between the two is never looked at.
    """

    found = Signal(object)
    """Sequence of Finding, most severe first."""

    def __init__(
        self,
        context: PageContext,
        check: Check = check_case,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._check = check
        self._evidence = CaseEvidence()
        self._looking = False
        self._stale = False
        self.checked = Checked(context.session.case, self._evidence)
        self.findings: Sequence[Finding] = ()

    def note_edits(self) -> None:
        """The case changed: look at it now, or right after the look that is under way."""
        if self._looking:
            self._stale = True
        else:
            self._look()

    @property
    def evidence(self) -> CaseEvidence:
        """The papers and photos as they were read last."""
        return self._evidence

    def read_evidence(self) -> None:
        """The papers, photos or what was read from them changed: read them, then look."""
        self._context.read_evidence(self, self._on_evidence_read)

    def _look(self) -> None:
        self._looking, self._stale = True, False
        context = self._context
        context.tasks.run(
            self._check,
            context.services,
            context.session.case,
            self._evidence,
            context.actor,
            owner=self,
            on_done=self._on_looked,
            on_failed=self._on_failed,
            lane="checking",
        )

    def _on_looked(self, checked: Checked) -> None:
        self._looking = False
        self.checked, self.findings = checked, checked.findings
        if self._stale:
            self._look()
        self.found.emit(self.findings)

    def _on_failed(self, error: ShamayError) -> None:
        """A rule broke: what was known before stays, and the next edit is looked at again."""
        self._looking = False
        if self._stale:
            self._look()
        else:
            self._context.tasks.failed.emit(error)

    def _on_evidence_read(self, evidence: CaseEvidence) -> None:
        self._evidence = evidence
        self.note_edits()
