"""The line over a long form: jump to a group, only what is missing, values kept out of sight."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton

from shamay_desktop.domain.fields import Group
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

Counted = Sequence[tuple[Group, int]]
"""Groups that the case shows, each with the number of its fields that are missing."""

LONG_FORM = 3
"""From so many groups on a form has the line at all."""


class FormBar(QFrame):
    """It asks; the form does."""

    jump_asked = Signal(str)
    missing_only_asked = Signal(bool)
    kept_asked = Signal(bool)
    fold_asked = Signal(bool)

    def __init__(self, texts: Texts, groups: Callable[[], Counted]) -> None:
        super().__init__()
        self._texts = texts
        self._groups = groups
        self.setObjectName("form-bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE // 2)
        self.jump = self._tool("jump", "list")
        self.jump.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.jump.setProperty("mark", "true")
        menu = QMenu(self.jump)
        menu.aboutToShow.connect(self._fill_menu)
        self.jump.setMenu(menu)
        self.missing = self._tool("missing", "warn")
        self.missing.setCheckable(True)
        self.missing.clicked.connect(self.missing_only_asked)
        self.kept = QPushButton()
        self.kept.setObjectName("action:kept")
        self.kept.setCheckable(True)
        theme.set_kind(self.kept, "flat")
        self.kept.clicked.connect(self.kept_asked)
        for part in (self.jump, self.missing):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.kept)
        self.show_counts(0, 0)

    def show_counts(self, missing: int, kept: int) -> None:
        """How many fields are missing, and how many values stand in fields that are not shown."""
        self.missing.setText(self._texts("forms.bar.missing", n=missing) if missing else
                             self._texts("forms.bar.missing_none"))  # fmt: skip
        self.missing.setAccessibleName(self.missing.text())
        key = "forms.bar.kept_shown" if self.kept.isChecked() else "forms.bar.kept"
        self.kept.setText(self._texts(key, n=kept))
        self.kept.setVisible(kept > 0)

    def open_jump(self) -> None:
        """Open the list of groups."""
        self.jump.showMenu()

    def _tool(self, name: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon, "muted"))
        button.setText(self._texts(f"forms.bar.{name}") if name == "jump" else "")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setObjectName(f"action:{name}")
        keys = {"jump": "Ctrl+G", "missing": "Ctrl+M"}[name]
        words = self._texts(f"forms.bar.{name}_hint")
        button.setToolTip(f"{words} ({keys})")
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _fill_menu(self) -> None:
        menu = self.jump.menu()
        menu.clear()
        for group, missing in self._groups():
            label = group.label(self._texts.language.value)
            words = self._texts("forms.bar.group", group=label, n=missing) if missing else label
            action = QAction(words.replace("&", "&&"), menu)
            action.triggered.connect(partial(self.jump_asked.emit, group.key))
            menu.addAction(action)
        menu.addSeparator()
        for name, folded in (("fold_all", True), ("unfold_all", False)):
            action = QAction(self._texts(f"forms.bar.{name}"), menu)
            action.triggered.connect(partial(self.fold_asked.emit, folded))
            menu.addAction(action)
