"""Numbers from scans are believed only where something else on the papers agrees with them.

An engine's confidence cannot tell a right number from a wrong one (a 3 read as 5 at 95 %), so no
number that was recognised passes on it. Extractors make `Found` values, compare them by the rules
here, and `settled` gives each its doubt or the name of what confirmed it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from shamay_desktop.documents.extraction.finding import differs_apart, same_apart
from shamay_desktop.domain.identity_numbers import has_right_check_digit
from shamay_desktop.domain.reading.page_text import Word
from shamay_desktop.domain.reading.paper_reading import Doubt, Found

SURE_WORDS = Decimal("0.98")
"""Below this, words that were recognised wait for a person.

Of scanned extracts, words read rightly have 0.98 and 0.99 but for one in forty; names and acts
read wrongly had 0.90 to 0.97. It helps and proves nothing: a word may be wrong with 0.98.
"""

CHECK_DIGIT = "check_digit"
SHARES_SUM = "shares_sum"
SHARE_AND_AREA = "share_and_area"
SAME_DENOMINATOR = "same_denominator"
SUM = "sum"
COUNT = "count"
CONSECUTIVE = "consecutive"
SEVERAL_PLACES = "several_places"
PRICE_AND_AREA = "price_and_area"
KNOWN_LIST = "known_list"
RULES = frozenset(
    {
        CHECK_DIGIT, SHARES_SUM, SHARE_AND_AREA, SAME_DENOMINATOR, SUM, COUNT, CONSECUTIVE,
        SEVERAL_PLACES, PRICE_AND_AREA, KNOWN_LIST,
    }
)  # fmt: skip
"""What `Found.agrees_with` may name (words: `reading.agrees.<code>`)."""

_FIGURE = re.compile(r"\d")


@dataclass(slots=True)
class Agreement:
    """The values of one reading while they are compared with one another.

    `found` are they by path, `words` those that each was read from, `scanned` the pages that were
    recognised. The rules below are told paths; one that was not found is passed over. A rule says
    whether it held. No rule changes a value.
    """

    found: dict[str, Found]
    words: Mapping[str, Sequence[Word]]
    scanned: frozenset[int]
    numerals: frozenset[str] = frozenset()
    """Paths whose letters are numbers (a mark כט is 29), gated as numbers are."""
    _by: dict[str, str] = field(default_factory=dict)
    _against: dict[str, Doubt] = field(default_factory=dict)

    def content(self, path: str) -> str | None:
        """The content at a path, None when nothing was found."""
        found = self.found.get(path)
        return None if found is None else found.content

    def confirm(self, path: str, rule: str) -> None:
        """Something agrees with a value; what was first to agree is named.

        The same print is misread alike at several places of a scan: where its figures were read
        otherwise apart, another place is no witness.
        """
        if rule != SEVERAL_PLACES or not self._read_otherwise(path):
            self._by.setdefault(path, rule)

    def doubt(self, path: str, doubt: Doubt) -> None:
        """Something speaks against a value: a doubt outweighs what agrees."""
        self._against.setdefault(path, doubt)

    def confirmed(self, path: str) -> bool:
        """Whether something agrees with a value and nothing speaks against it."""
        return path in self._by and path not in self._against

    def read_alike(self, path: str) -> bool:
        """Whether its figures, read with words and apart, are the same: a weak help, no proof."""
        return same_apart(self.words.get(path, ()))

    def _read_otherwise(self, path: str) -> bool:
        found = self.found.get(path)
        scanned = found is not None and found.page in self.scanned
        return scanned and differs_apart(self.words.get(path, ()))

    def settled(self) -> tuple[Found, ...]:
        """The values, each with its doubt or with the name of what confirmed it."""
        return tuple(self._settled(path, found) for path, found in self.found.items())

    def _settled(self, path: str, found: Found) -> Found:
        against = self._against.get(path, found.doubt)
        if against is not None:
            return replace(found, doubt=against, agrees_with=None)
        by = self._by.get(path, found.agrees_with)
        if by is not None or found.page not in self.scanned:
            return replace(found, agrees_with=by)
        return replace(found, doubt=self._unconfirmed(path, found))

    def _unconfirmed(self, path: str, found: Found) -> Doubt | None:
        if path in self.numerals or _FIGURE.search(found.content):
            twice = differs_apart(self.words.get(path, ()))
            return Doubt.READ_TWICE if twice else Doubt.NUMBER_FROM_SCAN
        return Doubt.UNSURE_WORDS if Decimal(found.confidence) < SURE_WORDS else None


def check_digit(values: Agreement, path: str) -> bool:
    """An identity's or a company's number passes its check digit, or is doubted."""
    content = values.content(path)
    if content is None:
        return False
    if has_right_check_digit(content):
        values.confirm(path, CHECK_DIGIT)
        return True
    values.doubt(path, Doubt.CHECK_DIGIT)
    return False


def shares_sum(values: Agreement, paths: Iterable[str], whole: Fraction = Fraction(1)) -> bool:
    """Shares that make the whole confirm one another; else each is doubted."""
    shares = {path: share for path in paths if (share := _share(values, path)) is not None}
    if not shares:
        return False
    rule_holds = sum(shares.values(), Fraction(0)) == whole
    for path in shares:
        if rule_holds:
            values.confirm(path, SHARES_SUM)
        else:
            values.doubt(path, Doubt.SHARES)
    return rule_holds


def share_and_area(values: Agreement, share: str, area: str, *, believed: bool) -> bool:
    """The numerator of a unit's share is its rounded area, as most orders have it.

    `believed` says whether the denominator is: read alike in other rows. Then the share is
    confirmed by the area. The area is confirmed by the share only as far as the point; behind it,
    the figures read apart must say the same. Where they differ both are doubted if they were
    recognised; in a text the paper itself says so, and that is no fault of the reading.
    """
    part, size = _share_parts(values, share), number(values.content(area))
    if part is None or size is None:
        return False
    if abs(Decimal(part[0]) - size) > Decimal("0.5"):
        for path in (share, area):
            if values.found[path].page in values.scanned:
                values.doubt(path, Doubt.SHARE_OFF_AREA)
        return False
    if believed:
        values.confirm(share, SHARE_AND_AREA)
    if size == size.to_integral_value() or values.read_alike(area):
        values.confirm(area, SHARE_AND_AREA)
    return True


def shared_denominator(values: Agreement, paths: Sequence[str], units: int | None) -> int | None:
    """The denominator that at least three shares and nine of ten have, if it is to be believed.

    A scan may lose the same figure in every row, so the numerators must fit it: those of all
    `units` of the house make it up, those of some are on the average as large as they must be.
    A share that has another denominator is doubted where it was recognised.
    """
    parts = {path: part for path in paths if (part := _share_parts(values, path)) is not None}
    counted = Counter(part[1] for part in parts.values()).most_common(1)
    if not units or not counted or counted[0][1] < 3 or counted[0][1] * 10 < len(parts) * 9:
        return None
    whole = counted[0][0]
    for path, part in parts.items():
        if part[1] != whole and values.found[path].page in values.scanned:
            values.doubt(path, Doubt.SHARES)
    expected = Fraction(sum(part[0] for part in parts.values()) * units, len(parts))
    fits = abs(expected - whole) * 3 <= whole
    return whole if fits else None


def total(values: Agreement, path: str, parts: Sequence[str]) -> bool:
    """A total that is the sum of at least two parts, all of which were read, confirms them."""
    whole, sizes = number(values.content(path)), [number(values.content(part)) for part in parts]
    if whole is None or len(sizes) < 2 or None in sizes:
        return False
    if sum((size for size in sizes if size is not None), Decimal(0)) != whole:
        return False
    for each in (path, *parts):
        values.confirm(each, SUM)
    return True


def count(values: Agreement, path: str, rows: int) -> bool:
    """A stated count that is the count of rows is confirmed by them."""
    if rows == 0 or number(values.content(path)) != rows:
        return False
    values.confirm(path, COUNT)
    return True


def consecutive(
    values: Agreement,
    places: Sequence[tuple[str, int | None]],
    twins: frozenset[str] = frozenset(),
) -> None:
    """Numbers that run along a table: one between its two neighbours in the count is right.

    `places` in the order of the table, None where nothing (legible) stands. Where the run breaks
    on one side (a number was left out, a page is missing), the other side is enough, but not for
    the paths `twins`, which a scan takes for the very next number.
    """
    for index, (path, value) in enumerate(places):
        if value is None:
            continue
        before = places[index - 1][1] if index else None
        after = places[index + 1][1] if index + 1 < len(places) else None
        sides = (before == value - 1) + (after == value + 1)
        if sides == 2 or (sides == 1 and path not in twins):
            values.confirm(path, CONSECUTIVE)


def several_places(values: Agreement, path: str, others: Sequence[str]) -> bool:
    """What else on the papers says the same value: `others` are contents read at other places.

    One that agrees and none against confirms. In a scan, three that say it outweigh one that does
    not (one slip of the reading); else, where places differ, the value is doubted.
    """
    content = values.content(path)
    if content is None or not others:
        return False
    alike = 1 + sum(other == content for other in others)
    unlike = len(others) + 1 - alike
    slip = values.found[path].page in values.scanned and alike >= 3 * unlike
    if unlike and not slip:
        values.doubt(path, Doubt.SEVERAL)
        return False
    values.confirm(path, SEVERAL_PLACES)
    return True


def most_said(places: Sequence[Sequence[str]]) -> tuple[str, int] | None:
    """What most places of the paper say, and the first place that says it; None without places.

    A place has what was read there and, behind it, how else it may be read (figures read apart).
    Another place's word outweighs the first only when at least two places say it outright.
    """
    if not places:
        return None
    outright = Counter(readings[0] for readings in places)
    allowed = Counter(content for readings in places for content in set(readings))
    first = places[0][0]
    best = max(outright, key=lambda content: (allowed[content], content == first))
    if best != first and (outright[best] < 2 or allowed[best] <= allowed[first]):
        best = first
    return best, next(at for at, readings in enumerate(places) if readings[0] == best)


def said_elsewhere(places: Sequence[Sequence[str]], content: str, at: int) -> list[str]:
    """What the places but one say, for `several_places`; one that may say `content` says it."""
    others = [readings for place, readings in enumerate(places) if place != at]
    return [content if content in readings else readings[0] for readings in others]


def price_and_area(values: Agreement, price: str, area: str, per_metre: str) -> bool:
    """A price, an area and a price per m² that fit one another to the shekel confirm each other."""
    amount, size, stated = (number(values.content(path)) for path in (price, area, per_metre))
    if amount is None or size is None or stated is None or size == 0:
        return False
    if abs(amount / size - stated) > 1:
        return False
    for path in (price, area, per_metre):
        values.confirm(path, PRICE_AND_AREA)
    return True


def number(content: str | None) -> Decimal | None:
    """An exact number, None when there is none."""
    try:
        return None if content is None else Decimal(content)
    except InvalidOperation:
        return None


def _share_parts(values: Agreement, path: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d+)/(\d+)", values.content(path) or "", re.ASCII)
    return None if match is None or int(match[2]) == 0 else (int(match[1]), int(match[2]))


def _share(values: Agreement, path: str) -> Fraction | None:
    parts = _share_parts(values, path)
    return None if parts is None else Fraction(*parts)
