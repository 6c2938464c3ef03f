"""Editing the report on its pages: what a gesture on a block means for the case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.report_content import Block
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import (
    OWN,
    ChangeKind,
    ReportChange,
    arrangement_of,
)
from shamay_desktop.domain.report_edits.keys import generated_block, inner_blocks
from shamay_desktop.domain.report_edits.remarks import Remark
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.domain.report_edits.walking import (
    Part,
    Target,
    before,
    fields_of,
    hidden_behind,
    part_of,
    parts_of,
    parts_within,
    place_above,
    place_below,
    target_behind,
)
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.block_editor import BlockEditor
from shamay_desktop.ui.report.editing.block_layer import BlockLayer, is_cover
from shamay_desktop.ui.report.editing.block_writing import BlockWriting
from shamay_desktop.ui.report.editing.case_changes import CaseChanges
from shamay_desktop.ui.report.editing.edit_bar import EditBar
from shamay_desktop.ui.report.editing.inserting import Inserting
from shamay_desktop.ui.report.editing.wording import short, words_of_block
from shamay_desktop.usecases.report.previewing import Preview


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

    drafts_changed = Signal()

    def __init__(self, context: PageContext, viewer: PageViewer) -> None:
        super().__init__(viewer)
        self._context = context
        self._viewer = viewer
        self.preview: Preview | None = None
        self._remarks: Mapping[str, Sequence[Remark]] = {}
        self._hidden: Mapping[str, tuple[str, ...]] = {}
        self._select_next = ""
        self._walk: tuple[Part, ...] = ()
        self.layer = BlockLayer(viewer)
        self.bar = EditBar(context.texts)
        self.changes = CaseChanges(context, self)
        self.writing = BlockWriting(context, viewer, self.layer, self.changes)
        self.inserting = Inserting(context, viewer, self.writing, self.changes)
        self.enabled = not context.read_only
        self.layer.enabled = self.enabled
        self.bar.setVisible(self.enabled)
        self._connect()

    # -- what is shown --------------------------------------------------------------------

    def show_preview(self, preview: Preview) -> None:
        """Other pages: their parts, marks and hidden blocks."""
        self.preview = self.inserting.preview = preview
        report = preview.arranged
        self._walk = parts_of(report, preview.places)
        cover = [each for each in parts_within(report, preview.places) if is_cover(each)]
        remarks: dict[str, list[Remark]] = defaultdict(list)
        for remark in report.remarks:
            remarks[remark.key].append(remark)
        self._remarks = remarks
        troubles = {key: tuple(each.trouble for each in said) for key, said in remarks.items()}
        self._hidden = hidden_behind(preview.generated, report, self._walk)
        self.layer.show_parts(
            (*cover, *self._walk),
            troubles,
            self._hidden,
            right_to_left=report.content.language.right_to_left,
        )
        key, self._select_next = self._select_next, ""
        if key:
            self.layer.select(key)
        self.writing.show_preview(preview)
        self._show_bar()

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """The photos and papers that there are."""
        self.inserting.evidence = evidence

    def select_row(self, row_id: str) -> bool:
        """Go to what a change is about; whether it is on the pages."""
        change = self._change(row_id)
        return change is not None and self.layer.select(change.key)

    @property
    def frame(self) -> BlockEditor:
        """What is written in."""
        return self.writing.frame

    @property
    def drafts(self) -> Mapping[str, RichText]:
        """Words that no report has yet."""
        return self.writing.drafts

    @property
    def _part(self) -> Part | None:
        return self.layer.current

    # -- gestures -------------------------------------------------------------------------

    def do(self, name: str) -> None:
        """A gesture of the bar or menu on the selected part."""
        part, case = self._part, self.changes.case
        if part is None or not self.enabled:
            return
        match name:
            case "edit":
                self.edit()
            case "generated":
                self.changes.apply(gestures.back_to_generated(case, part.key))
            case "confirm":
                self._confirm(part)
            case "up" | "down":
                self.step(-1 if name == "up" else 1)
            case "own_place":
                self.changes.apply(gestures.to_own_place(case, part.key))
            case "hide" | "remove":
                self.remove()
            case "field":
                self._go_to_field(part)
            case _:
                self.add(name.removeprefix("add_"))

    def edit(self) -> None:
        """Write in the selected part, or open what it is made with."""
        part = self._part
        if part is None or not self.enabled:
            return
        change = next((each for each in part.changes if each.kind in OWN), None)
        generated = self._generated(part)
        if change is None and generated is not None and inner_blocks(generated):
            self.inserting.edit_grid(part, generated)
        elif change is None:
            self.writing.edit_generated(part)
        elif change.kind is ChangeKind.OWN_TABLE:
            self.inserting.edit_table(change)
        elif change.kind is ChangeKind.OWN_PICTURE:
            self.inserting.edit_picture(change)
        elif change.kind is ChangeKind.OWN_TEXT:
            self.writing.edit_own(part, change)

    def edit_note(self, row_id: str) -> None:
        """Other words in a footnote behind a block."""
        change = self._change(row_id)
        if change is not None and change.kind is ChangeKind.NOTE:
            self.inserting.edit_note(change)

    def step(self, step: int) -> None:
        """Move the selected part up (-1) or down (1)."""
        part = self._part
        if part is None:
            return
        target = (place_above if step < 0 else place_below)(self._walk, part.key)
        if target is not None:
            self._move(part, target)

    def drop_behind(self, key: str) -> None:
        """Put the selected part behind another one."""
        part, behind = self._part, part_of(self._walk, key)
        if part is not None and behind is not None and part is not behind:
            self._move(part, target_behind(behind))

    def remove(self) -> None:
        """Take an own block away; hide a generated one."""
        part, case = self._part, self.changes.case
        if part is None or not part.blocks:
            return
        if part.own:
            self.changes.attempt(lambda: gestures.remove(case, part.key.removeprefix("own:")))
        else:
            self.changes.apply(gestures.hide(case, part.key, new_id(), self._generated(part)))

    def add(self, what: str) -> None:
        """Add something behind the selected part."""
        part = self._part
        if part is None or is_cover(part):
            return
        match what:
            case "text":
                self.writing.begin(part)
            case "note":
                self.inserting.note(part)
            case "page_break":
                self.inserting.page_break(target_behind(part))
            case "table":
                self.inserting.table(target_behind(part))
            case "picture":
                self.inserting.picture(target_behind(part))

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
        self.changes.apply(gestures.show(self.changes.case, key))

    # -- inside ---------------------------------------------------------------------------

    def _move(self, part: Part, target: Target) -> None:
        case, behind = self.changes.case, before(self._walk, part.key)
        self.changes.apply(
            gestures.move(
                case, part.key, target.after, target.section, new_id(), behind,
                self._generated(part),
            )
        )  # fmt: skip

    def _generated(self, part: Part) -> Block | None:
        """What the case made at the part's place, by which it is known again."""
        preview = self.preview
        return None if preview is None else generated_block(preview.generated, part.key)

    def confirm_row(self, row_id: str) -> None:
        """A change stands as it is, whatever was remarked of it."""
        remarks = () if self.preview is None else self.preview.arranged.remarks
        mine = [remark for remark in remarks if remark.row == row_id]
        self.changes.apply(gestures.confirm(self.changes.case, mine))

    def _confirm(self, part: Part) -> None:
        """What was remarked of a part was looked at: it stands as it is."""
        self.changes.apply(gestures.confirm(self.changes.case, self._remarks.get(part.key, ())))

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

    def _change(self, row_id: str) -> ReportChange | None:
        changes = arrangement_of(self.changes.case).changes
        return next((each for each in changes if each.id == row_id), None)

    def _on_placed(self, key: str) -> None:
        self._select_next = key

    def _show_bar(self) -> None:
        part, preview = self._part, self.preview
        remarks = () if part is None else self._remarks.get(part.key, ())
        troubles = tuple(remark.trouble for remark in remarks)
        hidden = 0 if preview is None else len(preview.arranged.hidden)
        generated = None if part is None else self._generated(part)
        self.bar.show_part(part, troubles, generated, hidden=hidden)

    def _on_menu_asked(self, place: QPoint) -> None:
        self.bar.menu(self._viewer).popup(place)

    def _connect(self) -> None:
        layer = self.layer
        layer.selected.connect(lambda _part: self._show_bar())
        layer.edit_asked.connect(self.edit)
        layer.remove_asked.connect(self.remove)
        layer.step_asked.connect(self.step)
        layer.drop_asked.connect(self.drop_behind)
        layer.menu_asked.connect(self._on_menu_asked)
        layer.hidden_asked.connect(self.show_hidden)
        self.bar.asked.connect(self.do)
        self.bar.hidden_asked.connect(lambda place: self.show_hidden("", place))
        self.changes.edited.connect(self.edited)
        self.changes.said.connect(self.said)
        self.writing.draft_left.connect(self.draft_left)
        self.writing.drafts_changed.connect(self.drafts_changed)
        self.writing.placed.connect(self._on_placed)
        self.inserting.placed.connect(self._on_placed)
