"""What was said last of pictures: kept by one write, the newest wins however threads are let go."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QObject

from shamay_desktop.domain.maps.pictures import MapPicture, Slot
from shamay_desktop.ui.canvases.annotation.last_words import LastWords
from shamay_desktop.ui.pages.page import PageContext


class HeldTasks:
    """Keeps what is asked for, so that a test lets it go in any order."""

    def __init__(self) -> None:
        self.held: list[Callable[[], object]] = []

    def run(self, operation: Callable[..., object], *args: object, **_how: object) -> None:
        """Hold it."""
        self.held.append(lambda: operation(*args))


def test_words_when_they_are_said_one_after_the_other_then_the_newest_are_kept_by_one_write_each(
    context: PageContext,
) -> None:
    tasks, owner = HeldTasks(), QObject()
    held = replace(context, tasks=cast(Any, tasks))
    words = LastWords(held, (), owner)
    picture = MapPicture("p", "f" * 64, slot=Slot.AREA_MAP, source="ראשון", credit="א")
    words.remember(picture)
    words.remember(replace(picture, source="שני", credit="ב"))
    assert len(tasks.held) == 2, "one write for each time"
    for write in reversed(tasks.held):
        write()
    again = LastWords(context, (), owner)
    assert (again.sources, again.credits) == (["שני", "ראשון"], ["ב", "א"])
    assert again.of(replace(picture, source="", credit="")) == {"source": "שני", "credit": "ב"}
