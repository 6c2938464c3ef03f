"""The styles as Word reads them."""

from typing import NamedTuple

from shamay_desktop.domain.report_looks import Looks
from shamay_desktop.reports.docx.base_styles import BaseStyles
from shamay_desktop.reports.docx.markup import element, root, val
from shamay_desktop.reports.docx.page import DocxFaces
from shamay_desktop.reports.docx.runs import HEBREW
from shamay_desktop.reports.docx.style_sheet import SINGLE, ParagraphStyle, paragraph_styles


def styles_part(looks: Looks, faces: DocxFaces, *, rtl: bool) -> bytes:
    """`word/styles.xml`."""
    ours = paragraph_styles(looks)
    base = BaseStyles(looks.word_styles, {each.name: each.id for each in ours} | _LETTERS_NAMED)
    look = _Look(faces, base, looks.title_color, rtl)
    return root(
        "w:styles",
        _defaults(looks, faces),
        _style("paragraph", "Normal", "Normal", default=True, inner="<w:qFormat/>"),
        _style(
            "character",
            "DefaultParagraphFont",
            "Default Paragraph Font",
            default=True,
            inner=val("w:uiPriority", 1) + "<w:semiHidden/>",
        ),
        _table_normal(),
        *(_paragraph_style(style, look) for style in ours),
        _style(
            "character",
            "FootnoteReference",
            "footnote reference",
            inner=element("w:rPr", None, val("w:vertAlign", "superscript")),
        ),
        _table_style("ReportTable", "Report Table", _borders(4), _CELL_PADDING),
        _table_style("PlacingTable", "Placing Table", "", 108),
        _table_style("CoverBox", "Cover Box", _borders(12), 284),
        *base.others(),
    )


_CELL_PADDING = 70
"""A little less than the PDF's 4 points: sizes of digits are rounded to half a point here, and a
column that is as wide as its longest number must still hold it."""
_LETTERS_NAMED = {"footnote reference": "FootnoteReference", "Normal": "Normal"}


class _Look(NamedTuple):
    """What the styles of one report share: fonts, the office's Word file, the titles' colour."""

    faces: DocxFaces
    base: BaseStyles
    title_color: str
    rtl: bool


def _defaults(looks: Looks, faces: DocxFaces) -> str:
    run = element(
        "w:rPr",
        None,
        _fonts(faces.body),
        val("w:sz", round(looks.body_size * 2)),
        val("w:szCs", round(looks.body_size * 2)),
        element("w:lang", {"w:val": "en-US", "w:eastAsia": "en-US", "w:bidi": HEBREW}),
    )
    spacing = element("w:spacing", {"w:after": 0, "w:line": SINGLE, "w:lineRule": "auto"})
    return element(
        "w:docDefaults",
        None,
        element("w:rPrDefault", None, run),
        element("w:pPrDefault", None, element("w:pPr", None, spacing)),
    )


def _style(kind: str, key: str, name: str, *, default: bool = False, inner: str = "") -> str:
    chosen: dict[str, object] = {"w:default": 1} if default else {}
    if key not in _BUILT_IN:
        chosen["w:customStyle"] = 1
    return element(
        "w:style", {"w:type": kind, **chosen, "w:styleId": key}, val("w:name", name), inner
    )


_BUILT_IN = frozenset(
    {
        "Normal",
        "DefaultParagraphFont",
        "TableNormal",
        "BodyText",
        "Heading1",
        "Heading2",
        "ListBullet",
        "ListNumber",
        "TOC1",
        "TOC2",
        "Caption",
        "FootnoteText",
        "FootnoteReference",
        "Header",
        "Footer",
    }
)


def _paragraph_style(style: ParagraphStyle, look: _Look) -> str:
    following = val("w:next", "BodyText") if style.level is not None else ""
    inner = val("w:basedOn", "Normal") + following + "<w:qFormat/>"
    inner += _paragraph_properties(style, look) + _letters(style, look)
    return _style("paragraph", style.id, style.name, inner=inner)


def _paragraph_properties(style: ParagraphStyle, look: _Look) -> str:
    rtl, base = look.rtl, look.base
    heading = style.level is not None
    far: dict[str, object] = {"w:right": style.end} if style.end else {}
    indent = element("w:ind", {"w:left": style.start, **far, "w:hanging": style.hanging})
    spacing = {"w:before": style.before, "w:after": style.after}
    return element(
        "w:pPr",
        None,
        "<w:keepNext/>" if heading else "",
        "<w:keepLines/>" if style.keep_lines else "",
        "" if base.has_borders(style.name) else _paragraph_borders(style.border),
        base.borders(style.name),
        _tabs(style),
        "<w:bidi/>" if rtl else "",
        element("w:spacing", {**spacing, **base.spacing(style.name), **_pitch(style)}),
        indent if style.start or style.hanging else "",
        _alignment(style, rtl=rtl),
        val("w:outlineLvl", style.level) if heading else "",
    )


def _pitch(style: ParagraphStyle) -> dict[str, object]:
    """Lines as far apart as in our own setting, whatever height the font names as its own."""
    if style.line == SINGLE:
        return {"w:line": SINGLE, "w:lineRule": "auto"}
    return {"w:line": round(style.size * 20 * style.line / SINGLE), "w:lineRule": "atLeast"}


def _tabs(style: ParagraphStyle) -> str:
    """Where the page number of a line of contents stands, dots before it."""
    if not style.leader:
        return ""
    stops = ({"w:val": "left", "w:pos": style.start},
             {"w:val": "right", "w:leader": "dot", "w:pos": style.leader})  # fmt: skip
    return element("w:tabs", None, *(element("w:tab", stop) for stop in stops))


def _alignment(style: ParagraphStyle, *, rtl: bool) -> str:
    if style.align == "digits":
        return "" if rtl else val("w:jc", "right")  # where lines start is right in Hebrew already
    return val("w:jc", style.align) if style.align else ""


def _letters(style: ParagraphStyle, look: _Look) -> str:
    faces, colour = look.faces, look.title_color if style.level is not None else ""
    half_points = round(style.size * 2)
    named = {"headings": faces.headings, "numbers": faces.numbers}
    return element(
        "w:rPr",
        None,
        _fonts(named[style.face]) if style.face else "",
        "<w:b/><w:bCs/>" if style.bold else "",
        look.base.letters(style.name),
        val("w:color", colour) if colour else "",
        val("w:sz", half_points),
        val("w:szCs", half_points),
        val("w:u", "single") if style.underline else "",
    )


def _fonts(face: str) -> str:
    return element("w:rFonts", {f"w:{key}": face for key in ("ascii", "hAnsi", "eastAsia", "cs")})


def _line(name: str, size: int, space: int = 0) -> str:
    return element(
        f"w:{name}", {"w:val": "single", "w:sz": size, "w:space": space, "w:color": "000000"}
    )


def _paragraph_borders(kind: str) -> str:
    if not kind:
        return ""
    sides = ("top", "left", "bottom", "right") if kind == "box" else ("bottom",)
    return element("w:pBdr", None, *(_line(side, 6, 4) for side in sides))


def _borders(size: int) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return element("w:tblBorders", None, *(_line(side, size) for side in sides))


def _margins(padding: int) -> str:
    sides = (("top", 0), ("left", padding), ("bottom", 0), ("right", padding))
    return element(
        "w:tblCellMar",
        None,
        *(element(f"w:{side}", {"w:w": width, "w:type": "dxa"}) for side, width in sides),
    )


def _table_normal() -> str:
    inner = (
        val("w:uiPriority", 99)
        + "<w:semiHidden/>"
        + element("w:tblPr", None, element("w:tblInd", {"w:w": 0, "w:type": "dxa"}), _margins(108))
    )
    return _style("table", "TableNormal", "Normal Table", default=True, inner=inner)


def _table_style(key: str, name: str, borders: str, padding: int) -> str:
    table = element("w:tblPr", None, borders, _margins(padding))
    return _style("table", key, name, inner=val("w:basedOn", "TableNormal") + table)
