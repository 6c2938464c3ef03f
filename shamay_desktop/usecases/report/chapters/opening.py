"""Cover, opening and the property's details."""

from collections.abc import Sequence
from functools import partial

from shamay_desktop.domain.fields import field
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
from shamay_desktop.usecases.report.facts import Facts, printed_at, together, told
from shamay_desktop.usecases.report.inputs import ReportInputs

_BOXED = ("report.assumption", "report.assumption_requested_by")
_SPECIAL = "report.special_assumptions"
_PURPOSE = ("report.purpose", "report.purpose_other", "value.basis", "value.basis_definition",
            "report.standard")  # fmt: skip
_LIMITS = ("report.limitation", "report.publication", "report.intended_users",
           "report.assumptions")  # fmt: skip
_CONTACT = ("client.id_kind", "client.id_number", "client.address", "client.phone",
            "client.email", "client.ordered_on", "client.reference")  # fmt: skip
_LOAN = ("loan.bank", "loan.branch", "loan.number", "loan.amount")
_DATES = ("visit.extent", "visit.further", "visit.not_inspected", "valuation.date",
          "valuation.date_reason")  # fmt: skip
_ADDRESS = ("address.street", "address.house_number", "address.entrance", "address.apartment",
            "address.city")  # fmt: skip
_IDENTITY = ("parcel.gush", "parcel.gush_suffix", "parcel.helka", "parcel.tat_helka",
             "parcel.plot", "parcel.book", "parcel.page")  # fmt: skip
_LAND = ("parcel.plot_plan", "parcel.settlement")
_MEASURED = ("unit.built_area_source", "unit.plan_scale", "unit.calibration")
_AREAS = ("unit.registered_area", "unit.built_area")
_REST = ("unit.area_gap_reason", "rights.kind", "rights.valued_share", "rights.valued_holder")


_ADDRESSED = ("client.title", "client.name", "client.attention", "client.note", "report.date",
              "report.reference")  # fmt: skip
_CLIENT = ("client.kind", "client.relation")
_VISIT = ("visit.date", "visit.visitor", "visit.visitor_role", "visit.shown_by")
_SAID = frozenset({
    "loan.borrowers", "unit.description", _SPECIAL, *_BOXED, *_PURPOSE, *_LIMITS, *_CONTACT,
    *_LOAN, *_DATES, *_ADDRESS, *_IDENTITY, *_LAND, *_MEASURED, *_AREAS, *_REST, *_ADDRESSED,
    *_CLIENT, *_VISIT,
})  # fmt: skip


def _not_said(place: str) -> list[str]:
    """Fields of a place that have no line of their own here: none is lost when one is added."""
    return [path for path in printed_at(place) if path not in _SAID]


def cover(facts: Facts, inputs: ReportInputs) -> Cover:
    """The cover's words and the front picture."""
    front = inputs.evidence.front
    title = facts.runs("report.title", bold=True)
    lines: dict[str, tuple[Inline, ...]] = {
        "cover:opinion": (Run(facts.texts("report.cover_opinion")),),
        "cover:title": title or (Run(facts.texts("report.cover_subject"), bold=True),),
        "cover:kind": facts.runs("report.kind"),
        "cover:address": address_runs(facts),
    }
    said = {key: line for key, line in lines.items() if line}
    picture = None if front is None else front.sha256
    return Cover(tuple(said.values()), picture, tuple(said))


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
    return facts.one_direction(runs)


def identity_inlines(facts: Facts) -> tuple[Inline, ...]:
    """Block, parcel and unit in one line, each with its label."""
    return facts.joined(
        (Run(f"{facts.label(path)} "), *facts.runs(path)) if facts.runs(path) else ()
        for path in _IDENTITY
    )


def opening(facts: Facts) -> Chapter:
    """To whom, when, about what; purpose, dates, visit; the matter; the property's details."""
    blocks: list[Block] = [
        *_addressed(facts), *_general(facts), *_matter(facts), *_property(facts),
    ]  # fmt: skip
    return Chapter("opening", "", "", tuple(blocks))


def _addressed(facts: Facts) -> list[Block]:
    blocks: list[Block] = []
    title, named = facts.runs("client.title"), facts.runs("client.name", bold=True)
    between = (Run(" "),) if title and named else ()
    name = facts.one_direction((*title, *between, *named))
    if name:
        said = (Run(facts.texts("report.to") + " "), *name)
        blocks.append(Paragraph(said, Role.ADDRESSEE, key="words:addressee"))
    attention = facts.runs("client.attention")
    if attention:
        label = Run(f"{facts.label('client.attention')}: ")
        key = "words:client.attention"
        blocks.append(Paragraph((label, *attention), Role.ADDRESSEE, key=key))
    if note := facts.runs("client.note"):
        blocks.append(Paragraph(note, Role.ADDRESSEE, key="words:client.note"))
    blocks += facts.blocks(("report.date", "report.reference"))
    about = facts.joined((address_runs(facts), identity_inlines(facts)))
    if about:
        subject = Run(f"{facts.texts('report.subject')} ", bold=True)
        title = facts.runs("report.title", bold=True) or (
            Run(facts.texts("report.cover_subject"), bold=True),
        )
        dash = Run(" – ", bold=True)
        blocks.append(Paragraph((subject, *title, dash, *about), Role.SUBJECT, key="words:subject"))
    return blocks


def _general(facts: Facts) -> list[Block]:
    """Purpose, limitation, client, visit and valuation date; an assumption stands in a box."""
    limits = Run(facts.texts("report.limitation"))
    label = facts.texts("report.limitation_label")
    limitation = told(label, (limits,), "report.limitation_label")
    about = [_client(facts), *map(facts.line, (*_CONTACT, *_LOAN)), _borrowers(facts)]
    blocks = together(
        [
            *facts.blocks(_PURPOSE),
            LabelLines((limitation,)),
            *facts.blocks(_LIMITS),
            *_lines(about),
            *_lines([_visit(facts)]),
            *facts.blocks((*_DATES, *_not_said("opening"))),
        ]
    )
    for path in _BOXED:
        blocks += facts.lines_as(path, partial(_boxed, facts, path))
    return [*blocks, *_special_assumptions(facts)]


def _boxed(facts: Facts, path: str, line: str) -> Paragraph:
    return Paragraph(
        (Run(f"{facts.label(path)}: ", bold=True), Run(line, field=path)), Role.BOXED
    )  # fmt: skip


def _lines(lines: Sequence[LabelLine | None]) -> list[Block]:
    """The lines that say something, as one block."""
    said = tuple(line for line in lines if line is not None)
    return [LabelLines(said)] if said else []


def _special_assumptions(facts: Facts) -> list[Block]:
    """Each further special assumption in a box, with who asked for it."""
    rows = facts.case.rows(_SPECIAL)
    if not rows:
        return facts.block(_SPECIAL)
    text, asker = (field(_SPECIAL).column(name) for name in ("text", "requested_by"))
    asked = Run(f"{asker.label(facts.texts.language)}: ")
    said = {
        row.id: facts.joined(
            (
                facts.cell(_SPECIAL, text, row),
                (asked, *by) if (by := facts.cell(_SPECIAL, asker, row)) else (),
            ),
            "; ",
        )
        for row in rows
    }
    label = Run(f"{facts.label(_SPECIAL)}: ", bold=True)
    return [
        Paragraph((label, *inlines), Role.BOXED, key=f"words:{_SPECIAL}@{row}")
        for row, inlines in said.items()
        if inlines
    ]


def _matter(facts: Facts) -> list[Block]:
    """What the purpose adds: the court, the levy, the estate, the reviewed valuation."""
    blocks = facts.blocks(printed_at("matter"))
    return [Heading("", facts.texts("report.matter"), "matter"), *blocks] if blocks else []


def _client(facts: Facts) -> LabelLine | None:
    """Who ordered it, what he is, and his relation to the property."""
    relation = facts.runs("client.relation")
    inlines = facts.joined(
        (
            facts.runs("client.name"),
            facts.runs("client.kind"),
            (Run(f"{facts.label('client.relation')}: "), *relation) if relation else (),
        )
    )
    return told(facts.texts("report.client"), inlines, "report.client") if inlines else None


def _borrowers(facts: Facts) -> LabelLine | None:
    """The borrowers in one line, each with the number as the export wants it."""
    path = "loan.borrowers"
    if not facts.case.rows(path):
        return facts.line(path) if facts.runs(path) else None
    people = [
        facts.joined((facts.cell(path, column, row) for column in field(path).columns), " ")
        for row in facts.case.rows(path)
    ]
    inlines = facts.joined(people, "; ")
    return told(facts.label(path), inlines, path) if inlines else None


def _visit(facts: Facts) -> LabelLine | None:
    """When, by whom and in which role; who showed the property: one line."""
    shown_by = facts.runs("visit.shown_by")
    visit = facts.joined(
        (
            facts.runs("visit.date"),
            facts.phrase("report.visited_by", "visit.visitor"),
            facts.runs("visit.visitor_role"),
        )
    )
    shower = (Run(f"{facts.label('visit.shown_by')}: "), *shown_by) if shown_by else ()
    inlines = facts.joined((visit, shower), "; ")
    return told(facts.label("visit.date"), inlines, "visit.date") if inlines else None


def _property(facts: Facts) -> list[Block]:
    """פרטי הנכס: identification and areas, each area with a footnote naming its source."""
    address = facts.joined(_address_parts(facts))
    lines = [
        facts.line("unit.description"),
        told(facts.texts("report.address"), address, "report.address") if address else None,
        *map(facts.line, (*_IDENTITY, *_LAND)),
        _attachments(facts),
    ]
    for path in _AREAS:
        note = _area_note(facts, path)
        lines.append(facts.line(path, *(() if note is None else (note,))))
    unnoted = () if facts.runs("unit.built_area") else _MEASURED
    blocks = together(
        [
            LabelLines(tuple(line for line in lines if line is not None)),
            *facts.blocks((*unnoted, *_REST, *_not_said("property"))),
        ]
    )
    if not any(not isinstance(block, LabelLines) or block.lines for block in blocks):
        return []
    return [Heading("", facts.texts("report.property"), "property"), *blocks]


def _address_parts(facts: Facts) -> list[tuple[Run, ...]]:
    """Street with number, entrance, flat, city."""
    street = facts.joined((facts.runs(path) for path in _ADDRESS[:2]), " ")
    labelled = [
        (Run(f"{facts.label(path)} "), *facts.runs(path)) if facts.runs(path) else ()
        for path in _ADDRESS[2:4]
    ]
    runs = tuple(inline for inline in street if isinstance(inline, Run))
    return [runs, *labelled, facts.runs(_ADDRESS[4])]


def _area_note(facts: Facts, path: str) -> Footnote | None:
    if path == "unit.registered_area":
        return _extract_note(facts)
    parts = [
        facts.phrase("report.measured_by", "unit.built_area_source"),
        facts.phrase("report.at_scale", "unit.plan_scale"),
    ]
    note = facts.joined((facts.joined(parts), facts.runs("unit.calibration")), ". ")
    runs = tuple(inline for inline in note if isinstance(inline, Run))
    return Footnote(runs) if runs else None


def _extract_note(facts: Facts) -> Footnote | None:
    number = facts.phrase("report.by_extract", "rights.extract_number")
    if not number:
        return None
    return Footnote((*number, *facts.phrase("report.extract_of", "rights.extract_date")))


def _attachments(facts: Facts) -> LabelLine | None:
    """Attachments in one line: what, how large."""
    path = "rights.attachments"
    columns = [field(path).column(name) for name in ("description", "area")]
    each = [
        facts.joined(facts.cell(path, column, row) for column in columns)
        for row in facts.case.rows(path)
    ]
    shown = facts.joined(each, "; ")
    return told(facts.label(path), shown, path) if shown else None
