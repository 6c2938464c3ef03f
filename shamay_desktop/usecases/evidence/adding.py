"""Adding papers and photos: each file is inspected, stored unaltered, and written with its line."""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.usecases.evidence.arriving import Arrival, Arrivals, lot_folder
from shamay_desktop.usecases.evidence.arriving_drawings import DrawingsApart
from shamay_desktop.usecases.evidence.looking import Seen, seen_ahead
from shamay_desktop.usecases.evidence.lot import (
    AddedFiles,
    Lot,
    RefusedFile,
    Wish,
    last_place,
    read_evidence,
)
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services

__all__ = [
    "AddedFiles",
    "RefusedFile",
    "add_clipboard_picture",
    "add_files",
    "evidence_of",
    "last_place",
    "read_evidence",
]


def evidence_of(services: Services, actor: Actor, valuation_id: str) -> CaseEvidence:
    """The papers and photos of a case, photos in their order. Raises NotAllowed.

    As long as nothing of them changed it is the very same object, so that what follows from it is
    worked out once for all who ask. What was read of the papers is understood here: who shows it
    does not wait for that.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        evidence = _latest.same(valuation_id, read_evidence(work, valuation_id))
    for paper in evidence.documents:
        reading_of(paper)
    return evidence


class _Latest:
    """The evidence of the cases that were asked for last. Safe for threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[str, CaseEvidence] = OrderedDict()
        self._lock = Lock()

    def same(self, valuation_id: str, now: CaseEvidence) -> CaseEvidence:
        """The evidence as it was answered before, if it is still so; else what stands now."""
        with self._lock:
            before = self._known.pop(valuation_id, None)
            answer = before if before is not None and before == now else now
            self._known[valuation_id] = answer
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return answer


_latest = _Latest(4)


def add_files(
    services: Services,
    actor: Actor,
    valuation_id: str,
    paths: Sequence[Path],
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocType | None = None,
    as_papers: bool = False,
) -> AddedFiles:
    """Take files into a case, one after the other; one that is refused does not stop the rest.

    Pictures become photos and PDFs papers; with `as_papers` (or a `kind`, which then holds for
    all) pictures are papers too, as a permit that was photographed is. A ZIP gives the files in
    it, each as if it had been named; the total of `on_progress` grows by them.
    A file that the case has already is named in `linked`; drawings' files stand in `drawings` with
    their papers, for who has the case open to bring them in (`domain.drawings_in`).
    Raises Refused(`case_unknown`), NotAllowed, WorldFailed (disk, database); what was taken until
    then stays.
    """
    lot, drawings = (
        Lot(services, actor, valuation_id, Wish(as_papers, kind)),
        DrawingsApart(services),
    )
    with lot_folder(services) as folder:
        arrivals = Arrivals(services, paths, folder, cancelled)
        added = _take(lot, arrivals, drawings, folder, on_progress, cancelled)
    return drawings.lay(actor, valuation_id, added)


def add_clipboard_picture(
    services: Services,
    actor: Actor,
    valuation_id: str,
    content: bytes,
    file_name: str,
    *,
    kind: DocType | None = None,
    as_papers: bool = False,
) -> AddedFiles:
    """Take a picture that was copied (PNG or another kind's bytes) as a file of that name.

    The same bytes pasted again are `linked`. Raises as `add_files`.
    """
    lot = Lot(services, actor, valuation_id, Wish(as_papers, kind))
    with lot_folder(services) as folder:
        pasted = Arrival(services.exports.write(content, folder / "pasted"), file_name)
        return _take(lot, [pasted], DrawingsApart(services), folder, None, None)


def _take(
    lot: Lot,
    arrivals: Arrivals | list[Arrival],
    drawings: DrawingsApart,
    folder: Path,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> AddedFiles:
    told = 0
    try:
        others = drawings.others(iter(arrivals))
        with closing(seen_ahead(lot.services, others, folder, cancelled)) as files:
            for done, ready in enumerate(files, start=1):
                if cancelled is not None and cancelled():
                    _drop(lot.services, ready.seen)
                    return _ended(lot, cancelled=True)
                lot.take(ready.arrival.name, ready.seen)
                if isinstance(ready.seen, Seen):
                    drawings.note(ready.arrival, ready.seen.held.sha256)
                if lot.is_due or not ready.more:
                    lot.write()
                    told = _tell(on_progress, told, done, arrivals)
    except WorkCancelled:
        return _ended(lot, cancelled=True)
    except BaseException:
        lot.write()  # what is in the store gets its rows, whatever stops the rest
        raise
    ended = _ended(lot, cancelled=False)
    _tell(on_progress, told, _total(arrivals), arrivals)
    return ended


def _ended(lot: Lot, *, cancelled: bool) -> AddedFiles:
    lot.write()
    return lot.sum(cancelled=cancelled)


def _drop(services: Services, seen: object) -> None:
    if isinstance(seen, Seen):
        services.store.drop(seen.held)


def _tell(
    on_progress: Progress | None, told: int, done: int, arrivals: Arrivals | list[Arrival]
) -> int:
    if on_progress is not None:
        for number in range(told + 1, done + 1):
            on_progress(number, max(done, _total(arrivals)))
    return done


def _total(arrivals: Arrivals | list[Arrival]) -> int:
    return arrivals.total if isinstance(arrivals, Arrivals) else len(arrivals)
