"""What one source says about a fact, and the disagreement of several."""

from collections.abc import Iterator
from dataclasses import dataclass

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.paper_reading import Doubt, Found
from shamay_desktop.domain.severity import Severity


@dataclass(frozen=True, slots=True)
class DoubtfulCell:
    """A cell of a paper's list that a person must look at: its row's number from 1, its column."""

    row: int
    column: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says. `document` is None for what stands in the case.

    `found` is the place on the page; None for the case, and for a list, whose cells have their own
    provenance: `cells` are those that were read with a doubt. `place` is the path of the case that
    says it, "" for a paper. `superseded` marks an extract that a newer one replaces.
    """

    value: Value
    document: Document | None
    found: Found | None
    place: str = ""
    superseded: bool = False
    cells: tuple[DoubtfulCell, ...] = ()

    @property
    def doubt(self) -> Doubt | None:
        """Why a person must look at the page before it is believed; of a list the first cell's."""
        if self.found is not None and self.found.doubt is not None:
            return self.found.doubt
        return self.cells[0].doubt if self.cells else None

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must look at the page before it is believed."""
        return self.doubt is not None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Sources that disagree on one fact.

    `subject` names the fact for good (a path of the registry), `path` is where the taken value is
    set. Claims: what stands in the case, then the papers, the strongest first (the newest extract,
    older ones, the order, permits, planning). `lacking` are contents that the newest extract has
    and the case's list has not. `settled`: a person decided, and nobody says anything new since.
    """

    subject: str
    path: str
    claims: tuple[Claim, ...]
    severity: Severity
    settled: bool
    lacking: tuple[str, ...] = ()

    @property
    def proposed(self) -> Claim | None:
        """What the program proposes: the strongest paper that needs no look, else the strongest.

        An extract that a newer one replaces is never stronger than it, however well it was read.
        """
        papers = [claim for claim in self.claims if claim.document is not None]
        sure = (claim for claim in papers if not claim.is_doubtful and not claim.superseded)
        return next(sure, papers[0] if papers else None)

    @property
    def places(self) -> tuple[str, ...]:
        """The paths of the case that it is about, the one to be set first."""
        return tuple(dict.fromkeys((self.path, *self._places())))

    def _places(self) -> Iterator[str]:
        return (claim.place for claim in self.claims if claim.place)
