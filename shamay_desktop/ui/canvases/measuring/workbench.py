"""The open sheet: canvas, tools, and the panels of scale, shapes and excerpt beside it."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.drawing.geometry import Edge, bounds, main_direction
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import ActionSet
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.canvases.measuring.choosing_tools import CornersTool, SelectTool
from shamay_desktop.ui.canvases.measuring.drawing_tools import (
    ExcerptTool,
    HoleTool,
    LengthTool,
    PolygonTool,
    PolylineTool,
    RectangleTool,
    RegionTool,
)
from shamay_desktop.ui.canvases.measuring.offset_tool import OffsetBar, OffsetTool, rule_of_day
from shamay_desktop.ui.canvases.measuring.plan_actions import actions_of
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.reference_tool import ReferenceTool
from shamay_desktop.ui.canvases.measuring.reshaping_tools import JoinTool, SplitTool, TraceTool
from shamay_desktop.ui.canvases.measuring.scale_panel import ScalePanel
from shamay_desktop.ui.canvases.measuring.shapes_panel import ShapesPanel
from shamay_desktop.ui.canvases.measuring.sheet_items import SheetItems
from shamay_desktop.ui.canvases.measuring.sheet_panel import SheetPanel
from shamay_desktop.ui.canvases.measuring.tool import MeasuringTool
from shamay_desktop.ui.canvases.measuring.tool_strip import ToolStrip
from shamay_desktop.ui.canvases.measuring.typed_value import TypedValue
from shamay_desktop.ui.canvases.measuring.walking_tool import WalkingTool

TURN_PAUSE_MS = 500
"""A view that is turned degree by degree is one gesture."""

PANEL = 46 * theme.SPACE
SCALE, SHAPES, SHEET = range(3)

ASIDE = 16
"""Pixels of the screen by which a copy stands beside its shape, both ways."""


class Workbench(QWidget):
    """Holds the canvas; what is drawn leaves through the state."""

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self.setObjectName("plan-bench")
        self.state = state
        self._name = ""
        self._leaning_of: Sequence[Edge] = ()
        self._open: tuple[str, int, int] | None = None
        self._has_polygons = False
        self._is_opening = False
        self._wanted: tuple[str, ...] = ()
        context = state.context
        self.frame = CanvasFrame(state.texts, context.tasks)
        self.canvas = self.frame.view
        self.asked = TypedValue(self.frame)
        self.offset_bar = OffsetBar(state.texts, rule_of_day(state))
        self.tools: dict[str, MeasuringTool] = {each.key: each for each in self._make_tools()}
        self.strip = ToolStrip(state, list(self.tools.values()))
        self.scale = ScalePanel(state)
        self.shapes = ShapesPanel(state)
        self.sheet = SheetPanel(state)
        self.items = SheetItems(state, self.canvas.content, self)
        self._turning = QTimer(self, singleShot=True, interval=TURN_PAUSE_MS)
        self._build()
        self._connect()
        self.action_set = ActionSet(self.canvas)
        self.action_set.add(*actions_of(self))
        self.choose_tool("select")

    def show_sheet(self, name: str) -> None:
        """Show the open sheet; `name` is that of its file."""
        sheet = self.state.sheet
        if sheet is None:
            self._open = None
            self.canvas.clear()
            return
        wanted = (sheet.paper, sheet.page, sheet.dpi)
        if wanted == self._open and name == self._name:
            return
        self._open, self._name = wanted, name
        self._load_polygons()
        self._is_opening = True
        self.canvas.open_sheet(
            self.state.context.services, sheet.paper, sheet.page, sheet.dpi,
            file_name=name, turn=float(sheet.turn),
        )  # fmt: skip
        has_scale = self.state.measured is not None and bool(self.state.measured.scales)
        self.panels.setCurrentIndex(SHAPES if has_scale else SCALE)

    def _load_polygons(self) -> None:
        """Before the first split asks for it: it takes a quarter of a second."""
        if not self._has_polygons:
            self._has_polygons = True
            context = self.state.context
            context.tasks.run(context.services.polygons.load, owner=self, lane="aside")

    def choose_tool(self, key: str) -> None:
        """Take a tool in hand; the one that is in hand already does what its key means again."""
        tool = self.tools[key]
        if tool is self.canvas.tool:
            tool.again()
            self.canvas.setFocus()
            return
        self.state.say("")
        is_free = self.state.sheet is not None and not self.state.read_only
        if tool.needs_scale and not self.state.may_measure() and is_free:
            tool = self.tools["reference"]
        self.canvas.set_tool(tool)
        self.canvas.setFocus()

    def duplicate_chosen(self) -> None:
        """The chosen shapes once more, a little beside as it is seen on the screen."""
        self.state.duplicate_chosen(self.canvas.on_screen(ASIDE))

    def bring(self, *shape_ids: str) -> None:
        """Shapes into view; while the sheet is being opened, when it is there."""
        self._wanted = ()
        points = [at for each in self.state.shapes if each.id in shape_ids for at in each.points]
        if not points:
            return
        if self._is_opening or not self.canvas.has_sheet:
            self._wanted = shape_ids
            return
        left, top, right, bottom = bounds(points)
        self.canvas.bring(QRectF(left, top, right - left, bottom - top))

    def commit_typing(self) -> None:
        """Keep what stands in an editor."""
        for panel in (self.scale, self.shapes, self.sheet):
            panel.commit_typing()
        self._keep_turn()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete is the tool's first; then it takes the chosen shapes out."""
        if (
            watched is self.canvas
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
        ):
            tool = self.canvas.tool
            if tool is None or not tool.key_pressed(event):
                self.state.remove_chosen()
            return True
        return super().eventFilter(watched, event)

    # -- what others say ------------------------------------------------------------------

    def _on_tool_changed(self) -> None:
        tool = self.canvas.tool
        if tool is None:  # Esc: the hand is empty again
            self.canvas.set_tool(self.tools["select"])
            return
        if isinstance(tool, MeasuringTool):
            self.strip.show_tool(tool.key)
            self.offset_bar.setVisible(tool.key == "offset")
            if tool.key in ("reference", "region"):
                self.panels.setCurrentIndex(SCALE)
        self._show_hint()

    def _on_sheet_shown(self) -> None:
        self._is_opening = False
        source = self.canvas.source
        if source is not None and self._open is not None:
            self.state.note_size(self._open, (source.width, source.height))
        self.bring(*self._wanted)

    def _on_panel(self, number: int) -> None:
        self.state.panel = ("scale", "shapes", "sheet")[number]
        self.items.refresh()

    def _show_hint(self) -> None:
        tool = self.canvas.tool
        self.hint.setText("" if tool is None else tool.hint())

    def _on_shown(self) -> None:
        sheet = self.state.sheet
        if sheet is not None and not self._turning.isActive() and self.canvas.has_sheet:
            self.canvas.set_turn(float(sheet.turn))
            self._turning.stop()

    def _snap_lines(self) -> tuple[Sequence[Point], Sequence[Edge]]:
        """What a pointer is taken to, and along which direction; found when it is asked for."""
        corners, lines = self.state.snap_lines()
        if lines is not self._leaning_of:
            self._leaning_of = lines
            self.canvas.base_angle = main_direction(lines)
        return corners, lines

    def _keep_turn(self) -> None:
        self._turning.stop()
        sheet, turn = self.state.sheet, round(self.canvas.turn_now, 2)
        if sheet is None or not self.canvas.has_sheet or self.state.read_only:
            return
        if turn != float(sheet.turn) % 360:
            self.state.change_sheet(turn=Decimal(str(turn)))

    # -- building -------------------------------------------------------------------------

    def _make_tools(self) -> tuple[MeasuringTool, ...]:
        state = self.state
        return (
            SelectTool(state, self), ReferenceTool(state, self).over(self.asked),
            LengthTool(state, self), PolylineTool(state, self), PolygonTool(state, self),
            RectangleTool(state, self), HoleTool(state, self),
            WalkingTool(state, self).over(self.asked), CornersTool(state, self),
            SplitTool(state, self), JoinTool(state, self),
            OffsetTool(state, self.offset_bar, self), TraceTool(state, self),
            RegionTool(state, self), ExcerptTool(state, self),
        )  # fmt: skip

    def _build(self) -> None:
        texts = self.state.texts
        self.hint = QLabel(wordWrap=True)
        self.hint.setObjectName("plan-hint")
        self.hint.setMargin(theme.SPACE // 2)
        theme.set_tone(self.hint, "muted")
        theme.align_leading(self.hint)
        self.offset_bar.hide()
        self.panels = QTabWidget()
        self.panels.setObjectName("plan-panels")
        self.panels.setDocumentMode(True)
        for panel, key in (
            (self.scale, "scale"), (self.shapes, "shapes"), (self.sheet, "sheet"),
        ):  # fmt: skip
            self.panels.addTab(_scrolled(panel), texts(f"plan.tab_{key}"))
        drawing = QWidget()
        column = QVBoxLayout(drawing)
        inner = theme.SPACE // 2  # towards the panels; margins are not turned round by Qt
        right_to_left = self.state.texts.language.right_to_left
        column.setContentsMargins(*((0, 0, inner, 0) if right_to_left else (inner, 0, 0, 0)))
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.strip)
        column.addWidget(self.offset_bar)
        column.addWidget(self.frame, 1)
        column.addWidget(self.hint)
        self.splitter = QSplitter()
        self.splitter.setObjectName("plan-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.panels)
        self.splitter.addWidget(drawing)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([PANEL, 3 * PANEL])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        state, canvas = self.state, self.canvas
        canvas.snap_to = self._snap_lines
        canvas.installEventFilter(self)
        canvas.tool_changed.connect(self._on_tool_changed)
        canvas.sheet_shown.connect(self._on_sheet_shown)
        canvas.turned.connect(lambda _degrees: self._turning.start())
        self._turning.timeout.connect(self._keep_turn)
        state.shown.connect(self._on_shown)
        state.said.connect(canvas.say)
        state.told.connect(lambda done: canvas.say(done, "ok"))
        self.panels.currentChanged.connect(self._on_panel)
        self._on_panel(self.panels.currentIndex())
        state.scale_wanted.connect(lambda: self.panels.setCurrentIndex(SCALE))
        self.strip.tool_asked.connect(self.choose_tool)
        self.scale.draw_asked.connect(lambda: self.choose_tool("reference"))
        self.scale.region_asked.connect(lambda: self.choose_tool("region"))
        self.sheet.draw_asked.connect(lambda: self.choose_tool("excerpt"))
        self.shapes.shape_shown.connect(self.bring)
        self.shapes.duplicate_asked.connect(self.duplicate_chosen)
        for tool in self.tools.values():
            tool.hint_changed.connect(self._show_hint)


def _scrolled(panel: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its panel is walked, and brings itself into view
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(panel)
    return area
