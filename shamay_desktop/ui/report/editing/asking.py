"""The dialogs that a gesture on a block opens; each says what was kept, and nothing else."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_edits.arrangement import OwnPicture
from shamay_desktop.domain.report_edits.own_table import OwnTable
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.picture_dialog import PictureDialog
from shamay_desktop.ui.report.editing.small_dialogs import (
    NoteDialog,
    ReferenceDialog,
    referable_of,
)
from shamay_desktop.ui.report.editing.table_dialog import TableDialog


class Asking:
    """Opens dialogs over the pages, wherever those stand now."""

    def __init__(self, context: PageContext, over: QWidget) -> None:
        self._context = context
        self._over = over

    def note(
        self,
        begun: RichText,
        take: Callable[[RichText], None],
        finished: Callable[[], None] | None = None,
        *,
        right_to_left: bool,
    ) -> None:
        """The words of a footnote."""
        dialog = NoteDialog(
            self._context.texts, begun, right_to_left=right_to_left, parent=self._over
        )
        dialog.accepted.connect(lambda: take(dialog.editor.text))
        _open(dialog, finished)

    def reference(
        self,
        content: ReportContent,
        take: Callable[[str, str], None],
        finished: Callable[[], None],
    ) -> None:
        """A chapter, section or annex: its key and number."""
        dialog = ReferenceDialog(self._context.texts, referable_of(content), self._over)

        def keep() -> None:
            if (chosen := dialog.chosen) is not None:
                take(*chosen)

        dialog.accepted.connect(keep)
        _open(dialog, finished)

    def table(self, begun: OwnTable | None, take: Callable[[OwnTable], None]) -> None:
        """The cells of a table."""
        dialog = TableDialog(self._context, begun, self._over)

        def keep() -> None:
            if dialog.table is not None:
                take(dialog.table)

        dialog.accepted.connect(keep)
        _open(dialog)

    def picture(
        self,
        evidence: CaseEvidence,
        begun: OwnPicture | None,
        take: Callable[[OwnPicture], None],
    ) -> None:
        """A picture of the case."""
        dialog = PictureDialog(self._context, evidence, begun, self._over)

        def keep() -> None:
            if (picture := dialog.chosen) is not None:
                take(picture)

        dialog.accepted.connect(keep)
        _open(dialog)


def _open(dialog: QDialog, finished: Callable[[], None] | None = None) -> None:
    if finished is not None:
        dialog.finished.connect(lambda _result: finished())
    QDialog.open(dialog)
