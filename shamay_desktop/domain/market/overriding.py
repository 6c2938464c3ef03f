"""A cell that is typed over an imported one: what was imported is kept with it, to the letter."""

import json
from dataclasses import replace

from shamay_desktop.domain.case import Origin, Provenance, State, Value
from shamay_desktop.domain.case_json import decode_value, encode_value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field

_KIND = "instead_of:"


def over(standing: Value | None, typed: Value | None) -> Value | None:
    """What a cell holds after typing: over an imported value the typed one that keeps it.

    `typed` None: the cell was emptied; over an imported value it is then left empty, so that it
    still tells what was imported. The kept value is the first one, however often one types.
    """
    note = _note_of(standing)
    if note is None or standing is None or standing.provenance is None:
        return typed
    by = Provenance(Origin.TYPED) if typed is None else typed.provenance or Provenance(Origin.TYPED)
    by = replace(by, note=note)
    return Value(State.EMPTY, None, by) if typed is None else replace(typed, provenance=by)


def stated(column: Field, standing: Value | None, wanted: Value | None) -> Value | None:
    """What a cell of the column holds after any gesture: typing, pasting, filling, clearing.

    As `over`; but where the imported value is said again, that value itself stands, not another.
    """
    kept = imported_of(column, standing)
    if kept is None and _note_of(standing) is not None:
        kept = standing
    if kept is not None and wanted is not None:
        same = (kept.state, kept.content) == (wanted.state, wanted.content)
        return kept if same else over(standing, wanted)
    return over(standing, wanted)


def is_over(value: Value | None) -> bool:
    """Whether a cell was typed over an imported one."""
    return _kept(value) is not None


def imported_of(column: Field, value: Value | None) -> Value | None:
    """The imported value that a typed one of the column keeps, as it stood; None for none."""
    kept = _kept(value)
    if kept is None:
        return None
    try:
        imported = decode_value(column, json.loads(kept))
    except (Refused, ValueError):  # of another version of the program
        return None
    return imported


def is_kept_note(note: str | None) -> bool:
    """Whether the note of a value's origin keeps an imported value."""
    return note is not None and note.startswith(_KIND)


def source_of_kept(note: str | None) -> str:
    """The source of the imported value that a note keeps, as it is named there; "" for none."""
    if note is None or not is_kept_note(note):
        return ""
    try:
        source = json.loads(note.removeprefix(_KIND))["source"]["note"]
    except (KeyError, TypeError, ValueError):
        return ""
    return str(source)


def _kept(value: Value | None) -> str | None:
    source = None if value is None else value.provenance
    if source is None or source.origin is not Origin.TYPED or not is_kept_note(source.note):
        return None
    return (source.note or "").removeprefix(_KIND)


def _note_of(standing: Value | None) -> str | None:
    """The note that keeps what was imported; None where the cell holds nothing of a file."""
    if standing is None or standing.provenance is None:
        return None
    if is_over(standing):
        return standing.provenance.note
    source = standing.provenance
    if source.origin is not Origin.IMPORTED or source.document is None:
        return None
    return _KIND + json.dumps(encode_value(standing), ensure_ascii=False, separators=(",", ":"))
