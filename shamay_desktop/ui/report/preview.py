"""The report as pages: made on demand, marked stale when the case changed since."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.differences import differences
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.report_edits.arrangement import CHANGES
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.report_editing import ReportEditing
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.report.previewing import Preview, preview_page, preview_report

Made = tuple[Case, CaseEvidence, Status, Language, int]
"""What a preview was made of; another one of these makes it stale. The last counts how often the
office's own things (templates, letterhead, practice) may have become others."""


class ReportPreview(QWidget):
    """A viewer with a bar that says how fresh it is."""

    previewed = Signal(object)
    """PageSource of the report's pages, as they would print."""

    edited = Signal(object)
    """tuple[Change, ...]: a gesture on the pages."""

    go_asked = Signal(str)
    """The path of a field."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report-preview")
        self._context = context
        self._now: Made | None = None
        self._made: Made | None = None
        self._work: Handle | None = None
        self._asked = 0
        self._follow = False
        self._last: Preview | None = None
        self._office = 0
        self.source: PageSource | None = None
        self._build()
        key = QShortcut(QKeySequence("F5"), self)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.activated.connect(self.refresh)

    @property
    def stale(self) -> bool:
        """Whether the pages are not those of the case as it stands."""
        return self._made is not None and self._made != self._now

    @property
    def busy(self) -> bool:
        """Whether a preview is being made."""
        return self._work is not None

    def show_state(
        self, case: Case, evidence: CaseEvidence, status: Status, language: Language
    ) -> None:
        """Say what a report would be made of now."""
        self._now = (case, evidence, status, language, self._office)
        self.editing.show_evidence(evidence)
        if self.stale and (self._follow or self._only_rearranged):
            self.refresh()  # an edit on the pages is seen there at once
        self._show_bar()

    def note_office(self) -> None:
        """Templates, letterhead or practice may be others: the pages are made anew."""
        self._office += 1
        if self._now is not None:
            self._now = (*self._now[:4], self._office)
        if self.stale:
            self.refresh()
        self._show_bar()

    def follow(self) -> None:
        """What is edited next is seen on the pages by itself."""
        self._follow = True

    @property
    def preview(self) -> Preview | None:
        """What the pages were made of."""
        return self._last

    @property
    def _only_rearranged(self) -> bool:
        """Whether nothing but the changes of the report differs from what the pages show."""
        made, now = self._made, self._now
        if made is None or now is None or made[1:] != now[1:]:
            return False
        one, other = made[0].values, now[0].values
        if all(
            one.get(name) is other.get(name) for name in (one.keys() | other.keys()) - {CHANGES}
        ):
            return True  # told at once after most edits, as values are never altered
        return {each.field.id for each in differences(made[0], now[0])} <= {CHANGES}

    def refresh(self) -> None:
        """Make the pages anew; what is under way is stopped first."""
        if self._now is None or not self.isVisible():
            return
        self._on_stop()
        self._asked += 1
        made, asked = self._now, self._asked
        only_rearranged = self._only_rearranged
        self._follow = False
        context = self._context
        self._failure.hide()
        self.progress.setRange(0, 0)
        self._work = context.tasks.run(
            partial(preview_report, before=self._last, only_rearranged=only_rearranged),
            context.services,
            context.actor,
            made[0],
            made[3],
            owner=self,
            on_done=lambda preview: self._on_previewed(asked, made, preview),
            on_failed=lambda error: self._on_failed(asked, error),
            on_cancelled=lambda: self._on_cancelled(asked),
            on_progress=self._on_progress,
            lane="work",
        )
        self._show_bar()

    def _on_previewed(self, asked: int, made: Made, preview: Preview) -> None:
        if asked != self._asked:
            return
        self._work, self._made = None, made
        picture = partial(preview_page, self._context.services, preview)
        name = self._context.texts("export.report")
        names = preview.set_pages.names
        self.source = PageSource(name, preview.pages, picture, names=names)
        self._last = preview
        self.viewer.renew(self.source)
        self.editing.show_preview(preview)
        self._show_bar()
        self.previewed.emit(self.source)

    def _on_failed(self, asked: int, error: ShamayError) -> None:
        if asked != self._asked:
            return
        self._work = None
        self._failure.setText(error_words(self._context.texts, error))
        self._failure.show()
        self._show_bar()

    def _on_cancelled(self, asked: int) -> None:
        if asked == self._asked:
            self._work = None
            self._show_bar()

    def _on_progress(self, done: int, total: int) -> None:
        # After the pictures comes the setting, of which nobody knows how long it takes.
        self.progress.setRange(0, total if done < total else 0)
        self.progress.setValue(done)

    def _on_stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def add_tool(self, tool: QWidget) -> None:
        """A further tool at the end of the bar."""
        self._row.addWidget(tool)

    def _on_edited(self, changes: object) -> None:
        self.follow()
        self.edited.emit(changes)

    def _show_bar(self) -> None:
        texts, busy = self._context.texts, self.busy
        if busy:
            self.words.setText(texts("export.previewing"))
        elif self._made is None:
            self.words.setText(texts("export.no_preview"))
        else:
            self.words.setText(texts("export.stale" if self.stale else "export.fresh"))
        theme.set_tone(self.words, "warning" if self.stale and not busy else "muted")
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.again.setVisible(not busy)
        theme.set_kind(self.again, "primary" if self.stale or self._made is None else "plain")

    def _build(self) -> None:
        texts = self._context.texts
        self.words = QLabel()
        self.words.setObjectName("preview-words")
        self.words.setMinimumWidth(1)
        self.progress = QProgressBar()
        self.progress.setObjectName("preview-progress")
        self.progress.setAccessibleName(texts("export.previewing"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(14 * theme.SPACE)
        self.stop = QPushButton(texts("export.cancel"))
        self.stop.setObjectName("action:cancel-preview")
        self.stop.clicked.connect(self._on_stop)
        self.again = QPushButton(texts("export.refresh"))
        self.again.setObjectName("action:refresh-preview")
        self.again.setToolTip(texts("export.refresh_tip"))
        self.again.clicked.connect(self.refresh)
        self._failure = QLabel(wordWrap=True)
        self._failure.setObjectName("preview-failure")
        self._failure.setMargin(theme.SPACE)
        theme.set_tone(self._failure, "error")
        self._failure.hide()
        self.viewer = PageViewer(self._context.tasks, texts)
        self.viewer.clear(texts("export.no_preview"))
        self.editing = ReportEditing(self._context, self.viewer)
        self.editing.edited.connect(self._on_edited)
        self.editing.go_asked.connect(self.go_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._failure)
        column.addWidget(self.editing.bar)
        column.addWidget(self.viewer, 1)

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("surface", "true")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.addWidget(self.words, 1)
        for widget in (self.progress, self.stop, self.again):
            row.addWidget(widget)
        self._row = row
        return bar
