"""The scale that fits reference lengths best: least squares, weighted by how sure each one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, hypot, inf, log, sqrt
from statistics import NormalDist

from shamay_desktop.domain.drawing.geometry import distance
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.errors import KNOWN, Spread, quantile
from shamay_desktop.domain.measuring.matrices import Rows, inverse, times
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.measuring.plans import Correction
from shamay_desktop.domain.measuring.references import Known, box
from shamay_desktop.domain.statistics.student import t_quantile

STRETCH = 0.0025
"""By how much a scan's directions usually differ from their mean (one standard deviation): paper
and rollers stretch by half a percent. It counts where no correction is fitted."""

SKEW = 0.005
"""What the references do not show of a skew (dimensions along two directions only) is taken as
none, with this standard deviation."""

UNSEEN = 0.02
"""A stretch or skew that the references tell no better than this is not told by them."""

NEEDED = {Correction.NONE: 1, Correction.AFFINE: 4, Correction.PROJECTIVE: 6}
"""References that take part; one more than a correction has unknowns, so that a wrong one shows."""

_UNKNOWNS = {Correction.NONE: 1, Correction.AFFINE: 3, Correction.PROJECTIVE: 5}
_LOOSE = (0.0, 1 / 0.3**2, 1 / 0.3**2, 1 / 0.7**2, 1 / 0.7**2)
_STEP = 1e-6
_CLOSE = 1e-9
_FARTHEST, _FLATTEST = 30.0, 0.8
_WIDE, _USUAL = 0.05, 0.01
_SURE_ENOUGH = 0.03
_OUTLYING = 0.01
_AGREEING = 0.99


@dataclass(frozen=True, slots=True)
class Fit:
    """A metric with how sure it is.

    In the order of the references: `misses` in metres, measured less written; `outlying` whether
    the others speak against it. `share` is the sum of squares by what was expected, with `freedom`
    degrees. `skew_assumed`: the references lie along two directions, a skew would not show.
    """

    metric: Metric
    spread: Spread
    misses: tuple[float, ...]
    outlying: tuple[bool, ...]
    share: float
    freedom: int
    skew_assumed: bool

    @property
    def agrees(self) -> bool:
        """Whether the misses are such as pointing, rounding and a usual stretch explain."""
        return self.freedom < 1 or self.share <= _chi_square(_AGREEING, self.freedom)

    @property
    def size_error(self) -> float:
        """95 % of the size at the metric's centre, as a share of it."""
        return self.spread.half * sqrt(self.spread.covariance[0][0])


def fit(knowns: Sequence[Known], correction: Correction, pointing: float) -> Fit:
    """Of at least one reference.

    Raises Refused(`references_too_few`, `references_one_way`, `references_too_near`).
    """
    _enough(knowns, correction)
    metric = _start(knowns)
    prior: Rows = ()
    if correction is not Correction.NONE:
        prior = _skew_prior(knowns, metric, pointing)
        metric = _solved(knowns, metric, 3, prior, pointing)
    if correction is Correction.PROJECTIVE:
        _spread_enough(knowns, metric, prior, pointing)
    unknowns = _UNKNOWNS[correction]
    metric = _solved(knowns, metric, unknowns, prior, pointing)
    return _judged(knowns, metric, unknowns, prior, pointing)


def _enough(knowns: Sequence[Known], correction: Correction) -> None:
    needed = NEEDED[correction]
    if len(knowns) < needed:
        raise Refused("references_too_few", n=needed, given=len(knowns))


def _start(knowns: Sequence[Known]) -> Metric:
    """One scale for all: the written lengths over the drawn ones."""
    corners = box(knowns)
    centre = (corners[0][0] + corners[2][0]) / 2, (corners[0][1] + corners[2][1]) / 2
    size = fsum(each.metres for each in knowns) / fsum(each.pixels for each in knowns)
    return Metric(log(size), centre=centre, reach=distance(corners[0], corners[2]) / 2)


def _solved(
    knowns: Sequence[Known], metric: Metric, unknowns: int, prior: Rows, pointing: float
) -> Metric:
    """Gauss and Newton, a step halved while it makes things worse; weights renewed in between."""
    for _ in range(3):
        deviations = [each.deviation(metric, pointing) for each in knowns]
        for _ in range(30):
            longer, moved = _step(knowns, metric, unknowns, prior, deviations)
            metric = longer
            if moved < _CLOSE:
                break
    return metric


def _step(
    knowns: Sequence[Known], metric: Metric, unknowns: int, prior: Rows, deviations: list[float]
) -> tuple[Metric, float]:
    """The next metric and how far it is from this one."""
    values = metric.parameters[:unknowns]
    slopes = _slopes(knowns, metric, unknowns)
    weights = _information(slopes, deviations, prior)
    misses = _misses(knowns, metric)
    pull = [
        fsum(
            -miss * slope[number] / deviation**2
            for miss, slope, deviation in zip(misses, slopes, deviations, strict=True)
        )
        - fsum(cell * value for cell, value in zip(row, values, strict=True))
        for number, row in enumerate(_prior_rows(prior, unknowns))
    ]
    move = times(inverse(weights), pull)
    standing = _badness(knowns, metric, values, prior, deviations)
    share = 1.0
    while share > 1e-4:
        tried = [value + share * step for value, step in zip(values, move, strict=True)]
        there = metric.with_parameters(tried)
        if _badness(knowns, there, tried, prior, deviations) <= standing:
            return there, share * max(map(abs, move))
        share /= 2
    return metric, 0.0


def _misses(knowns: Sequence[Known], metric: Metric) -> list[float]:
    return [each.measured(metric) - each.metres for each in knowns]


def _badness(
    knowns: Sequence[Known],
    metric: Metric,
    values: Sequence[float],
    prior: Rows,
    deviations: Sequence[float],
) -> float:
    if abs(metric.log_size) > _FARTHEST or hypot(metric.stretch, metric.skew) > _FLATTEST:
        return inf
    try:
        misses = _misses(knowns, metric)
    except Refused:
        return inf
    drawn = times(_prior_rows(prior, len(values)), values)
    return fsum((a / b) ** 2 for a, b in zip(misses, deviations, strict=True)) + fsum(
        a * b for a, b in zip(drawn, values, strict=True)
    )


def _slopes(knowns: Sequence[Known], metric: Metric, unknowns: int) -> list[list[float]]:
    """How each measured length moves with each parameter: with ln s as it is, others by steps."""
    columns = [[each.measured(metric) for each in knowns]]
    for number in range(1, unknowns):
        ends = []
        for step in (_STEP, -_STEP):
            values = list(metric.parameters)
            values[number] += step
            moved = metric.with_parameters(values)
            ends.append([each.measured(moved) for each in knowns])
        columns.append([(a - b) / (2 * _STEP) for a, b in zip(*ends, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)]


def _information(slopes: Sequence[Sequence[float]], deviations: Sequence[float], prior: Rows
) -> Rows:  # fmt: skip
    unknowns = len(slopes[0])
    known = _prior_rows(prior, unknowns)
    return tuple(
        tuple(
            fsum(
                slope[i] * slope[j] / deviation**2
                for slope, deviation in zip(slopes, deviations, strict=True)
            )
            + known[i][j]
            for j in range(unknowns)
        )
        for i in range(unknowns)
    )


def _prior_rows(prior: Rows, unknowns: int) -> Rows:
    """What is known before any reference: loosely of everything, and of an unseen skew."""
    return tuple(
        tuple(
            (_LOOSE[i] if i == j else 0.0)
            + (prior[i - 1][j - 1] if prior and 0 < i < 3 and 0 < j < 3 else 0.0)
            for j in range(unknowns)
        )
        for i in range(unknowns)
    )


def _skew_prior(knowns: Sequence[Known], metric: Metric, pointing: float) -> Rows:
    """What must be assumed of stretch and skew where the references do not tell them.

    Raises Refused(`references_one_way`) when even the mean of the directions would rest on it.
    """
    deviations = [each.deviation(metric, pointing) for each in knowns]
    slopes = _slopes(knowns, metric, 3)
    told = _information(slopes, deviations, ())
    wide = _information(slopes, deviations, ((_WIDE**-2, 0.0), (0.0, _WIDE**-2)))
    unsure = sqrt(inverse(wide)[0][0])
    if unsure > max(_USUAL, 3 / sqrt(told[0][0])):
        raise Refused("references_one_way")
    marginal = [[told[i][j] - told[i][0] * told[j][0] / told[0][0] for j in (1, 2)] for i in (1, 2)]
    prior = [[0.0, 0.0], [0.0, 0.0]]
    for strength, x, y in _axes(marginal[0][0], marginal[0][1], marginal[1][1]):
        if strength < UNSEEN**-2:
            for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
                prior[i][j] += (x, y)[i] * (x, y)[j] / SKEW**2
    return tuple(map(tuple, prior)) if any(map(any, prior)) else ()


def _axes(a: float, b: float, d: float) -> tuple[tuple[float, float, float], ...]:
    """Eigenvalues with their unit vectors of [[a, b], [b, d]]."""
    middle, half = (a + d) / 2, hypot((a - d) / 2, b)
    x, y = (b, middle + half - a) if b else ((1.0, 0.0) if a >= d else (0.0, 1.0))
    long = hypot(x, y)
    x, y = x / long, y / long
    return (middle + half, x, y), (middle - half, -y, x)


def _spread_enough(knowns: Sequence[Known], metric: Metric, prior: Rows, pointing: float) -> None:
    """Whether they lie far enough apart to tell where lines run together.

    Raises Refused(`references_too_near`) when the size at a corner of their box would be unsure by
    more than a few percent.
    """
    deviations = [each.deviation(metric, pointing) for each in knowns]
    covariance = inverse(_information(_slopes(knowns, metric, 5), deviations, prior))
    for x, y in box(knowns):
        across, down = (
            (x - metric.centre[0]) / metric.reach,
            (y - metric.centre[1]) / metric.reach,
        )
        slope = (1.0, 0.0, 0.0, -1.5 * across, -1.5 * down)
        if fsum(a * b for a, b in zip(times(covariance, slope), slope, strict=True)) > (
            _SURE_ENOUGH**2
        ):
            raise Refused("references_too_near")


def _judged(
    knowns: Sequence[Known], metric: Metric, unknowns: int, prior: Rows, pointing: float
) -> Fit:
    deviations = [each.deviation(metric, pointing) for each in knowns]
    slopes = _slopes(knowns, metric, unknowns)
    covariance = inverse(_information(slopes, deviations, prior))
    drift = _drift(knowns, deviations) if unknowns == 1 else None
    misses = _misses(knowns, metric)
    squares = [
        deviation**2 + (0.0 if drift is None else _stretched(each, drift) ** 2)
        for each, deviation in zip(knowns, deviations, strict=True)
    ]
    share = _share(misses, squares)
    by_hand = _share(misses, [deviation**2 for deviation in deviations])
    freedom = len(knowns) - unknowns + (1 if prior else 0)
    # what is left of a miss's own square once it helped to place the fit
    leverage = [
        fsum(a * b for a, b in zip(times(covariance, slope), slope, strict=True))
        for slope in slopes
    ]
    left = [max(square - lever, 0.0) for square, lever in zip(squares, leverage, strict=True)]
    return Fit(
        metric,
        Spread(
            covariance, _half(by_hand, freedom), drift, STRETCH, pointing, _hand(by_hand, freedom)
        ),
        tuple(misses),
        _outlying(misses, left, squares, share, freedom),
        share,
        freedom,
        bool(prior),
    )


def _share(misses: Sequence[float], squares: Sequence[float]) -> float:
    return fsum(miss * miss / square for miss, square in zip(misses, squares, strict=True))


def _half(share: float, freedom: int) -> float:
    """From a standard deviation to 95 %.

    What was expected of pointing counts as `KNOWN` degrees and the misses as theirs. From four
    references on the misses speak for themselves as well, and the wider of both holds.
    """
    if freedom < 3:
        return _together(share, freedom)
    return max(_together(share, freedom), quantile(freedom) * sqrt(share / freedom))


def _hand(share: float, freedom: int) -> float:
    """The same of drawn corners: the hand that marked the references drew them.

    Never below what is expected by itself of a hand that is well known, as a few lucky misses
    prove no finer hand; what exceeds twice the expected is a wrong length rather than a hand.
    """
    return max(min(_together(share, freedom), 2 * quantile(KNOWN)), quantile(2 * KNOWN))


def _together(share: float, freedom: int) -> float:
    freedom = max(freedom, 0)
    return quantile(KNOWN + freedom) * sqrt((KNOWN + share) / (KNOWN + freedom))


def _drift(knowns: Sequence[Known], deviations: Sequence[float]) -> tuple[float, float]:
    """The weighted means of cos 2θ and sin 2θ: 0 and 0 where the directions are balanced."""
    weights = [(each.metres / d) ** 2 for each, d in zip(knowns, deviations, strict=True)]
    ways = [_way(each) for each in knowns]
    whole = fsum(weights)
    across = fsum(weight * way[0] for weight, way in zip(weights, ways, strict=True))
    up = fsum(weight * way[1] for weight, way in zip(weights, ways, strict=True))
    return across / whole, up / whole


def _way(each: Known) -> tuple[float, float]:
    x = (each.end[0] - each.start[0]) / each.pixels
    y = (each.end[1] - each.start[1]) / each.pixels
    return x * x - y * y, 2 * x * y


def _stretched(each: Known, drift: tuple[float, float]) -> float:
    """What a usual stretch adds to a reference's own miss."""
    way = _way(each)
    return each.metres * STRETCH * hypot(way[0] - drift[0], way[1] - drift[1])


def _outlying(
    misses: Sequence[float],
    left: Sequence[float],
    squares: Sequence[float],
    share: float,
    freedom: int,
) -> tuple[bool, ...]:
    """Each reference against the fit of the others (exact where a fit is linear, first order else).

    A miss by what is left of its own square after the fit is the miss from the others' fit by its
    own deviation; how well the others fit is `share` without it.
    """
    if freedom < 2:
        return (False,) * len(misses)
    limit = t_quantile(1 - _OUTLYING / (2 * len(misses)), KNOWN + freedom - 1)
    found: list[bool] = []
    for miss, rest, square in zip(misses, left, squares, strict=True):
        if rest < 1e-6 * square:
            found.append(False)
            continue
        alone = miss * miss / rest
        others = max(KNOWN + share - alone, 0.1) / (KNOWN + freedom - 1)
        found.append(alone > limit * limit * others)
    return tuple(found)


def _chi_square(probability: float, freedom: int) -> float:
    """Its quantile, by Wilson and Hilferty; right to a percent."""
    part = 2 / (9 * freedom)
    root = 1 - part + NormalDist().inv_cdf(probability) * sqrt(part)
    return float(freedom * root**3)
