"""A generated report as the appraiser arranged it: own words, order, breaks, notes and pictures.

Nothing that the appraiser wrote is ever left out: what has lost its place stands at the end of its
section or chapter, and the answer says so. The same changes give the same report each time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Heading,
    LabelLines,
    PageBreak,
    ReportContent,
)
from shamay_desktop.domain.report_edits.arrangement import (
    OWN,
    Arrangement,
    ChangeKind,
    ReportChange,
)
from shamay_desktop.domain.report_edits.composing import (
    own_block,
    reworded,
    takes_note,
    with_note,
)
from shamay_desktop.domain.report_edits.generated import facts_of, fingerprint
from shamay_desktop.domain.report_edits.keys import apart, chapter_key, key_of, keyed
from shamay_desktop.domain.report_edits.numbers import numbers_of, with_references
from shamay_desktop.domain.report_edits.rich_text import plain_words
from shamay_desktop.domain.report_text import plain


class Trouble(StrEnum):
    """What the appraiser should look at; codes of texts."""

    FACTS_CHANGED = "facts_changed"
    FACTS_MISSING = "facts_missing"
    ADRIFT = "adrift"
    BLOCK_GONE = "block_gone"
    REFERENCE_GONE = "reference_gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Remark:
    """A trouble of a change (`row_id`) at a block (`key`); `words` are what is meant."""

    trouble: Trouble
    row_id: str
    key: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The report as it prints. `changed` names by key of a block the changes that made it so;
    `hidden` are the generated blocks that were left out, by key, in the order of the report.
    """

    content: ReportContent
    changed: Mapping[str, tuple[ReportChange, ...]]
    hidden: Mapping[str, Block]
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _Unit:
    """What moves as one: a block, or the parts of an own text.

    A chapter's beginning and a hidden block have none: what stands behind them keeps its place.
    `group` numbers the generated block that label lines are parts of, None of own ones.
    """

    key: str
    blocks: tuple[Block, ...]
    section: str
    group: int | None = None


@dataclass(slots=True)
class _Work:
    units: list[list[_Unit]]
    changed: dict[str, list[ReportChange]] = field(default_factory=dict)
    hidden: dict[str, Block] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def note_change(self, key: str, change: ReportChange) -> None:
        """This change had a part in this block."""
        self.changed.setdefault(key, []).append(change)

    def remark(self, trouble: Trouble, change: ReportChange, said: str = "") -> None:
        """Something to look at."""
        self.remarks.append(Remark(trouble, change.id, change.key, said))

    def place(self, key: str) -> tuple[int, int] | None:
        """Chapter and index of the unit of a key."""
        for at, chapter in enumerate(self.units):
            for index, unit in enumerate(chapter):
                if unit.key == key:
                    return at, index
        return None


def arranged(content: ReportContent, arrangement: Arrangement) -> Arranged:
    """The content with the changes; without changes it is the content with its keys."""
    content = keyed(content)
    work = _Work([_units(chapter) for chapter in content.chapters])
    for row_id in arrangement.unreadable:
        work.remarks.append(Remark(Trouble.UNREADABLE, row_id, ""))
    _reword(work, arrangement)
    _hide(work, arrangement)
    _move_and_insert(work, arrangement.of_kind(*OWN, ChangeKind.MOVED))
    _annotate(work, arrangement.of_kind(ChangeKind.NOTE))
    chapters = tuple(
        replace(chapter, blocks=_blocks(units))
        for chapter, units in zip(content.chapters, work.units, strict=True)
    )
    shown = tuple(chapter for chapter in chapters if chapter.blocks)
    content = replace(content, chapters=shown)
    _check_references(work, numbers_of(content), arrangement.changes)
    return Arranged(
        content=with_references(content),
        changed={key: tuple(changes) for key, changes in work.changed.items()},
        hidden=work.hidden,
        remarks=tuple(work.remarks),
    )


def _units(chapter: Chapter) -> list[_Unit]:
    """The chapter's beginning, then each block; label lines are one unit each."""
    units = [_Unit(chapter_key(chapter), (), chapter_key(chapter))]
    section = chapter_key(chapter)
    for group, block in enumerate(chapter.blocks):
        section = key_of(block) if isinstance(block, Heading) else section
        units += [_Unit(key_of(each), (each,), section, group) for each in apart(block)]
    return units


def _reword(work: _Work, arrangement: Arrangement) -> None:
    for key, change in arrangement.about(ChangeKind.WORDS).items():
        place = work.place(key)
        if place is None:
            work.remark(Trouble.BLOCK_GONE, change, plain_words(change.text))
            continue
        unit = work.units[place[0]][place[1]]
        if not unit.blocks:
            continue
        generated = unit.blocks[0]
        if change.basis and change.basis != fingerprint(generated):
            work.remark(Trouble.FACTS_CHANGED, change)
        said = plain(plain_words(change.text))
        missing = [fact for fact in facts_of(generated) if fact not in said]
        if missing:
            work.remark(Trouble.FACTS_MISSING, change, ", ".join(missing))
        unit.blocks = reworded(generated, change.text)
        work.note_change(key, change)


def _hide(work: _Work, arrangement: Arrangement) -> None:
    hidden = arrangement.about(ChangeKind.HIDDEN)
    for chapter in work.units:
        for unit in chapter:
            if unit.key in hidden and unit.blocks:
                work.hidden[unit.key] = unit.blocks[0]
                unit.blocks = ()
                work.note_change(unit.key, hidden[unit.key])


def _move_and_insert(work: _Work, changes: Sequence[ReportChange]) -> None:
    """In order; what follows a block that comes only later waits for it."""
    waiting = list(changes)
    while waiting:
        left = [change for change in waiting if not _placed(work, change)]
        if len(left) == len(waiting):
            break
        waiting = left
    for change in waiting:
        _put_at_end(work, change)


def _placed(work: _Work, change: ReportChange) -> bool:
    """Whether the change found the place it asks for."""
    if change.kind is ChangeKind.MOVED:
        return _moved(work, change)
    place = work.place(change.after)
    if place is None:
        return False
    _insert(work, change, *place)
    return True


def _insert(work: _Work, change: ReportChange, chapter: int, index: int) -> None:
    section = work.units[chapter][index].section
    blocks = own_block(change)
    work.units[chapter].insert(index + 1, _Unit(change.key, blocks, section))
    work.note_change(change.key, change)


def _moved(work: _Work, change: ReportChange) -> bool:
    """A block that is not there now needs no place; it is moved again when it comes back."""
    source = work.place(change.block)
    if source is None or change.after == change.block:
        return True
    unit = work.units[source[0]][source[1]]
    if not unit.blocks or isinstance(unit.blocks[0], Heading):
        return True
    target = work.place(change.after)
    if target is None:
        return False
    work.units[source[0]].remove(unit)
    chapter, index = work.place(change.after) or target
    unit.section = work.units[chapter][index].section
    work.units[chapter].insert(index + 1, unit)
    work.note_change(unit.key, change)
    return True


def _put_at_end(work: _Work, change: ReportChange) -> None:
    """Its place is gone: an own block stands at the end of its section, chapter, or report."""
    if change.kind is ChangeKind.MOVED:
        return
    if change.kind is not ChangeKind.PAGE_BREAK:  # a break that has lost its place is no loss
        work.remark(Trouble.ADRIFT, change, plain_words(change.text))
    at, index = _end_of(work, change.section)
    _insert(work, change, at, index)


def _end_of(work: _Work, section: str) -> tuple[int, int]:
    for at, chapter in enumerate(work.units):
        last = max((n for n, unit in enumerate(chapter) if unit.section == section), default=None)
        if last is not None:
            return at, last
    return len(work.units) - 1, len(work.units[-1]) - 1


def _annotate(work: _Work, notes: Sequence[ReportChange]) -> None:
    for change in notes:
        place = work.place(change.block)
        unit = None if place is None else work.units[place[0]][place[1]]
        if unit is None or not unit.blocks or not takes_note(unit.blocks[-1]):
            work.remark(Trouble.BLOCK_GONE, change, plain_words(change.text))
            continue
        noted = with_note(unit.blocks[-1], change.text)
        unit.blocks = (*unit.blocks[:-1], noted)
        work.note_change(unit.key, change)


def _check_references(
    work: _Work, numbers: Mapping[str, str], changes: Iterable[ReportChange]
) -> None:
    for change in changes:
        for paragraph in change.text:
            for span in paragraph.spans:
                if span.refers and span.refers not in numbers:
                    work.remark(Trouble.REFERENCE_GONE, change, span.text)


def _blocks(units: Iterable[_Unit]) -> tuple[Block, ...]:
    """The blocks of a chapter; a heading under which nothing is left vanishes."""
    blocks: list[Block] = []
    before: int | None = None
    for group, block in [(unit.group, block) for unit in units for block in unit.blocks]:
        if isinstance(block, Heading) and blocks and isinstance(blocks[-1], Heading):
            blocks.pop()
        last = blocks[-1] if blocks else None
        if isinstance(block, LabelLines) and isinstance(last, LabelLines) and group == before:
            blocks[-1] = LabelLines(last.lines + block.lines)
        else:
            blocks.append(block)
        before = group
    while blocks and isinstance(blocks[-1], Heading):
        blocks.pop()
    return tuple(blocks) if any(not isinstance(each, PageBreak) for each in blocks) else ()
