"""The palette and the overlay of keys: found by name, run by Enter, every key told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet, valid_sets
from shamay_desktop.ui.dialogs.keys import KeysOverlay, grouped
from shamay_desktop.ui.dialogs.palette import Line, Palette, fitting, shown_keys


class Screen(QWidget):
    """A screen with three actions, one of which cannot be done now, and a finder."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.editor = QLineEdit()
        QVBoxLayout(self).addWidget(self.editor)
        self.set = ActionSet(self, find=self._find)
        self.set.add(
            Action("save", lambda: self.done.append("save"), ("Ctrl+S",), "case"),
            Action("undo", lambda: self.done.append("undo"), ("Ctrl+Z",), "case", enabled=bool),
            Action("keys", lambda: self.done.append("keys"), ("?",)),
        )
        self.resize(800, 600)

    def _find(self, words: str) -> list[Action]:
        return [Action("go_to_field", lambda: self.done.append(words), word="קומה")]


@pytest.fixture
def screen(qtbot: QtBot, hebrew: Texts) -> Screen:
    """A visible screen."""
    made = Screen()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def opened(screen: Screen, texts: Texts, recent: list[str] | None = None) -> Palette:
    """The palette over the screen."""
    palette = Palette(texts, valid_sets(screen), [] if recent is None else recent, screen)
    palette.show()
    return palette


def titles(palette: Palette) -> list[str]:
    """What it offers."""
    return [palette.lines.item(row).text() for row in range(palette.lines.count())]


def test_palette_when_words_are_typed_then_offers_what_has_them_and_runs_it_by_enter(
    screen: Screen, hebrew: Texts, qtbot: QtBot
) -> None:
    recent: list[str] = []
    palette = opened(screen, hebrew, recent)
    palette.words.insert("שמירה")
    assert titles(palette)[0] == hebrew("actions.save")
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert screen.done == ["save"]
    assert recent == ["save"]
    assert not palette.isVisible()


def test_palette_when_the_id_is_typed_then_finds_the_action_in_any_language(
    screen: Screen, hebrew: Texts, qtbot: QtBot
) -> None:
    palette = opened(screen, hebrew)
    palette.words.insert("save")
    assert hebrew("actions.save") in titles(palette)


def test_palette_when_an_action_cannot_be_done_then_shows_it_last_and_does_not_run_it(
    screen: Screen, hebrew: Texts, qtbot: QtBot
) -> None:
    palette = opened(screen, hebrew)
    assert titles(palette)[-1] == hebrew("actions.undo")
    palette.lines.setCurrentRow(palette.lines.count() - 1)
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert screen.done == []
    assert palette.isVisible()


def test_palette_when_a_finder_knows_the_words_then_its_lines_come_too(
    screen: Screen, hebrew: Texts, qtbot: QtBot
) -> None:
    palette = opened(screen, hebrew)
    palette.words.insert("קומה")
    assert titles(palette) == [hebrew("actions.go_to_field", word="קומה")]


def test_palette_when_nothing_has_the_words_then_says_so(
    screen: Screen, hebrew: Texts, qtbot: QtBot
) -> None:
    palette = opened(screen, hebrew)
    palette.words.setText("qqqq")
    told = [label for label in palette.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in told] == [hebrew("actions.nothing_found")]


def test_palette_when_arrows_are_pressed_then_the_list_is_walked_while_one_types(
    screen: Screen, hebrew: Texts, qtbot: QtBot
) -> None:
    palette = opened(screen, hebrew)
    qtbot.keyClick(palette.words, Qt.Key.Key_Down)
    assert palette.lines.currentRow() == 1
    qtbot.keyClick(palette.words, Qt.Key.Key_Up)
    qtbot.keyClick(palette.words, Qt.Key.Key_Up)
    assert palette.lines.currentRow() == 0


def test_lines_when_run_before_then_come_first_and_a_title_that_begins_so_before_them() -> None:
    lines = [
        Line(Action(name, int), title, "", can=True)
        for name, title in (("a", "open a file"), ("b", "file a case"), ("c", "the file"))
    ]
    ranked = fitting(lines, "file", ["c"])
    assert [line.action.id for line in ranked] == ["b", "c", "a"]


@pytest.mark.parametrize("language", list(Language))
def test_overlay_when_open_then_tells_every_action_with_its_keys(
    screen: Screen, qtbot: QtBot, language: Language
) -> None:
    texts = load_texts(language)
    overlay = KeysOverlay(texts, valid_sets(screen), screen)
    qtbot.addWidget(overlay)
    overlay.show()
    words = {label.text() for label in overlay.findChildren(QLabel)}
    for action in screen.set:
        assert {texts(f"actions.{action.id}"), shown_keys(action)} <= words
    assert {texts("actions.where.case"), texts("actions.where.everywhere")} <= words
    overlay.activateWindow()
    qtbot.waitUntil(overlay.isActiveWindow)
    qtbot.keyClicks(overlay, "?")
    assert not overlay.isVisible()


def test_keys_when_a_letter_is_one_then_an_editor_that_has_the_focus_keeps_it(
    screen: Screen, qtbot: QtBot
) -> None:
    screen.activateWindow()
    screen.editor.setFocus()
    qtbot.waitUntil(screen.editor.hasFocus)
    qtbot.keyClick(screen.editor, Qt.Key.Key_Question)
    assert (screen.editor.text(), screen.done) == ("?", [])


def test_sets_when_their_screen_is_hidden_then_are_not_valid(screen: Screen) -> None:
    assert valid_sets(screen) == [screen.set]
    screen.hide()
    assert valid_sets(screen) == []
    assert grouped([]) == {}


def test_scheme_when_chosen_then_colours_are_its_own_whatever_the_system_has(
    hebrew: Texts,
) -> None:
    theme.choose_scheme("dark")
    try:
        assert theme.colours() is theme.DARK
        assert theme.scheme() == "dark"
        theme.choose_scheme("light")
        assert theme.colours() is theme.LIGHT
    finally:
        theme.choose_scheme("system")
    assert theme.scheme() == "system"
