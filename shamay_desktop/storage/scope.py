"""The one place where statements over an office's rows are made: each names the office."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Insert,
    Row,
    RowMapping,
    Select,
    Table,
    UnaryExpression,
    Update,
    and_,
    bindparam,
    case,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.sql.operators import custom_op

from shamay_desktop.domain.access import Actor
from shamay_desktop.storage.column_types import utc_text
from shamay_desktop.storage.transaction import Transaction


class OfficeRows:
    """Rows of the actor's office: repositories reach theirs through here and no other way.

    Inserting sets the office, the times, the version and who did it; updating counts the
    version. Deleted rows are not selected unless asked for.
    """

    def __init__(self, transaction: Transaction, actor: Actor, now: Callable[[], datetime]) -> None:
        self._transaction = transaction
        self.organization_id = actor.organization_id
        self.user_id = actor.user_id
        self.now = now
        self._held_tables: set[str] = set()

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._transaction.dialect

    def own(self, table: Table, *, deleted: bool = False) -> ColumnElement[bool]:
        """The condition that a row is the office's (and not deleted)."""
        own = table.c.organization_id == self.organization_id
        if deleted or "deleted_at" not in table.c:
            return own
        return and_(own, table.c.deleted_at.is_(None))

    def select(
        self, table: Table, *columns: ColumnElement[Any], deleted: bool = False
    ) -> Select[Any]:
        """A select of the office's rows of a table, all columns when none is named."""
        return (
            select(*(columns or table.c)).select_from(table).where(self.own(table, deleted=deleted))
        )

    def search(self, table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
        """A select of the office's rows, tombstones too, that other conditions will narrow.

        A laptop's file holds one office: there SQLite must not take the office's own index, which
        leaves all rows.
        """
        own: ColumnElement[Any] = table.c.organization_id
        if self.dialect == "sqlite":
            own = UnaryExpression(own, operator=custom_op("+"))
        return select(*columns).select_from(table).where(own == self.organization_id)

    def counted(self, table: Table, statement: Select[Any]) -> Select[Any]:
        """How many rows a select that was made here has, as `counted`."""
        some = statement.subquery(f"some_{table.name}")
        return select(func.count().label("counted")).select_from(some)

    def read(self, statement: Select[Any]) -> Sequence[RowMapping]:
        """The rows of a select that was made here."""
        return self._transaction.read(statement).mappings().all()

    def read_tuples(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        """The same where there are many rows: columns by their order, not by their names."""
        return self._transaction.read(statement).all()

    def told(self, statement: Select[Any]) -> tuple[str, dict[str, Any]]:
        """The conditions of a select that was made here as the driver's own text, and its values.

        For statements that are put together of texts: `read_told`.
        """
        condition = statement.whereclause
        if condition is None:
            raise ValueError("a statement names the office")
        made = condition.compile(
            dialect=_DIALECTS[self.dialect], compile_kwargs={"render_postcompile": True}
        )
        return str(made), dict(made.params)

    def read_told(self, statement: str, given: Mapping[str, object]) -> Sequence[Row[Any]]:
        """The rows of a select in the driver's own text, with the conditions of `told` in it."""
        return self._transaction.read_told(statement, given).all()

    def read_each(self, statement: Select[Any]) -> Iterator[RowMapping]:
        """The rows of a select that was made here one by one: never all of them in memory."""
        found = self._transaction.read(statement.execution_options(yield_per=_AT_ONCE))
        try:
            while some := self._transaction.further(found, _AT_ONCE):
                yield from some
        finally:
            found.close()

    def read_some(
        self, statement: Select[Any], most: int, *, skipping: int
    ) -> Sequence[RowMapping]:
        """So many rows of a select that was made here; what stands behind them is not fetched."""
        found = self._transaction.read(statement)
        try:
            found.fetchmany(skipping)
            return found.mappings().fetchmany(most) if most else []
        finally:
            found.close()

    def read_held(self, statement: Select[Any]) -> Sequence[RowMapping]:
        """The rows of a select, which nobody else changes before this transaction ends."""
        self._transaction.begin_writing()
        if self.dialect == "postgresql":
            statement = statement.with_for_update()
        return self.read(statement)

    def hold(self, table: Table, row_id: str) -> None:
        """Let nobody else hold or change a row before this transaction ends."""
        self.read_held(self.select(table, table.c.id, deleted=True).where(table.c.id == row_id))

    def head(self, table: Table, order: str, *columns: str) -> RowMapping | None:
        """The columns of the office's last row by an ordering column."""
        found = self._transaction.read(
            _head_of(table, order, columns), {_OFFICE: self.organization_id}
        )
        return found.mappings().first()

    def insert(self, table: Table, *rows: Mapping[str, object], passing_over: bool = False) -> None:
        """Insert rows of the office; `passing_over` leaves out those that are there already."""
        if not rows:
            return
        statement = _passing_over(table, self.dialect) if passing_over else _insert_of(table)
        now, complete = self.now(), []
        for row in rows:
            given = {"organization_id": self.organization_id, "created_at": now, **row}
            given.setdefault("updated_at", now)
            if "version" in table.c:
                given.setdefault("version", 0)
                given.setdefault("updated_by", self.user_id)
            complete.append(given)
        self._transaction.write(statement, complete if len(complete) > 1 else complete[0])

    def insert_many(
        self, table: Table, names: Sequence[str], rows: Iterable[tuple[object, ...]]
    ) -> None:
        """Insert rows of the office quickly: what `names` says, as the driver takes it."""
        given = self._stamps()
        statement = _insert_many_of(table, tuple(names), self.dialect)
        self._transaction.write_many(statement, (given + row for row in rows))

    def insert_from(
        self, table: Table, names: Sequence[str], chosen: Sequence[str], source: str
    ) -> None:
        """Insert rows of the office from a table that was staged: `chosen` goes to `names`."""
        mark = "?" if self.dialect == "sqlite" else "%s"
        columns = ", ".join(f'"{table.c[name].name}"' for name in (*_GIVEN, *names))
        told = ", ".join([*([mark] * len(_GIVEN)), *chosen])
        statement = f'INSERT INTO "{table.name}" ({columns}) SELECT {told} FROM {source}'  # noqa: S608 - our names
        self._transaction.write_plain(statement, self._stamps())

    def hold_table(self, table: Table) -> None:
        """Let nobody else of the office change a table before this transaction ends.

        SQLite has one writer anyway; whoever else changes the table on a server must ask too.
        """
        if self.dialect == "postgresql" and table.name not in self._held_tables:
            self._held_tables.add(table.name)
            asked = func.hashtextextended(f"{table.name} {self.organization_id}", 0)
            self._transaction.write(text("SET LOCAL lock_timeout = '600s'"))
            self._transaction.write(select(func.pg_advisory_xact_lock(asked)))
            self._transaction.write(text("SET LOCAL lock_timeout TO DEFAULT"))

    def begin_long_writing(self, table: Table) -> None:
        """The same at the beginning of a write that takes long: others wait for its end."""
        self._transaction.begin_writing(long=True)
        self.hold_table(table)

    def _stamps(self) -> tuple[object, ...]:
        """What every row is given, in the order of `_GIVEN`, as the driver takes it."""
        now: object = self.now()
        if self.dialect == "sqlite":
            now = utc_text(self.now())
        return (self.organization_id, self.user_id, 0, now, now)

    def update(
        self,
        table: Table,
        row_id: str,
        values: Mapping[str, object],
        *,
        version: int | None = None,
        growing: tuple[str, ...] = (),
        deleted: bool = False,
    ) -> bool:
        """Update one row of the office; False when there is none (of that version).

        Columns named in `growing` keep the larger of the stored and the given number. A deleted
        row is changed only when asked for.
        """
        given = {f"_{name}" if name in growing else name: new for name, new in values.items()}
        given.update({_OFFICE: self.organization_id, _ID: row_id})
        given.setdefault("updated_at", self.now())
        if "version" in table.c:
            given.setdefault("updated_by", self.user_id)
        if version is not None:
            given[_VERSION] = version
        statement = _update_of(table, growing, versioned=version is not None, deleted=deleted)
        return self._transaction.write(statement, given).rowcount == 1

    def put(self, table: Table, row_id: str, values: Mapping[str, object]) -> None:
        """Write a row, whether it is there or not."""
        if not self.update(table, row_id, values):
            self.insert(table, {"id": row_id, **values})

    def remove(self, table: Table, condition: ColumnElement[bool]) -> None:
        """Take rows of the office away for good, deleted ones too: no tombstone stays."""
        self._transaction.write(table.delete().where(self.own(table, deleted=True), condition))

    def lock_office(self, organizations: Table) -> None:
        """Keep other writers of the office's chain waiting until this transaction ends.

        SQLite has one writer anyway; elsewhere the office's row is held. KEY SHARE lets those
        pass who only refer to the office.
        """
        if self.dialect == "postgresql":
            own = organizations.c.id == self.organization_id
            row = select(organizations.c.id).where(own).with_for_update(key_share=True)
            self._transaction.write(row)
        self._transaction.begin_writing()


_GIVEN = ("organization_id", "updated_by", "version", "created_at", "updated_at")
_AT_ONCE = 1000
_OFFICE, _ID, _VERSION = "b_office", "b_id", "b_version"
_DIALECTS: Mapping[str, Dialect] = {
    "sqlite": pysqlite.dialect(paramstyle="named"),
    "postgresql": psycopg.dialect(),  # type: ignore[no-untyped-call]
}


def one_of_numbers(column: ColumnElement[Any], numbers: Iterable[int]) -> ColumnElement[bool]:
    """Whether a column holds one of many numbers, told as one value (SQLite)."""
    told = func.json_each(f"[{','.join(map(str, numbers))}]").table_valued("value")
    return column.in_(select(told.c.value))


@cache
def _insert_of(table: Table) -> Insert:
    return table.insert()


@cache
def _insert_many_of(table: Table, names: tuple[str, ...], dialect: str) -> str:
    given = (*_GIVEN, *names)
    columns = ", ".join(f'"{table.c[name].name}"' for name in given)
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(given))
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - our names


@cache
def _passing_over(table: Table, dialect: str) -> Insert:
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


@cache
def _update_of(table: Table, growing: tuple[str, ...], *, versioned: bool, deleted: bool) -> Update:
    """Made once a shape: its compiled text and cache key are then found, not made again."""
    statement = table.update().where(
        table.c.organization_id == bindparam(_OFFICE), table.c.id == bindparam(_ID)
    )
    if versioned:
        statement = statement.where(table.c.version == bindparam(_VERSION))
    if "version" in table.c:
        statement = statement.values(version=table.c.version + 1)
    if "deleted_at" in table.c and not deleted:
        statement = statement.where(table.c.deleted_at.is_(None))
    for name in growing:
        column, given = table.c[name], bindparam(f"_{name}", type_=table.c[name].type)
        statement = statement.values({name: case((column > given, column), else_=given)})
    return statement


@cache
def _head_of(table: Table, order: str, columns: tuple[str, ...]) -> Select[Any]:
    return (
        select(*(table.c[name] for name in columns))
        .where(table.c.organization_id == bindparam(_OFFICE))
        .order_by(table.c[order].desc())
        .limit(1)
    )
