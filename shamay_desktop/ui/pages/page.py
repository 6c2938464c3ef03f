"""What every page of the wizard is: it shows a case and its findings, and tells what was edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.domain.standards import Finding
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.papers.reading_queue import ReadingQueue
from shamay_desktop.ui.people import People
from shamay_desktop.ui.phrases.shelf import PhraseShelf
from shamay_desktop.ui.review.drafts import ReviewDrafts
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.checks.live import Checked
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.looking import LookingSession
from shamay_desktop.usecases.wizard.session import WizardSession


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page may use: the core's services, the person, the session, texts and tasks.

    `reading` goes on over all steps, and over a change of language; `people` are called by name.
    `drafts` are words written on the pages of the report that the case does not hold, by name;
    they outlive the screens of the case, as `said`, what was written of its review and not sent.
    """

    services: Services
    actor: Actor
    session: WizardSession
    texts: Texts
    tasks: Tasks
    phrases: PhraseShelf = field(default_factory=PhraseShelf)
    reading: ReadingQueue = field(default_factory=ReadingQueue)
    people: People = field(default_factory=People)
    drafts: dict[str, RichText] = field(default_factory=dict)
    said: ReviewDrafts = field(default_factory=ReviewDrafts)

    @property
    def read_only(self) -> bool:
        """Whether the case is only looked at: nothing that would change it is offered."""
        return isinstance(self.session, LookingSession)

    def read_evidence(
        self,
        owner: QObject,
        on_done: Callable[[CaseEvidence], object],
        on_failed: Callable[[ShamayError], object] | None = None,
    ) -> None:
        """Read the case's papers and photos off the UI thread."""
        self.tasks.run(
            evidence_of,
            self.services,
            self.actor,
            self.session.valuation.id,
            owner=owner,
            on_done=on_done,
            on_failed=on_failed,
        )


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A wish to see a paper or photo beside the form: by its SHA-256, page from 1.

    `box` is lit and brought into view, `further` ones of the same page are lit with it.
    """

    sha256: str
    page: int = 1
    box: tuple[str, ...] | None = None
    further: tuple[tuple[str, ...], ...] = ()


class Page(QWidget):
    """One step's page. It never changes the case itself: it emits what the user's gesture means."""

    edited = Signal(object)
    """tuple[Change, ...]: one gesture; the shell applies it and calls `show_case`."""

    focused = Signal(str)
    """The path of the field that the user is in, for resuming at the very field."""

    paper_asked = Signal(object)
    """PaperAsked: show this beside the form."""

    paper_followed = Signal(object)
    """PaperAsked: what is walked over stands there; shown unless the person hid the paper."""

    go_asked = Signal(str)
    """The path of a fact that is to be seen in its own place, on whichever page."""

    evidence_changed = Signal()
    """Documents or photos came, went or were described otherwise."""

    room_asked = Signal(bool)
    """Whether the page now `wants_room`."""

    step: Step

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context

    @property
    def wants_room(self) -> bool:
        """Whether the page has a canvas open, for which the paper beside it makes room."""
        return False

    @property
    def has_panel_out(self) -> bool:
        """Whether a part of the page stands in a window of its own."""
        return False

    def show_case(self, case: Case) -> None:
        """Show the case; what has the focus and is being typed in is left alone."""

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings beside their fields."""

    def show_checked(self, checked: Checked) -> None:
        """Show what a look at the case and its papers found, beside the findings themselves."""

    def note_office(self) -> None:
        """What the office keeps for all its cases may be another."""

    def reload_evidence(self) -> None:
        """Read papers and photos anew, where the page shows them."""

    def note_evidence(self) -> None:
        """Papers or photos of the case are others, whoever changed them."""

    def go_where_it_was(self) -> None:
        """Put a panel into its own window, if it stood there the last time."""

    def focus_field(self, path: str) -> bool:
        """Bring a field into view and give it the focus; False when it is not on this page."""
        return False

    def focus_outside(self, path: str) -> bool:
        """Bring a place of a panel that stands in a window of its own into view there; False when
        the path is in none.
        """
        return False

    def focus_finding(self, finding: Finding) -> bool:
        """Go to where a finding is settled on this page; False when that is at its field."""
        return False

    def refused_path(self) -> str | None:
        """The first field whose editor holds a text that was refused, None when there is none."""
        from shamay_desktop.ui.widgets.field_row import FieldRow

        rows = self.findChildren(FieldRow)
        return next((row.path for row in rows if row.holds_refused_text), None)

    def commit_typing(self) -> None:
        """Emit what stands in an editor and was not emitted yet (before leaving or saving)."""
