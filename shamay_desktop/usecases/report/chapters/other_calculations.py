"""Sections 5.3 and 5.4: rents and other approaches; what a purpose asks to be computed."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.money import plain
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    LabelLines,
    Run,
    TableRow,
)
from shamay_desktop.domain.valuation.betterment import betterment_of
from shamay_desktop.domain.valuation.income import rent_per_sqm, total_rent
from shamay_desktop.domain.valuation.reinstatement import reinstatement_of
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.chapters.approaches import (
    cost_blocks,
    income_blocks,
    reconciliation_blocks,
    residual_blocks,
)
from shamay_desktop.usecases.report.chapters.sensitivity import sensitivity_tables
from shamay_desktop.usecases.report.facts import Facts, printed_at, together, told

_LEASES, _RENTS = "income.leases", "income.rents"


def approaches_section(facts: Facts) -> list[Block]:
    """5.3: leases, rents and income; cost; residual; and how the approaches agree."""
    own = ("income.", "cost.", "residual.", "valuation.approaches", "valuation.secondary_approach")
    rest = [path for path in printed_at("5.3") if not path.startswith(own)]
    return together(
        [
            *_leases(facts),
            *_rents(facts),
            *income_blocks(facts),
            *cost_blocks(facts),
            *residual_blocks(facts),
            *reconciliation_blocks(facts),
            *facts.blocks(rest),
        ]
    )


def purpose_section(facts: Facts) -> list[Block]:
    """5.4: the figures of the purpose, each computed line under the facts it rests on."""
    blocks: list[Block] = []
    for path in printed_at("5.4"):
        blocks += facts.block(path)
        blocks += betterment_lines(facts, "5.4") if path == "levy.value_after" else []
        blocks += _reinstatement(facts) if path == "insurance.clearing" else []
    return together([*blocks, *sensitivity_tables(facts)])


def _leases(facts: Facts) -> list[Block]:
    """The leases, and what they bring in together once the rent of each is known."""
    rows = facts.case.rows(_LEASES)
    blocks = facts.block(_LEASES)
    if len(rows) > 1 and all(row.content("rent") is not None for row in rows):
        rent = total_rent(rows)
        shown = formats.quantity(plain(rent), "shekel_per_month", facts.texts.language)
        blocks.append(_computed(facts, "5.3", [("report.total_rent", shown, _LEASES)]))
    return blocks


def _rents(facts: Facts) -> list[Block]:
    """The rents compared, each with its rent per m² in its row."""
    rows = facts.case.rows(_RENTS)
    each = [rent_per_sqm(row) for row in rows]
    tables = facts.tables(_RENTS) if any(each) else []
    if not tables or len(tables[0].rows) != len(rows):
        return facts.block(_RENTS)
    head = Column(facts.texts("report.rent_per_sqm"), ColumnKind.NUMBER, 10)
    body = [
        TableRow((*said.cells, () if rent is None else (Run(formats.number(rent), _RENTS),)))
        for said, rent in zip(tables[0].rows, each, strict=True)
    ]
    first = replace(tables[0], columns=(*tables[0].columns, head), rows=tuple(body))
    return [first, *tables[1:]]


def betterment_lines(facts: Facts, place: str) -> list[Block]:
    """The betterment and its levy; nothing as long as one of the two values is missing."""
    found = betterment_of(facts.case)
    if found is None:
        return []
    lines = [
        ("report.betterment", _money(facts, found.added), "levy.value_after"),
        ("report.levy", _money(facts, found.levy), "levy.value_after"),
    ]
    return [_computed(facts, place, lines)]


def _reinstatement(facts: Facts) -> list[Block]:
    found = reinstatement_of(facts.case)
    if found is None:
        return []
    cost = "insurance.unit_cost"
    lines = [("report.reinstatement", _money(facts, found.without_vat), cost)]
    if found.with_vat is not None:
        lines.append(("report.reinstatement_vat", _money(facts, found.with_vat), cost))
    return [_computed(facts, "5.4", lines)]


def _money(facts: Facts, amount: Decimal) -> str:
    return formats.money(plain(amount), facts.texts.language)


def _computed(facts: Facts, place: str, lines: Sequence[tuple[str, str, str]]) -> LabelLines:
    """Computed figures as label lines: the text's key, the figure, the field it rests on."""
    return LabelLines(
        tuple(
            told(facts.texts(key), (Run(shown, field=path, bold=True),), f"{place}:{key}")
            for key, shown, path in lines
        )
    )
