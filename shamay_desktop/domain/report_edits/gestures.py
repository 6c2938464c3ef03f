"""What a gesture on the report changes in the case: rows of `report.changes`, exactly undoable."""

from collections.abc import Iterable, Mapping, Sequence

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
from shamay_desktop.domain.picture_keys import Crop
from shamay_desktop.domain.report_content import Block
from shamay_desktop.domain.report_edits.arrangement import CHANGES, ChangeKind, OwnPicture
from shamay_desktop.domain.report_edits.bases import basis_of_facts
from shamay_desktop.domain.report_edits.generated import basis_of, generated_words
from shamay_desktop.domain.report_edits.own_table import OwnTable, own_table_json
from shamay_desktop.domain.report_edits.remarks import Remark
from shamay_desktop.domain.report_edits.rich_text import RichText, cleaned, rich_json

Changes = tuple[Change, ...]


def reword(case: Case, key: str, generated: Block, text: RichText, row_id: str) -> Changes:
    """Other words for a generated block; they replace those that were given before.

    Words that are the generated ones again are none of their own. What the first words were made
    of stays kept: whoever mends a comma has not looked at facts that changed meanwhile (`confirm`).
    Raises Refused(`report_text_empty`): a block without words is hidden, not emptied.
    """
    said = _said(text)
    if cleaned(text) == generated_words(generated):
        return back_to_generated(case, key)
    standing = _about(case, key, ChangeKind.WORDS)
    if standing is None:
        cells = {"kind": ChangeKind.WORDS, "block": key, "content": said}
        return _added(case, row_id, cells | {"basis": basis_of(generated)})
    return setting(case, f"{CHANGES}/{standing.id}/content", Value.of(said))


def confirm(case: Case, remarks: Iterable[Remark]) -> Changes:
    """It stands as it is: what the remarks say was looked at and is no trouble as long as it stays.

    Own words and hidden or moved blocks are from now on about what is generated now; what stands
    at the end as its place is gone has its place there. What cannot be read is not confirmed.
    """
    changes: Changes = ()
    for remark in remarks:
        row = case.row(CHANGES, remark.row)
        if row is not None and remark.closable:
            done = after_changes(case, changes)
            for name, content in _confirmed(done, remark).items():
                changes += setting(done, f"{CHANGES}/{row.id}/{name}", Value.of(content))
    return changes


def _confirmed(case: Case, remark: Remark) -> dict[str, str]:
    row = case.row(CHANGES, remark.row)
    known = str(row.content("confirmed") or "").split() if row is not None else []
    cells = {"confirmed": " ".join(dict.fromkeys((*known, remark.state)))}
    if remark.basis:
        cells["basis"] = remark.basis
    if remark.place is not None:
        cells["after"], cells["section"] = remark.place
    return cells


def back_to_generated(case: Case, key: str) -> Changes:
    """The generated words again."""
    return _removed(case, key, ChangeKind.WORDS)


def hide(case: Case, key: str, row_id: str, generated: Block | None = None) -> Changes:
    """Leave a generated block out of the report, or a picture of a grid, or a line of the cover.

    `generated` is what it says: so that one of several like it is known again.
    """
    if _about(case, key, ChangeKind.HIDDEN) is not None:
        return ()
    cells = {"kind": ChangeKind.HIDDEN, "block": key, "basis": _basis(case, generated)}
    return _added(case, row_id, cells)


def crop(case: Case, key: str, part: Crop | None, row_id: str) -> Changes:
    """Show a part of a generated picture, or all of it again (None)."""
    standing = _about(case, key, ChangeKind.CROPPED)
    if part is None:
        return _removed(case, key, ChangeKind.CROPPED)
    edges = ",".join(map(str, part))
    if standing is None:
        return _added(case, row_id, {"kind": ChangeKind.CROPPED, "block": key, "crop": edges})
    return setting(case, f"{CHANGES}/{standing.id}/crop", Value.of(edges))


def show(case: Case, key: str) -> Changes:
    """Print a hidden block again."""
    return _removed(case, key, ChangeKind.HIDDEN)


def move(
    case: Case,
    key: str,
    after: str,
    section: str,
    row_id: str,
    before: Sequence[str] = (),
    generated: Block | None = None,
) -> Changes:
    """Put a block right behind another one; `section` is the heading it then stands under.

    Rows are applied in their order, each putting its block right behind its `after`. Take A before
    B, P an own text that was put behind A, and A moved behind B:

        A              what is bound to A (P, and what follows P) does not go along: it is told
        └ P            to follow `stays`, the nearest before A that is not bound to A itself
        B       =>     stays
                       └ P
                       B
                       └ A     the move is the last row, so that nothing comes between

    `before` are the keys of what stands before the block now, the nearest first; `generated` as
    for `hide`. A picture of a grid goes behind another one, or first, behind the grid's own key.
    """
    own = _own_row(case, key)
    standing = _about(case, key, ChangeKind.MOVED) if own is None else own
    bound = _bound_to(case, key)
    keys = {_key(row) for row in bound} | {key}
    stays = next((each for each in before if each not in keys), None)
    changes = () if stays is None else _staying(case, key, stays)
    if standing is None:
        cells = {"kind": ChangeKind.MOVED, "block": key, "basis": _basis(case, generated)}
        cells |= {"after": after, "section": section}
        changes += _added(after_changes(case, changes), row_id, cells)
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
    """The row that counts: of several, as a merge of two devices makes them, the last."""
    return next(iter(reversed(_all_about(case, key, kind))), None)


def _all_about(case: Case, key: str, kind: ChangeKind) -> list[Row]:
    rows = (row for row in case.rows(CHANGES) if row.content("block") == key)
    return [row for row in rows if row.content("kind") == kind]


def _basis(case: Case, generated: Block | None) -> str:
    return "" if generated is None else basis_of_facts(generated, case)


def _own_row(case: Case, key: str) -> Row | None:
    return case.row(CHANGES, key.removeprefix("own:")) if key.startswith("own:") else None


def _removed(case: Case, key: str, kind: ChangeKind) -> Changes:
    changes: Changes = ()
    for row in _all_about(case, key, kind):
        changes += removing_row(after_changes(case, changes), CHANGES, row.id)
    return changes


def _added(case: Case, row_id: str, cells: Mapping[str, str]) -> Changes:
    kept = {name: Value.of(str(content)) for name, content in cells.items() if content}
    return adding_row(case, CHANGES, Row(row_id, kept))
