"""Drawings that come into a case by hand: as new rows of their papers, nothing lost or doubled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.drawing.rows import Changes, several
from shamay_desktop.domain.drawing_files import Drawing, rows_of
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.maps import gestures as on_maps
from shamay_desktop.domain.maps.pictures import Annotation, ControlPoint, MapPicture, Slot
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.gestures import adding_sheet
from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, Sheet
from shamay_desktop.domain.measuring.reading import sheets_of

Part = TypeVar("Part", Region, Reference, Shape, Annotation, ControlPoint)


class Became(StrEnum):
    """What became of a drawing; the codes are keys of words.

    CAME: it stands in the case. FURTHER: as a further sheet of a page that is measured already.
    MARKED: on a picture of the case that had no marks. OUT_OF_SLOT: it came, but another picture
    stands where it stood. LINKED: the case has just this drawing. KEPT_OUT: the picture has other
    marks already, and was left as it is.
    """

    CAME = "came"
    FURTHER = "further"
    MARKED = "marked"
    OUT_OF_SLOT = "out_of_slot"
    LINKED = "linked"
    KEPT_OUT = "kept_out"


@dataclass(frozen=True, slots=True)
class ArrivedDrawing:
    """A drawing that was read of a file: the file's name, and its paper's with its SHA-256."""

    name: str
    paper: str
    paper_name: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a drawing, and the row of the case that it is now; `parts` drawn on it."""

    arrived: ArrivedDrawing
    became: Became
    row_id: str
    parts: int

    @property
    def is_plan(self) -> bool:
        """Whether it is a measured sheet; else it is a map picture."""
        return isinstance(self.arrived.drawing, Sheet)


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """One gesture for all drawings of a lot, in their order, for the case that was asked."""

    case: Case
    changes: Changes
    told: tuple[Told, ...]


def bringing_in(case: Case, arrived: Iterable[ArrivedDrawing]) -> BroughtIn:
    """Drawings as rows of the case, with ids of their own.

    What the case has already is not doubled, whatever its ids. Nothing that stands is changed,
    but for a picture without marks that gets them. Raises Refused, where a drawing cannot stand
    in a case.
    """
    now, changes, told = case, Changes(()), []
    for each in arrived:
        made, what = _one(now, each)
        now, changes = after(now, made), (*changes, *made)
        told.append(what)
    return BroughtIn(case, changes, tuple(told))


def _one(case: Case, arrived: ArrivedDrawing) -> tuple[Changes, Told]:
    if isinstance(arrived.drawing, Sheet):
        return _sheet(case, arrived, arrived.drawing)
    return _picture(case, arrived, arrived.drawing)


def _sheet(case: Case, arrived: ArrivedDrawing, given: Sheet) -> tuple[Changes, Told]:
    sheet = _fresh_sheet(given, arrived.paper)
    beside = [each for each in sheets_of(case) if (each.paper, each.page) == _page(sheet)]
    same = _same(sheet, beside)
    if same is not None:
        return (), Told(arrived, Became.LINKED, same, len(sheet.shapes))
    became = Became.FURTHER if beside else Became.CAME
    return adding_sheet(case, sheet), Told(arrived, became, sheet.id, len(sheet.shapes))


def _picture(case: Case, arrived: ArrivedDrawing, given: MapPicture) -> tuple[Changes, Told]:
    picture, standing = _fresh_picture(given, arrived.paper), pictures_of(case)
    beside = [each for each in standing if (each.paper, each.page) == _page(picture)]
    parts = len(picture.annotations)
    same = _same(picture, beside)
    if same is not None:
        return (), Told(arrived, Became.LINKED, same, parts)
    if any(_is_marked(each) for each in beside):
        return (), Told(arrived, Became.KEPT_OUT, beside[0].id, parts)
    taken = {each.slot for each in standing if each not in beside} - {Slot.OTHER}
    placed = replace(picture, slot=Slot.OTHER if picture.slot in taken else picture.slot)
    if beside:
        return _marking(case, beside[0], placed), Told(arrived, Became.MARKED, beside[0].id, parts)
    became = Became.OUT_OF_SLOT if placed.slot is not picture.slot else Became.CAME
    return on_maps.adding_picture(case, placed), Told(arrived, became, placed.id, parts)


def _is_marked(picture: MapPicture) -> bool:
    return bool(picture.annotations or picture.control_points or picture.crop)


def _marking(case: Case, standing: MapPicture, given: MapPicture) -> Changes:
    """A picture without marks gets them; what is said of it already stays said."""
    then = replace(
        standing,
        slot=given.slot if standing.slot is Slot.OTHER else standing.slot,
        title=standing.title or given.title,
        source=standing.source or given.source,
        date=standing.date or given.date,
        credit=standing.credit or given.credit,
        turn=standing.turn or given.turn,
        crop=given.crop,
        trimmed=standing.trimmed or given.trimmed,
    )
    return several(
        case,
        (
            lambda now: on_maps.changing_picture(now, standing, then),
            lambda now: on_maps.adding_annotations(now, standing.id, given.annotations),
            lambda now: on_maps.adding_control_points(now, standing.id, given.control_points),
        ),
    )


def _page(drawing: Drawing) -> tuple[str, int]:
    return drawing.paper, drawing.page


def _same(drawing: Drawing, beside: Sequence[Drawing]) -> str | None:
    """The id of the drawing that says and shows just the same, whatever it and its parts are
    called inside."""
    wanted = _bare(drawing)
    return next((each.id for each in beside if _bare(each) == wanted), None)


def _bare(drawing: Drawing) -> dict[str, list[Row]]:
    """Its rows with numbers for ids; where a picture stands and how it was drawn do not count."""
    count = iter(range(1_000_000))

    def number() -> str:
        return str(next(count))

    if isinstance(drawing, Sheet):
        return dict(rows_of(_renamed_sheet(drawing, number)))
    plain = replace(drawing, slot=Slot.OTHER, drawn="", drawn_of="")
    return dict(rows_of(_renamed_picture(plain, number)))


def _fresh_sheet(sheet: Sheet, paper: str) -> Sheet:
    return _renamed_sheet(replace(sheet, paper=paper), new_row_id)


def _fresh_picture(picture: MapPicture, paper: str) -> MapPicture:
    return _renamed_picture(replace(picture, paper=paper, drawn="", drawn_of=""), new_row_id)


def _renamed_sheet(sheet: Sheet, name: Callable[[], str]) -> Sheet:
    regions = _renamed(sheet.regions, name)
    known = {old.id: new.id for old, new in zip(sheet.regions, regions, strict=True) if old.id}
    placed = (
        replace(each, region=known.get(each.region, each.region)) for each in sheet.references
    )
    return replace(
        sheet,
        id=name(),
        regions=regions,
        references=_renamed(placed, name),
        shapes=_renamed(sheet.shapes, name),
    )


def _renamed_picture(picture: MapPicture, name: Callable[[], str]) -> MapPicture:
    return replace(
        picture,
        id=name(),
        annotations=_renamed(picture.annotations, name),
        control_points=_renamed(picture.control_points, name),
    )


def _renamed(parts: Iterable[Part], name: Callable[[], str]) -> tuple[Part, ...]:
    return tuple(replace(each, id=name()) for each in parts)
