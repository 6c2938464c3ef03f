"""Reports to arrange: small trees with every kind of block, and other facts on demand."""

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Chapter,
    Column,
    Cover,
    Figure,
    Footnote,
    Heading,
    LabelLine,
    LabelLines,
    Letterhead,
    Metadata,
    Paragraph,
    ReportContent,
    Run,
    SignatureBlock,
    Table,
    TableRow,
)
from shamay_desktop.i18n.language import Language


def report(
    rooms: str = "4", permits: tuple[str, ...] = ("p1", "p2"), *, leased: bool = True
) -> ReportContent:
    """Two chapters with sections; permits are rows, so their keys hold the row's id."""
    return ReportContent(
        language=Language.HE,
        metadata=Metadata("שומה", "שמאי", "נושא"),
        letterhead=Letterhead("משרד", None, ()),
        cover=Cover((), None),
        chapters=(_property(rooms), _rights(permits, leased=leased)),
        annexes_title="נספחים",
        annexes=(),
        page_label="עמוד {page} מתוך {pages}",
    )


def _property(rooms: str) -> Chapter:
    note = Footnote((Run("לפי המדידה"),))
    lines = (
        LabelLine("חדרים", (Run(rooms, field="unit.rooms"), note)),
        LabelLine("קומה", (Run("3", field="unit.floor"),)),
        LabelLine("", (Run("מתוך 8", field="building.floors"),)),
    )
    return Chapter("property", "1", "תיאור", (
        Heading("1.1", "הסביבה", "1.1"),
        Paragraph((Run("שכונה שקטה", field="surroundings.text"),)),
        Paragraph((Run("קרובה לים", field="surroundings.text"),)),
        Heading("1.2", "הדירה", "1.2"),
        LabelLines(lines),
        Figure("a" * 64, "חזית"),
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
    blocks += [Table((Column("שטח"),), (row,), "שטחים"), SignatureBlock(((Run("שמאי"),),))]
    return Chapter("rights", "2", "זכויות", tuple(blocks))
