"""The tray under the page: files being added, with progress and cancel, and what became of each."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
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
from shamay_desktop.domain.drawings_in import Became, Told
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.clipboard import Picture, take_pasted
from shamay_desktop.ui.papers.drawings_in import DrawingsIn, told_line
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
    *,
    kind: DocType | None = None,
) -> AddedFiles:
    """What was dropped or chosen, folders with all that is in them, into the case."""
    files = files_of(services, paths)
    return add_files(
        services, actor, valuation_id, files, on_progress, cancelled, kind=kind, as_papers=as_papers
    )


@dataclass(frozen=True, slots=True)
class Lot:
    """What was given at once; `take(services, actor, case, as_papers, …)` adds it."""

    take: Callable[..., AddedFiles]
    as_papers: bool


class AddingTray(QFrame):
    """Adds one lot of files after the other; hidden while there is nothing to say.

    A pasted picture may be a photo or a paper: that is asked here, once; nothing waits for it.
    Where all that is added is of one `kind`, it is not asked.
    """

    moved = Signal()
    """Some files are in meanwhile."""

    added = Signal(object)
    """AddedFiles: a lot is done."""

    edited = Signal(object)
    """tuple[Change, ...]: the drawings of a lot, as one gesture."""

    brought = Signal(object)
    """tuple[Told, ...]: what became of a lot's drawings; before `added`."""

    def __init__(
        self, context: PageContext, parent: QWidget | None = None, *, kind: DocType | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setObjectName("adding-tray")
        self.setProperty("surface", "true")
        self._context = context
        self._lots: deque[Lot] = deque()
        self._asking: Picture | None = None
        self._pasted_as_papers: bool | None = None if kind is None else True
        self._taken: list[str] = []
        self._handle: Handle | None = None
        self._since = QElapsedTimer()
        self._glance = QTimer(self, singleShot=True, interval=GLANCE_MS)
        self._glance.timeout.connect(self.hide)
        self._drawings = DrawingsIn(context, self)
        self._drawings.edited.connect(self.edited)
        self._drawings.done.connect(self._on_brought)
        self._drawings.failed.connect(self._on_failed)
        self._build()
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether files are being added."""
        return self._handle is not None

    def add(self, paths: Sequence[Path], *, as_papers: bool = False) -> None:
        """Add files and folders, after those that are under way."""
        if paths:
            self._lots.append(Lot(partial(_take_paths, tuple(paths), self._kind), as_papers))
            self._start_next()

    def paste(self, picture: Picture, *, among_papers: bool) -> None:
        """Add a pasted picture; whether it is a photo or a paper is asked the first time.

        Where the person is gives the default.
        """
        if self._pasted_as_papers is not None:
            self._add_pasted(picture, as_papers=self._pasted_as_papers)
            return
        self._asking = picture
        self._glance.stop()
        self.question.show()
        default, other = (
            (self.as_paper, self.as_photo) if among_papers else (self.as_photo, self.as_paper)
        )
        theme.set_kind(default, "primary")
        theme.set_kind(other, "plain")
        self.show()
        default.setFocus()

    def cancel(self) -> None:
        """Stop; what is in stays."""
        self._lots.clear()
        if self._handle is not None:
            self._handle.cancel()

    def _on_kind_said(self, *, as_papers: bool) -> None:
        picture, self._asking = self._asking, None
        self.question.hide()
        self._pasted_as_papers = as_papers
        if picture is not None:
            self._add_pasted(picture, as_papers=as_papers)

    def _on_paste_refused(self) -> None:
        self._asking = None
        self.question.hide()
        if not self.busy:
            self.hide()

    def _add_pasted(self, picture: Picture, *, as_papers: bool) -> None:
        now = self._context.services.clock.now().astimezone()
        name = f"{self._context.texts('documents.pasted_name')} {now:%Y-%m-%d %H-%M-%S}.png"
        self._lots.append(Lot(partial(_take_picture, picture, name, self._kind), as_papers))
        self._start_next()

    # -- working --------------------------------------------------------------------------

    def _start_next(self) -> None:
        if self.busy or not self._lots:
            return
        lot = self._lots.popleft()
        self._glance.stop()
        self._taken = []
        self.results.clear()
        self.results.hide()
        self.words.setText(self._context.texts("documents.adding_begin"))
        self.bar.setRange(0, 0)
        self._show_work(working=True)
        self._since.start()
        context = self._context
        self._handle = context.tasks.run(
            lot.take,
            context.services,
            context.actor,
            context.session.valuation.id,
            lot.as_papers,
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
        if added.drawings:
            self._drawings.take(added)
        else:
            self._on_brought(added, ())

    def _on_brought(self, added: AddedFiles, told: tuple[Told, ...]) -> None:
        self._handle = None
        self.words.setText(self._summary(added, told))
        texts = self._context.texts
        for refused in added.refused:
            self._tell("block", "error", error_words(texts, refused.problem))
        for drawing in sorted(told, key=lambda each: each.became is not Became.KEPT_OUT):
            self._tell(*told_line(texts, drawing))
        for word in added.told:
            self._tell("note", "muted", error_words(texts, word.problem))
        for name in added.linked:
            self._tell("link", "muted", texts("documents.linked", file=name))
        self._taken = [each.file_name for each in added.documents]
        self._taken += [each.file_name for each in added.images]
        self._end()
        if self.results.isHidden() and not added.cancelled:
            self._glance.start()
        if told:
            self.brought.emit(told)
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

    def _summary(self, added: AddedFiles, told: Sequence[Told]) -> str:
        texts = self._context.texts
        linked = sum(each.became is Became.LINKED for each in told)
        refused = sum(each.became is Became.KEPT_OUT for each in told)
        parts = [
            texts(key, n=n)
            for key, n in (
                ("documents.added_papers", len(added.documents)),
                ("documents.added_photos", len(added.images)),
                ("documents.added_drawings", len(told) - linked - refused),
                ("documents.added_linked", len(added.linked) + linked),
                ("documents.added_refused", len(added.refused) + refused),
            )
            if n
        ]
        if added.cancelled:
            parts.append(texts("documents.adding_cancelled"))
        return " · ".join(parts) or texts("documents.added_nothing")

    def _on_taken_asked(self) -> None:
        """The names of what was taken, behind what needs reading."""
        self.taken_button.hide()
        for name in self._taken:
            self._tell("check", "ok", self._context.texts("documents.taken", file=name))
        self._glance.stop()
        self._show_results()

    # -- showing --------------------------------------------------------------------------

    def _tell(self, icon: str, tone: str, words: str) -> None:
        item = QListWidgetItem(theme.icon(icon, tone), words)
        item.setToolTip(words)
        self.results.addItem(item)

    def _end(self) -> None:
        self._show_results()
        self._show_work(working=False)

    def _show_results(self) -> None:
        rows = min(self.results.count(), ROWS)
        self.results.setVisible(rows > 0)
        if rows:
            # A file with many faults has a line for each: the others are scrolled to.
            wanted = sum(self.results.sizeHintForRow(row) for row in range(rows))
            most = ROWS * (self.results.fontMetrics().height() + 2 * theme.SPACE)
            self.results.setFixedHeight(min(wanted, most) + theme.SPACE // 2)

    def _show_work(self, *, working: bool) -> None:
        self.bar.setVisible(working)
        self.stop.setVisible(working)
        self.close_button.setVisible(not working)
        self.taken_button.setVisible(not working and bool(self._taken))
        self.row.show()
        self.show()

    def _build(self) -> None:
        self._make_line()
        self._make_question()
        self.results = QListWidget()
        self.results.setObjectName("adding-results")
        self.results.setAccessibleName(self._context.texts("documents.results"))
        self.results.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE // 2)
        for widget in (self.question, self.row, self.results):
            widget.hide()
            column.addWidget(widget)

    def _make_line(self) -> None:
        """What is under way, and how it ended."""
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("adding-words")
        theme.align_leading(self.words)
        self.bar = QProgressBar()
        self.bar.setObjectName("adding-progress")
        self.bar.setAccessibleName(self._context.texts("documents.adding_begin"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(20 * theme.SPACE)
        self.stop = self._button("cancel-adding", "documents.cancel", self.cancel)
        self.close_button = self._button("close-tray", "documents.close_tray", self.hide)
        self.taken_button = self._button("show-taken", "documents.show_taken", self._on_taken_asked)
        theme.set_kind(self.taken_button, "flat")
        self.row = QWidget()
        row = QHBoxLayout(self.row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.taken_button, self.stop, self.close_button):
            row.addWidget(widget)

    def _make_question(self) -> None:
        self.question = QWidget()
        self.question.setObjectName("paste-question")
        words = QLabel(self._context.texts("documents.pasted_what"), wordWrap=True)
        theme.align_leading(words)
        photo, paper = (partial(self._on_kind_said, as_papers=each) for each in (False, True))
        self.as_photo = self._button("paste-photo", "documents.pasted_photo", photo)
        self.as_paper = self._button("paste-paper", "documents.pasted_paper", paper)
        no = self._button("paste-not", "documents.cancel", self._on_paste_refused)
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        for button in (self.as_photo, self.as_paper, no):
            button.setAutoDefault(True)
            row.addWidget(button)

    def _button(self, name: str, key: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._context.texts(key))
        button.setObjectName(f"action:{name}")
        button.clicked.connect(lambda _checked: do())
        return button


def _take_paths(
    paths: Sequence[Path],
    kind: DocType | None,
    services: Services,
    actor: Actor,
    valuation_id: str,
    as_papers: bool,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> AddedFiles:
    return take_files(
        services, actor, valuation_id, paths, as_papers, on_progress, cancelled, kind=kind
    )


def _take_picture(
    picture: Picture,
    name: str,
    kind: DocType | None,
    services: Services,
    actor: Actor,
    valuation_id: str,
    as_papers: bool,
    on_progress: Progress | None = None,  # noqa: ARG001 — every lot gets one
    cancelled: Cancelled | None = None,  # noqa: ARG001 — likewise
) -> AddedFiles:
    return take_pasted(services, actor, valuation_id, picture, name, as_papers, kind=kind)
