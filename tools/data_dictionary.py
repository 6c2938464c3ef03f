"""Writes docs/data-dictionary.md: every field of the registry, as the registry declares it."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from shamay_desktop.domain.fields import FIELDS, Field, Kind, Need, Range, Step, groups_of
from shamay_desktop.domain.fields.conditions import (
    AllOf,
    AnyOf,
    AnyRow,
    Differ,
    Given,
    Not,
    OneOf,
    RowAbove,
    RowWith,
)
from shamay_desktop.domain.fields.definition import Condition

TARGET = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
_STEPS = {
    Step.INITIAL_DATA: "Initial data",
    Step.DOCUMENTS: "Documents",
    Step.VALIDATION: "Validation",
    Step.ANALYSIS: "Analysis",
    Step.EXPORT: "Export",
}
_UNITS = {
    "sqm": "m²",
    "shekel": "₪",
    "shekel_per_sqm": "₪/m²",
    "shekel_per_month": "₪/month",
    "metre": "m",
    "percent": "%",
}
_OPENING = """\
# Data dictionary

Written by `tools/data_dictionary.py` from the registry in `shamay_desktop/domain/fields`; a test
fails when it is not up to date. To change it, change the registry and run

    .venv/bin/python -m tools.data_dictionary

**{count} fields**: {mandatory} mandatory (M), {conditional} conditional (C, with their condition),
{optional} optional (O); a star: that a document says "none" is no answer. *Place* is the report's
section that prints a field; – where none does as such. **P** marks data about a person. A range
is plausible and inclusive; outside it is a warning, or blocks signing when marked !. A condition
of an optional field says when the form shows it; a column with + stands in the form when it is
asked for, or when a row has it. Numbers,
areas, money and shares are exact decimals or fractions, written as strings; dates are ISO. A
field is absent (not asked), `empty`, `none` (the document says that there is none) or `value`.
The command `fields --json` gives the same for programs.
"""
_FIELD_HEAD = ("id", "Hebrew", "English", "kind", "need", "range", "read from", "place", "clause")
_COLUMN_HEAD = ("name", "Hebrew", "English", "kind", "range")


def main() -> int:
    """Write the page."""
    TARGET.write_text(dictionary(), encoding="utf-8")
    print(f"{TARGET}: {len(FIELDS)} fields")
    return 0


def dictionary() -> str:
    """The whole page in Markdown."""
    counts = {need: sum(field.need is need for field in FIELDS) for need in Need}
    opening = _OPENING.format(
        count=len(FIELDS),
        mandatory=counts[Need.MANDATORY],
        conditional=counts[Need.CONDITIONAL],
        optional=counts[Need.OPTIONAL],
    )
    return "\n".join([opening, *(line for step in Step for line in _step(step))])


def _step(step: Step) -> Iterator[str]:
    yield f"## {step.number} {_STEPS[step]} · `{step.value}`\n"
    for group, fields in groups_of(step):
        yield f"### {group.he} · {group.en}\n"
        if group.when is not None:
            yield f"Shown when {_words(group.when)}.\n"
        yield from _table(_FIELD_HEAD, [(*_named(field), *_field(field)) for field in fields])
        yield from _choices(fields)
        for field in fields:
            if field.columns:
                what = "Rows" if field.kind is Kind.LIST else "Cells"
                yield f"{what} of `{field.id}` ({field.he}):\n"
                columns = [(*_named(each), _range(each.plausible)) for each in field.columns]
                yield from _table(_COLUMN_HEAD, columns)
                yield from _choices(field.columns)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(_cell(text) for text in row)} |"
    yield ""


def _named(field: Field) -> tuple[str, str, str, str]:
    name = f"`{field.id}`" + (" **P**" if field.personal else "") + (" +" if field.extra else "")
    return name, field.he, field.en, _kind(field)


def _field(field: Field) -> tuple[str, ...]:
    need = field.need.value + ("*" if field.must_be_known else "")
    need += f": {_words(field.when)}" if field.when else ""
    read_from = field.paper.value if field.paper else ""
    return need, _range(field.plausible), read_from, field.place or "–", field.clause or ""


def _kind(field: Field) -> str:
    words = field.kind.value.replace("_", " ")
    if field.unit is not None:
        words += f", {_UNITS[field.unit.value]}"
    if field.in_part:
        words += ", or its month or year alone"
    if field.min_length:
        words += f", at least {field.min_length} characters"
    return words


def _choices(fields: Iterable[Field]) -> Iterator[str]:
    lists = [field for field in fields if field.choices]
    for field in lists:
        codes = ", ".join(f"`{choice.code}` {choice.he}" for choice in field.choices)
        yield f"- `{field.id}`: {codes}"
    if lists:
        yield ""


def _range(plausible: Range | None) -> str:
    if plausible is None:
        return ""
    low = "" if plausible.low is None else str(plausible.low)
    high = "" if plausible.high is None else str(plausible.high)
    return f"{low}…{high}" + (" !" if plausible.blocks else "")


def _words(condition: Condition) -> str:  # noqa: PLR0911 — one a condition
    match condition:
        case OneOf(path, codes):
            return f"`{path}` is " + " or ".join(codes)
        case Given(path):
            return f"`{path}` is given"
        case AnyRow(path, column, codes):
            return f"a row of `{path}` has {column} " + " or ".join(codes)
        case RowWith(path, wanted):
            cells = (f"{column} " + " or ".join(codes) for column, codes in wanted)
            return f"a row of `{path}` has " + " and ".join(cells)
        case RowAbove(path, column, wanted, spared):
            cells = (f"{name} " + " or ".join(codes) for name, codes in wanted)
            others = (f"not {name} " + " or ".join(codes) for name, codes in spared)
            return f"a row of `{path}` has " + " and ".join((*cells, *others, f"{column} above 0"))
        case Differ(path, other):
            return f"`{path}` and `{other}` differ"
        case AnyOf(conditions) | AllOf(conditions):
            between = "; or " if isinstance(condition, AnyOf) else "; and "
            return between.join(_words(each) for each in conditions)
        case Not(condition):
            return f"not: {_words(condition)}"
        case _:
            raise TypeError(condition)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    sys.exit(main())
