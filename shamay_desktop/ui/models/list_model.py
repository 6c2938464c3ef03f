"""A list of the case as a table: rows by id, cells as typed, refused typing kept in its cell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from shamay_desktop.domain.case import Content, Origin, Row, State, Value
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import Parcel, shown, typed, typed_parcel
from shamay_desktop.domain.market.overriding import is_over
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.source_mark import ICONS
from shamay_desktop.ui.widgets.wording import origin_note, out_of_range, problem_words, titled

Index = QModelIndex | QPersistentModelIndex
NUMERIC = frozenset({Kind.IDENTIFIER, Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.FRACTION})


NONE_SIGN = "∅"
"""How "the document says none" is copied and pasted."""

TICKED = frozenset({"included"})
"""Flags that count as "yes" as long as nobody says no."""

Follow = Callable[[str, str, Scalar | None], tuple[Change, ...]]
"""Row id, column and typed content to what else that gesture means."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that nobody types: its title and what it shows for a row ("" for nothing).

    `figures` makes what a cell opens into, down to its sources.
    """

    id: str
    title: str
    shows: Callable[[Row], str]
    figures: Callable[[Row], Sequence[Figure]] | None = None


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What a list has beyond the registry: computed columns behind a column (by id),
    columns that come first, and what a typed cell means besides itself."""

    computed: Sequence[tuple[str, Computed]] = ()
    first: Sequence[str] = ()
    follow: Follow | None = None


class ListModel(QAbstractTableModel):
    """Columns of the registry and computed ones; a pinned row above the list's own."""

    typed = Signal(str, str, object)
    """Row id, column id and canonical content (None: emptied)."""

    split = Signal(str, object)
    """Row id and a whole parcel that was given in one cell: contents by column."""

    refused = Signal()
    """A typed text was refused, or such a text went away."""

    def __init__(self, field: Field, texts: Texts, options: ListOptions | None = None) -> None:
        super().__init__()
        self.field = field
        self._arranged = _arranged(field, options or ListOptions())
        self._wanted: frozenset[str] = frozenset()
        self._filled: frozenset[str] = frozenset()
        self.columns = self._seen()
        self.rows: tuple[Row, ...] = ()
        self.pinned: Mapping[str, str] | None = None
        self.drafts: dict[tuple[str, str], tuple[str, Refused]] = {}
        self.notes: Mapping[tuple[str, str], str] = {}
        self._texts = texts

    @property
    def first(self) -> int:
        """The row of the table in which the list begins."""
        return 0 if self.pinned is None else 1

    @property
    def extra_columns(self) -> tuple[Field, ...]:
        """Columns that stand in the table only when they are asked for or filled."""
        return tuple(column for column in self.field.columns if column.extra)

    def is_filled(self, column: Field) -> bool:
        """Whether a row holds something in an extra column: then it cannot be hidden."""
        return column.id in self._filled

    def is_seen(self, column: Field) -> bool:
        """Whether a column of the registry stands in the table."""
        return column in self.columns

    def want_columns(self, names: Iterable[str]) -> None:
        """Show these extra columns besides the filled ones."""
        self._wanted = frozenset(names)
        if self._seen() != self.columns:
            self.beginResetModel()
            self.columns = self._seen()
            self.endResetModel()

    def _seen(self) -> tuple[Field | Computed, ...]:
        shown = self._wanted | self._filled
        hidden = {column.id for column in self.extra_columns if column.id not in shown}
        return tuple(column for anchor, column in self._arranged if anchor not in hidden)

    def _note_filled(self, rows: tuple[Row, ...]) -> bool:
        """Columns that came to hold something are shown from now on; True when one came."""
        lacking = [column.id for column in self.extra_columns if column.id not in self._filled]
        filled = [name for name in lacking if any(name in row.cells for row in rows)]
        self._filled |= frozenset(filled)
        return bool(filled) and self._seen() != self.columns

    def show_rows(self, rows: tuple[Row, ...]) -> bool:
        """Show these rows; True when rows or columns came, went or moved (indexes are then new)."""
        before, moved = self.rows, [row.id for row in rows] != [row.id for row in self.rows]
        moved = self._note_filled(rows) or moved
        if moved:
            self.beginResetModel()
        self.columns = self._seen() if moved else self.columns
        self.rows = rows
        alive = {row.id for row in rows}
        self.drafts = {key: kept for key, kept in self.drafts.items() if key[0] in alive}
        if moved:
            self.endResetModel()
            return True
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old is not new:
                at = number + self.first
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))
        return False

    def pin(self, cells: Mapping[str, str] | None) -> None:
        """Show a read-only row above the list: texts by column."""
        if cells == self.pinned:
            return
        if (cells is None) is (self.pinned is None):
            self.pinned = cells
            self.dataChanged.emit(self.index(0, 0), self.index(0, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.pinned = cells
        self.endResetModel()

    def refresh_computed(self) -> None:
        """What computed columns show depends on more than the row."""
        for number, column in enumerate(self.columns):
            if isinstance(column, Computed) and self.rows:
                bottom = self.index(self.rowCount() - 1, number)
                self.dataChanged.emit(self.index(0, number), bottom)

    def show_notes(self, notes: Mapping[tuple[str, str], str]) -> None:
        """Sentences of findings by (row id, column)."""
        if notes != self.notes:
            self.notes = notes
            if self.rows:
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, index: Index) -> Row | None:
        """The list's row at an index; None for the pinned one."""
        number = index.row() - self.first
        return self.rows[number] if index.isValid() and 0 <= number < len(self.rows) else None

    def column_at(self, index: Index) -> Field | None:
        """The registry's column at an index; None for a computed one."""
        known = 0 <= index.column() < len(self.columns)
        column = self.columns[index.column()] if known else None
        return column if isinstance(column, Field) else None

    def figures_at(self, index: Index) -> Sequence[Figure]:
        """What a computed cell opens into; nothing elsewhere."""
        row, at = self.row_at(index), index.column()
        column = self.columns[at] if 0 <= at < len(self.columns) else None
        if row is None or not isinstance(column, Computed) or column.figures is None:
            return ()
        return column.figures(row)

    def index_of(self, row_id: str, column: str = "") -> QModelIndex:
        """The index of a cell, invalid when there is none."""
        names = [member.id for member in self.columns]
        at = names.index(column) if column in names else 0
        for number, row in enumerate(self.rows):
            if row.id == row_id:
                return self.index(number + self.first, at)
        return QModelIndex()

    def cell_at(self, index: Index) -> tuple[str, str] | None:
        """The row's id and the column of a cell that is typed, None for others."""
        row, column = self.row_at(index), self.column_at(index)
        return None if row is None or column is None else (row.id, column.id)

    def problem_of(self, row: Row, column: Field) -> str:
        """What is wrong with a cell, "" for nothing."""
        kept = self.drafts.get((row.id, column.id))
        if kept is not None:
            return problem_words(kept[1], self._texts)
        warning = out_of_range(column, row.content(column.id), self._texts)
        return warning or self.notes.get((row.id, column.id), "")

    def keep_refused(self, row_id: str, column: str, text: str, problem: Refused) -> None:
        """Keep a text that cannot be read in its cell."""
        self.drafts[row_id, column] = (text, problem)
        self.refused.emit()

    # -- Qt -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """The list's rows and the pinned one."""
        return 0 if parent.isValid() else len(self.rows) + self.first

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """The registry's columns and the computed ones."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Columns by their labels, rows by their numbers."""
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and across:
            return self._title_edge(self.columns[section])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if not across:
            return "●" if section < self.first else str(section - self.first + 1)
        column = self.columns[section]
        return column.title if isinstance(column, Computed) else titled(column, self._texts)

    def _title_edge(self, column: Field | Computed) -> object:
        """A title stands over its cells."""
        role = Qt.ItemDataRole.TextAlignmentRole
        return _edge(role) if isinstance(column, Computed) else _alignment(column, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells are edited; flags are ticked; computed and pinned ones are only read."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.column_at(index)
        if column is None or self.row_at(index) is None:
            return base
        if column.kind is Kind.FLAG:
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        row, column = self.row_at(index), self.column_at(index)
        if row is None:
            return self._pinned_data(column, index, role)
        if column is None:
            return self._computed_data(row, index, role)
        return self._cell_data(row, column, role)

    def _cell_data(self, row: Row, column: Field, role: int) -> object:
        answer: object = None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            answer = self._words_in(row, column, role)
        elif role == Qt.ItemDataRole.CheckStateRole and column.kind is Kind.FLAG:
            answer = _tick(column, row.content(column.id))
        elif role == Qt.ItemDataRole.ForegroundRole:
            answer = self._ink(row, column)
        elif role == Qt.ItemDataRole.DecorationRole:
            answer = _source_picture(row.cells.get(column.id))
        elif role == Qt.ItemDataRole.ToolTipRole:
            answer = self._hint_of(row, column) or None
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            answer = self._spoken(row, column)
        else:
            answer = _alignment(column, role)
        return answer

    def _words_in(self, row: Row, column: Field, role: int) -> object:
        displayed = role == Qt.ItemDataRole.DisplayRole
        answer = self.answer_of(row, column) if displayed else ""
        if answer:
            return answer
        return None if displayed and column.kind is Kind.FLAG else self.text_of(row, column)

    def _hint_of(self, row: Row, column: Field) -> str:
        words = self.answer_of(row, column) or self.text_of(row, column)
        value = row.cells.get(column.id)
        if is_over(value) and value is not None and value.provenance is not None:
            words = f"{words}\n{origin_note(value.provenance.note, self._texts)}"
        return self.problem_of(row, column) or words

    def _spoken(self, row: Row, column: Field) -> str:
        """A cell for a screen reader: its title, what it holds, and what is wrong with it."""
        held = self.answer_of(row, column) or self.text_of(row, column)
        held = held or self._texts("forms.source.not_asked")
        parts = (titled(column, self._texts), held, self.problem_of(row, column))
        return ", ".join(part for part in parts if part)

    def setData(self, index: Index, text: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a typed text or a tick; a refused text stays in its cell."""
        row, column = self.row_at(index), self.column_at(index)
        if row is None or column is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = _tick(column, row.content(column.id)) is Qt.CheckState.Checked
            self.typed.emit(row.id, column.id, not ticked)
            return True
        if role != Qt.ItemDataRole.EditRole or str(text) == self.text_of(row, column):
            return False
        had = self.drafts.pop((row.id, column.id), None)
        if (whole := parcel_in(self.field, column, str(text))) is not None:
            self.split.emit(row.id, whole)
            self.refused.emit()
            return True
        try:
            content = typed(column, str(text))
        except Refused as problem:
            self.drafts[row.id, column.id] = (str(text), problem)
            self.refused.emit()
        else:
            if had is not None:
                self.refused.emit()
            if content != row.content(column.id):
                self.typed.emit(row.id, column.id, content)
        self.dataChanged.emit(index, index)
        return True

    def text_of(self, row: Row, column: Field) -> str:
        """A cell as its editor shows it; a refused text as it was typed."""
        kept = self.drafts.get((row.id, column.id))
        if kept is not None:
            return kept[0]
        return cell_text(column, row.content(column.id), self._texts)

    def answer_of(self, row: Row, column: Field) -> str:
        """What a cell shows where it has no content: none, or left empty; "" for not asked."""
        value = row.cells.get(column.id)
        if value is None or value.state is State.VALUE or (row.id, column.id) in self.drafts:
            return ""
        return self._texts(f"forms.cell_{value.state.value}")

    def copied_text(self, index: Index) -> str:
        """A cell as it goes to the clipboard; pasting "∅" back says "none" again."""
        row, column = self.row_at(index), self.column_at(index)
        if row is None or column is None:
            return str(index.data() or "")
        value = row.cells.get(column.id)
        none = value is not None and value.state is State.NONE
        return NONE_SIGN if none else self.text_of(row, column)

    def _ink(self, row: Row, column: Field) -> object:
        if (row.id, column.id) in self.drafts:
            return theme.colour("error")
        if self.problem_of(row, column):
            return theme.colour("warning")
        return theme.colour("muted") if self.answer_of(row, column) else None

    def _computed_data(self, row: Row, index: Index, role: int) -> object:
        computed = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole and isinstance(computed, Computed):
            return computed.shows(row)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("accent")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts("forms.source.computed")
        return _edge(role)

    def _pinned_data(self, column: Field | None, index: Index, role: int) -> object:
        name = self.columns[index.column()].id
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.pinned or {}).get(name, "")
        if role == Qt.ItemDataRole.BackgroundRole:
            return theme.colour("accent_soft")
        return _edge(role) if column is None else _alignment(column, role)


def cell_text(column: Field, content: Content | None, texts: Texts) -> str:
    """A scalar content as text, "" for none."""
    if isinstance(content, str | bool):
        return shown(column, content, texts.language.value)
    if isinstance(content, tuple):
        codes = tuple(code for code in content if isinstance(code, str))
        return shown(column, codes, texts.language.value)
    return ""


def parcel_in(field: Field, column: Field, text: str) -> Parcel | None:
    """A whole parcel that is given in the cell of its block, for lists of parcels; else None."""
    names = {member.id for member in field.columns}
    return typed_parcel(text) if column.id == "gush" and "helka" in names else None


def _arranged(field: Field, options: ListOptions) -> tuple[tuple[str, Field | Computed], ...]:
    """All columns in their order, each with the id of the registry's column it belongs to."""
    first = [field.column(name) for name in options.first]
    columns: list[tuple[str, Field | Computed]] = []
    for member in (*first, *(one for one in field.columns if one not in first)):
        columns.append((member.id, member))
        columns += [
            (member.id, computed) for name, computed in options.computed if name == member.id
        ]
    return tuple(columns)


def _tick(column: Field, content: object) -> Qt.CheckState:
    if content is None and column.id in TICKED:
        return Qt.CheckState.Checked
    if content is None:
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if content else Qt.CheckState.Unchecked


def _source_picture(value: Value | None) -> object:
    """Typed is the rule in a table; only another source is marked, and what was typed over one."""
    if is_over(value):
        return theme.pixmap(ICONS[Origin.TYPED], "accent", 12)
    if value is None or value.provenance is None or value.provenance.origin is Origin.TYPED:
        return None
    return theme.pixmap(ICONS[value.provenance.origin], "muted", 12)


def _alignment(column: Field, role: int) -> object:
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    if column.kind in NUMERIC:
        return _edge(role)
    return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


def _edge(role: int) -> object:
    """Figures stand under each other at the right edge, whatever the direction."""
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    flag = Qt.AlignmentFlag
    return flag.AlignRight | flag.AlignAbsolute | flag.AlignVCenter
