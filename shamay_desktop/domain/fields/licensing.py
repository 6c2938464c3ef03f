"""Step 2, licensing: permits with their areas, completion, occupancy, and what deviates."""

from shamay_desktop.domain.fields.conditions import Given, OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Paper, Step
from shamay_desktop.domain.fields.shapes import (
    C,
    M,
    area,
    between,
    choice,
    codes,
    date,
    decimal,
    integer,
    long_text,
    record,
    rows,
    text,
    together,
)

PERMIT_KINDS = codes(
    ("new_building", "הקמת בניין", "New building"),
    ("addition", "תוספת בנייה", "Addition"),
    ("change", "שינויים בהיתר", "Changes to a permit"),
    ("legalisation", "אישור מצב קיים", "Approval of existing work"),
    ("change_of_use", "שימוש חורג", "Non-conforming use"),
    ("demolition", "הריסה", "Demolition"),
    ("strengthening", 'חיזוק (תמ"א 38)', "Strengthening (NOP 38)"),
    ("other", "אחר", "Other"),
)
EXECUTIONS = codes(
    ("built", "נבנה במלואו", "Built in full"),
    ("partly", "נבנה בחלקו", "Built in part"),
    ("not_built", "לא נבנה", "Not built"),
    ("unknown", "לא ידוע", "Not known"),
)
AREA_CLASSES = codes(
    ("main", "עיקרי", "Main"),
    ("service", "שירות", "Service"),
    ("other", "אחר", "Other"),
)
CONFORMITIES = codes(
    ("conforms", "הבנוי תואם את ההיתר", "Built as permitted"),
    ("differs", "הבנוי שונה מההיתר", "Built otherwise than permitted"),
    ("not_checked", "ההתאמה לא נבדקה", "Not checked"),
)

_permits = Group("permits", Step.DOCUMENTS, "רישוי בנייה: היתרים", "Licensing: permits")
_completion = Group("completion", Step.DOCUMENTS, "רישוי בנייה: גמר, אכלוס והתאמה",
                    "Licensing: completion and conformity")  # fmt: skip

PERMIT_COLUMNS = (
    text("number", "מספר היתר", "Number"),
    text("request_number", "מספר בקשה", "Request"),
    date("date", "תאריך הפקה", "Date"),
    text("committee", "ועדה מקומית", "Local committee"),
    text("plan", "תכנית", "Plan"),
    text("parcel_then", "גוש/חלקה/מגרש בהיתר", "Parcel in the permit"),
    long_text("permitted_text", "מותר", "What was permitted"),
    integer("dwelling_units", 'יח"ד', "Dwelling units", plausible=between("0", "5000")),
    area("total_area", "שטח כולל", "Total area", plausible=between("1", "1000000")),
    area("unit_area", "שטח היחידה", "Unit's area", plausible=between("1", "20000")),
    choice("kind", "מהות ההיתר", "Kind of permit", choices=PERMIT_KINDS, extra=True),
    text("use", "שימוש מותר", "Permitted use", extra=True),
    date("granted", "תאריך נתינת ההיתר", "Granted", extra=True),
    text("session", "ישיבה מאשרת", "Approving session", extra=True),
    date("session_date", "תאריך הישיבה", "Session date", extra=True),
    text("further_plans", "תכניות נוספות", "Further plans", extra=True),
    text("further_parcels", "חלקות נוספות", "Additional parcels", extra=True),
    text("plots", "מגרשים", "Plots", extra=True),
    text("building_file", "תיק בניין", "Building file", extra=True),
    text("building", "מבנה", "Building", extra=True),
    text("authority", "רשות מקומית", "Local authority", extra=True),
    text("address", "כתובת הבנייה", "Address of the works", extra=True),
    text("holder", "בעל ההיתר", "Permit holder", personal=True, extra=True),
    integer("floors", "קומות בהיתר", "Floors permitted", plausible=between("0", "150"),
            extra=True),
    area("main_area", "שטח עיקרי", "Main area", plausible=between("0", "1000000"), extra=True),
    area("service_area", "שטח שירות", "Service area", plausible=between("0", "1000000"),
         extra=True),
    decimal("valid_years", "תוקף בשנים", "Valid for years", plausible=between("0.5", "15"),
            extra=True),
    date("valid_until", "בתוקף עד", "Valid until", extra=True),
    long_text("conditions", "תנאי ההיתר", "Conditions", extra=True),
    choice("execution", "ביצוע", "Built", choices=EXECUTIONS, extra=True),
)  # fmt: skip
AREA_COLUMNS = (
    text("permit", "היתר", "Permit"),
    text("kind", "סוג השטח", "Kind of area"),
    choice("class", "עיקרי / שירות", "Main / service", choices=AREA_CLASSES),
    area("area", "שטח", "Area", plausible=between("0.1", "1000000")),
    text("floor", "קומה", "Floor", extra=True),
)
CERTIFICATE_COLUMNS = (
    text("number", "מספר", "Number"),
    date("date", "תאריך", "Date"),
    text("address", "כתובת", "Address"),
    text("permit", "להיתר", "Of permit"),
)

FIELDS: tuple[Field, ...] = (
    *together(
        _permits,
        (
            rows("licensing.permits", "היתרי בנייה", "Permits", need=M, clause="E11, 6.1 §7",
                 columns=PERMIT_COLUMNS),
            rows("licensing.areas", "פירוט השטחים בהיתרים", "Area tables of the permits",
                 columns=AREA_COLUMNS, clause="6.1 §8"),
        ),
        paper=Paper.PERMIT,
        place="3.3",
    ),
    *together(
        _completion,
        (
            record("licensing.completion_certificate", "תעודת גמר", "Completion certificate",
                   need=M, columns=CERTIFICATE_COLUMNS),
            record("licensing.occupancy_form", "טופס 4 (אישור אכלוס)", "Occupancy form",
                   columns=CERTIFICATE_COLUMNS),
        ),
        paper=Paper.PERMIT,
        place="3.3",
    ),
    *together(
        _completion,
        (
            record("licensing.file_review", "עיון בתיק הבניין", "Review of the building file",
                   clause="6.1",
                   columns=(text("file", "תיק בניין", "Building file"),
                            text("where", "היכן", "Where"), date("date", "תאריך", "Date"),
                            text("by", "על ידי", "By"))),
            choice("licensing.conformity", "התאמת הבנוי להיתר", "Conformity to the permit",
                   choices=CONFORMITIES, clause="6.1 §10"),
            long_text("licensing.conformity_evidence", "על סמך מה נקבעה ההתאמה",
                      "Evidence of the conformity", need=C, must_be_known=True,
                      when=OneOf("licensing.conformity", ("conforms", "differs"))),
            long_text("licensing.deviations", "חריגות בנייה ושימוש", "Unlicensed work or use",
                      need=M, clause="6.1 §10"),
            long_text("licensing.orders", "צווים והליכי אכיפה", "Orders and enforcement"),
            long_text("unit.alterations", "שינויים ביחידה מאז ההיתר",
                      "Alterations of the unit since the permit",
                      when=Given("licensing.permits")),
        ),
        place="3.3",
    ),
)  # fmt: skip
