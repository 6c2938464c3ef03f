"""What a report is made of: the case, its evidence, the office, the signer and the value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.file_differences import FileDifferences
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.records import Office, Person, Status
from shamay_desktop.domain.valuation.result import ValuationResult


@dataclass(frozen=True, slots=True)
class Replaced:
    """The signed version that this one replaces: what its case said, and the ISO day it was
    signed. `number` is this version's, `reason` why it was begun, `files` what of its papers and
    photos is otherwise now.
    """

    number: int
    day: str
    case: Case
    files: FileDifferences = field(default_factory=FileDifferences)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """Everything that a report may say. `annex_pages` gives each document's number of pages.

    `result` is None while the value cannot be computed. Picture keys of the content are
    SHA-256, with "#page" behind it for a paper's page. `clauses` are those of the office's rules
    that have one, by rule: what was explained on them is told with the report's deviations.
    `index` is the price index of the case's time adjustments, for the plot of days.
    `replaces` is what a new version of a signed report is compared with, None for a first one.
    `sealed` is the file that is issued: the picture of a signature and the final look are its
    alone, whatever else is printed of the case.
    """

    case: Case
    evidence: CaseEvidence
    office: Office
    signer: Person
    status: Status
    result: ValuationResult | None
    annex_pages: Mapping[str, int]
    clauses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    index: PriceIndex | None = None
    replaces: Replaced | None = None
    sealed: bool = False


def page_key(sha256: str, page: int) -> str:
    """The picture key of a paper's page, from 1."""
    return f"{sha256}#{page}"
