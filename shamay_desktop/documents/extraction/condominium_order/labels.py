"""What a condominium order's tables are headed with, and the words that stand in their cells."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from shamay_desktop.documents.extraction.tables import Names, bare

PARCEL: Names = {
    "gush": ("גוש",),
    "method": ("שיטה",),
    "helka": ("חלקה",),
    "parcel_area": ("שטח", 'שטח במ"ר'),
}
BUILDINGS: Names = {
    "building": ("מבנה",),
    "wing": ("אגף",),
    "entrance": ("כניסה",),
    "floors": ("מספר קומות",),
    "units": ("מספר תתי חלקות",),
    "address": ("כתובת",),
}
UNITS: Names = {
    "number": ("מספר תת חלקה", "מס' תת חלקה"),
    "building": ("מבנה",),
    "wing": ("אגף",),
    "entrance": ("כניסה",),
    "area": ('שטח במ"ר',),
    "description": ("תיאור תת חלקה",),
    "floor": ("קומה",),
    "share": ("חלקים ברכוש המשותף", "החלק ברכוש המשותף"),
    "item": ("תיאור הצמדה", "הצמדות תיאור הצמדה"),
    "mark": ("סימון בתשריט", "הצמדות סימון בתשריט"),
    "colour": ("צבע בתשריט", "הצמדות צבע בתשריט"),
    "item_area": ("שטח הצמדה", "הצמדות שטח הצמדה"),
}

COLOURS = (
    "אפור", "סגול", "ורוד", "חום", "אדום", "כחול", "צהוב", "ירוק", "כתום", "תכלת", "זית", "שחור",
    "טורקיז", "בורדו", "בז'", "לבן",
)  # fmt: skip
ITEMS = (
    "חניה", "חנייה", "מקום חניה", "חניה מקורה", "חניה כפולה", "מחסן", "קרקע", "מרפסת גג", "גג",
    "מרפסת", "חצר", "גינה", "חלק מהמגרש", "מרתף", "גלריה",
)  # fmt: skip
OTHER_AREAS = (
    "מרפסת פתוחה", "מרפסת", "מרפסת שמש", "מרפסת מקורה", "מרפסת שירות", "מרפסת גג", "סככה", "גג",
    "מרפסת לא מקורה", "מסתור כביסה", "פרגולה",
)  # fmt: skip
DESCRIPTIONS = (
    "דירה", "דירת קוטג'", "דירת גג", "דירת גן", "דירת דופלקס", "חנות", "משרד", "מחסן", "חניה",
    "קוטג'", "דופלקס", "פנטהאוז", "מרתף", "אולם",
)  # fmt: skip
FLOORS = (
    "מרתף", "קרקע", "ראשונה", "שניה", "שנייה", "שלישית", "רביעית", "חמישית", "שישית", "ששית",
    "שביעית", "שמינית", "תשיעית", "עשירית", "אחת עשרה", "שתים עשרה", "שתיים עשרה", "שלוש עשרה",
    "ארבע עשרה", "חמש עשרה", "שש עשרה", "שבע עשרה", "שמונה עשרה", "תשע עשרה", "עשרים", "גג",
    "עליונה", "ביניים",
)  # fmt: skip


def nearest(text: str, known: Iterable[str], least: float = 74) -> str | None:
    """The one known word that a scanned word is nearly; None when none is, or two are."""
    folded = bare(text)
    scored = sorted(((fuzz.ratio(folded, bare(word)), word) for word in known), reverse=True)
    best, next_best = scored[0], scored[1]
    if best[0] < least or (best[0] < 100 and best[0] - next_best[0] < 5):
        return None
    return best[1]
