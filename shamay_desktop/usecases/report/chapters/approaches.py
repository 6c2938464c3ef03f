"""Section 5.3: income, cost and residual approaches with their figures, and how they agree."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from shamay_desktop.domain.case import State
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    Inline,
    LabelLine,
    LabelLines,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.valuation.chain_of_approaches import (
    cost_figure,
    income_figure,
    residual_figure,
)
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.domain.valuation.from_case import reconciliation_of
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.reconciliation import APPROACHES, Approach
from shamay_desktop.domain.valuation.residual import residual_of
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.facts import Facts, printed_at

_SHEKEL, _FACTOR, _TENTH = Decimal(1), Decimal("0.0001"), Decimal("0.1")
_LEASES, _RENTS = "income.leases", "income.rents"
_GAP = ("valuation.secondary_approach", "valuation.approaches_gap_reason")
_INCOME = (
    "gross_income", "vacancy", "costs", "income.costs", "net_income", "perpetuity",
    "years_purchase", "term_net", "term_factor", "term_value", "deferral", "reversion",
    "income.capital_costs", "income_value",
)  # fmt: skip
_COST = (
    "land", "construction", "soft_costs", "cost_new", "physical", "lost_physical",
    "lost_functional", "lost_economic", "depreciated", "profit", "vat", "building", "cost_value",
)  # fmt: skip
_RESIDUAL = (
    "completed", "development_costs", "soft_costs", "marketing", "finance", "profit", "residue",
    "land_multiple", "residual_land",
)  # fmt: skip


def income_blocks(facts: Facts) -> list[Block]:
    """What the income was computed from, then each figure up to the value."""
    income = capitalised(facts.case)
    paths = [path for path in _said("income.") if path not in (_LEASES, _RENTS)]
    figure = None if income is None else income_figure(facts.case, income)
    return [*facts.blocks(paths), *_computed(facts, figure, _INCOME, "income.cap_rate")]


def cost_blocks(facts: Facts) -> list[Block]:
    """Land, construction and depreciation as entered, then the figures of the cost approach."""
    cost = cost_of(facts.case)
    figure = None if cost is None else cost_figure(facts.case, cost)
    blocks = [*facts.blocks(_said("cost.")), *_computed(facts, figure, _COST, "cost.components")]
    return _titled(facts, "report.approach_cost", blocks)


def residual_blocks(facts: Facts) -> list[Block]:
    """Sales and costs as entered, then what is left for the land."""
    project = residual_of(facts.case)
    figure = None if project is None else residual_figure(facts.case, project)
    blocks = [
        *facts.blocks(_said("residual.")),
        *_computed(facts, figure, _RESIDUAL, "residual.sales"),
    ]
    return _titled(facts, "report.approach_residual", blocks)


def reconciliation_blocks(facts: Facts) -> list[Block]:
    """The approaches side by side: use, result and reason; how far they lie apart, and why."""
    listed = reconciliation_of(facts.case).listed
    if not listed or facts.case.state(APPROACHES) is not State.VALUE:
        return [*facts.block(APPROACHES), *facts.blocks(_GAP)]
    blocks: list[Block] = [_table(facts, listed)]
    gap = reconciliation_of(facts.case).gap
    if gap is not None:
        shown = formats.percent(plain(to_places(gap, _TENTH)))
        line = LabelLine(facts.texts("report.approaches_gap"), (Run(shown, field=APPROACHES),))
        blocks.append(LabelLines((line,)))
    return [*blocks, *facts.blocks(_GAP)]


def _said(beginning: str) -> list[str]:
    return [path for path in printed_at("5.3") if path.startswith(beginning)]


def _titled(facts: Facts, key: str, blocks: Sequence[Block]) -> list[Block]:
    if not blocks:
        return []
    return [Paragraph((Run(facts.texts(key), bold=True),), keep_with_next=True), *blocks]


# -- figures -----------------------------------------------------------------------------------


def _computed(facts: Facts, root: Figure | None, keys: Iterable[str], path: str) -> list[Block]:
    """The figures of a chain that are worth a line as a table, the result as its last row.

    A figure that is the result itself under another name (a reversion alone) has no line.
    """
    if root is None:
        return []
    found = _by_key(root)
    rows = [
        _line(facts, figure, number, path)
        for key in keys
        for number, figure in enumerate(found.get(key, ()), 1)
        if figure.value != root.value
    ]
    head = (
        Column(facts.texts("report.computed_figure"), ColumnKind.TEXT, 40),
        Column(facts.texts("report.computed_amount"), ColumnKind.NUMBER, 22),
    )
    rows.append(_line(facts, root, 1, path, strong=True))
    return [Table(head, tuple(rows), facts.texts(f"report.computed_{root.key}"))]


def _line(
    facts: Facts, figure: Figure, number: int, path: str, *, strong: bool = False
) -> TableRow:
    label = Run(_label(facts, figure, number), bold=strong)
    amount = Run(amount_words(facts, figure), field=path, bold=strong)
    return TableRow(((label,), (amount,)), strong=strong)


def _by_key(root: Figure) -> dict[str, list[Figure]]:
    """The figures by key: of a key that comes again with the same row, the first."""
    found: dict[str, list[Figure]] = {}
    for figure in root.walk():
        same = found.setdefault(figure.key, [])
        if all(each.row != figure.row for each in same):
            same.append(figure)
    return found


def _label(facts: Facts, figure: Figure, number: int) -> str:
    """A figure's name; one of several rows goes by its number, as its name is the case's own."""
    key = f"chain.{figure.key}"
    if facts.texts.has(key):
        name = facts.texts("report.row_named", number=number)
        return facts.texts(key, name=name) if figure.row else facts.texts(key)
    return facts.label(figure.path or "")


def amount_words(facts: Facts, figure: Figure) -> str:
    """A figure with its unit: money in whole shekels, factors to four places."""
    language = facts.texts.language
    if figure.unit == "times":
        return formats.number(plain(to_places(figure.value, _FACTOR)))
    if figure.unit == "shekel":
        return formats.money(plain(to_places(figure.value, _SHEKEL)), language)
    return formats.quantity(plain(figure.shown), figure.unit, language)


# -- the table of approaches -------------------------------------------------------------------


def _table(facts: Facts, listed: Sequence[Approach]) -> Table:
    member = field(APPROACHES)
    weighted = any(each.weight is not None for each in listed)
    names = ["approach", "use", "value", *(["weight"] if weighted else []), "reason"]
    rows = facts.case.rows(APPROACHES)
    columns = [facts.column(member.column(name), rows) for name in names]
    place = names.index("value")
    columns[place] = Column(columns[place].head, ColumnKind.NUMBER, 22)
    body = []
    for row, each in zip(rows, listed, strict=True):
        cells = [facts.entry(member.id, member.column(name), row) for name in names]
        cells[place] = _result(facts, each)
        body.append(TableRow(tuple(cells)))
    return Table(tuple(columns), tuple(body), member.label(facts.texts.language.value))


def _result(facts: Facts, approach: Approach) -> tuple[Inline, ...]:
    """The result that counts; where another one was computed, that beside it."""
    if approach.shown is None:
        return ()
    shown = formats.number(plain(approach.shown))
    if approach.overridden and approach.computed is not None:
        computed = formats.number(plain(to_places(approach.computed, _SHEKEL)))
        shown = facts.texts("report.result_stated", stated=shown, computed=computed)
    return (Run(shown, field=APPROACHES),)
