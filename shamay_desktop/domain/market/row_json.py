"""A row of the market database as JSON: what a decision keeps of it for good."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowKind, RowStanding

_TEXTS = (
    "id", "source_id", "evidence", "gush", "gush_suffix", "helka", "tat_helka", "city",
    "neighborhood", "street", "house_number", "address", "floor", "area_basis", "asset_kind",
)  # fmt: skip
_WHOLE = ("number", "floor_number", "floors", "year_built", "parts")
_EXACT = ("rooms", "area", "price", "assessed_value", "east", "north")


def row_json(row: MarketRow) -> dict[str, Json]:
    """The row; what is not known is left out, numbers are exact strings."""
    kept: dict[str, Json] = {name: getattr(row, name) for name in (*_TEXTS, *_WHOLE)}
    kept |= {name: _text(getattr(row, name)) for name in (*_EXACT, "date", "share_sold", "twin_of")}
    kept |= {"kind": row.kind.value, "standing": row.standing.value}
    kept |= {"other": dict[str, Json](row.other), "raw": dict[str, Json](row.raw)}
    kept["reasons"] = [
        {"code": reason.code, "column": reason.column, "facts": dict[str, Json](reason.facts)}
        for reason in row.reasons
    ]
    return {name: value for name, value in kept.items() if value not in (None, "", {}, [])}


def row_from_json(kept: Mapping[str, Any]) -> MarketRow:
    """The row of such JSON."""
    exact: dict[str, Any] = {name: Decimal(kept[name]) for name in _EXACT if name in kept}
    plain = {
        name: kept[name] for name in (*_TEXTS, *_WHOLE, "other", "raw", "twin_of") if name in kept
    }
    return MarketRow(
        **plain,
        **exact,
        kind=RowKind(kept["kind"]),
        standing=RowStanding(kept["standing"]),
        reasons=tuple(
            Reason(each["code"], each["column"], each["facts"]) for each in kept.get("reasons", ())
        ),
        date=date.fromisoformat(kept["date"]) if "date" in kept else None,
        share_sold=Fraction(kept["share_sold"]) if "share_sold" in kept else None,
    )


def _text(fact: object) -> str | None:
    return None if fact is None else str(fact)
