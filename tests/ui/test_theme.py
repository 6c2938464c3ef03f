"""The look: contrast, icons, mirrored arrows, directions and texts that fit."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.ui import theme
from shamay_desktop.ui.theme import DARK, LIGHT, Colours

TEXTS = ("ink", "muted", "accent", "error", "warning", "ok")
GROUNDS = ("surface", "desk")
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    seen = QColor(colour)
    parts = (seen.redF(), seen.greenF(), seen.blueF())
    linear: list[float] = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """WCAG's contrast ratio."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_when_text_stands_on_its_ground_then_keep_aa(colours: Colours) -> None:
    named = asdict(colours)
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [("on_accent", "accent"), ("ink", "accent_soft"), ("accent", "accent_soft")]
    pairs += [("ink", "error_soft"), ("ink", "warning_soft")]
    weak = {pair: contrast(named[pair[0]], named[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    assert contrast(named["edge"], named["surface"]) >= 3


@pytest.mark.parametrize("name", ICONS)
def test_icon_when_asked_for_then_is_drawn_in_the_tone(qapp: QApplication, name: str) -> None:
    picture = theme.pixmap(name, "error", 40).toImage()
    drawn = [
        picture.pixelColor(x, y)
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
        if picture.pixelColor(x, y).alpha() > 200
    ]
    assert drawn
    assert name.startswith("control-") or any(
        each == QColor(theme.colours().error) for each in drawn
    )


def test_icons_when_named_in_the_program_then_exist() -> None:
    named = set()
    for path in (resource() / ".." / "shamay_desktop" / "ui").resolve().rglob("*.py"):
        named |= set(re.findall(r'theme\.(?:icon|pixmap)\(\s*"([a-z-]+)"', path.read_text("utf-8")))
    assert named - set(ICONS) == set()
    assert "plus" in named


def test_arrows_when_the_language_turns_then_turn_with_it(qapp: QApplication) -> None:
    def picture(name: str, language: Language) -> QImage:
        theme.apply_theme(qapp, language)
        return theme.pixmap(name).toImage()

    assert picture("next", Language.HE) == picture("previous", Language.EN)
    assert picture("next", Language.HE) != picture("next", Language.EN)
    assert picture("undo", Language.HE) == picture("undo", Language.EN)


def test_theme_when_applied_then_sets_direction_font_and_words_of_qt(qapp: QApplication) -> None:
    theme.apply_theme(qapp, Language.HE)
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert qapp.font().family() == "Heebo"
    assert qapp.translate("QPlatformTheme", "Cancel") == "ביטול"
    theme.apply_theme(qapp, Language.EN)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_label_when_it_begins_with_digits_then_stands_where_the_language_begins(
    qapp: QApplication,
) -> None:
    theme.apply_theme(qapp, Language.HE)
    label = QLabel("2026-0001")
    theme.align_leading(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_theme_when_applied_again_then_no_widget_is_looked_at_anew(
    qapp: QApplication, qtbot: QtBot
) -> None:
    class Listening(QWidget):
        heard: list[QEvent.Type]

        def changeEvent(self, event: QEvent) -> None:  # noqa: N802
            self.heard.append(event.type())

    theme.apply_theme(qapp, Language.HE)
    widget = Listening()
    widget.heard = []
    qtbot.addWidget(widget)
    widget.show()
    widget.heard.clear()
    theme.apply_theme(qapp, Language.HE)
    assert widget.heard == []
    theme.apply_theme(qapp, Language.EN)
    assert QEvent.Type.LayoutDirectionChange in widget.heard
    assert QEvent.Type.StyleChange not in widget.heard


def test_qt_words_when_the_language_goes_to_and_fro_at_once_then_are_hebrew_again(
    qapp: QApplication,
) -> None:
    try:
        theme.apply_theme(qapp, Language.HE)
        hebrew = QCoreApplication.translate("QPlatformTheme", "Cancel")
        theme.apply_theme(qapp, Language.EN)
        english = QCoreApplication.translate("QPlatformTheme", "Cancel")
        theme.apply_theme(qapp, Language.HE)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == hebrew
        assert hebrew != english
    finally:
        theme.apply_theme(qapp, Language.HE)
