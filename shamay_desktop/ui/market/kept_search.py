"""The last search for a case between two starts: its query, and the bounds that follow the case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.query_json import query_json, query_of
from shamay_desktop.ui.market.saved_searches import Relative


def kept_search(query: MarketQuery, relative: Relative, valuation_id: str | None) -> Json:
    """For the settings; words are not kept. Without a case the query alone."""
    plain = query_json(replace(query, words=""))
    if valuation_id is None:
        return plain
    bounds: Json = [[name, amount] for name, amount in relative]
    return {"case": valuation_id, "query": plain, "relative": bounds}


def search_kept(kept: object, valuation_id: str) -> tuple[MarketQuery, Relative] | None:
    """The search that was kept for this case; None when the last one was for another."""
    if not isinstance(kept, Mapping) or kept.get("case") != valuation_id:
        return None
    query, bounds = kept.get("query"), kept.get("relative")
    if not isinstance(query, Mapping) or not isinstance(bounds, Sequence):
        return None
    pairs = [each for each in bounds if isinstance(each, Sequence) and len(each) == len(("", ""))]
    return query_of(query), tuple((str(name), str(amount)) for name, amount in pairs)
