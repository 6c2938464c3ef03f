"""Source and credit that were said last of each kind of picture, kept on this machine."""

from collections.abc import Iterable, Mapping
from threading import Lock

from PySide6.QtCore import QObject

from shamay_desktop.domain.maps.pictures import MapPicture, Slot
from shamay_desktop.ui.pages.page import PageContext

WORDS = "map_words"
"""Name of the setting: `sources` and `credits` that were named last, the newest first; and by slot
the source and credit of the picture that was described `last`."""

MOST = 12
LONGEST = 300
_SAID = ("source", "credit")


class LastWords(QObject):
    """Offers them; nothing is said of a picture that a person did not take."""

    def __init__(self, context: PageContext, pictures: Iterable[MapPicture], parent: QObject):
        super().__init__(parent)
        self._context = context
        self._writing = Lock()
        found = context.services.settings.get(WORDS)
        own, kept = tuple(pictures), found if isinstance(found, Mapping) else {}
        self.sources = _listed(kept.get("sources"), (each.source for each in own))
        self.credits = _listed(kept.get("credits"), (each.credit for each in own))
        last = kept.get("last")
        self._last = {
            slot: said
            for slot, said in (last.items() if isinstance(last, Mapping) else ())
            if isinstance(slot, str) and isinstance(said, dict)
        }
        self._newest: dict[str, object] = {}

    def of(self, picture: MapPicture) -> Mapping[str, str]:
        """What was said of the last picture of the same kind and is not said of this one yet."""
        said = self._last.get(picture.slot.value, {})
        return {
            name: str(said[name])[:LONGEST]
            for name in _SAID
            if said.get(name) and not getattr(picture, name)
        }

    def remember(self, picture: MapPicture) -> None:
        """A person said this of a picture."""
        said = {name: getattr(picture, name) for name in _SAID if getattr(picture, name)}
        if "source" not in said:
            return
        self.sources = _first(said["source"], self.sources)
        self.credits = _first(said.get("credit", ""), self.credits)
        if picture.slot is not Slot.OTHER:
            self._last = {**self._last, picture.slot.value: said}
        self._newest = {
            "sources": self.sources, "credits": self.credits, "last": self._last,
        }  # fmt: skip
        self._context.tasks.run(
            self._write, owner=self, lane="work",
            on_failed=lambda _problem: None,  # a convenience alone
        )  # fmt: skip

    def _write(self) -> None:
        """In any thread, in any order: what was said last stands at the end."""
        with self._writing:
            self._context.services.settings.set(WORDS, self._newest)


def _listed(kept: object, own: Iterable[str]) -> list[str]:
    known = [str(each)[:LONGEST] for each in kept] if isinstance(kept, list) else []
    return list(dict.fromkeys((*known, *filter(None, own))))[:MOST]


def _first(words: str, known: list[str]) -> list[str]:
    return list(dict.fromkeys((words, *known) if words else known))[:MOST]
