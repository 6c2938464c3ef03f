"""Reading files ahead: while one is written, the next are looked at and copied in.

What is read ahead is not yet in the store and in no case: whoever stops here leaves nothing.
"""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileFacts
from shamay_desktop.domain.ids import new_id
from shamay_desktop.usecases.evidence.arriving import Arrival
from shamay_desktop.usecases.evidence.pictures import CONTACT_SIDE
from shamay_desktop.usecases.file_ports import HeldFile
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.services import Services

AT_ONCE = 4
"""Files under way: two are read by the limited processes while two are copied."""

AHEAD = 8
"""Files that are under way or wait for their turn; what was unpacked stays on disk so long."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that can be taken: its facts, and its copy that is to be kept."""

    facts: FileFacts
    held: HeldFile


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that was read; `more` says that the next one needs no waiting."""

    arrival: Arrival
    seen: Seen | Refused
    more: bool


Waiting = deque[tuple[Arrival, "Future[Seen | Refused]"]]


def seen_ahead(
    services: Services, arrivals: Iterable[Arrival], folder: Path, cancelled: Cancelled | None
) -> Generator[Ready, None, None]:
    """Each file with what was found, in order. Small pictures are made in `folder` and cached.

    Raises WorldFailed and WorkCancelled. What is under way is stopped and dropped when the
    caller goes away.
    """
    given_up = Event()

    def stop() -> bool:
        return given_up.is_set() or (cancelled is not None and cancelled())

    waiting: Waiting = deque()
    threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="look")
    try:
        for arrival in arrivals:
            waiting.append((arrival, threads.submit(_see, services, arrival, folder, stop)))
            if len(waiting) >= AHEAD:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        given_up.set()
        threads.shutdown(wait=True, cancel_futures=True)
        for _, future in waiting:
            _drop(services, future)


def _next(waiting: Waiting) -> Ready:
    arrival, future = waiting[0]
    seen = future.result()
    waiting.popleft()  # one that failed stays, so that nothing of it is lost sight of
    return Ready(arrival, seen, bool(waiting) and waiting[0][1].done())


def _drop(services: Services, future: "Future[Seen | Refused]") -> None:
    if not future.cancelled() and future.exception() is None:
        seen = future.result()
        if isinstance(seen, Seen):
            services.store.drop(seen.held)


def _see(services: Services, arrival: Arrival, folder: Path, stop: Cancelled) -> Seen | Refused:
    if arrival.problem is not None:
        return arrival.problem
    small = folder / f"small-{new_id()}.jpg"
    try:
        look = services.inspector.look(arrival.path, small, CONTACT_SIDE, stop)
        held = services.store.hold(arrival.path, None, stop)
    except Refused as problem:
        return problem
    finally:
        arrival.discard()
    if look.small is not None:
        services.derived.keep_thumbnail(held.sha256, CONTACT_SIDE, look.small)
        small.unlink(missing_ok=True)
    return Seen(look.facts, held)
