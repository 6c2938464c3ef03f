"""The own text of stored PDFs, asked of the limited process in lots of pages."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from shamay_desktop.documents.reading.layer import Layer
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.page_json import PageBroken, decode_page
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.usecases.limited_process import LimitedTasks

PAGES_A_LOT = 20
LOT_SECONDS = 60
PAGE_SECONDS = 20
MOST_FAILED = 4
"""Pages of one file that may end the process by themselves: then the others of spoilt lots are not
tried, or a file of two thousand such pages would take half a day."""

_FILES = 4
"""Whose layers are remembered: a scan's pages come back one by one."""

_log = logging.getLogger(__name__)
_PAGE_PROBLEMS = {
    "file_too_slow": "page_too_slow",
    "file_too_heavy": "page_too_heavy",
    "file_broken": "page_broken",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that somebody wants: `kept` says whether it was read meanwhile, `on_lot` keeps."""

    path: Path
    page: int
    file_name: str
    kept: Callable[[], Layer | None]
    on_lot: Callable[[list[Layer]], None]
    cancelled: Callable[[], bool]


@dataclass(slots=True)
class _File:
    """What is known of a file: layers of the last lots, lots and pages that ended the process."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    layers: dict[int, Layer] = field(default_factory=dict)
    spoilt: set[int] = field(default_factory=set)
    failed: int = 0


class OwnText:
    """The layers of PDFs; those of a file are asked for by one thread at a time."""

    def __init__(self, workers: LimitedTasks) -> None:
        self._workers = workers
        self._guard = threading.Lock()
        self._files: OrderedDict[Path, _File] = OrderedDict()

    def layer(self, asked: Asked) -> Layer:
        """A page's layer. Raises Refused, WorkCancelled.

        A page that ends the process, or takes too long, is a page with its problem.
        """
        file = self._file(asked.path)
        with file.turn:
            found = file.layers.get(asked.page) or asked.kept()
            if found is None:
                lot = self._lot(file, asked)
                asked.on_lot(lot)
                for earlier in [page for page, layer in file.layers.items() if layer.is_real]:
                    del file.layers[earlier]  # who asked has kept it; the others are scans'
                file.layers.update({layer.page.page: layer for layer in lot})
                found = file.layers[asked.page]
            return found

    def _file(self, path: Path) -> _File:
        with self._guard:
            found = self._files.setdefault(path, _File())
            self._files.move_to_end(path)
            while len(self._files) > _FILES:
                self._files.popitem(last=False)
            return found

    def _lot(self, file: _File, asked: Asked) -> list[Layer]:
        first = asked.page - (asked.page - 1) % PAGES_A_LOT
        if first not in file.spoilt:
            try:
                seconds = LOT_SECONDS if file.failed < MOST_FAILED else PAGE_SECONDS
                lot = self._asked(asked, first, PAGES_A_LOT, seconds)
                if any(layer.page.page == asked.page for layer in lot):
                    return lot
            except Refused as problem:
                if problem.code not in _PAGE_PROBLEMS:
                    raise
            except RuntimeError:  # a slip of ours on a strange page is no other page's trouble
                _log.exception("a lot of pages could not be read")
            file.spoilt.add(first)  # or too long for one answer: its pages come one by one
        code = "page_too_slow"
        if file.failed < MOST_FAILED:
            try:
                return self._asked(asked, asked.page, 1, PAGE_SECONDS)
            except Refused as problem:
                if problem.code not in _PAGE_PROBLEMS:
                    raise
                code = _PAGE_PROBLEMS[problem.code]
            except RuntimeError:
                _log.exception("a page could not be read")
                code = "page_broken"
            file.failed += 1
        return [Layer(PageText(asked.page, 1, 1, Method.TEXT, problem=code), is_real=False)]

    def _asked(self, asked: Asked, first: int, most: int, seconds: int) -> list[Layer]:
        answer = self._workers.run(
            "page_layers", str(asked.path), first, most,
            file_name=asked.file_name, timeout=seconds, cancelled=asked.cancelled,
        )  # fmt: skip
        try:
            return layers_of_answer(answer, first, most)
        except PageBroken as error:
            raise Refused("file_broken", file=asked.file_name) from error


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
