"""Photos side by side, to keep the best of those that look alike."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import Image
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.papers.photo_delegate import draw_turned
from shamay_desktop.ui.papers.photo_words import pixels_words, size_words, spoken, taken_words

MOST = 4
"""Side by side; more would be too small to compare."""

Remove = Callable[[tuple[Image, ...]], object]


class PhotoCard(QFrame):
    """One photo as large as there is room, its facts, and what may become of it."""

    remove_asked = Signal()
    keep_asked = Signal()

    def __init__(self, texts: Texts, pictures: LazyPictures, photo: Image) -> None:
        super().__init__()
        self.setObjectName("photo-card")
        self.setProperty("surface", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken(texts, photo))
        self.photo = photo
        self._pictures = pictures
        pictures.arrived.connect(self._on_picture_arrived)
        self._room = QWidget()
        self._room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        name = ElidedLabel()
        theme.set_tone(name, "heading")
        name.show_text(isolate(photo.caption or photo.file_name))
        about = QLabel(
            " · ".join((pixels_words(photo), size_words(texts, photo.size))), wordWrap=True
        )
        about.setObjectName("card-size")
        taken = QLabel(taken_words(photo))
        for label in (about, taken):
            theme.set_tone(label, "muted")
            theme.align_leading(label)
        self.keep = QPushButton(texts("documents.keep_only"))
        self.keep.setObjectName("action:keep-only")
        self.keep.setToolTip(texts("documents.keep_only_tip"))
        self.keep.clicked.connect(self.keep_asked)
        self.remove = QPushButton(texts("documents.remove_photo"))
        self.remove.setObjectName("action:remove-compared")
        self.remove.setToolTip(texts("documents.remove_photo_tip"))
        self.remove.clicked.connect(self.remove_asked)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self._room, 1)
        for widget in (name, about, taken):
            column.addWidget(widget)
        column.addLayout(buttons)

    def show_buttons(self, *, shown: bool) -> None:
        """Who may only read removes nothing."""
        self.keep.setVisible(shown)
        self.remove.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes it, Enter keeps only it."""
        if event.key() == Qt.Key.Key_Delete and self.remove.isVisible():
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.keep.isVisible():
            self.keep_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and the focus round all of it."""
        super().paintEvent(event)
        painter = QPainter(self)
        frame: QRect = self._room.geometry()
        painter.fillRect(frame, theme.colour("desk"))
        picture = self._pictures.get(self.photo.sha256)
        if isinstance(picture, QPixmap):
            draw_turned(painter, frame, picture, self.photo.rotation)
        elif self._pictures.has_none(self.photo.sha256):
            mark = theme.pixmap("warn", "warning")
            painter.drawPixmap(frame.center().x() - 10, frame.center().y() - 10, mark)
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _on_picture_arrived(self, sha256: object) -> None:
        if sha256 == self.photo.sha256:
            self.update()


class CompareView(QWidget):
    """The photos in a row; what is removed can be put back by the notice over the page."""

    ended = Signal()

    def __init__(self, texts: Texts, pictures: LazyPictures, remove: Remove) -> None:
        super().__init__()
        self.setObjectName("compare-view")
        self._texts = texts
        self._pictures = pictures
        self._remove = remove
        self._may_edit = True
        self.cards: list[PhotoCard] = []
        self._heading = QLabel()
        theme.set_tone(self._heading, "heading")
        theme.align_leading(self._heading)
        back = QPushButton(texts("documents.compare_end"))
        back.setObjectName("action:compare-end")
        back.setToolTip(texts("documents.compare_end_tip"))
        back.clicked.connect(self.ended)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(back)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SPACE)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addLayout(self._row, 1)
        ActionSet(self).add(Action("compare_end", self.ended.emit, ("Esc",), "photos", "close"))

    @property
    def photos(self) -> list[Image]:
        """What is compared."""
        return [card.photo for card in self.cards]

    def show_photos(self, photos: Sequence[Image], *, may_edit: bool) -> None:
        """Put these side by side, the first `MOST` of them."""
        self._may_edit = may_edit
        focused = next((place for place, card in enumerate(self.cards) if card.hasFocus()), 0)
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(photo) for photo in photos[:MOST]]
        self._heading.setText(self._texts("documents.comparing", n=len(self.cards)))
        if self.cards:
            self.cards[min(focused, len(self.cards) - 1)].setFocus()

    def refresh(self, photos: Sequence[Image]) -> None:
        """The photos of the case as they are now; with fewer than two there is nothing left."""
        standing = {photo.id: photo for photo in photos}
        left = [standing[each.id] for each in self.photos if each.id in standing]
        if left != self.photos:
            self.show_photos(left, may_edit=self._may_edit)
        if len(left) < 2:
            self.ended.emit()

    def _card(self, photo: Image) -> PhotoCard:
        card = PhotoCard(self._texts, self._pictures, photo)
        card.show_buttons(shown=self._may_edit)
        card.remove_asked.connect(lambda: self._remove((photo,)))
        card.keep_asked.connect(lambda: self._keep_only(photo))
        self._row.addWidget(card, 1)
        return card

    def _keep_only(self, photo: Image) -> None:
        self._remove(tuple(each for each in self.photos if each.id != photo.id))
