"""A Word file's parts: XML without entities, relations, pictures; never anything from outside."""

import posixpath
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from shamay_desktop.documents.tables.limits import TableLimits
from shamay_desktop.documents.tables.zip_guard import TORN, check_archive, names_in
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.user_file import open_user_file

DOCUMENT = "word/document.xml"
LARGEST = 50 * 1024 * 1024
_UNPACKED = 64 * 1024 * 1024
_LIMITS = TableLimits(file=LARGEST, unpacked=4 * _UNPACKED)
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAID = {
    "table_bomb": "word_bomb",
    "table_entities": "word_entities",
    "table_broken": "word_broken",
}
_MACROS = re.compile(r"vbaproject|vbadata|/activex/", re.IGNORECASE)
_NAMESPACES = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
)


class WordPackage:
    """The parts of one file by name. Raises Refused(`word_…`) when it is none, or not safe."""

    def __init__(self, path: Path) -> None:
        with open_user_file(path, LARGEST) as file:
            head = file.read(8)
        if head == _COMPOUND:
            raise Refused("file_encrypted" if _ENCRYPTED in path.read_bytes() else "word_old")
        if not head.startswith(_ZIP):
            raise Refused("word_unreadable")
        try:
            check_archive(path, _LIMITS)
            self.names = names_in(path)
        except Refused as refused:
            raise Refused(_SAID.get(refused.code, refused.code)) from refused
        if DOCUMENT not in self.names:
            raise Refused("word_unreadable")
        if any(_MACROS.search(name) for name in self.names):
            raise Refused("word_macros")
        self._path = path

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises Refused(`word_broken`, `word_bomb`)."""
        try:
            with ZipFile(self._path) as archive:
                if archive.getinfo(name).file_size > _UNPACKED:
                    raise Refused("word_bomb")
                return archive.read(name)
        except TORN as error:
            raise Refused("word_broken") from error

    def xml(self, name: str) -> Any:
        """A part's tree, None where there is no such part. Raises Refused(`word_broken`)."""
        from lxml import etree

        if name not in self.names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise Refused("word_broken") from error

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Id -> (kind, target, whether it lies outside the file) of a part's relations."""
        folder, name = posixpath.split(part)
        tree = self.xml(f"{folder}/_rels/{name}.rels")
        found: dict[str, tuple[str, str, bool]] = {}
        for each in () if tree is None else tree:
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = each.get("Type", "").rpartition("/")[2]
            found[each.get("Id", "")] = (kind, target, outside)
        return found


def tag(element: Any) -> str:
    """An element's name without its namespace; "" of one that Word does not know."""
    name = element.tag
    if not isinstance(name, str) or not name.startswith("{"):
        return ""
    namespace, _, local = name[1:].partition("}")
    return local if namespace.startswith(_NAMESPACES) else f"?{local}"


def attribute(element: Any, name: str, otherwise: str = "") -> str:
    """An attribute by its name without a namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return otherwise


def child(element: Any, *names: str) -> Any:
    """The element that the names lead to, None for none."""
    for name in names:
        element = next((each for each in element if tag(each) == name), None)
        if element is None:
            return None
    return element


def value(element: Any, *names: str) -> str:
    """`w:val` of the element that the names lead to; "" for none."""
    found = child(element, *names)
    return "" if found is None else attribute(found, "val")
