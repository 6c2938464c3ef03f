"""Writes docs/duplicating.md: what a duplicate of a case does not take along, and why."""

from pathlib import Path

from shamay_desktop.domain.copying import CLEARED
from shamay_desktop.domain.fields import FIELDS

TARGET = Path(__file__).parents[1] / "docs" / "duplicating.md"
_OPENING = """\
# Duplicating a case

A duplicate is a real copy: every value with its source, every paper and photo (rows of its own over
the same stored files), and every version of what was read from the papers. What an extract says of
its own day is still proposed from it, never taken by itself, until a new extract is added. The
duplicate is a draft of whoever made it, with the next free reference, and knows which case it was
copied from. Produced reports, finished steps, findings that were explained and
the state do not go along; what was drawn on map pictures and measured on plans does, as its papers
do, so that each figure still opens on its shape. An archived or signed case may be copied, one in
the trash may not.

Not taken along is what a new assignment must do, say or conclude anew. For the reference, the
appraiser and the way of signing the program proposes what a new case begins with; the rest is
empty, and the copy says which fields of the original those are.

Written by `tools/cleared_fields.py` from `shamay_desktop/domain/copying.py`; a test fails when it
is not up to date. To change it, change the table there and run

    .venv/bin/python -m tools.cleared_fields

All fields that are not named here are carried.

| field | Hebrew | why it is not carried |
|---|---|---|
"""


def page() -> str:
    """The page as it should be."""
    lines = [f"| `{name}` | {_labels(name)} | {reason} |\n" for name, reason in CLEARED.items()]
    return _OPENING + "".join(lines)


def _labels(name: str) -> str:
    """The label of a field; of a group all of its."""
    found = [field.label("he") for field in FIELDS if _is_named(field.id, name)]
    return ", ".join(found).replace("|", "\\|")


def _is_named(field_id: str, name: str) -> bool:
    return field_id.startswith(name[:-1]) if name.endswith("*") else field_id == name


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
