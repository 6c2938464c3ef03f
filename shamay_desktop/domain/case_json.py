"""One JSON shape of values, for the case folder, the database and the journal of edits."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from shamay_desktop.domain.case import (
    Case,
    Content,
    Origin,
    Provenance,
    Row,
    State,
    Value,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import FIELDS, Field, Kind, registry
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.ids import is_id, new_row_id

Json = None | bool | str | int | list["Json"] | dict[str, "Json"]

_ENVELOPE = frozenset({"value", "state", "source", "confirmed_by"})


def encode_values(values: Mapping[str, Value]) -> dict[str, Json]:
    """Field id -> JSON, in the registry's order."""
    return {member.id: encode_value(values[member.id]) for member in FIELDS if member.id in values}


def encode_value(value: Value) -> Json:
    """A bare content when nothing else is known of the value, else an object around it."""
    source = _encode_provenance(value.provenance)
    content = _encode_content(value.content)
    if value.state is State.VALUE and source is None and not _looks_like_envelope(content):
        return content
    encoded: dict[str, Json] = {}
    if value.state is State.VALUE:
        encoded["value"] = content
    encoded["state"] = value.state.value
    if source is not None:
        encoded["source"] = source
    if value.provenance is not None and value.provenance.confirmed_by is not None:
        encoded["confirmed_by"] = value.provenance.confirmed_by
    return encoded


def _looks_like_envelope(content: Json) -> bool:
    return isinstance(content, dict)


def _encode_content(content: Content | None) -> Json:
    if content is None or isinstance(content, str | bool):
        return content
    if isinstance(content, Mapping):
        return {name: encode_value(cell) for name, cell in content.items()}
    return [encode_row(item) if isinstance(item, Row) else item for item in content]


def encode_row(row: Row) -> dict[str, Json]:
    """A row: its id, then its cells by column."""
    return {"id": row.id, **{name: encode_value(cell) for name, cell in row.cells.items()}}


def _encode_provenance(provenance: Provenance | None) -> Json:
    if provenance is None:
        return None
    encoded: dict[str, Json] = {"origin": provenance.origin.value}
    for name in ("by", "at", "document", "page", "text", "confidence", "note"):
        fact = getattr(provenance, name)
        if fact is not None:
            encoded[name] = fact
    if provenance.box is not None:
        encoded["box"] = list(provenance.box)
    return encoded


def decode_values(raw: object) -> tuple[dict[str, Value], list[Refused]]:
    """Values of a JSON object of fields, and every entry that was refused, each by its path."""
    if not isinstance(raw, Mapping):
        return {}, [Refused("wrong_type", field="fields", given=type(raw).__name__)]
    values: dict[str, Value] = {}
    refused: list[Refused] = []
    for field_id, entry in raw.items():
        try:
            values[field_id] = decode_value(_known(field_id), entry)
        except Refused as problem:
            refused.append(problem)
    return values, refused


def _known(field_id: object) -> Field:
    member = registry.BY_ID.get(str(field_id))
    if member is None:
        raise Refused("unknown_field", field=str(field_id))
    return member


def decode_value(field: Field, raw: object, path: str | None = None) -> Value:
    """A value of a field (or column) from a bare content or an object around it.

    Raises Refused with the path in its fact `field`.
    """
    where = path or field.id
    try:
        if isinstance(raw, Mapping) and raw.keys() <= _ENVELOPE and raw.keys() & {"value", "state"}:
            return _decode_envelope(field, raw, where)
        return _decode_bare(field, raw, None, where)
    except Refused as problem:
        if problem.facts.get("field") in (field.id, ""):
            problem.facts["field"] = where
        raise


def _decode_envelope(field: Field, raw: Mapping[str, object], where: str) -> Value:
    provenance = _decode_provenance(raw.get("source"), raw.get("confirmed_by"), where)
    state = str(raw.get("state", State.VALUE.value))
    if state not in tuple(State):
        raise Refused("unknown_state", field=where, given=state[:80])
    if state != State.VALUE:
        if raw.get("value") is not None:
            raise Refused("state_with_value", field=where)
        return Value(State(state), None, provenance)
    if "value" not in raw:
        raise Refused("value_missing", field=where)
    return _decode_bare(field, raw["value"], provenance, where)


def _decode_bare(field: Field, raw: object, provenance: Provenance | None, where: str) -> Value:
    content = None if raw is None or raw == "" else _decode_content(field, raw, where)
    if content is None or _says_nothing(content):
        return Value(State.EMPTY, None, provenance)
    return Value.of(content, provenance)


def _says_nothing(content: Content) -> bool:
    """Blanks, a list without rows, a record without cells: asked, and empty."""
    if isinstance(content, bool):
        return False
    return not content.strip() if isinstance(content, str) else not content


def _decode_content(field: Field, raw: object, where: str) -> Content:
    if field.kind is Kind.LIST:
        return _decode_rows(field, raw, where)
    if field.kind is Kind.RECORD:
        return _decode_cells(field, raw, where)
    return canonical(field, raw)


def _decode_rows(field: Field, raw: object, where: str) -> tuple[Row, ...]:
    if not isinstance(raw, Iterable) or isinstance(raw, str | Mapping):
        raise Refused("not_a_list", field=where, given=type(raw).__name__)
    decoded = tuple(decode_row(field, item, f"{where}[{n}]") for n, item in enumerate(raw))
    ids = [row.id for row in decoded]
    if len(set(ids)) != len(ids):
        raise Refused("row_id_twice", field=where)
    return decoded


def decode_row(field: Field, raw: object, where: str) -> Row:
    """A list's row from JSON; a row without an id is given one."""
    if not isinstance(raw, Mapping):
        raise Refused("not_a_row", field=where, given=type(raw).__name__)
    row_id = raw.get("id") or new_row_id()
    if not is_id(row_id) or str(row_id).startswith("@"):
        raise Refused("row_id_wrong", field=where, given=str(row_id)[:80])
    rest = {name: cell for name, cell in raw.items() if name != "id"}
    return Row(str(row_id), _decode_cells(field, rest, where))


def _decode_cells(field: Field, raw: object, where: str) -> Mapping[str, Value]:
    if not isinstance(raw, Mapping):
        raise Refused("not_a_record", field=where, given=type(raw).__name__)
    known = {column.id for column in field.columns}
    unknown = [name for name in raw if name not in known]
    if unknown:
        raise Refused("unknown_field", field=f"{where}.{unknown[0]}")
    # Columns in the registry's order, so that the same row is always the same bytes.
    return MappingProxyType(
        {
            column.id: decode_value(column, raw[column.id], f"{where}.{column.id}")
            for column in field.columns
            if column.id in raw
        }
    )


def _decode_provenance(raw: object, confirmed_by: object, where: str) -> Provenance | None:
    if raw is None and confirmed_by is None:
        return None
    source = raw if isinstance(raw, Mapping) else {}
    if raw is not None and not isinstance(raw, Mapping):
        raise Refused("wrong_source", field=where)
    try:
        box = source.get("box")
        return Provenance(
            origin=Origin(source.get("origin", Origin.IMPORTED.value)),
            box=None if box is None else tuple(str(side) for side in box),
            page=None if source.get("page") is None else int(source["page"]),
            confirmed_by=None if confirmed_by is None else str(confirmed_by),
            **{
                name: str(source[name])
                for name in ("by", "at", "document", "text", "confidence", "note")
                if source.get(name) is not None
            },
        )
    except (ValueError, TypeError) as error:
        raise Refused("wrong_source", field=where) from error


def decode_case(case_id: str, raw: object) -> Case:
    """A case from stored values; raises the first Refused (stored values were checked once)."""
    values, refused = decode_values(raw)
    if refused:
        raise refused[0]
    return Case(case_id, MappingProxyType(values))
