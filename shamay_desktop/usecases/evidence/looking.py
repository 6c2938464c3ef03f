"""Looking at files ahead: while one is stored and written, the next are read in their processes."""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.usecases.evidence.arriving import Arrival
from shamay_desktop.usecases.evidence.pictures import CONTACT_SIDE
from shamay_desktop.usecases.ports import Cancelled, Look
from shamay_desktop.usecases.services import Services

AT_ONCE = 2
"""Files that are read at the same time: as many as there are limited processes."""

AHEAD = 4
"""Files that are looked at or wait for their turn; what was unpacked stays on disk so long."""


def looks_ahead(
    services: Services, arrivals: Iterable[Arrival], cancelled: Cancelled | None
) -> Generator[tuple[Arrival, Look | Refused], None, None]:
    """Each file with what was found, in order; reading changes nothing in store or database.

    Raises WorldFailed and WorkCancelled. What is under way is stopped when the caller goes away.
    """
    given_up = Event()

    def stop() -> bool:
        return given_up.is_set() or (cancelled is not None and cancelled())

    waiting: deque[tuple[Arrival, Future[Look | Refused]]] = deque()
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="look") as threads:
        try:
            for arrival in arrivals:
                waiting.append((arrival, threads.submit(_look, services, arrival, stop)))
                if len(waiting) >= AHEAD:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        finally:
            given_up.set()
            for _, future in waiting:
                future.cancel()


def _next(
    waiting: "deque[tuple[Arrival, Future[Look | Refused]]]",
) -> tuple[Arrival, Look | Refused]:
    arrival, future = waiting.popleft()
    return arrival, future.result()


def _look(services: Services, arrival: Arrival, stop: Cancelled) -> Look | Refused:
    if arrival.problem is not None:
        return arrival.problem
    small = services.temporary / f"small-{new_id()}.jpg"
    try:
        return services.inspector.look(arrival.path, small, CONTACT_SIDE, stop)
    except Refused as problem:
        small.unlink(missing_ok=True)
        return problem
