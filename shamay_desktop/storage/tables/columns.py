"""The columns, keys and checks that tables have in common, each constraint with its name."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Text,
)
from sqlalchemy.schema import SchemaItem

from shamay_desktop.storage.column_types import UtcTime

metadata = MetaData()


ONLY_ON = "only_on"
"""An index's note that only one engine has it."""

SIDE_TABLES = ("comparable_cells", "comparable_words")
"""SQLite's virtual tables, and how the tables begin that hold them: made from rows, never a row's
only place."""


def belongs_to(dialect: str) -> Callable[..., bool]:
    """Which things of `metadata` an engine has; alembic asks it when it compares."""

    def belongs(item: SchemaItem, name: str | None = None, *_told: object) -> bool:
        beside = (name or "").startswith(SIDE_TABLES)
        return not beside and bool(item.info.get(ONLY_ON, dialect) == dialect)

    return belongs


def times() -> tuple[SchemaItem, ...]:
    """When the row was made and last changed."""
    return (
        Column("created_at", UtcTime, nullable=False),
        Column("updated_at", UtcTime, nullable=False),
    )


def syncing() -> tuple[SchemaItem, ...]:
    """What every row carries that laptops and the office will exchange: also its tombstone."""
    return (
        *times(),
        Column("version", Integer, nullable=False),
        Column("updated_by", Text),
        Column("deleted_at", UtcTime),
    )


def office_row(table: str) -> tuple[SchemaItem, ...]:
    """The key of a row that belongs to an office; keys begin with the office's id."""
    return (
        Column("organization_id", Text, nullable=False),
        Column("id", Text, nullable=False),
        PrimaryKeyConstraint("organization_id", "id", name=f"pk_{table}"),
        ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization"
        ),
    )


def of_office(table: str, column: str, target: str, key: str = "id") -> ForeignKeyConstraint:
    """A reference to a row of the same office."""
    return ForeignKeyConstraint(
        ["organization_id", column],
        [f"{target}.organization_id", f"{target}.{key}"],
        name=f"fk_{table}_{column}",
    )


def one_of(table: str, column: str, members: Iterable[StrEnum]) -> CheckConstraint:
    """Text that must be a code of an enumeration."""
    codes = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({codes})", name=f"ck_{table}_{column}")
