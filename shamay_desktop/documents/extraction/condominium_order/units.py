"""The values of sub-parcels: their own cells, their attachments, areas that are no attachments."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from shamay_desktop.documents.extraction import figures
from shamay_desktop.documents.extraction.condominium_order.labels import (
    COLOURS,
    DESCRIPTIONS,
    FLOORS,
    ITEMS,
    OTHER_AREAS,
    nearest,
)
from shamay_desktop.documents.extraction.condominium_order.rows import UnitRows
from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.hebrew_numerals import numeral_value
from shamay_desktop.documents.extraction.tables import TableRow, bare, joined, rows_of
from shamay_desktop.domain.reading.page_text import Method, PageText, Word, around
from shamay_desktop.domain.reading.paper_reading import Doubt

_STROKE = re.compile(r"[|/\\!lIiוןuU1\]\[]")
_STROKE_WIDTHS = (0.35, 0.75, 1.15)
"""Widths of one, two and three strokes, by their height, are below these: I, II, III."""
_LONGEST = 2_000
"""Letters of a line of further areas; a longer one is no such line."""

_ROMAN = re.compile(r"[IVXL]+")
_OTHER = re.compile(
    r"(?P<kind>[^\d,;:()]*?[א-ת][^\d,;:()]*?)[\s.]+בשטח[\s.]*(?:של)?[\s.]*(?P<area>\d[\d.,]*\d)"
)


def take_unit(gathered: Gathered, unit: UnitRows, index: int) -> None:
    """Everything of one sub-parcel, as `units[index]`."""
    path, page = f"units[{index}]", unit.page
    number = _number(unit.cell("number"))
    gathered.take_figure(f"{path}.number", page, number, "not_legible")
    take_building(gathered, f"{path}.building", page, unit.cell("building"))
    for key in ("wing", "entrance"):
        words = unit.cell(key)
        if page.method is Method.TEXT or any(re.search(r"[\wא-ת]", w.text) for w in words):
            gathered.take(f"{path}.{key}", page, joined(words), words)
    gathered.take_figure(f"{path}.area", page, figures.decimal(unit.cell("area"), 2), "not_legible")
    take_known(gathered, f"{path}.description", page, unit.cell("description"), DESCRIPTIONS)
    take_floor(gathered, f"{path}.floor", page, unit.cell("floor"))
    share = figures.share(unit.cell("share"), turned=page.method is Method.TEXT)
    gathered.take_figure(f"{path}.share", page, share, "not_legible")
    parts = (unit, *unit.further)
    items = [(part.page, cells) for part in parts for cells in part.items()]
    for place, (at, cells) in enumerate(items):
        _take_item(gathered, f"{path}.attachments[{place}]", at, cells)
    others = next((part for part in parts if part.others), unit)
    _take_others(gathered, path, others.page, others.others)


def _number(words: Sequence[Word]) -> figures.Figure | None:
    """A sub-parcel's number; of a number and what is left of a line beside it, the longer."""
    one = figures.whole(words, 4)
    if one is not None:
        return one
    numbers = [word for word in words if figures.whole((word,), 4) is not None]
    lengths = sorted((len(figures.digits(word.text)) for word in numbers), reverse=True)
    if len(lengths) < 2 or lengths[0] == lengths[1]:
        return None
    longest = max(numbers, key=lambda word: len(figures.digits(word.text)))
    return figures.whole((longest,), 4)


def take_building(gathered: Gathered, path: str, page: PageText, words: Sequence[Word]) -> None:
    """A building's name; strokes of a scan are a Roman number."""
    text = joined(words)
    if page.method is Method.OCR and text:
        gathered.numerals.add(path)
        if not _STROKE.sub("", text).strip():
            text = "I" * _strokes(words)
        elif not _ROMAN.fullmatch(text) and not re.fullmatch(r"[א-ת]|\d{1,2}", text):
            gathered.miss(path, "not_legible", page.page)
            return
    if text:
        gathered.take(path, page, text, words)
    elif page.method is Method.OCR:
        gathered.miss(path, "not_legible", page.page)


def _strokes(words: Sequence[Word]) -> int:
    """How many upright strokes stand in the words, by how wide they are for their height."""
    left, top, right, bottom = around(word.box for word in words)
    wide = (right - left) / max(bottom - top, 0.1)
    return 1 + sum(wide >= limit for limit in _STROKE_WIDTHS)


def take_known(
    gathered: Gathered, path: str, page: PageText, words: Sequence[Word], known: Sequence[str]
) -> None:
    """Words of a known list: as they stand; of a scan, the one that they nearly are."""
    text = joined(words)
    if page.method is Method.TEXT or not text:
        if text:
            gathered.take(path, page, text, words)
        elif page.method is Method.OCR:
            gathered.miss(path, "not_legible", page.page)
        return
    sure, unsure = _known(text, known)
    if sure is None and unsure is None:
        gathered.take(path, page, _plain(text), words, Doubt.UNSURE_WORDS)
    elif sure is not None:
        gathered.take(path, page, sure, words, agrees_with="known_list")
    else:
        gathered.take(path, page, unsure or "", words, Doubt.UNSURE_WORDS)


def _known(text: str, known: Sequence[str]) -> tuple[str | None, str | None]:
    """The known word that a text is, or (second) nearly is."""
    same = next((word for word in known if bare(word) == bare(text)), None)
    if same is not None:
        return same, None
    words = [part for part in text.split() if re.search("[א-ת]{2}", part)]
    return None, nearest(" ".join(words), known) if words else None


def _plain(text: str) -> str:
    return re.sub(r"""[^\w\s"',./-]""", "", text).strip() or text


def take_floor(gathered: Gathered, path: str, page: PageText, words: Sequence[Word]) -> None:
    """A floor, or several between commas, in the paper's words."""
    text = " ".join(joined(words).split())
    if page.method is Method.TEXT or not text:
        take_known(gathered, path, page, words, FLOORS)
        return
    parts = [part for part in re.split(r"\s*,\s*", text.strip(" ,")) if part]
    read = [_known(part, FLOORS) for part in parts]
    if all(sure or unsure for sure, unsure in read):
        content = ", ".join(sure or unsure or "" for sure, unsure in read)
        if all(sure for sure, _ in read):
            gathered.take(path, page, content, words, agrees_with="known_list")
        else:
            gathered.take(path, page, content, words, Doubt.UNSURE_WORDS)
    else:
        gathered.take(path, page, _plain(text), words, Doubt.UNSURE_WORDS)


def _take_item(
    gathered: Gathered, path: str, page: PageText, cells: dict[str, tuple[Word, ...]]
) -> None:
    take_known(gathered, f"{path}.description", page, cells["item"], ITEMS)
    gathered.numerals.add(f"{path}.mark")
    mark = joined(cells["mark"])
    letters = re.sub("[^א-ת]", "", mark)
    if letters and (page.method is Method.TEXT or numeral_value(letters) is not None):
        content = mark if page.method is Method.TEXT else letters
        gathered.take(f"{path}.mark", page, content, cells["mark"])
    elif mark and page.method is Method.TEXT:
        gathered.take(f"{path}.mark", page, mark, cells["mark"])
    else:
        gathered.miss(f"{path}.mark", "not_legible", page.page)
    take_known(gathered, f"{path}.colour", page, cells["colour"], COLOURS)
    gathered.take_figure(
        f"{path}.area", page, figures.decimal(cells["item_area"], 2), "not_legible"
    )


def _take_others(gathered: Gathered, path: str, page: PageText, rows: Sequence[TableRow]) -> None:
    """ "שטחים שאינם הצמדות: מרפסת פתוחה בשטח של 8.50 מ"ר, …": a kind and an area each."""
    words = [word for row in rows for word in row.words]
    ordered = [word for row in rows_of(words) for word in row]
    text = joined(ordered)[:_LONGEST]
    start = re.search(r"הצמדות\s*:?", text)
    place = 0
    for match in _OTHER.finditer(text, 0 if start is None else start.end()):
        held = figures.words_between(ordered, match.start("kind"), match.end("kind"))
        sized = figures.words_between(ordered, match.start("area"), match.end("area"))
        kind = _kind(page, match["kind"])
        below = f"{path}.other_areas[{place}]"
        doubt = None if page.method is Method.TEXT or kind in OTHER_AREAS else Doubt.UNSURE_WORDS
        gathered.take(f"{below}.kind", page, kind, held, doubt)
        gathered.take_figure(f"{below}.area", page, figures.decimal(sized, 2), "not_legible")
        place += 1
    if rows and place == 0:
        gathered.miss(f"{path}.other_areas[0].area", "not_legible", page.page)


def _kind(page: PageText, text: str) -> str:
    kind = " ".join(text.split()).lstrip("ו") if text.startswith("ו ") else " ".join(text.split())
    if page.method is Method.TEXT:
        return kind
    kind = re.sub(r"^[^א-ת]+|[^א-ת]+$", "", kind)
    best = max(OTHER_AREAS, key=lambda known: fuzz.ratio(kind, known))
    return best if fuzz.ratio(kind, best) >= 85 else kind
