"""Whether a database is whole: its pages, its references, its audit chains; what it counts."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, func, inspect, select

from shamay_desktop.storage.chain import broken_at
from shamay_desktop.storage.tables import activity_logs, metadata

_CHAIN = tuple(
    activity_logs.c[name]
    for name in (
        "organization_id", "n", "subject_type", "subject_id", "action", "actor_id", "at",
        "payload", "prev", "hash", "canonical",
    )
)  # fmt: skip


def problems(connection: Connection) -> list[str]:
    """What is wrong, in technical words that name place and kind; none when it is whole."""
    found = list(_of_file(connection)) if connection.dialect.name == "sqlite" else []
    return found or [*_of_references(connection), *_of_chains(connection)]


def counts(connection: Connection) -> dict[str, int]:
    """Rows by table, of the tables that stand in this database."""
    standing = set(inspect(connection).get_table_names())
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
        if table.name in standing
    }


def chain_heads(connection: Connection) -> dict[str, dict[str, object]]:
    """Office -> number and hash of its last audit line: a cut tail shows against these."""
    heads: dict[str, dict[str, object]] = {}
    for office in _offices(connection):
        columns = (activity_logs.c.n, activity_logs.c.hash)
        own = select(*columns).where(activity_logs.c.organization_id == office)
        last = connection.execute(own.order_by(activity_logs.c.n.desc()).limit(1)).one()
        heads[office] = {"n": last.n, "hash": last.hash}
    return heads


def _of_file(connection: Connection) -> Iterator[str]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield f"integrity: {said}"


def _of_references(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"reference: {table} row {row} -> {target}"


def _of_chains(connection: Connection) -> Iterator[str]:
    if not inspect(connection).has_table(activity_logs.name):
        return
    for office in _offices(connection):
        lines = select(*_CHAIN).where(activity_logs.c.organization_id == office)
        n = broken_at(_rows(connection, lines.order_by(activity_logs.c.n)))
        if n is not None:
            yield f"audit chain: office {office} line {n}"


def _offices(connection: Connection) -> list[str]:
    distinct = select(activity_logs.c.organization_id).distinct()
    return sorted(connection.execute(distinct).scalars())


def _rows(connection: Connection, statement: Any) -> Iterator[RowMapping]:
    yield from connection.execute(statement).mappings()
