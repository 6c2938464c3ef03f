"""A printed report as what a person selects one by one, and where a part goes when it is moved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shamay_desktop.domain.report_content import (
    Block,
    Heading,
    LabelLines,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
    block_inlines,
)
from shamay_desktop.domain.report_edits.arrangement import ReportChange
from shamay_desktop.domain.report_edits.arranging import Arranged
from shamay_desktop.domain.report_edits.keys import apart, chapter_key, inner_blocks, key_of
from shamay_desktop.domain.report_places import BlockPlace

_BREAK_HEIGHT = 14
_BREAK_WIDTH = 465
_BREAK_AT = (65, 76)
"""Where a page break that brings no words is shown: over the body of the page that it opens."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is selected as one: a chapter's beginning (no blocks), a block, or an own text.

    `section` is the key of the heading or chapter it stands under, `places` where it stands on
    the pages, `changes` what the appraiser did to it.
    """

    key: str
    section: str
    blocks: tuple[Block, ...] = ()
    places: tuple[BlockPlace, ...] = ()
    changes: tuple[ReportChange, ...] = ()

    @property
    def movable(self) -> bool:
        """Whether it can stand elsewhere: headings and chapters stay."""
        return bool(self.blocks) and not isinstance(self.blocks[0], Heading)

    @property
    def own(self) -> bool:
        """Whether it is the appraiser's own block."""
        return self.key.startswith("own:")


@dataclass(frozen=True, slots=True)
class Target:
    """Behind which block, under which heading or chapter."""

    after: str
    section: str


def parts_of(report: Arranged, places: Sequence[BlockPlace]) -> tuple[Part, ...]:
    """The parts of a report in the order of reading."""
    standing: dict[str, list[BlockPlace]] = defaultdict(list)
    for place in places:
        standing[place.key].append(place)
    parts: list[Part] = []
    for chapter in report.content.chapters:
        section = chapter_key(chapter)
        changes = report.changed.get(section, ())
        parts.append(Part(section, section, (), tuple(standing[section]), changes))
        for block in chapter.blocks:
            section = key_of(block) if isinstance(block, Heading) else section
            for each in apart(block):
                _take(parts, _part(report, each, section, standing))
    return tuple(_with_breaks(parts))


def parts_within(report: Arranged, places: Sequence[BlockPlace]) -> tuple[Part, ...]:
    """What is changed by itself but stays where it is bound to: the lines of the cover and the
    pictures and plots of grids, each as far as the pages know a place of it.

    They are no parts of the walk: nothing can be put behind one. `section` is the cover ("cover:")
    or the key of the grid: behind it a picture is the first.
    """
    standing: dict[str, list[BlockPlace]] = defaultdict(list)
    for place in places:
        standing[place.key].append(place)
    cover = report.content.cover
    found = [(key, "cover:", Paragraph(line, key=key))
             for key, line in zip(cover.keys, cover.lines, strict=False)]  # fmt: skip
    within: list[tuple[str, str, Block]] = [*found]
    for chapter in report.content.chapters:
        for block in chapter.blocks:
            within += [(each.key, key_of(block), each) for each in inner_blocks(block)]
    return tuple(
        Part(key, section, (block,), tuple(standing[key]), report.changed.get(key, ()))
        for key, section, block in within
        if key in standing
    )


def place_above(parts: Sequence[Part], key: str) -> Target | None:
    """Where a part stands one step up; None when it is the first or stays where it is."""
    at = _index(parts, key)
    if at is None or at < 2 or not parts[at].movable:
        return None
    return target_behind(parts[at - 2])


def place_below(parts: Sequence[Part], key: str) -> Target | None:
    """Where a part stands one step down; None when it is the last or stays where it is."""
    at = _index(parts, key)
    if at is None or at + 1 >= len(parts) or not parts[at].movable:
        return None
    return target_behind(parts[at + 1])


def before(parts: Sequence[Part], key: str) -> tuple[str, ...]:
    """Keys of what stands before a part, the nearest first."""
    at = _index(parts, key)
    return () if at is None else tuple(part.key for part in reversed(parts[:at]))


def target_behind(part: Part) -> Target:
    """The place right behind a part."""
    return Target(part.key, part.section)


def part_of(parts: Sequence[Part], key: str) -> Part | None:
    """The part of a key."""
    at = _index(parts, key)
    return None if at is None else parts[at]


def part_at(parts: Sequence[Part], page: int, x: float, y: float) -> Part | None:
    """The part at a point of a page."""
    return next(
        (part for part in parts if any(place.holds(page, x, y) for place in part.places)), None
    )


def hidden_behind(
    generated: ReportContent, report: Arranged, parts: Sequence[Part]
) -> Mapping[str, tuple[str, ...]]:
    """Keys of hidden blocks by the key of the part behind which they would stand."""
    shown = {part.key for part in parts}
    behind: dict[str, list[str]] = defaultdict(list)
    anchor = parts[0].key if parts else ""
    for chapter in generated.chapters:
        anchor = chapter_key(chapter) if chapter_key(chapter) in shown else anchor
        for block in chapter.blocks:
            for each in apart(block):
                key = key_of(each)
                if key in report.hidden:
                    behind[anchor].append(key)
                elif key in shown:
                    anchor = key
    return {key: tuple(hidden) for key, hidden in behind.items()}


def fields_of(part: Part) -> tuple[str, ...]:
    """Paths of the fields whose facts a part prints, each once, in its order."""
    runs = (
        inline
        for block in part.blocks
        for inline in block_inlines(block)
        if isinstance(inline, Run) and inline.field is not None
    )
    paths = (f"{run.field}/{run.row}" if run.row else str(run.field) for run in runs)
    return tuple(dict.fromkeys(paths))


def _part(
    report: Arranged, block: Block, section: str, standing: Mapping[str, list[BlockPlace]]
) -> Part:
    key = key_of(block)
    keys = [line.key for line in block.lines] if isinstance(block, LabelLines) else [key]
    places = tuple(place for each in keys for place in standing.get(each, ()))
    return Part(key, section, (block,), _joined(places, key), report.changed.get(key, ()))


def _joined(places: Sequence[BlockPlace], key: str) -> tuple[BlockPlace, ...]:
    """Lines of one label that stand under each other are one place."""
    joined: list[BlockPlace] = []
    for place in places:
        last = joined[-1] if joined else None
        if last is not None and last.page == place.page:
            joined[-1] = replace(last, height=place.y + place.height - last.y)
        else:
            joined.append(place if place.key == key else replace(place, key=key))
    return tuple(joined)


def _take(parts: list[Part], part: Part) -> None:
    """Further blocks of an own text are one part with its first."""
    last = parts[-1]
    number = part.key.removeprefix(f"{last.key}/")
    if last.changes and number != part.key and number.isdigit():
        parts[-1] = replace(
            last, blocks=(*last.blocks, *part.blocks), places=(*last.places, *part.places)
        )
    else:
        parts.append(part)


def _with_breaks(parts: Sequence[Part]) -> list[Part]:
    """A page break stands over the page that it opens."""
    placed = list(parts)
    following: BlockPlace | None = None
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if part.places:
            following = part.places[0]
        elif part.blocks and isinstance(part.blocks[0], PageBreak) and following is not None:
            left, top = _BREAK_AT
            place = BlockPlace(part.key, following.page, left, top, _BREAK_WIDTH, _BREAK_HEIGHT)
            placed[at] = replace(part, places=(place,))
    return placed


def _index(parts: Sequence[Part], key: str) -> int | None:
    return next((at for at, part in enumerate(parts) if part.key == key), None)
