"""The port `PaperReader`: stored papers page by page, what is foreign in limited processes."""

import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.imaging.kinds import kind_of
from shamay_desktop.documents.reading.kept_pages import KeptPages
from shamay_desktop.documents.reading.layer import Layer
from shamay_desktop.documents.reading.own_text import Asked, OwnText
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.evidence import DocType, FileFacts, FileKind
from shamay_desktop.domain.reading.page_json import encode_page
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Reading, Signature, SignatureFacts
from shamay_desktop.domain.reading.reading_json import decode_reading
from shamay_desktop.usecases.limited_process import LimitedTasks
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.reading_ports import ExtractorFacts

EXTRACT_SECONDS = 60
SIGNATURE_SECONDS = 30
LONGEST_PICTURE = 1224
"""Points of the longer side of a picture's page: A3."""

_log = logging.getLogger(__name__)
_TURNS = (0, 90, 180, 270)
_PAGES_AT_HAND = 200
_FILES_COUNTED = 200
_REASON = re.compile(r"[a-z0-9_]{0,60}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_LONGEST_NAME = 500

_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


class Workers(LimitedTasks, Protocol):
    """The limited processes, as the reader needs them."""

    def inspect(
        self, path: Path, file_name: str | None = None, cancelled: Callable[[], bool] = ...
    ) -> FileFacts:
        """What a file is, read to its end."""
        ...


class Recogniser(Protocol):
    """Who reads pictures of pages."""

    def page(
        self, path: Path, page: int, rotation: int = 0, cancelled: Cancelled | None = None
    ) -> PageText:
        """A page's words; what goes wrong with it alone is its `problem`."""
        ...

    def engine(self) -> str | None:
        """Name and version; None when it cannot work here."""
        ...


class StoredPaperReader:
    """Reads the papers of a store; any number of threads may ask at once."""

    def __init__(
        self, store: FileStore, workers: Workers, kept: KeptPages, recogniser: Recogniser | None
    ) -> None:
        self._store, self._workers, self._kept = store, workers, kept
        self._recogniser = recogniser
        self._own = OwnText(workers)
        self._at_hand = _Recent[tuple[str, int, int], tuple[PageText, str]](_PAGES_AT_HAND)
        self._counted = _Recent[str, FileFacts](_FILES_COUNTED)

    def page_count(self, sha256: str, cancelled: Cancelled | None = None) -> int:
        """How many pages a stored PDF, TIFF or picture has."""
        return self._facts(sha256, cancelled).pages

    def kept(self, sha256: str, page: int, rotation: int = 0) -> PageText | None:
        """What was read of a page before, None when it was not as it is turned now; quick."""
        return self._known(sha256, page, rotation)

    def read_page(
        self, sha256: str, page: int, rotation: int = 0, cancelled: Cancelled | None = None
    ) -> PageText:
        """A page's words: its own text, else recognised from its picture; kept.

        `rotation` is how a person turned it; only a picture that was turned since is read again.
        """
        known = self._known(sha256, page, rotation)
        if known is not None:
            return known
        path = self._path(sha256)
        if kind_of(path) is not FileKind.PDF:
            return self._recognised(sha256, path, page, rotation, None, cancelled)
        layer = self._layer(sha256, path, page, cancelled)
        if layer.is_real:
            return layer.page
        if layer.page.problem is not None:
            self._facts(sha256, cancelled)  # where the whole file is to blame, it is refused
            return layer.page
        return self._recognised(sha256, path, page, rotation, layer, cancelled)

    def extract(
        self,
        sha256: str,
        pages: Sequence[PageText],
        kind: DocType | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[Reading, ...]:
        """The documents in the pages. With a `kind` that a person said, only as that kind.

        Pages go as the files that they are kept in, so that this process has little to pack.
        """
        try:
            answer = self._workers.run(
                "extract", [self._sent(sha256, page) for page in pages], kind,
                file_name=_name(sha256), timeout=EXTRACT_SECONDS, cancelled=_asking(cancelled),
            )  # fmt: skip
        except RuntimeError as slip:  # ours on a strange paper is no other paper's trouble
            _log.exception("a paper could not be made out")
            raise Refused("paper_not_understood", file=_name(sha256)) from slip
        return readings_of_answer(answer, [page.page for page in pages], _name(sha256))

    def signature(self, sha256: str, cancelled: Cancelled | None = None) -> SignatureFacts:
        """The electronic signature of a stored file, verified offline."""
        path = self._path(sha256)
        if kind_of(path) is not FileKind.PDF:
            return SignatureFacts()
        try:
            answer = self._workers.run(
                "signature", str(path),
                file_name=_name(sha256), timeout=SIGNATURE_SECONDS, cancelled=_asking(cancelled),
            )  # fmt: skip
        except Refused as problem:
            return SignatureFacts(Signature.UNVERIFIABLE, reason=problem.code)
        except RuntimeError:
            _log.exception("a signature could not be looked at")
            return SignatureFacts(Signature.UNVERIFIABLE, reason="file_broken")
        return signature_of_answer(answer)

    def extractors(self) -> Sequence[ExtractorFacts]:
        """What can be read."""
        from shamay_desktop.documents.extraction.catalogue import EXTRACTORS

        return tuple(extractor.facts for extractor in EXTRACTORS)

    def engine(self) -> str | None:
        """Name and version of the engine that recognises scans; None when there is none."""
        return None if self._recogniser is None else self._recogniser.engine()

    def _known(self, sha256: str, page: int, rotation: int) -> PageText | None:
        found = self._at_hand.get((sha256, page, rotation))
        if found is not None:
            return found[0]
        kept = self._kept.get(sha256, page, rotation)
        if kept is None:
            return None
        self._at_hand.put((sha256, page, rotation), (kept.page, str(kept.file)))
        return kept.page

    def _layer(self, sha256: str, path: Path, page: int, cancelled: Cancelled | None) -> Layer:
        def kept() -> Layer | None:
            known = self._known(sha256, page, 0)
            real = known is not None and known.method is Method.TEXT
            return Layer(known, is_real=True) if known is not None and real else None

        return self._own.layer(
            Asked(
                path,
                page,
                _name(sha256),
                kept,
                lambda lot: self._keep_lot(sha256, lot),
                _asking(cancelled),
            )
        )

    def _keep_lot(self, sha256: str, lot: Sequence[Layer]) -> None:
        for layer in lot:
            if layer.is_real:
                self._keep(sha256, layer.page, 0)

    def _keep(self, sha256: str, page: PageText, rotation: int) -> None:
        """A page of which nothing was read is not kept: the next time it may be."""
        if page.problem is None or page.lines:
            file = self._kept.put(sha256, page, rotation)
            self._at_hand.put((sha256, page.page, rotation), (page, str(file)))

    def _recognised(
        self,
        sha256: str,
        path: Path,
        page: int,
        rotation: int,
        layer: Layer | None,
        cancelled: Cancelled | None,
    ) -> PageText:
        recogniser = self._recogniser
        if recogniser is None or recogniser.engine() is None:
            read = PageText(page, 0, 0, Method.OCR, problem="no_engine")
        else:
            read = recogniser.page(path, page, rotation, cancelled)
        if not read.width:  # nobody saw it
            width, height = (
                self._shown_size(sha256, cancelled)
                if layer is None
                else (layer.page.width, layer.page.height)
            )
            read = replace(read, width=width, height=height)
        self._keep(sha256, read, rotation)
        return read

    def _sent(self, sha256: str, page: PageText) -> object:
        for rotation in _TURNS:
            known = self._at_hand.get((sha256, page.page, rotation))
            if known is not None and known[0] is page:
                return known[1]
        return encode_page(page)

    def _shown_size(self, sha256: str, cancelled: Cancelled | None) -> tuple[float, float]:
        facts = self._facts(sha256, cancelled)
        scale = min(1.0, LONGEST_PICTURE / max(facts.width, facts.height, 1))
        return facts.width * scale, facts.height * scale

    def _facts(self, sha256: str, cancelled: Cancelled | None) -> FileFacts:
        found = self._counted.get(sha256)
        if found is None:
            path = self._path(sha256)
            found = self._workers.inspect(path, _name(sha256), _asking(cancelled))
            self._counted.put(sha256, found)
        return found

    def _path(self, sha256: str) -> Path:
        path = self._store.path(sha256)
        if not path.is_file():
            raise WorldFailed("stored_file_missing", file=_name(sha256))
        return path


def readings_of_answer(answer: object, pages: Sequence[int], name: str) -> tuple[Reading, ...]:
    """The documents in an answer; one that names a page that was not sent is not believed.

    A value would be shown at a place of another page. Raises Refused(`file_broken`).
    """
    if not isinstance(answer, Mapping):
        raise Refused("file_broken", file=name)
    try:
        readings = decode_reading(answer).readings
    except Refused as problem:
        raise Refused("file_broken", file=name) from problem
    for reading in readings:
        own = [page for page in pages if reading.first_page <= page <= reading.last_page]
        named = {reading.first_page, reading.last_page}
        named |= {found.page for found in reading.found}
        named |= {missed.page for missed in reading.missed if missed.page is not None}
        if not named <= set(own):
            raise Refused("file_broken", file=name)
    return readings


def signature_of_answer(answer: object) -> SignatureFacts:
    """The facts of the task `signature`; what does not fit is not believed."""
    match answer:
        case {
            "state": str(state),
            "signer": str(signer),
            "issuer": str(issuer),
            "signed_at": str() | None as at,
            "covers_whole_file": bool(whole),
            "reason": str(reason),
        } if (
            state in tuple(Signature)
            and _REASON.fullmatch(reason)
            and (at is None or _TIME.fullmatch(at))
        ):
            return SignatureFacts(
                Signature(state), _shown(signer), _shown(issuer), at, whole, reason
            )
    return SignatureFacts(Signature.UNVERIFIABLE, reason="file_broken")


def _shown(name: str) -> str:
    """A name from a certificate: one line of characters that can be shown."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name[:_LONGEST_NAME])
    return " ".join(plain.split())


def _name(sha256: str) -> str:
    """What a file is called here; whoever knows its name says that one instead."""
    return sha256[:12]


def _asking(cancelled: Cancelled | None) -> Callable[[], bool]:
    return cancelled or (lambda: False)


class _Recent(Generic[_Key, _Item]):
    """The last few of something, for any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._items: OrderedDict[_Key, _Item] = OrderedDict()

    def get(self, key: _Key) -> _Item | None:
        with self._guard:
            found = self._items.get(key)
            if found is not None:
                self._items.move_to_end(key)
            return found

    def put(self, key: _Key, item: _Item) -> None:
        with self._guard:
            self._items[key] = item
            self._items.move_to_end(key)
            while len(self._items) > self._most:
                self._items.popitem(last=False)
