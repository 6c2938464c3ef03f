"""The rows of what a paper proposes: field, what the paper says, what stands, and the mark."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.columns_model import ColumnsModel, Index
from shamay_desktop.ui.papers.proposal_entries import Entry, Mark
from shamay_desktop.ui.widgets.wording import cut

SEEN = 200
COLUMNS = ("label", "value", "standing", "mark")
LABEL_COLUMN, VALUE_COLUMN, STANDING_COLUMN, MARK_COLUMN = range(len(COLUMNS))
LOOKS: Mapping[Mark, tuple[str, theme.Tone]] = {
    Mark.FOREIGN: ("warn", "error"),
    Mark.DIFFERS: ("compare", "warning"),
    Mark.LOOK: ("eye", "warning"),
    Mark.CLEAN: ("plus", "accent"),
    Mark.SAME: ("check", "muted"),
    Mark.TAKEN: ("check", "ok"),
    Mark.MISSED: ("minus", "muted"),
}


class ProposalsModel(ColumnsModel):
    """Rows of one paper; headings are rows that cannot be chosen."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, COLUMNS, "papers.row")
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> bool:
        """Show rows; whether they are other rows than those before."""
        same = [each.label for each in entries] == [each.label for each in self.entries]
        if same and entries:
            self.entries = entries
            self.note_rows()
            return False
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()
        return True

    def row_total(self) -> int:
        """Rows and headings."""
        return len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is only read."""
        if self.entries[index.row()].is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, marks and colours."""
        entry, column = self.entries[index.row()], COLUMNS[index.column()]
        if entry.mark is None:
            return _heading(entry, column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            # Qt would lay out all of a long text to show its beginning.
            return cut(self._words(entry, column), SEEN)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(cut(each) for each in self.told(entry).splitlines())
        if role == Qt.ItemDataRole.AccessibleTextRole and column == "label":
            mark = self._texts(f"papers.mark.{entry.mark}")
            return ", ".join(part for part in (entry.label, entry.value, mark) if part)
        return _look(entry.mark, column, role)

    def told(self, entry: Entry) -> str:
        """All that is known of a row, a line each."""
        texts = self._texts
        lines = [entry.label + (f": {entry.value}" if entry.value else "")]
        if entry.standing:
            lines.append(texts("papers.detail.standing", value=entry.standing))
        return "\n".join([*lines, *entry.reasons])

    def _words(self, entry: Entry, column: str) -> str:
        if column == "mark":
            return self._texts(f"papers.mark.{entry.mark}")
        if column == "value" and entry.mark is Mark.MISSED:
            return entry.reasons[0] if entry.reasons else ""
        return {"label": entry.label, "value": entry.value, "standing": entry.standing}[column]


def _heading(entry: Entry, column: str, role: int) -> object:
    if column == "label" and role == Qt.ItemDataRole.DisplayRole:
        return entry.label
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.colour("ink" if entry.level == 0 else "muted")
    return theme.colour("desk") if role == Qt.ItemDataRole.BackgroundRole else None


def _look(mark: Mark, column: str, role: int) -> object:
    icon, tone = LOOKS[mark]
    if column == "mark" and role == Qt.ItemDataRole.DecorationRole:
        return theme.icon(icon, tone)
    return _colour(mark, column, tone) if role == Qt.ItemDataRole.ForegroundRole else None


def _colour(mark: Mark, column: str, tone: theme.Tone) -> object:
    if column == "mark" and tone != "ink":
        return theme.colour(tone)
    if column == "label" or mark in (Mark.SAME, Mark.MISSED):
        return theme.colour("muted")
    return None
