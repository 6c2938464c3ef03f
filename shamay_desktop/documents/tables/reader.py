"""The port `TableReader`: foreign tables read in a limited process, their rows left on the disk."""

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from shamay_desktop.documents.tables.kept_rows import KeptRows
from shamay_desktop.documents.tables.limits import LIMITS
from shamay_desktop.documents.tables.spool import PROGRESS
from shamay_desktop.documents.worker.child import ChildLimits
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.limited_process import THOUSAND, LimitedTasks, ProgressFile
from shamay_desktop.usecases.market_ports import RawTable
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.user_file import check_user_file, megabytes, shown_name

READ_SECONDS = 300
TASKS = "shamay_desktop.documents.tables.worker_tasks"
FORMATS = frozenset(
    {"tax_authority_html", "html", "nadlan_json", "govmap_json", "json", "csv", "xlsx", "xls",
     "docx", "pasted"}
)  # fmt: skip
_PASTED = "clipboard"
_LARGEST_PASTED = 50 * 1024 * 1024


def table_workers(limits: ChildLimits, beside: Sequence[LimitedWorkers] = ()) -> LimitedWorkers:
    """The processes of a reader: one works at a time. `beside` rest while it needs more memory."""
    return LimitedWorkers(limits, 1, files_a_process=20, tasks_module=TASKS, beside=beside)


class LimitedTableReader:
    """Reads tables of any size in bounded memory; callable from any thread.

    The rows lie in a folder of their own below `temporary` until the last table is let go.
    """

    def __init__(self, workers: LimitedTasks, temporary: Path) -> None:
        self._workers, self._temporary = workers, temporary

    def read(
        self, path: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Sequence[RawTable]:
        """As the port says."""
        check_user_file(path, LIMITS.file)
        return self._read(path, shown_name(path), "", on_progress, cancelled)

    def pasted(self, text: str, html: str = "") -> Sequence[RawTable]:
        """As the port says; what has tables as HTML is read from it."""
        if html.strip():
            with suppress(Refused):  # what it shows as text may still divide into rows
                return self._pasted(html, "html")
        try:
            return self._pasted(text, "text")
        except Refused as refused:
            if refused.code == "table_empty":
                raise Refused("pasted_empty") from refused
            raise

    def _pasted(self, words: str, how: str) -> Sequence[RawTable]:
        if not words.strip():
            raise Refused("pasted_empty")
        content = words.encode("utf-8", "replace")
        if len(content) > _LARGEST_PASTED:
            raise Refused("pasted_too_large", limit=megabytes(_LARGEST_PASTED))
        folder = Path(tempfile.mkdtemp(prefix="pasted-", dir=self._temporary))
        try:
            file = folder / "words"
            file.write_bytes(content)
            return self._read(file, _PASTED, how, None, None)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(
        self,
        path: Path,
        name: str,
        pasted: str,
        on_progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> Sequence[RawTable]:
        folder = _Folder(self._temporary)
        stop = ProgressFile(folder.path / PROGRESS).watched(on_progress, cancelled)
        found = self._workers.run(
            "read", str(path.absolute()), str(folder.path), pasted,
            file_name=name, timeout=READ_SECONDS, cancelled=stop,
        )  # fmt: skip
        if on_progress is not None:
            on_progress(THOUSAND, THOUSAND)
        return tables_of(found, folder.path, name, folder)


class _Folder:
    """A folder that is removed when nobody knows it any more."""

    def __init__(self, below: Path) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="tables-", dir=below))
        self._end = weakref.finalize(self, shutil.rmtree, str(self.path), ignore_errors=True)


def tables_of(found: object, folder: Path, name: str, holds: object = None) -> list[RawTable]:
    """The answer of `worker_tasks.read` rebuilt value by value; Refused when it does not fit."""
    if not isinstance(found, list) or not found:
        raise Refused("file_broken", file=name)
    return [_table(each, folder, name, holds) for each in found]


def _table(found: object, folder: Path, name: str, holds: object) -> RawTable:
    match found:
        case {
            "format": str(kind),
            "title": str(title),
            "headings": list(headings),
            "rows": int(rows),
            "first_row": int(first_row),
            "encoding": str(encoding),
            "delimiter": str(delimiter),
            "lost": list(lost),
            "file": str(file),
        } if (
            kind in FORMATS
            and file.isdecimal()
            and 0 < rows <= LIMITS.rows + 2**20
            and all(isinstance(each, str) for each in headings)
            and set(lost) <= {"hebrew"}
        ):
            kept = KeptRows(folder / str(int(file)), rows, len(headings), name, holds)
            return RawTable(
                kind, title, tuple(headings), kept, first_row, encoding, delimiter, frozenset(lost)
            )
    raise Refused("file_broken", file=name)
