"""The free text of what was permitted: its lines, and the areas, units, floors that it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from shamay_desktop.documents.extraction.labelled import Labelled
from shamay_desktop.documents.extraction.permit.labels import AREA_LABELS, AREA_WORDS, REPAIRS
from shamay_desktop.documents.extraction.tables import alike, bare, joined, rows_of
from shamay_desktop.domain.fields.canonical import canonical_number
from shamay_desktop.domain.reading.page_text import PageText, Word

METRES = r"מ\s?(?:\"|''|״|׳׳|”|“|'/?|׳|יי|/)?\s?ר(?![א-ת])"
"""m² as papers write it and as scans read it (מ"ר, מייר, מ'/ר)."""

_AREA = re.compile(
    rf"(?<![\d/.,])(?P<area>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,7}}(?:\.\d{{1,2}})?)\s*{METRES}"
)
_UNITS = re.compile(
    r"(?P<total>סה(?:\"|''|״|יי|”)?כ\s*:?\s*)?(?<![\d.,/])(?P<units>\d{1,4})\s*"
    r"(?:יח(?:\"|''|״|׳׳|יי|”|'|׳)?\s?ד(?![א-ת])|יחידות\s+דיור|יח'?\s*דיור|דירות)"
)
_BUILDING = re.compile(
    r"(?:בניי?ן|מבנה)\s*(?:(?:מספר|מס)\s*['׳.:]*\s*)(?P<building>\d{1,4}|[A-Z]|[IVX]{1,5})(?![\d.])"
)
_FLOORS = re.compile(r"(?:בן|בת|בני|בנות)\s+(?P<floors>\d{1,3})\s*(?:קומות|ק\b|ק[.'׳])")
_END = (
    "בתנאי שהעבודות", "בתנאי שהעבודה", "ראה תנאים", "ראה חישוב", "היתר זה יפקע", "תוקף ההיתר",
    "תאריך הפקת", "תאריך נתינת", "חתימת", "תנאי ההיתר",
)  # fmt: skip
_LONGEST_KIND = 300
_CONDITION = "בתנאי שהעבודות האמורות תבוצענה בהתאם לתקנות התכנון והבניה"
"""The printed line below the text; a scan seldom has all of it."""
_BREAKS = re.compile(
    r";|(?<=\s)[.](?=\s)|(?<=[א-ת]{3})\.(?=\s|$)|(?<![א-ת])ה?(?:מכיל|כולל)(?:ים|ת|ות)?\s*:?|"
    r"(?:יח(?:\"|''|״|יי|”)ד|יחידות דיור)\s*:?"
)


@dataclass(frozen=True, slots=True)
class Permitted:
    """The words of the text in the order of reading, and the text that they make."""

    words: tuple[Word, ...]
    text: str
    spans: tuple[tuple[int, int], ...]
    """From where to where each word stands in the text, before anything is repaired."""

    def words_of(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that a stretch of the text stands in."""
        pairs = zip(self.words, self.spans, strict=True)
        return tuple(word for word, (first, last) in pairs if first < end and last > start)


def permitted(page: PageText, label: Labelled, others: Sequence[Labelled] = ()) -> Permitted | None:
    """The text that begins at the label and ends before the next part of the form.

    `others` are the page's labels: a line that begins with one is the form's again, but for those
    of areas, which the text itself names so.
    """
    begins = {each.label[0] for each in others if each.key not in AREA_LABELS and each != label}
    starts = min(word.box[1] for word in label.label)
    label_words = set(label.label)
    lines: list[list[Word]] = []
    for row in rows_of(page.words()):
        if label_words & set(row):
            lines.append([word for word in row if word.box[2] <= label.label[-1].box[0] + 1])
            continue
        if not lines:
            if min(word.box[1] for word in row) <= starts + 6:
                continue
            lines.append(list(label.own))  # glued to its label, so none of the row's own words
        if _ends(row) or row[0] in begins:
            break
        lines.append(list(row))
    words = [word for line in lines for word in line if re.search(r"[\w;:()]", word.text)]
    return _text(words, lines) if words else None


def _ends(row: Sequence[Word]) -> bool:
    if fuzz.partial_ratio(_CONDITION, joined(row)) >= 62:
        return True
    return any(
        all(alike(word.text, name) for word, name in zip(row, way.split(), strict=False))
        and len(row) >= len(way.split())
        for way in _END
    )


def _text(words: Sequence[Word], lines: Sequence[Sequence[Word]]) -> Permitted:
    firsts = {line[0] for line in lines if line}
    text, spans = "", []
    for word in words:
        gap = "" if not text else "\n" if word in firsts else " "
        start = len(text) + len(gap)
        text = f"{text}{gap}{word.text}"
        spans.append((start, len(text)))
    return Permitted(tuple(words), text, tuple(spans))


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area that the text names: its kind, its canonical m², and the words of each."""

    kind: str
    area: str
    kind_words: tuple[Word, ...]
    area_words: tuple[Word, ...]


def areas(text: Permitted) -> list[NamedArea]:
    """Every number of m² with what it is of: the words before it, else those after."""
    found: list[NamedArea] = []
    flat = text.text.replace("\n", " ")
    last = 0
    for match in _AREA.finditer(flat):
        before = _since_break(flat, last, match.start())
        kind, start, end = _kind(flat, before, match.start())
        if not kind:
            stop = _until_break(flat, match.end())
            kind, start, end = _kind(flat, match.end(), stop)
        found.append(
            NamedArea(
                kind,
                canonical_number(match["area"].replace(",", "")),
                text.words_of(start, end) if kind else (),
                text.words_of(match.start("area"), match.end("area")),
            )
        )
        last = max(match.end(), end)
    return found


def _since_break(text: str, last: int, end: int) -> int:
    """Where the words of an area's kind begin: behind a semicolon, a stop, the area before."""
    start = last = max(last, end - _LONGEST_KIND)
    for match in _BREAKS.finditer(text, last, end):
        if match[0] != "." or _open_brackets(text[start : match.start()]) == 0:
            start = match.end()
    for match in re.finditer(r"[,:]", text[last:end]):
        place = last + match.start()
        outside = place >= start and _open_brackets(text[start:place]) == 0
        if outside and re.search("[א-ת]", text[place + 1 : end]):
            start = place + 1
    return start


def _until_break(text: str, start: int) -> int:
    stops = (
        match.start()
        for match in re.compile(r"[;,]|(?<=[א-ת]{3})\.(?=\s|$)").finditer(text, start)
        if _open_brackets(text[start : match.start()]) == 0
    )
    stop = next(stops, len(text))
    following = _AREA.search(text, start)
    return min(stop, following.start()) if following else stop


def _open_brackets(text: str) -> int:
    """A scan turns brackets round: one that is still open, whichever way it looks."""
    return len(re.findall(r"[()]", text)) % 2


def _kind(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The words of a kind without "בשטח של", and where they stand; "" when there are none."""
    part = text[start:end]
    cut = re.search(r"[\s,]*(?:בשטח(?:\s*של)?|בסך|שטח\s*של|-|–|:)?[\s:,.–-]*$", part)
    stop = len(part) if cut is None else cut.start()
    lead = re.match(r"[\s,.;:*+–-]*(?:ו-\s*)?", part)
    first = lead.end() if lead else 0
    kind = " ".join(part[first:stop].split())
    if not re.search("[א-ת]{2}", kind):
        return "", start, start
    return brackets(repaired(kind)), start + first, start + stop


def brackets(text: str) -> str:
    """Brackets that a scan turned, commas that it parted from their words, as they belong."""
    text = "".join(_turned(part) for part in re.split(r"([;\n])", text))
    text = re.sub(r"\(\s+", "(", text)
    text = re.sub(r"\s+\)", ")", text)
    text = re.sub(r"(?<=[\wא-ת])\(", " (", re.sub(r"\)(?=[\wא-ת])", ") ", text))
    return re.sub(r"[ ]+([,;:])(?=\S)", r"\1 ", re.sub(r"[ ]+([,;:])(?=\s|$)", r"\1", text))


def _turned(part: str) -> str:
    """A part in which a bracket has no fellow stays as it is."""
    places = [match.start() for match in re.finditer(r"[()]", part)]
    if len(places) % 2:
        return part
    letters = list(part)
    for number, place in enumerate(places):
        letters[place] = "(" if number % 2 == 0 else ")"
    return "".join(letters)


def repaired(text: str) -> str:
    """The slips that scans make of abbreviations, mended; nothing else is touched."""
    for slip, right in REPAIRS:
        text = text.replace(slip, right)
    return re.sub(r"(?<=\d )מר(?=[;,.\s]|$)", 'מ"ר', text)


def mended(kind: str) -> str:
    """A scanned kind with words that are a known one but for one letter put right."""
    return re.sub(r"[א-ת][א-ת\"]{3,}", lambda match: _known(match[0]), kind)


def _known(word: str) -> str:
    if word in AREA_WORDS:
        return word
    near = [
        each
        for each in AREA_WORDS
        if len(each) == len(word) and sum(a != b for a, b in zip(each, word, strict=True)) == 1
    ]
    return near[0] if len(near) == 1 else word


def units(text: str) -> tuple[list[re.Match[str]], bool]:
    """The numbers of dwelling units, those of a total first; whether they differ otherwise."""
    found = list(_UNITS.finditer(text))
    totals = [match for match in found if match["total"]]
    chosen = totals or found
    return chosen, len({match["units"] for match in chosen}) > 1


def building(text: str) -> re.Match[str] | None:
    """The building's number ("בניין מס' 13")."""
    return _BUILDING.search(text)


def floors(text: str) -> re.Match[str] | None:
    """How many floors ("בן 7 קומות")."""
    return _FLOORS.search(text)


_KINDS = (
    ("שימוש חורג", "change_of_use"),
    ("לגליזציה", "legalisation"),
    ("אישור מצב קיים", "legalisation"),
    ("שינויים", "change"),
    ("תוספת", "addition"),
    ("הרחבת", "addition"),
    ("חיזוק", "strengthening"),
    ("הקמת", "new_building"),
    ("בניית", "new_building"),
    ("בנין חדש", "new_building"),
    ("הריסת", "demolition"),
)
"""The registry's kinds of permit by the words that tell them."""


def kind(text: str) -> tuple[str, int, int] | None:
    """The kind of permit by the first word that tells it, and where that stands."""
    found = [(place, code, word) for word, code in _KINDS if (place := text.find(word)) >= 0]
    if not found:
        return None
    place, code, word = min(found)
    return code, place, place + len(word)


def starts_with(row: Sequence[Word], way: str) -> bool:
    """Whether a row begins with the words."""
    names = way.split()
    said = [word for word in row if bare(word.text)]
    return len(said) >= len(names) and all(
        alike(word.text, name) for word, name in zip(said, names, strict=False)
    )


def says(page: PageText, ways: Sequence[str]) -> bool:
    """Whether any of the ways stands on the page, give or take blanks."""
    text = " ".join(joined(page.words()).split())
    return any(way in text for way in ways)
