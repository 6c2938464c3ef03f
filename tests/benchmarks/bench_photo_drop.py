"""200 photos of 12 megapixels dropped on a case, against hashing and thumbnailing them bare.

Ours is `add_files` as the window's tray calls it: each photo is read to its end in a limited
process, copied durably to the store, hashed, written with its audit line, and its small picture
and likeness are made. Bare is a pool of two processes of the same politeness that hash each file
and make Pillow's thumbnail of the same size, and keep nothing else.
"""

import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.system.limits import ProcessLimits
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.evidence.pictures import CONTACT_SIDE, thumbnail
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.benchmarks.pairs import Pairs, rounded
from tests.benchmarks.photos import make_photos, with_comment
from tests.benchmarks.prepared_home import owner_of, services_of

PHOTOS = int(os.environ.get("BENCH_PHOTOS", "200"))
CORES = 2
ROUNDS = 3
AIM, LIMIT = 1.2, 1.6


def measure() -> dict[str, object]:
    """Seconds of both, their ratio, and what of ours is the program's own thread."""
    with tempfile.TemporaryDirectory(prefix="bench-drop-") as folder:
        root = Path(folder)
        (root / "photos").mkdir()
        paths = make_photos(root / "photos", PHOTOS)
        services = services_of(root / "home")
        actor = owner_of(services)
        drop = Drop(services, actor, paths)
        with _pool() as pool:
            pairs = Pairs(drop, lambda: _bare(pool, paths, root), ROUNDS)
        services.close()
        return {
            "photos": PHOTOS,
            "ours_seconds": rounded(sorted(pairs.ours)[ROUNDS // 2], 1),
            "bare_seconds": rounded(sorted(pairs.bare)[ROUNDS // 2], 1),
            "own_thread_seconds": rounded(drop.own_seconds, 1),
            "ratio": pairs.ratio,
            "aim": AIM,
            "limit": LIMIT,
        }


class Drop:
    """Drops the photos on a new case; each time as files that the store has not seen."""

    def __init__(self, services: Services, actor: Actor, paths: list[Path]) -> None:
        self._services, self._actor, self._paths = services, actor, paths
        self._turn = 0
        self.own_seconds = 0.0

    def __call__(self) -> float:
        """The seconds of one drop."""
        self._turn += 1
        for path in self._paths:
            path.write_bytes(with_comment(path.read_bytes(), f"turn {self._turn}"))
        case = create_case(self._services, self._actor).valuation.id
        began, worked = time.perf_counter(), time.thread_time()
        added = add_files(self._services, self._actor, case, self._paths)
        seconds = time.perf_counter() - began
        self.own_seconds = time.thread_time() - worked
        assert len(added.images) == len(self._paths), added.refused
        last = added.images[-1]
        assert thumbnail(self._services, last.sha256, CONTACT_SIDE).width == CONTACT_SIDE
        return seconds


def _bare(pool: ProcessPoolExecutor, paths: list[Path], root: Path) -> float:
    target = root / "thumbs"
    target.mkdir(exist_ok=True)
    began = time.perf_counter()
    hashes = list(pool.map(_hash_and_thumbnail, [(str(path), str(target)) for path in paths]))
    assert len(set(hashes)) == len(paths)
    return time.perf_counter() - began


def _hash_and_thumbnail(asked: tuple[str, str]) -> str:
    from PIL import Image

    path, target = asked
    with Path(path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with Image.open(path) as image:
        image.thumbnail((CONTACT_SIDE, CONTACT_SIDE))
        image.save(Path(target, f"{digest}.jpg"), "JPEG", quality=85)
    return digest


def _pool() -> ProcessPoolExecutor:
    """As polite as the limited processes, so that a busy machine falls on both alike."""
    return ProcessPoolExecutor(
        CORES, mp_context=multiprocessing.get_context("spawn"), initializer=_be_polite
    )


def _be_polite() -> None:
    if sys.platform != "win32":
        os.nice(ProcessLimits().niceness)
