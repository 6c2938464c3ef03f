"""What was read of stored pages, kept by hash: the searchable text layer beside the original.

`ab/<sha256>/text1-3.json.gz` is page 3 by the first recipe; `ocr2-3-90.json.gz` is what was
recognised of it as a person had turned it. What does not fit is as if it were not there, and is
read again.
"""

import gzip
import json
import uuid
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.documents.disk import Disk
from shamay_desktop.documents.store_check import is_hash
from shamay_desktop.domain.reading.page_json import PageBroken, decode_page, encode_page
from shamay_desktop.domain.reading.page_text import Method, PageText

RECIPES = {Method.TEXT: "text1", Method.OCR: "ocr2"}
"""A recipe's number grows when it reads the same page otherwise than before."""

MOST_BYTES = 32 * 1024 * 1024
"""Of a kept page unpacked: more was not written by this program."""

_FAST = 3


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page with how a person had turned it when it was read (degrees clockwise)."""

    page: PageText
    rotation: int
    file: Path


class KeptPages:
    """Pages in a folder; callable from any thread, and beside other programs on one home."""

    def __init__(self, root: Path, disk: Disk) -> None:
        self._root = root
        self._disk = disk

    def get(self, sha256: str, page: int, rotation: int = 0) -> KeptPage | None:
        """The page (from 1) by today's recipes, its own text before what was recognised.

        What was recognised is of one turn: a page that a person turned otherwise is another one.
        """
        for method in RECIPES:
            found = _read(self._file(sha256, page, method, rotation), page)
            if found is not None and (method is Method.TEXT or found.rotation == rotation):
                return found
        return None

    def put(self, sha256: str, page: PageText, rotation: int = 0) -> Path:
        """Keep a page durably in place of an earlier one. Raises WorldFailed; never half-done."""
        target = self._file(sha256, page.page, page.method, rotation)
        content = json.dumps({"rotation": rotation, "page": encode_page(page)}, ensure_ascii=False)
        temporary = target.with_name(f".{uuid.uuid4().hex}.part")
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_bytes(gzip.compress(content.encode(), _FAST, mtime=0))
            self._disk.place(temporary, target)
        except OSError as error:
            raise self._disk.failure(error, target) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        return target

    def _file(self, sha256: str, page: int, method: Method, rotation: int) -> Path:
        if not is_hash(sha256):
            raise ValueError("not a SHA-256 in lower-case hex")
        turned = f"-{rotation}" if rotation and method is Method.OCR else ""
        name = f"{RECIPES[method]}-{page}{turned}.json.gz"
        return self._root / sha256[:2] / sha256 / name


def unpacked(file: Path) -> object:
    """The JSON of a kept page. Raises OSError, EOFError, zlib.error and ValueError."""
    with gzip.open(file, "rb") as reader:
        content = reader.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("too large to be a page")
    return json.loads(content)


def _read(file: Path, page: int) -> KeptPage | None:
    try:
        match unpacked(file):
            case {"rotation": int(rotation), "page": raw}:
                found = decode_page(raw)
                return KeptPage(found, rotation, file) if found.page == page else None
    except (OSError, EOFError, zlib.error, ValueError, RecursionError, PageBroken):
        return None
    return None
