"""The sample's papers: extract, condominium order and permit, set from the case's own values."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Cover,
    Heading,
    LabelLine,
    LabelLines,
    Letterhead,
    Metadata,
    Paragraph,
    ReportContent,
    Role,
    Run,
)
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.painting import paint
from shamay_desktop.usecases.report.facts import Facts

MADE = datetime(2026, 10, 12, 9, 14, tzinfo=UTC)
SAMPLE = "דוגמה"
NOTICE = (
    "מסמך דוגמה מומצא. הוא לא הופק בידי רשות כלשהי, והאנשים, המספרים והמקרקעין שבו אינם קיימים."
)


def make_papers(case: Case, folder: Path) -> None:
    """Write the three papers; identity numbers stand in full, as in a real extract."""
    facts = Facts(case.with_value("export.id_numbers", Value.of("full")), load_texts(Language.HE))
    papers: tuple[tuple[str, str, Callable[[Facts], list[Block]]], ...] = (
        ("extract.pdf", "העתק רישום מפנקס בתים משותפים", _extract),
        ("condominium-order.pdf", "צו רישום בית בפנקס הבתים המשותפים", _order),
        ("permit-20110347.pdf", "היתר בנייה", _permit),
    )
    for name, title, blocks in papers:
        _write(folder / name, title, blocks(facts))


def _extract(facts: Facts) -> list[Block]:
    return [
        *facts.blocks(("rights.extract_number", "rights.extract_date", "rights.extract_time",
                       "rights.office")),
        *facts.blocks(("parcel.gush", "parcel.helka", "parcel.tat_helka")),
        _part("תיאור הנכס"),
        *facts.blocks(("unit.registered_floor", "unit.registered_area",
                       "rights.common_property_share", "unit.building", "unit.entrance",
                       "rights.additional_areas", "rights.attachments")),
        _part("בעלויות"), *_tables(facts, ("rights.owners",)),
        _part("משכנתאות"), *_tables(facts, ("rights.mortgages",)),
        _part("הערות"), *_tables(facts, ("rights.notes",)),
        _part("זיקות הנאה"), *_tables(facts, ("rights.easements",)),
        _part("הרכוש המשותף"),
        *facts.blocks(("parcel.area", "parcel.sub_parcels", "parcel.buildings", "rights.by_laws",
                       "parcel.former")),
        Paragraph((Run("סוף נתונים"),), Role.NOTE),
    ]  # fmt: skip


def _order(facts: Facts) -> list[Block]:
    return [
        *facts.blocks(("order.file_number", "order.date", "parcel.gush", "parcel.helka",
                       "parcel.area")),
        _part("תיאור הבית"), *_tables(facts, ("order.buildings",)),
        _part("תיאור תת חלקה 14 והצמדותיה"),
        *facts.blocks(("order.unit",)),
        *_tables(facts, ("rights.attachments", "order.other_areas")),
    ]  # fmt: skip


def _permit(facts: Facts) -> list[Block]:
    row = facts.case.rows("licensing.permits")[0]
    lines = [
        LabelLine(column.label("he"), facts.cell("licensing.permits", column, row))
        for column in field("licensing.permits").columns
        if row.content(column.id) is not None
    ]
    return [LabelLines(tuple(lines))]


def _tables(facts: Facts, lists: Iterable[str]) -> list[Block]:
    return [replace(table, caption=None) for path in lists for table in facts.tables(path)]


def _part(title: str) -> Heading:
    return Heading("", title, title)


def _write(target: Path, title: str, blocks: list[Block]) -> None:
    notice = Paragraph((Run(NOTICE, bold=True),), Role.BOXED)
    content = ReportContent(
        language=Language.HE,
        metadata=Metadata(f"{title} – {SAMPLE}", SAMPLE, SAMPLE),
        letterhead=Letterhead(f"{title} · {SAMPLE}", None, ("מסמך דוגמה מומצא",)),
        cover=Cover((), None),
        chapters=(Chapter("paper", "", title, (notice, *blocks)),),
        annexes_title="",
        annexes=(),
        page_label=load_texts(Language.HE)("report.page_label"),
        watermark=SAMPLE,
    )
    layout = lay_out(content, {})
    # a paper has no cover of its own: the report's writer is used without its first page
    paint(replace(layout, pages=layout.pages[1:]), content, {}, target, MADE)
