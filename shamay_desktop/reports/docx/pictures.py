"""Pictures: each file once in the package, each use a drawing of its own."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.image import ImagePart

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.domain.report_text import plain
from shamay_desktop.reports.docx.markup import NAMESPACES, element
from shamay_desktop.reports.docx.page import fitted
from shamay_desktop.reports.docx.story import Story

_KINDS = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
_TYPES = {"svg": "image/svg+xml"}
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_FRAME = 9525  # 0.75 pt in EMU


class PictureShelf:
    """The pictures of one package; the same bytes are stored once, whoever asks for them."""

    def __init__(self, package: OpcPackage, pictures: Mapping[str, PictureFile]) -> None:
        self._package = package
        self._pictures = pictures
        self._by_hash: dict[str, ImagePart] = {}
        self._by_key: dict[str, ImagePart] = {}

    def relate(self, part: Part, key: str) -> str:
        """The id by which `part` points at the picture; WorldFailed when it cannot be read."""
        if key not in self._by_key:
            self._by_key[key] = self._stored(key)
        return part.relate_to(self._by_key[key], RELATIONSHIP_TYPE.IMAGE)

    def _stored(self, key: str) -> ImagePart:
        try:
            data = Path(self._pictures[key].path).read_bytes()
        except OSError as problem:
            raise WorldFailed("report_picture_unreadable", picture=key) from problem
        kind = next((kind for start, kind in _KINDS if data.startswith(start)), None)
        if kind is None:
            raise WorldFailed("report_picture_unreadable", picture=key)
        return self._kept(data, kind)

    def relate_bytes(self, part: Part, data: bytes, kind: str) -> str:
        """The id by which `part` points at a picture that was drawn for it: "png" or "svg"."""
        return part.relate_to(self._kept(data, kind), RELATIONSHIP_TYPE.IMAGE)

    def _kept(self, data: bytes, kind: str) -> ImagePart:
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._by_hash:
            name = PackURI(f"/word/media/image{len(self._by_hash) + 1}.{kind}")
            self._by_hash[digest] = ImagePart(name, _TYPES.get(kind, f"image/{kind}"), data)
        return self._by_hash[digest]


def drawing(
    story: Story, key: str, box: tuple[int, int], *, caption: str | None = None, framed: bool = True
) -> str:
    """A run with the picture, as large as the box (twips) lets it be; the caption describes it."""
    picture = story.pictures[key]
    size = fitted(picture.width, picture.height, *box)
    return _placed(story, _blip(story.relate(key)), size, caption, framed=framed)


def drawn_picture(
    story: Story, png: bytes, svg: bytes, size: tuple[int, int], description: str
) -> str:
    """A run with a drawing of that size (EMU): SVG where it is understood, else the PNG."""
    if story.relate_bytes is None:
        raise LookupError("only the body has drawings")
    further = element("asvg:svgBlip", {"r:embed": story.relate_bytes(svg, "svg")})
    known = element("a:extLst", None, element("a:ext", {"uri": _SVG}, further))
    blip = _blip(story.relate_bytes(png, "png"), known)
    return _placed(story, blip, size, description, framed=False)


def _blip(relation: str, further: str = "") -> str:
    return element("a:blip", {"r:embed": relation}, further)


def _placed(
    story: Story, blip: str, size: tuple[int, int], caption: str | None, *, framed: bool
) -> str:
    number = next(story.drawings)
    margin = _FRAME if framed else 0
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", {"cx": size[0], "cy": size[1]}),
        element("wp:effectExtent", dict.fromkeys("ltrb", margin)),
        element("wp:docPr", _description(number, caption)),
        element(
            "wp:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noChangeAspect": 1})
        ),
        _graphic(blip, number, size, framed=framed),
    )
    return element("w:r", None, element("w:rPr", None, "<w:noProof/>"), _drawing(inline))


def _drawing(inline: str) -> str:
    return element("w:drawing", None, inline)


def _description(number: int, caption: str | None) -> dict[str, object]:
    described = {"descr": plain(caption)} if caption else {}
    return {"id": number, "name": f"Picture {number}", **described}


def _graphic(blip: str, number: int, size: tuple[int, int], *, framed: bool) -> str:
    kind = NAMESPACES["pic"]
    described = element(
        "pic:nvPicPr",
        None,
        element("pic:cNvPr", {"id": number, "name": f"Picture {number}"}),
        element("pic:cNvPicPr", None, element("a:picLocks", {"noChangeAspect": 1})),
    )
    fill = element(
        "pic:blipFill",
        None,
        blip,
        element("a:stretch", None, "<a:fillRect/>"),
    )
    shape = element(
        "pic:spPr",
        None,
        element(
            "a:xfrm",
            None,
            element("a:off", {"x": 0, "y": 0}),
            element("a:ext", {"cx": size[0], "cy": size[1]}),
        ),
        element("a:prstGeom", {"prst": "rect"}, "<a:avLst/>"),
        _frame() if framed else "",
    )
    picture = element("pic:pic", None, described, fill, shape)
    return element("a:graphic", None, element("a:graphicData", {"uri": kind}, picture))


def _frame() -> str:
    black = element("a:srgbClr", {"val": "000000"})
    return element("a:ln", {"w": _FRAME}, element("a:solidFill", None, black))
