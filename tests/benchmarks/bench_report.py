"""A PDF of 40 pages with 60 photos, against bare reportlab with the same lines and pictures.

The bare way draws what our layout found, line for line and picture for picture: it breaks no
lines, orders no Hebrew, keeps nothing together, so that the ratio is the price of typesetting.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.evidence import FileKind
from shamay_desktop.reports.pdf import lay_out, write_pdf
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Page, Picture, Words
from tests.benchmarks.pairs import Pairs, milliseconds, rounded
from tests.benchmarks.photos import make_photos, with_comment
from tests.reports.pdf.sample_report import SENTENCE, comparables, report, words

ROOT = Path(__file__).resolve().parents[2]
PAIRS = 9
PHOTOS = 60
PHOTO_WIDTH = 1000
CHAPTERS = 7
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MEGABYTE = 1_000_000

Pictures = Mapping[str, rc.PictureFile]
Written = tuple[float, float, str, str, float]
Drawn = tuple[str, float, float, float, float]


class BarePage(NamedTuple):
    """What the bare way draws: lines as place, text, font, size; pictures as file and box."""

    lines: list[Written]
    pictures: list[Drawn]


def measure() -> dict[str, object]:
    """The ratio of medians, the size of the file and the greatest memory of writing one."""
    with tempfile.TemporaryDirectory(prefix="bench-report-") as folder:
        place = Path(folder)
        pictures = _pictures(place)
        content = _content()
        layout = lay_out(content, pictures)
        pages = [BarePage(_lines(page), _shown(page, pictures)) for page in layout.pages]
        ours, bare = place / "ours.pdf", place / "bare.pdf"
        pairs = Pairs(
            lambda: _timed(lambda: write_pdf(content, pictures, ours, created=NOW)),
            lambda: _timed(lambda: _draw_bare(pages, bare)),
            PAIRS,
        )
        return {
            "ratio": pairs.ratio,
            "aim": "1.3",
            "ours_ms": milliseconds(pairs.ours),
            "bare_ms": milliseconds(pairs.bare),
            "pages": len(layout.pages),
            "lines": sum(len(page.lines) for page in pages),
            "pictures": PHOTOS,
            "megabytes": rounded(ours.stat().st_size / MEGABYTE),
            "megabytes_aim": 8,
            "bare_megabytes": rounded(bare.stat().st_size / MEGABYTE),
            "memory_mib": _memory(place, writing=True),
            "memory_before_mib": _memory(place, writing=False),
            "pairs": PAIRS,
        }


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _pictures(folder: Path) -> dict[str, rc.PictureFile]:
    """Print pictures as the program makes and caches them, each with its own bytes."""
    from shamay_desktop.documents.imaging.pictures import Fit, reduced, write_jpeg

    made = {}
    photos = make_photos(folder, 8)
    small = folder / "small.jpg"
    for number in range(PHOTOS):
        if number < len(photos):
            picture = reduced(photos[number], FileKind.JPEG, Fit(PHOTO_WIDTH, 2 * PHOTO_WIDTH))
            write_jpeg(picture, folder / f"master-{number}.jpg")
        master = (folder / f"master-{number % len(photos)}.jpg").read_bytes()
        small = folder / f"print-{number}.jpg"
        small.write_bytes(with_comment(master, f"print {number}"))
        made[f"photo-{number}"] = rc.PictureFile(str(small), PHOTO_WIDTH, PHOTO_WIDTH * 3 // 4)
    return made


def _content() -> rc.ReportContent:
    """Chapters of mixed text, tables of comparables, and the photos six to a page."""
    chapters = [_chapter(number) for number in range(1, CHAPTERS + 1)]
    figures = tuple(
        rc.Figure(f"photo-{number}", f"תמונה {number + 1}: חזית לרחוב") for number in range(PHOTOS)
    )
    photos = rc.Chapter("photos", str(CHAPTERS + 1), "תמונות", (rc.FigureGrid(figures, 2),))
    return report(*chapters, photos, logo=None, front="photo-0", watermark="טיוטה")


def _chapter(number: int) -> rc.Chapter:
    blocks: list[rc.Block] = []
    for section in range(1, 5):
        blocks.append(
            rc.Heading(f"{number}.{section}", "תיאור הנכס והסביבה", f"{number}-{section}")
        )
        for at in range(4):
            said = f"סעיף {number}.{section} ({at}): {SENTENCE * 3}"
            note = rc.Footnote(words(f'נסח מיום {at + 1}.06.2025, {98 + at}.5 מ"ר.'))
            blocks.append(rc.Paragraph((rc.Run(said), note, rc.Run("."))))
    blocks.append(comparables(14))
    return rc.Chapter(f"chapter-{number}", str(number), "תיאור הנכס", tuple(blocks))


# -- the bare way -----------------------------------------------------------------------------


def _lines(page: Page) -> list[Written]:
    """The page's lines as they stand: place, text in visual order, font's name and size."""
    found = []
    for placed in (*page.furniture, *page.content):
        marks = [mark for mark in placed.marks if isinstance(mark, Words)]
        for y, line in groupby(marks, key=lambda mark: mark.y):
            pieces = list(line)
            text = "".join(piece.text for piece in pieces)
            first = pieces[0]
            at = (placed.x + first.x, m.SHEET_HEIGHT - placed.y - y)
            found.append((*at, text, first.font.name, first.size))
    return found


def _shown(page: Page, pictures: Pictures) -> list[Drawn]:
    """The page's pictures: file and box."""
    found = []
    for placed in (*page.furniture, *page.content):
        for mark in placed.marks:
            if isinstance(mark, Picture):
                y = m.SHEET_HEIGHT - placed.y - mark.y - mark.height
                box = (placed.x + mark.x, y, mark.width, mark.height)
                found.append((pictures[mark.key].path, *box))
    return found


def _draw_bare(pages: list[BarePage], target: Path) -> None:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    canvas = Canvas(str(target), pagesize=(m.SHEET_WIDTH, m.SHEET_HEIGHT), pageCompression=1)
    for page in pages:
        for x, y, text, font, size in page.lines:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        for path, left, bottom, width, height in page.pictures:
            canvas.drawImage(path, left, bottom, width, height)
        canvas.showPage()
    canvas.save()


# -- memory -----------------------------------------------------------------------------------


def _memory(folder: Path, *, writing: bool) -> int:
    """The peak of a process of its own that writes the report, or stops just before."""
    words_given = [str(folder), "write" if writing else "load"]
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_report", *words_given],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(run.stdout)


def _write_one(folder: Path, *, writing: bool) -> int:
    """Peak memory of this process in MiB."""
    import reportlab.pdfgen.canvas  # noqa: F401 — loaded either way

    shape = (PHOTO_WIDTH, PHOTO_WIDTH * 3 // 4)
    pictures = {
        f"photo-{number}": rc.PictureFile(str(folder / f"print-{number}.jpg"), *shape)
        for number in range(PHOTOS)
    }
    content = _content()
    if writing:
        write_pdf(content, pictures, folder / "one.pdf", created=NOW)
    # not getrusage: its peak begins with that of the process that started this one
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) // 1024


if __name__ == "__main__":
    sys.stdout.write(str(_write_one(Path(sys.argv[1]), writing=sys.argv[2] == "write")))
