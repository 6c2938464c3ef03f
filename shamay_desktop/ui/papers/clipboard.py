"""What was copied elsewhere and is pasted here: files, or a picture that has no file yet."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.usecases.evidence.adding import AddedFiles, add_clipboard_picture
from shamay_desktop.usecases.services import Services

_AS_THEY_ARE = ("image/png", "image/jpeg", "image/webp", "image/tiff")
"""Kinds of bytes that need no encoding: they are taken as the other program gave them."""

Picture = bytes | QImage


@dataclass(frozen=True)
class Pasted:
    """What the clipboard holds for us: files and folders, or one picture, or nothing."""

    paths: tuple[Path, ...] = ()
    picture: Picture | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to add."""
        return not self.paths and self.picture is None


def pasted_from(mime: QMimeData | None) -> Pasted:
    """Files come before a picture: a file manager gives both of a copied photo."""
    if mime is None:
        return Pasted()
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if paths:
        return Pasted(paths)
    for kind in _AS_THEY_ARE:
        if mime.hasFormat(kind) and (content := bytes(mime.data(kind).data())):
            return Pasted(picture=content)
    image = mime.imageData() if mime.hasImage() else None
    return Pasted(picture=image if isinstance(image, QImage) and not image.isNull() else None)


def on_clipboard() -> Pasted:
    """What is on the clipboard now."""
    return pasted_from(QGuiApplication.clipboard().mimeData())


def take_pasted(
    services: Services,
    actor: Actor,
    valuation_id: str,
    picture: Picture,
    file_name: str,
    as_papers: bool,
    *,
    kind: DocType | None = None,
) -> AddedFiles:
    """A pasted picture into the case; runs in any thread, encoding a large one takes its time."""
    content = picture if isinstance(picture, bytes) else _png_of(picture, file_name)
    return add_clipboard_picture(
        services, actor, valuation_id, content, file_name, kind=kind, as_papers=as_papers
    )


def _png_of(image: QImage, file_name: str) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs know no device
        raise Refused("file_broken", file=file_name)
    return bytes(content.data())
