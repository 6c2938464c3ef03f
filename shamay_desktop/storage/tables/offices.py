"""Offices, people, and who works where."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import ForeignKeyConstraint

from shamay_desktop.domain.access import Role
from shamay_desktop.storage.column_types import ExactJson, UtcTime
from shamay_desktop.storage.tables.columns import metadata, office_row, one_of, syncing

organizations = Table(
    "organizations",
    metadata,
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("strip", Text, nullable=False),
    Column("slogan", Text, nullable=False),
    Column("website", Text, nullable=False),
    Column("association", Text, nullable=False),
    Column("services", Text, nullable=False),
    Column("footer_logo_sha256", Text),
    Column("logo_sha256", Text),
    Column("rounding_step", Text, nullable=False),
    Column("rules", ExactJson),
    Column("practice", ExactJson),
    *syncing(),
    PrimaryKeyConstraint("id", name="pk_organizations"),
)

users = Table(
    "users",
    metadata,
    Column("id", Text, nullable=False),
    Column("email", Text, nullable=False),
    # The e-mail folded: SQLite's lower() knows ASCII only, so Python compares without case.
    Column("email_key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("licence_number", Text, nullable=False),
    Column("image", Text),
    Column("signature_sha256", Text),
    Column("password_hash", Text),
    Column("recovery_hash", Text),
    Column("failed_count", Integer, nullable=False),
    Column("failed_at", UtcTime),
    *syncing(),
    PrimaryKeyConstraint("id", name="pk_users"),
    UniqueConstraint("email", name="uq_users_email"),
    UniqueConstraint("email_key", name="uq_users_email_key"),
)

memberships = Table(
    "memberships",
    metadata,
    *office_row("memberships"),
    Column("user_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("may_review", Boolean, nullable=False),
    *syncing(),
    ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_memberships_user_id"),
    UniqueConstraint("organization_id", "user_id", name="uq_memberships_user_id"),
    one_of("memberships", "role", Role),
    Index("ix_memberships_user_id", "user_id"),
)
