"""Scans recognised page by page in limited processes of their own, from any thread."""

import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path

from shamay_desktop.documents.ocr.models import FIGURES, WORDS, Found, find_models
from shamay_desktop.documents.worker.child import ChildLimits
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.reading.page_json import PageBroken, decode_page
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.usecases.ports import Cancelled

TASKS = "shamay_desktop.documents.ocr.worker_tasks"
PAGE_SECONDS = 120
"""A strip of 3.4 m takes fifteen on one slow core."""

MOST_PROCESSES = 2
"""Each may take what `ProcessLimits.for_pages` says: the program stays within its memory."""

PAGES_A_PROCESS = 200

_log = logging.getLogger(__name__)
_PROBLEMS = {
    "file_too_slow": "page_too_slow",
    "file_too_heavy": "page_too_heavy",
    "file_too_many_pixels": "page_too_heavy",
    "file_page_too_large": "page_too_large",
}


class Recogniser:
    """The worker program for scans: processes start when they are needed and stay warm.

    `workers` are its processes, for a pool beside it that needs them to rest.
    """

    def __init__(
        self,
        limits: ChildLimits,
        folders: Sequence[Path],
        *,
        tasks_module: str = TASKS,
        page_seconds: int = PAGE_SECONDS,
        pages_a_process: int = PAGES_A_PROCESS,
    ) -> None:
        self.workers = LimitedWorkers(
            limits,
            max(1, min(MOST_PROCESSES, os.cpu_count() or 1)),
            files_a_process=pages_a_process,
            tasks_module=tasks_module,
        )
        self._folders, self._page_seconds = tuple(folders), page_seconds
        self._asking = threading.Lock()
        self._found: Found | None = None
        self._engine: str | None = None

    def page(
        self, path: Path, page: int, rotation: int = 0, cancelled: Cancelled | None = None
    ) -> PageText:
        """A page's words, turned clockwise by `rotation` before; boxes of the page as shown.

        What goes wrong with the page is its `problem`. Raises WorldFailed, WorkCancelled.
        """
        models = self._models()
        if not models.complete:
            return _unread(page, "no_engine")
        try:
            answer = self.workers.run(
                "page", str(path), page, rotation, *_paths(models),
                file_name=path.name, timeout=self._page_seconds, cancelled=cancelled or _never,
            )  # fmt: skip
            read = decode_page(answer)
        except Refused as refused:
            return _unread(page, _PROBLEMS.get(refused.code, "page_broken"))
        except PageBroken:
            return _unread(page, "page_broken")
        except RuntimeError:  # a slip of ours on a strange page is no other page's trouble
            _log.exception("a page could not be recognised")
            return _unread(page, "page_broken")
        return read if read.page == page else _unread(page, "page_broken")

    def engine(self) -> str | None:
        """Name and version, None when it cannot work; the first time it is started, a second."""
        models = self._models()
        if not models.complete:
            return None
        with self._asking:
            if self._engine is None:
                self._engine = self._asked(models)
            return self._engine

    def close(self) -> None:
        """End all processes; pages under way raise WorkCancelled."""
        self.workers.close()

    def _models(self) -> Found:
        """Looked for once; what is missing is looked for again, it may have been brought."""
        with self._asking:
            if self._found is None or not self._found.complete:
                self._found = find_models(self._folders)
            return self._found

    def _asked(self, models: Found) -> str | None:
        try:
            found = self.workers.run("version", *_paths(models), file_name="")
        except (Refused, WorldFailed, RuntimeError):
            _log.exception("the engine does not start")
            return None
        return found if isinstance(found, str) and found.isprintable() else None


def _paths(models: Found) -> tuple[str, str]:
    return str(models.folders[WORDS]), str(models.folders[FIGURES])


def _unread(page: int, problem: str) -> PageText:
    return PageText(page, 0, 0, Method.OCR, problem=problem)


def _never() -> bool:
    return False
