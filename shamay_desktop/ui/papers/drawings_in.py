"""Drawings of a lot brought into the open case: worked out off the thread, then one edit."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from shamay_desktop.domain.drawing_names import with_ending
from shamay_desktop.domain.drawings_in import Became, BroughtIn, Told, bringing_in
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.evidence.adding import AddedFiles

_LOOKS = {Became.LINKED: ("link", "muted"), Became.KEPT_OUT: ("block", "error")}


class DrawingsIn(QObject):
    """Asks what the drawings change in the case as it stands; `edited` is one gesture for all."""

    edited = Signal(object)
    """tuple[Change, ...]."""

    done = Signal(object, object)
    """AddedFiles and the tuple of Told: the case has them now."""

    failed = Signal(object)
    """ShamayError: none came in."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def take(self, added: AddedFiles) -> None:
        """Bring in the drawings of a lot whose papers are in the case."""
        context = self._context
        context.tasks.run(
            bringing_in,
            context.session.case,
            added.drawings,
            owner=self,
            on_done=partial(self._on_brought, added),
            on_failed=self._on_failed,
            lane="work",
        )

    def _on_brought(self, added: AddedFiles, brought: BroughtIn) -> None:
        if brought.case is not self._context.session.case:
            self.take(added)  # it was edited meanwhile
            return
        if brought.changes:
            self.edited.emit(brought.changes)
        self.done.emit(added, brought.told)

    def _on_failed(self, error: ShamayError) -> None:
        self.failed.emit(error)


def told_line(texts: Texts, told: Told) -> tuple[str, str, str]:
    """Icon, tone and words of what became of a drawing."""
    icon, tone = _LOOKS.get(told.became, ("check", "ok"))
    kind = "plan" if told.is_plan else "map"
    words = texts(
        f"documents.drawing_{told.became.value}",
        file=told.arrived.name,
        paper=told.arrived.paper_name,
        parts=texts(f"documents.drawing_parts_{kind}", n=told.parts),
    )
    return icon, tone, words


def choose_drawings(
    place: QWidget, texts: Texts, ending: str, take: Callable[[list[Path]], object]
) -> None:
    """Let the person choose drawings' files of an ending; nothing waits for the dialog."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(place, texts("documents.open_drawing"), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([f"{texts('documents.filter_drawings')} (*{ending})"])
    dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def drawing_target(chosen: Path, ending: str) -> Path:
    """Where a drawing is saved: under the ending by which it is known again, unless another file
    is called so, which nobody was asked about."""
    known = chosen.with_name(with_ending(chosen.name, ending))
    return chosen if known.exists() else known
