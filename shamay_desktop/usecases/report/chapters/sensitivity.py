"""The sensitivity of the value as tables, and how sure the evidence is (sections 5.4 and 5.1)."""

from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from shamay_desktop.domain.fields.approaches import SENSITIVE_TO
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    LabelLine,
    LabelLines,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.statistics.bands import Band, bootstrap_band, t_band
from shamay_desktop.domain.statistics.leave_one_out import leave_one_out
from shamay_desktop.domain.statistics.outliers import K, outliers
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.sensitivity import OF, SensitivityLine, sensitivity_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.usecases.report.facts import Facts

_SHEKEL, _TENTH = Decimal(1), Decimal("0.1")
_DERIVED = "valuation.derived"
_NAMES = {choice.code: choice for choice in SENSITIVE_TO}


def sensitivity_tables(facts: Facts) -> list[Block]:
    """A table for the lines that change by the same steps: the unrounded value in each case."""
    lines = sensitivity_of(facts.case)
    groups = groupby(lines, key=lambda line: (line.in_points, _changes(line)))
    return [_table(facts, tuple(listed)) for _, listed in groups]


def _changes(line: SensitivityLine) -> tuple[Decimal, ...]:
    return tuple(cell.change for cell in line.cells)


def _table(facts: Facts, lines: tuple[SensitivityLine, ...]) -> Table:
    head = [Column(facts.texts("report.sensitivity_parameter"), ColumnKind.TEXT, 22)]
    for cell in lines[0].cells:
        shown = _change(facts, cell.change, in_points=lines[0].in_points)
        head.append(Column(shown, ColumnKind.NUMBER, 14))
    body = []
    for line in lines:
        name = _NAMES[line.parameter].label(facts.texts.language.value)
        values = [
            () if cell.value is None else (Run(formats.number(plain(cell.value)), field=OF),)
            for cell in line.cells
        ]
        body.append(TableRow(((Run(name, field=OF),), *values)))
    return Table(tuple(head), tuple(body), facts.texts("report.sensitivity_caption"))


def _change(facts: Facts, change: Decimal, *, in_points: bool) -> str:
    if not change:
        return facts.texts("report.sensitivity_as_is")
    sign = "+" if change > 0 else "−"
    shown = f"{sign}{plain(abs(change))}"
    if not in_points:
        return isolate_left_to_right(f"{shown}%")
    return facts.texts("report.sensitivity_points", points=isolate_left_to_right(shown))


# -- how sure the evidence is --------------------------------------------------------------------


def certainty_lines(facts: Facts, result: ValuationResult | None) -> list[Block]:
    """Bands, the leave-one-out error and outliers, where the appraiser asked for them."""
    asked = facts.case.content(_DERIVED)
    if result is None or not isinstance(asked, tuple):
        return []
    prices = {
        row.comparable.row_id: row.adjusted for row in result.rows if row.comparable.included
    }  # fmt: skip
    lines: list[LabelLine] = []
    if "band" in asked:
        numbers = list(prices.values())
        lines += [
            LabelLine(facts.texts(f"report.band_{band.method.value}"), (_run(facts, band),))
            for band in (t_band(numbers), bootstrap_band(numbers))
            if band is not None
        ]
    if "leave_one_out" in asked:
        lines += _leave_one_out(facts, prices)
    if "outliers" in asked:
        lines += _outliers(facts, prices)
    return [LabelLines(tuple(lines))] if lines else []


def _run(facts: Facts, band: Band) -> Run:
    ends = formats.between(
        *(formats.number(plain(to_places(end, _SHEKEL))) for end in (band.low, band.high))
    )
    said = facts.texts(
        f"report.band_words_{band.method.value}",
        ends=ends,
        level=formats.percent(plain(band.level)),
        n=band.count,
        seed=band.seed or 0,
        samples=formats.number(str(band.samples or 0)),
    )
    return Run(said, field="comparables")


def _leave_one_out(facts: Facts, prices: dict[str, Fraction]) -> list[LabelLine]:
    found = leave_one_out(prices)
    if found is None:
        return []
    mean = formats.percent(plain(to_places(found.mean_absolute * 100, _TENTH)))
    worst = formats.percent(plain(to_places(abs(found.worst[1]) * 100, _TENTH)))
    said = facts.texts("report.leave_one_out_words", mean=mean, worst=worst, n=len(found.errors))
    return [LabelLine(facts.texts("report.leave_one_out"), (Run(said, field="comparables"),))]


def _outliers(facts: Facts, prices: dict[str, Fraction]) -> list[LabelLine]:
    """The fence, and how many lie outside it; they stay in the statistics."""
    found = outliers(prices)
    if found is None:
        return []
    low, high = (to_places(Decimal(str(end)), _SHEKEL) for end in (found.low, found.high))
    said = facts.texts(
        "report.outliers_words" if found.distances else "report.outliers_none",
        ends=formats.between(formats.number(plain(low)), formats.number(plain(high))),
        k=plain(K),
        n=len(found.distances),
    )
    return [LabelLine(facts.texts("report.outliers"), (Run(said, field="comparables"),))]
