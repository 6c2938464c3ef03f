"""Step 1: what a purpose asks beyond the property itself; each group only for its purpose."""

from shamay_desktop.domain.fields.choices import PEOPLE, SIDES_OF_A_CASE
from shamay_desktop.domain.fields.definition import Field, Group, Kind, Step
from shamay_desktop.domain.fields.purposes import (
    ACCOUNTS,
    COURT,
    DECISIVE,
    GAINS,
    INHERITANCE,
    INSPECTION,
    INSURANCE,
    LEVY,
    PARTITION,
    PURCHASE,
    REVIEW,
)
from shamay_desktop.domain.fields.shapes import (
    M,
    between,
    choice,
    codes,
    date,
    fraction,
    identifier,
    long_text,
    money,
    rows,
    text,
    together,
)

_FIRST = Step.INITIAL_DATA
_levy = Group("levy", _FIRST, "היטל השבחה", "Betterment levy", LEVY)
_gains = Group("gains", _FIRST, "מס שבח", "Land appreciation tax", GAINS)
_purchase = Group("purchase", _FIRST, "הרכישה", "The purchase", PURCHASE)
_inheritance = Group("inheritance", _FIRST, "ירושה", "Inheritance", INHERITANCE)
_partition = Group("partition", _FIRST, "גירושין / פירוק שיתוף", "Divorce, partition", PARTITION)
_court = Group("court", _FIRST, "בית המשפט", "Court", COURT)
_decisive = Group("decisive", _FIRST, "השומה המכרעת", "Decisive appraisal", DECISIVE)
_accounts = Group("accounts", _FIRST, "דיווח כספי", "Financial reporting", ACCOUNTS)
_policy = Group("policy", _FIRST, "הביטוח", "The insurance", INSURANCE)
_review = Group("review", _FIRST, "השומה המבוקרת", "The reviewed valuation", REVIEW)
_inspection = Group("inspection", _FIRST, "הביקור ללא אומדן שווי",
                    "Inspection without a value", INSPECTION)  # fmt: skip

LEVY_CAUSES = codes(
    ("plan", "אישור תכנית", "Approval of a plan"),
    ("relief", "הקלה", "Relief"),
    ("other_use", "שימוש חורג", "Use that departs from the plan"),
)
REALISATIONS = codes(
    ("sale", "מכר", "Sale"),
    ("permit", "היתר בנייה", "Building permit"),
    ("other", "אחר", "Other"),
)
WAYS_ACQUIRED = codes(
    ("purchase", "רכישה", "Purchase"),
    ("inheritance", "ירושה", "Inheritance"),
    ("gift", "מתנה", "Gift"),
    ("exchange", "עסקת חליפין או קומבינציה", "Exchange or combination deal"),
    ("other", "אחר", "Other"),
)
DISPUTES = codes(
    ("levy", "היטל השבחה", "Betterment levy"),
    ("compensation", "פיצויים לפי סעיף 197", "Compensation, section 197"),
    ("reparcellation", "טבלאות הקצאה ואיזון", "Reparcellation tables"),
    ("other", "אחר", "Other"),
)
APPOINTED_BY = codes(
    ("court", "בית המשפט", "The court"),
    ("party", "אחד הצדדים", "One of the parties"),
    ("agreement", "הסכמת הצדדים", "Agreement of the parties"),
)
FRAMEWORKS = codes(
    ("ifrs", "IFRS", "IFRS"),
    ("israeli", "תקינה ישראלית", "Israeli GAAP"),
    ("us", "US GAAP", "US GAAP"),
)
ACCOUNTING_STANDARDS = codes(
    ("IAS 40", "IAS 40", "IAS 40"),
    ("IAS 16", "IAS 16", "IAS 16"),
    ("IAS 2", "IAS 2", "IAS 2"),
    ("IFRS 5", "IFRS 5", "IFRS 5"),
    ("IFRS 13", "IFRS 13", "IFRS 13"),
    ("IFRS 16", "IFRS 16", "IFRS 16"),
)
LEVELS = codes(
    ("1", "רמה 1", "Level 1"),
    ("2", "רמה 2", "Level 2"),
    ("3", "רמה 3", "Level 3"),
)
REVIEW_KINDS = codes(
    ("desk", "ביקורת משרדית", "Desk review"),
    ("field", "ביקורת עם ביקור בנכס", "Field review"),
)

HEIR_COLUMNS = (
    text("name", "שם", "Name", personal=True),
    choice("id_kind", "סוג זיהוי", "Kind of identity", choices=PEOPLE, extra=True),
    identifier("id_number", "מספר זיהוי", "Identity number", personal=True),
    fraction("share", "החלק בעיזבון", "Share of the estate"),
)
PARTY_COLUMNS = (
    text("name", "שם", "Name", personal=True),
    choice("side", "מעמד", "Standing", choices=SIDES_OF_A_CASE),
    text("represented_by", "בא כוח", "Represented by", personal=True, extra=True),
)
COOWNER_COLUMNS = (
    text("name", "שם", "Name", personal=True),
    fraction("share", "החלק בנכס", "Share"),
    text("holds", "החזקה בפועל", "Holds in fact"),
)
POSITION_COLUMNS = (
    text("party", "הצד", "Party"),
    text("appraiser", "השמאי מטעמו", "Its appraiser"),
    date("date", "תאריך השומה", "Date of its valuation"),
    money("value", "הסכום שנטען", "Amount claimed"),
    long_text("arguments", "עיקר הטענות", "Main arguments"),
)
COST_COLUMNS = (
    text("text", "ההשבחה או ההוצאה", "Improvement or cost"),
    date("date", "תאריך", "Date"),
    money("amount", "סכום", "Amount", plausible=between("1", "1000000000")),
)
_SUM = between("1000", "10000000000")

FIELDS: tuple[Field, ...] = (
    *together(
        _levy,
        (
            choice("levy.cause", "האירוע המשביח", "What caused the betterment", need=M,
                   must_be_known=True, choices=LEVY_CAUSES),
            text("levy.plan", "התכנית או ההחלטה המשביחה", "The plan or decision", need=M,
                 must_be_known=True),
            date("levy.plan_date", "תחילת התכנית או מועד אישור ההקלה",
                 "Day it came into force", need=M, must_be_known=True),
            text("levy.committee", "הוועדה המקומית", "Local committee"),
            choice("levy.realisation", "המימוש", "Realisation", choices=REALISATIONS),
            date("levy.realisation_date", "מועד המימוש", "Day of realisation"),
            money("levy.committee_amount", "ההיטל לפי שומת הוועדה", "Levy by the committee",
                  plausible=_SUM),
            long_text("levy.exemption", "פטור והקלות בהיטל", "Exemptions"),
        ),
        place="matter",
    ),
    *together(
        _gains,
        (
            choice("gains.acquired_by", "דרך הרכישה", "How it was acquired",
                   choices=WAYS_ACQUIRED),
            date("gains.purchase_date", "יום הרכישה", "Day of purchase", need=M,
                 must_be_known=True),
            money("gains.purchase_price", "שווי הרכישה", "Purchase value", plausible=_SUM),
            date("gains.sale_date", "יום המכירה", "Day of sale"),
            money("gains.sale_price", "שווי המכירה המוצהר", "Declared sale value",
                  plausible=_SUM),
            fraction("gains.share", "החלק הנמכר", "Share sold"),
            rows("gains.costs", "השבחות והוצאות", "Improvements and costs",
                 columns=COST_COLUMNS),
        ),
        place="matter",
    ),
    *together(
        _purchase,
        (
            money("purchase.price", "המחיר המוסכם או המבוקש", "Price agreed or asked",
                  plausible=_SUM),
            date("purchase.contract_date", "תאריך ההסכם", "Date of the contract"),
            text("purchase.seller", "המוכר", "Seller", personal=True),
            long_text("purchase.terms", "תנאי העסקה", "Terms of the deal"),
        ),
        place="matter",
    ),
    *together(
        _inheritance,
        (
            text("inheritance.deceased", "שם המוריש", "The deceased", personal=True),
            date("inheritance.date", "יום הפטירה", "Day of death"),
            text("inheritance.order", "צו ירושה או קיום צוואה", "Succession order"),
            rows("inheritance.heirs", "יורשים", "Heirs", columns=HEIR_COLUMNS, personal=True),
        ),
        place="matter",
    ),
    *together(
        _partition,
        (
            rows("partition.parties", "הצדדים", "The parties", columns=COOWNER_COLUMNS,
                 personal=True),
            date("partition.date", "המועד שנקבע לאיזון", "Day set for the balancing"),
            choice("partition.in_kind", "חלוקה בעין", "Division in kind",
                   choices=codes(("possible", "אפשרית", "Possible"),
                                 ("impossible", "אינה אפשרית", "Not possible"))),
            long_text("partition.in_kind_reason", "נימוק לעניין החלוקה בעין",
                      "Reason on division in kind"),
        ),
        place="matter",
    ),
    *together(
        _court,
        (
            text("court.name", "בית המשפט", "Court", need=M, must_be_known=True),
            text("court.case_number", "מספר התיק", "Case number", need=M, must_be_known=True),
            rows("court.parties", "בעלי הדין", "Parties", columns=PARTY_COLUMNS, personal=True,
                 need=M),
            choice("court.appointed_by", "מי מינה את המומחה", "Who appointed the expert", need=M,
                   must_be_known=True, choices=APPOINTED_BY),
            date("court.appointed_on", "יום המינוי", "Day of appointment"),
            long_text("court.questions", "השאלות שהופנו למומחה", "Questions to the expert"),
            long_text("court.qualifications", "השכלת המומחה וניסיונו",
                      "The expert's education and experience", need=M, must_be_known=True),
        ),
        place="matter",
    ),
    *together(
        _decisive,
        (
            choice("decisive.subject", "נושא המחלוקת", "What is disputed", need=M,
                   must_be_known=True, choices=DISPUTES),
            text("decisive.appointed_by", "הגורם הממנה", "Appointed by", need=M),
            date("decisive.appointed_on", "יום המינוי", "Day of appointment"),
            rows("decisive.positions", "עמדות הצדדים", "Positions of the parties", need=M,
                 must_be_known=True, columns=POSITION_COLUMNS),
            long_text("decisive.rulings", "ההכרעה ונימוקיה", "Ruling and reasons", need=M,
                      must_be_known=True),
        ),
        place="matter",
    ),
    *together(
        _accounts,
        (
            text("accounts.entity", "התאגיד המדווח", "Reporting entity", need=M,
                 must_be_known=True),
            choice("accounts.framework", "כללי החשבונאות", "Accounting framework", need=M,
                   must_be_known=True, choices=FRAMEWORKS),
            Field("accounts.standards", "תקני החשבונאות", "Accounting standards",
                  kind=Kind.CHOICES, choices=ACCOUNTING_STANDARDS),
            date("accounts.reporting_date", "מועד הדיווח", "Reporting date", need=M,
                 must_be_known=True),
            choice("accounts.level", "רמה במדרג השווי ההוגן", "Fair-value level",
                   choices=LEVELS),
            money("accounts.book_value", "הערך בספרים", "Book value", need=M, clause="17.1",
                  plausible=_SUM),
            money("accounts.previous_value", "השווי בדיווח הקודם", "Value last reported",
                  plausible=_SUM),
            date("accounts.previous_date", "מועד הדיווח הקודם", "Last reporting date"),
        ),
        place="matter",
    ),
    *together(
        _policy,
        (
            text("policy.insurer", "המבטח", "Insurer"),
            text("policy.number", "מספר הפוליסה", "Policy number"),
            money("policy.sum", "סכום הביטוח הקיים", "Sum insured now", plausible=_SUM),
            long_text("policy.covered", "מה מבוטח ומה אינו מבוטח", "What is covered"),
        ),
        place="matter",
    ),
    *together(
        _review,
        (
            choice("review.kind", "סוג הביקורת", "Kind of review", need=M, must_be_known=True,
                   choices=REVIEW_KINDS, clause="14"),
            text("review.author", "עורך השומה המבוקרת", "Author of the reviewed valuation",
                 need=M, must_be_known=True, clause="14"),
            text("review.reference", "סימוכין השומה המבוקרת", "Its reference", clause="14"),
            date("review.date", "תאריך השומה המבוקרת", "Its date", need=M, must_be_known=True,
                 clause="14"),
            choice("review.own_value", "אומדן שווי של המבקר", "The reviewer's own value",
                   choices=codes(("yes", "נכלל בביקורת", "Part of the review"),
                                 ("no", "אינו נכלל", "Not part of it")), clause="14"),
            money("review.value", "השווי בשומה המבוקרת", "Its value", plausible=_SUM),
            long_text("review.scope", "היקף הביקורת והנתונים שלא אומתו",
                      "Scope, and data that were not verified", need=M, must_be_known=True,
                      clause="14"),
            long_text("review.findings", "ממצאי הביקורת", "Findings of the review", need=M,
                      must_be_known=True, clause="14"),
        ),
        place="matter",
    ),
    *together(
        _inspection,
        (
            long_text("inspection.findings", "ממצאי הביקור", "Findings of the inspection",
                      need=M, must_be_known=True, clause="20"),
            long_text("inspection.taxes", "מיסים והיטלים, ללא סכומים",
                      "Taxes and levies, without amounts", clause="20"),
        ),
        place="matter",
    ),
)  # fmt: skip
