"""What stands between a report and its signature: one line each, opening at its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_edits.arrangement import CHANGES
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.report.editing.wording import short
from shamay_desktop.ui.widgets.wording import directed, finding_words
from shamay_desktop.usecases.sealing.readiness import Readiness

PROFILE, SENDING, REPORT, VERSIONS = "profile", "sending", "report", "versions"
"""Places that are no field: the person's own settings, where a case is sent, the pages, the list
of versions.
"""

_PLACES = {
    "licence_missing": PROFILE,
    "signature_picture_missing": PROFILE,
    "licence_differs": "appraiser.licence_number",
    "reference_taken": "report.reference",
    "not_sent": SENDING,
    "case_signed": VERSIONS,
    "superseded": VERSIONS,
    "report_part_missing": REPORT,
    "report_remarks_open": REPORT,
}
_OF_FINDINGS = ("findings_block_signing", "warnings_unexplained")
_ROWS = 5


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Words, and where it is mended: a field's path, a place by its name, or a finding."""

    words: str
    place: str = ""
    finding: Finding | None = None

    @property
    def opens(self) -> bool:
        """Whether there is a place to go to."""
        return bool(self.place) or self.finding is not None


def obstacles_of(ready: Readiness, texts: Texts) -> tuple[Obstacle, ...]:
    """Findings and remarks one by one, the rest as the use case says it."""
    return tuple(_each(ready, texts))


def _each(ready: Readiness, texts: Texts) -> Iterator[Obstacle]:
    codes = {problem.code for problem in ready.problems}
    for problem in ready.problems:
        if problem.code not in _OF_FINDINGS and not _told_by_remarks(problem, ready):
            yield Obstacle(error_words(texts, problem), _PLACES.get(problem.code, ""))
    for remark in ready.remarks if "report_remarks_open" in codes else ():
        words = texts(f"editing.trouble.{remark.trouble}")
        if remark.words:
            said = isolate(short(remark.words))
            words = texts("editing.remark", trouble=words, words=said)
        yield Obstacle(words, f"{CHANGES}/{remark.row}")
    standing = [each for each in ready.findings if each.blocks_signing]
    for finding in sorted(standing, key=lambda each: each.severity is not Severity.BLOCK):
        said = finding_words(finding, texts)
        key = "blocks" if finding.severity is Severity.BLOCK else "wants_reason"
        yield Obstacle(texts(f"signing_ui.finding_{key}", finding=said), finding=finding)


def _told_by_remarks(problem: Refused, ready: Readiness) -> bool:
    return problem.code == "report_remarks_open" and bool(ready.remarks)


class ObstacleList(QWidget):
    """The lines; Enter or a click on one asks to go there."""

    go_asked = Signal(object)
    """Obstacle that has a place."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signing-obstacles")
        self._texts = texts
        self.obstacles: tuple[Obstacle, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("obstacle-rows")
        self.list.setProperty("framed", "true")
        self.list.setAccessibleName(texts("signing_ui.obstacles"))
        self.list.setToolTip(texts("signing_ui.obstacles_tip"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.go())
        self.list.itemClicked.connect(lambda _item: self.go())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    @property
    def first(self) -> Obstacle | None:
        """The first one with a place to go to."""
        return next((each for each in self.obstacles if each.opens), None)

    def show_obstacles(self, obstacles: Sequence[Obstacle]) -> None:
        """Show them; without any the list is away."""
        self.obstacles = tuple(obstacles)
        self.list.clear()
        for each in self.obstacles:
            warns = each.finding is not None and each.finding.severity is not Severity.BLOCK
            mark = theme.icon("warn" if warns else "block", "warning" if warns else "error")
            item = QListWidgetItem(mark, directed(each.words, self._texts))
            item.setToolTip(item.text())
            self.list.addItem(item)
        self._fit()
        self.setVisible(bool(self.obstacles))
        if self.obstacles:
            self.list.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break otherwise in another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As tall as the first lines are."""
        rows = min(len(self.obstacles), _ROWS)
        height = sum(self.list.sizeHintForRow(row) for row in range(rows))
        self.list.setFixedHeight(height + theme.SPACE)

    def go(self) -> None:
        """Ask to go to the place of the current line."""
        row = self.list.currentRow()
        if 0 <= row < len(self.obstacles) and self.obstacles[row].opens:
            self.go_asked.emit(self.obstacles[row])
