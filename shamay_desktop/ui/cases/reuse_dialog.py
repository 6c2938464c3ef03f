"""Facts of a building from earlier cases: each beside what stands here, to be marked and taken."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.building_facts import FactGroup, Offer
from shamay_desktop.domain.evidence import Document
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.fact_words import age_words, fact_words
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.widgets.wording import directed, label_of
from shamay_desktop.usecases.cases.reuse import EarlierCase

SIZE = (120 * theme.SPACE, 76 * theme.SPACE)
MARGIN = 6 * theme.SPACE
_WHAT = int(Qt.ItemDataRole.UserRole)
FACT, EARLIER, PRESENT = range(3)


class ReuseDialog(QDialog):
    """Cases at the side, their facts in groups; what is missing here is marked at first."""

    taken = Signal(object, object, object)
    """EarlierCase, the marked Offers, ids of the marked papers."""

    def __init__(
        self, texts: Texts, cases: Sequence[EarlierCase], today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reuse-facts")
        self.setWindowTitle(texts("cases.reuse_title"))
        self._texts = texts
        self._cases = tuple(cases)
        self._today = today
        self.cases = QListWidget()
        self.facts = QTreeWidget()
        self.warning = QLabel(wordWrap=True)
        self.warning.setObjectName("reuse-warning")
        theme.set_tone(self.warning, "warning")
        self.agreeing = QLabel(wordWrap=True)
        theme.set_tone(self.agreeing, "muted")
        self.take = button("take-facts", "", "primary")
        self._set_up_cases()
        self._set_up_facts()
        self._lay_out()
        self.cases.currentRowChanged.connect(self._on_case_chosen)
        self.facts.itemChanged.connect(self._on_item_changed)
        self.cases.setCurrentRow(0)
        room = parent.window().size()
        self.resize(min(SIZE[0], room.width() - MARGIN), min(SIZE[1], room.height() - MARGIN))
        self.facts.setFocus()

    @property
    def case(self) -> EarlierCase:
        """The earlier case whose facts are shown."""
        return self._cases[max(self.cases.currentRow(), 0)]

    def marked(self) -> list[Offer]:
        """The marked facts in their order."""
        return [what for what in self._marked() if isinstance(what, Offer)]

    def marked_papers(self) -> list[Document]:
        """The marked papers."""
        return [what for what in self._marked() if isinstance(what, Document)]

    def mark(self, path: str, *, marked: bool = True) -> None:
        """Mark a fact by its path, or a paper by its id, as a click on its box does."""
        for item in self._items():
            what = item.data(FACT, _WHAT)
            name = what.path if isinstance(what, Offer) else what.id
            if name == path:
                item.setCheckState(FACT, _check(marked))

    def mark_missing(self) -> None:
        """Mark all that has nothing here yet."""
        for item in self._items():
            what = item.data(FACT, _WHAT)
            item.setCheckState(FACT, _check(isinstance(what, Document) or not what.differs))

    def unmark_all(self) -> None:
        """Mark nothing."""
        for item in self._items():
            item.setCheckState(FACT, Qt.CheckState.Unchecked)

    # -- slots ----------------------------------------------------------------------------

    def _on_case_chosen(self, _row: int) -> None:
        self._show_facts()
        self._show_words()

    def _on_item_changed(self, _item: QTreeWidgetItem, _column: int) -> None:
        self._show_words()

    def _on_take(self) -> None:
        papers = [paper.id for paper in self.marked_papers()]
        self.accept()
        self.taken.emit(self.case, self.marked(), papers)

    # -- inside ---------------------------------------------------------------------------

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for number in range(self.facts.topLevelItemCount()):
            group = self.facts.topLevelItem(number)
            if group is not None:
                children = (group.child(place) for place in range(group.childCount()))
                yield from (child for child in children if child is not None)

    def _marked(self) -> Iterator[object]:
        for item in self._items():
            if item.checkState(FACT) is Qt.CheckState.Checked:
                yield item.data(FACT, _WHAT)

    def _show_facts(self) -> None:
        self.facts.blockSignals(True)  # noqa: FBT003 — Qt's own signature
        self.facts.clear()
        for group in FactGroup:
            offers = [offer for offer in self.case.offers if offer.group is group]
            if offers:
                parent = self._group(group.value)
                for offer in offers:
                    self._add_offer(parent, offer)
        if self.case.papers:
            parent = self._group("papers")
            for paper in self.case.papers:
                self._add_paper(parent, paper)
        self.facts.expandAll()
        self.facts.blockSignals(False)  # noqa: FBT003
        first = next(self._items(), None)
        if first is not None:
            self.facts.setCurrentItem(first)

    def _group(self, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.facts, [self._texts(f"cases.reuse_group.{name}")])
        flag = Qt.ItemFlag
        item.setFlags(item.flags() | flag.ItemIsAutoTristate | flag.ItemIsUserCheckable)
        item.setFirstColumnSpanned(True)
        font = item.font(FACT)
        font.setBold(True)
        item.setFont(FACT, font)
        return item

    def _add_offer(self, group: QTreeWidgetItem, offer: Offer) -> None:
        texts, field = self._texts, offer.field
        name = label_of(field, texts)
        if "/" in offer.path:
            name = texts("cases.reuse_row", field=name)
        earlier = fact_words(field, offer.earlier, texts)
        present = fact_words(field, offer.present, texts)
        item = QTreeWidgetItem(group, [name, directed(earlier, texts), directed(present, texts)])
        source = texts(
            "cases.reuse_from", reference=offer.reference, day=formats.date(offer.known_since)
        )
        read = texts("cases.reuse_read") if offer.document is not None else ""
        item.setToolTip(EARLIER, "\n".join(filter(None, (earlier, source, read))))
        item.setToolTip(PRESENT, present)
        if offer.differs:
            item.setIcon(PRESENT, theme.icon("warn", "warning"))
            differs = texts("cases.reuse_differs")
            item.setToolTip(PRESENT, f"{present}\n{differs}")
            item.setData(PRESENT, Qt.ItemDataRole.AccessibleTextRole, f"{present}, {differs}")
        self._make_markable(item, offer, marked=not offer.differs and not self._is_old(offer))

    def _add_paper(self, group: QTreeWidgetItem, paper: Document) -> None:
        kind = self._texts(f"documents.kind.{paper.doc_type.value}")
        item = QTreeWidgetItem(group, [kind, directed(paper.file_name, self._texts)])
        item.setToolTip(EARLIER, paper.file_name)
        read_from = {offer.document for offer in self.case.offers}
        self._make_markable(item, paper, marked=paper.sha256 in read_from)

    def _make_markable(self, item: QTreeWidgetItem, what: object, *, marked: bool) -> None:
        item.setData(FACT, _WHAT, what)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(FACT, _check(marked))

    def _is_old(self, offer: Offer) -> bool:
        return offer.is_old(self._today)

    def _show_words(self) -> None:
        texts, number = self._texts, len(self.marked()) + len(self.marked_papers())
        self.take.setText(texts("cases.reuse_take", n=number))
        self.take.setEnabled(bool(number))
        old = [offer.known_since for offer in self.case.offers if self._is_old(offer)]
        self.warning.setVisible(bool(old))
        if old:
            self.warning.setText(texts("cases.reuse_old", day=formats.date(min(old))))
        self.agreeing.setVisible(bool(self.case.agreeing))
        self.agreeing.setText(texts("cases.reuse_agreeing", n=self.case.agreeing))

    def _set_up_cases(self) -> None:
        texts = self._texts
        self.cases.setObjectName("reuse-cases")
        self.cases.setAccessibleName(texts("cases.reuse_cases"))
        self.cases.setWordWrap(True)
        for case in self._cases:
            title = texts("cases.reuse_case", reference=case.reference, day=formats.date(case.day))
            facts = texts(
                "cases.reuse_case_facts",
                age=age_words(case.day, self._today, texts),
                appraiser=case.appraiser,
                n=len(case.offers),
            )
            item = QListWidgetItem(f"{title}\n{facts}")
            item.setToolTip(case.title)
            self.cases.addItem(item)

    def _set_up_facts(self) -> None:
        texts, facts = self._texts, self.facts
        facts.setObjectName("reuse-tree")
        facts.setAccessibleName(texts("cases.reuse_title"))
        facts.setHeaderLabels(
            [texts(f"cases.reuse_{name}") for name in ("fact", "earlier", "present")]
        )
        facts.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = facts.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(FACT, QHeaderView.ResizeMode.Interactive)
        facts.setColumnWidth(FACT, 28 * theme.SPACE)
        for column in (EARLIER, PRESENT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        texts = self._texts
        side = QVBoxLayout()
        head = QLabel(texts("cases.reuse_cases"))
        theme.set_tone(head, "heading")
        side.addWidget(head)
        side.addWidget(self.cases)
        left, right = QWidget(), QWidget()
        left.setLayout(side)
        side.setContentsMargins(0, 0, theme.SPACE, 0)
        body = QVBoxLayout(right)
        body.setContentsMargins(theme.SPACE, 0, 0, 0)
        for widget in (self.warning, self.facts, self.agreeing):
            body.addWidget(widget, 1 if widget is self.facts else 0)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([30 * theme.SPACE, 90 * theme.SPACE])
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        column.addWidget(split, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        texts = self._texts
        missing = button("mark-missing", texts("cases.reuse_new_ones"), "flat")
        missing.clicked.connect(self.mark_missing)
        none = button("unmark-all", texts("cases.reuse_none_marked"), "flat")
        none.clicked.connect(self.unmark_all)
        cancel = button("cancel-reuse", texts("shell.cancel"))
        cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        self.take.setDefault(True)
        row = QHBoxLayout()
        for widget in (self.take, cancel):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (missing, none):
            row.addWidget(widget)
        return row


def _check(marked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if marked else Qt.CheckState.Unchecked
