"""The course of an extract: from its rows to what stands in which cell of which record.

One pass from the top of the first page to "סוף נתונים"; page breaks are no breaks. What is read
out of the cells is decided elsewhere (`facts_of_extract`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from shamay_desktop.documents.extraction.tabu.bands import Band, Token, bands, reading
from shamay_desktop.documents.extraction.tabu.columns import (
    Cells,
    Header,
    bare,
    bare_marks,
    inline_of,
    split_header,
)
from shamay_desktop.documents.extraction.tabu.identification import page_of
from shamay_desktop.documents.extraction.tabu.labels import (
    COMMON_PROPERTY,
    END,
    HEADINGS,
    ON_WHOM,
    ORIGIN,
    ORIGIN_KEYS,
    PARCEL,
    SHORT_LABELS,
    SIGNS,
    SUB_PARCEL,
    UNIT,
    UNKNOWN,
)
from shamay_desktop.domain.reading.page_text import Method, PageText

_ALIKE = 80
_MERGED = ("deed", "date", "act")
"""Cells that may stand once for several people under one header row."""
_PEOPLE = frozenset({"owners", "leases"})
_OF_PARCEL = frozenset({"parcel", "by_laws", "created", "drawing"})
"""Tables that only the parcel's part has: behind them nothing is the unit's."""
_TOGETHER = frozenset({"mortgages", "notes"})
FURTHER = "further"
"""The rows of a record with those who have the right together with the first."""

_RENAMED = {
    ("lease_terms", "share"): "property_share",
    ("lease_terms", "right_share"): "share",
}


@dataclass(slots=True)
class Record:
    """A row of a table with its parts: the words in each cell, by the column's key.

    `rows` are the rows of its parts (borrowers, lessors) by the part's name.
    """

    table: str
    scope: str
    cells: Cells = field(default_factory=dict)
    rows: dict[str, list[Cells]] = field(default_factory=dict)

    def add(self, cells: Cells) -> None:
        """More words for its cells."""
        for key, tokens in cells.items():
            if key:
                self.cells.setdefault(key, []).extend(tokens)


@dataclass(slots=True)
class Section:
    """The records of the whole extract, or of one unit of a concentrated one."""

    number: list[Token] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    loose: Cells = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)
    """The lists that its headings announce."""

    def of(self, table: str) -> list[Record]:
        """Its records of a table."""
        return [record for record in self.records if record.table == table]


@dataclass(slots=True)
class Extract:
    """What stands in an extract: the parcel's and its unit's records, then each further unit's.

    `signs` are the lists that it must have by its headings, `strays` rows that are of no table.
    """

    whole: Section = field(default_factory=Section)
    units: list[Section] = field(default_factory=list)
    ended: bool = False
    signs: set[str] = field(default_factory=set)
    strays: list[Band] = field(default_factory=list)


@dataclass(slots=True)
class Course:
    """Where the pass over the rows is."""

    scope: str
    concentrated: bool
    extract: Extract = field(default_factory=Extract)
    _section: Section = field(default_factory=Section)
    _header: Header | None = None
    _main: Header | None = None
    _record: Record | None = None
    _inline: tuple[Record | None, str, float] | None = None
    _repeated: bool = False

    def __post_init__(self) -> None:
        self._section = self.extract.whole

    def take(self, pages: Sequence[PageText]) -> Extract:
        """All rows of all pages, down to the end that the extract states."""
        for before, page in zip((None, *pages), pages, strict=False):
            if before is not None and _page_is_missing(before, page):
                self._lose_the_thread()
            for band in bands(page):
                if END in bare(band.text):
                    self.extract.ended = True
                    return self.extract
                self._row(band)
        return self.extract

    def _lose_the_thread(self) -> None:
        """A page is missing: what follows goes on with nothing, and of what it is is not known."""
        self._header = self._main = self._record = self._inline = None
        self.scope = UNKNOWN if self.scope == UNIT else self.scope

    def _row(self, band: Band) -> None:
        text = bare(band.text)
        signs = {key for key, sign in SIGNS.items() if re.search(sign, text)}
        self.extract.signs |= signs
        if self.scope == UNIT:
            self._section.signs |= signs
        if self._heading(band) or self._origin(band) or self._on_whom(band):
            self._inline = None
            return
        if self._labelled(band):
            return
        header, beside = split_header(band)
        if header is not None and not (header.table.part and self._record is None):
            self._inline = None
            self._run_on(beside)
            self._begin(band, header)
        elif not self._went_on(band):
            self._value(band)

    # -- rows that are not of a table ----------------------------------------------------------

    def _heading(self, band: Band) -> bool:
        text = bare(band.text)
        unit = re.fullmatch(SUB_PARCEL, text) if self.concentrated else None
        if unit:
            number = [each for each in band.tokens if unit[1] in each.word.text]
            self._section = Section(number=number)
            self.extract.units.append(self._section)
            self.scope = UNIT
        elif text == COMMON_PROPERTY or _is_slip_of(COMMON_PROPERTY, band):
            self.scope = PARCEL
        elif text not in HEADINGS:
            return False
        self._header = self._main = self._record = None
        return True

    def _origin(self, band: Band) -> bool:
        """The row "הנכס נוצר ע״י שטר: … מיום: … סוג שטר: …": values between its labels."""
        ordered = sorted(band.tokens, key=lambda token: -token.word.box[2])
        text = bare_marks(" ".join(token.word.text for token in ordered))
        if not text.startswith(ORIGIN[0]):
            return False
        place, key = 0, ""
        for token in ordered:
            rest = text[place:]
            started = next((i for i, label in enumerate(ORIGIN) if rest.startswith(label)), None)
            if started is not None:
                key, until = ORIGIN_KEYS[started], place + len(ORIGIN[started])
            if place > until and not rest.startswith(":"):
                self._section.loose.setdefault(f"{self.scope}.{key}", []).append(token)
            place += len(token.word.text) + 1
        return True

    def _on_whom(self, band: Band) -> bool:
        if self._record is None or not re.match(ON_WHOM, band.text):
            return False
        self._record.add({"on_whom": list(band.tokens)})
        return True

    def _labelled(self, band: Band) -> bool:
        inline = inline_of(band)
        if inline is None:
            return False
        self._run_on(inline.beside)
        registrar = inline.key == "registrar_notes" or self._record is None
        cells = self._section.loose if registrar else self._record_cells()
        key = "registrar_notes" if registrar else inline.key
        for token in inline.value if registrar else sorted(inline.value, key=_from_the_right):
            further = (
                SHORT_LABELS.get(bare(token.word.text)) if token.word.text[-1] == ":" else None
            )
            if further and not registrar:
                key = further
            else:
                cells.setdefault(key, []).append(token)
        self._inline = (None if registrar else self._record, key, inline.label[0])
        return True

    def _record_cells(self) -> Cells:
        return {} if self._record is None else self._record.cells

    def _went_on(self, band: Band) -> bool:
        """The rest of a labelled text at the top of the next page."""
        if self._inline is None:
            return False
        record, key, edge = self._inline
        if not band.first or max(token.word.box[2] for token in band.tokens) > edge + 2:
            self._inline = None
            return False
        cells = self._section.loose if record is None else record.cells
        cells.setdefault(key, []).extend(band.tokens)
        return True

    # -- tables --------------------------------------------------------------------------------

    def _begin(self, band: Band, header: Header) -> None:
        if header.table.part:
            self._header = header
            return
        if header.table.name in _OF_PARCEL:
            self.scope = PARCEL
        again = (
            band.first
            and self._main is not None
            and self._header is self._main
            and self._main.labels == header.labels
        )
        self._header = self._main = header
        self._repeated = again and self._record is not None
        if not self._repeated:
            self._record = None

    def _run_on(self, tokens: list[Token]) -> None:
        """Words beside the rows of a part go on with the record's own long cells."""
        if tokens and self._record is not None and self._main is not None:
            self._record.add(self._main.cells(tokens))

    def _value(self, band: Band) -> None:
        if self._header is None:
            self.extract.strays.append(band)
            return
        if self._header.table.part:
            if self._record is not None:
                self._part_row(band, self._header, self._record)
            return
        cells = self._header.of_row(band)
        starts = any(cells.get(key) for key in self._header.table.starts)
        before = self._record
        cut = band.first or self._repeated
        self._repeated = False
        if before is not None and _is_further(before, cells):
            before.rows.setdefault(FURTHER, []).append(cells)
            return
        if before is not None and _continues(before, cells, cut=cut, starts=starts):
            _go_on(before, cells)
            return
        self._record = Record(self._header.table.name, self.scope)
        self._record.add(cells)
        self._inherit(self._record, before)
        self._section.records.append(self._record)

    @staticmethod
    def _inherit(record: Record, before: Record | None) -> None:
        """People under one deed: its cell stands once, beside the first of them."""
        if before is None or record.table not in _PEOPLE:
            return
        if "deed" not in record.cells and "name" in record.cells:
            for key in _MERGED:
                if key in before.cells:
                    record.cells.setdefault(key, list(before.cells[key]))

    def _part_row(self, band: Band, header: Header, record: Record) -> None:
        ends = min(column.left for column in header.columns)
        begins = max(column.label[2] for column in header.columns) + 6
        own = [each for each in band.tokens if ends <= each.middle <= begins]
        self._run_on([each for each in band.tokens if each not in own])
        cells = {
            _RENAMED.get((header.table.name, key), key): tokens
            for key, tokens in header.cells(own).items()
            if key
        }
        if header.table.name in {"borrowers", "lessors"}:
            _person(band, header, cells, record.rows.setdefault(header.table.name, []))
        else:
            if header.table.name == "other_parcel":
                cells = {f"other_{key}": tokens for key, tokens in cells.items()}
            record.add(cells)


def _is_slip_of(heading: str, band: Band) -> bool:
    """Whether a recognised row is a heading with a letter or two read wrongly."""
    return band.page.method is Method.OCR and fuzz.ratio(bare(band.text), heading) >= _ALIKE


def _from_the_right(token: Token) -> tuple[float, float]:
    return token.line, -token.word.box[2]


def _is_further(before: Record, cells: Cells) -> bool:
    """A second lender or beneficiary of the same deed: a name and a number beside no deed."""
    parts = set(before.rows) - {FURTHER}
    if before.table not in _TOGETHER or parts:
        return False
    return not ({"deed", "date", "act"} & set(cells)) and {"name", "id_number"} <= set(cells)


def _go_on(before: Record, cells: Cells) -> None:
    """The rest of a row, of the last who has the right together with others if there are such."""
    if before.rows.get(FURTHER) and not before.rows.keys() - {FURTHER}:
        for key, tokens in cells.items():
            before.rows[FURTHER][-1].setdefault(key, []).extend(tokens)
    else:
        before.add(cells)


def _page_is_missing(before: PageText, page: PageText) -> bool:
    here, there = page_of(before), page_of(page)
    return here is not None and there is not None and there[0] != here[0] + 1


def _continues(before: Record, cells: Cells, *, cut: bool, starts: bool) -> bool:
    """Whether a row is the rest of the one before: cut by the page, or its deed set lower."""
    if not starts:
        return cut
    given = {key for key in cells if key}
    return given <= {"deed", "date"} and not given & set(before.cells)


def _person(band: Band, header: Header, cells: Cells, rows: list[Cells]) -> None:
    """A borrower or lessor: a row, or at the top of a page the rest of the last one's name."""
    if rows and band.first and not any(cells.get(key) for key in header.table.starts):
        for key, tokens in cells.items():
            rows[-1].setdefault(key, []).extend(tokens)
    elif cells:
        rows.append(cells)


def course_of(pages: Sequence[PageText], scope: str, *, concentrated: bool) -> Extract:
    """What stands in the extract on these pages."""
    return Course(scope, concentrated).take(pages)


def text_of(tokens: Sequence[Token]) -> str:
    """The words of a cell as they are read, one blank between."""
    return reading(tokens)
