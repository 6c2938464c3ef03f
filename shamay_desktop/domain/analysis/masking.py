"""Names, identity numbers, phones and e-mails: masked before a text leaves, unmasked in answers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from shamay_desktop.domain.analysis.people import is_known_name, people_in
from shamay_desktop.domain.case import Case, walk_value
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Kind
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.i18n.isolates import strip_marks

_LETTERS = "\u05d0-\u05eaA-Za-z\u00c0-\u024f\u0400-\u04ff\u0600-\u06ff"
_PATTERNS = (
    ("EMAIL", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (
        "ACCOUNT",
        re.compile(
            r"\bIL[ -]?\d{2}(?:[ -]?\d){19}(?!\d)"
            r"|(?<!\d)(?:\d{4}[ -]){3}\d{4}(?!\d)"
            r"|(?:חשבון|חשבונו|חשבונה|ח-ן|\baccount|\ba/c|\biban)"
            r"(?:[ \t]+(?:בנק|מס['.]?|מספר|no\.?|number))*"
            r"[ \t.:#-]{0,4}\d[\d /-]{3,24}\d(?!\d)",
            re.IGNORECASE,
        ),
    ),
    # What touches a number does not save it: only digits before or behind make it another one.
    (
        "PHONE",
        re.compile(r"(?<!\d)(?<!\d[.,])(?:\+972|00972|\(?0)[\d() .-]{7,14}\d(?!\d)(?![.,]\d)"),
    ),
    (
        "PHONE",
        re.compile(
            r"(?:טל(?:פון|['.])?|נייד|פקס|סלולרי?|\btel|\bphone|\bmobile|\bfax)[ \t.:'#-]{0,4}"
            r"\d[\d() -]{5,13}\d(?!\d)",
            re.IGNORECASE,
        ),
    ),
    ("ID", re.compile(r"(?<!\d)(?<!\d[.,])\d{9}(?!\d)(?![.,]\d)|(?<!\d)\d{8}-\d(?!\d)")),
    (
        "ID",
        re.compile(
            r"""(?<![א-ת])ת[.'"]{0,2}\s?ז[\s.:#'-]{0,4}\d[\d -]{4,11}\d(?!\d)"""
            r"""|(?:זהות|דרכון|passport|\bI\.?D\.?)(?:\s+(?:מס['.]?|מספר|no\.?|number))?"""
            r"""[\s.:#-]{0,4}(?:[A-Z]{1,2}\d{5,9}|\d[\d -]{4,11}\d)(?!\d)"""
            r"""|(?<![א-ת])(?:ח[.'"]{0,2}\s?[פצ]|ע[.'"]{0,2}\s?[מר]|עמותה|חברה\s+מס['.]?|company\s+no\.?)"""
            r"""[\s.:#'-]{0,4}\d[\d -]{4,11}\d(?!\d)""",
            re.IGNORECASE,
        ),
    ),
    (
        "PLATE",
        re.compile(
            r"(?<![\d-])(?:\d{2}-\d{3}-\d{2}|\d{3}-\d{2}-\d{3})(?![\d-])"
            r"|(?:מספר[ \t]+רישוי|מס['.]?[ \t]+רישוי|לוחית(?:[ \t]+רישוי)?|"
            r"רכב(?:[ \t]+מס['.]?|[ \t]+מספר)|"
            r"licen[cs]e[ \t]+plate)[ \t.:#-]{0,4}\d[\d-]{4,9}\d(?!\d)",
            re.IGNORECASE,
        ),
    ),
)
_PREFIXES = "(?:ו?(?:כש|מש|לכש|ש|ל|ב|מ|ה|כ){0,3})"
"""The letters that Hebrew writes onto a name, alone and together."""

_TOKEN = re.compile(
    r"\[?\b(NAME|ID|PHONE|EMAIL|ACCOUNT|PLATE|HIDDEN)[ _-]?(\d{1,4})\b\]?", re.IGNORECASE
)
TOKEN = re.compile(r"\[(?:NAME|ID|PHONE|EMAIL|ACCOUNT|PLATE|HIDDEN)_\d{1,4}\]")
"""A token as it stands in what is sent."""

_GENERAL = frozenset(
    {
        "בנק", "בעמ", 'בע"מ', "חברה", "חברת", "ושות'", "עו\"ד", "מר", "גב'", "גברת", "ד\"ר",
        "בעל", "בעלי", "בעלת", "בעלים", "הזכות", "הזכויות", "זכויות", "כל", "הדירה", "הנכס", "נכס",
        "משכנתה", "המשכנתה", "חברי", "קבוצת", "עיריית", "מועצה", "מקרקעי", "מינהל", "קרן",
        "בן", "בת", "של", "את", "הבעלים", "מדינת", "ישראל", "רשות", "bank", "ltd", "the", "of",
    }
)  # fmt: skip
"""Words of names that are no names: masking them would only hide what is asked about."""

_PERSONAL_KEYS = frozenset(
    {
        "name", "id_number", "borrower", "borrower_id_number", "beneficiary", "lessor", "holder",
        "beneficiary_id_number", "on_whom", "lender_id_number",
    }
)  # fmt: skip
_NOT_NAMES = frozenset({"client.title", "client.id_kind"})
_NAME_WORDS = 5
_PHONE_DIGITS = 9


@dataclass(slots=True)
class Mask:
    """Masks texts of one request alike; the table never leaves the machine.

    `names` are masked wherever they stand as words, in any order of their parts and behind the
    Hebrew one-letter prefixes. `hidden` is what a person wants masked besides: it is masked
    wherever its letters stand, inside words too.
    """

    names: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    _tokens: dict[str, str] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None
    _hidden: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        words = {
            " ".join(part.split()) for each in self.hidden for part in TOKEN.split(plain(each))
        }
        if kept := sorted((word for word in words if word), key=_rank):
            any_word = "|".join(r"\s+".join(map(re.escape, word.split())) for word in kept)
            self._hidden = re.compile(f"{TOKEN.pattern}|{any_word}", re.IGNORECASE)
        wanted = sorted({form for name in self.names for form in _forms(name)}, key=_rank)
        if wanted:
            any_of = "|".join(_spaced(each) for each in wanted)
            self._pattern = re.compile(
                rf"(?<![{_LETTERS}])({_PREFIXES})({any_of})(?![{_LETTERS}])", re.IGNORECASE
            )

    def masked(self, text: str) -> str:
        """The text as it may leave: plain, with a token for everything about a person."""
        shown = plain(text)
        for kind, pattern in _PATTERNS:
            shown = pattern.sub(partial(self._number_masked, kind), shown)
        if self._pattern is not None:
            shown = self._pattern.sub(
                lambda found: found.group(1) + self._token("NAME", found.group(2)), shown
            )
        if self._hidden is not None:
            shown = self._hidden.sub(
                lambda found: (
                    found.group()
                    if TOKEN.fullmatch(found.group())
                    else self._token("HIDDEN", found.group())
                ),
                shown,
            )
        return shown

    def unmasked(self, text: str) -> str:
        """An answer with the tokens of this request turned back; unknown ones stay."""
        words = {token: original for original, token in self._tokens.items()}

        def back(found: re.Match[str]) -> str:
            token = f"[{found.group(1).upper()}_{int(found.group(2))}]"
            return words.get(token, found.group())

        return _TOKEN.sub(back, text)

    def leaks(self, text: str) -> bool:
        """Whether something that must be masked still stands in a text."""
        return self.masked(text) != plain(text)

    @property
    def table(self) -> tuple[tuple[str, str], ...]:
        """What was masked, and as what, for the person to see."""
        return tuple((token, original) for original, token in self._tokens.items())

    def _number_masked(self, kind: str, found: re.Match[str]) -> str:
        """What is not called a phone has nine digits or more: a day between dashes is none."""
        text = found.group()
        called = text[0].isalpha()
        digits = sum(each.isdigit() for each in text)
        if kind == "PHONE" and not called and digits < _PHONE_DIGITS:
            return text
        return self._token(kind, found.group())

    def _token(self, kind: str, original: str) -> str:
        known = " ".join(original.split())
        if known not in self._tokens:
            number = sum(token.startswith(f"[{kind}_") for token in self._tokens.values()) + 1
            self._tokens[known] = f"[{kind}_{number}]"
        return self._tokens[known]


def mask_for(
    case: Case,
    evidence: CaseEvidence,
    further: Iterable[str] = (),
    texts: Iterable[str] = (),
    hidden: Iterable[str] = (),
) -> Mask:
    """The mask of a case: all that its fields and its papers' readings say of people.

    `further` are names besides, such as the person who works; `texts` is what will be sent, in
    which people are looked for who stand in no field; `hidden` is what a person masks by hand.
    """
    told = [*_of_case(case), *_of_papers(evidence), *further]
    for text in texts:
        told += people_in(plain(text), _label_words())
    names = {" ".join(plain(each).split()) for each in told}
    return Mask(tuple(sorted(name for name in names if len(name) > 1)), tuple(hidden))


@cache
def _label_words() -> frozenset[str]:
    """The words of the program's own labels: what stands there names nobody by itself."""
    labels = [label for field in (*FIELDS, *(c for f in FIELDS for c in f.columns))
              for label in (field.he, field.en)]  # fmt: skip
    return frozenset(word.strip(".,;:()\"'?/") for label in labels for word in label.split())


def plain(text: str) -> str:
    """The text without what hides a name from a search: marks, points, odd blanks and quotes."""
    apart = unicodedata.normalize("NFKD", strip_marks(text))
    kept = (each for each in apart if unicodedata.category(each) not in {"Mn", "Cf"})
    joined = unicodedata.normalize("NFC", "".join(kept))
    return joined.replace("״", '"').replace("׳", "'").replace("\u00a0", " ")


def _of_case(case: Case) -> Iterator[str]:
    for head, value in case.values.items():
        field = BY_ID.get(head)
        if field is None or head in _NOT_NAMES or head.startswith("checks."):
            continue
        for path, each in walk_value(head, value):
            declared = _declared(field, path)
            textual = declared.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.IDENTIFIER}
            if declared.personal and textual and isinstance(each.content, str):
                yield each.content


def _declared(field: Field, path: str) -> Field:
    if "/" not in path:
        return field
    column = path.rpartition("/")[2]
    return next((each for each in field.columns if each.id == column), field)


def _of_papers(evidence: CaseEvidence) -> Iterator[str]:
    for document in evidence.documents:
        read = reading_of(document)
        for reading in () if read is None else read.readings:
            for found in reading.found:
                key = found.path.rpartition(".")[2]
                if key in _PERSONAL_KEYS and (
                    key.endswith("id_number") or not _is_figure(found.content)
                ):
                    yield found.content


def _forms(name: str) -> Iterator[str]:
    """The name itself, and each of its words that is a name."""
    words = name.split()
    if all(word.casefold() in _GENERAL for word in words):
        return
    yield name
    if 1 < len(words) <= _NAME_WORDS:
        for word in words:
            bare = word.strip(".,;:()\"'")
            if (
                len(bare) > 1
                and word.casefold() not in _GENERAL
                and (bare not in _label_words() or is_known_name(bare))
                and not _is_figure(bare)
            ):
                yield bare


def _is_figure(text: str) -> bool:
    """Whether a content says a number or a share, not somebody."""
    return bool(text) and all(letter in "0123456789./,-% " for letter in text)


def _spaced(name: str) -> str:
    """A name's words with blanks or hyphens between them, however they were written."""
    return r"[\s\u05be-]+".join(re.escape(word) for word in re.split(r"[\s\u05be-]+", name) if word)


def _rank(name: str) -> tuple[int, str]:
    return -len(name), name
