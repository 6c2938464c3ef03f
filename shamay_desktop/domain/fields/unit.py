"""Step 2, the unit as it was seen: position, use, rooms, balconies, parking, storage, finish."""

from shamay_desktop.domain.fields.building import STATES
from shamay_desktop.domain.fields.definition import Field, Group, Kind, Step, Unit
from shamay_desktop.domain.fields.initial_data import AIR_DIRECTIONS
from shamay_desktop.domain.fields.shapes import (
    M,
    area,
    between,
    choice,
    codes,
    decimal,
    flag,
    integer,
    long_text,
    money,
    rows,
    text,
    together,
)

FINISH_LEVELS = codes(
    ("BASIC", "בסיסית", "Basic"),
    ("STANDARD", "רגילה", "Standard"),
    ("PREMIUM", "גבוהה", "Premium"),
    ("LUXURY", "יוקרתית", "Luxury"),
    ("EXCEPTIONAL", "לוקסוס", "Exceptional"),
)
POSITIONS = codes(
    ("front", "חזיתית", "Front"),
    ("rear", "עורפית", "Rear"),
    ("corner", "פינתית", "Corner"),
    ("middle", "אמצעית", "Middle"),
    ("ground", "קרקע", "Ground floor"),
    ("top", "עליונה", "Top floor"),
)
PROTECTED_SPACES = codes(
    ("room", 'ממ"ד', "Protected room"),
    ("floor", 'ממ"ק', "Protected space of the floor"),
    ("building_shelter", "מקלט בבניין", "Shelter in the building"),
    ("public_shelter", "מקלט ציבורי", "Public shelter"),
)
ROOMS = codes(
    ("living", "סלון", "Living room"),
    ("dining", "פינת אוכל", "Dining area"),
    ("kitchen", "מטבח", "Kitchen"),
    ("parents", "חדר הורים", "Main bedroom"),
    ("bedroom", "חדר שינה", "Bedroom"),
    ("protected", 'ממ"ד', "Protected room"),
    ("study", "חדר עבודה", "Study"),
    ("bath", "חדר רחצה", "Bathroom"),
    ("toilet", "שירותים", "Toilet"),
    ("utility", "מרפסת שירות", "Utility room"),
    ("hall", "מבואה / מסדרון", "Hall"),
    ("storage", "מחסן / מזווה", "Store"),
    ("basement", "מרתף", "Basement"),
    ("attic", "עליית גג", "Attic"),
    ("business", "שטח עסקי", "Business space"),
    ("other", "אחר", "Other"),
)
OUTDOORS = codes(
    ("sun_balcony", "מרפסת שמש", "Sun balcony"),
    ("sukkah_balcony", "מרפסת סוכה", "Sukkah balcony"),
    ("service_balcony", "מרפסת שירות", "Service balcony"),
    ("roof", "מרפסת גג", "Roof terrace"),
    ("garden", "גינה / חצר", "Garden"),
    ("other", "אחר", "Other"),
)
PARKING_KINDS = codes(
    ("covered", "מקורה", "Covered"),
    ("open", "לא מקורה", "Open"),
    ("underground", "במרתף", "Underground"),
    ("mechanical", "מתקן חניה", "Mechanical"),
)
HOLDINGS = codes(
    ("attached", "צמודה ליחידה", "Attached to the unit"),
    ("separate", "תת חלקה נפרדת", "A sub-parcel of its own"),
    ("contract", "זכות לפי חוזה", "By contract"),
    ("shared", "ברכוש המשותף", "In the common property"),
    ("use_only", "שימוש בלבד", "Used without a right"),
)
SYSTEMS = codes(
    ("central_air", "מיזוג מרכזי", "Central air-conditioning"),
    ("mini_central", "מיזוג מיני־מרכזי", "Mini-central air-conditioning"),
    ("vrf", "מיזוג VRF", "VRF air-conditioning"),
    ("split_air", "מזגנים מפוצלים", "Split air-conditioners"),
    ("underfloor_heating", "חימום תת־רצפתי", "Underfloor heating"),
    ("radiators", "רדיאטורים", "Radiators"),
    ("solar_water", "דוד שמש", "Solar water heater"),
    ("electric_water", "דוד חשמל", "Electric water heater"),
    ("central_gas", "גז מרכזי", "Central gas"),
    ("solar_power", "מערכת סולרית לחשמל", "Solar power"),
    ("electric_shutters", "תריסים חשמליים", "Electric shutters"),
    ("smart_home", "בית חכם", "Smart home"),
    ("alarm", "אזעקה", "Alarm"),
)

ELEMENTS = codes(
    ("walls", "קירות", "Walls"),
    ("ceiling", "תקרה", "Ceiling"),
    ("flooring", "ריצוף", "Flooring"),
    ("doors", "דלתות", "Doors"),
    ("windows", "חלונות", "Windows"),
    ("kitchen", "מטבח", "Kitchen"),
    ("sanitary", "כלים סניטריים", "Sanitary fittings"),
    ("plumbing", "אינסטלציה", "Plumbing"),
    ("electricity", "חשמל", "Electricity"),
    ("air", "מיזוג וחימום", "Air-conditioning and heating"),
    ("damp", "רטיבות ועובש", "Damp and mould"),
    ("structure", "שלד וסדקים", "Structure and cracks"),
    ("outside", "מרפסת, גינה וחוץ", "Balcony, garden, outside"),
    ("other", "אחר", "Other"),
)
SEVERITIES = codes(
    ("cosmetic", "קוסמטי", "Cosmetic"),
    ("ordinary", "דורש תיקון", "Needs repair"),
    ("serious", "חמור", "Serious"),
    ("dangerous", "בטיחותי", "Dangerous"),
)

_unit = Group("seen_unit", Step.DOCUMENTS, "מאפייני הנכס", "The unit as seen")
_beside = Group("beside", Step.DOCUMENTS, "מרפסות, חניה ומחסן", "Balconies, parking, storage")
_inside = Group("condition", Step.DOCUMENTS, "ניתוח פנים הנכס", "Inside of the unit")

ROOM_COLUMNS = (
    choice("room", "חדר", "Room", choices=ROOMS),
    area("size", "שטח משוער", "Size, estimated", plausible=between("0.5", "1000")),
    choice("finish_level", "רמת גמר", "Finish level", choices=FINISH_LEVELS),
    choice("condition", "מצב", "State", choices=STATES),
    text("features", "מאפיינים", "Features"),
    text("floor_finish", "ריצוף", "Flooring", extra=True),
    text("walls", "קירות ותקרה", "Walls and ceiling", extra=True),
    text("openings", "חלונות ודלתות", "Windows and doors", extra=True),
    text("dimensions", "מידות", "Dimensions", extra=True),
    text("level", "מפלס", "Level", extra=True),
)
OUTDOOR_COLUMNS = (
    choice("kind", "סוג", "Kind", choices=OUTDOORS),
    area("area", "שטח", "Area", plausible=between("0.5", "5000")),
    flag("covered", "מקורה", "Covered"),
    choice("direction", "כיוון", "Direction", choices=AIR_DIRECTIONS),
    text("source", "מקור השטח", "Source of the area"),
    text("remark", "הערה", "Remark", extra=True),
)
PARKING_COLUMNS = (
    choice("kind", "סוג", "Kind", choices=PARKING_KINDS),
    integer("count", "מספר מקומות", "Spaces", plausible=between("1", "500")),
    choice("holding", "זכות", "Right", choices=HOLDINGS),
    flag("tandem", "טורית (עוקבת)", "Tandem"),
    text("number", "מספר / סימון", "Number or mark", extra=True),
    text("level", "מפלס", "Level", extra=True),
    flag("charging", "עמדת טעינה", "Charging point", extra=True),
    text("remark", "הערה", "Remark", extra=True),
)
STORAGE_COLUMNS = (
    area("area", "שטח", "Area", plausible=between("0.5", "1000")),
    text("level", "מפלס", "Level"),
    choice("holding", "זכות", "Right", choices=HOLDINGS),
    text("number", "מספר / סימון", "Number or mark", extra=True),
    text("remark", "הערה", "Remark", extra=True),
)

FINDING_COLUMNS = (
    choice("room", "חדר", "Room", choices=ROOMS),
    choice("element", "רכיב", "Element", choices=ELEMENTS),
    choice("severity", "חומרה", "Severity", choices=SEVERITIES),
    text("text", "הממצא", "Finding"),
    money("cost", "אומדן עלות תיקון", "Estimated repair", plausible=between("0", "5000000")),
    text("cost_source", "מקור האומדן", "Source of the estimate", extra=True),
    text("photo", "תמונה", "Photo", extra=True),
)

FIELDS: tuple[Field, ...] = (
    *together(
        _unit,
        (
            Field("unit.position", "מיקום הדירה בבניין", "Position in the building",
                  kind=Kind.CHOICES, choices=POSITIONS, clause="E2, 5.1"),
            integer("unit.levels", "מספר מפלסים", "Levels", plausible=between("1", "10")),
            text("unit.actual_use", "שימוש בפועל", "Use at the visit", clause="5.1"),
            text("unit.user", "המשתמש בפועל", "User at the visit", personal=True, clause="5.1"),
            text("unit.view", "נוף", "View"),
            text("unit.noise", "רעש", "Noise"),
            text("unit.light", "תאורה ואוורור", "Light and ventilation"),
            choice("unit.protected_space", "מרחב מוגן", "Protected space",
                   choices=PROTECTED_SPACES),
            integer("unit.year_renovated", "שנת שיפוץ היחידה", "Unit renovated in",
                    plausible=between("1900", "2100")),
        ),
        place="1.3",
    ),
    *together(
        _beside,
        (
            rows("unit.outdoors", "מרפסות, גג וגינה", "Balconies, roof and garden",
                 columns=OUTDOOR_COLUMNS, clause="9.0, 9.1"),
            rows("unit.parking", "חניה", "Parking", columns=PARKING_COLUMNS),
            rows("unit.storage", "מחסנים", "Storage", columns=STORAGE_COLUMNS),
        ),
        place="1.3",
    ),
    *together(
        _inside,
        (
            choice("unit.condition", "מצב פיזי", "Physical state", need=M, must_be_known=True,
                   choices=STATES),
            long_text("unit.condition_text", "הערכת מצב כללי", "Assessment of the state"),
            long_text("unit.layout", "חלוקה פנימית", "Layout", need=M, must_be_known=True,
                      clause="5.1"),
            rows("unit.room_list", "החדרים", "The rooms", columns=ROOM_COLUMNS),
            integer("unit.bathrooms", "חדרי רחצה", "Bathrooms", plausible=between("0", "20")),
            integer("unit.toilets", "שירותי אורחים", "Guest toilets",
                    plausible=between("0", "20")),
            text("unit.kitchen", "מטבח", "Kitchen"),
            long_text("unit.finish", "גמר", "Finish", need=M, must_be_known=True, clause="5.1"),
            choice("unit.finish_level", "רמת גמר", "Finish level", choices=FINISH_LEVELS),
            Field("unit.systems", "מערכות", "Systems", kind=Kind.CHOICES, choices=SYSTEMS),
            long_text("unit.systems_text", "פירוט המערכות", "Systems in detail"),
            decimal("unit.ceiling_height", "גובה תקרה", "Ceiling height", unit=Unit.METRE,
                    plausible=between("2.0", "6.0")),
            long_text("unit.defects", "ליקויים ביחידה", "Defects of the unit"),
            rows("unit.findings", "ממצאי גמר וליקויים", "Findings of finish and defects",
                 columns=FINDING_COLUMNS, clause="5.1"),
        ),
        place="1.3",
    ),
)  # fmt: skip
