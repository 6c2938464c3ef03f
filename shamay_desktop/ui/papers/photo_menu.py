"""The menu over chosen photos: the same actions as by key, each with its key."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action

if TYPE_CHECKING:
    from shamay_desktop.ui.papers.photos_panel import PhotosPanel

ROOMS, FINISHES = "photo_room", "photo_finish"
FIRST = ("photo_full_screen", "photo_beside", "photo_compare")
THEN = ("photo_front", "photo_caption", "photo_turn_left", "photo_turn_right")
LAST = ("photo_remove",)


def photo_menu(panel: "PhotosPanel", texts: Texts) -> QMenu:
    """The menu; what cannot be done now stands greyed, what only editing does is left out."""
    menu = QMenu(panel)
    menu.setObjectName("photo-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    known = [*panel.sheet_actions, *panel.panel_actions]
    _add(menu, texts, _named(known, FIRST))
    if panel.may_edit:
        menu.addSeparator()
        for name in (ROOMS, FINISHES):
            below = menu.addMenu(texts(f"documents.{name.removeprefix('photo_')}"))
            _add(below, texts, [each for each in known if each.id == name], by_word=True)
        _add(menu, texts, _named(known, THEN))
        menu.addSeparator()
        _add(menu, texts, _named(known, LAST))
    return menu


def _named(known: Iterable[Action], names: Iterable[str]) -> list[Action]:
    by_name = {each.id: each for each in known}
    return [by_name[name] for name in names]


def _add(menu: QMenu, texts: Texts, actions: Iterable[Action], *, by_word: bool = False) -> None:
    for each in actions:
        words = each.word if by_word else texts(f"actions.{each.id}")
        # The key is shown as words behind a tab: the sheet has it bound already.
        line = menu.addAction(
            f"{words}\t{isolate_left_to_right(each.keys[0])}" if each.keys else words
        )
        if not by_word:
            line.setIcon(theme.icon(each.icon))
        line.setEnabled(each.enabled())
        line.triggered.connect(each.run)
