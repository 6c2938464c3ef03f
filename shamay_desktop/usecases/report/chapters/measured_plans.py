"""Plans that were measured: the excerpt with its outlined shapes, its table, how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.measuring.plans import ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import SHAPES, SHEETS, sheets_of
from shamay_desktop.domain.measuring.references import numbered
from shamay_desktop.domain.measuring.scale import Measured, MeasuredSheet, Scale, measured
from shamay_desktop.domain.measuring.totals import Total, totals
from shamay_desktop.domain.measuring.units import rounded, rounded_error
from shamay_desktop.domain.measuring.verifying import Residual, Verified
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.report_content import (
    Block,
    Column,
    ColumnKind,
    Figure,
    Inline,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_edits.redacting import redaction_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.usecases.drawings.requests import drawings_of, excerpt_key
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import ReportInputs

_BETWEEN = " · "
_MILLIMETRE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A sheet as it is printed, with the key of its excerpt."""

    sheet: Sheet
    sizes: MeasuredSheet
    picture: str


def measured_papers(facts: Facts, inputs: ReportInputs) -> frozenset[str]:
    """Papers of which an excerpt is printed: they do not stand beside it once more as a whole."""
    return frozenset(each.sheet.paper for each in _printed(facts, inputs))


def measured_blocks(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """Each measured sheet: excerpt, table of measures, and what its scale rests on."""
    blocks: list[Block] = []
    for each in _printed(facts, inputs):
        key = f"picture:{SHEETS}@{each.sheet.id}"
        blocks.append(Figure(each.picture, _caption(facts, each.sheet), key=key))
        blocks += _tables(facts, each)
        blocks += _certainty(facts, each)
    return blocks


def _printed(facts: Facts, inputs: ReportInputs) -> list[_Printed]:
    requests = drawings_of(facts.case, facts.texts).excerpts
    return [
        _Printed(sheet, measured(sheet), str(excerpt_key(sheet, requests[sheet.id])))
        for sheet in sheets_of(facts.case)
        if sheet.id in requests and sheet.paper in inputs.evidence.hashes
    ]


def _caption(facts: Facts, sheet: Sheet) -> str:
    """What the sheet is called, its source and date; what nobody said is left out."""
    texts, redact = facts.texts, redaction_of(facts.case)
    title = redact(sheet.title)
    parts = (
        texts("drawings.excerpt_of", title=title) if title else texts("drawings.excerpt"),
        texts("drawings.source", source=redact(sheet.source)) if sheet.source else "",
        isolate(formats.date(sheet.date)) if sheet.date else "",
    )
    return _BETWEEN.join(part for part in parts if part)


def _tables(facts: Facts, printed: _Printed) -> list[Table]:
    """Areas, then lengths: those that could be measured, by category and floor with their sums."""
    sums = totals((printed.sizes,))
    return [
        table
        for kind in ShapeKind
        if (table := _table(facts, printed, kind, [each for each in sums if each.kind is kind]))
    ]


def _table(facts: Facts, printed: _Printed, kind: ShapeKind, sums: Sequence[Total]) -> Table | None:
    if not sums:
        return None
    texts, title = facts.texts, redaction_of(facts.case)(printed.sheet.title)
    rows = [row for total in sums for row in _rows(facts, printed.sizes, total)]
    columns = (
        Column(texts("drawings.column_name"), ColumnKind.TEXT, 24),
        Column(texts("drawings.column_category"), ColumnKind.TEXT, 16),
        Column(texts("drawings.column_floor"), ColumnKind.TEXT, 8),
        Column(texts(f"drawings.column_{kind.value}"), ColumnKind.NUMBER, 12),
        Column(texts("drawings.column_error"), ColumnKind.NUMBER, 8),
    )
    used = [at for at in range(len(columns)) if any(row.cells[at] for row in rows)]
    caption = texts("drawings.table_of", title=title) if title else texts("drawings.table")
    return Table(
        tuple(columns[at] for at in used),
        tuple(TableRow(tuple(row.cells[at] for at in used)) for row in rows),
        caption,
        f"table:{SHEETS}@{printed.sheet.id}/{kind.value}",
    )


def _rows(facts: Facts, sizes: MeasuredSheet, total: Total) -> Iterator[TableRow]:
    """The shapes of a sum, then the sum where it is one of several."""
    known = {row.id: row for row in facts.case.rows(SHAPES)}
    for shape_id in total.shapes:
        found, row = sizes.shapes[shape_id], known.get(shape_id)
        if isinstance(found, Measured) and row is not None:
            yield TableRow((*_named(facts, row), *_size(found, shape_id)))
    if len(total.shapes) > 1:
        name = (Run(_sum_name(facts, total, known[total.shapes[0]]), bold=True),)
        yield TableRow((name, (), (), *_size(total.measured, None, bold=True)))


def _named(facts: Facts, row: Row) -> list[tuple[Inline, ...]]:
    columns = [field(SHAPES).column(name) for name in ("name", "category", "floor")]
    return [facts.cell(SHAPES, column, row) for column in columns]


def _size(
    found: Measured, shape_id: str | None, *, bold: bool = False
) -> tuple[tuple[Inline, ...], ...]:
    of = None if shape_id is None else SHAPES
    return tuple(
        (Run(formats.number(str(number)), field=of, row=shape_id, bold=bold),)
        for number in (rounded(found.value), rounded_error(found.plus_minus))
    )


def _sum_name(facts: Facts, total: Total, row: Row) -> str:
    column = field(SHAPES).column("category")
    category = facts.words(column, row.cells.get("category"))
    named = category or facts.texts("drawings.uncategorised")
    if total.floor:
        return facts.texts("drawings.total_floor", category=named, floor=total.floor)
    return facts.texts("drawings.total", category=named)


def _certainty(facts: Facts, printed: _Printed) -> list[Block]:
    """By what lengths the scales were found that measured something, and what ± means."""
    used = {printed.sizes.regions.get(shape_id) for shape_id in printed.sizes.shapes}
    scales = [scale for region, scale in printed.sizes.scales.items() if region in used]
    if not scales:
        return []
    said = "".join(
        _whose(facts, printed.sheet, scale, scales) + _of_scale(facts, printed.sheet, scale)
        for scale in scales
    )
    meaning = facts.texts("drawings.error_meaning")
    key = f"words:{SHEETS}@{printed.sheet.id}"
    return [Paragraph((Run(f"{said}{meaning}", field=SHEETS, row=printed.sheet.id),), key=key)]


def _whose(facts: Facts, sheet: Sheet, scale: Scale, scales: Sequence[Scale]) -> str:
    """Of what part a scale is, "" where the sheet has one scale alone."""
    region = next((each for each in sheet.regions if each.id == scale.region), None)
    if region is None:
        return facts.texts("drawings.outside_regions") if len(scales) > 1 else ""
    name = redaction_of(facts.case)(region.name)
    return facts.texts("drawings.of_region", region=isolate(name))


def _of_scale(facts: Facts, sheet: Sheet, scale: Scale) -> str:
    texts = facts.texts
    taking_part = [residual for residual in scale.residuals if residual.used]
    if not taking_part:
        stated = sheet.ratio_of(scale.region)
        ratio = "" if stated is None else format(stated.normalize(), "f")
        return texts("drawings.by_ratio", ratio=ratio)
    if scale.verified is Verified.YES:
        said = texts("drawings.verified", n=len(scale.verified_by))
    else:
        said = texts("drawings.by_references", n=len(taking_part))
    each = "; ".join(_of_reference(facts, sheet, residual) for residual in taking_part)
    return said + texts("drawings.references", references=each)


def _of_reference(facts: Facts, sheet: Sheet, residual: Residual) -> str:
    reference = residual.reference
    number = numbered(sheet.references)[reference.id]
    return facts.texts(
        "drawings.reference",
        name=redaction_of(facts.case)(reference.note) or str(number),
        written=formats.number(str(rounded(float(reference.metres or 0)))),
        measured=formats.number(str(rounded(residual.measured))),
        residual=formats.number(
            str(to_places(Decimal(repr(residual.residual)) * 100, _MILLIMETRE))
        ),
    )
