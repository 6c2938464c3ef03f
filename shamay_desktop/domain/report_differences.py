"""What differs between two reports, block by block, as their pages say it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shamay_desktop.domain.report_content import Block, Heading, ReportContent
from shamay_desktop.domain.report_edits.keys import apart, key_of, parts_of_key
from shamay_desktop.domain.report_text import block_lines, plain


@dataclass(frozen=True, slots=True)
class BlockText:
    """What a block says: its key, the section it stands in, and its words without marks."""

    key: str
    section: str
    words: str


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """A block that says something else, came (`before` is "") or went (`after` is "")."""

    key: str
    section: str
    before: str
    after: str


def block_texts(content: ReportContent) -> tuple[BlockText, ...]:
    """Every block of a report that has its keys, in reading order; label lines one by one.

    A heading is the section of what follows it and no block of its own: its number changes with
    whatever comes before it. What has no words (a picture without caption, a break) is not there.
    """
    return tuple(_texts(content))


def block_differences(
    before: tuple[BlockText, ...], after: tuple[BlockText, ...]
) -> tuple[BlockDifference, ...]:
    """Blocks of which two reports say different things: the later one's order, then what went.

    A line of a text is known by what it says, wherever it stands; one that says something new is
    compared with the line that stood in its place.
    """
    old = {block.key: block for block in before}
    new = {block.key: block for block in after}
    earlier = _earlier(tuple(old), tuple(new))
    changed = [
        BlockDifference(key, block.section, words, block.words)
        for key, block in new.items()
        if (words := old[earlier[key]].words if key in earlier else "") != block.words
    ]
    gone = [
        BlockDifference(key, old[key].section, old[key].words, "")
        for key in old
        if key not in earlier.values()
    ]
    return (*changed, *gone)


def _earlier(old: Sequence[str], new: Sequence[str]) -> Mapping[str, str]:
    """By each key the one that the same block had before, as far as it was there."""
    found = {key: key for key in new if key in old}
    for sign in (_said, _stood):
        left = {sign(key): key for key in reversed(old) if key not in found.values()}
        for key in new:
            if key not in found and sign(key) in left:
                found[key] = left.pop(sign(key))
    return found


def _said(key: str) -> tuple[str, str]:
    parts = parts_of_key(key)
    return parts.stem, parts.said or key


def _stood(key: str) -> tuple[str, int]:
    parts = parts_of_key(key)
    return parts.stem, parts.number


def around(before: str, after: str, context: int = 4) -> tuple[str, str]:
    """Both texts without the words that they begin and end with alike, but `context` of them.

    What was left out is "…". A text that is empty leaves the other one whole.
    """
    old, new = before.split(), after.split()
    if not old or not new:
        return before, after
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    tail = next((n for n in range(shortest - head) if old[-1 - n] != new[-1 - n]), shortest - head)
    return _part(old, head, tail, context), _part(new, head, tail, context)


def _part(words: list[str], head: int, tail: int, context: int) -> str:
    begin, end = max(head - context, 0), min(len(words) - tail + context, len(words))
    shown = words[begin:end]
    return " ".join((["…"] if begin else []) + shown + (["…"] if end < len(words) else []))


def _texts(content: ReportContent) -> Iterator[BlockText]:
    for chapter in content.chapters:
        section = f"{chapter.number} {chapter.title}".strip()
        for block in chapter.blocks:
            if isinstance(block, Heading):
                section = f"{block.number} {block.title}".strip()
                continue
            for part in apart(block):
                words = _words(part)
                if words:
                    yield BlockText(key_of(part), section, words)


def _words(block: Block) -> str:
    return plain(" ".join(block_lines(block)))
