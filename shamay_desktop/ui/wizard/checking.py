"""Keeps the findings of the open case true: after a pause of typing, and when its papers change."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.checks.findings import findings_of

PAUSE_MS = 150


class Checking(QObject):
    """Runs the rules over the case in memory."""

    found = Signal(object)
    """Sequence of Finding, most severe first."""

    def __init__(
        self,
        context: PageContext,
        check: Callable[..., Sequence[Finding]] = findings_of,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._check = check
        self._evidence = CaseEvidence()
        self.findings: Sequence[Finding] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.check_now)

    def note_edits(self) -> None:
        """The case changed: check when the typing pauses."""
        self._pause.start()

    @property
    def evidence(self) -> CaseEvidence:
        """The papers and photos as they were read last."""
        return self._evidence

    def read_evidence(self) -> None:
        """The papers or photos changed: read them, then check."""
        self._context.read_evidence(self, self._on_evidence_read)

    def check_now(self) -> None:
        """Check at once."""
        self._pause.stop()
        context = self._context
        self.findings = self._check(context.services, context.session.case, self._evidence)
        self.found.emit(self.findings)

    def _on_evidence_read(self, evidence: CaseEvidence) -> None:
        self._evidence = evidence
        self.check_now()
