"""Planning information of no place, drawn in three layouts, with its truth."""

import random
from dataclasses import dataclass

from tools.papers.drawn_paper import DrawnPaper

ESSENCES = (
    "תכנית מתאר ראשית הקובעת ייעודי קרקע והוראות בנייה",
    "הוספת שתי קומות ושינוי קווי בניין",
    "איחוד וחלוקה בהסכמה והגדלת זכויות",
    "קביעת הוראות לבניית מרתפים",
    "חיזוק מבנים קיימים מפני רעידות אדמה",
)
STATES = (
    ("בתוקף", "in_force"),
    ("מאושרת", "in_force"),
    ("מאושרת, טרם פורסמה", "approved_unpublished"),
    ("מופקדת", "deposited"),
    ("הוחלט להפקיד", "decided_to_deposit"),
    ("הודעה לפי סעיף 77", "declared_77"),
)
USES = (("מגורים א'", "מגורים א'"), ("מגורים ב", "מגורים ב"), ("מסחר ומשרדים", "מסחר ומשרדים"))


@dataclass(frozen=True, slots=True)
class MadePlanning:
    """A paper and what is to be read of it, by path."""

    truth: dict[str, str]
    paper: DrawnPaper


def plan_number(chance: random.Random) -> str:
    """A number in one of the shapes that plans have."""
    letters = chance.choice(("רג", "תא", "מק", "נת", "הצ", "חפ"))
    number = str(chance.randint(1, 9999))
    return chance.choice(
        (
            f"{chance.randint(101, 699)}-{chance.randint(0, 9999999):07}",
            f"{letters}/{number}",
            f"{letters}/{number}/{chance.choice('אבגדה')}",
            f"{letters}/{number}/{chance.choice('אבגד')}/{chance.randint(1, 99)}",
            f"{letters}/{number}/{chance.choice('אבגד')}/{chance.randint(1, 99)}/ב",
            f"{letters}/{number}/{chance.randint(1, 99)}",
            f"{letters}/מק/{number}",
            f"תמא/{chance.randint(1, 47)}",
            f"תמא/{chance.randint(1, 47)}/{chance.randint(1, 5)}",
            number,
        )
    )


def made_planning(seed: int) -> MadePlanning:
    """A paper of a seed: plans with gazettes or with statuses, rights, labelled values."""
    chance = random.Random(seed)
    paper = DrawnPaper()
    truth: dict[str, str] = {}
    _head(chance, paper, truth)
    top = _plans(chance, paper, truth, lined=chance.random() < 0.6)
    if chance.random() < 0.6:
        top = _rights(chance, paper, truth, top + 30)
    _labels(chance, paper, truth, top + 30)
    paper.end_page()
    if chance.random() < 0.4:
        _named(chance, paper, truth)
    return MadePlanning(truth, paper)


def _named(chance: random.Random, paper: DrawnPaper, truth: dict[str, str]) -> None:
    """A second page that names plans in lines, without a table."""
    first = sum(path.endswith("].number") for path in truth)
    have = {text for path, text in truth.items() if path.endswith("].number")}
    paper.text(560, 40, "תוכניות נוספות שיש להתחשב בהן", 11, bold=True)
    for place in range(chance.randint(1, 4)):
        number = f"{chance.choice(('רג', 'תא'))}/{place + 1}{chance.randint(10, 999)}"
        if number in have:
            continue
        (shown, day), (words, code) = _date(chance), chance.choice(STATES[:4])
        gazette = str(chance.randint(1000, 12999))
        said = f"תכנית {number} - {words}, י.פ. {gazette} מיום {shown}"
        paper.text(560, 70 + 18 * place, said)
        told = {"number": number, "status": code, "gazette": gazette, "date": day}
        at = first + place
        truth |= {f"plans[{at}].{key}": text for key, text in told.items()}
    paper.end_page()


def _date(chance: random.Random) -> tuple[str, str]:
    year, month, day = chance.randint(1950, 2026), chance.randint(1, 12), chance.randint(1, 28)
    return f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}"


def _head(chance: random.Random, paper: DrawnPaper, truth: dict[str, str]) -> None:
    shown, day = _date(chance)
    town = chance.choice(("נתניה", "רמת גן", "חדרה"))
    paper.centred(0, 595, 40, "תיק מידע תכנוני לנכס", 14, bold=True)
    paper.label(560, 70, "ועדה מקומית לתכנון ובנייה:", town)
    paper.label(560, 86, "תאריך הפקת המידע:", shown)
    gush, helka = str(chance.randint(1000, 60000)), str(chance.randint(1, 900))
    left = paper.label(560, 102, "גוש:", gush)
    paper.label(left - 30, 102, "חלקה:", helka)
    truth |= {"authority": town, "information_date": day, "gush": gush, "helka": helka}


def _plans(
    chance: random.Random, paper: DrawnPaper, truth: dict[str, str], *, lined: bool
) -> float:
    with_status = chance.random() < 0.5
    heads = ["תכנית", "י.פ.", "תאריך פרסום למתן תוקף", "מהות"]
    xs = [40.0, 250.0, 370.0, 440.0, 560.0]
    if with_status:
        heads = ["מספר תכנית", "שם התכנית", "סטטוס", "תאריך", "י.פ."]
        xs = [40.0, 110.0, 190.0, 300.0, 440.0, 560.0]
    paper.text(560, 130, "תכניות החלות על המקרקעין", 11, bold=True)
    top = 150.0
    tops = [top]
    _row(paper, xs, top, [[head] for head in heads], bold=True)
    top += 20
    for place in range(chance.randint(1, 7)):
        tops.append(top)
        cells, values = _plan(chance, with_status=with_status)
        truth |= {f"plans[{place}].{key}": text for key, text in values.items()}
        _row(paper, xs, top, cells)
        top += 8 + 12 * max(len(cell) for cell in cells)
    if lined:
        paper.frame(xs, [*tops, top])
    return top


def _plan(chance: random.Random, *, with_status: bool) -> tuple[list[list[str]], dict[str, str]]:
    number, (shown, day) = plan_number(chance), _date(chance)
    gazette, essence = str(chance.randint(100, 12999)), chance.choice(ESSENCES)
    if not with_status:
        told = {
            "number": number, "gazette": gazette, "date": day, "essence": essence,
            "status": "in_force",
        }  # fmt: skip
        return [[number], [gazette], [shown], _wrapped(essence, 5)], told
    words, code = chance.choice(STATES)
    name = chance.choice(("מתחם הפארק", "שכונת הדר", "מרכז העיר"))
    told = {"number": number, "name": name, "status": code, "date": day, "gazette": gazette}
    return [[number], [name], _wrapped(words, 3), [shown], [gazette]], told


def _wrapped(text: str, most: int) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + most]) for at in range(0, len(words), most)]


def _row(
    paper: DrawnPaper, xs: list[float], top: float, cells: list[list[str]], *, bold: bool = False
) -> None:
    for place, lines in enumerate(cells):
        right = xs[len(xs) - 1 - place] - 4
        for line, text in enumerate(lines):
            paper.text(right, top + 4 + 12 * line, text, bold=bold)


def _rights(chance: random.Random, paper: DrawnPaper, truth: dict[str, str], top: float) -> float:
    xs = [40.0, 120.0, 200.0, 280.0, 380.0, 560.0]
    _row(
        paper, xs, top,
        [["ייעוד"], ["שטח עיקרי"], ["שטח שירות"], ["קומות"], ['יח"ד']], bold=True,
    )  # fmt: skip
    rows = chance.randint(1, 3)
    for place in range(rows):
        use, kept = USES[place]
        main, service = str(chance.randint(80, 9000)), f"{chance.randint(40, 900)}.5"
        floors, units = str(chance.randint(1, 30)), str(chance.randint(1, 120))
        _row(paper, xs, top + 20 * (place + 1), [[use], [main], [service], [floors], [units]])
        keys = ("use", "main_above", "service_above", "floors", "units")
        told = dict(zip(keys, (kept, main, service, floors, units), strict=True))
        truth |= {f"rights[{place}].{key}": text for key, text in told.items()}
    paper.frame(xs, [top + 20 * line for line in range(rows + 2)])
    return top + 20 * (rows + 1)


def _labels(chance: random.Random, paper: DrawnPaper, truth: dict[str, str], top: float) -> None:
    plot, percent = str(chance.randint(250, 2000)), f"{chance.randint(40, 300)}%"
    front, rear, side = (str(chance.randint(1, 9)) for _ in range(3))
    paper.label(560, top, "ייעוד הקרקע:", "אזור מגורים ג'")
    paper.label(560, top + 16, "שטח מגרש מינימלי:", f'{plot} מ"ר')
    paper.label(560, top + 32, "אחוזי בנייה:", percent)
    lines = f"קדמי {front} מ', אחורי {rear} מ', צידי {side} מ'"
    paper.label(560, top + 48, "קווי בניין:", lines)
    truth |= {
        "designation": "אזור מגורים ג'", "min_plot": plot, "building_percent": percent,
        "building_lines": lines, "setbacks[0].side": "front", "setbacks[0].distance": front,
        "setbacks[1].side": "rear", "setbacks[1].distance": rear, "setbacks[2].side": "side_1",
        "setbacks[2].distance": side,
    }  # fmt: skip
