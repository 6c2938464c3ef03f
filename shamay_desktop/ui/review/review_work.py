"""The review of one case behind its screens: read and changed off the UI thread, told as one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.review.commenting import Pin, answer, comment, resolve
from shamay_desktop.usecases.review.deciding import approve, return_case
from shamay_desktop.usecases.review.looking import ReviewOf, review_of
from shamay_desktop.usecases.services import Services


class ReviewWork(QObject):
    """What both screens of a review share; `now` is what was read last, None before that."""

    loaded = Signal(object)
    """ReviewOf."""

    said = Signal()
    """A comment or an answer is kept: its editor may be emptied."""

    returned = Signal()
    approved = Signal()
    failed = Signal(object)
    """ShamayError; nothing was changed."""

    def __init__(
        self, services: Services, actor: Actor, tasks: Tasks, valuation_id: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.actor = actor
        self.tasks = tasks
        self.valuation_id = valuation_id
        self.now: ReviewOf | None = None
        self.busy = False

    def read(self) -> None:
        """Read the review as it stands."""
        self.tasks.run(
            review_of,
            self.services,
            self.actor,
            self.valuation_id,
            owner=self,
            on_done=self._on_read,
            on_failed=self.failed.emit,
        )

    def comment(self, text: str, pin: Pin) -> None:
        """Say something."""
        self._do(self.said, comment, self.valuation_id, text, pin)

    def answer(self, comment_id: str, text: str) -> None:
        """Answer."""
        self._do(self.said, answer, comment_id, text)

    def resolve(self, comment_id: str, *, resolved: bool) -> None:
        """Settle a comment or open it again."""

        def settle(services: Services, actor: Actor) -> object:
            return resolve(services, actor, comment_id, resolved=resolved)

        self._do(None, settle)

    def give_back(self, reasons: str) -> None:
        """Return the case with reasons."""
        self._do(self.returned, return_case, self.valuation_id, reasons)

    def approve(self) -> None:
        """Approve what was read last."""
        if self.now is not None:
            self._do(self.approved, approve, self.valuation_id, self.now.content_sha256)

    def _do(self, told: object, act: Callable[..., object], *given: object) -> None:
        """One at a time: a second click while the first is under way means the same."""
        if self.busy:
            return
        self.busy = True
        self.tasks.run(
            act,
            self.services,
            self.actor,
            *given,
            owner=self,
            on_done=lambda _done: self._on_done(told),
            on_failed=self._on_failed,
        )

    def _on_read(self, found: ReviewOf) -> None:
        self.now = found
        self.loaded.emit(found)

    def _on_done(self, told: object) -> None:
        self.busy = False
        if told is not None:
            told.emit()  # type: ignore[attr-defined]
        self.read()

    def _on_failed(self, error: ShamayError) -> None:
        self.busy = False
        self.failed.emit(error)
        self.read()
