"""Over the proposals: whose they are, the file's signature, and whose property it speaks of."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.belonging import Belongs
from shamay_desktop.domain.reading.paper_reading import PaperReading
from shamay_desktop.domain.reading.proposals import Proposal, Standing
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.papers.buttons import action, tool
from shamay_desktop.ui.papers.paper_states import seal_of
from shamay_desktop.ui.papers.proposing import Proposed

WORDS_FROM = 60 * theme.SPACE
"""The width from which the buttons have room for their words."""


class PaperHead(QWidget):
    """A heading with the seal and two tools, and under it a banner where one is needed."""

    claimed = Signal()
    """The person says that this paper's property is the case's."""

    def __init__(self, texts: Texts, *, may_edit: bool) -> None:
        super().__init__()
        self._texts = texts
        self._may_edit = may_edit
        # Else the words of the tools would keep it from becoming as narrow as their icons.
        self.setMinimumWidth(1)
        self._proposed: Proposed | None = None
        self._case: Case | None = None
        self._build()

    def show_paper(
        self,
        paper: Document | None,
        read: PaperReading | None,
        proposed: Proposed | None,
        case: Case,
    ) -> None:
        """The paper whose proposals are shown, and what was read of it."""
        self._proposed, self._case = proposed, case
        self._show_seal(read)
        self._show_banner(paper, read)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools' words give way when there is little room."""
        super().resizeEvent(event)
        few = self.width() < WORDS_FROM
        style = Qt.ToolButtonStyle
        for button in (self.again, self.versions):
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if few else style.ToolButtonTextBesideIcon
            )

    def _show_seal(self, read: PaperReading | None) -> None:
        self.seal_mark.setVisible(read is not None)
        self.seal.setVisible(read is not None)
        if read is None:
            return
        seal = seal_of(read.signature, self._texts)
        self.seal_mark.setPixmap(theme.pixmap(seal.icon, seal.tone))
        self.seal.show_text(seal.words)
        self.seal.setToolTip(seal.tip)
        theme.set_tone(self.seal, seal.tone)

    def _show_banner(self, paper: Document | None, read: PaperReading | None) -> None:
        words, tone = self._banner(paper, read)
        self.banner.setVisible(bool(words))
        proposed = self._proposed
        names = paper is not None and proposed is not None and bool(identity_of(paper, proposed))
        self.claim.setVisible(self._may_edit and names)
        self.banner_words.setText(words)
        self.banner.setProperty("severity", tone)
        self.banner.style().unpolish(self.banner)
        self.banner.style().polish(self.banner)
        mark = "warn" if tone == "warning" else "note"
        self.banner_mark.setPixmap(theme.pixmap(mark, "warning" if tone == "warning" else "accent"))

    def _banner(self, paper: Document | None, read: PaperReading | None) -> tuple[str, str]:
        """What is said of the property that the paper speaks of, and how loud."""
        proposed = self._proposed
        if paper is None or read is None or proposed is None or not read.readings:
            return "", "note"
        sides = [proposed.belongs.get((paper.id, at)) for at in range(len(read.readings))]
        if Belongs.OTHER in sides:
            whole = Belongs.SUBJECT not in sides
            key = "papers.foreign" if whole else "papers.foreign_part"
            facts = {"paper": self._paper_says(paper, sides), "case": self._case_says()}
            return self._texts(key, **facts), "warning"
        unsure = (
            Belongs.UNSURE in sides and Belongs.SUBJECT not in sides and _proposes(paper, proposed)
        )
        return (self._texts("papers.unsure") if unsure else ""), "note"

    def _paper_says(self, paper: Document, sides: Sequence[Belongs | None]) -> str:
        """The other property, as the paper names it."""
        properties = () if self._proposed is None else self._proposed.properties
        for each in properties:
            for document, number in each.places:
                if document.id == paper.id and sides[number] is Belongs.OTHER:
                    return self._named(each.gush, each.helka, each.tat_helka)
        return self._texts("papers.property_none")

    def _case_says(self) -> str:
        case = self._case
        if case is None:
            return self._texts("papers.property_none")
        gush, helka, tat = (
            case.text(f"parcel.{name}") or "" for name in ("gush", "helka", "tat_helka")
        )
        return self._named(gush, helka, tat)

    def _named(self, gush: str, helka: str, tat: str) -> str:
        if not gush and not helka:
            return self._texts("papers.property_none")
        if tat:
            return self._texts("papers.property_unit", gush=gush, helka=helka, tat=tat)
        return self._texts("papers.property", gush=gush, helka=helka)

    def _build(self) -> None:
        heading = QLabel(self._texts("papers.proposals"))
        theme.set_tone(heading, "heading")
        self.seal_mark, self.seal = QLabel(), ElidedLabel()
        self.seal.setObjectName("signature-badge")
        self.again = tool(self._texts, "refresh", "papers.read_again", words=True)
        self.versions = tool(self._texts, "history", "papers.versions", words=True)
        row = QHBoxLayout()
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(heading)
        row.addWidget(self.seal_mark)
        row.addWidget(self.seal, 1)
        row.addWidget(self.again)
        row.addWidget(self.versions)
        self._make_banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(row)
        column.addWidget(self.banner)

    def _make_banner(self) -> None:
        self.banner = QFrame()
        self.banner.setObjectName("paper-banner")
        self.banner_mark, self.banner_words = QLabel(), QLabel(wordWrap=True)
        self.banner_words.setObjectName("paper-banner-words")
        theme.align_leading(self.banner_words)
        row = QHBoxLayout(self.banner)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.addWidget(self.banner_mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.banner_words, 1)
        self.claim = action(self._texts, "claim-property", "papers.claim", "", "primary")
        self.claim.clicked.connect(self.claimed)
        row.addWidget(self.claim)


IDENTITY = ("parcel.gush", "parcel.gush_suffix", "parcel.helka", "parcel.tat_helka")


def identity_of(paper: Document, proposed: Proposed) -> tuple[Proposal, ...]:
    """What a paper says of its property while nobody knows which one is the case's.

    None when the case names a parcel already: then it is not the paper that decides.
    """
    own = [each for each in proposed.proposals if each.document.id == paper.id]
    found = tuple(each for each in own if each.path in IDENTITY)
    unsure = any(each.belongs is Belongs.UNSURE for each in found)
    free = all(each.standing is not Standing.DIFFERS for each in found)
    named = {each.path for each in found if each.standing is Standing.ABSENT}
    return found if unsure and free and named & {"parcel.gush", "parcel.helka"} else ()


def _proposes(paper: Document, proposed: Proposed) -> bool:
    return any(each.document.id == paper.id for each in proposed.proposals)
