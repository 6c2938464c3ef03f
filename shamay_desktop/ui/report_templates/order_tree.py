"""The chapters and sections of a template: moved by keys, switched on and off, titled."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.report_templates.template import (
    ChapterPlan,
    ReportTemplate,
    Words,
    is_own,
)
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button

_PLAN = Qt.ItemDataRole.UserRole
_LONGEST_TITLE = 200


def place_words(texts: Texts, place: str) -> str:
    """How people call a section of a template."""
    if is_own(place):
        return texts("templates.own_place", n=place.removeprefix("own"))
    return texts(f"templates.place.{place}")


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
        self._titles: dict[str, Words] = {}
        self.titled = {language: self._edit(language) for language in Language}
        self.numbered = QCheckBox(texts("templates.numbered"))
        self.numbered.setObjectName("template-numbered")
        self.numbered.toggled.connect(lambda _on: self._on_titled())
        self.tree.currentItemChanged.connect(lambda *_given: self._show_title())
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
        row.addWidget(self.numbered)
        form = QFormLayout()
        for language, edit in self.titled.items():
            form.addRow(texts(f"templates.title_{language.value}"), edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addLayout(form)

    def show_template(self, template: ReportTemplate) -> None:
        """Put a template's chapters and sections in the tree."""
        blocked = QSignalBlocker(self.tree)
        self._titles = dict(template.titles)
        self.tree.clear()
        for plan in template.chapters:
            chapter = QTreeWidgetItem([self._title(plan)])
            chapter.setData(0, _PLAN, plan)
            font = chapter.font(0)
            font.setBold(True)
            chapter.setFont(0, font)
            self.tree.addTopLevelItem(chapter)
            for place in plan.places:
                section = QTreeWidgetItem(chapter, [self._named(place)])
                section.setData(0, _PLAN, place)
                off = place in template.without
                section.setCheckState(0, Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        blocked.unblock()
        self._show_title()

    def titles(self) -> Mapping[str, Words]:
        """The titles of sections that are not the usual ones."""
        return MappingProxyType(dict(self._titles))

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

    def _edit(self, language: Language) -> QLineEdit:
        edit = QLineEdit(maxLength=_LONGEST_TITLE)
        edit.setObjectName(f"template-title-{language.value}")
        edit.setAccessibleName(self._texts(f"templates.title_{language.value}"))
        edit.textEdited.connect(lambda _text: self._on_titled())
        return edit

    def _show_title(self) -> None:
        """The title of what is current; the usual one is shown behind an empty line."""
        item = self.tree.currentItem()
        held = None if item is None else item.data(0, _PLAN)
        words = (
            held.title if isinstance(held, ChapterPlan) else self._titles.get(held or "", Words())
        )
        for language, edit in self.titled.items():
            edit.setEnabled(held is not None)
            edit.setText(words.of(language))
        blocked = QSignalBlocker(self.numbered)
        self.numbered.setEnabled(isinstance(held, ChapterPlan))
        self.numbered.setChecked(isinstance(held, ChapterPlan) and held.numbered)
        blocked.unblock()

    def _on_titled(self) -> None:
        item = self.tree.currentItem()
        if item is None:
            return
        held = item.data(0, _PLAN)
        words = Words(*(self.titled[each].text().strip() for each in (Language.HE, Language.EN)))
        blocked = QSignalBlocker(self.tree)
        if isinstance(held, ChapterPlan):
            plan = replace(held, title=words, numbered=self.numbered.isChecked())
            item.setData(0, _PLAN, plan)
            item.setText(0, self._title(plan))
        else:
            self._titles.pop(held, None)
            if words != Words():
                self._titles[held] = words
            item.setText(0, self._named(held))
        blocked.unblock()
        self.changed.emit()

    def _named(self, place: str) -> str:
        """A section by its own title, else by how people call it."""
        own = self._titles.get(place, Words()).of(self._texts.language)
        return own or place_words(self._texts, place)

    def _title(self, plan: ChapterPlan) -> str:
        own = plan.title.of(self._texts.language)
        key = f"templates.chapter.{plan.key}"
        if own or self._texts.has(key):
            return own or self._texts(key)
        return self._named(plan.places[0]) if plan.places else plan.key


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(item.childCount()) if (child := item.child(at)) is not None]
