"""Drawings as files beside their papers in a case folder; no row of a case is lost on the way.

`plans/plan.pdf` has `plans/plan.measure.json`, a second measured sheet `plans/plan.2.measure.json`;
a map picture `maps/site.png` has `maps/site.annotations.json`. Of two papers that differ in their
endings alone, the whole name is taken: `plan.pdf.measure.json`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing.rows import Cells, row_of
from shamay_desktop.domain.drawing_names import (
    MARKED,
    MEASURE,
    is_measure_file,
    named_by,
)
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.fields.drawing_tables import LISTS
from shamay_desktop.domain.maps import gestures as on_maps
from shamay_desktop.domain.maps.annotations_json import picture_from_json, picture_to_json
from shamay_desktop.domain.maps.pictures import MapPicture
from shamay_desktop.domain.maps.reading import ANNOTATIONS, CONTROL_POINTS, PICTURES, pictures_of
from shamay_desktop.domain.measuring import gestures as on_plans
from shamay_desktop.domain.measuring.measure_json import sheet_from_json, sheet_to_json
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.reading import (
    LEAST,
    REFERENCES,
    REGIONS,
    SHAPES,
    SHEETS,
    sheets_of,
)

Drawing = Sheet | MapPicture


@dataclass(frozen=True, slots=True)
class DrawingFile:
    """A drawing out of a case folder: the file's relative name, that of its paper, and its place
    among those of the case (None: behind them)."""

    name: str
    paper: str
    order: int | None
    drawing: Drawing


def papers_drawn_on(case: Case) -> frozenset[str]:
    """The SHA-256 of every paper that is marked or measured, also where its row is broken."""
    rows = (row for list_id in (SHEETS, PICTURES) for row in case.rows(list_id))
    return frozenset(str(row.content("file")) for row in rows)


def read_drawing_files(
    documents: Mapping[str, object], papers: Collection[str]
) -> tuple[DrawingFile, ...]:
    """The drawings of a folder's files (relative name -> JSON) beside its papers (relative names).

    Raises RefusedMany with every entry that does not fit, its file named before its place, and
    every drawing without a paper: `drawing_without_paper`.
    """
    found: list[DrawingFile] = []
    problems: list[Refused] = []
    for name, raw in sorted(documents.items()):
        try:
            found.append(_read(name, raw, papers))
        except RefusedMany as many:
            problems += [in_file(name, problem) for problem in many.problems]
        except Refused as problem:
            problems.append(in_file(name, problem))
    if problems:
        raise RefusedMany(problems)
    return tuple(found)


def in_file(name: str, problem: Refused) -> Refused:
    """The problem with the file named before the place in it."""
    if "field" not in problem.facts:
        return problem
    return Refused(problem.code, **{**problem.facts, "field": f"{name}: {problem.facts['field']}"})


def _read(name: str, raw: object, papers: Collection[str]) -> DrawingFile:
    drawing = read_drawing(name, raw)
    order = raw.get("order") if isinstance(raw, Mapping) else None
    paper = _paper(name, said_paper(name, raw), papers)
    if paper is None:
        raise Refused("drawing_without_paper", file=name)
    return DrawingFile(name, paper, order if isinstance(order, int) else None, drawing)


def read_drawing(name: str, raw: object) -> Drawing:
    """The drawing that the JSON of a file says, of no paper yet.

    Raises as `sheet_from_json`, also for what cannot stand in a case.
    """
    drawing = sheet_from_json(raw) if is_measure_file(name) else picture_from_json(raw)
    if isinstance(drawing, Sheet):
        _refuse_broken(drawing)
    rows_of(drawing)
    return drawing


def _refuse_broken(sheet: Sheet) -> None:
    """Raises RefusedMany with the place of what has too few points to be read back."""
    counted = (
        *((f"regions[{n}].points", each.points, 3) for n, each in enumerate(sheet.regions)),
        *((f"references[{n}].points", each.points, 2) for n, each in enumerate(sheet.references)),
        *(
            (f"shapes[{n}].points", each.points, LEAST[each.kind])
            for n, each in enumerate(sheet.shapes)
        ),
    )
    broken = [
        Refused("measure_part_wrong", field=place, given=str(len(points)))
        for place, points, least in counted
        if len(points) < least
    ]
    if broken:
        raise RefusedMany(broken)


def said_paper(name: str, raw: object) -> object:
    """The name of its paper that a drawing's file says, if it says one."""
    key = "plan" if is_measure_file(name) else "picture"
    return raw.get(key) if isinstance(raw, Mapping) else None


def _paper(name: str, said: object, papers: Collection[str]) -> str | None:
    """The paper that the file names and that lies beside it, else the one it is called after."""
    folder = PurePosixPath(name).parent
    beside = {
        PurePosixPath(paper).name: paper
        for paper in papers
        if PurePosixPath(paper).parent == folder
    }
    for is_meant in named_by(name, said):
        meant = [paper for called, paper in beside.items() if is_meant(called)]
        if len(meant) == 1:
            return meant[0]
    return None


def drawn_apart(case: Case, papers: Mapping[str, str]) -> tuple[Case, Mapping[str, Json]]:
    """The case without what files of its own hold, and those files: relative name -> JSON.

    papers: relative name of each paper in the folder by its SHA-256. What no file can hold as it
    stands (broken rows, rows with a source of their own, of a paper that is not there) stays.
    """
    files: dict[str, Json] = {}
    held: dict[str, set[str]] = {list_id: set() for list_id in LISTS}
    for place, drawing in _placed(case):
        paper = papers.get(drawing.paper)
        rows = rows_of(drawing)
        top = next(iter(rows))
        if paper is None or not _stands(case, top, rows[top][0]):
            continue
        kept = {name: [row for row in of if _stands(case, name, row)] for name, of in rows.items()}
        name = _file_name(paper, papers.values(), files, top)
        files[name] = _told(_only(drawing, kept), PurePosixPath(paper).name, place)
        for list_id, told in kept.items():
            held[list_id].update(row.id for row in told)
    rest = case
    for list_id, ids in held.items():
        if ids:
            left = tuple(row for row in case.rows(list_id) if row.id not in ids)
            rest = rest.with_value(list_id, Value.of(left) if left else None)
    return rest, files


def _placed(case: Case) -> list[tuple[int, Drawing]]:
    """Sheets and pictures that can be read, with their places in the case's lists."""
    ids = {list_id: [row.id for row in case.rows(list_id)] for list_id in (SHEETS, PICTURES)}
    sheets: list[tuple[int, Drawing]] = [
        (ids[SHEETS].index(sheet.id), sheet) for sheet in sheets_of(case)
    ]
    return sheets + [(ids[PICTURES].index(each.id), each) for each in pictures_of(case)]


def _stands(case: Case, list_id: str, row: Row) -> bool:
    """Whether the case has just this row, and says nothing else of it or of its list."""
    value = case.values.get(list_id)
    return value is not None and value.provenance is None and case.row(list_id, row.id) == row


def _only(drawing: Drawing, kept: Mapping[str, Sequence[Row]]) -> Drawing:
    """The drawing with those of its parts whose rows are kept."""

    def of(list_id: str) -> set[str]:
        return {row.id for row in kept[list_id]}

    if isinstance(drawing, Sheet):
        return replace(
            drawing,
            regions=tuple(each for each in drawing.regions if each.id in of(REGIONS)),
            references=tuple(each for each in drawing.references if each.id in of(REFERENCES)),
            shapes=tuple(each for each in drawing.shapes if each.id in of(SHAPES)),
        )
    points = drawing.control_points
    return replace(
        drawing,
        annotations=tuple(each for each in drawing.annotations if each.id in of(ANNOTATIONS)),
        control_points=tuple(each for each in points if each.id in of(CONTROL_POINTS)),
    )


def _told(drawing: Drawing, paper: str, place: int) -> Json:
    told = (
        sheet_to_json(drawing, paper)
        if isinstance(drawing, Sheet)
        else picture_to_json(drawing, paper)
    )
    return {**told, "order": place} if isinstance(told, dict) else told


def _file_name(paper: str, papers: Iterable[str], taken: Collection[str], list_id: str) -> str:
    at = PurePosixPath(paper)
    alike = [
        other
        for other in map(PurePosixPath, papers)
        if other.parent == at.parent and other.stem.casefold() == at.stem.casefold()
    ]
    base = at.stem if len(alike) == 1 else at.name
    ending, number = (MEASURE if list_id == SHEETS else MARKED), 1
    name = f"{at.parent}/{base}{ending}"
    used = {each.casefold() for each in taken}
    while name.casefold() in used:
        number += 1
        name = f"{at.parent}/{base}.{number}{ending}"
    return name


def rows_of(drawing: Drawing) -> Mapping[str, list[Row]]:
    """The rows of a drawing by list, its own first."""
    own = drawing.id
    cells: dict[str, list[tuple[str, Cells]]]
    if isinstance(drawing, Sheet):
        cells = {
            SHEETS: [(own, on_plans.sheet_cells(drawing))],
            REGIONS: [(one.id, on_plans.region_cells(own, one)) for one in drawing.regions],
            REFERENCES: [
                (one.id, on_plans.reference_cells(own, one)) for one in drawing.references
            ],
            SHAPES: [(one.id, on_plans.shape_cells(own, one)) for one in drawing.shapes],
        }
    else:
        cells = {
            PICTURES: [(own, on_maps.picture_cells(drawing))],
            ANNOTATIONS: [
                (one.id, on_maps.annotation_cells(own, one)) for one in drawing.annotations
            ],
            CONTROL_POINTS: [
                (one.id, on_maps.control_cells(own, one)) for one in drawing.control_points
            ],
        }
    return {name: [row_of(name, *each) for each in listed] for name, listed in cells.items()}
