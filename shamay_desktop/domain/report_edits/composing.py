"""The appraiser's own words, tables and pictures as blocks of a report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from shamay_desktop.domain.picture_keys import picture_key_of
from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Column,
    ColumnKind,
    Figure,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    PageBreak,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_edits.arrangement import (
    ChangeKind,
    OwnPicture,
    ReportChange,
)
from shamay_desktop.domain.report_edits.own_table import OwnTable
from shamay_desktop.domain.report_edits.rich_text import Flow, RichParagraph, RichText, Span
from shamay_desktop.domain.report_text import plain

_NARROWEST, _WIDEST = 4, 30
_PLAIN = Paragraph(())


def own_block(change: ReportChange) -> tuple[Block, ...]:
    """The blocks of an own change; each part after the first has the key with "/n"."""
    match change.kind:
        case ChangeKind.PAGE_BREAK:
            return (PageBreak(change.key),)
        case ChangeKind.OWN_TABLE if change.table is not None:
            return (_table(change.table, change.key),)
        case ChangeKind.OWN_PICTURE if change.picture is not None:
            return (_figure(change.picture, change.key),)
        case ChangeKind.OWN_PICTURE:
            return ()  # the case has it no more
        case _:
            return text_blocks(change.text, change.key)


def text_blocks(text: RichText, key: str, like: Paragraph = _PLAIN) -> tuple[Block, ...]:
    """Paragraphs, and items that follow each other as one list.

    Paragraphs are in the role of the one that they are instead of; the last stands with what
    follows if that one did.
    """
    blocks: list[Paragraph | Bullets] = []
    for flow, run in groupby(text, key=lambda paragraph: paragraph.flow):
        group = list(run)
        if flow is Flow.BODY:
            blocks += [Paragraph(_inlines(each), like.role) for each in group]
        else:
            items = tuple(_inlines(each) for each in group)
            blocks.append(Bullets(items, ordered=flow is Flow.NUMBER))
    if blocks and isinstance(last := blocks[-1], Paragraph):
        blocks[-1] = replace(last, keep_with_next=like.keep_with_next)
    return tuple(
        replace(block, key=key if at == 0 else f"{key}/{at}") for at, block in enumerate(blocks)
    )


def reworded(block: Block, text: RichText) -> tuple[Block, ...]:
    """A generated block with other words; what is not words keeps its shape."""
    match block:
        case Heading():
            return (replace(block, title=line_of(text) or block.title),)
        case LabelLines(lines=lines):
            first = replace(lines[0], inlines=line_inlines(text))
            return (LabelLines((first, *lines[1:])),)
        case Paragraph() if len(text) == 1 and text[0].flow is Flow.BODY:
            return (replace(block, inlines=_inlines(text[0])),)
        case Paragraph() | Bullets():
            like = block if isinstance(block, Paragraph) else _PLAIN
            return text_blocks(text, block.key, like)
        case Table() | Figure():
            return (replace(block, caption=line_of(text) or None),)
        case _:
            return (block,)


def with_note(block: Block, text: RichText, key: str = "") -> Block:
    """A block with a footnote behind its last words; one without words stays as it is."""
    note = Footnote(tuple(_runs(paragraph_spans(text))), key)
    match block:
        case Paragraph(inlines=inlines):
            return replace(block, inlines=(*inlines, note))
        case LabelLines(lines=lines):
            last = replace(lines[-1], inlines=(*lines[-1].inlines, note))
            return LabelLines((*lines[:-1], last))
        case Bullets(items=items):
            return replace(block, items=(*items[:-1], (*items[-1], note)))
        case Table(rows=rows) if rows:
            return replace(block, rows=(*rows[:-1], _noted(rows[-1], note)))
        case _:
            return block


def takes_note(block: Block) -> bool:
    """Whether `with_note` has words to set a note behind."""
    return isinstance(block, Paragraph | LabelLines | Bullets) or (
        isinstance(block, Table) and bool(block.rows)
    )


def paragraph_spans(text: RichText) -> Sequence[Span]:
    """All spans, a blank between paragraphs."""
    spans: list[Span] = []
    for paragraph in text:
        spans += [Span(" ")] if spans else []
        spans += paragraph.spans
    return spans


def _noted(row: TableRow, note: Footnote) -> TableRow:
    """The note stands behind the row's first cell that says something."""
    at = next((at for at, cell in enumerate(row.cells) if cell), 0)
    cells = list(row.cells)
    cells[at] = (*cells[at], note)
    return replace(row, cells=tuple(cells))


def line_inlines(text: RichText) -> tuple[Inline, ...]:
    """All words in one line, a blank between paragraphs."""
    return _inlines(RichParagraph(tuple(paragraph_spans(text))))


def line_of(text: RichText) -> str:
    """All words in one line, without looks and notes."""
    return plain(" ".join(span.text for span in paragraph_spans(text)))


def _inlines(paragraph: RichParagraph) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for span in paragraph.spans:
        inlines += _runs((span,))
        if span.note:
            inlines.append(Footnote(tuple(_runs(span.note))))
    return tuple(inlines)


def _runs(spans: Iterable[Span]) -> list[Run]:
    return [_run(span) for span in spans if span.text or span.refers]


def _run(span: Span) -> Run:
    """A reference is a run with its target until `references` gives it its number."""
    return Run(
        text=span.text,
        bold=span.bold,
        underline=span.underline,
        italic=span.italic,
        highlight=span.highlight,
        size=span.size,
        target=span.refers or None,
    )


def _table(table: OwnTable, key: str) -> Table:
    columns = tuple(
        Column(
            head,
            ColumnKind.NUMBER if at in table.numbers else ColumnKind.TEXT,
            _weight([head, *(row[at] for row in table.rows)]),
        )
        for at, head in enumerate(table.heads)
    )
    rows = tuple(
        TableRow(tuple((Run(cell),) if cell else () for cell in row), strong=at in table.strong)
        for at, row in enumerate(table.rows)
    )
    return Table(columns, rows, table.caption or None, key)


def _weight(said: Iterable[str]) -> int:
    longest = max((len(plain(text)) for text in said), default=0)
    return max(_NARROWEST, min(longest, _WIDEST)) + 2


def _figure(picture: OwnPicture, key: str) -> Figure:
    named = replace(picture_key_of(picture.picture), crop=picture.crop)
    return Figure(str(named), picture.caption or None, picture.width, key=key)
