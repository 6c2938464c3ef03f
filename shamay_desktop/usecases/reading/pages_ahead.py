"""Reading the pages of a paper in their order, scanned ones two at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.usecases.ports import Cancelled

AT_ONCE = 2
"""Scanned pages under way: recognising takes one core a page, and a laptop has at least two."""

ReadPage = Callable[[int, Cancelled], PageText]
"""Reads one page by its number; asked to stop by the second."""


def pages_ahead(
    read_page: ReadPage, numbers: Iterable[int], cancelled: Cancelled | None = None
) -> Iterator[PageText]:
    """Each page in the order of the numbers; the next ones are read ahead after a scanned one.

    Pages with text of their own come in lots, one after the other. Raises what `read_page`
    raises, and WorkCancelled; whoever stops here stops what is under way.
    """
    given_up = Event()

    def stop() -> bool:
        return given_up.is_set() or (cancelled is not None and cancelled())

    waiting, under_way, at_once = iter(numbers), deque[Future[PageText]](), 1
    threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="page")
    try:
        while True:
            if stop():
                raise WorkCancelled
            while len(under_way) < at_once and (number := next(waiting, None)) is not None:
                under_way.append(threads.submit(read_page, number, stop))
            if not under_way:
                return
            page = under_way.popleft().result()
            at_once = AT_ONCE if page.method is Method.OCR else 1
            yield page
    finally:
        given_up.set()
        threads.shutdown(wait=True, cancel_futures=True)
