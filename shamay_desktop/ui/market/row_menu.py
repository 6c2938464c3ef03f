"""The menu of a row: what may be done with it now, with the keys."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import ActionSet


def fill_menu(menu: QMenu, actions: ActionSet, texts: Texts) -> None:
    """An entry for each action that is possible now; the key is only shown, the action has it."""
    form = QKeySequence.SequenceFormat.NativeText
    for action in actions:
        if not action.enabled():
            continue
        title = texts(f"actions.{action.id}", **({"word": action.word} if action.word else {}))
        keys = f"\t{QKeySequence(action.keys[0]).toString(form)}" if action.keys else ""
        icon = theme.icon(action.icon) if action.icon else None
        entry = menu.addAction(f"{title}{keys}")
        if icon is not None:
            entry.setIcon(icon)
        entry.triggered.connect(action.run)
