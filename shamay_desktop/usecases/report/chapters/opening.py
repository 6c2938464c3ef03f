"""Cover, opening and the property's details."""

from shamay_desktop.domain.fields import Field, registry
from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Cover,
    Footnote,
    Heading,
    Inline,
    LabelLine,
    LabelLines,
    Paragraph,
    Role,
    Run,
)
from shamay_desktop.domain.titles import address_of
from shamay_desktop.usecases.report.facts import Facts, printed_at
from shamay_desktop.usecases.report.inputs import ReportInputs

_ADDRESSED = ("client.name", "report.date", "report.reference")
_BOXED = ("report.assumption", "report.assumption_requested_by")
_VISIT = ("visit.date", "visit.visitor", "visit.visitor_role", "visit.shown_by")


def cover(facts: Facts, inputs: ReportInputs) -> Cover:
    """The cover's words and the front picture."""
    front = inputs.evidence.front
    lines: list[tuple[Inline, ...]] = [
        (Run(facts.texts("report.cover_opinion")),),
        (Run(facts.texts("report.cover_subject"), bold=True),),
        facts.runs("report.kind"),
        address_runs(facts),
    ]
    return Cover(tuple(line for line in lines if line), None if front is None else front.sha256)


def address_runs(facts: Facts) -> tuple[Run, ...]:
    """ "street number, city", each part naming its field."""
    runs: list[Run] = []
    for path, before in (
        ("address.street", ""),
        ("address.house_number", " "),
        ("address.city", ", "),
    ):
        for run in facts.runs(path):
            if runs:
                runs.append(Run(before))
            runs.append(run)
    return tuple(runs)


def opening(facts: Facts) -> Chapter:
    """To whom, when, about what; purpose, dates, visit; then the property's details."""
    blocks: list[Block] = [*_addressed(facts), *_general(facts), *_property(facts)]
    return Chapter("opening", "", facts.texts("report.opening"), tuple(blocks))


def _addressed(facts: Facts) -> list[Block]:
    blocks: list[Block] = []
    name = facts.runs("client.name", bold=True)
    if name:
        blocks.append(Paragraph((Run(facts.texts("report.to") + " "), *name), Role.ADDRESSEE))
    lines = [line for path in _ADDRESSED[1:] if (line := facts.line(path)) is not None]
    if lines:
        blocks.append(LabelLines(tuple(lines)))
    if address_of(facts.case):
        subject = (Run(facts.texts("report.subject") + " ", bold=True), *address_runs(facts))
        blocks.append(Paragraph(subject, Role.SUBJECT))
    return blocks


def _general(facts: Facts) -> list[Block]:
    own = (*_ADDRESSED, *_BOXED, *_VISIT)
    before = ("report.standard", "report.purpose", "value.basis")
    rest = [path for path in printed_at("opening") if path not in own and path not in before]
    blocks = facts.blocks(before)
    limits = Run(facts.texts("report.limitation"))
    blocks.append(LabelLines((LabelLine(facts.texts("report.limitation_label"), (limits,)),)))
    visit = _visit(facts)
    if visit is not None:
        blocks.append(LabelLines((visit,)))
    blocks += facts.blocks(rest)
    for path in _BOXED:
        blocks += [
            Paragraph((Run(f"{facts.label(path)}: ", bold=True), Run(line, field=path)), Role.BOXED)
            for line in facts.lines_of(path)
        ]
    return blocks


def _visit(facts: Facts) -> LabelLine | None:
    """Who visited when, in which role, and who showed the property: one line."""
    inlines: list[Inline] = []
    for path in _VISIT:
        runs = facts.runs(path)
        if not runs:
            continue
        if inlines:
            inlines.append(Run(", "))
        if path != "visit.date":
            inlines.append(Run(facts.label(path) + ": "))
        inlines += runs
    return LabelLine(facts.label("visit.date"), tuple(inlines)) if inlines else None


def _property(facts: Facts) -> list[Block]:
    """פרטי הנכס: identification and areas, each area with a footnote naming its source."""
    lines: list[LabelLine] = []
    address = address_runs(facts)
    if address:
        lines.append(LabelLine(facts.texts("report.address"), address))
    for path in printed_at("property"):
        note = _area_note(facts, path)
        more = () if note is None else (note,)
        line = facts.line(path, *more)
        if line is not None:
            lines.append(line)
    attachments = _attachments(facts)
    if attachments is not None:
        lines.append(attachments)
    if not lines:
        return []
    title = facts.texts("report.property")
    return [Heading("", title, "property"), LabelLines(tuple(lines))]


def _area_note(facts: Facts, path: str) -> Footnote | None:
    texts = facts.texts
    if path == "unit.registered_area" and facts.runs("rights.extract_number"):
        runs = [Run(texts("report.by_extract") + " "), *facts.runs("rights.extract_number")]
        if facts.runs("rights.extract_date"):
            runs += [Run(f" {texts('report.of_date')} "), *facts.runs("rights.extract_date")]
        return Footnote(tuple(runs))
    if path == "unit.built_area" and facts.runs("unit.built_area_source"):
        runs = [Run(texts("report.area_source") + " "), *facts.runs("unit.built_area_source")]
        return Footnote(tuple(runs))
    return None


def _attachments(facts: Facts) -> LabelLine | None:
    """Attachments in one line: what, how large."""
    inlines: list[Inline] = []
    for row in facts.case.rows("rights.attachments"):
        columns = [_column for _column in _attachment_columns() if row.content(_column.id)]
        for number, column in enumerate(columns):
            inlines.append(Run(", " if number else ("; " if inlines else "")))
            inlines += facts.cell("rights.attachments", column, row)
    shown = tuple(inline for inline in inlines if not isinstance(inline, Run) or inline.text)
    return LabelLine(facts.label("rights.attachments"), shown) if shown else None


def _attachment_columns() -> list[Field]:
    columns = registry.field("rights.attachments")
    return [columns.column("description"), columns.column("area")]
