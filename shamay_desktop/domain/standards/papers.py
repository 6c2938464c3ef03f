"""What was read from papers against the case: contradictions, foreign papers, open questions."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256

from shamay_desktop.domain.case import Origin, Value
from shamay_desktop.domain.evidence import DocType, Document
from shamay_desktop.domain.reading.belonging import Belongs, named_by
from shamay_desktop.domain.reading.claim import Claim, Contradiction
from shamay_desktop.domain.reading.decisions import spelling
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.paper_reading import Reading
from shamay_desktop.domain.reading.reading_json import reading_problem
from shamay_desktop.domain.reading.sameness import tight
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.finding import Fact, Label, Said
from shamay_desktop.domain.standards.predicate import (
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation

_IDENTITY = ("parcel.gush", "parcel.helka", "parcel.tat_helka")
_KINDS = (DocType.TABU, DocType.CONDO, DocType.PERMIT, DocType.PLANNING_INFO)


def contradicted(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Facts of one value on which the sources disagree as gravely as asked, and nobody decided."""
    for each in _open(situation, parameters.text("severity")):
        if not _is_list(each):
            here, there = _apart(each)
            yield _of(situation, each, there, here=Said(each.path, here.value),
                      there=Said(each.path, there.value))  # fmt: skip


def list_contradicted(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Lists on which the sources disagree as gravely as asked, and nobody decided."""
    for each in _open(situation, parameters.text("severity")):
        dropped = bool(each.lacking) and each.severity is Severity.BLOCK  # `not_carried` says it
        if _is_list(each) and not dropped:
            here, there = _apart(each)
            yield _of(situation, each, there, here=Said(each.path, here.value),
                      there=Said(each.path, there.value))  # fmt: skip


def not_carried(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """What the newest extract has and the case's list has not, until somebody decided."""
    for each in situation.contradictions:
        if each.lacking and not each.settled and each.path in parameters.texts("lists"):
            paper = next(claim for claim in each.claims if claim.document is not None)
            what = ", ".join(dict.fromkeys(each.lacking))
            yield _of(situation, each, paper, what=what, count=len(each.lacking))


def _open(situation: Situation, severity: str) -> Iterator[Contradiction]:
    for each in situation.contradictions:
        if not each.settled and each.severity.value == severity:
            yield each


def _is_list(each: Contradiction) -> bool:
    contents = [claim.value.content for claim in each.claims]
    return any(isinstance(content, tuple) for content in contents)


def _apart(each: Contradiction) -> tuple[Claim, Claim]:
    """What stands, or else the strongest paper, and the strongest paper that says otherwise."""
    first = each.claims[0]
    papers = [claim for claim in each.claims[1:] if claim.document is not None]
    said = spelling(first.value)
    other = next((claim for claim in papers if spelling(claim.value) != said), None)
    return first, other or each.claims[-1]


def _of(situation: Situation, each: Contradiction, paper: Claim, **facts: Fact) -> Hit:
    label = situation.label(each.path)
    document = paper.document
    name = "" if document is None else document.file_name
    found = hit(*each.places, field=label, paper=name, **facts)
    return Hit(
        found.fields, found.facts, contradiction=each,
        document=None if document is None else document.id,
        page=None if paper.found is None else paper.found.page,
        mark=_mark(*(claim.value for claim in each.claims)),
    )  # fmt: skip


def _mark(*said: Value) -> str:
    """A short mark of what sources say, the same in whatever order they say it."""
    lines = "\n".join(sorted({spelling(value) for value in said}))
    return sha256(lines.encode()).hexdigest()[:12]


# -- papers as such --------------------------------------------------------------------------


def other_property(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Papers of which a part speaks of another property than the case's.

    Where all papers agree on one that is not the case's, the identity itself is contradicted, and
    that is said instead.
    """
    if len(situation.properties) == 1 and not situation.disputed.isdisjoint(_IDENTITY):
        return
    for paper, reading, belongs in situation.parts:
        if belongs is Belongs.OTHER:
            yield _at(paper, reading.first_page, "parcel.gush", "parcel.helka",
                      first=reading.first_page, found=_identity(reading))  # fmt: skip


def several_properties(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Papers of several properties in a case that does not say yet which is its own."""
    unsure = any(belongs is Belongs.UNSURE for _, _, belongs in situation.parts)
    known = all(situation.case.text(path) for path in _IDENTITY[:2])
    if len(situation.properties) < 2 or not unsure or known:
        return
    found = " · ".join(
        "/".join(part for part in (each.gush, each.helka, each.tat_helka) if part)
        for each in situation.properties
    )
    paper = situation.properties[0].places[0][0]
    yield _at(paper, None, "parcel.gush", "parcel.helka", n=len(situation.properties), found=found)


def former_parcel(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Papers by a former number of the parcel that the case does not list among its former ones."""
    case = situation.case
    own: set[tuple[object, object]] = {
        (row.content("gush"), row.content("helka")) for row in case.parcels()
    }
    own |= {(row.content("gush"), row.content("helka")) for row in case.rows("parcel.former")}
    for paper, reading, belongs in situation.parts:
        named = (reading.content("gush"), reading.content("helka"))
        known = None in named or not own or _known(named, own)
        if belongs is Belongs.SUBJECT and reading.kind in _KINDS[1:3] and not known:
            yield _at(paper, reading.first_page, "parcel.former", found=_identity(reading))


def _known(named: tuple[str | None, ...], own: set[tuple[object, object]]) -> bool:
    """A joint block is written "6158-6159"; either half names it."""
    return any(named[0] in str(gush).split("-") and named[1] == helka for gush, helka in own)


def _identity(reading: Reading) -> str:
    named = named_by(reading)
    parcels = sorted("/".join(each) for each in named.parcels)
    return ", ".join(f"{each}/{named.tat_helka}" if named.tat_helka else each for each in parcels)


def unread(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Papers of a kind that can be read, and which nobody had read; one finding for all."""
    waiting = [
        paper for paper in situation.papers if paper.doc_type in _KINDS and paper.extracted is None
    ]
    if waiting:
        names = ", ".join(paper.file_name for paper in waiting)
        yield _at(waiting[0], None, "sources.log", n=len(waiting), papers=names)


def not_understood(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Papers of which what was read cannot be used, as a later program wrote it."""
    for paper in situation.papers:
        if reading_problem(paper) is not None:
            yield _at(paper, None, "sources.log")


def partly_read(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Papers with pages of which nothing or not all could be read; all, where the file failed."""
    for paper, read in situation.readings:
        pages = [missed.page for missed in read.problems if missed.page is not None]
        if read.problems:
            every = f"1–{read.pages}" if read.pages > 1 else "1"
            listed = ", ".join(str(page) for page in pages) or every
            yield _at(paper, next(iter(pages), None), "sources.log", pages=listed)


def missed_values(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Values that a paper of the property states, and which could not be read."""
    wanted = parameters.texts("keys")
    for paper, reading, belongs in situation.parts:
        missed = [each for each in reading.missed if each.path.partition("[")[0] in wanted]
        if missed and belongs is not Belongs.OTHER:
            page = missed[0].page or reading.first_page
            yield _at(paper, page, "sources.log", n=len(missed), first=page)


def unconfirmed(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Values that were read with a doubt and stand in the case without anybody's look.

    Of those that follow from several places of a paper the proposal says that they are doubtful.
    """
    doubted = {
        (paper.sha256, *place)
        for paper, read in situation.readings
        for reading in read.readings
        for place in _doubted.of(reading, partial(_doubted_in, reading))
    }
    waiting = situation.waiting
    if not doubted and not waiting:
        return
    papers = {paper.sha256: paper for paper, _ in situation.readings}
    for path, value in situation.case.walk():
        place = _place(value)
        if place in doubted or (path in waiting and place[0] in papers):
            label = situation.label(path)
            found = _at(papers[place[0]], place[1], path, field=label, said=Said(path, value))
            yield replace(found, mark=_mark(value))


_doubted: Kept[Reading, frozenset[tuple[int, tuple[str, ...]]]] = Kept(512)


def _doubted_in(reading: Reading) -> frozenset[tuple[int, tuple[str, ...]]]:
    """Page and box of each value that was read with a doubt."""
    return frozenset((found.page, found.box) for found in reading.found if found.needs_review)


def _place(value: Value) -> tuple[str, int, tuple[str, ...]]:
    source = value.provenance
    if (
        source is None
        or source.origin is not Origin.DOCUMENT
        or source.confirmed_by is not None
        or source.document is None
        or source.page is None
        or source.box is None
    ):
        return "", 0, ()
    return source.document, source.page, source.box


def signature_is(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Papers of some kinds whose electronic signature is in one of the given states."""
    for paper, read in situation.readings:
        wanted = read.signature.state.value in parameters.texts("states")
        if wanted and read.kind.value in parameters.texts("kinds"):
            yield _at(paper, None, "rights.extract_number")


def not_listed(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Papers of the property whose permit, or plans whose number, the case's list does not have.

    Only where the list was begun: an empty one is said to be missing.
    """
    list_id = parameters.text("list")
    rows = situation.case.rows(list_id)
    if not rows:
        return
    known = {tight(number) for row in rows if isinstance(number := row.content("number"), str)}
    for paper, reading, belongs in situation.parts:
        if belongs is Belongs.OTHER or reading.kind.value != parameters.text("kind"):
            continue
        for found in reading.found:
            path = found.path.partition("]")
            is_number = found.path == "number" or (
                found.path.startswith("plans[") and path[2] == ".number"
            )
            if is_number and tight(found.content) not in known:
                yield _at(paper, found.page, list_id, field=Label(list_id), found=found.content)


def _at(document: Document, page: int | None, *fields: str, **facts: Fact) -> Hit:
    """A hit on a paper: its name is a fact, its page is where to look."""
    found = hit(*fields, **{"paper": document.file_name, **facts})
    return Hit(found.fields, found.facts, document=document.id, page=page)


PREDICATES = {
    "contradicted": predicate(contradicted, severity=TEXT),
    "list_contradicted": predicate(list_contradicted, severity=TEXT),
    "not_carried": predicate(not_carried, lists=TEXTS),
    "other_property": predicate(other_property),
    "several_properties": predicate(several_properties),
    "former_parcel": predicate(former_parcel),
    "unread": predicate(unread),
    "partly_read": predicate(partly_read),
    "not_understood": predicate(not_understood),
    "missed_values": predicate(missed_values, keys=TEXTS),
    "unconfirmed": predicate(unconfirmed),
    "signature_is": predicate(signature_is, states=TEXTS, kinds=TEXTS),
    "not_listed": predicate(not_listed, list=TEXT, kind=TEXT),
}
