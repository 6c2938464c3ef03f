"""Step 1: what the report is, who ordered it, its loan; its assumptions, limits and additions."""

from shamay_desktop.domain.fields.choices import CHAPTERS, PEOPLE
from shamay_desktop.domain.fields.definition import Field, Group, Step
from shamay_desktop.domain.fields.purposes import ASSUMED, CREDIT, OTHER_PURPOSE
from shamay_desktop.domain.fields.shapes import (
    C,
    M,
    between,
    choice,
    codes,
    date,
    identifier,
    long_text,
    money,
    rows,
    text,
    together,
)

KINDS = codes(
    ("full", "שומה מלאה", "Full valuation"),
    ("comprehensive", "שומה מקיפה", "Comprehensive valuation"),
    ("expert_opinion", "חוות דעת של מומחה", "Expert opinion for a court"),
    ("assumption_based", "שומה מבוססת הנחה", "Assumption-based valuation"),
    ("review", "ביקורת שומה", "Review of a valuation"),
    ("inspection", "ביקור ללא אומדן שווי", "Inspection without a value"),
)
STANDARDS = codes(
    ("none", "ללא תקן מיוחד", "No special standard"),
    ("1", "תקן 1", "Standard 1"),
    ("2", "תקן 2", "Standard 2"),
    ("3", "תקן 3", "Standard 3"),
    ("19", "תקן 19", "Standard 19"),
    ("21.1", "תקן 21.1", "Standard 21.1"),
)
PURPOSES = codes(
    ("market_value", "שווי שוק", "Market value"),
    ("collateral", "בטוחה לאשראי", "Secured lending"),
    ("home_mortgage", "משכנתה לדיור", "Home mortgage"),
    ("purchase", "טרום רכישה", "Before a purchase"),
    ("betterment_levy", "היטל השבחה", "Betterment levy"),
    ("capital_gains", "מס שבח", "Land appreciation tax"),
    ("inheritance", "ירושה", "Inheritance"),
    ("partition", "גירושין / פירוק שיתוף", "Divorce / partition"),
    ("insurance", "ביטוח", "Insurance"),
    ("financial_statements", "דוחות כספיים", "Financial statements"),
    ("decisive", "שומה מכרעת", "Decisive appraisal"),
    ("rent", "דמי שכירות", "Rent"),
    ("court", "בית משפט", "Court"),
    ("securities", "ניירות ערך", "Securities"),
    ("other", "אחר", "Other"),
)
BASES = codes(
    ("market_value", "שווי שוק", "Market Value"),
    ("fair_value", "שווי הוגן", "Fair Value (IFRS)"),
    ("investment_value", "שווי השקעה", "Investment Value"),
    ("liquidation_value", "שווי במימוש מהיר", "Liquidation Value"),
    ("reinstatement_cost", "ערך כינון", "Reinstatement cost"),
    ("other", "אחר", "Other"),
)
CLIENT_KINDS = codes(
    ("person", "אדם פרטי", "Person"),
    ("company", "חברה", "Company"),
    ("bank", "בנק", "Bank"),
    ("court", "בית משפט", "Court"),
    ("authority", "רשות", "Authority"),
    ("other", "אחר", "Other"),
)
RELATIONS = codes(
    ("owner", "בעלים", "Owner"),
    ("buyer", "רוכש", "Buyer"),
    ("seller", "מוכר", "Seller"),
    ("lender", "מלווה", "Lender"),
    ("court", "בית משפט", "Court"),
    ("receiver", "כונס נכסים", "Receiver"),
    ("authority", "רשות", "Authority"),
    ("unknown", "לא ידוע", "Unknown"),
    ("other", "אחר", "Other"),
)
_report = Group("report", Step.INITIAL_DATA, "השומה", "The valuation")
_client = Group("client", Step.INITIAL_DATA, "המזמין", "The client")
_limits = Group(
    "limits", Step.INITIAL_DATA, "הנחות, סייגים ותוספות", "Assumptions, limits and additions"
)
_loan = Group("loan", Step.INITIAL_DATA, "ההלוואה והלווים", "Loan and borrowers", CREDIT)

BORROWER_COLUMNS = (
    text("name", "שם", "Name", personal=True),
    identifier("id_number", "מספר זיהוי", "Identity number", personal=True),
)
USER_COLUMNS = (
    text("name", "המשתמש", "User"),
    text("use", "השימוש המיועד", "Intended use"),
)
ASSUMPTION_COLUMNS = (
    long_text("text", "ההנחה", "Assumption"),
    text("basis", "על מה היא נשענת", "What it rests on"),
)
SPECIAL_COLUMNS = (
    long_text("text", "ההנחה", "Assumption"),
    text("requested_by", "מי ביקש אותה", "Who asked for it"),
)
ADDITION_COLUMNS = (
    choice("chapter", "הפרק שבסופו הסעיף", "Chapter that it closes", choices=CHAPTERS),
    text("title", "כותרת הסעיף", "Title"),
    long_text("text", "תוכן הסעיף", "Text"),
)

FIELDS: tuple[Field, ...] = (
    *together(
        _report,
        (
            text("report.reference", "סימוכין", "Reference", need=M, must_be_known=True,
                 place="opening"),
            text("report.title", "כותרת השומה", "Title of the report", place="cover"),
            choice("report.kind", "סוג השומה", "Class of valuation", need=M, must_be_known=True,
                   choices=KINDS,
                   place="cover", clause="1.1 §4"),
            long_text("report.assumption", "ההנחה שאינה תואמת את המציאות", "The assumption",
                      need=C, must_be_known=True, when=ASSUMED, place="opening",
                      clause="1.1 §8"),
            text("report.assumption_requested_by", "מי ביקש את ההנחה",
                 "Who asked for the assumption", need=C, must_be_known=True,
                 when=ASSUMED, place="opening",
                 clause="1.1 §8"),
            choice("report.standard", "תקן", "Standard", choices=STANDARDS, place="opening"),
            choice("report.purpose", "מטרת חוות הדעת", "Purpose", need=M, must_be_known=True,
                   choices=PURPOSES,
                   place="opening", clause="1.1 §6.2"),
            text("report.purpose_other", "פירוט המטרה", "The other purpose", need=C,
                 must_be_known=True, when=OTHER_PURPOSE, place="opening", clause="1.1 §6.2"),
            choice("value.basis", "בסיס השווי", "Basis of value", need=M, must_be_known=True,
                   choices=BASES,
                   place="opening"),
            long_text("value.basis_definition", "הגדרת בסיס השווי", "Definition of the basis",
                      place="opening"),
            rows("report.intended_users", "משתמשים נוספים", "Further intended users",
                 columns=USER_COLUMNS, place="opening"),
        ),
    ),
    *together(
        _client,
        (
            text("client.title", "תואר המזמין", "Client's title", personal=True,
                 place="opening"),
            text("client.name", "שם המזמין", "Client's name", need=M, must_be_known=True,
                 personal=True,
                 place="opening", min_length=2, clause="1.1 §6.2"),
            choice("client.kind", "סוג המזמין", "Kind of client", need=M, must_be_known=True,
                   choices=CLIENT_KINDS,
                   place="opening"),
            choice("client.relation", "הקשר לנכס", "Relation to the property", need=M,
                   must_be_known=True,
                   choices=RELATIONS, place="opening", clause="1.1 §6.2"),
            text("client.note", "הערה לנמען (א.נ.)", "Note to the addressee", personal=True,
                 place="opening"),
            text("client.attention", "לידי", "Attention", personal=True, place="opening"),
            choice("client.id_kind", "סוג הזיהוי של המזמין", "Client's kind of identity",
                   choices=PEOPLE, personal=True, place="opening"),
            identifier("client.id_number", "מספר הזיהוי של המזמין", "Client's identity number",
                       personal=True, place="opening"),
            text("client.address", "מען המזמין", "Client's address", personal=True,
                 place="opening"),
            text("client.phone", "טלפון המזמין", "Client's telephone", personal=True,
                 place="opening"),
            text("client.email", 'דוא"ל המזמין', "Client's e-mail", personal=True,
                 place="opening"),
            date("client.ordered_on", "מועד ההזמנה", "Day of the order", place="opening"),
            text("client.reference", "סימוכין המזמין", "Client's reference", place="opening"),
        ),
    ),
    *together(
        _loan,
        (
            text("loan.bank", "בנק", "Bank", need=C, when=CREDIT, place="opening"),
            text("loan.branch", "סניף", "Branch", need=C, when=CREDIT, place="opening"),
            text("loan.number", "מספר הלוואה", "Loan number", need=C, when=CREDIT,
                 place="opening"),
            rows("loan.borrowers", "לווים", "Borrowers", need=C, when=CREDIT,
                 columns=BORROWER_COLUMNS, personal=True, place="opening"),
            money("loan.amount", "סכום ההלוואה המבוקש", "Loan applied for", place="opening",
                  plausible=between("1000", "1000000000")),
        ),
    ),
)  # fmt: skip
LIMITS: tuple[Field, ...] = (
    *together(
        _limits,
        (
            rows("report.assumptions", "הנחות", "Assumptions", columns=ASSUMPTION_COLUMNS,
                 place="opening"),
            rows("report.special_assumptions", "הנחות מיוחדות נוספות",
                 "Further special assumptions", columns=SPECIAL_COLUMNS, place="opening",
                 clause="1.1 §8"),
            long_text("report.limitation", "סייגים נוספים", "Further limitations",
                      place="opening"),
            long_text("report.publication", "הגבלות פרסום והעברה",
                      "Limits on publication and passing on", place="opening"),
            long_text("report.material_uncertainty", "אי-ודאות מהותית", "Material uncertainty",
                      place="6"),
            rows("report.additions", "סעיפים נוספים בנוסח חופשי", "Further sections, free text",
                 columns=ADDITION_COLUMNS, place="additions"),
        ),
        place="opening",
    ),
)  # fmt: skip
"""The last of the step: few reports need them."""
