"""One contract suite on both engines: a fresh database a test, copied from a finished one."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shamay_desktop.storage.database import SqlDatabase
from tests.database_server import Server, server_or_skip
from tests.storage.samples import Ticking

_number = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Server:
    """A PostgreSQL; where there must be one (CI) its lack is a failure, elsewhere a skip."""
    return server_or_skip()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema."""
    path = tmp_path_factory.mktemp("template") / "shamay.sqlite3"
    database = SqlDatabase(path)
    database.upgrade()
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(server: Server) -> str:
    """The name of a database with the newest schema."""
    server.run("CREATE DATABASE shamay_template")
    database = SqlDatabase(server.url("shamay_template"))
    database.upgrade()
    database.close()
    return "shamay_template"


@pytest.fixture
def sqlite_file(sqlite_template: Path, tmp_path: Path) -> Path:
    """A fresh SQLite database."""
    return Path(shutil.copyfile(sqlite_template, tmp_path / "shamay.sqlite3"))


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest, server: Server) -> Iterator[str]:
    """A fresh PostgreSQL database, dropped afterwards."""
    template: str = request.getfixturevalue("postgresql_template")
    name = f"t{next(_number)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Path | str:
    """Where a fresh database stands: a file or a URL."""
    fixture = {"sqlite": "sqlite_file", "postgresql": "postgresql_url"}[request.param]
    found: Path | str = request.getfixturevalue(fixture)
    return found


Opening = Callable[[Path | str], SqlDatabase]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opening]:
    """Open databases that are closed at the end, whatever happens."""
    made: list[SqlDatabase] = []

    def open_database(where: Path | str) -> SqlDatabase:
        database = SqlDatabase(where, backups=tmp_path / "backups", now=Ticking(), busy_ms=300)
        made.append(database)
        return database

    yield open_database
    for database in made:
        database.close()


@pytest.fixture
def database(place: Path | str, opened: Opening) -> SqlDatabase:
    """A fresh database, on each engine in turn."""
    return opened(place)
