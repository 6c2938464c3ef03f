"""Lists of two sources row by row: which rows are the same, which one lacks, which differ."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.reading import sameness
from shamay_desktop.domain.reading.subjects import ListSubject

_NUMBERS = frozenset(("area", "amount", "rank"))
_MARKS = frozenset(("deed", "mark", "id_number"))


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows of the second list that the first has not, of the first only, and pairs that differ."""

    lacking: tuple[Row, ...] = ()
    further: tuple[Row, ...] = ()
    differing: tuple[tuple[Row, Row], ...] = ()

    @property
    def agree(self) -> bool:
        """Whether both lists say the same."""
        return not (self.lacking or self.further or self.differing)


def compare(subject: ListSubject, mine: tuple[Row, ...], theirs: tuple[Row, ...]) -> Compared:
    """The two lists, each row against its like.

    What one list repeats, the other may tell once: a note that stands on each parcel is one note.
    A person's shares are compared together, whether they stand in one row or in several; one deed
    may have registered several things, of which none may be lost.
    """
    pairs = {row.id: [other for other in mine if same_row(subject, other, row)] for row in theirs}
    matched = {other.id for found in pairs.values() for other in found}
    lacking = tuple(row for row in theirs if _is_lacking(subject, row, pairs[row.id], theirs))
    further = tuple(row for row in mine if row.id not in matched)
    if not subject.strong and not lacking and not further:
        return Compared(differing=_by_count(subject, mine, theirs))
    differing = tuple(
        (found[0], row)
        for row in theirs
        if (found := pairs[row.id]) and not _tell_same(subject, found, row, theirs)
    )
    return Compared(lacking, further, differing)


def same_row(subject: ListSubject, one: Row, other: Row) -> bool:
    """Whether two rows speak of one thing."""
    for column in subject.strong:
        first, second = _meaning(one, column), _meaning(other, column)
        if first is not None and second is not None:
            return first == second
    main, *rest = subject.weak
    first, second = _meaning(one, main), _meaning(other, main)
    if first is None or second is None or not _alike(first, second):
        return False
    return not any(_differs(one, other, column) for column in rest)


def _alike(one: Hashable, other: Hashable) -> bool:
    """Equal; of words, one may hold the other, as a name that was shortened."""
    if isinstance(one, str) and isinstance(other, str):
        return one in other or other in one
    return one == other


def _differs(one: Row, other: Row, column: str) -> bool:
    first, second = _meaning(one, column), _meaning(other, column)
    return first is not None and second is not None and not _alike(first, second)


def _is_lacking(subject: ListSubject, row: Row, found: list[Row], theirs: tuple[Row, ...]) -> bool:
    """Whether none of a row's like is it: a deed's rows are more than those found by the deed."""
    if not found or _DEED not in subject.strong:
        return not found
    if any(not _differs_in_words(subject, other, row) for other in found):
        return False
    like = [other for other in theirs if same_row(subject, other, row)]
    things = {tuple(_meaning(each, column) for column in subject.weak) for each in like}
    return len(things) > len(found)


def _differs_in_words(subject: ListSubject, one: Row, other: Row) -> bool:
    return any(_differs(one, other, column) for column in subject.weak)


def _tell_same(subject: ListSubject, found: list[Row], row: Row, theirs: tuple[Row, ...]) -> bool:
    """Whether a row and its like say the same; the shares of one person as a sum."""
    if not any(_fit(subject, other, row, without=_SHARE) for other in found):
        return False
    if _PERSON not in subject.strong or _meaning(row, _PERSON) is None:
        return any(_fit(subject, other, row) for other in found)
    whole, said = _total(found), _total([each for each in theirs if _is_one(each, row)])
    if whole is None or said is None:
        return any(_fit(subject, other, row) for other in found)
    return whole == said


_PERSON, _SHARE, _DEED = "id_number", "share", "deed"


def _is_one(one: Row, other: Row) -> bool:
    return _meaning(one, _PERSON) == _meaning(other, _PERSON)


def _total(rows: list[Row]) -> Fraction | None:
    """The shares of several rows together, None when one of them is not known as a number."""
    shares = [
        sameness.share(content) if isinstance(content := row.content(_SHARE), str) else None
        for row in rows
    ]
    known = [each for each in shares if isinstance(each, Fraction)]
    return sum(known, Fraction()) if len(known) == len(rows) else None


def _fit(subject: ListSubject, one: Row, other: Row, *, without: str = "") -> bool:
    for column, meaning in subject.details:
        if column == without:
            continue
        first, second = one.content(column), other.content(column)
        if isinstance(first, str) and isinstance(second, str) and meaning(first) != meaning(second):
            return False
    return True


def _meaning(row: Row, column: str) -> Hashable | None:
    content = row.content(column)
    if not isinstance(content, str) or not content.strip():
        return None
    if column in _NUMBERS:
        return sameness.number(content)
    return sameness.tight(content) if column in _MARKS else sameness.words(content)


def _by_count(
    subject: ListSubject, mine: tuple[Row, ...], theirs: tuple[Row, ...]
) -> tuple[tuple[Row, Row], ...]:
    """Rows without a name of their own: there must be as many of each."""
    column = subject.weak[0]
    here = Counter(_meaning(row, column) for row in mine)
    there = Counter(_meaning(row, column) for row in theirs)
    return () if here == there or not mine or not theirs else ((mine[0], theirs[0]),)


def said_in(subject: ListSubject, row: Row) -> str:
    """What a row is called in a sentence: its first words, never an identity number."""
    names = (*subject.weak, *subject.strong)
    contents = (
        row.content(column) for column in dict.fromkeys(names) if not column.endswith("id_number")
    )
    return next((text for text in contents if isinstance(text, str) and text.strip()), "")
