"""What a form does by key or name: answers, story, groups, phrases, rows of its lists."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shamay_desktop.domain.case import State
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.phrases.gestures import PhraseGestures
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.list_editor import ListEditor

if TYPE_CHECKING:
    from shamay_desktop.ui.widgets.form import Form

LIST_GESTURES = (
    ("above", "insert-above", "Alt+Ins"),
    ("fill", "down", "Ctrl+D"),
    ("copy", "copy", "Ctrl+Shift+D"),
    ("up", "up", "Alt+Up"),
    ("down", "down", "Alt+Down"),
    ("form", "row-form", "Ctrl+Return"),
    ("remove", "trash", "Ctrl+Del"),
)
"""Gestures on the rows of a list; the table itself takes their keys, as they act in it alone."""


class FormActions(QObject):
    """Acts on the row that has the focus, or had it before the palette took it."""

    def __init__(self, form: "Form") -> None:
        super().__init__(form)
        self._form = form
        self.phrases = PhraseGestures(form)
        self.set = ActionSet(form)
        self.set.add(*self._answers(), *self._groups(), *self._phrases(), *self._lists())

    def set_state(self, state: State | None) -> None:
        """Answer the current field, or the selected cells, without a value."""
        row = self._form.current_row
        if isinstance(row, ListEditor):
            row.commit()
            self._form.set_states(row.state_paths, state)
        elif row is not None:
            row.commit()
            self._form.set_state(row.path, state)

    def open_story(self) -> None:
        """Open the story of the current field or cell."""
        row = self._form.current_row
        if isinstance(row, ListEditor):
            self._form.open_menu(row.current_path)
        elif row is not None:
            self._form.open_menu(row.path)

    def fold_current(self) -> None:
        """Fold the group in which one is, or unfold it."""
        for section in self._form.sections.values():
            row = self._form.current_row
            if row is not None and section.isAncestorOf(row):
                self._form.fold(section, folded=not section.is_folded)

    def _answers(self) -> list[Action]:
        somewhere, may_change = partial(self._is_in, object), partial(self._may_change, object)
        return [
            Action("form.none", partial(self.set_state, State.NONE), ("Alt+N",), "form", "none",
                   enabled=may_change),
            Action("form.left_empty", partial(self.set_state, State.EMPTY), ("Alt+E",), "form",
                   "left-empty", enabled=may_change),
            Action("form.not_asked", partial(self.set_state, None), ("Alt+Del",), "form",
                   "not-asked", enabled=may_change),
            Action("form.story", self.open_story, ("F4",), "form", "history", enabled=somewhere),
        ]  # fmt: skip

    def _groups(self) -> list[Action]:
        form = self._form
        return [
            Action("form.jump", form.bar.open_jump, ("Ctrl+G",), "form", "list",
                   enabled=lambda: form.is_long),
            Action("form.missing", lambda: form.show_missing_only(not form.view.missing_only),
                   ("Ctrl+M",), "form", "warn", enabled=lambda: form.is_long),
            Action("form.fold", self.fold_current, ("Ctrl+Shift+G",), "form", "chevron-down"),
            Action("form.fold_all", partial(form.fold_all, folded=True), (), "form",
                   "chevron-down"),
            Action("form.unfold_all", partial(form.fold_all, folded=False), (), "form",
                   "chevron-down"),
            Action("form.kept", lambda: form.show_kept(not form.view.kept_too), (), "form", "eye",
                   enabled=lambda: bool(form.view.kept(form.context.session.case))),
        ]  # fmt: skip

    def _phrases(self) -> list[Action]:
        phrases = self.phrases

        def may_write() -> bool:
            return phrases.has_text and not self._form.context.read_only

        return [
            Action("form.phrase", phrases.pick, ("F3",), "form", "phrase",
                   enabled=may_write),
            Action("form.phrase_from_text", phrases.keep_selection, ("Shift+F3",), "form",
                   "phrase", enabled=may_write),
            Action("form.phrases", phrases.manage, ("Ctrl+F3",), "form", "phrase"),
        ]  # fmt: skip

    def _lists(self) -> list[Action]:
        in_list = partial(self._is_in, ListEditor)
        may_change = partial(self._may_change, ListEditor)
        add = Action("list.add", self._pressing("add"), ("Ins",), "list", "plus", bound=False,
                     enabled=may_change)  # fmt: skip
        columns = Action("list.columns", self._open_columns, (), "list", "columns",
                         enabled=in_list)  # fmt: skip
        gestures = [
            Action(f"list.{name}", self._pressing(name), (key,), "list", icon, bound=False,
                   enabled=in_list if name == "form" else may_change)
            for name, icon, key in LIST_GESTURES
        ]  # fmt: skip
        return [add, *gestures, columns]

    def _pressing(self, name: str) -> Callable[[], None]:
        def press() -> None:
            row = self._list()
            if row is not None:
                row.press(name)

        return press

    def _open_columns(self) -> None:
        row = self._list()
        if row is not None:
            row.head.open_columns()

    def _list(self) -> ListEditor | None:
        """The list in which one is, also from inside a row's form."""
        row = self._form.current_row
        if isinstance(row, FieldRow):
            row = self._form.row_at(row.parentWidget())
        return row if isinstance(row, ListEditor) else None

    def _may_change(self, kind: type) -> bool:
        """Whether one is in such a row, and the case is not only looked at."""
        return not self._form.context.read_only and self._is_in(kind)

    def _is_in(self, kind: type) -> bool:
        row = self._list() if kind is ListEditor else self._form.current_row
        return isinstance(row, kind)
