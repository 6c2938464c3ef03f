"""A Word file becomes a template, or a list of what stands against it; never half of one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shamay_desktop.domain.report_templates.rows import by_ids_in
from shamay_desktop.domain.report_templates.shipped import orders
from shamay_desktop.domain.report_templates.tags import (
    ALL,
    Unknown,
    chapter_tag,
    nearest_chapter,
    sections_of,
    unknowns,
)
from shamay_desktop.domain.report_templates.template import (
    ChapterPlan,
    FixedParagraph,
    Kind,
    Order,
    OwnLetterhead,
    ReportTemplate,
    Shape,
    Words,
    is_own,
    left_out,
)
from shamay_desktop.domain.report_templates.word_file import (
    TAKEN_WITHOUT,
    Lint,
    Weight,
    WordFile,
    WordLine,
)
from shamay_desktop.domain.report_templates.word_looks import looks_of_word
from shamay_desktop.domain.texts.naming import list_of
from shamay_desktop.i18n.language import Language

_OPENS = re.compile(r"\[\s*([?*][^\[\]{}]*?)\s*:\s*")
_SHAPES = MappingProxyType({"bullet": Shape.BULLET, "numbered": Shape.NUMBERED})
_UNNUMBERED = frozenset({"opening", "annex_photos"})
_LONGEST_TITLE = 200
_SHOWN = 40
_HEBREW = re.compile(r"[א-ת]")
_LATIN = re.compile(r"[A-Za-z]")
_TAG = re.compile(r"[\[{][^\[\]{}]*[\]}]?")


@dataclass(frozen=True, slots=True)
class FromWord:
    """What a file gave: the template, None where something stands against it, and the remarks."""

    template: ReportTemplate | None
    lint: tuple[Lint, ...]


def template_of_word(word: WordFile, kind: Kind) -> FromWord:
    """The template that a file is, of a kind; its words are in the language most of them are in.

    A remark of weight ERROR, and there is no template.
    """
    reading = _Reading(_language_of(word))
    for line in word.lines:
        reading.take(line)
    reading.end()
    looks, noted = looks_of_word(word.looks, word.page, word.styles)
    lint = [*_foreign(word), *reading.lint, *_of_letterhead(word), *noted]
    chapters = reading.chapters()
    template = ReportTemplate(
        kind=kind,
        title=Words(),
        chapters=chapters,
        fixed=tuple(reading.fixed),
        looks=looks,
        titles=MappingProxyType(dict(reading.titles)),
        own_chapters=True,
        own_letterhead=_letterhead(word),
    )
    lint += [Lint("left_out", Weight.ERROR, "page", place) for place in left_out(template)]
    if any(each.weight is Weight.ERROR for each in lint):
        return FromWord(None, tuple(lint))
    return FromWord(template, tuple(lint))


def _language_of(word: WordFile) -> Language:
    said = " ".join(_TAG.sub("", line.text) for line in word.lines)
    return Language.EN if len(_LATIN.findall(said)) > len(_HEBREW.findall(said)) else Language.HE


def _foreign(word: WordFile) -> list[Lint]:
    return [
        Lint(what, Weight.NOTE if what in TAKEN_WITHOUT else Weight.ERROR, place)
        for what, place in word.foreign
    ]


def _letterhead(word: WordFile) -> OwnLetterhead | None:
    if not (word.header or word.footer or word.logo or word.footer_logo):
        return None
    name, *rest = word.header or ("",)
    return OwnLetterhead(name, " · ".join(rest)[:_LONGEST_TITLE], word.footer, word.logo,
                         word.footer_logo)  # fmt: skip


def _of_letterhead(word: WordFile) -> list[Lint]:
    """Tags in header or footer: those words stand on every page as they are."""
    return [
        Lint("letterhead_tag", Weight.ERROR, place, line[:_SHOWN])
        for place, lines in (("header", word.header), ("footer", word.footer))
        for line in lines
        if "{" in line or "[" in line
    ]


@dataclass(slots=True)
class _Chapter:
    """A chapter as it is gathered."""

    title: str
    number: int
    key: str = ""
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Around:
    """A condition or loop that is open: where it began, and what it says."""

    number: int
    said: str
    told: bool = False
    """Whether it was said already that chapters stand in it: once is enough."""


@dataclass(slots=True)
class _Reading:
    """One reading of a file's lines; what it meets is noted."""

    language: Language
    lint: list[Lint] = field(default_factory=list)
    fixed: list[FixedParagraph] = field(default_factory=list)
    titles: dict[str, Words] = field(default_factory=dict)
    _chapters: list[_Chapter] = field(default_factory=list)
    _around: list[_Around] = field(default_factory=list)
    _heading: WordLine | None = None
    _own: str = ""
    _owns: int = 0
    _rest: _Chapter | None = None

    def take(self, line: WordLine) -> None:
        """The next line of the body."""
        text = line.text.strip()
        opened = _OPENS.fullmatch(text)
        if line.kind == "open" or opened is not None:
            self._open(line, text if opened is None else opened.group(1))
        elif line.kind == "close" or text == "]":
            self._close(line)
        elif line.kind == "break":
            self._paragraph(line, Shape.PAGE_BREAK)
        elif chapter_tag(text) is not None:
            self._chapter_tag(line, chapter_tag(text) or "")
        elif line.kind in {"chapter", "section"}:
            self._title(line)
        else:
            self._paragraph(line, _SHAPES.get(line.kind, Shape.BODY))

    def end(self) -> None:
        """The file ends: what is still open is said."""
        self._own_title()
        for around in self._around:
            self.lint.append(Lint("unclosed", Weight.ERROR, str(around.number), f"[{around.said}:"))

    def chapters(self) -> tuple[ChapterPlan, ...]:
        """The chapters in their order; "everything else" is filled where it stands."""
        named = {place for each in self._chapters for place in each.places}
        found: list[ChapterPlan] = []
        for each in self._chapters:
            found.append(self._plan(each, {plan.key for plan in found}))
            if each is self._rest:
                others = [
                    ChapterPlan(plan.key, tuple(p for p in plan.places if p not in named),
                                plan.numbered)
                    for plan in orders()[Order.TRADITIONAL]
                ]  # fmt: skip
                used = {plan.key for plan in found} | {one.key for one in self._chapters}
                found += [
                    plan if plan.key not in used else _renamed(plan, used)
                    for plan in others
                    if plan.places
                ]
        return tuple(plan for plan in found if plan.places)

    def _plan(self, chapter: _Chapter, used: set[str]) -> ChapterPlan:
        key = chapter.key
        if not key or key in used:
            key = next(f"own_{n}" for n in range(1, len(used) + 2) if f"own_{n}" not in used)
        title = self._words(chapter.title) if chapter.title else Words()
        numbered = bool(chapter.title or key in _titled()) and key not in _UNNUMBERED
        return ChapterPlan(key, tuple(chapter.places), numbered, title)

    # -- what a line is -------------------------------------------------------------------

    def _open(self, line: WordLine, said: str) -> None:
        said = said.strip().rstrip(":").strip()
        if said.startswith("*"):
            name = said[1:].strip()
            if list_of(name) is None:
                self._unknown(line, next(unknowns(f"[* {name}: x]")))
            elif any(each.said.startswith("*") for each in self._around):
                self._say("nested_loop", line, f"[{said}:")
        self._around.append(_Around(line.number, said))

    def _close(self, line: WordLine) -> None:
        if self._around:
            self._around.pop()
        else:
            self._say("unopened", line, "]")

    def _chapter_tag(self, line: WordLine, name: str) -> None:
        places = sections_of(name)
        if places is None:
            self._say("chapter", line, name, nearest_chapter(name))
            return
        self._outside("chapter_inside", line, f"{{@{name}}}")
        title, self._heading = self._heading, None
        self._own = ""
        if not places:
            self._everything_else(line)
            return
        taken = {place for chapter in self._chapters for place in chapter.places}
        for place in places:
            if place in taken:
                self._say("twice", line, f"{{@{name}}}")
                return
        self._begin(line, places)
        self._chapters[-1].places += places
        if title is not None and self._fits(title):
            self.titles[places[0]] = self._words(title.text)

    def _begin(self, line: WordLine, places: tuple[str, ...]) -> None:
        """A chapter begins with its own tag, and where a section is of another one; under a
        title of the file's own the sections stay together.
        """
        key = _key_of(places[0])
        whole = len(places) > 1 or places == _usual().get(key)
        now = self._chapters[-1] if self._chapters else None
        if now is not None and now.title and all(map(is_own, now.places)):
            pass
        elif now is None or whole or (not now.title and now.key != key and now.places):
            now = None
        if now is None:
            self._chapters.append(_Chapter("", line.number))
        if not self._chapters[-1].key and key not in {each.key for each in self._chapters}:
            self._chapters[-1].key = key

    def _everything_else(self, line: WordLine) -> None:
        if self._rest is not None:
            self._say("twice", line, f"{{@{ALL}}}")
            return
        self._rest = _Chapter("", line.number)
        self._chapters.append(self._rest)
        self._chapters.append(_Chapter("", line.number))

    def _title(self, line: WordLine) -> None:
        self._outside("title_inside", line, line.text[:_SHOWN])
        self._own_title()
        self._own = ""
        if line.kind == "section":
            self._heading = line
            return
        if self._fits(line):
            self._chapters.append(_Chapter(line.text, line.number))

    def _paragraph(self, line: WordLine, shape: Shape) -> None:
        each = next((one.said[1:].strip() for one in self._around if one.said[0] == "*"), "")
        list_id = list_of(each) or "" if each else ""
        text = line.text
        for around in reversed([one for one in self._around if one.said[0] == "?"]):
            text = f"[{around.said}: {text}]"
        found = list(unknowns(text, list_id)) if shape is not Shape.PAGE_BREAK else []
        for unknown in found:
            self._unknown(line, unknown)
        if found or (each and not list_id):
            return
        place = self._own_place(line)
        words = self._words(by_ids_in(text, list_id)) if shape is not Shape.PAGE_BREAK else Words()
        name = f"w{len(self.fixed) + 1}"
        self.fixed.append(FixedParagraph(name, place, words, role=shape, each=list_id))

    def _own_place(self, line: WordLine) -> str:
        """The section of own words that the line goes to: a new one behind a tag or a title."""
        if self._heading is not None or not self._own:
            self._owns += 1
            self._own = f"own{self._owns}"
            if not self._chapters:
                self._chapters.append(_Chapter("", line.number))
            self._chapters[-1].places.append(self._own)
            if self._heading is not None and self._fits(self._heading):
                self.titles[self._own] = self._words(self._heading.text)
            self._heading = None
        return self._own

    def _own_title(self) -> None:
        """A section's title under which nothing stands."""
        if self._heading is not None:
            self._say("empty_title", self._heading, self._heading.text[:_SHOWN], error=False)
            self._heading = None

    def _outside(self, code: str, line: WordLine, given: str) -> None:
        """Chapters and titles stand outside conditions and loops."""
        if any(not each.told for each in self._around):
            self._say(code, line, given)
        for each in self._around:
            each.told = True

    def _fits(self, line: WordLine) -> bool:
        if "{" in line.text or "[" in line.text:
            self._say("title_tag", line, line.text[:_SHOWN])
            return False
        if len(line.text) > _LONGEST_TITLE:
            self._say("title_long", line, line.text[:_SHOWN])
            return False
        return True

    def _words(self, text: str) -> Words:
        return Words(he=text) if self.language is Language.HE else Words(en=text)

    def _unknown(self, line: WordLine, unknown: Unknown) -> None:
        self._say(unknown.code, line, unknown.given, unknown.nearest)

    def _say(
        self, code: str, line: WordLine, given: str, nearest: str = "", *, error: bool = True
    ) -> None:
        weight = Weight.ERROR if error else Weight.NOTE
        self.lint.append(Lint(code, weight, str(line.number), given, nearest, line.text[:_SHOWN]))


def _usual() -> Mapping[str, tuple[str, ...]]:
    return {plan.key: plan.places for plan in orders()[Order.TRADITIONAL]}


def _titled() -> frozenset[str]:
    return frozenset(_usual()) - _UNNUMBERED


def _key_of(place: str) -> str:
    return next((key for key, places in _usual().items() if place in places), "")


def _renamed(plan: ChapterPlan, used: set[str]) -> ChapterPlan:
    key = next(f"{plan.key}_{n}" for n in range(2, len(used) + 3) if f"{plan.key}_{n}" not in used)
    return ChapterPlan(key, plan.places, plan.numbered, plan.title)
