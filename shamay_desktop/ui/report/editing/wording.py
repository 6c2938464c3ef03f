"""The parts of a report and their changes in words."""

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    ChartGrid,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    LabelLines,
    PageBreak,
    SignatureBlock,
    Table,
    block_inlines,
)
from shamay_desktop.domain.report_edits.arranging import Remark
from shamay_desktop.domain.report_edits.keys import generated_block
from shamay_desktop.domain.report_edits.walking import Part
from shamay_desktop.domain.report_text import plain
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.report.producing import Preview

SHORT = 60
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (Heading, "heading"),
    (Table, "table"),
    ((Figure, FigureGrid), "picture"),
    (ChartGrid, "chart"),
    (SignatureBlock, "signature"),
    (PageBreak, "page_break"),
    (LabelLines, "line"),
    (Bullets, "list"),
)


def kind_of(part: Part) -> str:
    """The code of what a part is: `editing.kind.<code>`."""
    if not part.blocks:
        return "chapter"
    return next((name for kinds, name in _KINDS if isinstance(part.blocks[0], kinds)), "paragraph")


def words_of_block(block: Block) -> str:
    """What a block says, plain."""
    match block:
        case Heading(number=number, title=title):
            return plain(f"{number} {title}")
        case LabelLines(lines=lines):
            return plain(f"{lines[0].label} {_said(block)}")
        case Table(caption=caption, columns=columns):
            heads = " · ".join(column.head for column in columns)
            return plain(caption or heads or _said(block))
    return _said(block) or plain(" · ".join(_captions(block)))


def _captions(block: Block) -> list[str]:
    match block:
        case Figure(caption=caption):
            return [caption or ""]
        case FigureGrid(figures=figures):
            return [each.caption or "" for each in figures]
        case ChartGrid(charts=charts):
            return [each.caption for each in charts]
    return []


def words_of_part(part: Part) -> str:
    """What a part says, plain."""
    return " ".join(filter(None, map(words_of_block, part.blocks)))


def short(words: str, most: int = SHORT) -> str:
    """The beginning of words, cut at a word."""
    if len(words) <= most:
        return words
    return f"{words[:most].rsplit(' ', 1)[0]}…"


def name_of(part: Part, texts: Texts) -> str:
    """The kind of a part and how it begins."""
    kind, said = texts(f"editing.kind.{kind_of(part)}"), short(words_of_part(part))
    return f"{kind}: {said}" if said else kind


def remark_words(remark: Remark, preview: Preview, texts: Texts) -> str:
    """What is to be looked at, and where."""
    trouble = texts(f"editing.trouble.{remark.trouble}")
    words = remark.words
    if not words:
        block = generated_block(preview.generated, remark.key)
        words = "" if block is None else words_of_block(block)
    if not words:
        return trouble
    return texts("editing.remark", trouble=trouble, words=isolate(short(words)))


def _said(block: Block) -> str:
    runs = [
        run.text
        for inline in block_inlines(block)
        for run in (inline.runs if isinstance(inline, Footnote) else (inline,))
    ]
    return plain("".join(runs))
