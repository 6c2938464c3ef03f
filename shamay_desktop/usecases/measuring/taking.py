"""Handing measures over to the case: its measured areas, their source, error and place on paper."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import PurePath
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, Value
from shamay_desktop.domain.drawing.geometry import bounds
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.rows import Changes, several
from shamay_desktop.domain.editing import adding_row, removing_row, setting
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.handed import (
    AREAS,
    BUILT,
    FLAT,
    TABLE,
    is_measured,
    measured_areas,
    note_of,
    rows_for,
    shapes_of,
)
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import REFERENCES, SHAPES
from shamay_desktop.domain.measuring.scale import MeasuredSheet, Scale
from shamay_desktop.domain.measuring.totals import Total, totals
from shamay_desktop.domain.measuring.units import rounded
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.usecases.measuring.handover_words import (
    calibration_words,
    error_words,
    measure_words,
    paper_of,
    plan_words,
    reference_name,
    scale_words,
    source_words,
)

_POINTS_AN_INCH = 72
_DIGITS = 1
_TWIN = "-r"

_Row = tuple[Mapping[str, str], Provenance]
"""The cells of a row ("" for one that has none), and where all of them were measured."""


@dataclass(frozen=True, slots=True)
class _Handing:
    """One hand-over: the measured sheets with the papers, and who does it when.

    `elsewhere` are ids of what is drawn on sheets of the case that are not handed over.
    """

    sheets: Sequence[MeasuredSheet]
    evidence: CaseEvidence
    by: str
    at: str
    texts: Texts
    elsewhere: frozenset[str] = frozenset()

    @property
    def shapes(self) -> Mapping[str, tuple[MeasuredSheet, Shape]]:
        """Every shape that could be measured, by id."""
        return {
            shape.id: (each, shape)
            for each in self.sheets
            for shape in each.sheet.shapes
            if isinstance(each.shapes.get(shape.id), Measured)
        }

    def provenance(self, shape_ids: Sequence[str], words: str | None = None) -> Provenance:
        """The paper, page and box of the shapes on the sheet that has the most of them."""
        found = [self.shapes[shape_id] for shape_id in shape_ids]
        sheet = max((each.sheet for each, _ in found), key=lambda one: _covered(one, found))
        points = [point for each, shape in found if each.sheet is sheet for point in shape.points]
        return self.place(sheet, points, note_of(SHAPES, shape_ids), words)

    def place(
        self, sheet: Sheet, points: Sequence[Point], note: str, words: str | None = None
    ) -> Provenance:
        """A place on a sheet. Measured by a person, so nothing is left to confirm."""
        return Provenance(
            Origin.DOCUMENT,
            by=self.by,
            at=self.at,
            document=sheet.paper,
            page=sheet.page,
            box=self._box(sheet, points),
            text=words,
            confirmed_by=self.by,
            note=note,
        )

    def _box(self, sheet: Sheet, points: Sequence[Point]) -> tuple[str, ...] | None:
        """In points of a PDF page; a picture has no dots an inch, so only its page is told."""
        paper = paper_of(sheet, self.evidence)
        if paper is None or PurePath(paper.file_name).suffix.casefold() != ".pdf":
            return None
        return tuple(
            str(round(side * _POINTS_AN_INCH / sheet.dpi, _DIGITS)) for side in bounds(points)
        )


def _covered(sheet: Sheet, found: Iterable[tuple[MeasuredSheet, Shape]]) -> float:
    """How much of the shapes lies on a sheet."""
    told = (each.shapes[shape.id] for each, shape in found if each.sheet is sheet)
    return sum(one.value for one in told if isinstance(one, Measured))


def taking(
    case: Case,
    sheets: Iterable[Sheet],
    measured: Iterable[MeasuredSheet],
    evidence: CaseEvidence,
    *,
    by: str,
    at: str,
    language: Language = Language.HE,
) -> Changes:
    """The changes of one gesture that bring a case's measures up to date; () when they are.

    `sheets` are handed over, with what `measured` says of them; shapes that could not be measured
    are left out. Areas go to `valuation.areas` by category and floor: into the row that was handed
    over before, else into the row that a person made for the category (its name and coefficient
    stay), else into a new one. What was handed over and is drawn no more is taken out.
    `by`: e-mail, `at`: ISO time in UTC; `language` of the words that are written into the case.
    """
    wanted = {sheet.id for sheet in sheets}
    chosen = [each for each in measured if each.sheet.id in wanted]
    handing = _Handing(chosen, evidence, by, at, load_texts(language), _beside(case, wanted))
    if not handing.shapes:
        return ()
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


def _beside(case: Case, wanted: Container[str]) -> frozenset[str]:
    """The ids of shapes and references on other sheets."""
    return frozenset(
        row.id
        for list_id in (SHAPES, REFERENCES)
        for row in case.rows(list_id)
        if row.content("sheet") not in wanted
    )


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


def _main(handing: _Handing) -> tuple[MeasuredSheet, tuple[str, ...], Scale | None]:
    """The sheet with most of the flat (else of anything), its measured shapes, and the scale that
    measured most of that flat."""
    found = handing.shapes
    flat = [pair for pair in found.values() if pair[1].category == FLAT] or list(found.values())
    main = max((each for each, _ in flat), key=lambda one: _covered(one.sheet, flat))
    ids = tuple(shape_id for shape_id, (each, _) in found.items() if each is main)
    by_region: dict[str, list[tuple[MeasuredSheet, Shape]]] = {}
    for each, shape in flat:
        if each is main:
            by_region.setdefault(main.regions[shape.id], []).append((each, shape))
    region = max(by_region, key=lambda one: _covered(main.sheet, by_region[one]))
    return main, ids, main.scales.get(region)


def _plan(case: Case, handing: _Handing) -> Changes:
    main, shape_ids, scale = _main(handing)
    sheet, texts = main.sheet, handing.texts
    source = handing.provenance(shape_ids)
    name, day = plan_words(case, sheet, handing.evidence, texts)
    wanted = {
        "measuring.plan": name,
        "measuring.plan_date": day,
        "measuring.metres_per_pixel": "" if scale is None else _exact(scale.metres_per_pixel),
        "unit.plan_scale": scale_words(sheet, scale, texts),
        "unit.calibration": calibration_words(handing.sheets, texts),
    }
    steps = [
        partial(_put, path=path, content=content, source=source)
        for path, content in wanted.items()
        if content
    ]
    return several(case, steps)


def _exact(number: Decimal) -> str:
    return format(round(number, 10).normalize(), "f")


def _built_area(case: Case, handing: _Handing, areas: Sequence[Total]) -> Changes:
    """The flat's total, and what it is measured on; where no flat is drawn any more, what was
    handed over of it is taken out."""
    flats = [each for each in areas if each.category == FLAT]
    if not flats:
        return _without_flat(case, handing)
    shape_ids = [shape_id for each in flats for shape_id in each.shapes]
    built = sum((rounded(each.measured.value) for each in flats), Decimal(0))
    words = None if len(flats) > 1 else measure_words(flats[0].measured, handing.texts)
    source = handing.provenance(shape_ids, words)
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


def _without_flat(case: Case, handing: _Handing) -> Changes:
    """A flat that was measured on the sheets and stands there as such no more is forgotten."""
    was = shapes_of(case.value(BUILT))
    if not was or handing.elsewhere & set(was):
        return ()
    gone = [path for path in (BUILT, f"{BUILT}_source") if is_measured(case.value(path))]
    return several(case, [partial(setting, path=path, value=None) for path in gone])


def _table(case: Case, handing: _Handing) -> Changes:
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
        and not handing.elsewhere & {row.id, row.id.removesuffix(_TWIN)}
    ]
    return _synced(case, TABLE, wanted, gone)


def _free_id(row_id: str, taken: Container[str]) -> str:
    """Shapes and references are of two lists and may be called alike."""
    return f"{row_id}{_TWIN}" if row_id in taken else row_id


def _shape_cells(shape: Shape, found: Measured, texts: Texts) -> Mapping[str, str]:
    is_area = shape.kind is ShapeKind.AREA
    error = error_words(found, texts, square=is_area)
    return {
        "name": shape.name or _label(shape.category),
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


def _label(category: str) -> str:
    return next((each.he for each in AREA_CATEGORIES if each.code == category), "")


def _areas(case: Case, handing: _Handing, areas: Sequence[Total]) -> Changes:
    """The totals by category and floor in the rows of `valuation.areas`."""
    rows = rows_for(case, areas)
    wanted: dict[str, _Row] = {}
    for total, row_id in zip(areas, rows, strict=True):
        words = measure_words(total.measured, handing.texts)
        source = handing.provenance(total.shapes, words)
        sheet = next(each.sheet for each in handing.sheets if each.sheet.paper == source.document
                     and each.sheet.page == source.page)  # fmt: skip
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
        if row.id not in wanted and not handing.elsewhere & set(ids)
    ]
    return _synced(case, AREAS, wanted, gone)


def _is_measured_level(row: Row | None) -> bool:
    """Whether a row's floor was handed over, so that it goes when no floor is named any more."""
    return row is not None and is_measured(row.cells.get("level"))


def _name_of(total: Total, handing: _Handing) -> str:
    """A single shape's own name, else what the category is called."""
    names = {handing.shapes[shape_id][1].name for shape_id in total.shapes}
    name = names.pop() if len(total.shapes) == 1 else ""
    return name or _label(total.category)


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
