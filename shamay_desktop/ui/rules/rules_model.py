"""The rules as rows: whether on, what is checked, clause, severity, whether changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.columns_model import ColumnsModel, Index
from shamay_desktop.ui.models.findings_model import MARKS
from shamay_desktop.ui.rules.rules_draft import OWN, RulesDraft
from shamay_desktop.ui.widgets.wording import directed

COLUMNS = ("rule", "clause", "severity", "state")


class RulesModel(ColumnsModel):
    """The rules in which all words of the search occur; the first column switches."""

    switched = Signal()
    """A rule was switched on or off."""

    def __init__(self, draft: RulesDraft, texts: Texts) -> None:
        super().__init__(texts, COLUMNS, "checks.rules.column")
        self.draft = draft
        self.ids: list[str] = []
        self._words = ""
        self.search("")

    def search(self, words: str) -> None:
        """Narrow the list to the rules in whose texts, clause or id all words occur."""
        self._words = words
        wanted = words.casefold().split()
        shown = [
            entry.id
            for entry in self.draft.entries()
            if all(word in self._told(entry.id) for word in wanted)
        ]
        if shown != self.ids:
            self.beginResetModel()
            self.ids = shown
            self.endResetModel()
        else:
            self.refresh()

    def refresh(self) -> None:
        """What stands in the rows may be another."""
        self.note_rows()

    def renew(self) -> None:
        """Rules came or went."""
        self.search(self._words)

    def row_total(self) -> int:
        """One a rule."""
        return len(self.ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Shipped rules have a tick."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and not self.draft.is_own(self.ids[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, the tick, the mark of the severity."""
        rule_id, column = self.ids[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(rule_id, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == "rule":
            return self._tick(rule_id)
        if role == Qt.ItemDataRole.DecorationRole and column == "severity":
            return theme.icon(*MARKS[self.draft.severity(rule_id)])
        if role == Qt.ItemDataRole.ForegroundRole and not self.draft.in_force(rule_id):
            return theme.colour("muted")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """The tick switches a rule."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.draft.switch(self.ids[index.row()], on=on)
        self.refresh()
        self.switched.emit()
        return True

    def _tick(self, rule_id: str) -> Qt.CheckState | None:
        if self.draft.is_own(rule_id):
            return None
        return Qt.CheckState.Checked if self.draft.is_on(rule_id) else Qt.CheckState.Unchecked

    def _said(self, rule_id: str, column: str) -> str:
        if column == "rule":
            return directed(self._sentence(rule_id), self._texts)
        if column == "clause":
            return isolate_left_to_right(self.draft.clause(rule_id))
        if column == "severity":
            return self._texts(f"validation.severity.{self.draft.severity(rule_id).value}")
        return self._state(rule_id)

    def _sentence(self, rule_id: str) -> str:
        """What it says; of an own rule that says nothing yet, that it is one."""
        said = self.draft.sentence(rule_id, self._texts)
        return self._texts("checks.rules.unnamed") if said == rule_id else said

    def _state(self, rule_id: str) -> str:
        draft = self.draft
        if draft.is_own(rule_id):
            return self._texts("checks.rules.state.own")
        if not draft.is_on(rule_id):
            return self._texts("checks.rules.state.off")
        if not draft.in_force(rule_id):
            return self._texts("checks.rules.state.set_off")
        return self._texts("checks.rules.state.changed") if draft.is_changed(rule_id) else ""

    def _told(self, rule_id: str) -> str:
        draft, texts = self.draft, self._texts
        parts: Sequence[str] = (
            rule_id, draft.sentence(rule_id, texts), draft.sentence(rule_id, texts, "why"),
            draft.clause(rule_id), OWN if draft.is_own(rule_id) else "",
        )  # fmt: skip
        return " ".join(parts).casefold()
