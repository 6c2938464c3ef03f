"""Which kind a paper's file name suggests; a proposal that the appraiser sees and may change."""

from shamay_desktop.domain.evidence import DocType

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
        (kind for kind, words in _WORDS if any(word in name for word in words)), DocType.OTHER
    )
