"""Buttons of papers and photos by their texts, and what stands where there is nothing yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme


def action(
    texts: Texts, name: str, key: str, icon: str = "", kind: theme.ButtonKind = "plain"
) -> QPushButton:
    """A button by its text; `key` has a twin `key_tip` when there is more to say."""
    button = QPushButton(texts(key))
    button.setObjectName(f"action:{name}")
    if icon:
        button.setIcon(theme.icon(icon, "on_accent" if kind == "primary" else "ink"))
    if texts.has(f"{key}_tip"):
        button.setToolTip(texts(f"{key}_tip"))
    if kind != "plain":
        theme.set_kind(button, kind)
    return button


def tool(texts: Texts, icon: str, key: str, *, words: bool = False) -> QToolButton:
    """A button with an icon, and with its words too; `key` has a twin `key_tip` that says more."""
    button = QToolButton()
    button.setObjectName(f"action:{key.partition('.')[2].replace('_', '-')}")
    button.setText(texts(key))
    button.setIcon(theme.icon(icon))
    button.setToolButtonStyle(
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if words
        else Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    button.setToolTip(texts(f"{key}_tip"))
    button.setAccessibleName(texts(key))
    return button


def empty_state(words: str, button: QPushButton, do: Callable[[], object]) -> QWidget:
    """One sentence and one button."""
    label = QLabel(words, wordWrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    theme.set_tone(label, "muted")
    button.clicked.connect(do)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setSpacing(2 * theme.SPACE)
    column.addStretch(2)
    column.addWidget(label)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return page
