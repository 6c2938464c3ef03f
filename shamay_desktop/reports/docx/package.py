"""The file itself: parts and relationships by python-docx, zipped the same way every time."""

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part

from shamay_desktop.reports.docx.markup import element
from shamay_desktop.usecases.written_file import written_whole

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the zip format's first day: the same input gives the same bytes
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULTS = {
    "jpeg": "image/jpeg",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "png": "image/png",
    "svg": "image/svg+xml",
    "rels": CONTENT_TYPE.OPC_RELATIONSHIPS,
    "xml": CONTENT_TYPE.XML,
}


class TextPart(Part):
    """A part whose XML is given when everything that it points at is known."""

    def __init__(self, name: str, content_type: str) -> None:
        super().__init__(PackURI(f"/{name}"), content_type)

    def fill(self, xml: bytes) -> None:
        """The part's whole XML."""
        self._blob = xml


def word_part(
    owner: Part, name: str, content_type: str, relation: str, xml: bytes = b""
) -> TextPart:
    """A part in `word/` that `owner` points at."""
    part = TextPart(f"word/{name}", content_type)
    part.fill(xml)
    owner.relate_to(part, relation)
    return part


def main_part(package: OpcPackage) -> TextPart:
    """The part of the document's text."""
    part = TextPart("word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN)
    package.relate_to(part, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    return part


def save(package: OpcPackage, target: Path) -> None:
    """Write the file whole or not at all; WorldFailed when the disk refuses it."""
    with written_whole(target) as beside, ZipFile(beside, "w") as archive:
        for name, data in _members(package):
            archive.writestr(_entry(name), data)


def _members(package: OpcPackage) -> Iterable[tuple[str, bytes]]:
    parts = list(package.parts)
    yield CONTENT_TYPES_URI.membername, _content_types(parts)
    yield PACKAGE_URI.rels_uri.membername, package.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    packed = name.endswith((".jpeg", ".png"))
    entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
    return entry


def _content_types(parts: Iterable[Part]) -> bytes:
    defaults = (
        element("Default", {"Extension": ending, "ContentType": kind})
        for ending, kind in _DEFAULTS.items()
    )
    overrides = (
        element("Override", {"PartName": part.partname, "ContentType": part.content_type})
        for part in parts
        if _DEFAULTS.get(part.partname.ext) != part.content_type
    )
    types = element("Types", {"xmlns": _TYPES}, *defaults, *overrides)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{types}'.encode()
