"""One figure, wherever it is told: the hand-over, files and the command say it alike."""

from dataclasses import replace
from pathlib import Path

from shamay_desktop.cli.measure_answers import lines_of
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.measuring.scale import MeasuredSheet, measured
from shamay_desktop.domain.measuring.totals import totals
from shamay_desktop.domain.measuring.units import Units, plain_measured
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.measuring.exporting import export_csv
from shamay_desktop.usecases.measuring.measuring import MeasuredFile
from shamay_desktop.usecases.measuring.taking import taking
from shamay_desktop.usecases.services import Services
from tests.drawn_case import drawn_case
from tests.usecases.measuring.test_taking import EVIDENCE, NOON

HALF = Measured(12.345, 0.2401, 0.2401, 0.0)
"""Half to even would say 12.34, an error rounded to the nearest 0.24: it would be too small."""


def found() -> MeasuredSheet:
    """The flat with a measure that roundings tell apart."""
    sheet = measured(sheets_of(drawn_case())[1])
    return replace(sheet, shapes={**sheet.shapes, "shape-1": HALF})


def test_a_measure_when_it_is_handed_over_then_is_half_up_and_its_error_up() -> None:
    case, sheet = drawn_case(), found()
    changes = taking(
        case, [sheet.sheet], [sheet], EVIDENCE, by="x@example.org", at=NOON.isoformat()
    )
    handed = after(case, changes)
    built = handed.value("unit.built_area")
    assert built is not None
    assert built.provenance is not None
    assert (built.content, built.provenance.text) == ("12.35", "12.35 ± 0.25")
    assert handed.rows("valuation.areas")[0].content("area") == "12.35"
    row = handed.row("measuring.table", "shape-1")
    assert row is not None
    assert (row.content("area"), row.content("note")) == ("12.35", '± 0.25 מ"ר')


def test_the_same_measure_when_a_file_or_the_command_tells_it_then_is_the_same(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    sheet = found()
    target = tmp_path / "plan.csv"
    export_csv(services, actor, [sheet], target)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert ",12.35,0.25," in lines[1]
    assert plain_measured(HALF, ShapeKind.AREA, Units.METRIC) == "12.35 ± 0.25 m²"
    texts = load_texts(Language.EN)
    told = [
        strip_marks(line)
        for line in lines_of(MeasuredFile("", sheet.sheet, sheet, totals([sheet])), texts)
    ]
    assert "דירה: 12.35 m² ± 0.25" in told
    assert any(line.startswith("Total Flat 3: 12.35 m² ± 0.25") for line in told)
