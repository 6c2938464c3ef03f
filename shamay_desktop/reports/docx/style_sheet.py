"""The look of each paragraph style: a Word user changes it there, not paragraph by paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from shamay_desktop.domain.report_looks import Looks
from shamay_desktop.reports.docx.page import sheet_of

SINGLE = 240
"""A line's pitch, in 240ths of the letters' size; a single one is as high as the font asks."""
_BODY = 360
_CELL_LINE, _CELL_ROOM = 324, 48
_HANGING = 567  # 1 cm: where a title starts after its number


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style; sizes in points, spacing and indents in twips, `level` of the outline.

    `start` is the indent on the side where lines begin, the right one in Hebrew, `end` that on the
    other; `digits` stand at the right in both languages. `leader` is where a tab with dots ends.
    """

    id: str
    name: str
    size: float = 12
    face: Literal["", "headings", "numbers"] = ""
    bold: bool = False
    underline: bool = False
    align: Literal["", "both", "center", "digits"] = ""
    before: int = 0
    after: int = 0
    line: int = SINGLE
    start: int = 0
    hanging: int = 0
    end: int = 0
    level: int | None = None
    keep_lines: bool = False
    border: Literal["", "box", "bottom"] = ""
    leader: int = 0


def _heading(level: int, size: int, before: int, after: int, *, numbered: bool) -> ParagraphStyle:
    """A title; its number hangs before it in the margin, so that all titles stand as the text."""
    return ParagraphStyle(
        f"Heading{level}" if numbered else f"Heading{level}Plain",
        f"heading {level}" if numbered else f"heading {level} plain",
        size=size,
        face="headings",
        bold=True,
        underline=True,
        before=before,
        after=after,
        hanging=_HANGING if numbered else 0,
        level=level - 1,
        keep_lines=True,
    )


_S = ParagraphStyle


TABLE_SIZES = ((10.5, ""), (10, "Close"), (9, "Wide"), (8, "Tight"), (7, "Dense"))
"""The sizes that tables are set in beside a body of 12 points, and how their styles are called."""


def _table_styles(key: str, size: float) -> tuple[ParagraphStyle, ...]:
    """Heads, words and digits of tables of one size; digits look larger than letters."""
    name = f"{key} " if key else ""
    cell = _S("", "", before=_CELL_ROOM, after=_CELL_ROOM, line=_CELL_LINE)
    digits = round(size * 1.88) / 2
    return (
        replace(cell, id=f"{key}TableHead", name=f"{name}Table Head", size=size, bold=True,
                align="center"),
        replace(cell, id=f"{key}TableText", name=f"{name}Table Text", size=size),
        replace(cell, id=f"{key}TableNumber", name=f"{name}Table Number", size=digits,
                face="numbers", align="digits"),
    )  # fmt: skip


_TEXT = (
    _S("BodyText", "Body Text", align="both", after=120, line=_BODY),
    _heading(1, 14, 360, 160, numbered=True),
    _heading(1, 14, 360, 160, numbered=False),
    _heading(2, 12, 240, 120, numbered=True),
    _heading(2, 12, 240, 120, numbered=False),
    _S("Addressee", "Addressee", line=_BODY, keep_lines=True),
    _S("Subject", "Subject", bold=True, align="center", before=240, after=240, line=_BODY),
    _S("NoteText", "Note", size=10, align="both", after=120),
    _S("ValueText", "Value", size=14, bold=True, align="center", before=160, after=160),
    _S("BoxedText", "Boxed", align="both", before=120, after=160, line=_BODY, border="box"),
    _S(
        "LabelLine",
        "Label Line",
        after=60,
        line=_BODY,
    ),
    _S("ListBullet", "List Bullet", align="both", after=60, line=_BODY, start=454, hanging=284),
    _S("ListNumber", "List Number", align="both", after=60, line=_BODY, start=454, hanging=284),
    _S(
        "SignatureLine",
        "Signature Line",
        align="center",
        line=_BODY,
        start=0,
        keep_lines=True,
    ),
    _S("SignatureRoom", "Signature Room", align="center", before=400, border="bottom"),
    _S("FootnoteText", "footnote text", size=9.5),
)
_TABLES_AND_PICTURES = (
    _S("Caption", "caption", size=11, bold=True, align="center", before=120, after=80),
    _S("Figure", "Figure", align="center", after=120),
    *(style for size, key in TABLE_SIZES for style in _table_styles(key, size)),
    _S("AfterTable", "After Table", size=6, after=60),
    _S("PageBreak", "Page Break", size=1),
)
_AROUND = (
    _S("Header", "header", size=10),
    _S("Letterhead", "Letterhead", face="headings", size=14, bold=True, align="center"),
    _S("Rule", "Rule", size=2, after=160, border="bottom"),
    _S("Footer", "footer", size=9, align="center"),
    _S(
        "CoverName",
        "Cover Name",
        face="headings",
        size=16,
        bold=True,
        align="center",
        before=120,
        after=60,
    ),
    _S("CoverSlogan", "Cover Slogan", size=10, align="center", after=840),
    _S(
        "CoverLine",
        "Cover Line",
        face="headings",
        size=20,
        bold=True,
        align="center",
        before=100,
        after=100,
    ),
    _S("CoverPicture", "Cover Picture", align="center", before=700),
    _S("AnnexFile", "Annex File", size=9, after=40, keep_lines=True),
    _S("ContentsTitle", "Contents Title", face="headings", size=14, bold=True, underline=True,
       before=360, after=160, keep_lines=True),
    _S("TOC1", "toc 1", bold=True, before=80, after=40, start=_HANGING, hanging=_HANGING),
    _S("TOC2", "toc 2", after=40, start=2 * _HANGING, hanging=_HANGING),
)  # fmt: skip
_LISTED = frozenset({"TOC1", "TOC2"})
_DEFAULT_SIZE = 12.0
_TITLES: Mapping[str, str] = {"Heading1": "chapter_size", "Heading1Plain": "chapter_size",
           "Heading2": "section_size", "Heading2Plain": "section_size"}  # fmt: skip
_OWN_SIZE = frozenset({each.id for each in _AROUND} | {"PageBreak", "AfterTable"})


def paragraph_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    """The styles in a template's looks: sizes beside that of the body, and its line pitch."""
    return tuple(_looking(each, looks) for each in (*_TEXT, *_TABLES_AND_PICTURES, *_AROUND))


def _label(width: int) -> int:
    """Where the values of label lines begin."""
    return width * 29 // 100


def _looking(style: ParagraphStyle, looks: Looks) -> ParagraphStyle:
    line = round(style.line * float(looks.line_pitch) / 1.5) if style.line == _BODY else style.line
    style = replace(style, line=max(SINGLE, line))
    width = sheet_of(looks).text_width
    if style.id == "LabelLine":
        style = replace(style, start=_label(width), hanging=_label(width))
    if style.id == "SignatureLine":
        style = replace(style, start=width // 2)
    if style.id == "SignatureRoom":  # a tenth of its half is free on either side
        style = replace(style, start=width * 11 // 20, end=width // 20)
    if style.id in _LISTED:
        style = replace(style, leader=width)
    if style.id in _TITLES:
        return replace(style, size=float(getattr(looks, _TITLES[style.id])))
    if style.id == "FootnoteText":
        return replace(style, size=float(looks.note_size))
    if style.id in _OWN_SIZE:
        return style
    return replace(style, size=style.size * float(looks.body_size) / _DEFAULT_SIZE)
