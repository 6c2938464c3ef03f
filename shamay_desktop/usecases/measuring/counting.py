"""Which sheets a hand-over counts, and what it does not count and why: said before it is done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.gone_papers import refuse_without_paper
from shamay_desktop.domain.measuring.doubts import Size, doubts
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.handed import handed_sheets
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.scale import MeasuredSheet
from shamay_desktop.domain.measuring.totals import Total, totals
from shamay_desktop.domain.measuring.verifying import Verified


@dataclass(frozen=True, slots=True)
class SheetCount:
    """A sheet with shapes, as a hand-over sees it.

    `totals` are its own areas by category and floor. `problem` says why none of it can be counted;
    `left_out` which of its shapes cannot, where the others can. `is_counted`: whether its areas are
    part of what is handed over; `is_verified`: whether the scales that measured it are. `doubted`
    says of areas that are counted why they must be looked at, see `domain.measuring.doubts`.
    """

    sheet: Sheet
    totals: tuple[Total, ...]
    left_out: tuple[tuple[Shape, Refused], ...]
    problem: Refused | None
    is_counted: bool
    is_verified: bool = True
    doubted: tuple[Refused, ...] = ()

    @property
    def is_taken_out(self) -> bool:
        """Whether what was handed over of it goes: it is not chosen, or its figures can be followed
        nowhere. What only cannot be measured now stays as it was handed over."""
        gone = self.problem is not None and self.problem.code == "sheet_paper_gone"
        return not self.is_counted and (self.problem is None or gone)


def counted(
    case: Case,
    measured: Iterable[MeasuredSheet],
    evidence: CaseEvidence,
    wanted: Collection[str] | None = None,
    sizes: Mapping[str, Size] | None = None,
) -> tuple[SheetCount, ...]:
    """The case's sheets on which something is drawn, in their order.

    `wanted` are ids of sheets; None: those that were handed over before, the first time all. So a
    flat that was measured on two papers, and handed over from one of them, is not counted twice.
    `sizes`: width and height in pixels by sheet id, of those whose page is known.
    """
    chosen = (handed_sheets(case) or None) if wanted is None else wanted
    known = sizes or {}
    return tuple(
        _counted(
            each,
            evidence,
            known.get(each.sheet.id),
            is_wanted=chosen is None or each.sheet.id in chosen,
        )
        for each in measured
        if each.sheet.shapes
    )


def _counted(
    each: MeasuredSheet, evidence: CaseEvidence, size: Size | None, *, is_wanted: bool
) -> SheetCount:
    sums = tuple(one for one in totals((each,)) if one.kind is ShapeKind.AREA and one.category)
    left_out = tuple(_left_out(each))
    problem = _problem(each, evidence)
    scales = {each.regions[name] for name, one in each.shapes.items() if isinstance(one, Measured)}
    return SheetCount(
        each.sheet,
        sums,
        left_out if problem is None else (),
        problem,
        is_wanted and problem is None,
        all(each.scales[region].verified is Verified.YES for region in scales),
        tuple(_doubted(each, size)) if problem is None else (),
    )


def _doubted(each: MeasuredSheet, size: Size | None) -> Iterable[Refused]:
    found = doubts(each, size)
    for shape in each.sheet.shapes:
        if shape.kind is ShapeKind.AREA and shape.category and shape.id in found:
            yield found[shape.id]


def _left_out(each: MeasuredSheet) -> Iterable[tuple[Shape, Refused]]:
    for shape in each.sheet.shapes:
        found = each.shapes.get(shape.id)
        if isinstance(found, Refused):
            yield shape, found
        elif shape.kind is ShapeKind.AREA and not shape.category:
            yield shape, Refused("shape_without_category", shape=shape.name or shape.id)


def _problem(each: MeasuredSheet, evidence: CaseEvidence) -> Refused | None:
    """Its paper is gone, or nothing on it can be measured."""
    try:
        refuse_without_paper((each.sheet,), evidence)
    except Refused as gone:
        return gone
    found = [each.shapes.get(shape.id) for shape in each.sheet.shapes]
    if any(isinstance(one, Measured) for one in found):
        return None
    return next((one for one in found if isinstance(one, Refused)), None)
