"""A field in a form: label, editor, unit, mark of its source, and its problems underneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.editors import Editor, make_editor
from shamay_desktop.ui.widgets.line_editor import LineEditor, Splitter, range_hint
from shamay_desktop.ui.widgets.source_mark import MARK_SIZE, SourceMark
from shamay_desktop.ui.widgets.wording import (
    choice_labels,
    label_of,
    out_of_range,
    problem_words,
    state_words,
    titled,
    unit_of,
)

LABEL_WIDTH = 112
CHOICE_EDGE = 96
"""What stands in a row beside the label and the words of a choice."""

COMPACT_WIDTH = 64
_SHORT = frozenset({Kind.IDENTIFIER, Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.FRACTION})


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence under a field; severity as of findings: block, warn or note."""

    severity: str
    sentence: str

    @property
    def tone(self) -> theme.Tone:
        """How it looks."""
        tones: dict[str, theme.Tone] = {"block": "error", "warn": "warning"}
        return tones.get(self.severity, "muted")


class FieldRow(QWidget):
    """One field, or one cell of a record, by its path."""

    committed = Signal(str, object)
    """Path and canonical content (None: emptied)."""

    split = Signal(object)
    menu_asked = Signal(str)
    phrase_asked = Signal()
    """A ready phrase is wanted at the cursor (the button of a long text; F3 is its key)."""

    def __init__(
        self, field: Field, texts: Texts, *, path: str | None = None, compact: bool = False,
        splitter: Splitter | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.path = path or field.id
        self.field = field
        self._texts = texts
        self._asked = False
        self._refused: Refused | None = None
        self._notes: Sequence[Note] = ()
        self._said = ""
        self._problem: QLabel | None = None
        self.editor: Editor = make_editor(field, texts, splitter)
        self.editor.setObjectName(f"field:{self.path}")
        self.editor.setAccessibleName(titled(field, texts))
        self.editor.setToolTip(range_hint(field, texts))
        self.mark = SourceMark(field, texts, self.path)
        self._lay_out(compact)
        self._connect()

    @property
    def wide(self) -> bool:
        """Whether the row needs the whole width of the form."""
        return self.field.kind in (Kind.LONG_TEXT, Kind.CHOICES)

    @cached_property
    def least_width(self) -> int:
        """The width in which no choice is cut; 0 for what is not a choice."""
        if self.field.kind is not Kind.CHOICE:
            return 0
        width = self.editor.fontMetrics().horizontalAdvance
        widest = max(width(label) for _code, label in choice_labels(self.field, self._texts))
        return LABEL_WIDTH + widest + CHOICE_EDGE

    def show_value(self, value: Value | None) -> None:
        """Show what the case holds."""
        if value != self.editor.draft.value or self._refused is not None:
            self._said = ""
            self.editor.show_value(value)
            self.mark.show_source(value, asked=self._asked)
            self._show_problem()

    def turn_to(self, path: str, value: Value | None) -> None:
        """Stand for the cell of another row; what was typed for the row before is let go."""
        self.path = path
        self.editor.setObjectName(f"field:{path}")
        self.mark.setObjectName(f"mark:{path}")
        self.editor.show_value(value)
        self.forget_typing()
        self.mark.show_source(value, asked=self._asked)
        self._show_problem()

    def forget_typing(self) -> None:
        """Show what the case holds, whatever is typed: another answer took its place."""
        self._said = ""
        self.editor.forget_typing()

    def say(self, sentence: str) -> None:
        """Say something passing under the editor, until the value is another one."""
        self._said = sentence
        self._show_problem()

    def set_asked(self, asked: bool) -> None:
        """Whether the case must have the field."""
        if asked != self._asked:
            self._asked = asked
            self.mark.show_source(self.editor.draft.value, asked=asked)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show sentences under the editor."""
        if notes != self._notes:
            self._notes = notes
            self._show_problem()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.editor.commit()

    def focus_editor(self) -> None:
        """Give the editor the focus."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def holds_refused_text(self) -> bool:
        """Whether the editor holds a text that is no content of the field: the case lacks it."""
        return self._refused is not None

    @property
    def refusal(self) -> Refused | None:
        """Why the editor's text is refused, None when it is not."""
        return self._refused

    @property
    def refused_text(self) -> str:
        """The text that was refused, "" for none."""
        return "" if self._refused is None else self.editor.typed_text

    @property
    def problem(self) -> str:
        """The words under the editor, "" for none."""
        return "" if self._problem is None or self._problem.isHidden() else self._problem.text()

    def _lay_out(self, compact: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(2)
        label = QLabel(label_of(self.field, self._texts), wordWrap=not compact)
        label.setBuddy(self.editor)
        if compact:
            self.editor.setMinimumWidth(COMPACT_WIDTH)
        else:
            label.setFixedWidth(LABEL_WIDTH)
        tall = self.field.kind is Kind.LONG_TEXT
        top = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label, 0, 0, top)
        grid.addWidget(self.editor, 0, 1)
        unit = unit_of(self.field, self._texts)
        if unit:
            words = QLabel(unit)
            theme.set_tone(words, "muted")
            grid.addWidget(words, 0, 2)
        if self.field.kind in _SHORT:
            grid.setColumnStretch(3, 1)
        else:
            grid.setColumnStretch(1, 1)
        if tall:
            grid.addLayout(self._long_text_tools(), 0, 4, top)
        else:
            grid.addWidget(self.mark, 0, 4, top)
        self._grid = grid

    def _long_text_tools(self) -> QVBoxLayout:
        phrase = QToolButton()
        phrase.setIcon(theme.icon("phrase", "muted"))
        phrase.setIconSize(QSize(MARK_SIZE, MARK_SIZE))
        words = self._texts("phrases.picker")
        phrase.setToolTip(f"{words} (F3)")
        phrase.setAccessibleName(f"{label_of(self.field, self._texts)}: {words}")
        phrase.setObjectName(f"phrase:{self.path}")
        phrase.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        phrase.setProperty("by_key", "F3")
        phrase.clicked.connect(self.phrase_asked)
        tools = QVBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self.mark)
        tools.addWidget(phrase)
        return tools

    def _connect(self) -> None:
        self.editor.committed.connect(self._on_editor_committed)
        self.editor.problem_changed.connect(self._on_problem_changed)
        self.mark.clicked.connect(lambda: self.menu_asked.emit(self.path))
        if isinstance(self.editor, LineEditor):
            self.editor.split.connect(self.split)

    def _on_editor_committed(self, content: object) -> None:
        self.committed.emit(self.path, content)

    def _on_problem_changed(self, refused: Refused | None) -> None:
        self._refused = refused
        self._show_problem()

    def _lines(self) -> list[Note]:
        if self._refused is not None:
            return [Note("block", problem_words(self._refused, self._texts))]
        warning = out_of_range(self.field, self.editor.draft.content, self._texts)
        passing = [Note("warn", sentence) for sentence in (self._said, warning) if sentence]
        return [*passing, *self._notes]

    def _describe(self, problem: str) -> None:
        """For a screen reader: the answer that stands in place of a value, and what is wrong."""
        answer = state_words(self.field, self.editor.draft.state, self._texts)
        self.editor.setAccessibleDescription(". ".join(part for part in (answer, problem) if part))

    def _show_problem(self) -> None:
        lines = self._lines()
        self._describe("\n".join(note.sentence for note in lines))
        if not lines and self._problem is None:
            return
        tone = next((note.tone for note in lines if note.tone == "error"), None) or (
            lines[0].tone if lines else "muted"
        )
        edge = tone if tone in ("error", "warning") else ""
        theme.set_problem(self.editor, edge)
        self._show_words("\n".join(note.sentence for note in lines), tone)

    def _show_words(self, words: str, tone: theme.Tone) -> None:
        if self._problem is None:
            self._problem = QLabel(wordWrap=True)
            self._problem.setObjectName(f"problem:{self.path}")
            # Spanned columns would take their spacing from the editor.
            self._grid.addWidget(self._problem, 1, 1, 1, 3 if self.field.kind in _SHORT else 1)
        theme.set_tone(self._problem, tone)
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
