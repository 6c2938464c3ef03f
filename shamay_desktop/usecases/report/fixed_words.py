"""What a template always says, with the case's facts: paragraphs, lists and page breaks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Role,
    Run,
)
from shamay_desktop.domain.report_templates.rows import row_text
from shamay_desktop.domain.report_templates.template import (
    FixedParagraph,
    ReportTemplate,
    Shape,
)
from shamay_desktop.domain.texts.assembling import assembled
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.usecases.report.facts import Facts

_ROLES: Mapping[Shape, Role] = {Shape.NOTE: Role.NOTE, Shape.BOXED: Role.BOXED}
_LISTS = frozenset({Shape.BULLET, Shape.NUMBERED})
Line = tuple[Inline, ...]


def around(facts: Facts, blocks: Sequence[Block], fixed: Iterable[FixedParagraph]) -> list[Block]:
    """A section between its fixed paragraphs; its heading stays the first."""
    start = 1 if blocks and isinstance(blocks[0], Heading) else 0
    given = tuple(fixed)
    before = fixed_blocks(facts, [each for each in given if each.before])
    behind = fixed_blocks(facts, [each for each in given if not each.before])
    return [*blocks[:start], *before, *blocks[start:], *behind]


def own_section(facts: Facts, template: ReportTemplate, place: str) -> list[Block]:
    """A section of the template's own words under its title; nothing where all fall out."""
    said = fixed_blocks(facts, [each for each in template.fixed if each.place == place])
    if all(isinstance(block, PageBreak) for block in said):
        return said
    title = template.titles[place].of(facts.texts.language) if place in template.titles else ""
    return [Heading("?", title, place), *said] if title else said


def fixed_blocks(facts: Facts, paragraphs: Sequence[FixedParagraph]) -> list[Block]:
    """Fixed paragraphs as blocks; items of a list that follow one another are one list."""
    told: list[tuple[Shape, str, Line]] = []
    for each_list, group in groupby(paragraphs, key=lambda paragraph: paragraph.each):
        together = tuple(group)
        for case in _cases(facts.case, each_list):
            for paragraph in together:
                told += _told(facts, case, paragraph)
    return list(_blocks(_keyed(told)))


def _cases(case: Case, each_list: str) -> Iterator[Case]:
    """The case, or for each row of a list the case with that row alone."""
    if not each_list:
        yield case
        return
    for row in case.rows(each_list):
        yield replace(case, values={**case.values, each_list: Value.of((row,))})


def _told(facts: Facts, case: Case, paragraph: FixedParagraph) -> list[tuple[Shape, str, Line]]:
    """A fixed paragraph's lines with the facts; nothing where it falls out."""
    if paragraph.role is Shape.PAGE_BREAK:
        return [(paragraph.role, paragraph.id, ())]
    language = facts.texts.language
    words = row_text(paragraph.text.of(language), paragraph.each)
    lines: list[list[Inline]] = [[]]
    for run in assembled(Template(paragraph.id, "", paragraph.id, words), case, language).runs:
        first, *others = run.text.split("\n")
        path = None if run.own else (run.path or "").partition("/")[0] or None
        row = _row(run.path)
        lines[-1].append(Run(first, field=path, row=row))
        lines += [[Run(other, field=path, row=row)] for other in others]
    said = (tuple(run for run in line if isinstance(run, Run) and run.text) for line in lines)
    return [(paragraph.role, paragraph.id, line) for line in said if line]


def _row(path: str | None) -> str | None:
    """The row of a cell's path `list/row/column`."""
    parts = (path or "").split("/")
    return parts[1] if len(parts) == 3 else None


def _keyed(told: Iterable[tuple[Shape, str, Line]]) -> Iterator[tuple[Shape, str, Line]]:
    """Every line with a key of its own: the paragraph's id, numbered from its second line."""
    seen: dict[str, int] = {}
    for shape, name, line in told:
        seen[name] = seen.get(name, 0) + 1
        number = f"#{seen[name]}" if seen[name] > 1 else ""
        yield shape, f"fixed:{name}{number}", line


def _blocks(told: Iterable[tuple[Shape, str, Line]]) -> Iterator[Block]:
    for shape, lines in groupby(told, key=lambda each: each[0]):
        if shape in _LISTS:
            items = tuple(lines)
            yield Bullets(
                tuple(line for _, _, line in items), shape is Shape.NUMBERED, key=items[0][1]
            )
            continue
        for _, key, line in lines:
            if shape is Shape.PAGE_BREAK:
                yield PageBreak(key)
            else:
                yield Paragraph(line, _ROLES.get(shape, Role.BODY), key=key)
