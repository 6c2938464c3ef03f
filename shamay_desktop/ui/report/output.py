"""Writing the report's files: formats, language, folder, progress, and what was written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import AssetType
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.report.naming import report_names
from shamay_desktop.usecases.report.producing import WrittenFile, write_report
from shamay_desktop.usecases.services import Services

FORMATS = (AssetType.PDF, AssetType.DOCX)
FOLDER, CHOSEN = "export.folder", "export.formats"
"""Names of this machine's choices in the settings."""

Open = Callable[[Path], object]


def open_in_system(path: Path) -> bool:
    """Open a file or folder with the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def write_files(
    services: Services,
    actor: Actor,
    case: Case,
    language: Language,
    folder: Path,
    formats: tuple[AssetType, ...],
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[WrittenFile, ...]:
    """Write the report under names that are free in the folder, and remember the choices."""
    names = report_names(case, folder, formats, load_texts(language)("export.file_word"))
    written = write_report(
        services, actor, case, language, folder, formats, on_progress, cancelled, names=names
    )
    services.settings.set(FOLDER, str(folder))
    services.settings.set(CHOSEN, [each.value for each in formats])
    return written


class OutputBox(QWidget):
    """Choices, one button, and afterwards the files with what can be done with them."""

    language_chosen = Signal()
    print_asked = Signal()

    before_writing = Signal()
    """What is being typed is to be kept now: the report is written in a moment."""

    def __init__(self, context: PageContext, open_path: Open = open_in_system) -> None:
        super().__init__()
        self.setObjectName("output-box")
        self._context = context
        self._open_path = open_path
        self._work: Handle | None = None
        self.written: tuple[WrittenFile, ...] = ()
        self._build()
        self._show_choices()

    @property
    def language(self) -> Language:
        """The language that the report is written in."""
        return Language(self.languages.currentData())

    @property
    def chosen_formats(self) -> tuple[AssetType, ...]:
        """The formats that are ticked."""
        return tuple(each for each, box in self.formats.items() if box.isChecked())

    @property
    def folder(self) -> Path:
        """Where the files go."""
        return Path(self.place.text()).expanduser()

    def write(self) -> None:
        """Write the files of the case as it stands."""
        if self._work is not None or not self.chosen_formats:
            return
        self.before_writing.emit()
        context = self._context
        self._show_work(working=True)
        self._work = context.tasks.run(
            write_files,
            context.services,
            context.actor,
            context.session.case,
            self.language,
            self.folder,
            self.chosen_formats,
            owner=self,
            on_done=self._on_written,
            on_failed=self._on_failed,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
            lane="work",
        )

    def cancel(self) -> None:
        """Stop writing."""
        if self._work is not None:
            self._work.cancel()

    def choose_folder(self) -> None:
        """Let the person choose where the files go."""
        dialog = QFileDialog(self, self._context.texts("export.choose_folder"), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.place.setText)
        dialog.open()

    # -- what others say ------------------------------------------------------------------

    def _on_written(self, written: tuple[WrittenFile, ...]) -> None:
        self._work, self.written = None, written
        self._show_work(working=False)
        self._say("", "ok")
        self._show_results()

    def _on_failed(self, error: ShamayError) -> None:
        self._work = None
        self._show_work(working=False)
        self._say(error_words(self._context.texts, error), "error")

    def _on_cancelled(self) -> None:
        self._work = None
        self._show_work(working=False)
        self._say(self._context.texts("export.cancelled"), "muted")

    def _on_progress(self, done: int, total: int) -> None:
        # After the pictures comes the setting, of which nobody knows how long it takes.
        self.progress.setRange(0, total if done < total else 0)
        self.progress.setValue(done)

    def _on_choice_changed(self) -> None:
        ready = bool(self.chosen_formats) and bool(self.place.text().strip())
        self.write_button.setEnabled(ready and self._work is None)

    # -- showing --------------------------------------------------------------------------

    def _say(self, words: str, tone: theme.Tone) -> None:
        theme.set_tone(self.said, tone)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _show_work(self, *, working: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        self.write_button.setEnabled(not working)
        if working:
            self._clear_results()
            self._say(self._context.texts("export.writing"), "muted")

    def _clear_results(self) -> None:
        while (item := self.results.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show_results(self) -> None:
        self._clear_results()
        texts = self._context.texts
        for row, written in enumerate(self.written):
            self._show_result(row, written)
        if self.written:
            folder = QPushButton(texts("export.open_folder"))
            folder.setObjectName("action:open-folder")
            folder.setIcon(theme.icon("folder"))
            folder.clicked.connect(partial(self._open, self.written[0].path.parent))
            leading = Qt.AlignmentFlag.AlignLeading
            self.results.addWidget(folder, len(self.written), 1, 1, 2, leading)

    def _show_result(self, row: int, written: WrittenFile) -> None:
        texts, kind = self._context.texts, written.asset.asset_type
        mark = QLabel()
        mark.setPixmap(theme.pixmap("check", "ok"))
        # The ending stands apart: behind Hebrew and numbers it would jump before them.
        words = f"{texts(f'export.format.{kind}')} · {isolate(written.path.stem)}"
        name = QLabel(directed(words, texts), wordWrap=True)
        name.setObjectName(f"written:{kind.value}")
        name.setToolTip(isolate_left_to_right(str(written.path)))
        theme.align_leading(name)
        look = QPushButton(texts("export.open_file"))
        look.setObjectName(f"action:open-{kind.value}")
        look.setAccessibleName(f"{texts('export.open_file')}: {written.path.name}")
        look.clicked.connect(partial(self._open, written.path))
        self.results.addWidget(mark, row, 0)
        self.results.addWidget(name, row, 1)
        self.results.addWidget(look, row, 2)

    def _open(self, path: Path) -> None:
        if not self._open_path(path):
            self._say(self._context.texts("export.cannot_open"), "warning")

    def _show_choices(self) -> None:
        settings = self._context.services.settings
        folder, formats = settings.get(FOLDER), settings.get(CHOSEN)
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.place.setText(folder if isinstance(folder, str) else usual)
        for each, box in self.formats.items():
            box.setChecked(not isinstance(formats, list) or each.value in formats)
        self._on_choice_changed()

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self._build_choices()
        self._build_actions()
        texts = self._context.texts
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE)
        grid.setColumnStretch(1, 1)
        formats = QHBoxLayout()
        formats.setSpacing(2 * theme.SPACE)
        for box in self.formats.values():
            formats.addWidget(box)
        formats.addStretch(1)
        place = QHBoxLayout()
        place.setSpacing(theme.SPACE // 2)
        place.addWidget(self.place, 1)
        place.addWidget(self.choose)
        rows: tuple[tuple[str, QLayout | QWidget], ...] = (
            ("export.language", self.languages),
            ("export.formats", formats),
            ("export.folder", place),
        )
        for row, (key, part) in enumerate(rows):
            label = QLabel(texts(key))
            theme.set_tone(label, "muted")
            grid.addWidget(label, row, 0)
            if isinstance(part, QWidget):
                grid.addWidget(part, row, 1, Qt.AlignmentFlag.AlignLeading)
            else:
                grid.addLayout(part, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(grid)
        column.addLayout(self._actions())
        column.addWidget(self.said)
        column.addLayout(self.results)

    def _actions(self) -> QHBoxLayout:
        actions = QHBoxLayout()
        actions.setSpacing(theme.SPACE)
        actions.addWidget(self.write_button)
        actions.addWidget(self.print_button)
        actions.addWidget(self.progress)
        actions.addWidget(self.stop)
        actions.addStretch(1)
        return actions

    def _build_choices(self) -> None:
        texts = self._context.texts
        self.languages = QComboBox()
        self.languages.setObjectName("field:report-language")
        self.languages.setAccessibleName(texts("export.language"))
        for language in Language:
            self.languages.addItem(texts(f"export.language.{language}"), language.value)
        self.languages.currentIndexChanged.connect(lambda _index: self.language_chosen.emit())
        self.formats: dict[AssetType, QCheckBox] = {}
        for each in FORMATS:
            box = QCheckBox(texts(f"export.format.{each}"))
            box.setObjectName(f"field:format-{each.value}")
            box.toggled.connect(lambda _on: self._on_choice_changed())
            self.formats[each] = box
        self.place = QLineEdit()
        self.place.setObjectName("field:export-folder")
        self.place.setAccessibleName(texts("export.folder"))
        self.place.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.place.textChanged.connect(lambda _text: self._on_choice_changed())
        self.choose = QToolButton()
        self.choose.setObjectName("action:choose-folder")
        self.choose.setIcon(theme.icon("folder"))
        self.choose.setToolTip(texts("export.choose_folder"))
        self.choose.setAccessibleName(texts("export.choose_folder"))
        self.choose.clicked.connect(self.choose_folder)

    def _build_actions(self) -> None:
        texts = self._context.texts
        self.write_button = QPushButton(texts("export.write"))
        self.write_button.setObjectName("action:write")
        self.write_button.setIcon(theme.icon("export", "on_accent"))
        theme.set_kind(self.write_button, "primary")
        self.write_button.clicked.connect(self.write)
        self.print_button = QPushButton(texts("export.print"))
        self.print_button.setObjectName("action:print")
        self.print_button.setIcon(theme.icon("printer"))
        self.print_button.setToolTip(texts("export.print_tip"))
        self.print_button.clicked.connect(self.print_asked)
        self.progress = QProgressBar()
        self.progress.setObjectName("write-progress")
        self.progress.setAccessibleName(texts("export.writing"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.stop = QPushButton(texts("export.cancel"))
        self.stop.setObjectName("action:cancel-writing")
        self.stop.clicked.connect(self.cancel)
        self.stop.hide()
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("output-words")
        self.said.hide()
        self.results = QGridLayout()
        self.results.setColumnStretch(1, 1)
        self.results.setHorizontalSpacing(theme.SPACE)
        self.results.setVerticalSpacing(theme.SPACE // 2)
