"""What else is known of the chosen shape: its perimeter, note and colour, under the list."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.shapes_model import colour_box


class ShapeDetails(QWidget):
    """The list shows what a measure is read by; the rest stands here, for one shape at a time."""

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self.setObjectName("shape-details")
        self._state = state
        texts = state.texts
        self.perimeter = QLabel()
        self.perimeter.setObjectName("shape-perimeter")
        self.note = QLineEdit()
        self.note.setObjectName("shape-note")
        self.note.setAccessibleName(texts("plan.shape_note"))
        self.note.setReadOnly(state.read_only)
        self.colour = colour_box(state)  # its place among Tab's stops is the form's to give
        self.colour.setObjectName("shape-colour")
        self.colour.setAccessibleName(texts("plan.shape_colour"))
        self.colour.setEnabled(not state.read_only)
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(theme.SPACE // 2)
        for name, part in (
            ("perimeter", self.perimeter), ("note", self.note), ("colour", self.colour),
        ):  # fmt: skip
            self.form.addRow(texts(f"plan.shape_{name}"), part)
        self._shape: Shape | None = None
        self.note.editingFinished.connect(self.commit_typing)
        self.colour.activated.connect(self._on_colour)
        state.shown.connect(self.refresh)
        state.chosen_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the one that is chosen; what is being typed of another is kept first."""
        chosen = self._state.chosen_shapes
        shape = chosen[0] if len(chosen) == 1 else None
        if self._shape is not None and (shape is None or shape.id != self._shape.id):
            self.commit_typing()
        self._shape = shape
        self.setVisible(shape is not None)
        if shape is None:
            return
        state = self._state
        around = None if state.measured is None else state.measured.perimeters.get(shape.id)
        is_area = shape.kind is ShapeKind.AREA
        self.form.setRowVisible(self.perimeter, is_area and around is not None)
        self.perimeter.setText(state.words.length(around))
        if not self.note.isModified():
            self.note.setText(shape.note)
        with QSignalBlocker(self.colour):
            found = self.colour.findData(shape.colour)
            self.colour.setCurrentIndex(found)

    def commit_typing(self) -> None:
        """Keep the note that is being typed."""
        shape = None if self._shape is None else self._state.shape(self._shape.id)
        if not self.note.isModified():
            return
        self.note.setModified(False)
        note = self.note.text().strip()
        if shape is not None and note != shape.note:
            self._state.change_shapes([(shape, replace(shape, note=note))])

    def _on_colour(self) -> None:
        shape, colour = self._shape, str(self.colour.currentData() or "")
        if shape is not None and colour != shape.colour:
            self._state.change_shapes([(shape, replace(shape, colour=colour))])
