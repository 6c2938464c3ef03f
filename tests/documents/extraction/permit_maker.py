"""Building permits of no place: form 3 with its annexes, and a labelled form, with their truth."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.fields.canonical import canonical_number
from tests.documents.extraction.planning_maker import plan_number
from tools.papers.drawn_paper import DrawnPaper
from tools.papers.permit import draw_annex, draw_cover, draw_form_3, draw_labelled

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
                draw_cover(paper)
            _add_session(chance, truth)
            draw_form_3(paper, truth, _lines(chance, truth))
            if chance.random() < 0.7:
                draw_annex(paper, truth)
        else:
            for key in ("neighbourhood", "authority"):
                del truth[key]
            truth["valid_until"] = _date(chance)
            draw_labelled(paper, truth, _lines(chance, truth))
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


def _add_session(chance: random.Random, truth: dict[str, str]) -> None:
    if chance.random() < 0.6:
        truth["additional_parcels[0]"] = f"{truth['gush']}/{chance.randint(1, 900)}"
    truth |= {"session": str(chance.randint(1, 99)), "session_date": _date(chance)}
    truth["valid_years"] = "3"


def _lines(chance: random.Random, truth: dict[str, str]) -> list[str]:
    """The free text, its areas in either order of kind and number."""
    kinds = [text for path, text in truth.items() if path.endswith(".kind")]
    sizes = [text for path, text in truth.items() if path.endswith(".area")]
    first = (
        f"הקמת בית מגורים משותף (בניין מס' {truth['building_number']}) בן {truth['floors']} קומות"
        f' סה"כ {truth["dwelling_units"]} יח"ד'
    )
    lines = [first, "המכיל :"]
    reversed_order = chance.random() < 0.25
    for kind, size in zip(kinds, sizes, strict=True):
        grouped = f"{Decimal(size):,.2f}" if chance.random() < 0.5 else size
        way = chance.choice((f"{kind} {grouped}", f"{kind} בשטח {grouped}"))
        lines.append(f'{grouped} מ"ר {kind};' if reversed_order else f'{way} מ"ר;')
    lines.append("אנטנה, מערכת סולרית, גדרות ופתוח; הכל בהתאם לתכנית.")
    truth["permitted_text"] = "\n".join(lines).replace("המכיל :", "המכיל:")
    return lines
