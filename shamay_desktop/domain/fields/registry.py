"""THE registry: every field of a case, declared once; all else derives from it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from shamay_desktop.domain.fields import (
    adjustments,
    analysis,
    approaches,
    closing,
    documents,
    drawing_tables,
    income,
    initial_data,
    location,
    matter,
    measuring,
    opening,
    plots,
    report_changes,
)
from shamay_desktop.domain.fields.definition import Field, Group, Step

FIELDS: tuple[Field, ...] = (
    *opening.FIELDS,
    *matter.FIELDS,
    *initial_data.FIELDS,
    *location.FIELDS,
    *opening.LIMITS,
    *documents.FIELDS,
    *measuring.FIELDS,
    *drawing_tables.FIELDS,
    *analysis.FIELDS,
    *adjustments.FIELDS,
    *plots.FIELDS,
    *income.FIELDS,
    *approaches.FIELDS,
    *closing.FIELDS,
    *report_changes.FIELDS,
)
_BY_STEP: Mapping[Step, tuple[Field, ...]] = MappingProxyType(
    {step: tuple(member for member in FIELDS if member.step is step) for step in Step}
)
"""How far each step is, is asked at every key."""

BY_ID: Mapping[str, Field] = MappingProxyType({field.id: field for field in FIELDS})


def field(field_id: str) -> Field:
    """The field of an id; KeyError when the registry has none."""
    return BY_ID[field_id]


def fields_of(step: Step) -> tuple[Field, ...]:
    """The fields that are entered in a step, in the form's order."""
    return _BY_STEP[step]


def groups_of(step: Step) -> Iterator[tuple[Group, tuple[Field, ...]]]:
    """The groups of a step with their fields, in the form's order."""
    members: dict[str, list[Field]] = {}
    groups: dict[str, Group] = {}
    for member in fields_of(step):
        if member.group is not None:
            groups[member.group.key] = member.group
            members.setdefault(member.group.key, []).append(member)
    for key, group in groups.items():
        yield group, tuple(members[key])
