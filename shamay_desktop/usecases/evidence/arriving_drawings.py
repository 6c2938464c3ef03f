"""Drawings' files among those that come in: read, and laid to their papers of the case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.drawing_files import in_file, read_drawing, said_paper
from shamay_desktop.domain.drawing_names import is_drawing_file, is_measure_file, named_by
from shamay_desktop.domain.drawings_in import ArrivedDrawing
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document, Image
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.usecases.evidence.arriving import Arrival
from shamay_desktop.usecases.evidence.lot import AddedFiles, RefusedFile, read_evidence
from shamay_desktop.usecases.evidence.moving import make_papers
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class _File:
    """A drawing's file: its clean name, the folder it lay in, and its JSON or why there is none."""

    name: str
    folder: Path
    raw: Mapping[str, object] | Refused


@dataclass(slots=True)
class DrawingsApart:
    """The drawings' files of a lot, set apart from its papers and photos as they come.

    `lay` gives them to their papers when all others are in.
    """

    services: Services
    _files: list[_File] = field(default_factory=list)
    _taken: list[tuple[Path, str, str]] = field(default_factory=list)

    def others(self, arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
        """All that are no drawings. Raises WorldFailed."""
        for arrival in arrivals:
            if arrival.problem is not None or not is_drawing_file(arrival.name):
                yield arrival
                continue
            self._files.append(self._read(arrival))
            arrival.discard()

    def note(self, arrival: Arrival, sha256: str) -> None:
        """A paper or photo of this lot: drawings that lay beside it are meant for it first."""
        self._taken.append((arrival.path.parent, str(clean_file_name(arrival.name)), sha256))

    def lay(self, actor: Actor, valuation_id: str, added: AddedFiles) -> AddedFiles:
        """What became of the lot, with the drawings that have a paper and why others have none.

        A picture that came with its drawing is a paper, and none of the property's photos; so is
        a photo that is marked as a map. Raises as `make_papers`.
        """
        if not self._files or added.cancelled:
            return added
        with self.services.database.work(actor) as work:
            evidence = read_evidence(work, valuation_id)
        drawings: list[ArrivedDrawing] = []
        refused: list[RefusedFile] = []
        for file in self._files:
            try:
                drawings.append(self._laid(file, evidence))
            except Refused as problem:
                refused.append(RefusedFile(file.name, problem))
        laid = replace(added, drawings=tuple(drawings), refused=(*added.refused, *refused))
        return self._as_papers(actor, valuation_id, laid, evidence)

    def _read(self, arrival: Arrival) -> _File:
        name = str(clean_file_name(arrival.name))
        try:
            raw: Mapping[str, object] | Refused = self.services.folders.drawing(arrival.path, name)
        except Refused as problem:
            raw = problem
        return _File(name, arrival.path.parent, raw)

    def _laid(self, file: _File, evidence: CaseEvidence) -> ArrivedDrawing:
        """Raises Refused, all that is wrong by its place in the file."""
        if isinstance(file.raw, Refused):
            raise file.raw
        try:
            drawing = read_drawing(file.name, file.raw)
        except RefusedMany as many:
            raise RefusedMany([in_file(file.name, each) for each in many.problems]) from many
        except Refused as problem:
            raise in_file(file.name, problem) from problem
        said = said_paper(file.name, file.raw)
        called = str(clean_file_name(said)) if isinstance(said, str) and said.strip() else ""
        paper = self._paper(file, called, evidence)
        pages = paper.pages if isinstance(paper, Document) else 1
        if drawing.page > max(pages, 1):
            raise Refused(
                "drawing_page_missing",
                file=file.name, paper=paper.file_name, page=drawing.page, pages=pages,
            )  # fmt: skip
        return ArrivedDrawing(file.name, paper.sha256, paper.file_name, drawing)

    def _paper(self, file: _File, called: str, evidence: CaseEvidence) -> Document | Image:
        """The paper that is meant: of those beside the file, of this lot, of the whole case.

        Never one that is only called like the file, where the file says another.
        """
        known: dict[str, Document | Image] = {each.sha256: each for each in evidence.images}
        known |= {each.sha256: each for each in evidence.documents}
        groups: Sequence[Sequence[tuple[str, str]]] = (
            [(sha, name) for folder, name, sha in self._taken if folder == file.folder],
            [(sha, name) for _, name, sha in self._taken],
            [(sha, each.file_name) for sha, each in known.items()],
        )
        for is_meant in named_by(file.name, called, only_said=True):
            for group in groups:
                meant = {sha for sha, name in group if sha in known and is_meant(name)}
                if len(meant) > 1:
                    name = called or file.name
                    raise Refused("drawing_of_papers_alike", file=file.name, paper=name)
                if meant:
                    return known[meant.pop()]
        if called:
            raise Refused("drawing_paper_missing", file=file.name, paper=called)
        raise Refused("drawing_without_paper", file=file.name)

    def _as_papers(
        self, actor: Actor, valuation_id: str, added: AddedFiles, evidence: CaseEvidence
    ) -> AddedFiles:
        drawn = {each.paper: each for each in added.drawings}
        new = {each.sha256 for each in added.images}
        photos = [
            each
            for each in evidence.images
            if each.sha256 in drawn
            and (each.sha256 in new or not is_measure_file(drawn[each.sha256].name))
        ]
        if not photos:
            return added
        kinds = {
            each.id: DocType.GARMUSHKA if is_measure_file(drawn[each.sha256].name)
            else DocType.GIS_SCREENSHOT
            for each in photos
        }  # fmt: skip
        make_papers(self.services, actor, valuation_id, list(kinds), kinds=kinds)
        with self.services.database.work(actor) as work:
            now = read_evidence(work, valuation_id)
        moved = {each.sha256 for each in photos}
        words = tuple(
            RefusedFile(each.file_name, Refused("drawn_photo_is_paper", file=each.file_name))
            for each in photos
            if each.sha256 not in new
        )
        papers = tuple(each for each in now.documents if each.sha256 in moved & new)
        return replace(
            added,
            documents=(*added.documents, *papers),
            images=tuple(each for each in added.images if each.sha256 not in moved),
            told=(*added.told, *words),
        )
