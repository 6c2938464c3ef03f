"""Building permits as committees print them: form 3 with its annexes, and a labelled form.

Facts are by the path under which they are read (`number`, `plans[0]`, …); `lines` are the text of
what is permitted, as it stands on the paper.
"""

from collections.abc import Mapping, Sequence

from tools.papers.drawn_paper import DrawnPaper

Facts = Mapping[str, str]


def shown(day: str) -> str:
    """A day as permits print it."""
    return "/".join(reversed(day.split("-")))


def plans(facts: Facts) -> list[str]:
    """The plans that a permit names."""
    return [text for path, text in facts.items() if path.startswith("plans[")]


def draw_cover(paper: DrawnPaper) -> None:
    """The sheet in front of the form."""
    paper.centred(0, 595, 60, "מנהל הנדסה - אגף רישוי ופיקוח", 11, bold=True)
    paper.text(540, 100, "טופס א2", 10, bold=True)
    for line, text in enumerate(("מס' תיק בניין", "מס' תכנית מאושרת", "הקלות מאושרות")):
        paper.text(540, 130 + 20 * line, text)
    paper.end_page()


def draw_form_3(paper: DrawnPaper, facts: Facts, lines: Sequence[str]) -> None:
    """The form of the regulations, whole on one page; with a plot and a session."""
    _draw_head(paper, facts)
    _draw_people(paper, facts.get("holder", ""))
    said = f"ועדת משנה בישיבה מספר: {facts['session']} בתאריך {shown(facts['session_date'])}"
    paper.text(567, 352, f'עפ"י אישור ועדה מקומית האמור: {said}')
    _draw_permitted(paper, lines, 366)
    years = f"{facts['valid_years']}.00"
    paper.text(567, 520, f"היתר זה יפקע תוקפו {years} שנים מיום נתינתו.", bold=True)
    paper.label(246, 530, "תאריך הפקת היתר :", shown(facts["issue_date"]))
    given = shown(facts["granted"]) if "granted" in facts else "__/__/____"
    paper.label(246, 542, "תאריך נתינת ההיתר:", given)
    paper.end_page()


def _draw_head(paper: DrawnPaper, facts: Facts) -> None:
    paper.text(125, 36, "טופס 3 (תקנה 18 (א))", 8)
    paper.centred(0, 595, 36, 'חוק התכנון והבניה, התשכ"ה - 1965', 9)
    paper.centred(0, 595, 74, "היתר", 16, bold=True)
    numbers = plans(facts)
    tops = [104.0, 124.0, 144.0, 164.0, 184.0, 204.0]
    for top in tops:
        paper.level(38, 567, top)
    for place, first in ((38, 0), (567, 0), (330, 0), (255, 0), (196, 0), (130, 0)):
        paper.upright(place, tops[first], tops[-1] if place in (38, 567) else tops[1])
    paper.label(563, 109, "תכנית מתאר מקומית או מפורטת :", numbers[0])
    paper.label(326, 109, "גוש:", facts["gush"])
    paper.label(251, 109, "חלקה:", facts["helka"])
    paper.label(192, 109, "מגרש:", facts["plot"])
    paper.label(126, 109, "תיק בנין:", facts["building_file"])
    paper.label(563, 129, "תכניות נוספות :", ", ".join(numbers[1:]))
    gush, _, helka = facts.get("additional_parcels[0]", "").partition("/")
    further = f"גוש: {gush} חלקה: {helka} מגרש: 2" if helka else ""
    paper.label(563, 149, "חלקות נוספות :", further)
    paper.text(563, 169, f"ועדה מקומית לתכנון ובניה – עירית {facts['committee']}")
    paper.label(300, 169, "היתר בניה מספר:", facts["number"])
    paper.label(176, 169, "מספר בקשה:", facts["request_number"])
    paper.upright(305, 164, 184)
    paper.upright(180, 164, 184)
    paper.label(563, 189, "רשות מקומית :", facts["authority"])
    paper.label(390, 189, "שכונה:", facts["neighbourhood"])
    paper.label(250, 189, "כתובת הבניה :", facts["address"])
    paper.upright(394, 184, 204)
    paper.upright(254, 184, 204)


def _draw_people(paper: DrawnPaper, holder: str) -> None:
    xs = (38.0, 103.0, 138.0, 275.0, 321.0, 494.0, 567.0)
    paper.frame(xs, (211, 231, 251, 271, 291, 311))
    for place, name in enumerate(("טלפון", "מיקוד", "מען", "תעודת זהות", "השם")):
        paper.centred(xs[place], xs[place + 1], 216, name, bold=True)
    for line, name in enumerate(("בעל ההיתר", "בעל הנכס", "עורך הבקשה", "מתכנן השלד")):
        paper.text(563, 236 + 20 * line, name)
    paper.text(490, 236, holder)


def _draw_permitted(paper: DrawnPaper, lines: Sequence[str], top: float) -> None:
    left = paper.text(567, top, "מותר:", bold=True)
    paper.text(left - 4, top, lines[0])
    for place, line in enumerate(lines[1:], start=1):
        paper.text(540, top + 12 * place, line)
    end = top + 12 * len(lines) + 8
    paper.text(567, end, "בתנאי שהעבודות האמורות תבוצענה בהתאם לתקנות התכנון והבניה", bold=True)


def draw_annex(paper: DrawnPaper, facts: Facts) -> None:
    """The reckoning of the fees."""
    paper.centred(0, 595, 40, f"נספח להיתר מספר {facts['number']}", 13, bold=True)
    paper.label(567, 70, "פרוט חישובי אגרה כנספח להיתר מספר:", facts["number"])
    xs = (60.0, 120.0, 200.0, 280.0, 567.0)
    paper.frame(xs, (100, 120, 140))
    for place, texts in enumerate((("סכום", "1,369.93"), ("מחיר", "27.92"), ("כמות", "49.40"),
                                   ("תאור", "בניה חדשה או תוספות"))):  # fmt: skip
        for line, text in enumerate(texts):
            paper.centred(xs[place], xs[place + 1], 104 + 20 * line, text)
    paper.label(567, 200, "תנאים להיתר מספר :", facts["number"])
    paper.text(567, 220, "רישום השטחים המשותפים בלשכת המקרקעין לפי תקנה 27.")
    paper.end_page()


def draw_labelled(paper: DrawnPaper, facts: Facts, lines: Sequence[str]) -> None:
    """A form of the years since the reform: labels with values in the next cell."""
    paper.centred(0, 595, 40, "היתר בנייה", 16, bold=True)
    rows = (
        ("הוועדה המקומית לתכנון ובנייה", facts["committee"]),
        ("מספר היתר", facts["number"]),
        ("מספר בקשה", facts["request_number"]),
        ("תאריך הפקה", shown(facts["issue_date"])),
        ("בתוקף עד", shown(facts["valid_until"])),
        ("גוש", facts["gush"]),
        ("חלקה", facts["helka"]),
        ("מגרש", facts["plot"]),
        ("כתובת הבנייה", facts["address"]),
        ("תיק בניין", facts["building_file"]),
        ("תכניות חלות", ", ".join(plans(facts))),
    )
    paper.frame((60, 400, 560), [80 + 20 * line for line in range(len(rows) + 1)])
    for line, (name, value) in enumerate(rows):
        paper.text(554, 85 + 20 * line, name, bold=True)
        paper.text(394, 85 + 20 * line, value)
    _draw_permitted(paper, lines, 340)
    paper.end_page()
