"""A picture of the case for the report: a photo or a paper's page, its width, part and caption."""

from collections.abc import Hashable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.picture_keys import WHOLE, PictureKey, picture_key_of
from shamay_desktop.domain.report_content import PictureFile, Width
from shamay_desktop.domain.report_edits.arrangement import OwnPicture
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.crop_view import LEAST, CropView
from shamay_desktop.ui.report.editing.keeping_dialog import KeepingDialog, buttons
from shamay_desktop.usecases.report.pictures import turns_of

SMALL, LARGE = 128, 640
PAGE_DPI = 60
EDGES = ("left", "top", "right", "bottom")
Key = tuple[str, int]


class PictureDialog(KeepingDialog):
    """Pictures on one side; what is printed of the chosen one on the other."""

    def __init__(
        self,
        context: PageContext,
        evidence: CaseEvidence,
        begun: OwnPicture | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.texts, "picture-dialog", context.texts("editing.picture"), parent)
        self._context = context
        self._turns = turns_of(evidence)
        self._captions: dict[str, str] = {}
        self.pictures = LazyPictures(context.tasks, self._small, SMALL, self)
        self.pictures.arrived.connect(self._on_small_arrived)
        self.large = LazyPictures(context.tasks, self._big, LARGE, self)
        self.large.arrived.connect(self._on_large_arrived)
        picture = None if begun is None else picture_key_of(begun.picture)
        self._stood = None if picture is None else (picture.sha256, picture.page)
        self._build()
        self._fill(evidence)
        self._show(begun)
        self._begun = self.chosen

    def is_other(self) -> bool:
        """Whether another picture, part, width or caption was chosen."""
        return self.chosen != self._begun

    @property
    def chosen(self) -> OwnPicture | None:
        """What was chosen; None when the case has no picture."""
        key = self._key_of(self.list.currentItem())
        if key is None:
            return None
        sha256, page = key
        crop = self.view.crop
        return OwnPicture(
            str(PictureKey(sha256, page)),
            Width(self.width_box.currentData()),
            self.caption.text().strip(),
            None if crop == WHOLE else crop,
        )

    # -- pictures -------------------------------------------------------------------------

    def _small(self, key: Hashable) -> PictureFile:
        return self._picture(key, SMALL)

    def _big(self, key: Hashable) -> PictureFile:
        return self._picture(key, LARGE)

    def _picture(self, key: Hashable, size: int) -> PictureFile:
        assert isinstance(key, tuple)  # noqa: S101
        sha256, page = key
        turn = self._turns.get(sha256, 0)
        derived = self._context.services.derived
        if page > 1:
            return derived.page(sha256, page, PAGE_DPI if size == SMALL else 2 * PAGE_DPI, turn)
        return derived.thumbnail(sha256, size, turn)

    def _key_of(self, item: QListWidgetItem | None) -> Key | None:
        return None if item is None else tuple(item.data(Qt.ItemDataRole.UserRole))

    def _on_small_arrived(self, key: Key) -> None:
        picture = self.pictures.get(key)
        for row in range(self.list.count()):
            item = self.list.item(row)
            if picture is not None and tuple(item.data(Qt.ItemDataRole.UserRole)) == key:
                item.setIcon(QIcon(picture))

    def _on_large_arrived(self, key: Key) -> None:
        item = self.list.currentItem()
        picture = self.large.get(key)
        if self._key_of(item) == key:
            self._show_large(key, picture)

    def _show_large(self, key: Key, picture: QPixmap | None) -> None:
        """What cannot be seen is not put into the report; one that stands there may stay."""
        gone = picture is None and self.large.has_none(key)
        name = "editing.picture_unseen" if gone else "editing.picture_coming"
        self.view.show_picture(picture or QPixmap(), self._context.texts(name))
        self.keep.setEnabled(picture is not None or key == self._stood)

    def accept(self) -> None:
        """Enter and a double click are no way around the button."""
        if self.keep.isEnabled():
            super().accept()

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = tuple(item.data(Qt.ItemDataRole.UserRole))
        self.view.set_crop(WHOLE)
        if not self.caption.isModified():
            self.caption.setText(self._captions.get(key[0], "") if key[1] == 0 else item.text())
        self._show_large(key, self.large.get(key))

    def _on_edge_typed(self) -> None:
        left, top, right, bottom = (self.edges[name].value() * 10 for name in EDGES)
        self.view.set_crop(
            (
                min(left, 1000 - right - LEAST),
                min(top, 1000 - bottom - LEAST),
                1000 - right,
                1000 - bottom,
            )
        )

    def _on_cropped(self) -> None:
        left, top, right, bottom = self.view.crop
        shown = dict(zip(EDGES, (left, top, 1000 - right, 1000 - bottom), strict=True))
        for name, box in self.edges.items():
            box.blockSignals(True)  # noqa: FBT003
            box.setValue(round(shown[name] / 10))
            box.blockSignals(False)  # noqa: FBT003

    # -- building -------------------------------------------------------------------------

    def _fill(self, evidence: CaseEvidence) -> None:
        for image in evidence.images:
            self._captions[image.sha256] = image.caption
            self._add((image.sha256, 0), image.caption or image.file_name)
        for paper in evidence.documents:
            for page in range(1, paper.pages + 1):
                name = self._context.texts("editing.picture_page", name=paper.file_name, page=page)
                self._add((paper.sha256, page), name)
        self.none.setVisible(self.list.count() == 0)

    def _add(self, key: Key, name: str) -> None:
        item = QListWidgetItem(theme.icon("picture"), name)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setToolTip(name)
        self.list.addItem(item)
        self.pictures.get(key)

    def _show(self, begun: OwnPicture | None) -> None:
        wanted = None if begun is None else picture_key_of(begun.picture)
        for row in range(self.list.count()):
            sha256, page = self.list.item(row).data(Qt.ItemDataRole.UserRole)
            if wanted is not None and (sha256, page) == (wanted.sha256, wanted.page):
                self.list.setCurrentRow(row)
        if begun is None:
            self.list.setCurrentRow(0)
            return
        self.caption.setText(begun.caption)
        self.caption.setModified(True)
        self.width_box.setCurrentIndex(max(self.width_box.findData(begun.width.value), 0))
        self.view.set_crop(begun.crop or WHOLE)

    def _build(self) -> None:
        texts = self._context.texts
        self.list = QListWidget()
        self.list.setObjectName("case-pictures")
        self.list.setAccessibleName(texts("editing.pictures"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setIconSize(QSize(SMALL, SMALL))
        self.list.setGridSize(QSize(SMALL + 2 * theme.SPACE, SMALL + 5 * theme.SPACE))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(lambda now, _before: self._on_current_changed(now))
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._build_side()

    def _build_side(self) -> None:
        texts = self._context.texts
        self.none = QLabel(texts("editing.picture_none"), wordWrap=True)
        theme.set_tone(self.none, "muted")
        self.view = CropView()
        self.view.setAccessibleName(texts("editing.crop"))
        self.view.cropped.connect(self._on_cropped)
        self.caption = QLineEdit()
        self.caption.setObjectName("picture-caption")
        self.caption.textEdited.connect(lambda _words: self.note_change())
        side = QVBoxLayout()
        side.addWidget(self.view, 1)
        side.addLayout(self._make_form())
        row = QHBoxLayout()
        row.addWidget(self.list, 3)
        row.addLayout(side, 2)
        box = buttons(texts, self, texts("editing.put"))
        self.keep = next(each for each in box.findChildren(QPushButton) if each.isDefault())
        self.keep.setEnabled(False)
        column = QVBoxLayout(self)
        column.addWidget(self.none)
        column.addLayout(row, 1)
        column.addWidget(self.said)
        column.addWidget(box)
        self.resize(120 * theme.SPACE, 72 * theme.SPACE)

    def _make_form(self) -> QFormLayout:
        texts = self._context.texts
        self.width_box = QComboBox()
        self.width_box.setObjectName("picture-width")
        for width in Width:
            self.width_box.addItem(texts(f"editing.width.{width}"), width.value)
        form = QFormLayout()
        form.addRow(texts("editing.caption"), self.caption)
        form.addRow(texts("editing.width"), self.width_box)
        self.edges: dict[str, QSpinBox] = {}
        for name in EDGES:
            box = QSpinBox()
            box.setObjectName(f"crop-{name}")
            box.setRange(0, 98)
            box.setSuffix("%")
            box.valueChanged.connect(lambda _value: self._on_edge_typed())
            self.edges[name] = box
            form.addRow(texts(f"editing.crop_{name}"), box)
        return form
