"""What an order says of itself and of the house: file, parcel, buildings, total, by-laws, date."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from shamay_desktop.documents.extraction import figures
from shamay_desktop.documents.extraction.condominium_order.labels import BUILDINGS, PARCEL
from shamay_desktop.documents.extraction.condominium_order.rows import clean
from shamay_desktop.documents.extraction.condominium_order.units import take_building
from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.tables import (
    Header,
    TableRow,
    alike,
    bare,
    header_in,
    joined,
    rows_of,
    table_rows,
)
from shamay_desktop.domain.reading.page_text import PageText, Word

_FILE = re.compile(r"\d{3,12}", re.ASCII)
_PARCEL = re.compile(r"(\d{1,6})/(\d{1,5})", re.ASCII)
_DEED = re.compile(r"\d{1,7}/\d{4}(?:/\d{1,4})?", re.ASCII)

_LINE = re.compile(r"[|/\\!\[\](){}_.:;'`~]+")

Row = tuple[Word, ...]


def file_numbers(page: PageText) -> list[figures.Figure]:
    """The file's number at each of its places on a page ("מספר תיק", "מס' תיק")."""
    found = []
    for row in rows_of(page.words()):
        for start in range(len(row)):
            if _is_label(row, start, "תיק"):
                after = [each for each in row[start + 1 :] if re.search(r"\d", each.text)]
                if after and _FILE.fullmatch(text := figures.digits(after[0].text)):
                    found.append(figures.Figure(text, (after[0],)))
    return found


def _is_label(row: Row, at: int, name: str) -> bool:
    """Whether "מספר …" or "מס' …" ends at a word of a row; a scan may have glued it together."""
    if bare(row[at].text) in (f"מס{name}", f"מספר{name}"):
        return True
    before = row[at - 1].text if at else ""
    return alike(row[at].text, name) and (alike(before, "מספר") or alike(before, "מס"))


def parcels(page: PageText) -> list[tuple[figures.Figure, figures.Figure]]:
    """gush and helka as the head of each page has them: "גוש / חלקה 9905/88"."""
    found = []
    for row in rows_of(page.words()):
        names = {"גוש", "חלקה"}
        if not all(any(alike(word.text, name) for word in row) for name in names):
            continue
        for word in row:
            if match := _PARCEL.fullmatch(figures.digits(word.text)):
                found.append((figures.Figure(match[1], (word,)), figures.Figure(match[2], (word,))))
    return found


def take_parcel(gathered: Gathered, page: PageText) -> None:
    """The table גוש, שיטה, חלקה, שטח of the first page."""
    header = header_in(page, PARCEL, frozenset({"gush", "helka", "parcel_area"}))
    row = None if header is None else _first_row(page, header, "gush")
    if header is None or row is None:
        return
    for key, read in (("gush", figures.whole), ("helka", figures.whole)):
        cell = clean(row.cells.get(key, ()), header.column(key))
        gathered.take_figure(key, page, read(cell, 6), "not_legible")
    area = clean(row.cells.get("parcel_area", ()), header.column("parcel_area"))
    figure = figures.decimal(area, 2) or figures.decimal(area)
    gathered.take_figure("parcel_area", page, figure, "not_legible")


def _first_row(page: PageText, header: Header, key: str) -> TableRow | None:
    rows = table_rows(page, header, header.bottom + 60)
    return next((row for row in rows if figures.whole(row.cells.get(key, ()), 6) is not None), None)


def take_buildings(gathered: Gathered, page: PageText) -> int:
    """§1: a row a building, and the total below; how many buildings there are."""
    header = header_in(page, BUILDINGS, frozenset({"building", "floors", "units", "address"}))
    if header is None:
        return 0
    place = 0
    for row in table_rows(page, header, header.bottom + 420):
        cells = {key: clean(row.cells.get(key, ()), header.column(key)) for key in BUILDINGS}
        if _is_total(row):
            figure = figures.whole((*cells["units"], *cells["address"]), 4)
            gathered.take_figure("total_units", page, figure, "not_legible")
            break
        if figures.whole(cells["units"], 4) is None and not joined(cells["address"]):
            continue
        if _is_heading(row):
            break
        cells["address"] = tuple(  # a dash in it is its own
            word for word in row.cells.get("address", ()) if not _LINE.fullmatch(word.text)
        )
        _take_building(gathered, page, f"buildings[{place}]", cells)
        place += 1
    return place


def _is_total(row: TableRow) -> bool:
    return any(alike(word.text, 'סה"כ') for word in row.words) or any(
        alike(word.text, "תתי") for word in row.words
    )


def _is_heading(row: TableRow) -> bool:
    return any(alike(word.text, "תיאור") for word in row.words)


def _take_building(
    gathered: Gathered, page: PageText, path: str, cells: dict[str, tuple[Word, ...]]
) -> None:
    take_building(gathered, f"{path}.building", page, cells["building"])
    for key in ("wing", "entrance"):
        if re.search(r"[\wא-ת]", joined(cells[key])):
            gathered.take(f"{path}.{key}", page, joined(cells[key]), cells[key])
    gathered.take_figure(f"{path}.floors", page, figures.whole(cells["floors"], 3), "not_legible")
    gathered.take_figure(f"{path}.units", page, figures.whole(cells["units"], 4), "not_legible")
    address = joined(cells["address"])
    gathered.take(f"{path}.address", page, _address(address), cells["address"])


def _address(text: str) -> str:
    """ "אייר 11 ,נתניה" as "אייר 11, נתניה"."""
    text = re.sub(r"(^|\s),(\d+)", r"\1\2,", text)  # a comma before a number belongs behind it
    return re.sub(r"\s*,\s*", ", ", text).strip(" ,")


def take_deed(gathered: Gathered, page: PageText) -> bool:
    """ "מס' שטר"; False when the label is not there."""
    for row in rows_of(page.words()):
        for start in range(len(row)):
            if not _is_label(row, start, "שטר"):
                continue
            for each in row[start + 1 :]:
                if _DEED.fullmatch(figures.digits(each.text)):
                    gathered.take("deed", page, figures.digits(each.text), (each,))
                    return True
            gathered.miss("deed", "blank", page.page)
            return True
    return False


_SIGNED = re.compile(r"(?:ניתן|נחתם)\s+(?:ה?יום|ביום|בתאריך)?")


def take_date(gathered: Gathered, pages: Sequence[PageText]) -> None:
    """The day on which the order was given: beside "ניתן ביום", on the last page that has it."""
    for page in reversed(pages):
        for row in rows_of(page.words()):
            if _SIGNED.search(joined(row)) or any(alike(w.text, "תאריך:") for w in row):
                found = figures.dates(row)
                if found:
                    gathered.take("date", page, found[0].content, found[0].words)
                    return
    gathered.miss("date", "not_stated")


def take_by_laws(gathered: Gathered, pages: Iterable[PageText]) -> None:
    """Which by-laws the order registers: agreed, statutory or amended (codes of the registry)."""
    kinds = (("מוסכם", "agreed"), ("מצוי", "statutory"), ("מתוקן", "amended"))
    for page in pages:
        for row in rows_of(page.words()):
            for word, after in pairwise(row):
                for name, code in kinds:
                    if _is_by_laws(word) and after.text.strip(" .,;:") in (name, f"ה{name}"):
                        gathered.take("by_laws", page, code, (word, after))
                        return


def _is_by_laws(word: Word) -> bool:
    return word.text.strip(" .,;:-") in ("תקנון", "התקנון", "לתקנון", "ותקנון")


_PAGE = re.compile(r"עמ\S{0,3}\s*(\d{1,3})\s+מתוך\s+(\d{1,3})")


def page_numbers(page: PageText) -> tuple[int, int] | None:
    """The page's own number and of how many, where "עמוד N מתוך M" stands."""
    for row in reversed(rows_of(page.words())):
        if match := _PAGE.search(joined(row)):
            own, most = int(match[1]), int(match[2])
            return (own, most) if 1 <= own <= most else None
    return None
