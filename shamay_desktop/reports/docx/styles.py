"""The styles as Word reads them."""

from shamay_desktop.domain.report_looks import Looks
from shamay_desktop.reports.docx.markup import element, root, val
from shamay_desktop.reports.docx.page import DocxFaces
from shamay_desktop.reports.docx.runs import HEBREW
from shamay_desktop.reports.docx.style_sheet import SINGLE, ParagraphStyle, paragraph_styles


def styles_part(looks: Looks, faces: DocxFaces, *, rtl: bool) -> bytes:
    """`word/styles.xml`."""
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
        *(_paragraph_style(style, faces, rtl=rtl) for style in paragraph_styles(looks)),
        _style(
            "character",
            "FootnoteReference",
            "footnote reference",
            inner=element("w:rPr", None, val("w:vertAlign", "superscript")),
        ),
        _table_style("ReportTable", "Report Table", _borders(4), 85),
        _table_style("PlacingTable", "Placing Table", "", 108),
        _table_style("CoverBox", "Cover Box", _borders(12), 284),
    )


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
        "Caption",
        "FootnoteText",
        "FootnoteReference",
        "Header",
        "Footer",
    }
)


def _paragraph_style(style: ParagraphStyle, faces: DocxFaces, *, rtl: bool) -> str:
    following = val("w:next", "BodyText") if style.level is not None else ""
    inner = val("w:basedOn", "Normal") + following + "<w:qFormat/>"
    inner += _paragraph_properties(style, rtl=rtl) + _letters(style, faces)
    return _style("paragraph", style.id, style.name, inner=inner)


def _paragraph_properties(style: ParagraphStyle, *, rtl: bool) -> str:
    heading = style.level is not None
    indent = element("w:ind", {"w:left": style.start, "w:hanging": style.hanging})
    spacing = {"w:before": style.before, "w:after": style.after, "w:line": style.line}
    return element(
        "w:pPr",
        None,
        "<w:keepNext/>" if heading else "",
        "<w:keepLines/>" if style.keep_lines else "",
        _paragraph_borders(style.border),
        "<w:bidi/>" if rtl else "",
        element("w:spacing", {**spacing, "w:lineRule": "auto"}),
        indent if style.start else "",
        _alignment(style, rtl=rtl),
        val("w:outlineLvl", style.level) if heading else "",
    )


def _alignment(style: ParagraphStyle, *, rtl: bool) -> str:
    if style.align == "digits":
        return "" if rtl else val("w:jc", "right")  # where lines start is right in Hebrew already
    return val("w:jc", style.align) if style.align else ""


def _letters(style: ParagraphStyle, faces: DocxFaces) -> str:
    half_points = round(style.size * 2)
    named = {"headings": faces.headings, "numbers": faces.numbers}
    return element(
        "w:rPr",
        None,
        _fonts(named[style.face]) if style.face else "",
        "<w:b/><w:bCs/>" if style.bold else "",
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
