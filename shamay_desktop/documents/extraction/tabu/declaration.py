"""What the extractor of extracts reads, from what, and how well."""

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method
from shamay_desktop.usecases.reading_ports import Declared, ExtractorFacts

_BOTH = (Method.TEXT, Method.OCR)
_TEXT = (Method.TEXT,)

_SURE = (
    "register", "extract_number", "extract_date", "extract_time", "registration_office", "gush",
    "helka", "tat_helka", "unit_description", "floor", "building", "unit_area",
    "common_property_share", "parcel_area", "sub_parcel_count", "building_count", "by_laws",
    "origin", "addresses[]", "additional_areas[]", "attachments[]", "former_parcels[]",
    "owners[]", "mortgages[]", "notes[]", "easements[]",
)  # fmt: skip
_LESS_SURE = ("wing", "entrance", "leases[]", "units[]", "common_property")
_SOMETIMES = ("extract_kind", "by_laws_deed", "land", "registrar_notes")

FACTS = ExtractorFacts(
    name="tabu",
    version=1,
    kind=DocType.TABU,
    forms=(
        "condominium_full",
        "condominium_concentrated",
        "condominium_partial",
        "condominium_historical",
        "rights",
        "rights_partial",
        "rights_historical",
        "deeds",
    ),
    declared=(
        *(Declared(key, _TEXT, "sure") for key in _SURE),
        *(Declared(key, (Method.OCR,), "with_review") for key in _SURE),
        *(Declared(key, _BOTH, "with_review") for key in _LESS_SURE),
        *(Declared(key, _BOTH, "sometimes") for key in _SOMETIMES),
    ),
)
