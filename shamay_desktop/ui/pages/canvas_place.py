"""What a drawing table is to the page that holds it: it shows a case and says what was drawn."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui.pages.page import PageContext


class CanvasPlace(QWidget):
    """A tab of step 4 with a canvas in it. It never changes the case itself."""

    edited = Signal(object)
    """tuple[Change, ...]: one finished gesture."""

    focused = Signal(str)
    """The path that the person is in."""

    paper_asked = Signal(object)
    """PaperAsked: show this beside the canvas."""

    evidence_changed = Signal()
    """A file was added from here."""

    go_asked = Signal(str)
    """The path of a fact that is to be seen in its own place, on whichever page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context

    def show_case(self, case: Case) -> None:
        """Show the case; what is half drawn is left alone."""

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings beside what they are about."""

    def focus_path(self, path: str) -> bool:
        """Bring a drawn thing into view and choose it; False where it is not here."""
        return False

    def commit_typing(self) -> None:
        """Emit what stands in an editor and was not emitted yet."""

    def note_evidence(self) -> None:
        """Papers or photos of the case are others."""

    def rest(self) -> None:
        """Another tab is looked at: what is half drawn may stay, nothing is fetched."""
