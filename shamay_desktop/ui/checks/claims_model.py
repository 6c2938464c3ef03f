"""The table of sources: papers as headings, facts in question, and what each source says."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt

from shamay_desktop.domain.standards import Severity
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.checks.claim_words import (
    Named,
    fact_words,
    head_words,
    source_of,
    state_of,
    value_words,
)
from shamay_desktop.ui.checks.lines import Kind, Line
from shamay_desktop.ui.models.columns_model import ColumnsModel, Index
from shamay_desktop.ui.models.findings_model import MARKS
from shamay_desktop.ui.widgets.wording import MOST_READ, directed

SEEN = 200
COLUMNS = ("fact", "source", "state")
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_HEADS = (Kind.HEAD, Kind.SETTLED)


class ClaimsModel(ColumnsModel):
    """Rows are `Line`s; another look keeps rows that say the same."""

    def __init__(self, texts: Texts, named: Named) -> None:
        """`named` gives the name of the person whose email it gets."""
        super().__init__(texts, COLUMNS, "checks.column")
        self._named = named
        self.lines: list[Line] = []
        self._said: dict[tuple[int, int], str] = {}

    def show(self, lines: Sequence[Line]) -> bool:
        """Show these lines; True when rows came or went."""
        if lines == self.lines:
            return False
        same = [line.key for line in lines] == [line.key for line in self.lines]
        if not same:
            self.beginResetModel()
        self.lines = list(lines)
        self._said.clear()
        if not same:
            self.endResetModel()
        else:
            self.note_rows()
        return not same

    def note_names(self) -> None:
        """People are called otherwise than before."""
        self._said.clear()
        self.note_rows()

    def line(self, row: int) -> Line | None:
        """A line by its row, None beyond the last."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, key: tuple[str, ...]) -> int:
        """The row of a line, -1 when it is gone."""
        keys = [line.key for line in self.lines]
        return keys.index(key) if key in keys else -1

    def row_total(self) -> int:
        """One a line."""
        return len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, marks, and for screen readers what a mark says."""
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return theme.icon(*_mark(line))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = self.words_at(index.row(), index.column())
            # Qt would lay out all of a long text to show its beginning.
            most = SEEN if role == Qt.ItemDataRole.DisplayRole else MOST_READ
            return f"{words[:most]}…" if len(words) > most else words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self.words_at(index.row(), at) for at in range(3))))
        return None

    def words_at(self, row: int, column: int) -> str:
        """What a cell says; put together once for a line."""
        key = (row, column)
        if key not in self._said:
            self._said[key] = directed(self._words(self.lines[row], column), self._texts)
        return self._said[key]

    def _words(self, line: Line, column: int) -> str:
        if column == 1:
            return source_of(line, self._texts, self._named)
        if column == 2:
            return state_of(line, self._texts)
        if line.kind in _HEADS:
            return head_words(line, self._texts)
        if line.kind in (Kind.FACT, Kind.DECISION):
            return fact_words(line, self._texts)
        said = value_words(line.path, line.value, self._texts)
        if line.kind in (Kind.MISSING, Kind.WAITING):
            return f"{fact_words(line, self._texts)} – {said}"
        return said


def _mark(line: Line) -> tuple[str, theme.Tone]:
    if line.kind in _MARKS:
        return _MARKS[line.kind]
    if line.doubt is not None and not line.taken:
        return "eye", "warning"
    if line.kind is Kind.MISSING:
        return "plus", "accent"
    if line.kind is Kind.CLAIM:
        return ("check", "ok") if line.taken else ("step-open", "muted")
    contradiction = line.contradiction
    if contradiction is None or contradiction.settled:
        return "check", "ok"
    return MARKS[Severity(contradiction.severity.value)]


_MARKS: Mapping[Kind, tuple[str, theme.Tone]] = {
    Kind.HEAD: ("paper", "muted"),
    Kind.SETTLED: ("check", "ok"),
}
