"""What stands in the case against every further number, day, share, mark and choice of a paper."""

from collections.abc import Iterator

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.reading.belonging import Belongs
from shamay_desktop.domain.reading.claim import Claim, Contradiction
from shamay_desktop.domain.reading.claims_of_rows import COMPARED_CELLS
from shamay_desktop.domain.reading.claims_of_streets import HOUSE, STREET
from shamay_desktop.domain.reading.gathering import field_at
from shamay_desktop.domain.reading.paper_reading import Found
from shamay_desktop.domain.reading.proposals import Hindrance, Proposal, Standing, proposals
from shamay_desktop.domain.reading.subjects import LISTS, SUBJECTS
from shamay_desktop.domain.severity import Severity

_HARD = frozenset((Kind.DATE, Kind.FRACTION, Kind.IDENTIFIER, Kind.CHOICE))
"""Kinds of content that two sources cannot word differently; numbers are such, too."""
_TOLD_APART = frozenset(
    (
        STREET, HOUSE,
        "rights.kind",  # what is valued may be another right than the registered one
        *(path for each in SUBJECTS for path in (each.path, *each.also)),
        *(path for each in LISTS for path in (each.path, each.also)),
    )
)  # fmt: skip
"""Fields and lists that are compared by a meaning of their own."""
_SILENT = frozenset((Hindrance.OLDER, Hindrance.ROW_UNSURE))


def further_contradictions(case: Case, evidence: CaseEvidence) -> Iterator[Contradiction]:
    """Values of the case, cells of its rows too, of which a paper of the property says otherwise.

    A row of the paper is a row of the case by what identifies it. Words are not compared: a person
    tells them in his own.
    """
    differing: dict[str, list[Proposal]] = {}
    for each in proposals(case, evidence):
        if (
            each.standing is Standing.DIFFERS
            and each.belongs is Belongs.SUBJECT
            and each.hindrance not in _SILENT
            and _is_compared_here(each)
        ):
            differing.setdefault(each.path, []).append(each)
    for path, found in differing.items():
        standing = case.value(path)
        if standing is not None and standing.state is not State.EMPTY:
            claims = (Claim(standing, None, None, path), *map(_claim, found))
            yield Contradiction(path, path, claims, Severity.WARN, settled=False)


def _is_compared_here(proposal: Proposal) -> bool:
    head, *rest = proposal.path.split("/")
    if head in _TOLD_APART or proposal.path in _TOLD_APART:
        return False
    if proposal.list_id and (head, rest[-1]) in COMPARED_CELLS:
        return False
    field = field_at(proposal.path)
    return field is not None and _is_hard(field)


def _is_hard(field: Field) -> bool:
    return field.is_number or field.kind in _HARD


def _claim(proposal: Proposal) -> Claim:
    return Claim(proposal.value, proposal.document, _found(proposal, proposal.value))


def _found(proposal: Proposal, value: Value) -> Found | None:
    """The place of a value on its page; None for a list that the paper does not have."""
    source, content = value.provenance, value.content
    if source is None or source.page is None or source.box is None or not isinstance(content, str):
        return None
    left, top, right, bottom = source.box
    return Found(
        proposal.path, content, source.page, (left, top, right, bottom), source.text or content,
        str(source.confidence or "0"), proposal.doubt,
    )  # fmt: skip
