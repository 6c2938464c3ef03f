"""The parts of a report and their changes in words."""

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    ChartGrid,
    Figure,
    FigureGrid,
    Heading,
    LabelLines,
    PageBreak,
    SignatureBlock,
    Table,
)
from shamay_desktop.domain.report_edits.keys import generated_block
from shamay_desktop.domain.report_edits.remarks import Remark
from shamay_desktop.domain.report_edits.walking import Part
from shamay_desktop.domain.report_text import block_lines, plain
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.report.previewing import Preview

SHORT = 60
_CAPTIONED = Figure | FigureGrid | ChartGrid
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
    if part.key.startswith("cover:"):
        return "cover"
    if not part.blocks:
        return "chapter"
    return next((name for kinds, name in _KINDS if isinstance(part.blocks[0], kinds)), "paragraph")


def words_of_block(block: Block) -> str:
    """What a block says, plain; of a table with a caption or heads these."""
    match block:
        case LabelLines(lines=lines):
            return plain(" ".join(block_lines(LabelLines(lines[:1]))))
        case Table(caption=caption, columns=columns):
            heads = " · ".join(filter(None, (column.head for column in columns)))
            if caption or heads:
                return plain(caption or heads)
    return plain((" · " if isinstance(block, _CAPTIONED) else " ").join(block_lines(block)))


def words_of_part(part: Part) -> str:
    """What a part says, plain."""
    return " ".join(filter(None, map(words_of_block, part.blocks)))


def short(words: str, most: int = SHORT) -> str:
    """The beginning of words, cut at a word."""
    if len(words) <= most:
        return words
    return f"{words[:most].rsplit(' ', 1)[0]}…"


def name_of(part: Part, texts: Texts, generated: Block | None = None) -> str:
    """The kind of a part and how it begins; of a chapter's beginning the title that was made."""
    said = words_of_part(part)
    if not part.blocks and generated is not None:
        said = words_of_block(generated)
    kind = texts(f"editing.kind.{kind_of(part)}")
    return f"{kind}: {short(said)}" if said else kind


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
