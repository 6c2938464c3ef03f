"""Elements of WordprocessingML as text: names, values and children in the order they are given."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from shamay_desktop.domain.report_text import printable

NAMESPACES: Mapping[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def element(name: str, attributes: Mapping[str, object] | None = None, *children: str) -> str:
    """One element; values are escaped, children are markup already."""
    values = "".join(
        f" {key}={quoteattr(printable(str(value)))}" for key, value in (attributes or {}).items()
    )
    inner = "".join(children)
    return f"<{name}{values}>{inner}</{name}>" if inner else f"<{name}{values}/>"


def val(name: str, value: object) -> str:
    """An element whose only matter is its `w:val`."""
    return element(name, {"w:val": value})


def words(text: str) -> str:
    """The text of a run: `w:t` with tabs and line breaks as elements; expects printable text."""
    parts: list[str] = []
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            parts.append("<w:br/>")
        for piece_number, piece in enumerate(line.split("\t")):
            if piece_number:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(parts)


def root(name: str, *children: str) -> bytes:
    """A part's whole XML: the declaration and its root element with all name spaces."""
    spaces = {f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()}
    return (_DECLARATION + element(name, spaces, *children)).encode()
