"""One hand-over of measures: what it hands over, and where on paper each figure stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from shamay_desktop.domain.case import Origin, Provenance
from shamay_desktop.domain.drawing.geometry import bounds
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.handed import FLAT, note_of
from shamay_desktop.domain.measuring.plans import Shape, Sheet
from shamay_desktop.domain.measuring.reading import SHAPES
from shamay_desktop.domain.measuring.scale import MeasuredSheet, Scale
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.measuring.handover_words import paper_of

_POINTS_AN_INCH = 72
_DIGITS = 1


@dataclass(frozen=True, slots=True)
class Handing:
    """One hand-over: the measured sheets with the papers, and who does it when.

    `standing` are ids of what is drawn and of which nothing new is said: on sheets that are not
    handed over, or shapes that cannot be measured now. What was handed over of them stays.
    """

    sheets: Sequence[MeasuredSheet]
    evidence: CaseEvidence
    by: str
    at: str
    texts: Texts
    standing: frozenset[str] = frozenset()

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
        sheet, found = self.sheet_of(shape_ids), [self.shapes[name] for name in shape_ids]
        points = [point for each, shape in found if each.sheet is sheet for point in shape.points]
        return self.place(sheet, points, note_of(SHAPES, shape_ids), words)

    def sheet_of(self, shape_ids: Sequence[str]) -> Sheet:
        """The sheet on which most of the shapes' measure lies."""
        found = [self.shapes[shape_id] for shape_id in shape_ids]
        return max((each.sheet for each, _ in found), key=lambda one: covered(one, found))

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


def covered(sheet: Sheet, found: Iterable[tuple[MeasuredSheet, Shape]]) -> float:
    """How much of the shapes lies on a sheet."""
    told = (each.shapes[shape.id] for each, shape in found if each.sheet is sheet)
    return sum(one.value for one in told if isinstance(one, Measured))


def main_sheet(handing: Handing) -> tuple[MeasuredSheet, tuple[str, ...], Scale | None]:
    """The sheet with most of the flat (else of anything), its measured shapes, and the scale that
    measured most of that flat."""
    found = handing.shapes
    flat = [pair for pair in found.values() if pair[1].category == FLAT] or list(found.values())
    main = max((each for each, _ in flat), key=lambda one: covered(one.sheet, flat))
    ids = tuple(shape_id for shape_id, (each, _) in found.items() if each is main)
    by_region: dict[str, list[tuple[MeasuredSheet, Shape]]] = {}
    for each, shape in flat:
        if each is main:
            by_region.setdefault(main.regions[shape.id], []).append((each, shape))
    region = max(by_region, key=lambda one: covered(main.sheet, by_region[one]))
    return main, ids, main.scales.get(region)
