"""Step 2: what was measured on a plan: each length, area and calibration."""

from shamay_desktop.domain.fields.conditions import OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Paper, Step, Unit
from shamay_desktop.domain.fields.shapes import (
    area,
    between,
    choice,
    codes,
    date,
    decimal,
    rows,
    text,
    together,
)

_measuring = Group(
    "measuring", Step.DOCUMENTS, "מדידה על גבי תכנית", "Measuring on a plan",
    OneOf("unit.built_area_source",
          ("graphic_measure", "on_site", "surveyor", "condominium_plan")),
)  # fmt: skip

MEASURE_COLUMNS: tuple[Field, ...] = (
    text("name", "שם", "Name"),
    choice("kind", "סוג", "Kind",
           choices=codes(("length", "מרחק", "Length"), ("area", "שטח", "Area"),
                         ("calibration", "כיול", "Calibration"))),
    decimal("length", "אורך", "Length", unit=Unit.METRE, plausible=between("0.05", "2000")),
    area("area", "שטח", "Area", plausible=between("0.01", "1000000")),
    text("note", "הערות", "Notes"),
    text("colour", "צבע", "Colour", extra=True),
)  # fmt: skip

FIELDS: tuple[Field, ...] = together(
    _measuring,
    (
        text("measuring.plan", "התכנית שנמדדה", "Plan that was measured"),
        date("measuring.plan_date", "תאריך התכנית", "Date of the plan"),
        decimal("measuring.metres_per_pixel", "מטרים לפיקסל", "Metres per pixel",
                plausible=between("0.0001", "1")),
        rows("measuring.table", "טבלת המדידות", "Table of measures", columns=MEASURE_COLUMNS),
    ),
    paper=Paper.GARMUSHKA,
    place="property",
)  # fmt: skip
