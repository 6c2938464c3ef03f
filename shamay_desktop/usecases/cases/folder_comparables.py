"""The `comparables.*` of a case folder: into the market database, and into the case's list."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow, RowKind
from shamay_desktop.domain.market.taking import taking
from shamay_desktop.usecases.market.importing import (
    Imported,
    check_ready,
    import_table,
    keep_source,
    write_import,
)
from shamay_desktop.usecases.market.previewing import (
    UNSURE,
    ImportPreview,
    preview,
    with_order,
)
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.session import WizardSession

MOST_TAKEN = 500
"""Rows of one file that become rows of the case; the others stand in the market database."""


def look_at_tables(
    services: Services, actor: Actor, files: Sequence[Path]
) -> tuple[list[ImportPreview], list[Refused]]:
    """Each file as it would be imported, and why some cannot be.

    Nobody is there to be asked: a date that could be read two ways is left out, and said.
    """
    looked: list[ImportPreview] = []
    problems: list[Refused] = []
    for file in files:
        try:
            found = preview(services, actor, file)
            found = with_order(found, UNSURE) if found.must_ask else found
            check_ready(found)
        except Refused as problem:
            problem.facts.setdefault("file", file.name)
            problems.append(problem)
        else:
            looked.append(found)
    return looked, problems


def keep_tables(services: Services, looked: Sequence[ImportPreview]) -> None:
    """The files into the content store."""
    for each in looked:
        keep_source(services, each)


def write_tables(
    services: Services,
    actor: Actor,
    work: UnitOfWork,
    session: WizardSession,
    looked: Sequence[ImportPreview],
) -> tuple[Imported, ...]:
    """Import them within a unit of work; what is evidence in them is taken into the case.

    A row that the case has already stays as it is there.
    """
    done = []
    at = services.clock.now().isoformat(timespec="milliseconds")
    for each in looked:
        imported = write_import(services, actor, work, each, valuation_id=session.case.id)
        source = imported.source
        for row in _rows_of(work, source.id):
            session.apply(taking(session.case, row, source, by=actor.email, at=at))
        done.append(imported)
    return tuple(done)


def with_tables(services: Services, actor: Actor, case: Case, files: Sequence[Path]) -> Case:
    """A case as it would be with the tables of its folder, in a home where nothing is kept.

    Raises RefusedMany with every file that cannot be imported.
    """
    looked, problems = look_at_tables(services, actor, files)
    if problems:
        raise RefusedMany(problems)
    at = services.clock.now().isoformat(timespec="milliseconds")
    for each in looked:
        source = import_table(services, actor, each).source
        with services.database.work(actor) as work:
            rows = list(_rows_of(work, source.id))
        for row in rows:
            case = after(case, taking(case, row, source, by=actor.email, at=at))
    return case


def _rows_of(work: UnitOfWork, source_id: str) -> Iterator[MarketRow]:
    """The sales and rents of an import, each told once, in the file's order."""
    for kind in RowKind:
        query = MarketQuery(
            kind=kind,
            sources=frozenset({source_id}),
            with_twins=True,
            sort=MarketSort.IMPORTED,
            descending=False,
            limit=MOST_TAKEN,
        )
        rows = work.market.rows(query)
        own = {row.id for row in rows}
        yield from (row for row in rows if row.twin_of not in own)
