"""Cases with every field of the registry filled, each content told apart from all others."""

from types import MappingProxyType
from zlib import crc32

from shamay_desktop.domain.case import Case, Content, Row, Value
from shamay_desktop.domain.fields import FIELDS, Field, Kind

_GIVEN: dict[str, Content] = {
    "parcel.gush": "6109",
    "parcel.helka": "396",
    "parcel.tat_helka": "168",
    "appraiser.licence_number": "512",
    "unit.rooms": "4.5",
    "valuation.rounding_step": "100000",
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.date": "2026-10-01",
    "visit.date": "2026-10-05",
    "report.date": "2026-11-02",
    "export.id_numbers": "full",
    "export.template": "full",
    "export.template_version": "1",
    "export.order": "traditional",
    "declarations.no_interest": True,
    "declarations.by_standards": True,
    "levy.value_before": "2000000",
    "levy.value_after": "2600000",
    "income.cap_rate": "6.5",
}


def content_for(field: Field, number: int, prefix: str = "") -> Content:  # noqa: C901, PLR0911 — one case a kind
    """A valid content of a field; texts carry the field's id, numbers the given one."""
    path = f"{prefix}{field.id}"
    match field.kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            return f"טקסט {number} ({path})"
        case Kind.IDENTIFIER:
            if field.id == "itm":
                return f"{178000 + number}/{658000 + number}"
            return str(100 + number % 800) if field.pattern else f"ID-{number}"
        case Kind.INTEGER:
            return str(3 + number % 7)
        case Kind.DECIMAL:
            return f"{2 + number % 3}.{1 + number % 9}"
        case Kind.DATE:
            return f"2026-0{1 + number % 9}-{10 + number % 18}"
        case Kind.CHOICE:
            return field.choices[number % len(field.choices)].code
        case Kind.CHOICES:
            return tuple(choice.code for choice in field.choices[:2])
        case Kind.FLAG:
            return True
        case Kind.FRACTION:
            return f"{1 + number % 5}/{7 + number % 5}"
        case Kind.RECORD:
            return _cells(field, number)
        case Kind.LIST:
            return tuple(Row(f"row{n}", _cells(field, number + n)) for n in range(2))


def _cells(field: Field, number: int) -> MappingProxyType[str, Value]:
    return MappingProxyType(
        {
            column.id: Value.of(content_for(column, number + place, f"{field.id}/"))
            for place, column in enumerate(field.columns)
        }
    )


def _number_of(field_id: str) -> int:
    """A number of the field's own, so that a new field changes no other's content."""
    return crc32(field_id.encode()) % 1000


def filled_case(case_id: str = "case-filled") -> Case:
    """A case in which every field of the registry has a content."""
    values = {
        field.id: Value.of(_GIVEN.get(field.id) or content_for(field, _number_of(field.id)))
        for field in FIELDS
    }
    return Case(case_id, MappingProxyType(values))
