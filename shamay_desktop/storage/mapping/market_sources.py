"""Between sources, searches and decisions of the market database and their columns."""

from sqlalchemy import RowMapping

from shamay_desktop.domain.market.own_table import MAPPING as OWN_TABLE
from shamay_desktop.domain.market.query import SavedSearch, SearchRun
from shamay_desktop.domain.market.query_json import query_json, query_of
from shamay_desktop.domain.market.rows import (
    ComparableDecision,
    MarketSource,
    SourceCounts,
    SourceKind,
    Verdict,
)
from shamay_desktop.storage.mapping.market import reasons_json, reasons_of
from shamay_desktop.storage.tables.market import SOURCE_COUNTS

_OF_SOURCE = (
    "name", "format", "imported_by", "imported_at", "sha256", "valuation_id", "encoding",
    "date_order", "undone_at", "undone_by",
)  # fmt: skip
_OF_DECISION = (
    "valuation_id", "comparable_id", "decided_by", "decided_at", "reason", "rating", "note",
    "case_row", "run_id",
)  # fmt: skip


_ONCE = frozenset({SourceKind.FILE, SourceKind.PASTED, SourceKind.REPORT})


def stands_once(source: MarketSource) -> bool:
    """Whether it is an import of a file, which stands once; our own table may change rows again."""
    return (
        source.kind in _ONCE
        and source.sha256 is not None
        and source.undone_at is None
        and source.mapping.get("id") != OWN_TABLE
    )


def source_columns(source: MarketSource) -> dict[str, object]:
    """The columns of a source, without its id."""
    return {
        **{name: getattr(source, name) for name in _OF_SOURCE},
        "import_key": source.sha256 if stands_once(source) else None,
        **{f"{name}_count": getattr(source.counts, name) for name in SOURCE_COUNTS},
        "kind": source.kind.value,
        "mapping": dict(source.mapping),
        "lost": list(source.lost),
        "warnings": reasons_json(source.warnings),
    }


def source_of(stored: RowMapping) -> MarketSource:
    """The source of a row."""
    return MarketSource(
        id=stored["id"],
        kind=SourceKind(stored["kind"]),
        **{name: stored[name] for name in _OF_SOURCE},
        mapping=stored["mapping"],
        counts=SourceCounts(*(stored[f"{name}_count"] for name in SOURCE_COUNTS)),
        lost=tuple(stored["lost"]),
        warnings=reasons_of(stored["warnings"]),
    )


def search_columns(search: SavedSearch) -> dict[str, object]:
    """The columns of a saved search, without its id."""
    return {
        "user_id": search.user_id,
        "name": search.name,
        "query": query_json(search.query),
        "relative": [list(bound) for bound in search.relative],
        "position": search.position,
    }


def search_of(stored: RowMapping) -> SavedSearch:
    """The saved search of a row."""
    return SavedSearch(
        id=stored["id"],
        name=stored["name"],
        query=query_of(stored["query"]),
        relative=tuple((name, value) for name, value in stored["relative"]),
        user_id=stored["user_id"],
        position=stored["position"],
    )


def run_columns(run: SearchRun) -> dict[str, object]:
    """The columns of a run."""
    return {
        "id": run.id,
        "valuation_id": run.valuation_id,
        "saved_search_id": run.saved_search_id,
        "query": query_json(run.query),
        "searched_by": run.searched_by,
        "searched_at": run.searched_at,
        "total": run.total,
        "returned": list(run.returned),
    }


def run_of(stored: RowMapping) -> SearchRun:
    """The run of a row."""
    return SearchRun(
        id=stored["id"],
        query=query_of(stored["query"]),
        searched_by=stored["searched_by"],
        searched_at=stored["searched_at"],
        total=stored["total"],
        returned=tuple(stored["returned"]),
        valuation_id=stored["valuation_id"],
        saved_search_id=stored["saved_search_id"],
    )


def decision_columns(decision: ComparableDecision) -> dict[str, object]:
    """The columns of a decision, without its id."""
    return {
        **{name: getattr(decision, name) for name in _OF_DECISION},
        "verdict": decision.verdict.value,
    }


def decision_of(stored: RowMapping) -> ComparableDecision:
    """The decision of a row."""
    return ComparableDecision(
        id=stored["id"],
        verdict=Verdict(stored["verdict"]),
        **{name: stored[name] for name in _OF_DECISION},
    )
