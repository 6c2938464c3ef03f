"""People whom a text names though no field does: by title, role, identity number or plain name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from shamay_desktop.domain.analysis.name_words import name_words

_LETTER = "\u05d0-\u05eaA-Za-z\u00c0-\u024f\u0400-\u04ff\u0600-\u06ff"
_PART = (
    rf"[{_LETTER}]['\"]?(?:[{_LETTER}'\"\u05be-]*[{_LETTER}])?['](?![{_LETTER}])"
    rf"|[{_LETTER}](?:[{_LETTER}'\"\u05be-]*[{_LETTER}])?"
)
_WORD = re.compile(rf"(?<![{_LETTER}\[])(?:{_PART})")
_STARTS = "(?:ו?(?:כש|מש|לכש|ש|ל|ב|מ|ה|כ){0,2})"

_TITLES = (
    r"מר|גב['׳]?|גברת|מרת|ד[\"״]ר|דר['׳]?|פרופ['׳]?|פרופסור|עו[\"״]ד|עוה[\"״]ד|"
    r"עורכ(?:ת|י)?[ -]דין|עורך[ -]דין|"
    r"רו[\"״]ח|אינג['׳]?|אדר['׳]|אדריכל(?:ית)?|שמא(?:י|ית)|מהנדס(?:ת)?|הרב|"
    r"הרבנית|נוטריון|"
    r"mr|mrs|ms|miss|dr|prof|adv|rabbi|messrs"
)
_ROLES = (
    r"(?:בעל|בעלת|בעלי|בעלות|מחזיק|מחזיקת|מחזיקי)[ -]"
    r"(?:ה)?(?:זכות|זכויות|דירה|נכס|קרקע|משכנתה|בית)|"
    r"בעלים|בעלי[וה]|מוכר(?:ת|ים|ות)?|קונה|קונים|קונות|רוכש(?:ת|ים|ות)?|שוכר(?:ת|ים|ות)?|"
    r"משכיר(?:ה|ים|ות)?|חוכר(?:ת|ים|ות)?|מחכיר(?:ה|ים|ות)?|יורש(?:ת|ים|ות)?|יורשי|יורשותיו?|"
    r"מוריש(?:ה|ים)?|מנוח(?:ה|ים)?|עיזבון|עזבון|לווה|לווים|ממשכנ(?:ת|ים)|ממשכן|נושה|ערב(?:ה|ים)|"
    r"אפוטרופוס(?:ית)?|נאמן|דייר(?:ת|ים)?|מזמינ(?:ת|י)|מזמין|מבקש(?:ת|ים)?|נציג(?:ת|י)?|בא[ -]כוח|"
    r"לטובת|ע[\"״]ש|על[ -]שם|על[ -]ידי|ע[\"״]י|לכבוד|לידי|"
    r"שם(?:[ -](?:פרטי|משפחה|מלא|הבעלים|החוכר|הקונה|המוכר))?|"
    r"משפחת|משפחה|למשפחת|בנם|בתם|בן[ -]זוגה|בת[ -]זוגו|רעיית(?:ו)?|אשתו|בעלה|אלמנת(?:ו)?|"
    r"owners?|sellers?|vendors?|buyers?|purchasers?|lessees?|lessors?|tenants?|landlords?|heirs?|"
    r"borrowers?|in favou?r of|on behalf of|name|the late|estate of|family"
)
_BEFORE = re.compile(
    rf"(?<![{_LETTER}])(?:{_STARTS})(?:(?P<title>{_TITLES})|(?P<role>{_ROLES}))(?![{_LETTER}'\"])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ \t.]*[:\-–=|]*[ \t]*")
_AFTER_SEPARATOR = re.compile(r"[:=|]")
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,])\d{9}(?!\d)(?![.,]\d)|(?<!\d)\d{8}-\d(?!\d)|"
    r"(?<!\d)\d{7,8}(?=[ \t]*(?:ת\.?\s?[\"״]?ז))"
    r"|(?<=זהות)[ \t:]*\d{5,9}|(?<=דרכון)[ \t:.'׳מסר]*[A-Z]?\d{5,9}"
    r"|(?<=passport)[ \t:.no]*[A-Z]{0,2}\d{5,9}",
    re.IGNORECASE,
)
_LABEL_OF_NUMBER = re.compile(
    r"(?:[ \t]|ת\.?[ \t]?[\"״']?ז\.?['׳]?|תעודת[ \t]+זהות|ת[.]?ז|מספר|מס['׳.]?|זהות|דרכון|ח\.?פ\.?|"
    r"(?<![A-Za-z])(?:I\.?D\.?|no\.?|number|passport)(?![A-Za-z])|[:.,#()\-–|/=])+",
    re.IGNORECASE,
)
_LONGEST = 4


def people_in(text: str, common: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of people in a text, as they stand there, each once.

    `common` are words that are no names when nothing but a role stands before them (the words of
    the program's own labels). Names are found behind titles, roles and labels of tables, beside
    identity numbers and passports, and where a known given name stands beside another name. Better
    one word too many than a person too few.
    """
    known = frozenset(common)
    found: dict[str, None] = {}
    for line in re.split(r"[\n\r;]|\\n", text.replace("\t", " ").replace("|", " ")):
        for name in (*_behind_titles(line, known), *_beside_numbers(line), *_known(line)):
            if name:
                found[name] = None
    return tuple(found)


def is_known_name(word: str) -> bool:
    """Whether people are often called so."""
    return name_words().is_name(word)


def _behind_titles(line: str, common: frozenset[str]) -> Iterator[str]:
    for hit in _BEFORE.finditer(line):
        between = _BETWEEN.match(line, hit.end())
        at = hit.end() if between is None else between.end()
        said = bool(between and _AFTER_SEPARATOR.search(between.group()))
        sure = hit.group("title") is not None or said
        words = _words_from(line, at)
        if not words or (not sure and _is_usual(words[0], common)):
            continue
        while len(words) > 1 and _BEFORE.fullmatch(words[0]):
            words = words[1:]
        yield " ".join(_while_names(words, common, sure=sure))


def _beside_numbers(line: str) -> Iterator[str]:
    for hit in _NUMBER.finditer(line):
        before = _words_before(line, hit.start())
        if before:
            yield " ".join(before)
        else:
            label = _LABEL_OF_NUMBER.match(line, hit.end())
            words = _words_from(line, hit.end() if label is None else label.end())
            yield " ".join(_while_names(words, frozenset(), sure=True))


def _known(line: str) -> Iterator[str]:
    """A known given name with a name beside it, which is not where a street is named."""
    known = name_words()
    words = list(_WORD.finditer(line))
    for place, (one, other) in enumerate(pairwise(words)):
        if not _near(line, one, other):
            continue
        bare, next_bare = _bare(one.group()), _bare(other.group())
        named = any(map(known.is_given, bare)) and any(map(known.is_name, next_bare))
        turned = any(each in known.family for each in bare) and any(map(known.is_given, next_bare))
        before = words[place - 1].group().casefold() if place else ""
        if (named or turned) and before not in known.of_places:
            yield f"{one.group()} {other.group()}"


def _words_from(line: str, at: int) -> list[str]:
    words: list[str] = []
    while len(words) < _LONGEST:
        found = _WORD.match(line, at)
        if found is None:
            break
        words.append(found.group())
        gap = re.compile(r"[ \t]+").match(line, found.end())
        if gap is None:
            break
        at = gap.end()
    return words


def _words_before(line: str, until: int) -> list[str]:
    """Up to four words that end where a number, or its label, begins."""
    head = line[:until]
    label = re.search(rf"{_LABEL_OF_NUMBER.pattern}\Z", head, re.IGNORECASE)
    head = head if label is None else head[: label.start()]
    words: list[str] = []
    for found in reversed(list(_WORD.finditer(head))):
        gap = head[found.end() :]
        if (
            gap.strip(" \t")
            or found.group().casefold() in name_words().no_names
            or len(words) == _LONGEST
        ):
            break
        words.insert(0, found.group())
        head = head[: found.start()]
    return words


def _while_names(words: Sequence[str], common: frozenset[str], *, sure: bool) -> list[str]:
    """The words until one is certainly none; behind a role alone also until one of `common`."""
    names: list[str] = []
    for word in words:
        if word.casefold() in name_words().no_names or (names and _is_usual(word, common)):
            break
        if not sure and _is_usual(word, common):
            break
        names.append(word)
    return names


def _is_usual(word: str, common: frozenset[str]) -> bool:
    known, forms = name_words(), _bare(word)
    if any(map(known.is_name, forms)):
        return False
    return any(form.casefold() in known.no_names or form in common for form in forms)


def _bare(word: str) -> tuple[str, ...]:
    """The word, and without the letters that Hebrew writes in front of it."""
    forms = [word]
    while len(forms) < 4 and len(forms[-1]) > 3 and forms[-1][:1] in "ולבמשהכ":
        forms.append(forms[-1][1:])
    return tuple(forms)


def _near(line: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return line[one.end() : other.start()].strip(" \t") in ("", ",")
