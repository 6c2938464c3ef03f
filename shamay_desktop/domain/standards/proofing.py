"""The proofing pass over free texts: slips of writing that a reader stumbles over."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from shamay_desktop.domain.reading.addresses import alike_streets, parse_address
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.predicate import TEXT, TEXTS, Hit, Parameters, hit, predicate
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import text_in

_FORMS = (
    ("dd.mm.yyyy", re.compile(r"(?<![\d./])\d{1,2}\.\d{1,2}\.\d{4}(?!\d)")),
    ("dd/mm/yyyy", re.compile(r"(?<![\d./])\d{1,2}/\d{1,2}/\d{4}(?!\d)")),
    ("dd-mm-yyyy", re.compile(r"(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?!\d)")),
    ("yyyy-mm-dd", re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")),
    ("dd.mm.yy", re.compile(r"(?<![\d./])\d{1,2}\.\d{1,2}\.\d{2}(?![\d.])")),
    ("dd/mm/yy", re.compile(r"(?<![\d./])\d{1,2}/\d{1,2}/\d{2}(?![\d/])")),
)
_EMPTY_ITEM = re.compile(r"^\s*(?:[•●▪*–-]|\d{1,2}[.)]|[א-ת][.)])\s*$", re.MULTILINE)
_ENUMERATOR = re.compile(r"(?:^|(?<=[,;:.]))\s*(?:\d{1,2}|[א-ת]{1,2}|[a-z])\)", re.MULTILINE)
_INSIDE_WORD = re.compile(r"(?<=\w)[\"״'׳](?=\w)|(?<=\w)['׳]")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"))
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_AREA = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(?:מ[\"״]ר|מטרים רבועים|m²|sq\.? ?m)"
)
_OF_THE_UNIT = (
    "unit.registered_area", "unit.built_area", "parcel.area", "order.unit/area",
)  # fmt: skip


def mixed_dates(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Dates in free texts in more than one form; the rarer forms are where to go."""
    used: dict[str, tuple[Label, str]] = {}
    counts: Counter[str] = Counter()
    for place, text in situation.prose:
        for form, found in _dates_in(text):
            counts[form] += 1
            used.setdefault(form, (place, found))
    if len(counts) > 1:
        (usual, _), *_, (rare, _) = counts.most_common()
        place, found = used[rare]
        yield hit(place.path, used[usual][0].path, field=place, found=found, usual=used[usual][1])


@lru_cache(maxsize=512)
def _dates_in(text: str) -> tuple[tuple[str, str], ...]:
    """Each date with the name of its form, form by form."""
    return tuple((form, found) for form, shape in _FORMS for found in shape.findall(text))


def empty_items(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """An item of a list, or a bullet, with nothing in it; a row of a list without any cell."""
    for place, text in situation.prose:
        if _EMPTY_ITEM.search(text):
            yield hit(place.path, field=place)


def unbalanced(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Quotes and brackets that are opened and not closed, or the other way round."""
    for place, text in situation.prose:
        mark = _open_mark(text)
        if mark:
            yield hit(place.path, field=place, mark=mark)


@lru_cache(maxsize=512)
def _open_mark(text: str) -> str:
    bare = _INSIDE_WORD.sub("", _ENUMERATOR.sub("", text))
    for opening, closing in _PAIRS:
        depth = 0
        for letter in bare:
            depth += (letter == opening) - (letter == closing)
            if depth < 0:
                return closing
        if depth:
            return opening
    return '"' if sum(bare.count(mark) for mark in '"״') % 2 else ""


def evaluative(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Words that praise instead of describing."""
    for place, text in situation.prose:
        found = _any_of(parameters.texts("words")).search(text)
        if found is not None:
            yield hit(place.path, field=place, word=found[0])


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, standing alone."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w\"״])(?:{listed})(?!\w)", re.IGNORECASE)


def two_counts(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """One noun with two counts in one sentence ("18 דירות בו 56 דירות")."""
    counted = _counted(parameters.texts("nouns"))
    for place, text in situation.prose:
        for sentence in _SENTENCE_END.split(text):
            seen: dict[str, str] = {}
            for count, noun in counted.findall(sentence):
                if seen.setdefault(noun, count) != count:
                    yield hit(place.path, field=place, noun=noun, first=seen[noun], second=count)
                    break


@lru_cache(maxsize=64)
def _counted(nouns: tuple[str, ...]) -> re.Pattern[str]:
    """A count and one of the nouns."""
    listed = "|".join(re.escape(noun) for noun in sorted(nouns, key=len, reverse=True))
    return re.compile(rf"(?<![\d.,/-])(\d{{1,4}})[\s-]+({listed})(?!\w)")


def two_roundings(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """An area that stands exactly in one place and rounded in another."""
    exact = [(_number(situation, path), Label(path)) for path in _OF_THE_UNIT]
    known = {area: place for area, place in exact if area is not None and _has_fraction(area)}
    written: list[tuple[Decimal, Label]] = []
    for place, text in situation.prose:
        for whole, fraction in _AREA.findall(text):
            area = Decimal(whole.replace(",", "") + fraction)
            written.append((area, place))
            if _has_fraction(area):
                known.setdefault(area, place)
    told: set[tuple[Decimal, Decimal]] = set()
    for area, place in written:
        for precise, source in known.items():
            if _is_rounding(area, precise) and (area, precise) not in told:
                told.add((area, precise))
                yield hit(place.path, source.path, field=place, rounded=area, exact=precise,
                          other=source)  # fmt: skip


def _number(situation: Situation, path: str) -> Decimal | None:
    content = situation.case.text(path)
    return None if content is None else Decimal(content)


def _has_fraction(area: Decimal) -> bool:
    return area != area.to_integral_value()


def _is_rounding(rounded: Decimal, exact: Decimal) -> bool:
    """Whether the whole number is the exact one, rounded or cut off."""
    return not _has_fraction(rounded) and rounded in (int(exact), round(exact))


def street_two_ways(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """One street that is spelled in two ways, in the address and in the comparables."""
    own = situation.case.text("address.street")
    named = [(own, Label("address.street"))] if own else []
    for number, row in situation.numbered("comparables"):
        street = parse_address(text_in(row, "address")).street
        if street:
            named.append((street, Label(f"comparables/{row.id}/address", number)))
    for at, (street, place) in enumerate(named):
        for earlier, other in named[:at]:
            if alike_streets(street, earlier):
                yield hit(place.path, other.path, field=place, other=other)
                break


def says_without(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A text that claims what a field of the case has to say, and does not."""
    fields = parameters.texts("needs")
    if all(situation.answered(path) for path in fields):
        return
    for place, text in situation.prose:
        phrase = next((each for each in parameters.texts("phrases") if each in text), None)
        if phrase is not None:
            yield hit(place.path, *fields, field=place, phrase=phrase, needed=Label(fields[0]))


def as_of_today(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """ "As of today" about the register, from an extract of another day than the report's."""
    day, other = (situation.day(parameters.text(name)) for name in ("date", "other"))
    if day is None or other is None or day == other:
        return
    for path in parameters.texts("fields"):
        text = situation.case.text(path) or ""
        phrase = next((each for each in parameters.texts("phrases") if each in text), None)
        if phrase is not None:
            yield hit(path, parameters.text("date"), field=Label(path), phrase=phrase, date=day)


PREDICATES = {
    "mixed_dates": predicate(mixed_dates),
    "empty_items": predicate(empty_items),
    "unbalanced": predicate(unbalanced),
    "evaluative": predicate(evaluative, words=TEXTS),
    "two_counts": predicate(two_counts, nouns=TEXTS),
    "two_roundings": predicate(two_roundings),
    "street_two_ways": predicate(street_two_ways),
    "says_without": predicate(says_without, phrases=TEXTS, needs=TEXTS),
    "as_of_today": predicate(as_of_today, phrases=TEXTS, fields=TEXTS, date=TEXT, other=TEXT),
}
