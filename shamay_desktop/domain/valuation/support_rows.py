"""Which market rows may speak together of an adjustment: one basis of area, one kind, no doubt."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.market.rows import MarketRow, RowKind, RowStanding
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.market.words import key_of


class LeftOut(StrEnum):
    """Why a row does not speak; each row has the first of these that holds."""

    NO_DEAL = "no_deal"
    SET_APART = "set_apart"
    TOLD_TWICE = "told_twice"
    DOUBTFUL = "doubtful"
    NO_PRICE = "no_price"
    LATER = "later"
    OTHER_BASIS = "other_basis"
    OTHER_KIND = "other_kind"


DOUBTS = frozenset(
    {"price_per_sqm_unlikely", "date_unsure", "share_unreadable",
     "area_unreadable", "told_again", "parts_alike", "parts_not_joined", "parts_unsure",
     "thousands_by_dot", "decimals_or_thousands"}
)  # fmt: skip
"""Findings about a row that touch its price, area, share or day, and do not set it apart."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Rows with their price per m² that may be asked together.

    `basis` is a code of `comparables.area_basis`, `kind` the kind of property as the rows say it;
    "" where the rows do not say it. `left_out` counts the others by reason.
    """

    rows: tuple[tuple[MarketRow, Fraction], ...] = ()
    basis: str = ""
    kind: str = ""
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)


def speaking(rows: Sequence[MarketRow], subject: Subject) -> Speaking:
    """The rows of one basis and one kind: the subject's own where rows have it, else of most."""
    left: Counter[LeftOut] = Counter()
    sound: list[tuple[MarketRow, Fraction]] = []
    for row in rows:
        why = _why_not(row, subject.day)
        if why is None:
            sound.append((row, row.price_per_sqm or Fraction(0)))
        else:
            left[why] += 1
    basis, of_basis = _of_one(sound, lambda row: row.area_basis, subject.area_basis)
    left[LeftOut.OTHER_BASIS] = len(sound) - len(of_basis)
    wanted = key_of(subject.asset_kind)
    kind, of_kind = _of_one(of_basis, lambda row: key_of(row.asset_kind), wanted)
    left[LeftOut.OTHER_KIND] = len(of_basis) - len(of_kind)
    said = next((row.asset_kind for row, _ in of_kind), "")
    counted = {why: left[why] for why in LeftOut if left[why]}
    return Speaking(tuple(of_kind), basis, said if kind else "", MappingProxyType(counted))


def _why_not(row: MarketRow, day: date | None) -> LeftOut | None:
    why: LeftOut | None = None
    if row.kind is not RowKind.SALE or row.evidence != "deal":
        why = LeftOut.NO_DEAL
    elif row.standing is not RowStanding.ACTIVE:
        why = LeftOut.SET_APART
    elif row.twin_of is not None:
        why = LeftOut.TOLD_TWICE
    elif any(reason.code in DOUBTS for reason in row.reasons):
        why = LeftOut.DOUBTFUL
    elif (row.price_per_sqm or 0) <= 0:
        why = LeftOut.NO_PRICE
    elif day is not None and row.date is not None and row.date > day:
        why = LeftOut.LATER
    return why


_Priced = list[tuple[MarketRow, Fraction]]


def _of_one(sales: _Priced, said: Callable[[MarketRow], str], wanted: str) -> tuple[str, _Priced]:
    """The rows that say one thing, and what: the wanted, else what most of them say.

    Of as many the one that stands first: the rows come with the most alike first.
    """
    counts = Counter(said(row) for row, _ in sales)
    if not counts:
        return wanted, []
    chosen = wanted if wanted and wanted in counts else counts.most_common(1)[0][0]
    return chosen, [each for each in sales if said(each[0]) == chosen]
