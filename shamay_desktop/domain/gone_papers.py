"""Drawings whose paper is no longer in the case: an undo, a merge or a folder may bring them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields.drawing_tables import TOLD
from shamay_desktop.domain.measuring.plans import Sheet


@dataclass(frozen=True, slots=True)
class GoneDrawing:
    """A map picture or a measured sheet without its paper; `number` in its list, from 1."""

    list_id: str
    row_id: str
    number: int
    title: str
    sha256: str
    printed: bool = True


def gone_drawings(case: Case, evidence: CaseEvidence) -> Iterator[GoneDrawing]:
    """The pictures and sheets whose paper is neither among the case's papers nor its photos."""
    standing = evidence.hashes
    for list_id in TOLD:
        for number, row in enumerate(case.rows(list_id), 1):
            sha256 = str(row.content("file") or "")
            if sha256 and sha256 not in standing:
                title = str(row.content("title") or "")
                printed = row.content("printed") is not False
                yield GoneDrawing(list_id, row.id, number, title, sha256, printed)


def refuse_without_paper(sheets: Iterable[Sheet], evidence: CaseEvidence) -> None:
    """Raises Refused(`sheet_paper_gone`) for the first sheet whose paper is no longer in the case:
    a figure measured on it could be followed nowhere."""
    for sheet in sheets:
        if sheet.paper not in evidence.hashes:
            raise Refused("sheet_paper_gone", name=sheet.title or "–")
