"""What one can do on the desk by key or name: with the whole of it, and with the chosen rows."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.cases.case_table import sortable
from shamay_desktop.ui.cases.columns import COLUMNS
from shamay_desktop.ui.cases.places import PLACES

if TYPE_CHECKING:
    from shamay_desktop.ui.cases.desk import CasesDesk
    from shamay_desktop.ui.cases.row_gestures import RowGestures

GROUPS: tuple[tuple[str, ...], ...] = (
    ("open_case", "review_case", "duplicate_case", "export_case"),
    ("case_versions", "countersign_case"),
    ("archive_case", "unarchive_case", "take_back_case"),
    ("throw_away_case", "delete_case"),
)
"""The entries of a row's menu, with a line between the groups."""


def declare_actions(desk: "CasesDesk") -> tuple[ActionSet, ActionSet]:
    """The desk's own actions, and those of its rows (their keys hold while the list has focus)."""
    whole = ActionSet(desk, find=partial(_views_named, desk))
    rows = desk.rows
    always = ActionSet(desk)
    always.add(
        Action("open_market", desk.show_market, ("Ctrl+Shift+M",), "market", "chart"),
        Action(
            "new_case", desk.begin_case, ("Ctrl+N",), "cases", "plus",
            enabled=lambda: desk.may_create,
        ),
        *_places(desk),
    )  # fmt: skip
    whole.add(
        Action("find_case", desk.find_case, ("Ctrl+F",), "cases", "search"),
        Action("filter_cases", desk.toggle_filter, ("Ctrl+Shift+F",), "cases", "filter"),
        Action("clear_filter", desk.widen, ("Ctrl+Shift+X",), "cases", "close"),
        Action("save_view", desk.save_view, ("Ctrl+Shift+S",), "cases", "star"),
        Action("sort_menu", desk.sort_menu, ("Ctrl+Shift+O",), "cases", "list"),
        Action("refresh_cases", desk.refresh, ("F5",), "cases", "refresh"),
        Action(
            "undo_in_list", rows.undo, ("Ctrl+Z",), "cases", "undo", enabled=lambda: rows.can_undo
        ),
        Action("reset_columns", desk.table.reset_layout, (), "cases", "columns"),
        *_orders(desk),
    )  # fmt: skip
    return whole, _row_actions(desk)


def fill_menu(menu: QMenu, actions: ActionSet, texts: Texts) -> None:
    """A row's menu: what may be done with the chosen rows now, with its keys."""
    known = {action.id: action for action in actions}
    for group in GROUPS:
        able = [known[name] for name in group if known[name].enabled()]
        if able and menu.actions():
            menu.addSeparator()
        for action in able:
            entry = menu.addAction(theme.icon(action.icon), texts(f"actions.{action.id}"))
            entry.triggered.connect(action.run)
            if action.keys:
                # Only shown: the key itself is the action's, two holders would quarrel.
                form = QKeySequence.SequenceFormat.NativeText
                entry.setText(f"{entry.text()}\t{QKeySequence(action.keys[0]).toString(form)}")


def _row_actions(desk: "CasesDesk") -> ActionSet:
    actions, rows = ActionSet(desk.table), desk.rows
    actions.add(
        Action(
            "open_case", desk.open_current, ("Return", "Enter"), "cases", "folder",
            # The table takes the key itself: in the reviewer's queue it opens the review.
            bound=False, enabled=lambda: desk.table.current_line is not None,
        ),
        Action(
            "review_case", desk.review_current, ("Ctrl+Shift+R",), "cases", "eye",
            enabled=lambda: desk.may_see_review,
        ),
        *_sealed(rows),
        Action(
            "duplicate_case", rows.duplicate, ("Ctrl+Shift+D",), "cases", "copy",
            enabled=rows.may_copy,
        ),
        Action(
            "export_case", rows.export, ("Ctrl+Shift+E",), "cases", "export",
            enabled=rows.may_export,
        ),
        Action(
            "archive_case", rows.archive, ("Ctrl+Shift+A",), "cases", "archive",
            enabled=rows.may_archive,
        ),
        Action("unarchive_case", rows.unarchive, (), "cases", "undo", enabled=rows.may_unarchive),
        Action(
            "take_back_case", rows.take_back, ("Ctrl+Shift+B",), "cases", "undo",
            enabled=rows.may_take_back,
        ),
        Action(
            "throw_away_case", rows.throw_away, ("Del",), "cases", "trash",
            enabled=rows.may_throw_away,
        ),
        Action(
            "delete_case", rows.delete, ("Shift+Del",), "cases", "close", enabled=rows.may_delete
        ),
    )  # fmt: skip
    return actions


def _sealed(rows: "RowGestures") -> Sequence[Action]:
    """What can be done with a case whose report was sealed."""
    return [
        Action(
            "case_versions", rows.show_versions, (), "cases", "history", enabled=rows.is_signed
        ),
        Action(
            "countersign_case", rows.countersign, (), "cases", "seal",
            enabled=rows.may_countersign,
        ),
    ]  # fmt: skip


def _places(desk: "CasesDesk") -> Sequence[Action]:
    texts = desk.context.texts
    return [
        Action(
            "go_to_place",
            partial(desk.go_to, place),
            where="cases",
            icon=place.icon,
            word=texts(f"cases.place.{place.key}"),
        )
        for place in PLACES
    ]


def _orders(desk: "CasesDesk") -> Sequence[Action]:
    texts = desk.context.texts
    return [
        Action(
            "sort_cases",
            partial(desk.table.sort_by, place),
            where="cases",
            icon="list",
            word=texts(f"cases.column.{COLUMNS[place].key}"),
        )
        for place, _ in sortable()
    ]


def _views_named(desk: "CasesDesk", words: str) -> Sequence[Action]:
    """The palette opens saved views by their names."""
    wanted = words.casefold().split()
    return [
        Action(
            "open_view", partial(desk.open_view, view), where="cases", icon="star", word=view.name
        )
        for view in desk.views.all
        if all(word in view.name.casefold() for word in wanted)
    ]
