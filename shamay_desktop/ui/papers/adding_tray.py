"""The tray under the page: files being added, with progress and cancel, and what became of each."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.evidence.adding import AddedFiles, add_files
from shamay_desktop.usecases.evidence.gathering import files_of
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services

REFRESH_MS = 700
GLANCE_MS = 8000
"""How long a result is seen of which nothing needs reading."""

ROWS = 5


def take_files(
    services: Services,
    actor: Actor,
    valuation_id: str,
    paths: Sequence[Path],
    as_papers: bool,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> AddedFiles:
    """What was dropped or chosen, folders with all that is in them, into the case."""
    files = files_of(services, paths)
    return add_files(
        services, actor, valuation_id, files, on_progress, cancelled, as_papers=as_papers
    )


class AddingTray(QFrame):
    """Adds one lot of files after the other; hidden while there is nothing to say."""

    moved = Signal()
    """Some files are in meanwhile."""

    added = Signal(object)
    """AddedFiles: a lot is done."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adding-tray")
        self.setProperty("surface", "true")
        self._context = context
        self._lots: deque[tuple[tuple[Path, ...], bool]] = deque()
        self._handle: Handle | None = None
        self._since = QElapsedTimer()
        self._glance = QTimer(self, singleShot=True, interval=GLANCE_MS)
        self._glance.timeout.connect(self.hide)
        self._build()
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether files are being added."""
        return self._handle is not None

    def add(self, paths: Sequence[Path], *, as_papers: bool = False) -> None:
        """Add files and folders, after those that are under way."""
        if paths:
            self._lots.append((tuple(paths), as_papers))
            self._start_next()

    def cancel(self) -> None:
        """Stop; what is in stays."""
        self._lots.clear()
        if self._handle is not None:
            self._handle.cancel()

    # -- working --------------------------------------------------------------------------

    def _start_next(self) -> None:
        if self.busy or not self._lots:
            return
        paths, as_papers = self._lots.popleft()
        self._glance.stop()
        self.results.clear()
        self.results.hide()
        self.words.setText(self._context.texts("documents.adding_begin"))
        self.bar.setRange(0, 0)
        self._show_work(working=True)
        self._since.start()
        context = self._context
        self._handle = context.tasks.run(
            take_files,
            context.services,
            context.actor,
            context.session.valuation.id,
            paths,
            as_papers,
            owner=self,
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
            lane="work",
        )

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(self._context.texts("documents.adding", done=done, total=total))
        if self._since.elapsed() > REFRESH_MS:
            self._since.restart()
            self.moved.emit()

    def _on_done(self, added: AddedFiles) -> None:
        self._handle = None
        self.words.setText(self._summary(added))
        texts = self._context.texts
        for refused in added.refused:
            self._tell("block", "error", error_words(texts, refused.problem))
        for name in added.linked:
            self._tell("link", "muted", texts("documents.linked", file=name))
        self._end()
        if self.results.isHidden() and not added.cancelled:
            self._glance.start()
        self.added.emit(added)
        self._start_next()

    def _on_failed(self, error: ShamayError) -> None:
        self._handle = None
        self._lots.clear()
        self.words.setText(self._context.texts("documents.adding_failed"))
        self._tell("block", "error", error_words(self._context.texts, error))
        self._end()
        self.moved.emit()

    def _on_cancelled(self) -> None:
        self._handle = None
        self.words.setText(self._context.texts("documents.adding_cancelled"))
        self._end()
        self.moved.emit()

    def _summary(self, added: AddedFiles) -> str:
        texts = self._context.texts
        parts = [
            texts(key, n=n)
            for key, n in (
                ("documents.added_papers", len(added.documents)),
                ("documents.added_photos", len(added.images)),
                ("documents.added_linked", len(added.linked)),
                ("documents.added_refused", len(added.refused)),
            )
            if n
        ]
        if added.cancelled:
            parts.append(texts("documents.adding_cancelled"))
        return " · ".join(parts) or texts("documents.added_nothing")

    # -- showing --------------------------------------------------------------------------

    def _tell(self, icon: str, tone: str, words: str) -> None:
        item = QListWidgetItem(theme.icon(icon, tone), words)
        item.setToolTip(words)
        self.results.addItem(item)

    def _end(self) -> None:
        rows = min(self.results.count(), ROWS)
        self.results.setVisible(rows > 0)
        if rows:
            self.results.setFixedHeight(rows * self.results.sizeHintForRow(0) + theme.SPACE // 2)
        self._show_work(working=False)

    def _show_work(self, *, working: bool) -> None:
        self.bar.setVisible(working)
        self.stop.setVisible(working)
        self.close_button.setVisible(not working)
        self.show()

    def _build(self) -> None:
        texts = self._context.texts
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("adding-words")
        theme.align_leading(self.words)
        self.bar = QProgressBar()
        self.bar.setObjectName("adding-progress")
        self.bar.setAccessibleName(texts("documents.adding_begin"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(20 * theme.SPACE)
        self.stop = QPushButton(texts("documents.cancel"))
        self.stop.setObjectName("action:cancel-adding")
        self.stop.clicked.connect(self.cancel)
        self.close_button = QPushButton(texts("documents.close_tray"))
        self.close_button.setObjectName("action:close-tray")
        self.close_button.clicked.connect(self.hide)
        self.results = QListWidget()
        self.results.setObjectName("adding-results")
        self.results.setAccessibleName(texts("documents.results"))
        self.results.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(row)
        column.addWidget(self.results)
