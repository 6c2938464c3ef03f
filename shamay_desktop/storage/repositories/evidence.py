"""Papers and photos of the actor's office's valuations."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import RowMapping, Table

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import (
    DocSource,
    DocType,
    Document,
    FinishLevel,
    Image,
    KindBy,
    RoomType,
)
from shamay_desktop.domain.records import Extraction
from shamay_desktop.domain.report_templates.choosing import pictures_of
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import (
    assets,
    comparable_sources,
    documents,
    extractions,
    images,
    memberships,
    organizations,
    users,
)

_KEPT = frozenset({"id", "valuation_id", "created_at", "uploaded_by_id"})
"""What a saved row keeps: it says what was added, to what, when and by whom."""

_OF_FILE = (
    "width", "height", "size", "taken_at", "latitude", "longitude", "likeness", "sharpness",
    "brightness",
)  # fmt: skip
"""What a photo's row says of its file, named alike in both."""


class SqlEvidence:
    """Removed papers and photos keep their rows as tombstones."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def documents(self, valuation_id: str) -> Sequence[Document]:
        """The papers of a valuation in the order in which they were added."""
        statement = self._rows.select(documents).where(documents.c.valuation_id == valuation_id)
        return [_document_of(row) for row in self._rows.read(statement.order_by(documents.c.id))]

    def removed_documents(self, valuation_id: str) -> Sequence[Document]:
        """The papers that were taken out of a valuation, in the order of their removal."""
        gone = documents.c.deleted_at.is_not(None)
        statement = self._rows.select(documents, deleted=True).where(
            documents.c.valuation_id == valuation_id, gone
        )
        ordered = statement.order_by(documents.c.deleted_at, documents.c.id)
        return [_document_of(row) for row in self._rows.read(ordered)]

    def images(self, valuation_id: str) -> Sequence[Image]:
        """The photos of a valuation in the report's order."""
        statement = self._rows.select(images).where(images.c.valuation_id == valuation_id)
        ordered = statement.order_by(images.c.position, images.c.id)
        return [_image_of(row) for row in self._rows.read(ordered)]

    def add_document(self, document: Document) -> None:
        """Insert a paper. Raises Refused(`row_missing`) without its valuation."""
        self._rows.insert(documents, _document_row(document))

    def save_document(self, document: Document) -> None:
        """Change a paper. Raises Refused(`evidence_unknown`)."""
        self._save(documents, _document_row(document))

    def add_image(self, image: Image) -> None:
        """Insert a photo. Raises Refused(`row_missing`) without its valuation."""
        self._rows.insert(images, _image_row(image))

    def save_image(self, image: Image) -> None:
        """Change a photo. Raises Refused(`evidence_unknown`)."""
        self._save(images, _image_row(image))

    def remove(self, evidence_id: str) -> None:
        """Remove a paper or a photo. Raises Refused(`evidence_unknown`)."""
        gone = {"deleted_at": self._rows.now()}
        for table in (documents, images):
            if self._rows.update(table, evidence_id, gone):
                return
        raise Refused("evidence_unknown", evidence=evidence_id)

    def extractions(self, document_id: str) -> Sequence[Extraction]:
        """Every version of what was read from a paper, the first one first."""
        statement = self._rows.select(extractions).where(extractions.c.document_id == document_id)
        return [_extraction_of(row) for row in self._rows.read(statement.order_by("number"))]

    def add_extraction(self, extraction: Extraction) -> None:
        """Insert a version. Raises Refused(`row_missing`) without its paper."""
        row = {
            "id": extraction.id,
            "document_id": extraction.document_id,
            "number": extraction.number,
            "content": dict(extraction.content),
            "created_by_id": extraction.created_by_id,
            "restored_from": extraction.restored_from,
            "created_at": extraction.created_at,
        }
        self._rows.insert(extractions, row)

    def hashes(self) -> Iterator[str]:
        """SHA-256 of every file that the office's rows name, removed ones' too."""
        for table in (documents, images, assets):
            column = table.c.sha256
            rows = self._rows.read(self._rows.select(table, column, deleted=True).distinct())
            yield from (row["sha256"] for row in rows)
        yield from self._imported_tables()
        yield from self._pictures_of_office()

    def _imported_tables(self) -> Iterator[str]:
        column = comparable_sources.c.sha256
        rows = self._rows.read(
            self._rows.select(comparable_sources, column, deleted=True)
            .where(column.is_not(None))
            .distinct()
        )
        yield from (row["sha256"] for row in rows)

    def _pictures_of_office(self) -> Iterator[str]:
        member = memberships.c.user_id == users.c.id
        office = memberships.c.organization_id == organizations.c.id
        statement = self._rows.select(
            memberships, organizations.c.logo_sha256, organizations.c.footer_logo_sha256,
            users.c.image, users.c.signature_sha256, organizations.c.practice, deleted=True,
        ).join(users, member).join(organizations, office)  # fmt: skip
        found: set[str] = set()
        for row in self._rows.read(statement):
            kept = dict(row)
            found |= set(pictures_of(kept.pop("practice") or {}))
            found |= {sha for sha in kept.values() if sha}
        yield from sorted(found)

    def _save(self, table: Table, row: Mapping[str, object]) -> None:
        values = {name: content for name, content in row.items() if name not in _KEPT}
        if not self._rows.update(table, str(row["id"]), values):
            raise Refused("evidence_unknown", evidence=str(row["id"]))


def _document_row(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "valuation_id": document.valuation_id,
        "doc_type": document.doc_type.value,
        "file_name": document.file_name,
        "storage_key": document.storage_key,
        "sha256": document.sha256,
        "source": document.source.value,
        "pages": document.pages,
        "uploaded_by_id": document.uploaded_by_id,
        "extracted": None if document.extracted is None else dict(document.extracted),
        "caption": document.caption,
        "size": document.size,
        "rotation": document.rotation,
        "position": document.order,
        "kind_by": document.kind_by.value,
        "created_at": document.created_at,
    }


def _document_of(row: RowMapping) -> Document:
    return Document(
        id=row["id"],
        valuation_id=row["valuation_id"],
        doc_type=DocType(row["doc_type"]),
        file_name=row["file_name"],
        storage_key=row["storage_key"],
        sha256=row["sha256"],
        source=DocSource(row["source"]),
        created_at=row["created_at"],
        uploaded_by_id=row["uploaded_by_id"],
        extracted=row["extracted"],
        pages=row["pages"],
        caption=row["caption"],
        size=row["size"],
        rotation=row["rotation"],
        order=row["position"],
        kind_by=KindBy(row["kind_by"]),
    )


def _extraction_of(row: RowMapping) -> Extraction:
    return Extraction(
        row["id"],
        row["document_id"],
        row["number"],
        row["content"],
        row["created_at"],
        row["created_by_id"],
        row["restored_from"],
    )


def _image_row(image: Image) -> dict[str, object]:
    return {
        "id": image.id,
        "valuation_id": image.valuation_id,
        "file_name": image.file_name,
        "storage_key": image.storage_key,
        "sha256": image.sha256,
        "room_type": image.room_type.value,
        "features": list(image.features),
        "finish_level": None if image.finish_level is None else image.finish_level.value,
        "caption": image.caption,
        "is_front": image.front,
        "position": image.order,
        "rotation": image.rotation,
        "notes": image.notes,
        **{name: getattr(image, name) for name in _OF_FILE},
        "uploaded_by_id": image.uploaded_by_id,
        "created_at": image.created_at,
    }


def _image_of(row: RowMapping) -> Image:
    level = row["finish_level"]
    return Image(
        id=row["id"],
        valuation_id=row["valuation_id"],
        file_name=row["file_name"],
        storage_key=row["storage_key"],
        sha256=row["sha256"],
        created_at=row["created_at"],
        room_type=RoomType(row["room_type"]),
        features=tuple(row["features"]),
        finish_level=None if level is None else FinishLevel(level),
        caption=row["caption"],
        front=row["is_front"],
        order=row["position"],
        rotation=row["rotation"],
        notes=row["notes"],
        **{name: row[name] for name in _OF_FILE},
        uploaded_by_id=row["uploaded_by_id"],
    )
