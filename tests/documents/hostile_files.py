"""Hostile pictures and PDFs, made from a seed: the same number is always the same file.

Good files of every kind are spoilt (bits turned, cut, parts zeroed, doubled or swapped), sizes are
lied about, bombs are packed, pages and tables lead in rings, and names say what is not so.
"""

import random
import struct
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.documents.heic_maker import heic_bytes
from tests.documents.made_files import bare_pdf, pdf_bytes, png_chunk

Make = Callable[[random.Random], bytes]

_ENDINGS = (
    "jpg",
    "jpeg",
    "png",
    "tif",
    "tiff",
    "bmp",
    "webp",
    "heic",
    "pdf",
    "PDF",
    "exe",
    "txt",
    "",
)
_NAMES = (
    "photo", "סלון", "נסח טאבו", "IMG-20260504-WA0001", "CON", "aux.jpg", "photo\u202egpj",
    "a\u200fb", "line\nbreak", "-rf", "..", "$(id)", "%s%n", "x" * 230, "ק" * 110, "é\u0301" * 20,
)  # fmt: skip


def hostile_file(folder: Path, number: int, seed: int = 20261121) -> Path:
    """The file of a number, in a folder of its own so that any name is free."""
    chance = random.Random(f"{seed}-{number}")
    content = _spoilt(chance) if chance.random() < 0.8 else chance.choice(BOMBS)(chance)
    home = folder / str(number)
    home.mkdir(parents=True)
    name = chance.choice(_NAMES) if chance.random() < 0.3 else f"file-{number}"
    ending = chance.choice(_ENDINGS)
    path = home / (f"{name}.{ending}" if ending else f"{name}_")
    path.write_bytes(content)
    return path


# -- good files, spoilt -----------------------------------------------------------------------


@cache
def good_files() -> tuple[bytes, ...]:
    """One of each kind, small."""
    noise = Image.effect_noise((120, 90), 70).convert("RGB")
    return (
        _saved(noise, "JPEG", exif=_exif()),
        _saved(noise, "JPEG", progressive=True, quality=60),
        _saved(noise.convert("CMYK"), "JPEG"),
        _saved(noise, "PNG", exif=_exif()),
        _saved(noise.convert("P"), "PNG"),
        _saved(noise, "TIFF", compression="tiff_lzw", save_all=True, append_images=[noise] * 3),
        _saved(noise.convert("1"), "TIFF", compression="group4"),
        _saved(noise, "TIFF", compression="jpeg"),
        _saved(noise, "BMP"),
        _saved(noise, "WEBP", quality=70, exif=_exif()),
        _saved(noise.convert("RGBA"), "WEBP", lossless=True),
        heic_bytes(noise, turn=1, exif=_exif()),
        pdf_bytes([(595, 842), (842, 595), (300, 300)]),
        pdf_bytes([(959, 9752)]),
    )


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:05:04 10:11:12"
    exif[0x8825] = {1: "N", 2: (32.0, 4.0, 55.2), 3: "E", 4: (34.0, 49.0, 28.2)}
    return exif.tobytes()


def _spoilt(chance: random.Random) -> bytes:
    content = bytearray(chance.choice(good_files()))
    for _ in range(chance.randint(1, 3)):
        if content:
            chance.choice(_SPOILERS)(content, chance)
    return bytes(content)


def _turn_bits(content: bytearray, chance: random.Random) -> None:
    reach = len(content) if chance.random() < 0.5 else min(len(content), 400)
    for _ in range(chance.randint(1, 40)):
        content[chance.randrange(reach)] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _zero(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    length = min(chance.randint(1, 500), len(content) - start)
    content[start : start + length] = chance.choice((b"\0", b"\xff")) * length


def _double(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    content[start:start] = content[start : start + chance.randint(1, 3000)]


def _cross(content: bytearray, chance: random.Random) -> None:
    other = chance.choice(good_files())
    place = chance.randrange(min(len(content), len(other)))
    content[place:] = other[place:]


def _inflate(content: bytearray, chance: random.Random) -> None:
    """A number in the head becomes the largest of its width: sizes, counts and offsets lie."""
    width = chance.choice((2, 4))
    place = chance.randrange(max(1, min(len(content), 200) - width))
    content[place : place + width] = chance.choice((b"\xff", b"\x7f")) * width


_SPOILERS = (_turn_bits, _cut, _zero, _double, _cross, _inflate)

# -- bombs ------------------------------------------------------------------------------------


def png_of(width: int, height: int, *, packed: bytes, extra: bytes = b"") -> bytes:
    """A PNG of 8 bits of grey that claims a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + extra
        + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")
    )  # fmt: skip


def _claiming_png(chance: random.Random) -> bytes:
    side = chance.choice((11_000, 65_000, 2**31 - 1))
    return png_of(side, side, packed=zlib.compress(bytes(1000)))


def _packed_png(chance: random.Random) -> bytes:
    """Whole, and a thousand times larger than packed: within the limit of pixels."""
    side = chance.choice((3000, 6000))
    return png_of(side, side, packed=zlib.compress(bytes((side + 1) * side), 9))


def _text_png(chance: random.Random) -> bytes:
    text = png_chunk(b"zTXt", b"note\0\0" + zlib.compress(bytes(30_000_000), 9))
    return png_of(8, 8, packed=zlib.compress(bytes(72)), extra=text * chance.randint(1, 4))


def _claiming_jpeg(chance: random.Random) -> bytes:
    content = bytearray(good_files()[chance.choice((0, 1))])
    place = max(content.find(b"\xff\xc0"), content.find(b"\xff\xc2"))
    content[place + 5 : place + 9] = struct.pack(
        ">HH", *chance.choice(((65_500,) * 2, (15_000,) * 2))
    )
    return bytes(content)


def _exif_bomb(chance: random.Random) -> bytes:
    """A table of thousands of entries whose values lie over each other, or that names itself."""
    count = chance.choice((5000, 1))
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) if count == 1 else (
        struct.pack("<HHII", 0x9286, 2, 60_000, 8)
    )  # fmt: skip
    table = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", count) + entry * count + b"\x08\0\0\0"
    segment = b"\xff\xe1" + struct.pack(">H", min(len(table) + 2, 65_535)) + table[:65_533]
    jpeg = good_files()[1]
    return jpeg[:2] + segment + jpeg[2:]


def _tiff(entries: list[tuple[int, int, int, int]], following: int) -> bytes:
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return (
        b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + body + struct.pack("<I", following)
    )


def _claiming_tiff(chance: random.Random) -> bytes:
    side = chance.choice((100_000, 10_000, 2**31 - 1))
    packing = chance.choice((1, 5, 8, 7, 4))
    return _tiff(
        [(256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, 8), (259, 3, 1, packing),
         (262, 3, 1, 1), (273, 4, 1, 100), (278, 4, 1, side), (279, 4, 1, 50)], 0
    ) + bytes(200)  # fmt: skip


def _ring_tiff(chance: random.Random) -> bytes:
    """Its directory is followed by itself."""
    return _tiff([(256, 3, 1, 4), (257, 3, 1, 4), (273, 4, 1, 8)], chance.choice((8, 9, 2**31)))


def _claiming_bmp(chance: random.Random) -> bytes:
    side = chance.choice((60_000, 2**31 - 1, 10_000))
    head = struct.pack("<IiiHHIIiiII", 40, side, -side, 1, 24, chance.choice((0, 1)), 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + head + bytes(100)


def _vast_heic(chance: random.Random) -> bytes:
    small = heic_bytes(Image.new("RGB", (32, 32), "red"))
    side = struct.pack(">II", *chance.choice(((60_000,) * 2, (9000, 9000), (2**31 - 1, 1))))
    return small.replace(struct.pack(">II", 32, 32), side)


def pdf_of(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of them."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%s"
        b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, root, len(body))
    )


def _stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), head, content)


def _pdf_page(content: bytes, page: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R%s>>" % page,
            content,
            *more,
        ]
    )


def _flate_pdf(chance: random.Random) -> bytes:
    packed = zlib.compress(b"0 0 m 1 1 l S " * chance.choice((100_000, 4_000_000)), 9)
    return _pdf_page(_stream(packed, b"/Filter/FlateDecode"))


def _drawing_itself_pdf(_: random.Random) -> bytes:
    form = _stream(
        b"/F Do /F Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>",
    )
    return _pdf_page(_stream(b"/F Do"), b"/Resources<</XObject<</F 5 0 R>>>>", (form,))


def _vast_picture_pdf(chance: random.Random) -> bytes:
    side = chance.choice((30_000, 2**31 - 1))
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (side, side)
    picture = _stream(
        zlib.compress(bytes(100_000)), head + b"/ColorSpace/DeviceRGB/Filter/FlateDecode"
    )
    return _pdf_page(
        _stream(b"300 0 0 300 0 0 cm /I Do"), b"/Resources<</XObject<</I 5 0 R>>>>", (picture,)
    )


def _scripted_pdf(_: random.Random) -> bytes:
    script = b"<</S/JavaScript/JS(while(true){app.alert('x')})>>"
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction %s/AcroForm<</Fields[3 0 R]>>>>" % script,
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            b"<</FT/Tx/T(a)/Rect[9 9 99 99]/Subtype/Widget/Type/Annot/P 4 0 R/AA<</K %s/F %s>>>>"
            % (script, script),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[3 0 R]/AA<</O %s>>>>" % script,
        ]
    )


def _ring_pdf(_: random.Random) -> bytes:
    """Its pages are their own children."""
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 5/Kids[2 0 R 2 0 R]/Parent 2 0 R>>",
        ]
    )


def _lying_count_pdf(chance: random.Random) -> bytes:
    return bare_pdf(2, "0 0 100 100").replace(
        b"/Count 2", b"/Count %d" % chance.choice((100_000, 2**31 - 1, -1))
    )


def _many_pages_pdf(_: random.Random) -> bytes:
    return _hundred_thousand()


@cache
def _hundred_thousand() -> bytes:
    kids = b"3 0 R " * 100_000
    return pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 100000/Kids[%s]>>" % kids,
         b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    )  # fmt: skip


def _vast_page_pdf(chance: random.Random) -> bytes:
    boxes = (
        "0 0 14401 10",
        "0 0 1e9 1e9",
        "0 0 -5 -5",
        "0 0 nan inf",
        "0 0 0 0",
        "0 0 14400 14400",
    )
    return bare_pdf(1, chance.choice(boxes))


def _nested_pdf(chance: random.Random) -> bytes:
    depth = chance.choice((1000, 100_000))
    return _pdf_page(_stream(b"q " * depth), b"/Resources " + b"[" * depth + b"]" * depth)


def _locked_pdf(_: random.Random) -> bytes:
    return pdf_bytes([(100, 100)], password="secret")


BOMBS: tuple[Make, ...] = (
    _claiming_png, _packed_png, _text_png, _claiming_jpeg, _exif_bomb, _claiming_tiff, _ring_tiff,
    _claiming_bmp, _vast_heic, _flate_pdf, _drawing_itself_pdf, _vast_picture_pdf, _scripted_pdf,
    _ring_pdf, _lying_count_pdf, _many_pages_pdf, _vast_page_pdf, _nested_pdf, _locked_pdf,
)  # fmt: skip
