"""The values of a permit from what stands beside its labels and in its text."""

import re
from collections.abc import Callable, Mapping, Sequence

from shamay_desktop.documents.extraction import agreement, figures
from shamay_desktop.documents.extraction.agreement import Agreement
from shamay_desktop.documents.extraction.figures import Figure
from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.labelled import Labelled
from shamay_desktop.documents.extraction.permit import permitted as text_of
from shamay_desktop.documents.extraction.plan_numbers import plan_number
from shamay_desktop.documents.extraction.tables import bare, joined, rows_of
from shamay_desktop.domain.reading.page_text import Method, PageText, Word
from shamay_desktop.domain.reading.paper_reading import Doubt

_NUMBER = re.compile(r"\d[\d/-]{0,17}", re.ASCII)
_FILE = re.compile(r"\d{1,9}(?:[/-]\d{1,9})*", re.ASCII)


def number_in(each: Labelled) -> Figure | None:
    """A permit's or request's number: figures, also with strokes and dashes, as they stand."""
    return _identifier(each.value(), _NUMBER)


def _identifier(words: Sequence[Word], pattern: re.Pattern[str]) -> Figure | None:
    for place, word in enumerate(words):
        text = re.sub(r"[^\d/-]", "", word.text).strip("/-")
        if text and pattern.fullmatch(text) and not re.search("[א-ת]", word.text):
            after = words[place + 1].text if place + 1 < len(words) else ""
            broken = re.fullmatch(r"\d+", after) is not None  # a scan has lost what is between
            return Figure(text, (word,), Doubt.STRANGE_SHAPE if broken else None)
    return None


def _whole(words: Sequence[Word]) -> Figure | None:
    """The first whole number; a second one beside it makes it one of several."""
    numbers = [word for word in words if figures.whole((word,), 7) is not None]
    first = figures.whole(numbers[:1], 7)
    if first is None or len(numbers) == 1:
        return first
    return Figure(first.content, first.words, Doubt.SEVERAL)


def _area(words: Sequence[Word]) -> Figure | None:
    return next((figure for word in words if (figure := figures.decimal((word,)))), None)


def _date(words: Sequence[Word]) -> Figure | None:
    return next(iter(figures.dates(words)), None)


_SHAPED: Mapping[str, Callable[[Sequence[Word]], Figure | None]] = {
    "number": lambda words: _identifier(words, _NUMBER),
    "request_number": lambda words: _identifier(words, _NUMBER),
    "building_file": lambda words: _identifier(words, _FILE),
    "gush": _whole,
    "helka": _whole,
    "plot": lambda words: _whole(words) or _letters(words),
    "issue_date": _date,
    "granted": _date,
    "valid_until": _date,
    "main_area": _area,
    "service_area": _area,
    "total_area": _area,
    "dwelling_units": _whole,
    "floors": _whole,
    "building_number": _whole,
}
_WORDS = ("authority", "neighbourhood", "address", "holder", "use")


def _letters(words: Sequence[Word]) -> Figure | None:
    """A plot may be named "A", "2א" or "101/1"; a lone letter or stroke of a scan may be a 1."""
    for word in words[:1]:
        text = bare(word.text)
        if text in ("l", "I"):
            return Figure("1", (word,), Doubt.STRANGE_SHAPE)
        if text and re.fullmatch(r"\d{0,5}[א-תA-Z]?(?:/\d{1,4})?", text):
            return Figure(text, (word,))
    return None


def take_head(gathered: Gathered, page: PageText, labels: Sequence[Labelled]) -> None:
    """What stands beside labels; a label of a row of further parcels is none of the permit's."""
    further = [each for each in labels if each.key == "further_parcels"]
    own = [each for each in labels if not any(_beside(each, row) for row in further)]
    for each in own:
        shaped = _SHAPED.get(each.key)
        if shaped is not None and each.key not in gathered.found:
            figure = shaped(each.own) or shaped(each.left) or shaped(each.below)
            if figure is not None:
                gathered.take(each.key, page, figure.content, figure.words, figure.doubt)
                gathered.numerals.add(each.key)
        elif each.key in _WORDS:
            words = each.own or each.left
            if re.search("[א-ת]{2}", joined(words)):
                gathered.take(each.key, page, text_of.repaired(_plain(joined(words))), words)
        elif each.key == "committee":
            _take_committee(gathered, page, each)
        elif each.key == "session":
            _take_session(gathered, page, each)
    _take_plans(gathered, page, own)
    for row in further:
        _take_parcels(gathered, page, row, [each for each in labels if _beside(each, row)])
    _take_years(gathered, page)


def _beside(each: Labelled, row: Labelled) -> bool:
    """Whether a label stands on the row of another, to its left."""
    if each is row:
        return False
    mine, other = each.label[0].box, row.label[0].box
    middle = (mine[1] + mine[3]) / 2
    return other[1] <= middle <= other[3] and mine[2] <= row.label[-1].box[0]


def _plain(text: str) -> str:
    return re.sub(r"^[\s:–—.,-]+|[\s:–—,-]+$", "", " ".join(text.split()))


def _take_committee(gathered: Gathered, page: PageText, each: Labelled) -> None:
    """ "ועדה מקומית לתכנון ובניה – עירית נתניה": the place alone."""
    words = [
        word
        for word in each.own or each.left
        if re.search("[א-ת]{2}", word.text)
        and not re.fullmatch(r"עירי{1,3}ת|מועצה|אזורית|מקומית|של", bare(word.text))
    ]
    if words:
        gathered.take("committee", page, _plain(joined(words)), words)


def _take_session(gathered: Gathered, page: PageText, each: Labelled) -> None:
    number = next((w for w in each.own if figures.whole((w,), 9)), None)
    if number is not None:
        gathered.take("session", page, figures.digits(number.text), (number,))
    found = figures.dates(each.own)
    if found:
        gathered.take("session_date", page, found[0].content, found[0].words)


def _take_plans(gathered: Gathered, page: PageText, labels: Sequence[Labelled]) -> None:
    """The plan, then further plans, each once."""
    place = sum(path.startswith("plans[") for path in gathered.found)
    have = {found.content for path, found in gathered.found.items() if path.startswith("plans[")}
    for key in ("plan", "further_plans"):
        for each in labels:
            if each.key != key:
                continue
            for number, words in _numbers_of_plans(each.value()):
                if number not in have:
                    gathered.take(f"plans[{place}]", page, number, words)
                    have.add(number)
                    place += 1


def _numbers_of_plans(words: Sequence[Word]) -> list[tuple[str, tuple[Word, ...]]]:
    """Plans between commas or semicolons; a word that is no number of a plan is passed over."""
    groups: list[list[Word]] = [[]]
    for word in words:
        groups[-1].append(word)
        if word.text.rstrip().endswith((",", ";")):
            groups.append([])
    found: list[tuple[str, tuple[Word, ...]]] = []
    for group in groups:
        whole = plan_number(joined(group))
        if whole is not None:
            found.append((whole, tuple(group)))
            continue
        singles = ((plan_number(word.text), word) for word in group)
        found += [(number, (word,)) for number, word in singles if number is not None]
    return found


def _take_parcels(
    gathered: Gathered, page: PageText, row: Labelled, parts: Sequence[Labelled]
) -> None:
    """Further parcels: "גוש: 9905 חלקה: 32 מגרש: 1" as "9905/32"; a bare list as it stands."""
    place, gush = 0, ""
    gush_words: tuple[Word, ...] = ()
    for each in sorted(parts, key=lambda part: -part.label[0].box[2]):
        numbers = [(figures.digits(w.text), w) for w in each.own if figures.whole((w,), 7)]
        if each.key == "gush" and numbers:
            gush, gush_words = numbers[0][0], (numbers[0][1],)
        elif each.key == "helka":
            for number, word in numbers:
                content = f"{gush}/{number}" if gush else number
                gathered.take(f"additional_parcels[{place}]", page, content, (*gush_words, word))
                place += 1
    if place == 0 and re.search(r"\d", joined(row.own)):
        for word in row.own:
            text = re.sub(r"[^\d/]", "", word.text).strip("/")
            if text:
                gathered.take(f"additional_parcels[{place}]", page, text, (word,))
                place += 1


_YEARS = re.compile(r"(?:יפקע|תוקפו|תוקף|בתוקף)\D{0,25}?(\d{1,2}(?:\.\d{1,2})?)\s*שנ")


def _take_years(gathered: Gathered, page: PageText) -> None:
    """ "היתר זה יפקע תוקפו 3.00 שנים מיום נתינתו"."""
    for line in rows_of(page.words()):
        match = _YEARS.search(joined(line))
        if match:
            words = figures.words_between(line, match.start(1), match.end(1))
            figure = figures.decimal(words)
            if figure is not None:
                gathered.take("valid_years", page, figure.content, figure.words)
                return


def take_text(gathered: Gathered, page: PageText, labels: Sequence[Labelled]) -> None:
    """What was permitted, as it stands, and what the text names."""
    label = next((each for each in labels if each.key == "permitted_text"), None)
    text = None if label is None else text_of.permitted(page, label, labels)
    if text is None:
        return
    whole = text_of.brackets(text_of.repaired(text.text))
    gathered.take("permitted_text", page, whole, text.words)
    _take_counts(gathered, page, text)
    place = sum(path.endswith(".area") for path in gathered.found if path.startswith("areas["))
    for each in text_of.areas(text):
        path = f"areas[{place}]"
        if each.kind and each.kind_words:
            kind = each.kind if page.method is Method.TEXT else text_of.mended(each.kind)
            doubt = None if kind == each.kind else Doubt.UNSURE_WORDS
            gathered.take(f"{path}.kind", page, kind, each.kind_words, doubt)
        else:
            gathered.miss(f"{path}.kind", "not_stated", page.page)
        gathered.take(f"{path}.area", page, each.area, each.area_words)
        place += 1


def _take_counts(gathered: Gathered, page: PageText, text: text_of.Permitted) -> None:
    flat = text.text.replace("\n", " ")
    chosen, differ = text_of.units(flat)
    for match, key, group in (
        (chosen[0] if chosen else None, "dwelling_units", "units"),
        (text_of.building(flat), "building_number", "building"),
        (text_of.floors(flat), "floors", "floors"),
    ):
        if match is not None:
            content = match[group]
            content = str(int(content)) if content.isdecimal() else content
            doubt = Doubt.SEVERAL if differ and key == "dwelling_units" else None
            words = text.words_of(match.start(group), match.end(group))
            gathered.take(key, page, content, words, doubt)
    told = text_of.kind(flat)
    if told is not None:
        gathered.take("kind", page, told[0], text.words_of(told[1], told[2]))
    use = re.search(r"מגורים|מסחר|משרדים|תעשי+ה|אחסנה|מלאכה|מלונאות|מבנה ציבור", flat)
    if use is not None:
        gathered.take("use", page, use[0], text.words_of(use.start(), use.end()))


WANTED = (
    "number", "request_number", "issue_date", "committee", "plans", "gush", "helka",
    "building_file", "permitted_text", "areas",
)  # fmt: skip


def miss_what_is_not_there(gathered: Gathered, labels: Sequence[Labelled]) -> None:
    """Values that were looked for: a label that has nothing beside it is blank."""
    labelled_keys = {each.key for each in labels} | {
        "plans" for each in labels if each.key == "plan"
    }
    for key in (*WANTED, "granted", "plot", "dwelling_units"):
        starts = (key, f"{key}[")
        if any(path == key or path.startswith(starts[1]) for path in gathered.found):
            continue
        if key in labelled_keys:
            illegible = key != "granted"
            gathered.miss(key, "not_legible" if illegible else "blank")
        elif key in WANTED:
            gathered.miss(key, "not_stated")


def identifiers(
    pages: Sequence[PageText], labels: Mapping[int, Sequence[Labelled]], key: str
) -> list[tuple[PageText, Figure]]:
    """A number at each of its places on the paper that has it whole."""
    return [
        (page, figure)
        for page in pages
        for each in labels[page.page]
        if each.key == key and (figure := number_in(each)) is not None and figure.doubt is None
    ]


def take_number(
    gathered: Gathered, pages: Sequence[PageText], labels: Mapping[int, Sequence[Labelled]]
) -> None:
    """The permit's number as most of its places have it, the form's own before the annexes'."""
    found = identifiers(pages, labels, "number")
    said = agreement.most_said([figures.readings(figure) for _, figure in found])
    if said is not None:
        page, figure = found[said[1]]
        gathered.take("number", page, figure.content, figure.words)


def compare(
    values: Agreement, pages: Sequence[PageText], labels: Mapping[int, Sequence[Labelled]]
) -> None:
    """What other places of the paper say of the same: number, gush, date, place."""
    for key in ("number", "request_number"):
        places = [figures.readings(figure) for _, figure in identifiers(pages, labels, key)]
        content = values.content(key)
        if content is not None and places:
            said = agreement.most_said(places)
            at = 0 if said is None else said[1]
            agreement.several_places(values, key, agreement.said_elsewhere(places, content, at))
    own = values.content("gush")
    for path, found in values.found.items():
        if path.startswith("additional_parcels[") and own and found.content.startswith(f"{own}/"):
            values.confirm("gush", agreement.SEVERAL_PLACES)
    _compare_dates(values, pages)
    committee, authority = values.content("committee"), values.content("authority")
    if committee is not None and committee == authority:
        values.confirm("committee", agreement.SEVERAL_PLACES)
        values.confirm("authority", agreement.SEVERAL_PLACES)


def _compare_dates(values: Agreement, pages: Sequence[PageText]) -> None:
    """A date that stands on the paper twice was read right: beside its label, and in a stamp."""
    every = [
        figure
        for page in pages
        for line in rows_of(page.words())
        for figure in figures.dates(line, spaced=page.method is Method.OCR)
    ]
    for key in ("issue_date", "granted", "session_date"):
        found = values.found.get(key)
        if found is None:
            continue
        own = values.words[key]
        again = [each for each in every if each.content == found.content and each.words != own]
        if again:
            values.confirm(key, agreement.SEVERAL_PLACES)
