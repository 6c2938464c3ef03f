"""A report as lines: where each stands, its label, what it says, and the fields it prints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Chapter,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    ReportContent,
    SignatureBlock,
    Table,
)
from shamay_desktop.i18n.isolates import strip_marks


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line: its place ("cover", "1.2", "annex 1"), label ("" without one), text, fields."""

    place: str
    label: str
    text: str
    fields: tuple[str, ...]


def report_lines(content: ReportContent) -> Iterator[ReportLine]:
    """Every line of the report in reading order."""
    for line in content.cover.lines:
        yield _line("cover", "", line)
    for chapter in content.chapters:
        yield from _chapter(chapter)
    for annex in content.annexes:
        yield ReportLine(
            f"annex {annex.number}", annex.title, f"{annex.file_name} SHA-256 {annex.sha256}", ()
        )


def _chapter(chapter: Chapter) -> Iterator[ReportLine]:
    place = chapter.number or chapter.key
    if chapter.title:
        yield ReportLine(place, "", strip_marks(chapter.title), ())
    for block in chapter.blocks:
        if isinstance(block, Heading):
            place = block.number or block.key
            yield ReportLine(place, "", strip_marks(block.title), ())
        else:
            yield from _block(place, block)


def _block(place: str, block: Block) -> Iterator[ReportLine]:
    match block:
        case Paragraph(inlines=inlines):
            yield _line(place, "", inlines)
        case LabelLines(lines=lines):
            for label_line in lines:
                yield _line(place, label_line.label, label_line.inlines)
        case Bullets(items=groups) | SignatureBlock(lines=groups):
            for group in groups:
                yield _line(place, "", group)
        case Table():
            yield from _table(place, block)
        case FigureGrid(figures=figures):
            for figure in figures:
                yield from _figure(place, figure)
        case Figure():
            yield from _figure(place, block)
        case _:
            return


def _table(place: str, table: Table) -> Iterator[ReportLine]:
    for number, row in enumerate(table.rows, start=1):
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell:
                label = f"{table.caption or ''} {number}: {column.head}".strip()
                yield _line(place, label, cell)


def _figure(place: str, figure: Figure) -> Iterator[ReportLine]:
    yield ReportLine(place, strip_marks(figure.caption or ""), figure.picture, ())


def _line(place: str, label: str, inlines: Iterable[Inline]) -> ReportLine:
    texts: list[str] = []
    fields: list[str] = []
    for inline in inlines:
        runs = inline.runs if isinstance(inline, Footnote) else (inline,)
        text = "".join(run.text for run in runs)
        texts.append(f" [{text}]" if isinstance(inline, Footnote) else text)
        fields += [run.field for run in runs if run.field is not None]
    return ReportLine(
        place, strip_marks(label), strip_marks("".join(texts)), tuple(dict.fromkeys(fields))
    )
