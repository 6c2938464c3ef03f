"""Which kind a paper's file name suggests; a proposal that the appraiser sees and may change."""

import re

from shamay_desktop.domain.evidence import DocType

_SHORT = 2

_WORDS: tuple[tuple[DocType, tuple[str, ...]], ...] = (
    (DocType.GARMUSHKA, ("גרמושקה", "garmushka", "תכנית היתר")),
    (DocType.TABU, ("נסח", "טאבו", "tabu")),
    (DocType.CONDO, ("צו", "בית משותף", "condo", "condominium")),
    (DocType.PLANNING_INFO, ("מידע תכנוני", "תבע", 'תב"ע', "תכנית", "planning")),
    (DocType.PERMIT, ("היתר", "permit")),
)


def proposed_kind(file_name: str) -> DocType:
    """The kind that the words of a name suggest, OTHER when none does."""
    name = file_name.casefold().replace("_", " ")
    return next(
        (kind for kind, words in _WORDS if any(_stands_in(name, word) for word in words)),
        DocType.OTHER,
    )


def _stands_in(name: str, word: str) -> bool:
    """A short word must stand alone: "צו" is no part of "צוואה"."""
    if len(word) > _SHORT:
        return word in name
    return re.search(rf"\b{re.escape(word)}\b", name) is not None
