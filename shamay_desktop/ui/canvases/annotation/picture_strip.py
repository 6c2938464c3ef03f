"""The pictures of the case in a strip: three named slots, and any number more behind them."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from shamay_desktop.domain.maps.pictures import MapPicture, Slot
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures

NAMED = (Slot.AREA_MAP, Slot.PARCEL_SKETCH, Slot.AERIAL)
SMALL = QSize(112, 72)
WIDTH = 19 * theme.SPACE
_PLACE = Qt.ItemDataRole.UserRole
_CENTRED = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class StripPlace:
    """One place of the strip: a named slot, filled or empty, or a further picture."""

    slot: Slot
    picture: MapPicture | None = None

    @property
    def key(self) -> str:
        """What the place is known by."""
        if self.picture is None or self.slot is not Slot.OTHER:
            return f"slot:{self.slot.value}"
        return self.picture.id


def is_missing_words(picture: MapPicture) -> bool:
    """Whether a printed picture lacks its source or its date."""
    return picture.printed and not (picture.source and picture.date)


class PictureStrip(QListWidget):
    """Walking it shows each picture; Alt and an arrow move a further one."""

    place_chosen = Signal(object)
    """StripPlace."""

    moved = Signal(str, int)
    """A further picture by its id goes this many places on."""

    entered = Signal()
    """Enter: to the picture itself."""

    remove_asked = Signal()

    def __init__(self, texts: Texts, pictures: LazyPictures) -> None:
        super().__init__()
        self.setObjectName("picture-strip")
        self.setAccessibleName(texts("maps.pictures"))
        self.setItemDelegate(_StripDelegate(self))
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._texts = texts
        self._pictures = pictures
        self._shown: tuple[StripPlace, ...] = ()
        self._is_filling = False
        pictures.arrived.connect(self._on_picture_arrived)
        self.currentItemChanged.connect(self._on_current_changed)

    def show_pictures(self, pictures: tuple[MapPicture, ...]) -> None:
        """Show these; the place that was looked at stays so."""
        places = places_of(pictures)
        if places == self._shown and self.count():
            return
        if [*map(_seen, places)] == [*map(_seen, self._shown)] and self.count():
            self._shown = places
            for row, place in enumerate(places):
                self.item(row).setData(_PLACE, place)
            return
        key = None if self.current is None else self.current.key
        chosen = None if self.current is None else self.current.picture
        self._is_filling = True
        self._shown = places
        self.clear()
        for place in places:
            item = QListWidgetItem()
            item.setData(_PLACE, place)
            self.addItem(item)
            self._show(item)
        self._is_filling = False
        self._find(key, None if chosen is None else chosen.id)

    @property
    def current(self) -> StripPlace | None:
        """The place that is looked at."""
        item = self.currentItem()
        place = None if item is None else item.data(_PLACE)
        return place if isinstance(place, StripPlace) else None

    @property
    def places(self) -> tuple[StripPlace, ...]:
        """All places in their order."""
        return self._shown

    def go_to(self, picture_id: str) -> bool:
        """Look at a picture; whether it is here."""
        for row, place in enumerate(self._shown):
            if place.picture is not None and place.picture.id == picture_id:
                self.setCurrentRow(row)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the picture, Del takes it away, Alt and an arrow move it."""
        key = event.key()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place = self.current
            if place is not None and place.picture is not None and place.slot is Slot.OTHER:
                self.moved.emit(place.picture.id, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    # -- inside ---------------------------------------------------------------------------

    def _find(self, key: str | None, picture_id: str | None) -> None:
        """The same picture wherever it went; else the same place; else the first."""
        if picture_id is not None and self.go_to(picture_id):
            return
        keys = [place.key for place in self._shown]
        self.setCurrentRow(keys.index(key) if key in keys else 0)

    def _on_current_changed(self) -> None:
        place = self.current
        if place is not None and not self._is_filling:
            self.place_chosen.emit(place)

    def _on_picture_arrived(self, key: object) -> None:
        for row in range(self.count()):
            item = self.item(row)
            place = item.data(_PLACE)
            if place.picture is not None and _key(place.picture) == key:
                self._show(item)

    def _show(self, item: QListWidgetItem) -> None:
        place: StripPlace = item.data(_PLACE)
        words = self._words(place)
        item.setText(words)
        item.setToolTip(words)
        item.setIcon(self._icon(place))

    def _words(self, place: StripPlace) -> str:
        """Name, and what is missing or not printed: said in words, so that nobody needs colours."""
        picture, texts = place.picture, self._texts
        name = texts(f"maps.slot.{place.slot.value}")
        if picture is None:
            return f"{name}\n{texts('maps.empty')}"
        if picture.slot is Slot.OTHER:
            name = picture.title or name
        if not picture.printed:
            return f"{name}\n{texts('maps.not_printed')}"
        if is_missing_words(picture):
            return f"{name}\n⚠ {texts('maps.words_missing')}"
        return name

    def _icon(self, place: StripPlace) -> QIcon:
        ratio = self.devicePixelRatioF()
        canvas = QPixmap(SMALL * ratio)
        canvas.setDevicePixelRatio(ratio)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        small = None if place.picture is None else self._pictures.get(_key(place.picture))
        if small is not None:
            fitted = small.scaled(
                SMALL * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            size = fitted.size() / ratio
            painter.drawPixmap(
                (SMALL.width() - size.width()) // 2, (SMALL.height() - size.height()) // 2, fitted
            )
        else:
            self._paint_empty(painter, place)
        painter.end()
        icon = QIcon(canvas)
        icon.addPixmap(canvas, QIcon.Mode.Selected)
        return icon

    def _paint_empty(self, painter: QPainter, place: StripPlace) -> None:
        painter.setPen(QPen(QColor(theme.colour("edge")), 1, Qt.PenStyle.DashLine))
        painter.drawRect(1, 1, SMALL.width() - 3, SMALL.height() - 3)
        lost = place.picture is not None and self._pictures.has_none(_key(place.picture))
        name = "warn" if lost else "plus" if place.picture is None else "picture"
        sign = theme.pixmap(name, "muted")
        painter.drawPixmap((SMALL.width() - 20) // 2, (SMALL.height() - 20) // 2, sign)


class _StripDelegate(QStyledItemDelegate):
    """The picture above its words, both in the middle."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as its words want."""
        words = option.fontMetrics.boundingRect(self._room(option), _CENTRED, str(index.data()))
        return QSize(WIDTH - theme.SPACE, SMALL.height() + words.height() + 2 * theme.SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The background as the style has it, then picture and words."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        icon, words = QIcon(shown.icon), str(shown.text)
        shown.text, shown.icon = "", QIcon()
        widget = shown.widget
        style = QApplication.style() if widget is None else widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        rect = option.rect.adjusted(0, theme.SPACE // 2, 0, 0)
        left = rect.left() + (rect.width() - SMALL.width()) // 2
        icon.paint(painter, left, rect.top(), SMALL.width(), SMALL.height())
        below = rect.adjusted(4, SMALL.height() + theme.SPACE // 2, -4, 0)
        painter.setPen(theme.colour("ink"))
        painter.drawText(below, _CENTRED, words)

    def _room(self, _option: QStyleOptionViewItem) -> QRect:
        return QRect(0, 0, WIDTH - 2 * theme.SPACE, 1000)


def places_of(pictures: tuple[MapPicture, ...]) -> tuple[StripPlace, ...]:
    """Three slots, each with its first picture, then all others in their order."""
    named = [
        StripPlace(slot, next((one for one in pictures if one.slot is slot), None))
        for slot in NAMED
    ]
    taken = {place.picture.id for place in named if place.picture is not None}
    others = [StripPlace(Slot.OTHER, one) for one in pictures if one.id not in taken]
    return (*named, *others)


def _seen(place: StripPlace) -> StripPlace:
    """What the strip shows of a place: nothing of what is drawn on its picture."""
    picture = place.picture
    bare = None if picture is None else replace(picture, annotations=(), control_points=())
    return StripPlace(place.slot, bare)


def _key(picture: MapPicture) -> tuple[str, int]:
    return picture.paper, picture.page
