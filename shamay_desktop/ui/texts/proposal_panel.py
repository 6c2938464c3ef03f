"""A proposed text beside its field: what it rests on, what stands there, and how to take it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.texts.kept import Standing
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.texts.linked_text import LinkedText
from shamay_desktop.ui.texts.model_state import ModelState
from shamay_desktop.usecases.texts.proposing import How, TextProposal

MOST_MISSING = 6
MARKS = {
    Standing.EMPTY: "plus",
    Standing.SAME: "check",
    Standing.TAKEN: "computed",
    Standing.TYPED: "typed",
    Standing.ANSWERED: "none",
}


class ProposalPanel(QFrame):
    """Shows one proposal of several; it never changes the case: it tells what was asked for."""

    take_asked = Signal(object, object)
    """TextProposal and How."""

    take_all_asked = Signal()
    template_asked = Signal(object)
    """Template: it is to be edited."""

    model_asked = Signal(object)
    """TextProposal: a language model shall word it."""

    settings_asked = Signal()
    go_asked = Signal(str)
    """The path of a fact or a missing field."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("text-proposals")
        self.setProperty("surface", "true")
        self._context = context
        self._texts = context.texts
        self._proposals: tuple[TextProposal, ...] = ()
        self._shown: TextProposal | None = None
        self._build()

    @property
    def proposal(self) -> TextProposal | None:
        """The proposal that is shown."""
        at = self.choice.currentIndex()
        return self._proposals[at] if 0 <= at < len(self._proposals) else None

    def show_proposals(self, proposals: Sequence[TextProposal]) -> None:
        """Show these; the one that was shown stays the one."""
        standing = self.proposal
        self._proposals = tuple(proposals)
        self.choice.blockSignals(True)  # noqa: FBT003 — Qt's own signature
        self.choice.clear()
        for each in self._proposals:
            tone = "warning" if each.changed else "muted"
            self.choice.addItem(theme.icon(MARKS[each.standing], tone), each.told.template.title)
        ids = [each.told.template.id for each in self._proposals]
        if standing is not None and standing.told.template.id in ids:
            self.choice.setCurrentIndex(ids.index(standing.told.template.id))
        self.choice.blockSignals(False)  # noqa: FBT003 — Qt's own signature
        self._show()

    def show_field(self, path: str) -> None:
        """Show the proposal of a field, if there is one."""
        for at, each in enumerate(self._proposals):
            if each.field.id == path:
                self.choice.setCurrentIndex(at)
                return

    # -- showing --------------------------------------------------------------------------

    def _show(self) -> None:
        proposal = self.proposal
        if proposal == self._shown and proposal is not None:
            self._show_all_button()
            return
        self._shown = proposal
        right_to_left = self._texts.language.right_to_left
        runs = () if proposal is None else proposal.told.runs
        self.text.show_runs(runs, right_to_left=right_to_left)
        self.text.setVisible(bool(runs))
        self._nothing.setVisible(not runs)
        self._say_state(proposal)
        self._say_missing(proposal)
        self._show_buttons(proposal)
        self._show_all_button()

    def _say_state(self, proposal: TextProposal | None) -> None:
        texts = self._texts
        if proposal is None:
            self._state.setText("")
            self._changed.hide()
            return
        self._state.setText(texts(f"texts_analysis.state.{proposal.standing.value}"))
        self._changed.setVisible(bool(proposal.changed))
        if proposal.changed:
            fields = self._links(proposal.changed)
            self._changed.setText(
                texts("texts_analysis.changed", fields="\0").replace("\0", fields)
            )

    def _say_missing(self, proposal: TextProposal | None) -> None:
        told = None if proposal is None else proposal.told
        lines = []
        if told is not None and told.missing:
            fields = self._links(told.missing[:MOST_MISSING])
            words = self._texts("texts_analysis.missing", fields="\0")
            lines.append(words.replace("\0", fields))
        if told is not None and told.unknown:
            codes = ", ".join(f"={code}" for code in told.unknown)
            lines.append(self._texts("texts_analysis.unknown_phrases", codes=codes))
        self._missing.setText("<br>".join(lines))
        self._missing.setVisible(bool(lines))

    def _links(self, paths: Sequence[str]) -> str:
        accent = theme.colour("accent").name()
        names = []
        for path in paths:
            field = BY_ID.get(path.partition("/")[0])
            if field is not None:
                label = field.label(self._texts.language)
                names.append(f'<a href="{path}" style="color:{accent}">{label}</a>')
        return ", ".join(dict.fromkeys(names))

    def _show_buttons(self, proposal: TextProposal | None) -> None:
        may = proposal is not None and proposal.says_something and not self._context.read_only
        state = None if proposal is None else proposal.standing
        typed = state in (Standing.TYPED, Standing.ANSWERED)
        self.take.setVisible(not typed)
        self.take.setEnabled(may and state is not Standing.SAME)
        self.replace.setVisible(typed)
        self.replace.setEnabled(may)
        self.behind.setVisible(state is Standing.TYPED)
        self.behind.setEnabled(may)
        self.template.setEnabled(proposal is not None)
        self.model.setEnabled(may)

    def _show_all_button(self) -> None:
        n = sum(each.is_free for each in self._proposals)
        self.take_all.setText(self._texts("texts_analysis.take_all", n=n))
        self.take_all.setEnabled(n > 0 and not self._context.read_only)
        self.take_all.setToolTip("" if n else self._texts("texts_analysis.nothing_to_take"))

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        title = QLabel(texts("texts_analysis.choose"))
        theme.set_tone(title, "heading")
        self.choice = QComboBox()
        self.choice.setObjectName("text-choice")
        self.choice.setAccessibleName(texts("texts_analysis.choose"))
        self.choice.setMinimumContentsLength(8)
        self.choice.currentIndexChanged.connect(lambda _at: self._show())
        title.setBuddy(self.choice)
        self._state = _words("text-state", "muted")
        self._changed = _words("text-changed", "warning")
        self._missing = _words("text-missing", "muted")
        self._nothing = _words("text-nothing", "muted")
        self._nothing.setText(texts("texts_analysis.nothing"))
        for label in (self._changed, self._missing):
            label.linkActivated.connect(self.go_asked)
        self.text = LinkedText("proposed-text", texts("texts_analysis.choose"))
        self.text.followed.connect(self.go_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        for part in (title, self.choice, self._state, self._changed):
            column.addWidget(part)
        column.addWidget(self.text, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._missing)
        column.addLayout(self._make_taking())
        column.addLayout(self._make_further())
        column.addWidget(_leading(ModelState(self._context)))
        column.addStretch(0)

    def _make_taking(self) -> QVBoxLayout:
        texts = self._texts
        self.take = button("take-text", texts("texts_analysis.take"), "primary")
        self.replace = button("replace-text", texts("texts_analysis.replace"))
        self.behind = button("text-behind", texts("texts_analysis.behind"))
        self.take_all = button("take-all-texts", "")
        self.take.setToolTip(f"{texts('texts_analysis.take')} (Alt+T)")
        self.take.clicked.connect(lambda: self._take(How.TAKE))
        self.replace.clicked.connect(lambda: self._take(How.REPLACE))
        self.behind.clicked.connect(lambda: self._take(How.BEHIND))
        self.take_all.clicked.connect(self.take_all_asked)
        row = QHBoxLayout()
        for each in (self.take, self.replace, self.behind):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addLayout(row)
        column.addWidget(_leading(self.take_all))
        return column

    def _make_further(self) -> QHBoxLayout:
        texts = self._texts
        self.template = button("edit-template", texts("texts_analysis.edit_template"), "flat")
        self.model = button("ask-model", texts("texts_analysis.ask_model"), "flat")
        self.template.clicked.connect(self._on_template_clicked)
        self.model.clicked.connect(self._on_model_clicked)
        row = QHBoxLayout()
        row.addWidget(self.template)
        row.addWidget(self.model)
        row.addStretch(1)
        return row

    def _take(self, how: How) -> None:
        if self.proposal is not None:
            self.take_asked.emit(self.proposal, how)

    def take_shown(self) -> None:
        """Take the proposal that is shown, as its button would."""
        if self.take.isVisibleTo(self) and self.take.isEnabled():
            self._take(How.TAKE)
        elif self.replace.isVisibleTo(self) and self.replace.isEnabled():
            self._take(How.REPLACE)

    def _on_template_clicked(self) -> None:
        if self.proposal is not None:
            self.template_asked.emit(self.proposal.told.template)

    def _on_model_clicked(self) -> None:
        if self.proposal is not None:
            self.model_asked.emit(self.proposal)


def _words(name: str, tone: theme.Tone) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setObjectName(name)
    theme.set_tone(label, tone)
    return label


def _leading(widget: QPushButton) -> QWidget:
    """A button as wide as its words."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return place
