"""The dialogs that a gesture on a block opens; each closes when its words are taken."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.report_content import Figure, ReportContent
from shamay_desktop.domain.report_edits.arrangement import OwnPicture
from shamay_desktop.domain.report_edits.own_table import OwnTable
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.grid_dialog import GridDialog, Line
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
        take: Callable[[RichText], bool],
        finished: Callable[[], None] | None = None,
        *,
        right_to_left: bool,
    ) -> None:
        """The words of a footnote."""
        dialog = NoteDialog(
            self._context.texts, begun, right_to_left=right_to_left, parent=self._over
        )
        dialog.taking = lambda: take(dialog.editor.text)
        _open(dialog, finished)

    def reference(
        self,
        content: ReportContent,
        take: Callable[[str, str], None],
        finished: Callable[[], None],
    ) -> None:
        """A chapter, section, annex, table, picture or note: its key and what is printed of it."""
        dialog = ReferenceDialog(
            self._context.texts, referable_of(content, self._context.texts), self._over
        )

        def keep() -> None:
            if (chosen := dialog.chosen) is not None:
                take(*chosen)

        dialog.accepted.connect(keep)
        _open(dialog, finished)

    def table(self, begun: OwnTable | None, take: Callable[[OwnTable], bool]) -> None:
        """The cells of a table."""
        dialog = TableDialog(self._context, begun, self._over)
        dialog.taking = lambda: dialog.table is not None and take(dialog.table)
        _open(dialog)

    def picture(
        self,
        evidence: CaseEvidence,
        begun: OwnPicture | None,
        take: Callable[[OwnPicture], bool],
    ) -> None:
        """A picture of the case."""
        dialog = PictureDialog(self._context, evidence, begun, self._over)

        def keep() -> bool:
            return (picture := dialog.chosen) is None or take(picture)

        dialog.taking = keep
        _open(dialog)

    def grid(
        self,
        evidence: CaseEvidence,
        generated: Sequence[Figure],
        lines: Sequence[Line],
        take: Callable[[tuple[Line, ...]], bool],
    ) -> None:
        """Captions, order and choice of a grid's pictures."""
        dialog = GridDialog(self._context, evidence, generated, lines, self._over)
        dialog.taking = lambda: take(dialog.lines)
        _open(dialog)


def _open(dialog: QDialog, finished: Callable[[], None] | None = None) -> None:
    if finished is not None:
        dialog.finished.connect(lambda _result: finished())
    QDialog.open(dialog)
