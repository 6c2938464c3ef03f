"""A canvas over a picture that is known to the pixel; tools that say what they got."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint, CanvasTool
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.ui.canvases.sheet_source import SheetSource
from shamay_desktop.usecases.file_ports import OVERLAP, TILE
from shamay_desktop.usecases.ports import Cancelled
from tests.coded_picture import level_of


class DrawnSheet:
    """Tiles of a picture made on the spot, and what was asked for."""

    def __init__(self, picture: Image.Image, folder: Path, levels: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._levels = {level: level_of(picture, level) for level in range(levels + 1)}
        self._top = levels
        self.size = picture.size
        self.asked: list[tuple[int, int, int]] = []
        self.given_up: list[tuple[int, int, int]] = []
        self.broken: set[tuple[int, int, int]] = set()
        self.wait_for: Callable[[], bool] = lambda: True

    def source(self) -> SheetSource:
        """As a canvas shows it."""
        return SheetSource("drawn", *self.size, self._top, self._base, self._tile)

    def _base(self) -> PictureFile:
        return self._kept("base", self._levels[self._top])

    def _tile(self, level: int, column: int, row: int, cancelled: Cancelled) -> PictureFile:
        key = level, column, row
        self.asked.append(key)
        while not self.wait_for():
            if cancelled():
                self.given_up.append(key)
                raise WorkCancelled
        if key in self.broken:
            raise Refused("file_broken", file="plan.pdf")
        whole = self._levels[level]
        box = (
            max(column * TILE - OVERLAP, 0), max(row * TILE - OVERLAP, 0),
            min((column + 1) * TILE + OVERLAP, whole.width),
            min((row + 1) * TILE + OVERLAP, whole.height),
        )  # fmt: skip
        return self._kept(f"{level}-{column}-{row}", whole.crop(box))

    def _kept(self, name: str, image: Image.Image) -> PictureFile:
        path = self._folder / f"{name}.png"
        image.save(path, compress_level=1)
        return PictureFile(str(path), *image.size)


class NotingTool(CanvasTool):
    """Takes every press and notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, CanvasPoint]] = []
        self.takes = True
        self.keys: list[int] = []
        self.taken_keys: set[int] = set()
        self.half_drawn = False

    def press(self, at: CanvasPoint) -> bool:
        """Noted."""
        self.told.append(("press", at))
        return self.takes

    def move(self, at: CanvasPoint) -> None:
        """Noted."""
        self.told.append(("move", at))

    def release(self, at: CanvasPoint) -> None:
        """Noted."""
        self.told.append(("release", at))

    def double(self, at: CanvasPoint) -> bool:
        """Noted."""
        self.told.append(("double", at))
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Noted."""
        self.keys.append(event.key())
        return event.key() in self.taken_keys

    def cancel(self) -> bool:
        """Whether something was half drawn."""
        was, self.half_drawn = self.half_drawn, False
        return was

    def names(self) -> list[str]:
        """What was told but moves."""
        return [name for name, _at in self.told if name != "move"]

    def last(self, name: str) -> CanvasPoint:
        """Where that was last."""
        return next(at for told, at in reversed(self.told) if told == name)


def show_sharp(
    qtbot: QtBot, frame: CanvasFrame, source: SheetSource, turn: float = 0
) -> CanvasView:
    """Show a sheet and wait until it is sharp."""
    with qtbot.waitSignal(frame.view.sharp_shown, timeout=20_000):
        frame.view.show_sheet(source, turn)
    return frame.view


def look_at(qtbot: QtBot, view: CanvasView, point: tuple[float, float], scale: float) -> None:
    """Bring a place of the sheet to the middle, so large, and wait until it is sharp."""
    middle = QPointF(view.viewport().width() / 2, view.viewport().height() / 2)
    with qtbot.waitSignal(view.sharp_shown, timeout=20_000):
        view.centre_on(QPointF(*point))
        view.zoom_by(scale / view.scale_now, middle)
        view.centre_on(QPointF(*point))


def grabbed(view: CanvasView, rect: QRect | None = None) -> Image.Image:
    """What the viewport shows, in logical pixels."""
    shown = view.viewport().grab(rect or view.viewport().rect()).toImage()
    plain = shown.convertToFormat(QImage.Format.Format_RGB888)
    made = Image.frombuffer(
        "RGB", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "RGB",
        plain.bytesPerLine(), 1,
    )  # fmt: skip
    return made.copy()


def press_key(
    qtbot: QtBot,
    view: CanvasView,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    times: int = 1,
) -> None:
    """A key on the canvas."""
    if not view.hasFocus():
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
    for _ in range(times):
        qtbot.keyClick(view, key, modifier)
