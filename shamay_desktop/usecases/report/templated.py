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
    Paragraph,
    Run,
)
from shamay_desktop.domain.report_templates.template import (
    ADDITIONS_OF,
    PLACES,
    UNTITLED,
    ChapterPlan,
    FixedParagraph,
    Numbering,
    ReportTemplate,
)
from shamay_desktop.domain.texts.assembling import assembled
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.usecases.report.chapters.additions import ADDED
from shamay_desktop.usecases.report.facts import Facts

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
    made = [(plan, chapter) for plan, chapter in made if chapter.blocks]
    running = template.numbering is Numbering.RUNNING
    numbers = _numbers([plan for plan, _ in made] if running else template.chapters, template)
    return tuple(
        _numbered(chapter, numbers[plan.key], _section_numbers(plan, chapter, template))
        for plan, chapter in made
    )


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
        if place not in template.without and place in sections:
            said = _retitled(facts, sections[place], template)
            fixed = [each for each in template.fixed if each.place == place]
            blocks += _fixed_around(facts, said, fixed)
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


def _fixed_around(
    facts: Facts, blocks: tuple[Block, ...], fixed: Sequence[FixedParagraph]
) -> list[Block]:
    """The section between its fixed paragraphs; its heading stays the first."""
    start = 1 if blocks and isinstance(blocks[0], Heading) else 0
    before = [block for each in fixed if each.before for block in _fixed(facts, each)]
    behind = [block for each in fixed if not each.before for block in _fixed(facts, each)]
    return [*blocks[:start], *before, *blocks[start:], *behind]


def _fixed(facts: Facts, each: FixedParagraph) -> list[Block]:
    """A fixed paragraph with the case's facts, a block a line; nothing where it falls out."""
    language = facts.texts.language
    template = Template(each.id, "", each.id, each.text.of(language))
    told = assembled(template, facts.case, language)
    lines: list[list[Inline]] = [[]]
    for run in told.runs:
        first, *others = run.text.split("\n")
        path = None if run.own else run.path
        lines[-1].append(Run(first, field=path))
        lines += [[Run(other, field=path)] for other in others]
    said = [tuple(run for run in line if isinstance(run, Run) and run.text) for line in lines]
    return [
        Paragraph(line, each.role, key=f"fixed:{each.id}" + (f"#{number}" if number > 1 else ""))
        for number, line in enumerate((line for line in said if line), 1)
    ]


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
    planned = [place for place in plan.places if place not in template.without and "." in place]
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
