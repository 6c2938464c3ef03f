"""Enumerations that several parts of the registry share."""

from shamay_desktop.domain.fields.shapes import codes

PEOPLE = codes(
    ("ID", "תעודת זהות", "Identity card"),
    ("COMPANY", "חברה", "Company"),
    ("PASSPORT", "דרכון", "Passport"),
    ("OTHER", "אחר", "Other"),
)
APPROACHES = codes(
    ("comparison", "גישת ההשוואה", "Market approach"),
    ("income", "גישת היוון ההכנסות", "Income approach"),
    ("cost", "גישת העלות", "Cost approach"),
    ("residual", "גישת החילוץ", "Residual method"),
    ("other", "גישה אחרת", "Another approach"),
)
SIDES_OF_A_CASE = codes(
    ("plaintiff", "תובע", "Plaintiff"),
    ("defendant", "נתבע", "Defendant"),
    ("applicant", "מבקש", "Applicant"),
    ("respondent", "משיב", "Respondent"),
    ("other", "אחר", "Other"),
)
VISIT_EXTENTS = codes(
    ("full", "בתוך הנכס ומחוצה לו", "Inside and outside"),
    ("exterior", "מבחוץ בלבד", "From outside only"),
    ("partial", "חלק מהנכס", "Part of the property"),
)
SETTLEMENTS = codes(
    ("settled", "מקרקעין מוסדרים", "Settled land"),
    ("unsettled", "מקרקעין לא מוסדרים", "Unsettled land"),
    ("unregistered", "הזכויות אינן רשומות", "Rights not registered"),
)
CHAPTERS = codes(
    ("1", "1 תיאור הנכס והסביבה", "1 Property and surroundings"),
    ("2", "2 מצב משפטי", "2 Legal state"),
    ("3", "3 תכנון ורישוי", "3 Planning and licensing"),
    ("4", "4 גורמים ושיקולים", "4 Considerations"),
    ("5", "5 תחשיבים", "5 Calculations"),
)
VISITOR_ROLES = codes(
    ("signer", "החותם על השומה", "The signer"),
    ("partner", "שותף", "Partner"),
    ("appraiser", "שמאי אחר", "Another appraiser"),
    ("trainee", "מתמחה", "Trainee"),
    ("former_trainee", "מתמחה לשעבר", "Former trainee"),
)
