"""What was read where on the pages of a paper: the field and the value, for the tip of a word."""

from collections.abc import Mapping

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.reading.page_text import Box
from shamay_desktop.domain.reading.proposals import Proposal, proposals
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.findings_model import declared

Told = Mapping[int, tuple[tuple[Box, str], ...]]
"""Page -> boxes with what is told of each, the smallest first."""


def told_places(case: Case, evidence: CaseEvidence, sha256: str, texts: Texts) -> Told:
    """All places of a paper that something is proposed from. Pure; runs in any thread."""
    found: dict[int, list[tuple[Box, str]]] = {}
    for proposal in proposals(case, evidence):
        source = proposal.value.provenance
        if proposal.document.sha256 != sha256 or source is None or source.page is None:
            continue
        box, words = _box(source.box), _words(proposal, texts)
        if box is not None and words:
            found.setdefault(source.page, []).append((box, words))
    return {page: tuple(sorted(boxes, key=_area)) for page, boxes in found.items()}


def told_at(told: Told, page: int, x: float, y: float) -> tuple[str, Box] | None:
    """What is told at a point: several values that stand in one place, a line each."""
    here = [
        (box, words)
        for box, words in told.get(page, ())
        if box[0] <= x <= box[2] and box[1] <= y <= box[3]
    ]
    if not here:
        return None
    least = here[0][0]
    return "\n".join(dict.fromkeys(words for box, words in here if box == least)), least


def _words(proposal: Proposal, texts: Texts) -> str:
    field, content = declared(proposal.path), proposal.value.content
    if field is None or field.columns or content is None:
        return ""
    language = texts.language.value
    label, head = field.label(language), BY_ID[proposal.path.partition("/")[0]]
    if head is not field:
        label = f"{head.label(language)}: {label}"
    value = " ".join(shown(field, content, texts.language).split())
    # The label stays outside of isolates: it gives the whole its direction.
    return f"{label}: {isolate(value)}"


def _box(sides: tuple[str, ...] | None) -> Box | None:
    if sides is None or len(sides) != 4:
        return None
    left, top, right, bottom = (float(side) for side in sides)
    return left, top, right, bottom


def _area(told: tuple[Box, str]) -> float:
    left, top, right, bottom = told[0]
    return (right - left) * (bottom - top)
