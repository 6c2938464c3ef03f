"""The plans of a table, a row each, and of lines that name plans without a table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shamay_desktop.documents.extraction import figures
from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.plan_numbers import plan_number, plan_numbers
from shamay_desktop.documents.extraction.planning.labels import PLANS, kind_code, status_code
from shamay_desktop.documents.extraction.tables import (
    Header,
    TableRow,
    header_in,
    joined,
    rows_of,
    table_rows,
)
from shamay_desktop.domain.reading.page_text import PageText, Word
from shamay_desktop.domain.reading.paper_reading import Doubt

_TOLD = frozenset({"gazette", "date", "plain_date", "status", "essence", "name"})
_GAZETTE = re.compile(r"(?<!\d)(\d{3,5})(?!\d)")
_GAZETTE_PAGE = re.compile(r"עמ(?:וד|')?\s*:?\s*(\d{1,5})")


@dataclass(slots=True)
class Band:
    """A row of a table that may take several lines: the words of each column, from the top."""

    cells: dict[str, list[Word]] = field(default_factory=dict)
    bottom: float = 0

    def add(self, row: TableRow) -> None:
        """One more line."""
        for key, words in row.cells.items():
            self.cells.setdefault(key, []).extend(words)
        self.bottom = max(self.bottom, row.bottom)

    def get(self, key: str) -> tuple[Word, ...]:
        """The words of a column that say something."""
        return tuple(word for word in self.cells.get(key, ()) if re.search(r"[\wא-ת]", word.text))


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page: its header and rows."""

    header: Header
    bands: tuple[Band, ...]

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return max((band.bottom for band in self.bands), default=self.header.bottom)


def plans_header(page: PageText, top: float = 0) -> Header | None:
    """The header of a table of plans below `top`."""
    header = header_in(page, PLANS, frozenset({"number"}), top, least=3)
    if header is None or not _TOLD & {column.key for column in header.columns}:
        return None
    return header


def table_of(page: PageText, header: Header, key: str, bottom: float | None = None) -> Table:
    """The rows of a table: between level lines that cross the column `key`, else by its words.

    Without lines a row begins where the column has words and ends where a gap follows; `bottom`
    is where the next table begins.
    """
    bands: list[Band] = []
    before: TableRow | None = None
    lined = _lines(page, header, key, page.height if bottom is None else bottom)
    for row in table_rows(page, header, bottom):
        if before is not None and _left_the_table(row, before, header, lined):
            break
        begins = bool(row.cells.get(key)) and not lined
        crossed = before is not None and any(before.middle < y < row.middle for y in lined)
        if not bands or begins or crossed:
            bands.append(Band())
        bands[-1].add(row)
        before = row
    return Table(header, tuple(band for band in bands if any(band.cells.values())))


def _lines(page: PageText, header: Header, key: str, bottom: float) -> list[float]:
    """The level lines between the rows; the first must be the header's own."""
    column = header.column(key)
    if column is None:
        return []
    middle = (column.left + column.right) / 2
    found = sorted(
        (ruling.box[1] + ruling.box[3]) / 2
        for ruling in page.rulings
        if ruling.level
        and ruling.box[0] < middle < ruling.box[2]
        and header.bottom - 2 < (ruling.box[1] + ruling.box[3]) / 2 < bottom
    )
    return found if len(found) >= 2 and found[0] < header.bottom + 24 else []


def _left_the_table(
    row: TableRow, before: TableRow, header: Header, lined: Sequence[float]
) -> bool:
    """Below the last line, or (without lines) after a gap of more than two rows."""
    if lined:
        return row.middle > lined[-1]
    height = before.bottom - before.top
    left = min(column.left for column in header.columns)
    right = max(column.right for column in header.columns)
    outside = [word for word in row.words if not left - 2 <= word.box[0] <= right + 2]
    return row.top - before.bottom > 2.2 * height or len(outside) * 2 > len(row.words)


def take_plans(gathered: Gathered, page: PageText, table: Table, place: int) -> int:
    """The plans of a table as `plans[place]` and on; how many there are now."""
    for band in table.bands:
        words = band.get("number")
        if not words and sum(bool(band.get(key)) for key in PLANS) < 2:
            continue
        path = f"plans[{place}]"
        if words:
            take_number(gathered, f"{path}.number", page, words)
        else:
            gathered.miss(f"{path}.number", "not_legible", page.page)
        for key in ("name", "essence", "designation"):
            if band.get(key):
                gathered.take(f"{path}.{key}", page, _text(band.get(key)), band.get(key))
        _take_gazette(gathered, path, page, band)
        _take_dates(gathered, path, page, band)
        _take_codes(gathered, path, page, band)
        place += 1
    return place


def take_number(gathered: Gathered, path: str, page: PageText, words: Sequence[Word]) -> None:
    """A plan's number, its slashes and order as they stand; a strange one for a look."""
    number = plan_number(joined(words)) or plan_number("".join(word.text for word in words))
    if number is not None:
        gathered.take(path, page, number, words)
    else:
        gathered.take(path, page, joined(words), words, Doubt.STRANGE_SHAPE)


def _text(words: Iterable[Word]) -> str:
    return re.sub(r"\s+([,;.:])", r"\1", joined(words)).strip()


def _take_gazette(gathered: Gathered, path: str, page: PageText, band: Band) -> None:
    words = band.get("gazette")
    text = joined(words)
    number, on = _GAZETTE.search(text), _GAZETTE_PAGE.search(text)
    if number is not None:
        held = figures.words_between(words, *number.span())
        gathered.take(f"{path}.gazette", page, number[1], held)
    elif words:
        gathered.miss(f"{path}.gazette", "not_legible", page.page)
    if on is not None:
        held = figures.words_between(words, *on.span(1))
        gathered.take(f"{path}.gazette_page", page, on[1], held)
    elif (figure := figures.whole(band.get("gazette_page"), 5)) is not None:
        gathered.take(f"{path}.gazette_page", page, figure.content, figure.words)


def _take_dates(gathered: Gathered, path: str, page: PageText, band: Band) -> None:
    """A date below "מתן תוקף" says that the plan is in force; one below "תאריך" is but a date."""
    for key, name in (("date", "date"), ("plain_date", "date"), ("status_date", "status_date")):
        words = band.get(key)
        found = figures.dates(words)
        if found:
            gathered.take(f"{path}.{name}", page, found[0].content, found[0].words)
            if key == "date" and not band.get("status"):
                gathered.take(f"{path}.status", page, "in_force", found[0].words)
        elif re.search(r"\d", joined(words)):
            gathered.miss(f"{path}.{name}", "not_legible", page.page)


def _take_codes(gathered: Gathered, path: str, page: PageText, band: Band) -> None:
    status, kind = band.get("status"), band.get("kind")
    if status:
        code = status_code(joined(status))
        if code is None:
            gathered.miss(f"{path}.status", "unknown_word", page.page, given=joined(status)[:80])
        else:
            gathered.take(f"{path}.status", page, code, status)
    if kind:
        gathered.take(f"{path}.kind", page, kind_code(joined(kind)), kind)


def take_named_plans(
    gathered: Gathered, page: PageText, covered: Sequence[tuple[float, float]], place: int
) -> int:
    """Lines that name a plan with its gazette, date or status, where no table stands."""
    have = {
        found.content
        for path, found in gathered.found.items()
        if path.startswith("plans[") and path.endswith(".number")
    }
    for row in rows_of(page.words()):
        middle = (row[0].box[1] + row[0].box[3]) / 2
        if any(top <= middle <= bottom for top, bottom in covered):
            continue
        text = joined(row)
        numbers = plan_numbers(text)
        if len(numbers) != 1 or numbers[0][0] in have:
            continue
        if _take_line(gathered, f"plans[{place}]", page, row, numbers[0]):
            have.add(numbers[0][0])
            place += 1
    return place


_IN_GAZETTE = re.compile(r"י\.?פ\.?\s*(?:מס'?|מספר)?\s*:?\s*(\d{3,5})(?!\d)")


def _take_line(
    gathered: Gathered,
    path: str,
    page: PageText,
    row: Sequence[Word],
    number: tuple[str, int, int],
) -> bool:
    text = joined(row)
    rest = text[: number[1]] + " " * (number[2] - number[1]) + text[number[2] :]
    gazette, found, code = _IN_GAZETTE.search(rest), figures.dates(row), status_code(rest)
    if gazette is None and not (found and code) and code is None:
        return False
    if gazette is None and not re.search(r"תכנית|תוכנית", rest):
        return False
    gathered.take(
        f"{path}.number", page, number[0], figures.words_between(row, number[1], number[2])
    )
    if gazette is not None:
        held = figures.words_between(row, *gazette.span(1))
        gathered.take(f"{path}.gazette", page, gazette[1], held)
    if found:
        gathered.take(f"{path}.date", page, found[0].content, found[0].words)
    if code is not None:
        gathered.take(f"{path}.status", page, code, row)
    return True
