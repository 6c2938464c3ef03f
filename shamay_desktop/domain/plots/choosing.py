"""All plots of a case, and those that its report prints."""

from collections.abc import Iterable

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.plots.band import band_plot
from shamay_desktop.domain.plots.evidence import evidence_of
from shamay_desktop.domain.plots.plot import Plot, PlotKind
from shamay_desktop.domain.plots.scatter import area_plot, date_plot, floor_plot, location_plot
from shamay_desktop.domain.plots.waterfall import waterfall_plots
from shamay_desktop.domain.valuation.grid import grid_of
from shamay_desktop.domain.valuation.heads import Head
from shamay_desktop.i18n.texts import Texts

PRINTED = "report.plots"


def plots_of(
    case: Case,
    texts: Texts,
    *,
    own_heads: Iterable[Head] = (),
    index: PriceIndex | None = None,
    kinds: Iterable[PlotKind] = tuple(PlotKind),
) -> tuple[Plot, ...]:
    """The plots of the kinds in their order; an adjusted comparable each has its waterfall.

    `index`: the price index whose line the plot of days shows. Plots without anything to look at
    are there too (`is_empty`), so that a window can say what is missing; waterfalls are not.
    """
    wanted, evidence = frozenset(kinds), evidence_of(case, texts)
    found: list[Plot] = []
    for kind in PlotKind:
        if kind not in wanted:
            continue
        if kind is PlotKind.DATE:
            found.append(date_plot(case, evidence, texts, index))
        elif kind is PlotKind.ADJUSTMENTS:
            found += waterfall_plots(grid_of(case, own_heads), texts)
        else:
            found.append(_MAKERS[kind](case, evidence, texts))
    return tuple(found)


_MAKERS = {
    PlotKind.AREA: area_plot,
    PlotKind.FLOOR: floor_plot,
    PlotKind.LOCATION: location_plot,
    PlotKind.BAND: band_plot,
}


def printed_plots(
    case: Case,
    texts: Texts,
    *,
    own_heads: Iterable[Head] = (),
    index: PriceIndex | None = None,
) -> tuple[Plot, ...]:
    """What the case asks its report to show, without what would be empty.

    The adjustments of a comparable that was left out are none of the calculation's.
    """
    asked = case.content(PRINTED)
    if not isinstance(asked, tuple):
        return ()
    kinds = [PlotKind(code) for code in asked if isinstance(code, str)]
    made = plots_of(case, texts, own_heads=own_heads, index=index, kinds=kinds)
    left_out = {row.id for row in case.rows("comparables") if row.content("included") is False}
    return tuple(plot for plot in made if not plot.is_empty and plot.row not in left_out)
