"""The sample's values with their places in its papers, as in a case that was worked on."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.case import Case, Content, Origin, Row, Value
from shamay_desktop.domain.case_folder import PaperNote
from shamay_desktop.domain.case_json import Json, encode_values
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.proposals import Proposal, Standing, proposals
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.reading.at_once import stored_paper, with_readings

BY, AT = "tamar@example.com", "2026-10-14T10:00:00.000+00:00"
"""Who looked at each value in its paper, and when."""

_ROUNDS = 3
"""What was taken may tell more: which unit of the order is the subject's."""


def with_places(case: Case, folder: Path, papers: Mapping[str, PaperNote]) -> Case:
    """The case with everything that its papers say, each value with its place.

    Raises ValueError where a paper was not read as the case has it, or not without doubt.
    """
    evidence = _read(folder, papers)
    told = Case(case.id, {path: _bare(value) for path, value in case.values.items()})
    for _ in range(_ROUNDS):
        like = [p for p in proposals(told, evidence) if p.standing is not Standing.DIFFERS]
        told = after(told, accepting(told, like, by=BY, at=AT))
    unlike = [each.path for each in proposals(told, evidence) if not _is_plain(each)]
    if unlike:
        raise ValueError(unlike)
    return told


def _read(folder: Path, papers: Mapping[str, PaperNote]) -> CaseEvidence:
    """The papers as the program reads them, in a home of the moment."""
    with TemporaryDirectory() as home:
        services = build_services(Place(Home(Path(home)).make()))
        try:
            services.database.upgrade()
            kept = [
                stored_paper(services, path, papers[path.name].kind)
                for path in sorted(folder.iterdir())
            ]
            return with_readings(services, CaseEvidence(tuple(kept), ()))
        finally:
            services.close()


def _is_plain(proposal: Proposal) -> bool:
    sure = proposal.doubt is None and proposal.hindrance is None
    return sure and proposal.standing is Standing.SAME


def _bare(value: Value) -> Value:
    """Without what an earlier making said of its place."""
    source = value.provenance
    kept = None if source is not None and source.origin is Origin.DOCUMENT else source
    return replace(value, content=_bare_content(value.content), provenance=kept)


def _bare_content(content: Content | None) -> Content | None:
    if isinstance(content, Mapping):
        return MappingProxyType({name: _bare(cell) for name, cell in content.items()})
    if isinstance(content, tuple):
        rows = tuple(_bare_row(each) for each in content if isinstance(each, Row))
        return rows or content
    return content


def _bare_row(row: Row) -> Row:
    cells = {name: _bare(cell) for name, cell in row.cells.items()}
    return replace(row, cells=MappingProxyType(cells))


def description_text(raw: Mapping[str, Json], case: Case) -> str:
    """The description with the case's values: a line a value, and a line a row of a list."""
    parts = {**raw, "fields": encode_values(case.values)}
    said = ",\n".join(f" {_json(name)}: {_part(part)}" for name, part in parts.items())
    return f"{{\n{said}\n}}\n"


def _part(part: Json) -> str:
    if not isinstance(part, dict) or not any(isinstance(e, dict | list) for e in part.values()):
        return _json(part)
    lines = ",\n".join(f"  {_json(name)}: {_lines(entry)}" for name, entry in part.items())
    return f"{{\n{lines}\n }}"


def _lines(entry: Json) -> str:
    if not isinstance(entry, list) or not any(isinstance(row, dict) for row in entry):
        return _json(entry)
    rows = ",\n".join(f"   {_json(row)}" for row in entry)
    return f"[\n{rows}\n  ]"


def _json(part: Json) -> str:
    return json.dumps(part, ensure_ascii=False)
