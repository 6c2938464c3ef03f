"""The sensitivity of the value as tables, and how sure the evidence is (sections 5.4 and 5.1)."""

from collections.abc import Sequence
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
from shamay_desktop.domain.statistics.bounds import FEWEST_FOR_OUTLIERS
from shamay_desktop.domain.statistics.leave_one_out import leave_one_out
from shamay_desktop.domain.statistics.outliers import Outliers, Spread
from shamay_desktop.domain.valuation.comparison import PricedComparable, outliers_of
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.sensitivity import (
    OF,
    Sensitivity,
    SensitivityLine,
    Unmade,
    sensitivity,
)
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.usecases.report.facts import Facts, told

_SHEKEL, _TENTH = Decimal(1), Decimal("0.1")
_DERIVED = "valuation.derived"
_NAMES = {choice.code: choice for choice in SENSITIVE_TO}


def sensitivity_tables(facts: Facts) -> list[Block]:
    """A table for the lines that change by the same steps: the unrounded value in each case.

    What was asked for and could not be made is said with its reason.
    """
    found = sensitivity(facts.case)
    groups = groupby(found.lines, key=lambda line: (line.in_points, _changes(line)))
    tables: list[Block] = [_table(facts, tuple(listed)) for _, listed in groups]
    return [*tables, *_unmade(facts, found)]


def _unmade(facts: Facts, found: Sensitivity) -> list[Block]:
    said = []
    label = facts.texts("report.sensitivity_unmade")
    for why in Unmade:
        names = [_name(facts, code) for code, reason in found.unmade if reason is why]
        if names:
            words = facts.texts(f"report.sensitivity_{why.value}", names=", ".join(names))
            said.append(told(label, (Run(words, field=OF),), f"{OF}/{why.value}"))
    lines = tuple(said)
    return [LabelLines(lines)] if lines else []


def _name(facts: Facts, parameter: str) -> str:
    return _NAMES[parameter].label(facts.texts.language.value)


def _changes(line: SensitivityLine) -> tuple[Decimal, ...]:
    return tuple(cell.change for cell in line.cells)


def _table(facts: Facts, lines: tuple[SensitivityLine, ...]) -> Table:
    head = [Column(facts.texts("report.sensitivity_parameter"), ColumnKind.TEXT, 22)]
    for cell in lines[0].cells:
        shown = _change(facts, cell.change, in_points=lines[0].in_points)
        head.append(Column(shown, ColumnKind.NUMBER, 14))
    body = []
    for line in lines:
        name = _name(facts, line.parameter)
        values = [
            (Run("–" if cell.value is None else formats.number(plain(cell.value)), field=OF),)
            for cell in line.cells
        ]
        body.append(TableRow(((Run(name, field=OF),), *values)))
    caption = facts.texts("report.sensitivity_caption")
    return Table(tuple(head), tuple(body), caption, f"table:{OF}/{lines[0].parameter}")


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
            told(
                facts.texts(f"report.band_{band.method.value}"),
                (_run(facts, band),),
                f"5.1:band_{band.method.value}",
            )
            for band in (t_band(numbers), bootstrap_band(numbers))
            if band is not None
        ]
    if "leave_one_out" in asked:
        lines += _leave_one_out(facts, prices)
    if "outliers" in asked:
        lines += _outliers(facts, result.rows)
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
    run = Run(said, field="comparables")
    return [told(facts.texts("report.leave_one_out"), (run,), "5.1:leave_one_out")]


def _outliers(facts: Facts, rows: Sequence[PricedComparable]) -> list[LabelLine]:
    """The fence, what it is made of, and how many lie outside it; they stay in the statistics."""
    found = outliers_of(rows)
    fence = Run(_fence(facts, found, rows), field="comparables")
    return [told(facts.texts("report.outliers"), (fence,), "5.1:outliers")]


def _fence(facts: Facts, found: Outliers | None, rows: Sequence[PricedComparable]) -> str:
    texts = facts.texts
    if found is None:
        count = sum(row.comparable.included for row in rows)
        return texts("report.outliers_too_few", n=count, needed=FEWEST_FOR_OUTLIERS)
    spread = texts(f"report.outliers_by_{found.spread.value}", k=plain(found.k))
    if found.spread is Spread.NONE:
        return spread
    low, high = (to_places(Decimal(str(end)), _SHEKEL) for end in (found.low, found.high))
    return texts(
        "report.outliers_words" if found.distances else "report.outliers_none",
        ends=formats.between(formats.number(plain(low)), formats.number(plain(high))),
        spread=spread,
        n=len(found.distances),
    )
