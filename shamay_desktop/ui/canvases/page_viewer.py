"""A paper's pages one at a time, with tools and a list; pictures come from the work lane."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.reading.page_text import Box, PageText
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.canvases.find_bar import FindBar
from shamay_desktop.ui.canvases.page_canvas import ZOOM_STEP, Fit, PageCanvas
from shamay_desktop.ui.canvases.page_list import PageList
from shamay_desktop.ui.canvases.page_search import PageSearch
from shamay_desktop.ui.canvases.page_source import (
    POINTS_AN_INCH,
    SHARP_ENOUGH,
    Base,
    PageSource,
    Patch,
    dpi_for,
    highest_dpi,
    read_base,
    read_patch,
    read_renewed,
)
from shamay_desktop.ui.canvases.page_words import PageWords, PaperWords
from shamay_desktop.ui.canvases.viewer_bar import ViewerBar
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Handle, Tasks

PAUSE_MS = 40
SLOW_MS = 400
AROUND = 0.25


class PageViewer(QWidget):
    """Shows a `PageSource`. Keys: PgUp, PgDn, Home, End, + - 0 1 R B, Ctrl+F, Ctrl+C."""

    page_shown = Signal(int)
    """A page's picture is on the canvas."""

    words_shown = Signal(int)
    """The words of the page that is shown can be pointed at, or it is known that there are none."""

    def __init__(
        self,
        tasks: Tasks,
        texts: Texts,
        parent: QWidget | None = None,
        *,
        keys: bool = True,
        reads: bool = False,
    ) -> None:
        """With `reads`, the words of its papers can be searched and marked."""
        super().__init__(parent)
        self.setObjectName("page-viewer")
        self._tasks = tasks
        self._texts = texts
        self.source: PageSource | None = None
        self.page = 0
        self.base: Base | None = None
        self._boxes: Sequence[Box] = ()
        self._words: PaperWords | None = None
        self._words_work: Handle | None = None
        self._turned: int | None = None
        self._shown = (0, "")
        self._base_work: Handle | None = None
        self._patch_work: Handle | None = None
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._fetch_page)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._say_loading)
        self._connect()
        for button in (self.bar.search, self.bar.box):
            button.setVisible(reads)
        if keys:
            self._declare_actions()
        if reads:
            self._declare_marking()
        self.clear()

    # -- what is shown --------------------------------------------------------------------

    def show_source(
        self, source: PageSource, page: int = 1, boxes: Sequence[Box] = (), turned: int = 0
    ) -> None:
        """Show a paper, open at a page, with parts of that page lit; turned by 0, 90, 180, 270."""
        self._take(source)
        self._turned = turned
        self.list.show_source(source if source.pages > 1 else None)
        self.list.setVisible(source.pages > 1 and self.bar.list.isChecked())
        self._open(source, page, boxes)
        self._pause.stop()
        # Who holds PgDn down does not wait for the pages between; the first page comes at once.
        self._fetch_page()

    def renew(self, source: PageSource) -> None:
        """Another state of the paper: its page takes the place of the one that is shown, as sharp.

        A page under the same name is not fetched again; place and zoom stay.
        """
        if self.base is None or self._shown[0] != self.page or self.page > source.pages:
            self.show_source(source, self.page or 1)
            return
        self._take(source)
        self.list.renew(source)
        self.list.setVisible(source.pages > 1 and self.bar.list.isChecked())
        self._open(source, self.page, ())
        if self._shown[1] and self._shown[1] == source.name_of(self.page):
            self.page_shown.emit(self.page)
        else:
            self._renew_page(self.base)

    def clear(self, words: str = "") -> None:
        """Show no paper, and say why."""
        self.source, self.base, self.page = None, None, 0
        self._words = None
        self.search.show_paper(None)
        self.canvas.picking.forget()
        self._slow.stop()
        self._cancel()
        self.list.show_source(None)
        self.list.hide()
        self.bar.show_page(0, 0)
        self._say(words or self._texts("viewer.empty"))
        self._enable_tools(enabled=False)

    def set_turned(self, degrees: int) -> None:
        """Turn what is shown, or what is about to be."""
        if self._turned is None:
            self.canvas.set_turned(degrees)
        else:
            self._turned = degrees

    def go(self, page: int, boxes: Sequence[Box] = ()) -> None:
        """Another page, with parts of it lit; one that does not exist is the nearest."""
        if self.source is None:
            return
        wanted = min(max(page, 1), self.source.pages)
        if wanted != self.page:
            self._open(self.source, wanted, boxes)
            self._pause.start()
        elif boxes and self.base is not None and not self._pause.isActive():
            self.canvas.light(boxes)
        elif boxes:
            self._boxes = boxes  # its picture is on the way

    def note_words(self) -> None:
        """More pages may have been read meanwhile."""
        self.search.search_again()
        if self.base is not None and self.canvas.picking.words is None:
            self._fetch_words()

    def renew_words(self, read: Callable[[int], PageText | None]) -> None:
        """The paper's words are others than those that stood, which are forgotten."""
        if self.source is None:
            return
        self.source = replace(self.source, words=read)
        self._words = PaperWords(self.source.pages, read)
        self.search.show_paper(self._words)
        self.canvas.picking.forget()
        if self.base is not None:
            self._fetch_words()

    @property
    def has_words(self) -> bool:
        """Whether words of the shown page can be pointed at."""
        return self.canvas.picking.words is not None

    def _take(self, source: PageSource) -> None:
        self.source = source
        self._words = PaperWords(source.pages, source.words)
        self.search.show_paper(self._words)

    # -- fetching -------------------------------------------------------------------------

    def _open(self, source: PageSource, page: int, boxes: Sequence[Box]) -> None:
        self.page = min(max(page, 1), source.pages)
        self._boxes = boxes
        self.search.show_page(self.page)
        self.bar.show_page(self.page, source.pages)
        self.list.show_page(self.page)
        self._cancel()

    def _fetch_page(self) -> None:
        if self.source is None:
            return
        if self.base is None:
            self._say_loading()
        self._slow.start()
        self._read(read_base, self._show_base)

    def _renew_page(self, before: Base) -> None:
        read = partial(read_renewed, before=before, sharpness=self.canvas.pixels_a_point)
        self._read(read, lambda base: self.canvas.renew_page(base, self.page))

    def _read(
        self, read: Callable[[PageSource, int], Base], show: Callable[[Base], object]
    ) -> None:
        source, page = self.source, self.page
        if source is None:
            return
        self._base_work = self._tasks.run(
            read, source, page, owner=self, lane="work",
            on_done=lambda base: self._on_page_read(source, page, base, show),
            on_failed=lambda error: self._on_page_failed(source, page, error),
        )  # fmt: skip

    def _on_page_read(
        self, source: PageSource, page: int, base: Base, show: Callable[[Base], object]
    ) -> None:
        if (source, page) != (self.source, self.page):
            return
        self.base, self._shown = base, (page, source.name_of(page))
        self._slow.stop()
        show(base)
        self._show_hits()
        self.page_shown.emit(page)
        self._fetch_words()

    def _show_base(self, base: Base) -> None:
        self.stack.setCurrentWidget(self.canvas)
        if self._turned is not None:
            # Only when its picture is there: the one before stays as it is.
            self.canvas.set_turned(self._turned)
            self._turned = None
        self.canvas.show_page(base, self.page, self._boxes)
        self._enable_tools(enabled=True)
        self._on_canvas_zoomed()

    def _fetch_words(self) -> None:
        """What was read of the page, if it was."""
        words, page = self._words, self.page
        if words is None:
            return
        self._words_work = self._tasks.run(
            words.pointed,
            page,
            owner=self,
            on_done=lambda pointed: self._on_words_read(words, page, pointed),
            on_failed=lambda _error: None,  # the page is there; its words cannot be pointed at
            lane="work",
        )

    def _on_words_read(self, words: PaperWords, page: int, pointed: PageWords | None) -> None:
        if words is self._words and page == self.page and self.base is not None:
            self.canvas.picking.show_words(pointed)
            self.words_shown.emit(page)

    def _on_page_failed(self, source: PageSource, page: int, error: ShamayError) -> None:
        if (source, page) != (self.source, self.page):
            return
        self.base = None
        self._slow.stop()
        self.canvas.clear()
        self._enable_tools(enabled=False)
        self._say(error_words(self._texts, error))

    def _sharpen(self) -> None:
        """Fetch the seen part as sharp as the screen can show it."""
        source, base, canvas = self.source, self.base, self.canvas
        if source is None or base is None or not canvas.has_page:
            return
        needed = canvas.pixels_a_point
        if needed <= base.pixels_a_point * SHARP_ENOUGH:
            canvas.show_patch(None)
            return
        dpi, seen = dpi_for(needed, base.size), canvas.seen()
        patch = canvas.patch
        if seen.isEmpty() or (
            patch is not None
            and patch.dpi == dpi
            and patch.rect.contains(seen.adjusted(1, 1, -1, -1))
        ):
            return
        if self._patch_work is not None:
            self._patch_work.cancel()
        self._patch_work = self._tasks.run(
            read_patch, source, self.page, base, canvas.seen(AROUND), dpi, owner=self, lane="work",
            on_done=lambda patch: self._on_patch_read(base, patch),
            on_failed=lambda _error: None,  # the page itself is there, only less sharp
        )  # fmt: skip

    def _on_patch_read(self, base: Base, patch: Patch) -> None:
        if base is self.base:
            self.canvas.show_patch(patch)

    def _cancel(self) -> None:
        for handle in (self._base_work, self._patch_work, self._words_work):
            if handle is not None:
                handle.cancel()
        self._base_work = self._patch_work = self._words_work = None

    # -- saying ---------------------------------------------------------------------------

    def _say_loading(self) -> None:
        # Until then the page before stays: turning pages does not flicker.
        self._say(self._texts("viewer.loading"))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.stack.setCurrentWidget(self.words)

    def _enable_tools(self, *, enabled: bool) -> None:
        bar = self.bar
        for button in (bar.zoom_in, bar.zoom_out, bar.fit_width, bar.fit_page, bar.rotate, bar.box):
            button.setEnabled(enabled)
        bar.show_open(opened=enabled)
        if not enabled:
            self.limit.hide()

    def _on_canvas_zoomed(self) -> None:
        if self.base is None:
            return
        inch = self.logicalDpiX() / POINTS_AN_INCH
        self.bar.show_zoom(self.canvas.scale_now / inch, self.canvas.fit)
        highest = highest_dpi(self.base.size)
        wanted = self.canvas.pixels_a_point * POINTS_AN_INCH
        limited = highest < 150 and wanted > highest * SHARP_ENOUGH
        self.limit.setVisible(limited)
        if limited:
            self.limit.setText(self._texts("viewer.limited", dpi=highest))

    def _on_list_toggled(self, shown: bool) -> None:
        self.list.setVisible(shown and self.source is not None and self.source.pages > 1)

    # -- searching and marking ------------------------------------------------------------

    def begin_search(self) -> None:
        """Open the line for searching the paper's words."""
        self.find_bar.begin()
        self.bar.search.setChecked(True)

    def close_search(self) -> None:
        """Close it; the hits are no longer lit."""
        self.find_bar.hide()
        self.bar.search.setChecked(False)
        self.search.stop()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_box(self) -> None:
        """Draw a box on the page, or mark words again."""
        picking = self.canvas.picking
        if picking.drawing:
            picking.set_drawing(on=False)
            picking.forget()
        elif self.canvas.has_page:
            picking.begin_box(self.canvas.seen())
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Put the marked words on the clipboard."""
        picked = self.canvas.picking.now
        if picked is not None and picked.text:
            QGuiApplication.clipboard().setText(picked.text)

    def let_go(self) -> None:
        """Nothing is marked or drawn any more."""
        self.canvas.picking.set_drawing(on=False)
        self.canvas.picking.forget()

    def _show_hits(self) -> None:
        self.canvas.marks.show_hits(*self.search.on_page(self.page))

    def _on_search_go_asked(self, page: int, boxes: Sequence[Box]) -> None:
        if page != self.page:
            self.go(page)
        else:
            self.canvas.bring(boxes[0])
        self._show_hits()

    def _on_page_shown(self, _page: int) -> None:
        _boxes, current = self.search.on_page(self.page)
        if current:
            self.canvas.bring(current[0])

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.bar = ViewerBar(self._texts)
        self.find_bar = FindBar(self._texts)
        self.search = PageSearch(self.find_bar, self._tasks, self)
        self.canvas = PageCanvas()
        self.canvas.setAccessibleName(self._texts("viewer.canvas"))
        self.list = PageList(self._tasks, self._texts)
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("viewer-words")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMargin(3 * theme.SPACE)
        theme.set_tone(self.words, "muted")
        self.limit = QLabel(wordWrap=True)
        self.limit.setObjectName("viewer-limit")
        self.limit.setMargin(theme.SPACE // 2)
        theme.set_tone(self.limit, "muted")
        self.limit.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.words)
        self.stack.addWidget(self.canvas)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.limit)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        bar, canvas = self.bar, self.canvas
        bar.page_asked.connect(self.go)
        bar.previous.clicked.connect(lambda: self.go(self.page - 1))
        bar.next.clicked.connect(lambda: self.go(self.page + 1))
        bar.zoom_in.clicked.connect(lambda: canvas.zoom_by(ZOOM_STEP))
        bar.zoom_out.clicked.connect(lambda: canvas.zoom_by(1 / ZOOM_STEP))
        bar.fit_width.clicked.connect(lambda: canvas.set_fit(Fit.WIDTH))
        bar.fit_page.clicked.connect(lambda: canvas.set_fit(Fit.PAGE))
        bar.rotate.clicked.connect(canvas.turn)
        bar.search.clicked.connect(lambda on: self.begin_search() if on else self.close_search())
        bar.box.clicked.connect(lambda _on: self.toggle_box())
        canvas.picking.mode_changed.connect(bar.box.setChecked)
        self.find_bar.closed.connect(self.close_search)
        self.search.shown.connect(self._show_hits)
        self.search.go_asked.connect(self._on_search_go_asked)
        self.page_shown.connect(self._on_page_shown)
        bar.list.toggled.connect(self._on_list_toggled)
        canvas.zoomed.connect(self._on_canvas_zoomed)
        canvas.settled.connect(self._sharpen)
        canvas.turned_past.connect(lambda way: self.go(self.page + way))
        self.list.page_chosen.connect(self.go)

    def _declare_actions(self) -> None:
        """What can be done with a page; its keys hold where the viewer has the focus."""
        bar = self.bar
        self.actions_here = ActionSet(self)
        self.actions_here.add(
            *(
                Action(name, run, keys, "papers", icon, enabled=self._has_page)
                for name, run, keys, icon in (
                    ("page_next", lambda: self.go(self.page + 1), ("PgDown",), "next"),
                    ("page_previous", lambda: self.go(self.page - 1), ("PgUp",), "previous"),
                    ("page_first", lambda: self.go(1), ("Home",), "up"),
                    ("page_last", self._go_to_end, ("End",), "down"),
                    ("page_closer", bar.zoom_in.click, ("+", "="), "zoom-in"),
                    ("page_farther", bar.zoom_out.click, ("-",), "zoom-out"),
                    ("page_width", bar.fit_width.click, ("0",), "fit-width"),
                    ("page_whole", bar.fit_page.click, ("1",), "fit-page"),
                    ("page_turn", bar.rotate.click, ("R",), "rotate"),
                )
            )
        )

    def _declare_marking(self) -> None:
        """What can be done with the words of a page."""
        self.marking_actions = ActionSet(self)
        self.marking_actions.add(
            *(
                Action(name, run, keys, "papers", icon, enabled=self._has_page)
                for name, run, keys, icon in (
                    ("page_find", self.begin_search, ("Ctrl+F",), "search"),
                    ("page_find_next", lambda: self.search.step(1), ("Ctrl+G",), "down"),
                    ("page_find_back", lambda: self.search.step(-1), ("Ctrl+Shift+G",), "up"),
                    ("page_box", self.toggle_box, ("B",), "box"),
                )
            ),
            Action("page_copy", self.copy, ("Ctrl+C",), "papers", "copy", enabled=self._has_marked),
            # The canvas takes these itself. Arrows with Ctrl go, with Shift they mark on.
            Action("page_let_go", self.let_go, ("Esc",), "papers", "close", bound=False,
                   enabled=self._has_marked),
            Action("page_mark", self._mark_first, ("Shift+Left",), "papers", "typed", bound=False,
                   enabled=lambda: self.has_words),
        )  # fmt: skip

    def _mark_first(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.canvas.picking.mark_first(self.canvas.seen())

    def _has_marked(self) -> bool:
        picking = self.canvas.picking
        return picking.now is not None or picking.drawing

    def _go_to_end(self) -> None:
        self.go(self.source.pages if self.source else 1)

    def _has_page(self) -> bool:
        return self.source is not None
