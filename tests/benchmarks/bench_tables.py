"""100,000 rows of market data from each format into the program, against the bare library.

Ours runs in the limited process, finds what the file is, checks every bound, writes the rows to the
disk and reads them back as typed cells; the bare one goes through the same file's cells in this
process and forgets them.
"""

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from shamay_desktop.documents.tables.reader import LimitedTableReader, table_workers
from shamay_desktop.system.limits import table_limits
from tests import market_files
from tests.benchmarks.pairs import rounded
from tests.market_sales import sales, told

ROWS = 100_000


def measure() -> dict[str, object]:
    """Seconds of each format, ours and bare, and their ratio; `rows_a_second` is ours of CSV."""
    flawless = told(sales(1000), flawless=True)
    rows = flawless * (ROWS // len(flawless))
    figures: dict[str, object] = {"rows": len(rows)}
    workers = table_workers(table_limits())
    try:
        with TemporaryDirectory(prefix="bench-tables-") as name:
            folder = Path(name)
            reader = LimitedTableReader(workers, folder)
            for kind, (file, bare) in KINDS.items():
                path = folder / file
                path.write_bytes(market_files.FILES[file](rows))
                ours = _seconds(lambda path=path: _through(reader, path))  # type: ignore[misc]
                alone = _seconds(lambda path=path, bare=bare: bare(path))  # type: ignore[misc]
                figures[f"{kind}_s"] = rounded(ours)
                figures[f"{kind}_bare_s"] = rounded(alone)
                figures[f"{kind}_ratio"] = rounded(ours / alone)
                if kind == "csv":
                    figures["rows_a_second"] = int(len(rows) / ours)
    finally:
        workers.close()
    return {"ratio": figures["xlsx_ratio"], "aim": "1", **figures}


def _seconds(work: Callable[[], int]) -> float:
    """The quicker of two runs."""
    times = []
    for _ in range(2):
        begun = time.perf_counter()
        counted = work()
        times.append(time.perf_counter() - begun)
        if counted < ROWS:
            raise RuntimeError(f"{counted} rows of {ROWS}")
    return min(times)


def _through(reader: LimitedTableReader, path: Path) -> int:
    return sum(1 for table in reader.read(path) for _ in table.rows)


def _bare_csv(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def _bare_json(path: Path) -> int:
    return len(json.loads(path.read_bytes())["data"])


def _bare_page(path: Path) -> int:
    from lxml import html

    tree = html.parse(io.BytesIO(path.read_bytes()), html.HTMLParser(encoding="utf-8"))
    return sum(1 for row in tree.iter("tr") if [cell.text_content() for cell in row])


def _bare_workbook(path: Path) -> int:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


KINDS: dict[str, tuple[str, Callable[[Path], int]]] = {
    "csv": ("office.csv", _bare_csv),
    "json": ("govmap.json", _bare_json),
    "html": ("tax_authority.xls", _bare_page),
    "xlsx": ("extension.xlsx", _bare_workbook),
}
