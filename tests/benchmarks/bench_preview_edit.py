"""From a kept edit of a report's words until the page shows it, beside what it is made of.

The report of a case with every field filled. `shown_ms` is what the person waits for: the report
arranged and set anew with what was generated before, its file written, and the visible page drawn;
`whole_ms` the same with everything generated anew, as after another edit of the case.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.report_content import Paragraph
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.domain.report_places import places_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.report.producing import Preview, preview_page, preview_report
from tests.benchmarks.pairs import rounded
from tests.benchmarks.prepared_home import filled_session, owner_of, services_of

EDITS, WHOLE = 20, 5
DPI = 72
AIM_MS = 150


def measure() -> dict[str, object]:
    """Medians and the worst, in milliseconds by the clock."""
    with tempfile.TemporaryDirectory(prefix="bench-preview-") as folder:
        services = services_of(Path(folder, "home"))
        actor = owner_of(services)
        case = filled_session(services, actor).case
        preview = preview_report(services, actor, case, Language.HE)
        block = _paragraph(preview)
        page = places_of(preview.places, block.key)[0].page
        preview_page(services, preview, page, DPI)

        def edited(number: int, before: Preview | None) -> float:
            nonlocal case, preview
            case = _reworded(case, block, number)

            def show() -> None:
                nonlocal preview
                preview = preview_report(services, actor, case, Language.HE, before=before)
                preview_page(services, preview, page, DPI)

            return _timed(show)

        whole = [edited(number, None) for number in range(WHOLE)]
        shown = [edited(WHOLE + number, preview) for number in range(EDITS)]
    return {
        "aim_ms": AIM_MS,
        "shown_ms": rounded(1000 * median(shown)),
        "shown_worst_ms": rounded(1000 * max(shown)),
        "whole_ms": rounded(1000 * median(whole)),
        "pages": preview.pages,
        "edits": EDITS,
    }


def _paragraph(preview: Preview) -> Paragraph:
    """A paragraph of the report's middle."""
    blocks = [
        block
        for chapter in preview.generated.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph) and places_of(preview.places, block.key)
    ]
    return blocks[len(blocks) // 2]


def _reworded(case: Case, block: Paragraph, number: int) -> Case:
    text = words(f"נוסח {number} של השמאי לקטע הזה, במילים שלו.")
    return after(case, gestures.reword(case, block.key, block, text, "bench"))


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
