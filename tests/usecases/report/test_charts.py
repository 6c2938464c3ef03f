"""Plots in the report: those that the case asks for, below the comparables, and none that lie."""

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.plots.plot import PlotKind
from shamay_desktop.domain.report_content import Block, ChartGrid, Heading, Table
from shamay_desktop.i18n.language import Language
from tests.plot_samples import plotted_case
from tests.usecases.report.inputs import lines_of, report_of


def asking(*codes: str) -> Case:
    """The case with its value, asking for these plots."""
    return plotted_case().with_value("report.plots", Value.of(codes))


def grids_of(case: Case, language: Language = Language.HE) -> list[ChartGrid]:
    """The plots of the report, in reading order."""
    chapters = report_of(case, language=language).chapters
    return [block for chapter in chapters for block in chapter.blocks if is_grid(block)]  # type: ignore[misc]


def is_grid(block: Block) -> bool:
    """Whether it holds plots."""
    return isinstance(block, ChartGrid)


def test_plots_when_the_case_asks_for_none_then_the_report_has_none() -> None:
    assert grids_of(plotted_case()) == []


def test_plots_when_asked_for_then_stand_with_the_comparables() -> None:
    case = asking("area", "band")
    (grid,) = grids_of(case)
    assert [chart.plot.kind for chart in grid.charts] == [PlotKind.AREA, PlotKind.BAND]
    chapter = next(c for c in report_of(case).chapters if c.key == "calculation")
    place = chapter.blocks.index(grid)
    before = [block for block in chapter.blocks[:place] if isinstance(block, Table)]
    assert before, "the evidence comes first"
    sections = [block.number for block in chapter.blocks[:place] if isinstance(block, Heading)]
    assert sections == ["5.1"]


def test_waterfalls_when_asked_for_then_stand_side_by_side() -> None:
    (grid,) = grids_of(asking("adjustments"))
    assert grid.columns == 2
    assert [chart.plot.row for chart in grid.charts] == ["r0", "r1"]


def test_titles_when_printed_then_are_words_of_the_report_in_its_language() -> None:
    case = asking("floor")
    for language, title in ((Language.HE, 'מחיר למ"ר לפי קומה'), (Language.EN, "by floor")):
        assert any(title in line for line in lines_of(case, language=language))


def test_descriptions_when_printed_then_tell_what_is_seen() -> None:
    (grid,) = grids_of(asking("area"))
    assert "7" in grid.charts[0].description
