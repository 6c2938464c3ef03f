"""Which field each value of a paper belongs to: the keys of `data` and the registry, per kind.

What a paper says is turned into ordinary values with their place on the page; whether a case may
take them is `proposals`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shamay_desktop.domain.evidence import DocType

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list of `data` and the registry's list that it fills.

    A key of its rows fills the column of that name, or the one that `columns` says ("" for none:
    the paper says it in another place too). `whole` is the column of a list of bare texts.
    `joined` are lists inside a row that one cell holds: key -> column.
    """

    list_id: str
    columns: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES)
    whole: str = ""
    joined: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES)


_PERMITS = "licensing.permits"

FIELDS_OF: Mapping[DocType, Mapping[str, str]] = MappingProxyType(
    {
        DocType.TABU: {
            "register": "rights.register",
            "extract_kind": "rights.extract_kind",
            "extract_number": "rights.extract_number",
            "extract_date": "rights.extract_date",
            "extract_time": "rights.extract_time",
            "registration_office": "rights.office",
            "gush": "parcel.gush",
            "gush_suffix": "parcel.gush_suffix",
            "helka": "parcel.helka",
            "tat_helka": "parcel.tat_helka",
            "book": "parcel.book",
            "page": "parcel.page",
            "parcel_area": "parcel.area",
            "sub_parcel_count": "parcel.sub_parcels",
            "building_count": "parcel.buildings",
            "entrance_count": "parcel.entrances",
            "by_laws": "rights.by_laws",
            "by_laws_deed": "rights.by_laws_deed/deed",
            "by_laws_date": "rights.by_laws_deed/date",
            "unit_description": "unit.registered_description",
            "floor": "unit.registered_floor",
            "building": "unit.building",
            "wing": "unit.wing",
            "entrance": "unit.entrance",
            "unit_area": "unit.registered_area",
            "common_property_share": "rights.common_property_share",
            "registrar_notes": "rights.registrar_notes",
            "origin.deed": "rights.origin/deed",
            "origin.date": "rights.origin/date",
            "origin.kind": "rights.origin/kind",
            "land.kind": "rights.land/kind",
            "land.designation": "rights.land/designation",
            "land.objects": "rights.land/objects",
            "common_property.authority": "rights.common_property/authority",
            "common_property.deed": "rights.common_property/deed",
            "common_property.file": "rights.common_property/file",
            "common_property.condominium_file": "rights.common_property/condominium_file",
            "common_property.drawing_kind": "rights.common_property/drawing_kind",
        },
        DocType.CONDO: {
            "file_number": "order.file_number",
            "deed": "order.deed",
            "date": "order.date",
            "gush": "order.parcel/gush",
            "helka": "order.parcel/helka",
            "parcel_area": "order.parcel/area",
            "total_units": "order.total_units",
            "by_laws": "rights.by_laws",
            "building_description": "order.building_description",
            "common_areas": "order.common_areas",
        },
        DocType.PLANNING_INFO: {
            "authority": "planning.authority",
            "information": "planning.information",
            "information_date": "planning.information_date",
            "plot": "parcel.plot",
            **{
                name: f"planning.{name}"
                for name in (
                    "designation", "uses", "min_plot", "building_percent", "floors", "units",
                    "basement", "building_lines", "parking_standard", "conditions",
                )
            },
        },
    }
)  # fmt: skip
"""Kind of paper -> key of `data` -> path in the case (a field, or a cell of a record)."""

LISTS_OF: Mapping[DocType, Mapping[str, PaperList]] = MappingProxyType(
    {
        DocType.TABU: {
            "addresses": PaperList("rights.addresses", whole="address"),
            "additional_areas": PaperList("rights.additional_areas"),
            "attachments": PaperList("rights.attachments"),
            "owners": PaperList("rights.owners"),
            "leases": PaperList("rights.leases"),
            "mortgages": PaperList(
                "rights.mortgages",
                joined={"borrowers": "borrower", "borrower_id_numbers": "borrower_id_number"},
            ),
            "notes": PaperList("rights.notes"),
            "easements": PaperList("rights.easements"),
            "former_parcels": PaperList("parcel.former"),
        },
        DocType.CONDO: {
            "buildings": PaperList("order.buildings"),
            "units": PaperList(
                "order.units", joined={"attachments": "attachments", "other_areas": "other_areas"}
            ),
        },
        DocType.PERMIT: {"areas": PaperList("licensing.areas")},
        DocType.PLANNING_INFO: {
            "plans": PaperList("planning.plans"),
            "rights": PaperList("planning.rights"),
            "setbacks": PaperList("planning.setbacks"),
            "expropriations": PaperList("planning.expropriations"),
        },
    }
)
"""Kind of paper -> list of `data` -> the registry's list."""

PERMIT_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "number": "number",
        "request_number": "request_number",
        "issue_date": "date",
        "committee": "committee",
        "building_file": "building_file",
        "permitted_text": "permitted_text",
        "building_number": "building",
        "floors": "floors",
        "dwelling_units": "dwelling_units",
        **{
            name: name
            for name in (
                "granted", "session", "session_date", "authority", "address", "holder", "use",
                "kind", "total_area", "main_area", "service_area", "valid_years", "valid_until",
                "conditions", "plots",
            )
        },
    }
)  # fmt: skip
"""Key of a permit's `data` -> column of `licensing.permits`: a permit is one row."""

UNIT_OF_ORDER: Mapping[str, str] = MappingProxyType(
    {
        "attachments": "order.attachments",
        "other_areas": "order.other_areas",
    }
)
"""Lists of the subject's own row of an order -> the registry's list."""
