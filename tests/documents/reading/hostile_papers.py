"""Hostile papers, made from a seed: the same number is always the same file.

Good papers (text, scan, form, signed) are spoilt byte by byte or in their structure, bombs are
packed, and names say what is not so.
"""

import random
import warnings
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.documents.reading.drawn_papers import font, shown
from tests.documents.reading.signed_papers import signed_pdf

Make = Callable[[random.Random], bytes]

_MILLION = 1_000_000
_NAMES = ("נסח.pdf", "paper.pdf", "paper.PDF", "paper.png", "paper.txt", "paper", "CON.pdf")


def hostile_paper(folder: Path, number: int, seed: int = 20261121) -> Path:
    """The paper of a number, in a folder of its own so that any name is free."""
    chance = random.Random(f"{seed}-{number}")
    makes = (_spoilt_bytes,) * 4 + (_spoilt_structure,) * 4 + (_no_paper,)
    make = chance.choice(_BOMBS) if number % 10 == 9 else chance.choice(makes)
    home = folder / str(number)
    home.mkdir(parents=True)
    path = home / chance.choice(_NAMES)
    path.write_bytes(make(chance))
    return path


# -- good papers ------------------------------------------------------------------------------


@cache
def good_papers() -> tuple[bytes, ...]:
    """A table of text, a scan, a form, a signed paper."""
    return (_drawn(_table), _drawn(_scan), _drawn(_form), signed_pdf(content=_drawn(_table)))


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def _table(canvas: Canvas) -> None:
    for page in range(3):
        canvas.setFont(font(), 10)
        for row in range(25):
            y = 800 - row * 25
            canvas.rect(40, y - 5, 500, 20)
            for right, words in ((530, "כהן דוד"), (400, "1/2"), (300, "000000018"), (200, "חניה")):
                canvas.drawRightString(right, y, shown(f"{words} {page}"))
        canvas.showPage()


def _scan(canvas: Canvas) -> None:
    noise = ImageReader(Image.effect_noise((500, 700), 60))
    for _ in range(2):
        canvas.drawImage(noise, 0, 0, 595, 842)
        canvas.showPage()


def _form(canvas: Canvas) -> None:
    for row in range(10):
        canvas.acroForm.textfield(name=f"field{row}", x=100, y=700 - row * 40, value=f"{row}/2")
    canvas.showPage()


# -- bytes ------------------------------------------------------------------------------------


def _spoilt_bytes(chance: random.Random) -> bytes:
    content = bytearray(chance.choice(good_papers()))
    ways = (_flipped, _cut, _zeroed, _doubled, _swapped, _numbers_changed)
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(ways)(content, chance)
    return bytes(content)


def _flipped(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 10, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def _cut(content: bytearray, chance: random.Random) -> bytearray:
    return content[: chance.randrange(1, len(content) + 1)]


def _zeroed(content: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(content))
    length = min(chance.choice((10, 500, 5000)), len(content) - start)
    content[start : start + length] = bytes(length)
    return content


def _doubled(content: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(content))
    return content[:start] + content[start : start + 3000] + content[start:]


def _swapped(content: bytearray, chance: random.Random) -> bytearray:
    middle = chance.randrange(len(content))
    return content[middle:] + content[:middle]


def _numbers_changed(content: bytearray, chance: random.Random) -> bytearray:
    """Lengths, offsets and references that are not so."""
    for _ in range(chance.choice((1, 20, 100))):
        at = chance.randrange(len(content))
        if 0x30 <= content[at] <= 0x39:
            content[at] = 0x30 + chance.randrange(10)
    return content


# -- structure --------------------------------------------------------------------------------


def _spoilt_structure(chance: random.Random) -> bytes:
    with pikepdf.open(BytesIO(chance.choice(good_papers()))) as document:
        for _ in range(chance.randint(1, 2)):
            chance.choice(_BREAKS)(document, chance)
        file = BytesIO()
        mode = chance.choice(list(pikepdf.ObjectStreamMode))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it is broken on purpose
            document.save(file, object_stream_mode=mode, fix_metadata_version=False)
    return file.getvalue()


def _page(document: Pdf, chance: random.Random) -> pikepdf.Page:
    return chance.choice(list(document.pages))


def _break_box(document: Pdf, chance: random.Random) -> None:
    boxes = ([0, 0, 0, 0], [0, 0, -500, -700], [0, 0, 10**9, 10**9], [0, 0, 1], [5, 5, 5, 900],
             [-(10**7), -(10**7), 10**7, 10**7], [0, 0, 14_400, 14_400])  # fmt: skip
    name = chance.choice(("/MediaBox", "/CropBox"))
    _page(document, chance).obj[name] = Array(chance.choice(boxes))


def _break_turn(document: Pdf, chance: random.Random) -> None:
    page = _page(document, chance).obj
    page["/Rotate"] = chance.choice((45, -90, 10**9, Name("/Left"), Array([])))
    page["/UserUnit"] = chance.choice((0, -1, 10**6))


def _break_resources(document: Pdf, chance: random.Random) -> None:
    page = _page(document, chance).obj
    page["/Resources"] = chance.choice((Dictionary(), Array([]), page, Dictionary(Font=page)))


def _break_fonts(document: Pdf, chance: random.Random) -> None:
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name("/Font"):
            key = chance.choice(("/ToUnicode", "/DescendantFonts", "/Widths", "/Encoding", "/W"))
            noise = chance.randbytes(2000)
            values = (Stream(document, noise), Array([item]), Name("/None"), item)
            item[key] = chance.choice(values)


def _break_tree(document: Pdf, chance: random.Random) -> None:
    pages = document.Root["/Pages"]
    ways = chance.randrange(4)
    if ways == 0:
        pages["/Kids"].append(pages)
    elif ways == 1:
        pages["/Count"] = chance.choice((-1, 0, 10**9, Name("/Many")))
    elif ways == 2:
        pages["/Kids"].append(Dictionary(Type=Name("/Page"), Parent=pages))
    else:
        pages["/Kids"] = Array([pages, None, 5, Name("/Page")])


def _break_contents(document: Pdf, chance: random.Random) -> None:
    drawn = (
        chance.randbytes(5000),
        b"q " * 100_000,
        b"BT " * 50_000 + b"(a) Tj",
        b"BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (abc) Tj ET",
        b"BT /F1 0 Tf 0 0 0 0 0 0 Tm (abc) Tj ET",
        b"0 0 m " + b"1e10 -1e10 l " * 20_000 + b"S",
        b"[" * 30_000,
        b"<<" * 30_000,
        b"/Fm0 Do " * 1000,
        b"",
    )
    stream = Stream(document, chance.choice(drawn))
    page = _page(document, chance).obj
    page["/Contents"] = chance.choice((stream, Array([stream] * 200), Array([None, 5]), page))


def _break_forms(document: Pdf, chance: random.Random) -> None:
    """Forms that draw themselves, or one another, without end."""
    form = document.make_stream(b"/Fm0 Do /Fm0 Do (x) Tj")
    form["/Type"], form["/Subtype"] = Name("/XObject"), Name("/Form")
    form["/BBox"] = Array([0, 0, 500, 500])
    form["/Resources"] = Dictionary(XObject=Dictionary(Fm0=form))
    page = _page(document, chance).obj
    page["/Resources"] = Dictionary(XObject=Dictionary(Fm0=form))
    page["/Contents"] = Stream(document, b"/Fm0 Do " * chance.choice((1, 50)))


def _break_notes(document: Pdf, chance: random.Random) -> None:
    page = _page(document, chance).obj
    note = document.make_indirect(
        Dictionary(Type=Name("/Annot"), Subtype=Name("/Widget"), Rect=Array([0, 0, 10**9, 1]))
    )
    note["/AP"] = chance.choice((Dictionary(N=note), Dictionary(N=page), Array([note])))
    page["/Annots"] = Array([note] * chance.choice((1, 5000)))


def _lock(document: Pdf, chance: random.Random) -> None:
    file = BytesIO()
    locked = pikepdf.Encryption(user=str(chance.random()), owner="o")
    document.save(file, encryption=locked)
    document.Root["/Locked"] = Stream(document, file.getvalue())


_BREAKS = (
    _break_box, _break_turn, _break_resources, _break_fonts, _break_tree, _break_contents,
    _break_forms, _break_notes, _lock,
)  # fmt: skip


# -- bombs ------------------------------------------------------------------------------------


def _bare(contents: bytes, *, pages: int = 1, more: bytes = b"") -> bytes:
    """A PDF written out by hand, its one stream deflated; the reader mends the missing table."""
    packed = zlib.compress(contents, 9)
    kids = b" ".join(b"%d 0 R" % (10 + page) for page in range(pages))
    parts = [
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (pages, kids),
        b"3 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(packed),
        packed,
        b"\nendstream endobj\n4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
    ]
    for page in range(pages):
        parts.append(
            b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R"
            b"/Resources<</Font<</F1 4 0 R>>>>>>endobj\n" % (10 + page)
        )
    return b"".join(parts) + more + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def _million_objects(_: random.Random) -> bytes:
    return _bare(b"1 1 9 9 re f\n" * _MILLION)


def _million_lines(_: random.Random) -> bytes:
    return _bare(b"0 0 m 500 0 l S 0 0 m 0 500 l S\n" * (_MILLION // 2))


def _million_words(_: random.Random) -> bytes:
    return _bare(b"BT /F1 9 Tf " + b"1 0 0 1 50 700 Tm (1/2) Tj " * _MILLION + b"ET")


def _scattered_letters(chance: random.Random) -> bytes:
    """A page full of single letters, each of them anywhere."""
    places = (
        b"1 0 0 1 %d %d Tm (%c) Tj " % (chance.randrange(595), chance.randrange(842), 65 + at % 26)
        for at in range(60_000)
    )
    return _bare(b"BT /F1 9 Tf " + b"".join(places) + b"ET")


def _endless_word(_: random.Random) -> bytes:
    return _bare(b"BT /F1 9 Tf 50 700 Td (" + b"1" * (5 * _MILLION) + b") Tj ET")


def _deflated(_: random.Random) -> bytes:
    return _bare(b" " * (300 * _MILLION))


def _many_pages(chance: random.Random) -> bytes:
    return _bare(b"BT /F1 9 Tf 50 700 Td (1/2) Tj ET", pages=chance.choice((1500, 5000)))


def _deep(_: random.Random) -> bytes:
    return _bare(b"", more=b"5 0 obj" + b"[" * 200_000 + b"]" * 200_000 + b"endobj\n")


def _many_small_objects(_: random.Random) -> bytes:
    return _bare(b"", more=b"".join(b"%d 0 obj<<>>endobj\n" % at for at in range(20, 300_000)))


def _vast_picture(_: random.Random) -> bytes:
    picture = (
        b"5 0 obj<</Type/XObject/Subtype/Image/Width 90000/Height 90000/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Length 3>>stream\nabc\nendstream endobj\n"
    )
    bare = _bare(b"500 0 0 500 0 0 cm /Im0 Do", more=picture)
    return bare.replace(b"/Font<<", b"/XObject<</Im0 5 0 R>>/Font<<")


def _false_signature(chance: random.Random) -> bytes:
    return _bare(
        b"BT /F1 9 Tf 50 700 Td (signed) Tj ET",
        more=b"5 0 obj<</Type/Sig/ByteRange[0 10 20 %d]/Contents<%s>>>endobj\n"
        % (chance.randrange(10**9), b"30" * 5000),
    )


_BOMBS: tuple[Make, ...] = (
    _million_objects, _million_lines, _million_words, _scattered_letters, _endless_word,
    _deflated, _many_pages, _deep, _many_small_objects, _vast_picture, _false_signature,
)  # fmt: skip


# -- no papers --------------------------------------------------------------------------------


def _no_paper(chance: random.Random) -> bytes:
    locked = BytesIO()
    with pikepdf.open(BytesIO(good_papers()[0])) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="u", owner="o"))
    picture = BytesIO()
    Image.effect_noise((60, 60), 50).save(picture, "PNG")
    return chance.choice(
        (
            b"",
            b"%PDF-1.7\n",
            b"%PDF-1.7\n%%EOF\n",
            b"%PDF-1.7\n" + chance.randbytes(20_000) + b"%%EOF\n",
            chance.randbytes(5000),
            b"\x00" * 5000,
            "לא נסח".encode(),
            locked.getvalue(),
            picture.getvalue(),
        )
    )
