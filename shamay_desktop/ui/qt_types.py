"""Qt's classes are made before a thread asks for one: two threads that make them crash PySide.

PySide makes the Python class of a Qt class when it is asked for first, and goes through a table of
its module while it does. A thread that imports screens asks for classes, as does the UI thread
beside it; when one of them changes the table under the other, the process is gone. So the UI
thread makes all that the program names before the first thread imports a screen, and every class
there is before one loads the plots' library, which asks for all.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

SLICE_MS = 6
"""How long the UI thread works on it at once."""

NAMED: Mapping[str, str] = MappingProxyType(
    {
        "QtCore": """
QAbstractItemModel QAbstractListModel QAbstractTableModel QBuffer QByteArray QElapsedTimer QEvent
QEventLoop QIODevice QItemSelection QItemSelectionModel QLibraryInfo QLocale QMargins QMarginsF
QMimeData QModelIndex QObject QPersistentModelIndex QPoint QPointF QRect QRectF QSignalBlocker
QSize QSizeF QStandardPaths QStringListModel QTimer QTranslator QUrl Qt Signal SignalInstance
qVersion
""",
        "QtGui": """
QAccessible QAccessibleEvent QAction QCloseEvent QColor QContextMenuEvent QDesktopServices QDrag
QDragEnterEvent QDragLeaveEvent QDragMoveEvent QDropEvent QFocusEvent QFont QFontDatabase
QFontMetricsF QGuiApplication QHelpEvent QHideEvent QIcon QImage QImageReader QIntValidator
QKeyEvent QKeySequence QMouseEvent QMoveEvent QNativeGestureEvent QPageLayout QPaintEvent QPainter
QPainterPath QPainterPathStroker QPalette QPen QPixmap QPolygonF QRegion QResizeEvent QScreen
QShortcut QShowEvent QTextBlock QTextBlockFormat QTextCharFormat QTextCursor QTextDocument
QTextFormat QTextFragment QTextList QTextListFormat QTextOption QTransform QWheelEvent QWindow
""",
        "QtWidgets": """
QAbstractItemDelegate QAbstractItemView QAbstractScrollArea QAbstractSlider QApplication QBoxLayout
QButtonGroup QCheckBox QColorDialog QComboBox QCompleter QDialog QDialogButtonBox QDoubleSpinBox
QFileDialog QFormLayout QFrame QGraphicsEllipseItem QGraphicsItem QGraphicsLineItem
QGraphicsPathItem QGraphicsPixmapItem QGraphicsRectItem QGraphicsScene QGraphicsView QGridLayout
QHBoxLayout QHeaderView QInputDialog QLabel QLayout QLayoutItem QLineEdit QListView QListWidget
QListWidgetItem QMainWindow QMenu QMessageBox QPlainTextEdit QProgressBar QPushButton QRadioButton
QScrollArea QSizePolicy QSpinBox QSplitter QStackedLayout QStackedWidget QStyle
QStyleOptionGraphicsItem QStyleOptionViewItem QStyledItemDelegate QTabWidget QTableView
QTableWidget QTableWidgetItem QTextBrowser QTextEdit QToolButton QToolTip QTreeView QTreeWidget
QTreeWidgetItem QVBoxLayout QWidget
""",
        "QtSvg": "QSvgRenderer",
        "QtPrintSupport": "QPrintDialog QPrinter",
    }
)
"""The names that the program imports, by Qt's modules."""

_all_made: list[bool] = []


def make_named_types() -> None:
    """Make every class that the program names; on the UI thread, some 25 ms the first time."""
    for module, names in NAMED.items():
        _make(module, names.split())


def _make(module: str, names: list[str]) -> None:
    held = import_module(f"PySide6.{module}")
    for name in names:
        getattr(held, name)


def with_all_types(then: Callable[[], object], owner: QObject) -> None:
    """Call `then` when every class of these modules is made; slices of the UI thread until then.

    Nothing is called when `owner` is gone meanwhile.
    """
    if _all_made:
        then()
    else:
        _Slices(then, owner)


class _Slices(QObject):
    """Makes the classes that are left, a slice at each turn of the loop."""

    def __init__(self, then: Callable[[], object], owner: QObject) -> None:
        super().__init__(owner)
        self._then = then
        self._left = _each_type()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def _on_turn(self) -> None:
        since = QElapsedTimer()
        since.start()
        for _ in self._left:
            if since.elapsed() >= SLICE_MS:
                return
        _all_made.append(True)
        self._timer.stop()
        self.deleteLater()
        self._then()


def _each_type() -> Iterator[None]:
    """Makes one class at each step."""
    for module in NAMED:
        held = import_module(f"PySide6.{module}")
        for name in dir(held):
            getattr(held, name)
            yield
