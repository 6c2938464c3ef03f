"""Search the market database, most like the subject first; every search for a case is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.canonical import one_line
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market.query import MarketQuery, MarketSort, SavedSearch, SearchRun
from shamay_desktop.domain.market.relative import relative_query
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.scoring import WEIGHTS_KEY, Scorer, weights_of
from shamay_desktop.domain.market.similarity import Similarity, Subject, Weights
from shamay_desktop.domain.market.subject import subject_of, subject_of_row
from shamay_desktop.domain.market.traits import Traits
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.market_ports import Market
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import existing

MOST_COUNTED = 2_000
"""A search says "so many" up to here, and "more" beyond: counting on would cost the search."""

LONGEST_NAME = 60
MOST_SEARCHES = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found, and how like the subject it is; None without a subject."""

    row: MarketRow
    similarity: Similarity | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: how many fit (at most `MOST_COUNTED` are counted), a window of them.

    `run` is the record of a search for a case.
    """

    total: int
    hits: tuple[Hit, ...]
    run: SearchRun | None = None

    @property
    def counted_all(self) -> bool:
        """Whether `total` is the whole number."""
        return self.total < MOST_COUNTED


def search(
    services: Services,
    actor: Actor,
    query: MarketQuery,
    *,
    subject: Subject | None = None,
    valuation_id: str | None = None,
    saved: str | None = None,
) -> Found:
    """Rows that fit a query, in its order; by likeness only with a subject (else by date).

    A search for a case is recorded: who, when, what, and what it returned. `saved` is the id of
    the saved search that it came from. Raises Refused(`case_unknown`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        if valuation_id is not None:
            existing(work, valuation_id)
        scorer = None if subject is None else Scorer(subject, _weights(work, actor))
        rows = _window(work.market, query, scorer)
        total = work.market.count(query, MOST_COUNTED)
        hits = tuple(Hit(row, None if scorer is None else scorer.similarity(row)) for row in rows)
        if valuation_id is None:
            return Found(total, hits)
        run = SearchRun(
            id=new_id(),
            query=query,
            searched_by=actor.user_id,
            searched_at=services.clock.now(),
            total=total,
            returned=tuple(row.id for row in rows),
            valuation_id=valuation_id,
            saved_search_id=saved,
        )
        work.market.add_run(run)
        work.commit()
        return Found(total, hits, run)


def _weights(work: UnitOfWork, actor: Actor) -> Weights:
    office = work.offices.office(actor.organization_id)
    return weights_of(office.practice.get(WEIGHTS_KEY))


def _window(market: Market, query: MarketQuery, scorer: Scorer | None) -> Sequence[MarketRow]:
    if query.sort is not MarketSort.LIKENESS:
        return market.rows(query)
    if scorer is None:
        return market.rows(replace(query, sort=MarketSort.DATE))
    best = most_alike(market, query, scorer, query.offset + query.limit)
    return market.rows_by_id([traits.id for traits in best[query.offset :]])


@dataclass(frozen=True, slots=True)
class Like:
    """What others shall be like: a case's property, or a row of the market database."""

    subject: Subject
    valuation_id: str | None = None


def like(services: Services, actor: Actor, wanted: str) -> Like:
    """The subject with this id: a case as it was last typed, else a row of the market database.

    Raises Refused(`comparable_unknown`, `case_in_trash`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        row = work.market.row(wanted)
        if row is not None:
            return Like(subject_of_row(row))
        if work.valuations.get(wanted) is None:
            raise Refused("comparable_unknown", row=wanted)
        return Like(subject_of(valuation_now(work, wanted).case), wanted)


def most_alike(market: Market, query: MarketQuery, scorer: Scorer, wanted: int) -> list[Traits]:
    """So many rows of what fits, the most alike first; of equals the latest, then by id.

    Rows that lose little must lie near in every part, so few rows are read at first; when too few
    of them lose so little, the reach grows. What was not read loses more than what is returned.
    """
    loss = scorer.most * _FIRST // 1000
    while True:
        near = {each.id: each for each in market.within(query, scorer.reaches(loss))}
        lost = sorted((scorer.loss(each), -(each.day or 0), each.id) for each in near.values())
        sure = [each for each in lost if each[0] <= loss]
        if len(sure) >= wanted or loss >= scorer.most:
            return [near[row_id] for *_, row_id in sure[:wanted]]
        # So many rows lose no more than the last of those seen: no need to reach further.
        enough = lost[wanted - 1][0] if len(lost) >= wanted > 0 else scorer.most
        loss = min(enough, loss * _growth(len(sure), wanted) // 10 + 1, scorer.most)


def _growth(found: int, wanted: int) -> int:
    """Tenths by which the reach grows: rows come with about its fifth power."""
    if found * 2 >= wanted:
        return 12
    return 13 if found * 8 >= wanted else 14


_FIRST = 60
"""Thousandths that may be lost at first: in a large market so many rows are that much alike."""


def saved_searches(services: Services, actor: Actor) -> tuple[SavedSearch, ...]:
    """The actor's searches and the office's, in their order. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return tuple(work.market.saved_searches())


def save_search(services: Services, actor: Actor, search: SavedSearch) -> SavedSearch:
    """Keep a search under its name; one's own of the same name is replaced in its place.

    An office's search (`user_id` None) asks for the right over the office; an id of "" makes a
    new one, behind the others. Raises Refused(`search_name_missing`, `searches_too_many`; most,
    `search_unknown`), NotAllowed, WorldFailed.
    """
    _require_for(actor, search)
    name = one_line(search.name)[:LONGEST_NAME].strip()
    if not name:
        raise Refused("search_name_missing")
    with services.database.work(actor) as work:
        known = work.market.saved_searches()
        same = [
            each
            for each in known
            if each.id == search.id
            or (each.user_id == search.user_id and each.name.casefold() == name.casefold())
        ]
        if not same and len(known) >= MOST_SEARCHES:
            raise Refused("searches_too_many", most=MOST_SEARCHES)
        last = max((each.position for each in known), default=-1)
        kept = replace(search, name=name, id=search.id or new_id(), position=last + 1)
        if same:
            _require_for(actor, same[0])
            kept = replace(kept, id=same[0].id, position=same[0].position)
        work.market.save_search(kept)
        work.commit()
    return kept


def remove_search(services: Services, actor: Actor, search_id: str) -> None:
    """Forget a search; its runs stay. Raises Refused(`search_unknown`), NotAllowed, WorldFailed."""
    with services.database.work(actor) as work:
        known = {each.id: each for each in work.market.saved_searches()}
        if search_id not in known:
            raise Refused("search_unknown", search=search_id)
        _require_for(actor, known[search_id])
        work.market.remove_search(search_id)
        work.commit()


def runs_of(services: Services, actor: Actor, valuation_id: str) -> tuple[SearchRun, ...]:
    """The searches for a case, the last first. Raises Refused(`case_unknown`), NotAllowed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        existing(work, valuation_id)
        return tuple(work.market.runs(valuation_id))


def _require_for(actor: Actor, search: SavedSearch) -> None:
    require(actor, Permission.READ_CASE)
    if search.user_id is None:
        require(actor, Permission.MANAGE_OFFICE)
    elif search.user_id != actor.user_id:
        raise Refused("search_unknown", search=search.id)


__all__ = [
    "MOST_COUNTED",
    "Found",
    "Hit",
    "most_alike",
    "relative_query",
    "remove_search",
    "runs_of",
    "save_search",
    "saved_searches",
    "search",
]
