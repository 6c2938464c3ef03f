"""Drawings whose paper left the case: the paper brought back, or another one put in its place."""

from collections.abc import Iterable, Iterator, Mapping

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.rows import Changes as CaseChanges
from shamay_desktop.domain.drawing.rows import changing
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.maps.pictures import MapPicture
from shamay_desktop.domain.maps.reading import PICTURES, pictures_of
from shamay_desktop.domain.measuring.plans import DPI, Sheet
from shamay_desktop.domain.measuring.reading import SHEETS, sheets_of
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.moving import put_back
from shamay_desktop.usecases.evidence.sheets import sheet_of
from shamay_desktop.usecases.services import Services


def removed_papers(
    services: Services, actor: Actor, valuation_id: str, hashes: Iterable[str]
) -> Mapping[str, Document]:
    """By SHA-256 those papers that were taken out of the case and whose file is still kept."""
    wanted = frozenset(hashes)
    with services.database.work(actor) as work:
        gone = {
            paper.sha256: paper
            for paper in work.evidence.removed_documents(valuation_id)
            if paper.sha256 in wanted
        }
    return {sha256: gone[sha256] for sha256 in gone if services.store.path(sha256).is_file()}


def bring_back(services: Services, actor: Actor, valuation_id: str, sha256: str) -> Changes:
    """A removed paper stands in the case again, with all that was said of it.

    Raises Refused(`paper_not_removed`, `case_unknown`), NotAllowed.
    """
    found = removed_papers(services, actor, valuation_id, [sha256])
    if sha256 not in found:
        raise Refused("paper_not_removed")
    return put_back(services, actor, valuation_id, [found[sha256]])


def replacing_paper(services: Services, case: Case, row_id: str, paper: Document) -> CaseChanges:
    """What puts another paper under a picture or sheet; what is drawn stays where it is.

    Slow: looks at both files. Raises Refused(`paper_other_size`; where the size of the file that
    is gone is not known any more, `paper_too_small` for one that does not hold all that is drawn),
    what `sheet_of` raises for the new file.
    """
    drawing = _drawing(case, row_id)
    if drawing is None:
        return ()
    dpi = drawing.dpi if isinstance(drawing, Sheet) else DPI
    found = sheet_of(services, paper.sha256, drawing.page, dpi, paper.file_name)
    size, wanted = (found.width, found.height), _size(services, drawing, dpi)
    if wanted is not None and size != wanted:
        raise Refused("paper_other_size", file=paper.file_name, size=_said(size),
                      wanted=_said(wanted))  # fmt: skip
    if wanted is None and any(x > size[0] or y > size[1] for x, y in _points(drawing)):
        raise Refused("paper_too_small", file=paper.file_name, size=_said(size))
    list_id = SHEETS if isinstance(drawing, Sheet) else PICTURES
    return changing(case, list_id, row_id, {"file": drawing.paper}, {"file": paper.sha256})


def _drawing(case: Case, row_id: str) -> MapPicture | Sheet | None:
    both: tuple[MapPicture | Sheet, ...] = (*pictures_of(case), *sheets_of(case))
    return next((each for each in both if each.id == row_id), None)


def _size(services: Services, drawing: MapPicture | Sheet, dpi: int) -> tuple[int, int] | None:
    """Of the file that is gone from the case, as long as it is kept."""
    try:
        facts = sheet_of(services, drawing.paper, drawing.page, dpi)
    except ShamayError:
        return None
    return facts.width, facts.height


def _points(drawing: MapPicture | Sheet) -> Iterator[Point]:
    if isinstance(drawing, Sheet):
        for shape in drawing.shapes:
            yield from shape.points
        for reference in drawing.references:
            yield from reference.points
        return
    for annotation in drawing.annotations:
        yield from annotation.points
    yield from ((point.x, point.y) for point in drawing.control_points)


def _said(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"
