"""A lot of files on its way into a case: what became of each, and their rows, a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.drawings_in import ArrivedDrawing
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document, FileKind, Image
from shamay_desktop.domain.file_names import clean_file_name, kind_named
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.evidence.looking import Seen
from shamay_desktop.usecases.evidence.rows import Taking, new_document, new_image
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import begun, editable

MOST_ROWS = 8
"""Files of one transaction at most: it begins with one, and doubles as they come in quickly."""

_PASSED = frozenset({"archive_passed"})
"""Why an archive's files are passed over on purpose: a word about them, and no refusal."""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken, by name, and why."""

    name: str
    problem: Refused


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What became of the files: new papers and photos, names already there, refused ones.

    `told` is what else is to be said, in the same words as refusals: files that were taken though
    their names say another kind (`file_named_wrongly`), and files of an archive that are no
    evidence and were passed over (`archive_passed`). `linked_hashes` are the SHA-256 of `linked`.
    `drawings` have their papers in the case; their rows are an edit of whoever has it open.
    """

    documents: tuple[Document, ...] = ()
    images: tuple[Image, ...] = ()
    linked: tuple[str, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    cancelled: bool = False
    told: tuple[RefusedFile, ...] = ()
    linked_hashes: tuple[str, ...] = ()
    drawings: tuple[ArrivedDrawing, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What pictures become: photos, papers, or papers of a kind that holds for all files."""

    as_papers: bool
    kind: DocType | None


@dataclass(slots=True)
class Lot:
    """Files for one case. Each is in the store before its row, and gets it in `write`."""

    services: Services
    actor: Actor
    valuation_id: str
    wish: Wish
    _documents: list[Document] = field(default_factory=list)
    _images: list[Image] = field(default_factory=list)
    _linked: list[str] = field(default_factory=list)
    _linked_hashes: list[str] = field(default_factory=list)
    _refused: list[RefusedFile] = field(default_factory=list)
    _told: list[RefusedFile] = field(default_factory=list)
    _waiting: list[Taking] = field(default_factory=list)
    _rows: int = 1

    @property
    def is_due(self) -> bool:
        """Whether `write` is to be called: enough rows wait, or none does."""
        return not self._waiting or len(self._waiting) >= self._rows

    def take(self, raw_name: str, seen: Seen | Refused) -> None:
        """Keep a file, or note why it is not taken. Raises WorldFailed."""
        name = clean_file_name(raw_name)
        if isinstance(seen, Refused):
            seen.facts["file"] = str(name)
            where = self._told if seen.code in _PASSED else self._refused
            where.append(RefusedFile(str(name), seen))
            return
        stored = self.services.store.keep(seen.held)
        self._waiting.append(Taking(self.valuation_id, str(name), seen.facts, stored))

    def write(self) -> None:
        """The waiting files' rows, audit and outbox lines, in one transaction.

        Raises Refused(`case_unknown`), NotAllowed, WorldFailed.
        """
        if not self._waiting:
            return
        with self.services.database.work(self.actor) as work:
            work.valuations.hold(self.valuation_id)  # nobody sends or signs it in between
            valuation = editable(work, self.actor, self.valuation_id)
            rows = self._added(work, read_evidence(work, self.valuation_id))
            if any(row is not None for row in rows):
                begun(work, valuation)
                work.commit()
        for taking, row in zip(self._waiting, rows, strict=True):
            self._note(taking, row)
        self._waiting.clear()
        self._rows = min(2 * self._rows, MOST_ROWS)

    def sum(self, *, cancelled: bool) -> AddedFiles:
        """What became of all."""
        return AddedFiles(
            tuple(self._documents), tuple(self._images), tuple(self._linked),
            tuple(self._refused), cancelled, tuple(self._told), tuple(self._linked_hashes),
        )  # fmt: skip

    def _added(self, work: UnitOfWork, standing: CaseEvidence) -> Sequence[Document | Image | None]:
        """A new row for each that waits, None for one that the case has already."""
        hashes, order = set(standing.hashes), last_place(standing)
        rows: list[Document | Image | None] = []
        for taking in self._waiting:
            if taking.stored.sha256 in hashes:
                rows.append(None)
                continue
            hashes.add(taking.stored.sha256)
            row = self._row(taking, order + 1)
            if isinstance(row, Document):
                work.evidence.add_document(row)
            else:
                work.evidence.add_image(row)
                order = row.order
            payload = {"valuation": self.valuation_id, "sha256": row.sha256}
            work.trail.write(Happened("file_added", "evidence", row.id, dict(payload)))
            rows.append(row)
        return rows

    def _row(self, taking: Taking, order: int) -> Document | Image:
        kind, pdf = self.wish.kind, taking.facts.kind is FileKind.PDF
        if pdf or self.wish.as_papers or kind is not None:
            return new_document(self.services, self.actor, taking, kind)
        return new_image(self.services, self.actor, taking, order)

    def _note(self, taking: Taking, row: Document | Image | None) -> None:
        match row:
            case Document():
                self._documents.append(row)
            case Image():
                self._images.append(row)
            case None:
                self._linked.append(taking.name)
                self._linked_hashes.append(taking.stored.sha256)
                return
        named, kind = kind_named(clean_file_name(taking.name)), taking.facts.kind
        if named is not None and named is not kind:
            word = Refused("file_named_wrongly", file=taking.name, named=named.name, kind=kind.name)
            self._told.append(RefusedFile(taking.name, word))


def read_evidence(work: UnitOfWork, valuation_id: str) -> CaseEvidence:
    """The papers and photos of a case, photos in their order, within a unit of work."""
    images = sorted(work.evidence.images(valuation_id), key=lambda image: (image.order, image.id))
    return CaseEvidence(tuple(work.evidence.documents(valuation_id)), tuple(images))


def last_place(evidence: CaseEvidence) -> int:
    """The place of the last photo, -1 when there is none; removed ones leave gaps."""
    return max((image.order for image in evidence.images), default=-1)
