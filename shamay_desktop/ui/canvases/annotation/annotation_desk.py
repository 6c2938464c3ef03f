"""One map picture on the canvas with its tools, its style bar and the line that helps."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps.handles import corners_of, edges_of
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture
from shamay_desktop.domain.measuring.plans import DPI
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.canvases.annotation.annotating import Annotating
from shamay_desktop.ui.canvases.annotation.annotation_actions import (
    TOOLS,
    arranging_actions,
    tool_actions,
)
from shamay_desktop.ui.canvases.annotation.annotation_layer import AnnotationLayer
from shamay_desktop.ui.canvases.annotation.chosen_frame import CropShade
from shamay_desktop.ui.canvases.annotation.crop_tool import CropTool
from shamay_desktop.ui.canvases.annotation.drawing_tools import tool_for
from shamay_desktop.ui.canvases.annotation.furniture_item import FurnitureItem
from shamay_desktop.ui.canvases.annotation.select_tool import SelectTool
from shamay_desktop.ui.canvases.annotation.style_bar import StyleBar
from shamay_desktop.ui.canvases.annotation.tool_bar import ToolBar
from shamay_desktop.ui.canvases.annotation.words_entry import WordsEntry
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.canvases.canvas_tool import CanvasTool
from shamay_desktop.ui.canvases.lazy_pictures import read_fitted
from shamay_desktop.ui.canvases.sheet_source import SheetSource
from shamay_desktop.ui.pages.page import PageContext

ASIDE = 16
"""Pixels of the screen by which a copy stands aside."""

TURN_MS = 600
"""A picture that is turned bit by bit is one gesture."""

BLURRED_SIDE = 1600
HINT_LINES = 2


class AnnotationDesk(QWidget):
    """The canvas and its bars. What a gesture means is said by `annotating.edited`."""

    picture_changed = Signal(object)
    """dict: names of `MapPicture` with what they shall say (the turn)."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        texts = context.texts
        self.frame = CanvasFrame(texts, context.tasks)
        self.canvas = self.frame.view
        self._shown: tuple[str, str, int] | None = None
        self._is_copied_last = False
        self._metres_per_pixel: float | None = None
        layer = AnnotationLayer(self.canvas.content, self.canvas.draft, texts("drawings.north"))
        self.annotating = Annotating(layer, self, may_edit=not context.read_only)
        self.shade = CropShade(self.canvas.content)
        self.furniture = FurnitureItem(texts, self.canvas.content)
        self.words = WordsEntry(self.canvas.viewport(), texts("maps.words_entry"))
        self.tools = self._make_tools()
        self._turning = QTimer(self, singleShot=True, interval=TURN_MS)
        self._turning.timeout.connect(self._say_turn)
        self._lay_out()
        self._connect()
        self.canvas.set_tool(self.tools["select"])

    # -- what is shown --------------------------------------------------------------------

    def show_picture(
        self, case: Case, picture: MapPicture | None, file_name: str | None = None
    ) -> None:
        """Show a picture as it stands; the sheet is fetched when it is another one."""
        wanted = None if picture is None else (picture.id, picture.paper, picture.page)
        if wanted != self._shown or picture is None:
            self.words.keep()
            self._turning.stop()
            self.annotating.show(case, picture, (0, 0))
            self._shown = wanted
            self._open(picture, file_name)
        else:
            self.annotating.show(case, picture)
            if picture is not None and not self._turning.isActive():
                self.canvas.set_turn(float(picture.turn))
        self._show_furniture()

    def show_scale(self, metres_per_pixel: float | None) -> None:
        """The picture's place on the earth became known, or is no more."""
        self._metres_per_pixel = metres_per_pixel
        self._show_furniture()

    def take_tool(self, key: str) -> None:
        """Take a tool in hand, and the keyboard to the canvas."""
        self.canvas.set_tool(self.tools[key])
        self.canvas.setFocus()

    def can_draw(self) -> bool:
        """Whether there is a picture that may be drawn on now."""
        annotating = self.annotating
        return annotating.may_edit and self.canvas.has_sheet and not self.words.is_open

    def aside(self) -> Point:
        """A little right and down."""
        by = self.canvas.on_screen(ASIDE)
        return by, by

    def copy(self) -> None:
        """Keep what is chosen for pasting, until something is copied elsewhere."""
        self._is_copied_last = self.annotating.copy() or self._is_copied_last

    def cut(self) -> None:
        """Copy what is chosen and take it out."""
        self.copy()
        self.annotating.remove()

    def paste(self) -> bool:
        """Put copied annotations on the picture; False when something else was copied last."""
        if not self._is_copied_last or not self.can_draw():
            return False
        return self.annotating.paste(self.aside())

    def go_to(self, annotation_id: str) -> None:
        """Choose an annotation and bring it into view."""
        self.annotating.choose((annotation_id,), alone=True)
        box = self.annotating.layer.box(annotation_id)
        if box is not None:
            left, top, right, bottom = box
            self.canvas.bring(QRectF(left, top, right - left, bottom - top))

    def commit_typing(self) -> None:
        """Keep words and numbers that are being typed."""
        self.words.keep()
        self.style_bar.settle()
        if self._turning.isActive():
            self._turning.stop()
            self._say_turn()

    # -- what others say ------------------------------------------------------------------

    def _on_clipboard_changed(self) -> None:
        self._is_copied_last = False

    def _open(self, picture: MapPicture | None, file_name: str | None) -> None:
        self.annotating.layer.show_background(QImage(), (0, 0))
        if picture is None:
            self.canvas.clear()
            return
        self.canvas.open_sheet(
            self._context.services, picture.paper, picture.page, DPI,
            file_name=file_name, turn=float(picture.turn),
        )  # fmt: skip

    def _on_sheet_shown(self) -> None:
        source = self.canvas.source
        picture = self.annotating.picture
        if source is None or picture is None:
            return
        size = (source.width, source.height)
        self.annotating.show(self.annotating.case, picture, size)
        self._show_furniture()
        self._context.tasks.run(
            _small, source,
            owner=self, lane="work", on_done=partial(self._on_background, source),
            on_failed=lambda _problem: None,  # the canvas says it
        )  # fmt: skip

    def _on_background(self, source: SheetSource, image: QImage) -> None:
        if self.canvas.source is source:
            self.annotating.layer.show_background(image, (source.width, source.height))

    def _on_turned(self, degrees: float) -> None:
        picture = self.annotating.picture
        if picture is None:
            return
        self.annotating.layer.show(self.annotating.standing, self.annotating.size, degrees)
        if self.annotating.may_edit and degrees != float(picture.turn) % 360:
            self._turning.start()

    def _say_turn(self) -> None:
        turn = Decimal(str(round(self.canvas.turn_now, 2))).normalize() + 0
        self.picture_changed.emit({"turn": turn})

    def _on_tool_changed(self) -> None:
        tool = self.canvas.tool
        if tool is None:
            self.canvas.set_tool(self.tools["select"])
            return
        self.tool_bar.show_tool(tool.key)
        self.furniture.show_corners(shown=tool.key != "crop")
        self._show_hint()

    def _on_words_asked(self, annotation: Annotation) -> None:
        if not self.annotating.may_edit:
            return
        place = QPointF(*_words_at(annotation, self.annotating.layer.box(annotation.id)))
        self.annotating.layer.hide(annotation.id if annotation.kind is AnnotationKind.TEXT else "")
        self.words.open(annotation, self.canvas.mapFromScene(place))

    def _on_words_kept(self, annotation: Annotation, words: str) -> None:
        self.annotating.set_words(annotation, words)

    def _show_hint(self) -> None:
        tool = self.canvas.tool
        self.hint.setText("" if tool is None or not self.annotating.may_edit else tool.hint())

    def _show_furniture(self) -> None:
        annotating = self.annotating
        self.furniture.show_picture(annotating.picture, annotating.size, self._metres_per_pixel)

    def _snap_to(self) -> tuple[tuple[Point, ...], tuple[tuple[Point, Point], ...]]:
        standing = self.annotating.standing
        return corners_of(standing), edges_of(standing)

    # -- building -------------------------------------------------------------------------

    def _make_tools(self) -> dict[str, CanvasTool]:
        texts, annotating = self._context.texts, self.annotating
        made: dict[str, CanvasTool] = {"select": SelectTool(annotating, texts)}
        for key in TOOLS[1:-1]:
            made[key] = tool_for(AnnotationKind(key), annotating, texts)
        made["crop"] = CropTool(annotating, self.shade, texts)
        for tool in made.values():
            tool.setParent(self)
        return made

    def _lay_out(self) -> None:
        texts = self._context.texts
        self.tool_bar = ToolBar(texts)
        tools, arranging = tool_actions(self), arranging_actions(self)
        self._fill_bar(tools, arranging)
        self.style_bar = StyleBar(self.annotating, texts)
        self.hint = self._make_hint()
        bars = QVBoxLayout()
        bars.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        bars.setSpacing(theme.SPACE // 2)
        bars.addWidget(self.tool_bar)
        bars.addWidget(self.style_bar)
        self._put_hint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bars)
        column.addWidget(self.frame, 1)
        self.action_set = ActionSet(self.canvas)
        self.action_set.add(*tools.values(), *arranging.values())
        for bar in (self.tool_bar, self.style_bar):
            bar.setVisible(self.annotating.may_edit)

    def _make_hint(self) -> QLabel:
        """Two lines, whatever it says: another hint must not move the picture."""
        hint = QLabel(wordWrap=True)
        hint.setObjectName("canvas-hint")
        theme.set_tone(hint, "muted")
        theme.align_leading(hint)
        hint.ensurePolished()
        hint.setFixedHeight(HINT_LINES * (hint.fontMetrics().lineSpacing() + 1))
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return hint

    def _put_hint(self) -> None:
        """In the room that the view's own buttons leave."""
        bar = self.frame.bar
        bar.add(self.hint)
        row = bar.layout()
        if isinstance(row, QHBoxLayout):
            row.setStretch(0, 1)
            row.setStretch(1, 0)

    def _fill_bar(self, tools: dict[str, Action], arranging: dict[str, Action]) -> None:
        bar = self.tool_bar
        bar.add_tools(tools.items())
        bar.add_gap()
        bar.add_actions(arranging[name] for name in ("duplicate", "group", "ungroup", "lock"))
        aligns = [name for name in arranging if name.startswith(("align_", "spread_"))]
        orders = [name for name in arranging if name.startswith("order_")]
        bar.add_menu("align", "align", [arranging[name] for name in aligns])
        bar.add_menu("order", "front", [arranging[name] for name in orders])
        bar.add_actions([arranging["remove"]])

    def _connect(self) -> None:
        canvas, annotating = self.canvas, self.annotating
        canvas.snap_to = self._snap_to
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard_changed)
        canvas.sheet_shown.connect(self._on_sheet_shown)
        canvas.tool_changed.connect(self._on_tool_changed)
        canvas.turned.connect(self._on_turned)
        annotating.words_asked.connect(self._on_words_asked)
        self.tool_bar.left.connect(canvas.setFocus)
        self.words.kept.connect(self._on_words_kept)
        self.words.closed.connect(lambda: annotating.layer.hide(None))
        for signal in (annotating.chosen_changed, annotating.shown_changed):
            signal.connect(self.tool_bar.show_enabled)
        canvas.sheet_shown.connect(self.tool_bar.show_enabled)
        for tool in self.tools.values():
            tool.hint_changed.connect(self._show_hint)
        self.tool_bar.show_enabled()


def _small(source: SheetSource) -> QImage:
    """The untouched picture, small; runs in any thread."""
    return read_fitted(source.base(), BLURRED_SIDE)


def _words_at(annotation: Annotation, box: tuple[float, float, float, float] | None) -> Point:
    """Where an annotation's words are typed."""
    if annotation.kind is AnnotationKind.TEXT or box is None:
        return annotation.points[0]
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
