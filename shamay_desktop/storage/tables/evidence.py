"""Papers, photos and produced files; their bytes are in the content store."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint

from shamay_desktop.domain.evidence import DocSource, DocType, FinishLevel, KindBy, RoomType
from shamay_desktop.domain.records import AssetType
from shamay_desktop.storage.column_types import ExactDecimal, ExactJson, KeptJson
from shamay_desktop.storage.tables.columns import (
    metadata,
    of_office,
    office_row,
    one_of,
    syncing,
)

documents = Table(
    "documents",
    metadata,
    *office_row("documents"),
    *syncing(),
    Column("valuation_id", Text, nullable=False),
    Column("doc_type", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("storage_key", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("uploaded_by_id", Text),
    Column("extracted", KeptJson),
    Column("caption", Text, nullable=False),
    Column("size", Integer),
    Column("rotation", Integer, nullable=False),
    Column("position", Integer),
    Column("kind_by", Text, nullable=False),
    of_office("documents", "valuation_id", "valuations"),
    of_office("documents", "uploaded_by_id", "memberships", "user_id"),
    one_of("documents", "doc_type", DocType),
    one_of("documents", "source", DocSource),
    one_of("documents", "kind_by", KindBy),
    Index("ix_documents_valuation_id", "organization_id", "valuation_id"),
)

images = Table(
    "images",
    metadata,
    *office_row("images"),
    *syncing(),
    Column("valuation_id", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("storage_key", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("room_type", Text, nullable=False),
    Column("features", ExactJson, nullable=False),
    Column("finish_level", Text),
    Column("caption", Text, nullable=False),
    Column("is_front", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("uploaded_by_id", Text),
    Column("rotation", Integer, nullable=False),
    Column("notes", Text, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("size", Integer),
    Column("taken_at", Text),
    Column("latitude", ExactDecimal),
    Column("longitude", ExactDecimal),
    Column("likeness", Text),
    Column("sharpness", ExactDecimal),
    Column("brightness", ExactDecimal),
    of_office("images", "valuation_id", "valuations"),
    of_office("images", "uploaded_by_id", "memberships", "user_id"),
    one_of("images", "room_type", RoomType),
    one_of("images", "finish_level", FinishLevel),
    Index("ix_images_valuation_id", "organization_id", "valuation_id"),
)

extractions = Table(
    "extractions",
    metadata,
    *office_row("extractions"),
    *syncing(),
    Column("document_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", ExactJson, nullable=False),
    Column("created_by_id", Text, nullable=False),
    Column("restored_from", Integer),
    of_office("extractions", "document_id", "documents"),
    of_office("extractions", "created_by_id", "memberships", "user_id"),
    UniqueConstraint("organization_id", "document_id", "number", name="uq_extractions_document_id"),
)

assets = Table(
    "assets",
    metadata,
    *office_row("assets"),
    *syncing(),
    Column("valuation_id", Text),
    Column("asset_type", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("storage_key", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("generated_by_id", Text, nullable=False),
    of_office("assets", "valuation_id", "valuations"),
    of_office("assets", "generated_by_id", "memberships", "user_id"),
    one_of("assets", "asset_type", AssetType),
    Index("ix_assets_valuation_id", "organization_id", "valuation_id"),
)
