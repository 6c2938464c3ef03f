"""What can be done wherever one is: palette, keys, next pane, look, language, settings, lock."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet, valid_sets

if TYPE_CHECKING:
    from shamay_desktop.ui.workplace import Workplace


@runtime_checkable
class HasPanes(Protocol):
    """A screen whose parts F6 walks, in reading order."""

    def panes(self) -> Sequence[QWidget]: ...


class WindowActions(QObject):
    """The window's own action set; valid from signing in until the lock."""

    def __init__(self, workplace: "Workplace", window: QWidget) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._window = window
        self._recent: list[str] = []
        self.actions = ActionSet(window, whole_window=True)
        inside = self._is_inside
        self.actions.add(
            Action(
                "palette",
                self.show_palette,
                ("Ctrl+K",),
                icon="search",
                hidden=True,
                enabled=inside,
            ),
            Action("keys", self.show_keys, ("?", "F1"), icon="question", enabled=inside),
            Action("next_pane", self.next_pane, ("F6",), hidden=True, enabled=inside),
            Action("previous_pane", self.previous_pane, ("Shift+F6",), hidden=True, enabled=inside),
            Action(
                "settings", workplace.show_settings, ("Ctrl+,",), icon="settings", enabled=inside
            ),
            Action("office_rules", workplace.show_rules, icon="list", enabled=workplace.may_manage),
            Action(
                "report_templates", workplace.show_report_templates, icon="paper", enabled=inside
            ),
            Action("office_practice", workplace.show_practice, icon="office", enabled=inside),
            self._verify(),
            Action("lock", workplace.lock, ("Ctrl+L",), icon="lock", enabled=inside),
            Action("language", self.switch_language, icon="refresh", enabled=inside),
            *(
                Action(
                    f"scheme_{name}", partial(self.choose_scheme, name), icon="eye", enabled=inside
                )
                for name in theme.SCHEMES
            ),
            Action("quit", window.close, ("Ctrl+Q",), icon="close"),
        )

    def _verify(self) -> Action:
        show = self._workplace.signing.show_verify
        return Action("verify_file", show, ("Ctrl+Shift+Y",), icon="seal", enabled=self._is_inside)

    def show_palette(self) -> None:
        """Every action by its name."""
        from shamay_desktop.ui.dialogs.palette import Palette

        palette = Palette(
            self._workplace.texts, valid_sets(self._window), self._recent, self._window
        )
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.finished.connect(partial(self._give_focus_back, QApplication.focusWidget()))
        palette.show()

    def show_keys(self) -> None:
        """The keys that are valid here."""
        from shamay_desktop.ui.dialogs.keys import KeysOverlay

        overlay = KeysOverlay(self._workplace.texts, valid_sets(self._window)[::-1], self._window)
        overlay.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        overlay.open()

    def next_pane(self) -> None:
        """To the next part of the screen."""
        self._walk_panes(1)

    def previous_pane(self) -> None:
        """To the part before."""
        self._walk_panes(-1)

    def switch_language(self) -> None:
        """Hebrew or English, without a restart; what is open stays open."""
        languages = list(Language)
        place = languages.index(self._workplace.texts.language)
        chosen = languages[(place + 1) % len(languages)]
        self._workplace.choose_language(chosen)

    def choose_scheme(self, scheme: str) -> None:
        """Light, dark, or as the system has it; kept for the next start."""
        self._workplace.choose_scheme(scheme)

    def _give_focus_back(self, before: QWidget | None, _result: int) -> None:
        """Not every window manager does, and what was chosen may ask where one was."""
        self._window.activateWindow()
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _is_inside(self) -> bool:
        return self._workplace.is_inside

    def _walk_panes(self, by: int) -> None:
        screen: object = self._workplace.screen
        panes = (
            [pane for pane in screen.panes() if pane.isVisible()]
            if isinstance(screen, HasPanes)
            else []
        )
        focused = QApplication.focusWidget()
        at = next(
            (
                place
                for place, pane in enumerate(panes)
                if focused is not None and (pane is focused or pane.isAncestorOf(focused))
            ),
            -1 if by > 0 else 0,
        )
        for step in range(1, len(panes) + 1):
            if focus_in(panes[(at + by * step) % len(panes)]):
                return


def focus_in(pane: QWidget) -> bool:
    """Put the focus into a pane: where it was last, else at its first part that takes it."""
    inside = [pane, *pane.findChildren(QWidget)]
    for widget in filter(None, (pane.focusWidget(), *inside)):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isEnabled() and widget.isVisible():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
