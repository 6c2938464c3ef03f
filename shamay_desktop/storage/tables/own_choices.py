"""What people of an office keep for themselves: phrases and views of the list."""

from sqlalchemy import Column, Index, Integer, Table, Text

from shamay_desktop.storage.column_types import ExactJson
from shamay_desktop.storage.tables.columns import metadata, of_office, office_row, syncing

phrases = Table(
    "phrases",
    metadata,
    *office_row("phrases"),
    *syncing(),
    Column("user_id", Text),
    Column("field_id", Text),
    Column("code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("fills", ExactJson, nullable=False),
    Column("used", Integer, nullable=False),
    of_office("phrases", "user_id", "memberships", "user_id"),
    Index("ix_phrases_user_id", "organization_id", "user_id"),
)

saved_views = Table(
    "saved_views",
    metadata,
    *office_row("saved_views"),
    *syncing(),
    Column("user_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("query", ExactJson, nullable=False),
    Column("position", Integer, nullable=False),
    of_office("saved_views", "user_id", "memberships", "user_id"),
    Index("ix_saved_views_user_id", "organization_id", "user_id"),
)
