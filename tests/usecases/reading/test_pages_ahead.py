"""Pages in their order, scanned ones two at a time; cancelling and failing end it at once."""

import threading
from collections.abc import Callable

import pytest

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.reading.pages_ahead import AT_ONCE, pages_ahead


def page(number: int, method: Method) -> PageText:
    return PageText(number, 595, 842, method)


class Reads:
    """Reads pages by one method and notes the most that were under way at once."""

    def __init__(self, method: Method, meet: Callable[[int], object] = lambda _number: None):
        self._method, self._meet = method, meet
        self._guard = threading.Lock()
        self._now = 0
        self.most = 0
        self.asked: list[int] = []

    def __call__(self, number: int, stop: Cancelled) -> PageText:
        with self._guard:
            self.asked.append(number)
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            self._meet(number)
            if stop():
                raise WorkCancelled
            return page(number, self._method)
        finally:
            with self._guard:
                self._now -= 1


def test_scanned_pages_when_read_then_two_are_under_way_and_their_order_holds() -> None:
    together = threading.Barrier(AT_ONCE)

    def meet(number: int) -> None:
        if number > 1:  # both must be there, or the barrier breaks
            together.wait(20)

    reads = Reads(Method.OCR, meet)
    assert [each.page for each in pages_ahead(reads, range(1, 8))] == list(range(1, 8))
    assert reads.most == AT_ONCE


def test_pages_with_text_when_read_then_one_after_the_other() -> None:
    reads = Reads(Method.TEXT)
    assert [each.page for each in pages_ahead(reads, [3, 5, 9])] == [3, 5, 9]
    assert (reads.most, reads.asked) == (1, [3, 5, 9])


def test_reading_when_cancelled_then_no_further_page_is_begun() -> None:
    reads, seen = Reads(Method.OCR), list[int]()
    pages = pages_ahead(reads, range(1, 100), lambda: len(seen) >= 3)
    for _ in range(3):
        seen.append(next(pages).page)
    with pytest.raises(WorkCancelled):
        next(pages)
    assert seen == [1, 2, 3]
    assert max(reads.asked) <= 3 + AT_ONCE


def test_reading_when_a_page_fails_then_it_is_told_and_the_one_under_way_is_stopped() -> None:
    stopped = threading.Event()

    def read(number: int, stop: Cancelled) -> PageText:
        if number == 2:
            raise WorldFailed("disk_full")
        while number == 3 and not stop():
            stopped.wait(0.01)
        if number == 3:
            stopped.set()
        return page(number, Method.OCR)

    with pytest.raises(WorldFailed):
        list(pages_ahead(read, range(1, 9)))
    assert stopped.is_set()
