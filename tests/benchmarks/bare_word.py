"""The bare way to make the report's Word file: python-docx with the same words and pictures."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Inches

from shamay_desktop.domain import report_content as rc

Pictures = Mapping[str, rc.PictureFile]
PHOTO_INCHES = 3.1


def write_bare(content: rc.ReportContent, pictures: Pictures, target: Path) -> None:
    """Headings, paragraphs, tables and pictures in the library's own template.

    Hebrew runs from left to right, notes are paragraphs; there are no headers, footers, contents,
    fields or styles of ours.
    """
    document: Any = Document()
    for line in content.cover.lines:
        document.add_paragraph(_text(line))
    for chapter in content.chapters:
        document.add_heading(f"{chapter.number} {chapter.title}", 1)
        for block in chapter.blocks:
            _add(document, block, pictures)
    document.save(str(target))


def _add(document: Any, block: rc.Block, pictures: Pictures) -> None:
    match block:
        case rc.Heading():
            document.add_heading(f"{block.number} {block.title}", 2)
        case rc.Paragraph():
            document.add_paragraph(_text(block.inlines))
            for note in block.inlines:
                if isinstance(note, rc.Footnote):
                    document.add_paragraph(_text(note.runs))
        case rc.Table():
            rows = [[column.head for column in block.columns]]
            rows += [[_text(cell) for cell in row.cells] for row in block.rows]
            _fill(document.add_table(len(rows), len(block.columns)), rows)
        case rc.FigureGrid():
            figures = block.figures
            rows_of = [figures[at : at + 2] for at in range(0, len(figures), 2)]
            table = document.add_table(len(rows_of), 2)
            for row, shown in zip(table.rows, rows_of, strict=True):
                for cell, figure in zip(row.cells, shown, strict=False):
                    cell.text = figure.caption or ""
                    run = cell.add_paragraph().add_run()
                    run.add_picture(pictures[figure.picture].path, width=Inches(PHOTO_INCHES))
        case _:
            raise ValueError(f"no bare way for {type(block).__name__}")


def _fill(table: Any, rows: Sequence[Sequence[str]]) -> None:
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text


def _text(inlines: Sequence[rc.Inline]) -> str:
    return "".join(each.text for each in inlines if isinstance(each, rc.Run))
