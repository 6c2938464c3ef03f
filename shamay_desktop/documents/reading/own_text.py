"""The own text of stored PDFs, asked of the limited process in lots of pages."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from shamay_desktop.documents.reading.layer import Layer
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.page_json import PageBroken, decode_page
from shamay_desktop.domain.reading.page_text import Method, PageText

PAGES_A_LOT = 20
LOT_SECONDS = 60
PAGE_SECONDS = 20
_FILES = 4
"""Whose layers are remembered: a scan's pages come back one by one."""

_PAGE_PROBLEMS = {
    "file_too_slow": "page_too_slow",
    "file_too_heavy": "page_too_heavy",
    "file_broken": "page_broken",
}


class Workers(Protocol):
    """Who reads foreign files: `LimitedWorkers`, or a test's own."""

    def run(
        self,
        task: str,
        *arguments: object,
        file_name: str,
        timeout: int,
        cancelled: Callable[[], bool],
    ) -> object:
        """Run a task of `worker.tasks`."""
        ...


class OwnText:
    """The layers of PDFs; those of a file are asked for by one thread at a time."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._guard = threading.Lock()
        self._files: OrderedDict[Path, tuple[threading.Lock, dict[int, Layer]]] = OrderedDict()

    def layer(
        self,
        path: Path,
        page: int,
        file_name: str,
        on_lot: Callable[[list[Layer]], None],
        cancelled: Callable[[], bool],
    ) -> Layer:
        """A page's layer; `on_lot` gets what was read at once. Raises Refused, WorkCancelled.

        A page that ends the process, or takes too long, is a page with its problem.
        """
        turn, known = self._file(path)
        with turn:
            if page not in known:
                lot = self._lot(path, page, file_name, cancelled)
                on_lot(lot)
                for earlier in [number for number, layer in known.items() if layer.is_real]:
                    del known[earlier]  # who asked has kept it; the others are scans' small ones
                known.update({layer.page.page: layer for layer in lot})
            return known[page]

    def _file(self, path: Path) -> tuple[threading.Lock, dict[int, Layer]]:
        with self._guard:
            found = self._files.setdefault(path, (threading.Lock(), {}))
            self._files.move_to_end(path)
            while len(self._files) > _FILES:
                self._files.popitem(last=False)
            return found

    def _lot(
        self, path: Path, first: int, file_name: str, cancelled: Callable[[], bool]
    ) -> list[Layer]:
        try:
            return self._asked(path, first, PAGES_A_LOT, file_name, LOT_SECONDS, cancelled)
        except Refused as problem:
            if problem.code not in _PAGE_PROBLEMS:
                raise
        try:
            return self._asked(path, first, 1, file_name, PAGE_SECONDS, cancelled)
        except Refused as problem:
            code = _PAGE_PROBLEMS.get(problem.code)
            if code is None:
                raise
            return [Layer(PageText(first, 1, 1, Method.TEXT, problem=code), is_real=False)]

    def _asked(
        self,
        path: Path,
        first: int,
        most: int,
        file_name: str,
        seconds: int,
        cancelled: Callable[[], bool],
    ) -> list[Layer]:
        answer = self._workers.run(
            "page_layers", str(path), first, most,
            file_name=file_name, timeout=seconds, cancelled=cancelled,
        )  # fmt: skip
        try:
            return layers_of_answer(answer, first, most)
        except PageBroken as error:
            raise Refused("file_broken", file=file_name) from error


def layers_of_answer(answer: object, first: int, most: int) -> list[Layer]:
    """The layers of `page_layers`: of the pages that were asked for. Raises PageBroken."""
    match answer:
        case {"pages": int(), "layers": [_, *_] as found} if len(found) <= most:
            layers = [_layer(each) for each in found]
            if [layer.page.page for layer in layers] == list(range(first, first + len(layers))):
                return layers
    raise PageBroken("layers")


def _layer(raw: object) -> Layer:
    match raw:
        case {"real": bool(real), "page": page}:
            return Layer(decode_page(page), real)
    raise PageBroken("layer")
