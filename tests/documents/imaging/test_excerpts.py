"""Excerpts of plans: the ground outside is kept, whitened or cut, shapes and labels inside."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from shamay_desktop.documents.imaging.excerpts import draw_excerpt
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.excerpts import (
    ExcerptRequest,
    Ground,
    LabelledShape,
    outline_of,
)
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from tests.documents.made_files import pdf_bytes

Colour = tuple[int, int, int]
FLOOR: Colour = (150, 170, 150)
BLUE: Colour = (29, 95, 191)
OUTLINE: Ring = ((200.0, 200.0), (800.0, 200.0), (800.0, 600.0), (500.0, 600.0), (200.0, 400.0))


def square(left: float, top: float, side: float) -> Ring:
    right, bottom = left + side, top + side
    return ((left, top), (right, top), (right, bottom), (left, bottom))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.png"
    Image.new("RGB", (1000, 800), FLOOR).save(path)
    return path


FLAT = Shape("1", ShapeKind.AREA, square(450, 250, 300), (square(550, 350, 100),), "סלון", "flat")
REQUEST = ExcerptRequest(1, 200, OUTLINE, Ground.KEPT, 0.0, (LabelledShape(FLAT, ""),))


def drawn(path: Path, request: ExcerptRequest, width: int = 648) -> Image.Image:
    target = path.with_suffix(".out")
    draw_excerpt(path, target, request, width, "PNG")
    with Image.open(target) as image:
        image.load()
    return image


def near(found: object, wanted: Colour, off: int = 12) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) <= off for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("ground", "outside"),
    [(Ground.KEPT, FLOOR), (Ground.WHITENED, (232, 236, 232)), (Ground.CUT, (255, 255, 255))],
)
def test_what_lies_outside_when_the_ground_is_so_then_looks_so(
    plan: Path, ground: Ground, outside: Colour
) -> None:
    image = drawn(plan, replace(REQUEST, ground=ground))
    assert near(image.getpixel((60, image.height - 30)), outside, 3)
    assert near(image.getpixel((120, 120)), FLOOR, 3), "inside the outline it is as it was"


def test_a_shape_when_it_has_a_hole_then_the_hole_is_not_filled(plan: Path) -> None:
    image = drawn(plan, REQUEST)
    left, top = REQUEST.box()[:2]
    scale = image.width / (REQUEST.box()[2] - left)

    def at(x: float, y: float) -> object:
        return image.getpixel((round((x - left) * scale), round((y - top) * scale)))

    tinted = tuple(round(0.84 * one + 0.16 * two) for one, two in zip(FLOOR, BLUE, strict=True))
    assert near(at(500, 300), (tinted[0], tinted[1], tinted[2]), 4)
    assert near(at(600, 400), FLOOR, 4)
    assert near(at(450, 400), BLUE, 12), "its edge is of its category's colour"


def test_a_label_when_it_is_drawn_then_stands_inside_off_the_hole(plan: Path) -> None:
    bare, named = (
        drawn(plan, REQUEST),
        drawn(plan, replace(REQUEST, shapes=(LabelledShape(FLAT, 'סלון\n85.48 מ"ר'),))),
    )
    from PIL import ImageChops

    found = ImageChops.difference(bare, named).getbbox()
    assert found is not None
    left, top = REQUEST.box()[:2]
    scale = bare.width / (REQUEST.box()[2] - left)
    box = [side / scale + (left, top)[at % 2] for at, side in enumerate(found)]
    assert box[0] > 440
    assert box[1] > 240
    assert box[2] < 760
    assert box[3] < 560


def test_an_excerpt_when_the_sheet_is_turned_then_stands_upright(plan: Path) -> None:
    straight = drawn(plan, REQUEST)
    upright = drawn(plan, replace(REQUEST, turn=90.0), width=448)
    assert (upright.width, upright.height) == (straight.height, straight.width)


def test_an_excerpt_of_a_pdf_when_it_is_printed_then_is_finer_than_its_sheet(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_bytes([(595, 842)]))
    outline = square(100, 100, 300)
    image = drawn(path, replace(REQUEST, outline=outline, shapes=()), width=600)
    assert image.width == 600


@pytest.mark.parametrize("outline", [square(5000, 5000, 10), square(-900, -900, 100)])
def test_an_outline_when_it_is_off_the_sheet_then_is_refused(plan: Path, outline: Ring) -> None:
    with pytest.raises(Refused) as refused:
        drawn(plan, replace(REQUEST, outline=outline))
    assert refused.value.code == "drawn_off_the_sheet"


def test_an_outline_when_it_reaches_over_the_sheet_then_what_there_is_is_shown(plan: Path) -> None:
    image = drawn(plan, replace(REQUEST, outline=square(-500, -500, 900)), width=400)
    assert near(image.getpixel((30, 30)), FLOOR, 3)


def test_what_is_hidden_on_the_page_when_an_excerpt_is_drawn_then_is_hidden(plan: Path) -> None:
    with Image.open(plan) as image:
        marked = image.copy()
    ImageDraw.Draw(marked).text((250, 250), "054-1234567", fill="black", font_size=30)
    marked.save(plan)
    bare = replace(REQUEST, shapes=())
    seen = drawn(plan, bare).crop((60, 60, 240, 110)).convert("L").getextrema()
    gone = drawn(plan, replace(bare, veil=((240, 240, 460, 300),)))
    hidden = gone.crop((60, 60, 240, 110)).convert("L").getextrema()
    assert seen[0] < 40  # type: ignore[operator]
    assert hidden[0] > 130  # type: ignore[operator]


def test_a_sheet_without_an_outline_when_it_has_shapes_then_their_box_is_shown() -> None:
    sheet = Sheet("s", "a" * 64, shapes=(FLAT,))
    outline = outline_of(sheet)
    assert min(x for x, _ in outline) < 450
    assert max(x for x, _ in outline) > 750
    assert outline_of(replace(sheet, shapes=())) == ()
    assert outline_of(replace(sheet, excerpt=OUTLINE)) == OUTLINE
