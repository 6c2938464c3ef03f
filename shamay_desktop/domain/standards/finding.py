"""A finding: which rule of which clause a case breaks, where, how gravely, and the facts of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.reading.claim import Contradiction
from shamay_desktop.domain.severity import Severity


@dataclass(frozen=True, slots=True)
class Label:
    """A place in a case, shown by its labels; `row` counts the rows of its list from 1."""

    path: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The code of a choice field, shown by the choice's label; `field` may be list/column."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """A range of numbers, either side open when None."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Percent:
    """A number of per cents, shown with its sign."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says of a place, shown as the field shows it; "none" when it says none."""

    path: str
    value: Value


Fact = str | int | Decimal | Fraction | date | Label | Chosen | Bounds | Percent | Said
Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule. `fields` are paths of the case (the first is the place to go to).

    `facts` fill the sentence `rules.<rule>`; words are made at the edge (`wording`). `reason` is
    what the appraiser wrote about this finding, None when nothing.

    What it can be resolved with: `contradiction`, when sources disagree; `document` (a paper's id)
    and `page`, where there is something to look at; `proposal`, a field or list of the case where
    nothing stands and for which a paper of the property has a value.

    `mark` follows from what the sources say, "" for a rule that asks none: it is written with the
    reason, which holds as long as they say no more than that.

    `said` and `said_why` are an office rule's own sentences by language, None for a shipped one.
    """

    rule: str
    clause: str | None
    severity: Severity
    fields: tuple[str, ...]
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    reason: str | None = None
    contradiction: Contradiction | None = None
    document: str | None = None
    page: int | None = None
    proposal: str | None = None
    said: Mapping[str, str] | None = None
    said_why: Mapping[str, str] | None = None
    mark: str = ""

    @property
    def blocks_signing(self) -> bool:
        """Whether the report cannot be signed as long as the finding stands as it is."""
        if self.severity is Severity.WARN:
            return self.reason is None
        return self.severity is Severity.BLOCK


def blocks_signing(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings keeps the report from being signed."""
    return any(finding.blocks_signing for finding in findings)
