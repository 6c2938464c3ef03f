"""The slim bar of the selected block: what it is, and what can be done with it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from shamay_desktop.domain.report_content import Block
from shamay_desktop.domain.report_edits.arrangement import ChangeKind
from shamay_desktop.domain.report_edits.composing import takes_note
from shamay_desktop.domain.report_edits.generated import words_of
from shamay_desktop.domain.report_edits.keys import inner_blocks
from shamay_desktop.domain.report_edits.remarks import Trouble
from shamay_desktop.domain.report_edits.walking import Part, fields_of
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.report.editing.block_layer import is_cover
from shamay_desktop.ui.report.editing.wording import name_of
from shamay_desktop.ui.widgets.wording import directed

ADDING = ("text", "table", "picture", "page_break", "note")
GESTURES = (
    ("edit", "typed", "Enter"),
    ("generated", "undo", ""),
    ("confirm", "check", ""),
    ("up", "up", "Alt+↑"),
    ("down", "down", "Alt+↓"),
    ("own_place", "refresh", ""),
    ("hide", "eye", "Delete"),
    ("remove", "trash", "Delete"),
    ("field", "link", ""),
)
_ADD_ICONS = {"text": "typed", "table": "grid", "picture": "picture", "page_break": "paper",
              "note": "note"}  # fmt: skip


class EditBar(QFrame):
    """Buttons of the gestures that the selected block can take; the same stand in its menu."""

    asked = Signal(str)
    """The id of a gesture, or `add_` and what is to be added."""

    hidden_asked = Signal(QPoint)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("edit-bar")
        self.setProperty("surface", "true")
        self._texts = texts
        self._troubles: tuple[Trouble, ...] = ()
        self.actions_by_id: dict[str, QAction] = {}
        for name, mark, keys in GESTURES:
            self._declare(name, mark, keys)
        for name in ADDING:
            self._declare(f"add_{name}", _ADD_ICONS[name], "")
        self._build()
        self.show_part(None, (), hidden=0)

    def show_part(
        self,
        part: Part | None,
        troubles: tuple[Trouble, ...],
        generated: Block | None = None,
        *,
        hidden: int,
    ) -> None:
        """Offer what can be done with a part; `hidden` is how many blocks are hidden at all."""
        texts = self._texts
        able = gestures_of(part, troubles, generated)
        for name, action in self.actions_by_id.items():
            action.setEnabled(name in able)
            action.setVisible(name in able)
        words = texts("editing.pick") if part is None else name_of(part, texts, generated)
        if troubles:
            words = f"{words} · {texts(f'editing.trouble.{troubles[0]}')}"
        theme.set_tone(self.words, "warning" if troubles else "muted" if part is None else "ink")
        self.words.setText(directed(words, texts))
        self.words.setToolTip(directed(words, texts))
        for name, button in self.buttons.items():
            button.setVisible(name in able)
        self.add.setVisible("add_text" in able)
        self.hidden.setVisible(hidden > 0)
        self.hidden.setText(texts("editing.hidden_count", n=hidden))
        self.hidden.setAccessibleName(texts("editing.hidden_count", n=hidden))

    def menu(self, parent: QWidget) -> QMenu:
        """The same gestures as a menu."""
        made = QMenu(parent)
        made.setObjectName("block-menu")
        made.setToolTipsVisible(True)
        for name, _mark, _keys in GESTURES:
            made.addAction(self.actions_by_id[name])
        made.addSeparator()
        for name in ADDING:
            made.addAction(self.actions_by_id[f"add_{name}"])
        made.aboutToHide.connect(made.deleteLater)
        return made

    def _declare(self, name: str, mark: str, keys: str) -> None:
        texts = self._texts
        action = QAction(theme.icon(mark), texts(f"editing.do.{name}"), self)
        action.setObjectName(f"block:{name}")
        tip = texts(f"editing.tip.{name}")
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.triggered.connect(lambda _on=False, name=name: self.asked.emit(name))
        self.actions_by_id[name] = action

    def _build(self) -> None:
        texts = self._texts
        self.words = QLabel()
        self.words.setObjectName("edit-words")
        self.words.setMinimumWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, 2, theme.SPACE, 2)
        row.setSpacing(2)
        row.addWidget(self.words, 1)
        self.buttons: dict[str, QToolButton] = {}
        for name, _mark, _keys in GESTURES:
            button = QToolButton()
            button.setDefaultAction(self.actions_by_id[name])
            button.setObjectName(f"action:block-{name}")
            button.setAccessibleName(texts(f"editing.do.{name}"))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[name] = button
            row.addWidget(button)
        self.add = QToolButton()
        self.add.setObjectName("action:block-add")
        self.add.setIcon(theme.icon("plus"))
        self.add.setText(texts("editing.do.add"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.setAccessibleName(texts("editing.do.add"))
        self.add.setToolTip(texts("editing.tip.add"))
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        adding = QMenu(self.add)
        for name in ADDING:
            adding.addAction(self.actions_by_id[f"add_{name}"])
        self.add.setMenu(adding)
        row.addWidget(self.add)
        self.hidden = QToolButton()
        self.hidden.setObjectName("action:hidden-blocks")
        self.hidden.setToolTip(texts("editing.tip.hidden"))
        self.hidden.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hidden.clicked.connect(self._on_hidden_clicked)
        row.addWidget(self.hidden)

    def _on_hidden_clicked(self) -> None:
        self.hidden_asked.emit(self.hidden.mapToGlobal(self.hidden.rect().bottomLeft()))


def gestures_of(
    part: Part | None, troubles: tuple[Trouble, ...], generated: Block | None
) -> frozenset[str]:
    """What can be done with a part, of which the case made `generated`."""
    if part is None:
        return frozenset()
    kinds = {change.kind for change in part.changes}
    able = set() if is_cover(part) else {f"add_{name}" for name in ADDING if name != "note"}
    if part.blocks and takes_note(part.blocks[-1]) and not is_cover(part):
        able.add("add_note")
    if part.movable and not is_cover(part):
        able |= {"up", "down"}
    if part.own:
        able.add("remove")
        able |= set() if ChangeKind.PAGE_BREAK in kinds else {"edit"}
    else:
        able |= {"hide"} if part.blocks else set()
        able |= {"edit"} if _can_be_edited(generated) else set()
    able |= {"generated"} if ChangeKind.WORDS in kinds else set()
    able |= {"confirm"} if troubles else set()
    able |= {"own_place"} if ChangeKind.MOVED in kinds else set()
    able |= {"field"} if fields_of(part) else set()
    return frozenset(able)


def _can_be_edited(generated: Block | None) -> bool:
    return generated is not None and (
        words_of(generated) is not None or bool(inner_blocks(generated))
    )
