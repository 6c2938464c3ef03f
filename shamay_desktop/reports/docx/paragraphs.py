"""Paragraphs: their properties at the places that the schema gives them."""

from shamay_desktop.reports.docx.markup import element, val
from shamay_desktop.reports.docx.story import Story


def paragraph(
    story: Story,
    style: str,
    runs: str = "",
    *,
    keep_with_next: bool = False,
    page_break_before: bool = False,
    numbering: int | None = None,
    section: str = "",
    height: int = 0,
) -> str:
    """One paragraph of a style; alignment, spacing and indents are the style's.

    `height` in points is that of its line, 0 for what the style says.

    Right alignment is never asked for: `w:bidi` turns the paragraph, and its start is right.
    """
    properties = element(
        "w:pPr",
        None,
        val("w:pStyle", style),
        "<w:keepNext/>" if keep_with_next else "",
        "<w:pageBreakBefore/>" if page_break_before else "",
        "" if numbering is None else _numbering(numbering),
        "<w:bidi/>" if story.rtl else "",
        element("w:spacing", {"w:line": height * 20, "w:lineRule": "exact"}) if height else "",
        section,
    )
    return element("w:p", None, properties, runs)


def _numbering(number: int) -> str:
    return element("w:numPr", None, val("w:ilvl", 0), val("w:numId", number))
