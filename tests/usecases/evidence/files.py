"""Small files for tests: pictures and papers that the limited worker accepts, and others."""

from pathlib import Path

from PIL import Image

from tests.documents.made_files import pdf_bytes


def photo(folder: Path, name: str, shade: int = 100) -> Path:
    """A picture; another shade is another file."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    Image.new("RGB", (64, 48), ((shade * 37) % 256, (shade * 91) % 256, 40)).save(target)
    return target


def paper(folder: Path, name: str, pages: int = 1) -> Path:
    """A PDF of so many pages."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    target.write_bytes(pdf_bytes([(595, 842)] * pages))
    return target


def broken(folder: Path, name: str) -> Path:
    """A picture that was cut."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    target.write_bytes(b"\xff\xd8\xff\xe0 cut")
    return target
