"""From a file, a drop or the clipboard to rows: look, ask, import, tell, and undo."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.file_names import portable_name
from shamay_desktop.domain.market.own_table import MAPPING as OWN_TABLE
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.rows import MarketRow, MarketSource
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.market.import_dialog import ImportDialog
from shamay_desktop.ui.market.import_tray import ImportTray
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.market.accounting import write_account
from shamay_desktop.usecases.market.exporting import export_found, export_rows
from shamay_desktop.usecases.market.importing import Imported, import_table
from shamay_desktop.usecases.market.previewing import ImportPreview, Pasted, preview
from shamay_desktop.usecases.market.undoing import undo_import

FILES = "*.xls *.xlsx *.csv *.txt *.tsv *.json *.html *.htm *.docx"


class ImportFlow(QObject):
    """One file after the other; what is under way is told in the tray."""

    changed = Signal(object)
    """Changes: rows came or went."""

    refused = Signal(str)
    """Why nothing is imported, in words."""

    def __init__(self, means: Means, screen: QWidget) -> None:
        super().__init__(screen)
        self._means = means
        self._screen = screen
        self._waiting: deque[Path] = deque()
        self._handle: Handle | None = None
        self.tray = ImportTray(means.texts)
        self.tray.cancel_asked.connect(self.cancel)
        self.tray.account_asked.connect(self.save_account)
        self.tray.undo_asked.connect(self.undo)

    @property
    def may_import(self) -> bool:
        """Whether the person may bring rows in."""
        return may(self._means.actor, Permission.MARKET_DATA)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._handle is not None

    # -- in ----------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for files."""
        if not self._allowed():
            return
        texts = self._means.texts
        kinds = f"{texts('market.files')} ({FILES});;{texts('market.files_all')} (*)"
        chosen, _ = QFileDialog.getOpenFileNames(
            self._screen, texts("market.import_file"), "", kinds
        )
        self.take_files([Path(each) for each in chosen])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look at files, one after the other."""
        if paths and self._allowed():
            self._waiting.extend(path for path in paths if path.is_file())
            self._next()

    def paste(self) -> None:
        """Look at a table that was copied elsewhere; copied files are files."""
        if not self._allowed():
            return
        mime = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.take_files(files)
            return
        now = self._means.services.clock.now().astimezone()
        name = self._means.texts("market.pasted_name", at=f"{now:%d.%m.%Y %H:%M}")
        self._look(Pasted(mime.text(), mime.html() if mime.hasHtml() else "", name), name)

    def cancel(self) -> None:
        """Stop; nothing of it is kept."""
        self._waiting.clear()
        if self._handle is not None:
            self._handle.cancel()

    # -- out and back --------------------------------------------------------------------------

    def undo(self, source: MarketSource) -> None:
        """Ask, then take an import back as a whole."""
        texts = self._means.texts
        ask = QMessageBox(self._screen)
        ask.setObjectName("confirm-undo-import")
        ask.setIcon(QMessageBox.Icon.Question)
        ask.setText(texts("market.undo_ask", name=source.name))
        ask.setInformativeText(texts("market.undo_ask_more"))
        yes = ask.addButton(texts("market.undo_do"), QMessageBox.ButtonRole.AcceptRole)
        ask.addButton(texts("shell.cancel"), QMessageBox.ButtonRole.RejectRole)
        yes.setObjectName("action:confirm-undo")
        yes.clicked.connect(lambda: self.undo_at_once(source))
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def undo_at_once(self, source: MarketSource) -> None:
        """Take an import back as a whole; stopped on the way, all of it stands."""
        if self.busy:
            self.refused.emit(self._means.texts("market.busy"))
            return
        means = self._means
        self.tray.show_work(means.texts("market.undoing", name=source.name))
        self._handle = means.tasks.run(
            undo_import,
            means.services,
            means.actor,
            source.id,
            owner=self,
            on_done=lambda changes: self._on_undone(source, changes),
            on_failed=self._on_failed,
            on_cancelled=lambda: self._on_undo_stopped(source),
            on_progress=self.tray.show_steps,
            lane="work",
        )

    def save_account(self, source: MarketSource) -> None:
        """Ask where to, and write the row-by-row account."""
        texts = self._means.texts
        name = portable_name(texts("market.account_name", name=Path(source.name).stem)) + ".csv"
        if (target := self._ask_target("market.account_where", name)) is not None:
            self.write_account(source, target)

    def write_account(self, source: MarketSource, target: Path) -> None:
        """Write what was not taken as it stood, and why."""
        means = self._means
        write = partial(write_account, language=means.texts.language)
        self._write(write, source.id, target)

    def save_rows(self, query: MarketQuery, rows: Sequence[MarketRow]) -> None:
        """Ask where to, and write the chosen rows, else all that are asked for."""
        if not self._allowed():
            return
        name = portable_name(self._means.texts("market.export_name")) + ".csv"
        if (target := self._ask_target("market.export_where", name)) is not None:
            self.write_rows(query, rows, target)

    def write_rows(self, query: MarketQuery, rows: Sequence[MarketRow], target: Path) -> None:
        """Write rows as CSV, which may be edited and imported again."""
        language = self._means.texts.language
        if rows:
            self._write(partial(export_rows, language=language), tuple(rows), target)
        else:
            self._write(partial(export_found, language=language), query, target)

    # -- inside --------------------------------------------------------------------------------

    def _allowed(self) -> bool:
        if not self.may_import:
            self.refused.emit(self._means.texts("market.may_not"))
        return self.may_import

    def _ask_target(self, title: str, name: str) -> Path | None:
        texts = self._means.texts
        chosen, _ = QFileDialog.getSaveFileName(self._screen, texts(title), name, "CSV (*.csv)")
        return Path(chosen) if chosen else None

    def _write(self, operation: Callable[..., Path], what: object, target: Path) -> None:
        means = self._means
        self.tray.show_work(means.texts("market.writing", file=target.name))
        means.tasks.run(
            operation,
            means.services,
            means.actor,
            what,
            target,
            owner=self,
            on_done=lambda path: self.tray.show_result(
                means.texts("market.written", file=str(path)), None
            ),
            on_failed=self._on_failed,
            lane="work",
        )

    def _next(self) -> None:
        if self._waiting and not self.busy:
            path = self._waiting.popleft()
            self._look(path, path.name)

    def _look(self, source: Path | Pasted, name: str) -> None:
        means = self._means
        self.tray.show_work(means.texts("market.looking", file=name))
        self._handle = means.tasks.run(
            preview,
            means.services,
            means.actor,
            source,
            owner=self,
            on_done=self._on_looked,
            on_failed=self._on_failed,
            on_cancelled=self._on_cancelled,
            on_progress=self.tray.show_progress,
            lane="work",
        )

    def _on_looked(self, looked: ImportPreview) -> None:
        self._handle = None
        self.tray.hide()
        dialog = ImportDialog(self._means, looked, self._screen)
        dialog.wanted.connect(self.import_it)
        dialog.rejected.connect(self._next)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_it(self, looked: ImportPreview) -> None:
        """Write the rows of a preview."""
        means = self._means
        self.tray.show_work(means.texts("market.importing", file=looked.name))
        self._handle = means.tasks.run(
            import_table,
            means.services,
            means.actor,
            looked,
            owner=self,
            on_done=self._on_imported,
            on_failed=self._on_failed,
            on_cancelled=self._on_cancelled,
            on_progress=self.tray.show_steps,
            lane="work",
        )

    def _on_imported(self, done: Imported) -> None:
        self._handle = None
        texts, counts = self._means.texts, done.source.counts
        own = done.source.mapping.get("id") == OWN_TABLE
        kept = done.source if done.source.id else None
        if done.again:
            self.tray.show_result(texts("market.imported_again", file=done.source.name), None)
        elif done.changed or (own and not counts.imported):
            words = texts("market.imported_changed", n=done.changed, refused=len(done.refused))
            self.tray.show_result(words, kept)
        else:
            self.tray.show_result(counts_words(done.source, self._means), done.source)
        self.changed.emit(done.changes)
        self._next()

    def _on_undo_stopped(self, source: MarketSource) -> None:
        self._handle = None
        self.tray.show_result(self._means.texts("market.undo_stopped", name=source.name), source)

    def _on_undone(self, source: MarketSource, changes: Changes) -> None:
        self._handle = None
        self.tray.show_result(self._means.texts("market.undone", name=source.name), None)
        self.changed.emit(changes)
        self._next()

    def _on_failed(self, error: ShamayError) -> None:
        self._handle = None
        self.tray.show_result(error_words(self._means.texts, error), None, failed=True)
        self._next()

    def _on_cancelled(self) -> None:
        self._handle = None
        self.tray.show_result(self._means.texts("market.import_cancelled"), None)


def counts_words(source: MarketSource, means: Means) -> str:
    """What became of an import's rows, in a sentence."""
    counts, texts = source.counts, means.texts
    parts = [texts("market.count_imported", n=f"{counts.imported:,}")]
    parts += [
        texts(f"market.count_{name}", n=f"{number:,}")
        for name, number in (
            ("merged", counts.merged),
            ("duplicates", counts.duplicates),
            ("quarantined", counts.quarantined),
        )
        if number
    ]
    return texts("market.imported", file=source.name, counts=" · ".join(parts))
