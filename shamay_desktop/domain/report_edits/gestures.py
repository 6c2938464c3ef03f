"""What a gesture on the report changes in the case: rows of `report.changes`, exactly undoable."""

from collections.abc import Mapping, Sequence

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.editing import (
    Change,
    adding_row,
    ordering_rows,
    removing_row,
    setting,
)
from shamay_desktop.domain.editing import after as after_changes
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_content import Block
from shamay_desktop.domain.report_edits.arrangement import CHANGES, ChangeKind, OwnPicture
from shamay_desktop.domain.report_edits.generated import fingerprint
from shamay_desktop.domain.report_edits.own_table import OwnTable, own_table_json
from shamay_desktop.domain.report_edits.rich_text import RichText, cleaned, rich_json

Changes = tuple[Change, ...]


def reword(case: Case, key: str, generated: Block, text: RichText, row_id: str) -> Changes:
    """Other words for a generated block; they replace those that were given before.

    Raises Refused(`report_text_empty`): a block without words is hidden, not emptied.
    """
    said = _said(text)
    standing = _about(case, key, ChangeKind.WORDS)
    basis = fingerprint(generated)
    if standing is None:
        cells = {"kind": ChangeKind.WORDS, "block": key, "content": said, "basis": basis}
        return _added(case, row_id, cells)
    path = f"{CHANGES}/{standing.id}"
    return (
        *setting(case, f"{path}/content", Value.of(said)),
        *setting(case, f"{path}/basis", Value.of(basis)),
    )


def confirm_words(case: Case, row_id: str, generated: Block) -> Changes:
    """The own words stand though the facts changed: they are about what is generated now."""
    return setting(case, f"{CHANGES}/{row_id}/basis", Value.of(fingerprint(generated)))


def back_to_generated(case: Case, key: str) -> Changes:
    """The generated words again."""
    return _removed(case, key, ChangeKind.WORDS)


def hide(case: Case, key: str, row_id: str) -> Changes:
    """Leave a generated block out of the report."""
    if _about(case, key, ChangeKind.HIDDEN) is not None:
        return ()
    return _added(case, row_id, {"kind": ChangeKind.HIDDEN, "block": key})


def show(case: Case, key: str) -> Changes:
    """Print a hidden block again."""
    return _removed(case, key, ChangeKind.HIDDEN)


def move(
    case: Case, key: str, after: str, section: str, row_id: str, before: Sequence[str] = ()
) -> Changes:
    """Put a block right behind another one; `section` is the heading it then stands under.

    `before` are the keys of what stands before it now, the nearest first: what followed the block
    follows the first of them that is not itself bound to the block. The move is applied last, so
    that nothing else comes between.
    """
    own = _own_row(case, key)
    standing = _about(case, key, ChangeKind.MOVED) if own is None else own
    bound = _bound_to(case, key)
    keys = {_key(row) for row in bound} | {key}
    stays = next((each for each in before if each not in keys), None)
    changes = () if stays is None else _staying(case, key, stays)
    if standing is None:
        cells = {"kind": ChangeKind.MOVED, "block": key, "after": after, "section": section}
        changes = (*changes, *_added(after_changes(case, changes), row_id, cells))
    else:
        path = f"{CHANGES}/{standing.id}"
        changes += setting(case, f"{path}/after", Value.of(after))
        changes += setting(case, f"{path}/section", Value.of(section))
    last = [row.id for row in bound] + [row_id if standing is None else standing.id]
    return (*changes, *_applied_last(after_changes(case, changes), last))


def _bound_to(case: Case, key: str) -> list[Row]:
    """The rows that follow a block, and those that follow them, in their order."""
    keys, found = {key}, set[str]()
    while True:
        more = [row for row in case.rows(CHANGES)
                if row.id not in found and row.content("after") in keys]  # fmt: skip
        if not more:
            return [row for row in case.rows(CHANGES) if row.id in found and _key(row) != key]
        found |= {row.id for row in more}
        keys |= {_key(row) for row in more}


def _key(row: Row) -> str:
    return str(row.content("block") or f"own:{row.id}")


def _applied_last(case: Case, row_ids: Sequence[str]) -> Changes:
    others = [row.id for row in case.rows(CHANGES) if row.id not in row_ids]
    return ordering_rows(case, CHANGES, [*others, *row_ids])


def to_own_place(case: Case, key: str) -> Changes:
    """A moved block where it was generated."""
    return _removed(case, key, ChangeKind.MOVED)


def annotate(case: Case, key: str, text: RichText, row_id: str) -> Changes:
    """A footnote behind a block's last words. Raises Refused(`report_text_empty`)."""
    cells = {"kind": ChangeKind.NOTE, "block": key, "content": _said(text)}
    return _added(case, row_id, cells)


def add_text(case: Case, text: RichText, after: str, section: str, row_id: str) -> Changes:
    """Own paragraphs behind a block. Raises Refused(`report_text_empty`)."""
    cells = {"kind": ChangeKind.OWN_TEXT, "content": _said(text)}
    return _added(case, row_id, cells | {"after": after, "section": section})


def add_table(case: Case, table: OwnTable, after: str, section: str, row_id: str) -> Changes:
    """An own table behind a block."""
    cells = {"kind": ChangeKind.OWN_TABLE, "content": own_table_json(table)}
    return _added(case, row_id, cells | {"after": after, "section": section})


def add_picture(case: Case, picture: OwnPicture, after: str, section: str, row_id: str) -> Changes:
    """A picture of the case behind a block."""
    cells = {"kind": ChangeKind.OWN_PICTURE, **_picture_cells(picture)}
    return _added(case, row_id, cells | {"after": after, "section": section})


def add_break(case: Case, after: str, section: str, row_id: str) -> Changes:
    """A new page behind a block."""
    cells = {"kind": ChangeKind.PAGE_BREAK, "after": after, "section": section}
    return _added(case, row_id, cells)


def edit_own(case: Case, row_id: str, text: RichText) -> Changes:
    """Other words in an own text or a note. Raises Refused(`report_text_empty`)."""
    return setting(case, f"{CHANGES}/{row_id}/content", Value.of(_said(text)))


def edit_table(case: Case, row_id: str, table: OwnTable) -> Changes:
    """Other cells in an own table."""
    return setting(case, f"{CHANGES}/{row_id}/content", Value.of(own_table_json(table)))


def remove(case: Case, row_id: str) -> Changes:
    """Take a change back; what followed its block follows the one before it.

    Raises Refused(`report_change_unknown`).
    """
    row = case.row(CHANGES, row_id)
    if row is None:
        raise Refused("report_change_unknown", row=row_id)
    changes = _staying(case, f"own:{row_id}", str(row.content("after") or ""))
    return (*changes, *removing_row(after_changes(case, changes), CHANGES, row_id))


def edit_picture(case: Case, row_id: str, picture: OwnPicture) -> Changes:
    """Another picture, width, caption or part of it in an own picture."""
    changes: Changes = ()
    for name, content in _picture_cells(picture).items():
        value = Value.of(content) if content else None
        changes += setting(case, f"{CHANGES}/{row_id}/{name}", value)
    return changes


def _picture_cells(picture: OwnPicture) -> dict[str, str]:
    return {
        "picture": picture.picture,
        "width": picture.width.value,
        "content": picture.caption,
        "crop": "" if picture.crop is None else ",".join(map(str, picture.crop)),
    }


def _staying(case: Case, key: str, before: str) -> Changes:
    """What followed a block follows the one before it."""
    changes: Changes = ()
    for row in case.rows(CHANGES):
        if row.content("after") == key:
            changes += setting(case, f"{CHANGES}/{row.id}/after", Value.of(before))
    return changes


def _said(text: RichText) -> str:
    kept = cleaned(text)
    if not kept:
        raise Refused("report_text_empty")
    return rich_json(kept)


def _about(case: Case, key: str, kind: ChangeKind) -> Row | None:
    rows = (row for row in case.rows(CHANGES) if row.content("block") == key)
    return next((row for row in rows if row.content("kind") == kind), None)


def _own_row(case: Case, key: str) -> Row | None:
    return case.row(CHANGES, key.removeprefix("own:")) if key.startswith("own:") else None


def _removed(case: Case, key: str, kind: ChangeKind) -> Changes:
    row = _about(case, key, kind)
    return () if row is None else removing_row(case, CHANGES, row.id)


def _added(case: Case, row_id: str, cells: Mapping[str, str]) -> Changes:
    kept = {name: Value.of(str(content)) for name, content in cells.items() if content}
    return adding_row(case, CHANGES, Row(row_id, kept))
