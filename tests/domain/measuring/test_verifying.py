"""A scale is verified by three long dimensions that agree, and says by which, or why not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.scale import Verified, scale_of

SIZE = 0.0127


def dimension(name: str, start: Point, pixels: float, *, across: bool = True) -> Reference:
    end = (start[0] + pixels, start[1]) if across else (start[0], start[1] + pixels)
    return Reference(name, (start, end), Decimal(f"{pixels * SIZE:.2f}"))


LONG = (
    dimension("width", (0, 0), 800),
    dimension("depth", (0, 0), 600, across=False),
    dimension("hall", (0, 300), 400),
)
FLAT = Shape("flat", ShapeKind.AREA, ((0, 0), (800, 0), (800, 600), (0, 600)))


def sheet(*references: Reference, shapes: tuple[Shape, ...] = (FLAT,)) -> Sheet:
    return Sheet("s", "", references=references, shapes=shapes)


def test_scale_when_three_long_dimensions_agree_then_is_verified_by_them() -> None:
    scale = scale_of(sheet(*LONG, dimension("door", (5, 5), 70)))
    assert scale.verified is Verified.YES
    assert scale.verified_by == ("width", "depth", "hall")
    assert scale.why_not == ""


@pytest.mark.parametrize(
    ("references", "why"),
    [
        (LONG[:1], "references_few"),
        (LONG[:2], "references_few"),
        ((*LONG[:2], dimension("door", (5, 5), 70)), "references_short"),
        ((*LONG[:2], dimension("again", (3, 2), 799)), "references_same"),
        ((*LONG[:2], replace(LONG[2], ignored=True)), "references_few"),
    ],
)
def test_scale_when_dimensions_do_not_suffice_then_is_not_quite_verified(
    references: tuple[Reference, ...], why: str
) -> None:
    scale = scale_of(sheet(*references))
    assert (scale.verified, scale.why_not) == (Verified.FEW, why)


@pytest.mark.parametrize(("beside", "found"), [(60, Verified.YES), (30, Verified.FEW)])
def test_dimension_when_it_is_drawn_beside_another_then_is_its_own_from_a_twentieth_on(
    beside: float, found: Verified
) -> None:
    again = dimension("again", (0, beside), 800)
    assert scale_of(sheet(*LONG[:2], again)).verified is found


def test_scale_when_a_dimension_contradicts_the_others_then_is_not_verified() -> None:
    wrong = replace(LONG[2], metres=Decimal("5.60"))
    more = (dimension("a", (0, 500), 500), dimension("b", (700, 0), 500, across=False))
    scale = scale_of(sheet(*LONG[:2], wrong, *more))
    assert (scale.verified, scale.why_not) == (Verified.NOT, "reference_outlying")
    assert scale.verified_by == ()


def test_dimension_when_the_measured_part_is_small_then_is_long_for_it() -> None:
    """What is long is told against what is measured, and never below two metres."""
    short = tuple(
        dimension(name, (0, top), 170) for name, top in (("a", 0), ("b", 200), ("c", 400))
    )
    room = replace(FLAT, points=((0, 0), (300, 0), (300, 300), (0, 300)))
    assert scale_of(sheet(*short, shapes=(room,))).verified is Verified.YES
    assert scale_of(sheet(*short)).why_not == "references_short"
    assert scale_of(sheet(*short, shapes=())).verified is Verified.YES
    tiny = tuple(dimension(each.id, each.points[0], 150) for each in short)
    assert scale_of(sheet(*tiny, shapes=(room,))).why_not == "references_short"


def test_scale_when_every_word_of_why_not_is_asked_then_stands_in_the_catalogues() -> None:
    from shamay_desktop.i18n.language import Language
    from shamay_desktop.i18n.texts import load_texts

    for language in Language:
        texts = load_texts(language)
        for code in (
            "stated_only", "reference_outlying", "references_disagree", "references_few",
            "references_short", "references_same",
        ):  # fmt: skip
            assert texts.has(f"measure.why_not.{code}")
