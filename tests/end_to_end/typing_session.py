"""A scripted session for the kill test: types, draws, finishes steps, drops photos, says when.

Started as a process of its own with a home and a case; runs until it is killed. On stdout it
says, each line with the machine's monotonic clock:
`E seq time` an edit stands in memory · `F step seq time` a step was finished up to an edit ·
`P sha256 time` a photo was taken · `G seq shape left time` a shape of a plan stands there, its
first corner so far to the left: gestures draw one, then move it.
"""

import sys
import time
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.system.folders import Home
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.ui.wizard.saving import Saver
from shamay_desktop.usecases.evidence.adding import AddedFiles, add_files
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.drawn_case import square
from tests.end_to_end.typed_paths import TYPED

EDIT_MS = 15
EDITS_A_STEP = 12
EDITS_A_PHOTO = 25
EDITS_A_GESTURE = 10


class Typist:
    """Types one edit after the other, as fast as nobody can."""

    def __init__(self, services: Services, actor: Actor, case_id: str, photos: Path) -> None:
        self._services, self._actor, self._photos = services, actor, photos
        opened = open_case(services, actor, case_id)
        self._session = WizardSession(opened.record, opened.valuation, actor, services.clock)
        self._tasks = Tasks()
        self._context = PageContext(
            services, actor, self._session, load_texts(Language.HE), self._tasks
        )
        self.saver = Saver(self._context)
        self._steps = cycle(TYPED)
        self._step = next(self._steps)
        self._taken = 0

    def type_one(self) -> None:
        """One edit; every so often a step is finished, or a photo dropped."""
        number = self._session.last_seq + 1
        paths = TYPED[self._step]
        self._session.type(paths[number % len(paths)], f"edit {number}")
        say("E", number)
        self.saver.note_edits()
        if number % EDITS_A_STEP == 0:
            step, seq = self._step, number
            self._session.step = step
            self.saver.finish_step(step, lambda: say("F", step.value, seq), lambda _error: None)
            self._step = next(self._steps)
        if number % EDITS_A_PHOTO == 0:
            self._drop_photo()
        if number % EDITS_A_GESTURE == 0:
            self._draw(number)

    def _draw(self, number: int) -> None:
        """A finished gesture on a measured sheet: a shape more, or the last one elsewhere."""
        case = self._session.case
        sheet = next(iter(sheets_of(case)), None)
        if sheet is None:
            self._session.apply(gestures.adding_sheet(case, Sheet(new_row_id(), "a" * 64)))
        elif number % (2 * EDITS_A_GESTURE) and sheet.shapes:
            shape = sheet.shapes[-1]
            moved = replace(shape, points=square(number, 5, 80))
            self._session.apply(gestures.changing_shape(case, shape, moved))
            say("G", self._session.last_seq, shape.id, number)
        else:
            drawn = Shape(new_row_id(), ShapeKind.AREA, square(number, 0, 80))
            self._session.apply(gestures.adding_shapes(case, sheet.id, [drawn]))
            say("G", self._session.last_seq, drawn.id, number)
        self.saver.note_edits()

    def _drop_photo(self) -> None:
        self._taken += 1
        photo = self._photos / f"{time.monotonic_ns()}.png"
        photo.write_bytes(coloured_png(self._taken, time.monotonic_ns()))
        self._tasks.run(
            add_files, self._services, self._actor, self._session.valuation.id, [photo],
            owner=self.saver, on_done=self._on_photo_taken, on_failed=lambda _error: None,
            lane="work",
        )  # fmt: skip

    def _on_photo_taken(self, added: AddedFiles) -> None:
        for image in added.images:
            say("P", image.sha256)


def coloured_png(red: int, salt: int) -> bytes:
    """A small picture whose bytes stand nowhere else."""
    import io

    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    note = PngInfo()
    note.add_text("salt", str(salt))
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (red % 256, 80, 120)).save(buffer, "PNG", pnginfo=note)
    return buffer.getvalue()


def say(*facts: object) -> None:
    """A line for the test that watches; flushed, since the next moment may be the last."""
    sys.stdout.write(" ".join(map(str, (*facts, time.monotonic()))) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Type until killed."""
    home, case_id, photos = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    application = QCoreApplication([])
    services = build_services(Place(Home(home)))
    typist = Typist(services, local_actor(services), case_id, photos)
    timer = QTimer()
    timer.timeout.connect(typist.type_one)
    timer.start(EDIT_MS)
    say("R", Step.INITIAL_DATA.value)
    application.exec()


if __name__ == "__main__":
    main()
