"""Everything that is done on the table of map pictures, by name and key.

Keys that are letters have the Hebrew letter of the same key beside them.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from shamay_desktop.domain.maps.arranging import Align, Order, Spread
from shamay_desktop.ui.actions import Action
from shamay_desktop.ui.canvases.annotation.annotating import Annotating
from shamay_desktop.ui.canvases.annotation.drawing_tools import DRAWN

LETTERS: dict[str, tuple[str, str]] = {
    "select": ("V", "ה"), "marker": ("M", "צ"), "arrow": ("A", "ש"), "line": ("L", "ך"),
    "rectangle": ("R", "ר"), "ellipse": ("E", "ק"), "polygon": ("P", "פ"),
    "freehand": ("F", "כ"), "text": ("T", "א"), "north": ("N", "מ"), "highlight": ("H", "י"),
    "blur": ("B", "נ"), "crop": ("C", "ב"),
}  # fmt: skip

TOOLS = ("select", *(kind.value for kind in DRAWN), "crop")


class Hand(Protocol):
    """What tools are taken with; the place."""

    annotating: Annotating

    def take_tool(self, key: str) -> None:
        """Take a tool in hand."""
        ...

    def can_draw(self) -> bool:
        """Whether there is a picture that may be drawn on."""
        ...

    def aside(self) -> tuple[float, float]:
        """How far aside copies are put, in pixels of the picture."""
        ...

    def copy(self) -> None:
        """Copy what is chosen."""
        ...

    def cut(self) -> None:
        """Copy it and take it out."""
        ...


def tool_actions(hand: Hand) -> dict[str, Action]:
    """One action a tool, by the tool's key."""
    return {
        key: Action(
            f"map_tool_{key}",
            partial(hand.take_tool, key),
            LETTERS[key],
            "drawing",
            f"draw-{key}",
            enabled=hand.can_draw,
        )
        for key in TOOLS
    }


def arranging_actions(hand: Hand) -> dict[str, Action]:
    """What is done with the annotations that are chosen, by short names."""
    annotating = hand.annotating

    def some(least: int = 1) -> Callable[[], bool]:
        return lambda: hand.can_draw() and len(annotating.movable) >= least

    def any_chosen() -> bool:
        return hand.can_draw() and bool(annotating.chosen)

    made = [
        ("duplicate", lambda: annotating.duplicate(hand.aside()), "Ctrl+D", "copy", any_chosen),
        ("copy", hand.copy, "Ctrl+C", "copy", lambda: bool(annotating.chosen)),
        ("cut", hand.cut, "Ctrl+X", "copy", some()),
        ("all", annotating.choose_all, "Ctrl+A", "", hand.can_draw),
        ("group", annotating.group, "Ctrl+G", "group", some(2)),
        ("ungroup", annotating.ungroup, "Ctrl+Shift+G", "ungroup", any_chosen),
        ("lock", annotating.lock, "Ctrl+Shift+L", "lock", any_chosen),
        ("remove", annotating.remove, "Del", "trash", some()),
        *_orders(annotating, any_chosen),
        *_aligns(annotating, some(2)),
        *_spreads(annotating, some(3)),
    ]
    return {
        name: Action(
            f"map_{name}", run, (keys,), "drawing", icon, enabled=enabled, bound=name != "remove"
        )
        for name, run, keys, icon, enabled in made
    }


_Made = tuple[str, Callable[[], object], str, str, Callable[[], bool]]


def _orders(annotating: Annotating, enabled: Callable[[], bool]) -> list[_Made]:
    keys = {
        Order.FORWARD: "Alt+Up", Order.BACKWARD: "Alt+Down",
        Order.FRONT: "Alt+PgUp", Order.BACK: "Alt+PgDown",
    }  # fmt: skip
    return [
        (f"order_{how.value}", partial(annotating.order, how), key, "front", enabled)
        for how, key in keys.items()
    ]


def _aligns(annotating: Annotating, enabled: Callable[[], bool]) -> list[_Made]:
    keys = {
        Align.LEFT: "Ctrl+Alt+Left", Align.CENTRE: "Ctrl+Alt+C", Align.RIGHT: "Ctrl+Alt+Right",
        Align.TOP: "Ctrl+Alt+Up", Align.MIDDLE: "Ctrl+Alt+M", Align.BOTTOM: "Ctrl+Alt+Down",
    }  # fmt: skip
    return [
        (f"align_{how.value}", partial(annotating.align, how), key, "align", enabled)
        for how, key in keys.items()
    ]


def _spreads(annotating: Annotating, enabled: Callable[[], bool]) -> list[_Made]:
    keys = {Spread.ACROSS: "Ctrl+Alt+H", Spread.DOWN: "Ctrl+Alt+V"}
    return [
        (f"spread_{how.value}", partial(annotating.spread, how), key, "align", enabled)
        for how, key in keys.items()
    ]
