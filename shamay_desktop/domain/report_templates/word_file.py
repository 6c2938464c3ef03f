"""A Word file as it was read to become a template: lines, looks, letterhead, what is foreign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.word_styles import WordStyle

LINE_KINDS = frozenset(
    {"text", "chapter", "section", "bullet", "numbered", "break", "open", "close"}
)
FOREIGN = frozenset(
    {"table", "picture", "object", "outside", "formula", "text_box", "footnote", "gallery",
     "more_pictures", "outside_picture", "picture_kind"}
)  # fmt: skip
TAKEN_WITHOUT = frozenset({"gallery", "more_pictures", "picture_kind"})
"""What is left behind with a word of notice; everything else foreign refuses the file."""


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line of the body: its paragraph's number, counted from 1, and its words with tags.

    `open` is a condition or loop of a content control around what follows up to its `close`.
    """

    kind: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class WordFile:
    """What was read. `foreign`: what cannot be printed, with its paragraph or "header"/"footer".

    `looks` are exact strings: points, lines, millimetres, "RRGGBB". `header` and `footer` are
    lines; `logo` and `footer_logo` are SHA-256 once the pictures are kept, else names of files.
    """

    lines: tuple[WordLine, ...]
    foreign: tuple[tuple[str, str], ...] = ()
    looks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    page: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    styles: tuple[WordStyle, ...] = ()
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    logo: str | None = None
    footer_logo: str | None = None


class Weight(StrEnum):
    """Whether a remark refuses the file or is only to be known."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Lint:
    """A remark on a file. `place`: the paragraph's number, "header", "footer", "page" or a look.

    `given` is what stands there, `nearest` the known name that is most like it, "" for none.
    `words` is how the paragraph begins.
    """

    code: str
    weight: Weight
    place: str
    given: str = ""
    nearest: str = ""
    words: str = ""
