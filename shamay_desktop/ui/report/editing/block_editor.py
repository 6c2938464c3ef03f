"""The frame that lies over a block while it is written in: looks above, the words, keys below."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.report_edits.rich_text import Flow, RichText
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.report.editing.rich_document import HIGHLIGHT, Look, has_marks
from shamay_desktop.ui.report.editing.rich_editor import RichEditor
from shamay_desktop.ui.widgets.wording import directed

SIZE_CHOICES = (0, 9, 10, 11, 12, 13, 14, 16, 18, 20, 24)
LEAST_WIDTH, LEAST_LINES = 46 * theme.SPACE, 3
_LOOKS = (("bold", "B", "Ctrl+B"), ("italic", "I", "Ctrl+I"), ("underline", "U", "Ctrl+U"),
          ("highlight", "", ""))  # fmt: skip
_FLOWS = ((Flow.BULLET, "•"), (Flow.NUMBER, "1."))


class BlockEditor(QFrame):
    """Hidden until a block is written in."""

    keep_asked = Signal()
    leave_asked = Signal()
    note_asked = Signal()
    reference_asked = Signal()
    phrase_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("block-editor")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._texts = texts
        # The page below is never mirrored; the tools over it are as everywhere.
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self._formatted = True
        self.busy_elsewhere = False
        """A dialog of this editor is open: the words are not left."""
        self.editor = RichEditor()
        self.editor.setAccessibleName(texts("editing.words"))
        self.editor.keep_asked.connect(self.keep_asked)
        self.editor.leave_asked.connect(self.leave_asked)
        self.editor.left.connect(lambda: QTimer.singleShot(0, self, self._on_editor_left))
        self.editor.looks_changed.connect(self._show_looks)
        self._build()
        self.editor.textChanged.connect(self._on_words_changed)
        self.editor.marks_refused.connect(self._on_marks_refused)
        self.hide()

    def open_with(
        self,
        text: RichText,
        look: Look,
        *,
        right_to_left: bool,
        single: bool,
        formatted: bool,
        field: str = "",
    ) -> None:
        """Edit words; `field` is the label of the case's field that they print, "" for none."""
        self.editor.open_with(
            text, look, right_to_left=right_to_left, single=single, formatted=formatted
        )
        self._formatted = self.editor.markable = formatted
        self._tell("")
        self.field.setEnabled(True)
        self.field.setVisible(bool(field))
        self.field.setText(self._texts("editing.in_field", field=field))
        self.field.setChecked(bool(field))
        self._on_field_toggled(bool(field))
        self._on_words_changed()
        for flow in self.flows.values():
            flow.setVisible(not single)
        self.show()
        self.raise_()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_looks()

    @property
    def into_field(self) -> bool:
        """Whether the field of the case is what is changed."""
        return not self.field.isHidden() and self.field.isChecked()

    def lie_over(self, rect: QRectF, room: QRectF) -> None:
        """Stand where the block stands, as far as the room allows; the words over its words."""
        line = self.editor.fontMetrics().lineSpacing()
        above = self.tools.sizeHint().height() + 4
        below = self.foot.sizeHint().height() + 4
        least = 1 if self.editor.single else LEAST_LINES
        words = max(int(rect.height()) + 8, least * line + 12)
        width = min(max(int(rect.width()) + 8, LEAST_WIDTH), int(room.width()) - 8)
        words = min(words, max(int(room.height()) - above - below - 8, line + 8))
        left = int(
            min(max(rect.center().x() - width / 2, room.left() + 4), room.right() - width - 4)
        )
        height = above + words + below
        top = int(min(max(rect.top() - above, room.top() + 4), room.bottom() - height - 4))
        self.setGeometry(left, max(top, 0), width, height)

    def resume(self) -> None:
        """The dialog is gone."""
        self.busy_elsewhere = False
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside ---------------------------------------------------------------------------

    def _on_editor_left(self) -> None:
        """Outside is outside of the frame, its menus and its dialogs."""
        focus = QApplication.focusWidget()
        if not self.isVisible() or self.busy_elsewhere or QApplication.activePopupWidget():
            return
        if focus is None or not (focus is self or self.isAncestorOf(focus)):
            self.keep_asked.emit()

    def _on_field_toggled(self, on: bool) -> None:
        """A field holds plain words, as a title does."""
        plain = on or not self._formatted
        self.editor.formatted = not plain
        able: list[QWidget] = [*self.looks.values(), *self.flows.values(), self.size_box]
        for widget in (*able, *self.marks):
            widget.setEnabled(not plain)

    def _on_words_changed(self) -> None:
        """A field holds no notes and no references: with them the words are the report's own."""
        if self.field.isHidden():
            return
        marked = has_marks(self.editor.text)
        if marked and self.field.isChecked():
            self.field.setChecked(False)
            self._tell(self._texts("editing.field_no_marks"))
        self.field.setEnabled(not marked)

    def _on_marks_refused(self) -> None:
        self._tell(directed(self._texts("editing.title_no_marks"), self._texts))

    def _tell(self, words: str) -> None:
        """Words in place of the hint, "" for the hint."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.hint.setVisible(not words)

    def _show_looks(self) -> None:
        for name, button in self.looks.items():
            button.setChecked(self.editor.has_look(name))
        for flow, button in self.flows.items():
            button.setChecked(self.editor.flow_now is flow)
        at = self.size_box.findData(self.editor.size_now)
        self.size_box.blockSignals(True)  # noqa: FBT003
        self.size_box.setCurrentIndex(max(at, 0))
        self.size_box.blockSignals(False)  # noqa: FBT003

    def _build(self) -> None:
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(2)
        self._build_looks(row)
        self._build_flows(row)
        self._build_size(row)
        self._build_marks(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.editor, 1)
        column.addWidget(self._make_foot())

    def _build_looks(self, row: QHBoxLayout) -> None:
        self.looks: dict[str, QToolButton] = {}
        for name, letter, keys in _LOOKS:
            button = self._tool(f"look-{name}", letter, self._texts(f"editing.look.{name}"), keys)
            button.setCheckable(True)
            font = button.font()
            font.setBold(name == "bold")
            font.setItalic(name == "italic")
            font.setUnderline(name == "underline")
            button.setFont(font)
            if name == "highlight":
                button.setIcon(QIcon(_tint()))
            button.clicked.connect(lambda _on, name=name: self.editor.toggle_look(name))
            self.looks[name] = button
            row.addWidget(button)

    def _build_flows(self, row: QHBoxLayout) -> None:
        self.flows: dict[Flow, QToolButton] = {}
        for flow, letter in _FLOWS:
            button = self._tool(f"flow-{flow}", letter, self._texts(f"editing.flow.{flow}"), "")
            button.setCheckable(True)
            button.clicked.connect(lambda _on, flow=flow: self.editor.set_flow(flow))
            self.flows[flow] = button
            row.addWidget(button)

    def _build_size(self, row: QHBoxLayout) -> None:
        texts = self._texts
        self.size_box = QComboBox()
        self.size_box.setObjectName("editor-size")
        self.size_box.setAccessibleName(texts("editing.size"))
        self.size_box.setToolTip(texts("editing.size"))
        for points in SIZE_CHOICES:
            self.size_box.addItem(str(points) if points else texts("editing.size_usual"), points)
        self.size_box.currentIndexChanged.connect(
            lambda _at: self.editor.set_size(int(self.size_box.currentData()))
        )
        row.addWidget(self.size_box)

    def _build_marks(self, row: QHBoxLayout) -> None:
        texts = self._texts
        note = self._tool("note", "※", texts("editing.note"), "")
        note.clicked.connect(self.note_asked)
        reference = self._tool("reference", "§", texts("editing.reference"), "")
        reference.clicked.connect(self.reference_asked)
        self.marks = (note, reference)
        phrase = self._tool("phrase", "", texts("editing.phrase"), "F3")
        phrase.setIcon(theme.icon("phrase"))
        phrase.clicked.connect(self.phrase_asked)
        for tool in (note, reference, phrase):
            row.addWidget(tool)
        row.addStretch(1)
        keep = self._tool("keep", texts("editing.keep"), texts("editing.keep"), "Ctrl+Enter")
        keep.clicked.connect(self.keep_asked)
        leave = self._tool("leave", texts("editing.leave"), texts("editing.leave_tip"), "Esc")
        leave.clicked.connect(self.leave_asked)
        row.addWidget(keep)
        row.addWidget(leave)

    def _make_foot(self) -> QWidget:
        texts = self._texts
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(6, 2, 6, 2)
        self.field = QCheckBox()
        self.field.setObjectName("editor-field")
        self.field.toggled.connect(self._on_field_toggled)
        foot.addWidget(self.field)
        self.hint = QLabel(directed(texts("editing.hint"), texts))
        theme.set_tone(self.hint, "muted")
        self.told = QLabel()
        self.told.setObjectName("editor-told")
        theme.set_tone(self.told, "warning")
        foot.addStretch(1)
        foot.addWidget(self.hint)
        foot.addWidget(self.told)
        return self.foot

    def _tool(self, name: str, letter: str, title: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"action:editor-{name}")
        button.setText(letter)
        button.setAccessibleName(title)
        button.setToolTip(f"{title} ({keys})" if keys else title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def _tint() -> QPixmap:
    """The ground of highlighted words, as a sign."""
    made = QPixmap(2 * theme.SPACE, 2 * theme.SPACE)
    made.fill(QColor(HIGHLIGHT))
    return made
