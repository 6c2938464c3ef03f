"""Drawings out of a case folder put into a case: those of their papers are replaced, others stay.

What a foreign file leaves without an id gets one that follows from the file, so that importing it
once more changes nothing.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.drawing_files import Drawing, DrawingFile, rows_of
from shamay_desktop.domain.ids import is_id
from shamay_desktop.domain.maps.gestures import ON_A_PICTURE
from shamay_desktop.domain.maps.pictures import Annotation, ControlPoint
from shamay_desktop.domain.maps.reading import PICTURES, pictures_of
from shamay_desktop.domain.measuring.gestures import ON_A_SHEET
from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, Sheet
from shamay_desktop.domain.measuring.reading import SHEETS

_SHORT = 12
_OWN = re.compile(rf"[0-9a-f]{{{_SHORT}}}", re.ASCII)
_LAST = 1_000_000

Part = TypeVar("Part", Region, Reference, Shape, Annotation, ControlPoint)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A list of drawings, the lists of what is on them, and the column that names the drawing."""

    top: str
    parts: tuple[str, ...]
    owner: str


_KINDS = (_Kind(SHEETS, ON_A_SHEET, "sheet"), _Kind(PICTURES, ON_A_PICTURE, "picture"))


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a known drawing lost to that of a folder: by its title (its id where it has none), how
    many of its shapes, references, regions, annotations and control points stand no more."""

    drawing: str
    gone: int


def replaced(before: Case, now: Case) -> tuple[Replaced, ...]:
    """Drawings of which something that stood before is not there any more, the first one first."""
    found: list[Replaced] = []
    for kind in _KINDS:
        standing = {name: {row.id for row in now.rows(name)} for name in (kind.top, *kind.parts)}
        gone = Counter(
            str(row.content(kind.owner))
            for name in kind.parts
            for row in before.rows(name)
            if row.id not in standing[name]
        )
        for top in before.rows(kind.top):
            if gone[top.id] or top.id not in standing[kind.top]:
                found.append(Replaced(str(top.content("title") or top.id), gone[top.id]))
    return tuple(found)


def with_drawings(
    standing: Case,
    given: Mapping[str, Value],
    files: Sequence[DrawingFile],
    hashes: Mapping[str, str],
) -> Mapping[str, Value]:
    """The values that a folder gives, with the lists that its drawings make.

    standing: the case as it is known. given: what `case.json` says. hashes: the SHA-256 of each
    paper by its relative name. A list that neither a file nor `case.json` speaks of is not there.
    """
    values = dict(given)
    for kind in _KINDS:
        mine = [each for each in files if isinstance(each.drawing, Sheet) is (kind.top == SHEETS)]
        if mine:
            values |= _joined(standing, given, kind, mine, hashes)
    return values


def _joined(
    standing: Case,
    given: Mapping[str, Value],
    kind: _Kind,
    files: Sequence[DrawingFile],
    hashes: Mapping[str, str],
) -> Mapping[str, Value]:
    lists = (kind.top, *kind.parts)
    papers = {hashes[each.paper] for each in files}
    moved = _moved(standing, kind, files, papers)
    said = Case("", {name: given[name] for name in lists if name in given})
    rest = {
        name: list(said.rows(name)) if name in given else _others(standing, kind, name, papers,
                                                                    moved)
        for name in lists
    }  # fmt: skip
    taken = {name: {row.id for row in rows} for name, rows in rest.items()}
    held = _held(standing, kind, moved)
    drawn: dict[str, list[Row]] = {name: [] for name in kind.parts}
    placed: list[tuple[int, Row]] = []
    for file in sorted(files, key=lambda each: (_place(each), each.name)):
        whole = _drawn_before(standing, _whole(file, hashes[file.paper], _Ids(taken, held)))
        rows = rows_of(whole)
        placed.append((_place(file), rows[kind.top][0]))
        for name in kind.parts:
            drawn[name] += rows[name]
    tops = list(rest[kind.top])
    for place, row in placed:
        tops.insert(place, row)
    made = {name: _in_order(standing.rows(name), rest[name], drawn[name]) for name in kind.parts}
    return {
        name: Value.of(tuple(rows), said.values[name].provenance if name in given else None)
        if rows
        else given.get(name, Value(State.EMPTY))
        for name, rows in ((kind.top, tops), *made.items())
        if rows or name in given or standing.rows(name)
    }


def _moved(standing: Case, kind: _Kind, files: Iterable[DrawingFile], papers: set[str]) -> set[str]:
    """Ids of known drawings that a file puts on another paper (a better scan), where no file speaks
    of the paper that they stand on.

    Only an id that this program gave says so: that of a stranger may be anybody's.
    """
    named = {each.drawing.id for each in files if _OWN.fullmatch(each.drawing.id)}
    return {
        row.id
        for row in standing.rows(kind.top)
        if row.id in named and row.content("file") not in papers
    }


def _held(standing: Case, kind: _Kind, moved: set[str]) -> dict[str, dict[str, str]]:
    """By list the paper of each known row. An id stays with the drawing that has it, so that what
    was measured by a shape is never of another one, whichever file is read first."""
    paper = {
        row.id: str(row.content("file")) for row in standing.rows(kind.top) if row.id not in moved
    }
    held = {kind.top: paper}
    for name in kind.parts:
        owners = ((row.id, str(row.content(kind.owner))) for row in standing.rows(name))
        held[name] = {row_id: paper[owner] for row_id, owner in owners if owner in paper}
    return held


def _place(file: DrawingFile) -> int:
    return _LAST if file.order is None else file.order


def _others(
    standing: Case, kind: _Kind, list_id: str, papers: set[str], moved: set[str]
) -> list[Row]:
    """The rows of a known case that the folder's drawings do not speak of."""
    gone = {
        row.id
        for row in standing.rows(kind.top)
        if row.id in moved or row.content("file") in papers
    }
    if list_id == kind.top:
        return [row for row in standing.rows(list_id) if row.id not in gone]
    return [row for row in standing.rows(list_id) if row.content(kind.owner) not in gone]


def _in_order(standing: Sequence[Row], rest: Iterable[Row], drawn: Iterable[Row]) -> list[Row]:
    """The rows where they stand now, but those of one drawing in its own order; new ones behind."""
    rest, drawn = list(rest), list(drawn)
    owners = {row.id: _owner(row) for row in (*rest, *drawn)}
    waiting: dict[str, list[Row]] = {}
    for row in (*rest, *drawn):
        waiting.setdefault(owners[row.id], []).append(row)
    made: list[Row] = []
    for row in standing:
        line = waiting.get(owners.get(row.id, ""), [])
        if row.id in owners and line:
            made.append(line.pop(0))
    placed = {row.id for row in made}
    return made + [row for row in (*rest, *drawn) if row.id not in placed]


def _owner(row: Row) -> str:
    return str(row.content("sheet") or row.content("picture") or "")


def _drawn_before(standing: Case, drawing: Drawing) -> Drawing:
    """A map picture with the hash of how it was drawn last, which files do not tell."""
    if isinstance(drawing, Sheet):
        return drawing
    known = next((each for each in pictures_of(standing) if each.id == drawing.id), None)
    if known is None or known.paper != drawing.paper:
        return drawing
    return replace(drawing, drawn=known.drawn, drawn_of=known.drawn_of)


@dataclass(frozen=True, slots=True)
class _Ids:
    """By list: ids that are given away, and the papers of those that known rows have."""

    taken: Mapping[str, set[str]]
    held: Mapping[str, Mapping[str, str]]

    def free(self, list_id: str, given: str, paper: str, told: str) -> str:
        """The id that is given where it is one and nothing else has it, else one of what is
        told."""
        taken, held, free = self.taken[list_id], self.held[list_id], given
        while (
            not is_id(free)
            or free.startswith("@")
            or free in taken
            or held.get(free, paper) != paper
        ):
            told = hashlib.sha256(told.encode()).hexdigest()
            free = told[:_SHORT]
        taken.add(free)
        return free

    def named(
        self, list_id: str, parts: Iterable[Part], paper: str, owner: str
    ) -> tuple[Part, ...]:
        """The parts of a drawing, each with an id of its own."""
        return tuple(
            replace(each, id=self.free(list_id, each.id, paper, f"{owner}/{number}/{each.id}"))
            for number, each in enumerate(parts)
        )


def _whole(file: DrawingFile, paper: str, ids: _Ids) -> Drawing:
    """The drawing of its paper, everything of it with an id that nothing else has."""
    drawing = file.drawing
    if isinstance(drawing, Sheet):
        own = ids.free(SHEETS, drawing.id, paper, file.name)
        regions = ids.named(ON_A_SHEET[0], drawing.regions, paper, own)
        renamed = {
            old.id: new.id for old, new in zip(drawing.regions, regions, strict=True) if old.id
        }
        references = [
            replace(each, region=renamed.get(each.region, each.region))
            for each in drawing.references
        ]
        return replace(
            drawing,
            id=own,
            paper=paper,
            regions=regions,
            references=ids.named(ON_A_SHEET[1], references, paper, own),
            shapes=ids.named(ON_A_SHEET[2], drawing.shapes, paper, own),
        )
    own = ids.free(PICTURES, drawing.id, paper, file.name)
    return replace(
        drawing,
        id=own,
        paper=paper,
        annotations=ids.named(ON_A_PICTURE[0], drawing.annotations, paper, own),
        control_points=ids.named(ON_A_PICTURE[1], drawing.control_points, paper, own),
    )
