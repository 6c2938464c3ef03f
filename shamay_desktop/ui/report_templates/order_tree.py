"""The chapters and sections of a template: moved by keys, switched on and off."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from shamay_desktop.domain.report_templates.template import ChapterPlan, ReportTemplate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button

_PLAN = Qt.ItemDataRole.UserRole


class OrderTree(QWidget):
    """A chapter moves among the chapters, a section within its chapter."""

    changed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.tree = QTreeWidget()
        self.tree.setObjectName("template-order")
        self.tree.setAccessibleName(texts("templates.order"))
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.itemChanged.connect(lambda *_given: self.changed.emit())
        self.up = button("template-up", texts("templates.up"))
        self.down = button("template-down", texts("templates.down"))
        for each, by, keys in ((self.up, -1, "Alt+Up"), (self.down, 1, "Alt+Down")):
            each.setToolTip(f"{each.text()} ({keys})")
            each.setAutoDefault(False)
            each.clicked.connect(lambda _on=False, by=by: self.move_current(by))
            key = QShortcut(
                QKeySequence(keys), self.tree, context=Qt.ShortcutContext.WidgetShortcut
            )
            key.activated.connect(lambda by=by: self.move_current(by))
        row = QHBoxLayout()
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.tree, 1)
        column.addLayout(row)

    def show_template(self, template: ReportTemplate) -> None:
        """Put a template's chapters and sections in the tree."""
        blocked = QSignalBlocker(self.tree)
        self.tree.clear()
        for plan in template.chapters:
            chapter = QTreeWidgetItem([self._title(plan)])
            chapter.setData(0, _PLAN, plan)
            font = chapter.font(0)
            font.setBold(True)
            chapter.setFont(0, font)
            self.tree.addTopLevelItem(chapter)
            for place in plan.places:
                section = QTreeWidgetItem(chapter, [self._texts(f"templates.place.{place}")])
                section.setData(0, _PLAN, place)
                off = place in template.without
                section.setCheckState(0, Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        blocked.unblock()

    def chapters(self) -> tuple[ChapterPlan, ...]:
        """The chapters as they stand."""
        found = []
        for item in _children(self.tree.invisibleRootItem()):
            plan: ChapterPlan = item.data(0, _PLAN)
            places = tuple(str(section.data(0, _PLAN)) for section in _children(item))
            found.append(ChapterPlan(plan.key, places, plan.numbered, plan.title))
        return tuple(found)

    def without(self) -> frozenset[str]:
        """The sections that are switched off."""
        return frozenset(
            str(section.data(0, _PLAN))
            for item in _children(self.tree.invisibleRootItem())
            for section in _children(item)
            if section.checkState(0) is Qt.CheckState.Unchecked
        )

    def move_current(self, by: int) -> None:
        """One place up (-1) or down (1), as far as there is one."""
        item = self.tree.currentItem()
        if item is None:
            return
        parent = item.parent() or self.tree.invisibleRootItem()
        at = parent.indexOfChild(item)
        if not 0 <= at + by < parent.childCount():
            return
        blocked = QSignalBlocker(self.tree)
        parent.takeChild(at)
        parent.insertChild(at + by, item)
        self.tree.expandAll()
        self.tree.setCurrentItem(item)
        blocked.unblock()
        self.changed.emit()

    def _title(self, plan: ChapterPlan) -> str:
        own = plan.title.of(self._texts.language)
        key = f"templates.chapter.{plan.key}"
        return own or (self._texts(key) if self._texts.has(key) else plan.key)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(item.childCount()) if (child := item.child(at)) is not None]
