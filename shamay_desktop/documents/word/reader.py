"""The port `WordFiles`: read in the limited process, its answer believed value by value."""

from collections.abc import Mapping
from pathlib import Path

from shamay_desktop.documents.word.package import LARGEST
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_templates.word_file import (
    FOREIGN,
    LINE_KINDS,
    WordFile,
    WordLine,
)
from shamay_desktop.domain.word_styles import word_styles_of
from shamay_desktop.usecases.limited_process import LimitedTasks
from shamay_desktop.usecases.user_file import check_user_file, shown_name

_LONGEST = 200
_MOST_LINES = 12


class LimitedWordFiles:
    """Reads Word files; callable from any thread."""

    def __init__(self, workers: LimitedTasks) -> None:
        self._workers = workers

    def read(self, path: Path, folder: Path) -> WordFile:
        """As the port says."""
        check_user_file(path, LARGEST)
        name = shown_name(path)
        found = self._workers.run(
            "word_template", str(path.absolute()), str(folder.absolute()), file_name=name
        )
        try:
            return word_file_of(found)
        except Refused as refused:
            raise Refused("word_broken", file=name) from refused


def word_file_of(found: object) -> WordFile:
    """The answer of the task rebuilt; Refused(`word_broken`) when it does not fit."""
    match found:
        case {
            "lines": list(lines), "foreign": list(foreign), "looks": dict(looks),
            "page": dict(page), "styles": list(styles), "letterhead": dict(letterhead),
        }:  # fmt: skip
            return WordFile(
                tuple(map(_line, lines)),
                tuple(map(_foreign, foreign)),
                _texts(looks),
                _texts(page),
                word_styles_of(styles),
                _lines(letterhead, "header"),
                _lines(letterhead, "footer"),
                _picture(letterhead, "logo"),
                _picture(letterhead, "footer_logo"),
            )
    raise Refused("word_broken")


def _line(found: object) -> WordLine:
    match found:
        case {"kind": str(kind), "number": int(number), "text": str(text)} if kind in LINE_KINDS:
            return WordLine(kind, number, text)
    raise Refused("word_broken")


def _foreign(found: object) -> tuple[str, str]:
    match found:
        case [str(what), int() | str() as place] if what in FOREIGN and len(str(place)) < 10:
            return what, str(place)
    raise Refused("word_broken")


def _texts(found: Mapping[object, object]) -> Mapping[str, str]:
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in found.values()):
        raise Refused("word_broken")
    return {str(name): str(text) for name, text in found.items()}


def _lines(letterhead: Mapping[object, object], kind: str) -> tuple[str, ...]:
    found = letterhead.get(kind, [])
    if not isinstance(found, list) or len(found) > _MOST_LINES:
        raise Refused("word_broken")
    return tuple(str(line)[:_LONGEST] for line in found)


def _picture(letterhead: Mapping[object, object], name: str) -> str | None:
    """The places of the pictures are ours, not the answer's."""
    return f"{name}.png" if letterhead.get(name) else None
