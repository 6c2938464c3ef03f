"""What differs from an earlier state of a case: fields, blocks of the report, files, findings."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.differences import NOTHING, worded
from shamay_desktop.domain.file_differences import Aspect, FileChange, FileDifferences
from shamay_desktop.domain.report_differences import BlockDifference, around
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.errors import path_label
from shamay_desktop.ui.review.comment_words import short
from shamay_desktop.ui.widgets.wording import directed, finding_words
from shamay_desktop.usecases.review.looking import Compared, Since
from shamay_desktop.usecases.review.sent import FindingKey

_GO = Qt.ItemDataRole.UserRole


class _Wrapped(QStyledItemDelegate):
    """A cell as tall as its words are in the width of its column; Qt asks for one line only."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Lines that are broken between words."""
        hint = super().sizeHint(option, index)
        if not index.parent().isValid():
            return hint  # a heading spans the line
        indent = 2 * self._tree.indentation() if index.column() == 0 else 0
        width = max(self._tree.columnWidth(index.column()) - indent - 2 * theme.SPACE, 1)
        room = QRect(0, 0, width, 10_000)
        words = str(index.data() or "")
        wrapped = self._tree.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        return QSize(hint.width(), max(hint.height(), wrapped.height() + theme.SPACE // 2))


class DifferencesView(QWidget):
    """One earlier state at a time, chosen above; a line goes to its block or field."""

    chosen = Signal(object)
    """Compared: its blocks are wanted (`show_blocks`)."""

    block_asked = Signal(str)
    field_asked = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-differences")
        self._texts = texts
        self._compared: tuple[Compared, ...] = ()
        self._blocks: dict[Since, Sequence[BlockDifference]] = {}
        self._build()

    @property
    def current(self) -> Compared | None:
        """The state that it is compared with."""
        place = self.states.currentIndex()
        return self._compared[place] if 0 <= place < len(self._compared) else None

    def show_compared(self, compared: tuple[Compared, ...]) -> None:
        """Show what can be compared with; the one that was chosen stays chosen."""
        before = self.current
        self._compared, self._blocks = compared, {}
        self.states.blockSignals(True)  # noqa: FBT003 — Qt's own signature
        self.states.clear()
        for each in compared:
            self.states.addItem(self._state_words(each))
        kinds = [each.since for each in compared]
        if before is not None and before.since in kinds:
            self.states.setCurrentIndex(kinds.index(before.since))
        elif Since.SENT in kinds and len(kinds) > 1 and compared[0].is_empty:
            self.states.setCurrentIndex(1)  # nothing happened since: the round before says more
        self.states.blockSignals(False)  # noqa: FBT003
        self.states.setVisible(bool(compared))
        self._on_state_chosen()

    def show_blocks(self, since: Since, blocks: Sequence[BlockDifference]) -> None:
        """Blocks of the report that say otherwise, once they are known."""
        self._blocks[since] = blocks
        if self.current is not None and self.current.since is since:
            self._fill()

    def lines(self) -> list[tuple[str, str, str]]:
        """What stands in the view: label, before, after."""
        return [
            (line.text(0), line.text(1), line.text(2))
            for place in range(self.tree.topLevelItemCount())
            for line in _children(self.tree.topLevelItem(place))
        ]

    def _on_state_chosen(self) -> None:
        self._fill()
        if self.current is not None and self.current.since not in self._blocks:
            self.chosen.emit(self.current)

    def _fill(self) -> None:
        self.tree.clear()
        found, texts = self.current, self._texts
        if found is not None:
            language = texts.language
            told = [worded(each, language) for each in found.fields]
            self._add("review.part_fields", (
                ((each.label, each.before, each.after), f"field:{each.path}") for each in told
            ))  # fmt: skip
            lines = [_block_line(each) for each in self._blocks.get(found.since, ())]
            self._add("review.part_blocks", lines)
            self._add("review.part_files", self._files(found.files))
            self._add("review.part_findings", self._findings(found))
        is_empty = not self.tree.topLevelItemCount()
        self.tree.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        key = "review.no_earlier" if found is None else "review.no_differences"
        self.empty.setText(texts(key))

    def _files(self, found: FileDifferences) -> list[tuple[tuple[str, str, str], str]]:
        texts = self._texts
        come = [((name, NOTHING, texts("review.came")), "") for name in found.come]
        gone = [((name, texts("review.was_there"), NOTHING), "") for name in found.gone]
        changed = [(_file_line(each, texts), "") for each in found.changed]
        return [*come, *gone, *changed]

    def _findings(self, found: Compared) -> list[tuple[tuple[str, str, str], str]]:
        texts = self._texts
        new = [
            (
                (texts("review.finding_new"), NOTHING, finding_words(each, texts)),
                f"field:{each.fields[0]}" if each.fields else "",
            )
            for each in found.new_findings
        ]
        gone = [
            ((texts("review.finding_was"), _finding_name(each, texts), NOTHING), "")
            for each in found.gone_findings
        ]
        return [*new, *gone]

    def _add(self, key: str, lines: Iterable[tuple[tuple[str, str, str], str]]) -> None:
        shown = list(lines)
        if not shown:
            return
        texts = self._texts
        head = QTreeWidgetItem([texts(key, n=len(shown))])
        head.setFirstColumnSpanned(True)
        self.tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for words, goes in shown:
            line = QTreeWidgetItem([directed(word, texts) for word in words])
            line.setData(0, _GO, goes)
            for column, word in enumerate(words):
                line.setToolTip(column, directed(word, texts))
            head.addChild(line)
        head.setExpanded(True)

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        kind, _, target = str(item.data(0, _GO) or "").partition(":")
        if kind == "block":
            self.block_asked.emit(target)
        elif kind == "field":
            self.field_asked.emit(target)

    def _state_words(self, compared: Compared) -> str:
        when = isolate_left_to_right(day_and_time(compared.at))
        number = isolate(str(compared.number))
        return self._texts(f"review.since_{compared.since.value}", when=when, number=number)

    def _build(self) -> None:
        texts = self._texts
        self.states = QComboBox()
        self.states.setObjectName("review-since")
        self.states.setAccessibleName(texts("review.since"))
        self.states.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.states.currentIndexChanged.connect(lambda _place: self._on_state_chosen())
        self.tree = QTreeWidget()
        self.tree.setObjectName("review-differences-rows")
        self.tree.setAccessibleName(texts("review.differences"))
        self.tree.setHeaderLabels([texts(f"review.column_{name}") for name in _COLUMNS])
        self.tree.setWordWrap(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(theme.SPACE)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        # The rows are as tall as their words need in the columns' width of now.
        self.tree.setItemDelegate(_Wrapped(self.tree))
        lay_out = QTimer(self, singleShot=True, interval=0)
        lay_out.timeout.connect(self.tree.doItemsLayout)
        self.tree.header().sectionResized.connect(lambda *_: lay_out.start())
        self.tree.setToolTip(texts("review.differences_tip"))
        self.tree.itemActivated.connect(self._on_activated)
        self.tree.itemClicked.connect(self._on_activated)
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("review-no-differences")
        self.empty.setMargin(theme.SPACE)
        theme.align_leading(self.empty)
        theme.set_tone(self.empty, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.states)
        column.addWidget(self.empty)
        column.addWidget(self.tree, 1)
        column.addStretch(0)


def _finding_name(key: FindingKey, texts: Texts) -> str:
    """A finding that is no more, by the fields that it was about."""
    rule, _severity, fields = key
    return ", ".join(path_label(texts, path) for path in fields) or rule


def _file_line(change: FileChange, texts: Texts) -> tuple[str, str, str]:
    """A file by its name, and what of it is shown otherwise."""
    aspect = texts(f"review.file_{change.aspect.value}")
    label = texts("review.file_changed", name=isolate(change.name), what=aspect)
    if change.aspect is Aspect.PLACE:
        return label, NOTHING, texts("review.file_moved")
    before, after = (_shown(change, said, texts) for said in (change.before, change.after))
    return label, before, after


def _shown(change: FileChange, said: str, texts: Texts) -> str:
    """A value of an aspect in words."""
    if not said:
        return NOTHING
    if change.aspect is Aspect.KIND:
        of = "room" if change.is_photo else "kind"
        return texts(f"documents.{of}.{said}")
    if change.aspect is Aspect.FRONT:
        return texts("review.file_is_front")
    return f"{said}°" if change.aspect is Aspect.TURN else said


def _block_line(found: BlockDifference) -> tuple[tuple[str, str, str], str]:
    """A block by its section, what changed in it with the words around, and where it stands."""
    before, after = around(found.before, found.after)
    words = found.section, short(before) or NOTHING, short(after) or NOTHING
    return words, f"block:{found.key}" if found.after else ""


_COLUMNS = ("what", "before", "after")


def _children(item: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
    places = range(item.childCount()) if item is not None else ()
    found = (item.child(place) for place in places) if item is not None else ()
    return [child for child in found if child is not None]
