"""What was read from papers, as JSON: values, their places on the pages, and what was not read."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.paper_reading import (
    Found,
    Missed,
    PaperReading,
    Reading,
)
from shamay_desktop.domain.reading.proposals import Proposal, Standing, proposals
from shamay_desktop.domain.reading.reading_json import data_of, reading_of, reading_problem
from shamay_desktop.domain.reading.sources import unfit
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts

Answer = Json | float | Sequence["Answer"] | Mapping[str, "Answer"]
"""JSON as `extract` answers it: boxes and confidence are numbers there, nothing else is."""


def file_answer(name: str, read: PaperReading, texts: Texts) -> dict[str, Answer]:
    """One file: its first document, and the further ones under `further`."""
    first, *further = read.readings or (None,)
    problems = [_problem(missed, texts) for missed in read.problems]
    answer: dict[str, Answer] = {
        "file": name,
        "sha256": read.sha256,
        "kind": read.kind.value if first is None else first.kind.value,
        "pages": read.pages,
        "signature": read.signature.state.value,
        **_document(first, problems, texts),
    }
    if further:
        answer["further"] = [
            {
                "kind": reading.kind.value,
                "pages": [reading.first_page, reading.last_page],
                **_document(reading, [], texts),
            }
            for reading in further
            if reading is not None
        ]
    return answer


def problem_words(missed: Missed, texts: Texts) -> str:
    """Why a value, a page or the file could not be read, in a sentence."""
    for area in ("reading.missed", "errors"):
        if texts.has(f"{area}.{missed.code}"):
            try:
                return strip_marks(texts(f"{area}.{missed.code}", **missed.facts))
            except KeyError:  # a fact of the sentence was not kept
                continue
    return missed.code


def _document(
    reading: Reading | None, problems: Iterable[Answer], texts: Texts
) -> dict[str, Answer]:
    if reading is None:
        return {"data": {}, "provenance": {}, "problems": [*problems]}
    missed = [_problem(each, texts) for each in reading.missed]
    return {
        "form": reading.form,
        "data": data_of(reading),
        "provenance": {found.path: _place(found) for found in reading.found},
        "problems": [*problems, *missed],
    }


def _place(found: Found) -> dict[str, Answer]:
    place: dict[str, Answer] = {
        "page": found.page,
        "box": [float(side) for side in found.box],
        "text": found.text,
        "confidence": float(Decimal(found.confidence)),
        "needs_review": found.needs_review,
    }
    if found.doubt is not None:
        place["doubt"] = found.doubt.value
    if found.agrees_with is not None:
        place["agrees_with"] = found.agrees_with
    return place


def _problem(missed: Missed, texts: Texts) -> dict[str, Answer]:
    problem: dict[str, Answer] = {
        "field": missed.path,
        "code": missed.code,
        "text": problem_words(missed, texts),
    }
    if missed.page is not None:
        problem["page"] = missed.page
    return problem


# -- the papers of a case ------------------------------------------------------------------


def papers_json(case: Case, evidence: CaseEvidence, texts: Texts) -> list[Json]:
    """Each paper of a case: what it is, whose it is, what was taken of it and what waits."""
    proposed, odd = proposals(case, evidence), unfit(case, evidence)
    return [
        {
            "id": document.id,
            "file": document.file_name,
            "kind": document.doc_type.value,
            "belongs": _belongs(mine),
            "signature": None if read is None else read.signature.state.value,
            "taken": sum(proposal.standing is Standing.SAME for proposal in mine),
            "waiting": [
                _waiting(proposal) for proposal in mine if proposal.standing is not Standing.SAME
            ],
            "problems": [
                *_problems(read, texts),
                *(_unfit(found, texts) for paper, found in odd if paper.id == document.id),
            ],
        }
        for document in evidence.documents
        for read in (reading_of(document),)
        for mine in ([each for each in proposed if each.document.id == document.id],)
        if read is not None or reading_problem(document) is not None
    ]


def _belongs(proposed: Sequence[Proposal]) -> list[Json]:
    """Whose property each of its documents speaks of, each word once."""
    return [*dict.fromkeys(proposal.belongs.value for proposal in proposed)]


def _waiting(proposal: Proposal) -> dict[str, Json]:
    source = proposal.value.provenance
    return {
        "field": proposal.path,
        "value": _content(proposal.value),
        "standing": proposal.standing.value,
        "belongs": proposal.belongs.value,
        "doubt": None if proposal.doubt is None else proposal.doubt.value,
        "hindrance": None if proposal.hindrance is None else proposal.hindrance.value,
        "page": None if source is None else source.page,
        "box": None if source is None or source.box is None else list(source.box),
        "text": None if source is None else source.text,
    }


def _content(value: Value) -> Json:
    return value.content if isinstance(value.content, str | bool) else value.state.value


def _unfit(found: Found, texts: Texts) -> Json:
    text = strip_marks(texts("reading.missed.not_understood", text=found.text))
    return {"field": found.path, "page": found.page, "text": text}


def _problems(read: PaperReading | None, texts: Texts) -> list[Json]:
    if read is None:
        return []
    missed = [*read.problems, *(each for part in read.readings for each in part.missed)]
    return [
        {"field": each.path, "page": each.page, "text": problem_words(each, texts)}
        for each in missed
    ]
