"""A generated report under the keys by which its case knows the blocks.

A case keeps keys: of blocks that got other words, that are hidden, that something stands behind.
Lines of a text come and go, and a block may be named otherwise than in an earlier report. What a
case means is then known by what the block said, else by its former name, else by its number; the
block takes the key that the case has for it, so that everything else finds it by that key alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.report_content import Block, Chapter, ReportContent
from shamay_desktop.domain.report_edits.arrangement import Arrangement
from shamay_desktop.domain.report_edits.bases import basis_of_facts, of_facts
from shamay_desktop.domain.report_edits.generated import basis_of, fingerprint
from shamay_desktop.domain.report_edits.keys import (
    apart,
    inner_keys,
    key_of,
    parts_of_key,
    renamed,
)

_STEADY = ("own:", "chapter:", "heading:", "cover:", "note:")
"""Keys that never name another block than they did."""


def recognized(content: ReportContent, arrangement: Arrangement) -> ReportContent:
    """The `keyed` content, blocks that the case knows by another key under that one."""
    blocks = dict(_blocks(content.chapters))
    wanted = _wanted(arrangement)
    lost = {key: bases for key, bases in wanted.items() if key not in blocks}
    lost = {key: bases for key, bases in lost.items() if key not in _inside(blocks.values())}
    if not lost:
        return content
    free = {key: block for key, block in blocks.items() if key not in wanted}
    found = _by_what_was_kept(lost, free, content.names, arrangement.case)
    for there in found.values():
        del free[there]
    for look in (_by_what_it_said, _by_former_name, _by_number):
        for key, bases in lost.items():
            if key not in found and (there := look(key, bases, free, content.names)):
                found[key] = there
                del free[there]
    return _renamed(content, {there: key for key, there in found.items()})


def known_key(content: ReportContent, key: str) -> str:
    """The key that a block of the content has, by one it has or had; "" when it is not there."""
    blocks = dict(_blocks(content.chapters))
    if key in blocks or key.startswith(_STEADY):
        return key
    for look in (_by_what_it_said, _by_former_name, _by_number):
        if there := look(key, (), blocks, content.names):
            return there
    return ""


def known_by_number(key: str, names: Mapping[str, str]) -> bool:
    """Whether a key says of its block only which of several it is, now or in an earlier report."""
    return parts_of_key(key).numbered or parts_of_key(names.get(key, "")).numbered


def _wanted(arrangement: Arrangement) -> Mapping[str, tuple[str, ...]]:
    """The keys that a case names, with what it kept of their words."""
    wanted: dict[str, tuple[str, ...]] = {}
    for change in arrangement.changes:
        if change.block:
            bases = (change.basis,) if change.basis else ()
            wanted[change.block] = (*wanted.get(change.block, ()), *bases)
        if change.after:
            wanted.setdefault(change.after, ())
    return {key: bases for key, bases in wanted.items() if not key.startswith(_STEADY)}


Look = Callable[[str, Iterable[str], Mapping[str, Block], Mapping[str, str]], str]


def _by_what_was_kept(
    lost: Mapping[str, Iterable[str]],
    free: Mapping[str, Block],
    names: Mapping[str, str],
    case: Case,
) -> dict[str, str]:
    """The blocks that say what was kept; of several the one of the same name, else none.

    Facts are said at several places, so that those alone make no block of another name the one.
    """
    found: dict[str, str] = {}
    if not any(lost.values()):
        return found
    saying: dict[str, list[str]] = defaultdict(list)
    for key, block in free.items():
        for said in {fingerprint(block), basis_of(block)}:
            saying[said].append(key)
    for key, bases in lost.items():
        same = [each for basis in bases for each in saying[basis] if each not in found.values()]
        if any(map(of_facts, bases)):
            same = [
                each
                for each, block in free.items()
                if (_stem(each) == _stem(key) or names.get(each) == key)
                and each not in found.values()
                and basis_of_facts(block, case) in bases
            ]
        near = [each for each in same if _stem(each) == _stem(key) or names.get(each) == key]
        there = next((choice[0] for choice in (near, same) if len(set(choice)) == 1), "")
        if there:
            found[key] = there
    return found


def _by_what_it_said(
    key: str, _bases: Iterable[str], free: Mapping[str, Block], _names: Mapping[str, str]
) -> str:
    said = parts_of_key(key).said
    found = (each for each in free if said and _stem(each) == _stem(key)
             and parts_of_key(each).said == said)  # fmt: skip
    return next(found, "")


def _by_former_name(
    key: str, bases: Iterable[str], free: Mapping[str, Block], names: Mapping[str, str]
) -> str:
    """What had the key before; a numbered one whose words are known to be others is not it."""
    if parts_of_key(key).numbered and any(bases) and _stem(key) not in map(_stem, free):
        return ""
    return next((each for each in free if names.get(each) == key), "")


def _by_number(
    key: str, _bases: Iterable[str], free: Mapping[str, Block], _names: Mapping[str, str]
) -> str:
    """The line that stands where it stood in the same text."""
    parts = parts_of_key(key)
    found = (each for each in free if _stem(each) == parts.stem
             and parts_of_key(each).number == parts.number)  # fmt: skip
    return next(found, "")


def _stem(key: str) -> str:
    return parts_of_key(key).stem


def _blocks(chapters: Iterable[Chapter]) -> Iterator[tuple[str, Block]]:
    for chapter in chapters:
        for block in chapter.blocks:
            for each in apart(block):
                yield key_of(each), each


def _inside(blocks: Iterable[Block]) -> frozenset[str]:
    return frozenset(key for block in blocks for key in inner_keys(block))


def _renamed(content: ReportContent, names: Mapping[str, str]) -> ReportContent:
    chapters = tuple(
        replace(
            chapter,
            blocks=tuple(
                renamed(block, lambda key: names.get(key, key)) for block in chapter.blocks
            ),
        )
        for chapter in content.chapters
    )
    known = {**content.names, **{name: key for key, name in names.items()}}
    return replace(content, chapters=chapters, names=known)
