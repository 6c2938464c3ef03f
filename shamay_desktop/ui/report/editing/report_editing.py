"""Editing the report on its pages: what a gesture on a block means for the case."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtWidgets import QMenu

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.report_content import Figure, Heading, LabelLines, Table
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import (
    OWN,
    ChangeKind,
    OwnPicture,
    ReportChange,
    arrangement_of,
)
from shamay_desktop.domain.report_edits.arranging import Trouble
from shamay_desktop.domain.report_edits.generated import verbatim_field, words_of
from shamay_desktop.domain.report_edits.keys import generated_block
from shamay_desktop.domain.report_edits.own_table import OwnTable
from shamay_desktop.domain.report_edits.rich_text import RichText, plain_words
from shamay_desktop.domain.report_edits.walking import (
    Part,
    Target,
    before,
    fields_of,
    hidden_behind,
    part_of,
    parts_of,
    place_above,
    place_below,
    target_behind,
)
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.asking import Asking
from shamay_desktop.ui.report.editing.block_editor import BlockEditor
from shamay_desktop.ui.report.editing.block_layer import BlockLayer
from shamay_desktop.ui.report.editing.edit_bar import EditBar
from shamay_desktop.ui.report.editing.rich_document import Look
from shamay_desktop.ui.report.editing.wording import short, words_of_block
from shamay_desktop.ui.report.editing.writing import Writing
from shamay_desktop.usecases.report.producing import Preview

LABEL_SHARE = 0.29
"""Of the width of a label line, what the label takes."""


class ReportEditing(QObject):
    """Turns gestures on the pages into changes of the case."""

    edited = Signal(object)
    """tuple[Change, ...]"""

    go_asked = Signal(str)
    """The path of a field."""

    said = Signal(str, str)
    """Words and severity of a notice."""

    draft_left = Signal(str)
    """Words were left without a decision; they are kept under this name."""

    def __init__(self, context: PageContext, viewer: PageViewer) -> None:
        super().__init__(viewer)
        self._context = context
        self._viewer = viewer
        self.preview: Preview | None = None
        self._evidence = CaseEvidence()
        self._troubles: Mapping[str, tuple[Trouble, ...]] = {}
        self._hidden: Mapping[str, tuple[str, ...]] = {}
        self.drafts: dict[str, RichText] = {}
        self.writing: Writing | None = None
        self._select_next = ""
        self.layer = BlockLayer(viewer)
        self.bar = EditBar(context.texts)
        self.frame = BlockEditor(context.texts, viewer.canvas)
        self._ask = Asking(context, viewer)
        self.enabled = not context.read_only
        self.layer.enabled = self.enabled
        self.bar.setVisible(self.enabled)
        self._connect()

    # -- what is shown --------------------------------------------------------------------

    def show_preview(self, preview: Preview) -> None:
        """Other pages: their parts, marks and hidden blocks."""
        self.preview = preview
        report = preview.arranged
        parts = parts_of(report, preview.places)
        troubles: dict[str, list[Trouble]] = defaultdict(list)
        for remark in report.remarks:
            troubles[remark.key].append(remark.trouble)
        self._troubles = {key: tuple(each) for key, each in troubles.items()}
        self._hidden = hidden_behind(preview.generated, report, parts)
        self.layer.show_parts(
            parts, self._troubles, self._hidden, right_to_left=report.content.language.right_to_left
        )
        key, self._select_next = self._select_next, ""
        if key:
            self.layer.select(key)
        self._show_bar()

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """The photos and papers that there are."""
        self._evidence = evidence

    def select_row(self, row_id: str) -> bool:
        """Go to what a change is about; whether it is on the pages."""
        change = self._change(row_id)
        return change is not None and self.layer.select(change.key)

    @property
    def _case(self) -> Case:
        return self._context.session.case

    @property
    def _part(self) -> Part | None:
        return self.layer.current

    # -- gestures -------------------------------------------------------------------------

    def do(self, name: str) -> None:
        """A gesture of the bar or menu on the selected part."""
        part = self._part
        if part is None or not self.enabled:
            return
        match name:
            case "edit":
                self.edit()
            case "generated":
                self._apply(gestures.back_to_generated(self._case, part.key))
            case "confirm":
                self._confirm(part)
            case "up" | "down":
                self.step(-1 if name == "up" else 1)
            case "own_place":
                self._apply(gestures.to_own_place(self._case, part.key))
            case "hide" | "remove":
                self.remove()
            case "field":
                self._go_to_field(part)
            case _:
                self.add(name.removeprefix("add_"))

    def step(self, step: int) -> None:
        """Move the selected part up (-1) or down (1)."""
        part = self._part
        if part is None:
            return
        target = (place_above if step < 0 else place_below)(self.layer.parts, part.key)
        if target is not None:
            self._move(part, target)

    def drop_behind(self, key: str) -> None:
        """Put the selected part behind another one."""
        part, behind = self._part, part_of(self.layer.parts, key)
        if part is not None and behind is not None and part is not behind:
            self._move(part, target_behind(behind))

    def remove(self) -> None:
        """Take an own block away; hide a generated one."""
        part = self._part
        if part is None or not part.blocks:
            return
        if part.own:
            self._apply(gestures.remove(self._case, part.key.removeprefix("own:")))
        else:
            self._apply(gestures.hide(self._case, part.key, new_id()))

    def add(self, what: str) -> None:
        """Add something behind the selected part."""
        part = self._part
        if part is None:
            return
        target = target_behind(part)
        match what:
            case "text":
                self._write(Writing(part.key, target=target), ())
            case "note":
                self._ask_note(lambda text: self._annotate(part, text))
            case "page_break":
                self._apply_new(
                    lambda row: gestures.add_break(self._case, target.after, target.section, row)
                )
            case "table":
                self._ask_table(None, target)
            case "picture":
                self._ask_picture(None, target)

    def show_hidden(self, key: str, place: QPoint) -> None:
        """What is hidden behind a part ("" for all), each to be shown again."""
        preview = self.preview
        if preview is None:
            return
        keys = self._hidden.get(key) or tuple(preview.arranged.hidden)
        menu = QMenu(self._viewer)
        menu.setObjectName("hidden-blocks")
        for each in keys:
            block = preview.arranged.hidden.get(each)
            words = short(words_of_block(block)) if block is not None else each
            action = menu.addAction(self._context.texts("editing.show_again", words=isolate(words)))
            action.triggered.connect(lambda _on=False, each=each: self.show_again(each))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def show_again(self, key: str) -> None:
        """Print a hidden block again."""
        self._select_next = key
        self._apply(gestures.show(self._case, key))

    # -- writing --------------------------------------------------------------------------

    def edit(self) -> None:
        """Write in the selected part."""
        part, preview = self._part, self.preview
        if part is None or preview is None or not part.blocks or not self.enabled:
            return
        change = self._own_change(part)
        if change is not None and change.kind is ChangeKind.OWN_TABLE:
            self._ask_table(change, None)
        elif change is not None and change.kind is ChangeKind.OWN_PICTURE:
            self._ask_picture(change, None)
        elif change is not None and change.kind is ChangeKind.OWN_TEXT:
            self._write(Writing(part.key, row=change.id), change.text)
        elif change is None:
            self._edit_generated(part, preview)

    def keep(self) -> bool:
        """Keep what is written; whether nothing is being written any more."""
        writing = self.writing
        if writing is None:
            return True
        text = self.frame.editor.text
        try:
            changes = self._kept(writing, text) if self._is_new(writing) else ()
        except Refused as error:
            self.said.emit(error_words(self._context.texts, error), "warning")
            self.drafts[writing.draft] = text
            return False
        self.drafts.pop(writing.draft, None)
        self._close()
        self._apply(changes)
        return True

    def leave(self) -> None:
        """Stop writing: what differs is kept as a draft until it is decided."""
        writing = self.writing
        if writing is None:
            return
        if self.frame.editor.changed:
            self.drafts[writing.draft] = self.frame.editor.text
        self._close()
        if writing.draft in self.drafts:
            self.draft_left.emit(writing.draft)

    def resume(self, draft: str) -> None:
        """Write on in a draft."""
        new = draft.startswith("new:")
        if self.layer.select(draft.removeprefix("new:")):
            self.add("text") if new else self.edit()

    def drop_draft(self, draft: str) -> None:
        """The draft is not wanted."""
        self.drafts.pop(draft, None)

    def place_frame(self) -> None:
        """Lie over the block, wherever the page stands now."""
        writing, canvas = self.writing, self._viewer.canvas
        if writing is None:
            return
        rect = self.layer.rect_of(writing.key)
        if rect is None:
            rect = QRectF(self._viewer.canvas.page_item.rect()).adjusted(60, 80, -60, -80)
        if isinstance(writing.block, LabelLines) and self._right_to_left:
            rect.setWidth(rect.width() * (1 - LABEL_SHARE))
        elif isinstance(writing.block, LabelLines):
            rect.setLeft(rect.left() + rect.width() * LABEL_SHARE)
        if writing.target is not None:
            rect = QRectF(rect.left(), rect.bottom() + 2, rect.width(), 40)
        place = canvas.place_of((rect.left(), rect.top(), rect.right(), rect.bottom()))
        self.frame.lie_over(place, QRectF(canvas.viewport().rect()))

    def _edit_generated(self, part: Part, preview: Preview) -> None:
        block = generated_block(preview.generated, part.key)
        if block is None or (generated := words_of(block)) is None:
            return
        standing = next((each for each in part.changes if each.kind is ChangeKind.WORDS), None)
        field = verbatim_field(self._case, block) if standing is None else None
        text = generated if standing is None else standing.text
        self._write(Writing(part.key, block, field=field or ""), text)

    def _write(self, writing: Writing, text: RichText) -> None:
        if not self.keep():
            return
        self.writing = writing
        self.layer.select(writing.key)
        single = isinstance(writing.block, Heading | Table | Figure | LabelLines)
        plain = isinstance(writing.block, Heading | Table | Figure)
        label = BY_ID[writing.field].label(self._context.texts.language) if writing.field else ""
        self.frame.open_with(
            text,
            Look(12.0, self._viewer.canvas.scale_now),
            right_to_left=self._right_to_left,
            single=single,
            formatted=not plain,
            field=label,
        )
        draft = self.drafts.get(writing.draft)
        if draft is not None:
            self.frame.editor.replace_text(draft)
        self.place_frame()

    def _is_new(self, writing: Writing) -> bool:
        """Whether there is anything to keep: nothing typed is no new text."""
        editor = self.frame.editor
        return bool(editor.text) if writing.target is not None else editor.changed

    def _kept(self, writing: Writing, text: RichText) -> gestures.Changes:
        case = self._case
        if writing.target is not None:
            row, target = new_id(), writing.target
            self._select_next = f"own:{row}"
            return gestures.add_text(case, text, target.after, target.section, row)
        if writing.row:
            return gestures.edit_own(case, writing.row, text)
        if writing.field and self.frame.into_field:
            if not text:
                raise Refused("report_text_empty")
            typed = self._context.session.typed(plain_words(text))
            return setting(case, writing.field, typed)
        assert writing.block is not None  # noqa: S101
        if text == words_of(writing.block):
            return gestures.back_to_generated(case, writing.key)
        return gestures.reword(case, writing.key, writing.block, text, new_id())

    def _close(self) -> None:
        self.writing = None
        self.frame.hide()
        self._viewer.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- notes, tables, pictures, references ----------------------------------------------

    def edit_note(self, row_id: str) -> None:
        """Other words in a footnote behind a block."""
        change = self._change(row_id)
        if change is None or change.kind is not ChangeKind.NOTE:
            return
        self._ask_note(
            lambda text: self._try(lambda: gestures.edit_own(self._case, row_id, text)), change.text
        )

    def _annotate(self, part: Part, text: RichText) -> None:
        self._try(lambda: gestures.annotate(self._case, part.key, text, new_id()))

    def _ask_note(self, take: Callable[[RichText], None], begun: RichText = ()) -> None:
        self._ask.note(begun, take, right_to_left=self._right_to_left)

    def _ask_table(self, change: ReportChange | None, target: Target | None) -> None:
        def keep(table: OwnTable) -> None:
            if change is not None:
                self._apply(gestures.edit_table(self._case, change.id, table))
            elif target is not None:
                self._apply_new(
                    lambda row: gestures.add_table(
                        self._case, table, target.after, target.section, row
                    )
                )

        self._ask.table(None if change is None else change.table, keep)

    def _ask_picture(self, change: ReportChange | None, target: Target | None) -> None:
        def keep(picture: OwnPicture) -> None:
            if change is not None:
                self._apply(gestures.edit_picture(self._case, change.id, picture))
            elif target is not None:
                self._apply_new(
                    lambda row: gestures.add_picture(
                        self._case, picture, target.after, target.section, row
                    )
                )

        self._ask.picture(self._evidence, None if change is None else change.picture, keep)

    def _on_note_asked(self) -> None:
        """A footnote at the caret; the words wait meanwhile."""
        self.frame.busy_elsewhere = True
        self._ask.note((), self._put_note, self.frame.resume, right_to_left=self._right_to_left)

    def _put_note(self, text: RichText) -> None:
        spans = tuple(span for paragraph in text for span in paragraph.spans)
        if spans:
            self.frame.editor.put_note(spans)

    def _on_reference_asked(self) -> None:
        """A reference at the caret."""
        if self.preview is not None:
            self.frame.busy_elsewhere = True
            content = self.preview.arranged.content
            self._ask.reference(content, self.frame.editor.put_reference, self.frame.resume)

    # -- inside ---------------------------------------------------------------------------

    def _move(self, part: Part, target: Target) -> None:
        behind = before(self.layer.parts, part.key)
        self._apply(
            gestures.move(self._case, part.key, target.after, target.section, new_id(), behind)
        )

    def _confirm(self, part: Part) -> None:
        """The own words stand though their facts changed."""
        preview = self.preview
        change = next((each for each in part.changes if each.kind is ChangeKind.WORDS), None)
        block = None if preview is None else generated_block(preview.generated, part.key)
        if change is not None and block is not None:
            self._apply(gestures.confirm_words(self._case, change.id, block))

    def _go_to_field(self, part: Part) -> None:
        paths = fields_of(part)
        if len(paths) == 1:
            self.go_asked.emit(paths[0])
        elif paths:
            menu = QMenu(self._viewer)
            for path in paths:
                field = BY_ID[path.partition("/")[0]]
                action = menu.addAction(field.label(self._context.texts.language))
                action.triggered.connect(lambda _on=False, path=path: self.go_asked.emit(path))
            menu.aboutToHide.connect(menu.deleteLater)
            button = self.bar.buttons["field"]
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _apply_new(self, make: Callable[[str], gestures.Changes]) -> None:
        row = new_id()
        self._select_next = f"own:{row}"
        self._apply(make(row))

    def _try(self, make: Callable[[], gestures.Changes]) -> None:
        try:
            self._apply(make())
        except Refused as error:
            self.said.emit(error_words(self._context.texts, error), "warning")

    def _apply(self, changes: Sequence[Change]) -> None:
        if changes:
            self.edited.emit(tuple(changes))

    def _change(self, row_id: str) -> ReportChange | None:
        changes = arrangement_of(self._case).changes
        return next((each for each in changes if each.id == row_id), None)

    def _own_change(self, part: Part) -> ReportChange | None:
        return next((each for each in part.changes if each.kind in OWN), None)

    @property
    def _right_to_left(self) -> bool:
        preview = self.preview
        return preview is None or preview.arranged.content.language.right_to_left

    def _on_selected(self, _part: Part | None) -> None:
        self._show_bar()

    def _show_bar(self) -> None:
        part, preview = self._part, self.preview
        troubles = () if part is None else self._troubles.get(part.key, ())
        hidden = 0 if preview is None else len(preview.arranged.hidden)
        self.bar.show_part(part, troubles, hidden=hidden)

    def _on_menu_asked(self, place: QPoint) -> None:
        self.bar.menu(self._viewer).popup(place)

    def _connect(self) -> None:
        layer, frame, canvas = self.layer, self.frame, self._viewer.canvas
        layer.selected.connect(self._on_selected)
        layer.edit_asked.connect(self.edit)
        layer.remove_asked.connect(self.remove)
        layer.step_asked.connect(self.step)
        layer.drop_asked.connect(self.drop_behind)
        layer.menu_asked.connect(self._on_menu_asked)
        layer.hidden_asked.connect(self.show_hidden)
        self.bar.asked.connect(self.do)
        self.bar.hidden_asked.connect(lambda place: self.show_hidden("", place))
        frame.keep_asked.connect(self.keep)
        frame.leave_asked.connect(self.leave)
        frame.note_asked.connect(self._on_note_asked)
        frame.reference_asked.connect(self._on_reference_asked)
        canvas.zoomed.connect(self.place_frame)
        canvas.settled.connect(self.place_frame)
        self._viewer.page_shown.connect(lambda _page: self.place_frame())
