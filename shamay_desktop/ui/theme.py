"""How the window looks: colours, spacing, fonts, icons and the one style sheet.

Widgets name what they are, the sheet says how that looks: `set_tone(label, "muted")`,
`set_kind(button, "primary")`, object names and a few properties; no styles elsewhere.
"""

from dataclasses import asdict, dataclass
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import QByteArray, QLibraryInfo, QLocale, QRectF, Qt, QTranslator
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource

SPACE = 8
"""The grid, in pixels: distances are SPACE, half of it or a multiple."""

ICON = 20
POINTS = 10

STYLE = ("-style", "Fusion")
"""Words for the application's command line: asked for so, the style costs the start nothing."""

Tone = Literal["ink", "muted", "accent", "error", "warning", "ok", "strong", "title", "heading"]
ButtonKind = Literal["primary", "plain", "flat", "danger", "warning"]
Scheme = Literal["system", "light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")
_SCHEME = "chosen-scheme"
"""The application's property that holds the choice, so that no module does."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours by what they are for; text colours keep AA (4.5:1) on surface and desk."""

    desk: str = "#f4f6f7"
    surface: str = "#ffffff"
    ink: str = "#1c2328"
    muted: str = "#58636d"
    hairline: str = "#d6dce0"
    edge: str = "#87929b"
    accent: str = "#0b6470"
    accent_strong: str = "#084d57"
    on_accent: str = "#ffffff"
    accent_soft: str = "#e0eff1"
    error: str = "#b3261e"
    error_soft: str = "#fbe9e7"
    warning: str = "#855400"
    warning_soft: str = "#fdf3dd"
    ok: str = "#1b6e3e"
    disabled: str = "#8b959d"


LIGHT = Colours()
DARK = Colours(
    desk="#191d21",
    surface="#21262b",
    ink="#e6eaed",
    muted="#a6b1ba",
    hairline="#3a424a",
    edge="#7b8791",
    accent="#63c5d1",
    accent_strong="#8bd8e1",
    on_accent="#0e1a1c",
    accent_soft="#22424a",
    error="#ff8f86",
    error_soft="#43282a",
    warning="#f0bd63",
    warning_soft="#40351f",
    ok="#7fd3a0",
    disabled="#717b84",
)


def apply_theme(app: QApplication, language: Language) -> None:
    """Give the application its direction, fonts, palette, style sheet and Qt's own words.

    The application was made with the words `STYLE`. What is so already is left alone: Qt would
    look anew at every widget for each of them.
    """
    _install_qt_words(app, language)
    right_to_left = language.right_to_left
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    QLocale.setDefault(QLocale("he_IL" if right_to_left else "en_IL"))
    font, palette, sheet = QFont(_load_family(), POINTS), _palette(colours()), _sheet(colours())
    if app.font() != font:
        app.setFont(font)
    if app.palette() != palette:
        app.setPalette(palette)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def choose_scheme(scheme: str) -> None:
    """Light or dark by choice, or as the system has it; whoever calls applies the theme anew."""
    if (app := QGuiApplication.instance()) is not None:
        app.setProperty(_SCHEME, scheme)


def scheme() -> Scheme:
    """What was chosen; "system" when nothing was."""
    app = QGuiApplication.instance()
    chosen = None if app is None else app.property(_SCHEME)
    return next((known for known in SCHEMES if known == chosen), "system")


def colours() -> Colours:
    """The colours of now: the chosen scheme's, else those of the system's light or dark one."""
    chosen = scheme()
    if chosen == "system":
        hints = QGuiApplication.styleHints()
        chosen = "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
    return DARK if chosen == "dark" else LIGHT


def colour(name: str) -> QColor:
    """One of the colours of now, for painting."""
    return QColor(getattr(colours(), name))


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Say what a label is: it takes the colour and weight of it."""
    _mark(widget, "tone", tone)


def set_kind(widget: QWidget, kind: ButtonKind) -> None:
    """Say what a button is: the one main action, a plain, flat or dangerous one."""
    _mark(widget, "kind", kind)


def set_problem(widget: QWidget, problem: Literal["", "error", "warning"]) -> None:
    """Give an editor the edge of a problem, or take it away."""
    _mark(widget, "problem", problem)


def align_leading(label: QLabel) -> None:
    """Keep a label's text where the window's language begins, whatever letters it begins with."""
    right_to_left = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


def icon(name: str, tone: str = "ink") -> QIcon:
    """The icon of a name, in a colour of `Colours`; `next` and `previous` follow the language."""
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    if mirrored and name in _MIRRORED:
        name = _MIRRORED[name]
    return _icon(name, getattr(colours(), tone), colours().disabled)


def pixmap(name: str, tone: str = "ink", size: int = ICON) -> QPixmap:
    """The icon as a picture of `size` pixels at the screen's own density."""
    return icon(name, tone).pixmap(size, size)


def number_font() -> QFont:
    """The font of columns of numbers: Heebo's digits are all of one width."""
    return QFont(_load_family(), POINTS)


_MIRRORED = {"next": "previous", "previous": "next"}


def _mark(widget: QWidget, name: str, mark: str) -> None:
    if widget.property(name) == mark:
        return
    widget.setProperty(name, mark)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is polished when it is first shown, by what is marked then
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


@cache
def _icon(name: str, ink: str, disabled: str) -> QIcon:
    # The first painted window has no icon in it, and this library is slow to load.
    from PySide6.QtSvg import QSvgRenderer

    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, ink), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", tint).encode()))
        for size in (16, ICON, 2 * ICON, 4 * ICON):
            picture = QPixmap(size, size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            made.addPixmap(picture, mode)
    return made


@cache
def _load_family() -> str:
    """Load the shipped fonts once; the name of the interface's family."""
    families: list[str] = []
    for file in ("Heebo-Regular.ttf", "Heebo-Bold.ttf"):
        number = QFontDatabase.addApplicationFont(str(resource("fonts", file)))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else QFont().family()


def _install_qt_words(app: QApplication, language: Language) -> None:
    """Qt's own words (dialog buttons, menus of editors) in the language of the window."""
    installed = app.findChildren(QTranslator, "qt-words")
    if installed and language is Language.HE:
        return
    for old in installed:
        app.removeTranslator(old)
        old.setObjectName("")  # it goes a moment later, and is not taken for an installed one
        old.deleteLater()
    if language is not Language.HE:
        return
    words = QTranslator(app)
    words.setObjectName("qt-words")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_he", folder):
        app.installTranslator(words)


def _palette(of: Colours) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for member, value in (
        (role.Window, of.desk),
        (role.WindowText, of.ink),
        (role.Base, of.surface),
        (role.AlternateBase, of.desk),
        (role.Text, of.ink),
        (role.Button, of.surface),
        (role.ButtonText, of.ink),
        (role.BrightText, of.error),
        (role.Highlight, of.accent),
        (role.HighlightedText, of.on_accent),
        (role.Link, of.accent),
        (role.ToolTipBase, of.surface),
        (role.ToolTipText, of.ink),
        (role.PlaceholderText, of.muted),
        (role.Mid, of.hairline),
        (role.Accent, of.accent),
    ):
        made.setColor(member, QColor(value))
    for member in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, member, QColor(of.disabled))
    return made


@cache
def _sheet(of: Colours) -> str:
    sheet = Template(resource("styles", "window.qss").read_text(encoding="utf-8"))
    arrow = resource("icons", "control-down.svg").as_posix()
    ticked = "control-check-dark.svg" if of is DARK else "control-check.svg"
    check = resource("icons", ticked).as_posix()
    return sheet.substitute(asdict(of), arrow=arrow, check=check)
