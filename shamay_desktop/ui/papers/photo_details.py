"""What is said of the chosen photos: room, finish, caption, front; turning, order, removal."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
)

from shamay_desktop.domain.evidence import FinishLevel, Image, RoomType
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.buttons import tool
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.photo_delegate import CAPTION_MOST


class WordsOfPhoto(QComboBox):
    """A list that the wheel does not turn."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel belongs to the sheet."""
        event.ignore()


class PhotoDetails(QFrame):
    """One line for all chosen photos; the caption is of one photo only."""

    moved = Signal(int)
    """The chosen ones are to go earlier (-1) or later (1)."""

    show_asked = Signal()
    """The photo is to be shown beside the form."""

    full_screen_asked = Signal()
    compare_asked = Signal()

    def __init__(self, texts: Texts, files: CaseFiles) -> None:
        super().__init__()
        self.setObjectName("photo-details")
        self.setProperty("surface", "true")
        self._texts = texts
        self._files = files
        self.photos: list[Image] = []
        self._build()
        self.show_photos(())

    def show_photos(
        self, photos: Sequence[Image], *, may_edit: bool = True, can_order: bool = True
    ) -> None:
        """Show what is said of these; a caption that is being typed is kept first."""
        if [photo.id for photo in photos] != [photo.id for photo in self.photos]:
            self.commit_typing()
        before, self.photos = self.photos, list(photos)
        one = photos[0] if len(photos) == 1 else None
        for widget in self._editing:
            widget.setVisible(may_edit)
            widget.setEnabled(bool(photos))
        for box in (self.room, self.finish):
            box.setEnabled(bool(photos) and may_edit)
        self.caption.setEnabled(one is not None)
        self.caption.setReadOnly(not may_edit)
        self.front.setEnabled(one is not None)
        for button in (self.earlier, self.later):
            button.setEnabled(bool(photos) and can_order)
        for button in (self.show_button, self.full_screen):
            button.setEnabled(bool(photos))
        self.compare.setEnabled(len(photos) > 0)
        _show_shared(self.room, [photo.room_type.value for photo in photos])
        _show_shared(self.finish, [str(photo.finish_level or "") for photo in photos])
        self._show_caption(before, one)
        self.front.setChecked(one is not None and one.front)
        self.front.setIcon(
            theme.icon("star-filled", "accent") if self.front.isChecked() else theme.icon("star")
        )

    def commit_typing(self) -> None:
        """Keep the caption that stands in the editor."""
        if len(self.photos) == 1 and self.caption.isModified():
            self.caption.setModified(False)
            words = " ".join(self.caption.text().split())
            if words != self.photos[0].caption:
                self._files.caption(self.photos[0].id, words)

    def _show_caption(self, before: list[Image], one: Image | None) -> None:
        same = one is not None and [photo.id for photo in before] == [one.id]
        if same and self.caption.isModified():
            return
        words = "" if one is None else one.caption
        if self.caption.text() != words:
            self.caption.setText(words)
        self.caption.setPlaceholderText(
            self._texts("documents.caption_many", n=len(self.photos))
            if len(self.photos) > 1
            else ""
        )

    def _on_room_chosen(self, _index: int) -> None:
        self._files.describe(self._ids(), room=RoomType(self.room.currentData()))

    def _on_finish_chosen(self, _index: int) -> None:
        code = self.finish.currentData()
        self._files.describe(self._ids(), finish=FinishLevel(code) if code else None)

    def _on_front_clicked(self, front: bool) -> None:
        self._files.set_front(self.photos[0].id, front=front)

    def _ids(self) -> list[str]:
        return [photo.id for photo in self.photos]

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        self.room = self._list("room", [(r.value, texts(f"documents.room.{r}")) for r in RoomType])
        finishes = [(f.value, texts(f"documents.finish.{f}")) for f in FinishLevel]
        self.finish = self._list("finish", [("", texts("documents.finish_unsaid")), *finishes])
        self.room.activated.connect(self._on_room_chosen)
        self.finish.activated.connect(self._on_finish_chosen)
        self.caption = QLineEdit()
        self.caption.setObjectName("field:photo-caption")
        self.caption.setAccessibleName(texts("documents.caption"))
        self.caption.setMaxLength(CAPTION_MOST)
        self.caption.setMinimumWidth(10 * theme.SPACE)
        self.caption.editingFinished.connect(self.commit_typing)
        self._make_buttons()
        self._connect_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self.front = self._button("star", "documents.front", words=True)
        self.front.setCheckable(True)
        self.earlier = self._button("previous", "documents.earlier")
        self.later = self._button("next", "documents.later")
        self.rotate_left = self._button("rotate-left", "documents.rotate_left")
        self.rotate_right = self._button("rotate", "documents.rotate_right")
        self.show_button = self._button("eye", "documents.show_photo")
        self.full_screen = self._button("full-screen", "documents.full_screen")
        self.compare = self._button("compare", "documents.compare")
        self.to_paper = self._button("paper", "documents.make_paper")
        self.remove = self._button("trash", "documents.remove_photo", words=True)
        self._editing = (
            self.front,
            self.earlier,
            self.later,
            self.rotate_left,
            self.rotate_right,
            self.to_paper,
            self.remove,
        )

    def _connect_buttons(self) -> None:
        self.front.clicked.connect(self._on_front_clicked)
        self.earlier.clicked.connect(lambda: self.moved.emit(-1))
        self.later.clicked.connect(lambda: self.moved.emit(1))
        self.rotate_left.clicked.connect(lambda: self._files.turn(self._ids(), -90))
        self.rotate_right.clicked.connect(lambda: self._files.turn(self._ids(), 90))
        self.show_button.clicked.connect(self.show_asked)
        self.full_screen.clicked.connect(self.full_screen_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.to_paper.clicked.connect(lambda: self._files.make_papers(self._ids()))
        self.remove.clicked.connect(lambda: self._files.remove(tuple(self.photos)))

    def _lay_out(self) -> None:
        texts = self._texts
        fields = QHBoxLayout()
        fields.setSpacing(theme.SPACE)
        for key, widget, stretch in (
            ("documents.room", self.room, 0),
            ("documents.finish", self.finish, 0),
            ("documents.caption", self.caption, 1),
        ):
            label = QLabel(texts(key))
            theme.set_tone(label, "muted")
            label.setBuddy(widget)
            fields.addWidget(label)
            fields.addWidget(widget, stretch)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE // 2)
        for button in (self.front, self.earlier, self.later, self.rotate_left, self.rotate_right):
            buttons.addWidget(button)
        buttons.addSpacing(theme.SPACE)
        for button in (self.show_button, self.full_screen, self.compare):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.to_paper, self.remove):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        column.addLayout(fields)
        column.addLayout(buttons)

    def _list(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        box = WordsOfPhoto()
        box.setObjectName(f"field:photo-{name}")
        box.setAccessibleName(self._texts(f"documents.{name}"))
        box.setToolTip(self._texts(f"documents.{name}_tip"))
        for code, words in entries:
            box.addItem(words, code)
        return box

    def _button(self, icon: str, key: str, *, words: bool = False) -> QToolButton:
        return tool(self._texts, icon, key, words=words)


def _show_shared(box: QComboBox, codes: list[str]) -> None:
    """Choose what all have in common; several different ones are shown as nothing chosen."""
    with QSignalBlocker(box):
        box.setCurrentIndex(box.findData(codes[0]) if len(set(codes)) == 1 else -1)
