"""The photos of a case as cells of a contact sheet, in their order."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from shamay_desktop.domain.evidence import CaseEvidence, Image
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.papers.photo_words import spoken, taken_words

_Index = QModelIndex | QPersistentModelIndex
PHOTO = int(Qt.ItemDataRole.UserRole) + 1
"""The Image itself."""

PICTURE = PHOTO + 1
"""Its small picture, None until it is there; not turned yet."""

BROKEN = PHOTO + 2
"""Whether there is no picture of it."""

FRONT = PHOTO + 3
"""`chosen`, `proposed` or an empty text."""

ALIKE = PHOTO + 4
"""Whether another photo of the case is nearly the same."""


def shown_name(photo: Image) -> str:
    """The caption, else the file's name without its ending; safe in its own order."""
    return isolate(photo.caption or PurePath(photo.file_name).stem)


class PhotosModel(QAbstractListModel):
    """One cell a photo; pictures come when they are first seen."""

    captioned = Signal(str, str)
    """A photo's id, and the caption that was typed on the sheet."""

    def __init__(self, texts: Texts, pictures: LazyPictures, large: LazyPictures) -> None:
        """`large` are the pictures for cells that a small one is too coarse for."""
        super().__init__()
        self._texts = texts
        self._small = pictures
        self._large = large
        self._pictures = pictures
        self._front: str | None = None
        self._all: list[Image] = []
        self._alike: Mapping[str, int] = {}
        self._rows: dict[str, int] = {}
        self._rows_by_hash: dict[str, int] = {}
        self.only_alike = False
        self.may_edit = True
        self.photos: list[Image] = []
        for each in (pictures, large):
            each.arrived.connect(self._on_picture_arrived)

    def show(self, evidence: CaseEvidence) -> None:
        """Show the photos; new ones at the end are added, the same ones only refreshed."""
        self._all = list(evidence.images)
        front = evidence.front
        self._front = None if front is None else front.id
        self._show_seen()

    def show_alike(self, groups: Iterable[Iterable[str]]) -> None:
        """Mark the photos of which several are nearly the same, given by group."""
        alike = {each: number for number, group in enumerate(groups) for each in group}
        if alike == self._alike:
            return
        self._alike = alike
        self._show_seen()
        self._refresh_all()

    def set_only_alike(self, *, only: bool) -> None:
        """Show only photos that are nearly the same, those that are so side by side; or all."""
        self.only_alike = only
        self._show_seen()

    def use_large(self, *, large: bool) -> None:
        """Take the sharper pictures for large cells."""
        pictures = self._large if large else self._small
        if pictures is not self._pictures:
            self._pictures = pictures
            self._refresh_all()

    def alike_to(self, photo_id: str) -> list[Image]:
        """A photo with those that are nearly the same, in their order; nothing for a lone one."""
        group = self._alike.get(photo_id)
        return [each for each in self._all if self._alike.get(each.id, -1) == group]

    @property
    def all_photos(self) -> Sequence[Image]:
        """Every photo of the case in its order, whatever the sheet shows."""
        return self._all

    @property
    def alike_count(self) -> int:
        """How many photos have another that is nearly the same."""
        return sum(each.id in self._alike for each in self._all)

    def _show_seen(self) -> None:
        photos = self._seen()
        before, after = [p.id for p in self.photos], [p.id for p in photos]
        if before == after[: len(before)]:
            self._refresh(photos)
        else:
            self.beginResetModel()
            self.photos = photos
            self.endResetModel()
        self._rows = {photo.id: row for row, photo in enumerate(self.photos)}
        self._rows_by_hash = {photo.sha256: row for row, photo in enumerate(self.photos)}

    def _seen(self) -> list[Image]:
        if not self.only_alike:
            return list(self._all)
        alike = [each for each in self._all if each.id in self._alike]
        return sorted(alike, key=lambda each: self._alike[each.id])

    def _refresh(self, photos: list[Image]) -> None:
        standing = len(self.photos)
        changed = [row for row in range(standing) if self.photos[row] != photos[row]]
        self.photos[:] = photos[:standing]
        if len(photos) > standing:
            self.beginInsertRows(QModelIndex(), standing, len(photos) - 1)
            self.photos = photos
            self.endInsertRows()
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _refresh_all(self) -> None:
        if self.photos:
            self.dataChanged.emit(self.index(0), self.index(len(self.photos) - 1))

    def rows_of(self, photo_ids: Sequence[str]) -> list[int]:
        """Where photos stand; those that do not are left out."""
        return sorted(self._rows[each] for each in set(photo_ids) if each in self._rows)

    def moved(self, photo_ids: Sequence[str], before: int) -> list[str]:
        """The order of all ids when some are put before the cell that now has that number."""
        wanted = set(photo_ids)
        ids = [photo.id for photo in self.photos]
        ahead = [each for each in ids[:before] if each not in wanted]
        behind = [each for each in ids[before:] if each not in wanted]
        return [*ahead, *(each for each in ids if each in wanted), *behind]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """One a photo."""
        return 0 if parent.isValid() else len(self.photos)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Photos are dragged to other places, and their captions typed on the sheet."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.may_edit:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the delegate paints, and words for those who do not see it."""
        photo = self.photos[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_name(photo)
            case Qt.ItemDataRole.EditRole:
                return photo.caption
            case Qt.ItemDataRole.ToolTipRole:
                taken = f"\n{taken_words(photo)}" if photo.taken_at else ""
                return isolate(photo.file_name) + taken
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(photo)
            case _:
                return self._own(photo, role)

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A caption was typed; the page has it written."""
        photo, words = self.photos[index.row()], " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or words == photo.caption:
            return False
        self.captioned.emit(photo.id, words)
        return True

    def _own(self, photo: Image, role: int) -> object:
        if role == PHOTO:
            return photo
        if role == PICTURE:
            return self._picture(photo.sha256)
        if role == BROKEN:
            return self._pictures.has_none(photo.sha256)
        if role == ALIKE:
            return photo.id in self._alike
        return self._front_mark(photo) if role == FRONT else None

    def _front_mark(self, photo: Image) -> str:
        if photo.front:
            return "chosen"
        return "proposed" if photo.id == self._front else ""

    def _picture(self, sha256: str) -> object:
        """The one that fits the cells; until it is there another that is there already."""
        picture = self._pictures.get(sha256)
        if picture is None and self._pictures is self._large and not self._large.has_none(sha256):
            return self._small.get(sha256)
        return picture

    def _spoken(self, photo: Image) -> str:
        words = spoken(self._texts, photo)
        if photo.id in self._alike:
            words += ", " + self._texts("documents.alike_one")
        return words

    def _on_picture_arrived(self, sha256: object) -> None:
        row = self._rows_by_hash.get(str(sha256))
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [PICTURE])
