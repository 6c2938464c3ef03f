"""NAME.measure.json: a measured sheet as the command reads it and case folders keep it.

    {"plan": "file.pdf", "page": 1, "dpi": 200,
     "references": [{"from": [x, y], "to": [x, y], "metres": "3.20"}],
     "shapes": [{"id": "a", "name": "...", "category": "flat", "kind": "area",
                 "points": [[x, y], ...], "holes": [[[x, y], ...]]}]}

and what else a `Sheet` says, under the names of its attributes; what has its default is left out.
`results` of an export are passed over: they are measured anew.
Coordinates are numbers, lengths and ratios exact strings (numbers are read as well).
"""

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing.json_parts import (
    Part,
    Reading,
    code_of,
    exact,
    listed,
    points_json,
    ring_of,
    said,
)
from shamay_desktop.domain.drawing.points import MOST_POINTS
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.measuring.plans import (
    AreaRule,
    Correction,
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)

_GROUNDS = ("kept", "whitened", "cut")
_CATEGORIES = {
    name: choice.code for choice in AREA_CATEGORIES for name in (choice.code, choice.he, choice.en)
}
_SHEET = frozenset(
    {
        "plan", "page", "references", "shapes", "regions", "id", "order", "title", "dpi",
        "stated_scale", "correction", "turn", "pointing", "source", "date", "rule", "excerpt",
        "excerpt_ground", "north", "results",
    }
)  # fmt: skip
_REFERENCE = frozenset({"id", "from", "to", "points", "metres", "region", "ignored", "note"})
_REGION = frozenset({"id", "name", "points", "stated_scale", "correction"})
_SHAPE = frozenset({"id", "kind", "points", "holes", "name", "category", "floor", "note", "colour"})


def sheet_to_json(sheet: Sheet, plan_name: str) -> Json:
    """Everything of a sheet; `plan_name` is the name of the file beside. Read back it is the same
    sheet, but for `paper`."""
    bare = Sheet("", "")
    return {
        "plan": plan_name,
        "page": sheet.page,
        "dpi": sheet.dpi,
        **said(
            id=sheet.id,
            title=sheet.title,
            stated_scale=exact(sheet.stated_scale),
            correction=code_of(sheet.correction, bare.correction),
            turn=exact(sheet.turn or None),
            pointing=exact(sheet.pointing if sheet.pointing != bare.pointing else None),
            source=sheet.source,
            date=sheet.date,
            rule=code_of(sheet.rule),
            excerpt=points_json(sheet.excerpt),
            excerpt_ground=sheet.excerpt_ground if sheet.excerpt_ground != "kept" else "",
            north=exact(sheet.north),
            regions=[_region_json(each) for each in sheet.regions],
        ),
        "references": [_reference_json(each) for each in sheet.references],
        "shapes": [_shape_json(each) for each in sheet.shapes],
    }


def sheet_from_json(raw: object) -> Sheet:
    """The sheet that a document describes; `paper` is "", and so is each id that is not given.

    Raises Refused(`measure_part_unknown`, `measure_part_missing`, `measure_part_wrong`,
    `measure_part_twice`, `measure_too_many`), or RefusedMany with all of them; each names its place
    as `field`, e.g. shapes[2].points. Whether what is drawn can be measured is not asked here.
    """
    reading = Reading()
    sheet = _sheet(Part(raw, "", reading))
    reading.refuse()
    return sheet


def _reference_json(reference: Reference) -> Json:
    ends = points_json(reference.points)
    placed: dict[str, Json] = {"points": ends}
    if isinstance(ends, list) and len(ends) == 2:
        placed = {"from": ends[0], "to": ends[1]}
    return {
        **said(id=reference.id),
        **placed,
        **said(
            metres=exact(reference.metres),
            region=reference.region,
            ignored=reference.ignored,
            note=reference.note,
        ),
    }


def _region_json(region: Region) -> Json:
    return {
        **said(id=region.id),
        "name": region.name,
        "points": points_json(region.points),
        **said(
            stated_scale=exact(region.stated_scale),
            correction=code_of(region.correction, Correction.NONE),
        ),
    }


def _shape_json(shape: Shape) -> Json:
    return {
        **said(id=shape.id),
        "name": shape.name,
        **said(category=shape.category),
        "kind": shape.kind.value,
        "points": points_json(shape.points),
        **said(
            holes=[points_json(hole) for hole in shape.holes],
            floor=shape.floor,
            note=shape.note,
            colour=shape.colour,
        ),
    }


def _sheet(part: Part) -> Sheet:
    part.knows(_SHEET)
    bare = Sheet("", "")
    part.text("plan")
    part.whole("order", 0, 0, 1_000_000)
    pointing, turn = part.number("pointing"), part.number("turn")
    return Sheet(
        id=part.text("id"),
        paper="",
        page=part.whole("page", 1, 1, 100_000),
        title=part.text("title"),
        dpi=part.whole("dpi", bare.dpi, 20, 2_400),
        stated_scale=part.number("stated_scale"),
        correction=part.code("correction", Correction, Correction.NONE),
        turn=bare.turn if turn is None else turn,
        pointing=bare.pointing if pointing is None else pointing,
        source=part.text("source"),
        date=part.day("date"),
        rule=_rule(part),
        excerpt=part.points("excerpt"),
        excerpt_ground=part.one_of("excerpt_ground", _GROUNDS, "kept"),
        north=part.number("north"),
        references=listed(part, "references", _reference),
        regions=listed(part, "regions", _region),
        shapes=listed(part, "shapes", _shape),
    )


def _rule(part: Part) -> AreaRule | None:
    given = part.one_of("rule", tuple(AreaRule), "")
    return AreaRule(given) if given else None


def _reference(part: Part) -> Reference:
    part.knows(_REFERENCE)
    has_points = "points" in part.raw
    points = part.points("points") if has_points else part.point("from") + part.point("to")
    return Reference(
        id=part.text("id"),
        points=points,
        metres=part.number("metres"),
        region=part.text("region"),
        ignored=part.flag("ignored"),
        note=part.text("note"),
    )


def _region(part: Part) -> Region:
    part.knows(_REGION)
    return Region(
        id=part.text("id"),
        name=part.text("name"),
        points=part.points("points"),
        stated_scale=part.number("stated_scale"),
        correction=part.code("correction", Correction, Correction.NONE),
    )


def _shape(part: Part) -> Shape:
    part.knows(_SHAPE)
    if "points" not in part.raw:
        part.missing("points")
    holes = [
        ring_of(Part({"": hole}, place, part.reading).items("", MOST_POINTS), part.reading)
        for hole, place in part.items("holes")
    ]
    return Shape(
        id=part.text("id"),
        kind=part.code("kind", ShapeKind, ShapeKind.AREA),
        points=part.points("points"),
        holes=tuple(holes),
        name=part.text("name"),
        category=_CATEGORIES.get(part.one_of("category", tuple(_CATEGORIES), ""), ""),
        floor=part.text("floor"),
        note=part.text("note"),
        colour=part.text("colour"),
    )
