"""Writes a new revision: what the models have and the history, led to its head, has not."""

import subprocess
import sys
import tempfile
from pathlib import Path

from shamay_desktop.resource_files import migrations_folder
from shamay_desktop.storage.engine import database_url, make_engine
from shamay_desktop.storage.migrate import known_revisions, migrate


def main(words: list[str]) -> int:
    """Write migrations/versions/<number>_<what changes>.py, to be read and finished by a person."""
    message = " ".join(words).strip()
    if not message:
        print('migration: say what changes: make migration m="adds a column …"', file=sys.stderr)
        return 2
    number = f"{int(max(known_revisions(), default='0')) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder) / "history.sqlite3", message, number)
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)
    print(f"{path}: read it, finish it, and test it up and down")
    return 0


def _written(database: Path, message: str, number: str) -> Path:
    from alembic import command
    from alembic.config import Config
    from alembic.script import Script

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = make_engine(database_url(database))
    try:
        migrate(engine)
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            script = command.revision(config, message, autogenerate=True, rev_id=number)
    finally:
        engine.dispose()
    if not isinstance(script, Script):
        raise TypeError("alembic wrote no single revision")
    return Path(script.path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
