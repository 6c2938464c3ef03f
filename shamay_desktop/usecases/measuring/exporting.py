"""Measured sheets as files: CSV for a sheet, JSON with all geometry, DXF for who draws."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.definition import label_of
from shamay_desktop.domain.market.cells import guarded
from shamay_desktop.domain.measuring.drawing import drawing_of
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.measure_json import sheet_to_json
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.scale import MeasuredSheet
from shamay_desktop.domain.measuring.totals import Total, totals
from shamay_desktop.domain.measuring.units import Units, plain_measured
from shamay_desktop.domain.measuring.verifying import Verified
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.usecases.market.accounting import write_csv
from shamay_desktop.usecases.measuring.measuring import MeasuredFile
from shamay_desktop.usecases.measuring.results import results_of
from shamay_desktop.usecases.services import Services

COLUMNS = (
    "line", "sheet", "page", "name", "category", "floor", "kind", "area", "area_error",
    "perimeter", "length", "length_error", "verified", "source", "date", "note", "problem",
)  # fmt: skip
_OF_AREA = ("area", "area_error")
_OF_LENGTH = ("perimeter", "length", "length_error")


@dataclass(frozen=True, slots=True)
class Exported:
    """`left_out` are the ids of shapes that could not be measured, each with its reason."""

    path: Path
    left_out: Mapping[str, Refused]


def export_csv(
    services: Services,
    actor: Actor,
    sheets: Sequence[MeasuredSheet],
    target: Path,
    language: Language = Language.HE,
    units: Units = Units.METRIC,
) -> Exported:
    """A line for each shape, measured or not, then the totals by category and floor.

    In UTF-8 with the mark that sheets look for; a text that looks like a formula is guarded.
    Raises Refused(`nothing_measured`) where nothing is drawn, NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    if not any(each.sheet.shapes for each in sheets):
        raise Refused("nothing_measured")
    return Exported(write_csv(services, _lines(sheets, language, units), target), _refused(sheets))


def export_json(
    services: Services,
    actor: Actor,
    measured: MeasuredSheet,
    plan_name: str,
    target: Path,
    language: Language = Language.HE,
) -> Exported:
    """What `measure` reads (a NAME.measure.json), and its answer under `results`.

    `plan_name` is the file's name of the paper. Raises NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    texts = load_texts(language)
    found = MeasuredFile(plan_name, measured.sheet, measured, totals((measured,)))
    document = sheet_to_json(measured.sheet, plan_name)
    answer: dict[str, Json] = {
        **(document if isinstance(document, dict) else {}),
        "results": results_of(found, lambda problem: _words(problem, texts)),
    }
    content = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    path = services.exports.write(content.encode("utf-8"), target)
    return Exported(path, _refused([measured]))


def export_dxf(
    services: Services,
    actor: Actor,
    measured: MeasuredSheet,
    target: Path,
    language: Language = Language.HE,
    units: Units = Units.METRIC,
) -> Exported:
    """The measured shapes in metres, with their names and measures (these in `units`).

    Raises Refused(`nothing_measured`) where no shape could be measured, NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)

    def words(shape: Shape, found: Measured) -> tuple[str, str]:
        name = shape.name or label_of(AREA_CATEGORIES, shape.category, language)
        return name, plain_measured(found, shape.kind, units)

    drawing = drawing_of(measured, words)
    if not drawing.shapes:
        raise Refused("nothing_measured")
    path = services.exports.write(services.drawing_writer(drawing), target)
    return Exported(path, drawing.left_out)


def _refused(sheets: Sequence[MeasuredSheet]) -> dict[str, Refused]:
    return {
        name: found
        for each in sheets
        for name, found in each.shapes.items()
        if isinstance(found, Refused)
    }


def _lines(
    sheets: Sequence[MeasuredSheet], language: Language, units: Units
) -> Iterator[Sequence[str]]:
    texts = load_texts(language)
    yield [_heading(column, texts, units) for column in COLUMNS]
    for number, measured in enumerate(sheets, 1):
        for shape in measured.sheet.shapes:
            yield _row(_of_shape(measured, shape, number, texts, units))
    for total in totals(sheets):
        yield _row(_of_total(total, texts, units))


def _heading(column: str, texts: Texts, units: Units) -> str:
    key = f"plan_export.column_{column}"
    if column not in (*_OF_AREA, *_OF_LENGTH):
        return texts(key)
    kind = ShapeKind.AREA if column in _OF_AREA else ShapeKind.LENGTH
    unit = formats.unit_name(units.unit(kind), texts.language)
    return strip_marks(texts(key, unit=unit))


def _row(cells: Mapping[str, str]) -> list[str]:
    return [guarded(cells.get(column, "")) for column in COLUMNS]


def _of_shape(
    measured: MeasuredSheet, shape: Shape, number: int, texts: Texts, units: Units
) -> dict[str, str]:
    sheet, found = measured.sheet, measured.shapes.get(shape.id)
    cells = {
        "line": texts("plan_export.line_shape"),
        "sheet": _sheet_name(sheet, number),
        "page": str(sheet.page),
        "name": shape.name,
        "category": label_of(AREA_CATEGORIES, shape.category, texts.language),
        "floor": shape.floor,
        "kind": texts(f"plan_export.kind_{shape.kind.value}"),
        "source": sheet.source,
        "date": sheet.date,
        "note": shape.note,
    }
    if isinstance(found, Measured):
        scale = measured.scales[measured.regions[shape.id]]
        is_verified = scale.verified is Verified.YES
        cells["verified"] = texts("plan_export.yes" if is_verified else "plan_export.no")
        cells |= _measures(found, shape.kind, units)
        around = measured.perimeters.get(shape.id)
        if around is not None:
            cells["perimeter"] = str(units.of(around.value, ShapeKind.LENGTH))
    elif found is not None:
        cells["problem"] = _words(found, texts)
    return cells


def _of_total(total: Total, texts: Texts, units: Units) -> dict[str, str]:
    return {
        "line": texts("plan_export.line_total"),
        "category": label_of(AREA_CATEGORIES, total.category, texts.language),
        "floor": total.floor,
        "kind": texts(f"plan_export.kind_{total.kind.value}"),
        **_measures(total.measured, total.kind, units),
    }


def _measures(found: Measured, kind: ShapeKind, units: Units) -> dict[str, str]:
    name = "area" if kind is ShapeKind.AREA else "length"
    return {
        name: str(units.of(found.value, kind)),
        f"{name}_error": str(units.of_error(found.plus_minus, kind)),
    }


def _sheet_name(sheet: Sheet, number: int) -> str:
    return sheet.title or sheet.source or str(number)


def _words(problem: Refused, texts: Texts) -> str:
    return strip_marks(texts(f"errors.{problem.code}", **problem.facts))
