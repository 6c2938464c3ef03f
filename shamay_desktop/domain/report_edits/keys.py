"""Keys of a report's blocks: the same block has the same key each time it is generated.

A key names what a block is made of and not where it stands, so that it outlives another template,
another order, further rows and other facts: the makers of a report give it. A block that comes
without one is named by its kind, the field it prints first and that fact's row.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Chapter,
    ChartGrid,
    Figure,
    FigureGrid,
    Heading,
    Inline,
    LabelLine,
    LabelLines,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
    SignatureBlock,
    Table,
    block_inlines,
)
from shamay_desktop.domain.report_edits.generated import facts_of, fingerprint

_LINE_DIGITS = 8
_NUMBERED = re.compile(r"(.*?)(?:#(\d{1,6})(?:~([0-9a-f]+))?)?", re.DOTALL)
_KINDS = {
    Paragraph: "words",
    Bullets: "list",
    Table: "table",
    Figure: "picture",
    FigureGrid: "pictures",
    ChartGrid: "plots",
    SignatureBlock: "signature",
    PageBreak: "break",
}


@dataclass(frozen=True, slots=True)
class KeyParts:
    """A key of one of several like ones: what they have in common, which of them it was (from 1),
    and the fingerprint of what it said ("" where the key does not tell).
    """

    stem: str
    number: int = 1
    said: str = ""
    numbered: bool = False


def parts_of_key(key: str) -> KeyParts:
    """A key taken apart: `words:x#2~0a1b2c3d` is the second of `words:x`."""
    found = _NUMBERED.fullmatch(key)
    if found is None or found[2] is None:
        return KeyParts(key)
    return KeyParts(found[1], int(found[2]), found[3] or "", numbered=True)


def line_keyed(name: str, lines: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines of one text under keys that are known again when lines come, go or change.

    A lone line has the name itself, one of several also its number and what it says.
    """
    said = tuple(lines)
    if len(said) == 1:
        return (replace(said[0], key=name),)
    return tuple(
        replace(line, key=f"{name}#{number}~{_said(line)}") for number, line in enumerate(said, 1)
    )


def says_still(key: str, block: Block) -> bool:
    """Whether a block says what its key tells of it; True of a key that tells nothing."""
    said = parts_of_key(key).said
    return not said or said == _said(block)


def _said(block: Block) -> str:
    """What a line says of the case, whatever fixed words of a language stand around it."""
    facts = facts_of(block)
    told = Paragraph((Run(" ".join(facts)),)) if facts else block
    return fingerprint(told)[:_LINE_DIGITS]


def again(blocks: Iterable[Block], place: str) -> list[Block]:
    """Blocks that stand at another place of the report too: there they have keys of their own."""
    return [renamed(block, lambda key: _placed(key, place)) for block in blocks]


def renamed(block: Block, name: Callable[[str], str]) -> Block:
    """A block with other keys, its lines too; a heading keeps its own."""
    match block:
        case Heading():
            return block
        case LabelLines(lines=lines):
            return LabelLines(tuple(replace(line, key=name(line.key)) for line in lines))
        case _:
            return replace(block, key=name(block.key))


def _placed(key: str, place: str) -> str:
    kind, _, about = key.partition(":")
    return f"{kind}:{place}:{about}"


def chapter_key(chapter: Chapter) -> str:
    """The key of a chapter's beginning."""
    return f"chapter:{chapter.key}"


def heading_key(heading: Heading) -> str:
    """The key of a section's title."""
    return f"heading:{heading.key}"


def key_of(block: Block) -> str:
    """The key of a block that was `keyed`; of label lines that of their first line."""
    match block:
        case Heading():
            return heading_key(block)
        case LabelLines():
            return block.lines[0].key
        case _:
            return block.key


def keyed(content: ReportContent) -> ReportContent:
    """The content with a key of its own on each block and each label line.

    Equal names are numbered in reading order. A key that is set already stays.
    """
    return replace(content, chapters=keyed_chapters(content.chapters))


def keyed_chapters(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """The chapters with a key on each block, as `keyed`: before a template gives them its order."""
    counted: Counter[str] = Counter()
    return tuple(_chapter(chapter, counted) for chapter in chapters)


def former_keys(chapters: Iterable[Chapter]) -> Mapping[str, str]:
    """By the key of each block the one it had when all were named by their first fact.

    Cases of that time know it by that one. `chapters` have their keys, in the order of making.
    """
    keyed_now = tuple(chapters)
    bare = (
        replace(chapter, blocks=tuple(renamed(block, lambda _key: "") for block in chapter.blocks))
        for chapter in keyed_now
    )
    known = zip(_all_keys(keyed_now), _all_keys(keyed_chapters(bare)), strict=True)
    return {key: former for key, former in known if key != former}


def _all_keys(chapters: Iterable[Chapter]) -> list[str]:
    blocks = (block for chapter in chapters for block in chapter.blocks)
    keys: list[str] = []
    for block in blocks:
        keys += [line.key for line in block.lines] if isinstance(block, LabelLines) else [
            key_of(block)
        ]  # fmt: skip
    return keys


def apart(block: Block) -> Iterable[Block]:
    """A block as what is edited by itself: label lines one by one, others as they are.

    A line without a label belongs to the one above it.
    """
    if not isinstance(block, LabelLines):
        return (block,)
    groups: list[LabelLines] = []
    for line in block.lines:
        if line.label or not groups:
            groups.append(LabelLines((line,)))
        else:
            groups[-1] = LabelLines((*groups[-1].lines, line))
    return groups


def inner_keys(block: Block) -> tuple[str, ...]:
    """Keys of what stands in a block and is changed by itself: pictures and plots of a grid."""
    match block:
        case FigureGrid(figures=inner):
            return tuple(figure.key for figure in inner if figure.key)
        case ChartGrid(charts=charts):
            return tuple(chart.key for chart in charts if chart.key)
        case _:
            return ()


def generated_block(content: ReportContent, key: str) -> Block | None:
    """What a `keyed` content has at a key, by itself; None when it is not there.

    A chapter's title comes as a heading, a line of the cover as a paragraph, a picture or a plot
    of a grid as a picture: what can be edited of it.
    """
    if key.startswith("chapter:"):
        titles = (each for each in content.chapters if chapter_key(each) == key and each.title)
        return next((Heading(each.number, each.title, each.key) for each in titles), None)
    if key in content.cover.keys:
        return Paragraph(content.cover.lines[content.cover.keys.index(key)], key=key)
    blocks = (each for chapter in content.chapters for block in chapter.blocks
              for each in (*apart(block), *inner_blocks(block)))  # fmt: skip
    return next((block for block in blocks if key_of(block) == key), None)


def inner_blocks(block: Block) -> tuple[Figure, ...]:
    """The pictures of a grid one by one; a plot as a picture of its title."""
    match block:
        case FigureGrid(figures=figures):
            return tuple(figure for figure in figures if figure.key)
        case ChartGrid(charts=charts):
            return tuple(Figure("", chart.caption, key=chart.key) for chart in charts if chart.key)
        case _:
            return ()


def _chapter(chapter: Chapter, counted: Counter[str]) -> Chapter:
    section = chapter.key
    blocks: list[Block] = []
    for block in chapter.blocks:
        section = block.key if isinstance(block, Heading) else section
        blocks.append(_with_key(block, section, counted))
    return replace(chapter, blocks=tuple(blocks))


def _with_key(block: Block, section: str, counted: Counter[str]) -> Block:
    match block:
        case Heading():
            return block
        case LabelLines(lines=lines):
            if all(line.key for line in lines):
                return block
            return LabelLines(tuple(_line(line, section, counted) for line in lines))
        case _ if block.key:
            return block
        case _:
            name = f"{_KINDS[type(block)]}:{_about(block, section)}"
            return replace(block, key=_numbered(name, counted))


def _line(line: LabelLine, section: str, counted: Counter[str]) -> LabelLine:
    name = f"line:{_first_fact(line.inlines) or f'{section}:{line.label}'}"
    return replace(line, key=line.key or _numbered(name, counted))


def _about(block: Block, section: str) -> str:
    """What the block says first; of fixed words and pictures the section they stand in."""
    if isinstance(block, Figure):
        return block.picture
    if isinstance(block, Table):
        return _first_list(block) or section
    return _first_fact(block_inlines(block)) or section


def _first_list(table: Table) -> str:
    """A table is about its list as a whole, not about its first row."""
    runs = (run for run in _runs(block_inlines(table)) if run.field is not None)
    return next((run.field or "" for run in runs), "")


def _first_fact(inlines: Iterable[Inline]) -> str:
    for run in _runs(inlines):
        if run.field is not None:
            return run.field if run.row is None else f"{run.field}@{run.row}"
    return ""


def _runs(inlines: Iterable[Inline]) -> Sequence[Run]:
    return [inline for inline in inlines if isinstance(inline, Run)]


def _numbered(name: str, counted: Counter[str]) -> str:
    counted[name] += 1
    return name if counted[name] == 1 else f"{name}#{counted[name]}"
