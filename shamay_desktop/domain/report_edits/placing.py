"""Blocks of a report that is being arranged: units in their chapters, and where a change puts one.

What has lost its place is never left out: it stands at the end of its section, else of the chapter
that the section belongs to, else before the signature, and the work says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Heading,
    SignatureBlock,
)
from shamay_desktop.domain.report_edits.arrangement import ChangeKind, ReportChange
from shamay_desktop.domain.report_edits.composing import own_block
from shamay_desktop.domain.report_edits.keys import apart, chapter_key, key_of
from shamay_desktop.domain.report_edits.remarks import Remark, Trouble, state_of
from shamay_desktop.domain.report_edits.rich_text import plain_words
from shamay_desktop.domain.report_templates.template import ADDITIONS_OF

_PHOTOS = "chapter:annex_photos"
_SIGNATURE = "heading:signature"


@dataclass(slots=True)
class Unit:
    """What moves as one: a block, or the parts of an own text.

    A chapter's beginning and a hidden block have none: what stands behind them keeps its place.
    `group` numbers the generated block that label lines are parts of, None of own ones. `made` is
    the block as it was generated.
    """

    key: str
    blocks: tuple[Block, ...]
    section: str
    group: int | None = None
    made: Block | None = None


@dataclass(slots=True)
class Work:
    """A report at work: `units` chapter by chapter."""

    units: list[list[Unit]]
    changed: dict[str, list[ReportChange]] = field(default_factory=dict)
    hidden: dict[str, Block] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def note_change(self, key: str, change: ReportChange) -> None:
        """This change had a part in this block."""
        self.changed.setdefault(key, []).append(change)

    def remark(
        self,
        trouble: Trouble,
        change: ReportChange,
        said: str = "",
        *,
        about: Iterable[str] = (),
        basis: str = "",
        place: tuple[str, str] | None = None,
    ) -> None:
        """Something to look at, unless it was looked at as it stands; `about` is what it is of."""
        state = state_of(trouble, (change.key, *about))
        if state not in change.confirmed:
            remark = Remark(trouble, change.id, change.key, said, state, basis, place)
            self.remarks.append(remark)

    def place(self, key: str) -> tuple[int, int] | None:
        """Chapter and index of the unit of a key."""
        for at, chapter in enumerate(self.units):
            for index, unit in enumerate(chapter):
                if unit.key == key:
                    return at, index
        return None

    def unit(self, key: str) -> Unit | None:
        """The unit of a key."""
        place = self.place(key)
        return None if place is None else self.units[place[0]][place[1]]


class Outcome(Enum):
    """What became of a change that asks for a place."""

    DONE = auto()
    NEEDLESS = auto()
    WAITS = auto()


def units_of(chapter: Chapter) -> list[Unit]:
    """The chapter's beginning, then each block; label lines are one unit each."""
    units = [Unit(chapter_key(chapter), (), chapter_key(chapter))]
    section = chapter_key(chapter)
    for group, block in enumerate(chapter.blocks):
        section = key_of(block) if isinstance(block, Heading) else section
        units += [Unit(key_of(each), (each,), section, group, each) for each in apart(block)]
    return units


def move_and_insert(work: Work, changes: Sequence[ReportChange]) -> None:
    """In order; what follows a block that comes only later waits for it.

    Of what waits in vain the first that follows nothing that waits is put at the end: the others
    find their places behind it then.
    """
    waiting = list(changes)
    while waiting:
        left = [change for change in waiting if _placed(work, change) is Outcome.WAITS]
        if len(left) == len(waiting):
            own = {change.key for change in left}
            first = next((change for change in left if change.after not in own), left[0])
            _put_at_end(work, first)
            left.remove(first)
        waiting = left


def _placed(work: Work, change: ReportChange) -> Outcome:
    if change.kind is ChangeKind.MOVED:
        return _moved(work, change)
    place = work.place(change.after)
    if place is None:
        return Outcome.WAITS
    _insert(work, change, *place)
    return Outcome.DONE


def _insert(work: Work, change: ReportChange, chapter: int, index: int) -> None:
    section = work.units[chapter][index].section
    blocks = own_block(change)
    work.units[chapter].insert(index + 1, Unit(change.key, blocks, section))
    work.note_change(change.key, change)


def _moved(work: Work, change: ReportChange) -> Outcome:
    """A block that is not there now needs no place; it is moved again when it comes back."""
    source = work.place(change.block)
    if source is None or change.after == change.block:
        return Outcome.NEEDLESS
    unit = work.units[source[0]][source[1]]
    if not unit.blocks or isinstance(unit.blocks[0], Heading):
        return Outcome.NEEDLESS
    if work.place(change.after) is None:
        return Outcome.WAITS
    work.units[source[0]].remove(unit)
    target = work.place(change.after)
    assert target is not None  # noqa: S101 — another unit than the one taken out
    chapter, index = target
    unit.section = work.units[chapter][index].section
    work.units[chapter].insert(index + 1, unit)
    work.note_change(unit.key, change)
    return Outcome.DONE


def _put_at_end(work: Work, change: ReportChange) -> None:
    """Its place is gone: an own block stands at the end, a moved one where it was made."""
    if change.kind is ChangeKind.MOVED:
        work.remark(Trouble.ADRIFT, change, about=(change.after,))
        return
    at, index = _end_of(work, change.section)
    behind = work.units[at][index]
    if change.kind is not ChangeKind.PAGE_BREAK:  # a break that has lost its place is no loss
        said = _words_of(change)
        place = (behind.key, behind.section)
        work.remark(Trouble.ADRIFT, change, said, about=(change.after, *place), place=place)
    _insert(work, change, at, index)


def _words_of(change: ReportChange) -> str:
    if change.table is not None:
        cells = (*change.table.heads, *(cell for row in change.table.rows for cell in row))
        return " · ".join(filter(None, (change.table.caption, *cells)))
    if change.picture is not None:
        return change.picture.caption
    return plain_words(change.text)


def _end_of(work: Work, section: str) -> tuple[int, int]:
    """The end of the section, of its chapter, or of what is said before signature and annexes."""
    for at, chapter in enumerate(work.units):
        last = max((n for n, unit in enumerate(chapter) if unit.section == section), default=None)
        if last is not None:
            return at, last
    at = _chapter_of(work, section)
    return at, _last_before_signature(work.units[at])


def _chapter_of(work: Work, section: str) -> int:
    """The chapter that a section belongs to: where its fellows stand, else the usual one's."""
    heads = [chapter[0].section for chapter in work.units]
    if section in heads:
        return heads.index(section)
    number = section.removeprefix("heading:").partition(".")[0]
    for at, chapter in enumerate(work.units):
        if any(unit.section.startswith(f"heading:{number}.") for unit in chapter):
            return at
    usual = f"chapter:{ADDITIONS_OF.get(number, '')}"
    if usual in heads:
        return heads.index(usual)
    signed = [at for at, chapter in enumerate(work.units) if _signature(chapter) is not None]
    texts = [at for at, head in enumerate(heads) if head != _PHOTOS]
    return (signed or texts or [len(heads) - 1])[0 if signed else -1]


def _last_before_signature(units: Sequence[Unit]) -> int:
    """The last unit of a chapter, before its signature and the title of that."""
    at = _signature(units)
    return len(units) - 1 if at is None else max(at - 1, 0)


def _signature(units: Sequence[Unit]) -> int | None:
    return next(
        (
            at
            for at, unit in enumerate(units)
            if unit.key == _SIGNATURE or isinstance(unit.made, SignatureBlock)
        ),
        None,
    )
