"""The field registry and what is derived from a field alone: parsing, ranges, labels."""

from shamay_desktop.domain.fields.definition import (
    Choice,
    Field,
    Group,
    Kind,
    Need,
    Paper,
    Range,
    Step,
    Unit,
)
from shamay_desktop.domain.fields.registry import BY_ID, FIELDS, field, fields_of, groups_of

__all__ = [
    "BY_ID", "FIELDS", "Choice", "Field", "Group", "Kind", "Need", "Paper", "Range", "Step",
    "Unit", "field", "fields_of", "groups_of",
]  # fmt: skip
