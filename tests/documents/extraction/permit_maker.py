"""Building permits of no place: form 3 with its annexes, and a labelled form, with their truth."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.fields.canonical import canonical_number
from tests.documents.extraction.drawn_paper import DrawnPaper
from tests.documents.extraction.planning_maker import plan_number

KINDS = (
    "מגורים", "מרפסות פתוחות", 'ממ"דים', "הול כניסה וח.מדרגות", "ח. מכונות על הגג",
    "שטחי עזר (ח. אשפה, גז, מחסנים)", "קומת עמודים מפולשת", "מרתף חניה", "פרגולה",
)  # fmt: skip
TOWNS = ("נתניה", "חדרה", "רמת גן")
QUARTERS = ("קרית השרון", "נווה עוז", "מרכז העיר")
STREETS = ("דרך הפארק", "הגפן 12", "שדרות הים 4")


@dataclass(frozen=True, slots=True)
class MadePermit:
    """A paper with one permit or more, and what is to be read of each, by path."""

    truths: tuple[dict[str, str], ...]
    paper: DrawnPaper

    @property
    def truth(self) -> dict[str, str]:
        """What is to be read of the first."""
        return self.truths[0]


def made_permit(seed: int) -> MadePermit:
    """One permit of a seed, in one of the two forms."""
    chance = random.Random(seed)
    return _made(chance, [chance.random() < 0.7])


def made_permits(seed: int, count: int) -> MadePermit:
    """Several permits in one file."""
    chance = random.Random(seed)
    return _made(chance, [chance.random() < 0.7 for _ in range(count)])


def _made(chance: random.Random, forms: Sequence[bool]) -> MadePermit:
    paper = DrawnPaper()
    truths = []
    for place, is_form_3 in enumerate(forms):
        truth = _facts(chance, place)
        if is_form_3:
            if chance.random() < 0.5:
                _cover(paper)
            _form_3(chance, paper, truth)
            if chance.random() < 0.7:
                _annex(paper, truth)
        else:
            _labelled(chance, paper, truth)
        truths.append(truth)
    return MadePermit(tuple(truths), paper)


def _facts(chance: random.Random, place: int) -> dict[str, str]:
    town = chance.choice(TOWNS)
    truth = {
        "number": f"{chance.randint(10000, 99999)}{place}",
        "request_number": str(chance.randint(19_900_001, 20_259_999)),
        "issue_date": _date(chance),
        "committee": town,
        "authority": town,
        "neighbourhood": chance.choice(QUARTERS),
        "address": chance.choice(STREETS),
        "gush": str(chance.randint(1000, 60000)),
        "helka": str(chance.randint(1, 900)),
        "plot": str(chance.randint(1, 90)),
        "building_file": str(chance.randint(100, 99999)),
        "dwelling_units": str(chance.randint(2, 120)),
        "building_number": str(chance.randint(1, 30)),
        "floors": str(chance.randint(2, 30)),
        "kind": "new_building",
        "use": "מגורים",
    }
    numbers = dict.fromkeys(plan_number(chance) for _ in range(chance.randint(1, 3)))
    for at, number in enumerate(numbers):
        truth[f"plans[{at}]"] = number
    kinds = chance.sample(KINDS, chance.randint(1, 6))
    for at, kind in enumerate(kinds):
        truth[f"areas[{at}].kind"] = kind
        truth[f"areas[{at}].area"] = canonical_number(f"{chance.randint(1000, 500000)}e-2")
    return truth


def _date(chance: random.Random) -> str:
    return f"{chance.randint(1975, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _shown(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def _cover(paper: DrawnPaper) -> None:
    paper.centred(0, 595, 60, "מנהל הנדסה - אגף רישוי ופיקוח", 11, bold=True)
    paper.text(540, 100, "טופס א2", 10, bold=True)
    for line, text in enumerate(("מס' תיק בניין", "מס' תכנית מאושרת", "הקלות מאושרות")):
        paper.text(540, 130 + 20 * line, text)
    paper.end_page()


def _plans(truth: dict[str, str]) -> list[str]:
    return [text for path, text in truth.items() if path.startswith("plans[")]


def _form_3(chance: random.Random, paper: DrawnPaper, truth: dict[str, str]) -> None:
    paper.text(125, 36, "טופס 3 (תקנה 18 (א))", 8)
    paper.centred(0, 595, 36, 'חוק התכנון והבניה, התשכ"ה - 1965', 9)
    paper.centred(0, 595, 74, "היתר", 16, bold=True)
    plans = _plans(truth)
    tops = [104.0, 124.0, 144.0, 164.0, 184.0, 204.0]
    for top in tops:
        paper.level(38, 567, top)
    for place, first in ((38, 0), (567, 0), (330, 0), (255, 0), (196, 0), (130, 0)):
        paper.upright(place, tops[first], tops[-1] if place in (38, 567) else tops[1])
    paper.label(563, 109, "תכנית מתאר מקומית או מפורטת :", plans[0])
    paper.label(326, 109, "גוש:", truth["gush"])
    paper.label(251, 109, "חלקה:", truth["helka"])
    paper.label(192, 109, "מגרש:", truth["plot"])
    paper.label(126, 109, "תיק בנין:", truth["building_file"])
    paper.label(563, 129, "תכניות נוספות :", ", ".join(plans[1:]))
    if chance.random() < 0.6:
        other = str(chance.randint(1, 900))
        truth["additional_parcels[0]"] = f"{truth['gush']}/{other}"
        paper.label(563, 149, "חלקות נוספות :", f"גוש: {truth['gush']} חלקה: {other} מגרש: 2")
    else:
        paper.label(563, 149, "חלקות נוספות :", "")
    paper.text(563, 169, f"ועדה מקומית לתכנון ובניה – עירית {truth['committee']}")
    paper.label(300, 169, "היתר בניה מספר:", truth["number"])
    paper.label(176, 169, "מספר בקשה:", truth["request_number"])
    paper.upright(305, 164, 184)
    paper.upright(180, 164, 184)
    paper.label(563, 189, "רשות מקומית :", truth["authority"])
    paper.label(390, 189, "שכונה:", truth["neighbourhood"])
    paper.label(250, 189, "כתובת הבניה :", truth["address"])
    paper.upright(394, 184, 204)
    paper.upright(254, 184, 204)
    _people(paper)
    session, day = str(chance.randint(1, 99)), _date(chance)
    truth |= {"session": session, "session_date": day, "valid_years": "3"}
    said = f"ועדת משנה בישיבה מספר: {session} בתאריך {_shown(day)}"
    paper.text(567, 352, f'עפ"י אישור ועדה מקומית האמור: {said}')
    _permitted(chance, paper, truth, 366)
    paper.text(567, 520, "היתר זה יפקע תוקפו 3.00 שנים מיום נתינתו.", bold=True)
    paper.label(246, 530, "תאריך הפקת היתר :", _shown(truth["issue_date"]))
    paper.label(246, 542, "תאריך נתינת ההיתר:", "__/__/____")
    paper.end_page()


def _people(paper: DrawnPaper) -> None:
    xs = (38.0, 103.0, 138.0, 275.0, 321.0, 494.0, 567.0)
    paper.frame(xs, (211, 231, 251, 271, 291, 311))
    for place, name in enumerate(("טלפון", "מיקוד", "מען", "תעודת זהות", "השם")):
        paper.centred(xs[place], xs[place + 1], 216, name, bold=True)
    for line, name in enumerate(("בעל ההיתר", "בעל הנכס", "עורך הבקשה", "מתכנן השלד")):
        paper.text(563, 236 + 20 * line, name)


def _permitted(chance: random.Random, paper: DrawnPaper, truth: dict[str, str], top: float) -> None:
    """The free text, its areas in either order of kind and number."""
    kinds = [text for path, text in truth.items() if path.endswith(".kind")]
    sizes = [text for path, text in truth.items() if path.endswith(".area")]
    first = (
        f"הקמת בית מגורים משותף (בניין מס' {truth['building_number']}) בן {truth['floors']} קומות"
        f' סה"כ {truth["dwelling_units"]} יח"ד'
    )
    left = paper.text(567, top, "מותר:", bold=True)
    paper.text(left - 4, top, first)
    paper.text(540, top + 12, "המכיל :")
    lines = [first, "המכיל :"]
    reversed_order = chance.random() < 0.25
    for line, (kind, size) in enumerate(zip(kinds, sizes, strict=True)):
        grouped = f"{Decimal(size):,.2f}" if chance.random() < 0.5 else size
        way = chance.choice((f"{kind} {grouped}", f"{kind} בשטח {grouped}"))
        part = f'{grouped} מ"ר {kind};' if reversed_order else f'{way} מ"ר;'
        paper.text(540, top + 24 + 12 * line, part)
        lines.append(part)
    lines.append("אנטנה, מערכת סולרית, גדרות ופתוח; הכל בהתאם לתכנית.")
    paper.text(540, top + 12 * len(lines) - 12, lines[-1])
    truth["permitted_text"] = "\n".join(lines).replace("המכיל :", "המכיל:")
    end = top + 12 * len(lines) + 8
    paper.text(567, end, "בתנאי שהעבודות האמורות תבוצענה בהתאם לתקנות התכנון והבניה", bold=True)


def _annex(paper: DrawnPaper, truth: dict[str, str]) -> None:
    paper.centred(0, 595, 40, f"נספח להיתר מספר {truth['number']}", 13, bold=True)
    paper.label(567, 70, "פרוט חישובי אגרה כנספח להיתר מספר:", truth["number"])
    xs = (60.0, 120.0, 200.0, 280.0, 567.0)
    paper.frame(xs, (100, 120, 140))
    for place, texts in enumerate((("סכום", "1,369.93"), ("מחיר", "27.92"), ("כמות", "49.40"),
                                   ("תאור", "בניה חדשה או תוספות"))):  # fmt: skip
        for line, text in enumerate(texts):
            paper.centred(xs[place], xs[place + 1], 104 + 20 * line, text)
    paper.label(567, 200, "תנאים להיתר מספר :", truth["number"])
    paper.text(567, 220, "רישום השטחים המשותפים בלשכת המקרקעין לפי תקנה 27.")
    paper.end_page()


def _labelled(chance: random.Random, paper: DrawnPaper, truth: dict[str, str]) -> None:
    """A form of the years since the reform: labels with values in the next cell."""
    for key in ("neighbourhood", "authority"):
        del truth[key]
    until = _date(chance)
    truth["valid_until"] = until
    paper.centred(0, 595, 40, "היתר בנייה", 16, bold=True)
    rows = (
        ("הוועדה המקומית לתכנון ובנייה", truth["committee"]),
        ("מספר היתר", truth["number"]),
        ("מספר בקשה", truth["request_number"]),
        ("תאריך הפקה", _shown(truth["issue_date"])),
        ("בתוקף עד", _shown(until)),
        ("גוש", truth["gush"]),
        ("חלקה", truth["helka"]),
        ("מגרש", truth["plot"]),
        ("כתובת הבנייה", truth["address"]),
        ("תיק בניין", truth["building_file"]),
        ("תכניות חלות", ", ".join(_plans(truth))),
    )
    paper.frame((60, 400, 560), [80 + 20 * line for line in range(len(rows) + 1)])
    for line, (name, value) in enumerate(rows):
        paper.text(554, 85 + 20 * line, name, bold=True)
        paper.text(394, 85 + 20 * line, value)
    _permitted(chance, paper, truth, 340)
    paper.end_page()
