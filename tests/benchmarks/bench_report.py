"""A PDF of 40 pages with 60 photos, against bare reportlab with the same words and pictures.

`ratio` is to reportlab's own typesetting (Paragraph, Table, Image), which breaks lines and fills
pages as ours does; `ratio_to_drawing` to drawing alone, one drawString for each line that our
layout had already broken, ordered and placed.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.evidence import FileKind
from shamay_desktop.reports.pdf import lay_out, write_pdf
from tests.benchmarks.bare_report import bare_pages, draw, load_face, typeset
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


def measure() -> dict[str, object]:
    """The ratio of medians, the size of the file and the greatest memory of writing one."""
    with tempfile.TemporaryDirectory(prefix="bench-report-") as folder:
        place = Path(folder)
        pictures = _pictures(place)
        content = _content()
        pages = bare_pages(lay_out(content, pictures), pictures)
        load_face()
        target, bare = place / "ours.pdf", place / "bare.pdf"

        def ours() -> float:
            return _timed(lambda: write_pdf(content, pictures, target, created=NOW))

        drawn = Pairs(ours, lambda: _timed(lambda: draw(pages, bare)), PAIRS)
        pairs = Pairs(ours, lambda: _timed(lambda: typeset(content, pictures, bare)), PAIRS)
        return {
            "ratio": pairs.ratio,
            "aim": "1.3",
            "ours_ms": milliseconds(pairs.ours),
            "bare_ms": milliseconds(pairs.bare),
            "ratio_to_drawing": drawn.ratio,
            "drawing_ms": milliseconds(drawn.bare),
            "pages": len(pages),
            "lines": sum(len(page.lines) for page in pages),
            "pictures": PHOTOS,
            "megabytes": rounded(target.stat().st_size / MEGABYTE),
            "megabytes_aim": 8,
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
