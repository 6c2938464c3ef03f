"""Lots of pages from the limited process: pages that end it are told, and not without end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shamay_desktop.documents.reading.layer import Layer
from shamay_desktop.documents.reading.own_text import MOST_FAILED, PAGES_A_LOT, Asked, OwnText
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.page_json import encode_page
from shamay_desktop.domain.reading.page_text import Method, PageText


class Spoilt:
    """A process that ends on some pages of a file, by itself or with others in a lot."""

    def __init__(self, bad: set[int], code: str | None = "file_too_slow") -> None:
        """Without a code, a slip of the program itself is what such a page brings about."""
        self.asked: list[tuple[int, int]] = []
        self._bad, self._code = bad, code

    def run(
        self,
        task: str,
        *arguments: object,
        file_name: str,
        timeout: int = 1,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> object:
        _, first, most = arguments
        assert isinstance(first, int)
        assert isinstance(most, int)
        self.asked.append((first, most))
        pages = range(first, first + most)
        if self._bad & set(pages):
            raise Refused(self._code, file=file_name) if self._code else RuntimeError("a slip")
        return {
            "pages": 100,
            "layers": [
                {"real": True, "page": encode_page(PageText(page, 595, 842, Method.TEXT))}
                for page in pages
            ],
        }


def _asked(page: int) -> Asked:
    return Asked(Path("paper"), page, "paper", lambda: None, lambda _: None, lambda: False)


def _problems(own: OwnText, pages: range) -> list[str | None]:
    found: list[Layer] = [own.layer(_asked(page)) for page in pages]
    return [layer.page.problem for layer in found]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("file_too_slow", "page_too_slow"),
        ("file_too_heavy", "page_too_heavy"),
        ("file_broken", "page_broken"),
        (None, "page_broken"),
    ],
)
def test_a_page_when_it_ends_the_process_then_is_told_and_the_others_are_read(
    code: str | None, problem: str
) -> None:
    workers = Spoilt({3}, code)
    assert _problems(OwnText(workers), range(1, 6)) == [None, None, problem, None, None]
    assert workers.asked == [(1, PAGES_A_LOT), *((page, 1) for page in range(1, 6))]


def test_pages_when_many_of_a_file_end_the_process_then_the_rest_is_not_tried() -> None:
    workers = Spoilt(set(range(1, 101)))
    assert set(_problems(OwnText(workers), range(1, 101))) == {"page_too_slow"}
    assert sum(most == 1 for _, most in workers.asked) == MOST_FAILED


def test_a_file_when_it_is_refused_as_a_whole_then_no_page_of_it_is_tried() -> None:
    workers = Spoilt({1}, "file_encrypted")
    with pytest.raises(Refused, match="file_encrypted"):
        OwnText(workers).layer(_asked(1))
    assert len(workers.asked) == 1
