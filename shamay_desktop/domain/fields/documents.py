"""Step 2: the facts that papers and the visit give, a file a paper; here the measured areas."""

from shamay_desktop.domain.fields import (
    building,
    condominium_order,
    extract,
    licensing,
    planning,
    surroundings,
    unit,
)
from shamay_desktop.domain.fields.conditions import Given, OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Paper, Step
from shamay_desktop.domain.fields.shapes import (
    C,
    M,
    area,
    between,
    choice,
    codes,
    long_text,
    text,
    together,
)

AREA_SOURCES = codes(
    ("permit_table", "טבלת שטחים בהיתר", "Area table of the permit"),
    ("graphic_measure", "מדידה גרפית מתכנית ההיתר", "Graphic measure on the permit plan"),
    ("on_site", "מדידה בנכס", "Measured on site"),
    ("surveyor", "מפת מודד", "Surveyor's map"),
    ("condominium_plan", "תשריט הבית המשותף", "Condominium plan"),
)

_measured = Group("measured", Step.DOCUMENTS, "שטחים שנמדדו", "Measured areas")

FIELDS: tuple[Field, ...] = (
    *extract.FIELDS,
    *condominium_order.FIELDS,
    *licensing.FIELDS,
    *planning.FIELDS,
    *surroundings.FIELDS,
    *together(
        _measured,
        (
            area("unit.built_area", "שטח דירה בנוי", "Built area", need=M, must_be_known=True,
                 paper=Paper.GARMUSHKA, plausible=between("5", "5000"), place="property",
                 clause="5.1"),
            choice("unit.built_area_source", "מקור השטח הבנוי", "Source of the built area",
                   need=C, must_be_known=True, when=Given("unit.built_area"), choices=AREA_SOURCES,
                   place="property", clause="9.0, 9.1"),
            text("unit.plan_scale", "קנה המידה של התכנית", "Scale of the plan", need=C,
                 when=OneOf("unit.built_area_source", ("graphic_measure",)), place="property"),
            long_text("unit.calibration", "כיול: מידות שנבדקו", "Calibration: verified lengths",
                      need=C, when=OneOf("unit.built_area_source", ("graphic_measure",)),
                      place="property", clause="9.0, 9.1"),
            long_text("unit.area_gap_reason", "הסבר לפער בין השטח הבנוי לרשום",
                      "Why built and registered areas differ", place="property"),
        ),
    ),
    *building.FIELDS,
    *unit.FIELDS,
)  # fmt: skip
