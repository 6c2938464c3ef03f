"""Rights to build: a table's rows, labelled values, and the building lines in metres."""

import re
from collections.abc import Sequence

from shamay_desktop.documents.extraction import figures
from shamay_desktop.documents.extraction.figures import Figure
from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.labelled import Labelled
from shamay_desktop.documents.extraction.planning.labels import RIGHTS, SIDES, TEXTS, WHOLES
from shamay_desktop.documents.extraction.planning.plans import Table, take_number
from shamay_desktop.documents.extraction.tables import Header, header_in, joined
from shamay_desktop.domain.fields.canonical import canonical_number
from shamay_desktop.domain.reading.page_text import PageText, Word

_METRES = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)\s*(?:מ(?:טר(?:ים)?|'|׳)?(?![א-ת]))?"
)


def rights_header(page: PageText, top: float = 0) -> Header | None:
    """The header of a table of rights to build."""
    header = header_in(page, RIGHTS, frozenset({"use"}), top, least=3)
    keys = set() if header is None else {column.key for column in header.columns}
    return (
        header if keys & {"main_above", "service_above", "percent", "units", "coverage"} else None
    )


def take_rights(gathered: Gathered, page: PageText, table: Table, place: int) -> int:
    """The rows of a table of rights as `rights[place]` and on; how many there are now."""
    for band in table.bands:
        if not band.get("use") or not any(band.get(key) for key in RIGHTS if key != "use"):
            continue
        for key in RIGHTS:
            words = band.get(key)
            path = f"rights[{place}].{key}"
            if not words:
                continue
            if key == "plan":
                take_number(gathered, path, page, words)
            elif key in TEXTS:
                gathered.take(path, page, joined(words), words)
            else:
                read = figures.whole(words, 5) if key in WHOLES else figures.decimal(words)
                gathered.take_figure(path, page, read, "not_legible")
        place += 1
    return place


_AS_TEXT = (
    "designation", "uses", "building_percent", "floors", "units", "basement", "building_lines",
    "parking_standard", "address",
)  # fmt: skip


def take_labelled(gathered: Gathered, page: PageText, labels: Sequence[Labelled]) -> None:
    """What stands beside labels; the first place of each is taken."""
    for each in labels:
        words = each.own or each.left
        figure = _figure(each.key, words) if words else None
        if figure is not None:
            gathered.take(each.key, page, figure.content, figure.words, figure.doubt)
        if each.key == "building_lines" and words:
            _take_setbacks(gathered, page, words)


def _figure(key: str, words: Sequence[Word]) -> Figure | None:
    """What words beside a label of this key say, None when they are nothing of the kind."""
    numbered = [word for word in words if re.search(r"\d", word.text)]
    if key in _AS_TEXT:
        return Figure(_plain(joined(words)), tuple(words))
    if key == "authority":
        held = tuple(word for word in words if re.search("[א-ת]{2}", word.text))
        return Figure(_plain(joined(held)), held)
    if key == "information":
        return Figure(_plain(numbered[0].text), (numbered[0],)) if numbered else None
    if key == "information_date":
        return next(iter(figures.dates(words)), None)
    if key == "min_plot":
        return figures.decimal(numbered[:1])
    return next((figure for word in words if (figure := figures.whole((word,), 6))), None)


def _plain(text: str) -> str:
    return re.sub(r"^[\s:–—.,-]+|[\s:–—,;-]+$", "", " ".join(text.split()))


def _take_setbacks(gathered: Gathered, page: PageText, words: Sequence[Word]) -> None:
    """ "קדמי: 5 מ', אחורי: 6 מ', צידי: 3/4 מ'": a side and its metres each."""
    text = joined(words)
    marks = sorted(
        (match.start(), match.end(), side)
        for side, pattern in SIDES
        for match in re.finditer(pattern, text)
    )
    place = sum(path.endswith(".side") for path in gathered.found if path.startswith("setbacks["))
    sides = 0
    for index, (start, end, side) in enumerate(marks):
        stop = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        for match in list(_METRES.finditer(text, end, stop))[: 2 if side == "side" else 1]:
            if side == "side":
                sides += 1
                if sides > 2:
                    return
            name = f"side_{sides}" if side == "side" else side
            path = f"setbacks[{place}]"
            gathered.take(f"{path}.side", page, name, figures.words_between(words, start, end))
            held = figures.words_between(words, *match.span(1))
            gathered.take(f"{path}.distance", page, canonical_number(match[1]), held)
            place += 1
