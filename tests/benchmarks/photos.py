"""Camera photos of 12 megapixels for the benches: made pictures, every file with its own bytes."""

import io
from pathlib import Path

SIZE = (4000, 3000)
DISTINCT = 8


def make_photos(folder: Path, count: int) -> list[Path]:
    """So many JPEG files of 2 to 4 MB; a comment in each makes its hash its own."""
    masters = [_master(number) for number in range(min(DISTINCT, count))]
    paths = []
    for number in range(count):
        path = folder / f"photo-{number:03}.jpg"
        path.write_bytes(with_comment(masters[number % len(masters)], f"copy {number}"))
        paths.append(path)
    return paths


def with_comment(jpeg: bytes, words: str) -> bytes:
    """The same picture with a comment, and so with a hash of its own."""
    note = words.encode()
    comment = b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note
    return jpeg[:2] + comment + jpeg[2:]


def _master(number: int) -> bytes:
    """Soft shapes with grain, so that it compresses as a photo does."""
    from PIL import Image, ImageFilter

    width, height = SIZE
    shapes = Image.effect_noise((width // 100, height // 100), 90 + number).resize(SIZE)
    grain = Image.effect_noise((width // 2, height // 2), 24).resize(SIZE)
    tint = shapes.filter(ImageFilter.GaussianBlur(4))
    image = Image.merge(
        "RGB", (Image.blend(shapes, grain, 0.4), Image.blend(tint, grain, 0.3), tint)
    )
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()
