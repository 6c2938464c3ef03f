"""Step 2, land-registry extract: what is registered, for whom, and what burdens or serves it."""

from shamay_desktop.domain.fields.choices import PEOPLE
from shamay_desktop.domain.fields.conditions import OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Paper, Step
from shamay_desktop.domain.fields.initial_data import CONDOMINIUM, PARCEL_COLUMNS
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
    integer,
    long_text,
    money,
    record,
    rows,
    text,
    together,
)

EXTRACT_KINDS = codes(
    ("full", "נסח מלא", "Full"),
    ("concentrated", "נסח מרוכז", "Concentrated"),
    ("historical", "נסח היסטורי", "Historical"),
    ("partial", "נסח חלקי", "Partial"),
    ("book", "העתק מפנקס או משטר", "Copy of a book or deed"),
)
BY_LAWS = codes(
    ("statutory", "מצוי", "Statutory"),
    ("agreed", "מוסכם", "Agreed"),
    ("amended", "מתוקן", "Amended"),
    ("other", "אחר", "Other"),
)
SCOPES = codes(
    ("unit", "תת החלקה", "The unit"),
    ("parcel", "החלקה", "The parcel"),
    ("common_property", "הרכוש המשותף", "The common property"),
)
DIRECTIONS = codes(
    ("benefits", "חלקה נהנית", "Benefits"),
    ("burdens", "חלקה כפופה", "Burdens"),
)
CURRENCIES = codes(
    ("USD", "דולר", "US dollar"),
    ("EUR", "אירו", "Euro"),
    ("GBP", "לירה שטרלינג", "Pound sterling"),
    ("CHF", "פרנק שווייצרי", "Swiss franc"),
    ("OTHER", "אחר", "Other"),
)
LINKAGES = codes(
    ("none", "ללא הצמדה", "None"),
    ("index", "מדד המחירים לצרכן", "Consumer price index"),
    ("currency", "שער מטבע חוץ", "Exchange rate"),
    ("other", "אחר", "Other"),
)

NOT_IN_BOOKS = OneOf("rights.kind", ("lease", "capitalised_lease", "contractual", "licence"))
"""Rights of which the register tells little: the holder of the land certifies them."""

OWN_BY_LAWS = OneOf("rights.by_laws", ("agreed", "amended", "other"))
"""By-laws that the house wrote itself; the statutory ones stand in the law."""

_STEP = Step.DOCUMENTS
_registration = Group("tabu", _STEP, "נסח רישום: זיהוי ורישום", "Extract: identification")
_division = Group("tabu_division", _STEP, "נסח רישום: מבנה וחלוקה", "Extract: division")
_unit = Group("tabu_unit", _STEP, "נסח רישום: נתוני היחידה כפי שמופיעים בנסח",
              "Extract: the unit as registered")  # fmt: skip
_attachments = Group("tabu_attachments", _STEP, "נסח רישום: הצמדות", "Extract: attachments")
_by_laws = Group("tabu_by_laws", _STEP, "נסח רישום: תקנון", "Extract: by-laws")
_holders = Group("tabu_holders", _STEP, "נסח רישום: זכויות ובעלות", "Extract: rights and owners")
_notes = Group("tabu_notes", _STEP, "נסח רישום: הערות רישומיות", "Extract: notes")
_easements = Group("tabu_easements", _STEP, "נסח רישום: זיקות הנאה", "Extract: easements")
_mortgages = Group("tabu_mortgages", _STEP, "נסח רישום: משכנתאות", "Extract: mortgages")

_WHO = (
    text("name", "שם", "Name", personal=True),
    choice("id_kind", "סוג זיהוי", "Kind of identity", choices=PEOPLE),
    identifier("id_number", "מספר זיהוי", "Identity number", personal=True),
)
_DEED = (text("deed", "מספר שטר", "Deed"), date("date", "תאריך", "Date"))
_TERMS = text("terms", "בתנאי שטר מקורי", "By the terms of deed", extra=True)
ATTACHMENT_COLUMNS = (
    text("description", "תיאור ההצמדה", "Description"),
    text("mark", "סימון בתשריט", "Mark"),
    text("colour", "צבע בתשריט", "Colour"),
    area("area", "שטח", "Area", plausible=between("0.1", "5000")),
    text("shared_with", "משותפת לתת חלקות", "Shared with sub-parcels", extra=True),
)
OTHER_AREA_COLUMNS = (
    text("kind", "סוג", "Kind"),
    area("area", "שטח", "Area", plausible=between("0.1", "5000")),
)
ADDRESS_COLUMNS = (
    text("building", "מבנה", "Building"),
    text("wing", "אגף", "Wing", extra=True),
    text("entrance", "כניסה", "Entrance"),
    text("address", "כתובת", "Address"),
)
OWNER_COLUMNS = (
    *_WHO,
    fraction("share", "החלק בנכס", "Share"),
    text("act", "מהות הפעולה", "Act"),
    *_DEED,
    text("remark", "הערה", "Remark", extra=True),
)
LEASE_COLUMNS = (
    *_WHO,
    fraction("share", "החלק בזכות", "Share"),
    date("end_date", "תאריך סיום", "End date"),
    text("act", "מהות הפעולה", "Act"),
    *_DEED,
    integer("level", "רמת החכירה", "Level", plausible=between("1", "9"), extra=True),
    text("lessor", "המחכיר", "Lessor", extra=True),
    date("start_date", "תאריך תחילה", "Start date", extra=True),
    decimal("years", "תקופה בשנים", "Term in years", plausible=between("1", "999"), extra=True),
    fraction("property_share", "החלק בנכס", "Share in the property", extra=True),
    flag("capitalised", "דמי החכירה הוונו", "Capitalised", extra=True),
    flag("consent", "נדרשת הסכמת המחכיר להעברה", "Lessor's consent to transfer", extra=True),
    text("purpose", "מטרת החכירה", "Purpose of the lease", extra=True),
    text("option", "הארכה", "Extension", extra=True),
    _TERMS,
)
MORTGAGE_COLUMNS = (
    integer("rank", "דרגה", "Rank", plausible=between("1", "20")),
    text("lender", "בעל המשכנתה", "Lender"),
    text("borrower", "שם הלווה", "Borrower", personal=True),
    money("amount", "סכום", "Amount", plausible=between("1", "1000000000")),
    fraction("share", "החלק בנכס", "Share"),
    *_DEED,
    text("act", "מהות הפעולה", "Act", extra=True),
    identifier("lender_id_number", "מספר זיהוי של המלווה", "Lender's number", extra=True),
    identifier("borrower_id_number", "מספר זיהוי של הלווה", "Borrower's number", personal=True,
               extra=True),
    flag("unlimited", "ללא הגבלת סכום", "Unlimited", extra=True),
    decimal("foreign_amount", "סכום במטבע חוץ", "Amount in foreign currency",
            plausible=between("1", "1000000000"), extra=True),
    choice("currency", "מטבע", "Currency", choices=CURRENCIES, extra=True),
    choice("linkage", "הצמדה", "Linkage", choices=LINKAGES, extra=True),
    text("remark", "הערה", "Remark", extra=True),
    _TERMS,
)  # fmt: skip
NOTE_COLUMNS = (
    text("act", "מהות הפעולה", "Act"),
    text("beneficiary", "שם המוטב", "Beneficiary", personal=True),
    *_DEED,
    long_text("text", "הערות", "Text"),
    choice("scope", "חלה על", "Scope", choices=SCOPES),
    identifier("beneficiary_id_number", "מספר זיהוי של המוטב", "Beneficiary's number",
               personal=True, extra=True),
    text("on_whom", "על מי מהבעלים", "On which owner", personal=True, extra=True),
    money("amount", "סכום", "Amount", plausible=between("1", "1000000000"), extra=True),
    text("file", "מספר תיק", "File", extra=True),
    _TERMS,
)  # fmt: skip
EASEMENT_COLUMNS = (
    choice("direction", "מהות הזיקה", "Direction", choices=DIRECTIONS),
    long_text("text", "תיאור הזיקה", "Description"),
    area("area", "שטח", "Area"),
    *_DEED,
    text("other_parcel", "על פני / לטובת", "Other parcel"),
    choice("scope", "חלה על", "Scope", choices=SCOPES, extra=True),
    text("letter", "סימון בתשריט", "Letter", extra=True),
    text("colour", "צבע בתשריט", "Colour", extra=True),
    text("amendments", "שטרי תיקון", "Amending deeds", extra=True),
    _TERMS,
)
COMMON_PROPERTY_COLUMNS = (
    text("authority", "רשויות", "Authorities"),
    text("deed", "שטר יוצר", "Creating deed"),
    text("file", "תיק יוצר", "Creating file"),
    text("condominium_file", "תיק בית משותף", "Condominium file"),
    text("drawing_kind", "סוג תשריט", "Kind of drawing"),
)

FIELDS: tuple[Field, ...] = (
    *together(
        _registration,
        (
            choice("rights.extract_kind", "סוג הנסח", "Kind of extract", choices=EXTRACT_KINDS,
                   clause="7.1"),
            text("rights.extract_number", "מספר הנסח", "Extract number", need=M, clause="7.1"),
            date("rights.extract_date", "תאריך הנסח", "Extract date", need=M, must_be_known=True,
                 clause="7.1"),
            text("rights.extract_time", "שעת הנסח", "Extract time"),
            text("rights.office", "לשכת רישום המקרקעין", "Land registry office", need=M),
            record("rights.origin", "הנכס נוצר על ידי", "Created by",
                   columns=(text("deed", "שטר", "Deed"), date("date", "מיום", "Date"),
                            text("kind", "סוג שטר", "Kind of deed"))),
            rows("parcel.former", "המספרים הישנים של החלקה", "Former parcels",
                 columns=PARCEL_COLUMNS[:3]),
            record("rights.land", "המקרקעין לפי הפנקס", "The land in the register",
                   columns=(text("kind", "סוג המקרקעין", "Kind of land"),
                            text("designation", "ייעוד המקרקעין", "Designation"),
                            integer("objects", "מספר המחוברים", "Fixtures",
                                    plausible=between("0", "1000")))),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _division,
        (
            area("parcel.area", "שטח החלקה", "Parcel area", need=M,
                 plausible=between("1", "10000000"), place="1.2"),
            integer("parcel.sub_parcels", "מספר תתי חלקות", "Sub-parcels", need=C,
                    when=CONDOMINIUM, plausible=between("1", "3000")),
            integer("parcel.buildings", "מספר מבנים", "Buildings", plausible=between("1", "200")),
            integer("parcel.entrances", "מספר אגפים / כניסות", "Wings / entrances",
                    plausible=between("1", "200")),
            rows("rights.addresses", "כתובות לפי הנסח", "Addresses by the extract",
                 columns=ADDRESS_COLUMNS),
            record("rights.common_property", "הרכוש המשותף", "The common property",
                   columns=COMMON_PROPERTY_COLUMNS),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _unit,
        (
            text("unit.registered_description", "תיאור היחידה בנסח", "The unit by the extract"),
            text("unit.building", "מבנה", "Building"),
            text("unit.wing", "אגף", "Wing"),
            text("unit.entrance", "כניסה לפי הנסח", "Entrance by the extract"),
            text("unit.registered_floor", "תיאור הקומה בנסח", "Floor by the extract"),
            area("unit.registered_area", "שטח דירה רשום", "Registered area", need=C,
                 when=CONDOMINIUM, plausible=between("5", "2000"), place="property"),
            fraction("rights.common_property_share", "החלק ברכוש המשותף",
                     "Share in the common property", need=C, when=CONDOMINIUM, clause="7.1"),
            rows("rights.additional_areas", "שטחים נוספים", "Additional areas",
                 columns=(*OTHER_AREA_COLUMNS,
                          flag("included", "כלול בשטח היחידה", "Included in the unit's area",
                               extra=True))),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _attachments,
        (
            rows("rights.attachments", "הצמדות", "Attachments", need=C, when=CONDOMINIUM,
                 columns=ATTACHMENT_COLUMNS, clause="7.1"),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _by_laws,
        (
            choice("rights.by_laws", "תקנון", "By-laws", need=C, when=CONDOMINIUM,
                   choices=BY_LAWS, clause="7.1"),
            record("rights.by_laws_deed", "שטר התקנון", "Deed of the by-laws", when=OWN_BY_LAWS,
                   columns=_DEED),
            long_text("rights.by_laws_text", "תוכן התקנון", "What the by-laws say",
                      when=OWN_BY_LAWS, clause="7.1"),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _holders,
        (
            rows("rights.owners", "בעלים", "Owners", need=M, personal=True, clause="7.1",
                 columns=OWNER_COLUMNS),
            rows("rights.leases", "חכירות", "Leases", need=C, personal=True, clause="7.1",
                 when=OneOf("rights.kind", ("lease", "capitalised_lease")),
                 columns=LEASE_COLUMNS),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _holders,
        (
            record("rights.certificate", 'אישור זכויות (רמ"י / חברה משכנת)',
                   "Certificate of rights", when=NOT_IN_BOOKS, clause="7.1",
                   columns=(text("issuer", "מאת", "Issued by"), text("number", "מספר", "Number"),
                            date("date", "תאריך", "Date"),
                            long_text("text", "תוכן האישור", "What it says"))),
        ),
        place="2.1",
    ),
    *together(
        _mortgages,
        (
            rows("rights.mortgages", "משכנתאות", "Mortgages", need=M, clause="7.1",
                 columns=MORTGAGE_COLUMNS),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _notes,
        (
            rows("rights.notes", "הערות", "Notes", need=M, clause="7.1", columns=NOTE_COLUMNS),
            long_text("rights.registrar_notes", "הערות רשם המקרקעין", "Registrar's notes"),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
    *together(
        _easements,
        (
            rows("rights.easements", "זיקות הנאה", "Easements", need=M, clause="7.1",
                 columns=EASEMENT_COLUMNS),
        ),
        paper=Paper.TABU,
        place="2.1",
    ),
)  # fmt: skip
