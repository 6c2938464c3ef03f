"""The photos of a case as cells of a contact sheet, in their order."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from shamay_desktop.domain.evidence import CaseEvidence, Image
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures

_Index = QModelIndex | QPersistentModelIndex
PHOTO = int(Qt.ItemDataRole.UserRole) + 1
"""The Image itself."""

PICTURE = PHOTO + 1
"""Its small picture, None until it is there."""

BROKEN = PHOTO + 2
"""Whether there is no picture of it."""

FRONT = PHOTO + 3
"""`chosen`, `proposed` or an empty text."""


def shown_name(photo: Image) -> str:
    """The caption, else the file's name without its ending; safe in its own order."""
    return isolate(photo.caption or PurePath(photo.file_name).stem)


class PhotosModel(QAbstractListModel):
    """One cell a photo; pictures come when they are first seen."""

    def __init__(self, texts: Texts, pictures: LazyPictures) -> None:
        super().__init__()
        self._texts = texts
        self._pictures = pictures
        self._front: str | None = None
        self.photos: list[Image] = []
        pictures.arrived.connect(self._on_picture_arrived)

    def show(self, evidence: CaseEvidence) -> None:
        """Show the photos; new ones at the end are added, the same ones only refreshed."""
        photos = list(evidence.images)
        front = evidence.front
        self._front = None if front is None else front.id
        before, after = [p.id for p in self.photos], [p.id for p in photos]
        if before == after[: len(before)]:
            self._refresh(photos)
            return
        self.beginResetModel()
        self.photos = photos
        self.endResetModel()

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

    def rows_of(self, photo_ids: Sequence[str]) -> list[int]:
        """Where photos stand; those that do not are left out."""
        wanted = set(photo_ids)
        return [row for row, photo in enumerate(self.photos) if photo.id in wanted]

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
        """Photos are dragged to other places."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the delegate paints, and words for those who do not see it."""
        photo = self.photos[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_name(photo)
            case Qt.ItemDataRole.ToolTipRole:
                return isolate(photo.file_name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(photo)
            case _:
                return self._own(photo, role)

    def _own(self, photo: Image, role: int) -> object:
        if role == PHOTO:
            return photo
        if role == PICTURE:
            return self._pictures.get(photo.sha256)
        if role == BROKEN:
            return self._pictures.has_none(photo.sha256)
        if role == FRONT:
            if photo.front:
                return "chosen"
            return "proposed" if photo.id == self._front else ""
        return None

    def _spoken(self, photo: Image) -> str:
        parts = [
            photo.caption or photo.file_name,
            self._texts(f"documents.room.{photo.room_type}"),
        ]
        if photo.front:
            parts.append(self._texts("documents.front_on"))
        return ", ".join(parts)

    def _on_picture_arrived(self, sha256: object) -> None:
        for row, photo in enumerate(self.photos):
            if photo.sha256 == sha256:
                self.dataChanged.emit(self.index(row), self.index(row))
