"""Files that the tests make: good ones, strange ones and hostile ones."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

RED, GREEN, BLUE = (220, 30, 30), (30, 200, 30), (30, 30, 220)


def quartered(width: int = 80, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red at the top left, green at the top right, blue at the bottom left, white elsewhere."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    half, middle = width // 2, height // 2
    draw.rectangle((0, 0, half - 1, middle - 1), fill=RED)
    draw.rectangle((half, 0, width, middle - 1), fill=GREEN)
    draw.rectangle((0, middle, half - 1, height), fill=BLUE)
    return image.convert(mode)


def saved(image: Image.Image, target: Path, **options: object) -> Path:
    image.save(target, **options)  # type: ignore[arg-type]
    return target


def rotated_jpeg(target: Path, orientation: int) -> Path:
    """A quartered picture whose EXIF says how it is to be turned, with a place in its GPS part."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x8825] = {1: "N", 2: (31.0, 46.0, 0.0)}
    return saved(quartered(), target, quality=95, exif=exif)


def png_claiming(target: Path, width: int, height: int) -> Path:
    """A tiny PNG whose header claims any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    parts = [png_chunk(b"IHDR", header), png_chunk(b"IDAT", pixels), png_chunk(b"IEND", b"")]
    target.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return target


def png_chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def deep_grey_png(target: Path) -> Path:
    """16 bits of grey, from black at the left to white at the right."""
    image = Image.new("I;16", (256, 8))
    for x in range(256):
        for y in range(8):
            image.putpixel((x, y), x * 257)
    return saved(image, target)


def pdf_bytes(sizes: list[tuple[int, int]], password: str | None = None) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(buffer, pagesize=sizes[0], encrypt=encrypt)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, height / 2, width / 2, height / 2, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def bare_pdf(pages: int, box: str) -> bytes:
    """The smallest PDF with so many empty pages of a media box."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    objects += [f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]>>"] * pages
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    return body + (
        f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
