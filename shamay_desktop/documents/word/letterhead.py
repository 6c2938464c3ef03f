"""The header and footer of a Word file: their words line by line, and the first picture of each."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from shamay_desktop.documents.word.package import (
    DOCUMENT,
    WordPackage,
    attribute,
    child,
    tag,
)

MOST_LINES = 12
_LONGEST = 200
_MOST_PIXELS = 40_000_000
_WIDEST = 2000
_PAGES = re.compile(r"\b(PAGE|NUMPAGES|SECTIONPAGES)\b")
_SIMPLE_FIELD = ("fldSimple", "instr")


def letterhead_of(
    package: WordPackage, section: Any, folder: Path
) -> tuple[dict[str, object], list[list[object]]]:
    """`header` and `footer` lines, files of their pictures, and what could not be taken."""
    problems: list[list[object]] = []
    found: dict[str, object] = {}
    relations = package.relations(DOCUMENT)
    for kind, picture in (("header", "logo"), ("footer", "footer_logo")):
        part = _part_of(section, kind, relations)
        tree = None if part is None else package.xml(part)
        if part is None or tree is None:
            continue
        found[kind] = _lines(tree)
        pictures = _pictures(tree)
        if pictures:
            file = _picture(package, part, pictures[0], folder / picture, kind, problems)
            found |= {picture: file} if file else {}
        if len(pictures) > 1:
            problems.append(["more_pictures", kind])
    return found, problems


def _part_of(section: Any, kind: str, relations: dict[str, tuple[str, str, bool]]) -> str | None:
    """The part of the usual page's header or footer, else of any page's."""
    named: dict[str, str] = {}
    for each in () if section is None else section:
        if tag(each) == f"{kind}Reference":
            _, target, outside = relations.get(attribute(each, "id"), ("", "", True))
            if not outside:
                named[attribute(each, "type", "default")] = target
    return next((named[which] for which in ("default", "first", "even") if which in named), None)


def _lines(tree: Any) -> list[str]:
    """The words of each paragraph; a line that counts pages is the report's own."""
    found: list[str] = []
    for paragraph in tree.iter():
        if tag(paragraph) != "p" or any(tag(each) == "txbxContent" for each in paragraph.iter()):
            continue
        elements = list(paragraph.iter())
        counts = any(
            (tag(each) == "instrText" and _PAGES.search(each.text or ""))
            or (tag(each) == _SIMPLE_FIELD[0] and _PAGES.search(attribute(each, _SIMPLE_FIELD[1])))
            for each in elements
        )
        words = "".join(
            (each.text or "") if tag(each) == "t" else " "
            for each in elements
            if tag(each) in {"t", "tab", "br"}
        )
        line = " ".join(words.split())
        if line and not counts and len(found) < MOST_LINES:
            found.append(line[:_LONGEST])
    return found


def _pictures(tree: Any) -> list[str]:
    """Relation ids of the pictures, in their order."""
    found = []
    for each in tree.iter():
        if tag(each) == "blip":
            found.append(attribute(each, "embed") or attribute(each, "link"))
        elif tag(each) in {"imagedata", "?imagedata"}:
            found.append(attribute(each, "id"))
    return list(dict.fromkeys(name for name in found if name))


def _picture(
    package: WordPackage, part: str, name: str, target: Path, place: str,
    problems: list[list[object]],
) -> str:  # fmt: skip
    """The picture written anew as PNG; "" with its problem where it cannot be taken."""
    from PIL import Image

    _, source, outside = package.relations(part).get(name, ("", "", True))
    if outside:
        problems.append(["outside_picture", place])
        return ""
    try:
        with Image.open(BytesIO(package.read(source))) as opened:
            if opened.format not in {"PNG", "JPEG", "GIF", "BMP", "TIFF"}:
                problems.append(["picture_kind", place])
                return ""
            if opened.width * opened.height > _MOST_PIXELS:
                problems.append(["picture_kind", place])
                return ""
            opened.thumbnail((_WIDEST, _WIDEST))
            opened.convert("RGBA").save(target.with_suffix(".png"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        problems.append(["picture_kind", place])
        return ""
    return f"{target.name}.png"


def section_of(document: Any) -> Any:
    """The properties of the last section, None for none."""
    body = child(document, "body")
    return None if body is None else child(body, "sectPr")
