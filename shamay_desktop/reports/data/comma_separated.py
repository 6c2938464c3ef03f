"""The report as CSV for a spreadsheet: no cell of it can start a formula there."""

import csv
import io
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.reports.data.lines import report_lines
from shamay_desktop.reports.data.writing import write_text

_HEAD = ("place", "label", "text", "fields")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?")


def write_csv(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],  # noqa: ARG001 — the port's shape; data names hashes
    target: Path,
    *,
    created: datetime,  # noqa: ARG001 — the port's shape
) -> None:
    """Write place, label, text and fields, in UTF-8 with the mark that spreadsheets look for."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(_HEAD)
    for line in report_lines(content):
        writer.writerow(map(harmless, (line.place, line.label, line.text, " ".join(line.fields))))
    write_text(target, lines.getvalue(), "utf-8-sig")


def harmless(cell: str) -> str:
    """The cell with a quote before what a spreadsheet would compute; plain numbers stay."""
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
