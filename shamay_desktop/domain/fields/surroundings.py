"""Step 2, what is seen around: the surroundings, the parcel, its sides and its development."""

from shamay_desktop.domain.fields.definition import Field, Group, Kind, Step, Unit
from shamay_desktop.domain.fields.shapes import (
    M,
    between,
    choice,
    codes,
    decimal,
    long_text,
    rows,
    text,
    together,
)

SIDES = codes(
    ("north", "צפון", "North"),
    ("south", "דרום", "South"),
    ("east", "מזרח", "East"),
    ("west", "מערב", "West"),
)
UTILITIES = codes(
    ("road", "כביש סלול", "Paved road"),
    ("pavement", "מדרכות", "Pavements"),
    ("lighting", "תאורת רחוב", "Street lighting"),
    ("water", "מים", "Water"),
    ("sewage", "ביוב", "Sewage"),
    ("drainage", "ניקוז", "Drainage"),
    ("electricity", "חשמל", "Electricity"),
    ("communications", "תקשורת", "Communications"),
    ("gas", "גז טבעי", "Natural gas"),
)

_around = Group("surroundings", Step.DOCUMENTS, "תיאור הסביבה", "Surroundings")
_parcel = Group("parcel", Step.DOCUMENTS, "תיאור החלקה", "Parcel")

BOUNDARY_COLUMNS = (
    choice("side", "צד", "Side", choices=SIDES),
    text("text", "גובל ב", "Bounds on"),
    decimal("length", "אורך הגבול", "Length", unit=Unit.METRE, plausible=between("0.5", "5000"),
            extra=True),
    long_text("description", "תיאור", "Description", extra=True),
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    *together(
        _around,
        (
            text("parcel.municipality", "הרשות המקומית", "Local authority"),
            long_text("environment.description", "תיאור הסביבה", "Surroundings", need=M,
                      must_be_known=True, clause="E2, 5.1"),
            text("environment.transit", "מרחק מתחבורה עתירת נוסעים",
                 "Distance to mass transit", clause="5.1"),
            text("environment.parking", "חניה ברחוב", "Parking in the street"),
        ),
        place="1.1",
    ),
    *together(
        _parcel,
        (
            text("parcel.shape", "צורת החלקה", "Shape"),
            text("parcel.terrain", "פני הקרקע", "Terrain"),
            decimal("parcel.frontage", "אורך החזית", "Frontage", unit=Unit.METRE,
                    plausible=between("1", "2000")),
            decimal("parcel.depth", "עומק החלקה", "Depth", unit=Unit.METRE,
                    plausible=between("1", "5000")),
            text("parcel.access", "דרך גישה", "Access"),
            text("parcel.built_on", "הבנוי על החלקה", "What stands on it"),
            Field("parcel.utilities", "פיתוח ותשתיות", "Utilities", kind=Kind.CHOICES,
                  choices=UTILITIES),
            long_text("parcel.development", "תיאור הפיתוח", "Development"),
            rows("parcel.boundaries", "גבולות החלקה", "Boundaries", columns=BOUNDARY_COLUMNS),
        ),
        place="1.2",
    ),
)  # fmt: skip
