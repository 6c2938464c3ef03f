"""The plots that the case asks its report to show, below the comparables."""

from shamay_desktop.domain.plots.choosing import printed_plots
from shamay_desktop.domain.plots.plot import Plot, PlotKind
from shamay_desktop.domain.report_content import Block, Chart, ChartGrid
from shamay_desktop.domain.valuation.heads import heads_of
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import ReportInputs

_MOST_IN_HALF = 6
"""Steps of a waterfall whose names can be read in half the width."""


def charts_section(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """Each plot in the text's width; waterfalls two in a row where all of them are narrow."""
    heads = heads_of(inputs.office.practice)
    plots = printed_plots(inputs.case, facts.texts, own_heads=heads, index=inputs.index)
    waterfalls = [plot for plot in plots if plot.kind is PlotKind.ADJUSTMENTS]
    narrow = len(waterfalls) > 1 and all(len(plot.boxes) <= _MOST_IN_HALF for plot in waterfalls)
    grids = (
        ChartGrid(
            tuple(_chart(plot, plot.kind.value) for plot in plots if plot not in waterfalls),
            key="plots:5.1",
        ),
        ChartGrid(
            tuple(_chart(plot, f"adjustments/{plot.row}") for plot in waterfalls),
            2 if narrow else 1,
            "plots:adjustments",
        ),
    )
    return [grid for grid in grids if grid.charts]


def _chart(plot: Plot, about: str) -> Chart:
    return Chart(plot, plot.description, plot.note, f"plot:{about}")
