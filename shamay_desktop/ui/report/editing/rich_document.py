"""Formatted words of a report in a text document, and back; foreign looks do not come in."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextList,
    QTextListFormat,
)

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_edits.rich_text import (
    SIZES,
    Flow,
    RichParagraph,
    RichText,
    Span,
    cleaned,
    plain_words,
    rich_json,
    rich_of,
    words,
)

SIZE = QTextFormat.Property.UserProperty + 1
NOTE = QTextFormat.Property.UserProperty + 2
REFERS = QTextFormat.Property.UserProperty + 3
SERIAL = QTextFormat.Property.UserProperty + 4
"""Tells two marks of the same content apart."""

NOTE_MARK = "※"
OWN_MIME = "application/x-shamay-rich"
"""Words copied here, as a case keeps them: notes, references and sizes come along."""

HIGHLIGHT = "#fff2a8"
MARK_TINT = "#d6ebee"
_LISTS = {
    Flow.BULLET: QTextListFormat.Style.ListDisc,
    Flow.NUMBER: QTextListFormat.Style.ListDecimal,
}
_BOLD = QFont.Weight.Bold


class Look:
    """How points become pixels in a document: by the scale of the page that it lies over.

    `family` is the face of the page's words there, "" for the one that the program brings.
    """

    def __init__(self, points: float = 12.0, scale: float = 1.0, family: str = "") -> None:
        self.points = points
        self.scale = scale
        self.family = family

    def pixels(self, size: int) -> int:
        """Pixels of a size in points, 0 for the paragraph's own."""
        return max(round((size or self.points) * self.scale), 6)

    def format_of(self, span: Span) -> QTextCharFormat:
        """A span's look."""
        made = QTextCharFormat()
        made.setFontWeight(_BOLD if span.bold else QFont.Weight.Normal)
        made.setFontItalic(span.italic)
        made.setFontUnderline(span.underline)
        made.setProperty(QTextFormat.Property.FontPixelSize, self.pixels(span.size))
        made.setProperty(SIZE, span.size)
        if span.highlight:
            made.setBackground(QColor(HIGHLIGHT))
        return made


def put_text(cursor: QTextCursor, text: RichText, look: Look) -> None:
    """Write formatted words at a cursor, as one step of undo.

    The first paragraph joins the one of the cursor: it is an item only where that one is empty.
    """
    cursor.beginEditBlock()
    fresh, listed = not cursor.block().text(), cast(QTextList | None, cursor.currentList())
    for number, paragraph in enumerate(text):
        if number:
            cursor.insertBlock(QTextBlockFormat())
        if paragraph.flow not in _LISTS:
            listed = None
        elif number or fresh:
            listed = _into_list(cursor, paragraph.flow, listed)
        for span in paragraph.spans:
            put_span(cursor, span, look)
    cursor.endEditBlock()


def put_span(cursor: QTextCursor, span: Span, look: Look) -> None:
    """Write one span: its words or reference, then the mark of its note."""
    look_of = look.format_of(span)
    if span.refers:
        cursor.insertText(span.text or "?", _marked(look_of, REFERS, span.refers))
    elif span.text:
        cursor.insertText(span.text, look_of)
    if span.note:
        kept = rich_json((RichParagraph(span.note),))
        cursor.insertText(NOTE_MARK, _marked(look_of, NOTE, kept))
    cursor.setCharFormat(look_of)


def text_of(document: QTextDocument) -> RichText:
    """The formatted words of a document, as they are kept."""
    return cleaned(tuple(_paragraph(block) for block in _blocks(document)))


def selected_text(cursor: QTextCursor) -> RichText:
    """The formatted words of a selection."""
    taken = QTextDocument()
    QTextCursor(taken).insertFragment(cursor.selection())
    return text_of(taken)


def mime_of(text: RichText, foreign: QMimeData) -> QMimeData:
    """What is copied: our own words as they are kept, for others what Qt makes of them."""
    made = QMimeData()
    made.setData(OWN_MIME, QByteArray(rich_json(text).encode()))
    made.setText(plain_words(text))
    made.setHtml(foreign.html().replace(NOTE_MARK, ""))
    return made


def text_of_mime(mime: QMimeData, *, plain: bool) -> RichText:
    """What was copied: all of our own words; of others' the looks that a report may have.

    Sizes and grounds of other programs are theirs; plain has no looks and no notes at all: a note
    is no part of the sentence that it stands behind.
    """
    if mime.hasFormat(OWN_MIME):
        with suppress(Refused, UnicodeDecodeError):
            own = rich_of(bytes(mime.data(OWN_MIME).data()).decode())
            return words(plain_words(_without_notes(own))) if plain else own
    if plain or not mime.hasHtml():
        return words(mime.text().replace(NOTE_MARK, ""))
    foreign = QTextDocument()
    foreign.setHtml(mime.html())
    return tuple(
        replace(
            paragraph,
            spans=tuple(replace(span, size=0, highlight=False) for span in paragraph.spans),
        )
        for paragraph in text_of(foreign)
    )


def has_marks(text: RichText) -> bool:
    """Whether there are notes or references in it, which plain words have not."""
    return any(span.note or span.refers for paragraph in text for span in paragraph.spans)


def _without_notes(text: RichText) -> RichText:
    return tuple(
        replace(each, spans=tuple(replace(span, note=()) for span in each.spans)) for each in text
    )


def is_mark(look: QTextCharFormat) -> bool:
    """Whether words of this format stand for a note or a reference."""
    return look.hasProperty(NOTE) or look.hasProperty(REFERS)


def without_mark(look: QTextCharFormat) -> QTextCharFormat:
    """The look alone: what is typed beside a mark is no part of it."""
    made = QTextCharFormat(look)
    for name in (NOTE, REFERS, SERIAL):
        made.clearProperty(name)
    if made.background().color() == QColor(MARK_TINT):
        made.clearBackground()
    made.setToolTip("")
    return made


def set_flow(cursor: QTextCursor, flow: Flow) -> None:
    """Make the paragraphs of a selection items of a list, or plain ones."""
    cursor.beginEditBlock()
    if flow in _LISTS:
        cursor.createList(_LISTS[flow])
    else:
        for block in _between(cursor):
            if (listed := _list_of(block)) is not None:
                listed.remove(block)
            QTextCursor(block).setBlockFormat(QTextBlockFormat())
    cursor.endEditBlock()


def flow_of(block: QTextBlock) -> Flow:
    """How a paragraph stands."""
    listed = _list_of(block)
    if listed is None:
        return Flow.BODY
    numbered = listed.format().style() in {
        QTextListFormat.Style.ListDecimal,
        QTextListFormat.Style.ListLowerAlpha,
        QTextListFormat.Style.ListUpperAlpha,
        QTextListFormat.Style.ListLowerRoman,
        QTextListFormat.Style.ListUpperRoman,
    }
    return Flow.NUMBER if numbered else Flow.BULLET


_serials = iter(range(1, 2**31))


def _marked(look: QTextCharFormat, name: int, content: str) -> QTextCharFormat:
    made = QTextCharFormat(look)
    made.setProperty(name, content)
    made.setProperty(SERIAL, next(_serials))
    made.setBackground(QColor(MARK_TINT))
    if name == NOTE:
        made.setToolTip("".join(span.text for each in rich_of(content) for span in each.spans))
    return made


def _list_of(block: QTextBlock) -> QTextList | None:
    """Qt's types do not say that a block may be in no list."""
    return cast(QTextList | None, block.textList())


def _into_list(cursor: QTextCursor, flow: Flow, listed: QTextList | None) -> QTextList:
    """The paragraph goes on with the list before it, so that its numbers do."""
    if listed is None or listed.format().style() is not _LISTS[flow]:
        return cursor.createList(_LISTS[flow])
    if _list_of(cursor.block()) is not listed:
        listed.add(cursor.block())
    return listed


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _between(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    found = []
    while block.isValid() and block.blockNumber() <= last:
        found.append(block)
        block = block.next()
    return found


def _paragraph(block: QTextBlock) -> RichParagraph:
    fragments = []
    each = block.begin()
    while not each.atEnd():
        fragments.append(each.fragment())
        each += 1
    return RichParagraph(tuple(_spans(fragments)), flow_of(block))


def _spans(fragments: Iterable[QTextFragment]) -> Iterator[Span]:
    """A reference that was typed into is still one; what was typed stands behind it."""
    seen: set[object] = set()
    for fragment in fragments:
        look, text = fragment.charFormat(), fragment.text()
        span = _look_of(look)
        if look.hasProperty(NOTE):
            for letter in text:
                note = rich_of(str(look.property(NOTE)))
                yield (
                    Span("", note=note[0].spans)
                    if letter == NOTE_MARK and note
                    else replace(span, text=letter)
                )
        elif look.hasProperty(REFERS):
            serial = look.property(SERIAL)
            if serial not in seen:
                yield replace(span, text=text, highlight=False, refers=str(look.property(REFERS)))
            seen.add(serial)
        else:
            # A mark that is none (pasted, typed) would be printed as a letter that no font has.
            yield replace(span, text=text.replace("\u2028", " ").replace(NOTE_MARK, ""))


def _look_of(look: QTextCharFormat) -> Span:
    size = look.property(SIZE)
    tint = look.background()
    lit = tint.style().value != 0 and tint.color().alpha() > 0
    plain = tint.color().name() in {MARK_TINT, QColor("white").name()}
    return Span(
        "",
        bold=look.fontWeight() >= QFont.Weight.DemiBold.value,
        italic=look.fontItalic(),
        underline=look.fontUnderline(),
        highlight=lit and not plain,
        size=size if isinstance(size, int) and size in SIZES else 0,
    )
