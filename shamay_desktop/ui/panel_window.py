"""A panel of the open case in a window of its own, on the screen where it was left.

The window belongs to a screen of the program (the wizard): it is hidden while that screen is (the
lock, another page) and goes with it. The screen's keys work in it too.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QMoveEvent,
    QResizeEvent,
    QScreen,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.idle import IdleWatch
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.ports import Settings

LEAST = (50 * theme.SPACE, 40 * theme.SPACE)
FIRST_SHARE = 0.8
"""Of a screen, what a panel takes that was never placed by hand."""

REPORT_PANEL = "report"
"""The name of the panel of the report's pages."""

KEEP_MS = 600
"""How long a window rests before its place is kept."""


@dataclass(frozen=True, slots=True)
class PanelSpot:
    """Where a panel's window stood: the screen's name, and its place from the screen's corner."""

    screen: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ScreenRoom:
    """A screen of now: its name, all of it, and what the system's own bars leave free."""

    name: str
    whole: QRect
    free: QRect


def spot_of(kept: object) -> PanelSpot | None:
    """What the settings hold, None when it is no spot."""
    match kept:
        case {
            "screen": str(screen), "left": int(left), "top": int(top),
            "width": int(width), "height": int(height),
        }:  # fmt: skip
            return PanelSpot(screen, left, top, width, height)
    return None


def placed(kept: PanelSpot | None, screens: Sequence[ScreenRoom], main: ScreenRoom) -> QRect:
    """Where the window goes: where it was, wholly on a screen that is there.

    Without a spot it takes another screen than the program's own; a spot on a screen that is gone
    becomes the middle of the program's own one.
    """
    if kept is None:
        room = next((each for each in screens if each.name != main.name), main)
        return _middle(room.free, FIRST_SHARE)
    room_then = next((each for each in screens if each.name == kept.screen), None)
    if room_then is None:
        rect = QRect(0, 0, kept.width, kept.height)
        rect.moveCenter(main.free.center())
        return _within(rect, main.free)
    corner = room_then.whole.topLeft()
    rect = QRect(corner.x() + kept.left, corner.y() + kept.top, kept.width, kept.height)
    return _within(rect, room_then.free)


def _middle(free: QRect, share: float) -> QRect:
    rect = QRect(0, 0, int(free.width() * share), int(free.height() * share))
    rect.moveCenter(free.center())
    return rect


def _within(rect: QRect, free: QRect) -> QRect:
    fitted = QRect(rect)
    fitted.setWidth(min(max(rect.width(), LEAST[0]), free.width()))
    fitted.setHeight(min(max(rect.height(), LEAST[1]), free.height()))
    fitted.moveLeft(min(max(fitted.left(), free.left()), free.right() - fitted.width() + 1))
    fitted.moveTop(min(max(fitted.top(), free.top()), free.bottom() - fitted.height() + 1))
    return fitted


def room_of(screen: QScreen) -> ScreenRoom:
    """A screen as places are reckoned with it."""
    return ScreenRoom(screen.name(), screen.geometry(), screen.availableGeometry())


def screen_behind(widget: QWidget) -> QWidget:
    """The whole screen of the program that a widget stands on, else its window."""
    above: QWidget | None = widget
    while above is not None:
        stack = above.parentWidget()
        if isinstance(stack, QStackedWidget) and isinstance(stack.parentWidget(), QMainWindow):
            return above
        above = stack
    return widget.window()


def note_input(window: QWidget, main: QWidget) -> None:
    """Input in a further window is input: the program is not locked meanwhile."""
    handle = window.windowHandle()
    for watch in main.findChildren(IdleWatch):
        handle.removeEventFilter(watch)
        handle.installEventFilter(watch)


class PanelWindow(QWidget):
    """Holds one panel; closing it asks for the panel to be docked again."""

    dock_asked = Signal()
    moved = Signal(object)
    """PanelSpot: it rests at another place."""

    def __init__(self, name: str, title: str, screen: QWidget) -> None:
        super().__init__(screen, Qt.WindowType.Window)
        self.setObjectName(f"panel-window:{name}")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumSize(*LEAST)
        self.setLayoutDirection(screen.layoutDirection())
        self._screen = screen
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rest = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._rest.timeout.connect(self._on_rested)
        self._wanted = False
        screen.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_removed)

    def open_with(self, content: QWidget, spot: PanelSpot | None) -> None:
        """Take the panel in and show it where it was."""
        self._content = content
        self._column.addWidget(content)
        content.show()
        self.setGeometry(placed(spot, self._rooms(), self._main_room()))
        self._borrow_keys(content)
        self._wanted = True
        self.setVisible(self._screen.isVisible())

    def set_wanted(self, *, wanted: bool) -> None:
        """Show or hide it; it is never seen while its screen is not."""
        self._wanted = wanted
        self.setVisible(wanted and self._screen.isVisible())

    @property
    def wanted(self) -> bool:
        """Whether it is to be seen whenever its screen is."""
        return self._wanted

    @property
    def spot(self) -> PanelSpot:
        """Where it stands."""
        corner, rect = self.screen().geometry().topLeft(), self.geometry()
        return PanelSpot(
            self.screen().name(),
            rect.x() - corner.x(),
            rect.y() - corner.y(),
            rect.width(),
            rect.height(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be seen when the screen is; minimizing the program (a spontaneous hiding) is no lock."""
        if watched is self._screen and not event.spontaneous():
            if event.type() is QEvent.Type.Hide:
                self.hide()
            elif event.type() is QEvent.Type.Show:
                self.setVisible(self._wanted)
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Who works in it is not idle."""
        super().showEvent(event)
        note_input(self, self._screen.window())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its cross puts the panel back into the program's window."""
        event.ignore()
        self.dock_asked.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The place is kept when it rests."""
        super().moveEvent(event)
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The size too."""
        super().resizeEvent(event)
        self._rest.start()

    def _on_rested(self) -> None:
        if self.isVisible() and not self.isMaximized() and not self.isMinimized():
            self.moved.emit(self.spot)

    def _on_screen_removed(self, _gone: QScreen) -> None:
        """A window left on no screen comes to the program's own."""
        if not shiboken6.isValid(self):
            return
        rooms = [each for each in self._rooms() if each.name != _gone.name()]
        if not any(each.free.intersects(self.geometry()) for each in rooms):
            self.setGeometry(_middle(self._main_room().free, FIRST_SHARE))

    def _rooms(self) -> list[ScreenRoom]:
        return [room_of(screen) for screen in QGuiApplication.screens()]

    def _main_room(self) -> ScreenRoom:
        return room_of(self._screen.screen())

    def _borrow_keys(self, content: QWidget) -> None:
        """The keys of the wizard and of the window, but those that the panel has itself."""
        own = {each.key().toString() for each in content.findChildren(QShortcut)}
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        window = self._screen.window()
        lenders = [self._screen] if window is self._screen else [self._screen, window]
        for lender in lenders:
            for lent in lender.findChildren(QShortcut, options=direct):
                keys = lent.key().toString()
                if keys and keys not in own:
                    own.add(keys)
                    borrowed = QShortcut(lent.key(), self)
                    borrowed.setContext(Qt.ShortcutContext.WindowShortcut)
                    borrowed.activated.connect(lambda lent=lent: _activate(lent))


def _activate(lent: QShortcut) -> None:
    if shiboken6.isValid(lent) and lent.isEnabled():
        lent.activated.emit()


class Undocking(QObject):
    """Takes a panel out of its place into a window and back; remembers both for the next case."""

    undocked = Signal()
    docked = Signal()
    """The panel has no parent now: its place takes it back."""

    def __init__(
        self, place: QWidget, name: str, title: str, settings: Settings, tasks: Tasks
    ) -> None:
        super().__init__(place)
        self._place = place
        self._name = name
        self._title = title
        self._settings = settings
        self._tasks = tasks
        self._content: QWidget | None = None
        self._last: dict[str, object] | None = None
        self.window: PanelWindow | None = None

    @property
    def is_out(self) -> bool:
        """Whether the panel stands in its own window."""
        return self.window is not None

    @property
    def wanted_out(self) -> bool:
        """Whether it stood in its own window the last time."""
        return self._kept().get("out") is True

    def undock(self, content: QWidget) -> None:
        """Put the panel into its own window."""
        if self.window is not None:
            self.window.set_wanted(wanted=True)
            self.window.raise_()
            self.window.activateWindow()
            return
        window = PanelWindow(self._name, self._title, screen_behind(self._place))
        window.dock_asked.connect(self.dock)
        window.moved.connect(self._on_moved)
        self.window, self._content = window, content
        window.open_with(content, spot_of(self._kept()))
        self._keep(self._kept() | {"out": True})
        self.undocked.emit()

    def dock(self) -> None:
        """Put it back."""
        window, content = self.window, self._content
        if window is None or content is None:
            return
        self.window = self._content = None
        self._keep_spot(window.spot, out=False)
        content.setParent(None)
        window.hide()
        window.deleteLater()
        self.docked.emit()

    def _on_moved(self, spot: PanelSpot) -> None:
        self._keep_spot(spot, out=True)

    def _kept(self) -> dict[str, object]:
        """What was kept last; read once, since writing takes its time elsewhere."""
        if self._last is None:
            kept = self._settings.get(self._setting)
            self._last = dict(kept) if isinstance(kept, dict) else {}
        return self._last

    @property
    def _setting(self) -> str:
        return _setting_of(self._name)

    def _keep_spot(self, spot: PanelSpot, *, out: bool) -> None:
        self._keep(asdict(spot) | {"out": out})

    def _keep(self, kept: dict[str, object]) -> None:
        """A place that could not be kept is no harm, and not worth a word."""
        self._last = kept
        self._tasks.run(
            self._settings.set,
            self._setting,
            kept,
            owner=self,
            lane="database",
            on_failed=lambda _error: None,
        )


def kept_out(name: str, settings: Settings) -> bool:
    """Whether a panel stood in its own window the last time."""
    kept = settings.get(_setting_of(name))
    return isinstance(kept, dict) and kept.get("out") is True


def _setting_of(name: str) -> str:
    return f"window.panel.{name}"
