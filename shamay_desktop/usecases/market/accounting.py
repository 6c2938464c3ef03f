"""The account of an import, row by row: what was not taken as it stood, and why; also as CSV."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market import cells
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.reason_words import words_of_reason
from shamay_desktop.domain.market.rows import (
    MarketRow,
    MarketSource,
    Reason,
    RowKind,
    RowStanding,
)
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.usecases.market_ports import Market
from shamay_desktop.usecases.services import Services

OUTCOMES = ("quarantined", "twin", "parts", "noted")
"""What became of a row: set apart; told already and linked; joined with its parts; taken, with
something said about it."""

_AT_ONCE = 1000
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A row that was not simply taken. `number` in its source, `file_row` as a person counts in
    the file or sheet `title`, `outcome` one of `OUTCOMES`."""

    number: int
    file_row: int
    title: str
    outcome: str
    reasons: tuple[Reason, ...]
    row: MarketRow


def account(services: Services, actor: Actor, source_id: str) -> tuple[AccountLine, ...]:
    """All such rows of an import in the file's order; none of one that was undone.

    Raises Refused(`source_unknown`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        source = work.market.source(source_id)
        if source is None:
            raise Refused("source_unknown", source=source_id[:60])
        lines = [_line(source, row) for row in _rows(work.market, source_id) if _outcome(row)]
    return tuple(sorted(lines, key=lambda line: line.number))


def write_account(
    services: Services,
    actor: Actor,
    source_id: str,
    target: Path,
    language: Language = Language.HE,
) -> Path:
    """The account as CSV that sheets open. Raises as `account`, WorldFailed."""
    lines, texts = account(services, actor, source_id), load_texts(language)
    headings = sorted({heading for line in lines for heading in line.row.raw})

    def rows() -> Iterator[Sequence[str]]:
        names = ("number", "file_row", "sheet", "outcome", "reasons")
        yield [*(texts(f"imports.account_{name}") for name in names), *headings]
        for line in lines:
            yield _cells(line, headings, texts)

    return write_csv(services, rows(), target)


def write_csv(services: Services, rows: Iterator[Sequence[str]], target: Path) -> Path:
    """Rows as CSV in UTF-8 with its mark, written piece by piece. Raises WorldFailed."""
    made = services.temporary / f"{new_id()}.csv"
    try:
        try:
            with made.open("w", encoding="utf-8", newline="", errors="replace") as file:
                _write(file, rows)
        except OSError as error:
            reason = str(error.strerror)
            raise WorldFailed("disk_failed", file=target.name, reason=reason) from error
        return services.exports.place(made, target)
    finally:
        made.unlink(missing_ok=True)


def file_row(source: MarketSource, number: int) -> tuple[int, str]:
    """The row as a person counts in the file, and the sheet that it stands in."""
    tables = source.mapping.get("tables")
    before = 0
    for table in tables if isinstance(tables, list) else ():
        if not isinstance(table, dict):
            continue
        first, rows = int(str(table["first_row"])), int(str(table["rows"]))
        if number <= before + rows:
            return first + number - before - 1, str(table["title"])
        before += rows
    return number, ""


def _write(file: IO[str], rows: Iterator[Sequence[str]]) -> None:
    file.write(_BOM)
    table = csv.writer(file)
    for row in rows:
        table.writerow(row)


def _cells(line: AccountLine, headings: Sequence[str], texts: Texts) -> list[str]:
    why = "; ".join(strip_marks(words_of_reason(reason, texts)) for reason in line.reasons)
    told = [line.title, texts(f"imports.outcome_{line.outcome}"), why]
    raw = [line.row.raw.get(heading, "") for heading in headings]
    return [str(line.number), str(line.file_row), *map(cells.guarded, (*told, *raw))]


def _line(source: MarketSource, row: MarketRow) -> AccountLine:
    at, title = file_row(source, row.number)
    return AccountLine(row.number, at, title, _outcome(row), row.reasons, row)


def _outcome(row: MarketRow) -> str:
    if row.standing is RowStanding.QUARANTINED:
        return "quarantined"
    if row.twin_of is not None:
        return "twin"
    if row.parts > 1:
        return "parts"
    return "noted" if row.reasons else ""


def _rows(market: Market, source_id: str) -> Iterator[MarketRow]:
    for kind in RowKind:
        for standing in RowStanding:
            query = MarketQuery(
                kind=kind,
                standing=standing,
                sources=frozenset({source_id}),
                with_twins=True,
                sort=MarketSort.IMPORTED,
                descending=False,
                limit=_AT_ONCE,
            )
            while some := market.rows(query):
                yield from some
                query = replace(query, offset=query.offset + _AT_ONCE)
