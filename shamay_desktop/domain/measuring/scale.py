"""The scale of a sheet or of one of its regions, and what is measured by it, with its error."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from math import fsum, hypot, isfinite, log, sqrt

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.kept import Kept
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.errors import (
    FINEST,
    KNOWN,
    Measured,
    Spread,
    both,
    drawing_of_area,
    drawing_of_length,
    drift_of_area,
    drift_of_length,
    from_scale,
    quantile,
)
from shamay_desktop.domain.measuring.fitting import STRETCH, Fit, fit
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.measuring.placing import boxes, region_of, sound
from shamay_desktop.domain.measuring.plans import (
    Correction,
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)
from shamay_desktop.domain.measuring.references import Known, known, name_of, numbered
from shamay_desktop.domain.measuring.verifying import Residual, Verdict, Verified, verdict

__all__ = [
    "Measured", "MeasuredSheet", "Residual", "Scale", "Verified", "measured", "scale_of",
]  # fmt: skip

STATED = 0.005
"""By how much the size of a scan differs from the paper's stated ratio (one standard deviation):
paper shrinks, copies and scanners enlarge by half a percent. ± 1 % of lengths, 2 % of areas."""

METRES_AN_INCH = Decimal("0.0254")
UNUSABLE = 0.25
"""A scale that is this unsure (95 %, a share) measures nothing."""

MOST_POINTING = 100.0
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale of a sheet; `region` is "" for the sheet's own.

    `from_references` tells a fitted one from a stated ratio. `rms` in metres, of the references
    that take part, None without any. `stated_off` is the share by which the fitted scale is larger
    than the stated one, None when one of them is missing. `skew_assumed`: the references lie along
    two directions, so that a skew was taken as none. `agrees`: the misses are such as pointing and
    rounding explain.
    """

    region: str
    correction: Correction
    metric: Metric
    spread: Spread
    residuals: tuple[Residual, ...] = ()
    rms: float | None = None
    from_references: bool = False
    stated_off: float | None = None
    skew_assumed: bool = False
    agrees: bool = True
    _verdict: Verdict = field(default=Verdict(Verified.NOT))

    @property
    def metres_per_pixel(self) -> Decimal:
        """At the middle of the references, the mean of the directions; twelve digits."""
        return Decimal(f"{self.metric.metres_per_pixel():.{_DIGITS}g}")

    @property
    def plus_minus(self) -> float:
        """95 % of a length's scale, as a share of it (0.01: one percent)."""
        return self.spread.half * sqrt(self.spread.covariance[0][0])

    @property
    def verified(self) -> Verified:
        """Whether three long dimensions agree."""
        return self._verdict.verified

    @property
    def verified_by(self) -> tuple[str, ...]:
        """The ids of the references that verify it."""
        return self._verdict.by

    @property
    def why_not(self) -> str:
        """Why it is not verified: the last part of a text's key, "" when it is."""
        return self._verdict.why_not

    def length(self, path: Sequence[Point], *, closed: bool = False) -> Measured:
        """Along a line, or around a ring, in m. Raises Refused(`beyond_horizon`)."""
        return _length(self.metric, self.spread, tuple(path), closed=closed)

    def area(self, outer: Ring, holes: Sequence[Ring] = ()) -> Measured:
        """Of a ring less its holes, in m². Raises Refused(`beyond_horizon`).

        Whether they are sound is asked by `measured`; here a shape may be half drawn.
        """
        return _area(self.metric, self.spread, outer, tuple(holes))

    def metres_between(self, a: Point, b: Point) -> float:
        """Between two points of the sheet. Raises Refused(`beyond_horizon`)."""
        start, end = self.metric.to_metres((a, b))
        return geometry.distance(start, end)

    def to_metres(self, ring: Iterable[Point]) -> Ring:
        """Flat metres with y up, as drawings keep them. Raises Refused(`beyond_horizon`)."""
        return tuple((x, -y) for x, y in self.metric.to_metres(ring))

    def to_pixels(self, flat: Iterable[Point]) -> Ring:
        """The sheet's pixels of flat metres (y up)."""
        return self.metric.to_pixels((x, -y) for x, y in flat)


@lru_cache(maxsize=4096)
def _length(metric: Metric, spread: Spread, path: Ring, *, closed: bool) -> Measured:
    """Kept, as `_area`: of hundreds of shapes a gesture alters one."""
    ring = (*path, path[0]) if closed and path else path

    def along(tried: Metric) -> float:
        return geometry.length(tried.to_metres(ring))

    flat = metric.to_metres(ring)
    value = geometry.length(flat)
    by_scale = from_scale(spread, metric, 1, along, value)
    drift = drift_of_length(spread, flat)
    drawn = drawing_of_length(spread, metric, path, closed=closed)
    return both(value, hypot(by_scale, drift), drawn)


@lru_cache(maxsize=4096)
def _area(metric: Metric, spread: Spread, outer: Ring, holes: tuple[Ring, ...]) -> Measured:
    def of(tried: Metric) -> float:
        return geometry.area(tried.to_metres(outer), map(tried.to_metres, holes))

    value = of(metric)
    by_scale = from_scale(spread, metric, 2, of, value)
    drift = drift_of_area(spread, value)
    drawn = drawing_of_area(spread, metric, (outer, *holes))
    return both(value, hypot(by_scale, drift), drawn)


_by_shape: Kept[tuple[Measured, Measured | None]] = Kept()


@dataclass(frozen=True, slots=True)
class MeasuredSheet:
    """What of a sheet could be measured, and why the rest could not.

    `scales` and `problems` by region id, "" for the sheet's own: one of both, where the sheet has
    any need of it. `residuals` are there also of a scale that was refused for its references'
    disagreement. `shapes` are areas in m² or lengths in m by shape id; `perimeters` of outlines, in
    m; `regions` says which scale measured a shape.
    """

    sheet: Sheet
    scales: Mapping[str, Scale]
    problems: Mapping[str, Refused]
    residuals: Mapping[str, tuple[Residual, ...]]
    shapes: Mapping[str, Measured | Refused]
    perimeters: Mapping[str, Measured]
    regions: Mapping[str, str]


def scale_of(sheet: Sheet, region: Region | None = None) -> Scale:
    """The scale of a sheet, or of one of its regions.

    References that take part decide; without any the stated ratio does. Raises
    Refused(`scale_missing`, `scale_implausible`, `pointing_implausible`, `reference_…`,
    `references_…`), see `references.known` and `fitting.fit`.
    """
    scale, problem = _scale_and_doubt(sheet, region, boxes(sheet.shapes, _places(sheet)))
    if problem is not None:
        raise problem
    return scale


def measured(sheet: Sheet) -> MeasuredSheet:
    """Everything on a sheet; never raises. What cannot be measured has its reason."""
    scales: dict[str, Scale] = {}
    problems: dict[str, Refused] = {}
    residuals: dict[str, tuple[Residual, ...]] = {}
    places = _places(sheet)
    drawn = boxes(sheet.shapes, places)
    for region in (None, *sheet.regions):
        identity = "" if region is None else region.id
        try:
            scale, problem = _scale_and_doubt(sheet, region, drawn)
        except Refused as refused:
            problems[identity] = refused
            continue
        residuals[identity] = scale.residuals
        if problem is None:
            scales[identity] = scale
        else:
            problems[identity] = problem
    shapes: dict[str, Measured | Refused] = {}
    perimeters: dict[str, Measured] = {}
    regions: dict[str, str] = {}
    for shape, place in zip(sheet.shapes, places, strict=True):
        if isinstance(place, Refused):
            shapes[shape.id] = place
            continue
        regions[shape.id] = identity = place
        try:
            shapes[shape.id], around = _measure(scales.get(identity), problems, identity, shape)
        except Refused as refused:
            shapes[shape.id] = refused
        else:
            if around is not None:
                perimeters[shape.id] = around
    return MeasuredSheet(sheet, scales, problems, residuals, shapes, perimeters, regions)


def _measure(
    scale: Scale | None, problems: Mapping[str, Refused], identity: str, shape: Shape
) -> tuple[Measured, Measured | None]:
    if scale is not None:
        known = _by_shape.of(shape, scale.metric, scale.spread)
        if known is not None:
            return known
    outer, holes = sound(shape)
    if scale is None:
        problem = problems[identity]
        raise Refused(problem.code, **problem.facts)
    if shape.kind is ShapeKind.LENGTH:
        found: tuple[Measured, Measured | None] = scale.length(outer), None
    else:
        found = scale.area(outer, holes), scale.length(outer, closed=True)
    return _by_shape.keep(found, shape, scale.metric, scale.spread)


def _scale_and_doubt(
    sheet: Sheet, region: Region | None, boxes: Mapping[str, geometry.Box]
) -> tuple[Scale, Refused | None]:
    """The scale, and why it must not be used although it could be computed."""
    identity = "" if region is None else region.id
    owner = sheet if region is None else region
    pointing = _pointing(sheet.pointing)
    stated = _stated(owner.stated_scale, sheet.dpi)
    mine = tuple(each for each in sheet.references if each.region == identity)
    used = [each for each in mine if not each.ignored]
    if used or owner.correction is not Correction.NONE:
        numbers = numbered(sheet.references)
        found = _fitted(known(mine, numbers), owner.correction, pointing)
        scale = _by_references(identity, owner.correction, found, stated)
        scale = _judged(scale, mine, found.misses, found.outlying, boxes)
        return scale, _doubt(found, [name_of(each, numbers) for each in used])
    if stated is None:
        raise Refused("scale_missing")
    return _judged(_by_ratio(identity, stated, pointing), mine, (), (), boxes), None


def _pointing(pointing: Decimal) -> float:
    if not pointing.is_finite() or not 0 < pointing <= MOST_POINTING:
        raise Refused("pointing_implausible", given=str(pointing)[:20])
    return max(float(pointing), FINEST)


def _stated(stated: Decimal | None, dpi: int) -> float | None:
    """Metres a pixel by a ratio."""
    if stated is None:
        return None
    if not stated.is_finite() or not 1 <= stated <= 100_000 or not 10 <= dpi <= 10_000:
        raise Refused("scale_implausible", given=str(stated)[:20], dpi=dpi)
    return float(stated * METRES_AN_INCH) / dpi


@lru_cache(maxsize=128)
def _by_ratio(identity: str, stated: float, pointing: float) -> Scale:
    spread = Spread(
        ((STATED**2,),), quantile(10_000), (0.0, 0.0), STRETCH, pointing, quantile(KNOWN)
    )
    return Scale(identity, Correction.NONE, Metric(log(stated)), spread)


@lru_cache(maxsize=128)
def _fitted(knowns: tuple[Known, ...], correction: Correction, pointing: float) -> Fit:
    """Kept: a shape that is dragged does not alter the fit."""
    return fit(knowns, correction, pointing)


def _by_references(
    identity: str, correction: Correction, found: Fit, stated: float | None
) -> Scale:
    size = found.metric.metres_per_pixel()
    return Scale(
        identity,
        correction,
        found.metric,
        found.spread,
        rms=sqrt(fsum(miss * miss for miss in found.misses) / len(found.misses)),
        from_references=True,
        stated_off=None if stated is None else size / stated - 1,
        skew_assumed=found.skew_assumed,
        agrees=found.agrees,
    )


def _doubt(found: Fit, names: Sequence[str]) -> Refused | None:
    """A scale that is unsure by a quarter and more measures nothing."""
    if isfinite(found.size_error) and found.size_error <= UNUSABLE:
        return None
    worst = max(range(len(found.misses)), key=lambda i: (found.outlying[i], abs(found.misses[i])))
    if found.agrees:
        return Refused("references_too_short", reference=names[worst])
    return Refused("references_disagree", reference=names[worst])


def _judged(
    scale: Scale,
    mine: Sequence[Reference],
    misses: Sequence[float],
    outlying: Sequence[bool],
    boxes: Mapping[str, geometry.Box],
) -> Scale:
    """With the residuals of all its references and whether it is verified."""
    residuals = tuple(_residuals(scale, mine, misses, outlying))
    found = verdict(residuals, _extent(scale, boxes.get(scale.region)), agrees=scale.agrees)
    return replace(scale, residuals=residuals, _verdict=found)


def _residuals(
    scale: Scale,
    mine: Sequence[Reference],
    misses: Sequence[float],
    outlying: Sequence[bool],
) -> Iterator[Residual]:
    judged = iter(zip(misses, outlying, strict=True))
    for reference in mine:
        written = float(reference.metres or 0)
        if not reference.ignored:
            miss, outlier = next(judged)
            yield Residual(reference, written + miss, miss, used=True, outlier=outlier)
            continue
        found = _length_of(scale, reference)
        if found is not None and isfinite(written) and written:
            yield Residual(reference, found, found - written, used=False, outlier=False)


def _length_of(scale: Scale, reference: Reference) -> float | None:
    """Of one that takes no part; None where it cannot be measured."""
    points = reference.points
    if len(points) != 2 or not all(isfinite(number) for at in points for number in at):
        return None
    try:
        return scale.metres_between(*points)
    except Refused:
        return None


def _places(sheet: Sheet) -> list[str | Refused]:
    """The region that each shape lies in, or why it lies in none."""
    if not sheet.regions:
        return [""] * len(sheet.shapes)
    places: list[str | Refused] = []
    for shape in sheet.shapes:
        try:
            places.append(region_of(sheet, shape))
        except Refused as refused:
            places.append(refused)
    return places


def _extent(scale: Scale, box: geometry.Box | None) -> float:
    """The longer side, in metres, of the box around the shapes that the scale measures."""
    if box is None:
        return 0.0
    left, top, right, bottom = box
    try:
        corners = scale.metric.to_metres(
            ((left, top), (right, top), (right, bottom), (left, bottom))
        )
    except Refused:
        return 0.0
    return max(geometry.distance(a, b) for a, b in geometry.edges(corners))
