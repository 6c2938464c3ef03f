"""The extractor of condominium orders (צו רישום בית בפנקס הבתים המשותפים)."""

import re
from collections.abc import Iterable, Mapping, Sequence

from shamay_desktop.documents.extraction import agreement, figures
from shamay_desktop.documents.extraction.condominium_order import head
from shamay_desktop.documents.extraction.condominium_order.checking import check
from shamay_desktop.documents.extraction.condominium_order.rows import (
    UnitRows,
    own_signs,
    unit_rows,
    units_header,
)
from shamay_desktop.documents.extraction.condominium_order.units import take_unit
from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.straightening import straight
from shamay_desktop.documents.extraction.tables import Header, bare, joined, rows_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Missed, Reading
from shamay_desktop.usecases.reading_ports import Declared, ExtractorFacts

_BOTH = (Method.TEXT, Method.OCR)
_TITLE = re.compile(r"(?:צו\s+)?רישום\s+בית\s+בפנקס\s+הבתים")


class CondominiumOrder:
    """Reads orders of registration: the house, all its sub-parcels, attachments, further areas."""

    facts = ExtractorFacts(
        "condominium_order",
        1,
        DocType.CONDO,
        ("order",),
        (
            Declared("file_number", _BOTH, "sure"),
            Declared("gush", _BOTH, "sure"),
            Declared("helka", _BOTH, "sure"),
            Declared("parcel_area", _BOTH, "with_review"),
            Declared("buildings", _BOTH, "with_review"),
            Declared("total_units", _BOTH, "sure"),
            Declared("units", _BOTH, "with_review"),
            Declared("deed", _BOTH, "sometimes"),
            Declared("date", _BOTH, "sometimes"),
            Declared("by_laws", _BOTH, "sometimes"),
        ),
    )

    def knows(self, page: PageText) -> float:
        """By its title, else by the table of sub-parcels under the supervisor's head."""
        page, _ = straight(page)
        if is_titled(page):
            return 0.97
        return 0.92 if units_header(page) is not None else 0

    def continues(self, before: PageText, page: PageText) -> bool:
        """A page of the same file whose own number is a later one."""
        before, page = straight(before)[0], straight(page)[0]
        if is_titled(page):
            return False
        files = [{figure.content for figure in head.file_numbers(each)} for each in (before, page)]
        if all(files) and not files[0] & files[1]:
            return _alike_after_a_slip(files[0], files[1])
        numbers = [head.page_numbers(each) for each in (before, page)]
        if numbers[0] is not None and numbers[1] is not None:
            return numbers[0][0] < numbers[1][0]
        return bool(files[1]) or units_header(page) is not None

    def read(self, pages: Sequence[PageText]) -> Reading:
        """One order, of which pages may be missing."""
        gathered = Gathered()
        pages = gathered.straightened(pages)
        elsewhere = _take_head(gathered, pages)
        _take_house(gathered, pages)
        units = _all_units(pages)
        for index, unit in enumerate(units):
            take_unit(gathered, unit, index)
        values = gathered.agreement(pages)
        check(values, elsewhere)
        found = values.settled()
        _miss_rows(gathered, values.found.keys(), len(units), values.content("total_units"))
        _miss_pages(gathered, pages)
        return Reading(
            DocType.CONDO,
            "order",
            self.facts.name,
            self.facts.version,
            pages[0].page,
            pages[-1].page,
            found,
            tuple(_fitting(gathered.missed, {value.path for value in found})),
        )


def is_titled(page: PageText) -> bool:
    """Whether an order begins on a page: its title on a line of its own, below the supervisor's.

    An extract, too, names the act of registration, in a cell among others.
    """
    rows = [row for row in rows_of(page.words()) if row[0].box[1] < page.height / 2]
    return any(_TITLE.match(joined(row)) and len(row) <= 8 for row in rows) and any(
        bare(word.text).startswith(("המפקח", "מפקח")) for row in rows for word in row
    )


def _alike_after_a_slip(left: set[str], right: set[str]) -> bool:
    """Whether two file numbers differ in one figure at most: a slip of a scan, not another file."""
    return any(
        len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) <= 1
        for one in left
        for two in right
    )


def _take_head(gathered: Gathered, pages: Sequence[PageText]) -> Mapping[str, Sequence[str]]:
    """File, parcel, deed, date and by-laws; what the other places of each say."""
    files = [(page, figure) for page in pages for figure in head.file_numbers(page)]
    elsewhere: dict[str, list[str]] = {}
    places = [figures.readings(figure) for _, figure in files]
    if (said := agreement.most_said(places)) is not None:
        page, figure = files[said[1]]
        gathered.take("file_number", page, figure.content, figure.words)
        elsewhere["file_number"] = agreement.said_elsewhere(places, *said)
    else:
        gathered.miss("file_number", "not_stated")
    for page in pages:
        if "gush" not in gathered.found:
            head.take_parcel(gathered, page)
    pairs = [(page, pair) for page in pages for pair in head.parcels(page)]
    for place, key in enumerate(("gush", "helka")):
        contents = [pair[place].content for _, pair in pairs]
        if key not in gathered.found and pairs:
            page, pair = pairs[0]
            gathered.take(key, page, pair[place].content, pair[place].words)
            contents = contents[1:]
        elsewhere[key] = contents
    if not any(head.take_deed(gathered, page) for page in pages):
        gathered.miss("deed", "not_stated")
    head.take_date(gathered, pages)
    head.take_by_laws(gathered, pages)
    return elsewhere


def _take_house(gathered: Gathered, pages: Sequence[PageText]) -> None:
    if not any(head.take_buildings(gathered, page) for page in pages):
        gathered.miss("buildings", "not_stated")
    for key in ("gush", "helka", "parcel_area", "total_units"):
        if key not in gathered.found:
            gathered.miss(key, "not_stated")


def _all_units(pages: Sequence[PageText]) -> list[UnitRows]:
    """The sub-parcels of all pages; one that goes over to the next page is one."""
    units: list[UnitRows] = []
    header: Header | None = None
    before: PageText | None = None
    for page in pages:
        own = units_header(page)
        if own is None and header is None:
            continue
        header = own or Header(header.columns, 0, 0) if header is not None else own
        if header is None:
            continue
        on_page = unit_rows(page, header)
        if own is None and not any(_is_own(unit) for unit in on_page):
            continue
        if on_page and units and not _is_own(on_page[0]) and _follows(before, page):
            _join(units[-1], on_page.pop(0))
        units += on_page
        before = page
    return units


def _is_own(unit: UnitRows) -> bool:
    return any(own_signs(row, unit.header) >= 2 for row in unit.rows)


def _follows(before: PageText | None, page: PageText) -> bool:
    """Whether a page is the next of the paper, not merely of the file."""
    if before is None:
        return False
    numbers = head.page_numbers(before), head.page_numbers(page)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[1][0] == numbers[0][0] + 1
    return page.page == before.page + 1


def _join(unit: UnitRows, rest: UnitRows) -> None:
    unit.further.append(rest)


def _miss_rows(gathered: Gathered, paths: Iterable[str], units: int, total: str | None) -> None:
    """Which sub-parcels of the stated total were not read."""
    known = set(paths)
    read = {
        int(gathered.found[path].content)
        for index in range(units)
        if (path := f"units[{index}].number") in known
    }
    if not units:
        gathered.miss("units", "not_stated")
        return
    if total is None or not total.isdecimal():
        return
    lacking = [number for number in range(1, int(total) + 1) if number not in read]
    if lacking:
        gathered.miss("units", "rows_missing", numbers=_spans(lacking), count=len(lacking))


def _miss_pages(gathered: Gathered, pages: Sequence[PageText]) -> None:
    """Which pages of the paper are not in the file, where pages say their own number."""
    numbers = [number for page in pages if (number := head.page_numbers(page)) is not None]
    if not numbers or len({most for _, most in numbers}) > 1:
        return
    own = {number for number, _ in numbers}
    lacking = [number for number in range(1, numbers[0][1] + 1) if number not in own]
    if lacking and len(numbers) == len(pages):
        gathered.miss("units", "pages_missing", numbers=_spans(lacking), count=len(lacking))


def _spans(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as "1–3, 7"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(f"{s[0]}–{s[-1]}" if len(s) > 1 else str(s[0]) for s in spans)


def _fitting(missed: Sequence[Missed], found: set[str]) -> list[Missed]:
    """A value that a later page had after all is not missed."""
    return [each for each in missed if each.path not in found]
