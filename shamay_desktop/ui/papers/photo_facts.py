"""Beside the sheet: what the chosen photo's file says of itself, and notes that are not printed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import Image
from shamay_desktop.domain.photo_hints import hints
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.photo_words import (
    hash_words,
    pixels_words,
    place_words,
    size_words,
    taken_words,
)

WIDTH = 26 * theme.SPACE
ROWS = ("file", "size", "taken", "place", "hash")
NOTES_MOST = 2000
COPIED_MS = 1500


class PhotoNotes(QPlainTextEdit):
    """A few lines; Tab goes on, and leaving keeps what was typed."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("field:photo-notes")
        self.setAccessibleName(texts("documents.notes"))
        self.setPlaceholderText(texts("documents.notes_hint"))
        self.setTabChangesFocus(True)
        self.left = QTimer(self, singleShot=True, interval=0)

    @property
    def words(self) -> str:
        """What stands in it, at most as long as notes may be."""
        return self.toPlainText().strip()[:NOTES_MOST]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A menu over it is not leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.start()


class PhotoFacts(QScrollArea):
    """One photo's facts; of several chosen ones only how many and how large they are."""

    def __init__(self, texts: Texts, files: CaseFiles) -> None:
        super().__init__()
        self.setObjectName("photo-facts")
        self.setAccessibleName(texts("documents.facts"))
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._texts = texts
        self._files = files
        self._photo: Image | None = None
        self._values: dict[str, ElidedLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._copied = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._copied.timeout.connect(self._show_copy)
        self._build()
        self.show_photos((), may_edit=True)

    def show_photos(self, photos: Sequence[Image], *, may_edit: bool) -> None:
        """Show the one photo that is chosen; notes that are being typed are kept first."""
        one = photos[0] if len(photos) == 1 else None
        same = one is not None and self._photo is not None and one.id == self._photo.id
        if not same:
            self.commit_typing()
        self._photo = one
        self.heading.setText(self._heading(photos))
        for name in ROWS:
            self._rows[name].setVisible(one is not None)
        self._show_hints(one)
        self.notes.setVisible(one is not None)
        self.notes_label.setVisible(one is not None)
        self.notes.setReadOnly(not may_edit)
        if one is not None:
            self._show_one(one, keep_notes=same and self.notes.document().isModified())
        self._show_copy()

    def commit_typing(self) -> None:
        """Keep notes that are being typed."""
        if self._photo is not None and self.notes.document().isModified():
            self.notes.document().setModified(False)
            if self.notes.words != self._photo.notes:
                self._files.note(self._photo.id, self.notes.words)

    def copy_hash(self) -> None:
        """The whole SHA-256 to the clipboard."""
        if self._photo is not None:
            QGuiApplication.clipboard().setText(self._photo.sha256)
            self.copy.setIcon(theme.icon("check", "ok"))
            self._copied.start()

    def _show_one(self, photo: Image, *, keep_notes: bool) -> None:
        texts = self._texts
        for name, words in (
            ("file", isolate(photo.file_name)),
            ("size", f"{pixels_words(photo)} · {size_words(texts, photo.size)}"),
            ("taken", taken_words(photo)),
            ("place", place_words(photo)),
            ("hash", hash_words(photo.sha256)),
        ):
            self._values[name].show_text(words)
        self._values["hash"].setToolTip(photo.sha256)
        if not keep_notes and self.notes.toPlainText() != photo.notes:
            self.notes.setPlainText(photo.notes)
            self.notes.document().setModified(False)

    def _show_hints(self, photo: Image | None) -> None:
        found = () if photo is None else hints(photo)
        texts = self._texts
        self.hints.setText("\n".join(texts(f"documents.hint.{hint}_tip") for hint in found))
        self.hints.setVisible(bool(found))

    def _heading(self, photos: Sequence[Image]) -> str:
        if not photos:
            return self._texts("documents.facts_none")
        if len(photos) == 1:
            return self._texts("documents.facts")
        whole = sum(photo.size or 0 for photo in photos)
        return self._texts(
            "documents.facts_many", n=len(photos), size=size_words(self._texts, whole)
        )

    def _show_copy(self) -> None:
        self.copy.setIcon(theme.icon("copy"))

    def _build(self) -> None:
        texts = self._texts
        inner = QFrame()
        inner.setProperty("surface", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE // 2)
        self.heading = QLabel(wordWrap=True)
        theme.set_tone(self.heading, "heading")
        theme.align_leading(self.heading)
        column.addWidget(self.heading)
        self.hints = QLabel(wordWrap=True)
        self.hints.setObjectName("photo-hints")
        theme.set_tone(self.hints, "warning")
        theme.align_leading(self.hints)
        column.addWidget(self.hints)
        for name in ROWS:
            self._rows[name] = self._row(name)
            column.addWidget(self._rows[name])
        self.notes_label = QLabel(texts("documents.notes"))
        theme.set_tone(self.notes_label, "muted")
        self.notes = PhotoNotes(texts)
        self.notes_label.setBuddy(self.notes)
        self.notes.left.timeout.connect(self.commit_typing)
        self.notes.setMinimumHeight(8 * theme.SPACE)
        column.addWidget(self.notes_label)
        column.addWidget(self.notes, 1)
        column.addStretch(0)
        self.setWidget(inner)

    def _row(self, name: str) -> QWidget:
        row = QWidget()
        label = QLabel(self._texts(f"documents.fact.{name}"))
        theme.set_tone(label, "muted")
        theme.align_leading(label)
        words = self._values[name] = ElidedLabel()
        words.setObjectName(f"photo-{name}")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        if name == "hash":
            self.copy = QToolButton()
            self.copy.setObjectName("action:copy-hash")
            self.copy.setAccessibleName(self._texts("documents.copy_hash"))
            self.copy.setToolTip(self._texts("documents.copy_hash"))
            self.copy.clicked.connect(self.copy_hash)
            line.addWidget(self.copy)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label)
        column.addLayout(line)
        return row
