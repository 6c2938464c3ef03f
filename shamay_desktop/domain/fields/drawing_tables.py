"""Step 4: what is drawn on map pictures and on plans. The two drawing tables are their form."""

from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.definition import Field, Group, Step, Unit
from shamay_desktop.domain.fields.shapes import (
    between,
    choice,
    codes,
    date,
    date_or_part,
    decimal,
    flag,
    integer,
    long_text,
    rows,
    text,
    together,
)

SLOTS = codes(
    ("area_map", "מפת סביבה", "Area map"),
    ("parcel_sketch", "תשריט חלקות", "Parcel sketch"),
    ("aerial", "תצלום אוויר", "Aerial photo"),
    ("other", "אחר", "Other"),
)
CORNERS = codes(
    ("bottom_right", "למטה מימין", "Bottom right"),
    ("bottom_left", "למטה משמאל", "Bottom left"),
    ("top_right", "למעלה מימין", "Top right"),
    ("top_left", "למעלה משמאל", "Top left"),
)
ANNOTATION_KINDS = codes(
    ("marker", "סמן", "Marker"),
    ("arrow", "חץ", "Arrow"),
    ("line", "קו", "Line"),
    ("rectangle", "מלבן", "Rectangle"),
    ("ellipse", "אליפסה", "Ellipse"),
    ("polygon", "מצולע", "Polygon"),
    ("parcel", "גבול חלקה", "Parcel outline"),
    ("freehand", "קו חופשי", "Freehand"),
    ("text", "טקסט", "Text"),
    ("north", "חץ צפון", "North arrow"),
    ("highlight", "הדגשה", "Highlight"),
    ("blur", "טשטוש", "Blur"),
)
CORRECTIONS = codes(
    ("none", "ללא", "None"),
    ("affine", "אפינית", "Affine"),
    ("projective", "פרספקטיבית", "Projective"),
)
SHAPE_KINDS = codes(("area", "שטח", "Area"), ("length", "אורך", "Length"))
AREA_RULES = codes(
    ("9.0", "תקן 9.0", "Standard 9.0"),
    ("9.1", "תקן 9.1", "Standard 9.1"),
    ("inside", "פנים הקירות", "Inside the walls"),
)
GROUNDS = codes(
    ("kept", "הרקע נשמר", "Background kept"),
    ("whitened", "הרקע מולבן", "Background whitened"),
    ("cut", "הרקע נחתך", "Background cut away"),
)
PICTURE_COLUMNS: tuple[Field, ...] = (
    text("file", "הקובץ", "File"),
    integer("page", "עמוד", "Page"),
    choice("slot", "ייעוד", "Purpose", choices=SLOTS),
    text("title", "כותרת", "Title"),
    text("source", "מקור", "Source"),
    date_or_part("date", "תאריך", "Date"),
    text("credit", "קרדיט", "Credit"),
    flag("illustration", "להמחשה בלבד", "For illustration only"),
    choice("corner", "פינת הכיתוב", "Corner of the caption", choices=CORNERS),
    flag("scale_bar", "סרגל קנה מידה", "Scale bar"),
    flag("printed", "מודפס בדוח", "Printed in the report"),
    decimal("turn", "סיבוב", "Turn", plausible=between("-360", "360")),
    text("crop", "חיתוך", "Crop"),
    flag("trimmed", "בלי פינות לבנות", "Without white corners"),
    text("drawn", "התמונה המצוירת", "Drawn picture"),
    text("drawn_of", "טביעת הציור", "Fingerprint of the drawing"),
)
ANNOTATION_COLUMNS: tuple[Field, ...] = (
    text("picture", "התמונה", "Picture"),
    choice("kind", "סוג", "Kind", choices=ANNOTATION_KINDS),
    text("points", "נקודות", "Points"),
    long_text("text", "טקסט", "Text"),
    text("colour", "צבע", "Colour"),
    decimal("width", "עובי", "Width"),
    text("fill", "מילוי", "Fill"),
    decimal("opacity", "אטימות", "Opacity", plausible=between("0", "1")),
    decimal("size", "גודל", "Size"),
    decimal("turn", "סיבוב", "Turn", plausible=between("-360", "360")),
    text("group", "קבוצה", "Group"),
    flag("locked", "נעול", "Locked"),
)
CONTROL_COLUMNS: tuple[Field, ...] = (
    text("picture", "התמונה", "Picture"),
    text("point", "הנקודה", "Point"),
    decimal("east", "מזרחה", "Easting", unit=Unit.METRE),
    decimal("north", "צפונה", "Northing", unit=Unit.METRE),
    text("note", "הערה", "Note"),
)
SHEET_COLUMNS: tuple[Field, ...] = (
    text("file", "הקובץ", "File"),
    integer("page", "עמוד", "Page"),
    text("title", "כותרת", "Title"),
    integer("dpi", "נקודות לאינץ'", "Dots an inch", plausible=between("20", "2400")),
    decimal("stated_scale", "קנה מידה רשום 1:", "Stated scale 1:", plausible=between("1", "50000")),
    choice("correction", "תיקון העיוות", "Correction", choices=CORRECTIONS),
    decimal("turn", "סיבוב", "Turn", plausible=between("-360", "360")),
    decimal("pointing", "דיוק ההצבעה בפיקסלים", "Pointing error in pixels"),
    text("source", "מקור התכנית", "Source of the plan"),
    date("date", "תאריך התכנית", "Date of the plan"),
    choice("rule", "כלל המדידה", "Rule of measuring", choices=AREA_RULES),
    text("excerpt", "תחום התשריט", "Outline of the excerpt"),
    choice("excerpt_ground", "רקע התשריט", "Background of the excerpt", choices=GROUNDS),
    decimal("north", "כיוון הצפון", "Direction of north", plausible=between("-360", "360")),
)
REGION_COLUMNS: tuple[Field, ...] = (
    text("sheet", "הגיליון", "Sheet"),
    text("name", "שם", "Name"),
    text("points", "נקודות", "Points"),
    decimal("stated_scale", "קנה מידה רשום 1:", "Stated scale 1:", plausible=between("1", "50000")),
    choice("correction", "תיקון העיוות", "Correction", choices=CORRECTIONS),
)
REFERENCE_COLUMNS: tuple[Field, ...] = (
    text("sheet", "הגיליון", "Sheet"),
    text("region", "תחום", "Region"),
    text("points", "נקודות", "Points"),
    decimal("metres", "אורך במטרים", "Length in metres", unit=Unit.METRE),
    flag("ignored", "לא נכלל", "Left out"),
    text("note", "הערה", "Note"),
)
SHAPE_COLUMNS: tuple[Field, ...] = (
    text("sheet", "הגיליון", "Sheet"),
    choice("kind", "סוג", "Kind", choices=SHAPE_KINDS),
    text("name", "שם", "Name"),
    choice("category", "סוג השטח", "Category", choices=AREA_CATEGORIES),
    text("floor", "קומה", "Floor"),
    text("points", "נקודות", "Points"),
    text("holes", "חורים", "Holes"),
    text("note", "הערה", "Note"),
    text("colour", "צבע", "Colour"),
)
MAPS = Group("maps", Step.ANALYSIS, "מפות", "Maps")
PLANS = Group("plans", Step.ANALYSIS, "מדידה על תכנית", "Measuring on plans")
LISTS: tuple[str, ...] = (
    "maps.pictures", "maps.annotations", "maps.control_points",
    "plans.sheets", "plans.regions", "plans.references", "plans.shapes",
)  # fmt: skip
"""The lists of both tables: files of their own in case folders, columns of their own in storage."""

TOLD: tuple[str, ...] = ("maps.pictures", "plans.sheets")
"""The lists whose rows say something in words; the others hold what is seen."""

DERIVED: tuple[str, ...] = ("drawn", "drawn_of")
"""Columns of `maps.pictures` that follow from all others: how the picture was drawn last."""

SEEN: frozenset[str] = frozenset({"file", "crop", "excerpt", *DERIVED})
"""Columns of the told lists that are no words either."""

FIELDS: tuple[Field, ...] = (
    *together(
        MAPS,
        (
            rows("maps.pictures", "תמונות מפה", "Map pictures", columns=PICTURE_COLUMNS),
            rows("maps.annotations", "סימונים על מפות", "Annotations on maps",
                 columns=ANNOTATION_COLUMNS),
            rows("maps.control_points", "נקודות בקרה", "Control points", columns=CONTROL_COLUMNS),
        ),
    ),
    *together(
        PLANS,
        (
            rows("plans.sheets", "גיליונות נמדדים", "Measured sheets", columns=SHEET_COLUMNS),
            rows("plans.regions", "תחומי קנה מידה", "Regions with a scale of their own",
                 columns=REGION_COLUMNS),
            rows("plans.references", "מידות ייחוס", "Reference lengths",
                 columns=REFERENCE_COLUMNS),
            rows("plans.shapes", "צורות נמדדות", "Measured shapes", columns=SHAPE_COLUMNS),
        ),
    ),
)  # fmt: skip
