"""Papers that are one picture, set beside the facts that were read from them."""

from collections.abc import Collection

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.report_content import Block, Figure
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import ReportInputs, page_key
from shamay_desktop.usecases.report.papers import annexed, paper_title

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".heic", ".tif", ".tiff")


def drawn(
    facts: Facts, inputs: ReportInputs, kind: DocType, but: Collection[str] = ()
) -> list[Block]:
    """Excerpts and drawings of a kind that are pictures; papers of pages stand in their annex.

    Those `but` (SHA-256) are shown in another way.
    """
    return [
        Figure(
            page_key(document.sha256, 1),
            paper_title(facts.texts, inputs.evidence, document),
            key=f"picture:{page_key(document.sha256, 1)}",
        )
        for document in annexed(inputs.evidence)
        if document.doc_type is kind
        and document.sha256 not in but
        and document.file_name.casefold().endswith(_PICTURES)
    ]
