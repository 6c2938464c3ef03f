"""The tab of photos: the contact sheet, and what is said of the chosen ones."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.contact_sheet import ContactSheet
from shamay_desktop.ui.papers.papers_panel import action, empty_state
from shamay_desktop.ui.papers.photo_details import PhotoDetails
from shamay_desktop.ui.papers.photos_model import PhotosModel


class PhotosPanel(QWidget):
    """Shows the photos; Enter or a double click shows one large beside the form."""

    paper_asked = Signal(object)
    """PaperAsked."""

    files_asked = Signal()
    folder_asked = Signal()

    def __init__(self, texts: Texts, files: CaseFiles, pictures: LazyPictures) -> None:
        super().__init__()
        self.setObjectName("photos-panel")
        self._texts = texts
        self._files = files
        self._current: str | None = None
        self._chosen: list[str] = []
        self._showing = False
        self.model = PhotosModel(texts, pictures)
        self._build()
        self._bind()
        self.show_evidence(CaseEvidence())

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """Show the photos; the chosen ones stay chosen wherever they go."""
        self._showing = True
        try:
            self.model.show(evidence)
            if [photo.id for photo in self.sheet.chosen] != self._chosen:
                self.sheet.choose(self._chosen, self._current)
        finally:
            self._showing = False
        self.stack.setCurrentWidget(self.filled if evidence.images else self.empty)
        self._show_front(evidence)
        self._on_selection_changed()

    def commit_typing(self) -> None:
        """Keep a caption that is being typed."""
        self.details.commit_typing()

    def ask_current(self) -> None:
        """Show the photo large."""
        chosen = self.sheet.chosen
        row = self.sheet.currentIndex().row()
        if 0 <= row < len(self.model.photos):
            self.paper_asked.emit(PaperAsked(self.model.photos[row].sha256))
        elif chosen:
            self.paper_asked.emit(PaperAsked(chosen[0].sha256))

    def _show_front(self, evidence: CaseEvidence) -> None:
        front = evidence.front
        if front is None:
            words = self._texts("documents.front_none")
        elif front.front:
            words = ""
        else:
            words = self._texts("documents.front_proposed")
        self.front_words.setText(words if evidence.images else "")

    def _on_selection_changed(self) -> None:
        if self._showing:
            return
        chosen = self.sheet.chosen
        self._chosen = [photo.id for photo in chosen]
        row = self.sheet.currentIndex().row()
        self._current = self.model.photos[row].id if 0 <= row < len(self.model.photos) else None
        self.details.show_photos(chosen)

    def _remove_chosen(self) -> None:
        if chosen := self.sheet.chosen:
            self._files.remove(tuple(chosen))

    def _build(self) -> None:
        texts = self._texts
        self.add = action(texts, "add-photos", "documents.add_photos", "plus", "primary")
        self.add_folder = action(texts, "add-photo-folder", "documents.add_folder", "folder")
        self.front_words = QLabel(wordWrap=True)
        self.front_words.setObjectName("front-words")
        theme.set_tone(self.front_words, "muted")
        self.sheet = ContactSheet(texts, self.model)
        self.details = PhotoDetails(texts, self._files)
        self.filled = QWidget()
        inner = QVBoxLayout(self.filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.sheet, 1)
        inner.addWidget(self.details)
        self.empty = empty_state(
            texts("documents.no_photos"),
            action(texts, "add-first-photos", "documents.add_photos", "plus", "primary"),
            self.files_asked.emit,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.filled)
        self.stack.addWidget(self.empty)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.addWidget(self.add)
        row.addWidget(self.add_folder)
        row.addSpacing(theme.SPACE)
        row.addWidget(self.front_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def _bind(self) -> None:
        self.add.clicked.connect(self.files_asked)
        self.add_folder.clicked.connect(self.folder_asked)
        self.sheet.ordered.connect(self._files.order)
        self.sheet.selectionModel().selectionChanged.connect(
            lambda *_: self._on_selection_changed()
        )
        self.sheet.doubleClicked.connect(lambda _index: self.ask_current())
        self.details.moved.connect(self.sheet.move_chosen)
        self.details.show_asked.connect(self.ask_current)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Delete", self._remove_chosen),
            ("Return", self.ask_current),
            ("Enter", self.ask_current),
        ]
        for sequence, do in keys:
            shortcut = QShortcut(QKeySequence(sequence), self.sheet)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
