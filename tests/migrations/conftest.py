"""Empty databases on both engines, for the history itself."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shamay_desktop.storage.engine import database_url, make_engine
from tests.database_server import NoServer, required, running_server

_number = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty database."""
    if request.param == "sqlite":
        made = make_engine(database_url(tmp_path / "empty.sqlite3"))
        yield made
        made.dispose()
        return
    try:
        server = running_server()
    except NoServer as missing:
        if required():
            raise
        pytest.skip(str(missing))
    name = f"m{next(_number)}"
    server.run(f"CREATE DATABASE {name}")
    made = make_engine(database_url(server.url(name)))
    yield made
    made.dispose()
    server.run(f"DROP DATABASE {name} WITH (FORCE)")
