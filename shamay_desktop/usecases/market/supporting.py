"""Support for adjustments from the office's own market rows alike to the subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.market.query import MarketQuery, MarketSort, SavedSearch
from shamay_desktop.domain.market.relative import relative_query
from shamay_desktop.domain.market.scoring import WEIGHTS_KEY, Scorer, weights_of
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.market.subject import subject_of
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.support import (
    NOTHING,
    TRAIT_OF_HEAD,
    HeadSupport,
    Offer,
    supports,
    traits_of_comparable,
    traits_of_subject,
)
from shamay_desktop.usecases.market.searching import most_alike
from shamay_desktop.usecases.services import Services

MOST_ROWS = 200
"""The rows most alike that are asked; further ones are less and less like the subject."""

ALIKE = SavedSearch(
    id="",
    name="",
    query=MarketQuery(evidence=frozenset({"deal"}), sort=MarketSort.LIKENESS, limit=MOST_ROWS),
    relative=(("radius", "1500"), ("area_percent", "50"), ("months", "60")),
)
"""Deals within 1,500 m (else the block, the street), ± 50 % of the area, 60 months back."""


@dataclass(frozen=True, slots=True)
class CaseSupport:
    """What the data say of each head, of how many rows, and the subject's own traits.

    `basis`: that of the subject's area, a code of `comparables.area_basis`, "" where unknown.
    """

    heads: Mapping[str, HeadSupport] = field(default_factory=dict)
    traits: Mapping[str, Decimal] = field(default_factory=dict)
    rows: int = 0
    basis: str = ""

    def offer(self, row: Row, head: str) -> Offer:
        """What is offered for a row of the case's comparables under a head, or why nothing."""
        support = self.heads.get(head)
        if support is None:
            return NOTHING
        theirs = traits_of_comparable(row).get(support.trait)
        bases = self.basis, text_in(row, "area_basis")
        return support.offer(self.traits.get(support.trait), theirs, bases)


def support_of(services: Services, actor: Actor, case: Case, heads: Sequence[str]) -> CaseSupport:
    """What the market rows most alike to the case's property say of the heads.

    Nothing is recorded: it is no search for evidence, but a question on evidence's own spread.
    Raises NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    subject = subject_of(case)
    wanted = [head for head in heads if head in TRAIT_OF_HEAD]
    if not _can_be_placed(subject):
        found = supports((), heads, subject)
        return CaseSupport(found, traits_of_subject(subject), basis=subject.area_basis)
    with services.database.work(actor) as work:
        office = work.offices.office(actor.organization_id)
        scorer = Scorer(subject, weights_of(office.practice.get(WEIGHTS_KEY)))
        query = relative_query(ALIKE, subject)
        best = most_alike(work.market, query, scorer, MOST_ROWS) if wanted else []
        rows = work.market.rows_by_id([traits.id for traits in best])
    found = supports(rows, heads, subject)
    return CaseSupport(found, traits_of_subject(subject), len(rows), subject.area_basis)


def _can_be_placed(subject: Subject) -> bool:
    """Without any place the rows of a whole country would speak, which say nothing of a street."""
    return bool(subject.gush or subject.street or subject.city or subject.east is not None)
