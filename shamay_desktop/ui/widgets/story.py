"""The story of a value: its source, page, who and when, what it replaced; and two answers."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Provenance, State, Value
from shamay_desktop.domain.case_json import Json, decode_value
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field
from shamay_desktop.domain.fields.typed_input import shown
from shamay_desktop.domain.measuring.handed import drawn_by, is_measured
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.ui.widgets.source_mark import source_key, source_words
from shamay_desktop.ui.widgets.wording import (
    directed,
    label_of,
    none_choice,
    origin_note,
    state_words,
)
from shamay_desktop.usecases.wizard.keeping import story_of

MOST_EDITS = 6
WIDTH = 320


class StoryPopup(QFrame):
    """Opens at a mark, closes with Escape or a click elsewhere."""

    state_chosen = Signal(str, object)
    """The path, and State.NONE, State.EMPTY, or None to forget what was answered."""

    paper_asked = Signal(object)

    go_asked = Signal(str)
    """The path of what is drawn, as `handed.note_of` says it."""

    def __init__(self, context: PageContext, field: Field, path: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("story")
        self.setProperty("popup", "true")
        self._context = context
        self._texts = context.texts
        self._field = field
        self._path = path
        self._value = context.session.case.value(path)
        self._history = QLabel(wordWrap=True)
        self._history.setObjectName("story-history")
        self.setFixedWidth(WIDTH)
        self._lay_out()
        self._ask()

    def open_at(self, mark: QWidget) -> None:
        """Open under the mark, inside the screen."""
        self.adjustSize()
        corner = mark.mapToGlobal(QPoint(mark.width(), mark.height()))
        left = corner.x() - (0 if self._texts.language.right_to_left else self.width())
        area = mark.screen().availableGeometry()
        left = max(area.left(), min(left, area.right() - self.width()))
        top = min(corner.y() + 2, area.bottom() - self.height())
        self.move(left, max(area.top(), top))
        self.show()
        first = self._none if self._none.isEnabled() else self._empty
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(theme.SPACE)
        heading = QLabel(label_of(self._field, self._texts), wordWrap=True)
        theme.set_tone(heading, "heading")
        column.addWidget(heading)
        source = QLabel(self._source_words(), wordWrap=True)
        source.setObjectName("story-source")
        column.addWidget(source)
        theme.set_tone(self._history, "muted")
        column.addWidget(self._history)
        column.addLayout(self._buttons())

    def _buttons(self) -> QGridLayout:
        """The three answers that are no value, each with its key, and the way to the paper."""
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        texts = self._texts
        self._none = self._answer(grid, "none", none_choice(self._field, texts), "Alt+N")
        if self._field.must_be_known:
            self._none.setEnabled(False)
            self._none.setToolTip(texts("forms.must_be_known"))
        self._empty = self._answer(grid, "left-empty", texts("forms.story.left_empty"), "Alt+E")
        clear = self._answer(grid, "clear", texts("forms.story.clear"), "Alt+Delete")
        clear.setEnabled(self._value is not None)
        for answer in (self._none, self._empty, clear):
            answer.setEnabled(answer.isEnabled() and not self._context.read_only)
        self._none.clicked.connect(lambda: self._choose(State.NONE))
        self._empty.clicked.connect(lambda: self._choose(State.EMPTY))
        clear.clicked.connect(lambda: self._choose(None))
        if self._provenance is not None and self._provenance.document is not None:
            paper = self._answer(grid, "show-paper", texts("forms.story.paper"), "")
            paper.clicked.connect(self._on_paper_clicked)
        if (drawn := drawn_by(self._context.session.case, self._value)) is not None:
            shape = self._answer(grid, "show-drawn", texts("forms.story.drawn"), "")
            shape.clicked.connect(lambda: self._on_drawn_clicked(drawn))
        grid.setColumnStretch(1, 1)
        return grid

    def _answer(self, grid: QGridLayout, name: str, words: str, key: str) -> QPushButton:
        button, line = self._button(name, words), grid.rowCount()
        hint = QLabel(key)
        theme.set_tone(hint, "muted")
        grid.addWidget(button, line, 0, Qt.AlignmentFlag.AlignLeading)
        grid.addWidget(hint, line, 1)
        return button

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"action:{name}")
        theme.set_kind(button, "flat")
        return button

    @property
    def _provenance(self) -> Provenance | None:
        return None if self._value is None else self._value.provenance

    def _source_words(self) -> str:
        key, measured = source_key(self._value, asked=False), is_measured(self._value)
        source = source_words(self._field, key, self._texts)
        lines = [self._texts("forms.story.on_plan") if measured else source]
        origin = self._provenance
        if origin is not None:
            named = self._context.people.named
            facts = (
                ("page", origin.page),
                ("measured" if measured else "words", origin.text),
                ("by", named(origin.by or "")),
                ("at", None if origin.at is None else directed(moment(origin.at), self._texts)),
                ("confirmed", named(origin.confirmed_by or "")),
                ("note", origin_note(origin.note, self._texts)),
            )
            lines += [self._texts(f"forms.story.{name}", fact=fact) for name, fact in facts if fact]
        return "\n".join(lines)

    def _ask(self) -> None:
        context = self._context
        self._history.setText(self._texts("forms.story.reading"))
        context.tasks.run(
            story_of,
            context.services,
            context.actor,
            context.session.valuation.id,
            self._path,
            owner=self,
            on_done=self._on_story_read,
            on_failed=lambda _error: self._history.setText(self._texts("forms.story.unread")),
        )

    def _on_story_read(self, edits: tuple[Edit, ...]) -> None:
        own = [edit for edit in edits if edit.path == self._path]
        lines = [self._edit_words(edit) for edit in reversed(own[-MOST_EDITS:])]
        self._history.setText("\n".join(lines) or self._texts("forms.story.no_edits"))
        self.adjustSize()

    def _edit_words(self, edit: Edit) -> str:
        words = self._texts(
            "forms.story.edit",
            at=directed(moment(edit.at), self._texts),
            by=self._context.people.named(edit.by),
            old=self._words_of(edit.old),
            new=self._words_of(edit.new),
        )
        return directed(words, self._texts)  # nothing but isolates: it has no direction of its own

    def _words_of(self, raw: Json) -> str:
        try:
            value = None if raw is None else decode_value(self._field, raw)
        except Refused:
            return self._texts("forms.story.unknown")
        return value_words(self._field, value, self._texts)

    def _choose(self, state: State | None) -> None:
        self.close()
        self.state_chosen.emit(self._path, state)

    def _on_paper_clicked(self) -> None:
        origin = self._provenance
        self.close()
        if origin is not None and origin.document is not None:
            self.paper_asked.emit(PaperAsked(origin.document, origin.page or 1, origin.box))

    def _on_drawn_clicked(self, path: str) -> None:
        self.close()
        self.go_asked.emit(path)


def value_words(field: Field, value: Value | None, texts: Texts) -> str:
    """A value in a few words: its content, "none", or a dash."""
    if value is None or value.content is None:
        return state_words(field, None if value is None else value.state, texts) or "–"
    content = value.content
    if isinstance(content, Mapping):
        return texts("forms.story.cells", n=len(content))
    if isinstance(content, tuple) and not all(isinstance(part, str) for part in content):
        return texts("forms.story.rows", n=len(content))
    words = shown(field, content, texts.language.value)  # type: ignore[arg-type]  # a scalar by now
    return words if len(words) <= 60 else f"{words[:59]}…"


def moment(at: str) -> str:
    """An ISO time as the local day and minute."""
    local = datetime.fromisoformat(at).astimezone()
    return f"{formats.date(local.date())} {local:%H:%M}"
