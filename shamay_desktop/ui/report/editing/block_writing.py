"""Writing in a block of the page: opened, kept, left as a draft and taken up again."""

from PySide6.QtCore import QObject, QRectF, Qt, Signal

from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.report_content import Figure, Heading, LabelLines, Table
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import ChangeKind, ReportChange
from shamay_desktop.domain.report_edits.generated import verbatim_field, words_of
from shamay_desktop.domain.report_edits.keys import generated_block
from shamay_desktop.domain.report_edits.rich_text import RichText, plain_words
from shamay_desktop.domain.report_edits.walking import Part, part_of, target_behind
from shamay_desktop.domain.report_looks import DEFAULT_LOOKS
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.block_editor import BlockEditor
from shamay_desktop.ui.report.editing.block_layer import COVER, BlockLayer, is_cover
from shamay_desktop.ui.report.editing.case_changes import CaseChanges
from shamay_desktop.ui.report.editing.editor_phrases import EditorPhrases
from shamay_desktop.ui.report.editing.page_looks import look_of
from shamay_desktop.ui.report.editing.rich_document import Look
from shamay_desktop.ui.report.editing.writing import NEW, Writing
from shamay_desktop.usecases.report.previewing import Preview

LABEL_SHARE = 0.29
"""Of the width of a label line, what the label takes."""

NEW_HEIGHT = 40


class BlockWriting(QObject):
    """One block at a time. Words leave the editor when the case has them, never before."""

    draft_left = Signal(str)
    """Words were left without a decision; they are kept under this name."""

    drafts_changed = Signal()

    placed = Signal(str)
    """The key of an own block that stands on the next pages."""

    def __init__(
        self, context: PageContext, viewer: PageViewer, layer: BlockLayer, changes: CaseChanges
    ) -> None:
        super().__init__(viewer)
        self._context = context
        self._viewer = viewer
        self._layer = layer
        self._changes = changes
        self._preview: Preview | None = None
        self._resume_next = ""
        self._keeping = False
        self.now: Writing | None = None
        self.frame = BlockEditor(context.texts, viewer.canvas)
        self.phrases = EditorPhrases(context, self.frame.editor, changes)
        self._connect()

    @property
    def drafts(self) -> dict[str, RichText]:
        """Words that no report has yet, by the name of their draft; they outlive the page."""
        return self._context.drafts

    @property
    def right_to_left(self) -> bool:
        """How the pages are read."""
        preview = self._preview
        return preview is None or preview.arranged.content.language.right_to_left

    def show_preview(self, preview: Preview) -> None:
        """Other pages."""
        self._preview = preview
        draft, self._resume_next = self._resume_next, ""
        if draft:
            self.resume(draft)

    # -- opening --------------------------------------------------------------------------

    def edit_own(self, part: Part, change: ReportChange) -> None:
        """Write in an own text."""
        self._write(Writing(part.key, row=change.id), change.text)

    def edit_generated(self, part: Part) -> None:
        """Other words for a generated block, or in the field that it prints."""
        preview = self._preview
        block = None if preview is None else generated_block(preview.generated, part.key)
        if block is None or (generated := words_of(block)) is None:
            return
        own = [each for each in part.changes if each.kind is ChangeKind.WORDS]
        field = verbatim_field(self._changes.case, block) if not own else None
        text = own[-1].text if own else generated
        self._write(Writing(part.key, block, field=field or ""), text)

    def begin(self, part: Part, resumed: str = "") -> None:
        """A new text behind a part."""
        self._write(Writing(part.key, target=target_behind(part), resumed=resumed), ())

    def _write(self, writing: Writing, text: RichText) -> None:
        if not self.keep():
            return
        self.now = writing
        self._layer.select(writing.key)
        one_line = isinstance(writing.block, Heading | Table | Figure | LabelLines)
        self.frame.open_with(
            text,
            self._look(writing),
            right_to_left=self.right_to_left,
            single=one_line or writing.key.startswith(COVER),
            formatted=not isinstance(writing.block, Heading | Table | Figure),
            field=BY_ID[writing.field].label(self._context.texts.language) if writing.field else "",
        )
        draft = self.drafts.get(writing.draft)
        if draft is not None:
            self.frame.editor.replace_text(draft)
        self.phrases.place = writing.field
        self.place_frame()

    def _look(self, writing: Writing) -> Look:
        """As the words stand on the page."""
        scale = self._viewer.canvas.scale_now
        if self._preview is None:
            return look_of(writing.block, DEFAULT_LOOKS, scale)
        content = self._preview.arranged.content
        first = content.cover.keys[:1] == (writing.key,)
        return look_of(writing.block, content.looks, scale, first=first)

    # -- keeping --------------------------------------------------------------------------

    def keep(self) -> bool:
        """Keep what is written; whether nothing is being written any more.

        What the case does not take stays in the editor, and in the list of drafts.
        """
        writing = self.now
        if writing is None or self._keeping:
            return writing is None
        text = self.frame.editor.text
        self._keeping = True
        try:
            new = self._is_new(writing)
            kept = not new or self._changes.attempt(lambda: self._kept(writing, text))
        finally:
            self._keeping = False
        self._note_draft(writing.draft, None if kept else text)
        if kept:
            self._close()
        return kept

    def leave(self) -> None:
        """Stop writing: what differs is kept as a draft until it is decided."""
        writing = self.now
        if writing is None:
            return
        if self.frame.editor.changed:
            self._note_draft(writing.draft, self.frame.editor.text)
        self._close()
        if writing.draft in self.drafts:
            self.draft_left.emit(writing.draft)

    def resume(self, draft: str) -> None:
        """Write on in a draft: at its place, or as a new text here where that is gone."""
        if draft not in self.drafts:
            return
        if self._preview is None:
            self._resume_next = draft
            return
        part = part_of(self._layer.parts, draft.removeprefix(NEW))
        if part is not None and self._open_at(part, draft):
            return
        here = self._layer.current
        here = self._layer.first_seen() if here is None or is_cover(here) else here
        if here is not None:
            self.begin(here, resumed=draft)

    def drop_draft(self, draft: str) -> None:
        """The draft is not wanted."""
        if self.now is not None and self.now.draft == draft:
            self._close()
        self._note_draft(draft, None)

    def _open_at(self, part: Part, draft: str) -> bool:
        if draft.startswith(NEW):
            self.begin(part)
            return True
        own = [each for each in part.changes if each.kind is ChangeKind.OWN_TEXT]
        if own:
            self.edit_own(part, own[-1])
        else:
            self.edit_generated(part)
        return self.now is not None and self.now.draft == draft

    def _note_draft(self, name: str, text: RichText | None) -> None:
        before = self.drafts.get(name)
        if text is None:
            self.drafts.pop(name, None)
        else:
            self.drafts[name] = text
        if text != before:
            self.drafts_changed.emit()

    def _is_new(self, writing: Writing) -> bool:
        """Whether there is anything to keep: nothing typed is no new text."""
        editor = self.frame.editor
        return bool(editor.text) if writing.target is not None else editor.changed

    def _kept(self, writing: Writing, text: RichText) -> tuple[Change, ...]:
        case = self._changes.case
        if writing.target is not None:
            row, target = new_id(), writing.target
            self.placed.emit(f"own:{row}")
            return gestures.add_text(case, text, target.after, target.section, row)
        if writing.row:
            return gestures.edit_own(case, writing.row, text)
        if writing.field and self.frame.into_field:
            if not text:
                raise Refused("report_text_empty")
            return setting(case, writing.field, self._context.session.typed(plain_words(text)))
        assert writing.block is not None  # noqa: S101
        return gestures.reword(case, writing.key, writing.block, text, new_id())

    def _close(self) -> None:
        self.now = None
        self.frame.hide()
        self._viewer.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- where it stands ------------------------------------------------------------------

    def place_frame(self) -> None:
        """Lie over the block, wherever the page stands now."""
        writing, canvas = self.now, self._viewer.canvas
        if writing is None:
            return
        rect = self._layer.rect_of(writing.key)
        if rect is None:
            rect = QRectF(canvas.page_item.rect()).adjusted(60, 80, -60, -80)
        if isinstance(writing.block, LabelLines) and self.right_to_left:
            rect.setWidth(rect.width() * (1 - LABEL_SHARE))
        elif isinstance(writing.block, LabelLines):
            rect.setLeft(rect.left() + rect.width() * LABEL_SHARE)
        if writing.target is not None:
            rect = QRectF(rect.left(), rect.bottom() + 2, rect.width(), NEW_HEIGHT)
        place = canvas.place_of((rect.left(), rect.top(), rect.right(), rect.bottom()))
        self.frame.lie_over(place, QRectF(canvas.viewport().rect()))

    def _connect(self) -> None:
        canvas = self._viewer.canvas
        self.frame.keep_asked.connect(self.keep)
        self.frame.leave_asked.connect(self.leave)
        self.frame.phrase_asked.connect(self.phrases.pick)
        canvas.zoomed.connect(self.place_frame)
        canvas.settled.connect(self.place_frame)
        self._viewer.page_shown.connect(lambda _page: self.place_frame())
