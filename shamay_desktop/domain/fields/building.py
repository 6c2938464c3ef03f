"""Step 2, the building: kind, floors, shelter, structure, state, what is shared, and its care."""

from shamay_desktop.domain.fields.conditions import Given
from shamay_desktop.domain.fields.definition import Field, Group, Kind, Step, Unit
from shamay_desktop.domain.fields.shapes import (
    between,
    choice,
    codes,
    decimal,
    integer,
    long_text,
    text,
    together,
)

BUILDING_TYPES = codes(
    ("tower", "מגדל מגורים", "Residential tower"),
    ("apartments", "בניין מגורים נמוך", "Low apartment building"),
    ("private_house", "בית פרטי", "Private house"),
    ("semi_detached", "בית דו־משפחתי", "Semi-detached house"),
    ("terraced", "בית טורי", "Terraced house"),
    ("cottage", "קוטג'", "Cottage"),
    ("villa", "וילה", "Villa"),
    ("duplex", "דופלקס", "Duplex"),
    ("penthouse", "פנטהאוז", "Penthouse"),
    ("offices", "בניין משרדים", "Office building"),
    ("commercial", "מבנה מסחר", "Commercial building"),
    ("industrial", "מבנה תעשייה", "Industrial building"),
    ("mixed", "שימושים מעורבים", "Mixed use"),
    ("other", "אחר", "Other"),
)
STATES = codes(
    ("excellent", "מצוין", "Excellent"),
    ("good", "טוב", "Good"),
    ("fair", "בינוני", "Fair"),
    ("poor", "גרוע", "Poor"),
    ("needs_renovation", "דורש שיפוץ", "Needs renovation"),
)
YEAR_SOURCES = codes(
    ("completion", "תעודת גמר / טופס 4", "Completion certificate"),
    ("permit", "היתר בנייה", "Permit"),
    ("order", "צו בית משותף", "Condominium order"),
    ("rates", "רישומי הארנונה", "Municipal records"),
    ("stated", "נמסר בעל פה", "Told"),
    ("estimate", "הערכת השמאי", "Appraiser's estimate"),
)
STRUCTURES = codes(
    ("concrete", "שלד בטון מזוין", "Reinforced concrete"),
    ("precast", "בנייה טרומית", "Precast"),
    ("masonry", "בלוקים", "Masonry"),
    ("stone", "אבן", "Stone"),
    ("steel", "פלדה", "Steel"),
    ("light", "בנייה קלה", "Light construction"),
    ("other", "אחר", "Other"),
)
CLADDINGS = codes(
    ("stone", "אבן", "Stone"),
    ("plaster", "טיח", "Plaster"),
    ("ceramic", "קרמיקה / פסיפס", "Ceramic"),
    ("curtain_wall", "קיר מסך", "Curtain wall"),
    ("metal", "לוחות מתכת", "Metal panels"),
    ("exposed_concrete", "בטון חשוף", "Exposed concrete"),
    ("other", "אחר", "Other"),
)
ROOFS = codes(
    ("flat", "גג שטוח", "Flat"),
    ("tiles", "גג רעפים", "Tiled"),
    ("light", "גג קל", "Light"),
    ("other", "אחר", "Other"),
)
ACCESSIBILITIES = codes(
    ("full", "נגיש", "Accessible"),
    ("partial", "נגיש בחלקו", "Accessible in part"),
    ("none", "אינו נגיש", "Not accessible"),
)
AMENITIES = codes(
    ("lobby", "לובי", "Lobby"),
    ("gym", "חדר כושר", "Gym"),
    ("pool", "בריכה", "Pool"),
    ("residents_club", "מועדון דיירים", "Residents' club"),
    ("garden", "גינה משותפת", "Shared garden"),
    ("bicycles", "חדר אופניים ועגלות", "Bicycle room"),
    ("shelter", "מקלט", "Shelter"),
    ("entry_phone", "אינטרקום", "Entry phone"),
    ("guard", "שומר / קבלה", "Guard or reception"),
    ("guest_parking", "חניית אורחים", "Guest parking"),
)

_building = Group("building", Step.DOCUMENTS, "פרטי הבניין", "Building")
_outside = Group("outside", Step.DOCUMENTS, "ניתוח חוץ הנכס", "Outside of the building")

FIELDS: tuple[Field, ...] = (
    *together(
        _building,
        (
            choice("building.type", "סוג הבניין", "Type of building", choices=BUILDING_TYPES),
            text("building.ground_floor", "קומת הקרקע", "Ground floor"),
            integer("building.floors_below", "קומות מתחת לקרקע", "Floors below ground",
                    plausible=between("0", "20")),
            integer("building.units_per_floor", "דירות בקומה", "Units on a floor",
                    plausible=between("1", "100")),
            integer("building.lifts", "מספר מעליות", "Number of lifts",
                    plausible=between("0", "20")),
            choice("building.year_built_source", "מקור שנת הבנייה", "Source of the year",
                   when=Given("building.year_built"), choices=YEAR_SOURCES, clause="5.1"),
            integer("building.year_renovated", "שנת שיפוץ או חיזוק", "Renovated or strengthened",
                    plausible=between("1900", "2100")),
            choice("building.structure", "שלד", "Structure", choices=STRUCTURES),
            Field("building.cladding", "חיפוי חוץ", "Cladding", kind=Kind.CHOICES,
                  choices=CLADDINGS),
            choice("building.roof", "גג", "Roof", choices=ROOFS),
            choice("building.accessibility", "נגישות", "Accessibility", choices=ACCESSIBILITIES),
            Field("building.amenities", "מתקנים משותפים", "Amenities", kind=Kind.CHOICES,
                  choices=AMENITIES),
            long_text("building.common_areas", "שטחים משותפים בפועל", "Common areas as seen"),
            text("building.management", "ניהול ואחזקה", "Management"),
            decimal("building.management_fee", "דמי ניהול / ועד לחודש", "Management fee",
                    unit=Unit.SHEKEL_PER_MONTH, plausible=between("1", "20000")),
        ),
        place="1.3",
    ),
    *together(
        _outside,
        (
            choice("building.condition", "מצב הבניין", "State of the building", choices=STATES),
            long_text("building.features", "תכונות הבניין", "Features of the building"),
            long_text("building.defects", "ליקויים בבניין", "Defects of the building"),
            long_text("building.assessment", "הערכה כללית של הבניין", "Overall assessment"),
        ),
        place="1.3",
    ),
)  # fmt: skip
