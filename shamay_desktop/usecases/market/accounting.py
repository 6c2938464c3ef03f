"""The account of an import, row by row: what was not taken as it stood, and why; also as CSV."""

import csv
import re
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
from shamay_desktop.usecases.market.kept_edits import refused_of
from shamay_desktop.usecases.market_ports import Market
from shamay_desktop.usecases.services import Services

OUTCOMES = ("quarantined", "twin", "parts", "part", "noted", "refused")
"""What became of a row: set apart; told already and linked; joined with its parts; one of those
parts; taken, with something said about it; of our own table given back: it changed nothing."""

_OF_PART = re.compile(r" #\d+$")
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
        rows = rows_of_source(work.market, source_id)
        lines = [each for row in rows for each in _lines(source, row)]
        lines = _with_heads(work.market, lines)
    lines += [_line(source, row, "refused") for row in refused_of(source)]
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
    headings = sorted({heading for line in lines for heading in _raw(line)})

    def rows() -> Iterator[Sequence[str]]:
        names = ("number", "file_row", "sheet", "outcome", "reasons")
        said = (texts(f"imports.account_{name}") for name in names)
        yield [*said, *map(cells.guarded, headings)]
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
    told_by_row = _raw(line)
    raw = [told_by_row.get(heading, "") for heading in headings]
    return [str(line.number), str(line.file_row), *map(cells.guarded, (*told, *raw))]


def _lines(source: MarketSource, row: MarketRow) -> Iterator[AccountLine]:
    outcome = _outcome(row)
    if outcome:
        yield _line(source, row, outcome)
    joined = next((each for each in row.reasons if each.code == "parts_joined"), None)
    numbers = "" if joined is None else joined.facts.get("rows", "")
    for number in (int(each) for each in numbers.split(",") if each.strip().isdecimal()):
        if number != row.number and joined is not None:
            at, title = file_row(source, number)
            yield AccountLine(number, at, title, "part", (joined,), row)


def _line(source: MarketSource, row: MarketRow, outcome: str) -> AccountLine:
    at, title = file_row(source, row.number)
    return AccountLine(row.number, at, title, outcome, row.reasons, row)


def _with_heads(market: Market, lines: Sequence[AccountLine]) -> list[AccountLine]:
    """Twins say which row of which import tells of their sale already."""
    ids = list(dict.fromkeys(line.row.twin_of for line in lines if line.row.twin_of))
    heads = {row.id: row for row in market.rows_by_id(ids)}
    names = {each.id: each.name for each in market.sources()} if heads else {}
    told = []
    for line in lines:
        head = heads.get(line.row.twin_of or "") if line.outcome == "twin" else None
        if head is None:
            told.append(line)
            continue
        facts = {"file": names.get(head.source_id, ""), "row": str(head.number)}
        why = Reason("told_by", "", facts)
        told.append(replace(line, reasons=(why, *line.reasons)))
    return told


def _raw(line: AccountLine) -> dict[str, str]:
    """The line's own cells: of a joined row what its other parts said stands under "heading #5"."""
    raw, own = line.row.raw, f" #{line.number}"
    if line.row.parts < 2:
        return dict(raw)
    plain = {name: text for name, text in raw.items() if not _OF_PART.search(name)}
    others = {name.removesuffix(own): text for name, text in raw.items() if name.endswith(own)}
    return {**plain, **others}


def _outcome(row: MarketRow) -> str:
    if row.standing is RowStanding.QUARANTINED:
        return "quarantined"
    if row.twin_of is not None:
        return "twin"
    if row.parts > 1:
        return "parts"
    return "noted" if row.reasons else ""


def rows_of_source(market: Market, source_id: str) -> Iterator[MarketRow]:
    """All rows of an import that stand, one by one; nothing is written meanwhile."""
    for kind in RowKind:
        for standing in RowStanding:
            query = MarketQuery(
                kind=kind,
                standing=standing,
                sources=frozenset({source_id}),
                with_twins=True,
                sort=MarketSort.IMPORTED,
                descending=False,
            )
            yield from market.each_row(query)
