"""Step 4: the columns of a comparable; most stand in the form only when they are asked for."""

from shamay_desktop.domain.fields.definition import Field, Unit
from shamay_desktop.domain.fields.shapes import (
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
    money,
    text,
)

AREA_BASES = codes(
    ("built", "בנוי", "Built"),
    ("registered", "רשום", "Registered"),
    ("gross", "ברוטו", "Gross"),
    ("net", "נטו", "Net"),
    ("equivalent", "אקוויוולנטי", "Equivalent"),
)
EVIDENCE_KINDS = codes(
    ("deal", "עסקה", "Deal"),
    ("asking_price", "מחיר מבוקש", "Asking price"),
    ("valuation", "שומה אחרת", "Another valuation"),
)
_PRICE = between("10000", "1000000000")
_DOLLARS = between("1000", "500000000")
_AREA = between("0.1", "20000")

PLACE_COLUMNS: tuple[Field, ...] = (
    text("city", "יישוב", "City", extra=True),
    text("neighborhood", "שכונה", "Neighbourhood", extra=True),
    text("street", "רחוב", "Street", extra=True),
    text("house_number", "מספר בית", "House number", extra=True),
    text("entrance", "כניסה", "Entrance", extra=True),
    text("apartment", "דירה", "Apartment", extra=True),
    text("region", "אזור", "Region", extra=True),
    identifier("plot", "מגרש", "Plot", extra=True),
    identifier("gush_suffix", "תת גוש", "Block suffix", pattern=r"\d{1,3}", extra=True),
    integer("distance", "מרחק מהנכס (מ')", "Distance (m)", extra=True,
            plausible=between("0", "100000")),
    identifier("itm", 'נ"צ (רשת ישראל)', "Place (Israel TM)", pattern=r"\d{6}/\d{6}", extra=True),
)  # fmt: skip
AREA_COLUMNS: tuple[Field, ...] = (
    area("gross_area", "שטח ברוטו (ארנונה)", "Gross area (municipal tax)", extra=True,
         plausible=_AREA),
    area("registered_area", "שטח נטו (רשום)", "Net area (registered)", extra=True,
         plausible=_AREA),
    area("garden", "חצר או גינה", "Garden", extra=True, plausible=_AREA),
    area("roof", "גג", "Roof", extra=True, plausible=_AREA),
    area("gallery", "גלריה", "Gallery", extra=True, plausible=_AREA),
)  # fmt: skip
BUILDING_COLUMNS: tuple[Field, ...] = (
    integer("floors", "קומות בבניין", "Floors in the building", extra=True,
            plausible=between("1", "120")),
    integer("units", "דירות בבניין", "Units in the building", extra=True,
            plausible=between("1", "2000")),
    flag("lift", "מעלית", "Lift", extra=True),
    text("building_use", "ייעוד המבנה", "Use of the building", extra=True),
    text("unit_use", "ייעוד היחידה", "Use of the unit", extra=True),
    text("asset_kind", "סוג הנכס", "Kind of property", extra=True),
    text("finish", "מצב וגמר", "Condition and finish", extra=True),
    text("zoning_plan", 'תב"ע', "Zoning plan", extra=True),
)  # fmt: skip
DEAL_COLUMNS: tuple[Field, ...] = (
    text("deal_kind", "סוג העסקה", "Kind of deal", extra=True),
    text("rights", "מהות הזכויות", "Nature of the rights", extra=True),
    decimal("price_usd", "מחיר מוצהר ($)", "Declared price ($)", extra=True,
            plausible=_DOLLARS),
    decimal("assessed_usd", "מחיר מוערך ($)", "Assessed price ($)", extra=True,
            plausible=_DOLLARS),
    money("estimated_price", "מחיר משוער", "Estimated price", extra=True, plausible=_PRICE),
    integer("parcel_records", "רישומי חלקה", "Parcel records", extra=True,
            plausible=between("1", "10000")),
    identifier("record", "מזהה העסקה", "Record of the deal", extra=True),
    text("note", "הערה", "Note", extra=True),
)  # fmt: skip

COMPARABLE_COLUMNS: tuple[Field, ...] = (
    date("date", "יום מכירה", "Date of sale"),
    text("address", "כתובת", "Address"),
    identifier("gush", "גוש", "Block", pattern=r"\d{3,6}(-\d{3,6})?"),
    identifier("helka", "חלקה", "Parcel", pattern=r"[1-9]\d{0,3}"),
    identifier("tat_helka", "תת חלקה", "Sub-parcel", pattern=r"[1-9]\d{0,3}"),
    decimal("rooms", "חדרים", "Rooms", plausible=between("1", "15")),
    text("floor", "קומה", "Floor"),
    area("area", "שטח", "Area", plausible=between("5", "2000")),
    choice("area_basis", "בסיס השטח", "Area basis", choices=AREA_BASES),
    area("balcony", "מרפסת", "Balcony"),
    integer("parking", "חניות", "Parking"),
    area("storage", "מחסן", "Storage"),
    integer("year_built", "שנת בנייה", "Year built", plausible=between("1850", "2100")),
    money("price", "מחיר עסקה", "Price", plausible=_PRICE),
    money("assessed_value", "שווי מכירה", "Assessed value", extra=True),
    fraction("share_sold", "חלק נמכר", "Share sold"),
    choice("evidence", "סוג הנתון", "Evidence", choices=EVIDENCE_KINDS),
    text("source", "מקור", "Source"),
    decimal("adjustment", "התאמה", "Adjustment", unit=Unit.PERCENT,
            plausible=between("-60", "60")),
    text("adjustment_reason", "סיבת ההתאמה", "Reason of adjustment"),
    decimal("weight", "משקל", "Weight", plausible=between("0", "100"), extra=True),
    flag("included", "נכלל", "Included"),
    text("excluded_reason", "סיבת אי-הכללה", "Why excluded"),
    *PLACE_COLUMNS,
    *AREA_COLUMNS,
    *BUILDING_COLUMNS,
    *DEAL_COLUMNS,
)  # fmt: skip
