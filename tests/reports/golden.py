"""What a printed report is remembered by: words, pages, headings, fonts, size."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf

from shamay_desktop.domain.report_text import text_blocks
from tests.reports.printing import Printed, every
from tests.reports.spreading import Prints, of_each

FOLDER = Path(__file__).parent / "goldens"
KEPT = ("sample", "filled", "arranged")
Golden = Mapping[str, Any]
_TITLES = ("chapter:", "heading:")


def kept() -> list[Printed]:
    """The reports that are remembered: each template in both orders, of three cases."""
    return every(KEPT)


def looked_at_soon() -> list[Printed]:
    """Those that every run of the suite prints: each template of each case."""
    return of_each(*KEPT)


def path_of(which: Printed) -> Path:
    """Where it is remembered."""
    return FOLDER / f"{which}.json"


def golden_of(which: Printed, prints: Prints) -> Golden:
    """What it is now. Lines are hashed by tens, so that a difference names its place."""
    content = which.content
    lines = text_blocks(content)
    layout = prints.layout(which)
    return {
        "lines": len(lines),
        "words": [_hash(lines[at : at + 10]) for at in range(0, len(lines), 10)],
        "pages": len(layout.pages),
        "titles": [
            [place.key, place.page, round(place.y)]
            for place in layout.places()
            if place.key.startswith(_TITLES)
        ],
        **_file(prints.archived(which)),
    }


def differences(which: Printed, before: Golden, now: Golden) -> list[str]:
    """What changed, in words; the first lines that differ as they are now."""
    said = [
        f"{name}: {before.get(name)} -> {now[name]}"
        for name in ("pages", "lines", "fonts")
        if before.get(name) != now[name]
    ]
    pairs = zip([*before.get("words", []), *[""] * len(now["words"])], now["words"], strict=False)
    changed = [at for at, (old, new) in enumerate(pairs) if old != new]
    if changed:
        at = changed[0] * 10
        said.append(
            f"words from line {at}: " + " | ".join(text_blocks(which.content)[at : at + 10])
        )
    said += _moved(before, now)
    if not _near(before.get("kilobytes", 0), now["kilobytes"]):
        said.append(f"kilobytes: {before.get('kilobytes')} -> {now['kilobytes']}")
    return said


def written(golden: Golden) -> str:
    """As it is kept: a line a title, so that a change reads well."""
    text = json.dumps(golden, ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", _on_one_line, text) + "\n"


def _on_one_line(found: re.Match[str]) -> str:
    return f"[{re.sub(chr(10) + ' *', ' ', found[1])}]"


def _moved(before: Golden, now: Golden) -> list[str]:
    old = {key: (page, y) for key, page, y in before.get("titles", [])}
    new = {key: (page, y) for key, page, y in now["titles"]}
    gone = [f"title gone: {key}" for key in old if key not in new]
    return gone + [
        f"title {key}: page and place {old.get(key)} -> {place}"
        for key, place in new.items()
        if old.get(key) != place
    ]


def _near(before: int, now: int) -> bool:
    """A font or a picture more is seen, another compression is not."""
    return abs(before - now) <= max(3, before // 20)


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _file(target: Path) -> Golden:
    """The file that is handed out: its fonts, all of them embedded, and its size."""
    with pikepdf.open(target) as pdf:
        fonts = {
            str(font.BaseFont): "/FontFile2" in _descriptor(font)
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    if not all(fonts.values()):
        raise AssertionError(f"not embedded: {fonts}")
    names = sorted({re.sub(r"^/[A-Z]{6}\+", "", name) for name in fonts})
    return {"fonts": names, "kilobytes": target.stat().st_size // 1000}


def _descriptor(font: Any) -> Any:
    return font.get("/DescendantFonts", [font])[0].FontDescriptor
