"""Offset by walls: each edge has a kind, its wall a thickness, the rule says how far it counts."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.geometry import label_point, nearest_on
from shamay_desktop.domain.drawing.points import Point, Ring, rounded
from shamay_desktop.domain.drawing.reshaping import offset
from shamay_desktop.domain.drawing.rows import Changes, several
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import AreaRule, Shape, ShapeKind
from shamay_desktop.domain.measuring.typed_lengths import length_typed
from shamay_desktop.domain.measuring.walls import (
    THICKEST,
    EdgeKind,
    Wall,
    distances,
    rule_on,
    wall_rules,
)
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint
from shamay_desktop.ui.canvases.measuring.choosing_tools import shape_at
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.shape_items import LabelItem
from shamay_desktop.ui.canvases.measuring.tool import MeasuringTool
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.ui.widgets.flow_layout import FlowLayout

KINDS = tuple(EdgeKind)
COLOURS = {
    EdgeKind.OUTER: "#0b6470", EdgeKind.SHARED: "#7a3fb0",
    EdgeKind.COMMON: "#855400", EdgeKind.NONE: "#58636d",
}  # fmt: skip
THICK = Decimal("0.20")


class OffsetBar(QWidget):
    """The rule, and how thick the wall of each kind is."""

    changed = Signal()
    apply_asked = Signal()

    def __init__(self, texts: Texts, day_rule: AreaRule) -> None:
        super().__init__()
        self.setObjectName("offset-bar")
        self._texts = texts
        self.rule = QComboBox()
        self.rule.setObjectName("offset-rule")
        self.rule.setAccessibleName(texts("plan.rule"))
        for each in AreaRule:
            self.rule.addItem(texts(f"plan.rule_{each.name.lower()}"), each)
        self.rule.setCurrentIndex(list(AreaRule).index(day_rule))
        self.thickness: dict[EdgeKind, QLineEdit] = {}
        self.apply = action(texts, "offset-apply", "plan.offset_apply", "check", "primary")
        self.apply.clicked.connect(self.apply_asked)
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("offset-problem")
        theme.set_tone(self.problem, "error")
        self.problem.hide()
        self.doubt = QLabel(wordWrap=True)
        self.doubt.setObjectName("offset-doubt")
        theme.set_tone(self.doubt, "warning")
        controls = QWidget()
        row = FlowLayout(controls, theme.SPACE)
        row.addWidget(_beside(QLabel(texts("plan.rule")), self.rule))
        for kind in (EdgeKind.OUTER, EdgeKind.SHARED, EdgeKind.COMMON):
            row.addWidget(self._kind(kind))
        row.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(controls)
        column.addWidget(self.problem)
        column.addWidget(self.doubt)  # its lines need the whole width
        self.rule.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def chosen_rule(self) -> AreaRule:
        """The rule of now."""
        return AreaRule(self.rule.currentData())

    def wall(self, kind: EdgeKind) -> Wall:
        """The wall of a kind as it is typed. Raises Refused(`wall_unread`)."""
        line = self.thickness.get(kind)
        if line is None:
            return Wall(kind, Decimal(0))
        thick = length_typed(line.text())
        if thick is None or thick > THICKEST:
            raise Refused("wall_unread", given=line.text().strip(), limit=str(THICKEST))
        return Wall(kind, thick)

    def _kind(self, kind: EdgeKind) -> QWidget:
        label = QLabel(self._texts(f"plan.wall_{kind.value}"))
        line = QLineEdit(str(THICK))
        line.setObjectName(f"offset-{kind.value}")
        line.setFixedWidth(9 * theme.SPACE)
        line.setAccessibleName(self._texts(f"plan.wall_{kind.value}"))
        line.textChanged.connect(self._on_typed)
        label.setBuddy(line)
        self.thickness[kind] = line
        return _beside(label, line)

    def _on_typed(self) -> None:
        """A thickness that cannot be read is told at its field."""
        said = []
        for kind, line in self.thickness.items():
            try:
                self.wall(kind)
            except Refused as problem:
                said.append(error_words(self._texts, problem))
                theme.set_problem(line, "error")
            else:
                theme.set_problem(line, "")
        self.problem.setText("\n".join(dict.fromkeys(said)))
        self.problem.setVisible(bool(said))
        self.changed.emit()

    def _on_changed(self) -> None:
        rule = self.chosen_rule
        keys = [
            f"walls.doubt_{rule.value.replace('.', '_')}_{kind.value}"
            for kind in wall_rules()[rule].doubts
        ]
        words = " ".join(self._texts(key) for key in keys if self._texts.has(key))
        self.doubt.setText(words)
        self.doubt.setVisible(bool(words))
        self.changed.emit()


class OffsetTool(MeasuringTool):
    """A press on an edge gives it the next kind; Ctrl+Enter, W or the button measures by the rule.

    The area is drawn along the inside faces of the walls.
    """

    key, letter = "offset", "O"
    cursor = Qt.CursorShape.PointingHandCursor
    snaps = False
    loupe = False

    def __init__(self, state: PlanState, bar: OffsetBar, parent: QObject | None = None) -> None:
        super().__init__(state, parent)
        self.bar = bar
        self.kinds: list[EdgeKind] = []
        self._shape: str | None = None
        self._labels: list[LabelItem] = []
        bar.changed.connect(self._show)
        bar.apply_asked.connect(self.apply)
        state.chosen_changed.connect(self._on_chosen)
        state.shown.connect(self._on_chosen)

    def begin(self, canvas: object) -> None:
        """The chosen area is the one."""
        super().begin(canvas)  # type: ignore[arg-type]
        if self.draft is not None:
            self.draft.words.offset = QPointF()  # over the label of the area as it stands
            self.draft.words.setZValue(13)  # and over the walls' own
        self._on_chosen()

    def end(self) -> None:
        """No more."""
        self._labels.clear()
        self._shape = None
        super().end()

    @property
    def shape(self) -> Shape | None:
        """The area that is offset."""
        return None if self._shape is None else self.state.shape(self._shape)

    def press(self, at: CanvasPoint) -> bool:
        """The edge's next kind, or another area."""
        shape = self.shape
        if shape is not None:
            _place, edge, away = nearest_on(shape.points, at.raw, closed=True)
            if away <= at.radius:
                now = KINDS.index(self.kinds[edge])
                self.kinds[edge] = KINDS[(now + 1) % len(KINDS)]
                self._show()
                return True
        found = shape_at(self.state, at)
        if found is None or found.kind is not ShapeKind.AREA:
            return False
        self.state.choose([found.id])
        return True

    def double(self, at: CanvasPoint) -> bool:
        """By keyboard: measure by the rule."""
        del at
        self.apply()
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        """W measures by the rule."""
        if event.type() is not QEvent.Type.KeyPress or event.modifiers():
            return False
        if event.key() == Qt.Key.Key_W:
            self.apply()
            return True
        return False

    def apply(self) -> None:
        """The outline where the rule measures takes the place of the drawn one."""
        if self.canvas is None:
            return
        shape, state = self.shape, self.state
        if shape is None:
            state.say(self.texts("plan.offset_choose"))
            return
        try:
            ring = self.made()
        except Refused as problem:
            state.say(problem)
            return
        sheet, rule = state.sheet, self.bar.chosen_rule
        after = replace(shape, points=tuple(map(rounded, ring)))

        def gesture(case: Case) -> Changes:
            def ruled(now: Case) -> Changes:
                if sheet is None:
                    return ()
                return gestures.changing_sheet(now, sheet, replace(sheet, rule=rule))

            return several(case, [lambda now: gestures.changing_shape(now, shape, after), ruled])

        if state.do(gesture):
            canvas = self.canvas
            self.finished.emit(shape.id)
            # Out of the hand: pressed once more it would add the walls a second time.
            canvas.set_tool(None)
            state.tell(self.texts("plan.offset_done"))

    def made(self) -> Ring:
        """The outline by the rule. Raises Refused, why there is none."""
        shape = self.shape
        if shape is None:
            return ()
        scale = self.state.scale_at(shape.points)
        if isinstance(scale, Refused):
            raise Refused(scale.code, **scale.facts)
        walls = [self.bar.wall(kind) for kind in self.kinds]
        far = [float(each) for each in distances(self.bar.chosen_rule, walls)]
        return scale.to_pixels(offset(scale.to_metres(shape.points), far))

    def _on_chosen(self) -> None:
        if self.canvas is None:
            return
        chosen = [each for each in self.state.chosen_shapes if each.kind is ShapeKind.AREA]
        shape = chosen[0] if chosen else None
        if shape is None or shape.id != self._shape or len(shape.points) != len(self.kinds):
            self._shape = None if shape is None else shape.id
            self.kinds = [] if shape is None else [EdgeKind.OUTER] * len(shape.points)
        self._show()

    def _show(self) -> None:
        if self.canvas is None or self.draft is None:
            return
        shape = self.shape
        if shape is None:
            self.draft.hide()
            self._say_kinds(())
            return
        try:
            ring = self.made()
            lines = (shape.name, self.state.words.area(self.state.area_now(ring, shape.holes)))
            place = label_point(shape.points, shape.holes)
            self.draft.show((ring,), closed=True, dashed=True, at=place, lines=lines)
        except Refused:
            self.draft.hide()
        self._say_kinds(shape.points)

    def _say_kinds(self, ring: Ring) -> None:
        if self.canvas is None:
            return
        while len(self._labels) < len(ring):
            self._labels.append(LabelItem(self.canvas.draft))
            self._labels[-1].always = True
            self._labels[-1].setZValue(12)
        for number, label in enumerate(self._labels):
            label.setVisible(number < len(ring))
            if number < len(ring):
                kind = self.kinds[number]
                middle: Point = (
                    (ring[number][0] + ring[(number + 1) % len(ring)][0]) / 2,
                    (ring[number][1] + ring[(number + 1) % len(ring)][1]) / 2,
                )
                label.say((self.texts(f"plan.edge_{kind.value}"),), middle, QColor(COLOURS[kind]))


def _beside(label: QLabel, editor: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    row.addWidget(editor)
    return both


def rule_of_day(state: PlanState) -> AreaRule:
    """The sheet's own rule, else the standard in force today."""
    if state.sheet is not None and state.sheet.rule is not None:
        return state.sheet.rule
    return rule_on(state.context.services.clock.today())
