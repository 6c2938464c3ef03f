"""The office's templates of reports: each kind read, changed, and kept as a new version."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.report_templates.shipped import orders
from shamay_desktop.domain.report_templates.template import Kind, ReportTemplate
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.dialogs.holding import HoldingDialog
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.report_templates.fixed_editor import FixedEditor
from shamay_desktop.ui.report_templates.looks_form import LooksForm
from shamay_desktop.ui.report_templates.order_tree import OrderTree
from shamay_desktop.ui.report_templates.preview_dialog import TemplatePreview
from shamay_desktop.ui.report_templates.remarks import Remarks
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.report_templates import (
    KnownTemplate,
    save_template,
    templates_of,
)
from shamay_desktop.usecases.office.template_files import read_template_file, write_template
from shamay_desktop.usecases.office.word_templates import WordTemplate, word_template
from shamay_desktop.usecases.report.previewing import Preview
from shamay_desktop.usecases.report.template_preview import preview_template
from shamay_desktop.usecases.services import Services

SIZE = (760, 640)
Read = tuple[tuple[KnownTemplate, ...], tuple[str, ...]]
"""The templates, and the families that a report may be set in here."""


def read_templates(services: Services, actor: Actor) -> Read:
    """What the window shows."""
    return templates_of(services, actor), services.report_fonts.families()


class TemplatesDialog(HoldingDialog):
    """Nothing is written before it is saved; older versions stay for the cases that name them."""

    def __init__(self, context: OfficeContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report-templates")
        self._context, self._texts = context, context.texts
        self._may = may(context.actor, Permission.MANAGE_OFFICE)
        self._known: dict[Kind, KnownTemplate] = {}
        self._shown: ReportTemplate | None = None
        self._base: ReportTemplate | None = None
        self._saving: ReportTemplate | None = None
        self.shown_preview: TemplatePreview | None = None
        self.setWindowTitle(self._texts("templates.title"))
        self.resize(*SIZE)
        self.kinds = QComboBox()
        self.kinds.setObjectName("template-kind")
        self.kinds.setAccessibleName(self._texts("templates.kind"))
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("templates-said")
        self.save_button = button("save-report-template", self._texts("templates.save"), "primary")
        self.shipped_button = button("shipped-report-template", self._texts("templates.shipped"))
        self.word_button = button("word-report-template", self._texts("templates.from_word"))
        self.file_button = button("open-report-template", self._texts("templates.from_file"))
        self.write_button = button("write-report-template", self._texts("templates.to_file"))
        self.preview_button = button("preview-report-template", self._texts("templates.preview"))
        self.remarks = Remarks(self._texts)
        self.order = OrderTree(self._texts)
        self.fixed = FixedEditor(self._texts)
        self.looks: LooksForm | None = None
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(self._texts("templates.title"))
        self._lay_out()
        self._tabs.setEnabled(False)
        self._run(read_templates, on_done=self._on_read)

    @property
    def kind(self) -> Kind:
        """The kind that is shown."""
        return Kind(self.kinds.currentData())

    @property
    def typed(self) -> ReportTemplate:
        """The template as it stands in the window. Refused as the texts' own language."""
        base = self._base or self._known[self.kind].current
        made = base if self.looks is None else self.looks.typed(base)
        chapters = self.order.chapters()
        return replace(
            made,
            chapters=chapters,
            own_chapters=chapters != orders()[made.order],
            without=self.order.without(),
            titles=self.order.titles(),
            fixed=self.fixed.typed(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether something is not saved."""
        if self._shown is None:
            return False
        try:
            return replace(self.typed, version=self._shown.version) != self._shown
        except Refused:
            return True

    def holds_words(self) -> bool:
        """Whether something would be lost now."""
        return self._may and self.is_changed

    def warn(self) -> None:
        """Say that closing again loses it."""
        self._say(self._texts("templates.unsaved"), "warning")

    def save(self) -> None:
        """Keep what stands as the office's newest version."""
        if not (self._may and self.is_changed):
            return
        template = self._typed_or_said()
        if template is None:
            return
        self.save_button.setEnabled(False)
        self._saving = template
        self._run(save_template, template, on_done=self._on_saved)

    def take_word_file(self, path: Path) -> None:
        """Read a Word file as a template of the kind that is shown."""
        self._run(word_template, path, self.kind, on_done=self._on_word_read)

    def take_template_file(self, path: Path) -> None:
        """Read a template's own file."""
        self._run(read_template_file, path, on_done=self._on_file_read)

    def write_file(self, path: Path) -> None:
        """Write the template as it stands in the window."""
        template = self._typed_or_said()
        if template is not None:
            self._run(write_template, template, path, on_done=self._on_written)

    def preview(self) -> None:
        """Show the sample case by the template as it stands in the window."""
        template = self._typed_or_said()
        if template is not None:
            self.preview_button.setEnabled(False)
            self._run(preview_template, template, self._texts.language, on_done=self._on_previewed)

    # -- answers --------------------------------------------------------------------------

    def _on_read(self, found: Read) -> None:
        known, families = found
        self._known = {each.shipped.kind: each for each in known}
        if self.looks is None:
            self.looks = LooksForm(self._texts, families)
            self.looks.changed.connect(self._enable)
            area = QScrollArea(widgetResizable=True)
            area.setWidget(self.looks)
            self._tabs.addTab(area, self._texts("templates.tab_looks"))
            self._tabs.setEnabled(self._may)
            self.kinds.setFocus()
        current = self._known[self.kind].current
        if self._saving is not None and self._typed_since(self._saving):
            self._shown, self._base = current, current
            self._tell_version()
            self._enable()
        else:
            self._show(current)
        self._saving = None
        if self._known[self.kind].broken:
            self._say(self._texts("templates.broken"), "warning")

    def _on_saved(self, changes: Changes) -> None:
        self._context.hub.changed.emit(changes)
        self._say(self._texts("templates.saved"), "ok")
        self._run(read_templates, on_done=self._on_read)

    def _on_word_read(self, found: WordTemplate) -> None:
        self.remarks.show_lint(found.lint)
        if self._tabs.indexOf(self.remarks) < 0:
            self._tabs.addTab(self.remarks, self._texts("templates.tab_remarks"))
        self._tabs.setCurrentWidget(self.remarks)
        if found.template is None:
            self._say(self._texts("templates.word_refused"), "error")
            return
        self._put(found.template)
        self._say(self._texts("templates.word_taken"), "ok")

    def _on_file_read(self, template: ReportTemplate) -> None:
        said = "file_taken"
        if template.kind is not self.kind:
            if self.holds_words():
                self._say(self._texts("templates.unsaved_kind"), "warning")
                return
            blocked = QSignalBlocker(self.kinds)
            self.kinds.setCurrentIndex(self.kinds.findData(template.kind.value))
            blocked.unblock()
            said = "file_kind"
        self._put(template)
        kind = self._texts(f"templates.kind.{template.kind.value}")
        self._say(self._texts(f"templates.{said}", kind=kind), "ok")

    def _on_written(self, target: Path) -> None:
        self._say(self._texts("templates.written", file=target.name), "ok")

    def _on_previewed(self, preview: Preview) -> None:
        self.preview_button.setEnabled(True)
        self.shown_preview = TemplatePreview(self._context, preview, self)
        self.shown_preview.show()

    def _put(self, template: ReportTemplate) -> None:
        """A template in the window that is not kept yet."""
        self._fill(template)
        self._shown = self._known[self.kind].current
        self._enable()

    def _typed_or_said(self) -> ReportTemplate | None:
        """The template as it stands, None when it is said what is wrong in it."""
        try:
            return self.typed
        except Refused as problem:
            self._on_failed(problem)
            return None

    def _typed_since(self, saved: ReportTemplate) -> bool:
        """Whether something was typed while it was being kept: that is never written over."""
        try:
            return self.typed != saved
        except Refused:
            return True

    def _on_failed(self, error: ShamayError) -> None:
        self._saving = None
        self.preview_button.setEnabled(True)
        self._say(error_words(self._texts, error), "error")
        self._enable()

    def _on_kind_chosen(self) -> None:
        if self.kind not in self._known:
            return
        if self._shown is not None and self._shown.kind is not self.kind and self.holds_words():
            kept = self._shown.kind
            blocked = QSignalBlocker(self.kinds)
            self.kinds.setCurrentIndex(self.kinds.findData(kept.value))
            blocked.unblock()
            self._say(self._texts("templates.unsaved_kind"), "warning")
            return
        self._say("", "muted")
        self._show(self._known[self.kind].current)

    def _on_shipped_clicked(self) -> None:
        """The shipped template in the window; it is kept only when it is saved."""
        self._fill(self._known[self.kind].shipped)
        self._shown = self._known[self.kind].current
        self._enable()

    def _show(self, template: ReportTemplate) -> None:
        self._fill(template)
        self._shown = template
        self._tell_version()
        self._enable()

    def _tell_version(self) -> None:
        known = self._known[self.kind]
        key = "version_own" if known.versions else "version_shipped"
        self.owner.setText(self._texts(f"templates.{key}", n=known.current.version))

    def _fill(self, template: ReportTemplate) -> None:
        self._shown, self._base = None, template
        self.order.show_template(template)
        self.fixed.show_paragraphs(template.fixed)
        if self.looks is not None:
            self.looks.show_template(template)

    def _enable(self) -> None:
        self.save_button.setEnabled(self._may and self.is_changed)
        read = bool(self._known)
        for each in (self.shipped_button, self.word_button, self.file_button):
            each.setEnabled(self._may and read)
        for each in (self.write_button, self.preview_button):
            each.setEnabled(read)

    def _say(self, words: str, tone: theme.Tone) -> None:
        self.said.setText(words)
        theme.set_tone(self.said, tone)

    def _run(self, do: object, *given: object, on_done: object) -> None:
        self._context.tasks.run(
            do, self._context.services, self._context.actor, *given,  # type: ignore[arg-type]  # a use case
            owner=self, on_done=on_done, on_failed=self._on_failed,  # type: ignore[arg-type]
        )  # fmt: skip

    # -- building -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        texts = self._texts
        for kind in Kind:
            self.kinds.addItem(texts(f"templates.kind.{kind.value}"), kind.value)
        self.owner = QLabel()
        self.owner.setObjectName("template-owner")
        theme.set_tone(self.owner, "muted")
        head = QHBoxLayout()
        head.addWidget(self.kinds, 1)
        head.addWidget(self.owner)
        self._tabs.addTab(self.order, texts("templates.tab_order"))
        self._tabs.addTab(self.fixed, texts("templates.tab_fixed"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addLayout(head)
        column.addWidget(self._tabs, 1)
        column.addWidget(self.said)
        column.addLayout(self._files())
        column.addLayout(self._buttons())
        if not self._may:
            self._say(texts("templates.office_only"), "muted")
        self.kinds.currentIndexChanged.connect(lambda _at: self._on_kind_chosen())
        self.order.changed.connect(self._enable)
        self.fixed.changed.connect(self._enable)

    def _buttons(self) -> QHBoxLayout:
        close = button("close-report-templates", self._texts("templates.close"))
        close.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.save_button.setToolTip(f"{self.save_button.text()} (Ctrl+S)")
        self.shipped_button.clicked.connect(self._on_shipped_clicked)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        row = QHBoxLayout()
        for each in (self.save_button, self.shipped_button, close):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.insertStretch(2, 1)
        return row

    def _files(self) -> QHBoxLayout:
        row = QHBoxLayout()
        pairs = (
            (self.word_button, self._on_word_clicked),
            (self.file_button, self._on_file_clicked),
            (self.write_button, self._on_write_clicked),
            (self.preview_button, self.preview),
        )
        for each, do in pairs:
            each.setAutoDefault(False)
            each.clicked.connect(lambda _on=False, do=do: do())
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _on_word_clicked(self) -> None:
        title, kinds = self._texts("templates.from_word"), self._texts("templates.word_files")
        path, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if path:
            self.take_word_file(Path(path))

    def _on_file_clicked(self) -> None:
        title, kinds = self._texts("templates.from_file"), self._texts("templates.template_files")
        path, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if path:
            self.take_template_file(Path(path))

    def _on_write_clicked(self) -> None:
        title, kinds = self._texts("templates.to_file"), self._texts("templates.template_files")
        path, _ = QFileDialog.getSaveFileName(self, title, f"{self.kind.value}.json", kinds)
        if path:
            self.write_file(Path(path))
