"""Beside the sheet: what of finish and defects the chosen photo shows, and what repairs cost."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case, Row, State
from shamay_desktop.domain.editing import removing_row, setting
from shamay_desktop.domain.evidence import Image
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.photo_findings import FINDINGS, adding_finding, findings_on
from shamay_desktop.domain.valuation.repairs import repair_estimate
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import tool
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.flow_layout import FlowLayout

WIDTH = 46 * theme.SPACE
SHOWN = ("room", "severity", "text", "cost", "cost_source")
"""The columns that a card shows; its heading is the element, and the photo is the one chosen."""


class FindingCard(QFrame):
    """One finding: its columns as fields, and a button that takes it out."""

    committed = Signal(str, object)
    menu_asked = Signal(str)
    removed = Signal(str)

    def __init__(self, context: PageContext, row_id: str) -> None:
        super().__init__()
        self.setObjectName(f"finding:{row_id}")
        self.setProperty("inset", "true")
        self.row_id = row_id
        texts, member = context.texts, BY_ID[FINDINGS]
        self._element = member.column("element")
        self._language = texts.language.value
        self.heading = QLabel()
        theme.set_tone(self.heading, "accent")
        self.remove = tool(texts, "trash", "documents.finding_remove")
        self.remove.clicked.connect(lambda: self.removed.emit(self.row_id))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(head)
        self.cells: dict[str, FieldRow] = {}
        for name in SHOWN:
            path = f"{FINDINGS}/{row_id}/{name}"
            cell = FieldRow(member.column(name), texts, path=path, compact=True)
            cell.committed.connect(self.committed)
            cell.menu_asked.connect(self.menu_asked)
            self.cells[name] = cell
            column.addWidget(cell)
        self._align_labels()

    def show_row(self, row: Row, *, may_edit: bool) -> None:
        """Show what the case holds."""
        for name, cell in self.cells.items():
            cell.show_value(row.cells.get(name))
            cell.editor.setEnabled(may_edit)
        self.remove.setVisible(may_edit)
        code = row.content("element")
        known = self._element.choice(code) if isinstance(code, str) else None
        self.heading.setText("–" if known is None else known.label(self._language))

    def commit(self) -> None:
        """Keep what is being typed."""
        for cell in self.cells.values():
            cell.commit()

    def _align_labels(self) -> None:
        """The editors stand below each other: every label is as wide as the widest."""
        labels = [label for cell in self.cells.values() for label in cell.findChildren(QLabel)]
        named = [label for label in labels if label.buddy() is not None]
        width = max(label.sizeHint().width() for label in named)
        for label in named:
            label.setFixedWidth(width)


class PhotoFindings(QFrame):
    """A press on an element adds a finding of it on the chosen photo; below, the sum of all."""

    edited = Signal(object)
    """tuple[Change, ...]: one gesture, for the page."""

    menu_asked = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("photo-findings")
        self.setProperty("surface", "true")
        self.setFixedWidth(WIDTH)
        self._context = context
        self._case: Case | None = None
        self._photo: Image | None = None
        self._may_edit = True
        self.cards: dict[str, FindingCard] = {}
        self._added: FindingCard | None = None
        self._build()
        self._show()

    def show_case(self, case: Case) -> None:
        """Show the findings as they stand now."""
        self._case = case
        self._show()

    def show_photos(self, photos: Sequence[Image], *, may_edit: bool) -> None:
        """Show the findings on the one photo that is chosen."""
        one = photos[0] if len(photos) == 1 else None
        if self._photo is not None and (one is None or one.id != self._photo.id):
            self.commit_typing()
        self._photo, self._may_edit = one, may_edit
        self._show()

    def commit_typing(self) -> None:
        """Keep what is being typed in a card."""
        for card in list(self.cards.values()):  # a commit may take a card away
            card.commit()

    # -- what is done ---------------------------------------------------------------------

    def add(self, element: str) -> None:
        """A new finding of an element on the chosen photo; its text is typed next."""
        if self._case is None or self._photo is None:
            return
        self.commit_typing()
        row_id, changes = adding_finding(
            self._case, self._photo, element, self._context.session.typed
        )
        self.edited.emit(changes)
        if (card := self.cards.get(row_id)) is not None:
            card.cells["text"].focus_editor()
            self._added = card
            QTimer.singleShot(0, card, self._bring_added)

    def _bring_added(self) -> None:
        """Show the new card whole while one types in it.

        Asked again when the cards' height changes: before it is laid out a card has no size.
        """
        card, focused = self._added, self.focusWidget()
        if card is not None and focused is not None and card.isAncestorOf(focused):
            self.area.ensureWidgetVisible(card, 0, 0)

    def _on_card_committed(self, path: str, content: Scalar | None) -> None:
        if self._case is None:
            return
        session = self._context.session
        value = None if content is None else session.typed(content)
        if content is None:
            value = session.typed(None, State.EMPTY)
        self.edited.emit(setting(self._case, path, value))

    def _on_card_removed(self, row_id: str) -> None:
        if self._case is not None:
            self.edited.emit(removing_row(self._case, FINDINGS, row_id))

    # -- showing --------------------------------------------------------------------------

    def _show(self) -> None:
        case, photo = self._case, self._photo
        rows = () if case is None or photo is None else findings_on(case, photo)
        self._show_cards(rows)
        self.elements.setVisible(photo is not None and self._may_edit)
        self.hint.setText(self._hint(photo, bool(rows)))
        self.hint.setVisible(bool(self.hint.text()))
        self._show_sum(case)

    def _hint(self, photo: Image | None, some: bool) -> str:
        if photo is None:
            return self._context.texts("documents.finding_choose")
        if some:
            return ""
        key = "documents.finding_none" if self._may_edit else "documents.finding_none_read"
        return self._context.texts(key)

    def _show_cards(self, rows: Sequence[Row]) -> None:
        wanted = [row.id for row in rows]
        for row_id in [each for each in self.cards if each not in wanted]:
            card = self.cards.pop(row_id)
            if card is self._added:
                self._added = None
            card.hide()
            card.deleteLater()
        for place, row in enumerate(rows, 1):  # the elements stand first
            if row.id not in self.cards:
                self.cards[row.id] = self._new_card(row.id)
                self._column.insertWidget(place, self.cards[row.id])
            self.cards[row.id].show_row(row, may_edit=self._may_edit)

    def _new_card(self, row_id: str) -> FindingCard:
        card = FindingCard(self._context, row_id)
        card.committed.connect(self._on_card_committed)
        card.removed.connect(self._on_card_removed)
        card.menu_asked.connect(self.menu_asked)
        return card

    def _show_sum(self, case: Case | None) -> None:
        estimate = None if case is None else repair_estimate(case)
        texts = self._context.texts
        if estimate is None:
            self.sum.setText(texts("documents.finding_no_sum"))
            return
        amount = formats.money(plain(estimate.sum), texts.language)
        words = texts("documents.finding_sum", amount=amount, n=estimate.priced)
        if estimate.unpriced:
            words = f"{words} · {texts('documents.finding_unpriced', n=estimate.unpriced)}"
        self.sum.setText(words)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._context.texts
        title = QLabel(texts("documents.findings"))
        theme.set_tone(title, "heading")
        self.hint = QLabel(wordWrap=True)
        theme.set_tone(self.hint, "muted")
        theme.align_leading(self.hint)
        self.elements = QWidget()
        flow = FlowLayout(self.elements, theme.SPACE // 2)
        for choice in BY_ID[FINDINGS].column("element").choices:
            flow.addWidget(self._element_button(choice.code, choice.label(texts.language.value)))
        inner = QFrame()
        inner.setProperty("surface", "true")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE)
        # The elements scroll away with the cards: on a low screen a card needs the room.
        self._column.addWidget(self.elements)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("finding-cards")
        self.area.setAccessibleName(texts("documents.findings"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        self.area.verticalScrollBar().rangeChanged.connect(self._bring_added)
        self.sum = QLabel(wordWrap=True)
        self.sum.setObjectName("finding-sum")
        theme.set_tone(self.sum, "strong")
        theme.align_leading(self.sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(title)
        column.addWidget(self.hint)
        column.addWidget(self.area, 1)
        column.addWidget(self.sum)

    def _element_button(self, code: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"action:finding-{code}")
        button.setText(words)
        button.setIcon(theme.icon("plus", "muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(self._context.texts("documents.finding_add_tip", element=words))
        button.setAccessibleName(self._context.texts("documents.finding_add_tip", element=words))
        button.clicked.connect(partial(self.add, code))
        return button
