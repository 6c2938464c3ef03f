"""Notes, tables, pictures and references put into the report, each by its dialog."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.report_content import Block
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import OwnPicture, ReportChange
from shamay_desktop.domain.report_edits.composing import paragraph_spans
from shamay_desktop.domain.report_edits.keys import inner_blocks
from shamay_desktop.domain.report_edits.own_table import OwnTable
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.domain.report_edits.walking import Part, Target
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.asking import Asking
from shamay_desktop.ui.report.editing.block_writing import BlockWriting
from shamay_desktop.ui.report.editing.case_changes import CaseChanges
from shamay_desktop.ui.report.editing.grid_dialog import Line, changes_of, lines_of
from shamay_desktop.usecases.report.previewing import Preview


class Inserting(QObject):
    """Asks by a dialog, which closes when the case has what was asked."""

    placed = Signal(str)
    """The key of an own block that stands on the next pages."""

    def __init__(
        self, context: PageContext, viewer: PageViewer, writing: BlockWriting, changes: CaseChanges
    ) -> None:
        super().__init__(viewer)
        self._changes = changes
        self._writing = writing
        self._ask = Asking(context, viewer)
        self.preview: Preview | None = None
        self.evidence = CaseEvidence()
        writing.frame.note_asked.connect(self._on_note_asked)
        writing.frame.reference_asked.connect(self._on_reference_asked)

    def page_break(self, target: Target) -> None:
        """A new page behind a block."""
        self.apply_new(
            lambda row: gestures.add_break(self._changes.case, target.after, target.section, row)
        )

    def note(self, part: Part) -> None:
        """A footnote behind a block's last words."""

        def keep(text: RichText) -> bool:
            return self._changes.attempt(
                lambda: gestures.annotate(self._changes.case, part.key, text, new_id())
            )

        self._ask.note((), keep, right_to_left=self._writing.right_to_left)

    def edit_note(self, change: ReportChange) -> None:
        """Other words in a footnote behind a block."""

        def keep(text: RichText) -> bool:
            return self._changes.attempt(
                lambda: gestures.edit_own(self._changes.case, change.id, text)
            )

        self._ask.note(change.text, keep, right_to_left=self._writing.right_to_left)

    def table(self, target: Target) -> None:
        """A new table."""

        def keep(table: OwnTable) -> bool:
            return self.apply_new(
                lambda row: gestures.add_table(
                    self._changes.case, table, target.after, target.section, row
                )
            )

        self._ask.table(None, keep)

    def edit_table(self, change: ReportChange) -> None:
        """Other cells."""

        def keep(table: OwnTable) -> bool:
            return self._changes.attempt(
                lambda: gestures.edit_table(self._changes.case, change.id, table)
            )

        self._ask.table(change.table, keep)

    def picture(self, target: Target) -> None:
        """A new picture of the case."""

        def keep(picture: OwnPicture) -> bool:
            return self.apply_new(
                lambda row: gestures.add_picture(
                    self._changes.case, picture, target.after, target.section, row
                )
            )

        self._ask.picture(self.evidence, None, keep)

    def edit_picture(self, change: ReportChange) -> None:
        """Another picture, width, part or caption."""

        def keep(picture: OwnPicture) -> bool:
            return self._changes.attempt(
                lambda: gestures.edit_picture(self._changes.case, change.id, picture)
            )

        self._ask.picture(self.evidence, change.picture, keep)

    def edit_grid(self, part: Part, generated: Block) -> None:
        """Captions, order and choice of the pictures or plots of a grid."""
        made, shown = inner_blocks(generated), inner_blocks(part.blocks[0])
        begun = lines_of(made, shown)
        known = {figure.key: figure for figure in made}

        def keep(lines: tuple[Line, ...]) -> bool:
            return self._changes.attempt(
                lambda: changes_of(self._changes.case, part.key, known, begun, lines)
            )

        self._ask.grid(self.evidence, made, begun, keep)

    def apply_new(self, make: Callable[[str], tuple[Change, ...]]) -> bool:
        """A new own block, which is selected on the next pages."""
        row = new_id()
        self.placed.emit(f"own:{row}")
        return self._changes.attempt(lambda: make(row))

    def _on_note_asked(self) -> None:
        """A footnote at the caret; the words wait meanwhile."""
        frame = self._writing.frame
        frame.busy_elsewhere = True
        self._ask.note((), self._put_note, frame.resume, right_to_left=self._writing.right_to_left)

    def _put_note(self, text: RichText) -> bool:
        spans = tuple(paragraph_spans(text))
        if spans:
            self._writing.frame.editor.put_note(spans)
        return True

    def _on_reference_asked(self) -> None:
        """A reference at the caret."""
        frame = self._writing.frame
        if self.preview is not None:
            frame.busy_elsewhere = True
            content = self.preview.arranged.content
            self._ask.reference(content, frame.editor.put_reference, frame.resume)
