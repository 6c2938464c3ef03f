"""A PostgreSQL server of its own for the tests: started when first asked, stopped at exit."""

import atexit
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

OLDEST = 15
_OPTIONS = (
    "-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off",
    "-c max_connections=60", "-c shared_buffers=32MB", "-c listen_addresses=127.0.0.1",
)  # fmt: skip


class NoServer(Exception):
    """No PostgreSQL new enough was found, or it did not start."""


@dataclass(frozen=True)
class Server:
    """A running server; anybody on this machine may enter, it holds invented rows only."""

    port: int
    programs: Path

    def url(self, database: str) -> str:
        """The address of one database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres") -> None:
        """Run one statement outside a transaction."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(sql.encode())


def required() -> bool:
    """Where the tests must not be skipped: there a missing server is a failure."""
    return bool(os.environ.get("CI"))


def server_or_skip() -> Server:
    """The server; where there must be one its lack is a failure, elsewhere a skip."""
    try:
        return running_server()
    except NoServer as missing:
        if required():
            raise
        pytest.skip(str(missing))


@contextmanager
def empty_server_database(beginning: str) -> Iterator[str]:
    """The address of a database with nothing in it, dropped afterwards; or a skip."""
    server, name = server_or_skip(), f"{beginning}_{uuid.uuid4().hex[:8]}"
    server.run(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def running_server() -> Server:
    """The server of this test run. Raises NoServer."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="shamay-pg-", dir="/tmp" if os.name != "nt" else None))  # noqa: S108  # a socket's path must be short
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    user = _other_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, port = folder / "data", _free_port()
    _run(user, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N",
         "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions")  # fmt: skip
    options = " ".join((*_OPTIONS, f"-c port={port}", f"-c unix_socket_directories={folder}"))
    control = programs / "pg_ctl"
    atexit.register(_stop, user, control, data)
    _run(user, control, "-D", data, "-l", folder / "log", "-o", options, "-w", "-t", "60", "start")
    _wait_for(port)
    return Server(port, programs)


def _programs() -> Path:
    found = [
        (int(version[1]), path.parent)
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if (version := re.search(r"/(\d+)/bin/", str(path)))
    ]
    on_path = shutil.which("initdb")
    if on_path is not None:
        said = subprocess.run([on_path, "--version"], capture_output=True, text=True, check=True)
        version = re.search(r"(\d+)", said.stdout)
        found.append((int(version[1]) if version else 0, Path(on_path).resolve().parent))
    newest = max(found, default=(0, Path()))
    if newest[0] < OLDEST:
        raise NoServer(f"no PostgreSQL {OLDEST} or newer in /usr/lib/postgresql or on the PATH")
    return newest[1]


def _other_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then another user of this machine runs it."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("neither user postgres nor nobody")


def _run(user: pwd.struct_passwd | None, program: Path, *arguments: object) -> None:
    done = subprocess.run(
        [str(program), *(str(argument) for argument in arguments)],
        stdin=subprocess.DEVNULL,
        # A file, not a pipe: the server inherits it and would keep a pipe open.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        user=None if user is None else user.pw_uid,
        group=None if user is None else user.pw_gid,
        extra_groups=None if user is None else [],
        check=False,
    )
    if done.returncode != 0:
        raise NoServer(f"{program.name} ended with {done.returncode}")


def _stop(user: pwd.struct_passwd | None, control: Path, data: Path) -> None:
    try:
        _run(user, control, "-D", data, "-m", "immediate", "-w", "stop")
    except NoServer:
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise NoServer("the server does not answer")
