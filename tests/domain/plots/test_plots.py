"""What each plot shows of a case: where its marks stand, how they are told apart, what lacks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.market.price_index import IndexPoint, PriceIndex
from shamay_desktop.domain.plots.choosing import plots_of, printed_plots
from shamay_desktop.domain.plots.plot import Mark, Plot, PlotKind, Role, Shape
from shamay_desktop.domain.valuation.grid import grid_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.plot_samples import SALES, comparables, listed, plotted_case

SALE_DAY = date(2026, 1, 1)
EMPTY_INDEX = PriceIndex("40010", "מחירי דירות", "Dwellings")
HE, EN = load_texts(Language.HE), load_texts(Language.EN)


def plot_of(case: Case, kind: PlotKind, index: PriceIndex | None = None) -> Plot:
    """The first plot of a kind."""
    return plots_of(case, HE, kinds=[kind], index=index)[0]


def by_row(plot: Plot) -> dict[str, Mark]:
    """The marks of comparables."""
    return {mark.row: mark for mark in plot.marks if mark.row}


def test_area_when_plotted_then_each_mark_stands_at_its_area_and_price_as_paid() -> None:
    plot = plot_of(plotted_case(), PlotKind.AREA)
    marks = by_row(plot)
    assert len(marks) == len(SALES)
    for at, (_, price, area, _, _) in enumerate(SALES):
        assert marks[f"r{at}"].x == Fraction(area)
        assert marks[f"r{at}"].y == Fraction(int(price), int(area))


def test_roles_when_left_out_or_far_then_shapes_tell_them_apart() -> None:
    marks = by_row(plot_of(plotted_case(), PlotKind.AREA))
    assert (marks["r5"].role, marks["r5"].shape) == (Role.LEFT_OUT, Shape.RING)
    assert (marks["r6"].role, marks["r6"].shape) == (Role.OUTLIER, Shape.TRIANGLE)
    assert (marks["r1"].role, marks["r1"].shape) == (Role.EVIDENCE, Shape.DISC)
    # It was paid as the others were, and is far only as it was adjusted: that is what is judged.
    assert marks["r0"].role is Role.OUTLIER
    assert len({mark.shape for mark in marks.values()}) == 3


def test_subject_when_priced_then_is_a_mark_and_else_a_line_at_its_area() -> None:
    priced = plot_of(plotted_case(), PlotKind.AREA)
    subject = next(mark for mark in priced.marks if mark.role is Role.SUBJECT)
    assert (subject.x, subject.y) == (Fraction(142), Fraction(35_000))
    assert subject.shape is Shape.DIAMOND
    without = plotted_case().with_value("valuation.adopted_price_per_sqm", None)
    unpriced = plot_of(without, PlotKind.AREA)
    assert not any(mark.role is Role.SUBJECT for mark in unpriced.marks)
    line = next(line for line in unpriced.lines if line.role is Role.SUBJECT)
    assert {x for x, _ in line.places} == {Fraction(142)}


def test_floor_when_written_in_words_then_is_read_and_what_is_unread_is_counted() -> None:
    plot = plot_of(plotted_case(), PlotKind.FLOOR)
    marks = by_row(plot)
    assert marks["r2"].x == 0
    assert marks["r3"].x == 4
    assert plot.note == ""
    odd = [*SALES[:6], (*SALES[6][:3], "גג עליון?", SALES[6][4])]
    plot = plot_of(plotted_case(comparables=comparables(odd)), PlotKind.FLOOR)
    assert "r6" not in by_row(plot)
    assert plot.note


def test_location_when_known_then_metres_from_the_subject_on_one_scale() -> None:
    plot = plot_of(plotted_case(), PlotKind.LOCATION)
    mark = by_row(plot)["r0"]
    assert (mark.x, mark.y) == (Fraction(184300 - 184350), Fraction(668400 - 668550))
    assert plot.even
    assert plot.x.high - plot.x.low == plot.y.high - plot.y.low


def test_location_when_no_comparable_has_a_place_then_is_empty_and_says_so() -> None:
    bare = [(*sale[:4], "") for sale in SALES]
    plot = plot_of(plotted_case(comparables=comparables(bare)), PlotKind.LOCATION)
    assert plot.is_empty
    assert HE("plots.empty_location") in plot.description


def index_of(*values: tuple[int, str]) -> PriceIndex:
    """An index with these points of 2025."""
    points = {
        (2025, month): IndexPoint((2025, month), Decimal(value), "1993", SALE_DAY)
        for month, value in values
    }
    return replace(EMPTY_INDEX, points=points)


def test_days_when_there_is_an_index_then_its_line_ends_at_the_adopted_price() -> None:
    index = index_of((1, "500"), (6, "550"), (12, "600"))
    plot = plot_of(plotted_case(), PlotKind.DATE, index)
    line = next(line for line in plot.lines if line.role is Role.INDEX)
    assert line.dashed
    assert line.places[-1][1] == 35_000
    assert line.places[0][1] == Fraction(35_000) * 500 / 600


@pytest.mark.parametrize("given_index", [None, index_of((12, "600"))])
def test_days_when_there_is_no_index_or_one_point_then_no_line(
    given_index: PriceIndex | None,
) -> None:
    assert plot_of(plotted_case(), PlotKind.DATE, given_index).lines == ()


def test_waterfall_when_adjusted_then_its_steps_lead_from_paid_to_adjusted() -> None:
    case = plotted_case()
    column = grid_of(case).columns[0]
    assert column.price is not None
    plot = next(p for p in plots_of(case, HE) if p.row == "r0")
    first, *steps, last = plot.boxes
    assert first.second[1] == column.price.exact
    assert last.second[1] == column.price.adjusted
    running = first.second[1]
    for step in steps:
        assert step.first[1] == running
        running = step.second[1]
        assert (step.role is Role.RISE) == (step.second[1] > step.first[1])
    assert running == last.second[1]
    assert plot.y.high > max(box.second[1] for box in plot.boxes)  # its amount stands above it
    assert [step.label[1] for step in steps] == ["+", "\u2212", "+"]


def test_waterfall_when_hebrew_then_runs_from_the_right_and_in_english_from_the_left() -> None:
    for texts, turned in ((HE, True), (EN, False)):
        plot = plots_of(plotted_case(), texts, kinds=[PlotKind.ADJUSTMENTS])[0]
        assert plot.x.turned is turned


def test_waterfalls_when_nothing_is_adjusted_then_there_are_none() -> None:
    bare = plotted_case().with_value("comparables.adjustments", None)
    assert plots_of(bare, HE, kinds=[PlotKind.ADJUSTMENTS]) == ()


@given(
    amounts=st.lists(st.decimals(min_value=-90, max_value=90, places=2), min_size=1, max_size=8),
    mode=st.sampled_from(["product", "sum"]),
)
def test_waterfall_when_any_percentages_then_the_steps_sum_to_the_whole(
    amounts: list[Decimal], mode: str
) -> None:
    heads = ("time", "location", "floor", "size", "finish", "age", "noise", "parking")
    rows = listed(
        *(
            {"comparable": "r0", "head": head, "unit": "percent", "amount": str(amount)}
            for head, amount in zip(heads, amounts, strict=False)
        )
    )
    case = plotted_case(valuation__adjustment_mode=mode)
    case = case.with_value("comparables.adjustments", rows)
    column = grid_of(case).columns[0]
    assert column.price is not None
    for plot in plots_of(case, HE, kinds=[PlotKind.ADJUSTMENTS]):
        if plot.row == "r0":
            moved = [box.second[1] - box.first[1] for box in plot.boxes[1:-1]]
            assert column.price.exact + sum(moved) == column.price.adjusted


def test_band_when_plotted_then_shows_prices_mean_median_and_what_was_adopted() -> None:
    plot = plot_of(plotted_case(), PlotKind.BAND)
    assert {box.role for box in plot.boxes} == {Role.MEAN, Role.MEDIAN}
    middles = {mark.role: mark.x for mark in plot.marks if not mark.row}
    counted = [mark.x for mark in plot.marks if mark.row and mark.role is not Role.LEFT_OUT]
    assert middles[Role.MEAN] == sum(counted) / len(counted)
    assert middles[Role.SUBJECT] == 35_000
    for box in plot.boxes:
        assert box.first[0] <= middles[box.role] <= box.second[0]


def test_band_when_one_comparable_then_has_no_band_and_its_axis_stands() -> None:
    plot = plot_of(plotted_case(comparables=comparables(SALES[:1])), PlotKind.BAND)
    assert plot.boxes == ()
    assert plot.x.low < plot.marks[0].x < plot.x.high


@pytest.mark.parametrize("kind", [kind for kind in PlotKind if kind is not PlotKind.ADJUSTMENTS])
@pytest.mark.parametrize("texts", [HE, EN], ids=["he", "en"])
def test_plots_when_the_case_is_empty_then_say_so_and_do_not_fail(
    kind: PlotKind, texts: object
) -> None:
    assert texts in (HE, EN)
    plot = plots_of(Case("empty"), HE if texts is HE else EN, kinds=[kind])[0]
    assert plot.is_empty
    assert plot.description


@pytest.mark.parametrize("count", [1, 2, 7])
def test_tables_when_read_then_every_thing_has_a_cell_for_every_head(count: int) -> None:
    case = plotted_case(comparables=comparables(SALES[:count]))
    for plot in plots_of(case, HE):
        for thing in plot.things():
            assert len(thing.cells) == len(plot.heads), plot.kind
            assert strip_marks(thing.told)


def test_words_when_hebrew_then_isolates_are_closed() -> None:
    for plot in plots_of(plotted_case(), HE):
        said = (plot.title, plot.description, plot.x.title, plot.y.title)
        for words in (*said, *(thing.told for thing in plot.things())):
            opened = sum(words.count(mark) for mark in "\u2066\u2067\u2068")
            assert opened == words.count("\u2069")


def test_printed_when_the_case_asks_then_those_alone_and_none_that_is_empty() -> None:
    assert printed_plots(plotted_case(), HE) == ()
    asked = plotted_case().with_value("report.plots", Value.of(("band", "location")))
    assert [plot.kind for plot in printed_plots(asked, HE)] == [PlotKind.LOCATION, PlotKind.BAND]
    bare = asked.with_value("comparables", comparables([(*sale[:4], "") for sale in SALES]))
    assert [plot.kind for plot in printed_plots(bare, HE)] == [PlotKind.BAND]


def test_printed_when_a_comparable_is_left_out_then_its_adjustments_are_not() -> None:
    asked = plotted_case().with_value("report.plots", Value.of(("adjustments",)))
    assert [plot.row for plot in printed_plots(asked, HE)] == ["r0", "r1"]
    rows = list(asked.rows("comparables"))
    rows[0] = replace(rows[0], cells={**rows[0].cells, "included": Value.of(False)})
    without = asked.with_value("comparables", Value.of(tuple(rows)))
    assert [plot.row for plot in printed_plots(without, HE)] == ["r1"]


def test_marks_when_two_lie_at_one_place_then_one_label_has_both_numbers() -> None:
    sales = (SALES[0], SALES[1][:4] + SALES[0][4:], *SALES[2:])
    plot = plot_of(plotted_case(comparables=comparables(sales)), PlotKind.LOCATION)
    labels = [mark.label for mark in plot.marks if mark.row]
    assert labels[0] == "1, 2"
    assert labels[1] == ""


def test_prices_when_the_case_has_its_own_step_then_plots_round_to_it_and_never_the_adopted() -> (
    None
):
    case = plotted_case(
        **{"valuation.comparable_step": "10", "valuation.adopted_price_per_sqm": "35251"}
    )
    plot = plot_of(case, PlotKind.AREA)
    marks = by_row(plot)
    assert "35,910" in strip_marks(marks["r0"].told)
    subject = next(mark for mark in plot.marks if mark.role is Role.SUBJECT)
    assert "35,251" in strip_marks(subject.told)


def test_waterfall_when_its_axis_is_cut_then_says_so() -> None:
    plot = plot_of(plotted_case(), PlotKind.ADJUSTMENTS)
    assert plot.y.low > 0
    assert plot.note
