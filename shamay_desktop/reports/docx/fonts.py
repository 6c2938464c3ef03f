"""The table of fonts; those that the program brings are in the file, for machines without them."""

from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from shamay_desktop.reports.docx.markup import element, root, val
from shamay_desktop.reports.docx.page import DocxFaces
from shamay_desktop.reports.installed_fonts import shipped_files

_SUBSTITUTES = {"David": "David Libre", "Frank Ruhl Libre": "FrankRuehl", "Heebo": "Arial"}
_EMBEDDED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_HIDDEN = 32  # bytes of a font that the format wants turned by its key


def fonts_xml(faces: DocxFaces, part: Part) -> bytes:
    """`word/fontTable.xml`: the faces, each with one of alike forms in its stead; `part` is it."""
    names = sorted({faces.body, faces.headings, faces.numbers})
    return root("w:fonts", *(_font(name, part) for name in names))


def _font(name: str, part: Part) -> str:
    substitute = val("w:altName", _SUBSTITUTES[name]) if name in _SUBSTITUTES else ""
    charset = val("w:charset", "B1")
    return element("w:font", {"w:name": name}, substitute, charset, *_embedded(name, part))


def _embedded(name: str, part: Part) -> Iterator[str]:
    files = shipped_files(name)
    if files is None:
        return  # whether another's font may be handed on is not for us to say
    for kind, path in (("Regular", files.regular), ("Bold", files.bold)):
        key = uuid5(NAMESPACE_URL, path.name)
        uri = PackURI(f"/word/fonts/{path.stem}.odttf")
        font = Part(uri, _EMBEDDED, turned(path, key), part.package)
        relation = part.relate_to(font, _RELATION)
        yield element(f"w:embed{kind}", {"r:id": relation, "w:fontKey": f"{{{str(key).upper()}}}"})


def turned(path: Path, key: UUID) -> bytes:
    """A font as ECMA-376 has it in a file: its first bytes turned by the key, last byte first."""
    content = path.read_bytes()
    by = key.bytes[::-1] * (_HIDDEN // 16)
    head = bytes(byte ^ other for byte, other in zip(content, by, strict=False))
    return head + content[_HIDDEN:]
