"""What the registry prints around its values: headings, column headers, labels inside rows.

Tables are known by the labels of their header row alone: never by the order in which they are
drawn or the place on the page at which they stand.
"""

from dataclasses import dataclass

UNIT, PARCEL, UNKNOWN = "unit", "parcel", ""
"""What a section is about: the sub-parcel, or the whole parcel (its common property)."""

COMMON_PROPERTY = "הרכוש המשותף"
END = "סוף נתונים"
HEADINGS = frozenset(
    {
        "תיאור הנכס", "שטחים נוספים", "הצמדות", "בעלויות", "בעלות", "חכירות", "חכירות משנה",
        "שכירויות", "משכנתאות", "הערות", "זיקות הנאה", COMMON_PROPERTY, END,
    }
)  # fmt: skip

SIGNS = {
    "owners": r"^בעלו(?:ת|יות)$",
    "leases": r"^חכירות|^שכירויות$|רמת חכירה|החוכר",
    "mortgages": r"משכנת",
    "notes": r"^הערות$",
    "easements": r"^זיקות הנאה$|מהות הזיקה",
    "attachments": r"^הצמדות$",
    "additional_areas": r"^שטחים נוספים$",
}
"""Where one of these stands, an extract does have such a list, whether or not it was read."""

_PERSON = {"סוג זיהוי": "id_kind", "מס' זיהוי": "id_number", "מספר זיהוי": "id_number"}
_ACT = {"מס' שטר": "deed", "מספר שטר": "deed", "תאריך": "date", "מהות פעולה": "act",
        "מהות הפעולה": "act"}  # fmt: skip
_AREA = {'שטח במ"ר': "area"}
_SHARE = {"החלק בנכס": "share"}
_TERMS = {"בתנאי שטר מקורי": "terms"}
_PLACE = {"מבנה": "building", "אגף": "wing", "כניסה": "entrance"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table by the labels of its header row.

    `needs`: one of these keys must head a column; `starts`: a row in which none of these has
    anything goes on with the row before it. A `part` belongs to the record above it.
    """

    name: str
    labels: dict[str, str]
    needs: frozenset[str]
    starts: frozenset[str]
    part: bool = False


def _table(
    name: str, labels: dict[str, str], needs: str, starts: str = "", *, part: bool = False
) -> Table:
    keys = frozenset(starts.split()) or frozenset(labels.values())
    return Table(name, labels, frozenset(needs.split()), keys, part)


_RECORD = "deed date id_number"

TABLES = (
    _table("owners", {**_ACT, **_PERSON, **_SHARE, "הבעלים": "name", "שם הבעלים": "name"}, "name",
           _RECORD),
    _table("leases", {**_ACT, **_PERSON, **_SHARE, "החוכרים": "name", "שם החוכר": "name",
                      "השוכרים": "name"}, "name", _RECORD),
    _table("mortgages", {**_ACT, **_PERSON, **_SHARE, "בעלי המשכנתה": "name",
                         "בעלי המשכנתא": "name", "בעל המשכנתה": "name"}, "name", _RECORD),
    _table("notes", {**_ACT, **_PERSON, "שם המוטב": "name", "סכום": "amount",
                     "מס' תיק": "file"}, "name", "deed date"),
    _table("easements", {**_ACT, "מהות הזיקה": "direction", "תיאור הזיקה": "text"},
           "direction text", "deed date"),
    _table("share", _SHARE, "share", part=True),
    _table("borrowers", {**_PERSON, "שם הלווה": "name", "שם הלווים": "name"}, "name",
           "id_kind id_number", part=True),
    _table("rank", {"דרגה": "rank", "סכום": "amount", **_SHARE, **_TERMS, "הצמדה": "linkage"},
           "rank amount", part=True),
    _table("lessors", {**_PERSON, "שם המחכיר": "name", "המחכיר": "name"}, "name",
           "id_kind id_number", part=True),
    _table("lease_terms", {**_TERMS, **_SHARE, "רמת חכירה": "level", "רמה": "level",
                           "תאריך סיום": "end_date", "תאריך תחילה": "start_date",
                           "תקופה בשנים": "years", "החלק בזכות": "right_share"},
           "level end_date start_date years right_share", part=True),
    _table("terms", _TERMS, "terms", part=True),
    _table("other_parcel", {"על פני": "", "לטובת": "", "גוש/ספר": "block", "חלקה/דף": "parcel",
                            "תת חלקה": "sub", "סוג נכס": "property"}, "block", part=True),
    _table("unit", {"תיאור דירה": "unit_description", "תיאור תת חלקה": "unit_description",
                    "תיאור קומה": "floor", "קומה": "floor", 'שטח במ"ר': "unit_area",
                    "החלק ברכוש המשותף": "common_property_share", **_PLACE},
           "unit_description floor common_property_share"),
    _table("addresses", {**_PLACE, "כתובת": "address"}, "address", "building entrance"),
    _table("place", _PLACE, "building wing entrance"),
    _table("additional_areas", {"סוג": "kind", **_AREA, "כלול": "included"}, "kind", "area"),
    _table("attachments", {"סימון בתשריט": "mark", "צבע בתשריט": "colour",
                           "תיאור הצמדה": "description", "תיאור ההצמדה": "description", **_AREA,
                           "משותפת לתת חלקות": "shared_with", "הצמדה משותפת": "shared_with"},
           "mark colour description", "mark area"),
    _table("parcel", {"רשויות": "authority", **_AREA, "סוג המקרקעין": "kind",
                      "יעוד המקרקעין": "designation", "ייעוד המקרקעין": "designation",
                      "מספר המחוברים": "objects"}, "authority kind designation objects"),
    _table("by_laws", {"תקנון": "by_laws", "תת חלקות": "sub_parcels", "מבנים": "buildings",
                       "שטר תקנון": "deed"}, "by_laws sub_parcels buildings"),
    _table("created", {"שטר יוצר": "deed", "תיק יוצר": "file", "תיק בית משותף":
                       "condominium_file"}, "deed file condominium_file"),
    _table("drawing", {"סוג תשריט": "drawing_kind"}, "drawing_kind"),
    _table("former_parcels", {"המספרים הישנים של החלקה": "numbers"}, "numbers"),
    _table("registrar", {"הערות רשם המקרקעין": "text"}, "text"),
)  # fmt: skip
"""In the order in which they are tried: a header row is the first whose labels hold all of its."""

INLINE = {
    "הערות": "text",
    "בתנאי שטר מקורי": "terms",
    "שטרי תיקון": "amendments",
    "רמה": "level",
    "סיום": "end_date",
    "הערות רשם המקרקעין": "registrar_notes",
}
"""Labels with a colon at the right end of a row, their value left of them."""

SHORT_LABELS = {"רמה": "level", "סיום": "end_date"}
"""Labels of older extracts that follow one another in a row."""

ORIGIN = ('הנכס נוצר ע"י שטר', "מיום", "סוג שטר")
ORIGIN_KEYS = ("origin.deed", "origin.date", "origin.kind")

ON_WHOM = r"על (?:כל )?(?:ה?בעל|ה?חוכר|חלקו|חלקה של|חלקם|זכו|הזכו)"
"""A line that says which owners a burden is on closes the record above it."""

SUB_PARCEL = r"תת חלקה:? (\d{1,5})"
"""What heads each unit of a concentrated extract."""
