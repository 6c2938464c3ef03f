"""Invented registrations: owners, mortgages, notes … of one property, and what a reader must find.

The same seed gives the same facts. Names and numbers are made up; identity numbers have a right
check digit and belong to nobody that we know of.
"""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from tools.papers.extract_facts import (
    BY_LAWS,
    Deed,
    Easement,
    Mortgage,
    Note,
    Owner,
    Person,
    Registration,
    Unit,
)

FIRST = ("דוד", "רותי", "יעל", "משה", "נועה", "אברהם", "שרה", "איתן", "מיכל", "יוסף", "תמר", "עמית")
LAST = (
    "כהן", "לוי", "מזרחי", "פרץ", "ביטון", "אברהמי", "בן דוד", "אבו סאלח", "שטרן-גולן", "דהן",
    "וייס", "רוזנברג", "בר-און", "חדד",
)  # fmt: skip
COMPANIES = (
    'אלון יזמות בע"מ', 'ברוש החזקות (2004) בע"מ', "עמותת הגפן לדיור מוגן",
    'ש.ג.ל. נכסים והשקעות בינלאומיות בע"מ', 'קבוצת תמר לבניה ולפיתוח 1998 בע"מ',
)  # fmt: skip
BANKS = (
    'בנק הדוגמה לדוגמה בע"מ', 'בנק הצפון למשכנתאות בע"מ', 'בנק המפרץ בע"מ',
    'החברה לאשראי ולביטוח של עובדי הדוגמה בע"מ',
)  # fmt: skip
OFFICES = ("חדרה", "תל אביב-יפו", "נתניה", "פתח תקווה", "באר שבע", "רחובות")
CITIES = ("חדרה", "נתניה", "רמת גן", "כפר סבא", "מודיעין-מכבים-רעות")
STREETS = ("הגפן", "התמר", "שדרות הזית", "דרך השלום", 'הרא"ה', "אלוף שדה", 'כ"ט בנובמבר')
FLOORS = ("קרקע", "ראשונה", "שניה", "רביעית", "שביעית, שמינית", "אחת עשרה", "עשרים ושתיים", "מרתף")
OWNER_ACTS = (
    "מכר", "מכר ללא תמורה", "ירושה", "צוואה", "ירושה על פי הסכם", "מכר לפי צו בית משפט",
    "רישום בעלות לאחר הסדר", "עודף", "שינוי שם",
)  # fmt: skip
LEASE_ACTS = ("שכירות", "העברת שכירות", "העברת שכירות בירושה", "העברת שכירות ללא תמורה")
NOTE_ACTS = (
    "הערת אזהרה סעיף 126", "הערה על יעוד מקרקעין תקנה 27", "עיקול", "צו מניעה",
    "הערה בדבר העברה לזרים", "הערה על הפקעת חלק מחלקה סעיפים 5 ו 7", "הערה על אי התאמה תקנה 29",
)  # fmt: skip
NOTE_TEXTS = (
    'סעיף 4 יט לחוק רשות מקרקעי ישראל תש"ך-1960',
    "הצמדת חניות ללא שינוי בתכניות",
    (
        "היטל השבחה לפי תכנית מק/340/ג/33 בסך 12,500 ₪ טרם שולם, והוועדה המקומית לא תיתן אישור"
        " להעברה בפנקסי המקרקעין אלא לאחר שישולם במלואו בצירוף הפרשי הצמדה וריבית כחוק"
    ),
    "תיק הוצאה לפועל 51234-08-19 על סך 48,700 ₪",
    "לטובת בעלי חלקות 12, 14 ו-15 בגוש 6109 (זכות מעבר)",
)
BENEFICIARIES = ("עיריית חדרה", "מדינת ישראל", "רשות המיסים - מיסוי מקרקעין מרכז", "כהן יעל",
                 'בנק הדוגמה לדוגמה בע"מ', "לשכת ההוצאה לפועל")  # fmt: skip
ATTACHED = ("חניה", "חניה מקורה", "מחסן", "קרקע", "מרפסת גג", "חלק מהמגרש", "גג")
MARKS = ("א", "ב", "טו", "טז", "כא", "לב", "קלח", "תל", "תלא", "צט", "ו", "כט")
COLOURS = ("אפור", "סגול", "ורוד", "חום", "אדום", "כחול", "צהוב", "ירוק", "כתום", "תכלת", "זית")
EXTRA_KINDS = ("מרפסת פתוחה", "מרפסת שמש מקורה", "גג", "מחסן", "מרתף")
EASEMENT_TEXTS = (
    (
        'זכות מעבר להולכי רגל וכלי רכב במפלס הקרקע בשטח {area} מ"ר המסומן באות {letter} והצבוע'
        ' בצבע {colour} בתשריט המצ"ב, המהווה חלק בלתי נפרד הימנו.'
    ),
    (
        'זכות שימוש בחניון התת קרקעי בשטח {area} מ"ר המסומן באות {letter} בתשריט, הצבוע בצבע'
        " {colour}, לרבות כניסה ויציאה (דו סטרית) 24 שעות ביממה."
    ),
)


class Inventor:
    """Draws facts out of a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, choices: Sequence[str]) -> str:
        return self.random.choice(choices)

    def digits(self, count: int) -> str:
        return str(self.random.randrange(10 ** (count - 1), 10**count))

    def checked(self, first: str) -> str:
        """Nine digits with a right check digit."""
        body = (first + self.digits(8))[:8]
        total = sum(sum(divmod(int(d) * (1 + n % 2), 10)) for n, d in enumerate(body))
        return body + str(-total % 10)

    def person(self) -> Person:
        draw = self.random.random()
        if draw < 0.2:
            return self.company(COMPANIES)
        name = f"{self.one(LAST)} {self.one(FIRST)}"
        if draw < 0.35:
            letters = self.one(("", "A", "YA", "PK"))
            return Person(self.one((name, "JOHN SMITH", "MARIA GARCIA-LOPEZ")), "PASSPORT",
                          letters + self.digits(8))  # fmt: skip
        return Person(name, "ID", self.checked(self.one(("0", "02", "3", "20", "05", "6"))))

    def company(self, names: Sequence[str]) -> Person:
        return Person(self.one(names), "COMPANY", self.checked("51"))

    def day(self) -> str:
        r = self.random
        return f"{r.randint(1975, 2025)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"

    def deed(self, acts: Sequence[str]) -> Deed:
        number = f"{self.random.randint(1, 60000)}/{self.random.randint(1985, 2025)}"
        if self.random.random() < 0.8:
            number += f"/{self.random.randint(1, 140)}"
        return Deed(number, self.day(), self.one(acts))

    def shares(self, count: int) -> list[str]:
        """Odd shares that make a whole."""
        if count == 1:
            return ["1/1"]
        whole = self.random.choice((count, 12, 24, 100, 1000, 2880, 6128))
        whole = max(whole, count)
        cuts = sorted(self.random.sample(range(1, whole), count - 1))
        ends = [0, *cuts, whole]
        return [f"{b - a}/{whole}" for a, b in pairwise(ends)]

    def area(self, low: int, high: int) -> str:
        number = self.random.randint(low, high)
        return (
            f"{number}.{self.random.randint(0, 99):02}"
            if self.random.random() < 0.8
            else str(number)
        )

    def owners(self, count: int, acts: Sequence[str] = OWNER_ACTS) -> list[Owner]:
        return [Owner(self.person(), self.deed(acts), share) for share in self.shares(count)]

    def lease(self) -> Owner:
        lease = {"level": str(self.random.randint(1, 2)), "end_date": self.day(),
                 "years": self.one(("49", "98", "999")), "property_share": "1/1"}  # fmt: skip
        if self.random.random() < 0.6:
            lease["terms"] = f"{self.digits(4)}/{self.random.randint(1985, 2020)}/1"
        return Owner(self.person(), self.deed(LEASE_ACTS), "1/1", lease)

    def mortgage(self, rank: int) -> Mortgage:
        amount = self.random.randint(50, 4000) * 1000
        printed, meant = self.random.choice((
            (f"{amount:,} ₪", {"amount": str(amount)}),
            (f"{amount:,} ₪", {"amount": str(amount)}),
            (f"{amount:,}.50 ₪", {"amount": f"{amount}.50"}),
            (f"{amount:,} ₪ צמוד למדד", {"amount": str(amount), "linkage": "index"}),
            (f"{amount:,} $", {"foreign_amount": str(amount), "currency": "USD"}),
            (f"{amount:,} אירו", {"foreign_amount": str(amount), "currency": "EUR"}),
            (f"{amount:,} פרנק שוויצרי", {"foreign_amount": str(amount), "currency": "CHF"}),
            ("ללא הגבלת סכום", {"unlimited": "true"}),
            ("בלי הגבלה", {"unlimited": "true"}),
        ))  # fmt: skip
        return Mortgage(
            self.company(BANKS), self.deed(("משכנתה", "תיקון משכנתה", "העברת משכנתה")),
            [self.person() for _ in range(self.random.choice((0, 1, 1, 2, 3)))],
            rank, printed, meant, self.one(("1/1", "1/1", "1/2", "17/48")),
            f"{self.digits(4)}/2011/3" if self.random.random() < 0.3 else "",
            "על כל הבעלים" if self.random.random() < 0.5 else "",
            self.company(BANKS) if self.random.random() < 0.15 else None,
        )  # fmt: skip

    def note(self, scope: str) -> Note:
        terms = f"{self.digits(4)}/2008/{self.random.randint(1, 9)}"
        return Note(
            self.deed(NOTE_ACTS), self.one(BENEFICIARIES), scope,
            self.one(NOTE_TEXTS) if self.random.random() < 0.6 else "",
            terms if self.random.random() < 0.4 else "",
            "על כל הבעלים" if scope == "unit" and self.random.random() < 0.3 else "",
        )  # fmt: skip

    def easement(self) -> Easement:
        inside = {"area": self.area(10, 900), "letter": self.one(("A", "B", "K")),
                  "colour": self.one(COLOURS)}  # fmt: skip
        text = self.one(EASEMENT_TEXTS).format(**inside)
        return Easement(
            self.deed(("זיקת הנאה", "תיקון זיקת הנאה")), self.one(("benefits", "burdens")), text,
            inside, f"{self.digits(5)}/2010/6", f"{self.digits(5)}/2016", self.digits(4),
            str(self.random.randint(1, 400)),
        )  # fmt: skip

    def attachment(self) -> dict[str, str]:
        found = {"description": self.one(ATTACHED), "mark": self.one(MARKS),
                 "colour": self.one(COLOURS), "area": self.area(4, 90)}  # fmt: skip
        if self.random.random() < 0.15:
            del found["colour"]
        return found

    def unit(self, number: int) -> Unit:
        area = self.area(35, 240)
        cells = {"unit_description": self.one(("דירה", "דירת גן", "דירת גג דו מפלסית", "חנות")),
                 "floor": self.one(FLOORS), "unit_area": area,
                 "common_property_share": f"{int(float(area))}/{self.digits(4)}"}  # fmt: skip
        return Unit(
            number, cells,
            owners=self.owners(self.random.randint(1, 6)),
            mortgages=[self.mortgage(n + 1) for n in range(self.random.randint(0, 4))],
            notes=[self.note("unit") for _ in range(self.random.randint(0, 3))],
            attachments=[self.attachment() for _ in range(self.random.randint(0, 6))],
            additional=[(self.one(EXTRA_KINDS), self.area(3, 60))
                        for _ in range(self.random.randint(0, 3))],
            leases=[self.lease()] if self.random.random() < 0.25 else [],
        )  # fmt: skip

    def address(self, place: int) -> dict[str, str]:
        found = {
            "building": ("I", "II", "III")[place],
            "address": f"{self.one(STREETS)} {self.random.randint(1, 180)}, {self.one(CITIES)}",
        }
        if self.random.random() < 0.4:
            found["entrance"] = self.one(("א", "ב", "1"))
        if self.random.random() < 0.2:
            found["wing"] = self.one(("1", "2"))
        return found

    def head(self, form: str) -> dict[str, str]:
        draw = self.random
        head = {
            "extract_number": self.digits(5),
            "extract_date": f"2025-{draw.randint(1, 12):02}-17",
            "extract_time": f"{draw.randint(7, 19):02}:{draw.randint(0, 59):02}",
            "registration_office": self.one(OFFICES),
            "gush": self.digits(draw.choice((4, 5))),
            "helka": str(draw.randint(1, 700)),
        }
        if form == "condominium_full":
            head["tat_helka"] = str(self.random.randint(1, 120))
        return head


def invented(seed: int, form: str = "condominium_full") -> Registration:
    """A registration of a form: condominium_full, condominium_concentrated or rights."""
    draw = Inventor(seed)
    head = draw.head(form)
    unit = draw.unit(int(head.get("tat_helka", "0")))
    if draw.random.random() < 0.7:
        unit.cells["building"] = draw.one(("I", "II", "1"))
        if draw.random.random() < 0.3:
            unit.cells["entrance"] = draw.one(("א", "2"))
    made = Registration(form, head, unit)
    made.former = [
        f"{head['gush']}/{draw.random.randint(1, 99)}" for _ in range(draw.random.randint(0, 3))
    ]
    long = seed % 6 == 5
    made.notes = [draw.note("parcel") for _ in range(draw.random.randint(0, 9 if long else 3))]
    unit.notes += [draw.note("unit") for _ in range(draw.random.randint(4, 9) if long else 0)]
    made.easements = [draw.easement() for _ in range(draw.random.randint(0, 6 if long else 3))]
    made.parcel = {
        "authority": f"עיריית {draw.one(CITIES)}",
        "area": str(draw.random.randint(200, 90000)),
    }
    if form == "rights":
        made.unit = Unit(0, {}, owners=unit.owners, leases=unit.leases, mortgages=unit.mortgages,
                         notes=[])  # fmt: skip
        made.parcel |= {"kind": draw.one(("מירי", "מולק")), "designation": "מגורים",
                        "objects": str(draw.random.randint(0, 4))}  # fmt: skip
        return made
    made.addresses = [draw.address(n) for n in range(draw.random.randint(1, 3))]
    made.parcel |= {"by_laws": draw.one(tuple(BY_LAWS)), "sub_parcels": draw.digits(2),
                    "buildings": str(len(made.addresses)), "deed": "31245/2016",
                    "drawing_kind": "רישום הבית המשותף מבוסס על תשריט מאושר על ידי מוסד תכנון כאמור"
                    " בתקנה 54(ב)(1) לתקנות המקרקעין (ניהול ורישום), התשע\"ב - 2011.",
                    "origin.deed": "31245/2016", "origin.date": "2016-11-06",
                    "origin.kind": "צו רישום בית משותף"}  # fmt: skip
    if form == "condominium_concentrated":
        made.units = [draw.unit(n + 1) for n in range(draw.random.randint(3, 14))]
        made.easements = []
    return made
