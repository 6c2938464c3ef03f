"""Papers on which something is drawn or measured stay in the case as long as it is."""

from collections.abc import Iterable

from shamay_desktop.domain.drawing_files import papers_drawn_on
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import Document
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.ports import UnitOfWork


def refuse_drawn_on(work: UnitOfWork, valuation_id: str, papers: Iterable[Document]) -> None:
    """Raises Refused(`paper_drawn_on`) for the first paper that is marked or measured: what stands
    on it would be measured on nothing. Take the sheet or the map picture out first."""
    listed = list(papers)
    if not listed:
        return
    drawn = papers_drawn_on(valuation_now(work, valuation_id).case)
    for paper in listed:
        if paper.sha256 in drawn:
            raise Refused("paper_drawn_on", file=paper.file_name)
