"""What in an extract confirms its values, and what makes a person look at them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.documents.extraction.agreement import (
    SHARE_AND_AREA,
    SHARES_SUM,
    Agreement,
    check_digit,
    number,
    several_places,
    shares_sum,
)
from shamay_desktop.documents.extraction.tabu.collecting import Collected
from shamay_desktop.documents.extraction.tabu.identification import head_of
from shamay_desktop.documents.extraction.tabu.labels import TABLES
from shamay_desktop.domain.identity_numbers import CHECKED_KINDS
from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.domain.reading.paper_reading import Doubt, Found

_NOT_LETTERS = re.compile("[^א-ת ]")
_NUMBER_OF = re.compile(r"(.*)id_number(s?)(\[\d+\])?")
_OWNER_SHARE = re.compile(r"(.*)owners\[\d+\]\.share")
_LEASE_SHARE = re.compile(r"(.*)leases\[\d+\]\.share")
_MARK = re.compile(r"attachments\[\d+\]\.mark$")
_MARK_SHAPE = re.compile(r"[א-ת]{1,5}['\"]?[א-ת]?'?|\d{1,4}|[A-Za-z]{1,3}\d{0,3}")
_PLACE_SHAPE = re.compile(r"[IVXL]{1,5}|\d{1,3}|[א-ת]'?|[A-Z]")
_REPEATED = ("extract_number", "gush", "helka", "tat_helka")
_COLOURS = frozenset(
    {
        "אפור", "סגול", "ורוד", "חום", "אדום", "כחול", "צהוב", "ירוק", "כתום", "תכלת", "זית",
        "שחור", "טורקיז", "בורדו", "לבן", "בז'",
    }
)  # fmt: skip
_HEADERS = frozenset(
    _NOT_LETTERS.sub("", label) for table in TABLES for label in table.labels if " " in label
)
"""Of two words and more: a scan's header that was not known as one, taken for a record."""

_ACTS = frozenset(
    {
        "אזהרה", "אחר", "אי", "איחוד", "אישור", "ארכה", "בדבר", "ביטול", "בית", "בניה",
        "בנייה", "בעלות", "בתים", "דיור", "דייר", "דין", "דירות", "הארכת", "הגבלה", "הוראות",
        "היוון", "הנאה", "הסדר", "הסכם", "הסכמה", "העברה", "העברת", "הערה", "הערת", "הפקעה",
        "הפקעת", "הצמדה", "הקדש", "הקלה", "התאמה", "התחייבות", "ויתור", "זיקת", "זרים", "חוק",
        "חכירה", "חלוקה", "חלק", "חלקה", "יורשים", "ייעוד", "יעוד", "ירושה", "כינוס", "ללא",
        "לפי", "מגרש", "מוגן", "מוטב", "מוסכם", "מחיקת", "מינהל", "מינוי", "מכירה", "מכר",
        "מנהל", "מניעה", "מקרקעי", "מקרקעין", "משותף", "משותפים", "משכון", "משכנתא", "משכנתה",
        "משפט", "מתנה", "נאמנות", "נכס", "נכסים", "סעיף", "סעיפים", "עודף", "עזבון", "עיזבון",
        "עיקול", "על", "עסקה", "פי", "פיצול", "פסק", "פרצלציה", "פשיטת", "צו", "צוואה",
        "צורך", "קבלת", "קדימה", "קיום", "קרקע", "ראשון", "רגל", "רישום", "רכוש", "שותפים",
        "שטר", "שינוי", "שיעבוד", "שיתוף", "שכירות", "שם", "שעבוד", "תוכנית", "תיקון",
        "תכנון", "תכנית", "תמורה", "תקנה", "תקנון", "תקנות",
    }
)  # fmt: skip
"""The words of which acts in the registers are made, without letters before them."""
_BEFORE = re.compile(r"^[ובלהמשכ]{1,2}(?=[א-ת]{2})")
_ACT = re.compile(r"(?:.*\.act|(?:.*\.)?origin\.kind)")
_EARLIEST = "1858"
"""The year of the Ottoman land law: no deed is older."""


def settled(into: Collected, pages: Sequence[PageText]) -> tuple[Found, ...]:
    """The values with what confirms them, or the doubt for which a person must look."""
    marks = frozenset(path for path in into.found if _MARK.search(path))
    agreement = Agreement(into.found, into.words, frozenset(into.scanned), marks)
    _identities(agreement)
    _shares(agreement)
    _share_and_area(agreement)
    _heads(agreement, pages)
    _shapes(agreement, marks)
    return agreement.settled()


def _identities(agreement: Agreement) -> None:
    for path in agreement.found:
        match = _NUMBER_OF.fullmatch(path)
        if match:
            kind = agreement.content(f"{match[1]}id_kind{match[2]}{match[3] or ''}")
            if kind in CHECKED_KINDS:
                check_digit(agreement, path)


def _shares(agreement: Agreement) -> None:
    """Owners' shares make a whole; lessees' may, for a part of a property may be let."""
    for owners, paths in _groups(agreement, _OWNER_SHARE).items():
        if not shares_sum(agreement, paths):
            _doubt_rows(agreement, f"{owners}owners[")
    for paths in _groups(agreement, _LEASE_SHARE).values():
        if sum((Fraction(agreement.content(path) or "0") for path in paths), Fraction(0)) == 1:
            for path in paths:
                agreement.confirm(path, SHARES_SUM)


def _doubt_rows(agreement: Agreement, start: str) -> None:
    """A scan of which a row was lost has one owner's name in the place of another's."""
    for path, found in agreement.found.items():
        if path.startswith(start) and found.page in agreement.scanned:
            agreement.doubt(path, Doubt.SHARES)


def _groups(agreement: Agreement, pattern: re.Pattern[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for path in agreement.found:
        match = pattern.fullmatch(path)
        if match:
            groups.setdefault(match[1], []).append(path)
    return groups


def _share_and_area(agreement: Agreement) -> None:
    """The numerator of a unit's share is its area, rounded or cut off, in most houses.

    In a text that it is not is the paper's own affair; in a scan one of both may be read wrongly.
    """
    for path in [path for path in agreement.found if path.endswith("common_property_share")]:
        area = path.removesuffix("common_property_share") + "unit_area"
        size = number(agreement.content(area))
        if size is None:
            continue
        part = int((agreement.content(path) or "0/1").partition("/")[0])
        if abs(Decimal(part) - size) < 1:
            agreement.confirm(path, SHARE_AND_AREA)
            if size == size.to_integral_value() or agreement.read_alike(area):
                agreement.confirm(area, SHARE_AND_AREA)
            continue
        for each in (path, area):
            if agreement.found[each].page in agreement.scanned:
                agreement.doubt(each, Doubt.SHARE_OFF_AREA)


def _heads(agreement: Agreement, pages: Sequence[PageText]) -> None:
    """What every page repeats above its body.

    The same print is misread alike on every page: in a scan the repetition confirms only what
    was read alike with words and apart.
    """
    heads = [head for head in map(head_of, pages[1:]) if head.values]
    for key in _REPEATED:
        others = [str(int(number)) for head in heads if (number := head.number(key))]
        found = agreement.found.get(key)
        if found is None:
            continue
        alike = found.page not in agreement.scanned or agreement.read_alike(key)
        if alike or any(other != found.content for other in others):
            several_places(agreement, key, others)


def _shapes(agreement: Agreement, marks: frozenset[str]) -> None:
    for path in marks:
        if not _MARK_SHAPE.fullmatch(agreement.content(path) or ""):
            agreement.doubt(path, Doubt.STRANGE_SHAPE)
    for path, found in agreement.found.items():
        if found.page in agreement.scanned and _is_strange(path, found):
            agreement.doubt(path, Doubt.STRANGE_SHAPE)
        if found.page in agreement.scanned and _ACT.fullmatch(path) and not _is_act(found.content):
            agreement.doubt(path, Doubt.UNSURE_WORDS)
        if path.endswith("date") and found.content[:4] < _EARLIEST:
            agreement.doubt(path, Doubt.OUT_OF_RANGE)
        if path.endswith("area") and number(found.content) == 0:
            agreement.doubt(path, Doubt.OUT_OF_RANGE)


def _is_act(content: str) -> bool:
    """Whether a recognised act is made of such words: confidence does not tell a garbled one."""
    words = re.findall(r"[א-ת]+", content)
    return bool(words) and all(
        word in _ACTS or _BEFORE.sub("", word) in _ACTS or word[1:] in _ACTS for word in words
    )


def _is_strange(path: str, found: Found) -> bool:
    """A recognised word that is none of those that stand there, or the header of a column."""
    if _NOT_LETTERS.sub("", found.content).strip() in _HEADERS:
        return True
    if path.endswith("colour"):
        return not any(word in _COLOURS for word in found.content.split())
    if path.endswith(("building", "entrance", "wing")):
        return _PLACE_SHAPE.fullmatch(found.content) is None
    return "id_kind" in path and found.content == "OTHER"
