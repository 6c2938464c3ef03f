"""Step 2: papers, photos, and the facts that papers give; files are dropped anywhere on it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QTabWidget, QVBoxLayout

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence, Document, Image
from shamay_desktop.domain.fields import BY_ID, Step
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.facts_form import FactsForm
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.papers.adding_tray import AddingTray
from shamay_desktop.ui.papers.case_files import CaseFiles, Item
from shamay_desktop.ui.papers.clipboard import on_clipboard
from shamay_desktop.ui.papers.file_drops import FileDrops
from shamay_desktop.ui.papers.papers_panel import PapersPanel
from shamay_desktop.ui.papers.photos_place import PhotosPlace
from shamay_desktop.ui.papers.proposing import Proposed, Proposing
from shamay_desktop.ui.papers.versions_dialog import VersionsDialog
from shamay_desktop.usecases.evidence.adding import AddedFiles
from shamay_desktop.usecases.evidence.pictures import CONTACT_SIDE, thumbnail

LEAST_WIDTH = 52 * theme.SPACE
KNOWN_FILES = (
    "*.pdf *.jpg *.jpeg *.png *.heic *.heif *.tif *.tiff *.bmp *.webp *.zip "
    "*.measure.json *.annotations.json"
)


class DocumentsPage(Page):
    """Three tabs: papers, photos, facts."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("documents-page")
        self.files = CaseFiles(context, self)
        self.pictures = LazyPictures(context.tasks, self._small_picture, CONTACT_SIDE, self)
        self.proposing = Proposing(context.tasks, self)
        self._facts: FactsForm | None = None
        self._case: Case | None = None
        self._findings: Sequence[Finding] = ()
        self._begun = False
        self._build()
        self._connect()

    # -- the page -------------------------------------------------------------------------

    def show_case(self, case: Case) -> None:
        """Show the case's facts; papers are read at the first visit."""
        self._case = case
        self.proposing.show_case(case)
        if self._facts is not None:
            self._facts.show_case(case)
        self.photos_place.findings.show_case(case)
        self.papers.show_numbers(shown=case.content("export.annexes") != "none")
        self._show_rights()
        if not self._begun:
            self._begun = True
            self.files.load()
            self.photos_place.go_where_it_was()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings under their fields."""
        self._findings = findings
        if self._facts is not None:
            self._facts.show_findings(findings)

    def reload_evidence(self) -> None:
        """Papers came from elsewhere."""
        if self._case is not None:
            self.files.load()

    def focus_field(self, path: str) -> bool:
        """Go to a fact of this step."""
        field = BY_ID.get(path.partition("/")[0])
        if field is None or field.step is not Step.DOCUMENTS:
            return False
        self.tabs.setCurrentWidget(self.facts)
        return self.facts.focus_field(path)

    def commit_typing(self) -> None:
        """Keep facts and captions that are being typed."""
        self.photos.commit_typing()
        if self._facts is not None:
            self._facts.commit_typing()

    @property
    def facts(self) -> FactsForm:
        """The form of facts, made when it is first wanted."""
        if self._facts is None:
            self._facts = FactsForm(self.context)
            self._facts.edited.connect(self.edited)
            self._facts.focused.connect(self.focused)
            self._facts.paper_asked.connect(self.paper_asked)
            self._facts.go_asked.connect(self.go_asked)
            place = self.tabs.indexOf(self._facts_place)
            chosen = self.tabs.currentIndex()
            blocked = self.tabs.blockSignals(True)  # noqa: FBT003 — Qt's own
            self.tabs.removeTab(place)
            self.tabs.insertTab(place, self._facts, self.context.texts("documents.tab_facts"))
            self.tabs.setCurrentIndex(chosen)
            self.tabs.blockSignals(blocked)
            if self._case is not None:
                self._facts.show_case(self._case)
            self._facts.show_findings(self._findings)
        return self._facts

    @property
    def has_panel_out(self) -> bool:
        """Whether the photos stand in a window of their own."""
        return self.photos_place.is_out

    # -- adding ---------------------------------------------------------------------------

    def add(self, paths: Sequence[Path], *, as_papers: bool = False) -> None:
        """Add files and folders to the case."""
        self.notice.hide()
        self.tray.add(paths, as_papers=as_papers)

    def paste(self) -> None:
        """Add what is on the clipboard: copied files, or a picture."""
        if not self.files.may_edit:
            return
        pasted = on_clipboard()
        if pasted.picture is not None:
            self.notice.hide()
            among_papers = self.tabs.currentWidget() is self.papers
            self.tray.paste(pasted.picture, among_papers=among_papers)
        elif pasted.paths:
            self.add(pasted.paths)
        else:
            self.notice.say(self.context.texts("documents.nothing_pasted"), passing=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A paste that no editor and no list took is for the case."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            event.accept()
            return
        super().keyPressEvent(event)

    def choose_files(self, *, as_papers: bool) -> None:
        """Let the person choose files; nothing waits for the dialog."""
        texts = self.context.texts
        dialog = QFileDialog(self, texts("documents.choose_files"), _usual_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                f"{texts('documents.filter_known')} ({KNOWN_FILES})",
                f"{texts('documents.filter_all')} (*)",
            ]
        )
        dialog.filesSelected.connect(
            lambda names: self.add([Path(name) for name in names], as_papers=as_papers)
        )
        self._open(dialog)

    def choose_folder(self) -> None:
        """Let the person choose a folder; all that is in it is added."""
        dialog = QFileDialog(self, self.context.texts("documents.choose_folder"), _usual_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.add([Path(name)]))
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- what others say ------------------------------------------------------------------

    def _on_files_loaded(self, evidence: CaseEvidence) -> None:
        texts = self.context.texts
        self.papers.show_evidence(evidence)
        self.proposing.show_evidence(evidence)
        self.context.reading.note(evidence)
        self.photos_place.show_evidence(evidence)
        for panel, key, count in (
            (self.papers, "documents.tab_papers", len(evidence.documents)),
            (self.photos_place, "documents.tab_photos", len(evidence.images)),
        ):
            self.tabs.setTabText(self.tabs.indexOf(panel), texts(key, count=count))

    def _on_files_failed(self, error: ShamayError) -> None:
        self.notice.say(error_words(self.context.texts, error), "error")

    def _on_files_removed(self, items: tuple[Item, ...]) -> None:
        texts = self.context.texts
        photos = all(isinstance(item, Image) for item in items)
        notice = self.photos.notice if photos and self.photos_place.is_out else self.notice
        notice.say(
            texts("documents.removed", n=len(items), file=items[0].file_name),
            action=texts("documents.put_back"),
            do=lambda: self.files.put_back(items),
        )

    def _on_papers_order_changed(self, key: str, placed: list[str]) -> None:
        self.notice.say(
            self.context.texts(key),
            action=self.context.texts("documents.order_back"),
            do=lambda: self.papers.order_back(placed),
        )

    def _on_tray_added(self, added: AddedFiles) -> None:
        self.files.load()
        self.evidence_changed.emit()
        # Who adds only photos sees them; who is in the facts stays there.
        if self.tabs.currentWidget() in (self.papers, self.photos_place):
            if added.images and not added.documents:
                self.tabs.setCurrentWidget(self.photos_place)
            elif added.documents and not added.images:
                self.tabs.setCurrentWidget(self.papers)

    def _on_proposed(self, proposed: Proposed) -> None:
        self.papers.model.show_belongs(proposed.belongs)
        self.papers.proposals.show_proposed(proposed)

    def _on_proposals_taken(self, count: int) -> None:
        self.notice.say(self.context.texts("papers.taken", n=count), passing=True)

    def _on_versions_asked(self, paper: Document) -> None:
        dialog = VersionsDialog(self.context, paper, self)
        dialog.restored.connect(self._on_version_restored)
        dialog.open()

    def _on_version_restored(self) -> None:
        self.files.load()
        self.evidence_changed.emit()

    def _on_tray_moved(self) -> None:
        self.files.load()
        if not self.tray.busy:
            self.evidence_changed.emit()

    def _on_tab_changed(self, place: int) -> None:
        self.photos.commit_typing()
        if self.tabs.widget(place) is self._facts_place:
            self.tabs.setCurrentWidget(self.facts)

    def _small_picture(self, sha256: object) -> PictureFile:
        return thumbnail(self.context.services, str(sha256), CONTACT_SIDE)

    def _show_rights(self) -> None:
        """Who may only read sees no editing, and nothing can be dropped."""
        may_edit = self.files.may_edit
        self.setAcceptDrops(may_edit)
        self.papers.set_may_edit(may_edit=may_edit)
        self.photos.set_may_edit(may_edit=may_edit)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self.context.texts
        self.notice = NoticeBar(texts)
        self.papers = PapersPanel(self.context, self.files, self.pictures)
        self.photos_place = PhotosPlace(self.context, self.files, self.pictures)
        # What stands beside the photos must not keep the papers from giving way to a paper.
        self.photos_place.setMinimumWidth(LEAST_WIDTH)
        self.photos = self.photos_place.panel
        self._facts_place = QTabWidget()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("documents-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.papers, texts("documents.tab_papers", count=0))
        self.tabs.addTab(self.photos_place, texts("documents.tab_photos", count=0))
        self.tabs.addTab(self._facts_place, texts("documents.tab_facts"))
        self.tray = AddingTray(self.context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.tray)
        self.drops = FileDrops(self, texts("documents.drop_here"))
        self.setFocusProxy(self.tabs)

    def _connect(self) -> None:
        self.drops.dropped.connect(self.add)
        self.photos_place.dropped.connect(self.add)
        self.photos_place.findings.edited.connect(self.edited)
        self.files.alike.connect(self.photos_place.show_alike)
        self.files.loaded.connect(self._on_files_loaded)
        self.files.changed.connect(self.evidence_changed)
        self.files.removed.connect(self._on_files_removed)
        self.files.failed.connect(self._on_files_failed)
        self.tray.added.connect(self._on_tray_added)
        self.tray.edited.connect(self.edited)
        self.tray.moved.connect(self._on_tray_moved)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        for panel in (self.papers, self.photos):
            panel.paper_asked.connect(self.paper_asked)
            panel.folder_asked.connect(self.choose_folder)
            panel.paste_asked.connect(self.paste)
        proposals = self.papers.proposals
        self.proposing.proposed.connect(self._on_proposed)
        proposals.edited.connect(self.edited)
        proposals.taken.connect(self._on_proposals_taken)
        proposals.paper_asked.connect(self.paper_asked)
        proposals.read_asked.connect(lambda paper_id: self.context.reading.ask([paper_id]))
        proposals.versions_asked.connect(self._on_versions_asked)
        self.papers.order_changed.connect(self._on_papers_order_changed)
        self.papers.files_asked.connect(lambda: self.choose_files(as_papers=True))
        self.photos.files_asked.connect(lambda: self.choose_files(as_papers=False))


def _usual_folder() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
