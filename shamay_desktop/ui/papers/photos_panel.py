"""The photos: the contact sheet, what is said of the chosen ones, their facts, and comparing."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import CaseEvidence, Image
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.papers.buttons import action, empty_state, tool
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.compare_view import CompareView
from shamay_desktop.ui.papers.contact_sheet import ContactSheet
from shamay_desktop.ui.papers.photo_actions import panel_actions, sheet_actions
from shamay_desktop.ui.papers.photo_details import PhotoDetails
from shamay_desktop.ui.papers.photo_facts import PhotoFacts
from shamay_desktop.ui.papers.photo_findings import PhotoFindings
from shamay_desktop.ui.papers.photo_menu import photo_menu
from shamay_desktop.ui.papers.photos_model import PhotosModel

FACTS_FROM = 78 * theme.SPACE
"""The panel's width from which there is room for the facts beside the sheet."""


class PhotoPictures:
    """The pictures of photos in the sizes that the panel shows."""

    def __init__(self, small: LazyPictures, large: LazyPictures, side_by_side: LazyPictures):
        self.small = small
        self.large = large
        self.side_by_side = side_by_side


class PhotosPanel(QWidget):
    """Shows the photos; Enter or a double click shows one on the whole screen."""

    paper_asked = Signal(object)
    """PaperAsked: beside the form."""

    full_screen_asked = Signal(str)
    """A photo's id."""

    files_asked = Signal()
    folder_asked = Signal()
    paste_asked = Signal()
    place_asked = Signal()
    """Into a window of its own, or back."""

    facts_toggled = Signal(bool)

    def __init__(
        self, texts: Texts, files: CaseFiles, pictures: PhotoPictures, findings: PhotoFindings
    ) -> None:
        super().__init__()
        self.setObjectName("photos-panel")
        self._texts = texts
        self.files = files
        self.findings = findings
        self._findings_wanted = False
        self.may_edit = True
        self._current: str | None = None
        self._chosen: list[str] = []
        self._showing = False
        self._facts_wanted = True
        self.model = PhotosModel(texts, pictures.small, pictures.large)
        self._build(pictures)
        self._bind()
        self.show_evidence(CaseEvidence())

    # -- what is shown --------------------------------------------------------------------

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """Show the photos; the chosen ones stay chosen wherever they go."""
        self.sheet.commit_typing()
        self._showing = True
        try:
            self.model.show(evidence)
            if [photo.id for photo in self.chosen] != self._chosen:
                self.sheet.choose(self._chosen, self._current)
        finally:
            self._showing = False
        if self.stack.currentWidget() is self.compare_view:
            self.compare_view.refresh(evidence.images)
        if self.stack.currentWidget() is not self.compare_view:
            self.stack.setCurrentWidget(self.filled if evidence.images else self.empty)
        self._show_front(evidence)
        self._show_tools()
        self._on_selection_changed()

    def show_alike(self, groups: Iterable[Iterable[str]]) -> None:
        """Mark photos that look alike."""
        self.model.show_alike(groups)
        if self.model.only_alike and not self.model.alike_count:
            self.model.set_only_alike(only=False)
        self._show_tools()

    def set_may_edit(self, *, may_edit: bool) -> None:
        """Who may only read sees no editing."""
        self.may_edit = self.model.may_edit = may_edit
        self.first.setVisible(may_edit)
        self._show_tools()
        self._on_selection_changed()

    def show_place(self, *, out: bool) -> None:
        """Whether it stands in a window of its own."""
        key = "documents.dock" if out else "documents.undock"
        self.place.setIcon(theme.icon("dock" if out else "undock"))
        self.place.setToolTip(self._texts(f"{key}_tip"))
        self.place.setAccessibleName(self._texts(key))

    def want_facts(self, *, wanted: bool) -> None:
        """Show the facts beside the sheet, where there is room for them."""
        self._facts_wanted = wanted
        self._show_facts()

    def commit_typing(self) -> None:
        """Keep a caption or notes that are being typed."""
        self.sheet.commit_typing()
        self.details.commit_typing()
        self.facts.commit_typing()
        self.findings.commit_typing()

    # -- what is done ---------------------------------------------------------------------

    @property
    def chosen(self) -> list[Image]:
        """The chosen photos in their order."""
        return self.sheet.chosen

    @property
    def current(self) -> Image | None:
        """The photo that has the focus, else the first chosen one."""
        row = self.sheet.currentIndex().row()
        if 0 <= row < len(self.model.photos):
            return self.model.photos[row]
        return next(iter(self.chosen), None)

    def edit_caption(self) -> None:
        """Type the caption on the sheet."""
        self.sheet.edit_caption()

    def ask_current(self) -> None:
        """Show the photo beside the form."""
        self.sheet.commit_typing()
        if (photo := self.current) is not None:
            self.paper_asked.emit(PaperAsked(photo.sha256))

    def show_full_screen(self) -> None:
        """Show the photo on the whole screen, beginning with the first when none is chosen."""
        photo = self.current or next(iter(self.model.photos), None)
        if photo is not None:
            self.full_screen_asked.emit(photo.id)

    def go_to(self, photo_id: str) -> None:
        """Choose one photo and bring it into view."""
        for row in self.model.rows_of([photo_id]):
            self.sheet.setCurrentIndex(self.model.index(row))
        self.sheet.setFocus()

    def remove_chosen(self) -> None:
        """Take the chosen photos out of the case."""
        if chosen := self.chosen:
            self.files.remove(tuple(chosen))

    def has_alike(self) -> bool:
        """Whether some photos look alike."""
        return self.model.alike_count > 0

    def toggle_alike(self) -> None:
        """Only the photos that look alike, or all again."""
        self.model.set_only_alike(only=not self.model.only_alike)
        self._show_tools()
        self._on_selection_changed()

    def compare(self) -> None:
        """The chosen photos side by side; of one, with those that look like it."""
        photos = self.chosen
        if len(photos) == 1:
            alike = self.model.alike_to(photos[0].id)
            photos = [photos[0], *(each for each in alike if each.id != photos[0].id)]
        if len(photos) < 2:
            self.notice.say(self._texts("documents.compare_what"), passing=True)
            return
        self.stack.setCurrentWidget(self.compare_view)
        self.compare_view.show_photos(photos, may_edit=self.may_edit)

    def can_sort(self) -> bool:
        """Whether sorting by capture time would change anything."""
        return self.may_edit and self._ids_by_time() != [p.id for p in self.model.all_photos]

    def sort_by_time(self) -> None:
        """Put the photos in the order in which they were taken, with a way back."""
        before = [photo.id for photo in self.model.all_photos]
        self.files.order(self._ids_by_time())
        self.notice.say(
            self._texts("documents.sorted_by_time"),
            action=self._texts("documents.order_back"),
            do=lambda: self.files.order(before),
        )

    def toggle_facts(self) -> None:
        """Show or hide what the file says."""
        self.want_facts(wanted=not self.facts.isVisible())
        self.facts_toggled.emit(self._facts_wanted)

    def toggle_findings(self) -> None:
        """Show or hide the findings of finish and defects on the chosen photo."""
        self._findings_wanted = not self.findings.isVisible()
        self._show_facts()
        if self._findings_wanted and not self.chosen and self.model.photos:
            self.sheet.setCurrentIndex(self.model.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The facts give way when there is little room."""
        super().resizeEvent(event)
        self._show_facts()

    # -- inside ---------------------------------------------------------------------------

    def _ids_by_time(self) -> list[str]:
        """Photos with a time first, in its order; the others behind, as they stand."""
        photos: Sequence[Image] = self.model.all_photos
        ordered = sorted(photos, key=lambda photo: (not photo.taken_at, photo.taken_at or ""))
        return [photo.id for photo in ordered]

    def _show_front(self, evidence: CaseEvidence) -> None:
        front = evidence.front
        if front is None:
            words = self._texts("documents.front_none")
        elif front.front:
            words = ""
        else:
            words = self._texts("documents.front_proposed")
        self.front_words.setText(words if evidence.images and self.may_edit else "")

    def _show_tools(self) -> None:
        some = bool(self.model.all_photos)
        for widget in (self.add, self.add_folder):  # without photos the page itself has the button
            widget.setVisible(some and self.may_edit)
        alike = self.model.alike_count
        tools = (
            self.by_time, self.smaller, self.larger, self.findings_button, self.facts_button,
            self.place,
        )  # fmt: skip
        for widget in tools:
            widget.setVisible(some)
        self.by_time.setEnabled(self.can_sort())
        self.alike.setVisible(alike > 0)
        self.alike.setText(str(alike))
        self.alike.setChecked(self.model.only_alike)
        self.alike.setAccessibleName(self._texts("documents.alike", n=alike))

    def _show_facts(self) -> None:
        findings = self._findings_wanted
        roomy = self.width() >= FACTS_FROM and not findings
        self.findings.setVisible(findings)
        self.findings_button.setChecked(findings)
        self.facts.setVisible(self._facts_wanted and roomy)
        self.facts_button.setChecked(self._facts_wanted and roomy)
        self.facts_button.setEnabled(roomy)

    def _on_selection_changed(self) -> None:
        if self._showing:
            return
        chosen = self.chosen
        self._chosen = [photo.id for photo in chosen]
        row = self.sheet.currentIndex().row()
        self._current = self.model.photos[row].id if 0 <= row < len(self.model.photos) else None
        self.details.show_photos(chosen, may_edit=self.may_edit, can_order=self.sheet.can_order)
        self.facts.show_photos(chosen, may_edit=self.may_edit)
        self.findings.show_photos(chosen, may_edit=self.may_edit)

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = photo_menu(self, self._texts)
        menu.popup(self.sheet.viewport().mapToGlobal(place))

    def _on_compare_ended(self) -> None:
        self.stack.setCurrentWidget(self.filled if self.model.all_photos else self.empty)
        self.sheet.setFocus()

    # -- building -------------------------------------------------------------------------

    def _build(self, pictures: PhotoPictures) -> None:
        texts = self._texts
        self.notice = NoticeBar(texts)
        self.sheet = ContactSheet(texts, self.model)
        self.details = PhotoDetails(texts, self.files)
        self.facts = PhotoFacts(texts, self.files)
        self.compare_view = CompareView(texts, pictures.side_by_side, self.files.remove)
        self.filled = self._make_filled()
        self.first = action(texts, "add-first-photos", "documents.add_photos", "plus", "primary")
        self.empty = empty_state(texts("documents.no_photos"), self.first, self.files_asked.emit)
        self.stack = QStackedWidget()
        for page in (self.filled, self.empty, self.compare_view):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addLayout(self._make_tools())
        column.addWidget(self.stack, 1)
        self.show_place(out=False)
        self.setFocusProxy(self.sheet)

    def _make_tools(self) -> QHBoxLayout:
        texts = self._texts
        self.add = action(texts, "add-photos", "documents.add_photos", "plus", "primary")
        self.add_folder = tool(texts, "folder", "documents.add_folder")
        self.add_folder.setObjectName("action:add-photo-folder")
        self.front_words = QLabel(wordWrap=True)
        self.front_words.setObjectName("front-words")
        theme.set_tone(self.front_words, "muted")
        theme.align_leading(self.front_words)
        self.alike = tool(texts, "alike", "documents.show_alike", words=True)
        self.alike.setCheckable(True)
        self.by_time = tool(texts, "clock", "documents.by_time")
        self.smaller = tool(texts, "zoom-out", "documents.smaller")
        self.larger = tool(texts, "zoom-in", "documents.larger")
        self.findings_button = tool(texts, "checklist", "documents.show_findings")
        self.findings_button.setCheckable(True)
        self.facts_button = tool(texts, "note", "documents.show_facts")
        self.facts_button.setCheckable(True)
        self.place = tool(texts, "undock", "documents.undock")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE // 2)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.addWidget(self.add)
        row.addWidget(self.add_folder)
        row.addSpacing(theme.SPACE)
        row.addWidget(self.front_words, 1)
        for button in (
            self.alike, self.by_time, self.smaller, self.larger, self.findings_button,
            self.facts_button, self.place,
        ):  # fmt: skip
            row.addWidget(button)
        return row

    def _make_filled(self) -> QWidget:
        filled = QWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sheet, 1)
        row.addWidget(self.facts)
        row.addWidget(self.findings)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.details)
        return filled

    def _bind(self) -> None:
        self.add.clicked.connect(self.files_asked)
        self.add_folder.clicked.connect(self.folder_asked)
        self.alike.clicked.connect(self.toggle_alike)
        self.by_time.clicked.connect(self.sort_by_time)
        self.smaller.clicked.connect(lambda: self.sheet.zoom(-1))
        self.larger.clicked.connect(lambda: self.sheet.zoom(1))
        self.facts_button.clicked.connect(self.toggle_facts)
        self.findings_button.clicked.connect(self.toggle_findings)
        self.place.clicked.connect(self.place_asked)
        self.model.captioned.connect(self.files.caption)
        self.sheet.ordered.connect(self.files.order)
        self.sheet.selectionModel().selectionChanged.connect(
            lambda *_: self._on_selection_changed()
        )
        self.sheet.doubleClicked.connect(lambda _index: self.show_full_screen())
        self.sheet.customContextMenuRequested.connect(self._on_menu_asked)
        self.details.moved.connect(self.sheet.move_chosen)
        self.details.show_asked.connect(self.ask_current)
        self.details.full_screen_asked.connect(self.show_full_screen)
        self.details.compare_asked.connect(self.compare)
        self.compare_view.ended.connect(self._on_compare_ended)
        self.sheet_actions = sheet_actions(self, self._texts)
        self.panel_actions = panel_actions(self)
