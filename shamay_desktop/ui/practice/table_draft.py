"""A version of a coefficient table as it is typed: texts that become a table, or problems."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.valuation.coefficients import ROWS
from shamay_desktop.domain.valuation.equivalent_area import CoefficientTable, Tier, TierMode
from shamay_desktop.i18n import formats

HIGHEST = Decimal("1.5")
"""Above it a coefficient is asked after: nobody counts a metre of a balcony twice."""

Place = tuple[int, int] | str
"""Row and column of the tiers (1 up to, 2 coefficient), or the name of a line."""


@dataclass(frozen=True, slots=True)
class TierDraft:
    """One tier of a category, as typed."""

    category: str
    up_to: str = ""
    coefficient: str = ""


@dataclass(frozen=True, slots=True)
class TableDraft:
    """All of a version, as typed; `is_new` when it is not kept yet."""

    name: str = ""
    version: str = ""
    valid_from: str = ""
    note: str = ""
    mode: TierMode = TierMode.MARGINAL
    rows: tuple[TierDraft, ...] = ()
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class TableRead:
    """The table that was typed, None as long as there are problems: codes of `practice.problem`."""

    table: CoefficientTable | None
    problems: Mapping[Place, str] = field(default_factory=dict)
    doubts: Mapping[Place, str] = field(default_factory=dict)


def draft_of(table: CoefficientTable) -> TableDraft:
    """A kept version as texts; each category has a row, also without a coefficient."""
    rows: list[TierDraft] = []
    for choice in AREA_CATEGORIES:
        tiers = table.tiers.get(choice.code, ())
        rows += [
            TierDraft(
                choice.code,
                "" if tier.up_to is None else plain(tier.up_to),
                plain(tier.coefficient),
            )
            for tier in tiers
        ] or [TierDraft(choice.code)]
    day = "" if table.valid_from is None else formats.date(table.valid_from)
    return TableDraft(table.name, table.version, day, table.note, table.mode, tuple(rows))


def next_version(draft: TableDraft, known: frozenset[str], today: date) -> TableDraft:
    """A new version begun from another one: it holds from today, under a free version name."""
    base = f"{today:%Y.%m}"
    free = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    version = next(name for name in free if name not in known)
    return replace(draft, version=version, valid_from=formats.date(today), note="", is_new=True)


def read_draft(draft: TableDraft) -> TableRead:
    """The table, or what is wrong with which cell."""
    problems: dict[Place, str] = {}
    doubts: dict[Place, str] = {}
    for name in ("name", "version"):
        if not getattr(draft, name).strip():
            problems[name] = "unnamed"
    day = _day(draft.valid_from, problems)
    tiers: dict[str, list[Tier]] = {}
    for row, each in enumerate(draft.rows):
        tier = _tier(each, row, problems, doubts)
        if tier is not None:
            _place(tiers.setdefault(each.category, []), tier, row, problems)
    if not tiers and not problems:
        problems["rows"] = "no_tables"
    if problems:
        return TableRead(None, problems, doubts)
    kept = MappingProxyType({name: tuple(listed) for name, listed in tiers.items()})
    table = CoefficientTable(
        draft.name.strip(), draft.version.strip(), kept, draft.mode, day, draft.note.strip()
    )
    return TableRead(table, problems, doubts)


def with_tier(draft: TableDraft, row: int) -> TableDraft:
    """One more tier of a row's category, before its open one."""
    category = draft.rows[row].category
    last = max(at for at, each in enumerate(draft.rows) if each.category == category)
    at = last if not draft.rows[last].up_to else last + 1
    added = TierDraft(category, "", draft.rows[last].coefficient)
    return replace(draft, rows=(*draft.rows[:at], added, *draft.rows[at:]))


def without_tier(draft: TableDraft, row: int) -> TableDraft:
    """Without a tier; the last one of a category is emptied."""
    category = draft.rows[row].category
    alone = sum(1 for each in draft.rows if each.category == category) == 1
    instead = (TierDraft(category),) if alone else ()
    return replace(draft, rows=(*draft.rows[:row], *instead, *draft.rows[row + 1 :]))


def _tier(
    each: TierDraft, row: int, problems: dict[Place, str], doubts: dict[Place, str]
) -> Tier | None:
    if not each.up_to.strip() and not each.coefficient.strip():
        return None
    up_to = _number("up_to", each.up_to, (row, 1), problems)
    coefficient = _number("coefficient", each.coefficient, (row, 2), problems)
    if coefficient is None:
        problems.setdefault((row, 2), "coefficient_missing")
        return None
    if coefficient < 0:
        problems[row, 2] = "negative"
    elif coefficient > HIGHEST:
        doubts[row, 2] = "high"
    if up_to is not None and up_to <= 0:
        problems[row, 1] = "not_above_zero"
    return Tier(up_to, coefficient)


def _place(listed: list[Tier], tier: Tier, row: int, problems: dict[Place, str]) -> None:
    """Tiers rise; what stands behind an open one is never reached."""
    before = listed[-1].up_to if listed else None
    if listed and before is None:
        problems.setdefault((row, 1), "behind_open")
    elif before is not None and tier.up_to is not None and tier.up_to <= before:
        problems.setdefault((row, 1), "not_rising")
    listed.append(tier)


def _number(column: str, text: str, place: Place, problems: dict[Place, str]) -> Decimal | None:
    try:
        read = typed(BY_ID[ROWS].column(column), text)
    except Refused:
        problems[place] = "number"
        return None
    return None if read is None else Decimal(str(read))


def _day(text: str, problems: dict[Place, str]) -> date | None:
    try:
        read = typed(BY_ID["valuation.date"], text)
    except Refused:
        problems["valid_from"] = "valid_from"
        return None
    return None if read is None else date.fromisoformat(str(read))


def categories(draft: TableDraft) -> Iterator[str]:
    """The categories that the draft gives a coefficient."""
    return (each.category for each in draft.rows if each.coefficient.strip())
