"""A template, read and edited: its text, how it reads in this case, and what is wrong with it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.texts.assembling import assembled
from shamay_desktop.domain.texts.naming import label_of
from shamay_desktop.domain.texts.parsing import by_ids, by_labels
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.phrases.place_choice import PlaceChoice, fillable_places
from shamay_desktop.ui.texts.linked_text import LinkedText
from shamay_desktop.ui.widgets.long_text_editor import align_text
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.texts.templates import (
    reset_template,
    save_template,
    shipped_template,
)

EXAMPLE = "address.city"


class TemplateDialog(QDialog):
    """What is typed is tried in the open case at once; saving is for who manages the office."""

    saved = Signal()

    def __init__(
        self, context: PageContext, template: Template, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("template-dialog")
        self._context = context
        self._texts = context.texts
        self._template = template
        self._may = may(context.actor, Permission.MANAGE_OFFICE) and not context.read_only
        self.setWindowTitle(self._texts("texts_analysis.template_title", title=template.title))
        self.resize(100 * theme.SPACE, 76 * theme.SPACE)
        self._build()
        self._show(template)

    @property
    def typed(self) -> Template:
        """The template as it is typed."""
        return replace(
            self._template, title=self.name.text().strip(), text=self.text.toPlainText().rstrip()
        )

    def _show(self, template: Template) -> None:
        self._template = template
        self.name.setText(template.title)
        self.text.setPlainText(by_labels(template.text, self._texts.language))
        key = "template_own" if template.own else "template_shipped"
        self._owner.setText(self._texts(f"texts_analysis.{key}"))
        self._reset.setEnabled(self._may and template.own)
        self._on_text_changed()

    def _on_text_changed(self) -> None:
        language = self._texts.language
        try:
            told = assembled(
                self.typed, self._context.session.case, language, self._context.phrases.phrases
            )
        except Refused as problem:
            self._say(error_words(self._texts, problem), "error")
            self._save.setEnabled(False)
            return
        self._say("", "muted")
        self._save.setEnabled(self._may and bool(self.name.text().strip()))
        self.preview.show_runs(told.runs, right_to_left=language.right_to_left)

    def _on_save_clicked(self) -> None:
        kept = replace(self.typed, text=by_ids(self.typed.text))
        self._run(save_template, kept, self._texts.language, said="template_saved")

    def _on_reset_clicked(self) -> None:
        language = self._texts.language
        self._run(reset_template, self._template.id, language, said="template_was_reset")

    def _run(self, do: object, *given: object, said: str) -> None:
        context = self._context
        saved = said == "template_saved"
        shown = replace(self.typed, text=by_ids(self.typed.text)) if saved else None

        def done(_changes: Changes) -> None:
            language = self._texts.language
            shipped = shipped_template(self._template.id, language)
            same = shown is None or (shown.title, shown.text) == (shipped.title, shipped.text)
            self._show(shipped if shown is None or same else replace(shown, own=True))
            self._say(self._texts(f"texts_analysis.{said}"), "ok")
            self.saved.emit()

        context.tasks.run(
            do, context.services, context.actor, *given,  # type: ignore[arg-type]  # a use case
            owner=self, on_done=done, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_failed(self, error: ShamayError) -> None:
        self._say(error_words(self._texts, error), "error")

    def _say(self, words: str, tone: theme.Tone) -> None:
        self._said.setText(words)
        theme.set_tone(self._said, tone)

    def _on_field_chosen(self, path: str | None) -> None:
        if path is not None:
            self.text.insertPlainText(f"{{{label_of(path, self._texts.language)}}}")
            self.text.setFocus()

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        self.name = QLineEdit()
        self.name.setObjectName("template-name")
        self.name.setAccessibleName(texts("texts_analysis.template_name"))
        self.name.setMaxLength(120)
        self.name.setReadOnly(not self._may)
        self.text = QPlainTextEdit()
        self.text.setObjectName("template-text")
        self.text.setAccessibleName(texts("texts_analysis.template_text"))
        self.text.setReadOnly(not self._may)
        self.text.setTabChangesFocus(True)
        align_text(self.text, texts)
        self.preview = LinkedText("template-preview", texts("texts_analysis.template_preview"))
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("template-said")
        self._owner = QLabel(wordWrap=True)
        theme.set_tone(self._owner, "muted")
        self.name.textChanged.connect(self._on_text_changed)
        self._save = button("save-template", texts("texts_analysis.template_save"), "primary")
        self._reset = button("reset-template", texts("texts_analysis.template_reset"))
        self._lay_out()
        self.text.textChanged.connect(self._on_text_changed)

    def _lay_out(self) -> None:
        texts = self._texts
        example = f"{{{label_of(EXAMPLE, texts.language)}}}"
        place = texts("texts_analysis.template_help", place=example)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.name)
        column.addWidget(_muted(place))
        column.addWidget(self.text, 3)
        if self._may:
            column.addLayout(self._fields_row())
        else:
            column.addWidget(_muted(texts("texts_analysis.template_office_only")))
        column.addWidget(QLabel(texts("texts_analysis.template_preview")))
        column.addWidget(self.preview, 2)
        column.addWidget(self._said)
        self._save.clicked.connect(self._on_save_clicked)
        self._reset.clicked.connect(self._on_reset_clicked)
        close = button("close-template", texts("texts_analysis.close"))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        for each in (self._save, self._reset):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addWidget(self._owner, 1)
        row.addWidget(close)
        column.addLayout(row)

    def _fields_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(self._texts("texts_analysis.template_field"))
        self.fields = PlaceChoice(fillable_places(self._texts), "")
        self.fields.setObjectName("template-field")
        self.fields.setAccessibleName(label.text())
        label.setBuddy(self.fields)
        self.fields.activated.connect(lambda _at: self._on_field_chosen(self.fields.place))
        row.addWidget(label)
        row.addWidget(self.fields, 1)
        return row


def _muted(words: str) -> QLabel:
    label = QLabel(words, wordWrap=True)
    theme.set_tone(label, "muted")
    return label
