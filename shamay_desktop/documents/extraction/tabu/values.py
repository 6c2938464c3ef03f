"""What is printed in a cell, as the exact content that the program keeps; None when it is not one.

Each reader takes the words of a cell as they are read, one blank between.
"""

import re
from collections.abc import Callable
from datetime import date

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.shares import canonical_share

Read = Callable[[str], str | None]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_DEED = re.compile(r"\d{1,9}/\d{4}(?:/\d{1,9})?|\d{1,9}/\d{2,4}")
_RANKS = {
    "ראשונה": 1, "שנייה": 2, "שניה": 2, "שלישית": 3, "רביעית": 4, "חמישית": 5, "שישית": 6,
    "ששית": 6, "שביעית": 7, "שמינית": 8, "תשיעית": 9, "עשירית": 10, "אחת עשרה": 11,
    "שתים עשרה": 12, "שתיים עשרה": 12, "ראשית": 1, "חכירה ראשית": 1, "משנה": 2,
    "חכירת משנה": 2,
}  # fmt: skip
_ID_KINDS = (
    ("תז", "ID"), ("תעודתזהות", "ID"), ("ז", "ID"), ("חברה", "COMPANY"), ("חפ", "COMPANY"),
    ("דרכון", "PASSPORT"),
)  # fmt: skip
_BY_LAWS = {"מצוי": "statutory", "מוסכם": "agreed", "מתוקן": "amended"}
_DIRECTIONS = {"חלקה נהנית": "benefits", "נהנית": "benefits", "חלקה כפופה": "burdens",
               "כפופה": "burdens"}  # fmt: skip
_CURRENCIES = (
    (re.compile(r"\$|דולר|USD"), "USD"),
    (re.compile(r"€|אירו|יורו|EUR"), "EUR"),
    (re.compile(r"£|לירה שטרלינג|לירות שטרלינג|ליש\"ט|GBP"), "GBP"),
    (re.compile(r"פרנק|CHF"), "CHF"),
)
_SHEKELS = re.compile(r"₪|ש\"ח|שקל|ש״ח|NIS|ILS")
_LINKED = re.compile(
    r"(?:(?:לא|בלתי|ללא) )?(?:צמוד\S*|הצמדה)(?: (?:ל|ב)?(?:מדד|שער)\S*)?"
    r"(?: (?:המחירים|לצרכן|היציג|דולר\S*|ה?אירו))*"
)
_UNLIMITED = re.compile(r"(?:ללא|בלי) (?:הגבלת|הגבלה)")
_BEFORE_COMMA = re.compile(r" +([,.;:)](?:\s|$))")
_COMMA_JOINED = re.compile(r" ,(?=\S)")


def words(text: str) -> str | None:
    """Plain words: one blank between, none before a comma."""
    tidy = _COMMA_JOINED.sub(", ", _BEFORE_COMMA.sub(r"\1", " ".join(text.split())))
    return tidy or None


def number(text: str) -> str | None:
    """ "4,318" is "4318", "97.60" stays "97.60"; a sign of square metres behind it is no part."""
    bare = re.sub(r"מ\"ר|מ״ר", "", text).strip()
    return bare.replace(",", "") if re.fullmatch(_NUMBER, bare, re.ASCII) else None


def whole(text: str) -> str | None:
    """A whole number without separators and leading zeros."""
    bare = text.strip(" .")
    return str(int(bare)) if re.fullmatch(r"\d{1,9}", bare, re.ASCII) else None


def only_digits(text: str) -> str | None:
    """The one whole number in a text: a recognised "חלקה:21" has its label in the same word."""
    found = re.findall(r"\d+", text, re.ASCII)
    return whole(found[0]) if len(found) == 1 else None


def share(text: str) -> str | None:
    """ "1 / 2" is "1/2", "בשלמות" is "1/1"."""
    try:
        return canonical_share(text)
    except Refused:
        return None


def day(text: str) -> str | None:
    """ "06/11/2016" is "2016-11-06": the registry writes the day first."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None


def deed(text: str) -> str | None:
    """A deed's number, "8812/2017/1" or "31245/2016"; blanks in it are no part."""
    bare = "".join(text.split())
    return bare if _DEED.fullmatch(bare) else None


def identity_kind(text: str) -> str | None:
    """ID, COMPANY, PASSPORT, else OTHER; a recognised "ת.ז" loses its first letter at times."""
    plain = re.sub(r"[^א-ת]", "", text)
    return next((code for label, code in _ID_KINDS if plain.startswith(label)), "OTHER")


def identity_number(text: str) -> str | None:
    """Letters and digits of an identity, a company's or a passport's number."""
    bare = "".join(text.split())
    return bare if re.fullmatch(r"[A-Za-z]{0,3}\d[\dA-Za-z-]{2,19}", bare, re.ASCII) else None


def rank(text: str) -> str | None:
    """ "ראשונה" is "1"; figures stay."""
    plain = " ".join(text.split()).removeprefix("דרגה ")
    known = _RANKS.get(plain)
    return str(known) if known else whole(plain)


def by_laws(text: str) -> str | None:
    """The code of the kind of by-laws."""
    return next((code for label, code in _BY_LAWS.items() if label in text), "other")


def direction(text: str) -> str | None:
    """Whether the parcel benefits from an easement or is burdened by it."""
    return _DIRECTIONS.get(" ".join(text.split()))


def yes(text: str) -> str | None:
    """A mark or a "yes" in a column of marks."""
    if text.strip() in {"כן", "V", "v", "X", "+", "✓", "כלול"}:
        return "true"
    return "false" if text.strip() in {"לא", "לא כלול"} else None


def money(text: str) -> tuple[str, str] | None:
    """The field that an amount belongs to and its content.

    ("amount", "940000") in shekels; ("foreign_amount", "120000"); ("unlimited", "true").
    """
    if _UNLIMITED.search(text):
        return "unlimited", "true"
    numbers = re.findall(_NUMBER, text, re.ASCII)
    if len(numbers) != 1:
        return None
    exact = numbers[0].replace(",", "")
    if currency(_LINKED.sub("", text)):
        return "foreign_amount", exact
    rest = _SHEKELS.sub("", _LINKED.sub("", text)).replace(numbers[0], "").strip(" .'ים")
    return ("amount", exact) if not rest else None


def is_linked(text: str) -> bool:
    """Whether an amount says what it is linked to."""
    return _LINKED.search(text) is not None


def currency(text: str) -> str | None:
    """The code of a foreign currency that an amount is stated in."""
    return next((code for pattern, code in _CURRENCIES if pattern.search(text)), None)


def linkage(text: str) -> str | None:
    """What an amount is linked to."""
    if re.search(r"לא צמוד|ללא", text):
        return "none"
    if re.search(r"מדד", text):
        return "index"
    return "currency" if currency(text) or "שער" in text else "other"


def clock(text: str) -> str | None:
    """ "09:41"."""
    match = re.search(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)", text)
    return f"{int(match[1]):02}:{match[2]}" if match else None
