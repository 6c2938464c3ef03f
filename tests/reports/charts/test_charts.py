"""A plot on paper: laid out as the language reads it, inside its box, the same in every writer."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from shamay_desktop.domain.plots.choosing import plots_of
from shamay_desktop.domain.plots.plot import Plot, PlotKind
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.reports.charts.bitmap import DPI, png_of
from shamay_desktop.reports.charts.drawing import Drawing, Path, Words
from shamay_desktop.reports.charts.layout import drawn, height_of, visual
from shamay_desktop.reports.charts.outlines import fonts, outlined, width_of
from shamay_desktop.reports.charts.svg import svg_of
from tests.plot_samples import plotted_case

WIDTH = 465.0
SLACK = 1.0


def plots(language: Language) -> tuple[Plot, ...]:
    """Every kind."""
    return plots_of(plotted_case(), load_texts(language))


def drawing(plot: Plot, language: Language, width: float = WIDTH) -> Drawing:
    """The plot at a width."""
    return drawn(plot, width, height_of(plot, width), rtl=language.right_to_left)


def words_of(made: Drawing) -> list[Words]:
    """What is written in it."""
    return [item for item in made.items if isinstance(item, Words)]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("width", [WIDTH, 226.0])
def test_drawing_when_laid_out_then_everything_stands_inside_its_box(
    language: Language, width: float
) -> None:
    for plot in plots(language):
        made = drawing(plot, language, width)
        for item in made.items:
            if isinstance(item, Words):
                ends = (item.x, item.x + width_of(item.text, item.size))
                assert ends[0] >= -SLACK, (plot.kind, item.text)
                assert ends[1] <= made.width + SLACK, (plot.kind, item.text)
                assert 0 <= item.y <= made.height + SLACK
                continue
            for command in item.commands:
                for x, y in command.points:
                    assert -SLACK <= x <= made.width + SLACK, plot.kind
                    assert -SLACK <= y <= made.height + SLACK, plot.kind


def test_prices_when_hebrew_then_stand_at_the_right_and_in_english_at_the_left() -> None:
    for language, at_right in ((Language.HE, True), (Language.EN, False)):
        made = drawing(plots(language)[0], language)
        ticks = [item for item in words_of(made) if item.text == "50,000"]
        assert len(ticks) == 1
        assert (ticks[0].x > WIDTH / 2) is at_right


def test_hebrew_when_drawn_then_letters_stand_in_visual_order_and_numbers_in_their_own() -> None:
    assert visual('שטח (מ"ר)', rtl=True) == '(ר"מ) חטש'
    assert visual("\u2066−1,057\u2069", rtl=True) == "−1,057"
    assert visual("Area (m²)", rtl=False) == "Area (m²)"


def test_font_when_asked_for_what_plots_write_then_has_it() -> None:
    needed = {
        character
        for language in Language
        for plot in plots(language)
        for item in words_of(drawing(plot, language))
        for character in item.text
    }
    assert {c for c in needed if not any(font.has(c) for font in fonts())} == set()


def test_outline_when_made_then_is_as_wide_as_its_words_and_has_holes() -> None:
    words = Words(10.0, 50.0, "O0", 20.0, "#000000")
    path = outlined(words)
    across = [x for command in path.commands for x, _ in command.points]
    assert min(across) >= 10.0
    assert max(across) <= 10.0 + width_of("O0", 20.0)
    contours = sum(command.verb == "M" for command in path.commands)
    assert contours == 4  # each has a hole
    heights = [y for command in path.commands for _, y in command.points]
    assert 30.0 < min(heights) < max(heights) < 51.0


def test_svg_when_written_then_is_paths_alone_of_the_drawing_s_size() -> None:
    made = drawing(plots(Language.HE)[0], Language.HE)
    root = ET.fromstring(svg_of(made))  # noqa: S314 — our own file
    assert root.get("width") == f"{WIDTH:g}pt"
    assert {child.tag.rpartition("}")[2] for child in root} == {"path"}
    assert len(root) == len(made.items)


def test_png_when_painted_then_has_the_size_for_print_and_the_ink_of_the_marks() -> None:
    from PIL import Image

    made = drawing(plots(Language.HE)[0], Language.HE)
    data, size = png_of(made)
    assert size == (round(WIDTH * DPI / 72), round(made.height * DPI / 72))
    image = Image.open(BytesIO(data)).convert("RGB")
    assert image.size == size
    data_of = image.tobytes()
    seen = set(zip(data_of[::3], data_of[1::3], data_of[2::3], strict=True))
    assert any(blue > 140 and red < 60 for red, _, blue in seen)  # the evidence
    assert any(red > 180 and blue < 60 for red, _, blue in seen)  # the outlier
    assert len(data) < 60_000


def test_marks_when_printed_without_colour_then_differ_in_shape() -> None:
    made = drawing(plots(Language.EN)[0], Language.EN)
    shapes = {
        (tuple(command.verb for command in item.commands), item.fill == "#ffffff")
        for item in made.items
        if isinstance(item, Path) and item.fill is not None
    }
    assert len(shapes) == 4  # disc, ring, triangle, diamond


def test_long_waterfall_when_half_as_wide_then_its_names_are_wrapped() -> None:
    plot = next(p for p in plots(Language.HE) if p.kind is PlotKind.ADJUSTMENTS)
    wide, narrow = (len(words_of(drawing(plot, Language.HE, width))) for width in (WIDTH, 150.0))
    assert narrow > wide
