"""A report's sections as its template orders, numbers, leaves out and adds to them.

Sections are made and keyed in one order whatever the template is, so that what the appraiser
changed in the report finds its block again under every template.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Heading,
    Inline,
    LabelLine,
    LabelLines,
    PageBreak,
    Paragraph,
    Role,
    Run,
    block_inlines,
)
from shamay_desktop.domain.report_templates.template import (
    ADDITIONS_OF,
    PLACES,
    UNTITLED,
    ChapterPlan,
    Numbering,
    ReportTemplate,
    is_own,
)
from shamay_desktop.usecases.report.chapters.additions import ADDED
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.fixed_words import around, own_section

_USUAL_TITLES = {
    "property": "report.chapter_1", "rights": "report.chapter_2", "planning": "report.chapter_3",
    "factors": "report.chapter_4", "calculation": "report.chapter_5", "value": "report.chapter_6",
}  # fmt: skip
_LAST_OF_ALL = "annex_photos"


def templated(
    facts: Facts, chapters: Sequence[Chapter], template: ReportTemplate
) -> tuple[Chapter, ...]:
    """The keyed chapters as the template wants them; what has nothing to say vanishes."""
    sections = _sections(chapters)
    made = [(plan, _chapter(facts, plan, template, sections)) for plan in template.chapters]
    made = _with_additions(made, sections)
    made = [(plan, chapter) for plan, chapter in made if _says_something(chapter)]
    made = _with_digest(facts, made, template, sections)
    running = template.numbering is Numbering.RUNNING
    numbers = _numbers([plan for plan, _ in made] if running else template.chapters, template)
    return tuple(
        _numbered(chapter, numbers[plan.key], _section_numbers(plan, chapter, template))
        for plan, chapter in made
    )


def _says_something(chapter: Chapter) -> bool:
    return any(not isinstance(block, PageBreak) for block in chapter.blocks)


def _sections(chapters: Iterable[Chapter]) -> Mapping[str, tuple[Block, ...]]:
    """Section -> its blocks, the heading first; what stands before a heading is the chapter's."""
    found: dict[str, list[Block]] = {}
    for chapter in chapters:
        place = chapter.key
        for block in chapter.blocks:
            if isinstance(block, Heading) and block.key in PLACES:
                place = block.key
            found.setdefault(place, []).append(block)
    return {place: tuple(blocks) for place, blocks in found.items()}


def _chapter(
    facts: Facts,
    plan: ChapterPlan,
    template: ReportTemplate,
    sections: Mapping[str, tuple[Block, ...]],
) -> Chapter:
    blocks: list[Block] = []
    for place in plan.places:
        if is_own(place) and place not in template.without:
            blocks += own_section(facts, template, place)
        elif place not in template.without and place in sections:
            said = _retitled(facts, sections[place], template)
            if place in template.only:
                said = _cut(said, template.only[place])
            fixed = [each for each in template.fixed if each.place == place]
            blocks += around(facts, said, fixed)
    return Chapter(plan.key, "", _title(facts, plan), tuple(blocks))


def _title(facts: Facts, plan: ChapterPlan) -> str:
    own = plan.title.of(facts.texts.language)
    if own or plan.key in UNTITLED:
        return own
    usual = _USUAL_TITLES.get(plan.key)
    key = usual or f"report.chapter_{plan.key}"
    if plan.key == _LAST_OF_ALL:
        key = "report.annex_photos"
    return facts.texts(key) if facts.texts.has(key) else ""


def _retitled(
    facts: Facts, blocks: tuple[Block, ...], template: ReportTemplate
) -> tuple[Block, ...]:
    head = blocks[0] if blocks else None
    if not isinstance(head, Heading) or head.key not in template.titles:
        return blocks
    title = template.titles[head.key].of(facts.texts.language)
    return (replace(head, title=title or head.title), *blocks[1:])


def _cut(blocks: tuple[Block, ...], wanted: frozenset[str]) -> tuple[Block, ...]:
    """Of a section what prints a wanted field, or is wanted by its key, under its heading."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, LabelLines):
            lines = tuple(line for line in block.lines if _is_wanted(line.key, (line,), wanted))
            kept += [replace(block, lines=lines)] if lines else []
        elif (isinstance(block, Heading) and block.key in PLACES) or _is_wanted(
            getattr(block, "key", ""), block_inlines(block), wanted
        ):
            kept.append(block)
    only_headings = all(isinstance(block, Heading) for block in kept)
    return () if only_headings else tuple(kept)


def _is_wanted(key: str, said: Iterable[Inline | LabelLine], wanted: frozenset[str]) -> bool:
    if key in wanted:
        return True
    inlines = [one for each in said for one in _inlines(each)]
    return any(isinstance(each, Run) and each.field in wanted for each in inlines)


def _inlines(each: Inline | LabelLine) -> tuple[Inline, ...]:
    return each.inlines if isinstance(each, LabelLine) else (each,)


def _with_digest(
    facts: Facts,
    made: Sequence[tuple[ChapterPlan, Chapter]],
    template: ReportTemplate,
    sections: Mapping[str, tuple[Block, ...]],
) -> list[tuple[ChapterPlan, Chapter]]:
    """A digest says in its opening which sections were left out, and which were cut."""
    printed = set(template.places())
    out = [place for place in PLACES if place in sections and place not in printed]
    short = [place for place in PLACES if place in printed and place in template.only
             and place in sections]  # fmt: skip
    said = [
        Run(facts.texts(f"report.{key}", sections=_names(facts, places)))
        for key, places in (("digest_without", out), ("digest_short", short))
        if places
    ]
    if not template.digest or not said or not made:
        return list(made)
    words = Run(" ".join(run.text for run in said))
    plan, chapter = made[0]
    note = Paragraph((words,), Role.NOTE, key="fixed:@digest")
    at = next((at for at, block in enumerate(chapter.blocks) if isinstance(block, Heading)),
              len(chapter.blocks))  # fmt: skip
    blocks = (*chapter.blocks[:at], note, *chapter.blocks[at:])
    return [(plan, replace(chapter, blocks=blocks)), *made[1:]]


def _names(facts: Facts, places: Iterable[str]) -> str:
    return ", ".join(facts.texts(f"templates.place.{place}") for place in places)


def _with_additions(
    made: Sequence[tuple[ChapterPlan, Chapter]], sections: Mapping[str, tuple[Block, ...]]
) -> list[tuple[ChapterPlan, Chapter]]:
    """The appraiser's own sections close their chapter; without it, the last one that says
    something before the annexes: no word of theirs is lost by a template.
    """
    added = list(made)
    for number, key in ADDITIONS_OF.items():
        blocks = sections.get(f"{ADDED}{number}", ())
        if not blocks:
            continue
        keys = [plan.key for plan, _ in added]
        at = keys.index(key) if key in keys else _last(added)
        plan, chapter = added[at]
        added[at] = (plan, replace(chapter, blocks=(*chapter.blocks, *blocks)))
    return added


def _last(made: Sequence[tuple[ChapterPlan, Chapter]]) -> int:
    places = [at for at, (plan, chapter) in enumerate(made)
              if chapter.blocks and plan.key != _LAST_OF_ALL]  # fmt: skip
    return places[-1] if places else 0


def _numbers(plans: Sequence[ChapterPlan], template: ReportTemplate) -> Mapping[str, str]:
    """Chapter -> its number, "" of one without; the unnumbered are not counted."""
    numbers: dict[str, str] = {}
    counted = 0
    for plan in plans:
        counted += plan.numbered
        has = plan.numbered and template.numbering is not Numbering.NONE
        numbers[plan.key] = str(counted) if has else ""
    return numbers


def _section_numbers(
    plan: ChapterPlan, chapter: Chapter, template: ReportTemplate
) -> Mapping[str, int]:
    """Section -> its number within the chapter: by its place, or by what is there."""
    there = [block.key for block in chapter.blocks if isinstance(block, Heading) and block.number]
    planned = [place for place in plan.places if place not in template.without
               and ("." in place or (is_own(place) and place in template.titles))]  # fmt: skip
    counted = there if template.numbering is Numbering.RUNNING else planned
    return {place: at for at, place in enumerate(counted, 1)}


def _numbered(chapter: Chapter, number: str, sections: Mapping[str, int]) -> Chapter:
    """The chapter with its number, and its numbered sections with theirs."""
    blocks: list[Block] = []
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.number:
            said = f"{number}.{sections[block.key]}" if number else ""
            blocks.append(replace(block, number=said))
        else:
            blocks.append(block)
    return replace(chapter, number=number, blocks=tuple(blocks))
