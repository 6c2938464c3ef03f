"""Ratio statistics of the market data, and of a case's comparables."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import RowKind
from shamay_desktop.domain.valuation.ratios import CaseRatios, Ratios, case_ratios, official_ratios
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import existing

MOST_STUDIED = 5_000
"""The latest deals that are studied; further ones say little of today's declarations."""


def ratios_of_market(services: Services, actor: Actor, query: MarketQuery) -> Ratios:
    """Declared ÷ assessed amounts of the latest deals that fit a query, `MOST_STUDIED` at most.

    Deals of imports in which the assessed amount stands in for a missing declared one do not
    count: theirs are the same by the making. Raises NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    asked = replace(
        query, kind=RowKind.SALE, evidence=frozenset({"deal"}), sort=MarketSort.DATE,
        descending=True, limit=MOST_STUDIED, offset=0,
    )  # fmt: skip
    with services.database.work(actor) as work:
        rows = work.market.rows(asked)
        of_one = {
            source.id
            for source in work.market.sources()
            if any(warning.code in _ONE_AMOUNT for warning in source.warnings)
        }
    return official_ratios(rows, lambda row: row.source_id not in of_one)


_ONE_AMOUNT = frozenset({"assessed_only"})


def ratios_of_case(services: Services, actor: Actor, valuation_id: str) -> CaseRatios:
    """Of a case as it was last typed. Raises Refused(`case_unknown`), NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        existing(work, valuation_id)
        return case_ratios(valuation_now(work, valuation_id).case)
