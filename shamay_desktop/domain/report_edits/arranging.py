"""A generated report as the appraiser arranged it: own words, order, breaks, notes and pictures.

Nothing that the appraiser wrote is ever left out without a word: what has lost its place stands at
the end of its section or chapter, and the answer says so. The same changes give the same report
each time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.picture_keys import picture_key_of
from shamay_desktop.domain.report_content import Block, Chapter, LabelLines, ReportContent
from shamay_desktop.domain.report_edits.arrangement import (
    OWN,
    Arrangement,
    ChangeKind,
    ReportChange,
)
from shamay_desktop.domain.report_edits.bases import basis_of_facts, says_facts, still_fits
from shamay_desktop.domain.report_edits.breaks import with_good_breaks
from shamay_desktop.domain.report_edits.composing import reworded, takes_note, with_note
from shamay_desktop.domain.report_edits.fronts import Fronts
from shamay_desktop.domain.report_edits.generated import (
    basis_of,
    facts_missing,
    fits,
    words_of,
)
from shamay_desktop.domain.report_edits.grids import GridWork
from shamay_desktop.domain.report_edits.keys import (
    chapter_key,
    key_of,
    keyed,
    parts_of_key,
    says_still,
)
from shamay_desktop.domain.report_edits.numbers import targets_of, with_references
from shamay_desktop.domain.report_edits.placing import Unit, Work, move_and_insert, units_of
from shamay_desktop.domain.report_edits.recognizing import known_by_number, recognized
from shamay_desktop.domain.report_edits.remarks import Remark, Trouble, state_of
from shamay_desktop.domain.report_edits.required import must_be_said
from shamay_desktop.domain.report_edits.rich_text import Span, plain_words
from shamay_desktop.domain.report_text import block_lines, plain

__all__ = ["Arranged", "Remark", "Trouble", "arranged"]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The report as it prints. `changed` names by key of a block the changes that made it so;
    `hidden` are the generated blocks that were left out, by key, in the order of the report.
    `generated` is the report without the changes, under the same keys. `remarks` are open: those
    that the appraiser has confirmed are not among them.
    """

    content: ReportContent
    changed: Mapping[str, tuple[ReportChange, ...]]
    hidden: Mapping[str, Block]
    remarks: tuple[Remark, ...]
    generated: ReportContent


def arranged(
    content: ReportContent, arrangement: Arrangement, pictures: Collection[str] | None = None
) -> Arranged:
    """The content with the changes; without changes it is the content with its keys.

    `pictures` are the SHA-256 of the pictures and papers that the case has: own pictures that are
    none of them are not printed. None takes every one for there.
    """
    generated = recognized(keyed(content), arrangement)
    chapters = generated.chapters
    if not chapters and arrangement.of_kind(*OWN):
        chapters = (Chapter("opening", "", "", ()),)
    work = Work([units_of(chapter) for chapter in chapters])
    for row_id in arrangement.unreadable:
        state = state_of(Trouble.UNREADABLE, (row_id,))
        work.remarks.append(Remark(Trouble.UNREADABLE, row_id, "", state=state))
    changes = arrangement.changes
    fronts, grids = Fronts(generated), GridWork(work)
    grids.arrange(arrangement)
    _reword(work, fronts, grids, arrangement)
    _hide(work, fronts, generated.names, arrangement)
    move_and_insert(work, _printed(work, generated.names, arrangement, pictures))
    _annotate(work, arrangement.of_kind(ChangeKind.NOTE))
    arranged_chapters = tuple(
        replace(fronts.titled(chapter), blocks=_blocks(units))
        for chapter, units in zip(chapters, work.units, strict=True)
    )
    start = content.looks.chapter_start
    shown = replace(
        generated, chapters=with_good_breaks(arranged_chapters, start), cover=fronts.cover
    )
    _check_titles(work, shown.chapters, arrangement)
    _check_references(work, targets_of(shown), changes)
    return Arranged(
        content=with_references(shown),
        changed={key: tuple(each) for key, each in work.changed.items()},
        hidden=work.hidden,
        remarks=tuple(work.remarks),
        generated=generated,
    )


def _reword(work: Work, fronts: Fronts, grids: GridWork, arrangement: Arrangement) -> None:
    last = arrangement.about(ChangeKind.WORDS)
    for change in arrangement.of_kind(ChangeKind.WORDS):
        said = plain_words(change.text)
        if last[change.block] is not change:
            work.remark(Trouble.DOUBLE, change, said, about=(said,))
            continue
        unit = work.unit(change.block)
        made = None if unit is None else unit.made
        if unit is not None and made is not None and words_of(made) is not None:
            unit.blocks = reworded(unit.blocks[0] if unit.blocks else made, change.text)
        else:
            made = fronts.reword(change) or grids.reword(change)
        if made is None:
            work.remark(Trouble.BLOCK_GONE, change, said, about=(said,))
            continue
        _remark_facts(work, change, made)
        work.note_change(change.block, change)


def _remark_facts(work: Work, change: ReportChange, generated: Block) -> None:
    """What the own words are based on says something else now, or they leave facts out."""
    basis, said = basis_of(generated), plain_words(change.text)
    if not fits(change.basis, generated):
        work.remark(Trouble.FACTS_CHANGED, change, about=(basis, said), basis=basis)
    missing = facts_missing(generated, change.text)
    if missing:
        words = ", ".join(missing)
        work.remark(Trouble.FACTS_MISSING, change, words, about=(basis, words))


def _hide(work: Work, fronts: Fronts, names: Mapping[str, str], arrangement: Arrangement) -> None:
    hidden = arrangement.about(ChangeKind.HIDDEN)
    for key, block in fronts.hide(hidden):
        work.hidden[key] = block
        work.note_change(key, hidden[key])
        _remark_hidden_facts(work, hidden[key], block, arrangement.case)
    for chapter in work.units:
        for unit in chapter:
            change = hidden.get(unit.key)
            if change is None or not unit.blocks:
                continue
            if _means(work, change, unit, names, arrangement.case):
                block = work.hidden[unit.key] = unit.made or unit.blocks[0]
                unit.blocks = ()
                work.note_change(unit.key, change)
                if not known_by_number(change.block, names):
                    _remark_hidden_facts(work, change, block, arrangement.case)
                if must_be_said(block):
                    said = plain(" ".join(block_lines(block)))
                    work.remark(Trouble.MUST_BE_SAID, change, said)


def _remark_hidden_facts(work: Work, change: ReportChange, block: Block, case: Case) -> None:
    """It stays hidden though it says something else now; fixed words say the same for ever."""
    if says_facts(block) and not still_fits(change.basis, block, case):
        basis = basis_of_facts(block, case)
        work.remark(Trouble.FACTS_CHANGED, change, about=(basis,), basis=basis)


def _means(
    work: Work, change: ReportChange, unit: Unit, names: Mapping[str, str], case: Case
) -> bool:
    """Whether a change without words is surely about this block, which is one of several.

    What says something else than was kept is not hidden or moved; what was kept nothing of is,
    and it is to be looked at either way.
    """
    made = unit.made
    if made is None or not known_by_number(change.block, names):
        return True
    if not says_facts(made) and not parts_of_key(change.block).numbered:
        return True  # fixed words, which each language says otherwise
    basis = basis_of_facts(made, case)
    if change.basis:
        sure = applied = still_fits(change.basis, made, case)
    else:
        sure, applied = change.block not in names, says_still(change.block, made)
        sure = sure and applied
    if not sure:
        work.remark(Trouble.UNSURE, change, about=(basis,), basis=basis)
    return applied


def _printed(
    work: Work,
    names: Mapping[str, str],
    arrangement: Arrangement,
    pictures: Collection[str] | None,
) -> list[ReportChange]:
    """The changes that ask for a place and may have one, each block moved by its last alone."""
    last, case = arrangement.about(ChangeKind.MOVED), arrangement.case
    found = []
    for change in arrangement.changes:
        if change.kind is ChangeKind.MOVED:
            unit = work.unit(change.block)
            counts = last[change.block] is change
            if counts and (unit is None or _means(work, change, unit, names, case)):
                found.append(change)
        elif change.kind in OWN:
            found.append(_with_picture(work, change, pictures))
    return found


def _with_picture(
    work: Work, change: ReportChange, pictures: Collection[str] | None
) -> ReportChange:
    """An own picture that the case has no more keeps its place, but not the picture."""
    own = change.picture
    if own is None or pictures is None or picture_key_of(own.picture).sha256 in pictures:
        return change
    work.remark(Trouble.PICTURE_GONE, change, own.caption, about=(own.picture,))
    return replace(change, picture=None)


def _annotate(work: Work, notes: Iterable[ReportChange]) -> None:
    for change in notes:
        said = plain_words(change.text)
        unit = work.unit(change.block)
        if unit is not None and unit.key in work.hidden:
            continue  # it is hidden with its block, and shown with it
        if unit is None or not unit.blocks or not takes_note(unit.blocks[-1]):
            work.remark(Trouble.BLOCK_GONE, change, said, about=(said,))
            continue
        noted = with_note(unit.blocks[-1], change.text, f"note:{change.id}")
        unit.blocks = (*unit.blocks[:-1], noted)
        work.note_change(unit.key, change)


def _check_titles(work: Work, chapters: Collection[Chapter], arrangement: Arrangement) -> None:
    """Own words of a title that vanished, as nothing is left below it."""
    printed = {key_of(block) for chapter in chapters for block in chapter.blocks}
    printed |= {chapter_key(chapter) for chapter in chapters}
    for key, change in arrangement.about(ChangeKind.WORDS).items():
        title = key.startswith(("heading:", "chapter:")) and key in work.changed
        if title and key not in printed and key not in work.hidden:
            said = plain_words(change.text)
            work.remark(Trouble.BLOCK_GONE, change, said, about=(said,))


def _check_references(
    work: Work, numbers: Mapping[str, str], changes: Iterable[ReportChange]
) -> None:
    for change in changes:
        for span in _spans(change):
            if span.refers and span.refers not in numbers:
                work.remark(Trouble.REFERENCE_GONE, change, span.text, about=(span.refers,))


def _spans(change: ReportChange) -> Iterator[Span]:
    for paragraph in change.text:
        yield from paragraph.spans


def _blocks(units: Iterable[Unit]) -> tuple[Block, ...]:
    """The blocks of a chapter, neighbouring lines of one generated block together again."""
    blocks: list[Block] = []
    before: int | None = None
    for group, block in [(unit.group, block) for unit in units for block in unit.blocks]:
        last = blocks[-1] if blocks else None
        together = isinstance(block, LabelLines) and isinstance(last, LabelLines)
        if together and group == before:
            assert isinstance(block, LabelLines)  # noqa: S101
            assert isinstance(last, LabelLines)  # noqa: S101
            blocks[-1] = LabelLines(last.lines + block.lines)
        else:
            blocks.append(block)
        before = group
    return tuple(blocks)
