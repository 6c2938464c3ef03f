"""A new SQLite database gets its schema as a copy of the first one's: the migrations themselves,
which take a fifth of a second, have tests of their own (`tests/migrations`, `tests/storage`).
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shamay_desktop.storage import database
from shamay_desktop.storage.migrate import migrate

_made: list[bytes] = []


@pytest.fixture(autouse=True)
def ready_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """What begins a database copies its schema; all else that begins one is the program's."""
    monkeypatch.setattr(database, "migrate", _copied_or_migrated)


def _copied_or_migrated(engine: Engine) -> None:
    file = Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
    if file is None or file.stat().st_size:
        migrate(engine)
    elif _made:
        engine.dispose()
        file.write_bytes(_made[0])
    else:
        migrate(engine)
        with closing(sqlite3.connect(file)) as connection:
            _made.append(connection.serialize())
