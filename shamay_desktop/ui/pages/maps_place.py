"""Step 4, tab "maps": the case's map pictures, what is drawn on them, and what is said of them."""

from dataclasses import replace
from decimal import Decimal
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.maps import gestures
from shamay_desktop.domain.maps.handles import off_north, whole_turn
from shamay_desktop.domain.maps.pictures import AnnotationKind, MapPicture, Slot
from shamay_desktop.domain.maps.reading import broken_rows, pictures_of
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet, Where
from shamay_desktop.ui.canvases.annotation.annotation_desk import AnnotationDesk
from shamay_desktop.ui.canvases.annotation.annotation_list import AnnotationList
from shamay_desktop.ui.canvases.annotation.details_form import DetailsForm, Shown
from shamay_desktop.ui.canvases.annotation.empty_slot import EmptySlot, Way
from shamay_desktop.ui.canvases.annotation.last_words import LastWords
from shamay_desktop.ui.canvases.annotation.paper_choice import PaperChoice
from shamay_desktop.ui.canvases.annotation.picture_adding import Arrived, PictureAdding
from shamay_desktop.ui.canvases.annotation.picture_export import PictureExport
from shamay_desktop.ui.canvases.annotation.picture_strip import PictureStrip, StripPlace
from shamay_desktop.ui.canvases.broken_rows import BrokenRows
from shamay_desktop.ui.canvases.gone_paper import GonePaper
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.canvases.places.panel import PlacesPanel
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.canvas_place import CanvasPlace
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.evidence.pictures import page_picture

SIDE_WIDTH = 43 * theme.SPACE
SMALL_SIDE = 240
SMALL_DPI = 40


class MapsPlace(CanvasPlace):
    """Strip of pictures, the canvas, and beside it details, annotations and the place on earth."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("maps-place")
        self._case = context.session.case
        self._pictures: tuple[MapPicture, ...] = ()
        self._papers: dict[str, Document] = {}
        self._asked = Slot.OTHER
        self._wanted: str | None = None
        self._north_told: set[tuple[str, Decimal]] = set()
        self._build()
        self._connect()
        self.last_words = LastWords(context, pictures_of(self._case), self)
        self.details.offer(self.last_words.sources, self.last_words.credits)
        self.note_evidence()

    # -- the page -------------------------------------------------------------------------

    def show_case(self, case: Case) -> None:
        """Show the case; what is half drawn is left alone."""
        self._case = case
        self._pictures = pictures_of(case)
        self.told.show_rows(len(broken_rows(case)))
        self.strip.show_pictures(self._pictures)
        if self._wanted is not None and self.strip.go_to(self._wanted):
            self._wanted = None
        self._show_current()

    def focus_path(self, path: str) -> bool:
        """To a picture's cell, or to what is drawn on one."""
        head, _, rest = path.partition("/")
        row_id, _, cell = rest.partition("/")
        if head == "maps.pictures" and self.strip.go_to(row_id):
            self.side.setCurrentWidget(self.details)
            editor = self.details.lines.get(cell)
            (editor or self.strip).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        row = self._case.row(head, row_id) if row_id else None
        if row is None or not self.strip.go_to(str(row.content("picture"))):
            return head.startswith("maps.") and not row_id
        if head == "maps.annotations":
            self.desk.go_to(row_id)
            self.desk.canvas.setFocus()
        else:
            self.side.setCurrentWidget(self.places)
        return True

    def commit_typing(self) -> None:
        """Keep what is being typed in the form or on the picture."""
        self.details.commit_typing()
        self.desk.commit_typing()

    def note_evidence(self) -> None:
        """Papers are others: their names and pages are read anew."""
        self.context.read_evidence(self, self._on_evidence, lambda _problem: None)

    def rest(self) -> None:
        """Another tab is looked at."""
        self.commit_typing()
        self.places.rest()

    # -- pictures -------------------------------------------------------------------------

    @property
    def picture(self) -> MapPicture | None:
        """The picture that is looked at."""
        place = self.strip.current
        return None if place is None else place.picture

    def add_pictures(self, arrived: tuple[Arrived, ...]) -> None:
        """Files of the case as pictures: the first where it was asked for, others behind."""
        if self.context.read_only or not arrived:
            return
        slot, self._asked = self._asked, Slot.OTHER
        case, changes = self._case, tuple[Change, ...]()
        taken = {each.slot for each in self._pictures}
        for number, each in enumerate(arrived):
            own = slot if not number and slot not in taken else Slot.OTHER
            picture = MapPicture(
                new_row_id(), each.sha256, slot=own, date=self._today() if each.today else ""
            )
            step = gestures.adding_picture(case, picture)
            case, changes = after(case, step), (*changes, *step)
            self._wanted = self._wanted if number else picture.id
        self._say(changes)
        self.side.setCurrentWidget(self.details)
        self.details.lines["source"].setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_picture(self) -> None:
        """Take the picture out with all that is drawn on it; the file stays among the papers."""
        picture = self.picture
        if picture is not None and not self.context.read_only:
            name = picture.title or self.context.texts(f"maps.slot.{picture.slot.value}")
            self._say(gestures.removing_picture(self._case, picture.id))
            if any(each.kind is AnnotationKind.BLUR for each in picture.annotations):
                # The paper stays, and is printed as it came: nobody may learn that from print.
                self.notice.say(self.context.texts("maps.removed_blurred", name=name), "warning")
            else:
                self.notice.say(self.context.texts("maps.removed", name=name), passing=True)

    def export_picture(self) -> None:
        """The picture as it is printed, as a file of the person's own."""
        picture = self.picture
        if picture is not None:
            name = picture.title or self.context.texts(f"maps.slot.{picture.slot.value}")
            self.exporting.ask(self._case, picture.id, name)

    def export_drawing(self) -> None:
        """What is drawn on the picture, to be opened again in this or another case."""
        picture = self.picture
        paper = None if picture is None else self._papers.get(picture.paper)
        if picture is not None and paper is not None:
            self.exporting.ask_drawing(self._case, picture.id, paper.file_name)

    def paste(self) -> None:
        """Annotations that were copied here; else a picture or files from elsewhere."""
        if not self.desk.paste():
            self.adding.paste()

    def choose_paper(self) -> None:
        """A picture that is among the case's papers already."""
        if self.context.read_only:
            return
        if not self._papers:
            self.notice.say(self.context.texts("maps.no_papers"), passing=True)
            return
        self._asked = self._slot_asked()
        dialog = PaperChoice(tuple(self._papers.values()), self.context.texts, self)
        dialog.chosen.connect(lambda sha256: self.add_pictures((Arrived(sha256),)))
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A paste that no editor took is for the table."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            event.accept()
            return
        super().keyPressEvent(event)

    # -- what others say ------------------------------------------------------------------

    def _on_place_chosen(self, _place: StripPlace) -> None:
        self.details.commit_typing()
        self._show_current()

    def _on_evidence(self, evidence: CaseEvidence) -> None:
        self._papers = {each.sha256: each for each in evidence.documents}
        self.gone.show_evidence(evidence)
        self._show_current()

    def _on_details_changed(self, cells: dict[str, object]) -> None:
        """Of the picture that the form is about, wherever the person went meanwhile."""
        shown = self.details.picture_id
        before = next((each for each in self._pictures if each.id == shown), None)
        if before is None or self.context.read_only:
            return
        said = replace(before, **cells)  # type: ignore[arg-type]
        self._say(gestures.changing_picture(self._case, before, said))
        if cells.keys() & {"source", "credit"}:
            self.last_words.remember(said)
            self.details.offer(self.last_words.sources, self.last_words.credits)

    def _on_picture_turned(self, cells: dict[str, object]) -> None:
        picture = self.desk.annotating.picture
        if picture is not None and not self.context.read_only:
            turned = replace(picture, **cells)  # type: ignore[arg-type]
            self._say(gestures.changing_picture(self._case, picture, turned))

    def _on_moved(self, picture_id: str, step: int) -> None:
        """A further picture among the further ones; named ones keep their place."""
        ids = [each.id for each in self._pictures]
        others = [place.picture.id for place in self.strip.places
                  if place.slot is Slot.OTHER and place.picture is not None]  # fmt: skip
        at = others.index(picture_id) + step
        if self.context.read_only or not 0 <= at < len(others):
            return
        one, other = ids.index(picture_id), ids.index(others[at])
        ids[one], ids[other] = ids[other], ids[one]
        self._say(gestures.ordering_pictures(self._case, ids))

    def _on_picture_made(self, picture_id: str) -> None:
        self._wanted = picture_id
        if self.strip.go_to(picture_id):
            self._wanted = None

    def _on_georeferenced(self, georeference: object) -> None:
        self.desk.show_scale(getattr(georeference, "metres_per_pixel", None))
        self._show_details()
        self._offer_north()

    # -- inside ---------------------------------------------------------------------------

    def _say(self, changes: tuple[Change, ...]) -> None:
        if changes:
            self.edited.emit(changes)

    def _show_current(self) -> None:
        picture = self.picture
        paper = None if picture is None else self._papers.get(picture.paper)
        self._turn_to(self.empty if picture is None else self.desk)
        place = self.strip.current
        if picture is None and place is not None:
            self.empty.show_slot(place.slot)
        self.desk.show_picture(self._case, picture, None if paper is None else paper.file_name)
        self.places.show_case(self._case)
        self.places.show_picture(picture)
        shown = () if picture is None else (picture.id, picture.paper)
        self.gone.show_drawing(self._case, *shown)
        self._show_details()
        self.remove.setEnabled(picture is not None)
        self.save.setEnabled(picture is not None)
        self.save_drawing.setEnabled(picture is not None)

    def _turn_to(self, wanted: QWidget) -> None:
        """Who stood on the page that goes stands on the picture, not on whatever comes next."""
        leaves = self.empty.isAncestorOf(self.focusWidget() or self) and wanted is self.desk
        self.stack.setCurrentWidget(wanted)
        if leaves:
            self.desk.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_details(self) -> None:
        picture = self.picture
        if picture is None:
            self.details.show_picture(self._case, None)
            return
        paper = self._papers.get(picture.paper)
        placed = self.places.georeference is not None
        self.details.show_picture(
            self._case,
            Shown(
                picture, 1 if paper is None else paper.pages, placed, self.last_words.of(picture)
            ),
            "" if paper is None else paper.file_name,
        )
        self.details.setEnabled(not self.context.read_only)

    def _slot_asked(self) -> Slot:
        """An empty named slot that is looked at is filled; else the picture comes behind."""
        place = self.strip.current
        return place.slot if place is not None and place.picture is None else Slot.OTHER

    def _on_adding_began(self) -> None:
        self._asked = self._slot_asked()

    def _today(self) -> str:
        return self.context.services.clock.today().isoformat()

    def _small_picture(self, key: object) -> PictureFile:
        sha256, page = cast(tuple[str, int], key)
        return page_picture(self.context.services, sha256, page, SMALL_DPI)

    def _go(self, step: int) -> None:
        row = self.strip.currentRow() + step
        if 0 <= row < self.strip.count():
            self.strip.setCurrentRow(row)

    def _go_to_details(self) -> None:
        self.side.setCurrentWidget(self.details)
        self.details.lines["source"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self.context.texts
        self.notice = NoticeBar(texts)
        self.told = BrokenRows(texts, "maps.broken_rows")
        self.gone = GonePaper(self.context, "picture")
        self.pictures = LazyPictures(self.context.tasks, self._small_picture, SMALL_SIDE, self)
        self.strip = PictureStrip(texts, self.pictures)
        self.desk = AnnotationDesk(self.context)
        self.adding = PictureAdding(self.context, self)
        self.exporting = PictureExport(self.context, self)
        self.details = DetailsForm(texts)
        self.list = AnnotationList(self.desk.annotating, texts)
        self.places = PlacesPanel(self.context, self.desk.canvas)
        self.empty = EmptySlot(texts, self._ways(), may_edit=not self.context.read_only)
        self.empty_words, self.fill = self.empty.words, self.empty.fill
        self.stack = QStackedWidget()
        self.stack.addWidget(self.desk)
        self.stack.addWidget(self.empty)
        self.side = QTabWidget()
        self.side.setObjectName("maps-side")
        self.side.setDocumentMode(True)
        self.side.setFixedWidth(SIDE_WIDTH)
        self.side.tabBar().setAccessibleName(texts("maps.side"))
        for name, widget in (
            ("details", self.details), ("annotations", self.list), ("places", self.places),
        ):  # fmt: skip
            self.side.addTab(widget, texts(f"maps.tab_{name}"))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._make_left())
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self.notice, self.told, self.gone):
            column.addWidget(line)
        column.addLayout(middle, 1)
        column.addWidget(self.adding.tray)

    def _make_left(self) -> QWidget:
        texts = self.context.texts
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(*(theme.SPACE // 2,) * 4)
        column.setSpacing(theme.SPACE // 2)
        self.add = action(texts, "add-map", "maps.add", "plus")
        self.add.setMenu(self._make_menu(self.add))
        self.remove = action(texts, "remove-map", "maps.remove", "trash", "flat")
        self.remove.clicked.connect(self.remove_picture)
        column.addWidget(self.strip, 1)
        column.addWidget(self.add)
        self.save = action(texts, "save-map", "maps.export", "export", "flat")
        self.save.clicked.connect(self.export_picture)
        self.save_drawing = action(texts, "save-marks", "maps.export_drawing", "export", "flat")
        self.save_drawing.clicked.connect(self.export_drawing)
        for button in (self.remove, self.save, self.save_drawing):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        for button in (self.add, self.remove):
            button.setVisible(not self.context.read_only)
        return left

    def _ways(self) -> tuple[Way, ...]:
        """Name, icon and deed of each way in which a picture comes in."""
        return (
            ("paste", "paste", self.adding.paste),
            ("choose", "folder", self.adding.choose_files),
            ("from_papers", "paper", self.choose_paper),
            ("grab", "grab", self.adding.grab_screen),
        )

    def _make_menu(self, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        for name, icon, do in self._ways():
            line = menu.addAction(theme.icon(icon), self.context.texts(f"maps.{name}"))
            line.triggered.connect(lambda _checked=False, do=do: do())
        menu.addSeparator()
        line = menu.addAction(theme.icon("import"), self.context.texts("documents.open_drawing"))
        line.triggered.connect(lambda _checked=False: self.adding.open_drawing())
        return menu

    def _connect(self) -> None:
        self.strip.place_chosen.connect(self._on_place_chosen)
        self.strip.moved.connect(self._on_moved)
        self.strip.entered.connect(self.desk.canvas.setFocus)
        self.strip.remove_asked.connect(self.remove_picture)
        self.desk.annotating.edited.connect(self.edited)
        self.desk.picture_changed.connect(self._on_picture_turned)
        self.details.changed.connect(self._on_details_changed)
        self.adding.began.connect(self._on_adding_began)
        self.adding.arrived.connect(self.add_pictures)
        self.adding.edited.connect(self.edited)
        self.adding.drawn.connect(self._on_picture_made)
        self.adding.evidence_changed.connect(self.evidence_changed)
        self.adding.evidence_changed.connect(self.note_evidence)
        self.adding.said.connect(self._on_said)
        self.exporting.said.connect(self._on_said)
        self.gone.edited.connect(self.edited)
        self.gone.evidence_changed.connect(self.evidence_changed)
        self.gone.evidence_changed.connect(self.note_evidence)
        self.gone.remove_asked.connect(self.remove_picture)
        self.gone.said.connect(self._on_refused)
        self.places.edited.connect(self.edited)
        self.places.evidence_changed.connect(self.evidence_changed)
        self.places.picture_made.connect(self._on_picture_made)
        self.places.georeferenced.connect(self._on_georeferenced)
        annotating = self.desk.annotating
        annotating.chosen_changed.connect(lambda: self.places.show_chosen(annotating.chosen))
        annotating.north_turn = self._north
        annotating.refused.connect(self._on_refused)
        self.places.go_asked.connect(self.go_asked)
        self._declare_actions()

    def _declare_actions(self) -> None:
        def may() -> bool:
            return not self.context.read_only

        self.action_set = ActionSet(self)
        grab, choose = self._ways()[3][2], self._ways()[1][2]
        where: Where = "drawing"
        self.action_set.add(
            Action("map_grab", grab, ("Ctrl+Alt+G",), where, "grab", enabled=may),
            Action("map_choose", choose, ("Ctrl+O",), where, "folder", enabled=may),
            Action("map_paste", self.paste, ("Ctrl+V",), where, "paste", bound=False, enabled=may),
            Action("map_from_papers", self.choose_paper, (), where, "paper", enabled=may),
            Action("map_next_picture", lambda: self._go(1), ("Ctrl+Alt+PgDown",), where, "next"),
            Action(
                "map_previous_picture", lambda: self._go(-1), ("Ctrl+Alt+PgUp",), where, "previous"
            ),
            Action("map_export", self.export_picture, (), where, "export"),
            Action("map_details", self._go_to_details, ("Ctrl+I",), where, "note"),
            *self.places.named_actions(lambda: self.side.setCurrentWidget(self.places)),
        )

    def _north(self) -> float:
        """Where north is on the picture by its place on the earth; else up, as it is turned."""
        georeference, picture = self.places.georeference, self.picture
        if georeference is not None:
            return georeference.north
        return 0.0 if picture is None else -float(picture.turn)

    def _offer_north(self) -> None:
        """A north arrow that points elsewhere than the control points say is told, once for each
        answer of theirs."""
        picture, georeference = self.picture, self.places.georeference
        if picture is None or georeference is None or self.context.read_only:
            return
        north = whole_turn(georeference.north)
        wrong = off_north(picture, float(north))
        if not wrong or (picture.id, north) in self._north_told:
            return
        self._north_told.add((picture.id, north))
        degrees = formats.number(round(max(off for _, off in wrong)))
        self.notice.say(
            self.context.texts("maps.north_off", degrees=degrees), "warning",
            action=self.context.texts("maps.north_turn"),
            do=lambda: self.desk.annotating.change(
                replace(each, turn=north) for each, _ in wrong
            ),
        )  # fmt: skip

    def _on_refused(self, error: ShamayError) -> None:
        self.notice.say(error_words(self.context.texts, error), "error")

    def _on_said(self, words: str, severity: str) -> None:
        if severity == "error":
            self.notice.say(words, "error")
        else:
            self.notice.say(words, passing=True)
