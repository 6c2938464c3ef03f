"""Rows that cannot be right are set apart with the reason, never dropped; oddities are said."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from shamay_desktop.domain.market.rows import MarketRow, Reason, RowKind, RowStanding
from shamay_desktop.domain.market.words import words_of

IMPOSSIBLE = frozenset(
    {"date_in_future", "date_impossible", "date_missing", "date_unreadable", "price_missing",
     "price_zero", "price_unreadable", "area_zero", "share_impossible", "option_deal", "sum_row"}
)  # fmt: skip
"""Reasons for which a row is no evidence."""

_ANEW = frozenset(
    {"date_in_future", "date_impossible", "date_missing", "price_missing", "price_zero",
     "area_zero", "area_missing", "share_impossible", "sum_row", "price_per_sqm_unlikely"}
)  # fmt: skip
"""Reasons that the facts which a row holds tell whenever it is judged."""

OF_A_CELL = frozenset(
    {"thousands_by_dot", "decimals_or_thousands", "amount_rounded", "share_rounded",
     "date_unsure", "date_unreadable", "price_unreadable", "area_unreadable", "share_unreadable",
     "key_unreadable", "cell_unreadable", "year_impossible", "rooms_impossible", "place_unknown",
     "option_deal"}
)  # fmt: skip
"""Reasons that came of how a cell was read: the row does not tell them, so they go when the cell
is mended, and not before."""

_MENDED_BY = {
    "gush": ("gush", "helka", "tat_helka"),
    "key": ("gush", "helka", "tat_helka"),
    "share_numerator": ("share_sold",),
    "share_denominator": ("share_sold",),
    "x": ("east", "north"),
    "y": ("east", "north"),
    "shape": ("east", "north"),
    "deal_kind": ("deal_kind", "asset_kind", "rights"),
}
"""The facts that mend a cell which is no fact of a row by itself."""

_FIRST_YEAR = 1920
_FIRST_BUILT, _BUILT_AHEAD = 1500, 12
_MOST_ROOMS = 100
_LIKELY = (Decimal(300), Decimal(500_000))
"""Shekels a m² beyond which a slip of ten times is likelier than the price."""

_SUMS = frozenset({"סהכ", "סך הכל", "total", "sum", "ממוצע", "average", "חציון", "median"})


def lasting(row: MarketRow, changed: Collection[str]) -> tuple[Reason, ...]:
    """What stays of a row's reasons when these facts of it change, before it is judged anew."""
    return tuple(
        reason
        for reason in row.reasons
        if reason.code not in _ANEW
        and not (
            reason.code in OF_A_CELL
            and not set(_MENDED_BY.get(reason.column, (reason.column,))).isdisjoint(changed)
        )
    )


def judged(
    row: MarketRow, today: date, excluded: Sequence[str] = (), told: Collection[str] = ()
) -> MarketRow:
    """The row with all that is wrong or odd about it.

    `excluded`: words of kinds of deals that are no sales. `told`: the targets that its table has
    columns for; what no column tells is not missing.
    """
    row, reasons = _sound_parts(row, today)
    reasons = [*row.reasons, *reasons]
    reasons += _of_kind(row, excluded)
    known = {reason.code for reason in reasons}
    if "sum_row" in known:
        return replace(row, reasons=(Reason("sum_row"),), standing=RowStanding.QUARANTINED)
    reasons += _of_date(row, today, known)
    reasons += _of_amounts(row, known, told)
    if not reasons:
        return row
    apart = any(reason.code in IMPOSSIBLE for reason in reasons)
    standing = RowStanding.QUARANTINED if apart else RowStanding.ACTIVE
    return replace(row, reasons=_once(reasons), standing=standing)


def _once(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Each reason of a column once."""
    seen: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.code, reason.column), reason)
    return tuple(seen.values())


def _sound_parts(row: MarketRow, today: date) -> tuple[MarketRow, list[Reason]]:
    """Single facts that cannot be: said, and not taken as facts."""
    reasons = []
    if (
        row.year_built is not None
        and not _FIRST_BUILT <= row.year_built <= today.year + _BUILT_AHEAD
    ):
        reasons.append(Reason("year_impossible", "year_built", {"given": str(row.year_built)}))
        row = replace(row, year_built=None)
    if row.rooms is not None and not 0 < row.rooms <= _MOST_ROOMS:
        if row.rooms:
            reasons.append(Reason("rooms_impossible", "rooms", {"given": str(row.rooms)}))
        row = replace(row, rooms=None)
    if row.assessed_value is not None and row.assessed_value <= 0:
        row = replace(row, assessed_value=None)
    return row, reasons


def _of_kind(row: MarketRow, excluded: Sequence[str]) -> list[Reason]:
    other = row.other
    kinds = f"{row.asset_kind} {other.get('deal_kind', '')} {other.get('rights', '')}"
    if excluded and _is_excluded(kinds, tuple(excluded)):
        return [Reason("option_deal", "deal_kind", {"kind": kinds.strip()[:80]})]
    if row.date is None:
        first = next(iter(row.raw.values()), "")
        if " ".join(words_of(first)) in _SUMS:
            return [Reason("sum_row")]
    return []


@lru_cache(maxsize=4096)
def _is_excluded(kinds: str, excluded: tuple[str, ...]) -> bool:
    """Whether a word begins so, behind the letters that Hebrew puts before a word."""
    return any(
        each.startswith(word) or each.lstrip("הבלו").startswith(word)
        for each in words_of(kinds)
        for word in excluded
    )


def _of_date(row: MarketRow, today: date, known: set[str]) -> list[Reason]:
    if row.date is None:
        said = known & {"date_unsure", "date_unreadable"}
        return [] if said or row.evidence != "deal" else [Reason("date_missing", "date")]
    given = {"given": row.date.isoformat()}
    if row.date > today:
        return [Reason("date_in_future", "date", given)]
    return [Reason("date_impossible", "date", given)] if row.date.year < _FIRST_YEAR else []


def _of_amounts(row: MarketRow, known: set[str], told: Collection[str]) -> list[Reason]:
    reasons = []
    if row.price is None:
        reasons += [] if "price_unreadable" in known else [Reason("price_missing", "price")]
    elif row.price <= 0:
        reasons.append(Reason("price_zero", "price", {"given": str(row.price)}))
    if row.area is None:
        missing = "area" in told and "area_unreadable" not in known
        reasons += [Reason("area_missing", "area")] if missing else []
    elif row.area <= 0:
        reasons.append(Reason("area_zero", "area", {"given": str(row.area)}))
    if row.share_sold is not None and not 0 < row.share_sold <= 1:
        reasons.append(Reason("share_impossible", "share_sold", {"given": str(row.share_sold)}))
    if not reasons and row.kind is RowKind.SALE and not _is_likely(row):
        given = {"given": str(round(row.price_per_sqm or 0))}
        reasons.append(Reason("price_per_sqm_unlikely", "price", given))
    return reasons


def _is_likely(row: MarketRow) -> bool:
    """Whether the price a m² is within `_LIKELY`; so is what cannot be known."""
    if row.price is None or row.area is None:
        return True
    least, most = (bound * row.area for bound in _LIKELY)
    if row.share_sold is None or row.share_sold == 1:
        return least <= row.price <= most
    return Fraction(least) <= Fraction(row.price) / row.share_sold <= Fraction(most)
