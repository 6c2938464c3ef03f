"""What the sheet is called, where it came from, and the excerpt of it that the report shows."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.drawing_tables import GROUNDS
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.papers.buttons import action

_READ = ("date", "north")
"""Lines whose text is read as a date or a number."""


class SheetPanel(QWidget):
    """Each line is kept when it is left."""

    draw_asked = Signal()
    preview_asked = Signal()

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self.setObjectName("sheet-panel")
        self._state = state
        self._build()
        state.shown.connect(self.refresh)
        state.chosen_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show it as it stands."""
        sheet = self._state.sheet
        self.setEnabled(sheet is not None)
        if sheet is None:
            return
        shown = {
            "title": sheet.title, "source": sheet.source,
            "date": formats.date(sheet.date) if sheet.date else "",
            "north": "" if sheet.north is None else f"{sheet.north.normalize():f}",
        }  # fmt: skip
        for name, line in self.lines.items():
            if not (line.hasFocus() and line.isModified()) and line.text() != shown[name]:
                line.setText(shown[name])
        self.ground.setCurrentIndex(max(self.ground.findData(sheet.excerpt_ground), 0))
        has = len(sheet.excerpt) > 2
        key = "plan.excerpt_there" if has else "plan.excerpt_none"
        self.words.setText(self._state.texts(key))
        free = not self._state.read_only
        self.clear.setEnabled(has and free)
        self.preview.setEnabled(has)
        areas = [each for each in self._state.chosen_shapes if each.kind is ShapeKind.AREA]
        self.take.setEnabled(bool(areas) and free)

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        for name, line in self.lines.items():
            self._keep(name, line)

    def _keep(self, name: str, line: QLineEdit) -> None:
        if not line.isModified():
            return
        line.setModified(False)
        text = line.text().strip()
        try:
            if name in _READ and text:
                text = str(typed(BY_ID["plans.sheets"].column(name), text.rstrip("°")) or "")
        except Refused as problem:
            self._state.say(problem)
            return
        if name == "north":
            self._state.change_sheet(north=(Decimal(text) % 360 + 360) % 360 if text else None)
        else:
            self._state.change_sheet(**{name: text})

    def _on_take(self) -> None:
        """The outline of the chosen area is what the report shows."""
        areas = [each for each in self._state.chosen_shapes if each.kind is ShapeKind.AREA]
        if areas:
            self._state.change_sheet(excerpt=areas[0].points)

    def _build(self) -> None:
        texts = self._state.texts
        form = self._form()
        head = QLabel(texts("plan.excerpt"))
        theme.set_tone(head, "heading")
        self.words = QLabel(wordWrap=True)
        theme.set_tone(self.words, "muted")
        for label in (head, self.words):
            theme.align_leading(label)
        self._make_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addLayout(form)
        column.addWidget(head)
        column.addWidget(self.words)
        for button in (self.draw, self.take, self.clear):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        ground = QFormLayout()
        ground.addRow(texts("plan.excerpt_ground"), self.ground)
        column.addLayout(ground)
        column.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def _form(self) -> QFormLayout:
        texts, state = self._state.texts, self._state
        self.lines: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name in ("title", "source", "date", "north"):
            line = QLineEdit()
            line.setObjectName(f"sheet-{name}")
            line.setReadOnly(state.read_only)
            line.setPlaceholderText(texts(f"plan.sheet_{name}_hint"))
            line.editingFinished.connect(lambda name=name, line=line: self._keep(name, line))
            self.lines[name] = line
            form.addRow(texts(f"plan.sheet_{name}"), line)
            line.setAccessibleName(texts(f"plan.sheet_{name}"))
        self.lines["north"].setToolTip(texts("plan.sheet_north_tip"))
        self.lines["north"].setAccessibleDescription(texts("plan.sheet_north_tip"))
        return form

    def _make_buttons(self) -> None:
        texts, state = self._state.texts, self._state
        self.draw = action(texts, "draw-excerpt", "plan.draw_excerpt", "tool-excerpt")
        self.take = action(texts, "take-excerpt", "plan.take_excerpt", "tool-polygon")
        self.clear = action(texts, "clear-excerpt", "plan.clear_excerpt", "trash", "flat")
        self.preview = action(texts, "preview-excerpt", "plan.preview_excerpt", "eye")
        self.draw.clicked.connect(self.draw_asked)
        self.draw.setEnabled(not state.read_only)
        self.take.clicked.connect(self._on_take)
        self.clear.clicked.connect(lambda: state.change_sheet(excerpt=()))
        self.preview.clicked.connect(self.preview_asked)
        self.ground = QComboBox()
        self.ground.setObjectName("excerpt-ground")
        self.ground.setAccessibleName(texts("plan.excerpt_ground"))
        for each in GROUNDS:
            self.ground.addItem(each.label(texts.language.value), each.code)
        self.ground.setEnabled(not state.read_only)
        self.ground.activated.connect(
            lambda _n: state.change_sheet(excerpt_ground=str(self.ground.currentData()))
        )
