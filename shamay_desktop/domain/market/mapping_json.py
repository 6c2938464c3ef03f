"""Mappings of sources as JSON: shipped ones, an office's own, and as a source keeps them."""

from collections.abc import Mapping
from typing import Any

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import is_id
from shamay_desktop.domain.market.dates import ORDERS
from shamay_desktop.domain.market.mapping import TYPES, CellType, MappedColumn, SourceMapping
from shamay_desktop.domain.market.rows import RowKind, SourceKind

_MOST_COLUMNS = 200
_LONGEST = 200
_LISTS = ("formats", "needed", "excluded", "warnings")


def mapping_json(mapping: SourceMapping) -> dict[str, Json]:
    """The mapping; what is as by itself is left out of its columns."""
    plain: dict[str, Json] = {
        "id": mapping.id,
        "he": mapping.he,
        "en": mapping.en,
        "kind": mapping.kind.value,
        "evidence": mapping.evidence,
        "area_basis": mapping.area_basis,
        "date_order": mapping.date_order,
        "source_kind": mapping.source_kind.value,
        "own": mapping.own,
    }
    plain |= {name: list(getattr(mapping, name)) for name in _LISTS}
    plain["stands_in"] = {target: list(others) for target, others in mapping.stands_in}
    plain["columns"] = [_column_json(column) for column in mapping.columns]
    return plain


def _column_json(column: MappedColumn) -> Json:
    told: dict[str, Json] = {"target": column.target, "aliases": list(column.aliases)}
    if column.type is not TYPES.get(column.target):
        told["type"] = column.type.value
    if column.default:
        told["default"] = column.default
    if column.basis:
        told["basis"] = column.basis
    return told


def mapping_of(raw: object) -> SourceMapping:
    """The mapping of such JSON. Raises Refused(`mapping_wrong`; mapping, problem)."""
    if not isinstance(raw, Mapping):
        raise _wrong("", "object")
    name = str(raw.get("id") or "")[:60]
    if not is_id(raw.get("id")):
        raise _wrong(name, "id")
    columns = raw.get("columns")
    if not isinstance(columns, list) or not 0 < len(columns) <= _MOST_COLUMNS:
        raise _wrong(name, "columns")
    lists = {key: _texts(raw.get(key, ()), name, key) for key in _LISTS if key in raw}
    order = _text(raw.get("date_order", ""), name, "date_order")
    if order not in ("", *ORDERS):
        raise _wrong(name, "date_order")
    try:
        return SourceMapping(
            id=name,
            he=_text(raw.get("he", name), name, "he"),
            en=_text(raw.get("en", name), name, "en"),
            columns=tuple(_column(each, name) for each in columns),
            kind=RowKind(raw.get("kind", "sale")),
            evidence=_text(raw.get("evidence", "deal"), name, "evidence"),
            area_basis=_text(raw.get("area_basis", ""), name, "area_basis"),
            date_order=order,
            source_kind=SourceKind(raw.get("source_kind", "file")),
            stands_in=_stands_in(raw.get("stands_in", {}), name),
            own=raw.get("own") is True,
            **lists,
        )
    except ValueError as error:
        raise _wrong(name, "kind") from error


def _column(raw: object, name: str) -> MappedColumn:
    if not isinstance(raw, Mapping):
        raise _wrong(name, "columns")
    target = raw.get("target")
    if not isinstance(target, str) or target not in TYPES:
        raise _wrong(name, f"target {target}"[:_LONGEST])
    try:
        kind = CellType(raw.get("type", TYPES[target]))
    except ValueError as error:
        raise _wrong(name, f"type {raw.get('type')}"[:_LONGEST]) from error
    return MappedColumn(
        target=target,
        aliases=_texts(raw.get("aliases", ()), name, "aliases"),
        type=kind,
        default=_text(raw.get("default", ""), name, "default"),
        basis=_text(raw.get("basis", ""), name, "basis"),
    )


def _stands_in(raw: object, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(raw, Mapping) or set(raw) - set(TYPES):
        raise _wrong(name, "stands_in")
    return tuple((target, _texts(others, name, "stands_in")) for target, others in raw.items())


def _texts(raw: Any, name: str, place: str) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise _wrong(name, place)
    return tuple(_text(each, name, place) for each in raw)


def _text(raw: object, name: str, place: str) -> str:
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        raise _wrong(name, place)
    return raw


def _wrong(name: str, problem: str) -> Refused:
    return Refused("mapping_wrong", mapping=name, problem=problem)
