"""From a kept edit of a report's words until the changed page is painted, in the real window.

A case with every field filled and 60 photos of 12 megapixels, its report on the screen. A
paragraph of the report's middle gets other words, now as long as before, now three lines longer
(so that what follows moves); `shown` ends when the page with them is painted, as sharp as it is
seen, `own_…` is the processor time of the window's process meanwhile. `whole_ms` is the preview
made from nothing, which each edit would cost without what is kept; `set_ms` and `page_ms` are the
two parts of an edit without the window: the report set anew, and its page painted and drawn.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, QObject

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.report_content import Paragraph
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import CHANGES
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.domain.report_places import places_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.ui.report.preview import ReportPreview
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.report.previewing import Preview, preview_page, preview_report
from shamay_desktop.usecases.services import Services
from tests.benchmarks.open_window import rest, until, window_with
from tests.benchmarks.pairs import rounded
from tests.benchmarks.photos import make_photos
from tests.benchmarks.prepared_home import filled_session, owner_of, services_of

EDITS, WHOLE, PARTS = 30, 3, 10
PHOTOS = 60
DPI = 150
AIM_MS = 150
REST_MS = 400
SENTENCE = "הדירה ממוקמת בקומה השלישית, ובה שלושה חדרי שינה, מטבח, סלון ושתי מרפסות. "


def measure() -> dict[str, object]:
    """Medians, p95 and the worst, in milliseconds by the clock and of the processor."""
    with tempfile.TemporaryDirectory(prefix="bench-preview-") as folder:
        place = Path(folder)
        services = services_of(place / "home")
        actor = owner_of(services)
        case = filled_session(services, actor, without={CHANGES}).case
        (place / "photos").mkdir()
        add_files(services, actor, case.id, make_photos(place / "photos", PHOTOS))
        parts = _parts(services, actor, case)
        with window_with(services, actor, case.id) as (_, shell):
            edits = _Edits(shell)
            times = [edits.one(number) for number in range(EDITS)]
            pages = edits.made.pages
    clock, own = ([each[at] for each in times] for at in (0, 1))
    return {
        "aim_ms": AIM_MS,
        **_figures("shown", clock),
        **_figures("own", own),
        **parts,
        "pages": pages,
        "photos": PHOTOS,
        "edits": EDITS,
    }


def _figures(name: str, seconds: list[float]) -> dict[str, object]:
    in_order = sorted(1000 * each for each in seconds)
    return {
        f"{name}_median_ms": rounded(median(in_order), 1),
        f"{name}_p95_ms": rounded(in_order[int(len(in_order) * 0.95)], 1),
        f"{name}_worst_ms": rounded(in_order[-1], 1),
    }


# -- without the window -----------------------------------------------------------------------


def _parts(services: Services, actor: Actor, case: Case) -> dict[str, object]:
    """Medians of an edit's two parts, and of a preview from nothing."""
    preview = preview_report(services, actor, case, Language.HE)  # the photos are prepared once
    block = _paragraph(preview)
    whole, setting, painting = [], [], []
    for _ in range(WHOLE):
        began = time.perf_counter()
        preview = preview_report(services, actor, case, Language.HE)
        whole.append(time.perf_counter() - began)
    for number in range(PARTS):
        case = after(case, _reworded(case, block, number))
        began = time.perf_counter()
        preview = preview_report(
            services, actor, case, Language.HE, before=preview, only_rearranged=True
        )
        made = time.perf_counter()
        preview_page(services, preview, places_of(preview.places, block.key)[0].page, DPI)
        setting.append(made - began)
        painting.append(time.perf_counter() - made)
    names = {"whole_ms": whole, "set_ms": setting, "page_ms": painting}
    return {name: rounded(1000 * median(seconds), 1) for name, seconds in names.items()}


def _paragraph(preview: Preview) -> Paragraph:
    """A paragraph of the report's middle."""
    blocks = [
        block
        for chapter in preview.generated.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph) and places_of(preview.places, block.key)
    ]
    return blocks[len(blocks) // 2]


def _reworded(case: Case, block: Paragraph, number: int) -> tuple[Change, ...]:
    text = words(f"נוסח {number} של השמאי. {SENTENCE * (4 if number % 2 else 1)}")
    return gestures.reword(case, block.key, block, text, "bench")


# -- in the window ----------------------------------------------------------------------------


class _Edits(QObject):
    """Edits the paragraph as its editor does, and notes when the page with it was painted."""

    def __init__(self, shell: WizardShell) -> None:
        super().__init__(shell)
        self._shell = shell
        shell.open_step(Step.EXPORT)
        page = shell.current_page
        assert isinstance(page, ExportPage)
        self._preview: ReportPreview = page.preview
        self._viewer = page.preview.viewer
        if self._preview.preview is None:
            self._preview.refresh()
        until(lambda: self._preview.preview is not None and not self._preview.busy)
        self._block = _paragraph(self.made)
        self._viewer.go(places_of(self.made.places, self._block.key)[0].page)
        self._settle()
        self._viewer.canvas.viewport().installEventFilter(self)
        self._stood: object = None
        self._painted: list[float] = []

    @property
    def made(self) -> Preview:
        """The preview that is shown."""
        assert self._preview.preview is not None
        return self._preview.preview

    def one(self, number: int) -> tuple[float, float]:
        """Seconds by the clock and of the processor from the edit until it is painted."""
        case = self._shell.context.session.case
        changes = _reworded(case, self._block, number)
        self._stood, self._painted = self._viewer.base, []
        began, worked = time.perf_counter(), time.process_time()
        self._preview.editing.edited.emit(changes)
        until(lambda: bool(self._painted), every_ms=1)
        worked = time.process_time() - worked
        self._settle()
        return self._painted[0] - began, worked

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """A painting of the page after its picture became another one."""
        if event.type() is QEvent.Type.Paint and self._viewer.base is not self._stood:
            self._painted.append(time.perf_counter())
        return False

    def _settle(self) -> None:
        """Nothing is under way: the small pictures too."""
        until(lambda: self._shell.context.tasks.idle and not self._preview.busy)
        rest(REST_MS)
        until(lambda: self._shell.context.tasks.idle)
