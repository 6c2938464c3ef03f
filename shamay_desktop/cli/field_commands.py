"""`fields`: the field registry."""

import argparse
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields import FIELDS, Field

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `fields`."""
    fields = commands.add_parser("fields", parents=[shared], help="the field registry")
    fields.set_defaults(perform=_fields)


def _fields(context: CommandContext, _asked: argparse.Namespace) -> int:
    language = context.texts.language
    context.answer(
        {"count": len(FIELDS), "fields": [field_json(field) for field in FIELDS]},
        lambda: [
            f"{field.id:<36} {field.kind.value:<11} {field.need.value} "
            f"{field.step.value:<13} {field.label(language)}"
            for field in FIELDS
        ],
    )
    return 0


def field_json(field: Field) -> dict[str, Json]:
    """A field's declaration; columns of lists and records are declared inside it."""
    described: dict[str, Json] = {
        "id": field.id,
        "he": field.he,
        "en": field.en,
        "kind": field.kind.value,
        "need": field.need.value,
        "step": field.step.value if field.group else None,
        "group": field.group.key if field.group else None,
        "unit": field.unit.value if field.unit else None,
        "source": field.paper.value if field.paper else None,
        "personal": field.personal,
        "place": field.place,
        "clause": field.clause,
    }
    if field.when is not None:
        described["asked_when"] = list(field.when.fields)
    if field.group is not None and field.group.when is not None:
        described["shown_when"] = list(field.group.when.fields)
    if field.extra:
        described["extra"] = True
    if field.choices:
        described["choices"] = [
            {"code": choice.code, "he": choice.he, "en": choice.en} for choice in field.choices
        ]
    if field.plausible is not None:
        low, high = field.plausible.low, field.plausible.high
        described["range"] = [
            None if low is None else str(low),
            None if high is None else str(high),
        ]
    if field.columns:
        described["columns"] = [field_json(column) for column in field.columns]
    return described
