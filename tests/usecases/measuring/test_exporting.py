"""Measured sheets as CSV, JSON and DXF: everything drawn is in it, or said to be left out."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.measure_json import sheet_from_json
from shamay_desktop.domain.measuring.scale import measured
from shamay_desktop.domain.measuring.units import Units
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.measuring.exporting import (
    COLUMNS,
    export_csv,
    export_dxf,
    export_json,
)
from shamay_desktop.usecases.measuring.measuring import measure
from shamay_desktop.usecases.services import Services
from tests.measured_sheets import FLAT, SHEET, TANGLED

FOUND = measured(SHEET)


def value(identity: str) -> Measured:
    """As measured."""
    found = FOUND.shapes[identity]
    assert isinstance(found, Measured)
    return found


def rows(target: Path) -> list[dict[str, str]]:
    """The lines of a CSV file by column."""
    with target.open(encoding="utf-8-sig", newline="") as file:
        _, *lines = csv.reader(file)
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines]


def test_csv_when_written_then_has_each_shape_and_the_totals(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "plan.csv"
    done = export_csv(services, actor, [FOUND], target)
    assert done.path == target
    lines = rows(target)
    assert [line["name"] for line in lines[:5]] == ["דירה 7", "'-מרפסת", "קיר", "סבך", "עליית גג"]
    flat = lines[0]
    assert Decimal(flat["area"]) == round(Decimal(repr(value("a").value)), 2)
    told = Decimal(flat["area_error"]) - Decimal(repr(value("a").plus_minus))
    assert 0 <= told < Decimal("0.01")
    assert Decimal(flat["perimeter"]) == 36
    assert (flat["category"], flat["floor"], flat["page"], flat["sheet"]) == (
        "דירה", "2", "2", "קומה ב",
    )  # fmt: skip
    assert flat["note"] == "'=SUM(A1)"
    assert (flat["source"], flat["date"]) == ("היתר 2019/123", "2019-05-06")
    assert (lines[2]["length"], lines[2]["area"]) == ("10.00", "")
    totals = [line for line in lines if line["line"] == 'סה"כ']
    assert [line["category"] for line in totals] == ["דירה", "מרפסת", "גלריה", ""]


def test_csv_when_a_shape_cannot_be_measured_then_says_why_and_keeps_its_line(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    done = export_csv(services, actor, [FOUND], tmp_path / "plan.csv")
    assert list(done.left_out) == [TANGLED.id]
    line = rows(done.path)[3]
    assert (line["area"], line["verified"]) == ("", "")
    assert "{" not in line["problem"]
    assert len(line["problem"]) > 10


@pytest.mark.parametrize(
    ("language", "units", "heading"),
    [
        (Language.HE, Units.METRIC, 'שטח (מ"ר)'),
        (Language.EN, Units.METRIC, "Area (m²)"),
        (Language.HE, Units.FEET, "שטח (רגל רבועה)"),
        (Language.EN, Units.FEET, "Area (ft²)"),
    ],
)
def test_csv_when_written_in_a_language_and_units_then_its_heading_says_so(
    services: Services, actor: Actor, tmp_path: Path, language: Language, units: Units, heading: str
) -> None:
    target = tmp_path / "plan.csv"
    export_csv(services, actor, [FOUND], target, language, units)
    head = target.read_text(encoding="utf-8-sig").splitlines()[0]
    assert heading in next(csv.reader([head]))
    metres = Decimal(repr(value("c").value))
    assert Decimal(rows(target)[2]["length"]) == pytest.approx(
        metres / units.metres, abs=Decimal("0.006")
    )


def test_csv_when_nothing_is_drawn_then_is_refused(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    empty = measured(replace(SHEET, shapes=()))
    with pytest.raises(Refused) as problem:
        export_csv(services, actor, [empty], tmp_path / "a.csv")
    assert problem.value.code == "nothing_measured"
    with pytest.raises(Refused) as problem:
        export_dxf(services, actor, empty, tmp_path / "a.dxf")
    assert problem.value.code == "nothing_measured"
    assert list(tmp_path.glob("a.*")) == []


def test_json_when_written_then_is_measured_again_to_the_same(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    target = tmp_path / "plan.measure.json"
    export_json(services, actor, FOUND, "plan.pdf", target)
    raw = json.loads(target.read_text(encoding="utf-8"))
    assert raw["plan"] == "plan.pdf"
    assert sheet_from_json(raw) == replace(SHEET, paper="")
    again = measure(target.read_bytes(), target.name)
    for identity, found in FOUND.shapes.items():
        if isinstance(found, Measured):
            assert again.measured.shapes[identity] == found
    flat = next(each for each in raw["results"]["shapes"] if each["id"] == "a")
    assert float(flat["area_m2"]) == pytest.approx(value("a").value, rel=1e-11)
    assert flat["plus_minus_m2"]
    tangled = next(each for each in raw["results"]["shapes"] if each["id"] == "d")
    assert tangled["problem"]["code"] == FOUND_PROBLEM
    assert export_json(services, actor, FOUND, "plan.pdf", tmp_path / "b.json").left_out


FOUND_PROBLEM = next(each.code for each in FOUND.shapes.values() if isinstance(each, Refused))


@pytest.mark.parametrize("units", list(Units))
def test_dxf_when_written_then_stands_whole_and_says_what_is_left_out(
    services: Services, actor: Actor, tmp_path: Path, units: Units
) -> None:
    target = tmp_path / "plan.dxf"
    done = export_dxf(services, actor, FOUND, target, units=units)
    text = target.read_text(encoding="utf-8")
    assert text.rstrip().endswith("EOF")
    assert f"± {units.of_error(value('a').plus_minus, FLAT.kind)}" in text
    assert list(done.left_out) == [TANGLED.id]


def test_dxf_when_a_shape_has_no_name_then_is_called_by_its_category(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    bare = measured(replace(SHEET, shapes=(replace(FLAT, name=""),)))
    target = tmp_path / "plan.dxf"
    export_dxf(services, actor, bare, target, Language.EN)
    assert "\nFlat\n" in target.read_text(encoding="utf-8")


def test_export_when_the_folder_cannot_be_made_then_is_told(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(WorldFailed):
        export_json(services, actor, FOUND, "plan.pdf", tmp_path / "taken" / "plan.json")
