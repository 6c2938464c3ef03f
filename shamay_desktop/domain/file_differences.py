"""What differs between two states of a case's papers and photos, as a report shows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import Document, Image


class Aspect(StrEnum):
    """What of a file may be shown otherwise: the words of a value are the catalogue's, but a
    caption's. KIND is a code of `DocType` or `RoomType`, TURN degrees clockwise.
    """

    KIND = "kind"
    CAPTION = "caption"
    TURN = "turn"
    FRONT = "front"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A paper or photo as a report shows it; `shown` holds each aspect but its place."""

    sha256: str
    name: str
    is_photo: bool
    shown: Mapping[Aspect, str]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One thing of a file that is shown otherwise; both are "" for its place among the others."""

    name: str
    is_photo: bool
    aspect: Aspect
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class FileDifferences:
    """Names of files that came and went, and what is shown otherwise of those that stayed."""

    come: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[FileChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.come or self.gone or self.changed)


def shown_files(papers: Sequence[Document], photos: Sequence[Image]) -> tuple[ShownFile, ...]:
    """The files of a case; papers in the order of their annexes, photos in theirs."""
    return (*map(_paper, papers), *map(_photo, photos))


def file_differences(before: Sequence[ShownFile], after: Sequence[ShownFile]) -> FileDifferences:
    """What came, went, is shown otherwise, or stands elsewhere among those that stayed.

    A file is told by its bytes: the same file under another name is the same file.
    """
    old, new = ({each.sha256: each for each in files} for files in (before, after))
    moved = set(_moved([key for key in old if key in new], [key for key in new if key in old]))
    return FileDifferences(
        tuple(each.name for key, each in new.items() if key not in old),
        tuple(each.name for key, each in old.items() if key not in new),
        tuple(
            change
            for key, each in new.items()
            if key in old
            for change in _changes(old[key], each, moved=key in moved)
        ),
    )


def encode_file(file: ShownFile) -> Json:
    """As plain JSON."""
    shown: dict[str, Json] = {aspect.value: said for aspect, said in file.shown.items()}
    return {"sha256": file.sha256, "name": file.name, "photo": file.is_photo, "shown": shown}


def decode_file(raw: object) -> ShownFile | None:
    """The file of `encode_file`; None for what is none."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("sha256"), str):
        return None
    said = raw.get("shown")
    known = {aspect.value: aspect for aspect in Aspect}
    shown = {
        known[key]: str(value)
        for key, value in (said.items() if isinstance(said, Mapping) else ())
        if key in known
    }
    return ShownFile(raw["sha256"], str(raw.get("name", "")), raw.get("photo") is True, shown)


def _paper(paper: Document) -> ShownFile:
    shown = {
        Aspect.KIND: paper.doc_type.value,
        Aspect.CAPTION: paper.caption,
        Aspect.TURN: str(paper.rotation),
    }
    return ShownFile(paper.sha256, paper.file_name, is_photo=False, shown=shown)


def _photo(photo: Image) -> ShownFile:
    shown = {
        Aspect.KIND: photo.room_type.value,
        Aspect.CAPTION: photo.caption,
        Aspect.TURN: str(photo.rotation),
        Aspect.FRONT: "yes" if photo.front else "",
    }
    return ShownFile(photo.sha256, photo.file_name, is_photo=True, shown=shown)


def _moved(before: list[str], after: list[str]) -> Iterator[str]:
    """Those that left the order which the others kept."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = {
        before[at] for block in matcher.get_matching_blocks()
        for at in range(block.a, block.a + block.size)
    }  # fmt: skip
    return (key for key in after if key not in kept)


def _changes(before: ShownFile, after: ShownFile, *, moved: bool) -> Iterator[FileChange]:
    for aspect in Aspect:
        was, now = before.shown.get(aspect, ""), after.shown.get(aspect, "")
        if was != now:
            yield FileChange(after.name, after.is_photo, aspect, was, now)
    if moved:
        yield FileChange(after.name, after.is_photo, Aspect.PLACE)
