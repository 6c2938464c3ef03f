"""Decisions and searches of a case in words: as they stand in the dialog, on paper and in CSV."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import SearchRun
from shamay_desktop.domain.market.rows import RowKind, Verdict
from shamay_desktop.domain.titles import parcel_of as case_parcel
from shamay_desktop.domain.titles import title_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.market.chips import chips
from shamay_desktop.ui.market.columns import address_of, amount, parcel_of
from shamay_desktop.usecases.cases.listing import list_choices
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.market.deciding import Decided, decided_of
from shamay_desktop.usecases.market.looking import MarketChoices, market_choices
from shamay_desktop.usecases.market.searching import MOST_COUNTED, runs_of
from shamay_desktop.usecases.services import Services

DECIDED = (
    "verdict", "rating", "row", "date", "price", "area", "reason", "note", "by", "at", "search",
    "stands",
)  # fmt: skip
RUNS = ("at", "by", "what", "total")
Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class History:
    """What was decided of rows for a case and what was searched for it, with who and which."""

    title: str
    decided: tuple[Decided, ...]
    runs: tuple[SearchRun, ...]
    people: Mapping[str, str]
    choices: MarketChoices

    @property
    def taken(self) -> int:
        """How many rows were accepted."""
        return sum(each.decision.verdict is Verdict.ACCEPTED for each in self.decided)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with its title and heads, all in words without marks of direction."""

    title: str
    heads: tuple[str, ...]
    lines: Lines


def history_of(services: Services, actor: Actor, valuation_id: str) -> History:
    """Read it. Raises Refused(`case_unknown`), NotAllowed, WorldFailed."""
    decided = decided_of(services, actor, valuation_id)
    case = case_now(services, actor, valuation_id)[0].case
    return History(
        " · ".join(dict.fromkeys(filter(None, (title_of(case), case_parcel(case))))),
        decided,
        runs_of(services, actor, valuation_id),
        dict(list_choices(services, actor).people),
        market_choices(services, actor),
    )


def decisions_listing(history: History, texts: Texts) -> Listing:
    """Each row that was accepted or rejected, as it stood then, and the search that found it."""
    runs = {run.id: run for run in history.runs}
    lines = tuple(_decided(each, runs, history, texts) for each in history.decided)
    return _listing("decisions", DECIDED, lines, texts)


def runs_listing(history: History, texts: Texts) -> Listing:
    """Each search: when, who, what was asked, and how many rows it found."""
    lines = tuple(
        (
            day_and_time(run.searched_at),
            history.people.get(run.searched_by, ""),
            bounds_words(run, history.choices, texts),
            total_words(run, texts),
        )
        for run in history.runs
    )
    return _listing("runs", RUNS, lines, texts)


def bounds_words(run: SearchRun, choices: MarketChoices, texts: Texts) -> str:
    """What was asked for, with the kind of the rows where it is not sales."""
    kind = () if run.query.kind is RowKind.SALE else (texts(f"market.kind.{run.query.kind}"),)
    asked = (*kind, *(chip.words for chip in chips(run.query, choices.sources, texts)))
    return ", ".join(asked) or texts("market.run_all")


def total_words(run: SearchRun, texts: Texts) -> str:
    """How many rows were found; beyond what is counted "or more"."""
    number = f"{run.total:,}"
    return number if run.total < MOST_COUNTED else texts("market.run_more", n=number)


def _decided(
    told: Decided, runs: Mapping[str, SearchRun], history: History, texts: Texts
) -> tuple[str, ...]:
    decision, row = told.decision, told.row
    run = runs.get(decision.run_id or "")
    return (
        texts(f"market.verdict.{decision.verdict.value}"),
        "" if decision.rating is None else str(decision.rating),
        row.address or address_of(row) or parcel_of(row),
        "" if row.date is None else f"{row.date:%d.%m.%Y}",
        amount(row.price),
        amount(row.area),
        decision.reason,
        decision.note,
        history.people.get(decision.decided_by, ""),
        day_and_time(decision.decided_at),
        "" if run is None else _search_words(run, history, texts),
        "" if told.stands else texts("market.row_gone"),
    )


def _search_words(run: SearchRun, history: History, texts: Texts) -> str:
    asked = bounds_words(run, history.choices, texts)
    return f"{day_and_time(run.searched_at)}: {asked} ({total_words(run, texts)})"


def _listing(name: str, heads: Sequence[str], lines: Lines, texts: Texts) -> Listing:
    return Listing(
        texts(f"market.{name}"),
        tuple(texts(f"market.decided_{head}") for head in heads),
        tuple(tuple(map(strip_marks, line)) for line in lines),
    )
