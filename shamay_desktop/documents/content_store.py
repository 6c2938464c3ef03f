"""Papers and photos by SHA-256: bytes unaltered, each content once, nothing half-written.

A file comes through `incoming/` (copied and hashed in one pass) and is then moved, durably, to
`ab/cd/<sha256>`, read-only. A file whose name is a hash is therefore always whole.
"""

import hashlib
import os
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from shamay_desktop.documents.disk import Disk
from shamay_desktop.documents.store_check import check_store, is_hash, is_whole
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.evidence import StoredFile
from shamay_desktop.usecases.file_ports import HeldFile, StoreReport
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.user_file import LARGEST, check_size, open_user_file, shown_name

_PIECE = 1024 * 1024
_READ_ONLY = 0o400
_STALE_SECONDS = 24 * 3600
_NEW_FILE: int = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class FileStore:
    """The port `ContentStore` in a folder."""

    def __init__(self, root: Path, disk: Disk, largest: int = LARGEST) -> None:
        self._root = root
        self._incoming = root / "incoming"
        self._disk = disk
        self._largest = largest

    def add(
        self,
        source: Path,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> StoredFile:
        """Take a copy of a file; `on_progress(done, total)` in bytes.

        Raises Refused(`file_missing`, `file_unreadable`, `file_is_folder`, `file_empty`,
        `file_too_large`, `file_kind_unsupported`), WorldFailed(`disk_full`, `disk_failed`) and
        WorkCancelled; the store is then as before.
        """
        return self.keep(self.hold(source, on_progress, cancelled))

    def hold(
        self,
        source: Path,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> HeldFile:
        """Copy a file in without giving it its name: the slow half of `add`, raising as it does.

        Whoever holds it keeps it (`keep`) or drops it; one that is forgotten is a leftover.
        """
        with open_user_file(source, self._largest) as reader:
            size = os.fstat(reader.fileno()).st_size
            self._disk.require_free(self._root, size)
            return self._held(_pieces(reader, source, size, on_progress, cancelled), source)

    def keep(self, held: HeldFile) -> StoredFile:
        """Give a held file its name, durably. Raises WorldFailed; the held file is gone then."""
        target = self.path(held.sha256)
        try:
            already = is_whole(target, held.size)
            if not already:  # a damaged file of this hash is healed by the good copy
                self._disk.place(held.path, target, _READ_ONLY)
            return StoredFile(held.sha256, held.size, already)
        except OSError as error:
            raise self._disk.failure(error, target) from error
        finally:
            self.drop(held)

    def drop(self, held: HeldFile) -> None:
        """Forget a held file."""
        held.path.unlink(missing_ok=True)

    def add_bytes(self, content: bytes) -> StoredFile:
        """Take content that the program itself made. Raises WorldFailed."""
        self._disk.require_free(self._root, len(content))
        return self.keep(self._held(iter([content]), Path("content")))

    def path(self, sha256: str) -> Path:
        """Where the file of a hash is, or would be. Raises ValueError when it is no hash."""
        if not is_hash(sha256):
            raise ValueError("not a SHA-256 in lower-case hex")
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """The stored bytes, to read. Raises WorldFailed(`stored_file_missing`)."""
        path = self.path(sha256)
        try:
            return path.open("rb")
        except FileNotFoundError as error:
            raise WorldFailed("stored_file_missing", file=sha256[:12]) from error
        except OSError as error:
            raise self._disk.failure(error, path) from error

    def verify(
        self,
        known: Iterable[str],
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> StoreReport:
        """Read every file and compare it with its hash; `on_progress(done, total)` in files.

        An orphan is a file that `known` does not name: a file that is just being added is one too.
        """
        return check_store(self._root, self._incoming, known, on_progress, cancelled)

    def clear_leftovers(self, older_than: int = _STALE_SECONDS) -> int:
        """Remove what killed programs left in `incoming/`; returns how many."""
        border = time.time() - older_than
        removed = 0
        for left in self._incoming.glob("*.part"):
            try:
                if left.stat().st_mtime < border:
                    left.unlink()
                    removed += 1
            except OSError:
                continue  # another instance finished it, or holds it open: the next time then
        return removed

    def _held(self, pieces: Iterator[bytes], source: Path) -> HeldFile:
        temporary = self._incoming / f"{uuid.uuid4().hex}.part"
        try:
            return HeldFile(temporary, *self._copied(pieces, temporary, source))
        except BaseException as error:
            temporary.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise self._disk.failure(error, source) from error
            raise

    def _copied(self, pieces: Iterator[bytes], temporary: Path, source: Path) -> tuple[str, int]:
        self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with os.fdopen(os.open(temporary, _NEW_FILE, 0o600), "wb") as writer:
            for piece in pieces:
                size += len(piece)
                check_size(size, source, self._largest)  # it may have grown meanwhile
                digest.update(piece)
                writer.write(piece)
            writer.flush()
            os.fsync(writer.fileno())  # here, so that keeping it has nothing to wait for
        return digest.hexdigest(), size


def _pieces(
    reader: BinaryIO,
    source: Path,
    total: int,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> Iterator[bytes]:
    done = 0
    while piece := _read(reader, source):
        if cancelled is not None and cancelled():
            raise WorkCancelled
        yield piece
        done += len(piece)
        if on_progress is not None:
            on_progress(done, max(done, total))


def _read(reader: BinaryIO, source: Path) -> bytes:
    try:
        return reader.read(_PIECE)
    except OSError as error:
        raise Refused("file_unreadable", file=shown_name(source)) from error
