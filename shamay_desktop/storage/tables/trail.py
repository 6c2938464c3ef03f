"""The audit trail with its hash chain, and what waits to be sent."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, Table, Text

from shamay_desktop.storage.column_types import ExactJson, UtcTime
from shamay_desktop.storage.tables.columns import metadata, office_row, times

activity_logs = Table(
    "activity_logs",
    metadata,
    *office_row("activity_logs"),
    *times(),
    Column("n", Integer, nullable=False),
    Column("subject_type", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("payload", ExactJson, nullable=False),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
    # The exact text that was hashed: reading a payload back need not spell it the same.
    Column("canonical", Text, nullable=False),
    CheckConstraint("n > 0", name="ck_activity_logs_n"),
    # An index, not a constraint: it can be replaced without rebuilding an append-only table.
    Index("uq_activity_logs_n", "organization_id", "n", unique=True),
    Index("ix_activity_logs_subject_id", "organization_id", "subject_id", "n"),
)

outbox = Table(
    "outbox",
    metadata,
    *office_row("outbox"),
    *times(),
    Column("event_type", Text, nullable=False),
    Column("payload", ExactJson, nullable=False),
    Column("processed", Boolean, nullable=False),
    Index("ix_outbox_processed", "organization_id", "processed", "id"),
)
