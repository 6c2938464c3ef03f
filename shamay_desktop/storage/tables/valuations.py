"""Valuations; what the list reads stands before the large JSON, so that it reads few pages."""

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


LISTED = (
    "organization_id", "deleted_at", "archived_at", "updated_at", "id", "status",
    "created_by_id", "city", "report_kind", "purpose", "final_valuation", "address_full",
    "block", "parcel", "subparcel", "client", "reference", "search_text",
)  # fmt: skip


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
    # All that the list is found, filtered, sorted and counted by: rows with their large JSON are
    # read for the lines of one window only. PostgreSQL keeps large columns apart by itself, and
    # its indexes hold no long texts.
    Index("ix_valuations_listed", *LISTED, info={ONLY_ON: "sqlite"}).ddl_if(dialect="sqlite"),
    _gin("step1_data"),
    _gin("gis_screenshots"),
    _gin("garmushka_measurements"),
)
