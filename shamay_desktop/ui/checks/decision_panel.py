"""One fact in question at large: what the chosen source says, and the ways to settle it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.fields import BY_ID, Field, Kind
from shamay_desktop.domain.reading.decisions import DECISIONS, decision_on
from shamay_desktop.ui import theme
from shamay_desktop.ui.checks import lines
from shamay_desktop.ui.checks.claim_words import (
    doubtful_words,
    fact_words,
    head_words,
    refused_words,
    source_of,
    value_words,
)
from shamay_desktop.ui.checks.lines import Line
from shamay_desktop.ui.models.findings_model import declared
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.editors import Editor, make_editor
from shamay_desktop.ui.widgets.long_text_editor import LongTextEditor
from shamay_desktop.ui.widgets.wording import cut, directed, problem_words

_COMPOUND = (Kind.LIST, Kind.RECORD)
_TAKEN = (lines.Kind.CLAIM, lines.Kind.MISSING, lines.Kind.WAITING)


class DecisionPanel(QFrame):
    """Says what is wanted of the current line: take it, another value, a reason, page or field."""

    taken = Signal()
    page_wanted = Signal()
    field_wanted = Signal()

    other_taken = Signal(object)
    """Canonical content that was typed in place of what the sources say."""

    explained = Signal(object)
    """The reason of a decision that was made already (None takes it back)."""

    focused = Signal()
    """One of its editors has the focus."""

    left = Signal()
    """Escape in an editor: back to the table."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("decision-panel")
        self._context = context
        self._texts = context.texts
        self.line: Line | None = None
        self.editor: Editor | None = None
        self._field: Field | None = None
        self._pending: object = None
        self._drafts: dict[str, str] = {}
        self._build()

    def show_line(self, line: Line | None) -> None:
        """Show a line; a reason that was begun for a fact waits until it is decided."""
        before = self.line
        self._keep_draft()
        self.line = line
        self.setVisible(line is not None and line.kind not in (lines.Kind.HEAD, lines.Kind.SETTLED))
        if line is None or self.isHidden():
            return
        texts = self._texts
        self._heading.setText(fact_words(line, texts))
        self._said.setText(self._said_words(line))
        self._lacking.setText(self._lacking_words(line))
        self._lacking.setVisible(bool(self._lacking.text()))
        self._show_buttons(line)
        if before is None or before.path != line.path or before.kind is not line.kind:
            self._show_editor(line)
            self._show_reason(line)

    @property
    def reason_text(self) -> str:
        """The reason that stands in its editor."""
        return self.reason.toPlainText().strip()

    def note_taken(self, line: Line) -> None:
        """A fact is decided: what was begun for it is kept with it."""
        self._drafts.pop(line.path, None)
        self.line = None

    def type_other(self, letters: str) -> None:
        """Go to the editor of another value, with the letters that were typed already."""
        editor = self.editor
        if editor is None or not self._other.isVisible():
            return
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        target = editor.findChild(QLineEdit) or editor
        if isinstance(target, QLineEdit):
            target.selectAll()
        if letters:
            none = Qt.KeyboardModifier.NoModifier
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, none, letters)
            QApplication.sendEvent(target, press)

    def write_reason(self) -> None:
        """Go to the reason."""
        if self.isVisible() and self.reason.isVisible():
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Keep the reason of a decision that was made already."""
        self.reason.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed, Escape lets it go."""
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                if self.editor is not None and watched is not self.reason:
                    self.editor.forget_typing()
                    self._problem.hide()
                self.left.emit()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and self._on_enter(watched, held=held):
                return True
        return super().eventFilter(watched, event)

    # -- words ----------------------------------------------------------------------------

    def _said_words(self, line: Line) -> str:
        texts = self._texts
        if line.kind is lines.Kind.DECISION:
            return directed(refused_words(line, texts), texts)
        if line.kind is lines.Kind.FACT:
            said = [] if line.document is None else [head_words(line, texts)]
            return "\n".join(directed(each, texts) for each in said)
        said = [cut(value_words(line.path, line.value, texts))]
        source = source_of(line, texts, self._context.people.named)
        if source:
            said.append(source)
        place = line.source
        if place is not None and place.text:
            said.append(texts("checks.text_on_page", text=cut(place.text)))
        doubt = line.doubt
        if doubt is not None and texts.has(f"checks.doubt.{doubt.value}"):
            said.append(texts(f"checks.doubt.{doubt.value}"))
        said += filter(None, (doubtful_words(line, texts),))
        return "\n".join(directed(each, texts) for each in said)

    def _lacking_words(self, line: Line) -> str:
        found = line.contradiction
        if found is None or not found.lacking:
            return ""
        return self._texts("checks.lacking", rows="; ".join(found.lacking))

    # -- showing --------------------------------------------------------------------------

    def _show_buttons(self, line: Line) -> None:
        texts, may = self._texts, not self._context.read_only
        missing = line.kind is lines.Kind.MISSING
        key = "accept" if missing else "take"
        if line.kind is lines.Kind.WAITING:
            key = "confirm"
        own = line.kind is lines.Kind.CLAIM and line.taken
        self.take.setText(texts("checks.keep" if own else f"checks.{key}"))
        self.take.setToolTip(texts(f"checks.{key}_tip"))
        self.take.setVisible(line.kind in _TAKEN)
        self.take.setEnabled(may)
        self.page.setVisible(line.source is not None)
        self.field.setVisible(bool(line.path))

    def _show_editor(self, line: Line) -> None:
        """The editor of the field; a list is mended in its form."""
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
        self.editor, self._field, self._pending = None, declared(line.path), None
        self._problem.hide()
        simple = self._field is not None and self._field.kind not in _COMPOUND
        shown = simple and line.contradiction is not None and not self._context.read_only
        self._other.setVisible(shown)
        if not shown or self._field is None:
            return
        editor = make_editor(self._field, self._texts)
        editor.setObjectName("field:other-value")
        editor.setAccessibleName(self._texts("checks.other"))
        editor.setToolTip(self._texts("checks.other_tip"))
        editor.committed.connect(self._on_other_committed)
        editor.problem_changed.connect(self._on_problem_changed)
        for part in (editor, *editor.findChildren(QLineEdit)):
            part.installEventFilter(self)
        self._other_row.insertWidget(1, editor, 1)
        editor.show()  # at once: a letter that is typed on the table goes into it
        self._other_label.setBuddy(editor)
        self.editor = editor

    def _show_reason(self, line: Line) -> None:
        self._reason_box.setVisible(bool(line.subject))
        self.reason.setReadOnly(self._context.read_only)
        row = decision_on(self._context.session.case, line.subject)
        self.reason.show_value(None if row is None else row.cells.get("reason"))
        self.reason.forget_typing()
        if row is None and (begun := self._drafts.get(line.path)):
            self.reason.setPlainText(begun)

    def _keep_draft(self) -> None:
        """The reason of a fact that is not decided yet stands nowhere else."""
        if self.line is None or not self.line.subject or self._is_decided(self.line.subject):
            return
        if self.reason_text:
            self._drafts[self.line.path] = self.reason_text
        else:
            self._drafts.pop(self.line.path, None)

    def _is_decided(self, subject: str) -> bool:
        return decision_on(self._context.session.case, subject) is not None

    # -- what is typed --------------------------------------------------------------------

    def _on_enter(self, watched: QObject, *, held: bool) -> bool:
        """Whether Enter was meant as taking: in a line it is, in a text of lines with Ctrl."""
        if watched is self.reason or self.editor is None:
            return False
        if not isinstance(watched, QLineEdit) and not held:
            return False
        self._pending = None
        self.editor.commit()
        self._take_pending()
        return True

    def _on_other_committed(self, content: object) -> None:
        """A pause keeps it in mind; Enter or a chosen code takes it."""
        self._pending = content
        if self._field is not None and self._field.kind in (Kind.CHOICE, Kind.FLAG, Kind.CHOICES):
            self._take_pending()

    def _take_pending(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            self.other_taken.emit(pending)

    def _on_problem_changed(self, problem: object) -> None:
        words = "" if problem is None else problem_words(problem, self._texts)  # type: ignore[arg-type]  # Refused by the signal's word
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if self.editor is not None:
            theme.set_problem(self.editor, "error" if words else "")

    def _on_reason_committed(self, reason: object) -> None:
        if self.line is not None and self._is_decided(self.line.subject):
            self.explained.emit(reason)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self._heading = QLabel(wordWrap=True)
        theme.set_tone(self._heading, "heading")
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("claim-said")
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lacking = QLabel(wordWrap=True)
        theme.set_tone(self._lacking, "warning")
        for label in (self._heading, self._said, self._lacking):
            theme.align_leading(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        for widget in (self._heading, self._said, self._lacking):
            column.addWidget(widget)
        column.addLayout(self._make_buttons())
        column.addWidget(self._make_other())
        column.addWidget(self._make_reason())
        self.hide()

    def _make_buttons(self) -> QHBoxLayout:
        self.take = self._button("take-claim", "take", "primary")
        self.page = self._button("claim-page", "show_page")
        self.field = self._button("claim-field", "to_field", "flat")
        self.take.clicked.connect(self.taken)
        self.page.clicked.connect(self.page_wanted)
        self.field.clicked.connect(self.field_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        for button in (self.take, self.page, self.field):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, name: str, key: str, kind: theme.ButtonKind = "plain") -> QPushButton:
        made = QPushButton(self._texts(f"checks.{key}"))
        made.setObjectName(f"action:{name}")
        made.setToolTip(self._texts(f"checks.{key}_tip"))
        theme.set_kind(made, kind)
        return made

    def _make_other(self) -> QWidget:
        self._other = QWidget()
        self._other_label = QLabel(self._texts("checks.other"))
        self._problem = QLabel(wordWrap=True)
        self._problem.setObjectName("problem:other-value")
        theme.set_tone(self._problem, "error")
        self._other_row = QHBoxLayout()
        self._other_row.addWidget(self._other_label)
        self._other_row.addStretch(0)
        column = QVBoxLayout(self._other)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._other_row)
        column.addWidget(self._problem)
        return self._other

    def _make_reason(self) -> QWidget:
        self._reason_box = QWidget()
        label = QLabel(self._texts("checks.reason"))
        self.reason = LongTextEditor(BY_ID[DECISIONS].column("reason"), self._texts)
        self.reason.setObjectName("field:decision-reason")
        self.reason.setAccessibleName(self._texts("checks.reason"))
        self.reason.setToolTip(self._texts("checks.reason_hint"))
        self.reason.installEventFilter(self)
        self.reason.committed.connect(self._on_reason_committed)
        label.setBuddy(self.reason)
        column = QVBoxLayout(self._reason_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(label)
        column.addWidget(self.reason)
        return self._reason_box
