"""The appraiser's changes of a report, read from the case: rows of the list `report.changes`.

A row is one change: other words for a generated block, a hidden or moved one, a note behind one,
or a block of the appraiser's own. The order of the rows is the order in which they are applied.
"""

from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.picture_keys import crop_of
from shamay_desktop.domain.report_content import Width
from shamay_desktop.domain.report_edits.own_table import OwnTable, own_table_of
from shamay_desktop.domain.report_edits.rich_text import RichText, rich_of

CHANGES = "report.changes"
NO_CASE = Case("")


class ChangeKind(StrEnum):
    """What a change does; codes of the column `kind`."""

    WORDS = "words"
    HIDDEN = "hidden"
    MOVED = "moved"
    NOTE = "note"
    OWN_TEXT = "own_text"
    OWN_TABLE = "own_table"
    OWN_PICTURE = "own_picture"
    PAGE_BREAK = "page_break"
    CROPPED = "cropped"


OWN = frozenset(
    (ChangeKind.OWN_TEXT, ChangeKind.OWN_TABLE, ChangeKind.OWN_PICTURE, ChangeKind.PAGE_BREAK)
)
"""Kinds that bring a block of their own; its key is `own:` and the id of the row."""


_PICTURES = frozenset((ChangeKind.OWN_PICTURE, ChangeKind.CROPPED))


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A picture of the case: its SHA-256 (with "#page" of a paper), width, caption, and crop.

    `crop` is left, top, right, bottom as parts of 1000 of the picture; None shows all of it.
    """

    picture: str
    width: Width = Width.FULL
    caption: str = ""
    crop: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class ReportChange:
    """One row. `block` is what it is about (of the kinds that are about one), `after` the key
    that a moved or own block follows, `section` the heading or chapter it stood in last: where
    it goes when `after` is gone. `basis` is the fingerprint of what it was made of: of the words
    that were replaced, of the facts of the block that was hidden or moved (`bases`).
    `confirmed` are the states of the remarks (`remarks.Remark`) that the appraiser answered with
    "it stands". Of the picture of a cropped one only the crop counts.
    """

    id: str
    kind: ChangeKind
    block: str = ""
    after: str = ""
    section: str = ""
    text: RichText = ()
    table: OwnTable | None = None
    picture: OwnPicture | None = None
    basis: str = ""
    confirmed: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The key of its own block, else of the block that it is about."""
        return own_key(self.id) if self.kind in OWN else self.block


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All changes in their order; `unreadable` are ids of rows of which nothing can be made.

    `case` is where the facts are looked up that blocks print.
    """

    changes: tuple[ReportChange, ...] = ()
    unreadable: tuple[str, ...] = ()
    case: Case = NO_CASE

    def of_kind(self, *kinds: ChangeKind) -> tuple[ReportChange, ...]:
        """The changes of some kinds, in order."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def about(self, kind: ChangeKind) -> dict[str, ReportChange]:
        """The last change of a kind, by the key of its block."""
        return {change.block: change for change in self.changes if change.kind is kind}


def own_key(row_id: str) -> str:
    """The key of an own block."""
    return f"own:{row_id}"


def arrangement_of(case: Case) -> Arrangement:
    """What the case says of its report."""
    changes, unreadable = [], []
    for row in case.rows(CHANGES):
        try:
            changes.append(_change(row))
        except (Refused, ValueError):
            unreadable.append(row.id)
    return Arrangement(tuple(changes), tuple(unreadable), case)


def _change(row: Row) -> ReportChange:
    kind = ChangeKind(_text(row, "kind"))
    content = _text(row, "content")
    texts = (ChangeKind.WORDS, ChangeKind.NOTE, ChangeKind.OWN_TEXT)
    return ReportChange(
        id=row.id,
        kind=kind,
        block=_text(row, "block"),
        after=_text(row, "after"),
        section=_text(row, "section"),
        text=rich_of(content) if kind in texts else (),
        table=own_table_of(content) if kind is ChangeKind.OWN_TABLE else None,
        picture=_picture(row) if kind in _PICTURES else None,
        basis=_text(row, "basis"),
        confirmed=frozenset(_text(row, "confirmed").split()),
    )


def _picture(row: Row) -> OwnPicture:
    crop = _text(row, "crop")
    edges = crop_of(crop.split(",")) if crop.count(",") == 3 else None
    if crop and edges is None:
        raise ValueError(crop)
    return OwnPicture(
        picture=_text(row, "picture"),
        width=Width(_text(row, "width") or Width.FULL),
        caption=_text(row, "content"),
        crop=edges,
    )


def _text(row: Row, column: str) -> str:
    content = row.content(column)
    return content if isinstance(content, str) else ""
