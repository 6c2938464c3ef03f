"""What an import that changed rows keeps of them: to be taken back, and accounted for."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.row_json import row_from_json, row_json
from shamay_desktop.domain.market.rows import MarketRow, MarketSource
from shamay_desktop.usecases.market.linking import Links

MOST_REFUSED_KEPT = 5000
_BEFORE, _MARKS, _LINKS, _REFUSED = "before", "marks", "links", "refused"


@dataclass(frozen=True, slots=True)
class KeptEdits:
    """`before`: the changed rows as they stood; `marks`: what each became, by its id; `links`:
    which rows were twins of others before and after.
    """

    before: tuple[MarketRow, ...] = ()
    marks: Mapping[str, str] | None = None
    links: Links | None = None


def kept_as(
    before: Sequence[MarketRow], became: Sequence[MarketRow], links: Links
) -> dict[str, Json]:
    """Its JSON, beside the mapping of the source."""
    return {
        _BEFORE: [row_json(row) for row in before],
        _MARKS: {row.id: mark_of(row) for row in became},
        _LINKS: {row_id: list[Json](link) for row_id, link in links.items()},
    }


def kept_edits(source: MarketSource) -> KeptEdits:
    """What a source keeps; nothing for one that changed no rows."""
    before: Any = source.mapping.get(_BEFORE)
    marks: Any = source.mapping.get(_MARKS)
    links: Any = source.mapping.get(_LINKS)
    if not isinstance(before, list):
        return KeptEdits()
    return KeptEdits(
        tuple(row_from_json(kept) for kept in before),
        marks if isinstance(marks, dict) else {},
        {row_id: (link[0], link[1]) for row_id, link in (links or {}).items()},
    )


def with_links(source: MarketSource, links: Links) -> MarketSource:
    """The source keeping other links."""
    kept: Json = {row_id: list[Json](link) for row_id, link in links.items()}
    return replace(source, mapping={**source.mapping, _LINKS: kept})


def changed_by(source: MarketSource, row_id: str) -> bool:
    """Whether the source changed a row."""
    marks = source.mapping.get(_MARKS)
    return isinstance(marks, dict) and row_id in marks


def mark_of(row: MarketRow) -> str:
    """Tells whether a row still says what it said; whose twin it is does not count."""
    told = json.dumps(row_json(replace(row, twin_of=None)), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def refused_as(rows: Sequence[MarketRow]) -> dict[str, Json]:
    """The rows that changed nothing, with their reasons, as a source keeps them."""
    return {_REFUSED: [row_json(row) for row in rows[:MOST_REFUSED_KEPT]]} if rows else {}


def refused_of(source: MarketSource) -> tuple[MarketRow, ...]:
    """Those rows."""
    kept: Any = source.mapping.get(_REFUSED)
    return tuple(row_from_json(each) for each in kept) if isinstance(kept, list) else ()
