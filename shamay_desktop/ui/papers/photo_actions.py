"""What can be done with photos by name or key: on the sheet, in its panel, on the full screen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from shamay_desktop.domain.evidence import FinishLevel, Image, RoomType
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.photo_words import FINISH_KEYS, ROOM_KEYS, finish_words

if TYPE_CHECKING:
    from shamay_desktop.ui.papers.full_screen import FullScreenPhotos
    from shamay_desktop.ui.papers.photos_panel import PhotosPanel

Asked = Callable[[], bool]


class PhotoHost(Protocol):
    """Where photos are chosen: what a key says is said of these."""

    @property
    def chosen(self) -> list[Image]: ...
    @property
    def files(self) -> CaseFiles: ...
    def edit_caption(self) -> None: ...
    def remove_chosen(self) -> None: ...


def saying_actions(host: PhotoHost, texts: Texts, may_edit: Asked) -> list[Action]:
    """Room, finish, star, caption, turning and removing: one key each."""

    def can() -> bool:
        return may_edit() and bool(host.chosen)

    rooms = [
        _said(
            "photo_room", key, texts(f"documents.room.{room}"), partial(say_room, host, room), can
        )
        for key, room in ROOM_KEYS.items()
    ]
    finishes = [
        _said(
            "photo_finish", key, finish_words(texts, level), partial(say_finish, host, level), can
        )
        for key, level in FINISH_KEYS.items()
    ]
    return [
        *rooms,
        *finishes,
        _plain("photo_front", partial(toggle_front, host), ("*",), "star", can),
        _plain("photo_caption", host.edit_caption, ("F2",), "typed", can),
        _plain("photo_turn_left", partial(turn, host, -90), ("Ctrl+[",), "rotate-left", can),
        _plain("photo_turn_right", partial(turn, host, 90), ("Ctrl+]",), "rotate", can),
        _plain("photo_remove", host.remove_chosen, ("Del",), "trash", can),
    ]


def sheet_actions(panel: "PhotosPanel", texts: Texts) -> ActionSet:
    """Keys that are the sheet's own: elsewhere in the panel they type."""
    earlier, later = ("Alt+Right", "Alt+Left") if texts.language.right_to_left else (
        "Alt+Left", "Alt+Right",
    )  # fmt: skip
    actions = ActionSet(panel.sheet)
    actions.add(
        *saying_actions(panel, texts, lambda: panel.may_edit),
        _plain("photo_earlier", partial(panel.sheet.move_chosen, -1), (earlier, "Alt+Up"),
               "previous", lambda: panel.sheet.can_order),
        _plain("photo_later", partial(panel.sheet.move_chosen, 1), (later, "Alt+Down"),
               "next", lambda: panel.sheet.can_order),
        Action("photo_open", panel.show_full_screen, ("Return", "Enter"), "photos", hidden=True),
    )  # fmt: skip
    return actions


def panel_actions(panel: "PhotosPanel") -> ActionSet:
    """What holds anywhere among the photos."""

    def editable() -> bool:
        return panel.may_edit

    def some() -> bool:
        return bool(panel.model.photos)

    actions = ActionSet(panel)
    actions.add(
        _plain("add_photos", panel.files_asked.emit, (), "plus", editable),
        _plain("add_photo_folder", panel.folder_asked.emit, (), "folder", editable),
        _plain("paste_photos", panel.paste_asked.emit, ("Ctrl+V",), "paste", editable),
        _plain("photo_full_screen", panel.show_full_screen, ("F11",), "full-screen", some),
        _plain("photo_beside", panel.ask_current, ("Ctrl+Return",), "eye", some),
        _plain("photo_alike", panel.toggle_alike, ("Ctrl+J",), "alike", panel.has_alike),
        _plain("photo_compare", panel.compare, ("Ctrl+M",), "compare", some),
        _plain("photos_by_time", panel.sort_by_time, (), "clock", panel.can_sort),
        _plain("photo_facts", panel.toggle_facts, ("Ctrl+I",), "note", some),
        _plain("photo_findings", panel.toggle_findings, ("Ctrl+Shift+I",), "checklist", some),
        _plain(
            "photos_larger", partial(panel.sheet.zoom, 1), ("Ctrl++", "Ctrl+="), "zoom-in", some
        ),
        _plain("photos_smaller", partial(panel.sheet.zoom, -1), ("Ctrl+-",), "zoom-out", some),
        _plain("undock_photos", panel.place_asked.emit, ("Ctrl+Shift+F11",), "undock", some),
    )
    return actions


def window_actions(window: "FullScreenPhotos", texts: Texts, may_edit: Asked) -> ActionSet:
    """On the full screen: the same of the one photo that is seen, and walking."""
    before, after = ("Right", "Left") if texts.language.right_to_left else ("Left", "Right")
    actions = ActionSet(window)
    actions.add(
        *saying_actions(window, texts, may_edit),
        _plain("photo_next", partial(window.walk, 1), (after, "PgDown", "Down", "Space"), "next"),
        _plain("photo_previous", partial(window.walk, -1), (before, "PgUp", "Up"), "previous"),
        _hidden("photo_first", partial(window.walk_to_end, last=False), "Home"),
        _hidden("photo_last", partial(window.walk_to_end, last=True), "End"),
        _plain("photo_closer", partial(window.zoom, 1), ("+", "="), "zoom-in"),
        _plain("photo_farther", partial(window.zoom, -1), ("-",), "zoom-out"),
        _plain("photo_whole", window.fit, ("Ctrl+0",), "fit-page"),
        _hidden("photo_pan_left", partial(window.pan, -1, 0), "Shift+Left"),
        _hidden("photo_pan_right", partial(window.pan, 1, 0), "Shift+Right"),
        _hidden("photo_pan_up", partial(window.pan, 0, -1), "Shift+Up"),
        _hidden("photo_pan_down", partial(window.pan, 0, 1), "Shift+Down"),
        _plain("full_screen_end", window.close, ("Esc", "F11"), "close"),
    )
    return actions


def say_room(host: PhotoHost, room: RoomType) -> None:
    """All chosen photos show this."""
    host.files.describe([photo.id for photo in host.chosen], room=room)


def say_finish(host: PhotoHost, level: FinishLevel | None) -> None:
    """All chosen photos show this finish; None says that none is stated."""
    host.files.describe([photo.id for photo in host.chosen], finish=level)


def toggle_front(host: PhotoHost) -> None:
    """The chosen photo opens the report, or no longer; there is only one."""
    if len(host.chosen) == 1:
        host.files.set_front(host.chosen[0].id, front=not host.chosen[0].front)


def turn(host: PhotoHost, degrees: int) -> None:
    """Turn the chosen photos clockwise, also in the report."""
    host.files.turn([photo.id for photo in host.chosen], degrees)


def _said(name: str, key: str, word: str, run: Callable[[], object], can: Asked) -> Action:
    return Action(name, run, (key,), "photos", "picture", word, enabled=can)


def _plain(
    name: str,
    run: Callable[[], object],
    keys: tuple[str, ...],
    icon: str,
    can: Asked = lambda: True,
) -> Action:
    return Action(name, run, keys, "photos", icon, enabled=can)


def _hidden(name: str, run: Callable[[], object], key: str) -> Action:
    return Action(name, run, (key,), "photos", hidden=True)
