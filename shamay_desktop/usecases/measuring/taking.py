"""Handing measures over to the case: its measured areas, their source, error and place on paper."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Provenance, Row, Value
from shamay_desktop.domain.drawing.rows import Changes, several
from shamay_desktop.domain.editing import adding_row, removing_row, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.gone_papers import refuse_without_paper
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.handed import (
    AREAS,
    BUILT,
    FLAT,
    TABLE,
    handed_sheets,
    is_measured,
    measured_areas,
    note_of,
    rows_for,
    shapes_of,
)
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import REFERENCES, SHAPES, SHEETS, sheets_of
from shamay_desktop.domain.measuring.scale import MeasuredSheet
from shamay_desktop.domain.measuring.scale import measured as measured_of
from shamay_desktop.domain.measuring.totals import Total, totals
from shamay_desktop.domain.measuring.units import rounded
from shamay_desktop.domain.valuation.cells import number_in
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.usecases.measuring.handing import Handing, main_sheet
from shamay_desktop.usecases.measuring.handover_words import (
    calibration_words,
    error_words,
    measure_words,
    plan_words,
    reference_name,
    scale_words,
    source_words,
)

_TWIN = "-r"

PLAN_FIELDS = (
    "measuring.plan",
    "measuring.plan_date",
    "measuring.metres_per_pixel",
    "unit.plan_scale",
    "unit.calibration",
)
"""What is told of the plan and its scale."""

_Row = tuple[Mapping[str, str], Provenance]
"""The cells of a row ("" for one that has none), and where all of them were measured."""


def taking(
    case: Case,
    sheets: Iterable[Sheet],
    measured: Iterable[MeasuredSheet],
    evidence: CaseEvidence,
    *,
    by: str,
    at: str,
    language: Language = Language.HE,
    without: Container[str] = (),
) -> Changes:
    """The changes of one gesture that bring a case's measures up to date; () when they are.

    `sheets` are handed over, with what `measured` says of them, and with them each sheet that was
    handed over before: a category's area is that of all of them. A sheet whose id is `without` is
    taken out of the case's figures. Shapes that cannot be measured are left out, see
    `counting.counted`; what they alone were handed over as stays.
    Areas go to `valuation.areas` by category and floor: into the row that was handed
    over before, else into the row that a person made for the category (its name and coefficient
    stay), else into a new one. What was handed over and is drawn no more is taken out.
    `by`: e-mail, `at`: ISO time in UTC; `language` of the words that are written into the case.
    Raises Refused(`sheet_paper_gone`) where the paper of such a sheet is no longer in the case.
    """
    wanted = {sheet.id for sheet in sheets} | handed_sheets(case)
    wanted = {sheet_id for sheet_id in wanted if sheet_id not in without}
    chosen = _measured_now(case, measured, wanted)
    refuse_without_paper((each.sheet for each in chosen if _has_measures(each)), evidence)
    spoken_of = frozenset((*wanted, *(row.id for row in case.rows(SHEETS) if row.id in without)))
    standing = _beside(case, spoken_of) | _unmeasured(chosen)
    handing = Handing(chosen, evidence, by, at, load_texts(language), standing)
    areas = [each for each in totals(chosen) if each.kind is ShapeKind.AREA and each.category]
    return several(
        case,
        [
            partial(_plan, handing=handing),
            partial(_built_area, handing=handing, areas=areas),
            partial(_table, handing=handing),
            partial(_areas, handing=handing, areas=areas),
        ],
    )


def _measured_now(
    case: Case, given: Iterable[MeasuredSheet], wanted: Container[str]
) -> list[MeasuredSheet]:
    """The sheets that are handed over; one that nobody measured for this is measured here."""
    known = {each.sheet.id: each for each in given}
    missing = {each.id: each for each in sheets_of(case) if each.id not in known}
    order = list(dict.fromkeys([row.id for row in case.rows(SHEETS)] + list(known)))
    return [
        known[sheet_id] if sheet_id in known else measured_of(missing[sheet_id])
        for sheet_id in order
        if sheet_id in wanted and (sheet_id in known or sheet_id in missing)
    ]


def _has_measures(sheet: MeasuredSheet) -> bool:
    return any(isinstance(found, Measured) for found in sheet.shapes.values())


def _beside(case: Case, wanted: Container[str]) -> frozenset[str]:
    """The ids of shapes and references on other sheets."""
    return frozenset(
        row.id
        for list_id in (SHAPES, REFERENCES)
        for row in case.rows(list_id)
        if row.content("sheet") not in wanted
    )


def _unmeasured(sheets: Iterable[MeasuredSheet]) -> frozenset[str]:
    """The ids of shapes that are drawn and cannot be measured, with the dimensions of a sheet on
    which nothing can: they are not gone, only not to be told anew."""
    found: set[str] = set()
    for each in sheets:
        refused = {name for name, one in each.shapes.items() if isinstance(one, Refused)}
        found |= refused
        if refused and not _has_measures(each):
            found |= {reference.id for reference in each.sheet.references}
    return frozenset(found)


def _put(case: Case, path: str, content: str, source: Provenance) -> Changes:
    """A cell or field with where it was measured, "" to forget it; nothing when it stands so."""
    if not content:
        return setting(case, path, None)
    head, *rest = path.split("/")
    field = BY_ID[head] if not rest else BY_ID[head].column(rest[-1])
    value = Value.of(canonical(field, content), source)
    standing = case.value(path)
    if standing is not None and standing.content == value.content:
        known = standing.provenance
        who = replace(source, by=None, at=None, confirmed_by=None)
        if known is not None and replace(known, by=None, at=None, confirmed_by=None) == who:
            return ()
    return setting(case, path, value)


def _plan(case: Case, handing: Handing) -> Changes:
    if not handing.shapes:
        return _without_plan(case, handing)
    main, shape_ids, scale = main_sheet(handing)
    sheet, texts = main.sheet, handing.texts
    source = handing.provenance(shape_ids)
    name, day = plan_words(case, sheet, handing.evidence, texts)
    told = (
        name,
        day,
        "" if scale is None else _exact(scale.metres_per_pixel),
        scale_words(sheet, scale, texts),
        calibration_words(handing.sheets, texts),
    )
    steps = [
        partial(_put, path=path, content=content, source=source)
        for path, content in zip(PLAN_FIELDS, told, strict=True)
        if content
    ]
    return several(case, steps)


def _without_plan(case: Case, handing: Handing) -> Changes:
    """Where nothing is measured any more, what was told of the plan is forgotten with it."""
    gone = [
        path
        for path in PLAN_FIELDS
        if (ids := shapes_of(case.value(path))) and not handing.standing & set(ids)
    ]
    return several(case, [partial(setting, path=path, value=None) for path in gone])


def _exact(number: Decimal) -> str:
    return format(round(number, 10).normalize(), "f")


def _built_area(case: Case, handing: Handing, areas: Sequence[Total]) -> Changes:
    """The flat's total, and what it is measured on; where no flat is drawn any more, what was
    handed over of it is taken out. Floors that stay as they were handed over count as they stand.
    """
    flats = [each for each in areas if each.category == FLAT]
    if not flats:
        return _without_flat(case, handing)
    shape_ids = [shape_id for each in flats for shape_id in each.shapes]
    staying = _staying_flats(case, handing, areas)
    built = sum((rounded(each.measured.value) for each in flats), Decimal(0))
    built += sum((number_in(row, "area") or Decimal(0) for row, _ in staying), Decimal(0))
    alone = len(flats) + len(staying) == 1
    words = measure_words(flats[0].measured, handing.texts) if alone else None
    source = handing.provenance(shape_ids, words)
    shape_ids += [shape_id for _, ids in staying for shape_id in ids]
    source = replace(source, note=note_of(SHAPES, shape_ids))
    paper = next((each for each in handing.evidence.documents if each.sha256 == source.document),
                 None)  # fmt: skip
    on_order = paper is not None and paper.doc_type is DocType.CONDO
    kind = "condominium_plan" if on_order else "graphic_measure"
    return several(
        case,
        (
            partial(_put, path=BUILT, content=str(built), source=source),
            partial(_put, path=f"{BUILT}_source", content=kind, source=source),
        ),
    )


def _staying_flats(
    case: Case, handing: Handing, areas: Sequence[Total]
) -> list[tuple[Row, tuple[str, ...]]]:
    """Rows of the flat of which nothing new is said, as their shapes cannot be measured now."""
    told = set(rows_for(case, areas))
    return [
        (row, ids)
        for row, ids in measured_areas(case)
        if row.id not in told and row.content("category") == FLAT and handing.standing & set(ids)
    ]


def _without_flat(case: Case, handing: Handing) -> Changes:
    """A flat that was measured on the sheets and stands there as such no more is forgotten."""
    was = shapes_of(case.value(BUILT))
    if not was or handing.standing & set(was):
        return ()
    gone = [path for path in (BUILT, f"{BUILT}_source") if is_measured(case.value(path))]
    return several(case, [partial(setting, path=path, value=None) for path in gone])


def _table(case: Case, handing: Handing) -> Changes:
    """A row for each measured shape, under the shape's id, and for each dimension of its scale."""
    wanted: dict[str, _Row] = {}
    for shape_id, (each, shape) in handing.shapes.items():
        found = each.shapes[shape_id]
        if isinstance(found, Measured):
            source = handing.provenance([shape_id], measure_words(found, handing.texts))
            wanted[shape_id] = (_shape_cells(shape, found, handing.texts), source)
    for each in {id(each): each for each, _ in handing.shapes.values()}.values():
        for reference in each.sheet.references:
            if not reference.ignored and reference.metres is not None:
                note = note_of(REFERENCES, [reference.id])
                source = handing.place(each.sheet, reference.points, note)
                cells = _reference_cells(each.sheet, reference, handing.texts)
                wanted.setdefault(_free_id(reference.id, handing.shapes), (cells, source))
    gone = [
        row.id
        for row in case.rows(TABLE)
        if row.id not in wanted
        and any(map(is_measured, row.cells.values()))
        and not handing.standing & {row.id, row.id.removesuffix(_TWIN)}
    ]
    return _synced(case, TABLE, wanted, gone)


def _free_id(row_id: str, taken: Container[str]) -> str:
    """Shapes and references are of two lists and may be called alike."""
    return f"{row_id}{_TWIN}" if row_id in taken else row_id


def _shape_cells(shape: Shape, found: Measured, texts: Texts) -> Mapping[str, str]:
    is_area = shape.kind is ShapeKind.AREA
    error = error_words(found, texts, square=is_area)
    return {
        "name": shape.name or _label(shape.category, texts),
        "kind": shape.kind.value,
        "length": "" if is_area else str(rounded(found.value)),
        "area": str(rounded(found.value)) if is_area else "",
        "note": f"{shape.note} ({error})" if shape.note else error,
        "colour": shape.colour,
    }


def _reference_cells(sheet: Sheet, reference: Reference, texts: Texts) -> Mapping[str, str]:
    name = reference_name(sheet.references, reference, texts)
    metres = format(reference.metres or Decimal(0), "f")
    return {"name": name, "kind": "calibration", "length": metres}


def _label(category: str, texts: Texts) -> str:
    known = (each for each in AREA_CATEGORIES if each.code == category)
    return next((each.label(texts.language.value) for each in known), "")


def _areas(case: Case, handing: Handing, areas: Sequence[Total]) -> Changes:
    """The totals by category and floor in the rows of `valuation.areas`."""
    rows = rows_for(case, areas)
    wanted: dict[str, _Row] = {}
    for total, row_id in zip(areas, rows, strict=True):
        words = measure_words(total.measured, handing.texts)
        source = handing.provenance(total.shapes, words)
        sheet = handing.sheet_of(total.shapes)
        standing = case.row(AREAS, row_id)
        named = standing is not None and standing.content("name")
        cells = {
            "category": total.category,
            "area": str(rounded(total.measured.value)),
            "source": source_words(case, sheet, handing.evidence, handing.texts),
            **({} if named else {"name": _name_of(total, handing)}),
            **({"level": total.floor} if total.floor or _is_measured_level(standing) else {}),
        }
        wanted[row_id] = (cells, source)
    gone = [
        row.id
        for row, ids in measured_areas(case)
        if row.id not in wanted and not handing.standing & set(ids)
    ]
    return _synced(case, AREAS, wanted, gone)


def _is_measured_level(row: Row | None) -> bool:
    """Whether a row's floor was handed over, so that it goes when no floor is named any more."""
    return row is not None and is_measured(row.cells.get("level"))


def _name_of(total: Total, handing: Handing) -> str:
    """A single shape's own name, else what the category is called."""
    names = {handing.shapes[shape_id][1].name for shape_id in total.shapes}
    name = names.pop() if len(total.shapes) == 1 else ""
    return name or _label(total.category, handing.texts)


def _synced(case: Case, list_id: str, wanted: Mapping[str, _Row], gone: Iterable[str]) -> Changes:
    """The list with the wanted rows as they are wanted, and without those that are gone."""
    steps = [
        partial(_synced_row, list_id=list_id, row_id=row_id, row=row)
        for row_id, row in wanted.items()
    ]
    removed = [partial(removing_row, list_id=list_id, row_id=row_id) for row_id in gone]
    return several(case, (*steps, *removed))


def _synced_row(case: Case, list_id: str, row_id: str, row: _Row) -> Changes:
    cells, source = row
    if case.row(list_id, row_id) is None:
        columns = BY_ID[list_id].columns
        values = {
            column.id: Value.of(canonical(column, cells[column.id]), source)
            for column in columns
            if cells.get(column.id)
        }
        return adding_row(case, list_id, Row(row_id, MappingProxyType(values)))
    return several(
        case,
        [
            partial(_put, path=f"{list_id}/{row_id}/{name}", content=content, source=source)
            for name, content in cells.items()
        ],
    )
