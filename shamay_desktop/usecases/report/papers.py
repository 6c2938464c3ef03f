"""The papers of a case as a report's annexes: their order and what each is called."""

from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.i18n.texts import Texts

_ORDER = tuple(DocType)


def annexed(evidence: CaseEvidence) -> tuple[Document, ...]:
    """The papers in the order of the annexes: as a person put them, the others behind by kind.

    By kind is: register, order, permit, plans, maps, others; papers of one kind as they were added.
    """
    return tuple(sorted(evidence.documents, key=_place))


def _place(paper: Document) -> tuple[bool, int, int]:
    return paper.order is None, paper.order or 0, _ORDER.index(paper.doc_type)


def paper_title(texts: Texts, evidence: CaseEvidence, document: Document) -> str:
    """What the appraiser called it, else the paper's kind; papers of one kind are counted."""
    if document.caption:
        return document.caption
    title = texts(f"report.kind_{document.doc_type.value.lower()}")
    same = [
        paper.id
        for paper in annexed(evidence)
        if paper.doc_type is document.doc_type and not paper.caption
    ]
    return title if len(same) == 1 else f"{title} {same.index(document.id) + 1}"
