"""A measured sheet as JSON: save, load, save is the same to the byte; what is wrong is named."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.points import rounded
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.measuring.measure_json import sheet_from_json, sheet_to_json
from shamay_desktop.domain.measuring.plans import (
    AreaRule,
    Correction,
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)

words = st.text(st.characters(codec="utf-8"), max_size=12)
numbers = st.decimals(Decimal("0.01"), 500, places=3)
points = st.builds(
    lambda x, y: rounded((x, y)), st.floats(-99_999, 99_999), st.floats(-99_999, 99_999)
)
rings = st.lists(points, max_size=6).map(tuple)
references = st.builds(
    Reference,
    st.uuids().map(str),
    st.lists(points, max_size=3).map(tuple),
    st.none() | numbers,
    words,
    st.booleans(),
    words,
)
regions = st.builds(
    Region, st.uuids().map(str), words, rings, st.none() | numbers, st.sampled_from(Correction)
)
shapes = st.builds(
    Shape,
    st.uuids().map(str),
    st.sampled_from(ShapeKind),
    rings,
    st.lists(rings, max_size=2).map(tuple),
    words,
    st.sampled_from(["", "flat", "balcony", "other"]),
    words,
    words,
    st.sampled_from(["", "#1c7c54"]),
)
sheets = st.builds(
    Sheet,
    words,
    st.just(""),
    st.integers(1, 90),
    words,
    st.integers(20, 2_400),
    st.none() | numbers,
    st.sampled_from(Correction),
    st.decimals(-360, 360, places=2),
    numbers,
    words,
    st.sampled_from(["", "2019-12-31"]),
    st.none() | st.sampled_from(AreaRule),
    rings,
    st.sampled_from(["kept", "whitened", "cut"]),
    st.lists(references, max_size=3).map(tuple),
    st.lists(regions, max_size=2).map(tuple),
    st.lists(shapes, max_size=3).map(tuple),
)


def saved(sheet: Sheet) -> str:
    return json.dumps(sheet_to_json(sheet, "plan.pdf"), ensure_ascii=False, indent=1)


@settings(deadline=None)
@given(sheets)
def test_sheet_when_saved_loaded_and_saved_then_is_the_same_to_the_byte(sheet: Sheet) -> None:
    text = saved(sheet)
    loaded = sheet_from_json(json.loads(text, parse_float=Decimal))
    assert saved(loaded) == text
    assert loaded == replace(sheet)


PLAIN = {
    "plan": "file.pdf",
    "page": 1,
    "references": [{"from": [0, 0.5], "to": [400, 0], "metres": "3.20"}],
    "shapes": [{"name": "סלון", "category": "flat", "points": [[0, 0], [9, 0], [9, 9]]}],
}


def test_plain_document_when_read_then_what_is_not_said_has_its_default() -> None:
    sheet = sheet_from_json(PLAIN)
    assert (sheet.dpi, sheet.correction, sheet.pointing) == (200, "none", Decimal("1.5"))
    (reference,) = sheet.references
    assert (reference.id, reference.points) == ("", ((0.0, 0.5), (400.0, 0.0)))
    assert str(reference.metres) == "3.20"
    assert sheet.shapes[0].kind is ShapeKind.AREA


@pytest.mark.parametrize("label", ["flat", "דירה", "Flat"])
def test_category_when_given_by_code_or_label_then_is_the_code(label: str) -> None:
    sheet = sheet_from_json({"shapes": [{"points": [], "category": label}]})
    assert sheet.shapes[0].category == "flat"


@pytest.mark.parametrize("metres", [3.2, 3, "3.2", Decimal("3.20")])
def test_metres_when_given_as_number_or_text_then_are_read(metres: object) -> None:
    sheet = sheet_from_json({"references": [{"from": [0, 0], "to": [9, 0], "metres": metres}]})
    assert sheet.references[0].metres == Decimal(str(metres))


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        ([], "measure_part_wrong", "{}"),
        ({"plans": 3}, "measure_part_unknown", "plans"),
        ({"page": 0}, "measure_part_wrong", "page"),
        ({"dpi": "many"}, "measure_part_wrong", "dpi"),
        ({"dpi": True}, "measure_part_wrong", "dpi"),
        ({"shapes": {}}, "measure_part_wrong", "shapes"),
        ({"regions": [3]}, "measure_part_wrong", "regions[0]"),
        ({"shapes": [{"points": [], "hole": []}]}, "measure_part_unknown", "shapes[0].hole"),
        ({"shapes": [{}]}, "measure_part_missing", "shapes[0].points"),
        ({"shapes": [{"points": [[1]]}]}, "measure_part_wrong", "shapes[0].points[0]"),
        ({"shapes": [{"points": [[1, "x"]]}]}, "measure_part_wrong", "shapes[0].points[0]"),
        ({"shapes": [{"points": [[1, 1e9]]}]}, "measure_part_wrong", "shapes[0].points[0]"),
        (
            {"shapes": [{"points": [[1, float("nan")]]}]},
            "measure_part_wrong",
            "shapes[0].points[0]",
        ),
        ({"shapes": [{"points": [], "holes": [3]}]}, "measure_part_wrong", "shapes[0].holes[0]"),
        (
            {"shapes": [{"points": [[0, 0]] * 5_001}]},
            "measure_too_many",
            "shapes[0].points",
        ),
        (
            {"shapes": [{"points": [], "category": "castle"}]},
            "measure_part_wrong",
            "shapes[0].category",
        ),
        ({"shapes": [{"points": [], "kind": "volume"}]}, "measure_part_wrong", "shapes[0].kind"),
        ({"references": [{"from": [0, 0]}]}, "measure_part_missing", "references[0].to"),
        (
            {"references": [{"from": [0, 0], "to": [1, 1], "metres": "NaN"}]},
            "measure_part_wrong",
            "references[0].metres",
        ),
        (
            {"references": [{"from": [0, 0], "to": [1, 1], "metres": "1e99999999"}]},
            "measure_part_wrong",
            "references[0].metres",
        ),
        (
            {"shapes": [{"id": "a", "points": []}, {"id": "a", "points": []}]},
            "measure_part_twice",
            "shapes[1].id",
        ),
        ({"date": "31.12.2019"}, "measure_part_wrong", "date"),
        ({"date": "20191231"}, "measure_part_wrong", "date"),
        ({"date": "2019-W18-3"}, "measure_part_wrong", "date"),
        ({"dpi": "2_00"}, "measure_part_wrong", "dpi"),
        ({"stated_scale": "1e2"}, "measure_part_wrong", "stated_scale"),
        ({"pointing": "+1"}, "measure_part_wrong", "pointing"),
        ({"shapes": [{"points": [["1_0", 0]]}]}, "measure_part_wrong", "shapes[0].points[0]"),
        (
            {"references": [{"from": [0, 0], "to": [1, 1], "metres": "1_0"}]},
            "measure_part_wrong",
            "references[0].metres",
        ),
        ({"correction": "magic"}, "measure_part_wrong", "correction"),
    ],
)
def test_document_when_a_part_is_wrong_then_is_refused_by_its_place(
    raw: object, code: str, place: str
) -> None:
    with pytest.raises(Refused) as refused:
        sheet_from_json(raw)
    assert (refused.value.code, refused.value.facts["field"]) == (code, place)


def test_document_when_several_parts_are_wrong_then_all_are_told() -> None:
    with pytest.raises(RefusedMany) as refused:
        sheet_from_json({"page": 0, "shapes": [{"points": 3}], "x": 1})
    places = {problem.facts["field"] for problem in refused.value.problems}
    assert places == {"page", "shapes[0].points", "x"}
