"""Rules that the registry itself holds: what is missing, out of range or too short."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Content, Value
from shamay_desktop.domain.fields import FIELDS, Field, Kind, Range
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.standards.finding import Bounds, Fact, Label
from shamay_desktop.domain.standards.predicate import Hit, Parameters, hit, predicate
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.steps import answered, asked_for


def _with(wanted: Callable[[Field], bool]) -> tuple[Field, ...]:
    """The fields that are wanted, or have a column that is: the rules run after each pause."""
    return tuple(member for member in FIELDS if any(map(wanted, (member, *member.columns))))


def _is_bounded(member: Field) -> bool:
    return member.plausible is not None and member.is_number


def _has_least(member: Field) -> bool:
    return member.min_length > 0


_BOUNDED, _LEAST = _with(_is_bounded), _with(_has_least)


def mandatory(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Fields that the case must have and has not, each with the clause that asks for it."""
    for member in FIELDS:
        if asked_for(situation.case, member) and not answered(situation.case, member):
            yield replace(hit(member.id, field=Label(member.id)), clause=member.clause)


def out_of_range(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Numbers outside the registry's plausible range, in fields, cells and rows."""
    for member in _BOUNDED:
        value = situation.case.values.get(member.id)
        if value is not None:
            yield from _outside.of(value, partial(_out_of_range, member, value), member.id)


_outside: Kept[Value, tuple[Hit, ...]] = Kept(512)
"""By the value of a field: a list of hundreds of rows is gone through when it was edited alone."""


def _out_of_range(member: Field, value: Value) -> tuple[Hit, ...]:
    return tuple(
        replace(
            hit(label.path, field=label, **_figures(asked, number, bounds)), blocks=bounds.blocks
        )
        for label, asked, content in _contents(member, value, _is_bounded)
        if (bounds := asked.plausible) is not None
        and isinstance(content, str)
        and not bounds.holds(number := Decimal(content))
    )


def _figures(asked: Field, number: Decimal, bounds: Range) -> dict[str, Fact]:
    """The number and its range; years are no amounts and get no separators."""
    if asked.id.endswith("year_built"):
        return {"value": str(number), "range": f"{bounds.low}–{bounds.high}"}
    return {"value": number, "range": Bounds(bounds.low, bounds.high)}


def too_short(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Texts below the registry's least length."""
    for member in _LEAST:
        value = situation.case.values.get(member.id)
        for label, asked, content in () if value is None else _contents(member, value, _has_least):
            if isinstance(content, str) and len(content.strip()) < asked.min_length:
                yield hit(label.path, field=label, least=asked.min_length)


def not_in_form(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Values that the case's form does not show, as of another purpose, and the report prints."""
    kept = [
        member.id
        for member in FIELDS
        if member.place is not None
        and situation.answered(member.id)
        and not member.applies(situation.case)
    ]
    if kept:
        yield hit(*kept, field=Label(kept[0]), n=len(kept))


def _contents(
    member: Field, value: Value, wanted: Callable[[Field], bool]
) -> Iterator[tuple[Label, Field, Content | None]]:
    """A field's content, or those of its wanted cells, each with its place and declaration."""
    columns = tuple(filter(wanted, member.columns))
    case = Case("", MappingProxyType({member.id: value}))
    if member.kind is Kind.LIST:
        for number, row in enumerate(case.rows(member.id), 1):
            for column in columns:
                path = f"{member.id}/{row.id}/{column.id}"
                yield Label(path, number), column, row.content(column.id)
    elif member.kind is Kind.RECORD:
        for column in columns:
            path = f"{member.id}/{column.id}"
            yield Label(path), column, case.content(path)
    else:
        yield Label(member.id), member, value.content


PREDICATES = {
    "mandatory": predicate(mandatory),
    "out_of_range": predicate(out_of_range),
    "not_in_form": predicate(not_in_form),
    "too_short": predicate(too_short),
}
