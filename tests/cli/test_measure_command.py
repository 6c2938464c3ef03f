"""`measure`: areas and lengths with their error, and a clear word for what cannot be measured."""

import json
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.domain.measuring.measure_json import sheet_to_json
from tests.cli.conftest import Command
from tests.measured_plan import placed_plan, pointed

ROOM = {
    "id": "a",
    "name": "סלון",
    "category": "flat",
    "kind": "area",
    "points": [[0, 0], [400, 0], [400, 300], [0, 300]],
    "holes": [[[100, 100], [200, 100], [200, 200], [100, 200]]],
}
BALCONY = {
    "id": "b",
    "name": "מרפסת",
    "category": "balcony",
    "kind": "area",
    "points": [[0, 300], [400, 300], [400, 400], [0, 400]],
}
WALL = {"id": "w", "name": "קיר", "kind": "length", "points": [[0, 0], [300, 400], [300, 500]]}
REFERENCE = {"from": [0, 0], "to": [400, 0], "metres": "5.08"}


def written(folder: Path, **parts: object) -> Path:
    path = folder / "flat.measure.json"
    path.write_text(json.dumps({"plan": "file.pdf", "page": 1, **parts}), encoding="utf-8")
    return path


def answered(command: Command, path: Path, *options: str) -> tuple[int, dict[str, Any], str]:
    code, out, err = command("measure", path, "--json", *options)
    return code, json.loads(out) if out else {}, err


def test_measure_when_a_plan_is_described_then_answers_areas_lengths_and_errors(
    command: Command, tmp_path: Path
) -> None:
    path = written(tmp_path, references=[REFERENCE], shapes=[ROOM, BALCONY, WALL])
    code, answer, err = answered(command, path)
    assert (code, err) == (0, "")
    assert answer["metres_per_pixel"] == "0.0127"
    assert answer["rms_residual_m"] == "0"
    assert [each["residual_m"] for each in answer["references"]] == ["0"]
    room, balcony, wall = answer["shapes"]
    assert float(room["area_m2"]) == pytest.approx(110_000 * 0.0127**2, rel=1e-11)
    assert float(room["perimeter_m"]) == pytest.approx(1_400 * 0.0127, rel=1e-11)
    assert 0.2 < float(room["plus_minus_m2"]) < 0.7
    assert float(wall["length_m"]) == pytest.approx(600 * 0.0127, rel=1e-11)
    assert answer["totals"] == {"flat": room["area_m2"], "balcony": balcony["area_m2"]}
    assert answer["verified"] == "few"


def test_answer_when_read_then_holds_no_float(command: Command, tmp_path: Path) -> None:
    path = written(tmp_path, references=[REFERENCE], shapes=[ROOM, WALL])
    _code, out, _err = command("measure", path, "--json")

    def refuse(text: str) -> object:
        raise AssertionError(text)

    json.loads(out, parse_float=refuse)


def test_measure_when_the_scripted_user_marked_a_scan_then_true_areas_lie_within(
    command: Command, tmp_path: Path
) -> None:
    plan = placed_plan(scanned=True)
    path = tmp_path / "scan.measure.json"
    path.write_text(json.dumps(sheet_to_json(pointed(plan, 7), "scan.png")), encoding="utf-8")
    code, answer, _err = answered(command, path)
    assert code == 0
    assert answer["verified"] == "yes"
    for shape, room in zip(answer["shapes"], plan.rooms, strict=True):
        off = abs(float(shape["area_m2"]) - room.true_area)
        assert off <= float(shape["plus_minus_m2"]), room.name
    assert set(answer["totals"]) == {"flat", "balcony", "storage"}


def test_measure_when_answering_a_person_then_numbers_are_rounded_with_their_error(
    command: Command, tmp_path: Path
) -> None:
    path = written(tmp_path, references=[REFERENCE], shapes=[ROOM])
    code, out, _err = command("measure", path)
    assert code == 0
    assert 'סלון: 17.74 מ"ר ± 0.' in out
    assert 'סך הכול דירה: 17.74 מ"ר ± 0.' in out
    assert "לא מאומת: דרושות שלוש מידות ייחוס ארוכות לפחות." in out
    code, out, _err = command("measure", path, "--lang", "en")
    assert "סלון: 17.74 m² ± 0." in out
    assert "Not verified: at least three long references are needed." in out


@pytest.mark.parametrize(
    ("reference", "code", "words"),
    [
        (
            {"from": [5, 5], "to": [5, 5], "metres": "3.2"},
            "reference_too_short",
            "0 pixels long",
        ),
        ({**REFERENCE, "metres": "0"}, "reference_implausible", "The length 0 m"),
        ({**REFERENCE, "metres": "10000"}, "reference_implausible", "The length 10000 m"),
        ({"from": [0, 0], "to": [400, 0]}, "reference_without_length", "no length written"),
    ],
)
def test_measure_when_a_reference_cannot_be_then_says_so_and_exits_with_4(
    command: Command, tmp_path: Path, reference: object, code: str, words: str
) -> None:
    path = written(tmp_path, references=[reference], shapes=[ROOM])
    exit_code, answer, err = answered(command, path, "--lang", "en")
    assert exit_code == 4
    assert answer["metres_per_pixel"] is None
    assert [each["code"] for each in answer["problems"]] == [code]
    assert words in err
    assert answer["shapes"][0]["problem"]["code"] == code


def test_measure_when_a_polygon_crosses_itself_then_the_others_are_measured(
    command: Command, tmp_path: Path
) -> None:
    crossed = {"id": "x", "points": [[0, 0], [90, 90], [90, 0], [0, 90]]}
    path = written(tmp_path, references=[REFERENCE], shapes=[ROOM, crossed])
    code, answer, err = answered(command, path)
    assert code == 4
    assert answer["shapes"][0]["area_m2"] is not None
    assert answer["shapes"][1]["problem"]["code"] == "shape_crosses_itself"
    assert "shapes.x: קו המתאר חוצה את עצמו" in err


def test_measure_when_there_is_no_scale_then_nothing_is_measured(
    command: Command, tmp_path: Path
) -> None:
    code, answer, err = answered(command, written(tmp_path, shapes=[ROOM]))
    assert (code, answer["totals"]) == (4, {})
    assert "עדיין אין קנה מידה" in err


def test_measure_when_only_the_ratio_is_stated_then_measures_and_tells_it(
    command: Command, tmp_path: Path
) -> None:
    path = written(tmp_path, stated_scale="100", shapes=[ROOM])
    code, answer, _err = answered(command, path)
    assert code == 0
    assert (answer["source"], answer["why_not"]) == ("stated", "stated_only")
    assert answer["rms_residual_m"] is None


def test_measure_when_a_reference_names_an_unknown_region_then_says_so(
    command: Command, tmp_path: Path
) -> None:
    lost = {**REFERENCE, "region": "nowhere"}
    path = written(tmp_path, references=[REFERENCE, lost], shapes=[ROOM])
    code, answer, _err = answered(command, path)
    assert code == 4
    assert [each["code"] for each in answer["problems"]] == ["reference_region_unknown"]
    assert answer["metres_per_pixel"] == "0.0127"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not valid JSON"),
        (b"{", "is not valid JSON"),
        (b"\xff\xfe\x00", "is not valid JSON"),
        (b"[" * 5_000, "is not valid JSON"),
        (b"[]", "does not fit"),
        (b'{"page": 1, "page": 2}', "stands twice"),
        (b'{"page": ' + b"9" * 5_000 + b"}", "is not valid JSON"),
        (b'{"speed": 3}', "speed"),
    ],
)
def test_measure_when_the_file_is_broken_then_is_refused_by_name(
    command: Command, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "broken.measure.json"
    path.write_bytes(content)
    code, out, err = command("measure", path, "--json", "--lang", "en")
    assert (code, out) == (4, "")
    assert words in err


def test_measure_when_there_is_no_file_then_is_refused(command: Command, tmp_path: Path) -> None:
    code, out, err = command("measure", tmp_path / "none.measure.json", "--lang", "en")
    assert (code, out) == (4, "")
    assert "none.measure.json was not found" in err


def test_measure_when_much_is_drawn_then_answers_all_of_it(
    command: Command, tmp_path: Path
) -> None:
    references = [
        {"from": [n, 0], "to": [n + 300 + n % 7, 400 + n % 11], "metres": "6.35"}
        for n in range(200)
    ]
    outline = [[n, 0] for n in range(2_500)] + [[n, 900] for n in range(2_499, -1, -1)]
    path = written(
        tmp_path,
        references=references,
        shapes=[{"id": str(n), "points": outline} for n in range(2)],
    )
    code, answer, _err = answered(command, path)
    assert code == 0
    assert len(answer["references"]) == 200
    assert answer["shapes"][0]["area_m2"] == answer["shapes"][1]["area_m2"]
