"""Generated blocks as words to edit, and what tells whether their facts changed since."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import Kind, field
from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Figure,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    Run,
    Table,
    block_inlines,
)
from shamay_desktop.domain.report_edits.rich_text import (
    Flow,
    RichParagraph,
    RichText,
    Span,
    cleaned,
    plain_words,
)
from shamay_desktop.domain.report_text import plain

_DIGITS = 16
_PROSE = 5
"""A fact of more words than these is prose."""
_FIGURES = re.compile(r"\d(?:[\d.,/]*\d)?")


def words_of(block: Block) -> RichText | None:
    """A block's words as they can be edited in place; None for one that is not words.

    Of a label line it is what stands beside the label, of a table or picture its caption.
    """
    match block:
        case Paragraph(inlines=inlines):
            return (RichParagraph(_spans(inlines)),)
        case LabelLines(lines=lines):
            return (RichParagraph(_spans(lines[0].inlines)),)
        case Bullets(items=items, ordered=ordered):
            flow = Flow.NUMBER if ordered else Flow.BULLET
            return tuple(RichParagraph(_spans(item), flow) for item in items)
        case Heading(title=title):
            return (RichParagraph((Span(title),)),)
        case Table(caption=caption) | Figure(caption=caption):
            return (RichParagraph((Span(caption or ""),)),)
        case _:
            return None


def generated_words(block: Block) -> RichText:
    """The words of a block as an editor gives them back when nothing was changed; () of none."""
    return cleaned(words_of(block) or ())


def editable_part(block: Block) -> Block:
    """The part of a block that other words replace: a caption, a label's own line, or all."""
    match block:
        case LabelLines(lines=lines):
            return LabelLines(lines[:1])
        case Table():
            return replace(block, columns=(), rows=())
        case _:
            return block


def basis_of(block: Block) -> str:
    """What own words are based on: the fingerprint of the part that they replace."""
    return fingerprint(editable_part(block))


def fits(basis: str, block: Block) -> bool:
    """Whether a block still says what a change was based on; True where nothing was kept."""
    return not basis or basis == fingerprint(block) or basis == basis_of(block)


def facts_missing(block: Block, text: RichText) -> tuple[str, ...]:
    """Facts that a block prints and other words for it do not, each once.

    A fact is found between the edges of words: "4" is not said by "40". Of a fact that is prose
    only its figures are asked for, as rewording it is what other words are for.
    """
    said = plain(plain_words(text))
    facts = (each for fact in facts_of(editable_part(block)) for each in _asked(fact))
    return tuple(fact for fact in dict.fromkeys(facts) if not _says(said, fact))


def _asked(fact: str) -> Sequence[str]:
    return (fact,) if len(fact.split()) <= _PROSE else _FIGURES.findall(fact)


def _says(said: str, fact: str) -> bool:
    """Hebrew sets its small words right before a fact; so only digits have an edge before them."""
    before = r"(?<!\d)(?<!\d[.,])" if fact[0].isdigit() else ""
    behind = r"(?![.,]?\d)" if fact[-1].isdigit() else r"(?!\w)" if fact[-1].isalpha() else ""
    return re.search(before + re.escape(fact) + behind, said) is not None


def fingerprint(block: Block) -> str:
    """What a generated block says, in 16 hex digits; without marks of direction and looks."""
    said = [*_titles(block), *_texts(block_inlines(block))]
    return hashlib.sha256(plain(" ".join(said)).encode()).hexdigest()[:_DIGITS]


def facts_of(block: Block) -> tuple[str, ...]:
    """The words of each fact that a block prints, plain."""
    runs = (run for run in runs_of(block) if run.field is not None)
    return tuple(filter(None, (plain(run.text) for run in runs)))


def runs_of(block: Block) -> Iterator[Run]:
    """The runs of a block in reading order, those of its notes too."""
    for inline in block_inlines(block):
        yield from _runs(inline)


def verbatim_field(case: Case, block: Block) -> str | None:
    """The id of the field whose free text a paragraph prints and nothing else; None else."""
    if not isinstance(block, Paragraph):
        return None
    runs = [inline for inline in block.inlines if isinstance(inline, Run)]
    fields = {run.field for run in runs}
    name = next(iter(fields), None)
    if len(runs) != len(block.inlines) or len(fields) != 1 or name is None:
        return None
    said = plain("".join(run.text for run in runs))
    known = field(name) if all(run.row is None for run in runs) else None
    free = known is not None and known.kind in {Kind.TEXT, Kind.LONG_TEXT}
    return name if free and said == plain(case.text(name) or "") else None


def _titles(block: Block) -> Sequence[str]:
    match block:
        case Heading(title=title):
            return (title,)
        case LabelLines(lines=lines):
            return tuple(line.label for line in lines)
        case Table(caption=caption) | Figure(caption=caption):
            return (caption or "",)
        case _:
            return ()


def _texts(inlines: Iterable[Inline]) -> list[str]:
    return [run.text for inline in inlines for run in _runs(inline)]


def _runs(inline: Inline) -> Sequence[Run]:
    return inline.runs if isinstance(inline, Footnote) else (inline,)


def _spans(inlines: Iterable[Inline]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for inline in inlines:
        if isinstance(inline, Footnote):
            spans.append(Span("", note=tuple(map(_span, inline.runs))))
        else:
            spans.append(_span(inline))
    return tuple(spans)


def _span(run: Run) -> Span:
    return Span(
        run.text, run.bold, run.italic, run.underline, run.highlight, run.size,
        refers=run.target or "",
    )  # fmt: skip
