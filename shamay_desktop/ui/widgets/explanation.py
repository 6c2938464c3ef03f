"""One finding at large: its sentence, why the rule exists, where to go, and the reason written."""

from collections.abc import Iterator
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.editing import Change, adding_row, setting
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.domain.standards.wording import why
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.findings_model import key_of, place_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.long_text_editor import LongTextEditor
from shamay_desktop.ui.widgets.wording import finding_words
from shamay_desktop.usecases.wizard.session import WizardSession

LIST = "checks.explanations"
MOST_PLACES = 6


def explanation_row(session: WizardSession, finding: Finding) -> Row | None:
    """The row that explains a finding: the same rule, and its first field or no field at all.

    None where it was written on other words of the sources than those of now.
    """
    rows = (row for row in _rows_of(session, finding) if _holds(row, finding))
    return next(rows, None)


def _rows_of(session: WizardSession, finding: Finding) -> Iterator[Row]:
    for row in session.case.rows(LIST):
        place = row.content("field")
        if row.content("rule") == finding.rule and (not place or place in finding.fields):
            yield row


def _holds(row: Row, finding: Finding) -> bool:
    return row.content("mark") in (None, finding.mark)


def explaining(
    session: WizardSession, finding: Finding, reason: Scalar | None
) -> tuple[Change, ...]:
    """The changes that write a reason beside a finding, or take it back.

    What was written on other words of the sources gives way to it.
    """
    row = explanation_row(session, finding)
    if row is None and reason is not None:
        row = next(_rows_of(session, finding), None)
    if row is not None:
        return tuple(_writing(session, f"{LIST}/{row.id}", finding, reason))
    if reason is None:
        return ()
    cells = {"rule": session.typed(finding.rule)}
    if finding.fields:
        cells["field"] = session.typed(finding.fields[0])
    cells["reason"] = session.typed(reason)
    if finding.mark:
        cells["mark"] = session.typed(finding.mark)
    return adding_row(session.case, LIST, Row(new_row_id(), MappingProxyType(cells)))


def _writing(
    session: WizardSession, path: str, finding: Finding, reason: Scalar | None
) -> Iterator[Change]:
    yield from setting(
        session.case, f"{path}/reason", None if reason is None else session.typed(reason)
    )
    if finding.mark and session.case.content(f"{path}/mark") != finding.mark:
        yield from setting(session.case, f"{path}/mark", session.typed(finding.mark))


class ExplanationPanel(QFrame):
    """Shows the current finding; warnings can be explained here."""

    edited = Signal(object)
    go_asked = Signal(str)

    page_asked = Signal(object)
    """Finding: show the page that it is about."""

    proposal_asked = Signal(str)
    """A path of the case: take what a paper says there."""

    sources_asked = Signal(object)
    """Finding of sources that disagree: go to what each of them says."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("explanation-panel")
        self._context = context
        self._finding: Finding | None = None
        self._parts: QWidget | None = None
        self.editor: LongTextEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.SPACE, 0, 0)

    def show_finding(self, finding: Finding | None) -> None:
        """Show a finding; the same one again keeps what is being typed."""
        same = (
            finding is not None
            and self._finding is not None
            and key_of(finding) == key_of(self._finding)
        )
        if same and self.editor is not None:
            self._finding = finding
            self._show_reason()
            return
        self.commit()
        self._finding = finding
        self._clear()
        if finding is not None:
            self._build(finding)

    def commit(self) -> None:
        """Keep the reason that is being typed."""
        if self.editor is not None:
            self.editor.commit()

    def _clear(self) -> None:
        if self._parts is not None:
            self._parts.hide()
            self._parts.deleteLater()
        self._parts = self.editor = None

    def _build(self, finding: Finding) -> None:
        texts = self._context.texts
        self._parts = QWidget()
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        sentence = QLabel(finding_words(finding, texts), wordWrap=True)
        theme.set_tone(sentence, "heading")
        reason = QLabel(why(finding, texts), wordWrap=True)
        theme.set_tone(reason, "muted")
        column.addWidget(sentence)
        column.addWidget(reason)
        column.addLayout(self._ways_out(finding))
        column.addLayout(self._places(finding))
        if finding.severity is Severity.WARN:
            self._add_editor(column)
        self._column.addWidget(self._parts)

    def _ways_out(self, finding: Finding) -> QHBoxLayout:
        """What can be done about it beside the fields: the sources, the proposal, the page."""
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        may = not self._context.read_only
        if finding.contradiction is not None:
            row.addWidget(self._way("sources", partial(self.sources_asked.emit, finding)))
        if finding.proposal is not None and may:
            row.addWidget(
                self._way("proposal", partial(self.proposal_asked.emit, finding.proposal))
            )
        if finding.document is not None:
            row.addWidget(self._way("page", partial(self.page_asked.emit, finding)))
        row.addStretch(1)
        return row

    def _way(self, name: str, do: "partial[None]") -> QPushButton:
        button = QPushButton(self._context.texts(f"validation.way.{name}"))
        button.setObjectName(f"action:finding-{name}")
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _places(self, finding: Finding) -> QHBoxLayout:
        row = QHBoxLayout()
        for path in finding.fields[:MOST_PLACES]:
            words = place_words(self._context.session.case, path, self._context.texts)
            if not words:
                continue
            button = QPushButton(self._context.texts("validation.go", place=words))
            button.setObjectName(f"action:go:{path}")
            theme.set_kind(button, "flat")
            button.clicked.connect(partial(self.go_asked.emit, path))
            row.addWidget(button)
            if len(words) > 40:
                break
        row.addStretch(1)
        return row

    def _add_editor(self, column: QVBoxLayout) -> None:
        texts = self._context.texts
        label = QLabel(texts("validation.reason"))
        self.editor = LongTextEditor(BY_ID[LIST].column("reason"), texts)
        self.editor.setObjectName(f"field:{LIST}")
        self.editor.setAccessibleName(texts("validation.reason"))
        label.setBuddy(self.editor)
        self._show_reason()
        self.editor.committed.connect(self._on_reason_committed)
        column.addWidget(label)
        column.addWidget(self.editor)

    def _show_reason(self) -> None:
        if self.editor is not None and self._finding is not None:
            row = explanation_row(self._context.session, self._finding)
            self.editor.show_value(None if row is None else row.cells.get("reason"))

    def _on_reason_committed(self, reason: Scalar | None) -> None:
        if self._finding is not None:
            changes = explaining(self._context.session, self._finding, reason)
            if changes:
                self.edited.emit(changes)
