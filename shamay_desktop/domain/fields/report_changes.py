"""Step 5: what the appraiser changed in the report itself."""

from shamay_desktop.domain.fields.definition import Field, Group, Step
from shamay_desktop.domain.fields.shapes import choice, codes, long_text, rows, text, together

KINDS = codes(
    ("words", "נוסח אחר", "Other words"),
    ("hidden", "מוסתר", "Hidden"),
    ("moved", "הוזז", "Moved"),
    ("note", "הערת שוליים", "Footnote"),
    ("own_text", "טקסט שלי", "Own text"),
    ("own_table", "טבלה שלי", "Own table"),
    ("own_picture", "תמונה", "Picture"),
    ("page_break", "מעבר עמוד", "Page break"),
    ("cropped", "חיתוך תמונה", "Cropped picture"),
)
WIDTHS = codes(
    ("full", "מלא", "Full"), ("half", "חצי", "Half"), ("third", "שליש", "Third")
)  # fmt: skip
CHANGE_COLUMNS = (
    choice("kind", "סוג השינוי", "Kind of change", choices=KINDS),
    text("block", "הקטע", "Block"),
    long_text("content", "התוכן", "Content", personal=True),
    text("after", "אחרי", "After", extra=True),
    text("section", "בסעיף", "In section", extra=True),
    text("basis", "טביעת המקור", "Fingerprint of the source", extra=True),
    text("picture", "התמונה", "Picture", extra=True),
    choice("width", "רוחב", "Width", choices=WIDTHS, extra=True),
    text("crop", "חיתוך", "Crop", extra=True),
    text("confirmed", "הערות שאושרו", "Confirmed remarks", extra=True),
)
_edited = Group("report_changes", Step.EXPORT, "עריכת הדוח", "Editing the report")

FIELDS: tuple[Field, ...] = together(
    _edited,
    (rows("report.changes", "שינויים בדוח", "Changes of the report", columns=CHANGE_COLUMNS),),
)
