"""Empty databases on both engines, for the history itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shamay_desktop.storage.engine import database_url, make_engine
from tests.database_server import empty_server_database


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty database."""
    if request.param == "sqlite":
        made = make_engine(database_url(tmp_path / "empty.sqlite3"))
        yield made
        made.dispose()
        return
    with empty_server_database("history") as url:
        made = make_engine(database_url(url))
        yield made
        made.dispose()
