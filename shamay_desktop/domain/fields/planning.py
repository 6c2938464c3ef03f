"""Step 2, planning: plans, rights to build, building lines, restrictions, renewal and levies."""

from shamay_desktop.domain.fields.conditions import OneOf
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
    integer,
    long_text,
    record,
    rows,
    text,
    together,
)

PLAN_STATES = codes(
    ("in_force", "בתוקף", "In force"),
    ("approved_unpublished", "מאושרת, טרם פורסמה", "Approved, not published"),
    ("deposited", "מופקדת", "Deposited"),
    ("decided_to_deposit", "הוחלט להפקיד", "Decided to deposit"),
    ("declared_77", "פורסמה הודעה לפי סעיף 77", "Declared, section 77"),
)
PLAN_KINDS = codes(
    ("national", "תכנית מתאר ארצית", "National outline plan"),
    ("district", "תכנית מתאר מחוזית", "District outline plan"),
    ("outline", "תכנית מתאר מקומית", "Local outline plan"),
    ("detailed", "תכנית מפורטת", "Detailed plan"),
    ("design", "תכנית עיצוב / בינוי", "Design plan"),
    ("policy", "מסמך מדיניות", "Policy paper"),
    ("other", "אחר", "Other"),
)
SETBACKS = codes(
    ("front", "חזית", "Front"),
    ("rear", "אחורי", "Rear"),
    ("side_1", "צד 1", "Side 1"),
    ("side_2", "צד 2", "Side 2"),
    ("balcony", "מרפסות", "Balconies"),
    ("basement", "מרתף", "Basement"),
)
RESTRICTIONS = codes(
    ("conservation", "שימור", "Conservation"),
    ("hatched", "מתחם לתכנון (מקווקו)", "Hatched: to be planned"),
    ("reparcelling", "איחוד וחלוקה", "Reparcelling"),
    ("antiquities", "עתיקות", "Antiquities"),
    ("height", "מגבלות גובה ותעופה", "Height and aviation limits"),
    ("noise", "רעש", "Noise"),
    ("coast_or_stream", "חוף או נחל", "Coast or stream"),
    ("road", "הרחבת דרך", "Road widening"),
    ("infrastructure", "רצועת תשתית", "Utility corridor"),
    ("other", "אחר", "Other"),
)
RENEWALS = codes(
    ("none", "אין הליך ידוע", "None known"),
    ("organising", "התארגנות דיירים", "Owners are organising"),
    ("agreement", "נחתם הסכם עם יזם", "Agreement with a developer"),
    ("plan", "תכנית בהליך", "Plan in process"),
    ("approved", "תכנית מאושרת", "Plan approved"),
    ("permit", "הוצא היתר", "Permit issued"),
)
RENEWAL_TRACKS = codes(
    ("strengthening", 'תמ"א 38/1: חיזוק ותוספת', "NOP 38/1: strengthening"),
    ("rebuilding", 'תמ"א 38/2: הריסה ובנייה', "NOP 38/2: rebuilding"),
    ("clear_rebuild", "פינוי-בינוי", "Clear and rebuild"),
    ("amendment_139", "תיקון 139 (חלופת שקד)", "Amendment 139 (Shaked alternative)"),
    ("other", "אחר", "Other"),
)
LEVIES = codes(
    ("none", "אין חבות ידועה", "No liability known"),
    ("on_realisation", "חבות במימוש (מכר או היתר)", "Due on sale or permit"),
    ("assessed", "נערכה שומת השבחה", "Assessed"),
    ("paid", "שולם", "Paid"),
    ("unknown", "לא נבדק", "Not checked"),
)
EXPROPRIATION_STAGES = codes(
    ("designated", "יועד להפקעה בתכנית", "Designated by a plan"),
    ("notice", "פורסמה הודעה", "Notice published"),
    ("taken", "נתפסה חזקה", "Possession taken"),
    ("registered", "נרשם על שם הרשות", "Registered to the authority"),
)

NAMED = OneOf("planning.restrictions", tuple(code.code for code in RESTRICTIONS))
RENEWED = OneOf("planning.renewal", ("organising", "agreement", "plan", "approved", "permit"))
LEVIED = OneOf("planning.levy", ("on_realisation", "assessed", "paid"))

_STEP = Step.DOCUMENTS
_plans = Group("planning", _STEP, "מידע תכנוני: תכניות", "Planning: plans")
_rights = Group("planning_rights", _STEP, "מידע תכנוני: זכויות בנייה", "Planning: rights to build")
_limits = Group("planning_limits", _STEP, "מידע תכנוני: מגבלות, הפקעה והתחדשות",
                "Planning: restrictions and renewal")  # fmt: skip
_environment = Group("environment", _STEP, "איכות סביבה", "Environment")

PLAN_COLUMNS = (
    text("number", "תכנית", "Number"),
    text("name", "שם", "Name"),
    text("gazette", "י.פ.", "Gazette"),
    date("date", "תאריך פרסום למתן תוקף", "In force"),
    long_text("essence", "מהות", "Essence"),
    choice("status", "סטטוס", "Status", choices=PLAN_STATES),
    choice("kind", "סוג התכנית", "Kind of plan", choices=PLAN_KINDS, extra=True),
    text("gazette_page", "עמוד בי.פ.", "Gazette page", extra=True),
    date("status_date", "מועד הסטטוס", "Date of the status", extra=True),
    text("designation", "ייעוד לפי התכנית", "Designation by the plan", extra=True),
    text("relation", "יחס לתכניות אחרות", "Relation to other plans", extra=True),
)
RIGHTS_COLUMNS = (
    text("use", "ייעוד / שימוש", "Use"),
    text("plan", "תכנית", "Plan"),
    area("main_above", "עיקרי מעל הקרקע", "Main, above ground", plausible=between("0", "1000000")),
    area("service_above", "שירות מעל הקרקע", "Service, above ground",
         plausible=between("0", "1000000")),
    decimal("percent", "אחוזי בנייה", "Building %", unit=Unit.PERCENT,
            plausible=between("0", "3000")),
    decimal("coverage", "תכסית", "Coverage", unit=Unit.PERCENT, plausible=between("0", "100")),
    text("floors", "קומות", "Floors"),
    integer("units", 'יח"ד', "Dwelling units", plausible=between("0", "10000")),
    area("main_below", "עיקרי מתחת לקרקע", "Main, below ground",
         plausible=between("0", "1000000"), extra=True),
    area("service_below", "שירות מתחת לקרקע", "Service, below ground",
         plausible=between("0", "1000000"), extra=True),
    decimal("density", 'צפיפות (יח"ד לדונם)', "Density (units a dunam)",
            plausible=between("0", "200"), extra=True),
    decimal("height", "גובה מותר", "Height", unit=Unit.METRE, plausible=between("1", "500"),
            extra=True),
    text("floors_below", "קומות מתחת לקרקע", "Floors below ground", extra=True),
    text("plot", "תא שטח / מגרש", "Cell / plot", extra=True),
    text("remark", "הערה", "Remark", extra=True),
)  # fmt: skip
EXPROPRIATION_COLUMNS = (
    text("purpose", "הייעוד הציבורי", "Public purpose"),
    area("area", "שטח", "Area", plausible=between("0.1", "1000000")),
    text("plan", "תכנית", "Plan"),
    choice("stage", "שלב", "Stage", choices=EXPROPRIATION_STAGES),
    flag("compensated", "שולמו פיצויים", "Compensated", extra=True),
    text("remark", "הערה", "Remark", extra=True),
)

FIELDS: tuple[Field, ...] = (
    *together(
        _plans,
        (
            text("planning.authority", "הוועדה המקומית לתכנון ולבנייה", "Planning authority"),
            text("planning.information", "המידע התכנוני: מקור ומספר", "Planning information"),
            date("planning.information_date", "תאריך המידע התכנוני", "Day of the information",
                 clause="6.1"),
            rows("planning.plans", "תכניות", "Plans", need=M, clause="E4, 6.1",
                 columns=PLAN_COLUMNS),
        ),
        paper=Paper.PLANNING_INFO,
        place="3.1",
    ),
    *together(
        _rights,
        (
            text("planning.designation", "ייעוד", "Designation", need=M, must_be_known=True,
                 clause="6.1"),
            text("planning.uses", "שימושים מותרים", "Permitted uses", clause="6.1"),
            area("planning.min_plot", "שטח מגרש מינימלי", "Smallest plot",
                 plausible=between("1", "1000000")),
            text("planning.building_percent", "אחוזי בנייה / שטחי בנייה", "Building rights",
                 need=M, clause="E4"),
            text("planning.floors", "קומות מותרות", "Floors allowed"),
            text("planning.units", 'יח"ד מותרות', "Units allowed"),
            text("planning.basement", "מרתף", "Basement"),
            text("planning.building_lines", "קווי בניין", "Building lines"),
            rows("planning.setbacks", "קווי בניין במטרים", "Building lines in metres",
                 columns=(choice("side", "צד", "Side", choices=SETBACKS),
                          decimal("distance", "מרחק", "Distance", unit=Unit.METRE,
                                  plausible=between("0", "100")),
                          text("remark", "הערה", "Remark"))),
            rows("planning.rights", "טבלת זכויות והוראות בנייה", "Table of rights to build",
                 columns=RIGHTS_COLUMNS, clause="6.1"),
            text("planning.parking_standard", "תקן חניה", "Parking standard"),
            long_text("planning.conditions", "הוראות ותנאים בתכניות", "Conditions of the plans"),
        ),
        paper=Paper.PLANNING_INFO,
        place="3.2",
    ),
    *together(
        _rights,
        (
            long_text("planning.potential", "פוטנציאל: שינוי ייעוד ותוספות",
                      "Potential: change of use, additions", need=M, clause="E9"),
        ),
        place="3.2",
    ),
    *together(
        _limits,
        (
            Field("planning.restrictions", "מגבלות וסימונים", "Restrictions", kind=Kind.CHOICES,
                  choices=RESTRICTIONS),
            long_text("planning.restrictions_text", "פירוט המגבלות", "Restrictions in detail",
                      when=NAMED),
            rows("planning.expropriations", "הפקעות וייעוד לצורכי ציבור", "Expropriation",
                 columns=EXPROPRIATION_COLUMNS, clause="6.1"),
            choice("planning.renewal", "התחדשות עירונית", "Urban renewal", choices=RENEWALS,
                   clause="21.1"),
            choice("planning.renewal_track", "מסלול ההתחדשות", "Track of renewal", when=RENEWED,
                   choices=RENEWAL_TRACKS),
            long_text("planning.renewal_text", "פירוט ההתחדשות", "Renewal in detail", when=RENEWED),
            choice("planning.levy", "חבות בהיטל השבחה", "Betterment levy", choices=LEVIES),
            long_text("planning.levy_text", "פירוט ההיטל", "Levy in detail", when=LEVIED),
        ),
        paper=Paper.PLANNING_INFO,
        place="3.2",
    ),
    *together(
        _environment,
        (
            record("environment.contamination", "זיהום קרקע", "Contamination", need=C,
                   when=OneOf("report.purpose", ("collateral",)), clause="19",
                   columns=(flag("suspected", "חשד לזיהום", "Suspected"),
                            long_text("text", "פירוט", "Details"))),
            long_text("environment.nuisances", "מפגעים: רעש, קרינה, ריח", "Nuisances"),
        ),
        place="3.4",
    ),
)  # fmt: skip
