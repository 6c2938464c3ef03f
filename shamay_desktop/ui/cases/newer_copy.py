"""Warns in an open case that another copy of it was edited later: most lost work is an old copy."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from shamay_desktop.ui.cases.fact_words import newer_words
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.copies import NewerCopy, newer_copies

UNDER_HEADER = 1
"""Place of the bar in the wizard: over what the wizard itself has to say."""


class NewerCopyBar(QObject):
    """Asks once when the case opens; the bar offers the newer copy, or goes away."""

    def __init__(
        self, context: OfficeContext, shell: WizardShell, open_other: Callable[[str], object]
    ) -> None:
        super().__init__(shell)
        self._context = context
        self._open_other = open_other
        self.bar = NoticeBar(context.texts)
        self.bar.setObjectName("newer-copy")
        layout = shell.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(UNDER_HEADER, self.bar)
        context.tasks.run(
            newer_copies,
            context.services,
            context.actor,
            shell.context.session.valuation.id,
            owner=self,
            on_done=self._on_found,
            on_failed=shell.say_error,
        )

    def _on_found(self, copies: tuple[NewerCopy, ...]) -> None:
        if not copies:
            return
        texts, last = self._context.texts, copies[0]
        words = newer_words(self._context, copies)
        self.bar.say(
            words,
            "warning",
            action=texts("cases.newer_open"),
            do=lambda: self._open_other(last.line.id),
        )
