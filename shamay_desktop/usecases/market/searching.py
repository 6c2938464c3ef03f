"""Search the market database, most like the subject first; every search for a case is recorded."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.fields.canonical import one_line
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market.query import MarketQuery, MarketSort, SavedSearch, SearchRun
from shamay_desktop.domain.market.relative import relative_query
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.scoring import WEIGHTS_KEY, Scorer, weights_of
from shamay_desktop.domain.market.similarity import Similarity, Subject, Weights
from shamay_desktop.domain.market.subject import subject_of, subject_of_row
from shamay_desktop.domain.market.traits import Near, Traits
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

    `run` is the record of a search for a case; `unrecorded` says why there is none though it was
    asked for: what was found holds all the same.
    """

    total: int
    hits: tuple[Hit, ...]
    run: SearchRun | None = None
    unrecorded: ShamayError | None = None

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

    A search for a case is recorded as by `record`. Raises Refused(`case_unknown`), NotAllowed,
    WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        if valuation_id is not None:
            existing(work, valuation_id)
        scorer = None if subject is None else Scorer(subject, _weights(work, actor))
        total = work.market.count(query, MOST_COUNTED)
        rows = _window(work.market, query, scorer, total)
        hits = tuple(Hit(row, None if scorer is None else scorer.similarity(row)) for row in rows)
    found = Found(total, hits)
    if valuation_id is None:
        return found
    return record(services, actor, query, found, valuation_id=valuation_id, saved=saved)


def record(
    services: Services,
    actor: Actor,
    query: MarketQuery,
    found: Found,
    *,
    valuation_id: str,
    saved: str | None = None,
) -> Found:
    """Keep on record of a case who searched, when, for what, and what was returned.

    `saved` is the id of the saved search that it came from. When that cannot be written (a full
    disk, a held database), what was found is given back with `unrecorded`. Raises NotAllowed.
    """
    require(actor, Permission.READ_CASE)
    run = SearchRun(
        id=new_id(),
        query=query,
        searched_by=actor.user_id,
        searched_at=services.clock.now(),
        total=found.total,
        returned=tuple(hit.row.id for hit in found.hits),
        valuation_id=valuation_id,
        saved_search_id=saved,
    )
    try:
        with services.database.work(actor) as work:
            work.market.add_run(run)
            work.commit()
    except ShamayError as problem:
        return replace(found, run=None, unrecorded=problem)
    return replace(found, run=run, unrecorded=None)


def _weights(work: UnitOfWork, actor: Actor) -> Weights:
    office = work.offices.office(actor.organization_id)
    return weights_of(office.practice.get(WEIGHTS_KEY))


def _window(
    market: Market, query: MarketQuery, scorer: Scorer | None, fit: int
) -> Sequence[MarketRow]:
    if query.sort is not MarketSort.LIKENESS:
        return market.rows(query)
    if scorer is None:
        return market.rows(replace(query, sort=MarketSort.DATE))
    best = most_alike(market, query, scorer, query.offset + query.limit, fit)
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


def most_alike(
    market: Market, query: MarketQuery, scorer: Scorer, wanted: int, fit: int | None = None
) -> list[Traits]:
    """So many rows of what fits, the most alike first; of equals the latest, then by id.

    `fit`: how many fit as far as they were counted. Few are all scored. Of many those that lose
    little must lie near in every part, so few rows are read at first; when too few of them lose so
    little, the reach grows. What was not read loses more than what is returned.
    """
    if wanted <= 0:
        return []
    if fit is None:
        fit = market.count(query, MOST_COUNTED)
    ranking = _Ranking(scorer)
    if fit < MOST_COUNTED:
        ranking.add(market.traits(query))
        return ranking.first(wanted)
    return _Reaching(market, query, scorer, ranking, wanted).best()


_GROUPS = (
    ("distance",),
    (Near.PARCEL, Near.BLOCK),
    (Near.HOUSE, Near.STREET),
    (Near.NEIGHBORHOOD,),
    (Near.CITY,),
    ("untold",),
    ("anywhere",),
)
"""Reaches in the order in which they are asked: what is found quickly says how far others go."""


class _Reaching:
    """Goes through the reaches until nothing that was not read can be among the most alike.

    Where the first of them alone has enough rows, the others are asked once, and no farther than
    the last of these rows; else all grow together.
    """

    def __init__(
        self, market: Market, query: MarketQuery, scorer: Scorer, ranking: "_Ranking", wanted: int
    ) -> None:
        self._market, self._query = market, query
        self._scorer, self._ranking, self._wanted = scorer, ranking, wanted
        self._asked: dict[int, int] = {}

    def best(self) -> list[Traits]:
        """The rows that were wanted; fewer only where fewer fit."""
        most, wanted = self._scorer.most, self._wanted
        loss = self._ahead()
        while True:
            for number in range(len(_GROUPS)):
                self._ask(number, loss)
            bound = self._ranking.loss_of(wanted)
            if loss >= most or (bound is not None and bound <= loss):
                return self._ranking.first(wanted)
            loss = self._farther(loss)

    def _ahead(self) -> int:
        """How far all shall go first: as far as a group that is quickly asked has enough rows."""
        most, wanted = self._scorer.most, self._wanted
        begin = loss = most * _FIRST // 1000
        told = {reach.kind for reach in self._scorer.reaches(most)}
        first = next(n for n, kinds in enumerate(_GROUPS) if told.intersection(kinds))
        # Rows with a place are most of a market; those of one block are a part of the like ones.
        enough = wanted if first == 0 else wanted // 3
        while first < _QUICK and loss <= most * _AHEAD // 1000:
            self._ask(first, loss)
            bound = self._ranking.loss_of(wanted)
            if bound is not None and bound <= loss:
                return bound
            sure = self._ranking.within(loss)
            if sure >= enough:
                return loss
            begin = loss if sure * 8 >= wanted else begin
            loss = self._farther(loss)
        return begin

    def _ask(self, number: int, loss: int) -> None:
        """Ask a group for what may still be among the wanted, unless it was asked so far."""
        bound = self._ranking.loss_of(self._wanted)
        limit = loss if bound is None else min(loss, bound)
        if self._asked.get(number, -1) >= limit:
            return
        self._asked[number] = limit
        reaches = self._scorer.reaches(limit, _GROUPS[number])
        if reaches:
            self._ranking.add(self._market.within(self._query, reaches))

    def _farther(self, loss: int) -> int:
        """Rows come with about the sixth power of the loss; some more than wanted shall be there.

        So many lose no more than the last of the wanted that were seen: no need to go beyond.
        """
        sure = max(self._ranking.within(loss), _NONE)
        grown = (_SPARE * self._wanted / sure) ** (1 / 6)
        farther = int(loss * min(max(grown, _LEAST_GROWTH), _MOST_GROWTH)) + 1
        return min(farther, self._ranking.loss_of(self._wanted) or farther, self._scorer.most)


class _Ranking:
    """Rows by what they lose: each is scored once."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._known: set[str] = set()
        self._ranked: list[tuple[int, int, str, Traits]] = []

    def add(self, rows: Sequence[Traits]) -> None:
        """Rows were found, some of them again."""
        loss = self._scorer.loss
        new = [row for row in rows if row.id not in self._known]
        self._known.update(row.id for row in new)
        self._ranked += [(loss(row), -(row.day or 0), row.id, row) for row in new]
        self._ranked.sort(key=itemgetter(0, 1, 2))

    def within(self, loss: int) -> int:
        """How many lose no more than this."""
        return bisect_right(self._ranked, loss, key=itemgetter(0))

    def loss_of(self, number: int) -> int | None:
        """What the so-many-eth loses, None when there are fewer."""
        return self._ranked[number - 1][0] if number <= len(self._ranked) else None

    def first(self, number: int) -> list[Traits]:
        """So many, the most alike first."""
        return [row for *_, row in self._ranked[:number]]


_FIRST = 118
"""Thousandths that may be lost at first: in a large market so many rows are that much alike.

Just below what an unknown area loses by the shipped weights.
"""
_SPARE, _NONE = 1.3, 0.25
_LEAST_GROWTH, _MOST_GROWTH = 1.08, 1.6
_QUICK = 2
"""So many groups have an index that tells most of the other traits too."""
_AHEAD = 300
"""Thousandths: what lies beyond is not looked for in one group alone."""


def saved_searches(services: Services, actor: Actor) -> tuple[SavedSearch, ...]:
    """The actor's searches and the office's, in their order. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return tuple(work.market.saved_searches())


def save_search(services: Services, actor: Actor, search: SavedSearch) -> SavedSearch:
    """Keep a search under its name; one's own of the same name is replaced in its place.

    An office's search (`user_id` None) asks for the right over the office; an id of "" makes a
    new one, behind the others. Raises Refused(`search_name_missing`, `search_name_taken`; name,
    `searches_too_many`; most, `search_unknown`: forgotten, or another person's), NotAllowed,
    WorldFailed.
    """
    _require_for(actor, search)
    name = one_line(search.name)[:LONGEST_NAME].strip()
    if not name:
        raise Refused("search_name_missing")
    with services.database.work(actor) as work:
        known = work.market.saved_searches()
        standing = _standing(known, search, name)
        if standing is None and len(known) >= MOST_SEARCHES:
            raise Refused("searches_too_many", most=MOST_SEARCHES)
        last = max((each.position for each in known), default=-1)
        kept = replace(search, name=name, id=new_id(), position=last + 1)
        if standing is not None:
            _require_for(actor, standing)
            kept = replace(kept, id=standing.id, position=standing.position)
        work.market.save_search(kept)
        work.commit()
    return kept


def _standing(known: Sequence[SavedSearch], search: SavedSearch, name: str) -> SavedSearch | None:
    """The one that is written over: that of the id, else the owner's of that name."""
    named = next(
        (
            each
            for each in known
            if each.user_id == search.user_id and each.name.casefold() == name.casefold()
        ),
        None,
    )
    if not search.id:
        return named
    told = next((each for each in known if each.id == search.id), None)
    if told is None:
        raise Refused("search_unknown", search=search.id)
    if named is not None and named.id != told.id:
        raise Refused("search_name_taken", name=name)
    return told


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
    "record",
    "relative_query",
    "remove_search",
    "runs_of",
    "save_search",
    "saved_searches",
    "search",
]
