"""The window: shown first; then the services, the way in, the desk, the wizard and the lock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.opening import OpeningPage
from shamay_desktop.ui.qt_types import make_named_types
from shamay_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from shamay_desktop.ui.workplace import Workplace
    from shamay_desktop.usecases.services import Services

MIN_SIZE = (1024, 640)
START_SIZE = (1366, 820)


class MainWindow(QMainWindow):
    """Imports nothing heavy: what is behind the opening page comes after the first paint."""

    painted = Signal()
    """The window was painted for the first time."""

    def __init__(self, prepare: "Callable[[], Services]", language: Language) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self._prepare = prepare
        self.language = language
        self.tasks = Tasks(self)
        self.workplace: Workplace | None = None
        self._services: Services | None = None
        self._may_close = False
        self.restarting = False
        """Whether the program opens anew when this window is closed."""
        self._ended = False
        self._colours = theme.colours()
        self._was_painted = False
        self._cover: QWidget | None = None
        self._behind: QWidget | None = None
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.setMinimumSize(*MIN_SIZE)
        self.resize(*START_SIZE)
        self._show_opening()
        self.painted.connect(self._on_painted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint starts the rest."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """An open case is kept first; the window closes when that is done."""
        if self._may_close or self.workplace is None or self.workplace.may_close():
            self._end()
            event.accept()
            return
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Light and dark follow the system."""
        super().changeEvent(event)
        turned = event.type() is QEvent.Type.ThemeChange and theme.colours() is not self._colours
        if turned and self.workplace is not None:
            self._colours = theme.colours()
            QTimer.singleShot(0, self, self.workplace.rebuild)

    def restart(self) -> None:
        """Close as by hand, then open anew; staying takes it back."""
        self.restarting = True
        if self.close():
            return
        if self.workplace is None or self.workplace.case is None:
            self.restarting = False

    def come_to_front(self) -> None:
        """Another start of the program asked for this window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_for_good(self) -> None:
        """Close without asking again."""
        self._may_close = True
        self.close()

    def speak(self, language: Language) -> None:
        """Go over to a language: texts, direction, fonts; whoever calls builds the screens anew."""
        self.language = language
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply_theme(app, language)
        self.setWindowTitle(load_texts(language)("shell.program"))

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the present one; under a cover it is seen once that is gone."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        if self._cover is None:
            self.stack.setCurrentWidget(page)
        else:
            self._behind = page

    def cover(self, page: QWidget) -> None:
        """Show a page over what is open, and over whatever opens or closes meanwhile."""
        self._behind = self.stack.currentWidget()
        self.show_page(page)
        self._cover = page
        self.stack.setCurrentWidget(page)

    def uncover(self) -> None:
        """Show what is open behind the cover."""
        behind, self._cover, self._behind = self._behind, None, None
        if behind is not None:
            self.stack.setCurrentWidget(behind)

    def drop_page(self, page: QWidget) -> None:
        """Take a page away for good."""
        if page is self._behind:
            self._behind = None
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def dialogs(self) -> list[QDialog]:
        """Dialogs of this window that are open now."""
        return [dialog for dialog in self.findChildren(QDialog) if dialog.isVisible()]

    def _show_opening(self) -> None:
        texts = load_texts(self.language)
        self.setWindowTitle(texts("shell.program"))
        self.opening = OpeningPage(texts)
        self.opening.try_again.connect(self._on_try_again)
        self.opening.quit_asked.connect(self.close_for_good)
        self.show_page(self.opening)

    def _on_try_again(self) -> None:
        """Services that are there hold the home: they are asked again, not built anew."""
        if self.workplace is None:
            self._on_painted()
            return
        self.opening.show_opening()
        self.workplace.begin()

    def _on_painted(self) -> None:
        self.opening.show_opening()
        make_named_types()  # before the first thread imports a screen
        self.tasks.run(
            prepared,
            self._prepare,
            owner=self,
            on_done=self._on_prepared,
            on_failed=self._on_prepare_failed,
        )

    def _on_prepared(self, services: "Services") -> None:
        self._services = services
        if services.run.trouble is None:
            self._begin(services)
            return
        card = self.opening.show_trouble(services, self.tasks, services.run.trouble.code)
        card.solved.connect(lambda: self._begin(services))
        card.left.connect(self.close_for_good)

    def _begin(self, services: "Services") -> None:
        from shamay_desktop.ui.workplace import Workplace

        self.workplace = Workplace(self, services)
        self.workplace.begin()

    def _on_prepare_failed(self, error: ShamayError) -> None:
        self.opening.show_error(error)

    def _end(self) -> None:
        if self._ended:
            return
        self._ended = True
        self.tasks.close()
        if self.workplace is not None:
            self.workplace.end()
        elif self._services is not None:
            self._services.close()


def prepared(prepare: "Callable[[], Services]") -> "Services":
    """Build the services and import the screens, off the UI thread."""
    from importlib import import_module

    services = prepare()
    services.settings.get("language")  # reads the file here, so that later questions cost nothing
    import_module("shamay_desktop.ui.workplace")
    return services
