"""Selecting the blocks of a page by mouse and by key; it knows parts and places, not the case."""

from collections.abc import Mapping, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractSlider, QApplication

from shamay_desktop.domain.report_content import PageBreak
from shamay_desktop.domain.report_edits.remarks import Trouble
from shamay_desktop.domain.report_edits.walking import Part, part_at, part_of
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.report.editing.block_marks import (
    HIDDEN_REACH,
    BlockMarks,
    rect_of_place,
    signs_of,
)

_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1
}  # fmt: skip


COVER = "cover:"
"""The section of the cover's lines."""

_HEARD = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.ContextMenu,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Leave,
    )
)


class BlockLayer(QObject):
    """Hover shows a block, a click selects it, a click on the selected one edits it.

    Up and Down (Tab while one is selected) go from block to block over the pages, Alt with them
    moves the block, Enter edits, Delete removes or hides, Escape lets go, the menu key opens the
    menu. A selected block is dragged to another place.
    """

    selected = Signal(object)
    """Part, or None."""

    edit_asked = Signal()
    remove_asked = Signal()
    step_asked = Signal(int)
    """Move the selected part by so many steps: 1 or -1."""

    drop_asked = Signal(str)
    """Put the selected part behind the part of this key."""

    menu_asked = Signal(QPoint)
    """Where on the screen."""

    hidden_asked = Signal(str, QPoint)
    """The hidden blocks behind a part."""

    def __init__(self, viewer: PageViewer) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self._canvas = viewer.canvas
        self.marks = BlockMarks(self._canvas.page_item)
        self.parts: tuple[Part, ...] = ()
        self._troubles: Mapping[str, Sequence[Trouble]] = {}
        self._hidden: Mapping[str, tuple[str, ...]] = {}
        self.current: Part | None = None
        self._pressed: QPoint | None = None
        self._dragging: Part | None = None
        self._drop: Part | None = None
        self.enabled = True
        self._canvas.viewport().installEventFilter(self)
        self._canvas.installEventFilter(self)
        viewer.page_shown.connect(self._on_page_shown)

    # -- what is shown --------------------------------------------------------------------

    def show_parts(
        self,
        parts: tuple[Part, ...],
        troubles: Mapping[str, Sequence[Trouble]],
        hidden: Mapping[str, tuple[str, ...]],
        *,
        right_to_left: bool,
    ) -> None:
        """Other parts; the selected one stays selected when it is still there."""
        self.parts, self._troubles, self._hidden = parts, troubles, hidden
        self.marks.right_to_left = right_to_left
        key = "" if self.current is None else self.current.key
        self.current = part_of(parts, key)
        self._show_marks()
        self.selected.emit(self.current)

    def select(self, key: str, *, bring: bool = True) -> bool:
        """Select the part of a key and show its page; whether it is there."""
        part = part_of(self.parts, key)
        self.current = part
        self._show_marks()
        if part is not None and bring:
            self._bring(part)
        self._tell(part)
        self.selected.emit(part)
        return part is not None

    def let_go(self) -> None:
        """Nothing is selected."""
        self.select("")

    def first_seen(self) -> Part | None:
        """The first part of the page that is shown, behind which something can be put."""
        page = self._viewer.page
        here = (part for part in self.parts if _stands_on(part, page) and not is_cover(part))
        return next(here, None)

    def rect_of(self, key: str) -> QRectF | None:
        """Where a part stands on the page that is shown, in points."""
        part = part_of(self.parts, key)
        places = [] if part is None else [p for p in part.places if p.page == self._viewer.page]
        return rect_of_place(places[0]) if places else None

    # -- events ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mouse on the viewport, keys on the canvas."""
        if not self.enabled or event.type() not in _HEARD:
            return False
        # While the canvas goes, its page is gone before its last events.
        if not shiboken6.isValid(self._canvas.page_item) or not self._canvas.has_page:
            return False
        if isinstance(event, QKeyEvent) and watched is self._canvas:
            return self._on_key(event)
        if isinstance(event, QContextMenuEvent):
            return self._on_menu(event)
        if isinstance(event, QMouseEvent) and watched is self._canvas.viewport():
            return self._on_mouse(event)
        if event.type() is QEvent.Type.Leave:
            self._hover(None)
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseMove:
                return self._on_moved(place, event)
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                self._pressed = place
                part = self._part_at(place)
                held = part is not None and part is self.current
                free = part is not None and part.movable and not is_cover(part)
                self._dragging = part if held and free else None
                if held:
                    self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
                return held
            case QEvent.Type.MouseButtonRelease if event.button() is Qt.MouseButton.LeftButton:
                return self._on_released(place)
            case QEvent.Type.MouseButtonDblClick:
                return self._part_at(place) is not None
        return False

    def _on_moved(self, place: QPoint, event: QMouseEvent) -> bool:
        if not event.buttons():
            self._hover(self._part_at(place))
            return False
        if self._dragging is None or self._pressed is None:
            return False
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._drop is not None:
            self._show_drop(self._behind(place))
        return True

    def _on_released(self, place: QPoint) -> bool:
        pressed, self._pressed = self._pressed, None
        dragging, self._dragging = self._dragging, None
        drop, self._drop = self._drop, None
        self._show_drop(None)
        if pressed is None:
            return False
        if dragging is not None and drop is not None:
            if drop is not dragging:
                self.drop_asked.emit(drop.key)
            return True
        if (place - pressed).manhattanLength() >= QApplication.startDragDistance():
            return False
        if (hidden := self._hidden_at(place)) is not None:
            self.hidden_asked.emit(hidden, self._canvas.viewport().mapToGlobal(place))
            return False
        part = self._part_at(place)
        if part is not None and part is self.current:
            self.edit_asked.emit()
            return True
        self.select(part.key if part is not None else "", bring=False)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress:
            return False
        key, held = Qt.Key(event.key()), event.modifiers()
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        plain = not held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key in _STEPS and (plain or alt):
            tabbed = key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            if not alt and not tabbed and self._read_on(_STEPS[key]):
                return True
            if alt and not tabbed and self.current is not None:
                self.step_asked.emit(_STEPS[key])
                return True
            return not alt and (self.current is not None or not tabbed) and self._go(_STEPS[key])
        if self.current is None or not plain:
            return False
        return self._on_part_key(key, held)

    def _on_part_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """What a key does to the selected part."""
        part = self.current
        if part is None:
            return False
        menu = key == Qt.Key.Key_F10 and bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.let_go()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif key == Qt.Key.Key_Menu or menu:
            self.menu_asked.emit(self._corner(part))
        else:
            return False
        return True

    def _on_menu(self, event: QContextMenuEvent) -> bool:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            place = self._canvas.viewport().mapFromGlobal(event.globalPos())
            part = self._part_at(place)
            if part is None:
                return False
            self.select(part.key, bring=False)
            self.menu_asked.emit(event.globalPos())
        elif self.current is not None:
            self.menu_asked.emit(self._corner(self.current))
        return True

    # -- inside ---------------------------------------------------------------------------

    def _go(self, step: int) -> bool:
        """To the next part that is seen; False at the end, so that Tab leaves the page."""
        seen = [part for part in self.parts if part.places]
        if not seen:
            return False
        here = [at for at, part in enumerate(seen) if part is self.current]
        if not here:
            page = self._viewer.page
            first = next((at for at, part in enumerate(seen) if part.places[0].page >= page), 0)
            self.select(seen[first].key)
            return True
        at = here[0] + step
        if not 0 <= at < len(seen):
            return False
        self.select(seen[at].key)
        return True

    def _read_on(self, step: int) -> bool:
        """Scroll while the selected part goes on beyond what is seen; whether it did."""
        rect = None if self.current is None else self.rect_of(self.current.key)
        if rect is None:
            return False
        box = (rect.left(), rect.top(), rect.right(), rect.bottom())
        place, seen = self._canvas.place_of(box), self._canvas.viewport().rect()
        beyond = place.bottom() > seen.bottom() if step > 0 else place.top() < seen.top()
        bar = self._canvas.verticalScrollBar()
        before = bar.value()
        if beyond:
            steps = QAbstractSlider.SliderAction
            bar.triggerAction(steps.SliderSingleStepAdd if step > 0 else steps.SliderSingleStepSub)
        return bar.value() != before

    def _bring(self, part: Part) -> None:
        if not part.places:
            return
        pages = {place.page for place in part.places}
        place = part.places[0]
        if self._viewer.page not in pages:
            self._viewer.go(place.page)
            return  # its place is brought when the page is there
        rect = next(rect_of_place(each) for each in part.places if each.page == self._viewer.page)
        self._canvas.bring((rect.left(), rect.top(), rect.right(), rect.bottom()), 24)

    def _tell(self, part: Part | None) -> None:
        """The words of the selected part, for those who do not see it."""
        from shamay_desktop.ui.report.editing.wording import words_of_part

        self._canvas.setAccessibleDescription("" if part is None else words_of_part(part))

    def _on_page_shown(self, _page: int) -> None:
        self._show_marks()
        if self.current is not None:
            self._bring(self.current)

    def _show_marks(self) -> None:
        page, marks = self._viewer.page, self.marks
        marks.show_page(self._canvas.page_item.rect())
        if not self.enabled:
            return
        here = [
            (part, rect_of_place(place))
            for part in self.parts
            for place in part.places
            if place.page == page
        ]
        current = "" if self.current is None else self.current.key
        marks.selected = tuple(rect for part, rect in here if part.key == current)
        marks.signs = tuple(
            (rect, signs)
            for part, rect in here
            if (signs := signs_of(part, self._troubles.get(part.key, ())))
        )
        marks.breaks = tuple(
            rect for part, rect in here if part.blocks and isinstance(part.blocks[0], PageBreak)
        )
        marks.hidden = tuple(
            (_below(rect), len(self._hidden[part.key]))
            for part, rect in here
            if part.key in self._hidden
        )
        marks.update()

    def _hover(self, part: Part | None) -> None:
        page = self._viewer.page
        places = [] if part is None else [p for p in part.places if p.page == page]
        hovered = tuple(rect_of_place(place) for place in places)
        if hovered != self.marks.hovered:
            self.marks.hovered = hovered
            self.marks.update()

    def _part_at(self, place: QPoint) -> Part | None:
        point = self._canvas.point_at(place)
        return part_at(self.parts, self._viewer.page, point.x(), point.y())

    def _hidden_at(self, place: QPoint) -> str | None:
        point = self._canvas.point_at(place)
        page = self._viewer.page
        for part in self.parts:
            if part.key in self._hidden:
                rects = [_below(rect_of_place(each)) for each in part.places if each.page == page]
                if any(_near(rect, point) for rect in rects):
                    return part.key
        return None

    def _behind(self, place: QPoint) -> Part | None:
        """The part behind which a drop here would go: the last one that begins above.

        At the top of a page it is the last one of the pages before.
        """
        point, page = self._canvas.point_at(place), self._viewer.page
        above: Part | None = None
        for part in (part for part in self.parts if not is_cover(part)):
            for each in part.places:
                middle = each.y + each.height / 2
                if each.page < page or (each.page == page and middle <= point.y()):
                    above = part
        return above

    def _show_drop(self, part: Part | None) -> None:
        self._drop = part
        rect = None if part is None else self.rect_of(part.key)
        self.marks.drop = self._top_line(part) if rect is None else _below(rect)
        self.marks.update()

    def _top_line(self, part: Part | None) -> QRectF | None:
        """A drop behind a part of a page before stands over the first block of this one."""
        first = self.first_seen()
        rect = None if part is None or first is None else self.rect_of(first.key)
        return None if rect is None else QRectF(rect.left(), rect.top() - 3.0, rect.width(), 2.0)

    def _corner(self, part: Part) -> QPoint:
        rect = self.rect_of(part.key)
        viewport = self._canvas.viewport()
        if rect is None:
            return viewport.mapToGlobal(viewport.rect().center())
        box = (rect.left(), rect.top(), rect.right(), rect.bottom())
        return viewport.mapToGlobal(self._canvas.place_of(box).center().toPoint())


def _below(rect: QRectF) -> QRectF:
    """The thin line under a block."""
    return QRectF(rect.left(), rect.bottom() - 1.0, rect.width(), 2.0)


def is_cover(part: Part) -> bool:
    """Whether it is a line of the cover, which stays where it is and has nothing put behind it."""
    return part.section == COVER


def _stands_on(part: Part, page: int) -> bool:
    return any(place.page == page for place in part.places)


def _near(rect: QRectF, point: QPointF) -> bool:
    return rect.adjusted(-20, -HIDDEN_REACH, 20, HIDDEN_REACH).contains(point)
