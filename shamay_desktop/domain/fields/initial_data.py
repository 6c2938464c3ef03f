"""Step 1: dates and visit, identification, the unit, the rights in short, the appraiser."""

from shamay_desktop.domain.fields.choices import (
    SETTLEMENTS,
    VISIT_EXTENTS,
    VISITOR_ROLES,
)
from shamay_desktop.domain.fields.conditions import Differ, OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Kind, Paper, Step, Unit
from shamay_desktop.domain.fields.shapes import (
    C,
    M,
    area,
    between,
    choice,
    codes,
    date,
    decimal,
    flag,
    fraction,
    identifier,
    integer,
    long_text,
    rows,
    text,
    together,
)

CONDOMINIUM = OneOf("rights.register", ("condominium",))
DEEDS = OneOf("rights.register", ("deeds",))

RIGHTS_KINDS = codes(
    ("ownership", "בעלות פרטית", "Ownership"),
    ("lease", "חכירה לא מהוונת", "Lease"),
    ("capitalised_lease", 'חכירה מהוונת (רמ"י)', "Capitalised lease"),
    ("contractual", "זכות חוזית (חברה משכנת)", "Contractual right (housing company)"),
    ("tenancy", "שכירות", "Tenancy"),
    ("protected_tenancy", "דיירות מוגנת", "Protected tenancy"),
    ("licence", "בר-רשות", "Licence"),
)
REGISTERS = codes(
    ("condominium", "פנקס בתים משותפים", "Condominium register"),
    ("rights", "פנקס הזכויות", "Rights register"),
    ("deeds", "פנקס השטרות", "Deeds register"),
)
AIR_DIRECTIONS = codes(
    ("north", "צפון", "North"),
    ("south", "דרום", "South"),
    ("east", "מזרח", "East"),
    ("west", "מערב", "West"),
)

_dates = Group("dates", Step.INITIAL_DATA, "מועדים וביקור", "Dates and visit")
_place = Group("identification", Step.INITIAL_DATA, "זיהוי הנכס", "Identification")
_unit = Group("unit", Step.INITIAL_DATA, "היחידה והבניין", "Unit and building")
_rights = Group("rights", Step.INITIAL_DATA, "הזכויות בקצרה", "Rights in short")
_signer = Group("appraiser", Step.INITIAL_DATA, "השמאי", "The appraiser")

VISIT_COLUMNS = (
    date("date", "מועד", "Date"),
    text("visitor", "המבקר", "Visitor"),
    choice("role", "תפקיד המבקר", "Visitor's role", choices=VISITOR_ROLES),
    text("shown_by", "מציג הנכס", "Shown by", personal=True),
    text("seen", "מה נבדק", "What was seen"),
)
CONTRIBUTOR_COLUMNS = (
    text("name", "שם", "Name"),
    choice("role", "תפקיד", "Role", choices=VISITOR_ROLES),
    text("part", "החלק בעבודה", "Part in the work"),
    identifier("licence_number", "מספר רישיון", "Licence number", pattern=r"\d{1,5}"),
)
PARCEL_COLUMNS = (
    identifier("gush", "גוש", "Block", pattern=r"\d{3,6}(-\d{3,6})?"),
    identifier("gush_suffix", "תת גוש", "Block suffix", pattern=r"\d{1,3}"),
    identifier("helka", "חלקה", "Parcel", pattern=r"[1-9]\d{0,3}"),
    identifier("tat_helka", "תת חלקה", "Sub-parcel", pattern=r"[1-9]\d{0,3}"),
    area("area", "שטח רשום", "Registered area", plausible=between("1", "10000000")),
    text("role", "תפקיד", "Role"),
)

FIELDS: tuple[Field, ...] = (
    *together(
        _dates,
        (
            date("visit.date", "מועד הביקור בנכס", "Inspection date", need=M, must_be_known=True,
                 place="opening",
                 clause="1.1 §6.4"),
            text("visit.visitor", "המבקר בנכס", "Visitor", need=M, must_be_known=True,
                 place="opening",
                 clause="1.1 §6.4"),
            choice("visit.visitor_role", "תפקיד המבקר", "Visitor's role", need=M,
                   must_be_known=True,
                   choices=VISITOR_ROLES, place="opening", clause="1.1 §6.4"),
            text("visit.shown_by", "מציג הנכס", "Shown by", need=M, personal=True,
                 place="opening"),
            choice("visit.extent", "היקף הביקור", "Extent of the inspection",
                   choices=VISIT_EXTENTS, place="opening", clause="1.1 §6.4"),
            rows("visit.further", "ביקורים נוספים", "Further visits", columns=VISIT_COLUMNS,
                 place="opening"),
            long_text("visit.not_inspected", "חלקים שלא נבדקו, והסיבה",
                      "Parts not inspected, and why", place="opening", clause="1.1 §6.4"),
            date("valuation.date", "המועד הקובע", "Valuation date", need=M, must_be_known=True,
                 place="opening",
                 clause="1.1 §6.3"),
            long_text("valuation.date_reason", "הסיבה לשוני ממועד הביקור",
                      "Why it differs from the inspection", need=C, must_be_known=True,
                      when=Differ("valuation.date", "visit.date"), place="opening"),
            date("report.date", "תאריך השומה", "Report date", need=M, must_be_known=True,
                 place="opening"),
        ),
    ),
    *together(
        _place,
        (
            identifier("parcel.gush", "גוש", "Block", need=M, pattern=r"\d{3,6}(-\d{3,6})?",
                       paper=Paper.TABU, place="property", clause="E1"),
            identifier("parcel.gush_suffix", "תת גוש", "Block suffix", pattern=r"\d{1,3}",
                       paper=Paper.TABU, place="property"),
            identifier("parcel.helka", "חלקה", "Parcel", need=M, pattern=r"[1-9]\d{0,3}",
                       paper=Paper.TABU, place="property", clause="E1"),
            identifier("parcel.tat_helka", "תת חלקה", "Sub-parcel", need=C, when=CONDOMINIUM,
                       pattern=r"[1-9]\d{0,3}", paper=Paper.TABU, place="property",
                       clause="4.2"),
            text("parcel.role", "תפקיד החלקה", "Role of the parcel", place="1.2"),
            identifier("parcel.physical_helka", "חלקה פיזית", "Physical parcel",
                       pattern=r"[1-9]\d{0,3}", place="1.2"),
            text("parcel.plot", "מגרש", "Plot", place="property"),
            text("parcel.plot_plan", "התכנית שיצרה את המגרש", "Plan that made the plot",
                 place="property", clause="4.2"),
            choice("parcel.settlement", "רישום והסדר", "Settlement of the land",
                   choices=SETTLEMENTS, place="property", clause="4.2"),
            rows("parcels", "חלקות נוספות", "Further parcels", columns=PARCEL_COLUMNS,
                 paper=Paper.TABU, place="1.2"),
            text("parcel.book", "ספר", "Book", need=C, when=DEEDS, place="property"),
            text("parcel.page", "דף", "Page", need=C, when=DEEDS, place="property"),
            text("address.city", "יישוב", "City", need=M, must_be_known=True, place="cover",
                 clause="E1"),
            text("address.neighborhood", "שכונה", "Neighbourhood", place="1.1"),
            text("address.street", "רחוב", "Street", place="cover"),
            text("address.house_number", "מספר בית", "House number", place="cover"),
            text("address.entrance", "כניסה", "Entrance", place="property"),
            text("address.apartment", "דירה", "Apartment", place="property"),
        ),
    ),
    *together(
        _unit,
        (
            text("unit.description", "מהות הנכס", "Nature of the property", need=M,
                 must_be_known=True,
                 paper=Paper.TABU, place="property", clause="4.2"),
            decimal("unit.rooms", "מספר חדרים", "Rooms", need=M, must_be_known=True,
                    plausible=between("1", "15"),
                    place="1.3"),
            text("unit.floor", "קומה", "Floor", need=C, when=CONDOMINIUM, paper=Paper.TABU,
                 place="1.3", clause="4.2"),
            Field("unit.air_directions", "כיווני אוויר", "Air directions", kind=Kind.CHOICES,
                  choices=AIR_DIRECTIONS, place="1.3"),
            integer("building.year_built", "שנת בנייה", "Year built", paper=Paper.PERMIT,
                    plausible=between("1850", "2100"), place="1.3", clause="5.1"),
            integer("building.floors", "קומות בבניין", "Floors in the building",
                    paper=Paper.CONDO, plausible=between("1", "120"), place="1.3"),
            integer("building.units", "דירות בבניין", "Units in the building",
                    paper=Paper.CONDO, plausible=between("1", "2000"), place="1.3"),
            flag("building.lift", "מעלית", "Lift", place="1.3"),
            choice("unit.occupancy", "תפוסה בפועל", "Actual use", place="1.3", clause="5.1",
                   choices=codes(("vacant", "פנוי", "Vacant"),
                                 ("owner", "בשימוש הבעלים", "Used by the owner"),
                                 ("rented", "מושכר", "Rented"),
                                 ("other", "אחר", "Other"))),
            decimal("unit.rent", "דמי שכירות לחודש", "Monthly rent", need=C,
                    when=OneOf("unit.occupancy", ("rented",)), place="1.3",
                    unit=Unit.SHEKEL_PER_MONTH,
                    plausible=between("500", "200000")),
        ),
    ),
    *together(
        _rights,
        (
            choice("rights.kind", "הזכות המוערכת", "Right valued", need=M, must_be_known=True,
                   choices=RIGHTS_KINDS,
                   paper=Paper.TABU, place="property", clause="E3, 1.1 §6.2"),
            choice("rights.register", "הפנקס", "Register", need=M, must_be_known=True,
                   choices=REGISTERS,
                   paper=Paper.TABU, place="2.1", clause="7.1"),
            fraction("rights.valued_share", "החלק המוערך", "Share valued", place="property",
                     clause="1.1 §6.2"),
            text("rights.valued_holder", "בעל הזכות שחלקו מוערך", "Holder of the valued share",
                 personal=True, place="property"),
        ),
    ),
    *together(
        _signer,
        (
            text("appraiser.name", "שם השמאי", "Appraiser", need=M, must_be_known=True, place="6",
                 clause="1.1"),
            text("appraiser.title", "תואר", "Title", place="6"),
            identifier("appraiser.licence_number", "מספר רישיון", "Licence number", need=M,
                       must_be_known=True,
                       pattern=r"\d{1,5}", place="6", clause="1.1"),
            rows("appraiser.contributors", "השתתפו בהכנת השומה", "Took part in the valuation",
                 columns=CONTRIBUTOR_COLUMNS, place="6"),
        ),
    ),
)  # fmt: skip
