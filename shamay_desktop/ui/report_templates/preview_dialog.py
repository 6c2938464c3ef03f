"""A template before it is saved: the sample case as it would print by it."""

from functools import partial

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.report.previewing import Preview, preview_page

SIZE = (900, 860)


class TemplatePreview(QDialog):
    """Pages to look at; nothing of them is kept."""

    def __init__(self, context: OfficeContext, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        texts = context.texts
        self.setObjectName("template-preview")
        self.setWindowTitle(texts("templates.preview_title"))
        self.resize(*SIZE)
        self.viewer = PageViewer(context.tasks, texts, self)
        picture = partial(preview_page, context.services, preview)
        name = texts("templates.preview_title")
        self.source = PageSource(name, preview.pages, picture, names=preview.set_pages.names)
        self.viewer.renew(self.source)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.addWidget(self.viewer)
