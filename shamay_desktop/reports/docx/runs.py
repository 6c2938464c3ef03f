"""Runs: text with its look and direction, footnote marks and fields."""

import hashlib
from collections.abc import Sequence

from shamay_desktop.domain.report_content import Footnote, Inline, Run
from shamay_desktop.domain.report_text import plain, printable
from shamay_desktop.reports.docx.directions import BOUNDARY, OBJECT, Piece, Span, pieces
from shamay_desktop.reports.docx.markup import element, val, words
from shamay_desktop.reports.docx.story import Story

HEBREW = "he-IL"


def inline_runs(story: Story, inlines: Sequence[Inline], *, bold: bool = False) -> str:
    """Inlines as runs; notes are added to the story's notes and leave their mark.

    Directions are resolved over the whole paragraph, so that a number after a Latin name in
    another look stands where it would in one look.
    """
    marks = [
        _note_mark(story, inline) if isinstance(inline, Footnote) else "" for inline in inlines
    ]
    text = BOUNDARY.join(
        OBJECT if isinstance(inline, Footnote) else printable(inline.text) for inline in inlines
    )
    looks = ["" if isinstance(inline, Footnote) else _look(inline, bold=bold) for inline in inlines]
    targets = [
        ("", "") if isinstance(inline, Footnote) else (inline.target or "", plain(inline.text))
        for inline in inlines
    ]
    return _Setting(looks, marks, targets).runs(pieces(text, rtl=story.rtl))


def bookmarked(story: Story, key: str, runs: str) -> str:
    """Runs that references by this key lead to."""
    number, start = bookmark_start(story, key)
    return start + runs + bookmark_end(number)


def bookmark_start(story: Story, key: str) -> tuple[int, str]:
    """Where a bookmark begins that may go over many paragraphs, and its number."""
    number = next(story.bookmarks)
    return number, element("w:bookmarkStart", {"w:id": number, "w:name": bookmark_name(key)})


def bookmark_end(number: int) -> str:
    """Where the bookmark of this number ends."""
    return element("w:bookmarkEnd", {"w:id": number})


def bookmark_name(key: str) -> str:
    """A name that Word takes (at most 40 letters, digits and underscores), one for a key."""
    return f"k_{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def number_key(key: str) -> str:
    """The key of the number alone of what this key names: what a reference shows."""
    return f"{key}#number"


def page_of(story: Story, key: str) -> str:
    """A field with the page on which a part begins; what our own setting says until it counts."""
    place = story.ours.parts.get(key)
    shown = str(place.page) if place is not None else "–"
    return field_runs(f"PAGEREF {bookmark_name(key)} \\h", words(shown), rtl=story.rtl)


def linked(key: str, runs: str) -> str:
    """Runs that lead to the part of this key."""
    return element("w:hyperlink", {"w:anchor": bookmark_name(key), "w:history": 1}, runs)


def run(text: str, *, rtl: bool, bold: bool = False) -> str:
    """A text in a paragraph of direction `rtl` as one run for each stretch of a direction."""
    return _Setting([_look(Run(""), bold=bold)], [""]).runs(pieces(printable(text), rtl=rtl))


def page_field(instruction: str, shown: str, *, rtl: bool) -> str:
    """A field that Word counts itself (PAGE, SECTIONPAGES); `shown` until it does."""
    return field_runs(instruction, words(shown), rtl=rtl)


def field_runs(instruction: str, shown: str, *, rtl: bool, look: str = "") -> str:
    """A field whose result is one run."""
    properties = _properties(look, rtl=rtl)
    result = element("w:r", None, properties, shown)
    return field_start(instruction, properties) + result + field_end(properties)


def field_start(instruction: str, properties: str = "") -> str:
    """What stands before a field's result, which may be as long as paragraphs."""
    steps = (
        element("w:fldChar", {"w:fldCharType": "begin"}),
        element("w:instrText", {"xml:space": "preserve"}, f" {instruction} "),
        element("w:fldChar", {"w:fldCharType": "separate"}),
    )
    return "".join(element("w:r", None, properties, step) for step in steps)


def field_end(properties: str = "") -> str:
    """What stands behind a field's result."""
    return element("w:r", None, properties, element("w:fldChar", {"w:fldCharType": "end"}))


class _Setting:
    """A paragraph's pieces set one after the other, each stretch in the look of its inline."""

    def __init__(
        self,
        looks: Sequence[str],
        marks: Sequence[str],
        targets: Sequence[tuple[str, str]] = (("", ""),),
    ) -> None:
        self._looks = looks
        self._marks = marks
        self._targets = targets
        self._inline = 0

    def runs(self, found: Sequence[Piece]) -> str:
        """The pieces as runs; embeddings become `w:dir`."""
        return "".join(
            self._span(piece)
            if isinstance(piece, Span)
            else element("w:dir", {"w:val": "rtl" if piece.rtl else "ltr"}, self.runs(piece.pieces))
            for piece in found
        )

    def _span(self, span: Span) -> str:
        parts: list[str] = []
        for place, text in enumerate(span.text.split(BOUNDARY)):
            self._inline += 1 if place else 0
            for mark_place, words_of_run in enumerate(text.split(OBJECT)):
                if mark_place:
                    parts.append(self._marks[self._inline])
                if words_of_run:
                    parts.append(self._words(words_of_run, rtl=span.rtl))
        return "".join(parts)

    def _words(self, text: str, *, rtl: bool) -> str:
        """A stretch of one look: a reference that is in one piece follows what it names."""
        look = self._looks[self._inline]
        target, whole = self._targets[self._inline]
        if target and plain(text) == whole:
            named = f"REF {bookmark_name(number_key(target))} \\h \\* MERGEFORMAT"
            return field_runs(named, words(text), rtl=rtl, look=look)
        set_run = element("w:r", None, _properties(look, rtl=rtl), words(text))
        return linked(target, set_run) if target else set_run


def _look(inline: Run, *, bold: bool) -> str:
    """Its properties at the places that the schema gives them."""
    half_points = inline.size * 2
    return "".join((
        "<w:b/><w:bCs/>" if bold or inline.bold else "",
        "<w:i/><w:iCs/>" if inline.italic else "",
        val("w:sz", half_points) + val("w:szCs", half_points) if half_points else "",
        val("w:highlight", "yellow") if inline.highlight else "",
        val("w:u", "single") if inline.underline else "",
    ))  # fmt: skip


def _properties(look: str, *, rtl: bool) -> str:
    direction = "<w:rtl/>" + element("w:lang", {"w:bidi": HEBREW}) if rtl else ""
    return element("w:rPr", None, look, direction) if look or direction else ""


def _note_mark(story: Story, note: Footnote) -> str:
    """The mark in the text; the note itself goes to the notes."""
    mark = _mark_run(story, "<w:footnoteRef/>") + run(" ", rtl=story.rtl)
    bidi = "<w:bidi/>" if story.rtl else ""
    properties = element("w:pPr", None, val("w:pStyle", "FootnoteText"), bidi)
    runs = inline_runs(story, note.runs)
    story.notes.paragraphs.append(element("w:p", None, properties, mark, runs))
    number = len(story.notes.paragraphs)
    return _mark_run(story, element("w:footnoteReference", {"w:id": number}))


def _mark_run(story: Story, mark: str) -> str:
    direction = "<w:rtl/>" if story.rtl else ""
    properties = element("w:rPr", None, val("w:rStyle", "FootnoteReference"), direction)
    return element("w:r", None, properties, mark)
