"""Condominium orders that belong to nobody, drawn in the registry's layout, with their truth."""

import random
from decimal import Decimal

from shamay_desktop.documents.extraction.hebrew_numerals import numeral
from tools.papers.order import MadeOrder, MadeUnit

FLOORS = (
    "קרקע", "ראשונה", "שנייה", "שלישית", "רביעית", "חמישית", "שישית", "שביעית", "שמינית",
    "תשיעית", "שביעית, שמינית", "מרתף",
)  # fmt: skip
ITEMS = ("חניה", "מחסן", "קרקע", "מרפסת גג", "חניה מקורה")
COLOURS = ("כתום", "צהוב", "ירוק", "אדום", "חום", "תכלת", "סגול", "כחול", "ורוד", "אפור")
OTHERS = ("מרפסת פתוחה", "מרפסת מקורה", "מרפסת שמש")
STREETS = ("הגפן", "רות", "בן יהודה", "שדרות הים", "החרוב")
TOWNS = ("נתניה", "חדרה", "כפר סבא", "תל אביב - יפו")


def made_order(seed: int, most_units: int = 24) -> MadeOrder:
    """An order of a seed: one to three buildings, odd shares, nothing to five attachments each."""
    chance = random.Random(seed)
    houses = _houses(chance, most_units)
    units: list[MadeUnit] = []
    mark = 0
    for name, _, count, *_ in houses:
        for _ in range(int(count)):
            unit = _unit(chance, len(units) + 1, name)
            colour = chance.choice(COLOURS)
            for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 5))):
                mark += chance.choice((1, 1, 1, 1, 2))
                area = _area(chance, 200, 4000)
                unit.items.append((chance.choice(ITEMS), numeral(mark), colour, area))
            units.append(unit)
    numerators = [int(Decimal(unit.area).quantize(Decimal(1))) for unit in units]
    if chance.random() < 0.25:  # shares that follow no area
        numerators = [chance.randint(1, 40) for _ in units]
    for unit, numerator in zip(units, numerators, strict=True):
        unit.share = f"{numerator}/{sum(numerators)}"
    return MadeOrder(_truth(chance, houses, units), houses, units)


def _houses(chance: random.Random, most: int) -> list[tuple[str, str, str, str, str, str]]:
    count = chance.choice((1, 1, 2, 2, 3))
    wing = chance.random() < 0.3
    return [
        (
            ("I", "II", "III")[number],
            str(chance.randint(1, 22)),
            str(chance.randint(2, max(2, most // count))),
            f"{chance.choice(STREETS)} {chance.randint(1, 140)}, {chance.choice(TOWNS)}",
            chance.choice("אבג") if wing else "",
            chance.choice("אבג") if wing else "",
        )
        for number in range(count)
    ]


def _unit(chance: random.Random, number: int, building: str) -> MadeUnit:
    wing = chance.choice("אב") if chance.random() < 0.2 else ""
    unit = MadeUnit(
        number, building, _area(chance, 3000, 24000),
        chance.choice(("דירה", "דירה", "דירת קוטג'", "חנות", "מחסן")), chance.choice(FLOORS),
        wing, chance.choice("אב") if wing else "",
    )  # fmt: skip
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        unit.others.append((chance.choice(OTHERS), _area(chance, 300, 3000)))
    return unit


def _area(chance: random.Random, least: int, most: int) -> str:
    return f"{Decimal(chance.randint(least, most) * 10) / 1000:.2f}"


def _plain(text: str) -> str:
    """A number as it is kept: no zeros behind."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _truth(
    chance: random.Random, houses: list[tuple[str, str, str, str, str, str]], units: list[MadeUnit]
) -> dict[str, str]:
    truth = {
        "file_number": str(chance.randint(100, 99_999_999)),
        "gush": str(chance.randint(1000, 60000)),
        "helka": str(chance.randint(1, 990)),
        "parcel_area": str(chance.randint(200, 20000)),
        "total_units": str(len(units)),
        "by_laws": "agreed",
    }
    if chance.random() < 0.6:
        truth["deed"] = f"{chance.randint(1000, 60000)}/{chance.randint(1995, 2025)}/1"
    if chance.random() < 0.6:
        truth["date"] = (
            f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        )
    for place, (name, floors, count, address, wing, entrance) in enumerate(houses):
        texts = (name, floors, count, address, wing, entrance)
        keys = ("building", "floors", "units", "address", "wing", "entrance")
        parts = dict(zip(keys, texts, strict=True))
        truth |= {f"buildings[{place}].{key}": text for key, text in parts.items() if text}
    for place, unit in enumerate(units):
        truth |= _unit_truth(f"units[{place}]", unit)
    return truth


def _unit_truth(path: str, unit: MadeUnit) -> dict[str, str]:
    truth = {
        f"{path}.number": str(unit.number),
        f"{path}.building": unit.building,
        f"{path}.area": _plain(unit.area),
        f"{path}.description": unit.description,
        f"{path}.floor": unit.floor,
        f"{path}.share": unit.share,
    }
    truth |= {f"{path}.wing": unit.wing, f"{path}.entrance": unit.entrance} if unit.wing else {}
    for place, item in enumerate(unit.items):
        for key, text in zip(("description", "mark", "colour", "area"), item, strict=True):
            truth[f"{path}.attachments[{place}].{key}"] = _plain(text) if key == "area" else text
    for place, (kind, area) in enumerate(unit.others):
        truth[f"{path}.other_areas[{place}].kind"] = kind
        truth[f"{path}.other_areas[{place}].area"] = _plain(area)
    return truth
