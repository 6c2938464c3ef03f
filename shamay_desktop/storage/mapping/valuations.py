"""Between a valuation and its row: the steps' data, and the columns derived from the case."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from sqlalchemy import RowMapping

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case, encode_values
from shamay_desktop.domain.fields import Step, fields_of
from shamay_desktop.domain.fields.drawing_tables import LISTS, MAPS, PLANS
from shamay_desktop.domain.records import Status, Valuation
from shamay_desktop.domain.titles import address_of, parcel_of
from shamay_desktop.storage.column_types import JsonText, to_json
from shamay_desktop.storage.mapping.search import folded

_COMPARABLES = "comparables"
_DRAWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "gis_screenshots": tuple(name for name in LISTS if name.startswith(f"{MAPS.key}.")),
        "garmushka_measurements": tuple(name for name in LISTS if name.startswith(f"{PLANS.key}.")),
    }
)
"""What is drawn, by the column that holds it and nothing else does: no step's data has it."""

_SEARCHED = (
    "address.street", "address.house_number", "address.neighborhood", "address.city",
    "parcel.gush", "parcel.helka", "parcel.tat_helka", "client.name", "report.reference",
)  # fmt: skip


class CaseEncoder:
    """Makes JSON text of a case once for all rows of a unit that hold it, step by step.

    A finished step stands in the valuation and, twice, in its session; comparables also in a
    column of their own. What is drawn stands in columns of its own alone. Cases never change, so
    what was made of the last one holds.
    """

    def __init__(self) -> None:
        self._case: Case | None = None
        self._steps: dict[Step, JsonText | None] = {}
        self._comparables: JsonText | None = None
        self._drawn: dict[str, JsonText | None] = {}

    def step(self, case: Case, step: Step) -> JsonText | None:
        """The values of one step's fields but what is drawn, None when it has none."""
        self._encode(case)
        return self._steps[step]

    def whole(self, case: Case) -> JsonText:
        """The values of all fields."""
        self._encode(case)
        parts = (*self._steps.values(), *self._drawn.values())
        return JsonText(_spliced(text for text in parts if text is not None))

    def comparables(self, case: Case) -> JsonText | None:
        """The list of comparables, None when it was not asked."""
        self._encode(case)
        return self._comparables

    def drawn(self, case: Case) -> Mapping[str, JsonText | None]:
        """By column what is drawn on map pictures and on plans, None where nothing was asked."""
        self._encode(case)
        return self._drawn

    def _encode(self, case: Case) -> None:
        if self._case is case:
            return
        encoded = encode_values(case.values)
        self._drawn = {column: _popped(encoded, lists) for column, lists in _DRAWN.items()}
        listed = encoded.pop(_COMPARABLES, None)
        self._comparables = None if listed is None else JsonText(to_json(listed))
        self._steps = {step: self._of_step(encoded, step) for step in Step}
        self._case = case

    def _of_step(self, encoded: Mapping[str, Json], step: Step) -> JsonText | None:
        ids = _ids_of(step)
        part = {name: value for name, value in encoded.items() if name in ids}
        texts = [to_json(part)] if part else []
        if _COMPARABLES in ids and self._comparables is not None:
            texts.append(f'{{"{_COMPARABLES}":{self._comparables}}}')
        return JsonText(_spliced(texts)) if texts else None


def _popped(encoded: dict[str, Json], names: Iterable[str]) -> JsonText | None:
    part = {name: encoded.pop(name) for name in names if name in encoded}
    return JsonText(to_json(part)) if part else None


def _spliced(objects: Iterable[str]) -> str:
    """One JSON object with the members of several, none of which is empty."""
    return f"{{{','.join(text[1:-1] for text in objects)}}}"


def row_of(valuation: Valuation, encoder: CaseEncoder) -> dict[str, object]:
    """All columns of a valuation that come from it."""
    columns = _plain(valuation)
    for step in Step:
        columns |= _of_step(valuation.case, step, encoder)
    return columns


def step_row_of(valuation: Valuation, step: Step, encoder: CaseEncoder) -> dict[str, object]:
    """The columns of a valuation when only one step's data is to be written."""
    return _plain(valuation) | _of_step(valuation.case, step, encoder)


def valuation_of(row: RowMapping) -> Valuation:
    """A valuation from its row."""
    values: dict[str, Json] = {}
    for step in Step:
        values |= row[_column(step)] or {}
    for column, lists in _DRAWN.items():
        held = row[column]
        values |= {name: held[name] for name in lists if name in held} if held else {}
    return Valuation(
        id=row["id"],
        title=row["title"],
        status=Status(row["status"]),
        case=decode_case(row["id"], values),
        created_by_id=row["created_by_id"],
        finished=frozenset(Step(name) for name in row["meta"].get("finished", ())),
        final_valuation=row["final_valuation"],
        price_per_sqm=row["price_per_sqm"],
        result=row["property_analysis"],
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        updated_by=row["updated_by"],
        copied_from_id=row["copied_from_id"],
        archived_at=row["archived_at"],
        deleted_at=row["deleted_at"],
    )


@cache
def _ids_of(step: Step) -> frozenset[str]:
    return frozenset(field.id for field in fields_of(step))


def _column(step: Step) -> str:
    return f"step{step.number}_data"


def _plain(valuation: Valuation) -> dict[str, object]:
    return {
        "title": valuation.title,
        "status": valuation.status.value,
        "final_valuation": valuation.final_valuation,
        "price_per_sqm": valuation.price_per_sqm,
        "property_analysis": None if valuation.result is None else dict(valuation.result),
        "copied_from_id": valuation.copied_from_id,
        "archived_at": valuation.archived_at,
        "deleted_at": valuation.deleted_at,
        "meta": {"finished": sorted(step.value for step in valuation.finished)},
    }


def _of_step(case: Case, step: Step, encoder: CaseEncoder) -> dict[str, object]:
    """One step's data and the columns derived from its fields, so that both always agree."""
    columns: dict[str, object] = {_column(step): encoder.step(case, step)}
    if step is Step.INITIAL_DATA:
        columns |= identity_of(case)
    if _COMPARABLES in _ids_of(step):
        columns["comparable_data"] = encoder.comparables(case)
    if step is MAPS.step:
        columns |= encoder.drawn(case)
    return columns


def identity_of(case: Case) -> dict[str, object]:
    """What the list shows and finds of a case: the columns that its first step gives."""
    block, parcel, subparcel = (
        case.text(f"parcel.{name}") or "" for name in ("gush", "helka", "tat_helka")
    )
    words = [case.text(path) or "" for path in _SEARCHED]
    return {
        "address_full": address_of(case),
        "block": block,
        "parcel": parcel,
        "subparcel": subparcel,
        "client": case.text("client.name") or "",
        "reference": case.text("report.reference") or "",
        "city": case.text("address.city") or "",
        "address_key": address_key(case),
        "report_kind": case.text("report.kind") or "",
        "purpose": case.text("report.purpose") or "",
        "search_text": folded(" ".join(part for part in (*words, parcel_of(case)) if part)),
    }


def address_key(case: Case) -> str:
    """City, street and house folded: equal for cases in one building, empty unless all are known.

    Cases without a house number are not taken for one building.
    """
    words = [case.text(f"address.{name}") or "" for name in ("city", "street", "house_number")]
    return "|".join(folded(word) for word in words) if all(words) else ""
