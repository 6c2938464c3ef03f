"""Map pictures and measured plans: what is printed has a source, what is measured is verified."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.gone_papers import gone_drawings
from shamay_desktop.domain.maps.reading import PICTURES
from shamay_desktop.domain.maps.reading import broken_rows as broken_on_maps
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.handed import AREAS, BUILT, FLAT, measured_areas, shapes_of
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.measuring.reading import SHAPES, SHEETS
from shamay_desktop.domain.measuring.reading import broken_rows as broken_on_plans
from shamay_desktop.domain.measuring.scale import MeasuredSheet, Scale
from shamay_desktop.domain.measuring.totals import Total, added, totals
from shamay_desktop.domain.measuring.units import rounded, rounded_error
from shamay_desktop.domain.measuring.verifying import Verified
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.naming import says_any
from shamay_desktop.domain.standards.predicate import (
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import number_in, text_in

_LISTED = 8
"""Of many broken rows, how many are named by number."""


def picture_without_source(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A map picture that is printed without one of the columns that a reader needs."""
    for number, row in situation.numbered(PICTURES):
        if row.content("printed") is False:
            continue
        for column in parameters.texts("columns"):
            if not text_in(row, column):
                path = f"{PICTURES}/{row.id}/{column}"
                yield hit(path, field=Label(path, number), name=text_in(row, "title") or "–")


def scale_not_verified(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Measured areas of the calculation whose scale is not verified; the flat's own area is asked
    about by the count of its dimensions."""
    told = scales_of(situation, shapes_of(situation.case.value(BUILT)))
    for row, ids in measured_areas(situation.case):
        scales = scales_of(situation, ids)
        if any(key not in told and not is_verified(scale) for key, scale in scales.items()):
            path = f"{AREAS}/{row.id}/area"
            yield hit(path, field=situation.label(path), name=text_in(row, "name") or "–")


def area_off_measure(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A built area that nobody measured on the plan, and which the measure does not bear out."""
    built, value = situation.case.number(BUILT), situation.case.value(BUILT)
    flat = _flat(situation)
    if built is None or flat is None or shapes_of(value):
        return
    found, error = rounded(flat.value), rounded_error(flat.plus_minus)
    if abs(built - found) > error:
        yield hit(BUILT, built=built, measured=found, error=error)


def measure_moved_on(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Measures that were handed over and would be handed over otherwise now: shapes were altered,
    drawn beside them, taken out, or put into another category or floor."""
    case = situation.case
    ids, stands = shapes_of(case.value(BUILT)), case.number(BUILT)
    if stands is not None and _is_borne_out(situation, ids):
        flats = _totals_now(situation, ids, FLAT)
        now = sum((rounded(each.measured.value) for each in flats), Decimal(0))
        if now != stands:
            yield hit(BUILT, field=situation.label(BUILT), stands=stands, now=now)
    for row, of_row in measured_areas(case):
        stands = number_in(row, "area")
        if not _is_borne_out(situation, of_row):
            continue
        found = _totals_now(situation, of_row, text_in(row, "category"))
        own = next((each for each in found if set(each.shapes) & set(of_row)), None)
        now = Decimal(0) if own is None else rounded(own.measured.value)
        if stands is not None and now != stands:
            path = f"{AREAS}/{row.id}/area"
            yield hit(path, field=situation.label(path), stands=stands, now=now)


def measure_gone(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Figures that are called measured, of a drawing that was taken out of the case or that can no
    longer be measured: nothing bears them out.

    The mark is the figure: a reason to keep it says nothing of another one.
    """
    case = situation.case
    ids, stands = shapes_of(case.value(BUILT)), case.number(BUILT)
    if ids and stands is not None and not _is_borne_out(situation, ids):
        yield _gone(situation, BUILT, stands)
    for row, of_row in measured_areas(case):
        stands = number_in(row, "area")
        if stands is not None and not _is_borne_out(situation, of_row):
            yield _gone(situation, f"{AREAS}/{row.id}/area", stands)


def _gone(situation: Situation, path: str, stands: Decimal) -> Hit:
    told = hit(path, field=situation.label(path), stands=stands)
    return replace(told, mark=format(stands.normalize(), "f"))


def _is_borne_out(situation: Situation, ids: tuple[str, ...]) -> bool:
    """Whether any of the shapes is drawn and can be measured."""
    return any(
        isinstance(sheet.shapes.get(shape_id), Measured)
        for sheet in situation.measured_sheets
        for shape_id in ids
    )


def _totals_now(situation: Situation, ids: tuple[str, ...], category: str) -> tuple[Total, ...]:
    """The category's areas by floor, on the sheets on which something measured by `ids` lies."""
    sheets = [
        sheet
        for sheet in situation.measured_sheets
        if any(shape.id in ids for shape in sheet.sheet.shapes)
    ]
    return tuple(
        each for each in totals(sheets) if each.category == category and each.kind is ShapeKind.AREA
    )


def drawn_in_flat(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Shapes measured as flat whose names say that the standard leaves them outside it."""
    for number, row in situation.numbered(SHAPES):
        name = text_in(row, "name")
        if text_in(row, "category") == FLAT and says_any(name, parameters.texts("words")):
            path = f"{SHAPES}/{row.id}/category"
            yield hit(path, field=Label(path, number), name=name)


def measured_by_other_rule(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Sheets measured by a rule that is not the one in force on the day of signing."""
    for number, row in situation.numbered(SHEETS):
        rule = text_in(row, "rule")
        if rule in parameters.texts("rules") and rule != parameters.text("in_force"):
            path = f"{SHEETS}/{row.id}/rule"
            yield hit(path, field=Label(path, number), rule=rule)


def drawing_unreadable(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Rows of drawings that cannot be shown: they are kept, and neither measured nor printed."""
    broken = (*broken_on_maps(situation.case), *broken_on_plans(situation.case))
    for list_id in dict.fromkeys(each.list_id for each in broken):
        ids = {each.row_id for each in broken if each.list_id == list_id}
        rows = [number for number, row in situation.numbered(list_id) if row.id in ids]
        told = ", ".join(map(str, rows[:_LISTED])) + ("…" if len(rows) > _LISTED else "")
        yield hit(list_id, field=Label(list_id), n=len(rows), rows=told)


def drawing_paper_gone(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Printed map pictures and measured sheets whose paper left the case: they cannot be printed,
    and a figure that was measured on them can be followed nowhere."""
    if situation.evidence is None:
        return
    for each in gone_drawings(situation.case, situation.evidence):
        if each.printed:
            path = f"{each.list_id}/{each.row_id}/file"
            yield hit(path, field=Label(path, each.number), name=each.title or "–")


def scales_of(
    situation: Situation, shape_ids: tuple[str, ...]
) -> Mapping[tuple[str, str], Scale | None]:
    """The scales that shapes were measured by, by sheet and region; None: it cannot be made."""
    found: dict[tuple[str, str], Scale | None] = {}
    for sheet in situation.measured_sheets:
        for shape in sheet.sheet.shapes:
            if shape.id in shape_ids:
                region = sheet.regions.get(shape.id, "")
                found[sheet.sheet.id, region] = sheet.scales.get(region)
    return found


def is_verified(scale: Scale | None) -> bool:
    """Whether three long dimensions agree."""
    return scale is not None and scale.verified is Verified.YES


def _flat(situation: Situation) -> Measured | None:
    """The measured total of the flat on all floors, None when none was measured."""
    flats = [
        each
        for each in totals(situation.measured_sheets)
        if each.category == FLAT and each.kind is ShapeKind.AREA
    ]
    shapes = {shape_id for each in flats for shape_id in each.shapes}
    return added(_parts(situation.measured_sheets, shapes)) if shapes else None


def _parts(sheets: tuple[MeasuredSheet, ...], shapes: set[str]) -> Iterator[tuple[str, Measured]]:
    for sheet in sheets:
        for shape_id, found in sheet.shapes.items():
            if shape_id in shapes and isinstance(found, Measured):
                yield f"{sheet.sheet.id}/{sheet.regions[shape_id]}", found


def least_verified(situation: Situation) -> int | None:
    """The fewest verified long dimensions of the scales that made the built area; None when it was
    not measured on a sheet of the case."""
    scales = scales_of(situation, shapes_of(situation.case.value(BUILT)))
    if not scales:
        return None
    return min(len(one.verified_by) if one is not None else 0 for one in scales.values())


PREDICATES = {
    "picture_without_source": predicate(picture_without_source, columns=TEXTS),
    "scale_not_verified": predicate(scale_not_verified),
    "area_off_measure": predicate(area_off_measure),
    "measure_moved_on": predicate(measure_moved_on),
    "measure_gone": predicate(measure_gone),
    "drawn_in_flat": predicate(drawn_in_flat, words=TEXTS),
    "measured_by_other_rule": predicate(measured_by_other_rule, rules=TEXTS, in_force=TEXT),
    "drawing_unreadable": predicate(drawing_unreadable),
    "drawing_paper_gone": predicate(drawing_paper_gone),
}
