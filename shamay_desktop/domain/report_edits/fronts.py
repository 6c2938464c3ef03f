"""Cover lines and chapter titles of a report that is being arranged: words, and hidden lines."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from shamay_desktop.domain.report_content import Block, Chapter, Cover, Paragraph, ReportContent
from shamay_desktop.domain.report_edits.arrangement import ReportChange
from shamay_desktop.domain.report_edits.composing import line_inlines, line_of
from shamay_desktop.domain.report_edits.keys import chapter_key, generated_block


class Fronts:
    """What stands before chapters and before the report: words of their own, but no blocks."""

    def __init__(self, content: ReportContent) -> None:
        self._content = content
        self._words: dict[str, ReportChange] = {}
        self._hidden: set[str] = set()

    def reword(self, change: ReportChange) -> Block | None:
        """Take other words for a title or a line; what was generated there, None of no such."""
        if not change.block.startswith(("chapter:", "cover:")):
            return None
        block = generated_block(self._content, change.block)
        if block is not None:
            self._words[change.block] = change
        return block

    def hide(self, hidden: Mapping[str, ReportChange]) -> Iterator[tuple[str, Block]]:
        """Leave lines of the cover out: their keys, and what was generated there."""
        for key, line in zip(self._content.cover.keys, self._content.cover.lines, strict=False):
            if key in hidden:
                self._hidden.add(key)
                yield key, Paragraph(line, key=key)

    @property
    def cover(self) -> Cover:
        """The cover as it prints."""
        cover = self._content.cover
        if not cover.keys:
            return cover
        lines = {
            key: line_inlines(self._words[key].text) if key in self._words else line
            for key, line in zip(cover.keys, cover.lines, strict=True)
            if key not in self._hidden
        }
        return Cover(tuple(lines.values()), cover.picture, tuple(lines))

    def titled(self, chapter: Chapter) -> Chapter:
        """The chapter under its title as it prints."""
        change = self._words.get(chapter_key(chapter))
        if change is None:
            return chapter
        return replace(chapter, title=line_of(change.text) or chapter.title)
