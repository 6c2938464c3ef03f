"""Chapter 2: the register, the condominium's papers, the reservation, and earlier deals."""

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.report_content import Block, Chapter, Inline, LabelLines, Run
from shamay_desktop.usecases.report.chapters.drawings import drawn
from shamay_desktop.usecases.report.chapters.opening import identity_inlines
from shamay_desktop.usecases.report.chapters.sections import numbered, plain_section, section_title
from shamay_desktop.usecases.report.facts import Facts, printed_at, together, told
from shamay_desktop.usecases.report.inputs import ReportInputs

_FIRST = (
    "rights.register", "rights.office", "rights.extract_kind", "rights.extract_number",
    "rights.extract_date", "rights.extract_time",
)  # fmt: skip
_FORMER = "parcel.former"
_BY_SCOPE = ("rights.notes", "rights.easements")
_SCOPES = ("unit", "parcel", "common_property", "")
"""In the order of the registry's own pages; the last are those of which none is stated."""


def rights_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """2: extract, condominium papers with their drawings, reservation, history."""
    order = facts.blocks(printed_at("2.2"), section_title(facts, "2.2"))
    return numbered(
        facts,
        2,
        "rights",
        (
            ("2.1", _extract(facts)),
            ("2.2", [*order, *drawn(facts, inputs, DocType.CONDO)]),
            plain_section(facts, "2.3"),
            plain_section(facts, "2.4"),
        ),
    )


def _extract(facts: Facts) -> list[Block]:
    """Which extract it is, of which parcel, and what it says of it."""
    rest = [path for path in printed_at("2.1") if path not in _FIRST]
    said = [block for path in rest for block in _said(facts, path)]
    head = facts.blocks(_FIRST)
    parcel = identity_inlines(facts)
    if parcel and (head or said):
        head.append(LabelLines((told(facts.texts("report.parcel"), parcel, "2.1:report.parcel"),)))
    return together([*head, *said])


def _said(facts: Facts, path: str) -> list[Block]:
    """A field of the extract; notes and easements apart for unit, parcel and common property."""
    rows = facts.case.rows(path)
    if path == _FORMER and rows:
        return _former(facts)
    if path not in _BY_SCOPE or not rows:
        return facts.block(path)
    blocks: list[Block] = []
    for scope in _SCOPES:
        here = [row for row in rows if (row.content("scope") or "") == scope]
        title = facts.texts(f"report.{path}_{scope}") if scope else ""
        key = f"table:{path}/{scope or 'any'}"
        if here:
            said = facts.tables(path, here, title, "scope", key)
            blocks += said or facts.tables(path, here, key=key)
    return blocks


def _former(facts: Facts) -> list[Block]:
    """The parcel's old numbers in one line: they are read as one thing."""
    columns = field(_FORMER).columns
    language = facts.texts.language
    each: list[tuple[Inline, ...]] = [
        facts.joined(
            [
                (Run(f"{column.label(language)} "), *facts.cell(_FORMER, column, row))
                for column in columns
                if row.content(column.id) is not None
            ]
        )
        for row in facts.case.rows(_FORMER)
    ]
    said = facts.joined(each, "; ")
    return [LabelLines((told(facts.label(_FORMER), said, _FORMER),))] if said else []
