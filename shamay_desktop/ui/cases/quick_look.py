"""The quick look under the list: front photo, steps, findings and last files of one case."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import ValuationLine
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.domain.steps import StepState
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.fact_words import newer_words
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.signing.version_words import look_words, tone_of
from shamay_desktop.usecases.cases.copies import NewerCopy, newer_copies
from shamay_desktop.usecases.cases.quick_look import QuickLook, quick_look
from shamay_desktop.usecases.evidence.pictures import thumbnail
from shamay_desktop.usecases.sealing.versions import VersionLine, versions_of

PHOTO = QSize(208, 156)
PAUSE_MS = 120
FILES = 6
TOLD = 20
"""How many files the line names, as far as there is room, and its tooltip."""
MARKS: dict[StepState, tuple[str, theme.Tone]] = {
    StepState.NOT_STARTED: ("step-open", "muted"),
    StepState.IN_PROGRESS: ("step-started", "accent"),
    StepState.COMPLETED: ("step-done", "ok"),
}


class QuickLookPanel(QFrame):
    """Shows the chosen line; what takes longer comes a moment later."""

    def __init__(self, context: OfficeContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick-look")
        self.setAccessibleName(context.texts("cases.look"))
        self._context = context
        self._line: ValuationLine | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_ended)
        self.title = QLabel()
        theme.set_tone(self.title, "heading")
        self.facts = QLabel()
        theme.set_tone(self.facts, "muted")
        self.newer = ElidedLabel()
        self.newer.setObjectName("look-newer")
        theme.set_tone(self.newer, "warning")
        self.newer.hide()
        self.sealed = ElidedLabel()
        self.sealed.setObjectName("look-sealed")
        self.sealed.hide()
        self.findings = QLabel()
        self.findings.setObjectName("look-findings")
        self.files = ElidedLabel()
        self.files.setObjectName("look-files")
        self.photo = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.photo.setObjectName("look-photo")
        self.photo.setFixedSize(PHOTO)
        theme.set_tone(self.photo, "muted")
        self._marks = {step: QLabel() for step in Step}
        self._details = QWidget()
        for label in (self.title, self.facts, self.findings):
            theme.align_leading(label)
        self._lay_out()
        # The same height with and without a case, so that the list does not jump.
        self.setMinimumHeight(PHOTO.height() + 4 * theme.SPACE)
        self.show_line(None)

    @property
    def line(self) -> ValuationLine | None:
        """The line that is shown."""
        return self._line

    def show_line(self, line: ValuationLine | None) -> None:
        """Show a line of the list, or that none is chosen."""
        if line is not None and line == self._line:
            self._pause.start()  # a refresh of the list: what is shown stays until it is known
            return
        self._line = line
        texts = self._context.texts
        # What lies in the trash is not opened, so nothing of it is read either.
        in_trash = line is not None and line.deleted_at is not None
        self._details.setVisible(line is not None and not in_trash)
        self.photo.setVisible(line is not None)
        self.facts.setVisible(line is not None)
        if line is None:
            self.newer.hide()
            self.sealed.hide()
            self._pause.stop()
            self.title.setText(texts("cases.look_none"))
            return
        self.title.setText(line.address or texts("cases.no_address", reference=line.reference))
        facts = [texts("cases.look_by", name=line.created_by_name)]
        if line.reference:
            facts.insert(0, texts("cases.look_reference", reference=line.reference))
        self.facts.setText("  ·  ".join(facts))
        self.newer.hide()
        self.sealed.hide()
        self.findings.setText(texts("cases.loading"))
        self.files.show_text("")
        self._show_photo(None)
        self._pause.start()

    def _on_pause_ended(self) -> None:
        line, context = self._line, self._context
        if line is None or line.deleted_at is not None:
            return
        context.tasks.run(
            quick_look,
            context.services,
            context.actor,
            line.id,
            owner=self,
            on_done=lambda look: self._on_looked(line, look),
            on_failed=lambda _error: self.findings.setText(""),
        )
        context.tasks.run(
            newer_copies,
            context.services,
            context.actor,
            line.id,
            owner=self,
            on_done=lambda copies: self._on_copies_known(line, copies),
            on_failed=lambda _error: self.newer.hide(),
        )
        self._read_versions(line)
        if line.front_sha256 is not None:
            self._fetch_photo(line, line.front_sha256)

    def _read_versions(self, line: ValuationLine) -> None:
        """What the list cannot say: which version it is, and whether another took its place."""
        context = self._context
        context.tasks.run(
            versions_of, context.services, context.actor, line.id, owner=self,
            on_done=lambda versions: self._on_versions_known(line, versions),
            on_failed=lambda _error: self.sealed.hide(),
        )  # fmt: skip

    def _on_versions_known(self, line: ValuationLine, versions: Sequence[VersionLine]) -> None:
        if line is not self._line:
            return
        own = next(
            (each.version for each in versions if each.version.valuation_id == line.id), None
        )
        self.sealed.setVisible(own is not None)
        if own is not None:
            self.sealed.show_text(look_words(own, len(versions), self._context.texts))
            theme.set_tone(self.sealed, tone_of(own))

    def _fetch_photo(self, line: ValuationLine, sha256: str) -> None:
        self._context.tasks.run(
            thumbnail,
            self._context.services,
            sha256,
            2 * PHOTO.width(),
            owner=self,
            on_done=lambda picture: self._on_photo_made(line, picture),
            on_failed=lambda _error: None,
            lane="work",
        )

    def _on_looked(self, line: ValuationLine, look: QuickLook) -> None:
        if line is not self._line:
            return
        texts = self._context.texts
        for step, label in self._marks.items():
            label.setPixmap(theme.pixmap(*MARKS[look.progress[step].state]))
        if look.block or look.warn:
            words = texts("cases.look_findings", block=look.block, warn=look.warn)
        else:
            words = texts("cases.look_no_findings")
        self.findings.setText(words)
        theme.set_tone(self.findings, "error" if look.block else "muted")
        names = "  ·  ".join(isolate(name) for name in look.files[:FILES])
        self.files.show_text(names or texts("cases.look_no_files"))
        self.files.setToolTip("\n".join(look.files[:TOLD]))

    def _on_copies_known(self, line: ValuationLine, copies: tuple[NewerCopy, ...]) -> None:
        if line is self._line:
            self.newer.setVisible(bool(copies))
            if copies:
                self.newer.show_text(newer_words(self._context, copies))

    def _on_photo_made(self, line: ValuationLine, picture: PictureFile) -> None:
        if line is self._line:
            self._show_photo(Path(picture.path))

    def _show_photo(self, path: Path | None) -> None:
        """The cached thumbnail is small, so reading it here costs a few milliseconds."""
        if path is None:
            self.photo.setText(self._context.texts("cases.look_no_photo"))
            return
        image = QImageReader(str(path)).read()
        ratio = self.devicePixelRatioF()
        fitted = image.scaled(
            PHOTO * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self.photo.setPixmap(QPixmap.fromImage(fitted))

    def _lay_out(self) -> None:
        texts = self._context.texts
        steps = QHBoxLayout()
        steps.setSpacing(theme.SPACE)
        for step, mark in self._marks.items():
            mark.setPixmap(theme.pixmap(*MARKS[StepState.NOT_STARTED]))
            if steps.count():
                steps.addSpacing(theme.SPACE)  # a mark stands nearer to its own word
            steps.addWidget(mark)
            steps.addWidget(QLabel(texts(f"shell.step.{step.value}")))
        steps.addStretch(1)
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(("cases.look_steps", "shell.findings_title", "cases.look_files")):
            name = QLabel(texts(key))
            theme.set_tone(name, "muted")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(steps, 0, 1)
        grid.addWidget(self.findings, 1, 1)
        grid.addWidget(self.files, 2, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.newer)
        column.addWidget(self.sealed)
        column.addWidget(self._details)
        column.addStretch(1)
        row_layout = QHBoxLayout(self)
        row_layout.setContentsMargins(*(2 * theme.SPACE,) * 4)
        row_layout.setSpacing(2 * theme.SPACE)
        row_layout.addWidget(self.photo)
        row_layout.addLayout(column, 1)
