"""Which files come in: those that were named, and those inside archives, unpacked bit by bit."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.domain.ids import new_id
from shamay_desktop.usecases.file_ports import ArchiveEntry
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.services import Services

BATCH_FILES = 20
BATCH_BYTES = 64 * 1024 * 1024
"""What is unpacked at a time: little room on the disk is needed, and cancelling is quick."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is to be added, under the name that the user knows; `problem` when it cannot be.

    One that is `ours` was unpacked or pasted and is removed when it was dealt with.
    """

    path: Path
    name: str
    problem: Refused | None = None
    ours: bool = False

    def discard(self) -> None:
        """Remove the file if it is ours."""
        if self.ours:
            self.path.unlink(missing_ok=True)


class Arrivals:
    """The files of a lot, in order; `total` grows as archives are opened.

    What is unpacked lies in `folder` until it is discarded, or until the folder goes.
    """

    def __init__(
        self, services: Services, paths: Sequence[Path], folder: Path, cancelled: Cancelled | None
    ) -> None:
        self._services = services
        self._paths = paths
        self._folder = folder
        self._cancelled = cancelled
        self.total = len(paths)

    def __iter__(self) -> Iterator[Arrival]:
        """Each file once. Raises WorldFailed and WorkCancelled."""
        for path in self._paths:
            yield from self._of(path)

    def _of(self, path: Path) -> Iterator[Arrival]:
        name = str(clean_file_name(path.name))
        try:
            entries = self._services.inspector.archive(path, self._cancelled)
            if entries is None:
                yield Arrival(path, path.name)
                return
            if not entries:
                raise Refused("archive_empty", file=name)  # noqa: TRY301 — one place answers both
        except Refused as problem:
            yield Arrival(path, path.name, problem)
            return
        self.total += len(entries) - 1
        yield from self._unpacked(path, entries)

    def _unpacked(self, path: Path, entries: Sequence[ArchiveEntry]) -> Iterator[Arrival]:
        """The entries in the archive's order, a batch on the disk at a time."""
        folder = self._folder / new_id()
        for batch in _batches(entries):
            wanted = [entry for entry in batch if entry.problem is None]
            found = self._services.inspector.unpack(path, wanted, folder, self._cancelled)
            for entry in batch:
                yield _arrival(entry, found)


@contextmanager
def lot_folder(services: Services) -> Iterator[Path]:
    """A folder for what is unpacked and made while a lot is taken; all of it goes at the end."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="lot-", dir=services.temporary))
    except OSError as error:
        reason = str(error.strerror)
        raise WorldFailed("disk_failed", file=services.temporary.name, reason=reason) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _arrival(entry: ArchiveEntry, found: Mapping[int, Path | Refused]) -> Arrival:
    unpacked = found.get(entry.number)
    if isinstance(unpacked, Path):
        return Arrival(unpacked, entry.name, ours=True)
    problem = unpacked if isinstance(unpacked, Refused) else entry.problem
    return Arrival(
        Path(entry.name), entry.name, problem or Refused("archive_broken", file=entry.name)
    )


def _batches(entries: Sequence[ArchiveEntry]) -> Iterator[list[ArchiveEntry]]:
    batch: list[ArchiveEntry] = []
    for entry in entries:
        held = sum(each.size for each in batch)
        if batch and (len(batch) == BATCH_FILES or held + entry.size > BATCH_BYTES):
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch
