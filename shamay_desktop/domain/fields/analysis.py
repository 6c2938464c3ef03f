"""Steps 3 and 4: explanations of findings, sources, comparables, value and approaches."""

from shamay_desktop.domain.fields.choices import APPROACHES
from shamay_desktop.domain.fields.comparables import AREA_BASES, COMPARABLE_COLUMNS
from shamay_desktop.domain.fields.conditions import AnyOf, Given, OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Kind, Step, Unit
from shamay_desktop.domain.fields.purposes import (
    BY_COMPARISON,
    SEVERAL_VALUES,
    STANDARD_19,
    VALUED,
)
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
    long_text,
    money,
    rows,
    text,
    together,
)

AREA_CATEGORIES = codes(
    ("flat", "דירה", "Flat"),
    ("balcony", "מרפסת", "Balcony"),
    ("covered_balcony", "מרפסת מקורה", "Covered balcony"),
    ("storage", "מחסן", "Storage"),
    ("parking", "חניה", "Parking"),
    ("garden", "גינה", "Garden"),
    ("roof", "גג", "Roof"),
    ("gallery", "גלריה", "Gallery"),
    ("basement", "מרתף", "Basement"),
    ("other", "אחר", "Other"),
)
DERIVED = codes(
    ("per_room", "שווי לחדר", "Value per room"),
    ("per_built_sqm", 'שווי למ"ר בנוי', "Value per built m²"),
    ("deviation", "סטיית תקן של הנתונים", "Standard deviation of the evidence"),
    ("band", "תחום סטטיסטי למחיר", "Bands of the price"),
    ("leave_one_out", "שגיאת ההשמטה של נתון אחד", "Leave-one-out error"),
    ("outliers", "נתונים חריגים", "Outliers"),
    ("land", "שווי הקרקע בחילוץ", "Land by extraction"),
)
ADOPTED_FROM = codes(
    ("mean", "ממוצע הנתונים", "Mean of the evidence"),
    ("median", "חציון הנתונים", "Median of the evidence"),
    ("weighted", "ממוצע משוקלל", "Weighted mean"),
    ("range", "תחום הנתונים ושיקול דעת", "Range of the evidence, and judgement"),
)
SOURCE_KINDS = codes(
    ("registry", "מרשם רשמי", "Official register"),
    ("paper", "מסמך", "Paper"),
    ("web", "אתר או מאגר מידע", "Website or database"),
    ("spoken", "מידע בעל פה", "Spoken information"),
    ("seen", "ראייה בנכס", "Seen at the property"),
)
SOURCE_COLUMNS = (
    text("fact", "העובדה", "Fact"),
    choice("kind", "סוג המקור", "Kind of source", choices=SOURCE_KINDS),
    text("source", "המקור", "Source"),
    text("given_by", "מוסר המידע", "Given by", personal=True),
    text("role", "תפקידו", "Role"),
    date("date", "תאריך", "Date"),
)
EXPERT_COLUMNS = (
    text("name", "שם המומחה", "Expert"),
    text("skill", "מומחיותו", "Skill"),
    text("matter", "העניין", "Matter"),
    date("date", "תאריך חוות הדעת", "Date of the opinion"),
    text("reference", "סימוכין", "Reference", extra=True),
)
DECISION_COLUMNS = (
    text("subject", "העובדה", "Fact"),
    text("taken", "הנתון שנבחר", "Taken", personal=True),
    long_text("refused", "הנתונים שנדחו", "Refused", personal=True),
    long_text("reason", "הנימוק", "Reason"),
    identifier("document", "המסמך שממנו נבחר", "Paper it is taken from", extra=True),
    date("day", "יום ההכרעה", "Day of the decision", extra=True),
    text("by", "המכריע", "Decided by", personal=True, extra=True),
)
DEAL_COLUMNS = (
    date("date", "תאריך", "Date"),
    text("kind", "סוג העסקה", "Kind of deal"),
    fraction("share", "החלק שנמכר", "Share sold"),
    money("price", "המחיר", "Price", plausible=between("1000", "10000000000")),
    text("source", "מקור", "Source"),
    text("note", "הערה", "Note", extra=True),
)
EARLIER_COLUMNS = (
    date("date", "תאריך השומה", "Date"),
    text("reference", "סימוכין", "Reference"),
    text("purpose", "המטרה", "Purpose"),
    date("valuation_date", "המועד הקובע", "Valuation date"),
    money("value", "השווי", "Value", plausible=between("1000", "10000000000")),
    text("client", "המזמין", "Client", personal=True, extra=True),
)
OTHER_VALUE_COLUMNS = (
    date("date", "המועד", "Day"),
    text("state", "מצב הנכס או התכנון", "State"),
    money("value", "השווי", "Value", plausible=between("1000", "10000000000")),
    text("basis", "על מה הוא נשען", "What it rests on"),
)
APPROACH_COLUMNS = (
    choice("approach", "הגישה", "Approach", choices=APPROACHES),
    choice("use", "היישום", "Use",
           choices=codes(("main", "גישה עיקרית", "Main"),
                         ("supporting", "גישה תומכת", "Supporting"),
                         ("not_used", "לא יושמה", "Not used"))),
    money("value", "התוצאה", "Result", plausible=between("1000", "10000000000")),
    text("reason", "הנימוק", "Reason"),
    decimal("weight", "משקל", "Weight", unit=Unit.PERCENT, plausible=between("0", "100"),
            extra=True),
)  # fmt: skip
UNUSED_COLUMNS = (
    text("kind", "סוג הזכות", "Kind of right"),
    area("area", "שטח", "Area", plausible=between("0.1", "1000000")),
    text("note", "הערה", "Note"),
)
_findings = Group("findings", Step.VALIDATION, "הסברים לממצאים", "Explanations of findings")
_decisions = Group("decisions", Step.VALIDATION, "הכרעות בין מסמכים", "Decisions between papers")
_history = Group("history", Step.VALIDATION, "היסטוריה והסתייגויות", "History and reservations")
_sources = Group("sources", Step.VALIDATION, "מקורות, מומחים וסטיות", "Sources and experts")
_comparables = Group("comparables", Step.ANALYSIS, "נתוני השוואה", "Comparables")
_value = Group("value", Step.ANALYSIS, "תחשיב ושווי", "Calculation and value")
_special = Group("special", Step.ANALYSIS, "ערכים נוספים", "Further values")
_other_values = Group(
    "other_values", Step.ANALYSIS, "שווי במועדים ובמצבים נוספים",
    "Values on other days and in other states", SEVERAL_VALUES,
)  # fmt: skip
_collateral = Group(
    "collateral", Step.ANALYSIS, "בטוחה לאשראי (תקן 19)", "Secured lending (standard 19)",
    STANDARD_19,
)  # fmt: skip
_approaches = Group("approaches", Step.ANALYSIS, "הגישות ויישובן", "Approaches")

FIELDS: tuple[Field, ...] = (
    *together(
        _findings,
        (
            rows("checks.explanations", "הסברי השמאי", "The appraiser's explanations",
                 columns=(identifier("rule", "כלל", "Rule"),
                          text("field", "שדה", "Field"),
                          long_text("reason", "הסבר", "Reason"),
                          text("mark", "סימן הנתונים שהוסברו", "Mark of what was explained"))),
        ),
    ),
    *together(
        _decisions,
        (
            rows("checks.decisions", "הכרעות בין מקורות סותרים",
                 "Decisions between contradicting sources", columns=DECISION_COLUMNS,
                 place="3.5", clause="6.1"),
        ),
    ),
    *together(
        _history,
        (
            long_text("rights.history", "עסקאות קודמות בנכס ושומות קודמות של השמאי",
                      "Earlier deals and the appraiser's earlier reports", place="2.4",
                      clause="1.1"),
            rows("rights.earlier_deals", "עסקאות קודמות בנכס", "Earlier deals in the property",
                 columns=DEAL_COLUMNS, place="2.4", clause="1.1, 17.1"),
            rows("rights.earlier_valuations", "שומות קודמות של השמאי בנכס",
                 "The appraiser's earlier valuations", columns=EARLIER_COLUMNS, place="2.4",
                 clause="1.1"),
            long_text("rights.reservation", "הסתייגות", "Reservation", place="2.3"),
        ),
    ),
    *together(
        _sources,
        (
            rows("sources.log", "יומן המקורות", "Log of sources", columns=SOURCE_COLUMNS,
                 clause="6.1, 7.1"),
            rows("report.expert_list", "מומחים שהשמאי הסתמך עליהם", "Experts relied on",
                 columns=EXPERT_COLUMNS, clause="E10, 1.1"),
            long_text("report.experts", "פירוט ההסתמכות על מומחים",
                      "On the reliance on experts", clause="E10, 1.1"),
            long_text("report.deviation_reason", "סטייה מתקן והסיבה לה",
                      "Deviation from a standard and its reason", place="4"),
        ),
        place="3.5",
    ),
    *together(
        _comparables,
        (
            rows("comparables", "נתוני השוואה", "Comparables", need=C, when=BY_COMPARISON,
                 place="5.1", clause="2.1",
                 columns=COMPARABLE_COLUMNS),
            decimal("valuation.comparable_step", 'עיגול מחירי ההשוואה למ"ר',
                    "Rounding of comparables' prices per m²", unit=Unit.SHEKEL, place="5.1",
                    plausible=between("1", "10000")),
            long_text("comparables.source", "מקור נתוני ההשוואה", "Source of the comparables",
                 need=C, when=BY_COMPARISON, must_be_known=True, place="5.1", clause="2.1"),
        ),
    ),
    *together(
        _value,
        (
            rows("valuation.areas", "שטחים ומקדמים", "Areas and coefficients", need=C,
                 when=BY_COMPARISON, must_be_known=True, place="5.2", clause="E12, 1.1",
                 columns=(text("name", "תיאור", "Name"),
                          choice("category", "סוג", "Category", choices=AREA_CATEGORIES),
                          area("area", "שטח", "Area", plausible=between("0.1", "20000")),
                          decimal("coefficient", "מקדם", "Coefficient",
                                  plausible=between("0.1", "1.5")),
                          text("source", "מקור השטח", "Source of the area"),
                          text("level", "מפלס", "Level", extra=True),
                          flag("not_collateral", "לא נכלל בבטוחה", "Outside the collateral",
                               extra=True))),
            text("valuation.coefficient_table", "טבלת המקדמים", "Table of coefficients",
                 place="5.2"),
            text("valuation.coefficient_version", "גרסת הטבלה", "Its version", place="5.2"),
            choice("valuation.tier_mode", "מדרגות המקדמים", "Tiers of the coefficients",
                   place="5.2",
                   choices=codes(("marginal", "שוליות: כל מדרגה למ\"ר שבתוכה",
                                  "Marginal: each tier for the m² inside it"),
                                 ("whole", "כוללות: מדרגה אחת לכל השטח",
                                  "Whole: one tier for the whole area"))),
            rows("valuation.coefficients", "מקדמי הטבלה", "The table's coefficients", place="5.2",
                 columns=(choice("category", "סוג השטח", "Category", choices=AREA_CATEGORIES),
                          area("up_to", "עד שטח", "Up to", plausible=between("1", "20000")),
                          decimal("coefficient", "מקדם", "Coefficient",
                                  plausible=between("0", "1.5")))),
            choice("valuation.area_basis", "בסיס שטח היחידה בתחשיב", "The unit's area basis",
                   need=C, when=BY_COMPARISON, must_be_known=True, choices=AREA_BASES, place="5.2",
                   clause="2.1"),
            decimal("valuation.adopted_price_per_sqm", 'מחיר מאומץ למ"ר',
                    "Adopted price per m²", need=C, when=BY_COMPARISON, must_be_known=True,
                    unit=Unit.SHEKEL_PER_SQM, place="5.2",
                    plausible=between("500", "500000"), clause="E12"),
            long_text("valuation.adopted_reason", "נימוק המחיר המאומץ",
                      "Why this price was adopted", need=C, when=BY_COMPARISON, must_be_known=True,
                      place="5.2", clause="E8, 8.1"),
            decimal("valuation.adopted_step", 'עיגול המחיר המאומץ למ"ר',
                    "Rounding of the adopted price", unit=Unit.SHEKEL, place="5.2",
                    plausible=between("1", "10000")),
            choice("valuation.adopted_from", "על מה נשען המחיר המאומץ",
                   "What the adopted price rests on", choices=ADOPTED_FROM, place="5.2",
                   clause="8.1"),
            decimal("valuation.share_discount", "הפחתה בגין בעלות משותפת",
                    "Discount for undivided ownership", unit=Unit.PERCENT, place="5.2",
                    when=Given("rights.valued_share"), plausible=between("0", "40")),
            long_text("valuation.share_discount_reason", "נימוק ההפחתה", "Why this discount",
                      need=C, must_be_known=True, when=Given("valuation.share_discount"),
                      place="5.2"),
            rows("valuation.extras", "תוספות קבועות", "Fixed items", place="5.2",
                 columns=(text("name", "תיאור", "Name"), money("amount", "סכום", "Amount"),
                          flag("every_approach", "נוסף בכל גישה", "Added whatever leads",
                               extra=True))),
            choice("valuation.repairs", "עלות תיקון הליקויים בשווי", "Repairs in the value",
                   when=Given("unit.findings"), place="5.2", clause="5.1",
                   choices=codes(("deducted", "מופחתת מהשווי", "Deducted from the value"),
                                 ("in_price", "מגולמת במחיר המאומץ", "In the adopted price"),
                                 ("not_counted", "לא הובאה בחשבון", "Not counted"))),
            Field("valuation.repairs_in", "הגישות שתוצאתן כבר כוללת את התיקונים",
                  "Approaches whose result counts the repairs already", kind=Kind.CHOICES,
                  choices=APPROACHES, when=OneOf("valuation.repairs", ("deducted",)),
                  place="5.2", clause="5.1"),
            decimal("valuation.rounding_step", "עיגול השווי", "Rounding step", need=C, when=VALUED,
                    must_be_known=True, unit=Unit.SHEKEL, place="5.2",
                    plausible=between("1", "1000000")),
            choice("valuation.rounding_mode", "אופן העיגול", "Rounding mode", place="5.2",
                   choices=codes(("nearest", "לקרוב", "Nearest"),
                                 ("up", "כלפי מעלה", "Up"))),
            choice("valuation.vat", 'מע"מ', "VAT", need=C, when=VALUED, must_be_known=True,
                   place="5.2", clause="11.0א",
                   choices=codes(("included", 'כולל מע"מ', "Including VAT"),
                                 ("excluded", 'ללא מע"מ', "Excluding VAT"),
                                 ("exempt", 'פטור ממע"מ', "Exempt from VAT"))),
            choice("valuation.property_state", "מצב הנכס בשומה", "State as valued", place="6",
                   choices=codes(("vacant", "כריק, פנוי וחופשי", "Vacant and free"),
                                 ("as_is", "כפי מצבו במועד הקובע", "As it stood"),
                                 ("rented", "כמושכר", "As let"))),
        ),
    ),
    *together(
        _special,
        (
            money("valuation.range_low", "תחום השווי, מ־", "Range of value, from", place="6",
                  plausible=between("1000", "10000000000"), clause="1.1"),
            money("valuation.range_high", "תחום השווי, עד", "Range of value, to", place="6",
                  plausible=between("1000", "10000000000"), clause="1.1"),
            long_text("valuation.range_reason", "הנימוק לתחום", "Why a range", need=C,
                      must_be_known=True, place="6",
                      when=AnyOf((Given("valuation.range_low"), Given("valuation.range_high")))),
            Field("valuation.derived", "נתונים נגזרים שיודפסו", "Derived figures to print",
                  kind=Kind.CHOICES, choices=DERIVED),
            decimal("valuation.quick_sale_percent", "אחוז שווי במימוש מהיר",
                    "Forced-sale percentage", unit=Unit.PERCENT, need=C, place="6",
                    when=STANDARD_19, clause="19", plausible=between("50", "100")),
            money("valuation.reinstatement_value", "ערך כינון", "Reinstatement cost", place="6",
                  clause="19",
                  plausible=between("1000", "10000000000")),
            money("valuation.land_value", "שווי הקרקע", "Land value", place="6"),
        ),
    ),
    *together(
        _collateral,
        (
            money("collateral.value", "שווי הנכס כבטוחה", "Collateral value", place="6",
                  clause="19",
                  plausible=between("1000", "10000000000")),
            rows("collateral.unused_rights", "זכויות בנייה בלתי מנוצלות", "Unused rights", need=M,
                 columns=UNUSED_COLUMNS, place="3.2", clause="19"),
            long_text("valuation.taxes", "מיסים והיטלים במימוש", "Taxes and levies on realisation",
                      need=M, place="6", clause="19"),
            long_text("collateral.excluded", "חלקים שלא נכללו בשווי הבטוחה",
                      "Parts left out of the collateral value", place="6", clause="19"),
            text("collateral.marketing", "תקופת שיווק סבירה", "Reasonable marketing period",
                 place="6"),
        ),
    ),
    *together(
        _other_values,
        (
            rows("valuation.other_values", "שווי במועדים ובמצבים נוספים",
                 "Values on other days and in other states", columns=OTHER_VALUE_COLUMNS,
                 place="5.4"),
        ),
    ),
    *together(
        _approaches,
        (
            rows("valuation.approaches", "הגישות שנבחנו", "Approaches considered",
                 columns=APPROACH_COLUMNS, clause="E8, 8.1"),
            long_text("valuation.secondary_approach", "גישה נוספת ותוצאתה",
                      "Secondary approach and its result"),
            long_text("valuation.approaches_gap_reason", "הסבר לפער בין הגישות",
                      "Why the approaches differ", clause="17.1, 19"),
        ),
        place="5.3",
    ),
)  # fmt: skip
