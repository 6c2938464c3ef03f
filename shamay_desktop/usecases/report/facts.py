"""A case as a report prints it: facts as runs that name their field, lists as tables."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.fields import Field, Kind, Unit, field, registry
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.identity_numbers import apart
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
from shamay_desktop.domain.report_edits.keys import line_keyed
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import POP, isolate_left_to_right, strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.report.tables import fitted, parted

_NUMBERS = (Kind.DECIMAL, Kind.INTEGER, Kind.FRACTION, Kind.DATE, Kind.IDENTIFIER)
_WIDEST = {Kind.LONG_TEXT: 30, Kind.TEXT: 16}
_PLAIN = 12
_FREE = (Kind.TEXT, Kind.LONG_TEXT)
_HEBREW, _LATIN = re.compile("[\u0590-\u05ff]"), re.compile("[A-Za-z]")
_RIGHT_TO_LEFT = "\u2067"
_SHORT_RECORD = 4


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
            return self._none(member)
        content = value.content
        if member.id.endswith("id_number") and isinstance(content, str):
            return self._identity(content)
        if content is None:
            return None
        text = shown(member, content, self.texts.language)
        if member.kind in _FREE:
            text = "\n".join(map(self._directed, text.splitlines()))
        return text or None

    def _directed(self, line: str) -> str:
        """A typed line that is wholly of the other direction keeps its order among our words.

        Words that were put together here carry marks already, each part its own.
        """
        if line != strip_marks(line):
            return line
        if _HEBREW.search(line):
            return line if self.texts.language.right_to_left else f"{_RIGHT_TO_LEFT}{line}{POP}"
        if self.texts.language.right_to_left and _LATIN.search(line):
            return isolate_left_to_right(line)
        return line

    def _none(self, member: Field) -> str:
        """How a field says "none": not found, none by the paper it is read from, or none."""
        own = f"report.none_{member.id}"
        if self.texts.has(own):
            return self.texts(own)
        by_paper = member.paper is not None
        return self.texts("report.none_by_document" if by_paper else "report.none")

    def phrase(self, key: str, path: str) -> tuple[Run, ...]:
        """The fact inside the words of a text with {fact}; none when it was not entered."""
        fact = self.runs(path)
        if not fact:
            return ()
        if self.case.state(path) is State.NONE:
            return (Run(f"{self.label(path)}: "), *fact)
        before, _, after = self.texts(key).partition("{fact}")
        return tuple(run for run in (Run(before), *fact, Run(after)) if run.text)

    def joined(self, parts: Iterable[Sequence[Inline]], between: str = ", ") -> tuple[Inline, ...]:
        """Parts one after the other with the same words between them; empty ones leave no trace."""
        inlines: list[Inline] = []
        for part in parts:
            if part and inlines:
                inlines.append(Run(between))
            inlines += part
        return tuple(inlines)

    def one_direction(self, runs: Sequence[Run]) -> tuple[Run, ...]:
        """Facts that make one Hebrew phrase (an address) as one, in a report of other direction."""
        hebrew = any(_HEBREW.search(run.text) for run in runs)
        if self.texts.language.right_to_left or not hebrew:
            return tuple(runs)
        return (Run(_RIGHT_TO_LEFT), *runs, Run(POP))

    def label(self, path: str) -> str:
        """A field's label in the report's language."""
        return field(path).label(self.texts.language)

    def line(self, path: str, *more: Inline) -> LabelLine | None:
        """A label line of a field, None when it was not entered; `more` follows the fact."""
        runs = self.runs(path)
        return LabelLine(self.label(path), (*runs, *more), f"line:{path}") if runs else None

    def paragraphs(self, path: str) -> list[Block]:
        """A long text as paragraphs, one for each line that says something."""
        return [*self.lines_as(path, lambda line: Paragraph((Run(line, field=path),)))]

    def lines_as(self, path: str, paragraph: Callable[[str], Paragraph]) -> tuple[Paragraph, ...]:
        """Each line of a long text as a paragraph, with the key of its line."""
        return line_keyed(f"words:{path}", map(paragraph, self.lines_of(path)))

    def lines_of(self, path: str) -> list[str]:
        """The lines of a long text, without empty ones."""
        value = self.case.value(path)
        text = self.words(field(path), value)
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    def tables(
        self,
        list_id: str,
        rows: Sequence[Row] | None = None,
        caption: str = "",
        said: str = "",
        key: str = "",
    ) -> list[Table]:
        """A list, or some of its rows, as a table; a wide one as several with numbered rows.

        `said` is a column that the caption says already; `key` is the first table's ("" is the
        list's), a further one is known by its first column.
        """
        member = field(list_id)
        listed = self.case.rows(list_id) if rows is None else rows
        used = [
            each
            for each in member.columns
            if each.id != said and any(self._cell(each, row) for row in listed)
        ]
        parts = parted(used, [self.column(each, listed) for each in used])
        title = caption or member.label(self.texts.language)
        number = None
        if len(parts) > 1 and len(listed) > 1:
            number = Column(self.texts("report.row_number"), ColumnKind.NUMBER, 5)
        tables = [
            self._part(
                member,
                [used[at] for at in part],
                listed,
                number,
                title if part is parts[0] else self.texts("report.list_more"),
            )
            for part in parts
        ]
        name = key or f"table:{list_id}"
        further = (f"{name}/{used[part[0]].id}" for part in parts[1:])
        keys = chain((name,), further)
        return [replace(table, key=each) for table, each in zip(tables, keys, strict=False)]

    def _part(
        self,
        member: Field,
        columns: Sequence[Field],
        rows: Sequence[Row],
        number: Column | None,
        caption: str,
    ) -> Table:
        """Some columns of a list as a table; the rows that say nothing in them are left out."""
        body = []
        for at, row in enumerate(rows, 1):
            cells = [self.entry(member.id, column, row) for column in columns]
            if number is not None and any(cells):
                cells.insert(0, (Run(formats.number(str(at))),))
            if any(cells):
                body.append(TableRow(tuple(cells)))
        head = fitted(
            [self.column(column, rows) for column in columns],
            [self._longest_word(column, rows) + 2 for column in columns],
        )
        return Table(tuple(head if number is None else [number, *head]), tuple(body), caption)

    def cell(self, list_id: str, column: Field, row: Row) -> tuple[Inline, ...]:
        """A list's cell as runs that name the list and the row."""
        text = self._cell(column, row)
        return () if text is None else (Run(text, field=list_id, row=row.id),)

    def entry(self, list_id: str, column: Field, row: Row) -> tuple[Inline, ...]:
        """A cell in a table, where a number's unit stands in the head of its column."""
        text = self._entry(column, row)
        return () if text is None else (Run(text, field=list_id, row=row.id),)

    def block(self, path: str, title: str = "") -> list[Block]:
        """Any field as blocks: a table, a record, paragraphs, or a label line.

        A long text of the section's own title stands without its label.
        """
        member = field(path)
        value = self.case.value(path)
        if value is None or value.state is State.EMPTY:
            return []
        if value.state is State.NONE:
            return [_lines([self.line_of_none(path)])]
        if member.kind is Kind.RECORD:
            return self._record(member, value)
        if member.kind is Kind.LIST:
            return [*self.tables(path)]
        return self._scalar(member, title)

    def _scalar(self, member: Field, title: str) -> list[Block]:
        if member.kind is Kind.LONG_TEXT and self.label(member.id) == title:
            return self.paragraphs(member.id)
        if member.kind is Kind.LONG_TEXT and len(self.lines_of(member.id)) > 1:
            return [self.head(member.id), *self.paragraphs(member.id)]
        line = self.line(member.id)
        return [] if line is None else [_lines([line])]

    def head(self, path: str) -> Paragraph:
        """A field's label in bold above what it says."""
        return heading_line(self.label(path), path)

    def line_of_none(self, path: str) -> LabelLine:
        """The label line of a field of which the document says "none"."""
        return LabelLine(self.label(path), self.runs(path), f"line:{path}")

    def blocks(self, paths: Iterable[str], title: str = "") -> list[Block]:
        """Fields one after the other; label lines that follow each other stand together."""
        return together(block for path in paths for block in self.block(path, title))

    def cells(self, list_id: str, row: Row, columns: Iterable[Field]) -> list[LabelLine]:
        """The filled cells of a row as label lines."""
        return [
            LabelLine(
                column.label(self.texts.language),
                self.cell(list_id, column, row),
                f"line:{list_id}@{row.id}/{column.id}",
            )
            for column in columns
            if self._cell(column, row) is not None
        ]

    def _record(self, member: Field, value: Value) -> list[Block]:
        """A record as a table of one row; of a few cells as one label line."""
        cells = value.content if isinstance(value.content, Mapping) else {}
        row = Row(member.id, cells)
        used = [column for column in member.columns if self._cell(column, row) is not None]
        if len(used) > _SHORT_RECORD:
            said = TableRow(tuple(self.entry(member.id, column, row) for column in used))
            caption = member.label(self.texts.language)
            heads = tuple(self.column(column, (row,)) for column in used)
            return [Table(heads, (said,), caption, f"table:{member.id}")]
        parts = [
            (Run(f"{column.label(self.texts.language)}: "), *self.cell(member.id, column, row))
            for column in used
        ]
        label = member.label(self.texts.language)
        line = LabelLine(label, self.joined(parts), f"line:{member.id}")
        return [_lines([line])] if parts else []

    def _cell(self, column: Field, row: Row) -> str | None:
        return self.words(column, row.cells.get(column.id))

    def _entry(self, column: Field, row: Row) -> str | None:
        content = row.content(column.id)
        if _has_unit(column) and isinstance(content, str):
            return formats.number(content)
        return self._cell(column, row)

    def column(self, column: Field, rows: Sequence[Row]) -> Column:
        """A table's column; its weight is what its words need, so that none is broken."""
        said = self._said(column, rows)
        wanted = min(max(map(len, said), default=0), _WIDEST.get(column.kind, _PLAIN))
        kind = ColumnKind.NUMBER if column.kind in _NUMBERS else ColumnKind.TEXT
        weight = max(self._longest_word(column, rows), wanted) + 2
        return Column(self._head(column), kind, weight)

    def _head(self, column: Field) -> str:
        """A column's label, with its unit, as the numbers below stand without it."""
        head = column.label(self.texts.language)
        if _has_unit(column) and column.unit is not None:
            head += f" ({formats.unit_name(column.unit.value, self.texts.language)})"
        return head

    def _said(self, column: Field, rows: Iterable[Row]) -> list[str]:
        return [strip_marks(self._entry(column, row) or "") for row in rows]

    def _longest_word(self, column: Field, rows: Iterable[Row]) -> int:
        texts = (self._head(column), *self._said(column, rows))
        return max(len(word) for text in texts for word in text.replace("\n", " ").split(" "))

    def _identity(self, cell: str) -> str | None:
        """The identity numbers of a cell as the export's switch wants them."""
        match self.case.content("export.id_numbers"):
            case "full":
                return cell
            case "none":
                return None
            case _:
                return "; ".join(map(_last_four, apart(cell))) or None


def _last_four(number: str) -> str:
    return "*" * max(len(number) - 4, 0) + number[-4:]


def _has_unit(column: Field) -> bool:
    return column.unit not in (None, Unit.PERCENT)


def printed_at(place: str) -> list[str]:
    """Ids of the fields whose place in the report is this, in the registry's order."""
    return [member.id for member in registry.FIELDS if member.place == place]


def together(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, label lines that follow each other made one block."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, LabelLines) and isinstance(last, LabelLines):
            joined[-1] = LabelLines(last.lines + block.lines)
        else:
            joined.append(block)
    return joined


def _lines(lines: list[LabelLine]) -> LabelLines:
    return LabelLines(tuple(lines))


def heading_line(label: str, about: str) -> Paragraph:
    """Words in bold that stand with what follows them; `about` names them for good."""
    return Paragraph((Run(label, bold=True),), keep_with_next=True, key=f"head:{about}")


def told(label: str, runs: Sequence[Inline], about: str) -> LabelLine:
    """A line that is no field's own: computed, or of several facts; `about` names it for good."""
    return LabelLine(label, tuple(runs), f"line:{about}")
