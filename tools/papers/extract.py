"""An extract in the registry's layout: facts laid out on its sheet."""

from collections.abc import Sequence
from random import Random

from tools.papers.extract_facts import (
    KINDS,
    RANKS,
    Deed,
    Easement,
    Mortgage,
    Note,
    Owner,
    Person,
    Registration,
    Unit,
)
from tools.papers.extract_sheet import LEFT, RIGHT, Cell, Sheet, Word

ID, KIND, NAME = (14.2, 114.3), (114.3, 213.7), (213.7, 313.8)
ACT, DATE, DEED = (313.8, 414.0), (414.0, 470.6), (470.6, 566.9)
MARGIN = (566.9, 581.1)
Places = Sequence[tuple[float, float]]
TITLES = {
    "condominium_full": "העתק רישום מפנקס בתים משותפים",
    "condominium_concentrated": "העתק רישום מפנקס בתים משותפים - נסח מרוכז",
    "rights": "העתק רישום מפנקס הזכויות",
    "deeds": "העתק רישום מפנקס השטרות",
}


def drawn(facts: Registration, seed: int, title: str = "") -> Sheet:
    """Facts as an extract; under another title than that of their form."""
    writer = _Writer(facts, Random(seed + 1))
    if title:
        writer.sheet = Sheet(head_words(facts, title))
    return writer.write()


def head_words(facts: Registration, title: str) -> list[Word]:
    """What every page repeats."""
    head = facts.head
    year, month, day = head["extract_date"].split("-")
    words = [
        Word("תאריך", 160, 33.5, bold=True, size=9.5),
        Word(f"{day}/{month}/{year}", 101.4, 33.5, bold=True, size=9.5),
        Word(facts.hebrew_day, 101.4, 43.8, bold=True, size=9.5),
        Word(f"שעה: {head['extract_time']}", 101.9, 55, bold=True, size=9.5),
        Word("נסח מס'", 161, 79.4, bold=True, size=9.5),
        Word(head["extract_number"], 101.3, 79.4, bold=True, size=9.5),
        Word(f"לשכת רישום מקרקעין: {head['registration_office']}", 352, 98.5, size=9),
        Word(title, 391, 118.3, bold=True, size=12),
        Word(f"גוש: {head['gush']}", 386, 136.3, bold=True, size=10.5),
        Word(f"חלקה: {head['helka']}", 323, 136.3, bold=True, size=10.5),
    ]
    if "tat_helka" in head:
        words.append(Word(f"תת חלקה: {head['tat_helka']}", 264, 136.3, bold=True, size=10.5))
    return words


def _title(*labels: tuple[tuple[float, float], str], ruled: bool = True) -> list[Cell]:
    return [Cell(*place, text, bold=True, filled=True, ruled=ruled) for place, text in labels]


def _values(*texts: tuple[tuple[float, float], str]) -> list[Cell]:
    return [Cell(*place, text) for place, text in texts]


def _share(share: str) -> str:
    return "בשלמות" if share == "1/1" else share.replace("/", " / ")


class _Writer:
    """Lays facts out on a sheet."""

    def __init__(self, facts: Registration, random: Random) -> None:
        self.facts = facts
        self.random = random
        self.sheet = Sheet(head_words(facts, TITLES[facts.form]))

    def write(self) -> Sheet:
        if self.facts.form == "condominium_full":
            self._origin()
            self._unit(self.facts.unit)
        if self.facts.form == "rights":
            self._land()
        if self.facts.form != "condominium_concentrated":
            self._rights(self.facts.unit)
        if self.facts.form != "rights":
            self.sheet.heading("הרכוש המשותף")
            self._joint_property()
        self._notes(self.facts.notes, heading="rights" not in self.facts.form)
        self._easements()
        for unit in self.facts.units:
            self._short_unit(unit)
        self.sheet.heading("סוף נתונים")
        legend = "נסח חתום בחתימה אלקטרונית מאושרת מהווה מקור כל עוד הוא נשמר באופן אלקטרוני"
        self.sheet.line(legend, RIGHT - 20)
        self.sheet.line('שולמה אגרה בסך 17.00 ש"ח', RIGHT - 2)
        return self.sheet

    # -- the unit ------------------------------------------------------------------------------

    def _origin(self) -> None:
        parcel = self.facts.parcel
        year, month, day = parcel["origin.date"].split("-")
        cells = [
            Cell(487, RIGHT, 'הנכס נוצר ע"י שטר:', bold=True, filled=True),
            Cell(392, 487, parcel["origin.deed"], bold=True, filled=True),
            Cell(361, 392, "מיום:", bold=True, filled=True),
            Cell(297, 361, f"{day}/{month}/{year}", bold=True, filled=True),
            Cell(127, 184, "סוג שטר:", bold=True, filled=True),
            Cell(LEFT, 127, parcel["origin.kind"], bold=True, filled=True),
        ]
        self.sheet.rows([cells])
        self.sheet.space(15)

    def _unit(self, unit: Unit) -> None:
        self.sheet.heading("תיאור הנכס")
        columns: Places = ((391.8, RIGHT), (203.0, 391.8), (127.3, 203.0), (LEFT, 127.3))
        labels = ("תיאור דירה", "תיאור קומה", 'שטח במ"ר', "החלק ברכוש המשותף")
        keys = ("unit_description", "floor", "unit_area", "common_property_share")
        self._table(columns, labels, [[unit.cells[key] for key in keys]])
        place = [("building", "מבנה"), ("wing", "אגף"), ("entrance", "כניסה")]
        there = [(key, label) for key, label in place if key in unit.cells]
        if there:
            columns = ((391.8, 454.9), (297.4, 391.8), (203.0, 297.4))[: len(there)]
            row = [unit.cells[key] for key, _ in there]
            self._table(columns, [label for _, label in there], [row])
        if unit.additional:
            self.sheet.heading("שטחים נוספים")
            columns = ((391.8, RIGHT), (203.0, 391.8), (LEFT, 203.0))
            rows = [[kind, area, ""] for kind, area in unit.additional]
            self._table(columns, ("סוג", 'שטח במ"ר', "כלול"), rows)
        self._attachments(unit)

    def _attachments(self, unit: Unit) -> None:
        if not unit.attachments:
            return
        self.sheet.heading("הצמדות")
        columns = ((480.2, 568.1), (392.3, 480.2), (235.3, 392.3), (161.6, 235.3),
                   (87.9, 161.6), (LEFT, 87.9))  # fmt: skip
        labels = ("סימון בתשריט", "צבע בתשריט", "תיאור הצמדה", "", "", 'שטח במ"ר')
        keys = ("mark", "colour", "description", "", "", "area")
        rows = [[each.get(key, "") for key in keys] for each in unit.attachments]
        self._table(columns, labels, rows, centred=True)

    def _table(
        self,
        columns: Sequence[tuple[float, float]],
        labels: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        centred: bool = False,
    ) -> None:
        head = [Cell(*place, label, bold=True, filled=True, centred=centred)
                for place, label in zip(columns, labels, strict=True)]  # fmt: skip
        self.sheet.rows([head])
        for row in rows:
            self.sheet.rows([_values(*zip(columns, row, strict=True))])
        self.sheet.space(13)

    # -- rights --------------------------------------------------------------------------------

    def _rights(self, unit: Unit) -> None:
        self.sheet.heading("בעלויות")
        for owner in unit.owners:
            self._owner(owner, "הבעלים")
        if unit.leases:
            self.sheet.heading("חכירות")
            for lease in unit.leases:
                self._lease(lease)
        if unit.mortgages:
            self.sheet.heading("משכנתאות")
            for mortgage in unit.mortgages:
                self._mortgage(mortgage)
        self._notes(unit.notes)

    def _deed(self, deed: Deed) -> list[Cell]:
        low = self.random.random() < 0.3
        return [Cell(*MARGIN, ""), Cell(*DEED, deed.number, low=low),
                Cell(*DATE, deed.printed_day, low=low)]  # fmt: skip

    def _person(self, who: Person) -> list[tuple[tuple[float, float], str]]:
        return [(KIND, KINDS[who.kind]), (ID, who.number)]

    def _main_head(self, name: str) -> list[Cell]:
        return _title((DEED, "מס' שטר"), (DATE, "תאריך"), (ACT, "מהות פעולה"), (NAME, name),
                      (KIND, "סוג זיהוי"), (ID, "מס' זיהוי"), ruled=False)  # fmt: skip

    def _owner(self, owner: Owner, name: str) -> None:
        spans = [Cell(*ACT, owner.deed.act), Cell(*NAME, owner.who.name)]
        rows = [
            self._main_head(name),
            [*self._deed(owner.deed), *_values(*self._person(owner.who))],
            _title((KIND, ""), (ID, "החלק בנכס")),
            _values((ID, _share(owner.share))),
        ]
        self.sheet.rows(rows[:1])
        self.sheet.rows(rows[1:], spans)
        self.sheet.space(13)

    def _lease(self, owner: Owner) -> None:
        self.sheet.rows([self._main_head("החוכרים")])
        row = [
            *self._deed(owner.deed),
            *_values((ACT, owner.deed.act), (NAME, owner.who.name), *self._person(owner.who)),
        ]
        columns = ((390.0, 470.6), (313.8, 390.0), (240.0, 313.8), (164.0, 240.0), (87.9, 164.0),
                   (LEFT, 87.9))  # fmt: skip
        labels = ("רמת חכירה", "בתנאי שטר מקורי", "תאריך סיום", "תקופה בשנים", "החלק בזכות",
                  "החלק בנכס")  # fmt: skip
        lease = owner.lease
        year, month, day = lease["end_date"].split("-")
        texts = (RANKS[int(lease["level"]) - 1], lease.get("terms", ""), f"{day}/{month}/{year}",
                 lease["years"], _share(owner.share), _share(lease["property_share"]))  # fmt: skip
        head = _title(*zip(columns, labels, strict=True))
        self.sheet.rows([row, head, _values(*zip(columns, texts, strict=True))])
        self.sheet.space(13)

    def _mortgage(self, mortgage: Mortgage) -> None:
        self.sheet.rows([self._main_head("בעלי המשכנתה")])
        lender = [(NAME, mortgage.lender.name), *self._person(mortgage.lender)]
        rows = [[*self._deed(mortgage.deed), *_values(*lender)]]
        if mortgage.second is not None:
            rows.append(_values((NAME, mortgage.second.name), *self._person(mortgage.second)))
        if mortgage.borrowers:
            rows.append(_title((NAME, "שם הלווה"), (KIND, "סוג זיהוי"), (ID, "מס' זיהוי")))
            rows += [_values((NAME, who.name), *self._person(who)) for who in mortgage.borrowers]
        self.sheet.rows(rows, [Cell(*ACT, mortgage.deed.act)])
        rows = [
            _title((ACT, "דרגה"), (NAME, "סכום"), (KIND, ""), (ID, "החלק בנכס")),
            _values(
                (ACT, RANKS[mortgage.rank - 1]),
                (NAME, mortgage.printed),
                (KIND, ""),
                (ID, _share(mortgage.share)),
            ),
        ]
        if mortgage.terms:
            rows += [_title((ACT, ""), (NAME, ""), (KIND, "בתנאי שטר מקורי"), (ID, "")),
                     _values((KIND, mortgage.terms))]  # fmt: skip
        self.sheet.rows(rows)
        if mortgage.on_whom:
            self.sheet.rows([[Cell(LEFT, RIGHT, mortgage.on_whom, bold=True, filled=True,
                                   centred=True)]])  # fmt: skip
        self.sheet.space(13)

    def _notes(self, notes: Sequence[Note], *, heading: bool = True) -> None:
        if notes and heading:
            self.sheet.heading("הערות")
        for note in notes:
            self._note(note)

    def _note(self, note: Note) -> None:
        head = _title((DEED, "מס' שטר"), (DATE, "תאריך"), (ACT, "מהות פעולה"), (NAME, "שם המוטב"),
                      (KIND, ""), (ID, ""))  # fmt: skip
        values = _values((ACT, note.deed.act), (NAME, note.beneficiary), (KIND, ""), (ID, ""))
        rows = [head, [*self._deed(note.deed), *values]]
        if note.terms:
            rows += [_title((ACT, ""), (NAME, ""), (KIND, "בתנאי שטר מקורי"), (ID, "")),
                     _values((ACT, ""), (NAME, ""), (KIND, note.terms))]  # fmt: skip
        if note.text:
            rows.append(
                [Cell(372, ACT[1], "הערות:", bold=True, ruled=False), Cell(LEFT, 372, note.text)]
            )
        if note.on_whom:
            rows.append([Cell(LEFT, RIGHT, note.on_whom, bold=True, filled=True, centred=True)])
        self.sheet.rows(rows)
        self.sheet.space(13)

    # -- the parcel ----------------------------------------------------------------------------

    def _joint_property(self) -> None:
        parcel = self.facts.parcel
        self._origin()
        self._table(((434.0, RIGHT), (370.0, 434.0), (285.0, 370.0), (LEFT, 285.0)),
                    ("רשויות", 'שטח במ"ר', "", ""),
                    [[parcel["authority"], f"{int(parcel['area']):,}", "", ""]])  # fmt: skip
        keys = ("building", "wing", "entrance", "address")
        addresses = [[each.get(key, "") for key in keys] for each in self.facts.addresses]
        self._table(((486.0, RIGHT), (385.0, 486.0), (284.0, 385.0), (LEFT, 284.0)),
                    ("מבנה", "אגף", "כניסה", "כתובת"), addresses)  # fmt: skip
        self._table(((412.0, RIGHT), (369.0, 412.0), (324.0, 369.0), (269.0, 324.0)),
                    ("תקנון", "תת חלקות", "", "מבנים"),
                    [[parcel[key] if key else "" for key in
                      ("by_laws", "sub_parcels", "", "buildings")]])  # fmt: skip
        self._table(((370.0, RIGHT),), ("שטר יוצר",), [[parcel["deed"]]])
        self._table(((LEFT, RIGHT),), ("סוג תשריט",), [[parcel["drawing_kind"]]])
        self._former()

    def _former(self) -> None:
        if self.facts.former:
            self._table(((LEFT, RIGHT),), ("המספרים הישנים של החלקה",),
                        [[", ".join(self.facts.former)]])  # fmt: skip

    def _land(self) -> None:
        parcel = self.facts.parcel
        self.sheet.heading("תיאור הנכס")
        columns = ((434.0, RIGHT), (350.0, 434.0), (250.0, 350.0), (130.0, 250.0), (LEFT, 130.0))
        labels = ("רשויות", 'שטח במ"ר', "סוג המקרקעין", "יעוד המקרקעין", "מספר המחוברים")
        row = [parcel["authority"], f"{int(parcel['area']):,}", parcel["kind"],
               parcel["designation"], parcel["objects"]]  # fmt: skip
        self._table(columns, labels, [row])
        self._former()

    def _easements(self) -> None:
        if self.facts.easements:
            self.sheet.heading("זיקות הנאה")
        for easement in self.facts.easements:
            self._easement(easement)

    def _easement(self, easement: Easement) -> None:
        text, way, act = (LEFT, 213.7), (213.7, 290.0), (290.0, 414.0)
        head = _title((DEED, "מס' שטר"), (DATE, "תאריך"), (act, "מהות פעולה"), (way, "מהות הזיקה"),
                      (text, "תיאור הזיקה"), ruled=False)  # fmt: skip
        benefits = easement.direction == "benefits"
        value = [*self._deed(easement.deed),
                 *_values((act, easement.deed.act),
                          (way, "חלקה נהנית" if benefits else "חלקה כפופה"),
                          (text, easement.text))]  # fmt: skip
        rows = [
            head,
            value,
            [Cell(*act, "בתנאי שטר מקורי:", bold=True), *_values((way, easement.terms))],
            [Cell(*act, "שטרי תיקון:", bold=True), *_values((way, easement.amendments))],
            _title(((374.0, 414.0), "על פני" if benefits else "לטובת"), ((290.0, 374.0), "גוש/ספר"),
                   (way, ""), ((164.0, 213.7), "חלקה/דף"), ((LEFT, 89.0), "סוג נכס")),
            _values(((290.0, 374.0), easement.block), ((164.0, 213.7), easement.parcel),
                    ((LEFT, 89.0), "רכוש משותף")),
        ]  # fmt: skip
        self.sheet.rows(rows)
        self.sheet.space(13)

    # -- the short form ------------------------------------------------------------------------

    def _short_unit(self, unit: Unit) -> None:
        self.sheet.line(f"תת חלקה {unit.number}")
        columns: Places = ((446.0, RIGHT), (319.0, 446.0), (167.0, 319.0), (LEFT, 167.0))
        labels = ("תיאור דירה", "תיאור קומה", 'שטח במ"ר', "החלק ברכוש המשותף")
        keys = ("unit_description", "floor", "unit_area", "common_property_share")
        self._table(columns, labels, [[unit.cells[key] for key in keys]])
        self._attachments(unit)
        self._short("בעלויות", "הבעלים", unit.owners)
        self._short("משכנתאות", "בעלי המשכנתה", unit.mortgages)
        if unit.notes:
            self.sheet.heading("הערות")
            columns = ((446.0, 564.0), (244.0, 446.0), (LEFT, 106.0))
            rows = [[note.deed.act, note.beneficiary, note.deed.number] for note in unit.notes]
            self._table(columns, ("מהות פעולה", "שם המוטב", "מס' שטר"), rows)

    def _short(self, heading: str, name: str, people: Sequence[Owner | Mortgage]) -> None:
        if not people:
            return
        self.sheet.heading(heading)
        columns = ((446.0, 564.0), (319.0, 446.0), (244.0, 319.0), (167.0, 244.0), (106.0, 167.0),
                   (LEFT, 106.0))  # fmt: skip
        labels = ("מהות פעולה", name, "סוג זיהוי", "מס' זיהוי", "החלק בנכס", "מס' שטר")
        rows = []
        for each in people:
            who = each.who if isinstance(each, Owner) else each.lender
            rows.append([each.deed.act, who.name, KINDS[who.kind], who.number, _share(each.share),
                         each.deed.number])  # fmt: skip
        self._table(columns, labels, rows)
