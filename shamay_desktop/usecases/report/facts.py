"""A case as a report prints it: facts as runs that name their field, lists as tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.fields import Field, Kind, field, registry
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    Inline,
    LabelLine,
    LabelLines,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.i18n.texts import Texts

_NUMBERS = (Kind.DECIMAL, Kind.INTEGER, Kind.FRACTION, Kind.DATE, Kind.IDENTIFIER)
_WEIGHTS = {Kind.LONG_TEXT: 26, Kind.TEXT: 13, Kind.CHOICE: 11, Kind.DATE: 11}
_PLAIN = 9


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads a case for print, in the report's language. Nothing is printed that nobody entered."""

    case: Case
    texts: Texts

    def runs(self, path: str, *, bold: bool = False) -> tuple[Run, ...]:
        """The fact at a scalar field's path as runs; none when it was not entered."""
        member = field(path)
        text = self.words(member, self.case.value(path))
        return () if text is None else (Run(text, field=path, bold=bold),)

    def words(self, member: Field, value: Value | None) -> str | None:
        """A value in words; a document that says "none" is quoted so."""
        if value is None or value.state is State.EMPTY:
            return None
        if value.state is State.NONE:
            return self.texts("report.none_by_document")
        content = value.content
        if member.id == "id_number" and isinstance(content, str):
            return self._identity(content)
        if content is None:
            return None
        return shown(member, content, self.texts.language) or None

    def label(self, path: str) -> str:
        """A field's label in the report's language."""
        return field(path).label(self.texts.language)

    def line(self, path: str, *more: Inline) -> LabelLine | None:
        """A label line of a field, None when it was not entered; `more` follows the fact."""
        runs = self.runs(path)
        return LabelLine(self.label(path), (*runs, *more)) if runs else None

    def paragraphs(self, path: str) -> list[Block]:
        """A long text as paragraphs, one for each line that says something."""
        return [Paragraph((Run(line, field=path),)) for line in self.lines_of(path)]

    def lines_of(self, path: str) -> list[str]:
        """The lines of a long text, without empty ones."""
        value = self.case.value(path)
        text = self.words(field(path), value)
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    def table(self, list_id: str, columns: Iterable[str] | None = None) -> Table | None:
        """A list as a table of the columns that hold anything; None without rows."""
        member = field(list_id)
        rows = self.case.rows(list_id)
        wanted = member.columns if columns is None else [member.column(name) for name in columns]
        used = [column for column in wanted if any(self._cell(column, row) for row in rows)]
        if not used:
            return None
        return Table(
            tuple(self._column(column) for column in used),
            tuple(
                TableRow(tuple(self.cell(list_id, column, row) for column in used))
                for row in rows
                if any(self._cell(column, row) for column in used)
            ),
            caption=member.label(self.texts.language),
        )

    def cell(self, list_id: str, column: Field, row: Row) -> tuple[Inline, ...]:
        """A list's cell as runs that name the list."""
        text = self._cell(column, row)
        return () if text is None else (Run(text, field=list_id),)

    def block(self, path: str) -> list[Block]:
        """Any field as blocks: a table, a record's lines, paragraphs, or a label line."""
        member = field(path)
        value = self.case.value(path)
        if value is None or value.state is State.EMPTY:
            return []
        if value.state is State.NONE:
            return [_lines([self.line_of_none(path)])]
        match member.kind:
            case Kind.LIST:
                table = self.table(path)
                return [] if table is None else [table]
            case Kind.RECORD:
                return self._record(member, value)
            case Kind.LONG_TEXT if len(self.lines_of(path)) > 1:
                return [_heading_line(self.label(path)), *self.paragraphs(path)]
            case _:
                line = self.line(path)
                return [] if line is None else [_lines([line])]

    def line_of_none(self, path: str) -> LabelLine:
        """The label line of a field of which the document says "none"."""
        words = self.texts("report.none_by_document")
        return LabelLine(self.label(path), (Run(words, field=path),))

    def blocks(self, paths: Iterable[str]) -> list[Block]:
        """Fields one after the other; label lines that follow each other stand together."""
        joined: list[Block] = []
        for path in paths:
            for block in self.block(path):
                last = joined[-1] if joined else None
                if isinstance(block, LabelLines) and isinstance(last, LabelLines):
                    joined[-1] = LabelLines(last.lines + block.lines)
                else:
                    joined.append(block)
        return joined

    def _record(self, member: Field, value: Value) -> list[Block]:
        cells = value.content if isinstance(value.content, Mapping) else {}
        lines = []
        for column in member.columns:
            text = self.words(column, cells.get(column.id))
            if text is not None:
                label = f"{member.label(self.texts.language)} – "
                label += column.label(self.texts.language)
                lines.append(LabelLine(label, (Run(text, field=member.id),)))
        return [_lines(lines)] if lines else []

    def _cell(self, column: Field, row: Row) -> str | None:
        return self.words(column, row.cells.get(column.id))

    def _column(self, column: Field) -> Column:
        kind = ColumnKind.NUMBER if column.kind in _NUMBERS else ColumnKind.TEXT
        return Column(column.label(self.texts.language), kind, _WEIGHTS.get(column.kind, _PLAIN))

    def _identity(self, number: str) -> str | None:
        """An identity number as the export's switch wants it."""
        match self.case.content("export.id_numbers"):
            case "full":
                return number
            case "none":
                return None
            case _:
                return "*" * max(len(number) - 4, 0) + number[-4:]


def printed_at(place: str) -> list[str]:
    """Ids of the fields whose place in the report is this, in the registry's order."""
    return [member.id for member in registry.FIELDS if member.place == place]


def _lines(lines: list[LabelLine]) -> LabelLines:
    return LabelLines(tuple(lines))


def _heading_line(label: str) -> Paragraph:
    return Paragraph((Run(label, bold=True),), keep_with_next=True)
