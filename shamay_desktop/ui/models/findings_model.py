"""Findings as rows: severity, clause, sentence, the fields they name with their values."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from shamay_desktop.domain.case import Case, State
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.columns_model import ColumnsModel, Index
from shamay_desktop.ui.widgets.wording import finding_words, none_words

Key = tuple[str, tuple[str, ...]]
COLUMNS = ("severity", "clause", "sentence", "fields")
MARKS: dict[Severity, tuple[str, theme.Tone]] = {
    Severity.BLOCK: ("block", "error"),
    Severity.WARN: ("warn", "warning"),
    Severity.NOTE: ("note", "muted"),
}


ORDER = tuple(MARKS)


def is_settled(finding: Finding) -> bool:
    """Whether the appraiser wrote the reason that the finding asks for."""
    return finding.severity is Severity.WARN and finding.reason is not None


def by_severity(findings: Sequence[Finding]) -> list[Finding]:
    """Blocking ones first, explained ones last, otherwise as they came."""
    return sorted(
        findings, key=lambda finding: (is_settled(finding), ORDER.index(finding.severity))
    )


def key_of(finding: Finding) -> Key:
    """What makes a finding the same one after the next check."""
    return finding.rule, finding.fields


def declared(path: str) -> Field | None:
    """The declaration of a field or cell; None where the registry has none (a photo, a list)."""
    head, *rest = path.split("/")
    field = BY_ID.get(head)
    if field is None or not rest:
        return field
    return next((column for column in field.columns if column.id == rest[-1]), None)


def place_words(case: Case, path: str, texts: Texts) -> str:
    """A field with its value: "Rooms: 25"; a list's cell with its list and row."""
    field, value = declared(path), case.value(path)
    if field is None:
        return ""
    label = field.label(texts.language.value)
    head, *rest = path.split("/")
    if len(rest) == 2:
        numbers = [row.id for row in case.rows(head)]
        number = numbers.index(rest[0]) + 1 if rest[0] in numbers else 0
        place = {"list": BY_ID[head].label(texts.language.value), "column": label}
        label = texts("validation.cell", row=number, **place)
    if value is None or value.state is not State.VALUE:
        none = value is not None and value.state is State.NONE
        state = none_words(field, texts) if none else texts("validation.not_answered")
        return f"{label}: {state}"
    if field.columns or value.content is None:
        return label
    words = shown(field, value.content, texts.language)
    # The label stays outside of isolates: it gives the whole its direction.
    return f"{label}: {isolate(_short(words))}"


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:59]}…"


class FindingsModel(ColumnsModel):
    """The findings of one severity, or all."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, COLUMNS, "validation.column")
        self._case: Case | None = None
        self.findings: list[Finding] = []
        self._said: dict[tuple[int, int], str] = {}

    def show(self, findings: Sequence[Finding], case: Case) -> bool:
        """Show these over a case; True when rows came or went."""
        same = list(map(key_of, findings)) == list(map(key_of, self.findings))
        if not same:
            self.beginResetModel()
        if case is not self._case or self.findings != list(findings):
            self._said.clear()
        self._case, self.findings = case, list(findings)
        if not same:
            self.endResetModel()
        else:
            self.note_rows()
        return not same

    def row_of(self, key: Key) -> int:
        """The row of a finding, -1 when it is gone."""
        keys = list(map(key_of, self.findings))
        return keys.index(key) if key in keys else -1

    def row_total(self) -> int:
        """One a finding."""
        return len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, the mark of the severity, and the whole as a tooltip."""
        finding, column = self.findings[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and column == "severity":
            return theme.icon(
                *(("check", "ok") if is_settled(finding) else MARKS[finding.severity])
            )
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words_at(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def words_at(self, row: int, column: int) -> str:
        """What a cell says; a sentence is put together once for a case as it stands."""
        key = (row, column)
        if key not in self._said:
            self._said[key] = self._words(self.findings[row], COLUMNS[column])
        return self._said[key]

    def _words(self, finding: Finding, column: str) -> str:
        if column == "severity":
            name = "explained" if is_settled(finding) else finding.severity.value
            return self._texts(f"validation.severity.{name}")
        if column == "clause":
            return isolate_left_to_right(finding.clause or "")
        if column == "sentence":
            return finding_words(finding, self._texts)
        case = self._case
        places = () if case is None else (place_words(case, p, self._texts) for p in finding.fields)
        return " · ".join(place for place in places if place)
