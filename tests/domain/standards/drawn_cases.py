"""What is drawn, as it breaks the rules of drawings and as it just keeps them."""

from shamay_desktop.domain.case_json import Json

PLAN = "a" * 64
_DIMENSIONS = {
    "r1": ("100,100 1100,100", "10"),
    "r2": ("100,100 100,1100", "10"),
    "r3": ("1100,100 1100,1100", "10"),
}


ALL = ("r1", "r2", "r3")
_ROOM = "100,1100 400,1100 400,1400 100,1400"


def picture(**cells: Json) -> dict[str, Json]:
    """A map picture, a printed one with everything said unless told otherwise."""
    whole: dict[str, Json] = {
        "id": "m1", "file": "b" * 64, "title": "מפה", "source": "GovMap", "date": "2026-10-01",
        "printed": True,
    }  # fmt: skip
    return {"maps.pictures": [{**whole, **cells}]}


def plan(*references: str, category: str = "flat", name: str = "דירה",
         side: int = 1000, **sheet: Json) -> dict[str, Json]:  # fmt: skip
    """A plan at 100 pixels a metre with one square on it, of 100 m² by default."""
    right = 100 + side
    points = f"100,100 {right},100 {right},{right} 100,{right}"
    return {
        "plans.sheets": [{"id": "s1", "file": PLAN, "dpi": "254", "stated_scale": "100", **sheet}],
        "plans.references": [
            {"id": each, "sheet": "s1", "points": _DIMENSIONS[each][0],
             "metres": _DIMENSIONS[each][1]}
            for each in references
        ],
        "plans.shapes": [
            {"id": "p1", "sheet": "s1", "kind": "area", "name": name, "category": category,
             "points": points}
        ],
    }  # fmt: skip


def beside(points: str, category: str = "flat") -> dict[str, Json]:
    """The plan with a second shape."""
    whole = plan(*ALL)
    first = whole["plans.shapes"]
    assert isinstance(first, list)
    second: Json = {"id": "p2", "sheet": "s1", "kind": "area", "category": category,
                    "points": points}  # fmt: skip
    return {**whole, "plans.shapes": [*first, second]}


def measured(number: str, shape: str = "p1") -> Json:
    """A number that was handed over from the shape."""
    source: Json = {"origin": "document", "by": "dana@example.com", "document": PLAN, "page": 1,
                    "note": f"plans.shapes/{shape}"}  # fmt: skip
    return {"value": number, "state": "value", "source": source, "confirmed_by": "dana@example.com"}


_AREA, _BUILT = "valuation.areas/a2/area", "unit.built_area"

BROKEN: list[tuple[str, dict[str, Json], str]] = [
    ("map-source", picture(source=None), "maps.pictures/m1/source"),
    ("map-source", picture(date=None), "maps.pictures/m1/date"),
    ("graphic-measure", {**plan("r1", "r2"), _BUILT: measured("100")}, "unit.calibration"),
    ("scale-verified",
     {**plan("r1", category="balcony"), _AREA: measured("100")}, _AREA),
    ("measured-area", {**plan(*ALL), _BUILT: "104"}, _BUILT),
    ("measure-moved-on", {**plan(*ALL), _BUILT: measured("99.5")}, _BUILT),
    ("measure-gone", {**plan(*ALL), _AREA: measured("12", "gone")}, _AREA),
    ("measure-gone", {_AREA: measured("12", "gone")}, _AREA),
    ("measure-gone", {_BUILT: measured("100")}, _BUILT),
    ("measure-gone", {**plan(stated_scale=None), _BUILT: measured("100")}, _BUILT),
    ("measure-moved-on", {**plan(*ALL, category="balcony"), _BUILT: measured("100")}, _BUILT),
    ("measure-moved-on", {**plan(*ALL), _AREA: measured("100")}, _AREA),
    ("measure-moved-on", {**beside(_ROOM), _BUILT: measured("100")}, _BUILT),
    ("measured-by-9.0", plan(*ALL, rule="9.1"), "plans.sheets/s1/rule"),
    ("drawing-unreadable", {"plans.shapes": [{"id": "x", "points": "1,1"}]}, "plans.shapes"),
    ("drawing-unreadable", {"maps.annotations": [{"id": "x", "kind": "arrow"}]},
     "maps.annotations"),
    ("drawing-paper-gone", picture(), "maps.pictures/m1/file"),
    ("drawing-paper-gone", plan(*ALL), "plans.sheets/s1/file"),
]  # fmt: skip

KEPT: list[tuple[str, dict[str, Json]]] = [
    ("map-source", picture()),
    ("map-source", picture(source=None, printed=False)),
    ("graphic-measure",
     {**plan(*ALL), _BUILT: measured("100"), "unit.calibration": "לפי המידות בתכנית"}),
    ("scale-verified", {**plan(*ALL, category="balcony"), _AREA: measured("100")}),
    ("scale-verified",
     {**plan("r1", category="flat"), _BUILT: measured("100"), _AREA: measured("100")}),
    ("measured-area", {**plan(*ALL), _BUILT: "100.1"}),
    ("measured-area", {**plan(*ALL, category="storage"), _BUILT: "142.3"}),
    ("measure-gone", {**plan(*ALL), _BUILT: measured("99.5")}),
    ("measure-gone", {_BUILT: "100"}),
    ("measure-moved-on", {**plan(*ALL), _BUILT: measured("100")}),
    ("measure-moved-on", {_BUILT: measured("100")}),
    ("measure-moved-on", {**plan(*ALL, category="balcony"), _AREA: measured("100")}),
    ("measure-moved-on", {**beside(_ROOM, "storage"), _BUILT: measured("100")}),
    ("measure-moved-on", {**beside(_ROOM), _BUILT: measured("109", "p1 p2")}),
    ("measured-by-9.0", plan(*ALL, rule="9.0")),
    ("measured-by-9.0", plan(*ALL, rule="inside")),
    ("drawing-unreadable", plan(*ALL)),
    ("drawing-paper-gone", picture(printed=False)),
    ("drawing-paper-gone", picture(file="m")),
    ("drawing-paper-gone", plan(*ALL, file="m")),
]  # fmt: skip

IN_2027_BROKEN: list[tuple[str, dict[str, Json], str]] = [
    ("9.1-drawn", plan(*ALL, name="מרפסת שמש"), "plans.shapes/p1/category"),
    ("9.1-drawn", plan(*ALL, name="Balcony"), "plans.shapes/p1/category"),
    ("9.1-drawn", plan(*ALL, name="סלון והמרפסת"), "plans.shapes/p1/category"),
    ("9.1-drawn", plan(*ALL, name="two roofs"), "plans.shapes/p1/category"),
    ("9.1-drawn", plan(*ALL, name="מרפסת1"), "plans.shapes/p1/category"),
    ("9.1-drawn", plan(*ALL, name="roof_2"), "plans.shapes/p1/category"),
    ("measured-by-9.1", plan(*ALL, rule="9.0"), "plans.sheets/s1/rule"),
]
IN_2027_KEPT: list[tuple[str, dict[str, Json]]] = [
    ("9.1-drawn", plan(*ALL, name="מרפסת שמש", category="balcony")),
    ("9.1-drawn", plan(*ALL, name="waterproof room")),
    ("9.1-drawn", plan(*ALL, name="חדר עם גגון")),
    ("measured-by-9.1", plan(*ALL, rule="9.1")),
]
