"""`comparables import | undo | account | export`: files into the market database and out of it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.dates import ORDERS
from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.reason_words import words_of_reason, words_of_target
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowKind
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.market.accounting import write_account
from shamay_desktop.usecases.market.exporting import export_found
from shamay_desktop.usecases.market.importing import Imported, import_table
from shamay_desktop.usecases.market.mappings import mappings_of, read_mapping_file
from shamay_desktop.usecases.market.previewing import UNSURE, preview
from shamay_desktop.usecases.market.undoing import undo_import

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0


def add_file_commands(parts: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add them to `comparables`."""
    taken = parts.add_parser("import", parents=[shared], help="take the rows of a file in")
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--mapping", metavar="ID|FILE", help="instead of what is recognised")
    taken.add_argument("--date-order", choices=[*ORDERS, UNSURE], help="of dates like 3/4/2025")
    taken.set_defaults(perform=_import)
    undone = parts.add_parser("undo", parents=[shared], help="take an import back as a whole")
    undone.add_argument("id")
    undone.set_defaults(perform=_undo)
    told = parts.add_parser("account", parents=[shared], help="what was not taken, and why (CSV)")
    told.add_argument("id")
    told.add_argument("--out", type=Path, required=True, metavar="FILE")
    told.set_defaults(perform=_account)
    given = parts.add_parser("export", parents=[shared], help="rows as CSV, to be edited")
    given.add_argument("file", type=Path, metavar="FILE")
    given.add_argument("words", nargs="*")
    given.add_argument("--source", metavar="ID", help="of one import")
    given.add_argument("--rents", action="store_true", help="rents instead of sales")
    given.set_defaults(perform=_export)


def _import(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    looked = preview(
        services, actor, asked.file, _mapping(context, asked.mapping), asked.date_order
    )
    try:
        done = import_table(services, actor, looked, context.progress)
    except Refused as refused:
        raise _worded(refused, context.texts) from refused
    context.answer(
        import_json(done, context.texts),
        lambda: [*import_lines(done, context.texts), done.source.id],
    )
    return _DONE


def import_json(done: Imported, texts: Texts) -> dict[str, Json]:
    """The answer of an import; rows are counted from 1 below the heading."""
    source, counts = done.source, done.source.counts
    return {
        "format": source.format,
        "encoding": source.encoding,
        "date_order": source.date_order,
        "rows": counts.rows,
        "imported": counts.imported,
        "merged": counts.merged,
        "duplicates": counts.duplicates,
        "quarantined": [
            {"row": row.number, "reason": _reasons(row, texts)} for row in done.refused
        ],
        "lost": list(source.lost),
        "warnings": [_said(warning, texts) for warning in source.warnings],
        "import_id": source.id or None,
    }


def import_lines(done: Imported, texts: Texts) -> list[str]:
    """What an import gave, for a person."""
    source, counts = done.source, done.source.counts
    lines = [source.name, *([texts("imports.done_again")] if done.again else [])]
    lines.append(texts("imports.done", imported=counts.imported, rows=counts.rows))
    if counts.merged:
        lines.append(texts("imports.done_merged", n=counts.merged))
    if counts.duplicates:
        lines.append(texts("imports.done_duplicates", n=counts.duplicates))
    if counts.quarantined:
        lines.append(texts("imports.done_quarantined", n=counts.quarantined))
    if done.changed:
        lines.append(texts("imports.done_changed", n=done.changed))
    lines += [
        texts("imports.refused_row", row=row.number, reason=_reasons(row, texts))
        for row in done.refused
    ]
    lines += [texts(f"imports.lost_{each}") for each in source.lost]
    return [*lines, *(_said(warning, texts) for warning in source.warnings)]


def _undo(context: CommandContext, asked: argparse.Namespace) -> int:
    undo_import(context.services, context.actor(), asked.id)
    context.answer({"import_id": asked.id, "undone": True}, lambda: [asked.id])
    return _DONE


def _account(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    target = write_account(services, actor, asked.id, asked.out, context.texts.language)
    context.answer({"import_id": asked.id, "file": str(target)}, lambda: [str(target)])
    return _DONE


def _export(context: CommandContext, asked: argparse.Namespace) -> int:
    query = MarketQuery(
        words=" ".join(asked.words),
        kind=RowKind.RENT if asked.rents else RowKind.SALE,
        sources=frozenset({asked.source}) if asked.source else frozenset(),
        with_twins=asked.source is not None,
    )
    services, actor = context.services, context.actor()
    target = export_found(services, actor, query, asked.file, context.texts.language)
    context.answer({"file": str(target)}, lambda: [str(target)])
    return _DONE


def _mapping(context: CommandContext, asked: str | None) -> SourceMapping | None:
    if asked is None:
        return None
    if asked.casefold().endswith(".json"):
        return read_mapping_file(Path(asked))
    return mappings_of(context.services, context.actor()).named(asked)


def _reasons(row: MarketRow, texts: Texts) -> str:
    return "; ".join(_said(reason, texts) for reason in row.reasons)


def _said(reason: Reason, texts: Texts) -> str:
    return strip_marks(words_of_reason(reason, texts))


def _worded(refused: Refused, texts: Texts) -> Refused:
    """Columns that are missing, in words."""
    if refused.code == "mapping_incomplete":
        names = str(refused.facts["columns"]).split(", ")
        refused.facts["columns"] = ", ".join(words_of_target(name, texts) for name in names)
    return refused
