"""Wizard sessions and the append-only journal of their edits."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import SessionStatus
from shamay_desktop.storage.column_types import ExactJson, UtcTime
from shamay_desktop.storage.tables.columns import (
    metadata,
    of_office,
    office_row,
    one_of,
    times,
)

valuation_sessions = Table(
    "valuation_sessions",
    metadata,
    *office_row("valuation_sessions"),
    *times(),
    Column("session_id", Text, nullable=False),
    Column("valuation_id", Text),
    Column("user_id", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("folded_seq", Integer, nullable=False),
    Column("focus", Text),
    Column("expires_at", UtcTime, nullable=False),
    Column("step_data", ExactJson),
    Column("wizard_data", ExactJson),
    UniqueConstraint("organization_id", "session_id", name="uq_valuation_sessions_session_id"),
    of_office("valuation_sessions", "valuation_id", "valuations"),
    of_office("valuation_sessions", "user_id", "memberships", "user_id"),
    one_of("valuation_sessions", "status", SessionStatus),
    one_of("valuation_sessions", "step", Step),
    Index("ix_valuation_sessions_valuation_id", "organization_id", "valuation_id"),
    Index("ix_valuation_sessions_user_id", "organization_id", "user_id", "status"),
)

session_edits = Table(
    "session_edits",
    metadata,
    Column("organization_id", Text, nullable=False),
    Column("valuation_session_id", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("old", ExactJson),
    Column("new", ExactJson),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    *times(),
    PrimaryKeyConstraint("organization_id", "valuation_session_id", "seq", name="pk_session_edits"),
    of_office("session_edits", "valuation_session_id", "valuation_sessions"),
    CheckConstraint("seq > 0", name="ck_session_edits_seq"),
)
