"""Chains of figures as a tree; a figure's parts become rows when somebody opens it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.figure_words import (
    amount_of_figure,
    how_of_figure,
    label_of_figure,
    said,
)
from shamay_desktop.ui.widgets.source_mark import source_icon, source_key
from shamay_desktop.ui.widgets.wording import directed

LABEL, AMOUNT, HOW = range(3)
Index = QModelIndex | QPersistentModelIndex
Trail = tuple[str, ...]
"""Keys with rows, from the root down: how a figure is found again when its number changed."""


@dataclass(slots=True)
class Node:
    """A figure at its place; `number` is what Qt knows it by."""

    figure: Figure
    number: int = 0
    parent: "Node | None" = None
    place: int = 0
    children: list["Node"] | None = field(default=None, repr=False)

    @property
    def trail(self) -> Trail:
        """From the root to here."""
        own = f"{self.figure.key} {self.figure.row or ''} {self.place}"
        return (own,) if self.parent is None else (*self.parent.trail, own)


class ChainModel(QAbstractItemModel):
    """Roots side by side: the figures that a page shows."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._nodes: list[Node] = []  # numbers, as Qt keeps no object alive and asks late
        self._roots: list[Node] = []
        self.case = Case("")

    def show(self, roots: Sequence[Figure], case: Case) -> None:
        """Show these chains of a case."""
        self.beginResetModel()
        self._nodes = []
        self._roots = [self._made(figure, None, place) for place, figure in enumerate(roots)]
        self.case = case
        self.endResetModel()

    def figure(self, index: Index) -> Figure | None:
        """The figure at a place."""
        node = self._node(index)
        return None if node is None else node.figure

    def trail(self, index: Index) -> Trail:
        """The keys from the root to it."""
        node = self._node(index)
        return () if node is None else node.trail

    def index_of(self, trail: Trail) -> QModelIndex:
        """Where a figure stands now; an invalid index when it is gone."""
        here, among = QModelIndex(), self._roots
        for step in trail:
            node = next((node for node in among if node.trail[-1] == step), None)
            if node is None:
                return QModelIndex()
            here, among = self.index(node.place, 0, here), self._open(node)
        return here

    # -- what views ask --------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The place of a row."""
        node = self._node(parent)
        among = self._roots if node is None else self._open(node)
        if not (0 <= row < len(among) and 0 <= column <= HOW):
            return QModelIndex()
        return self.createIndex(row, column, among[row].number)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt's other one
        """The figure that it is a part of."""
        node = self._node(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.place, 0, node.parent.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many parts."""
        if parent.column() > 0:
            return 0
        node = self._node(parent)
        return len(self._roots) if node is None else len(node.figure.parts)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Whether there are parts: they are made only when somebody opens them."""
        node = self._node(parent)
        return bool(self._roots if node is None else node.figure.parts)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Label, amount, how."""
        return HOW + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The heads."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._texts(f"chain.head.{('figure', 'value', 'how')[section]}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, mark and sentence of a figure."""
        node = self._node(index)
        if node is None:
            return None
        figure, column = node.figure, index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._words(figure, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return said(figure, self.case, self._texts)
            case Qt.ItemDataRole.DecorationRole if column == HOW and not figure.parts:
                if figure.path is None:
                    return None
                return theme.icon(*_mark(self.case, figure.path))
            case _:
                return None

    def _words(self, figure: Figure, column: int) -> str:
        texts = self._texts
        if column == LABEL:
            return directed(label_of_figure(figure, self.case, texts), texts)
        if column == AMOUNT:
            return amount_of_figure(figure, texts)
        return directed(how_of_figure(figure, self.case, texts), texts)

    def _made(self, figure: Figure, parent: Node | None, place: int) -> Node:
        self._nodes.append(Node(figure, len(self._nodes), parent, place))
        return self._nodes[-1]

    def _open(self, node: Node) -> list[Node]:
        """The nodes of its parts, made when they are first asked for."""
        if node.children is None:
            parts = enumerate(node.figure.parts)
            node.children = [self._made(part, node, place) for place, part in parts]
        return node.children

    def _node(self, index: Index) -> Node | None:
        number = index.internalId() if index.isValid() else len(self._nodes)
        return self._nodes[number] if number < len(self._nodes) else None


def _mark(case: Case, path: str) -> tuple[str, theme.Tone]:
    """The icon that tells where a content came from."""
    return source_icon(source_key(case.value(path), asked=False))
