"""What a person of the office keeps: phrases (the office's too) and saved views of the list."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, or_

from shamay_desktop.domain.records import Phrase, SavedView
from shamay_desktop.domain.saved_queries import query_json, query_of
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import phrases, saved_views


class SqlPhrases:
    """The actor's own phrases and those of the whole office."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def all(self) -> Sequence[Phrase]:
        """Own ones and the office's, in the order in which they were made."""
        mine = or_(phrases.c.user_id.is_(None), phrases.c.user_id == self._rows.user_id)
        statement = self._rows.select(phrases).where(mine).order_by(phrases.c.id)
        return [_phrase_of(row) for row in self._rows.read(statement)]

    def save(self, phrase: Phrase) -> None:
        """Write a phrase, new or known."""
        columns: dict[str, object] = {
            "user_id": phrase.user_id,
            "field_id": phrase.field_id,
            "code": phrase.code,
            "title": phrase.title,
            "text": phrase.text,
            "fills": dict(phrase.fills),
            "used": phrase.used,
        }
        self._rows.put(phrases, phrase.id, columns)

    def remove(self, phrase_id: str) -> None:
        """Forget a phrase; one that is not there is none."""
        self._rows.update(phrases, phrase_id, {"deleted_at": self._rows.now()})


class SqlSavedViews:
    """The actor's own views of the list."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def all(self) -> Sequence[SavedView]:
        """The views in the person's order."""
        mine = saved_views.c.user_id == self._rows.user_id
        statement = self._rows.select(saved_views).where(mine)
        ordered = statement.order_by(saved_views.c.position, saved_views.c.id)
        return [_view_of(row) for row in self._rows.read(ordered)]

    def save(self, view: SavedView) -> None:
        """Write a view, new or known."""
        columns: dict[str, object] = {
            "user_id": view.user_id,
            "name": view.name,
            "query": query_json(view.query),
            "position": view.position,
        }
        self._rows.put(saved_views, view.id, columns)

    def remove(self, view_id: str) -> None:
        """Forget a view; one that is not there is none."""
        self._rows.update(saved_views, view_id, {"deleted_at": self._rows.now()})


def _phrase_of(row: RowMapping) -> Phrase:
    return Phrase(
        id=row["id"],
        code=row["code"],
        title=row["title"],
        text=row["text"],
        field_id=row["field_id"],
        user_id=row["user_id"],
        fills=row["fills"],
        used=row["used"],
    )


def _view_of(row: RowMapping) -> SavedView:
    return SavedView(
        row["id"], row["user_id"], row["name"], query_of(row["query"]), row["position"]
    )
