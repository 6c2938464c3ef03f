"""Step 2, condominium order: the house, its units, the unit's own row, attachments and areas."""

from shamay_desktop.domain.fields.conditions import Not, OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Paper, Step
from shamay_desktop.domain.fields.extract import ATTACHMENT_COLUMNS, OTHER_AREA_COLUMNS
from shamay_desktop.domain.fields.initial_data import CONDOMINIUM, PARCEL_COLUMNS
from shamay_desktop.domain.fields.shapes import (
    C,
    area,
    between,
    date,
    fraction,
    identifier,
    integer,
    long_text,
    record,
    rows,
    text,
    together,
)

IN_A_CONDOMINIUM = Not(OneOf("rights.register", ("rights", "deeds")))
"""Whether there may be an order: as long as no other register is named."""

_STEP = Step.DOCUMENTS
_paper = Group("order", _STEP, "צו בית משותף: זיהוי ומסמך", "Order: identification",
               IN_A_CONDOMINIUM)  # fmt: skip
_house = Group("order_house", _STEP, "צו בית משותף: תיאור הבניין", "Order: the building",
               IN_A_CONDOMINIUM)  # fmt: skip
_unit = Group("order_unit", _STEP, "צו בית משותף: זיהוי תת־חלקה", "Order: the sub-parcel",
              IN_A_CONDOMINIUM)  # fmt: skip
_common = Group("order_common", _STEP, "צו בית משותף: רכוש משותף", "Order: common property",
                IN_A_CONDOMINIUM)  # fmt: skip
_attachments = Group("order_attachments", _STEP, "צו בית משותף: הצמדות לתת־חלקה",
                     "Order: attachments", IN_A_CONDOMINIUM)  # fmt: skip
_areas = Group("order_areas", _STEP, "צו בית משותף: שטחים נוספים", "Order: further areas",
               IN_A_CONDOMINIUM)  # fmt: skip

SUB_PARCEL = identifier("number", "תת חלקה", "Sub-parcel", pattern=r"[1-9]\d{0,3}")
UNIT_COLUMNS = (
    SUB_PARCEL,
    text("building", "מבנה", "Building"),
    text("wing", "אגף", "Wing"),
    text("entrance", "כניסה", "Entrance"),
    text("description", "תיאור תת חלקה", "Description"),
    text("floor", "קומה", "Floor"),
    area("area", "שטח", "Area", plausible=between("1", "5000")),
    fraction("share", "חלקים ברכוש המשותף", "Share"),
)
UNITS_COLUMNS = (
    SUB_PARCEL,
    text("building", "מבנה", "Building"),
    text("floor", "קומה", "Floor"),
    text("description", "תיאור", "Description"),
    area("area", "שטח", "Area", plausible=between("1", "5000")),
    fraction("share", "חלקים ברכוש המשותף", "Share"),
    text("attachments", "הצמדות", "Attachments"),
    text("other_areas", "שטחים שאינם הצמדות", "Other areas"),
    text("wing", "אגף", "Wing", extra=True),
    text("entrance", "כניסה", "Entrance", extra=True),
)

FIELDS: tuple[Field, ...] = (
    *together(
        _paper,
        (
            text("order.file_number", "מספר תיק", "File number", need=C, when=CONDOMINIUM),
            text("order.deed", "מספר שטר הצו", "Deed of the order"),
            date("order.date", "תאריך הצו", "Order date", need=C, when=CONDOMINIUM),
            record("order.parcel", "החלקה לפי הצו", "The parcel by the order",
                   columns=(PARCEL_COLUMNS[0], PARCEL_COLUMNS[2],
                            area("area", "שטח", "Area", plausible=between("1", "10000000")))),
        ),
        paper=Paper.CONDO,
        place="2.2",
    ),
    *together(
        _house,
        (
            rows("order.buildings", "תיאור הבית", "Buildings", need=C, when=CONDOMINIUM,
                 columns=(text("building", "מבנה", "Building"),
                          integer("floors", "מספר קומות", "Floors",
                                  plausible=between("1", "120")),
                          integer("units", "מספר תתי חלקות", "Units",
                                  plausible=between("1", "3000")),
                          text("address", "כתובת", "Address"),
                          text("wing", "אגף", "Wing", extra=True),
                          text("entrance", "כניסה", "Entrance", extra=True))),
            integer("order.total_units", 'סה"כ תתי חלקות בצו', "Sub-parcels by the order",
                    plausible=between("1", "3000")),
            long_text("order.building_description", "תיאור הבניין לפי הצו",
                      "The building by the order"),
        ),
        paper=Paper.CONDO,
        place="2.2",
    ),
    *together(
        _unit,
        (
            record("order.unit", "שורת היחידה בצו", "The unit's row", need=C, when=CONDOMINIUM,
                   columns=UNIT_COLUMNS, paper=Paper.CONDO, place="2.2"),
            # Two hundred rows are evidence and a check, not reading: the report names the
            # unit's own row and the totals, and the order itself is annexed.
            rows("order.units", "כל תתי החלקות בצו", "All units of the order",
                 columns=UNITS_COLUMNS, paper=Paper.CONDO),
        ),
    ),
    *together(
        _common,
        (
            long_text("order.common_areas", "שטחים משותפים", "Common areas"),
        ),
        paper=Paper.CONDO,
        place="2.2",
    ),
    *together(
        _attachments,
        (
            rows("order.attachments", "הצמדות לפי הצו", "Attachments by the order",
                 columns=ATTACHMENT_COLUMNS),
        ),
        paper=Paper.CONDO,
        place="2.2",
    ),
    *together(
        _areas,
        (
            rows("order.other_areas", "שטחים שאינם הצמדות", "Areas that are not attachments",
                 need=C, when=CONDOMINIUM, columns=OTHER_AREA_COLUMNS),
        ),
        paper=Paper.CONDO,
        place="2.2",
    ),
)  # fmt: skip
