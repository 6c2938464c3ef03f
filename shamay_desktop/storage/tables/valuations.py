"""Valuations; what the list reads stands before the large JSON, so that it reads few pages."""

from collections.abc import Mapping

from sqlalchemy import Column, Index, Table, Text
from sqlalchemy.sql.schema import SchemaItem

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status
from shamay_desktop.storage.column_types import ExactDecimal, ExactJson, UtcTime
from shamay_desktop.storage.tables.columns import (
    ONLY_ON,
    metadata,
    of_office,
    office_row,
    one_of,
    syncing,
)

_BIG = (
    *(f"step{step.number}_data" for step in Step),
    "gis_screenshots",
    "gis_analysis",
    "garmushka_measurements",
    "garmushka_images",
    "comparable_data",
    "property_analysis",
)


_SHELF = ("organization_id", "deleted_at", "archived_at")
LIST_INDEXES: Mapping[str, tuple[str, ...]] = {
    "counted": (*_SHELF, "status"),
    "listed": (
        *_SHELF, "updated_at", "id", "status", "created_by_id", "city", "report_kind", "purpose",
        "final_valuation", "address_full", "block", "parcel", "subparcel", "client", "reference",
        "search_text",
    ),
    # Last: of two that answer alike SQLite takes the younger, and this one is the narrower.
    "found": (*_SHELF, "updated_at", "id", "status", "search_text"),
}  # fmt: skip
"""What the list is counted by, what words are looked for in, and all that filters and sorts it.

Each question of the list is answered by the narrowest of them alone; rows, which hold the large
JSON, are read for the lines of one window. Only SQLite has them: PostgreSQL keeps large columns
apart by itself, and its indexes hold no long texts.
"""


def _of_list(name: str) -> SchemaItem:
    columns, only = LIST_INDEXES[name], {ONLY_ON: "sqlite"}
    return Index(f"ix_valuations_{name}", *columns, info=only).ddl_if(dialect="sqlite")


def _gin(column: str) -> SchemaItem:
    name, only = f"ix_valuations_{column}", {ONLY_ON: "postgresql"}
    return Index(name, column, postgresql_using="gin", info=only).ddl_if(dialect="postgresql")


valuations = Table(
    "valuations",
    metadata,
    *office_row("valuations"),
    *syncing(),
    Column("title", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("address_full", Text, nullable=False),
    Column("block", Text, nullable=False),
    Column("parcel", Text, nullable=False),
    Column("subparcel", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("address_key", Text, nullable=False),
    Column("report_kind", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("copied_from_id", Text),
    Column("final_valuation", ExactDecimal),
    Column("price_per_sqm", ExactDecimal),
    Column("created_by_id", Text, nullable=False),
    Column("archived_at", UtcTime),
    Column("meta", ExactJson, nullable=False),
    *(Column(name, ExactJson) for name in _BIG),
    of_office("valuations", "created_by_id", "memberships", "user_id"),
    of_office("valuations", "copied_from_id", "valuations"),
    one_of("valuations", "status", Status),
    Index("ix_valuations_organization_id_updated_at", "organization_id", "updated_at"),
    Index("ix_valuations_organization_id_status", "organization_id", "status", "updated_at"),
    Index("ix_valuations_organization_id_created_by_id", "organization_id", "created_by_id"),
    Index("ix_valuations_organization_id_reference", "organization_id", "reference"),
    Index("ix_valuations_organization_id_parcel", "organization_id", "block", "parcel"),
    Index("ix_valuations_organization_id_address_key", "organization_id", "address_key"),
    Index("ix_valuations_organization_id_copied_from_id", "organization_id", "copied_from_id"),
    *(_of_list(name) for name in LIST_INDEXES),
    _gin("step1_data"),
    _gin("gis_screenshots"),
    _gin("garmushka_measurements"),
)
