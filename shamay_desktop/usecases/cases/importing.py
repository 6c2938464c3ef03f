"""A case folder becomes a case, or updates the case that it names: all of it, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case, Origin, Provenance, Value, walk_value
from shamay_desktop.domain.case_folder import Description, PaperNote, PhotoNote
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing_merging import Replaced, replaced, with_drawings
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.evidence import (
    DocType,
    Document,
    FileFacts,
    FileKind,
    Image,
    KindBy,
    StoredFile,
)
from shamay_desktop.domain.fields.drawing_tables import LISTS
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.last_edit import last_edit
from shamay_desktop.domain.records import Happened, Status, Valuation
from shamay_desktop.usecases.cases.folder_case import (
    kind_said,
    papers_of,
    read_folder,
    relative_name,
)
from shamay_desktop.usecases.cases.folder_comparables import (
    keep_tables,
    look_at_tables,
    write_tables,
)
from shamay_desktop.usecases.evidence.lot import last_place, read_evidence
from shamay_desktop.usecases.evidence.rows import Taking, new_document, new_image
from shamay_desktop.usecases.file_ports import CaseFolder
from shamay_desktop.usecases.market.importing import Imported as ImportedTable
from shamay_desktop.usecases.market.previewing import ImportPreview
from shamay_desktop.usecases.ports import Progress, UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import (
    editable,
    new_session,
    new_valuation,
    replayed,
)
from shamay_desktop.usecases.wizard.session import WizardSession
from shamay_desktop.usecases.wizard.valued import valued


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported case; `unread` names files of the folder that no part of the program reads.

    `newer_here` is when something was last entered in a known case, if that was later than
    anything in the folder: what the folder names was then set to older values (the journal keeps
    what stood there). None when the folder is as new, or does not tell. `tables` are its files of
    comparables, which the market database has now too. `replaced` are drawings of which something
    that stood here is not in the folder: it stands no more (the journal keeps it).
    """

    valuation_id: str
    created: bool
    unread: tuple[str, ...]
    newer_here: datetime | None = None
    tables: tuple[ImportedTable, ...] = ()
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file of the folder in the store; `kind` None for a photo."""

    path: Path
    facts: FileFacts
    stored: StoredFile
    kind: DocType | None


def import_case(
    services: Services, actor: Actor, root: Path, on_progress: Progress | None = None
) -> Imported:
    """Import a case folder in one transaction.

    A known case id updates that case: fields that the folder names are set, others stay, but
    for proposals of another purpose than the folder's. A folder that changes nothing leaves a
    case that was sent to review as it is.
    Raises RefusedMany with every unknown field, wrong type, missing or broken file by name
    (nothing was changed then), Refused(`case_signed`, `case_archived`, `case_in_trash`),
    NotAllowed, WorldFailed.
    """
    require(actor, Permission.CREATE_CASE)
    folder, description = read_folder(services, root)
    tables, problems = look_at_tables(services, actor, folder.comparables)
    kept = _keep_files(services, folder, description, problems, on_progress)
    keep_tables(services, tables)
    with services.database.work(actor) as work:
        imported = _write(services, actor, work, description, kept, tables)
        work.commit()
    return replace(imported, unread=folder.unread)


def _keep_files(
    services: Services,
    folder: CaseFolder,
    description: Description,
    problems: list[Refused],
    on_progress: Progress | None,
) -> list[_Kept]:
    """Store every file; what is broken is refused by name, all of it at once, before that.

    `problems` are those of other files of the folder.
    """
    wanted: list[tuple[Path, DocType | None]] = [*papers_of(folder, description)]
    wanted += [(path, None) for path in folder.photos]
    inspected = _inspect_all(services, wanted, problems)
    kept: list[_Kept] = []
    for done, (path, kind, facts) in enumerate(inspected, start=1):
        kept.append(_Kept(path, facts, services.store.add(path), kind))
        if on_progress is not None:
            on_progress(done, len(inspected))
    return kept


def _inspect_all(
    services: Services,
    wanted: Sequence[tuple[Path, DocType | None]],
    problems: list[Refused],
) -> list[tuple[Path, DocType | None, FileFacts]]:
    """All files looked at before one is stored, so that a refused folder leaves nothing behind."""
    inspected: list[tuple[Path, DocType | None, FileFacts]] = []
    for path, kind in wanted:
        try:
            facts = services.inspector.inspect(path)
        except Refused as problem:
            problem.facts.setdefault("file", path.name)
            problems.append(problem)
            continue
        if kind is None and facts.kind is FileKind.PDF:
            problems.append(Refused("not_a_picture", file=path.name))
        inspected.append((path, kind, facts))
    if problems:
        raise RefusedMany(problems)
    return inspected


def _write(
    services: Services,
    actor: Actor,
    work: UnitOfWork,
    description: Description,
    kept: Sequence[_Kept],
    tables: Sequence[ImportPreview],
) -> Imported:
    case_id = description.case_id or new_id()
    known = (work.valuations.get(case_id), work.valuations.thrown_away(case_id))
    created = known == (None, None)
    if created:
        valuation = new_valuation(services, work, actor, case_id)
        work.valuations.add(valuation)
    else:
        valuation = editable(work, actor, case_id)
    session = _session(services, actor, work, valuation)
    description = _with_drawings(session.case, description, kept)
    newer, before = _newer_than(description, session.case), session.case
    changes = _changes(services, actor, session.case, description)
    # A new case is what its folder says; a known one must not keep what its old purpose proposed.
    (session.apply if created else session.edit)(changes)
    written = write_tables(services, actor, work, session, tables)
    snapshot = session.snapshot()
    work.sessions.journal(snapshot.session_id, snapshot.unsaved, snapshot.focus)
    standing = read_evidence(work, case_id)
    _write_files(services, actor, work, case_id, description, kept)
    changed = session.has_unsaved or read_evidence(work, case_id) != standing
    status = Status.IN_PROGRESS if changed else valuation.status
    work.valuations.save(replace(valued(valuation, session.case), status=status))
    payload: dict[str, Json] = {"fields": str(len(changes)), "files": str(len(kept))}
    happened = Happened("case_imported", "valuation", case_id, payload)
    work.trail.write(happened)
    return Imported(case_id, created, (), newer, written, replaced(before, session.case))


def _with_drawings(case: Case, description: Description, kept: Sequence[_Kept]) -> Description:
    """The description with the lists that its drawings make, now that their papers are known."""
    hashes = {relative_name(item.path): item.stored.sha256 for item in kept}
    values = with_drawings(case, description.values, description.drawings, hashes)
    return replace(description, values=values)


def _session(
    services: Services, actor: Actor, work: UnitOfWork, valuation: Valuation
) -> WizardSession:
    """The case's session with what is unfinished in it, a new one when there is none."""
    record = work.sessions.active_of(valuation.id)
    if record is None:
        record = new_session(valuation, actor, services.clock.now())
        work.sessions.add(record)
    else:
        edits = work.sessions.edits(record.session_id, after=record.folded_seq)
        record = replace(record, case=replayed(record.case, edits))
    return WizardSession(record, valuation, actor, services.clock)


def _newer_than(description: Description, case: Case) -> datetime | None:
    """When the case was last worked on, if that was later than the folder's own last entry."""
    here, there = last_edit(case), last_edit(Case(case.id, description.values))
    return here.at if here is not None and there is not None and here.at > there.at else None


def _changes(
    services: Services, actor: Actor, case: Case, description: Description
) -> tuple[Change, ...]:
    """What the folder says otherwise than the case; bare values are marked as imported."""
    at = services.clock.now().isoformat(timespec="milliseconds")
    source = Provenance(Origin.IMPORTED, by=actor.email, at=at)
    changes: list[Change] = []
    for field_id, value in description.values.items():
        standing = case.values.get(field_id)
        if standing is not None and _same(standing, value):
            continue
        # Who drew what stands in the journal: a drawing is the same whoever brings its file.
        told = value.provenance is not None or _cells_tell(value) or field_id in LISTS
        stamped = value if told else Value(value.state, value.content, source)
        changes += setting(case, field_id, stamped)
    return tuple(changes)


def _cells_tell(value: Value) -> bool:
    """Whether a list or a record whose own origin is not told tells that of every cell."""
    content = value.content
    if not isinstance(content, tuple | Mapping):
        return False
    cells = [cell for _, cell in walk_value("", value)][1:]
    return bool(cells) and all(cell.provenance is not None for cell in cells)


def _same(standing: Value, given: Value) -> bool:
    """A bare value that repeats what stands keeps the standing provenance."""
    if given.provenance is None:
        return standing.state is given.state and standing.content == given.content
    return standing == given


def _write_files(
    services: Services,
    actor: Actor,
    work: UnitOfWork,
    case_id: str,
    description: Description,
    kept: Sequence[_Kept],
) -> None:
    """New papers and photos, and what the folder says otherwise of those that stand."""
    evidence = read_evidence(work, case_id)
    documents = {document.sha256: document for document in evidence.documents}
    images = {image.sha256: image for image in evidence.images}
    place = last_place(evidence)
    for item in kept:
        taking = Taking(case_id, str(clean_file_name(item.path.name)), item.facts, item.stored)
        if item.kind is not None:
            paper_note = description.documents.get(item.path.name, PaperNote())
            paper = documents.get(item.stored.sha256)
            if paper is None:
                kind = kind_said(item.path, paper_note)
                new = _noted(new_document(services, actor, taking, kind), paper_note)
                work.evidence.add_document(new)
                documents[new.sha256] = new
            elif (said := _noted(_of_kind(paper, item, paper_note), paper_note)) != paper:
                work.evidence.save_document(said)
            continue
        note = description.photos.get(item.path.name, PhotoNote())
        photo = images.get(item.stored.sha256)
        if photo is None:
            place += 1
            described = _described(new_image(services, actor, taking, place), note)
            work.evidence.add_image(described)
        else:
            described = _described(photo, note)
            if described != photo:
                work.evidence.save_image(described)
        images[described.sha256] = described
        if note.front:
            _only_front(work, images, described)


def _only_front(work: UnitOfWork, images: dict[str, Image], front: Image) -> None:
    """One photo of a case is the front one: the folder's takes the place of the standing one."""
    for image in [image for image in images.values() if image.front and image.id != front.id]:
        images[image.sha256] = replace(image, front=False)
        work.evidence.save_image(images[image.sha256])


def _of_kind(paper: Document, item: _Kept, note: PaperNote) -> Document:
    """A paper that stands, with the kind that the folder says otherwise; a guess says nothing."""
    said = item.kind if kind_said(item.path, note) is not None else note.kind
    if said is None or said is paper.doc_type:
        return paper
    return replace(paper, doc_type=said, kind_by=KindBy.PERSON)


def _noted(document: Document, note: PaperNote) -> Document:
    return replace(
        document,
        caption=document.caption if note.caption is None else note.caption,
        rotation=document.rotation if note.rotation is None else note.rotation,
        order=document.order if note.order is None else note.order,
    )


def _described(image: Image, note: PhotoNote) -> Image:
    return replace(
        image,
        room_type=note.room or image.room_type,
        finish_level=note.finish or image.finish_level,
        caption=image.caption if note.caption is None else note.caption,
        front=image.front if note.front is None else note.front,
        order=image.order if note.order is None else note.order,
        rotation=image.rotation if note.rotation is None else note.rotation,
        notes=image.notes if note.notes is None else note.notes,
    )
