"""The user guide's pictures out of the shots: `python -m tools.shots.guide shots`.

Takes what `python -m tools.shots --to shots --look he --look en` left there, makes each small
enough to be read in a page and keeps it in docs/pictures, `<name>-<language>.png`.
"""

import argparse
import io
from pathlib import Path

from PIL import Image

from shamay_desktop.ui import theme

PICTURES = {
    "recovery": "recovery-sheet",
    "list": "list",
    "filter": "list-filtered",
    "reuse": "reuse-facts",
    "story": "story",
    "missing": "missing-only",
    "row-form": "row-form",
    "phrases": "phrases",
    "reading": "drawn-proposals-tabu",
    "paper": "paper-beside",
    "marking": "drawn-marked",
    "photos": "photo-chosen",
    "compare": "photos-compared",
    "sources": "drawn-sources",
    "findings": "findings",
    "rules": "rules-chosen",
    "market": "market-filtered",
    "import": "market-import-0",
    "finder": "finder",
    "grid": "value-grid",
    "value": "value-value",
    "chain": "value-chain",
    "plots": "value-plot-area",
    "texts": "texts-layout",
    "chat": "chat-answered",
    "report": "step-5-export",
    "palette": "palette-case",
    "not-saved": "not-saved-disk-full",
}
"""Name in the guide -> name of the shot."""

LOOKS = ("he", "en")
LARGEST = 150 * 1024
_COLOURS = (256, 128, 64, 32)
_STRIP = 12


def main() -> None:
    """Entry: `python -m tools.shots.guide FOLDER`."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("shots", type=Path)
    asked.add_argument("--to", type=Path, default=Path("docs/pictures"))
    given = asked.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        for name, shot in PICTURES.items():
            content = small(given.shots / look / f"{shot}.png")
            (given.to / f"{name}-{look}.png").write_bytes(content)


def small(path: Path) -> bytes:
    """The picture in as many colours as keep it under the limit. Raises ValueError."""
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    noted = _with_tones(picture)
    for colours in _COLOURS:
        file = io.BytesIO()
        # Text stays sharp without dithering, which would also make the file larger.
        reduced = noted.quantize(colours, kmeans=2, dither=Image.Dither.NONE)
        reduced = reduced.crop((0, 0, *picture.size))
        reduced.save(file, "PNG", optimize=True)
        if file.tell() <= LARGEST:
            return file.getvalue()
    raise ValueError(path)


def _with_tones(picture: Image.Image) -> Image.Image:
    """The picture over strips of amber, red and green: few pixels of it have them, all matter."""
    tones = (theme.LIGHT.warning, theme.LIGHT.error, theme.LIGHT.ok)
    noted = Image.new("RGB", (picture.width, picture.height + len(tones) * _STRIP))
    noted.paste(picture, (0, 0))
    for number, tone in enumerate(tones):
        top = picture.height + number * _STRIP
        noted.paste(tone, (0, top, picture.width, top + _STRIP))
    return noted


if __name__ == "__main__":
    main()
