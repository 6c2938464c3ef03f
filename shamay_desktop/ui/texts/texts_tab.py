"""Step 4's texts: the fields of the report's long texts, and proposals beside them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMessageBox, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.fields import BY_ID, Field, Group
from shamay_desktop.domain.texts.kept import Standing
from shamay_desktop.domain.texts.shipped import shipped_templates
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.form_page import FormScroll
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.texts.proposal_panel import ProposalPanel
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.usecases.texts.proposing import (
    How,
    TextProposal,
    proposals_of,
    taking,
    taking_all,
)
from shamay_desktop.usecases.texts.templates import templates_of

BESIDE_FROM = 90 * theme.SPACE
"""Pixels of width from which the proposal stands beside the form, not above it."""

PANEL_WIDTH = 40 * theme.SPACE


def text_groups() -> list[tuple[Group, tuple[Field, ...]]]:
    """The long texts that templates fill, under their own groups, in the order of the report."""
    groups: dict[str, tuple[Group, list[Field]]] = {}
    # Which fields templates fill is the same in both languages.
    for template in shipped_templates(Language.HE):
        field = BY_ID[template.field_id]
        if field.group is not None:
            groups.setdefault(field.group.key, (field.group, []))[1].append(field)
    return [(group, tuple(fields)) for group, fields in groups.values()]


class TextsTab(QWidget):
    """The form of long texts with the panel of proposals; it tells changes as a page does."""

    edited = Signal(object)
    """tuple[Change, ...]: one gesture."""

    go_asked = Signal(str)
    """The path of a fact that is to be seen in its place."""

    def __init__(self, context: PageContext, form: Form, area: FormScroll) -> None:
        super().__init__()
        self.setObjectName("texts-tab")
        self.context = context
        self.form = form
        self.panel = ProposalPanel(context)
        self.notice = NoticeBar(context.texts)
        self.area = area
        self._case: Case | None = None
        self._templates = shipped_templates(context.texts.language)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(0)
        self._row.addWidget(self.area, 1)
        self._row.addWidget(self.panel)
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addLayout(self._row, 1)
        self._connect()
        self._declare_actions()
        self.read_templates()

    def show_case(self, case: Case) -> None:
        """Propose from the case as it stands."""
        self._case = case
        phrases = self.context.phrases.phrases
        language = self.context.texts.language
        self.panel.show_proposals(proposals_of(case, self._templates, language, phrases))

    def read_templates(self) -> None:
        """Read the office's templates off the UI thread; the shipped ones stand meanwhile."""
        context = self.context
        context.phrases.need(context)
        context.tasks.run(
            templates_of, context.services, context.actor, context.texts.language,
            owner=self, on_done=self._on_templates_read, on_failed=self.say,
        )  # fmt: skip

    def say(self, error: ShamayError) -> None:
        """Say what went wrong, over the texts."""
        self.notice.say(error_words(self.context.texts, error), "error")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the form where there is room, under it where there is not."""
        super().resizeEvent(event)
        beside = event.size().width() >= BESIDE_FROM
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._row.setDirection(wanted)
        self.panel.setMinimumWidth(PANEL_WIDTH if beside else 0)
        self.panel.setMaximumWidth(event.size().width() * 45 // 100 if beside else 16_777_215)
        self.panel.setMaximumHeight(16_777_215 if beside else self._height_above(event))

    def _height_above(self, event: QResizeEvent) -> int:
        """Half of the tab, or what the panel needs where half of it would cut its words."""
        needed = self.panel.heightForWidth(event.size().width())
        return max(event.size().height() // 2, needed, self.panel.minimumSizeHint().height())

    # -- taking ---------------------------------------------------------------------------

    def take(self, proposal: TextProposal, how: How) -> None:
        """Take one proposal; over typed words only when the person says so once more."""
        if how is How.REPLACE and not self._may_replace(proposal):
            return
        try:
            changes = taking(self.context.session, proposal, self.context.texts.language, how)
        except Refused as problem:
            self.say(problem)
            return
        if changes:
            self.edited.emit(changes)
            self.notice.say(self.context.texts("texts_analysis.taken"), passing=True)

    def take_all(self) -> None:
        """Take every proposal that replaces nobody's words, in one gesture."""
        if self._case is None:
            return
        language, phrases = self.context.texts.language, self.context.phrases.phrases
        free = proposals_of(self.context.session.case, self._templates, language, phrases)
        changes = taking_all(self.context.session, free, language)
        if changes:
            self.edited.emit(changes)
            words = self.context.texts("texts_analysis.taken_all", n=len(changes))
            self.notice.say(words, passing=True)

    def _may_replace(self, proposal: TextProposal) -> bool:
        texts = self.context.texts
        box = QMessageBox(self.window())
        box.setObjectName("replace-text-question")
        box.setWindowTitle(texts("texts_analysis.replace_title"))
        label = proposal.field.label(texts.language)
        box.setText(texts("texts_analysis.replace_question", field=label))
        yes = box.addButton(texts("texts_analysis.replace"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(texts("texts_analysis.keep_standing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes

    # -- others ---------------------------------------------------------------------------

    def edit_template(self, template: Template) -> None:
        """Open a template to be read and, by who may, changed."""
        from shamay_desktop.ui.texts.template_dialog import TemplateDialog

        dialog = TemplateDialog(self.context, template, self.window())
        dialog.saved.connect(self.read_templates)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_model(self, proposal: TextProposal) -> None:
        """Prepare a question to the language model and show it; without a server, name one."""
        from shamay_desktop.ui.texts.model_wording import ModelWording

        wording = ModelWording(self.context, proposal, self)
        wording.edited.connect(self.edited)
        wording.failed.connect(self.say)
        wording.begin()

    def _on_templates_read(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        if self._case is not None:
            self.show_case(self._case)

    def _on_phrases_changed(self) -> None:
        if self._case is not None:
            self.show_case(self._case)

    def _on_form_focused(self, path: str) -> None:
        self.panel.show_field(path.partition("/")[0])

    def _connect(self) -> None:
        self.form.focused.connect(self._on_form_focused)
        self.context.phrases.changed.connect(self._on_phrases_changed)
        panel = self.panel
        panel.take_asked.connect(self.take)
        panel.take_all_asked.connect(self.take_all)
        panel.template_asked.connect(self.edit_template)
        panel.model_asked.connect(self.ask_model)
        panel.go_asked.connect(self.go_asked)
        panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _declare_actions(self) -> None:
        self.action_set = ActionSet(self)
        may = self._may_take
        self.action_set.add(
            Action("take_text", self.panel.take_shown, ("Alt+T",), "form", "computed", enabled=may),
            Action(
                "take_all_texts", self.take_all, ("Alt+Shift+T",), "form", "checklist", enabled=may
            ),
        )

    def _may_take(self) -> bool:
        proposal = self.panel.proposal
        said = proposal is not None and proposal.standing is not Standing.SAME
        return said and not self.context.read_only
