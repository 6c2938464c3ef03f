"""Reports to arrange: small trees with every kind of block, and other facts on demand."""

from collections.abc import Sequence

from shamay_desktop.domain.report_content import (
    Annex,
    Block,
    Bullets,
    Chapter,
    Column,
    Cover,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    LabelLine,
    LabelLines,
    Letterhead,
    Metadata,
    Paragraph,
    ReportContent,
    Role,
    Run,
    SignatureBlock,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_edits.keys import line_keyed
from shamay_desktop.i18n.language import Language

SURROUNDINGS = ("שכונה שקטה", "קרובה לים")


def report(
    rooms: str = "4",
    permits: tuple[str, ...] = ("p1", "p2"),
    *,
    leased: bool = True,
    lines: Sequence[str] = (),
    without: frozenset[str] = frozenset(),
) -> ReportContent:
    """Chapters with sections; permits are rows, so their keys hold the row's id.

    `lines` are those of a long text, `without` the chapters that a template leaves out.
    """
    chapters = (
        _property(rooms, lines), _rights(permits, leased=leased), _value(rooms), _photos()
    )  # fmt: skip
    return ReportContent(
        language=Language.HE,
        metadata=Metadata("שומה", "שמאי", "נושא"),
        letterhead=Letterhead("משרד", None, ()),
        cover=Cover(
            ((Run("חוות דעת"),), (Run("הזית 12", field="address.street"),)), None,
            ("cover:opinion", "cover:address"),
        ),
        chapters=tuple(chapter for chapter in chapters if chapter.key not in without),
        annexes_title="נספחים",
        annexes=(Annex(1, "נסח", "a.pdf", "a" * 64, ()),),
        page_label="עמוד {page} מתוך {pages}",
    )  # fmt: skip


def _property(rooms: str, text: Sequence[str]) -> Chapter:
    note = Footnote((Run("לפי המדידה"),))
    lines = (
        LabelLine("חדרים", (Run(rooms, field="unit.rooms"), note)),
        LabelLine("קומה", (Run("3", field="unit.floor"),)),
        LabelLine("", (Run("מתוך 8", field="building.floors"),)),
    )
    told = line_keyed("words:notes", (Paragraph((Run(line, field="notes"),)) for line in text))
    return Chapter("property", "1", "תיאור", (
        Heading("1.1", "הסביבה", "1.1"),
        *(Paragraph((Run(line, field="surroundings.text"),)) for line in SURROUNDINGS),
        *told,
        Heading("1.2", "הדירה", "1.2"),
        LabelLines(lines),
        Figure("a" * 64, "חזית"),
        FigureGrid(tuple(
            Figure(name * 64, f"תמונה {name}", key=f"picture:grid/{name}") for name in "bcd"
        ), key="pictures:grid"),
    ))  # fmt: skip


def _rights(permits: tuple[str, ...], *, leased: bool) -> Chapter:
    blocks: list[Block] = [Heading("2.1", "היתרים", "2.1")] if permits else []
    blocks += [
        Paragraph((Run("היתר "), Run(f"מס' {row}", field="licensing.permits", row=row)))
        for row in permits
    ]
    if leased:
        lease = (Run("מושכרת", field="unit.lease"),)
        blocks += [Heading("2.2", "שכירות", "2.2"), Bullets((lease, (Run("עד סוף השנה"),)))]
    row = TableRow(((Run("100", field="valuation.areas"),),))
    blocks += [Table((Column("שטח"),), (row,), "שטחים")]
    return Chapter("rights", "2", "זכויות", tuple(blocks))


def _value(rooms: str) -> Chapter:
    return Chapter("value", "3", "השומה", (
        Paragraph((Run("שווי הנכס הוא:"),), keep_with_next=True, key="words:value/sentence"),
        Paragraph((Run(f"{rooms}00,000 ₪", field="price"),), Role.VALUE, key="words:value/amount"),
        Heading("", "חתימה", "signature"),
        SignatureBlock(((Run("שמאי"),),), key="signature"),
    ))  # fmt: skip


def _photos() -> Chapter:
    return Chapter("annex_photos", "", "נספח תמונות", (Figure("e" * 64, "1. סלון"),))
