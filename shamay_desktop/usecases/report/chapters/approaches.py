"""Section 5.3: income, cost and residual approaches with their figures, and how they agree."""

from collections.abc import Sequence
from decimal import Decimal

from shamay_desktop.domain.case import State
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    Inline,
    LabelLines,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.wording import label_text
from shamay_desktop.domain.valuation.approach_inputs import missing_of, row_gaps
from shamay_desktop.domain.valuation.chain_of_approaches import (
    cost_figure,
    income_figure,
    residual_figure,
)
from shamay_desktop.domain.valuation.cost import COMPONENTS as COST_ROWS
from shamay_desktop.domain.valuation.cost import DEPRECIATION, DEPRECIATION_ON, cost_of
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.domain.valuation.from_case import reconciliation_of
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.reconciliation import (
    APPROACHES,
    COMPARISON,
    Approach,
)
from shamay_desktop.domain.valuation.residual import residual_of
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.facts import Facts, heading_line, printed_at, told

_SHEKEL, _FACTOR, _TENTH = Decimal(1), Decimal("0.0001"), Decimal("0.1")
_LEASES, _RENTS = "income.leases", "income.rents"
_GAP = ("valuation.secondary_approach", "valuation.approaches_gap_reason")
_WHOLE = ""
Lines = Sequence[tuple[str, Sequence[str]]]
"""Figures that are printed, in their order: under which figure of the chain, then their keys.

A key may come under several: the costs of the term are others than those after it.
"""
_INCOME: Lines = (
    ("term_value", ("passing_rent", "term_income", "income.costs", "costs", "term_net",
                    "term_factor", "term_value")),
    ("reversion", ("market_rent", "gross_income", "vacancy", "income.costs", "costs",
                   "net_income", "perpetuity", "years_purchase", "deferral", "reversion")),
    (_WHOLE, ("income.capital_costs",)),
)  # fmt: skip
_COST: Lines = (
    (_WHOLE, ("land",)),
    ("cost_new", ("construction", "soft_costs", "profit", "cost_new")),
    (_WHOLE, ("physical", "lost_physical", "lost_functional", "lost_economic", "depreciated")),
    ("building", ("own_profit", "vat", "building")),
)
_RESIDUAL: Lines = (
    ("residue", ("completed", "development_costs", "soft_costs", "marketing", "finance", "profit",
                 "residue")),
    (_WHOLE, ("land_multiple",)),
)  # fmt: skip
_ALONE = ("reversion", "building", "residue")
"""Figures that may be the result itself under another name; then they have no line."""
_ROWS = (COST_ROWS, DEPRECIATION)
"""Lists whose rows have lines of their own, numbered as in the list."""


def income_blocks(facts: Facts) -> list[Block]:
    """What the income was computed from, then each figure up to the value."""
    income = capitalised(facts.case)
    paths = [path for path in _said("income.") if path not in (_LEASES, _RENTS)]
    figure = None if income is None else income_figure(facts.case, income)
    return [
        *facts.blocks(paths),
        *_computed(facts, figure, _INCOME, "income.cap_rate"),
        *_lacking(facts, "income"),
    ]


def cost_blocks(facts: Facts) -> list[Block]:
    """Land, construction and depreciation as entered, then the figures of the cost approach."""
    cost = cost_of(facts.case)
    figure = None if cost is None else cost_figure(facts.case, cost)
    blocks = [
        *facts.blocks(_said("cost.")),
        *_depreciated_on(facts),
        *_computed(facts, figure, _COST, "cost.components"),
        *_lacking(facts, "cost"),
    ]
    return _titled(facts, "report.approach_cost", blocks)


def _depreciated_on(facts: Facts) -> list[Block]:
    """What further depreciation is a part of, also where nobody chose: the cost new."""
    cost = cost_of(facts.case)
    by_percent = cost is not None and any(line.percent for line in cost.further)
    if cost is None or not by_percent or facts.case.content(DEPRECIATION_ON) is not None:
        return []
    said = field(DEPRECIATION_ON).choice(cost.depreciation_on.value)
    words = Run(said.label(facts.texts.language.value), field=DEPRECIATION_ON)
    return [LabelLines((told(facts.label(DEPRECIATION_ON), (words,), DEPRECIATION_ON),))]


def residual_blocks(facts: Facts) -> list[Block]:
    """Sales and costs as entered, then what is left for the land."""
    project = residual_of(facts.case)
    figure = None if project is None else residual_figure(facts.case, project)
    blocks = [
        *facts.blocks(_said("residual.")),
        *_computed(facts, figure, _RESIDUAL, "residual.sales"),
        *_lacking(facts, "residual"),
    ]
    return _titled(facts, "report.approach_residual", blocks)


def _lacking(facts: Facts, code: str) -> list[Block]:
    """That an approach which was begun and listed as used has no result, and what it lacks."""
    paths = missing_of(facts.case, code)
    used = any(each.code == code for each in reconciliation_of(facts.case).used)
    if not paths or not (used or row_gaps(facts.case, code)):
        return []
    places = [_place(facts, path) for path in paths]
    words = Run(", ".join(places), field=paths[0])
    line = told(facts.texts("report.no_result"), (words,), f"report.no_result/{code}")
    return [LabelLines((line,))]


def _place(facts: Facts, path: str) -> str:
    """A field, or a cell with the number of its row."""
    list_id, _, rest = path.partition("/")
    rows = [row.id for row in facts.case.rows(list_id)] if rest else []
    row_id = rest.partition("/")[0]
    number = rows.index(row_id) + 1 if row_id in rows else None
    return label_text(Label(path, number), facts.texts)


def reconciliation_blocks(facts: Facts) -> list[Block]:
    """The approaches side by side: use, result and reason; how far they lie apart, and why."""
    listed = reconciliation_of(facts.case).listed
    if not listed or facts.case.state(APPROACHES) is not State.VALUE:
        return [*facts.block(APPROACHES), *facts.blocks(_GAP)]
    blocks: list[Block] = [_table(facts, listed)]
    gap = reconciliation_of(facts.case).gap
    if gap is not None:
        shown = formats.percent(plain(to_places(gap, _TENTH)))
        words = Run(shown, field=APPROACHES)
        line = told(facts.texts("report.approaches_gap"), (words,), "report.approaches_gap")
        blocks.append(LabelLines((line,)))
    return [*blocks, *facts.blocks(_GAP)]


def _said(beginning: str) -> list[str]:
    return [path for path in printed_at("5.3") if path.startswith(beginning)]


def _titled(facts: Facts, key: str, blocks: Sequence[Block]) -> list[Block]:
    if not blocks:
        return []
    return [heading_line(facts.texts(key), key), *blocks]


# -- figures -----------------------------------------------------------------------------------


def _computed(facts: Facts, root: Figure | None, lines: Lines, path: str) -> list[Block]:
    """The figures of a chain that are worth a line as a table, the result as its last row.

    A figure that is the result itself under another name (a reversion alone) has no line.
    """
    if root is None:
        return []
    rows = [
        _line(facts, figure, path)
        for under, keys in lines
        for key in keys
        for figure in _under(root, under, key)
        if not (figure.key in _ALONE and figure.value == root.value)
    ]
    head = (
        Column(facts.texts("report.computed_figure"), ColumnKind.TEXT, 40),
        Column(facts.texts("report.computed_amount"), ColumnKind.NUMBER, 22),
    )
    rows.append(_line(facts, root, path, strong=True))
    caption = facts.texts(f"report.computed_{root.key}")
    return [Table(head, tuple(rows), caption, f"table:computed/{root.key}")]


def _line(facts: Facts, figure: Figure, path: str, *, strong: bool = False) -> TableRow:
    label = Run(_label(facts, figure), bold=strong)
    amount = Run(amount_words(facts, figure), field=path, bold=strong)
    return TableRow(((label,), (amount,)), strong=strong)


def _under(root: Figure, under: str, key: str) -> list[Figure]:
    """The figures of a key in the first figure called `under`; of one row the first.

    "own_profit" is the profit that is a part of that figure itself, and of nothing within it.
    """
    top = next((each for each in root.walk() if each.key == (under or root.key)), None)
    if top is None:
        return []
    if key == "own_profit":
        return [part for part in top.parts if part.key == "profit"]
    found: dict[str | None, Figure] = {}
    for figure in top.walk():
        if figure.key == key:
            found.setdefault(figure.row, figure)
    return list(found.values())


def _label(facts: Facts, figure: Figure) -> str:
    """A figure's name; one of several rows goes by its number, as its name is the case's own."""
    key = f"chain.{figure.key}"
    if not facts.texts.has(key):
        return facts.label(figure.path or "")
    if not figure.row:
        return facts.texts(key)
    number = _number_of(facts, figure.row)
    name = facts.texts("report.row_named", number=number)
    label = facts.texts(key, name=name)
    if name in label:
        return label
    several = len(facts.case.rows(DEPRECIATION)) > 1
    return facts.texts("report.row_of", figure=label, name=name) if several else label


def _number_of(facts: Facts, row_id: str) -> int:
    """The number of a row in its own list, whichever rows have a line."""
    for list_id in _ROWS:
        for number, row in enumerate(facts.case.rows(list_id), 1):
            if row.id == row_id:
                return number
    return 1


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
    caption = member.label(facts.texts.language.value)
    return Table(tuple(columns), tuple(body), caption, f"table:{APPROACHES}")


def _result(facts: Facts, approach: Approach) -> tuple[Inline, ...]:
    """The result that counts; what moved it, and where another one was computed, that beside it."""
    if approach.shown is None:
        return ()
    shown = formats.number(plain(approach.shown))
    if approach.overridden and approach.computed is not None and approach.typed is not None:
        stated = formats.number(plain(to_places(approach.typed, _SHEKEL)))
        computed = formats.number(plain(to_places(approach.computed, _SHEKEL)))
        shown = facts.texts("report.result_stated", stated=stated, computed=computed)
    # Comparison's own calculation shows what it adds and takes off.
    own_calculation = approach.code == COMPARISON and approach.typed is None
    if approach.moved.net and not own_calculation:
        counted = formats.number(plain(approach.shown))
        own = formats.number(plain(to_places(approach.result or 0, _SHEKEL)))
        shown = facts.texts("report.result_moved", counted=counted,
                            result=shown if approach.overridden else own)  # fmt: skip
    return (Run(shown, field=APPROACHES),)
