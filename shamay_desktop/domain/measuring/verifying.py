"""When a scale is verified: at least three long dimensions that agree (standards 9.0 and 9.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.drawing.geometry import distance
from shamay_desktop.domain.measuring.plans import Reference

NEEDED = 3
"""Long dimensions, by both standards."""

LONG = 0.3
"""A dimension is long from this share of the longer side of the box around what is measured by
the scale; while nothing is drawn yet, of the longest reference."""

LONG_METRES = 2.0
"""A dimension is never long below this."""

SAME = 0.05
"""Two references whose ends are nearer than this share of their length are one dimension."""


class Verified(StrEnum):
    """How far a scale is verified; FEW: what there is agrees, and it is not enough."""

    NOT = "not"
    FEW = "few"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Residual:
    """A reference against the scale: `measured` and `residual` (measured less written) in metres.

    `outlier` is told by the others' fit; nothing is left out for it, that is for a person to do. An
    ignored reference (`used` False) has its residual too, where it has a length.
    """

    reference: Reference
    measured: float
    residual: float
    used: bool
    outlier: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`by` are the ids of the long dimensions that agree; `why_not` is "" or a text's code:
    stated_only, references_disagree, reference_outlying, references_few, references_short,
    references_same."""

    verified: Verified
    by: tuple[str, ...] = ()
    why_not: str = ""


def verdict(residuals: Sequence[Residual], extent: float, *, agrees: bool) -> Verdict:
    """Of a scale by its references; `extent` in metres, 0 while nothing is drawn."""
    used = [each.reference for each in residuals if each.used]
    if not used:
        return Verdict(Verified.NOT, (), "stated_only")
    if any(each.outlier for each in residuals):
        return Verdict(Verified.NOT, (), "reference_outlying")
    if not agrees:
        return Verdict(Verified.NOT, (), "references_disagree")
    long = [each for each in used if _metres(each) >= longest_needed(used, extent)]
    apart = _apart(long)
    by = tuple(each.id for each in apart)
    if len(apart) >= NEEDED:
        return Verdict(Verified.YES, by)
    return Verdict(Verified.FEW, by, _why_not(used, long))


def longest_needed(used: Sequence[Reference], extent: float) -> float:
    """Metres from which a dimension is long; see `LONG`."""
    whole = extent or max(map(_metres, used), default=0.0)
    return max(LONG * whole, LONG_METRES)


def _why_not(used: Sequence[Reference], long: Sequence[Reference]) -> str:
    if len(used) < NEEDED:
        return "references_few"
    return "references_short" if len(long) < NEEDED else "references_same"


def _metres(reference: Reference) -> float:
    return float(reference.metres or 0)


def _apart(references: Sequence[Reference]) -> list[Reference]:
    """Each dimension once, however often it was drawn."""
    kept: list[Reference] = []
    for each in references:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return kept


def _same(one: Reference, other: Reference) -> bool:
    near = SAME * distance(*one.points[:2])
    a, b = one.points[:2]
    c, d = other.points[:2]
    return (distance(a, c) <= near and distance(b, d) <= near) or (
        distance(a, d) <= near and distance(b, c) <= near
    )
