"""The papers and photos of the open case as the page knows them, and the work on them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import (
    CaseEvidence,
    DocType,
    Document,
    FinishLevel,
    Image,
    RoomType,
)
from shamay_desktop.domain.likeness import near_duplicates
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.evidence.describing import (
    KEEP,
    Keep,
    caption_document,
    describe_image,
    describe_images,
    order_documents,
    order_images,
    remove_evidence,
    set_document_kind,
    turn_document,
    turn_images,
)
from shamay_desktop.usecases.evidence.moving import make_papers, make_photo, put_back

Item = Document | Image


class CaseFiles(QObject):
    """Asks the use cases in the database lane, in order, and reads again what they left."""

    loaded = Signal(object)
    """CaseEvidence: as it stands now."""

    changed = Signal()
    """Something was written: others should look again."""

    removed = Signal(object)
    """tuple of Document and Image that were taken out and can be put back."""

    alike = Signal(object)
    """tuple of groups of photos' ids that look alike."""

    failed = Signal(object)
    """ShamayError: a wish was not granted; what stands was read again."""

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._likenesses: tuple[tuple[str, str | None], ...] = ()
        self._orders_underway = 0
        self.evidence = CaseEvidence()

    @property
    def may_edit(self) -> bool:
        """Whether anything may be changed here; the use cases ask again."""
        return not self._context.read_only

    def load(self) -> None:
        """Read what stands."""
        self._run(evidence_of, on_done=self._on_loaded)

    def set_kind(self, document_id: str, kind: DocType) -> None:
        """Say what a paper is."""
        self._change(set_document_kind, document_id, kind)

    def caption_paper(self, document_id: str, words: str) -> None:
        """Say what a paper's annex is called."""
        self._change(caption_document, document_id, words)

    def turn_paper(self, document_id: str, degrees: int) -> None:
        """Turn a paper's pages clockwise, in the report too."""
        self._change(turn_document, document_id, degrees)

    def turn(self, image_ids: Sequence[str], degrees: int) -> None:
        """Turn photos clockwise, in the report too."""
        self._change(turn_images, tuple(image_ids), degrees)

    def note(self, image_id: str, words: str) -> None:
        """Keep notes of a photo that are not printed."""
        self._change(partial(describe_image, notes=words), image_id)

    def describe(
        self,
        image_ids: Sequence[str],
        *,
        room: RoomType | None = None,
        finish: FinishLevel | Keep | None = KEEP,
    ) -> None:
        """Say room or finish of photos."""
        self._change(partial(describe_images, room=room, finish=finish), tuple(image_ids))

    def caption(self, image_id: str, words: str) -> None:
        """Say what a photo shows, in words."""
        self._change(partial(describe_image, caption=words), image_id)

    def set_front(self, image_id: str, *, front: bool) -> None:
        """Make a photo the front one, or no longer."""
        self._change(partial(describe_image, front=front), image_id)

    def order(self, image_ids: Sequence[str]) -> None:
        """Give the photos an order."""
        self._change(order_images, tuple(image_ids))

    def order_papers(self, document_ids: Sequence[str]) -> None:
        """Give the annexes an order; none named: by kind again."""
        self._orders_underway += 1
        self._run(
            order_documents,
            tuple(document_ids),
            on_done=self._on_papers_ordered,
            on_failed=self._on_order_failed,
        )

    @property
    def is_ordering(self) -> bool:
        """Whether an order of papers that was asked for is not yet stored."""
        return self._orders_underway > 0

    def make_papers(self, image_ids: Sequence[str]) -> None:
        """Photos that are papers."""
        self._change(make_papers, tuple(image_ids))

    def make_photo(self, document_id: str) -> None:
        """A paper that is a photo."""
        self._change(make_photo, document_id)

    def remove(self, items: Sequence[Item]) -> None:
        """Take papers or photos out of the case."""
        self._run(remove_evidence, *(item.id for item in items))
        self._run(evidence_of, on_done=partial(self._on_removed, tuple(items)))

    def put_back(self, items: Sequence[Item]) -> None:
        """Undo a removal."""
        self._change(put_back, tuple(items))

    def _change(self, operation: Callable[..., object], *args: object) -> None:
        self._run(operation, *args, on_done=self._on_changed)

    def _run(
        self,
        operation: Callable[..., object],
        *args: object,
        on_done: Callable[..., object] | None = None,
        on_failed: Callable[[ShamayError], object] | None = None,
    ) -> None:
        context = self._context
        context.tasks.run(
            operation,
            context.services,
            context.actor,
            context.session.valuation.id,
            *args,
            owner=self,
            on_done=on_done,
            on_failed=on_failed or self._on_failed,
        )

    def _on_changed(self, _changes: object) -> None:
        self.load()
        self.changed.emit()

    def _on_papers_ordered(self, changes: object) -> None:
        self._orders_underway -= 1
        self._on_changed(changes)

    def _on_order_failed(self, error: ShamayError) -> None:
        """The rows show an order that is not stored: what was read last stands again."""
        self._orders_underway -= 1
        self.loaded.emit(self.evidence)
        self._on_failed(error)

    def _on_loaded(self, evidence: CaseEvidence) -> None:
        self.evidence = evidence
        self.loaded.emit(evidence)
        self._look_for_alike(evidence)

    def _look_for_alike(self, evidence: CaseEvidence) -> None:
        """Only when other photos are there than the last time; it takes its time."""
        likenesses = tuple((image.id, image.likeness) for image in evidence.images)
        if likenesses != self._likenesses:
            self._likenesses = likenesses
            self._context.tasks.run(
                near_duplicates,
                evidence.images,
                owner=self,
                on_done=self.alike.emit,
                on_failed=self.failed.emit,
                lane="work",
            )

    def _on_removed(self, items: tuple[Item, ...], evidence: CaseEvidence) -> None:
        self._on_loaded(evidence)
        self.changed.emit()
        gone = tuple(item for item in items if item.id not in evidence.ids)
        if gone:
            self.removed.emit(gone)

    def _on_failed(self, error: ShamayError) -> None:
        self.failed.emit(error)
        if error.code != "unexpected_failure":
            self._context.tasks.run(
                evidence_of,
                self._context.services,
                self._context.actor,
                self._context.session.valuation.id,
                owner=self,
                on_done=self._on_loaded,
                on_failed=lambda _error: None,  # said once already
            )
