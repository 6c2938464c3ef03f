"""A part of the office's practice: read, changed as a draft, saved, and its changes taken back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.errors import Conflict, ShamayError
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.widgets.flow_layout import FlowLayout
from shamay_desktop.usecases.changes import Changes

LIST_WIDTH = 288


class Section(QWidget):
    """Holds a draft that is compared with what was read; nothing is written before it is saved.

    A subclass reads (`read`), shows its draft (`show_draft`) and saves it (`save`).
    """

    changed = Signal()
    """The draft is another, or is kept now."""

    conflict_key = "practice.conflict"
    """What is said when somebody else saved meanwhile."""

    said = Signal(str, str)
    """Words for the foot of the window, and their tone."""

    def __init__(self, context: OfficeContext, name: str) -> None:
        super().__init__()
        self.setObjectName(f"practice:{name}")
        self.context = context
        self.texts = context.texts
        self.may_edit = may(context.actor, Permission.MANAGE_OFFICE)
        self.is_busy = False
        self._draft: object = None
        self._kept: object = None
        self._before: list[object] = []
        self._place = ""

    @property
    def is_changed(self) -> bool:
        """Whether something is not saved."""
        return self._draft != self._kept

    @property
    def can_undo(self) -> bool:
        """Whether a change of the draft can be taken back."""
        return bool(self._before)

    def begin(self, draft: object, kept: object | None = None) -> None:
        """Show what was read; a `kept` that differs makes the draft a change at once."""
        self._draft = draft
        self._kept = draft if kept is None else kept
        self._before.clear()
        self._place = ""
        self.show_draft()
        self.note_draft()
        self.changed.emit()

    def change(self, draft: object, *, shown: bool = False, place: str = "") -> None:
        """Another draft; `shown` when the editors say it already.

        What is typed on in one `place` is one step of undo.
        """
        if draft == self._draft:
            return
        if not place or place != self._place:
            self._before.append(self._draft)
        self._place = place
        self._draft = draft
        if not shown:
            self.show_draft()
        self.note_draft()
        self.changed.emit()

    def undo(self) -> None:
        """Take the last change of the draft back."""
        if self._before:
            self._draft = self._before.pop()
            self._place = ""
            self.show_draft()
            self.note_draft()
            self.changed.emit()

    def discard(self) -> None:
        """Go back to what is kept."""
        if self.is_changed:
            self.change(self._kept)

    # -- what a subclass does -------------------------------------------------------------

    def read(self) -> None:
        """Read what the office keeps, off the UI thread."""
        raise NotImplementedError

    def save(self) -> None:
        """Write the draft, or say what is wrong with it."""
        raise NotImplementedError

    def show_draft(self) -> None:
        """Put the draft into the editors."""
        raise NotImplementedError

    def note_draft(self) -> None:
        """Say anew what follows from the draft: problems, examples."""

    # -- means ----------------------------------------------------------------------------

    def run(
        self, do: Callable[..., object], *given: object, on_done: Callable[..., object]
    ) -> None:
        """Do something off the UI thread; while it lasts nothing else is begun."""
        context = self.context
        self.is_busy = True
        self.changed.emit()

        def done(answer: object) -> None:
            self.is_busy = False
            on_done(answer)
            self.changed.emit()

        context.tasks.run(
            do, context.services, context.actor, *given,
            owner=self, on_done=done, on_failed=self._on_failed,
        )  # fmt: skip

    def keep(self, do: Callable[..., object], *given: object, **named: object) -> None:
        """Write; what the office keeps then is read anew and announced."""
        self.run(partial(do, **named), *given, on_done=self._on_kept)

    def say(self, words: str, tone: theme.Tone = "error") -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, tone)

    def _on_kept(self, changes: object) -> None:
        self._kept = self._draft
        self._before.clear()
        self.say(self.texts("practice.saved"), "ok")
        if isinstance(changes, Changes):
            self.context.hub.changed.emit(changes)
        self.read()

    def _on_failed(self, error: ShamayError) -> None:
        self.is_busy = False
        self.on_failed(error)
        self.changed.emit()

    def on_failed(self, error: ShamayError) -> None:
        """Say why; what was typed stays."""
        if isinstance(error, Conflict):
            self.say(self.texts(self.conflict_key), "warning")
            self.read_beside()
            return
        self.say(error_words(self.texts, error))

    def read_beside(self) -> None:
        """Somebody else saved meanwhile: read theirs, and keep what is typed here."""

    # -- building -------------------------------------------------------------------------

    def button(
        self, name: str, words: str, do: Callable[[], object], kind: theme.ButtonKind = "plain"
    ) -> QPushButton:
        """A button of the section."""
        made = button(name, self.texts(f"practice.{words}"), kind)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: do())
        return made

    def file_to_read(self, words: str, kinds: str) -> Path | None:
        """The file that a person chooses to read."""
        path, _ = QFileDialog.getOpenFileName(self, self.texts(f"practice.{words}"), "", kinds)
        return Path(path) if path else None

    def file_to_write(self, words: str, name: str, kinds: str) -> Path | None:
        """The file that a person chooses to write."""
        path, _ = QFileDialog.getSaveFileName(self, self.texts(f"practice.{words}"), name, kinds)
        return Path(path) if path else None


def scrolled(inside: QWidget) -> QScrollArea:
    """A column that scrolls up and down alone."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def stacked(*parts: QWidget) -> QWidget:
    """Parts one under the other, at the top."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)
    column.setSpacing(theme.SPACE)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return inside


def beside(*widgets: QWidget) -> QWidget:
    """Widgets in a row, from the beginning of the line; it breaks where the width ends."""
    whole = QWidget()
    row = FlowLayout(whole, theme.SPACE)
    for widget in widgets:
        row.addWidget(widget)
    return whole
