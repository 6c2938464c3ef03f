"""Produced files of the actor's office."""

from collections.abc import Sequence

from sqlalchemy import RowMapping

from shamay_desktop.domain.records import Asset, AssetType
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import assets


class SqlAssets:
    """Produced files are added, never changed."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def add(self, asset: Asset) -> None:
        """Insert a produced file's row."""
        self._rows.insert(
            assets,
            {
                "id": asset.id,
                "valuation_id": asset.valuation_id,
                "asset_type": asset.asset_type.value,
                "file_name": asset.file_name,
                "storage_key": asset.storage_key,
                "sha256": asset.sha256,
                "slug": asset.slug,
                "generated_by_id": asset.generated_by_id,
                "created_at": asset.created_at,
            },
        )

    def of(self, valuation_id: str) -> Sequence[Asset]:
        """The files produced for a valuation, oldest first."""
        statement = self._rows.select(assets).where(assets.c.valuation_id == valuation_id)
        ordered = statement.order_by(assets.c.created_at, assets.c.id)
        return [_asset_of(row) for row in self._rows.read(ordered)]


def _asset_of(row: RowMapping) -> Asset:
    return Asset(
        id=row["id"],
        valuation_id=row["valuation_id"],
        asset_type=AssetType(row["asset_type"]),
        file_name=row["file_name"],
        storage_key=row["storage_key"],
        sha256=row["sha256"],
        slug=row["slug"],
        generated_by_id=row["generated_by_id"],
        created_at=row["created_at"],
    )
