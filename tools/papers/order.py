"""A condominium order in the registry's layout, drawn from its houses and units."""

from dataclasses import dataclass, field, replace

from tools.papers.drawn_paper import DrawnPaper

XS = (12.0, 47.0, 90.0, 136.0, 200.0, 248.0, 294.0, 346.0, 398.0, 444.0, 491.0, 537.0, 578.0)
_BOTTOM = 720.0


@dataclass(slots=True)
class MadeUnit:
    """A sub-parcel as it is drawn."""

    number: int
    building: str
    area: str
    description: str
    floor: str
    wing: str
    entrance: str
    share: str = ""
    items: list[tuple[str, str, str, str]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)

    @property
    def height(self) -> float:
        rows = max(len(self.items), 2 if "," in self.floor else 1)
        return rows * 17.0 + (19 if self.others else 0) + 6


@dataclass(slots=True)
class MadeOrder:
    """An order: its truth by path, and how to draw it."""

    truth: dict[str, str]
    houses: list[tuple[str, str, str, str, str, str]]
    units: list[MadeUnit]

    def drawn(self, notice: str = "") -> DrawnPaper:
        """All its pages; a notice stands at the foot of each."""
        return _Drawing(self, notice).paper


class _Drawing:
    """The pages of an order."""

    def __init__(self, order: MadeOrder, notice: str, pages: int = 0) -> None:
        self.paper = DrawnPaper(notice=notice)
        self._order, self._page, self._top = order, 1, 0.0
        self._pages = pages or _Drawing(order, notice, 99).pages
        self._head()
        self._front()
        self._table_head()
        for unit in order.units:
            rest = self._first_part(unit) if self._top + unit.height > _BOTTOM else None
            if self._top + unit.height > _BOTTOM:
                self._next_page()
                self._table_head()
            self._unit(unit if rest is None else rest, begins=rest is None)
        self._end()

    @property
    def pages(self) -> int:
        """How many pages it took."""
        return self._page

    def _first_part(self, unit: MadeUnit) -> MadeUnit | None:
        """What fits of a unit with several attachments; the rest goes over to the next page."""
        fits = int((_BOTTOM - self._top - 6) // 17)
        if "," in unit.floor or not 0 < fits < len(unit.items):
            return None
        self._unit(replace(unit, items=unit.items[:fits], others=[]))
        return replace(unit, items=unit.items[fits:])

    def _front_height(self) -> float:
        return 380.0 + 17 * len(self._order.houses)

    def _head(self) -> None:
        truth, paper = self._order.truth, self.paper
        paper.centred(0, 595, 64, "משרד המשפטים", 10, bold=True)
        paper.text(112, 78, "מספר תיק", 7)
        paper.text(46, 78, truth["file_number"], 7)
        paper.text(116, 94, "גוש / חלקה", 7)
        paper.text(46, 94, f"{truth['gush']}/{truth['helka']}", 7)
        paper.centred(0, 595, 94, "לשכת המפקח/ת על רישום מקרקעין", 9)
        self._top = 130

    def _front(self) -> None:
        truth, paper = self._order.truth, self.paper
        paper.centred(0, 595, 130, 'חוק המקרקעין, תשכ"ט – 1969', 11, bold=True)
        paper.centred(0, 595, 146, "צו רישום בית בפנקס הבתים המשותפים", 11, bold=True)
        paper.label(578, 180, "מס' תיק :", truth["file_number"], 11)
        paper.label(578, 198, "מס' שטר :", truth.get("deed", ""), 11)
        xs = (12.0, 153.0, 294.0, 436.0, 578.0)
        paper.frame(xs, (225, 242, 259))
        for right, name in zip((3, 2, 1, 0), ("גוש", "שיטה", "חלקה", "שטח"), strict=True):
            paper.centred(xs[right], xs[right + 1], 228, name, bold=True)
        area = f"{truth['parcel_area']}.00"
        for place, text in ((3, truth["gush"]), (1, truth["helka"]), (0, area)):
            paper.centred(xs[place], xs[place + 1], 245, text)
        paper.text(578, 268, "ולאחר שנוכחתי לדעת, כי אין מניעה בדין לרשום את התקנון המוסכם", 9)
        if "date" in truth:
            year, month, day = truth["date"].split("-")
            paper.text(578, 284, f"ניתן ביום {day}/{month}/{year}", 9)
        self._houses()
        self._top = self._front_height()
        paper.text(578, self._top - 20, "2. תיאור תתי חלקות והצמדות", 10, bold=True)

    def _houses(self) -> None:
        paper = self.paper
        paper.text(578, 302, "1. תיאור הבית", 10, bold=True)
        xs = (12.0, 173.0, 254.0, 334.0, 416.0, 497.0, 578.0)
        names = ("כתובת", "מספר תתי חלקות", "מספר קומות", "כניסה", "אגף", "מבנה")
        rows = len(self._order.houses)
        paper.frame(xs, [318 + 17 * line for line in range(rows + 2)])
        for place, name in enumerate(names):
            paper.centred(xs[place], xs[place + 1], 321, name, 8, bold=True)
        for line, (name, floors, count, address, wing, entrance) in enumerate(self._order.houses):
            texts = (address, count, floors, entrance, wing, name)
            for place, text in enumerate(texts):
                paper.centred(xs[place], xs[place + 1], 338 + 17 * line, text)
        top = 338.0 + 17 * rows
        paper.centred(254, 334, top, 'סה"כ תתי חלקות:', 8, bold=True)
        paper.centred(173, 254, top, self._order.truth["total_units"])

    def _table_head(self) -> None:
        paper, top = self.paper, self._top
        heads = (
            ("שטח", "הצמדה"), ("צבע", "בתשריט"), ("סימון", "בתשריט"), ("תיאור הצמדה",),
            ("חלקים", "ברכוש", "המשותף"), ("קומה",), ("תיאור תת", "חלקה"), ('שטח במ"ר',),
            ("כניסה",), ("אגף",), ("מבנה",), ("מספר", "תת", "חלקה"),
        )  # fmt: skip
        paper.centred(XS[0], XS[4], top + 2, "הצמדות", 8, bold=True)
        paper.level(XS[0], XS[4], top + 14)
        for place, lines in enumerate(heads):
            for line, text in enumerate(lines):
                first = top + (16 if place < 4 else 4) + 11 * line
                paper.centred(XS[place], XS[place + 1], first, text, 8, bold=True)
            paper.upright(XS[place], top + (14 if 0 < place < 4 else 0), top + 48)
        paper.upright(XS[-1], top, top + 48)
        paper.level(XS[0], XS[-1], top)
        paper.level(XS[0], XS[-1], top + 48)
        self._top = top + 48

    def _unit(self, unit: MadeUnit, *, begins: bool = True) -> None:
        paper, top = self.paper, self._top
        floors = unit.floor.split(" ") if "," in unit.floor else [unit.floor]
        if begins:
            self._own_cells(unit, floors)
        for line, item in enumerate(unit.items):
            for place, text in zip((3, 2, 1, 0), item, strict=True):
                paper.centred(XS[place], XS[place + 1], top + 4 + 17 * line, text)
            paper.level(XS[0], XS[4], top + 17 * (line + 1))
        rows = max(len(unit.items), len(floors))
        bottom = top + 17.0 * rows
        for border in XS:
            paper.upright(border, top, bottom)
        paper.level(XS[0], XS[-1], bottom)
        if unit.others:
            said = ", ".join(f'{kind} בשטח של {area} מ"ר' for kind, area in unit.others)
            paper.label(XS[-1] - 2, bottom + 4, "שטחים שאינם הצמדות:", said)
            bottom += 19.0
        paper.level(XS[0], XS[-1], bottom)
        paper.level(XS[0], XS[-1], bottom + 3)
        self._top = bottom + 3 + 3

    def _own_cells(self, unit: MadeUnit, floors: list[str]) -> None:
        paper, top = self.paper, self._top
        numerator, _, denominator = unit.share.partition("/")
        for place, text in (
            (11, str(unit.number)), (10, unit.building), (9, unit.wing), (8, unit.entrance),
            (7, unit.area), (6, unit.description), (4, f"{numerator}/ {denominator}"),
        ):  # fmt: skip
            if place == 4:  # drawn as the registry draws it: the numerator at the left
                paper.centred(XS[4], XS[5], top + 4, _as_seen(text), 8)
            else:
                paper.centred(XS[place], XS[place + 1], top + 4, text)
        for line, text in enumerate(floors):
            paper.centred(XS[5], XS[6], top + 4 + 11 * line, text)

    def _next_page(self) -> None:
        self._end()
        self._page += 1
        self._head()

    def _end(self) -> None:
        self.paper.level(12, 578, 760)
        self.paper.centred(0, 595, 766, "קבלת קהל: ימים א - ה שעות 12:30 - 08:30", 8, bold=True)
        self.paper.centred(0, 595, 790, f"עמוד {self._page} מתוך {self._pages}", 8, bold=True)
        self.paper.end_page()


def _as_seen(share: str) -> str:
    """A share whose two numbers stand from left to right, inside a line from right to left."""
    numerator, _, denominator = share.partition("/ ")
    return f"\u2066{numerator}/ {denominator}\u2069"
