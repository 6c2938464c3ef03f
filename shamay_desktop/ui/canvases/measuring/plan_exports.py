"""The open sheet as files: a table, the measure file, a drawing, a picture; and its preview."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QStandardPaths, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from shamay_desktop.domain.drawing_names import MEASURE
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.file_names import portable_name
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.formats import listed
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.papers.drawings_in import drawing_target
from shamay_desktop.usecases.drawings.writing import seen_as_printed, write_png
from shamay_desktop.usecases.measuring.exporting import (
    Exported,
    export_csv,
    export_dxf,
    export_json,
)

MOST_NAMED = 8
"""Shapes that are named where they could not be written; the rest are counted."""

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
        """Let the person choose a file; nothing waits for the dialog."""
        sheet = self._state.sheet
        if sheet is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._screen, self._state.texts(f"plan.export_{kind}"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ending = MEASURE if kind == "json" else f".{kind}"
        dialog.setNameFilters([f"{kind.upper()} (*{ending})"])
        if kind != "json":  # `write` gives the measure file its ending of two parts
            dialog.setDefaultSuffix(kind)
        dialog.selectFile(portable_name(sheet.title or "plan") + ending)
        dialog.fileSelected.connect(lambda path: self.write(kind, Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write(self, kind: str, target: Path) -> None:
        """Write it there; a picture is the excerpt, as the report prints it."""
        state, context = self._state, self._state.context
        measured = state.measured
        if measured is None or state.sheet is None:
            return
        if kind == "json":
            target = drawing_target(target, MEASURE)
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
            on_done=lambda made: self._on_written(kind, target, made), on_failed=self._on_failed,
        )  # fmt: skip

    def preview(self) -> None:
        """The excerpt as the report prints it."""
        state = self._state
        if state.sheet is None:
            return
        state.context.tasks.run(
            seen_as_printed, state.context.services, state.case, state.sheet.id, 2 * PREVIEW,
            state.texts.language,
            owner=self, lane="work",
            on_done=self._on_preview_read, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_preview_read(self, picture: PictureFile) -> None:
        dialog = ExcerptPreview(picture, self._state.texts, self._screen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_written(self, kind: str, target: Path, made: object) -> None:
        """Where it is, and by name what is not in it."""
        texts = self._state.texts
        said = [texts("plan.exported", file=isolate_left_to_right(str(target)))]
        left_out = made.left_out if isinstance(made, Exported) else {}
        names = [isolate(self._named(each)) for each in left_out]
        if names:
            more = len(names) - MOST_NAMED
            told = listed(", ".join(names[:MOST_NAMED]), texts.language)
            key = "plan.export_left_out" if kind == "dxf" else "plan.export_unmeasured"
            said.append(texts(key if more <= 0 else f"{key}_more", names=told, more=more))
        (self._state.say if names else self._state.tell)("\n".join(said))

    def _named(self, shape_id: str) -> str:
        shapes = (shape for sheet in self._state.sheets for shape in sheet.shapes)
        return next((each.name for each in shapes if each.id == shape_id), "") or shape_id

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
