"""Scans recognised, against the bare engine on the same pages; two processes on two cores each.

Ours is `Recogniser.page` as the reader of papers calls it: the page is rendered, straightened and
cleaned, its ruled lines and cells are found, every number is read twice, and words with boxes and
confidences come back over a pipe. Bare is two processes that render the same pages and ask the
same engine with the same model for their text (`GetUTF8Text`), with its own finding of lines.

`BENCH_OCR_FILES` names PDFs (parted as in PATH) whose pages are read instead of the drawn ones.
"""

import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image

from shamay_desktop.documents.ocr.models import WORDS, find_models, model_folders
from shamay_desktop.documents.ocr.recogniser import Recogniser
from shamay_desktop.system.limits import page_limits
from tests.benchmarks.pairs import Pairs, rounded
from tests.benchmarks.processor import worked
from tests.documents.ocr.drawn_scans import Scan, as_pdf, black_and_white, table

PAGES = int(os.environ.get("BENCH_OCR_PAGES", "8"))
CORES = 2
ROUNDS = 3
DPI = 300
AIM, LIMIT = 1.11, 2.3
_SENTENCES = (
    "שטחי הדירה והמרפסת רשומים בהתאם לתכנית המאושרת של הוועדה המקומית",
    "היתר זה אינו ניתן להעברה אלא באישור הוועדה המקומית לתכנון ולבניה",
    "הבעלים הרשומים של המקרקעין חתמו על הבקשה לרישום הבית המשותף",
    "חלקה 88 בגוש 9905 בשטח 5026 מטר, לפי סעיף 143 לחוק המקרקעין",
    "תאריך הפקת ההיתר 08/01/2009, בקשה 20080204 מיום 22/09/2008",
)
_KINDS = ("דירה", "חניה", "מחסן", "קרקע")

Place = tuple[Path, int]
"""A PDF and a page of it, from 1."""


def measure() -> dict[str, object]:
    """Pages a minute of both, words found, and the ratios of clock and of processor time."""
    with tempfile.TemporaryDirectory(prefix="bench-ocr-") as folder:
        places = _places(Path(folder))
        recogniser = Recogniser(page_limits(), model_folders())
        models = find_models(model_folders()).folders[WORDS]
        with ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn"), _ready) as pool:
            ours, bare = (
                Run(partial(_ours, recogniser, places)),
                Run(partial(_bare, pool, models, places)),
            )
            pairs = Pairs(ours, bare, ROUNDS)
        recogniser.close()
        processor = ours.processor / bare.processor
        return {
            "pages": len(places),
            "ours_pages_a_minute": rounded(len(places) / median(pairs.ours) * 60, 1),
            "bare_pages_a_minute": rounded(len(places) / median(pairs.bare) * 60, 1),
            "ours_words": ours.words,
            "bare_words": bare.words,
            "ratio": pairs.ratio,
            "processor_ratio": rounded(processor),
            "processor_ratio_a_word": rounded(processor * bare.words / ours.words),
            "aim": AIM,
            "limit": LIMIT,
        }


class Run:
    """Seconds of one reading of all pages, what it cost, and how many words it found."""

    def __init__(self, read: Callable[[], int]) -> None:
        self._read, self.words = read, 0
        self._processor: list[float] = []

    def __call__(self) -> float:
        start, before = time.perf_counter(), worked()
        self.words = self._read()
        seconds = time.perf_counter() - start
        self._processor.append(worked() - before)
        return seconds

    @property
    def processor(self) -> float:
        """Median of the seconds of processor time, but for the first, which loads the models."""
        return median(self._processor[1:])


def _places(folder: Path) -> list[Place]:
    files = [Path(name) for name in os.environ.get("BENCH_OCR_FILES", "").split(os.pathsep) if name]
    if not files:
        drawn = as_pdf(folder / "pages.pdf", *(_page(number) for number in range(PAGES)))
        return [(drawn, page) for page in range(1, PAGES + 1)]
    return [(file, page + 1) for file in files for page in range(_count(file))]


def _count(file: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def _page(number: int) -> Image.Image:
    """A sheet of A4: prose, or a ruled table under a few lines, as a fax or askew."""
    chance, sheet = random.Random(number), Scan(2480, 3508)
    if number % 2:
        for line in range(40):
            sheet.text(2300, 200 + 78 * line, chance.choice(_SENTENCES), size=50)
        return sheet.skewed(chance.uniform(-1.5, 1.5))
    for line in range(8):
        sheet.text(2300, 150 + 78 * line, chance.choice(_SENTENCES), size=50)
    rows = [
        [str(row), f"{chance.uniform(60, 150):.2f}", chance.choice(_KINDS),
         f"{chance.randint(90, 130)}/5975", chance.choice(_KINDS), f"{chance.uniform(3, 15):.2f}"]
        for row in range(1, 28)
    ]  # fmt: skip
    table(sheet, 850, rows, right=2300)
    sheet.ring(1300, 2400, 1800, 2900)
    return black_and_white(sheet.picture)


def _ours(recogniser: Recogniser, places: list[Place]) -> int:
    with ThreadPoolExecutor(CORES) as pool:
        pages = pool.map(lambda place: recogniser.page(*place), places)
        return sum(1 for page in pages for _ in page.words())


def _bare(pool: ProcessPoolExecutor, models: Path, places: list[Place]) -> int:
    texts = list(pool.map(partial(_text, models), places))
    return sum(len(text.split()) for text in texts)


def _ready() -> None:
    """In each bare process: as polite as ours, one thread."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    os.nice(page_limits().niceness)


@cache
def _engine(models: Path) -> Any:
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=str(models), lang="Hebrew")


def _text(models: Path, place: Place) -> str:
    import pypdfium2

    engine, document = _engine(models), pypdfium2.PdfDocument(place[0])
    engine.SetImage(document[place[1] - 1].render(scale=DPI / 72, grayscale=True).to_pil())
    document.close()
    text: str = engine.GetUTF8Text()
    return text
