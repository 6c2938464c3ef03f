"""The line over a drawing table that says that the drawing's paper left the case, and the ways."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.annotation.paper_choice import PaperChoice
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.drawings.gone_papers import (
    bring_back,
    removed_papers,
    replacing_paper,
)


class GonePaper(QFrame):
    """Hidden while the paper of what is looked at is in the case."""

    edited = Signal(object)
    """tuple[Change, ...]: another paper lies under the drawing."""

    evidence_changed = Signal()
    """The paper was brought back."""

    remove_asked = Signal()
    said = Signal(object)
    """ShamayError: a way that was refused."""

    def __init__(self, context: PageContext, kind: str) -> None:
        super().__init__()
        self.setObjectName("gone-paper")
        self._context = context
        self._case = Case("")
        self._row_id, self._sha256 = "", ""
        self._papers: tuple[Document, ...] = ()
        self._hashes: frozenset[str] = frozenset()
        texts = context.texts
        self.words = QLabel(texts(f"canvas.gone.{kind}"), wordWrap=True)
        theme.set_tone(self.words, "error")
        theme.align_leading(self.words)
        self.bring = action(texts, "bring-paper-back", "canvas.gone.bring", "undo", "primary")
        self.choose = action(texts, "replace-paper", "canvas.gone.choose", "paper")
        self.remove = action(texts, "remove-gone", f"canvas.gone.remove_{kind}", "trash", "flat")
        self.bring.clicked.connect(self._on_bring_clicked)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.remove.clicked.connect(self.remove_asked)
        buttons = QHBoxLayout()
        for button in (self.bring, self.choose, self.remove):
            button.setVisible(not context.read_only)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.hide()

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """The case's papers as they stand now."""
        self._papers, self._hashes = tuple(evidence.documents), evidence.hashes
        self._show(gone=bool(self._sha256) and self._sha256 not in self._hashes)

    def show_drawing(self, case: Case, row_id: str = "", sha256: str = "") -> None:
        """What is looked at: the row of a picture or sheet and its paper, "" for none.

        A paper that came a moment ago is not known yet, so the papers are asked for again.
        """
        self._case = case
        if (row_id, sha256) == (self._row_id, self._sha256):
            return
        self._row_id, self._sha256 = row_id, sha256
        self.hide()
        if sha256 and sha256 not in self._hashes:
            self._context.read_evidence(self, self.show_evidence, lambda _problem: None)

    def replace_by(self, sha256: str) -> None:
        """Put a paper of the case under the drawing; refused when it is of another size."""
        context = self._context
        paper = next((each for each in self._papers if each.sha256 == sha256), None)
        if paper is not None:
            context.tasks.run(
                replacing_paper, context.services, self._case, self._row_id, paper,
                owner=self, lane="work",
                on_done=partial(self._on_replaced, self._case, self._row_id, sha256),
                on_failed=self.said.emit,
            )  # fmt: skip

    def _show(self, *, gone: bool) -> None:
        self.setVisible(gone)
        if not gone or self._context.read_only:
            return
        self.choose.setEnabled(bool(self._papers))
        self.bring.setEnabled(False)
        context = self._context
        context.tasks.run(
            removed_papers, context.services, context.actor, context.session.valuation.id,
            (self._sha256,), owner=self, on_done=self._on_removed_read,
            on_failed=lambda _problem: None,  # the other ways stay
        )  # fmt: skip

    def _on_removed_read(self, removed: dict[str, Document]) -> None:
        paper = removed.get(self._sha256)
        self.bring.setEnabled(paper is not None)
        texts = self._context.texts
        self.bring.setToolTip(
            texts("canvas.gone.bring_none")
            if paper is None
            else texts("canvas.gone.bring_of", file=isolate(paper.file_name))
        )

    def _on_bring_clicked(self) -> None:
        context = self._context
        self.bring.setEnabled(False)
        context.tasks.run(
            bring_back, context.services, context.actor, context.session.valuation.id,
            self._sha256, owner=self, on_done=lambda _changes: self.evidence_changed.emit(),
            on_failed=self._on_bring_failed,
        )  # fmt: skip

    def _on_bring_failed(self, problem: ShamayError) -> None:
        self.bring.setEnabled(True)
        self.said.emit(problem)

    def _on_choose_clicked(self) -> None:
        dialog = PaperChoice(self._papers, self._context.texts, self)
        dialog.chosen.connect(self.replace_by)
        dialog.open()

    def _on_replaced(self, case: Case, row_id: str, sha256: str, changes: object) -> None:
        if case is not self._case:  # it was edited meanwhile
            if row_id == self._row_id:
                self.replace_by(sha256)
        elif changes:
            self.edited.emit(changes)
