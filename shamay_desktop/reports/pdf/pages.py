"""Strips into pages: what stays together, footnotes at the foot, heads set again."""

from collections.abc import Iterable

from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Mark, Note, Page, Placed, Strip, Stroke
from shamay_desktop.reports.pdf.measures import Measures

_NOTES_SHARE = 0.5
_LONG_NOTE = 0.25


class _Open:
    """The page being filled."""

    def __init__(self, measures: Measures) -> None:
        self._m = measures
        self.page = Page()
        self.used = 0.0
        self.note_strips: list[Strip] = []
        self.fresh = True

    def notes_height(self, more: Iterable[Note] = ()) -> float:
        """The height of the notes that are there, and the least that more of them need."""
        height = sum(strip.height for strip in self.note_strips)
        height += sum(_least_height(note, self._m.body_height) for note in more)
        return height + m.NOTE_GAP if height else 0.0

    def put(self, strip: Strip, *, furniture: bool = False) -> None:
        before = 0.0 if self.fresh else strip.before
        top = self._m.body_top + self.used + before
        placed = Placed(self._m.margin, top, strip.marks, strip.key, strip.height)
        (self.page.furniture if furniture else self.page.content).append(placed)
        if strip.aside:
            self.page.furniture.append(placed._replace(marks=strip.aside))
        self.used += before + strip.height
        self.fresh = False


def _least_height(note: Note, page: float) -> float:
    """How much of a note must stand on the page of its mark: all of it, unless it is long."""
    height = sum(strip.height for strip in note.strips)
    if height <= page * _LONG_NOTE:
        return height
    return sum(strip.height for strip in note.strips[:3])


class PageFiller:
    """Fills pages with strips in order; `pages` is complete after `finish`."""

    def __init__(self, measures: Measures, *, right_to_left: bool) -> None:
        self._m = measures
        self.right_to_left = right_to_left
        self.pages: list[Page] = []
        self._open = _Open(self._m)
        self._group: list[Strip] = []
        self._carried: list[Strip] = []

    def add(self, strips: Iterable[Strip]) -> None:
        """Set the strips below what is there; strips tied to later ones wait for them."""
        for strip in strips:
            self._group.append(strip)
            if not strip.keep:
                self._set_group()

    def new_page(self) -> None:
        """What follows starts a new page, unless the page is still empty."""
        self._set_group()
        if self._open.used:  # a place that leads to nothing yet is no content
            self._close()

    def finish(self) -> list[Page]:
        """All pages, the notes that were carried over included."""
        self._set_group()
        if not self._open.fresh:
            self._close()
        while self._carried or self._open.note_strips:
            self._close()
        return self.pages

    def _set_group(self) -> None:
        group, self._group = self._group, []
        if not group:
            return
        opens = group[0].opens
        if opens is not None and self._remaining() <= opens and not self._open.fresh:
            self._close()
        if self._fits(group):
            self._put_all(group)
            return
        if not self._open.fresh:
            self._close()
            self._repeat_head(group[0])
        if self._fits(group):
            self._put_all(group)
            return
        for strip in group:  # taller than a page: the ties cannot be kept
            self._put_one(strip)

    def _put_one(self, strip: Strip) -> None:
        if not self._fits([strip]) and not self._open.fresh:
            self._close()
            self._repeat_head(strip)
        self._put_all([strip])

    def _remaining(self) -> float:
        return self._m.body_height - self._open.used - self._open.notes_height()

    def _fits(self, group: list[Strip]) -> bool:
        first = 0.0 if self._open.fresh else group[0].before
        height = first + sum(strip.height for strip in group)
        height += sum(strip.before for strip in group[1:])
        notes = [note for strip in group for note in strip.notes]
        if notes and self._carried and not self._open.fresh:
            return False
        taken = self._open.used + height + self._open.notes_height(notes)
        return taken <= self._m.body_height + 0.01

    def _repeat_head(self, strip: Strip) -> None:
        for head in strip.head:
            self._open.put(head, furniture=True)

    def _put_all(self, group: list[Strip]) -> None:
        for strip in group:
            self._open.put(strip)
            for note in strip.notes:
                self._open.page.notes.append(note.number)
                self._put_note(note)

    def _put_note(self, note: Note) -> None:
        """The note's lines while they fit; the rest goes to the next page's foot."""
        for strip in note.strips:
            room = self._m.body_height - self._open.used - self._open.notes_height()
            gap = 0.0 if self._open.note_strips else m.NOTE_GAP
            if self._carried or room < strip.height + gap:
                self._carried.append(strip)
            else:
                self._open.note_strips.append(strip)

    def _close(self) -> None:
        opened = self._open
        self._place_notes(opened)
        self.pages.append(opened.page)
        self._open = _Open(self._m)
        carried, self._carried = self._carried, []
        self._put_note_strips(carried)

    def _put_note_strips(self, carried: list[Strip]) -> None:
        height = 0.0
        for strip in carried:
            height += strip.height
            fits = not self._carried and height <= self._m.body_height * _NOTES_SHARE
            (self._open.note_strips if fits else self._carried).append(strip)

    def _place_notes(self, opened: _Open) -> None:
        if not opened.note_strips:
            return
        top = self._m.body_bottom - opened.notes_height() + m.NOTE_GAP
        left = self._m.text_width - m.NOTE_RULE if self.right_to_left else 0.0
        rule: list[Mark] = [Stroke(left, 0, left + m.NOTE_RULE, 0, m.THIN)]
        opened.page.furniture.append(Placed(self._m.margin, top - 3.0, rule))
        for strip in opened.note_strips:
            opened.page.content.append(Placed(self._m.margin, top, strip.marks))
            top += strip.height
