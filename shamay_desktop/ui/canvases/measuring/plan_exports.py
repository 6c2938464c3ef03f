"""The open sheet as files: a table, the measure file, a drawing, a picture; and its preview."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.usecases.drawings.requests import drawings_of
from shamay_desktop.usecases.drawings.writing import write_png
from shamay_desktop.usecases.measuring.exporting import export_csv, export_dxf, export_json
from shamay_desktop.usecases.services import Services

PREVIEW = 900
"""Pixels across; the print itself is finer."""


class PlanExports(QObject):
    """Asks where, writes off the window's thread, and says where it is."""

    KINDS = ("csv", "json", "dxf", "png")

    def __init__(self, state: PlanState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self._screen = parent
        self.file_name: Callable[[], str] = str
        """The open sheet's file as it is called, for the measure file."""

    def ask(self, kind: str) -> None:
        """Ask for a file's name and write it."""
        sheet = self._state.sheet
        if sheet is None:
            return
        title = self._state.texts(f"plan.export_{kind}")
        name = f"{sheet.title or 'plan'}.{'measure.json' if kind == 'json' else kind}"
        path, _ = QFileDialog.getSaveFileName(
            self._screen, title, name, f"{kind.upper()} (*.{kind})"
        )
        if path:
            self.write(kind, Path(path))

    def write(self, kind: str, target: Path) -> None:
        """Write it there; a picture is the excerpt, as the report prints it."""
        state, context = self._state, self._state.context
        measured = state.measured
        if measured is None or state.sheet is None:
            return
        services, actor, language = context.services, context.actor, state.texts.language
        units = state.words.units
        calls: dict[str, Callable[[], object]] = {
            "csv": partial(
                export_csv, services, actor, state.all_measured(), target, language, units
            ),
            "json": partial(
                export_json, services, actor, measured, self.file_name(), target, language
            ),
            "dxf": partial(export_dxf, services, actor, measured, target, language, units),
            "png": partial(write_png, services, state.case, state.sheet.id, target, language),
        }
        context.tasks.run(
            calls[kind], owner=self, lane="work",
            on_done=lambda _made: self._on_written(target), on_failed=self._on_failed,
        )  # fmt: skip

    def preview(self) -> None:
        """The excerpt as the report prints it."""
        state = self._state
        if state.sheet is None:
            return
        state.context.tasks.run(
            _excerpt, state.context.services, state.case, state.sheet.id, state.texts.language,
            owner=self, lane="work",
            on_done=self._on_preview_read, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_preview_read(self, picture: PictureFile) -> None:
        dialog = ExcerptPreview(picture, self._state.texts, self._screen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_written(self, target: Path) -> None:
        file = isolate_left_to_right(str(target))
        self._state.say(self._state.texts("plan.exported", file=file))

    def _on_failed(self, error: ShamayError) -> None:
        self._state.say(error)


class ExcerptPreview(QDialog):
    """The printed excerpt; Esc closes."""

    def __init__(self, picture: PictureFile, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("excerpt-preview")
        self.setWindowTitle(texts("plan.preview_title"))
        reader = QImageReader(picture.path)
        size = QSize(picture.width, picture.height)
        reader.setScaledSize(size.scaled(PREVIEW, PREVIEW, Qt.AspectRatioMode.KeepAspectRatio))
        self.picture = QLabel()
        self.picture.setAccessibleName(texts("plan.preview_title"))
        self.picture.setPixmap(QPixmap.fromImage(reader.read()))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.picture)
        column = QVBoxLayout(self)
        column.addWidget(area)
        self.resize(PREVIEW + 6 * theme.SPACE, 80 * theme.SPACE)


def _excerpt(services: Services, case: Case, sheet_id: str, language: Language) -> PictureFile:
    """Runs in any thread."""
    request = drawings_of(case, load_texts(language)).excerpts.get(sheet_id)
    sheet = case.row("plans.sheets", sheet_id)
    paper = None if sheet is None else sheet.content("file")
    if request is None or not isinstance(paper, str):
        raise Refused("picture_unknown", picture=sheet_id)
    return services.derived.excerpt(paper, request, 2 * PREVIEW)
