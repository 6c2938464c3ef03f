"""A scale from references or from a stated ratio: right where it is known, refused where not."""

from dataclasses import replace
from decimal import Decimal
from math import cos, hypot, log, pi, sin
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.measuring.plans import (
    Correction,
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)
from shamay_desktop.domain.measuring.scale import Measured, Scale, measured, scale_of

SIZE = 0.0127
"""1:100 at 200 dots an inch, in metres a pixel."""

SQUARE: Ring = ((0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0))
coordinates = st.floats(-5_000, 5_000)


def line(number: int, start: Point, end: Point, metres: str, region: str = "") -> Reference:
    return Reference(f"r{number}", (start, end), Decimal(metres), region)


def sheet_of(*references: Reference, correction: Correction = Correction.NONE) -> Sheet:
    return Sheet("s", "", references=references, correction=correction)


def drawn(
    metric: Metric, count: int, long: float = 500.0, turns: tuple[float, ...] = ()
) -> tuple[Reference, ...]:
    """Faultless references in all directions, or in those given, all over a page."""
    made = []
    for number in range(count):
        turn = turns[number % len(turns)] if turns else pi * number / count
        start = (150.0 + 330 * (number * 2 % 5), 120.0 + 270 * (number * 3 % 5))
        end = (start[0] + long * cos(turn), start[1] + long * sin(turn))
        a, b = metric.to_metres((start, end))
        made.append(line(number, start, end, f"{hypot(b[0] - a[0], b[1] - a[1]):.12f}"))
    return tuple(made)


def test_scale_when_one_reference_is_marked_then_is_its_length_over_its_pixels() -> None:
    scale = scale_of(sheet_of(line(1, (0, 0), (400, 0), "5.08")))
    assert scale.metres_per_pixel == Decimal("0.0127")
    assert scale.area(SQUARE).value == pytest.approx(400 * 300 * SIZE**2, rel=1e-12)
    assert scale.length(SQUARE, closed=True).value == pytest.approx(1400 * SIZE, rel=1e-12)
    assert scale.metres_between((0, 0), (3, 4)) == pytest.approx(5 * SIZE, rel=1e-12)


def test_error_of_one_reference_when_propagated_then_comes_from_pointing_and_rounding() -> None:
    """By hand: two ends of 1.5 pixels and a centimetre's rounding, t of 5 degrees 2.5706."""
    scale = scale_of(sheet_of(line(1, (0, 0), (400, 0), "5.08")))
    pointing, rounding = 2 * (1.5 * SIZE) ** 2, 0.01**2 / 12
    assert scale.plus_minus == pytest.approx(2.5706 * (pointing + rounding) ** 0.5 / 5.08, rel=1e-4)


def test_written_length_when_finer_or_coarser_then_rounding_is_at_most_a_centimetre() -> None:
    errors = [
        scale_of(replace(sheet_of(line(1, (0, 0), (4_000, 0), written)), pointing=Decimal("0.3")))
        for written in ("5.080", "5.08", "5.1", "5")
    ]
    finest, usual, tenth, whole = (scale.plus_minus * 5.08 for scale in errors)
    assert finest < usual
    assert usual == pytest.approx(tenth, rel=0.05)
    assert usual == pytest.approx(whole, rel=0.05)


def test_scale_when_only_stated_then_is_the_ratio_with_the_error_of_paper_and_scan() -> None:
    scale = scale_of(Sheet("s", "", stated_scale=Decimal(100)))
    assert scale.metres_per_pixel == Decimal("0.0127")
    assert scale.plus_minus == pytest.approx(0.0098, rel=1e-3)
    assert scale.rms is None
    assert (scale.verified, scale.why_not) == ("not", "stated_only")


def test_scale_when_stated_and_referenced_then_references_decide_and_the_difference_is_told() -> (
    None
):
    sheet = replace(sheet_of(line(1, (0, 0), (400, 0), "5.28")), stated_scale=Decimal(100), dpi=200)
    scale = scale_of(sheet)
    assert float(scale.metres_per_pixel) == pytest.approx(5.28 / 400)
    assert scale.stated_off == pytest.approx(5.28 / 5.08 - 1)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 200])
def test_scale_when_references_are_faultless_then_is_the_known_one(count: int) -> None:
    scale = scale_of(sheet_of(*drawn(Metric(log(SIZE)), count)))
    assert float(scale.metres_per_pixel) == pytest.approx(SIZE, rel=1e-9)
    assert scale.rms == pytest.approx(0, abs=1e-9)
    assert not any(each.outlier for each in scale.residuals)


STRETCHED = Metric(log(SIZE), 0.021, -0.013, centre=(700, 600), reach=900)
TILTED = Metric(log(SIZE), 0.02, 0.01, (0.22, -0.17), (700, 600), 900)


@pytest.mark.parametrize(
    ("correction", "metric", "count"),
    [
        (Correction.AFFINE, STRETCHED, 4),
        (Correction.AFFINE, STRETCHED, 9),
        (Correction.PROJECTIVE, STRETCHED, 9),
        (Correction.PROJECTIVE, TILTED, 12),
    ],
)
def test_correction_when_references_are_faultless_then_areas_and_lengths_are_true(
    correction: Correction, metric: Metric, count: int
) -> None:
    """Fitted exactly but for what is loosely known beforehand (a part in ten thousand)."""
    scale = scale_of(sheet_of(*drawn(metric, count), correction=correction))
    shape = ((300.0, 250.0), (1_100.0, 300.0), (1_200.0, 1_000.0), (250.0, 950.0))
    true = geometry.area(metric.to_metres(shape))
    assert scale.area(shape).value == pytest.approx(true, rel=2e-4)
    around = geometry.perimeter(metric.to_metres(shape))
    assert scale.length(shape, closed=True).value == pytest.approx(around, rel=2e-4)


def test_metric_tensor_when_fitted_then_is_the_square_of_each_length() -> None:
    references = drawn(STRETCHED, 8)
    scale = scale_of(sheet_of(*references, correction=Correction.AFFINE))
    a, b, _, d = scale.metric.tensor()
    for each in references:
        (x1, y1), (x2, y2) = each.points
        x, y = x2 - x1, y2 - y1
        square = a * x * x + 2 * b * x * y + d * y * y
        assert square == pytest.approx(float(each.metres or 0) ** 2, rel=1e-3)


def test_correction_when_references_lie_along_two_directions_then_no_skew_is_assumed() -> None:
    stretched = Metric(log(SIZE), 0.02)
    scale = scale_of(
        sheet_of(*drawn(stretched, 6, turns=(0.0, pi / 2)), correction=Correction.AFFINE)
    )
    assert scale.skew_assumed
    assert scale.metric.stretch == pytest.approx(0.02, abs=5e-4)
    assert scale.metric.skew == pytest.approx(0, abs=1e-6)
    told = scale_of(sheet_of(*drawn(stretched, 6), correction=Correction.AFFINE))
    assert not told.skew_assumed


def test_correction_when_one_direction_has_a_single_short_dimension_then_is_still_made() -> None:
    stretched = Metric(log(SIZE), 0.02)
    long = drawn(stretched, 3, 800, turns=(0.0,))
    short = line(9, (200, 200), (200, 360), f"{160 * SIZE * 0.98:.2f}")
    scale = scale_of(sheet_of(*long, short, correction=Correction.AFFINE))
    assert scale.metric.stretch == pytest.approx(0.02, abs=2e-3)
    assert 0.01 < scale.plus_minus < 0.03


@pytest.mark.parametrize(
    ("correction", "count", "turns", "code"),
    [
        (Correction.AFFINE, 3, (), "references_too_few"),
        (Correction.PROJECTIVE, 5, (), "references_too_few"),
        (Correction.AFFINE, 8, (0.0,), "references_one_way"),
        (Correction.AFFINE, 8, (0.3, 0.5), "references_one_way"),
        (Correction.PROJECTIVE, 8, (0.3, 0.4), "references_one_way"),
    ],
)
def test_correction_when_references_do_not_suffice_then_is_refused_in_words(
    correction: Correction, count: int, turns: tuple[float, ...], code: str
) -> None:
    references = drawn(Metric(log(SIZE)), count, turns=turns)
    with pytest.raises(Refused) as refused:
        scale_of(sheet_of(*references, correction=correction))
    assert refused.value.code == code


def test_perspective_when_references_lie_close_together_then_is_refused() -> None:
    references = tuple(
        line(number, (100.0 + 9 * number, 100.0), (150 + 9.0 * number, 100 + 30.0 * number), "1.00")
        for number in range(1, 8)
    )
    with pytest.raises(Refused) as refused:
        scale_of(sheet_of(*references, correction=Correction.PROJECTIVE))
    assert refused.value.code in {"references_too_near", "references_one_way"}


def test_point_when_beyond_the_vanishing_line_then_is_refused() -> None:
    scale = scale_of(sheet_of(*drawn(TILTED, 12), correction=Correction.PROJECTIVE))
    with pytest.raises(Refused) as refused:
        scale.metres_between((0, 0), (-20_000, 20_000))
    assert refused.value.code == "beyond_horizon"


@given(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=6))
def test_points_when_brought_to_metres_and_back_then_are_where_they_were(
    points: list[Point],
) -> None:
    for metric in (Metric(log(SIZE)), STRETCHED):
        scale = Scale("", Correction.NONE, metric, scale_of(SHEET).spread)
        for one, other in zip(scale.to_pixels(scale.to_metres(points)), points, strict=True):
            assert one == pytest.approx(other, abs=1e-6)


def test_points_when_brought_to_metres_of_a_drawing_then_y_goes_up() -> None:
    scale = scale_of(SHEET)
    low, high = scale.to_metres(((0, 100), (0, 0)))
    assert high[1] > low[1]


SHEET = sheet_of(line(1, (0, 0), (400, 0), "5.08"), line(2, (0, 0), (0, 300), "3.81"))


def bad(reference: Reference) -> str:
    with pytest.raises(Refused) as refused:
        scale_of(sheet_of(line(1, (0, 0), (400, 0), "5.08"), reference))
    return refused.value.code


@pytest.mark.parametrize(
    ("metres", "code"),
    [
        ("0", "reference_implausible"),
        ("-3", "reference_implausible"),
        ("10000", "reference_implausible"),
        ("NaN", "reference_implausible"),
        ("Infinity", "reference_implausible"),
    ],
)
def test_reference_when_its_length_cannot_be_then_is_refused(metres: str, code: str) -> None:
    assert bad(line(2, (0, 0), (0, 300), metres)) == code


def test_reference_when_it_has_no_length_then_is_refused() -> None:
    assert bad(line(2, (7, 7), (7, 7), "3")) == "reference_too_short"
    assert bad(line(2, (7, 7), (12, 7), "3")) == "reference_too_short"
    assert bad(Reference("r", ((0, 0),), Decimal(3))) == "reference_too_short"
    assert bad(Reference("r", ((0, 0), (9, 90)), None)) == "reference_without_length"
    assert bad(line(2, (0, 0), (float("nan"), 3), "3")) == "points_broken"


def test_reference_when_refused_then_is_named_by_its_note_or_number() -> None:
    with pytest.raises(Refused) as refused:
        scale_of(sheet_of(replace(line(1, (0, 0), (1, 0), "3"), note="הקיר")))
    assert refused.value.facts["reference"] == "הקיר"


def test_scale_when_there_is_nothing_then_is_missing() -> None:
    with pytest.raises(Refused) as refused:
        scale_of(Sheet("s", ""))
    assert refused.value.code == "scale_missing"
    ignored = replace(line(1, (0, 0), (400, 0), "5"), ignored=True)
    with pytest.raises(Refused) as refused:
        scale_of(sheet_of(ignored))
    assert refused.value.code == "scale_missing"


@pytest.mark.parametrize("pointing", ["0", "-1", "NaN", "1000"])
def test_pointing_error_when_it_cannot_be_then_is_refused(pointing: str) -> None:
    with pytest.raises(Refused) as refused:
        scale_of(replace(SHEET, pointing=Decimal(pointing)))
    assert refused.value.code == "pointing_implausible"


def test_scale_when_it_is_unsure_by_a_quarter_then_measures_nothing() -> None:
    def of(written: str) -> Sheet:
        lengths = enumerate((Decimal(10), Decimal(written), Decimal(10)))
        return Sheet("s", "", references=tuple(
            Reference(f"r{n}", ((0, 100 * n), (1000, 100 * n)), metres) for n, metres in lengths
        ))  # fmt: skip

    assert 0.23 < scale_of(of("17")).plus_minus < 0.25
    with pytest.raises(Refused) as refused:
        scale_of(of("19"))
    assert refused.value.code == "references_disagree"


def test_reference_when_ten_times_too_long_then_the_scale_is_refused_and_it_is_named() -> None:
    good = drawn(Metric(log(SIZE)), 4)
    wrong = replace(good[2], id="wrong", metres=(good[2].metres or Decimal(0)) * 10, note="מטבח")
    sheet = sheet_of(good[0], good[1], wrong, good[3])
    with pytest.raises(Refused) as refused:
        scale_of(sheet)
    assert refused.value.code == "references_disagree"
    assert refused.value.facts["reference"] == "מטבח"
    told = {each.reference.id: each.outlier for each in measured(sheet).residuals[""]}
    assert told == {"r0": False, "r1": False, "wrong": True, "r3": False}


def test_reference_when_one_before_it_is_ignored_then_keeps_its_number() -> None:
    good = drawn(Metric(log(SIZE)), 4)
    wrong = replace(good[2], metres=(good[2].metres or Decimal(0)) * 10)
    with pytest.raises(Refused) as refused:
        scale_of(sheet_of(replace(good[0], ignored=True), good[1], wrong, good[3]))
    assert refused.value.facts["reference"] == "3"


def test_reference_when_outlying_then_is_marked_and_never_dropped() -> None:
    good = drawn(Metric(log(SIZE)), 6)
    wrong = replace(good[1], metres=(good[1].metres or Decimal(0)) * Decimal("1.08"))
    sheet = sheet_of(good[0], wrong, *good[2:])
    scale = scale_of(sheet)
    assert [each.outlier for each in scale.residuals] == [False, True, False, False, False, False]
    assert all(each.used for each in scale.residuals)
    assert float(scale.metres_per_pixel) > SIZE * 1.005
    assert (scale.verified, scale.why_not) == ("not", "reference_outlying")
    left_out = replace(sheet, references=(good[0], replace(wrong, ignored=True), *good[2:]))
    scale = scale_of(left_out)
    assert float(scale.metres_per_pixel) == pytest.approx(SIZE, rel=1e-9)
    assert not scale.residuals[1].used
    assert scale.residuals[1].residual == pytest.approx(-0.08 * 500 * SIZE, rel=1e-6)


def test_residuals_when_two_references_disagree_then_neither_is_called_the_wrong_one() -> None:
    scale = scale_of(sheet_of(line(1, (0, 0), (400, 0), "5.08"), line(2, (0, 9), (400, 9), "5.60")))
    assert [each.outlier for each in scale.residuals] == [False, False]
    assert [round(each.residual, 2) for each in scale.residuals] == [0.26, -0.26]
    assert scale.rms == pytest.approx(0.26, abs=0.001)
    assert scale.why_not == "references_disagree"


def test_ring_when_measured_by_a_sheet_then_never_raises() -> None:
    shapes = (
        Shape("ok", ShapeKind.AREA, SQUARE),
        Shape("crossed", ShapeKind.AREA, ((0, 0), (99, 99), (99, 0), (0, 99))),
        Shape("crossed wide", ShapeKind.AREA, ((0, 0), (99, 99), (99, 0), (0, 40))),
        Shape("thin", ShapeKind.AREA, ((0, 0), (99, 99), (50, 50))),
        Shape("two", ShapeKind.AREA, ((0, 0), (99, 99))),
        Shape("dot", ShapeKind.LENGTH, ((5, 5), (5, 5))),
        Shape("outside", ShapeKind.AREA, SQUARE, (((500, 0), (600, 0), (600, 90)),)),
        Shape("across", ShapeKind.AREA, SQUARE, (((300, 50), (600, 50), (600, 90)),)),
        Shape("in hole", ShapeKind.AREA, SQUARE, (SMALL, ((40, 40), (60, 40), (60, 60)))),
        Shape("bent hole", ShapeKind.AREA, SQUARE, (((10, 10), (90, 90), (90, 10), (10, 90)),)),
        Shape("not", ShapeKind.AREA, ((0, 0), (float("inf"), 0), (3, 3))),
    )
    found = measured(replace(SHEET, shapes=shapes))
    codes = {
        name: each.code if isinstance(each, Refused) else "" for name, each in found.shapes.items()
    }
    assert codes == {
        "ok": "",
        "crossed": "shape_crosses_itself",
        "crossed wide": "shape_crosses_itself",
        "thin": "shape_without_area",
        "two": "shape_too_few_corners",
        "dot": "shape_too_few_corners",
        "outside": "hole_outside",
        "across": "hole_outside",
        "in hole": "hole_in_hole",
        "bent hole": "hole_broken",
        "not": "points_broken",
    }


SMALL: Ring = ((30.0, 30.0), (90.0, 30.0), (90.0, 90.0), (30.0, 90.0))


def test_shape_when_it_has_many_points_then_is_measured_and_too_many_are_refused() -> None:
    many = tuple(
        (900 + 600 * cos(2 * pi * n / 5_000), 900 + 600 * sin(2 * pi * n / 5_000))
        for n in range(5_000)
    )
    shapes = (
        Shape("circle", ShapeKind.AREA, many),
        Shape("more", ShapeKind.AREA, (*many, (0.0, 0.0))),
    )
    found = measured(replace(SHEET, references=drawn(Metric(log(SIZE)), 200), shapes=shapes))
    circle = found.shapes["circle"]
    assert isinstance(circle, Measured)
    assert circle.value == pytest.approx(pi * 600**2 * SIZE**2, rel=1e-5)
    more = found.shapes["more"]
    assert isinstance(more, Refused)
    assert (more.code, more.facts["n"]) == ("shape_too_many_points", 5_001)


def test_shape_when_there_is_no_scale_then_says_so() -> None:
    found = measured(Sheet("s", "", shapes=(Shape("a", ShapeKind.AREA, SQUARE),)))
    reason = found.shapes["a"]
    assert isinstance(reason, Refused)
    assert reason.code == "scale_missing"
    assert found.problems[""].code == "scale_missing"


SECTION = Region("section", "חתך", ((1_000, 0), (2_000, 0), (2_000, 1_000), (1_000, 1_000)))


def in_regions(*shapes: Shape, regions: tuple[Region, ...] = (SECTION,)) -> Sheet:
    return Sheet(
        "s",
        "",
        references=(
            line(1, (0, 0), (400, 0), "5.08"),
            line(2, (1_100, 500), (1_500, 500), "2.54", "section"),
        ),
        regions=regions,
        shapes=shapes,
    )


def square_at(left: float, top: float, side: float = 100.0, name: str = "a") -> Shape:
    ring = ((left, top), (left + side, top), (left + side, top + side), (left, top + side))
    return Shape(name, ShapeKind.AREA, ring)


@pytest.mark.parametrize(
    ("left", "top", "region"),
    [
        (100, 100, ""),
        (1_300, 300, "section"),
        (1_000, 0, "section"),
        (900, 300, ""),
        (1_900, 900, "section"),
    ],
)
def test_shape_when_it_lies_in_a_region_then_is_measured_by_its_scale(
    left: float, top: float, region: str
) -> None:
    """Corners on the border, to half a pixel, are on neither side."""
    found = measured(in_regions(square_at(left, top)))
    assert found.regions["a"] == region
    area = found.shapes["a"]
    assert isinstance(area, Measured)
    assert area.value == pytest.approx((0.635 if region else 1.27) ** 2, rel=1e-9)


@pytest.mark.parametrize(
    "shape",
    [
        square_at(950, 300),
        square_at(900, -100, 1_500),
        Shape("a", ShapeKind.LENGTH, ((500, 500), (1_500, 500))),
        Shape("a", ShapeKind.LENGTH, ((500, 500), (2_500, 500))),
    ],
)
def test_shape_when_it_crosses_a_border_then_is_refused_in_words(shape: Shape) -> None:
    found = measured(in_regions(shape)).shapes["a"]
    assert isinstance(found, Refused)
    assert (found.code, found.facts["region"]) == ("shape_across_regions", "חתך")


def test_region_when_it_lies_in_another_then_the_inner_one_measures() -> None:
    detail = Region(
        "detail", "פרט", ((1_200, 200), (1_600, 200), (1_600, 600), (1_200, 600)), Decimal(20)
    )
    found = measured(in_regions(square_at(1_300, 300), regions=(SECTION, detail)))
    assert found.regions["a"] == "detail"
    area = found.shapes["a"]
    assert isinstance(area, Measured)
    assert area.value == pytest.approx(0.254**2, rel=1e-9)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_point_that_is_no_number_when_there_are_regions_then_is_refused(number: float) -> None:
    shape = Shape("a", ShapeKind.AREA, ((1_300, 300), (number, 300), (1_300, 400)))
    found = measured(in_regions(shape)).shapes["a"]
    assert isinstance(found, Refused)
    assert found.code == "points_broken"


def test_region_when_it_has_no_scale_then_only_its_own_shapes_are_refused() -> None:
    bare = replace(SECTION, id="bare")
    sheet = in_regions(square_at(1_300, 300), square_at(100, 100, name="b"), regions=(bare,))
    found = measured(sheet)
    assert isinstance(found.shapes["a"], Refused)
    assert isinstance(found.shapes["b"], Measured)
    assert list(found.problems) == ["bare"]


pixels = st.one_of(st.integers(-5, 5).map(float), st.floats(-1e6, 1e6, allow_nan=False))
spots = st.tuples(pixels, pixels)
lines = st.lists(spots, max_size=6).map(tuple)
ends = st.tuples(spots, spots)
lengths = st.none() | st.sampled_from(["0", "-1", "0.01", "3.20", "2000", "9999", "NaN"]).map(
    Decimal
)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.tuples(ends | lines, lengths, st.sampled_from(["", "r"]), st.booleans()), max_size=9
    ),
    st.lists(st.tuples(lines, st.lists(lines, max_size=2)), max_size=4),
    st.lists(lines, max_size=2),
    st.sampled_from(Correction),
    lengths,
)
def test_sheet_when_anything_is_drawn_on_it_then_measuring_never_fails(
    marked: list[tuple[Ring, Decimal | None, str, bool]],
    rings: list[tuple[Ring, list[Ring]]],
    borders: list[Ring],
    correction: Correction,
    stated: Decimal | None,
) -> None:
    """Whatever is drawn is measured or has its reason; a fit that cannot be made is refused."""
    found = measured(
        Sheet(
            "s",
            "",
            stated_scale=stated,
            correction=correction,
            references=tuple(
                Reference(f"{n}", ends, metres, region, ignored)
                for n, (ends, metres, region, ignored) in enumerate(marked)
            ),
            regions=tuple(
                Region("r" * (n + 1), "", border, correction=correction)
                for n, border in enumerate(borders)
            ),
            shapes=tuple(
                Shape(f"{n}", list(ShapeKind)[n % 2], ring, tuple(holes))
                for n, (ring, holes) in enumerate(rings)
            ),
        )
    )
    assert set(found.shapes) == {f"{n}" for n in range(len(rings))}
    for each in found.shapes.values():
        if isinstance(each, Measured):
            assert each.value >= 0
            assert each.plus_minus >= 0


@pytest.mark.parametrize("correction", Correction)
def test_references_when_they_contradict_each_other_wildly_then_nothing_breaks(
    correction: Correction,
) -> None:
    """Ten-thousandfold contradictions: fits that would run away are refused by name."""
    random = Random(f"wild {correction}")
    codes = set()
    for _ in range(60):
        references = tuple(
            line(
                number,
                (random.uniform(-1e5, 1e5), random.uniform(-1e5, 1e5)),
                (random.uniform(-1e5, 1e5), random.uniform(-1e5, 1e5)),
                random.choice(["0.01", "2000", "5.08"]),
            )
            for number in range(9)
        )
        found = measured(sheet_of(*references, correction=correction))
        codes |= {problem.code for problem in found.problems.values()}
    assert "references_disagree" in codes
    assert codes <= {
        "references_disagree", "references_too_near", "references_one_way", "beyond_horizon"
    }  # fmt: skip
