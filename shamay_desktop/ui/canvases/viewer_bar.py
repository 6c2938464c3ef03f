"""The tools over a page: turning pages, zoom, fit, turning round, the list of pages."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from shamay_desktop.i18n.formats import percent
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_canvas import Fit


class ViewerBar(QFrame):
    """Buttons and figures; it says what is wished, the viewer does it."""

    page_asked = Signal(int)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer-bar")
        self._texts = texts
        self._opened = True
        self.previous = self._button("previous", "viewer.previous")
        self.next = self._button("next", "viewer.next")
        self.zoom_out = self._button("zoom-out", "viewer.zoom_out")
        self.zoom_in = self._button("zoom-in", "viewer.zoom_in")
        self.fit_width = self._button("fit-width", "viewer.fit_width")
        self.fit_page = self._button("fit-page", "viewer.fit_page")
        self.rotate = self._button("rotate", "viewer.rotate")
        self.list = self._button("list", "viewer.pages")
        self.search = self._button("search", "viewer.find")
        self.box = self._button("box", "viewer.box")
        for button in (self.fit_width, self.fit_page, self.list, self.search, self.box):
            button.setCheckable(True)
        self.page = QLineEdit()
        self.page.setObjectName("field:viewer-page")
        self.page.setAccessibleName(texts("viewer.page_number"))
        self.page.setToolTip(texts("viewer.page_number"))
        self.page.setFixedWidth(5 * theme.SPACE)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.returnPressed.connect(self._on_page_typed)
        self.of = QLabel()
        self.of.setObjectName("viewer-pages")
        self.zoom = QLabel()
        self.zoom.setObjectName("viewer-zoom")
        self.zoom.setMinimumWidth(6 * theme.SPACE)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()

    def show_page(self, page: int, pages: int) -> None:
        """Which page of how many."""
        self.page.setValidator(QIntValidator(1, max(pages, 1), self.page))
        self.page.setText(str(page) if pages else "")
        self.of.setText(self._texts("viewer.of", pages=pages) if pages else "")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < pages)
        self.page.setEnabled(pages > 1)
        self.list.setVisible(pages > 1)
        self._share_room()

    def show_zoom(self, scale: float, fit: Fit) -> None:
        """How large, against the paper itself."""
        self.zoom.setText(percent(round(scale * 100)))
        self.fit_width.setChecked(fit is Fit.WIDTH)
        self.fit_page.setChecked(fit is Fit.PAGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a key does too gives way where there is little room."""
        super().resizeEvent(event)
        self._share_room()

    def show_open(self, *, opened: bool) -> None:
        """Whether there is a page: without one there is no zoom to tell."""
        self._opened = opened
        self._share_room()

    def _share_room(self) -> None:
        """The figure of the zoom goes first: the page itself shows how large it is."""
        layout = self.layout()
        for widget in (self.zoom, self.rotate, self.fit_page):
            widget.setVisible(self._opened or widget is not self.zoom)
        for widget in (self.zoom, self.rotate, self.fit_page):
            if layout is not None and layout.minimumSize().width() > self.width():
                widget.hide()

    def _on_page_typed(self) -> None:
        self.page_asked.emit(int(self.page.text()))

    def _button(self, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setObjectName(f"action:viewer-{icon}")
        button.setToolTip(self._texts(key))
        button.setAccessibleName(self._texts(key))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE // 2, 2, theme.SPACE // 2, 2)
        row.setSpacing(2)
        for button in (self.list, self.search, self.box):
            row.addWidget(button)
        for widget in (self.previous, self.page, self.of, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.zoom_out, self.zoom, self.zoom_in):
            row.addWidget(widget)
        for button in (self.fit_width, self.fit_page, self.rotate):
            row.addWidget(button)
