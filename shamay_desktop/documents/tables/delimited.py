"""CSV and its relatives: the delimiter is told by how evenly it divides the first rows."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO, TextIOBase

from shamay_desktop.documents.tables.decoding import TextFile
from shamay_desktop.documents.tables.limits import TableLimits
from shamay_desktop.documents.tables.spool import Spool
from shamay_desktop.domain.errors import Refused

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 262_144
_ROWS_TRIED = 200
_HINT = "sep="


def read_delimited(text: TextFile, spool: Spool, kind: str = "csv") -> None:
    """The one table of a file. Raises Refused naming the row."""
    with text.opened() as opened:
        sample = opened.read(_SAMPLE)
    delimiter = delimiter_of(sample)
    with text.opened() as opened:
        spool.far = opened.far
        sheet = spool.table(kind, encoding=text.encoding, delimiter=delimiter)
        lines = bounded_lines(opened, spool.limits)
        if sample[: len(_HINT)].casefold() == _HINT:
            sheet.skip_to(2)
            next(lines)
        csv.field_size_limit(spool.limits.line)
        rows = csv.reader(lines, delimiter=delimiter)
        try:
            for row in rows:
                sheet.add(row)
        except csv.Error as error:  # a quote that is never closed swallows what follows
            raise Refused(
                "table_cell_long", row=sheet.number + 1, limit=spool.limits.cell
            ) from error
        sheet.end()


def bounded_lines(text: TextIOBase, limits: TableLimits) -> Iterator[str]:
    """The lines of a text. Raises Refused(`table_line_long`) naming the line."""
    number = 1
    while line := text.readline(limits.line):
        if len(line) == limits.line and not line.endswith(("\n", "\r")):
            raise Refused("table_line_long", row=number, limit=limits.line)
        yield line
        number += 1


def delimiter_of(sample: str) -> str:
    """What divides the rows of the beginning of a file; a comma when nothing does."""
    first = sample.partition("\n")[0].strip()
    if first[: len(_HINT)].casefold() == _HINT and len(first) == len(_HINT) + 1:
        return first[-1]
    scored = [(_evenness(sample, each), each) for each in DELIMITERS]
    best = max(score for score, _ in scored)
    return next(each for score, each in scored if score == best)


def _evenness(sample: str, delimiter: str) -> float:
    """Rows that have the usual number of cells, as a share, times how many cells that is."""
    widths: Counter[int] = Counter()
    cut = sample if len(sample) < _SAMPLE else sample.rpartition("\n")[0]
    try:
        for row in csv.reader(StringIO(cut, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
            if widths.total() >= _ROWS_TRIED:
                break
    except csv.Error:
        return 0.0
    divided = {width: count for width, count in widths.items() if width > 1}
    if not divided:
        return 0.0
    usual, count = max(divided.items(), key=lambda item: (item[1], item[0]))
    share = count / widths.total()
    return share * share * min(usual, 12)
