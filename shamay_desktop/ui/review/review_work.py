"""The review of one case behind its screens: read and changed off the UI thread, told as one."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.ui.review.drafts import NEW, REASONS, ReviewDrafts, Said
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.review.commenting import Pin, answer, comment, resolve
from shamay_desktop.usecases.review.deciding import approve, return_case
from shamay_desktop.usecases.review.looking import ReviewOf, review_of
from shamay_desktop.usecases.services import Services

Deed = Said | tuple[str, ...]
"""What is being done: words that are sent, else what and of what."""

_APPROVE = "approve"


class ReviewWork(QObject):
    """What both screens of a review share; `now` is what was read last, None before that.

    What was asked is done one after the other, also when the screen goes meanwhile: what was sent
    is a draft until it is stored.
    """

    loaded = Signal(object)
    """ReviewOf."""

    said = Signal(object)
    """Said: a comment or an answer is stored; its box may be emptied if it still stands there."""

    returned = Signal()
    return_failed = Signal(object)
    """ShamayError; the case is where it was."""

    approved = Signal()
    failed = Signal(object)
    """ShamayError; nothing was changed."""

    def __init__(
        self,
        services: Services,
        actor: Actor,
        tasks: Tasks,
        valuation_id: str,
        drafts: ReviewDrafts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.actor = actor
        self.tasks = tasks
        self.valuation_id = valuation_id
        self.drafts = drafts
        self.now: ReviewOf | None = None
        self._under_way: list[Deed] = []

    @property
    def busy(self) -> bool:
        """Whether anything is being changed."""
        return bool(self._under_way)

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
        self._do(Said(NEW, text, pin), comment, self.valuation_id, text, pin)

    def answer(self, comment_id: str, text: str) -> None:
        """Answer."""
        self._do(Said(comment_id, text), answer, comment_id, text)

    def resolve(self, comment_id: str, *, resolved: bool) -> None:
        """Settle a comment or open it again."""

        def settle(services: Services, actor: Actor) -> object:
            return resolve(services, actor, comment_id, resolved=resolved)

        self._do(("settle" if resolved else "reopen", comment_id), settle)

    def give_back(self, reasons: str) -> None:
        """Return the case with reasons."""
        self._do(Said(REASONS, reasons), return_case, self.valuation_id, reasons)

    def approve(self, seen: str) -> None:
        """Approve what was shown, by its content hash."""
        self._do((_APPROVE, seen), approve, self.valuation_id, seen)

    def _do(self, deed: Deed, act: Callable[..., object], *given: object) -> None:
        """In the order of asking; the same again while the first is under way means the same."""
        if deed in self._under_way:
            return
        self._under_way.append(deed)
        self.tasks.run(
            act,
            self.services,
            self.actor,
            *given,
            owner=self.tasks,  # the screen may go before it is stored
            on_done=lambda _done: self._on_done(deed),
            on_failed=lambda error: self._on_failed(deed, error),
        )

    def _on_read(self, found: ReviewOf) -> None:
        self.now = found
        self.loaded.emit(found)

    def _on_done(self, deed: Deed) -> None:
        self._under_way.remove(deed)
        if isinstance(deed, Said):
            self.drafts.sent(deed)
        if shiboken6.isValid(self):
            self._tell(deed)
            self.read()

    def _tell(self, deed: Deed) -> None:
        if isinstance(deed, Said) and deed.box == REASONS:
            self.returned.emit()
        elif isinstance(deed, Said):
            self.said.emit(deed)
        elif deed[0] == _APPROVE:
            self.approved.emit()

    def _on_failed(self, deed: Deed, error: ShamayError) -> None:
        self._under_way.remove(deed)
        if not shiboken6.isValid(self):
            self.tasks.failed.emit(error)  # whatever screen is there says it
            return
        if isinstance(deed, Said) and deed.box == REASONS:
            self.return_failed.emit(error)
        else:
            self.failed.emit(error)
        self.read()
